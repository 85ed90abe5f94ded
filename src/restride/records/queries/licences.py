"""Which licence packs a clinic has, and what of an instrument may be shown with them."""

from uuid import UUID

from restride.clinical.instrument import find_instrument
from restride.clinical.licences import ShownItem, shown_items
from restride.records import clock
from restride.records.acting import reading
from restride.records.actors import Actor
from restride.records.by_the_rules import by_the_rules
from restride.records.licence_packs import pack_for
from restride.records.models import StoredLicencePack
from restride.records.pages import Page, page_of


def list_licence_packs(
    actor: Actor, *, after: UUID | None = None, most_count: int = 50
) -> Page[StoredLicencePack]:
    """List the packs of a clinic, the newest first; removed ones too."""
    with reading(actor, "licence.list"):
        rows = StoredLicencePack.objects.filter(clinic_id=actor.clinic_id)
        return page_of(rows, after=after, most_count=most_count)


def items_to_enter(actor: Actor, instrument_id: str) -> tuple[ShownItem, ...]:
    """Give the items that may be entered one by one today; none where only totals may be.

    Raises
    ------
    NotUsable
        No such instrument, or the clinic's pack for it is over.
    """
    with reading(actor, "test.enter"), by_the_rules():
        instrument = find_instrument(instrument_id)
        today = clock.today(actor.time_zone)
        pack = pack_for(actor.clinic_id, instrument, day=today)
        return shown_items(instrument, pack=pack, day=today)
