"""Items that each stand alone: a pain rating, a level, a grade of a muscle."""

from restride.clinical.instrument import Instrument, Item, Score
from restride.clinical.result import ScoreValue
from restride.clinical.scoring.entry import Entry
from restride.clinical.scoring.scored import COMPUTED, Scored
from restride.terms import Side


def one_by_one(entry: Entry, instrument: Instrument) -> Scored:
    """Make a score of each item that was entered; what was not asked has none."""
    return Scored(
        scores=tuple(
            _score_value(score, item, side=side, value=value)
            for item in instrument.items
            for score in (_score_of(item, instrument),)
            for side in (tuple(Side) if item.sided else (None,))
            if (value := entry.item(item.id, side=side)) is not None
        )
    )


def _score_of(item: Item, instrument: Instrument) -> Score:
    """Find the score an item makes: its own, or the one that every item shares."""
    names = (item.id, f"{item.id}_points")
    return next(score for score in instrument.scores if score.each_item or score.id in names)


def _score_value(score: Score, item: Item, *, side: Side | None, value: float) -> ScoreValue:
    return ScoreValue(
        score=score.id,
        value=value,
        item=item.id if score.each_item else None,
        side=side,
        origin=COMPUTED,
    )
