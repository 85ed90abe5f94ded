"""Rows that a request names beside a patient: seen by the actor, and of that same patient."""

from typing import TypeVar
from uuid import UUID

from restride.records.actors import Actor
from restride.records.models.base import PatientRecord
from restride.records.refusals import NotThere
from restride.records.scopes import Depth, the_row, thing_of

_Row = TypeVar("_Row", bound=PatientRecord)


def the_row_of(
    actor: Actor,
    model: type[_Row],
    *,
    row_id: UUID,
    patient_id: UUID,
    depth: Depth = Depth.CARE,
) -> _Row:
    """Find a row of one patient.

    Raises
    ------
    NotThere
        There is none that this actor may see, or it is another patient's.
    """
    row = the_row(actor, model, row_id, depth=depth)
    if row.patient_id != patient_id:
        raise NotThere(thing_of(model))
    return row
