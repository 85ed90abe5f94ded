"""Stances that are held: the four stages, single-leg stance, and the sensory conditions."""

from collections.abc import Iterator, Sequence
from typing import Final

from restride.clinical.instrument import Instrument
from restride.clinical.interpretation.rounding import mean_of
from restride.clinical.result import ScoreValue
from restride.clinical.scoring.entry import Entry
from restride.clinical.scoring.scored import COMPUTED, Scored
from restride.clinical.scoring.trials import trial_value
from restride.errors import ContentError
from restride.terms import Side

#: How long a stage is held before the next one. [steadi_4stage] [guralnik1994]
HELD_S: Final = 10.0
_STAGES: Final = ("feet_together_s", "semi_tandem_s", "tandem_s", "one_leg_s")
_CONDITIONS: Final = (
    "firm_eyes_open_s",
    "firm_eyes_closed_s",
    "foam_eyes_open_s",
    "foam_eyes_closed_s",
)


def stage_times(
    entry: Entry, instrument: Instrument, *, stages: Sequence[str]
) -> tuple[float | None, ...]:
    """Give the time of each stage, in order of difficulty.

    Raises
    ------
    ContentError
        A stage stands after one that was not held or not tried.
    """
    times_s = tuple(tries[-1] if (tries := entry.tries(stage)) else None for stage in stages)
    for place, time_s in enumerate(times_s[:-1]):
        later = [
            stage
            for stage, held_s in zip(stages[place + 1 :], times_s[place + 1 :], strict=True)
            if held_s is not None
        ]
        if (time_s is None or time_s < HELD_S) and later:
            found = "was not tried" if time_s is None else f"was held for {time_s:g} s"
            raise ContentError(
                f"{instrument.id}: {later[0]} needs {stages[place]} held for {HELD_S:g} s, and it "
                f"{found}. Remove the later stage, or correct the time."
            )
    return times_s


def four_stages(entry: Entry, instrument: Instrument) -> Scored:
    """Score the times, and how many stages in a row were held in full."""
    times_s = stage_times(entry, instrument, stages=_STAGES)
    held_count = sum(time_s is not None and time_s >= HELD_S for time_s in times_s)
    last = times_s[held_count] if held_count < len(_STAGES) else HELD_S
    if last is None:
        raise ContentError(
            f"{instrument.id}: {_STAGES[held_count]} is needed after {_STAGES[held_count - 1]} was "
            "held, and is not there. Enter how long it was held, 0 where it was tried and not held."
        )
    scores = [_held(stage, time_s) for stage, time_s in zip(_STAGES, times_s, strict=True)]
    count = ScoreValue(score="stages_count", value=float(held_count), origin=COMPUTED)
    return Scored(scores=(*scores, count))


def _held(stage: str, time_s: float | None) -> ScoreValue:
    note = "not tried: an earlier stage was not held" if time_s is None else None
    return ScoreValue(score=stage, value=time_s, note=note)


def single_leg(entry: Entry, instrument: Instrument) -> Scored:
    """Score best and mean of the trials, for each leg and condition."""
    scores = tuple(
        value
        for item in instrument.items
        for side in Side
        for value in _best_and_mean(
            item.id,
            entry.tries(item.id, side=side),
            side=side,
            wanted_count=instrument.scoring.trials_count,
        )
    )
    return Scored(scores=scores)


def _best_and_mean(
    item_id: str, tries: tuple[float, ...], *, side: Side, wanted_count: int | None
) -> Iterator[ScoreValue]:
    if not tries:
        return
    front = item_id.removesuffix("_s")
    few = wanted_count is not None and len(tries) < wanted_count
    note = f"From {len(tries)} of {wanted_count} trials." if few else None
    for word, value in (("best", max(tries)), ("mean", mean_of(tries))):
        yield ScoreValue(
            score=f"{front}_{word}_s", value=value, side=side, origin=COMPUTED, note=note
        )


def sensory_conditions(entry: Entry, instrument: Instrument) -> Scored:
    """Score the best trial of each condition, and their sum where all four were tested."""
    made = {
        name: trial_value(tries, instrument, score_id=name)
        for name in _CONDITIONS
        if (tries := entry.tries(name))
    }
    missing = [name for name in _CONDITIONS if name not in made]
    values_s = [each.value for each in made.values() if each.value is not None]
    note = f"no sum: {', '.join(missing)} not tested" if missing else None
    total = ScoreValue(
        score="total_s",
        value=None if missing else sum(values_s),
        origin=COMPUTED,
        note=note,
    )
    return Scored(scores=(*made.values(), total))
