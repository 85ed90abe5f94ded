"""Records that were opened in need: what administrators review."""

from uuid import UUID

from restride.records.acting import reading
from restride.records.actors import Actor
from restride.records.models import BreakGlass
from restride.records.pages import Page, page_of
from restride.records.scopes import Depth, owned


def list_openings(
    actor: Actor,
    *,
    is_waiting: bool = False,
    after: UUID | None = None,
    most_count: int = 50,
) -> Page[BreakGlass]:
    """List what was opened in need, the newest first; only what waits for review where asked."""
    with reading(actor, "break_glass.review") as act:
        rows = owned(actor, BreakGlass, depth=Depth.IDENTITY)
        if is_waiting:
            rows = rows.filter(reviewed_at__isnull=True)
        page = page_of(rows, after=after, most_count=most_count)
        act.about_patients(each.patient_id for each in page.rows)
    return page
