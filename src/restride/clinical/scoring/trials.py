"""Trials of a timed, counted or measured test: which counts."""

from restride.clinical.instrument import Instrument, Item, Score, TrialRule
from restride.clinical.interpretation.rounding import mean_of
from restride.clinical.result import ScoreValue
from restride.clinical.scoring.entry import Entry
from restride.clinical.scoring.scored import COMPUTED, Scored
from restride.errors import ContentError
from restride.measure import Better
from restride.terms import Side

#: Rules under which more trials make a surer value.
_AVERAGING = (TrialRule.MEAN, TrialRule.MEAN_OF_LAST_TWO)


def trials(entry: Entry, instrument: Instrument) -> Scored:
    """Score each part of a test from its trials; a part that was not tried has no score.

    An item that is no score is kept with the result and scores nothing.
    """
    if entry.plain_trials:
        value = trial_value(entry.plain_trials, instrument, score_id=instrument.main_score)
        return Scored(scores=(value,))
    made = tuple(
        trial_value(tries, instrument, score_id=item.id, side=side)
        for item in scored_items(instrument)
        for side in sides_of(item)
        if (tries := entry.tries(item.id, side=side))
    )
    if not made:
        names = ", ".join(item.id for item in scored_items(instrument))
        raise ContentError(
            f"{instrument.id}: at least one of {names} is needed, and there is none. Enter it, or "
            "say why the test was not done."
        )
    return Scored(scores=made)


def sides_of(item: Item) -> tuple[Side | None, ...]:
    """Give the sides an item is entered for; None for one without sides."""
    return tuple(Side) if item.sided else (None,)


def scored_items(instrument: Instrument) -> tuple[Item, ...]:
    """Give the items that are scores themselves."""
    names = {score.id for score in instrument.scores}
    return tuple(item for item in instrument.items if item.id in names)


def score_named(instrument: Instrument, score_id: str) -> Score:
    """Find a score of an instrument; the content's tests hold that it is there."""
    return next(score for score in instrument.scores if score.id == score_id)


def trial_value(
    tries: tuple[float, ...], instrument: Instrument, *, score_id: str, side: Side | None = None
) -> ScoreValue:
    """Make a score from trials by the instrument's rule."""
    better = score_named(instrument, score_id).better
    value = counted(tries, rule=instrument.scoring.trial_rule, better=better)
    return ScoreValue(
        score=score_id,
        value=value,
        side=side,
        origin=COMPUTED,
        note=few_trials(len(tries), instrument),
    )


def few_trials(tries_count: int, instrument: Instrument) -> str | None:
    """Say that an average rests on fewer trials than it should."""
    wanted = instrument.scoring.trials_count
    averages = instrument.scoring.trial_rule in _AVERAGING
    if not averages or wanted is None or tries_count >= wanted:
        return None
    return f"From {tries_count} of {wanted} trials."


def counted(tries: tuple[float, ...], *, rule: TrialRule | None, better: Better) -> float:
    """Give the value that counts of several trials.

    Raises
    ------
    ContentError
        The rule needs two trials, and there is one.
    """
    if rule is TrialRule.MEAN:
        return mean_of(tries)
    if rule is TrialRule.MEAN_OF_LAST_TWO:
        if len(tries) < 2:
            raise ContentError(
                "The mean of the last two trials needs at least 2 trials, and there is 1. Enter "
                "every trial, in order."
            )
        return mean_of(tries[-2:])
    lower_is_better = better is Better.LOWER
    if rule is TrialRule.BEST:
        return min(tries) if lower_is_better else max(tries)
    if rule is TrialRule.WORST_SIDE:
        return max(tries) if lower_is_better else min(tries)
    return tries[-1]
