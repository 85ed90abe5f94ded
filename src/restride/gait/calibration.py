"""A person's own stride-length factor, from one walk of known length.

Source: a personal factor from one comfortable walk lowers the error of the inverted pendulum
[zijlstra2003].
Differs in: the first step, out of standing, is counted as one of the person's mean steps, because
no contact stands before it.
"""

from dataclasses import dataclass
from statistics import fmean
from typing import Final

from restride.errors import AnalysisError, OptionError
from restride.recording.events import Walk, WalkingBout

#: A shorter walk is mostly first and last steps; a longer one is no clinic walk. House choice.
_KNOWN_DISTANCE_RANGE_M: Final = (4.0, 1000.0)
#: Published stride lengths of one sensor are off by 10 to 20 %; a factor outside these limits says
#: that the walk, the distance or the sensor is not what it is taken for. House choice.
_FACTOR_RANGE_RATIO: Final = (0.6, 1.6)
#: A turn of at least this much ends one leg of a walk to and fro. House choice.
_U_TURN_DEG: Final = 120.0


@dataclass(frozen=True, slots=True, kw_only=True)
class StrideLengthCalibration:
    """What every stride length from the lower back of this person is multiplied by."""

    factor_ratio: float
    #: None where the factor was given by hand.
    known_distance_m: float | None = None
    #: What the walk measured before the factor.
    measured_distance_m: float | None = None
    #: The walk it was made from, by content.
    recording_hash: str | None = None

    def __post_init__(self) -> None:
        low, high = _FACTOR_RANGE_RATIO
        if not low <= self.factor_ratio <= high:
            raise OptionError(
                f"A stride-length factor must lie between {low:g} and {high:g}, and is "
                f"{self.factor_ratio:.3g}. Give the factor that `--known-distance-m` printed, or "
                "repeat the walk of known length."
            )


def calibrate_stride_length(
    walk: Walk, *, known_distance_m: float, recording_hash: str | None = None
) -> StrideLengthCalibration:
    """Tell the factor that makes this walk as long as it was.

    The walk is one bout, straight or to and fro; where the person pauses at a U-turn, each leg may
    be a bout of its own.

    Raises
    ------
    OptionError
        The distance is absurd, or the factor would be.
    AnalysisError
        Nobody walks, more is walked than one walk, or the lengths are not known.
    """
    low, high = _KNOWN_DISTANCE_RANGE_M
    if not low <= known_distance_m <= high:
        raise OptionError(
            f"The known distance must lie between {low:g} and {high:g} m, and is "
            f"{known_distance_m:g}. Give the whole way walked, in metres."
        )
    _refuse_other_than_one_walk(walk)
    measured_distance_m = sum(_distance_m(bout) for bout in walk.bouts)
    factor_ratio = known_distance_m / measured_distance_m
    low, high = _FACTOR_RANGE_RATIO
    if not low <= factor_ratio <= high:
        raise OptionError(
            f"A stride-length factor must lie between {low:g} and {high:g}: the walk measured "
            f"{measured_distance_m:.1f} m and was said to be {known_distance_m:g} m. Check the "
            "distance (for a walk to and fro, both ways count), or record the walk again."
        )
    return StrideLengthCalibration(
        factor_ratio=factor_ratio,
        known_distance_m=known_distance_m,
        measured_distance_m=measured_distance_m,
        recording_hash=recording_hash,
    )


def _refuse_other_than_one_walk(walk: Walk) -> None:
    if not walk.bouts:
        raise AnalysisError(
            "A stride-length factor needs one walk of known length, and no walking was found: "
            f"{walk.no_walking_reason or 'no bout keeps the rules'}. Record the walk again."
        )
    legs_count = 1 + sum(abs(turn.angle_deg) >= _U_TURN_DEG for turn in walk.turns)
    if len(walk.bouts) > legs_count:
        raise AnalysisError(
            "A stride-length factor needs one walk of known length, straight or to and fro, and "
            f"{len(walk.bouts)} walking bouts with {legs_count - 1} U-turns were found. Give a "
            "recording of that walk alone, without the distance for all others."
        )


def _distance_m(bout: WalkingBout) -> float:
    """Add up a bout's steps, and the step out of standing that no contact stands before."""
    lengths_m = [step.length_m for step in bout.steps if step.length_m is not None]
    if not lengths_m:
        lengths_m = [stride.length_m / 2 for stride in bout.strides if stride.length_m is not None]
    if not lengths_m:
        raise AnalysisError(
            "A stride-length factor needs stride lengths, and the walk has none. Give the person's "
            "height or the height of the sensor."
        )
    return fmean(lengths_m) * len(bout.initial_contacts)
