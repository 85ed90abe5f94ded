"""Lowest and highest places of a signal, and how clearly they stand out."""

import math
from dataclasses import dataclass

import numpy as np

from restride.arrays import FloatArray, SampleArray


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Dips:
    """Local lowest places, in order."""

    #: (n_dips,)
    samples: SampleArray
    #: (n_dips,), in the unit of the signal: the smaller of the two climbs out of the dip, each up
    #: to the highest place before the signal falls lower than the dip.
    depths: FloatArray


def find_dips(values: FloatArray, *, shallowest: float) -> Dips:
    """Find the dips at least so deep; a plateau counts once, and the ends never do."""
    low, high = _alternating(values)
    if not len(low):
        return Dips(samples=low, depths=np.zeros(0))
    depths = _depths(values[low].tolist(), high.tolist())
    keeps = depths >= shallowest
    return Dips(samples=low[keeps], depths=depths[keeps])


def highest_near(
    values: FloatArray, around_samples: SampleArray, *, before_samples: int, after_samples: int
) -> SampleArray:
    """Find the highest sample in a window around each place, kept inside the signal."""
    offsets = np.arange(-before_samples, after_samples + 1)
    places = np.clip(around_samples[:, None] + offsets, 0, len(values) - 1)
    best = np.argmax(values[places], axis=1)
    return np.asarray(places[np.arange(len(around_samples)), best])


def between_samples(values: FloatArray, peaks_samples: SampleArray) -> FloatArray:
    """Move each peak to the top of the parabola through it and its neighbours, in samples."""
    inside = np.clip(peaks_samples, 1, len(values) - 2)
    before, here, after = values[inside - 1], values[inside], values[inside + 1]
    bend = before - 2 * here + after
    with np.errstate(divide="ignore", invalid="ignore"):
        shift = 0.5 * (before - after) / bend
    is_top = (bend < 0) & (inside == peaks_samples)
    moved = peaks_samples + np.where(is_top, np.clip(shift, -0.5, 0.5), 0.0)
    return np.asarray(moved, dtype=float)


def _alternating(values: FloatArray) -> tuple[SampleArray, FloatArray]:
    """List the places of the lows and, one more than lows, the heights around them."""
    steps = np.diff(values)
    changes = np.flatnonzero(steps != 0)
    if len(changes) < 2:
        return np.zeros(0, dtype=np.intp), np.zeros(0)
    rises = steps[changes] > 0
    turns_up = np.flatnonzero(~rises[:-1] & rises[1:])
    # A plateau between two changes counts in its middle.
    low = (changes[turns_up] + 1 + changes[turns_up + 1]) // 2
    if not len(low):
        return low, np.zeros(0)
    return low, np.maximum.reduceat(values, np.concatenate(([0], low)))


def _depths(lows: list[float], highs: list[float]) -> FloatArray:
    """Climb out of every dip to both sides until the signal falls lower, in one pass a side."""
    left = _climbs(lows, highs[:-1])
    right = _climbs(lows[::-1], highs[:0:-1])[::-1]
    return np.minimum(left, right)


def _climbs(lows: list[float], highs_before: list[float]) -> FloatArray:
    """Tell, for each low, the highest place since the last lower low, less the low itself."""
    climbs: list[float] = []
    # Two stacks rather than one of pairs, and no call where a comparison will do: a day has a
    # million lows.
    waiting_lows, waiting_highs = [-math.inf], [0.0]
    for low, high in zip(lows, highs_before, strict=True):
        highest = high
        while waiting_lows[-1] >= low:
            waiting_lows.pop()
            before = waiting_highs.pop()
            highest = max(highest, before)
        climbs.append(highest - low)
        waiting_lows.append(low)
        waiting_highs.append(highest)
    return np.array(climbs)
