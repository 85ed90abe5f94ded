"""Where a foot stands still, and the moves between: the frame of everything else.

The motion of a foot is its turning and how far the felt force is from gravity, averaged over
the shortest rest of a walking foot. A rest is a low point that is several times quieter than
what lies between it and the next; standing is one long rest.

Source: our own; turning and force together as a sign of rest: Skog et al. 2010 [skog2010].
"""

from dataclasses import dataclass

import numpy as np
from scipy.ndimage import minimum_filter1d, uniform_filter1d

from restride.arrays import BoolArray, FloatArray, SampleArray
from restride.gait.feet.settings import RestSettings
from restride.units import STANDARD_GRAVITY_MPS2


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Moves:
    """Stretches of motion, each from a rest to a rest, in order."""

    starts_samples: SampleArray
    ends_samples: SampleArray


def motion(
    acceleration_mps2: FloatArray,
    angular_velocity_dps: FloatArray,
    *,
    sampling_rate_hz: float,
    settings: RestSettings,
) -> FloatArray:
    """Tell how lively the foot is at each sample, in deg/s of turning or what is worth as much."""
    force_mps2 = np.sqrt(np.einsum("ij,ij->i", acceleration_mps2, acceleration_mps2))
    force_mps2 = (force_mps2 - STANDARD_GRAVITY_MPS2) * settings.dps_per_mps2
    squares = np.einsum("ij,ij->i", angular_velocity_dps, angular_velocity_dps) + force_mps2**2
    window_samples = max(1, round(settings.window_s * sampling_rate_hz))
    smooth = uniform_filter1d(squares, window_samples)
    return np.asarray(np.sqrt(np.maximum(smooth, 0.0)))


def find_moves(
    acceleration_mps2: FloatArray,
    angular_velocity_dps: FloatArray,
    *,
    sampling_rate_hz: float,
    settings: RestSettings | None = None,
) -> Moves:
    """Cut the signal of a foot at its rests.

    Parameters
    ----------
    acceleration_mps2, angular_velocity_dps : (n_samples, 3)
        One piece without gaps, in any axes.

    Returns
    -------
    Moves
        Empty where the foot never moves between two rests.
    """
    settings = settings or RestSettings()
    liveliness = motion(
        acceleration_mps2,
        angular_velocity_dps,
        sampling_rate_hz=sampling_rate_hz,
        settings=settings,
    )
    liveliness = np.maximum(liveliness, settings.still_dps)
    firsts, lasts = _find_rests(liveliness, sampling_rate_hz, settings)
    standing = lasts - firsts > settings.standing_s * sampling_rate_hz
    inset_samples = round(settings.inset_s * sampling_rate_hz)
    middle = (firsts + lasts) // 2
    starts = np.where(standing, lasts - inset_samples, middle)[:-1]
    ends = np.where(standing, firsts + inset_samples, middle)[1:]
    starts, ends = _trimmed(liveliness, starts, ends, sampling_rate_hz, settings)
    duration_s = (ends - starts) / sampling_rate_hz
    kept = (duration_s >= settings.shortest_move_s) & (duration_s <= settings.longest_move_s)
    return Moves(starts_samples=starts[kept], ends_samples=ends[kept])


def _find_rests(
    liveliness: FloatArray, sampling_rate_hz: float, settings: RestSettings
) -> tuple[SampleArray, SampleArray]:
    """Find the low points that stand out: first and last sample of each."""
    window_samples = 2 * round(0.75 * settings.window_s * sampling_rate_hz) + 1
    is_low = liveliness <= minimum_filter1d(liveliness, window_samples)
    is_low &= liveliness < settings.liveliest_dps
    edges = np.diff(np.concatenate(([0], is_low.astype(np.int8), [0])))
    firsts, lasts = np.flatnonzero(edges == 1), np.flatnonzero(edges == -1) - 1
    if len(firsts) < 2:
        return firsts, lasts
    bounds = np.stack((lasts[:-1], firsts[1:]), axis=1).ravel()
    ridges = np.maximum.reduceat(liveliness, bounds)[::2]
    chosen = _standing_out(liveliness[firsts], ridges, settings)
    firsts, lasts = firsts[chosen[:, 0]], lasts[chosen[:, 1]]
    kept = ~_is_hover(liveliness, firsts, lasts, settings)
    return firsts[kept], lasts[kept]


def _standing_out(lows: FloatArray, ridges: FloatArray, settings: RestSettings) -> SampleArray:
    """Choose the lows with a high ridge on both sides; joins those of one standing, (n, 2)."""
    chosen: list[tuple[int, int]] = []
    first = last = 0
    ridge = 0.0
    for index in range(1, len(lows)):
        ridge = max(ridge, float(ridges[index - 1]))
        here, there = float(lows[index]), float(lows[first])
        if ridge >= settings.rise_ratio * max(here, there):
            chosen.append((first, last))
            first = last = index
            ridge = 0.0
        elif here == there == settings.still_dps:
            last = index
            ridge = 0.0
        elif here < there:
            first = last = index
    chosen.append((first, last))
    return np.array(chosen, dtype=np.intp)


def _is_hover(
    liveliness: FloatArray, firsts: SampleArray, lasts: SampleArray, settings: RestSettings
) -> BoolArray:
    """Tell which lows are a foot that waits in the air: beside a weak move, and not that quiet."""
    if len(firsts) < settings.fewest_for_usual_count:
        return np.zeros(len(firsts), dtype=bool)
    bounds = np.stack((lasts[:-1], firsts[1:]), axis=1).ravel()
    ridges = np.maximum.reduceat(liveliness, bounds)[::2]
    lows = liveliness[firsts]
    weaker = np.minimum(np.append(np.inf, ridges), np.append(ridges, np.inf))
    is_beside_weak = weaker < settings.weak_move_share * np.median(ridges)
    hovers: BoolArray = is_beside_weak & (lows > settings.hover_ratio * np.median(lows))
    return hovers


def _trimmed(
    liveliness: FloatArray,
    starts: SampleArray,
    ends: SampleArray,
    sampling_rate_hz: float,
    settings: RestSettings,
) -> tuple[SampleArray, SampleArray]:
    """Cut long moves to where they are lively: fidgeting before a step is no part of it."""
    starts, ends = starts.copy(), ends.copy()
    inset_samples = round(settings.inset_s * sampling_rate_hz)
    for index in np.flatnonzero(ends - starts > settings.long_move_s * sampling_rate_hz):
        first, last = int(starts[index]), int(ends[index])
        inside = liveliness[first : last + 1]
        lively = np.flatnonzero(inside > max(2 * settings.still_dps, 0.15 * inside.max()))
        if len(lively):
            starts[index] = max(first, first + lively[0] - inset_samples)
            ends[index] = min(last, first + lively[-1] + inset_samples)
    return starts, ends
