"""Reports as they are read: drafts by the clinic alone, signed ones by the patient too."""

from dataclasses import dataclass
from uuid import UUID

from django.db.models import QuerySet

from restride.records.acting import reading
from restride.records.actors import Actor
from restride.records.models import Amendment, Report, ShareLink
from restride.records.pages import Page, page_of
from restride.records.refusals import NotThere
from restride.records.scopes import owned, the_patient, the_row
from restride.records.signed_reports import is_intact
from restride.visit.states import DocumentState


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadReport:
    """A report, how it was amended, and whether it still is what was signed."""

    row: Report
    #: The first one first; for the clinic alone.
    amendments: tuple[Amendment, ...]
    #: None of a draft.
    is_intact: bool | None


def _readable(actor: Actor) -> "QuerySet[Report]":
    rows = owned(actor, Report)
    return rows if actor.is_staff else rows.exclude(state=DocumentState.DRAFT)


def list_reports(
    actor: Actor, patient_id: UUID, *, after: UUID | None = None, most_count: int = 50
) -> Page[Report]:
    """List the reports of a patient, the newest first; the patient sees what was signed.

    Raises
    ------
    NotThere
        No such patient.
    """
    with reading(actor, "report.read") as act:
        patient = the_patient(actor, patient_id, depth=act.permission.depth)
        rows = _readable(actor).filter(patient=patient).defer("snapshot", "text")
        page = page_of(rows, after=after, most_count=most_count)
        act.about(patient)
    return page


def read_report(actor: Actor, report_id: UUID) -> ReadReport:
    """Read a report.

    Raises
    ------
    NotThere
        There is none that the actor may see.
    """
    with reading(actor, "report.read") as act:
        row = _readable(actor).filter(pk=report_id).first()
        if row is None:
            raise NotThere("report")
        amendments = tuple(Amendment.objects.filter(report=row).order_by("number"))
        intact = None
        if row.state != DocumentState.DRAFT:
            last = amendments[-1] if amendments else None
            intact = is_intact(row, amendment=last)
        act.about(row)
    return ReadReport(row=row, amendments=amendments if actor.is_staff else (), is_intact=intact)


def list_links(actor: Actor, report_id: UUID) -> tuple[ShareLink, ...]:
    """List the links to a report, the newest first; their secrets are known to nobody.

    Raises
    ------
    NotThere
        There is no such report for the actor.
    """
    with reading(actor, "report.share") as act:
        row = the_row(actor, Report, report_id)
        act.about(row)
        return tuple(owned(actor, ShareLink).filter(report=row).order_by("-pk"))
