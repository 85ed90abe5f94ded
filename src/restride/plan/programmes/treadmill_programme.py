"""Treadmill programmes from the measured overground speed, never above the therapist's ceiling.

See docs/decisions/0133-treadmill-programmes.md.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from restride.clinical.care import Assistance, Setting, Supervision
from restride.clinical.evidence import Evidence
from restride.clinical.patient import Patient
from restride.clinical.result import Result
from restride.clinical.safety.orders import OrderedActivity, refuse_contradictions
from restride.errors import ContentError
from restride.plan.exercise import Need
from restride.plan.library import StopRule, exercises
from restride.plan.programmes.figures import band_of, figures, value_of
from restride.plan.programmes.heart_rate import HeartRateZone, heart_rate_zone
from restride.plan.programmes.last_result import LastScore, NotProposed, last_score
from restride.plan.screening import Screened, restrictions, screen
from restride.plan.stop_rules import stop_rules_for

_FILE: Final = "treadmill"
_SPEED: Final = "gait_speed_10m"
#: Nobody walks faster; what lies above is a slip of the pen. House choice: docs/decisions/0133
_FASTEST_MPS: Final = 3.0
#: By definition of the hour and the kilometre.
_MPS_OF_KMPH: Final = 1000.0 / 3600.0


@dataclass(frozen=True, slots=True, kw_only=True)
class TreadmillLimits:
    """What the therapist allows on the belt."""

    #: Never above.
    ceiling_mps: float | None = None
    incline_ceiling_percent: float = 0.0

    def __post_init__(self) -> None:
        if self.ceiling_mps is not None and not 0.0 < self.ceiling_mps <= _FASTEST_MPS:
            raise ContentError(
                f"ceiling_mps must lie above 0 and at most at {_FASTEST_MPS:g} m/s, and is "
                f"{self.ceiling_mps:g}. Give it in metres a second."
            )
        if not 0.0 <= self.incline_ceiling_percent <= 15.0:
            raise ContentError(
                "incline_ceiling_percent must lie between 0 and 15 %, and is "
                f"{self.incline_ceiling_percent:g}. Correct it."
            )


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A part of a session."""

    words: str
    duration_s: float
    speed_mps: float
    incline_percent: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class SpeedSteps:
    """How the belt is raised from bout to bout."""

    words: str
    start_mps: float
    step_mps: float
    ceiling_mps: float
    bouts_count: int
    bout_s: float

    def after(self, speed_mps: float, *, succeeded: bool) -> float:
        """Tell the speed of the next bout; it stays between one step and the ceiling."""
        moved_mps = speed_mps + (self.step_mps if succeeded else -self.step_mps)
        return min(max(moved_mps, min(self.step_mps, self.ceiling_mps)), self.ceiling_mps)


@dataclass(frozen=True, slots=True, kw_only=True)
class Intervals:
    """Bursts of fast walking with rests."""

    burst_s: float
    #: From the first weeks to the later ones.
    rest_first_s: float
    rest_later_s: float
    bursts_count: int
    warm_up_s: float
    cool_down_s: float
    zone: HeartRateZone
    needs: tuple[Need, ...]
    evidence: Evidence


@dataclass(frozen=True, slots=True, kw_only=True)
class TreadmillProgramme:
    """A session on the belt, to be confirmed by the therapist."""

    start_mps: float
    ceiling_mps: float
    ceiling_words: str
    blocks: tuple[Block, ...]
    steps: SpeedSteps
    incline_step_percent: float
    incline_ceiling_percent: float
    intervals: Intervals | NotProposed
    zone: HeartRateZone
    #: In one session; None where the own cadence is not known.
    step_goal_count: int | None
    supervision: Supervision
    #: To be ticked before the belt starts.
    checks: tuple[str, ...]
    stop_rules: tuple[StopRule, ...]
    limits: tuple[str, ...]
    reasons: tuple[str, ...]
    missing: tuple[str, ...]
    evidence: Evidence


def propose_treadmill(
    patient: Patient,
    *,
    day: date,
    results: Sequence[Result],
    own: Mapping[str, float] | None = None,
    limits: TreadmillLimits | None = None,
) -> TreadmillProgramme | NotProposed:
    """Propose a treadmill programme, or say what is in the way.

    Parameters
    ----------
    own
        The person's own values by metric; the cadence gives the goal of steps.

    Raises
    ------
    ContentError
        An order or an answer that contradicts walking on a belt, or an impossible speed.
    """
    refuse_contradictions(patient, day=day, activities=(OrderedActivity.TREADMILL,))
    limits = limits or TreadmillLimits()
    under = restrictions(patient, day=day, setting=Setting.CLINIC)
    screened = screen(exercises()["gait_treadmill"], under=under)
    hindrance = _hindrance(patient, screened)
    if hindrance is not None:
        return hindrance
    speed = _measured(results, score="comfortable_mps", day=day)
    if isinstance(speed, NotProposed):
        return speed
    ceiling_mps, ceiling_words = _ceiling(speed, results=results, day=day, limits=limits)
    start_mps = min(value_of(_FILE, "start_share") / 100.0 * speed.value, ceiling_mps)
    zone = heart_rate_zone(patient, band="moderate", day=day)
    goal_count, missing = _step_goal(own or {})
    return TreadmillProgramme(
        start_mps=start_mps,
        ceiling_mps=ceiling_mps,
        ceiling_words=ceiling_words,
        blocks=_blocks(start_mps),
        steps=_speed_steps(patient, start_mps=start_mps, ceiling_mps=ceiling_mps),
        incline_step_percent=value_of(_FILE, "incline_step"),
        incline_ceiling_percent=limits.incline_ceiling_percent,
        intervals=_intervals(patient, day=day),
        zone=zone,
        step_goal_count=goal_count,
        supervision=screened.supervision,
        checks=_checks(screened.supervision),
        stop_rules=stop_rules_for(exercises()["gait_treadmill"].stop_set, patient, day=day),
        limits=screened.limits,
        reasons=(_start_words(speed, start_mps=start_mps), *zone.words),
        missing=missing,
        evidence=figures(_FILE)["start_share"].evidence,
    )


def _hindrance(patient: Patient, screened: Screened) -> NotProposed | None:
    """Tell what of the safety screen or of an order is in the way."""
    reasons = [each.words for each in screened.blocks]
    reasons += [
        f"at_most_percent of the {each.side} leg is {each.at_most_percent:g} %, and a step on the "
        "belt puts all of the body weight on one leg"
        for each in patient.weight_bearing_orders
        if each.at_most_percent is not None and each.at_most_percent < 100.0
    ]
    if not reasons:
        return None
    return NotProposed(what="treadmill", why="; ".join(reasons), do="Settle these first.")


def _measured(results: Sequence[Result], *, score: str, day: date) -> LastScore | NotProposed:
    speed = last_score(results, test=_SPEED, score=score, day=day)
    ask = "Measure the comfortable walk over 10 m, with the aid and footwear that are used."
    if speed is None:
        why = "No overground speed was measured, so no belt speed can be proposed."
        return NotProposed(what="treadmill", why=why, do=ask)
    _refuse_speed(speed.value)
    within_days = value_of(_FILE, "measured_within")
    if speed.age_days(day) > within_days:
        why = (
            f"The overground speed was measured {speed.age_days(day)} days ago, and is good for "
            f"{within_days:g} days."
        )
        return NotProposed(what="treadmill", why=why, do=ask)
    return speed


def _refuse_speed(speed_mps: float) -> None:
    if not 0.0 < speed_mps <= _FASTEST_MPS:
        raise ContentError(
            f"comfortable_mps and fast_mps must lie above 0 and at most at {_FASTEST_MPS:g} m/s, "
            f"and one is {speed_mps:g}. Correct it, or enter the walk as 'unable'."
        )


def _ceiling(
    speed: LastScore, *, results: Sequence[Result], day: date, limits: TreadmillLimits
) -> tuple[float, str]:
    """Tell the highest speed of the belt: the therapist's, else what was walked on the floor."""
    if limits.ceiling_mps is not None:
        return limits.ceiling_mps, f"{limits.ceiling_mps:.2f} m/s, set by the therapist"
    fast = _measured(results, score="fast_mps", day=day)
    if isinstance(fast, LastScore) and fast.value >= speed.value:
        return (
            fast.value,
            f"{fast.value:.2f} m/s, the fast walk on the floor; the therapist may set it",
        )
    words = f"{speed.value:.2f} m/s, the comfortable walk on the floor: no fast walk was measured"
    return speed.value, words


def _speed_steps(patient: Patient, *, start_mps: float, ceiling_mps: float) -> SpeedSteps:
    is_frail = "older_frail" in patient.all_condition_ids or (
        patient.assistance is not None and patient.assistance.rank >= Assistance.MINIMAL.rank
    )
    row = figures(_FILE)["frail_step" if is_frail else "speed_step"]
    step_mps = (
        value_of(_FILE, "frail_step") * _MPS_OF_KMPH
        if is_frail
        else value_of(_FILE, "speed_step") / 100.0 * ceiling_mps
    )
    return SpeedSteps(
        words=row.shown,
        start_mps=start_mps,
        step_mps=step_mps,
        ceiling_mps=ceiling_mps,
        bouts_count=round(value_of(_FILE, "bouts")),
        bout_s=value_of(_FILE, "bout"),
    )


def _blocks(start_mps: float) -> tuple[Block, ...]:
    """Divide the session as the exercise's dose says; nobody warms up faster than they work."""
    dose = exercises()["gait_treadmill"].dose
    slow_mps = 0.5 * start_mps
    work_s = dose.work_s or 0.0
    bouts = tuple(
        Block(words=f"Walk {number}", duration_s=work_s, speed_mps=start_mps)
        for number in range(1, dose.sets_count + 1)
    )
    return (
        Block(words="Warm-up", duration_s=dose.warm_up_s, speed_mps=slow_mps),
        *bouts,
        Block(words="Cool-down", duration_s=dose.cool_down_s, speed_mps=slow_mps),
    )


def _intervals(patient: Patient, *, day: date) -> Intervals | NotProposed:
    exercise = exercises()["gait_interval"]
    screened = screen(exercise, under=restrictions(patient, day=day, setting=Setting.CLINIC))
    if not screened.allowed:
        why = "; ".join(each.words for each in screened.blocks)
        return NotProposed(what="interval walking", why=why, do="Settle these first.")
    if not set(exercise.conditions) & patient.all_condition_ids:
        why = f"Interval walking is written for {', '.join(exercise.conditions)}."
        return NotProposed(what="interval walking", why=why, do="Walk steadily.")
    try:
        zone = heart_rate_zone(patient, band="gait_high", day=day)
    except ContentError as error:
        return NotProposed(what="interval walking", why=str(error), do="Walk steadily.")
    rest_later_s, rest_first_s = band_of(_FILE, "burst_rest")
    return Intervals(
        burst_s=value_of(_FILE, "burst"),
        rest_first_s=rest_first_s,
        rest_later_s=rest_later_s,
        bursts_count=exercise.dose.sets_count,
        warm_up_s=exercise.dose.warm_up_s,
        cool_down_s=exercise.dose.cool_down_s,
        zone=zone,
        needs=exercise.needs,
        evidence=figures(_FILE)["burst"].evidence,
    )


def _step_goal(own: Mapping[str, float]) -> tuple[int | None, tuple[str, ...]]:
    cadence_spm = own.get("cadence_spm")
    if cadence_spm is None:
        return None, ("No goal of steps: the own cadence is not known. Count the first session.",)
    dose = exercises()["gait_treadmill"].dose
    work_min = dose.sets_count * (dose.work_s or 0.0) / 60.0
    return round(cadence_spm * work_min), ()


def _checks(supervision: Supervision) -> tuple[str, ...]:
    harness = (
        "Harness on and checked: it carries nothing, it only catches"
        if supervision is Supervision.THERAPIST_HARNESS
        else "Harness on where the person is unsteady"
    )
    return (
        "Safety key clipped to the clothes, and the stop tried once",
        harness,
        f"Beside the person: {supervision.words}",
        "Blood pressure, heart rate and saturation taken, and within the limits to start",
        "Shoes tied, laces and clothes clear of the belt",
        "Belt starts from standstill, with a hand on the rail",
    )


def _start_words(speed: LastScore, *, start_mps: float) -> str:
    return (
        f"Starts at {start_mps:.2f} m/s, because the comfortable walk on the floor was "
        f"{speed.value:.2f} m/s on {speed.result.tested_on}. {figures(_FILE)['start_share'].shown}."
    )
