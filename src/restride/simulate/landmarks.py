"""Landmarks in space of the virtual person, as markers or cameras around the room give them."""

from dataclasses import dataclass
from typing import Final, TypeAlias

import numpy as np
import numpy.typing as npt

from restride.arrays import FloatArray
from restride.errors import OptionError
from restride.recording.clock import Clock
from restride.recording.landmarks import Landmark, Landmarks
from restride.simulate.skeleton import Skeleton
from restride.terms import LengthUnit

BoolArray: TypeAlias = npt.NDArray[np.bool_]

_RATES_HZ: Final = (5.0, 400.0)
_LARGEST_NOISE_M: Final = 0.2
_LARGEST_MISSING_SHARE: Final = 0.9
#: How long an estimator's error lasts: it forgets this part of it from frame to frame at 30 Hz.
_ERROR_LASTS_S: Final = 0.12
#: A point that is lost stays so for about this long.
_LOST_S: Final = 0.15


@dataclass(frozen=True, slots=True, kw_only=True)
class LandmarkSettings:
    """How landmarks were seen."""

    sampling_rate_hz: float = 60.0
    #: Standard deviation of the error of each coordinate; neighbours in time err alike.
    noise_m: float = 0.005
    #: Part of all frames in which a point is not seen.
    missing_share: float = 0.0

    def __post_init__(self) -> None:
        low_hz, high_hz = _RATES_HZ
        if not low_hz <= self.sampling_rate_hz <= high_hz:
            raise OptionError(
                f"sampling_rate_hz must lie between {low_hz:g} and {high_hz:g}, and is "
                f"{self.sampling_rate_hz:g}. Choose a rate within these limits."
            )
        if not 0 <= self.noise_m <= _LARGEST_NOISE_M:
            raise OptionError(
                f"noise_m must lie between 0 and {_LARGEST_NOISE_M:g}, and is {self.noise_m:g}. "
                "Choose a value within these limits."
            )
        if not 0 <= self.missing_share <= _LARGEST_MISSING_SHARE:
            raise OptionError(
                f"missing_share must lie between 0 and {_LARGEST_MISSING_SHARE:g}, and is "
                f"{self.missing_share:g}. Choose a value within these limits."
            )


def seen_landmarks(
    skeleton: Skeleton, settings: LandmarkSettings, *, random: np.random.Generator
) -> Landmarks:
    """Follow every point of the body in space, with errors: forward, left, up as it began."""
    points = tuple(skeleton.points)
    times_s = frame_times_s(skeleton, settings.sampling_rate_hz)
    positions_m = positions_at(skeleton, points, times_s=times_s)
    errors = lasting_errors(
        positions_m.shape, sampling_rate_hz=settings.sampling_rate_hz, random=random
    )
    positions_m += settings.noise_m * errors
    lost = lost_frames(
        positions_m.shape[:2],
        settings.missing_share,
        sampling_rate_hz=settings.sampling_rate_hz,
        random=random,
    )
    positions_m[lost] = np.nan
    return Landmarks(
        name="virtual person",
        clock=Clock(sampling_rate_hz=settings.sampling_rate_hz, samples_count=len(times_s)),
        points=points,
        positions=positions_m,
        unit=LengthUnit.METRES,
    )


def frame_times_s(skeleton: Skeleton, sampling_rate_hz: float) -> FloatArray:
    """List the times of all frames."""
    duration_s = float(skeleton.times_s[-1] - skeleton.times_s[0])
    return np.arange(int(duration_s * sampling_rate_hz + 1e-9)) / sampling_rate_hz


def positions_at(
    skeleton: Skeleton, points: tuple[Landmark, ...], *, times_s: FloatArray
) -> FloatArray:
    """Tell where points are at times, (n_frames, n_points, 3)."""
    positions_m = np.empty((len(times_s), len(points), 3))
    for column, point in enumerate(points):
        for axis in range(3):
            positions_m[:, column, axis] = np.interp(
                times_s, skeleton.times_s, skeleton.points[point][:, axis]
            )
    return positions_m


def lasting_errors(
    shape: tuple[int, ...], *, sampling_rate_hz: float, random: np.random.Generator
) -> FloatArray:
    """Draw errors of size 1 whose neighbours in time are alike; time runs along the first axis."""
    kept = float(np.exp(-1.0 / (sampling_rate_hz * _ERROR_LASTS_S)))
    fresh = random.standard_normal(shape)
    errors = np.empty(shape)
    errors[0] = fresh[0]
    for frame in range(1, shape[0]):
        errors[frame] = kept * errors[frame - 1] + np.sqrt(1 - kept**2) * fresh[frame]
    return errors


def lost_frames(
    shape: tuple[int, int],
    missing_share: float,
    *,
    sampling_rate_hz: float,
    random: np.random.Generator,
) -> BoolArray:
    """Draw which frames of which points are lost, for a while each, (n_frames, n_points)."""
    frames_count, points_count = shape
    lost = np.zeros(shape, dtype=bool)
    length = max(1, round(_LOST_S * sampling_rate_hz))
    wanted = round(missing_share * frames_count)
    for column in range(points_count):
        while lost[:, column].sum() < wanted:
            start = int(random.integers(0, max(1, frames_count - length // 2)))
            lost[start : start + int(random.integers(1, 2 * length)), column] = True
    return lost
