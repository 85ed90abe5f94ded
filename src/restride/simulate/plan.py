"""What the virtual walker is asked to do, one segment after the other."""

from dataclasses import dataclass
from enum import StrEnum

from restride.errors import OptionError


class ActivityKind(StrEnum):
    """Movement that is no walking: what a walking detector must not fall for."""

    SHIFT_WEIGHT = "shift-weight"
    REACH = "reach"
    SIT = "sit"


@dataclass(frozen=True, slots=True, kw_only=True)
class Stand:
    """Stand still."""

    duration_s: float

    def __post_init__(self) -> None:
        _refuse_outside("Stand.duration_s", self.duration_s, 0.1, 86400.0)


@dataclass(frozen=True, slots=True, kw_only=True)
class WalkAhead:
    """Walk straight on, for a length or for a time: as many whole steps as come nearest."""

    length_m: float | None = None
    duration_s: float | None = None

    def __post_init__(self) -> None:
        if (self.length_m is None) == (self.duration_s is None):
            raise OptionError(
                "WalkAhead needs a length_m or a duration_s, one of the two, and got "
                f"length_m={self.length_m} and duration_s={self.duration_s}. Leave one out."
            )
        _refuse_outside("WalkAhead.length_m", self.length_m, 0.1, 100_000.0)
        _refuse_outside("WalkAhead.duration_s", self.duration_s, 0.1, 86_400.0)


@dataclass(frozen=True, slots=True, kw_only=True)
class TurnBy:
    """Turn while walking, or in place; positive to the left."""

    angle_deg: float
    #: Steps taken during the turn; None for as many as the walker takes, at least two.
    steps_count: int | None = None
    is_in_place: bool = False

    def __post_init__(self) -> None:
        _refuse_outside("TurnBy.angle_deg", self.angle_deg, -720.0, 720.0)
        _refuse_outside("TurnBy.steps_count", self.steps_count, 1, 1000)


@dataclass(frozen=True, slots=True, kw_only=True)
class Climb:
    """Walk stairs, foot over foot; a negative rise leads down."""

    steps_count: int
    rise_m: float = 0.17
    #: Depth of a stair.
    run_m: float = 0.29

    def __post_init__(self) -> None:
        _refuse_outside("Climb.steps_count", self.steps_count, 1, 1000)
        _refuse_outside("Climb.rise_m", self.rise_m, -0.3, 0.3)
        _refuse_outside("Climb.run_m", self.run_m, 0.15, 0.6)


@dataclass(frozen=True, slots=True, kw_only=True)
class Activity:
    """Move without walking, the feet where they are."""

    kind: ActivityKind
    duration_s: float = 8.0

    def __post_init__(self) -> None:
        _refuse_outside("Activity.duration_s", self.duration_s, 4.0, 3600.0)


Segment = Stand | WalkAhead | TurnBy | Climb | Activity
Plan = tuple[Segment, ...]


def back_and_forth(*, length_m: float, turns_count: int, stand_s: float = 5.0) -> Plan:
    """Plan walks up and down one path with a half turn at each end, standing before and after."""
    _refuse_outside("turns_count", turns_count, 0, 1000)
    segments: list[Segment] = [Stand(duration_s=stand_s), WalkAhead(length_m=length_m)]
    for index in range(turns_count):
        segments.append(TurnBy(angle_deg=180.0 if index % 2 == 0 else -180.0))
        segments.append(WalkAhead(length_m=length_m))
    return (*segments, Stand(duration_s=stand_s))


def _refuse_outside(name: str, value: float | None, low: float, high: float) -> None:
    if value is not None and not low <= value <= high:
        raise OptionError(
            f"{name} must lie between {low:g} and {high:g}, and is {value:g}. "
            "Choose a value within these limits."
        )
