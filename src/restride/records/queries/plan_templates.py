"""Which templates a clinic keeps."""

from uuid import UUID

from restride.records.acting import reading
from restride.records.actions.plan_templates import TEMPLATE
from restride.records.actors import Actor
from restride.records.models import ClinicContent
from restride.records.pages import Page, page_of
from restride.visit.states import ContentState


def list_templates(
    actor: Actor, *, after: UUID | None = None, most_count: int = 50
) -> Page[ClinicContent]:
    """List the templates that are in use, the newest first."""
    with reading(actor, "content.edit"):
        rows = ClinicContent.objects.filter(clinic_id=actor.clinic_id, kind=TEMPLATE)
        rows = rows.exclude(state=ContentState.RETIRED)
        return page_of(rows, after=after, most_count=most_count)
