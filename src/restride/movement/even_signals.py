"""Signals on one even clock, smoothed piece by piece between their gaps."""

from dataclasses import dataclass

import numpy as np

from restride.arrays import FloatArray
from restride.signal.smoothing import bell_slope, bell_smoothed
from restride.signal.tracks import stretches


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class EvenClock:
    """An even clock that several signals share."""

    start_s: float
    sampling_rate_hz: float
    samples_count: int

    @property
    def times_s(self) -> FloatArray:
        """Time of each sample, (n_samples,)."""
        return self.start_s + np.arange(self.samples_count) / self.sampling_rate_hz

    def time_s(self, sample: int) -> float:
        """Time of one sample."""
        return self.start_s + sample / self.sampling_rate_hz


def even_clock(times_s: FloatArray, *, sampling_rate_hz: float) -> EvenClock:
    """Lay an even clock from the first to the last time."""
    if len(times_s) == 0:
        return EvenClock(start_s=0.0, sampling_rate_hz=sampling_rate_hz, samples_count=0)
    length_s = float(times_s[-1] - times_s[0])
    return EvenClock(
        start_s=float(times_s[0]),
        sampling_rate_hz=sampling_rate_hz,
        samples_count=int(np.floor(length_s * sampling_rate_hz + 1e-6)) + 1,
    )


def smoothed_pieces(values: FloatArray, *, bell_s: float, sampling_rate_hz: float) -> FloatArray:
    """Smooth every stretch between gaps for itself, (n_samples,)."""
    smooth = np.full(len(values), np.nan)
    for first, last in stretches(np.isfinite(values)):
        smooth[first:last] = bell_smoothed(
            values[first:last], width_s=bell_s, sampling_rate_hz=sampling_rate_hz
        )
    return smooth


def slope_pieces(values: FloatArray, *, bell_s: float, sampling_rate_hz: float) -> FloatArray:
    """Tell the slope a second of every stretch between gaps, (n_samples,)."""
    slope = np.full(len(values), np.nan)
    for first, last in stretches(np.isfinite(values)):
        slope[first:last] = bell_slope(
            values[first:last], width_s=bell_s, sampling_rate_hz=sampling_rate_hz
        )
    return slope


def joined_sides(left: FloatArray, right: FloatArray) -> FloatArray:
    """Follow the middle of two sides; where one is missing, the other stands in for it.

    The one that stands in is shifted by half of what usually lies between the two, so that the
    middle does not jump as a side comes and goes.
    """
    both = np.isfinite(left) & np.isfinite(right)
    apart = float(np.median(left[both] - right[both])) if both.any() else 0.0
    alone = np.where(np.isfinite(left), left - apart / 2, right + apart / 2)
    return np.asarray(np.where(both, (left + right) / 2, alone))


def point_speed(positions: FloatArray, *, bell_s: float, sampling_rate_hz: float) -> FloatArray:
    """Tell how fast a point moves, in its unit a second, (n_samples,).

    Parameters
    ----------
    positions : (n_samples, 2 or 3)
    """
    slopes = [
        slope_pieces(positions[:, axis], bell_s=bell_s, sampling_rate_hz=sampling_rate_hz)
        for axis in range(positions.shape[1])
    ]
    return np.asarray(np.linalg.norm(np.stack(slopes), axis=0))
