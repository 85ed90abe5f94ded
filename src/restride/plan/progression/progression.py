"""Harder, the same or easier: proposals from sessions, each with its rule and reason.

See docs/decisions/0136-harder-same-or-easier.md.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from restride.clinical.care import Assistance
from restride.clinical.evidence import Evidence
from restride.clinical.patient import Patient
from restride.errors import ContentError
from restride.plan.exercise import Axis, Exercise
from restride.plan.library import exercises
from restride.plan.plan import Prescription
from restride.plan.programmes.figures import figures, value_of
from restride.plan.progression.progress_state import (
    ProgressState,
    SessionRecord,
    TherapistLimits,
    state_of,
    within_orders,
)
from restride.plan.progression.progression_checks import Course, danger_of, missing_in, not_yet
from restride.plan.progression.progression_steps import Step, next_step
from restride.plan.screening import Screened, restrictions, screen

_RULES: Final = "progression_rules"
_WEEK_DAYS: Final = 7
#: Exercise and metric that keep the load at its start. House choice: docs/decisions/0136
_LAG: Final = ("str_slr", "knee_ext_lag_deg")


class Move(StrEnum):
    """Which way it goes."""

    ADVANCE = "advance"
    HOLD = "hold"
    REGRESS = "regress"
    #: Not to be done until something is settled.
    PAUSE = "pause"


class Takes(StrEnum):
    """What a proposal needs before it takes effect."""

    AT_ONCE = "at_once"
    WITHIN_LIMITS = "within_limits"
    THERAPIST = "therapist"


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgressionProposal:
    """One proposal for one exercise."""

    exercise: str
    move: Move
    takes: Takes
    #: The one variable that changes; None where nothing does.
    axis: Axis | None
    step: Step | None
    #: Another exercise of the ladder, where that is the step.
    to_exercise: str | None
    #: Row of the rules.
    rule: str
    reason: str
    #: What must be asked or counted before it can go on.
    missing: tuple[str, ...]
    #: Whether the therapist is told at once.
    alert: bool
    evidence: Evidence


@dataclass(frozen=True, slots=True, kw_only=True)
class _Change:
    """What a step would change."""

    axis: Axis
    step: Step | None = None
    to_exercise: str | None = None


def propose_progression(
    exercise: Exercise,
    prescription: Prescription,
    *,
    records: Sequence[SessionRecord],
    limits: TherapistLimits | None = None,
    patient: Patient,
    day: date,
    state: ProgressState | None = None,
) -> ProgressionProposal:
    """Propose to advance, hold or step back one exercise.

    Parameters
    ----------
    records
        Of this exercise, in any order.
    limits
        Within these a step up needs no further word; without them every one waits.
    state
        Where the exercise stands; what is not given follows from the dose.

    Raises
    ------
    ContentError
        Records of another exercise or of a day to come, or a row that is not the exercise's.
    """
    _refuse(exercise, prescription, records=records, day=day)
    ordered = tuple(sorted(records, key=lambda each: each.day))
    course = Course(
        exercise=exercise,
        prescription=prescription,
        records=ordered,
        limits=within_orders(limits or TherapistLimits(), patient),
        state=state_of(prescription, state, last=ordered[-1] if ordered else None),
        patient=patient,
        day=day,
    )
    blocked = _screened(exercise, course)
    if not blocked.allowed:
        words = "; ".join(each.words for each in blocked.blocks)
        return _propose(course, Move.PAUSE, rule="screen", reason=words, alert=True)
    if not course.records:
        return _propose(course, Move.HOLD, missing=("no session is recorded",))
    danger = danger_of(course)
    if danger is not None:
        return _back(course, rule=danger.rule, reason=danger.words, alert=danger.alert)
    return _onward(course)


def _onward(course: Course) -> ProgressionProposal:
    """Look for two successes running, and for what was not asked."""
    gap_days = (course.day - course.last.day).days
    if gap_days > value_of(_RULES, "gap"):
        reason = f"the last session was {gap_days} days ago: begin where it was, or below"
        return _propose(course, Move.HOLD, rule="gap", reason=reason)
    count = round(value_of(_RULES, "one_at_a_time"))
    days = sorted({each.day for each in course.records})[-count:]
    last = [each for each in course.records if each.day in days]
    since = course.state.last_step
    if since is not None and any(each.day <= since.day for each in last):
        reason = f"{count} sessions after the last step are needed"
        return _propose(course, Move.HOLD, reason=reason)
    missing = missing_in(course, last)
    if missing:
        return _propose(course, Move.HOLD, reason="something was not asked", missing=missing)
    if len(days) < count:
        return _propose(course, Move.HOLD, reason=f"{len(days)} of {count} sessions")
    why = [words for each in last if (words := not_yet(course, each)) is not None]
    if _needs_more_help(course):
        why.append(f"{course.last.day}: more help than before")
    if why:
        return _propose(course, Move.HOLD, reason="; ".join(why))
    return _advance(course, count=count)


def _needs_more_help(course: Course) -> bool:
    said: list[Assistance] = [each.assistance for each in course.records if each.assistance]
    return len(said) >= 2 and said[-1].rank > said[-2].rank


def _advance(course: Course, *, count: int) -> ProgressionProposal:
    change = _harder(course)
    if change is None:
        reason = "nothing harder is left under the ceilings, the screen and the ladder"
        return _propose(course, Move.HOLD, reason=reason)
    words = change.step.words if change.step else f"to {change.to_exercise}"
    return _propose(
        course,
        Move.ADVANCE,
        change=change,
        takes=_takes(course, change),
        reason=f"success in {count} sessions running; {words}",
    )


def _harder(course: Course) -> _Change | None:
    """Find the one thing that becomes harder: along an axis, else along the ladder."""
    step = next_step(
        course.exercise,
        course.prescription,
        state=course.state,
        limits=course.limits,
        without=_closed_axes(course),
    )
    if step is not None:
        return _Change(axis=step.axis, step=step)
    ceiling = course.limits.level_ceiling_count
    open_ones = [
        other
        for other in _open(course.prescription.harder, course)
        if ceiling is None or other.level <= ceiling
    ]
    if not open_ones:
        return None
    other = min(open_ones, key=lambda each: each.level)
    changed = course.exercise.ladder.changed or {}
    axis = changed.get(other.id, course.exercise.ladder.axes[0])
    return _Change(axis=axis, to_exercise=other.id)


def _closed_axes(course: Course) -> frozenset[Axis]:
    """Tell the axes that stay as they are: the load of the leg raise while the knee lags."""
    exercise_id, metric = _LAG
    if course.exercise.id != exercise_id:
        return frozenset()
    limit_deg = value_of(_RULES, "slr_lag")
    days = sorted({each.day for each in course.records})[-2:]
    lags = [each.metrics.get(metric) for each in course.records if each.day in days]
    is_straight = len(days) == 2 and all(lag is not None and lag <= limit_deg for lag in lags)
    return frozenset() if is_straight else frozenset({Axis.LOAD})


def _takes(course: Course, change: _Change) -> Takes:
    """Tell whether a step up lies inside the limits that the therapist set."""
    limits = course.limits
    recent = [
        each for each in course.state.advanced_on if 0 <= (course.day - each).days < _WEEK_DAYS
    ]
    is_inside = (
        change.step is not None
        and change.step.ask is None
        and change.axis in limits.axes
        and len(recent) < limits.per_week_count
    )
    return Takes.WITHIN_LIMITS if is_inside else Takes.THERAPIST


def _back(course: Course, *, rule: str, reason: str, alert: bool) -> ProgressionProposal:
    """Undo the last step, else take an easier exercise, else pause."""
    last = course.state.last_step
    change = None
    if last is not None:
        step = Step(axis=last.axis, before=last.now, now=last.before, unit="")
        change = _Change(axis=last.axis, step=step)
    else:
        change = _easier(course)
    move = Move.PAUSE if change is None else Move.REGRESS
    return _propose(
        course, move, change=change, takes=Takes.AT_ONCE, rule=rule, reason=reason, alert=alert
    )


def _easier(course: Course) -> _Change | None:
    open_ones = _open(course.prescription.easier, course)
    if not open_ones:
        return None
    other = max(open_ones, key=lambda each: each.level)
    changed = other.ladder.changed or {}
    axis = changed.get(course.exercise.id, course.exercise.ladder.axes[0])
    return _Change(axis=axis, to_exercise=other.id)


def _open(names: Sequence[str], course: Course) -> list[Exercise]:
    rows = (exercises()[name] for name in names)
    return [each for each in rows if _screened(each, course).allowed]


def _screened(exercise: Exercise, course: Course) -> Screened:
    under = restrictions(
        course.patient,
        day=course.day,
        setting=course.prescription.setting,
        allowed_early=dict(course.limits.allowed_early),
    )
    return screen(exercise, under=under)


def _propose(
    course: Course,
    move: Move,
    *,
    change: _Change | None = None,
    takes: Takes = Takes.AT_ONCE,
    rule: str = "one_at_a_time",
    reason: str = "",
    missing: tuple[str, ...] = (),
    alert: bool = False,
) -> ProgressionProposal:
    return ProgressionProposal(
        exercise=course.exercise.id,
        move=move,
        takes=takes,
        axis=None if change is None else change.axis,
        step=None if change is None else change.step,
        to_exercise=None if change is None else change.to_exercise,
        rule=rule,
        reason=reason or "; ".join(missing),
        missing=missing,
        alert=alert,
        evidence=figures(_RULES)[rule].evidence,
    )


def _refuse(
    exercise: Exercise, prescription: Prescription, *, records: Sequence[SessionRecord], day: date
) -> None:
    if prescription.exercise != exercise.id:
        raise ContentError(
            f"The row of the plan must be of {exercise.id!r}, and is of "
            f"{prescription.exercise!r}. Give the exercise's own row."
        )
    for each in records:
        if each.exercise != exercise.id:
            raise ContentError(
                f"Every record must be of {exercise.id!r}, and one of {each.day} is of "
                f"{each.exercise!r}. Give the exercise's own sessions."
            )
        if each.day > day:
            raise ContentError(
                f"A session must not come from a day to come, and one is of {each.day} while "
                f"today is {day}. Correct the day."
            )
