"""Walking speed from times over a known distance, or from speeds; and what a second task costs."""

from typing import Final

from restride.clinical.instrument import Instrument
from restride.clinical.interpretation.rounding import mean_of
from restride.clinical.result import ScoreValue
from restride.clinical.scoring.entry import Entry
from restride.clinical.scoring.scored import COMPUTED, Scored
from restride.clinical.scoring.trials import few_trials
from restride.errors import ContentError

_PACES: Final = ("comfortable", "fast")
_TASKS: Final = ("cognitive", "manual")


def walk_speed(entry: Entry, instrument: Instrument) -> Scored:
    """Score each pace: the mean of the speeds of its trials.

    Raises
    ------
    ContentError
        Times without the distance, times beside speeds, or neither.
    """
    scores = []
    for pace in _PACES:
        speeds_mps = _speeds(entry, instrument, pace=pace)
        if speeds_mps:
            scores.append(
                ScoreValue(
                    score=f"{pace}_mps",
                    value=mean_of(speeds_mps),
                    origin=COMPUTED,
                    note=few_trials(len(speeds_mps), instrument),
                )
            )
    if not scores:
        raise ContentError(
            f"{instrument.id}: a time or a speed of at least one pace is needed, and there is "
            "none. Enter comfortable_s or comfortable_mps."
        )
    return Scored(scores=tuple(scores), notes=_odd_paces(scores))


def _speeds(entry: Entry, instrument: Instrument, *, pace: str) -> tuple[float, ...]:
    times_s, speeds_mps = entry.tries(f"{pace}_s"), entry.tries(f"{pace}_mps")
    if times_s and speeds_mps:
        raise ContentError(
            f"{instrument.id}: {pace}_s and {pace}_mps are both given, and which counts cannot be "
            "told. Keep one."
        )
    if not times_s:
        return speeds_mps
    distance_m = entry.item("timed_distance_m")
    if distance_m is None:
        raise ContentError(
            f"{instrument.id}: {pace}_s needs timed_distance_m, and it is not there. Enter the "
            "length of the timed part, such as 6 or 10."
        )
    made = tuple(distance_m / time_s for time_s in times_s)
    _refuse_too_fast(made, instrument, pace=pace)
    return made


def _refuse_too_fast(speeds_mps: tuple[float, ...], instrument: Instrument, *, pace: str) -> None:
    most = next(score.maximum for score in instrument.scores if score.id == f"{pace}_mps")
    if most is not None and max(speeds_mps) > most:
        raise ContentError(
            f"{instrument.id}: {pace}_s and timed_distance_m must give at most {most:g} m/s, and "
            f"give {max(speeds_mps):.2f} m/s. Correct the time or the distance."
        )


def _odd_paces(scores: list[ScoreValue]) -> tuple[str, ...]:
    values = [score.value or 0.0 for score in scores]
    if len(values) == 2 and values[1] < values[0]:
        return ("The fast pace is slower than the comfortable one: look at the trials.",)
    return ()


def dual_task(entry: Entry, instrument: Instrument) -> Scored:
    """Score each second task: its time, and its cost beside the walk alone.

    Raises
    ------
    ContentError
        Neither of the second tasks has a time.
    """
    alone = entry.tries("single_s")
    single_s = mean_of(alone) if alone else None
    scores = []
    for task in _TASKS:
        tries = entry.tries(f"{task}_s")
        if tries:
            dual_s = mean_of(tries)
            note = few_trials(len(tries), instrument)
            scores += [
                ScoreValue(score=f"{task}_s", value=dual_s, origin=COMPUTED, note=note),
                _cost(task, dual_s=dual_s, single_s=single_s),
            ]
    if not scores:
        raise ContentError(
            f"{instrument.id}: cognitive_s or manual_s is needed, and neither is there. Enter the "
            "time with a second task."
        )
    return Scored(scores=tuple(scores), notes=_answers(entry))


def _answers(entry: Entry) -> tuple[str, ...]:
    """Say how many right answers there were a second: one may walk fast by not counting."""
    right_count, tries = entry.item("correct_answers_count"), entry.tries("cognitive_s")
    if right_count is None or not tries:
        return ()
    rate_hz = right_count / mean_of(tries)
    return (f"{right_count:g} right answers, {rate_hz:.2f} a second.",)


def _cost(task: str, *, dual_s: float, single_s: float | None) -> ScoreValue:
    value = None if single_s is None else 100.0 * (dual_s - single_s) / single_s
    note = "no time of the walk alone" if single_s is None else None
    return ScoreValue(score=f"{task}_cost_percent", value=value, origin=COMPUTED, note=note)
