"""What stands around the figure: furniture, floor, supports, aids; and where hands hold it."""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

from restride.plan.figure.vectors import Vector, plus

#: Lengths over the body height; a chair of 45 cm for a person of 170 cm. House choice:
#: docs/decisions/0130-our-own-figures.md.
SEAT_SHARE: Final = 0.265
COUNTER_SHARE: Final = 0.53
CANE_GRIP_SHARE: Final = 0.49
FRAME_GRIP_SHARE: Final = 0.50


class ThingKind(StrEnum):
    """What can be drawn."""

    CHAIR = "chair"
    ARMCHAIR = "armchair"
    STOOL = "stool"
    BED = "bed"
    MAT = "mat"
    #: Around a body that is drawn upright and seen from above.
    BED_FROM_ABOVE = "bed_from_above"
    WALL = "wall"
    SIDE_WALL = "side_wall"
    COUNTER = "counter"
    SIDE_COUNTER = "side_counter"
    RAIL = "rail"
    FRONT_RAIL = "front_rail"
    BARS = "bars"
    STEP = "step"
    STAIRS = "stairs"
    RAMP = "ramp"
    FOAM = "foam"
    ROCKER = "rocker"
    WOBBLE = "wobble"
    TREADMILL = "treadmill"
    HARNESS = "harness"
    BELT = "belt"
    CANE = "cane"
    QUAD_CANE = "quad_cane"
    CRUTCH = "crutch"
    WALKER = "walker"
    ROLLING_WALKER = "rolling_walker"
    ROLLATOR = "rollator"
    HEMI_WALKER = "hemi_walker"
    BAND = "band"
    CUFF = "cuff"
    DUMBBELL = "dumbbell"
    BALL = "ball"
    TOWEL = "towel"
    CUP = "cup"
    STICK = "stick"
    CARD = "card"
    SCREEN = "screen"
    MIRROR = "mirror"
    LINE = "line"
    MARKS = "marks"
    HURDLE = "hurdle"
    CONE = "cone"
    GRASS = "grass"
    SCALE = "scale"
    PILLOW = "pillow"
    CROSS = "cross"
    ORTHOSIS = "orthosis"
    HEADSET = "headset"
    POST = "post"


@dataclass(frozen=True, slots=True, kw_only=True)
class Thing:
    """A thing of the picture; places and sizes are shares of the body height."""

    kind: ThingKind
    #: By which hands hold it and poses move it.
    name: str | None = None
    #: Ahead, to the left, up.
    at: tuple[float, ...] = ()
    #: What it means is told by the kind: height of a seat or step, how many stairs, a length.
    size: tuple[float, ...] = ()
    #: Points of the body that it is fixed to.
    of: tuple[str, ...] = ()
    text: str = ""
    #: Drawn before the body, though it stands behind it in space.
    is_before: bool = field(default=False)


def first(thing: Thing, standard: float) -> float:
    """Give the first size of a thing, or the standard."""
    return thing.size[0] if thing.size else standard


def grip_of(thing: Thing, *, at: Vector, side: str) -> Vector:
    """Find where a hand holds a thing: near edge of a counter, over a rail, on the handle."""
    if thing.kind not in _GRIPS:
        return at
    ahead, aside, above = _GRIPS[thing.kind]
    standard = _HEIGHTS.get(thing.kind)
    high = 0.0 if standard is None else first(thing, standard)
    return plus(at, (ahead, (1 if side == "left" else -1) * aside, high + above))


#: Ahead, outwards, and above the height of the thing where it has one.
_GRIPS: Final[dict[ThingKind, Vector]] = {
    ThingKind.CHAIR: (-0.10, 0.10, 0.23),
    ThingKind.ARMCHAIR: (0.07, 0.16, 0.135),
    ThingKind.COUNTER: (0.03, 0.13, 0.02),
    ThingKind.SIDE_COUNTER: (0.06, 0.0, 0.02),
    ThingKind.RAIL: (0.06, 0.0, 0.015),
    ThingKind.FRONT_RAIL: (0.0, 0.12, 0.015),
    ThingKind.BARS: (0.08, 0.19, 0.015),
    ThingKind.TREADMILL: (0.12, 0.19, 0.035),
    ThingKind.CANE: (0.0, 0.0, CANE_GRIP_SHARE),
    ThingKind.QUAD_CANE: (0.0, 0.0, CANE_GRIP_SHARE),
    ThingKind.CRUTCH: (0.0, 0.0, CANE_GRIP_SHARE),
    ThingKind.HEMI_WALKER: (0.0, 0.0, CANE_GRIP_SHARE),
    ThingKind.WALKER: (-0.11, 0.16, FRAME_GRIP_SHARE),
    ThingKind.ROLLING_WALKER: (-0.11, 0.16, FRAME_GRIP_SHARE),
    ThingKind.ROLLATOR: (-0.12, 0.16, FRAME_GRIP_SHARE),
}
_HEIGHTS: Final[dict[ThingKind, float]] = {
    ThingKind.CHAIR: SEAT_SHARE,
    ThingKind.ARMCHAIR: SEAT_SHARE,
    ThingKind.COUNTER: COUNTER_SHARE,
    ThingKind.SIDE_COUNTER: COUNTER_SHARE,
    ThingKind.RAIL: COUNTER_SHARE,
    ThingKind.FRONT_RAIL: COUNTER_SHARE,
    ThingKind.BARS: COUNTER_SHARE,
    ThingKind.TREADMILL: COUNTER_SHARE,
}
