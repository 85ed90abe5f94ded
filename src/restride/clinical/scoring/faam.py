"""Foot and ankle: percentages of daily activities and of sport, each of the items that apply."""

from typing import Final

from restride.clinical.instrument import Instrument, Item
from restride.clinical.result import ScoreValue
from restride.clinical.scoring.entry import Entry
from restride.clinical.scoring.item_sum import missing_words, with_notes
from restride.clinical.scoring.scored import COMPUTED, Scored

#: Fewest items of a part that make a score. Source: sralab_faam.
_FEWEST_COUNT: Final = {"daily": 19, "sport": 7}


def faam(entry: Entry, instrument: Instrument) -> Scored:
    """Tell for each part the points as percent of what its answered items could give.

    A part of which nothing was answered has no score and no note: it was not asked.
    """
    return with_notes(
        tuple(
            _part(values, items, name=name)
            for name in _FEWEST_COUNT
            for items in (tuple(item for item in instrument.items if item.subscale == name),)
            if (values := _answers(entry, items))
        )
    )


def _answers(entry: Entry, items: tuple[Item, ...]) -> list[float]:
    return [value for item in items if (value := entry.item(item.id)) is not None]


def _part(values: list[float], items: tuple[Item, ...], *, name: str) -> ScoreValue:
    enough = len(values) >= _FEWEST_COUNT[name]
    most = sum(item.maximum for item in items[: len(values)])
    note = None
    if not enough:
        note = missing_words(len(items) - len(values), len(items))
    elif len(values) < len(items):
        note = f"of {len(values)} of {len(items)} items"
    return ScoreValue(
        score=f"{name}_percent",
        value=100 * sum(values) / most if enough else None,
        origin=COMPUTED,
        note=note,
    )
