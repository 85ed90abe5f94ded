"""What of an instrument may be shown and entered, with and without a licence pack of the clinic.

See docs/decisions/0105-licence-packs.md.
"""

from dataclasses import dataclass
from datetime import date

from restride.clinical.instrument import Instrument, Item, LicenceTier
from restride.clinical.licence_pack import LicencePack
from restride.errors import ContentError


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownItem:
    """An item as it may be put on a screen or on paper."""

    id: str
    #: Our own short label, or a number.
    label: str
    #: From the package where it may hold words, else from the clinic's pack.
    wording: str | None
    #: Who the wording belongs to; None where it is our own or there is none.
    holder: str | None = None


def wording_allowed(tier: LicenceTier) -> bool:
    """Whether the package itself may hold the words of the items."""
    return tier.holds_wording


def items_allowed(instrument: Instrument, *, pack: LicencePack | None, day: date) -> bool:
    """Whether items may be entered one by one on a day.

    Raises
    ------
    ContentError
        The pack is of another instrument, or has expired.
    """
    if pack is not None:
        pack.refuse_unless_valid(instrument, day=day)
    return instrument.licence.tier.holds_items or pack is not None


def shown_items(
    instrument: Instrument, *, pack: LicencePack | None = None, day: date
) -> tuple[ShownItem, ...]:
    """Give the items that may be shown on a day; none where only totals may be entered.

    Raises
    ------
    ContentError
        The pack is of another instrument, or has expired.
    """
    if not items_allowed(instrument, pack=pack, day=day):
        return ()
    return tuple(_shown(item, instrument, pack=pack) for item in instrument.items)


def _shown(item: Item, instrument: Instrument, *, pack: LicencePack | None) -> ShownItem:
    if pack is not None:
        wording = pack.wordings[item.id]
        return ShownItem(id=item.id, label=item.label, wording=wording, holder=pack.holder)
    own = item.wording if wording_allowed(instrument.licence.tier) else None
    return ShownItem(id=item.id, label=item.label, wording=own)


def refuse_unlicensed_items(instrument: Instrument, *, pack: LicencePack | None, day: date) -> None:
    """Refuse items of an instrument of which only totals may be entered, unless a pack is there.

    Raises
    ------
    ContentError
        No pack, a pack of another instrument, or one that has expired.
    """
    if items_allowed(instrument, pack=pack, day=day):
        return
    # Scores of each item need the pack too.
    totals = [score.id for score in instrument.scores if not score.each_item]
    instead = f"enter {' or '.join(totals)}, or load" if totals else "load"
    raise ContentError(
        f"{instrument.id}: items are entered only with a licence pack of the clinic "
        f"({instrument.licence.status}), and none is loaded. Instead, {instead} the pack."
    )
