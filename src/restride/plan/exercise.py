"""What an exercise is: steps, dose, ladder, targets, faults, and who must not do it."""

from dataclasses import dataclass
from enum import StrEnum

from restride.clinical.aims import Aim, Category
from restride.clinical.care import Setting, Supervision, WeightBearing
from restride.clinical.evidence import Confidence, Evidence
from restride.plan.dose import Dose


class Position(StrEnum):
    """How the body is held, from the safest to the most demanding."""

    LYING = "lying"
    SITTING = "sitting"
    KNEELING = "kneeling"
    STANDING = "standing"
    SINGLE_LEG = "single_leg"
    WALKING = "walking"
    JUMPING = "jumping"


class Need(StrEnum):
    """What must be there before an exercise may start."""

    HARNESS = "harness"
    GAIT_BELT = "gait_belt"
    #: A rail, a counter or parallel bars within reach.
    STEADY_SUPPORT = "steady_support"
    #: A corner or a rail beside the person, besides a helper.
    CORNER_OR_RAIL = "corner_or_rail"
    DEVICE_FITTED = "device_fitted"
    VITALS_BEFORE = "vitals_before"
    HEART_RATE_MONITOR = "heart_rate_monitor"
    MEDICAL_CLEARANCE = "medical_clearance"
    BEAT_RESPONSE_TEST = "beat_response_test"
    SYMPTOM_SCORE = "symptom_score"
    WEIGHT_BEARING_ORDER = "weight_bearing_order"
    #: A therapist's own hands: a procedure, not an exercise to be left alone with.
    THERAPIST_PROCEDURE = "therapist_procedure"


class Release(StrEnum):
    """Under which supervision a precaution no longer blocks an exercise."""

    NEVER = "never"
    SOMEONE_NEAR = "someone_near"
    CONTACT_GUARD = "contact_guard"
    THERAPIST_HARNESS = "therapist_harness"

    def allows(self, supervision: Supervision) -> bool:
        """Whether the exercise may be done with this supervision."""
        return self is not Release.NEVER and supervision.rank >= Supervision(self.value).rank


class Axis(StrEnum):
    """What is made harder; one at a time."""

    LOAD = "load"
    REPETITIONS = "repetitions"
    HOLD = "hold"
    RANGE = "range"
    TEMPO = "tempo"
    LEVER = "lever"
    SEAT_HEIGHT = "seat_height"
    STEP_HEIGHT = "step_height"
    HAND_SUPPORT = "hand_support"
    BASE_OF_SUPPORT = "base_of_support"
    SURFACE = "surface"
    VISION = "vision"
    HEAD_MOVEMENT = "head_movement"
    DUAL_TASK = "dual_task"
    PERTURBATION = "perturbation"
    DIRECTION = "direction"
    POSITION = "position"
    SPEED = "speed"
    DISTANCE = "distance"
    DURATION = "duration"
    INCLINE = "incline"
    BODY_WEIGHT_SUPPORT = "body_weight_support"
    FEEDBACK = "feedback"
    TARGET_SIZE = "target_size"
    COORDINATION = "coordination"
    DEVICE = "device"
    WEIGHT_BEARING = "weight_bearing"
    BACKGROUND = "background"
    IMPACT = "impact"


class TargetBasis(StrEnum):
    """Where the ends of a target come from."""

    #: The numbers stand as they are.
    ABSOLUTE = "absolute"
    #: Per cent of what this person did at the first session or test.
    PERCENT_OF_OWN = "percent_of_own"
    #: The surgeon's or physician's order; without it there is no target and no exercise.
    ORDER = "order"


@dataclass(frozen=True, slots=True, kw_only=True)
class Metric:
    """Something that can be measured while an exercise runs."""

    #: Ends in its unit where it has one.
    id: str
    name: str
    unit: str
    #: Which sensors give it: "camera", "plate", "lower_back", "heart_rate", "asked", "counted".
    sensors: tuple[str, ...]
    note: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """Within which band a metric should lie."""

    metric: str
    basis: TargetBasis
    #: In the unit of the metric, or in per cent of the person's own.
    low: float | None = None
    high: float | None = None
    #: Which of the person's own values: a metric id or "instrument.score".
    own: str | None = None
    #: Never above, in the unit of the metric.
    ceiling: float | None = None
    #: Of body height in per cent, where that is the ceiling.
    ceiling_height_percent: float | None = None
    when_out: str
    confidence: Confidence = Confidence.MEMORY


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """A way of doing it wrong, and the word that helps."""

    fault: str
    #: What shows it.
    detect: str
    #: Metric that shows it, where one does.
    metric: str | None = None
    cue: str
    #: Counts as a fault only while this precaution is present.
    only_if: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LimitIf:
    """A precaution that bounds a metric instead of blocking the exercise."""

    code: str
    metric: str
    at_most: float | None = None
    at_least: float | None = None
    #: The bound is the answer to the precaution's question, and is an upper one.
    at_most_answer: bool = False
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LegLoad:
    """What the legs must be allowed to carry."""

    #: On the leg with the stricter order.
    stricter: WeightBearing
    #: On the other one.
    other: WeightBearing
    #: Only for people whose stricter order is one of these: crutch patterns.
    only_for: tuple[WeightBearing, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class AllowedFrom:
    """From when after onset or surgery it is allowed; earlier only by a therapist's word."""

    condition: str
    from_days: int
    to_days: int | None = None
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Ladder:
    """What is easier and what is harder."""

    axes: tuple[Axis, ...]
    easier: tuple[str, ...] = ()
    harder: tuple[str, ...] = ()
    #: For a harder exercise of the same level: what changes.
    changed: dict[str, Axis] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Exercise:
    """One exercise of the library."""

    id: str
    name: str
    category: Category
    #: The first is what it is mostly for.
    aims: tuple[Aim, ...]
    #: Conditions it is made for; people of these get it first.
    conditions: tuple[str, ...]
    #: What it does for the person, in their words.
    purpose: str
    steps: tuple[str, ...]
    safety: str
    #: Muscles and structures, in plain words.
    body_parts: tuple[str, ...]
    position: Position
    position_words: str
    #: Done one side at a time.
    one_sided: bool = False
    #: Of ``plan/knowledge/equipment.yaml``.
    equipment: tuple[str, ...] = ()
    level: int
    dose: Dose
    dose_confidence: Confidence
    ladder: Ladder
    targets: tuple[Target, ...]
    #: The metric a person sees or hears while training.
    feedback: str
    faults: tuple[Fault, ...]
    leg_load: LegLoad
    settings: tuple[Setting, ...]
    #: The least supervision, wherever it is done.
    supervision: Supervision
    #: Code of a precaution, and under which supervision it no longer blocks.
    blocked_if: dict[str, Release]
    limit_if: tuple[LimitIf, ...] = ()
    needs: tuple[Need, ...] = ()
    allowed_from: tuple[AllowedFrom, ...] = ()
    #: For nobody else than people with one of these conditions, whatever was found.
    only_for: tuple[str, ...] = ()
    #: Never for these conditions: where the very thing is wrong for them.
    not_for: dict[str, str] | None = None
    stop_set: str
    #: Balance, strength or stepping: what its minutes count as in a week.
    counts_as: tuple[str, ...]
    #: Something to do besides the programme, which takes no place in it: a walk, a class.
    activity: bool = False
    evidence: Evidence
    note: str | None = None
