"""The visits of a patient: notes, minutes, and every amendment."""

from dataclasses import dataclass
from uuid import UUID

from restride.records.acting import reading
from restride.records.actors import Actor
from restride.records.models import Amendment, Visit, VisitMinutes
from restride.records.pages import Page, page_of
from restride.records.scopes import owned, the_patient, the_row


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadVisit:
    """A visit with all that belongs to it."""

    visit: Visit
    minutes: tuple[VisitMinutes, ...]
    #: The oldest first; each keeps what stood there before it.
    amendments: tuple[Amendment, ...]


def list_visits(
    actor: Actor, patient_id: UUID, *, after: UUID | None = None, most_count: int = 50
) -> Page[Visit]:
    """List the visits of a patient, the newest first.

    Raises
    ------
    NotThere
        There is no such patient whose care the actor may see.
    """
    with reading(actor, "visit.read") as act:
        patient = the_patient(actor, patient_id, depth=act.permission.depth)
        rows = owned(actor, Visit).filter(patient=patient).select_related("therapist", "signed_by")
        page = page_of(rows, after=after, most_count=most_count)
        act.about(patient)
    return page


def read_visit(actor: Actor, visit_id: UUID) -> ReadVisit:
    """Read a visit with its minutes and amendments.

    Raises
    ------
    NotThere
        There is none that the actor may see.
    """
    with reading(actor, "visit.read") as act:
        visit = the_row(actor, Visit, visit_id)
        minutes = owned(actor, VisitMinutes).filter(visit=visit)
        amendments = owned(actor, Amendment).filter(visit=visit).select_related("made_by")
        act.about(visit)
        return ReadVisit(
            visit=visit,
            minutes=tuple(minutes.order_by("intervention", "billing_code")),
            amendments=tuple(amendments.order_by("number")),
        )
