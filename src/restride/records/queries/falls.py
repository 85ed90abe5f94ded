"""The falls of a patient."""

from uuid import UUID

from restride.records.acting import reading
from restride.records.actors import Actor
from restride.records.models import FallReport
from restride.records.pages import Page, page_of
from restride.records.scopes import owned, the_patient


def list_falls(
    actor: Actor, patient_id: UUID, *, after: UUID | None = None, most_count: int = 50
) -> Page[FallReport]:
    """List the falls of a patient, the last reported first.

    Raises
    ------
    NotThere
        There is no such patient whose care the actor may see.
    """
    with reading(actor, "fall.read") as act:
        patient = the_patient(actor, patient_id, depth=act.permission.depth)
        rows = owned(actor, FallReport).filter(patient=patient)
        page = page_of(rows, after=after, most_count=most_count)
        act.about(patient)
    return page
