"""Items that add up: totals and subscales; a missing item makes no total."""

from collections.abc import Callable, Iterable

from restride.clinical.instrument import Instrument, Item
from restride.clinical.result import ScoreValue
from restride.clinical.scoring.entry import Entry
from restride.clinical.scoring.scored import COMPUTED, Scored
from restride.terms import Side

#: What an item counts in the sum; None where it is missing.
Points = Callable[[Entry, Item], float | None]


def item_sum(entry: Entry, instrument: Instrument) -> Scored:
    """Add up the items; of an item with two sides both count."""
    return summed(entry, instrument, points=both_sides)


def both_sides(entry: Entry, item: Item) -> float | None:
    """Tell what an item counts where both sides are added."""
    values = side_values(entry, item)
    return None if values is None else sum(values)


def worse_side(entry: Entry, item: Item) -> float | None:
    """Tell what an item counts where only the worse side does, of a scale where more is better."""
    values = side_values(entry, item)
    return None if values is None else min(values)


def side_values(entry: Entry, item: Item) -> tuple[float, ...] | None:
    """Give the values of an item, one a side; None where one of them is missing."""
    sides = tuple(Side) if item.sided else (None,)
    values = [entry.item(item.id, side=side) for side in sides]
    present = tuple(value for value in values if value is not None)
    return present if len(present) == len(values) else None


def summed(entry: Entry, instrument: Instrument, *, points: Points) -> Scored:
    """Add up the items of the total and of each subscale that has a score."""
    groups = {instrument.main_score: instrument.items, **subscale_items(instrument)}
    values = tuple(
        group_sum(entry, groups[score.id], score_id=score.id, points=points)
        for score in instrument.scores
        if score.id in groups
    )
    return with_notes(values)


def subscale_items(instrument: Instrument) -> dict[str, tuple[Item, ...]]:
    """Give the items of each subscale by the id of its score."""
    ids = [score.id for score in instrument.scores]
    names = dict.fromkeys(item.subscale for item in instrument.items if item.subscale)
    return {
        f"{name}_points": tuple(item for item in instrument.items if item.subscale == name)
        for name in names
        if f"{name}_points" in ids
    }


def group_sum(
    entry: Entry, items: Iterable[Item], *, score_id: str, points: Points = both_sides
) -> ScoreValue:
    """Add up a group of items; any missing item makes no score, and the note says how many."""
    values = [points(entry, item) for item in items]
    present = [value for value in values if value is not None]
    missing = len(values) - len(present)
    return ScoreValue(
        score=score_id,
        value=sum(present) if missing == 0 else None,
        origin=COMPUTED,
        note=missing_words(missing, len(values)) if missing else None,
    )


def missing_words(missing_count: int, items_count: int) -> str:
    """Say that items are missing."""
    return f"{missing_count} of {items_count} items missing: no score"


def with_notes(scores: tuple[ScoreValue, ...]) -> Scored:
    """Lift what the scores have to say into the notes of the result."""
    notes = tuple(f"{each.score}: {each.note}." for each in scores if each.note is not None)
    return Scored(scores=scores, notes=notes)
