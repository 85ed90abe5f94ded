"""A clinic's own content, with its review."""

from uuid import UUID

from django.db.models import QuerySet

from restride.records.acting import reading
from restride.records.actors import Actor
from restride.records.models import ClinicContent
from restride.records.pages import Page, page_of
from restride.records.refusals import NotThere
from restride.visit.states import ContentState


def list_content(
    actor: Actor, *, kind: str | None, after: UUID | None = None, most_count: int = 50
) -> Page[ClinicContent]:
    """List the clinic's own content, the newest first; to patients only what was published."""
    with reading(actor, "content.read"):
        rows = _seen(actor)
        if kind is not None:
            rows = rows.filter(kind=kind)
        return page_of(rows, after=after, most_count=most_count)


def read_content(actor: Actor, content_id: UUID) -> ClinicContent:
    """Read one of the clinic's own exercises, topics or templates.

    Raises
    ------
    NotThere
        There is none that the actor may see.
    """
    with reading(actor, "content.read") as act:
        row = _seen(actor).filter(pk=content_id).first()
        if row is None:
            raise NotThere("content")
        act.about(row)
    return row


def _seen(actor: Actor) -> "QuerySet[ClinicContent]":
    rows = ClinicContent.objects.filter(clinic_id=actor.clinic_id)
    return rows if actor.is_staff else rows.filter(state=ContentState.PUBLISHED)
