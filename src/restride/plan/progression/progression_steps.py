"""One step along one axis: what it would change, and where its ceiling is."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from restride.plan.dose import LoadKind
from restride.plan.exercise import Axis, Exercise
from restride.plan.plan import Prescription
from restride.plan.programmes.figures import band_of, value_of
from restride.plan.progression.progress_state import ProgressState, TherapistLimits

_RULES: Final = "progression_rules"
#: Loads that grow by their step; the others are set by the therapist.
_GROWING: Final = frozenset(
    {LoadKind.BAND, LoadKind.ANKLE_WEIGHT, LoadKind.HELD_WEIGHT, LoadKind.PERCENT_1RM}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One variable, from one value to the next."""

    axis: Axis
    before: float
    now: float
    unit: str
    #: Why a therapist must look at it, whatever the limits say.
    ask: str | None = None

    @property
    def words(self) -> str:
        """The change, for a reader."""
        name = self.axis.replace("_", " ")
        return f"{name}: {self.before:g} to {self.now:g} {self.unit}".strip()


@dataclass(frozen=True, slots=True, kw_only=True)
class _At:
    """Where a step begins."""

    prescription: Prescription
    state: ProgressState
    limits: TherapistLimits

    def ceiling(self, axis: Axis, maximum: float | None) -> float | None:
        """Tell the stricter of the therapist's ceiling and the usual one."""
        own = self.limits.ceilings.get(axis)
        known = [each for each in (own, maximum) if each is not None]
        return min(known, default=None)

    def target_ceiling(self, metric: str) -> float | None:
        """Tell the upper end of a target in the unit of its metric."""
        ends = [
            end
            for target in self.prescription.targets
            if target.metric == metric
            for end in (target.ceiling, target.high if target.basis == "absolute" else None)
            if end is not None
        ]
        return min(ends, default=None)


def next_step(
    exercise: Exercise,
    prescription: Prescription,
    *,
    state: ProgressState,
    limits: TherapistLimits,
    without: frozenset[Axis] = frozenset(),
) -> Step | None:
    """Find the first axis of the ladder that has a step left under its ceiling."""
    at = _At(prescription=prescription, state=state, limits=limits)
    for axis in exercise.ladder.axes:
        make = _STEPS.get(axis)
        if make is None or axis in without:
            continue
        step = make(at)
        if step is not None:
            return step
    return None


def _rise(
    axis: Axis, *, before: float | None, by: float, top: float | None, unit: str
) -> Step | None:
    """Make a step up that stays under the ceiling; None without a value, a ceiling or room."""
    if before is None or top is None or before >= top:
        return None
    return Step(axis=axis, before=before, now=min(before + by, top), unit=unit)


def _load(at: _At) -> Step | None:
    load, before = at.prescription.dose.load, at.state.load
    if load is None or load.step is None or load.kind not in _GROWING or before is None:
        return None
    low_percent, high_percent = band_of(_RULES, "strength_step")
    by = max(load.step, low_percent / 100.0 * before)
    step = _rise(
        Axis.LOAD, before=before, by=by, top=at.ceiling(Axis.LOAD, load.ceiling), unit=load.unit
    )
    if step is None:
        return None
    is_large = load.unit == "kg" and step.now - before > high_percent / 100.0 * before
    ask = f"more than {high_percent:g} % at once: no smaller weight is there" if is_large else None
    return Step(axis=step.axis, before=step.before, now=step.now, unit=step.unit, ask=ask)


def _hold(at: _At) -> Step | None:
    goal_s = at.prescription.dose.hold_goal_s
    by_s = value_of(_RULES, "hold_step")
    top_s = at.ceiling(Axis.HOLD, goal_s)
    return _rise(Axis.HOLD, before=at.state.hold_s, by=by_s, top=top_s, unit="s")


def _repetitions(at: _At) -> Step | None:
    before = at.state.repetitions_count
    usual = value_of(_RULES, "repetition_ceiling")
    top = at.limits.ceilings.get(Axis.REPETITIONS, usual)
    by = value_of(_RULES, "repetition_step")
    return _rise(
        Axis.REPETITIONS,
        before=None if before is None else float(before),
        by=by,
        top=top,
        unit="repetitions",
    )


def _duration(at: _At) -> Step | None:
    usual_s, before_s = at.prescription.dose.work_s, at.state.work_s
    if usual_s is None or before_s is None:
        return None
    top_s = at.limits.ceilings.get(
        Axis.DURATION, value_of(_RULES, "duration_ceiling") / 100.0 * usual_s
    )
    by_s = value_of(_RULES, "duration_step") / 100.0 * before_s
    return _rise(Axis.DURATION, before=before_s, by=by_s, top=top_s, unit="s")


def _speed(at: _At) -> Step | None:
    before_mps = at.state.speed_mps
    if before_mps is None:
        return None
    top_mps = at.ceiling(Axis.SPEED, at.target_ceiling("speed_mps"))
    by_mps = value_of("treadmill", "speed_step") / 100.0 * before_mps
    return _rise(Axis.SPEED, before=before_mps, by=by_mps, top=top_mps, unit="m/s")


def _incline(at: _At) -> Step | None:
    before = at.state.incline_percent
    by = value_of("treadmill", "incline_step")
    top = at.limits.ceilings.get(Axis.INCLINE)
    return _rise(Axis.INCLINE, before=before, by=by, top=top, unit="%")


def _support(at: _At) -> Step | None:
    """Less support is harder; the therapist's ceiling is the least."""
    before = at.state.support_percent
    least = at.limits.ceilings.get(Axis.BODY_WEIGHT_SUPPORT, 0.0)
    cut, _ = band_of("body_weight_support", "cut")
    if before is None or before <= least:
        return None
    return Step(
        axis=Axis.BODY_WEIGHT_SUPPORT, before=before, now=max(before - cut, least), unit="%"
    )


_STEPS: Final[dict[Axis, Callable[[_At], Step | None]]] = {
    Axis.LOAD: _load,
    Axis.HOLD: _hold,
    Axis.REPETITIONS: _repetitions,
    Axis.DURATION: _duration,
    Axis.SPEED: _speed,
    Axis.INCLINE: _incline,
    Axis.BODY_WEIGHT_SUPPORT: _support,
}
