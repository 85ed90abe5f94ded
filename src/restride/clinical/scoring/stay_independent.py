"""Twelve yes or no statements: the points, and how many key questions were answered yes."""

from typing import Final

from restride.clinical.instrument import Instrument, Item
from restride.clinical.scoring.entry import Entry
from restride.clinical.scoring.item_sum import group_sum, with_notes
from restride.clinical.scoring.scored import Scored

#: Statements whose yes counts two points. Source: steadi.
_TWO_POINTS: Final = ("fallen_last_year", "aid_advised")


def stay_independent(entry: Entry, instrument: Instrument) -> Scored:
    """Add up the points of all twelve, and count the yes of the three key questions."""
    key = tuple(item for item in instrument.items if item.subscale == "key")
    total = group_sum(entry, instrument.items, score_id=instrument.main_score, points=_points)
    return with_notes((total, group_sum(entry, key, score_id="key_yes_count")))


def _points(entry: Entry, item: Item) -> float | None:
    answer = entry.item(item.id)
    if answer is None:
        return None
    return 2 * answer if item.id in _TWO_POINTS else answer
