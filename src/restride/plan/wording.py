"""Doses, targets and places in words that a therapist reads at a glance."""

from typing import Final

from restride.plan.dose import Dose, Frequency, Load, LoadKind, Per
from restride.plan.exercise import Target, TargetBasis
from restride.plan.library import metrics

_LOAD_WORDS: Final = {
    LoadKind.BODY: "body weight",
    LoadKind.ANKLE_WEIGHT: "ankle weight",
    LoadKind.HELD_WEIGHT: "held weight",
    LoadKind.BAND: "band",
    LoadKind.PERCENT_1RM: "of the most that can be lifted once",
    LoadKind.REPETITION_MAXIMUM: "a weight for",
    LoadKind.EFFORT: "effort",
    LoadKind.BODY_WEIGHT_SUPPORT: "body-weight support",
}


def dose_line(dose: Dose, *, at_visits: bool = False) -> str:
    """Write a dose in one line: "3 x 10, hold 5 s, rest 60 s, 3 times a week".

    Parameters
    ----------
    at_visits
        In the clinic it is done at each visit, however often it could be done.
    """
    parts = [_work(dose)]
    if dose.repetitions_count is not None and dose.hold_start_s:
        parts.append(f"hold {_span(dose.hold_start_s, dose.hold_goal_s)}")
    if dose.load is not None:
        parts.append(_load(dose.load))
    if dose.lower_s is not None:
        parts.append(f"lower for {dose.lower_s:g} s")
    if dose.sets_count > 1 and dose.rest_s:
        parts.append(f"rest {_time(dose.rest_s)}")
    if dose.warm_up_s:
        parts.append(f"warm up {_time(dose.warm_up_s)}, cool down {_time(dose.cool_down_s)}")
    often = "at each visit" if at_visits else frequency_words(dose.frequency)
    return ", ".join([*parts, often])


def _work(dose: Dose) -> str:
    times = f"{dose.sets_count} x "
    if dose.work_s is not None:
        return times + _time(dose.work_s)
    if dose.repetitions_count is not None:
        return times + f"{dose.repetitions_count}"
    return times + _span(dose.hold_start_s or 0.0, dose.hold_goal_s)


def _span(start_s: float, goal_s: float | None) -> str:
    if goal_s is None or goal_s == start_s:
        return f"{start_s:g} s"
    return f"{start_s:g} s (goal {goal_s:g} s)"


def _time(time_s: float) -> str:
    minutes = time_s / 60.0
    return f"{minutes:g} min" if minutes >= 1.0 and minutes % 0.5 == 0 else f"{time_s:g} s"


def _load(load: Load) -> str:
    if load.kind is LoadKind.EFFORT:
        return f"effort {load.start:g} of 10"
    if load.kind is LoadKind.REPETITION_MAXIMUM:
        return f"a weight that {load.start:g} good repetitions tire"
    if load.kind is LoadKind.BAND:
        return f"band, colour step {load.start:g}"
    if load.kind is LoadKind.BODY:
        return "body weight"
    return f"{load.start:g} {load.unit} {_LOAD_WORDS[load.kind]}"


def frequency_words(frequency: Frequency) -> str:
    """Write how often: "3 to 5 times a week"."""
    least, most = frequency.min_count, frequency.max_count
    if frequency.per is Per.DAY and least == most == 1:
        return "every day"
    count = f"{least}" if least == most else f"{least} to {most}"
    word = "time" if count == "1" else "times"
    return f"{count} {word} a {frequency.per}"


#: Units that a reader does not miss: "Left-right ratio 0.9 to 1.1".
_UNSAID: Final = frozenset({"ratio", "times"})


def target_line(target: Target) -> str:
    """Write a target: "Cadence 95 to 105 steps/min", or per cent of the person's own."""
    metric = metrics()[target.metric]
    unit = metric.unit if target.basis is TargetBasis.ABSOLUTE else "% of the own"
    if target.basis is TargetBasis.ORDER:
        return f"{metric.name}: as ordered"
    shown = "" if unit in _UNSAID else unit
    return f"{metric.name} {_band(target.low, target.high)} {shown}".rstrip()


def _band(low: float | None, high: float | None) -> str:
    if low is None:
        return "any" if high is None else f"up to {_round(high)}"
    if high is None:
        return f"at least {_round(low)}"
    return f"{_round(low)} to {_round(high)}"


def _round(value: float) -> str:
    return f"{round(value, 2):g}" if abs(value) < 10.0 else f"{value:.3g}"
