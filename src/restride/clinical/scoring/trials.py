"""Trials of a timed, counted or measured test: which counts."""

from statistics import fmean

from restride.clinical.instrument import Instrument, Item, TrialRule
from restride.clinical.result import ScoreValue
from restride.clinical.scoring.entry import Entry
from restride.clinical.scoring.scored import COMPUTED, Scored
from restride.errors import ContentError
from restride.measure import Better
from restride.terms import Side


def trials(entry: Entry, instrument: Instrument) -> Scored:
    """Score each part of a test from its trials; a part that was not tried has no score."""
    if entry.plain_trials:
        return _scored([_one(entry.plain_trials, instrument, instrument.main_score)], instrument)
    made = [
        _one(tries, instrument, item.id, side=side)
        for item in instrument.items
        for side in sides_of(item)
        if (tries := entry.tries(item.id, side=side))
    ]
    return _scored(made, instrument)


def sides_of(item: Item) -> tuple[Side | None, ...]:
    """Give the sides an item is entered for; None for one without sides."""
    return tuple(Side) if item.sided else (None,)


def counted(tries: tuple[float, ...], *, rule: TrialRule | None, better: Better) -> float:
    """Give the value that counts of several trials.

    Raises
    ------
    ContentError
        The rule needs two trials, and there is one.
    """
    if rule is TrialRule.BEST:
        return min(tries) if better is Better.LOWER else max(tries)
    if rule is TrialRule.MEAN:
        return fmean(tries)
    if rule is TrialRule.MEAN_OF_LAST_TWO:
        if len(tries) < 2:
            raise ContentError(
                "The mean of the last two trials needs at least 2 trials, and there is 1. Enter "
                "all trials."
            )
        return fmean(tries[-2:])
    if rule is TrialRule.WORST_SIDE:
        return max(tries) if better is Better.LOWER else min(tries)
    return tries[-1]


def _one(
    tries: tuple[float, ...], instrument: Instrument, score_id: str, *, side: Side | None = None
) -> tuple[ScoreValue, int]:
    score = next(each for each in instrument.scores if each.id == score_id)
    value = counted(tries, rule=instrument.scoring.trial_rule, better=score.better)
    return ScoreValue(score=score_id, value=value, side=side, origin=COMPUTED), len(tries)


def _scored(made: list[tuple[ScoreValue, int]], instrument: Instrument) -> Scored:
    wanted = instrument.scoring.trials_count
    fewest = min(count for _, count in made)
    short = wanted is not None and fewest < wanted
    notes = (f"Fewer trials than usual: {fewest} of {wanted}.",) if short else ()
    return Scored(scores=tuple(value for value, _ in made), notes=notes)
