"""What a trial of standing may be told, beside the recording."""

from dataclasses import dataclass, field
from typing import Final

from restride.balance.conditions import StandingCondition
from restride.errors import OptionError
from restride.recording.recording import Recording
from restride.terms import LeanDirection

#: Times that a person can be asked to stand for. House choice.
_WANTED_RANGE_S: Final = (1.0, 3600.0)


@dataclass(frozen=True, slots=True, kw_only=True)
class LeanTarget:
    """Where a person was asked to lean, and when."""

    direction: LeanDirection
    #: From the start of the recording.
    cue_s: float
    #: From where the person rests; None where it follows from the height.
    distance_mm: float | None = None
    #: The lean ends here; None for the next cue, or the end of the recording.
    end_s: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class StandingSettings:
    """Under which conditions a person stood, for how long, and on what."""

    condition: StandingCondition = field(default_factory=StandingCondition)
    #: How long the position should be kept; None where nobody says.
    wanted_s: float | None = None
    #: How long it was kept according to who watched; found in the recording where not given.
    held_s: float | None = None
    #: Of the same device, empty or with a dead weight on it.
    noise_floor: Recording | None = None
    #: The low-pass that the device or its program has put on the signal; None where unknown.
    filtered_hz: float | None = None
    #: Corners of the outline around both feet, forward and right, in the frame of the plate.
    foot_outline_mm: tuple[tuple[float, float], ...] | None = None

    def __post_init__(self) -> None:
        low, high = _WANTED_RANGE_S
        if self.wanted_s is not None and not low <= self.wanted_s <= high:
            raise OptionError(
                f"The time to stand must lie between {low:g} and {high:g} s, and is "
                f"{self.wanted_s:g}. Give it in seconds, such as 30."
            )
        if self.held_s is not None and not 0 <= self.held_s <= high:
            raise OptionError(
                f"The time held must lie between 0 and {high:g} s, and is {self.held_s:g}. Give "
                "it in seconds, such as 12.4."
            )
