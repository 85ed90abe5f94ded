"""Minutes a week of balance, strength and stepping, counted against the dose of a guideline."""

from collections.abc import Sequence
from datetime import date
from typing import Final

from restride.clinical.care import Setting
from restride.clinical.guideline import Counted
from restride.clinical.patient import Patient
from restride.clinical.weekly_target import WeeklyTarget, weekly_targets
from restride.plan.exercise import Exercise
from restride.plan.library import find_exercise
from restride.plan.plan import Prescription
from restride.plan.proposing.weekly_count import WeeklyCount

_WORDS: Final = frozenset(Counted)


def counted_as(exercise: Exercise) -> frozenset[Counted]:
    """Tell what its minutes count towards; mobility counts towards nothing asked of a week."""
    return frozenset(Counted(word) for word in exercise.counts_as if word in _WORDS)


def weekly_times(prescription: Prescription, *, visits_count: int) -> tuple[int, int]:
    """Tell the least and the most times a week; in the clinic no more than there are visits."""
    frequency = prescription.dose.frequency
    days = 7 if frequency.per == "day" else 1
    least, most = frequency.min_count * days, frequency.max_count * days
    if prescription.setting is Setting.CLINIC:
        return min(least, visits_count), min(most, visits_count)
    return least, most


def session_minutes(prescription: Prescription) -> float:
    """Tell how long an exercise takes once, both sides where both train."""
    exercise = find_exercise(prescription.exercise)
    sides_count = 2 if exercise.one_sided and prescription.side is None else 1
    return prescription.dose.session_min(sides_count=sides_count)


def weekly_load(
    prescriptions: Sequence[Prescription],
    *,
    activities: Sequence[Prescription] = (),
    patient: Patient,
    day: date,
    visits_count: int,
) -> tuple[WeeklyCount, ...]:
    """Count a plan's minutes against every weekly dose that is named for this person.

    Activities that are offered besides are counted by themselves.
    """
    return tuple(
        _count(target, prescriptions, activities, visits_count=visits_count)
        for target in weekly_targets(patient, day=day)
    )


def _count(
    target: WeeklyTarget,
    prescriptions: Sequence[Prescription],
    activities: Sequence[Prescription],
    *,
    visits_count: int,
) -> WeeklyCount:
    rows = _counted(prescriptions, target, visits_count=visits_count)
    offered = _counted(activities, target, visits_count=visits_count)
    return WeeklyCount(
        target=target,
        planned_min=sum(minutes * least for minutes, least, _ in rows),
        planned_most_min=sum(minutes * most for minutes, _, most in rows),
        offered_min=sum(minutes * most for minutes, _, most in offered),
        times_count=max((least for _, least, _ in rows), default=0),
    )


def _counted(
    prescriptions: Sequence[Prescription], target: WeeklyTarget, *, visits_count: int
) -> list[tuple[float, int, int]]:
    """List minutes of a session, least and most times a week, of what counts towards a target."""
    wanted = frozenset(target.counts_as)
    return [
        (session_minutes(each), *weekly_times(each, visits_count=visits_count))
        for each in prescriptions
        if counted_as(find_exercise(each.exercise)) & wanted
    ]
