"""Scales that a walking aid changes: what may not be scored with one, and what is said."""

from typing import Final

from restride.clinical.circumstances import Aid
from restride.clinical.instrument import Instrument
from restride.clinical.scoring.entered import entered
from restride.clinical.scoring.entry import Entry
from restride.clinical.scoring.item_sum import item_sum
from restride.clinical.scoring.scored import Scored
from restride.errors import ContentError

#: The most an item of the Functional Gait Assessment scores with an aid. Source: core_deck.
_MOST_WITH_AID: Final = 2
#: Heel to toe, eyes closed, backwards: one source scores them 0 with an aid. Source: core_deck.
_ZERO_WITH_AID: Final = ("item_7", "item_8", "item_9")


def fga(entry: Entry, instrument: Instrument) -> Scored:
    """Add up the ten items; with an aid no item may be above 2.

    Raises
    ------
    ContentError
        An aid was used, and an item bears the points of walking without one.
    """
    scored = item_sum(entry, instrument)
    if not _with_aid(entry):
        return scored
    for key, value in entry.answered().items():
        if value > _MOST_WITH_AID:
            raise ContentError(
                f"fga, items, {key}: with an aid at most {_MOST_WITH_AID} points are possible, and "
                f"there are {value:g} with {entry.circumstances.aid}. Correct the item or the aid."
            )
    doubtful = [key for key in _ZERO_WITH_AID if entry.item(key)]
    return Scored(scores=scored.scores, notes=(*scored.notes, *_doubts(doubtful)))


def fga_entered(entry: Entry, instrument: Instrument) -> Scored:
    """Take an entered total; with an aid it cannot be above two points an item.

    Raises
    ------
    ContentError
        An aid was used, and the total is one of walking without.
    """
    total = entry.scores.get(instrument.main_score)
    most = _MOST_WITH_AID * len(instrument.items)
    if total is not None and _with_aid(entry) and total > most:
        raise ContentError(
            f"fga, scores, {instrument.main_score}: with an aid at most {most} points are possible "
            f"and there are {total:g}, with {entry.circumstances.aid}. Correct one of them."
        )
    return entered(entry, instrument)


def bbs(entry: Entry, instrument: Instrument) -> Scored:
    """Add up the fourteen items, and say where an aid was used though the scale has none."""
    return _with_aid_told(item_sum(entry, instrument), entry)


def bbs_entered(entry: Entry, instrument: Instrument) -> Scored:
    """Take an entered total, and say where an aid was used though the scale has none."""
    return _with_aid_told(entered(entry, instrument), entry)


def _with_aid_told(scored: Scored, entry: Entry) -> Scored:
    notes = ("Scored with an aid; the scale is meant without.",) if _with_aid(entry) else ()
    return Scored(scores=scored.scores, notes=(*scored.notes, *notes))


def _with_aid(entry: Entry) -> bool:
    return entry.circumstances.aid not in (None, Aid.NONE)


def _doubts(keys: list[str]) -> tuple[str, ...]:
    if not keys:
        return ()
    words = (
        f"{', '.join(keys)}: one summary scores heel-to-toe, eyes-closed and backward walking 0 "
        "with an aid; check against the clinic's own form."
    )
    return (words,)
