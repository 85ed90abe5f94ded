"""The words of the field, one for one thing.

The enumerations are what code and files say; ``TERMS`` defines the words for people, and the
glossary (``docs/glossary.md``) is made from it.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final


class Side(StrEnum):
    """A side of the person's own body."""

    LEFT = "left"
    RIGHT = "right"

    @property
    def other(self) -> "Side":
        """The opposite side."""
        return Side.RIGHT if self is Side.LEFT else Side.LEFT


class Placement(StrEnum):
    """Where on the body a sensor is worn."""

    LOWER_BACK = "lower-back"
    LEFT_FOOT = "left-foot"
    RIGHT_FOOT = "right-foot"
    UNKNOWN = "unknown"

    @property
    def side(self) -> Side | None:
        """The side of the body, where the placement has one."""
        return {Placement.LEFT_FOOT: Side.LEFT, Placement.RIGHT_FOOT: Side.RIGHT}.get(self)

    @property
    def is_foot(self) -> bool:
        """Whether the sensor rides on a foot."""
        return self in (Placement.LEFT_FOOT, Placement.RIGHT_FOOT)


class ContactKind(StrEnum):
    """Which end of a stance a contact is."""

    INITIAL = "initial"
    FINAL = "final"


class EventSource(StrEnum):
    """What an event was found from."""

    LOWER_BACK = "lower-back"
    FOOT = "foot"
    PLATE = "plate"
    MARKERS = "markers"
    #: Points of the body found in pictures.
    LANDMARKS = "landmarks"
    #: Angles of joints, as an inverse-kinematics program writes them.
    JOINT_ANGLES = "joint-angles"
    PERSON = "person"
    SIMULATION = "simulation"


class EndReason(StrEnum):
    """Why a walking bout ended."""

    PAUSE = "pause"
    RECORDING_ENDS = "recording-ends"
    GAP = "gap"
    #: The next stride broke the stride rules (too long, too short) for longer than a break may
    #: last.
    STRIDES_IRREGULAR = "strides-irregular"


class TurnDirection(StrEnum):
    """Which way a person turns, seen from the person."""

    LEFT = "left"
    RIGHT = "right"


class Severity(StrEnum):
    """How much a quality finding matters for the numbers."""

    NOTE = "note"
    WARNING = "warning"
    SERIOUS = "serious"


class Sex(StrEnum):
    """Sex as reference values are grouped by."""

    FEMALE = "female"
    MALE = "male"


class WalkingAid(StrEnum):
    """What a person walks with."""

    NONE = "none"
    CANE = "cane"
    CRUTCHES = "crutches"
    WALKER = "walker"
    OTHER = "other"


class Terrain(StrEnum):
    """What a stride was walked on."""

    LEVEL = "level"
    STAIRS_UP = "stairs-up"
    STAIRS_DOWN = "stairs-down"


class Task(StrEnum):
    """What the person was asked to do in a recording."""

    WALK = "walk"
    QUIET_STANDING = "quiet-standing"
    LIMITS_OF_STABILITY = "limits-of-stability"
    TIMED_UP_AND_GO = "timed-up-and-go"
    SIT_TO_STAND = "sit-to-stand"
    REPETITIONS = "repetitions"
    POSTURE = "posture"
    FUNCTIONAL_REACH = "functional-reach"
    RANGE_OF_MOTION = "range-of-motion"


class Eyes(StrEnum):
    """Whether a person sees while standing."""

    OPEN = "open"
    CLOSED = "closed"


class Surface(StrEnum):
    """What a person stands on."""

    FIRM = "firm"
    FOAM = "foam"


class Stance(StrEnum):
    """How the feet stand."""

    COMFORTABLE = "comfortable"
    FEET_TOGETHER = "feet-together"
    SEMI_TANDEM = "semi-tandem"
    TANDEM = "tandem"
    SINGLE_LEG = "single-leg"


class LeanDirection(StrEnum):
    """Where a person leans in a test of the limits of stability, clockwise from above."""

    FORWARD = "forward"
    FORWARD_RIGHT = "forward-right"
    RIGHT = "right"
    BACKWARD_RIGHT = "backward-right"
    BACKWARD = "backward"
    BACKWARD_LEFT = "backward-left"
    LEFT = "left"
    FORWARD_LEFT = "forward-left"


class PhaseKind(StrEnum):
    """The parts of the timed up and go, in their order; the last two may overlap."""

    RISE = "rise"
    WALK_OUT = "walk-out"
    TURN = "turn"
    WALK_BACK = "walk-back"
    TURN_TO_SIT = "turn-to-sit"
    SIT = "sit"


class LengthUnit(StrEnum):
    """What positions of landmarks are counted in."""

    METRES = "metres"
    PICTURE_ELEMENTS = "picture-elements"


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """A word of the field: what it means, who says so, and the words we do not use for it."""

    word: str
    definition: str
    source: str
    not_said: tuple[str, ...] = ()


TERMS: Final[tuple[Term, ...]] = (
    Term(
        word="initial contact",
        definition="The moment a foot first touches the ground, with whichever part of the foot.",
        source="perry2010",
        not_said=("heel strike", "foot strike", "IC"),
    ),
    Term(
        word="final contact",
        definition="The moment a foot last leaves the ground.",
        source="perry2010",
        not_said=("toe-off", "foot-off", "terminal contact"),
    ),
    Term(
        word="stride",
        definition="From an initial contact to the next initial contact of the same foot.",
        source="perry2010",
    ),
    Term(
        word="step",
        definition="From an initial contact to the next initial contact of the other foot; "
        "it bears the side of the foot that lands at its end.",
        source="perry2010",
    ),
    Term(
        word="stance",
        definition="The part of a stride in which the foot is on the ground: "
        "initial contact to final contact of the same foot.",
        source="perry2010",
    ),
    Term(
        word="swing",
        definition="The part of a stride in which the foot is in the air: "
        "final contact to the next initial contact of the same foot.",
        source="perry2010",
    ),
    Term(
        word="double support",
        definition="The time in a stride in which both feet are on the ground, "
        "both stretches of the stride added.",
        source="perry2010",
    ),
    Term(
        word="single support",
        definition="The time in a stride in which only this foot is on the ground: "
        "the swing of the other foot.",
        source="perry2010",
    ),
    Term(
        word="cadence",
        definition="Steps a minute while walking.",
        source="kluge2021",
        not_said=("step rate",),
    ),
    Term(
        word="walking speed",
        definition="Stride length over stride duration, averaged over strides.",
        source="kluge2021",
        not_said=("gait velocity", "velocity"),
    ),
    Term(
        word="stride length",
        definition="Distance between two consecutive placements of the same foot, along its path.",
        source="kluge2021",
    ),
    Term(
        word="gait sequence",
        definition="A stretch of signal that looks like walking, before any rule is applied.",
        source="kluge2021",
    ),
    Term(
        word="walking bout",
        definition="A gait sequence that keeps the written rules: at least four strides, "
        "at least three initial contacts of each foot, no break longer than 3 s.",
        source="kluge2021",
        not_said=("WB", "macro bout"),
    ),
    Term(
        word="turn",
        definition="A change of walking direction about the vertical; positive to the left.",
        source="elgohary2014",
    ),
    Term(
        word="walk ratio",
        definition="Step length over cadence.",
        source="sekiya1998",
    ),
    Term(
        word="harmonic ratio",
        definition="How alike the two steps of a stride are, from the trunk acceleration: even "
        "over odd harmonics of the stride (vertical, forward), odd over even (sideways). Higher is "
        "smoother and more symmetric.",
        source="menz2003",
    ),
    Term(
        word="centre of pressure",
        definition="The point of the ground at which the whole force of the feet acts: the mean of "
        "where they press, weighted by how hard.",
        source="winter1995",
        not_said=("COP",),
    ),
    Term(
        word="sway",
        definition="What the centre of pressure, or the trunk, does about its mean while a person "
        "stands as still as they can.",
        source="prieto1996",
        not_said=("postural sway area",),
    ),
    Term(
        word="quiet standing",
        definition="Standing as still as one can for a set time; its condition is eyes, surface "
        "and stance.",
        source="scoppa2013",
        not_said=("static balance test",),
    ),
    Term(
        word="Romberg ratio",
        definition="A measure of sway with the eyes closed over the same with the eyes open, on "
        "one surface.",
        source="restride2026",
    ),
    Term(
        word="rise",
        definition="From sitting at rest to upright: it begins as the trunk leans forward and ends "
        "as hips and trunk have stopped rising.",
        source="salarian2010",
        not_said=("sit-to-stand transition",),
    ),
    Term(
        word="repetition",
        definition="One movement out of the resting position, to its turning point, and back.",
        source="restride2026",
        not_said=("rep",),
    ),
    Term(
        word="minimal detectable change",
        definition="The smallest change that measurement error alone does not explain, "
        "at 95 % confidence.",
        source="weir2005",
        not_said=("MDC", "smallest real difference"),
    ),
)
