"""What a device sends has an identifier of its own: sent twice, it is kept once."""

from typing import Any, TypeVar
from uuid import UUID

from django.db import IntegrityError, transaction

from restride.records.actors import Actor
from restride.records.models.base import PatientRecord
from restride.records.refusals import Conflict
from restride.records.scopes import owned, thing_of

_Row = TypeVar("_Row", bound=PatientRecord)


def first_sent(actor: Actor, model: type[_Row], *, client_uuid: UUID) -> _Row | None:
    """Give the row that was kept under an identifier; None where there is none.

    Raises
    ------
    Conflict
        It belongs to a patient whom the actor may not see.
    """
    # ``owned`` rows all have a client_uuid where they are sent by devices.
    found: Any = owned(actor, model).filter(client_uuid=client_uuid).first()
    if found is not None:
        row: _Row = found
        return row
    if model._default_manager.filter(clinic_id=actor.clinic_id, client_uuid=client_uuid).exists():
        raise _taken(model)
    return None


def keep_once(row: PatientRecord) -> None:
    """Save a row that was not sent before.

    Raises
    ------
    Conflict
        The same identifier is being kept at this moment.
    """
    if not was_kept(row):
        raise _taken(type(row))


def was_kept(row: PatientRecord) -> bool:
    """Save a row, unless its identifier is being kept at this very moment."""
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError:
        return False
    return True


def _taken(model: type[PatientRecord]) -> Conflict:
    return Conflict(
        f"The identifier of a {thing_of(model)} must be of one alone, and another was kept under "
        "it. Send it again if it is the same; else give it an identifier of its own."
    )
