"""A pose: joint angles, and what feet and hands are put on."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Final, TypeVar, cast

from restride.errors import ContentError

SIDES: Final = ("right", "left")
#: Angles in degrees, 0 = upright standing with arms hanging; of the body, and of each side.
#: ``pelvis_tilt`` carries the whole body: 90 face down, -90 face up; ``pelvis_list`` to the right.
BODY_JOINTS: Final = (
    "pelvis_tilt",
    "pelvis_list",
    "pelvis_turn",
    "trunk_flexion",
    "trunk_bend",
    "trunk_turn",
    "neck_flexion",
    "neck_bend",
    "neck_turn",
    "head_flexion",
)
SIDE_JOINTS: Final = (
    "hip_flexion",
    "hip_abduction",
    "hip_rotation",
    "knee_flexion",
    "ankle_dorsiflexion",
    "ankle_eversion",
    "shoulder_flexion",
    "shoulder_abduction",
    "shoulder_rotation",
    "elbow_flexion",
    "elbow_out",
)
JOINTS: Final = frozenset(BODY_JOINTS) | {
    f"{side}_{joint}" for side in SIDES for joint in SIDE_JOINTS
}

#: Ahead, outwards, up, heel raised (deg; below 0: toes raised), turned out (deg).
FootPlace = tuple[float, float, float, float, float]
#: Ahead, outwards, up.
Place = tuple[float, float, float]
_Places = TypeVar("_Places", bound=tuple[float, ...])
NEUTRAL_FOOT: Final[FootPlace] = (0.0, 0.055, 0.0, 0.0, 6.0)


class View(StrEnum):
    """From where a figure is seen; from the front, the person's right is on the left."""

    SIDE = "side"
    FRONT = "front"


class Rest(StrEnum):
    """What carries the body."""

    #: Feet with a place on the floor, or on what lies there.
    FEET = "feet"
    #: A seat, at ``seat_share``.
    SEAT = "seat"
    #: Whatever is lowest: lying, kneeling, on hands and knees.
    LOWEST = "lowest"


@dataclass(frozen=True, slots=True, kw_only=True)
class Pose:
    """How a body is held. Lengths are shares of the body height."""

    #: Of ``JOINTS``; what is not named is 0.
    angles_deg: dict[str, float] = field(default_factory=dict)
    rest: Rest = Rest.FEET
    #: What the body rests on, above the floor.
    ground_share: float = 0.0
    seat_share: float = 0.265
    #: Middle between the hips, ahead and to the left; the height follows, or is the third.
    hips: tuple[float, ...] = (0.0, 0.0)
    #: By side; a foot without a place hangs from its joint angles.
    feet: dict[str, FootPlace] = field(default_factory=dict)
    #: By side; a hand without a place hangs from its joint angles.
    hands: dict[str, Place] = field(default_factory=dict)
    #: Where things are that move.
    things: dict[str, Place] = field(default_factory=dict)

    def __post_init__(self) -> None:
        unknown = sorted(self.angles_deg.keys() - JOINTS)
        if unknown:
            raise ContentError(
                f"A pose has the joint {unknown[0]!r}, which is none. The joints are "
                f"{', '.join(BODY_JOINTS)}, and with 'right_' or 'left_' before it "
                f"{', '.join(SIDE_JOINTS)}. Correct the name."
            )

    def angle_deg(self, joint: str) -> float:
        """Give the angle of a joint."""
        return self.angles_deg.get(joint, 0.0)


def blend(first: Pose, second: Pose, *, share: float) -> Pose:
    """Go a share of the way from one pose to another.

    Both must bear all angles, as a solved skeleton gives them, and the height of the hips: so a leg
    that stands in one and hangs in the other goes by its angles.
    """
    return replace(
        first,
        angles_deg=_mixed_angles(first, second, share),
        ground_share=_mixed(first.ground_share, second.ground_share, share),
        seat_share=_mixed(first.seat_share, second.seat_share, share),
        hips=_mixed_all(first.hips, second.hips, share),
        feet=_mixed_places(first.feet, second.feet, share),
        hands=_mixed_places(first.hands, second.hands, share),
        things=_mixed_places(first.things, second.things, share),
    )


def _mixed_angles(first: Pose, second: Pose, share: float) -> dict[str, float]:
    names = sorted(first.angles_deg.keys() | second.angles_deg.keys())
    return {each: _mixed(first.angle_deg(each), second.angle_deg(each), share) for each in names}


def _mixed_places(
    first: Mapping[str, _Places], second: Mapping[str, _Places], share: float
) -> dict[str, _Places]:
    both = [each for each in first if each in second]
    return {each: _mixed_all(first[each], second[each], share) for each in both}


def _mixed_all(first: _Places, second: _Places, share: float) -> _Places:
    mixed = tuple(_mixed(a, b, share) for a, b in zip(first, second, strict=True))
    return cast("_Places", mixed)


def _mixed(first: float, second: float, share: float) -> float:
    return first + (second - first) * share
