"""What was done in a session, where an exercise stands, and what the therapist allows."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Final

from restride.clinical.care import Assistance
from restride.clinical.patient import Patient
from restride.errors import ContentError
from restride.plan.exercise import Axis
from restride.plan.plan import Prescription

_SCALES: Final = (
    "pain_before_points",
    "pain_during_points",
    "pain_after_points",
    "pain_next_morning_points",
    "effort_points",
    "dizziness_rise_points",
)
_COUNTS: Final = (
    "sets_count",
    "last_set_count",
    "tries_count",
    "corrected_wobbles_count",
    "steps_or_grabs_count",
    "near_falls_count",
    "faults_after_cue_count",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionRecord:
    """One exercise in one session; None is "not asked" or "not counted", never zero."""

    exercise: str
    day: date
    sets_count: int | None = None
    #: Repetitions in the last set.
    last_set_count: int | None = None
    hold_s: float | None = None
    work_s: float | None = None
    #: Means of the session, by metric.
    metrics: Mapping[str, float] = field(default_factory=dict)
    tries_count: int | None = None
    #: Wobbles that the person corrected without a step or a hand.
    corrected_wobbles_count: int | None = None
    #: Losses that took a step, a hand or the therapist; the most in one set.
    steps_or_grabs_count: int | None = None
    near_falls_count: int | None = None
    pain_before_points: float | None = None
    pain_during_points: float | None = None
    pain_after_points: float | None = None
    pain_next_morning_points: float | None = None
    #: Sharp pain, or pain in a new place.
    pain_sharp_or_new: bool | None = None
    effort_points: float | None = None
    dizziness_rise_points: float | None = None
    #: Faults that stayed after the cue.
    faults_after_cue_count: int | None = None
    assistance: Assistance | None = None

    def __post_init__(self) -> None:
        for name in _SCALES:
            value = getattr(self, name)
            if value is not None and not 0.0 <= value <= 10.0:
                raise ContentError(
                    f"{name} of {self.day} must lie between 0 and 10, and is {value:g}. Ask on "
                    "that scale."
                )
        for name in _COUNTS:
            count = getattr(self, name)
            if count is not None and count < 0:
                raise ContentError(
                    f"{name} of {self.day} must be 0 or more, and is {count}. Correct it."
                )
        self._refuse_wobbles()

    def _refuse_wobbles(self) -> None:
        wobbles, tries = self.corrected_wobbles_count, self.tries_count
        if wobbles is not None and tries is not None and wobbles > tries:
            raise ContentError(
                f"corrected_wobbles_count of {self.day} must not exceed tries_count, and is "
                f"{wobbles} of {tries}. Correct one of them."
            )

    @property
    def wobbles_share(self) -> float | None:
        """Tries with a corrected wobble; None where either was not counted."""
        if self.corrected_wobbles_count is None or not self.tries_count:
            return None
        return self.corrected_wobbles_count / self.tries_count


@dataclass(frozen=True, slots=True, kw_only=True)
class LastStep:
    """The last step up of an exercise."""

    axis: Axis
    #: In the unit of what was changed.
    before: float
    now: float
    day: date


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgressState:
    """Where an exercise stands; what is not given follows from its dose."""

    load: float | None = None
    hold_s: float | None = None
    repetitions_count: int | None = None
    work_s: float | None = None
    speed_mps: float | None = None
    incline_percent: float | None = None
    support_percent: float | None = None
    last_step: LastStep | None = None
    #: Days on which a step up took effect.
    advanced_on: tuple[date, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class TherapistLimits:
    """What may change without asking again; without it every step up waits."""

    axes: frozenset[Axis] = frozenset()
    per_week_count: int = 1
    #: In the unit of what changes, never beyond: above for most, below for support.
    ceilings: Mapping[Axis, float] = field(default_factory=dict)
    #: Of the ladder.
    level_ceiling_count: int | None = None
    #: The surgeon's limit of pain.
    pain_limit_points: float | None = None
    #: Exercises that are allowed earlier than the content does: id, and the reason.
    allowed_early: Mapping[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if self.per_week_count < 0:
            raise ContentError(
                f"per_week_count must be 0 or more, and is {self.per_week_count}. Correct it."
            )
        if self.pain_limit_points is not None and not 0.0 <= self.pain_limit_points <= 10.0:
            raise ContentError(
                "pain_limit_points must lie between 0 and 10, and is "
                f"{self.pain_limit_points:g}. Correct it."
            )


def state_of(
    prescription: Prescription,
    state: ProgressState | None = None,
    *,
    last: SessionRecord | None = None,
) -> ProgressState:
    """Fill what is not given from the dose, and speed and support from the last session."""
    given = state or ProgressState()
    dose = prescription.dose
    seen = {} if last is None else last.metrics
    start = dose.load.start if dose.load else None
    return replace(
        given,
        load=_first(given.load, start),
        hold_s=_first(given.hold_s, dose.hold_start_s),
        repetitions_count=given.repetitions_count or dose.repetitions_count,
        work_s=_first(given.work_s, dose.work_s),
        speed_mps=_first(given.speed_mps, seen.get("speed_mps")),
        support_percent=_first(given.support_percent, seen.get("bws_pct")),
    )


def _first(one: float | None, other: float | None) -> float | None:
    return other if one is None else one


def within_orders(limits: TherapistLimits, patient: Patient) -> TherapistLimits:
    """Keep as much support as the weight-bearing orders need, whatever the limits say."""
    needed = [
        100.0 - each.at_most_percent
        for each in patient.weight_bearing_orders
        if each.at_most_percent is not None
    ]
    if not needed:
        return limits
    axis = Axis.BODY_WEIGHT_SUPPORT
    least = max(*needed, limits.ceilings.get(axis, 0.0))
    return replace(limits, ceilings={**limits.ceilings, axis: least})
