"""Legs that the estimator took for each other: found by the jumps they make, and put back.

Source: the cheapest way through all frames by dynamic programming [bellman1954]. From the side the
legs cover each other twice a stride; an estimator then may go on with the wrong one. A leg goes on
as it moved; a swap makes both of them jump. Decision: docs/decisions/0014.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np

from restride.arrays import BoolArray, FloatArray
from restride.gait.landmarks.frames import ANKLES, HEELS, KNEES, TOES, Frames, with_positions
from restride.gait.landmarks.settings import SwapSettings
from restride.signal.extremes import find_dips
from restride.signal.smoothing import bell_smoothed
from restride.terms import Side

#: Fewer frames with both legs show no jump.
_FEWEST_FRAMES_COUNT: Final = 4
#: Points that are seen less often are not asked which leg they belong to. House choice.
_LEAST_SEEN_SHARE: Final = 0.6
#: Meetings of the legs are looked at on an even clock. House choice.
_EVEN_RATE_HZ: Final = 100.0
#: The pace of the legs is that from 30 to 120 ms off the meeting. House choice: where they meet the
#: noise is as large as their distance.
_NEAR_SAMPLES: Final = 3
_SLOPE_SAMPLES: Final = 12
_FULL_SPEED_PERCENT: Final = 90.0


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Unswapped:
    """Frames with each leg under one name, and where they were not."""

    frames: Frames
    #: (n_frames,), true where the names were exchanged.
    is_exchanged: BoolArray
    #: How often the estimator went over to the other leg.
    swaps_count: int


def with_own_legs(frames: Frames, *, seen_height: float, settings: SwapSettings) -> Unswapped:
    """Give each leg its own name again; the name that most frames bear wins."""
    left, right = _leg_columns(frames)
    legs = frames.positions[:, [*left, *right]]
    is_seen = np.isfinite(legs[..., 0])
    places = np.flatnonzero(
        is_seen[:, : len(left)].any(axis=1) & is_seen[:, len(left) :].any(axis=1)
    )
    exchanged = np.zeros(len(legs), dtype=np.bool_)
    if len(places) < _FEWEST_FRAMES_COUNT:
        return Unswapped(frames=frames, is_exchanged=exchanged, swaps_count=0)
    times_s = frames.times_s[places]
    seen = _filled(legs[places], times_s)
    parity = _after_jumps(seen, times_s, seen_height=seen_height, settings=settings)
    parity ^= _after_bounces(
        _apart(seen, parity), times_s, seen_height=seen_height, settings=settings
    )
    if parity.mean() > 0.5:
        parity = ~parity
    exchanged[places] = parity
    positions = frames.positions.copy()
    rows = np.flatnonzero(exchanged)[:, None]
    positions[rows, [*left, *right]] = frames.positions[rows, [*right, *left]]
    return Unswapped(
        frames=with_positions(frames, positions),
        is_exchanged=exchanged,
        swaps_count=int(np.sum(parity[1:] != parity[:-1])),
    )


def _filled(legs: FloatArray, times_s: FloatArray) -> FloatArray:
    """Draw straight lines through holes: points that come and go would look like jumps."""
    filled = legs.copy()
    for point in range(legs.shape[1]):
        known = np.isfinite(legs[:, point, 0])
        for axis in range(legs.shape[2]):
            filled[:, point, axis] = np.interp(times_s, times_s[known], legs[known, point, axis])
    return filled


def _after_jumps(
    legs: FloatArray, times_s: FloatArray, *, seen_height: float, settings: SwapSettings
) -> BoolArray:
    """Tell where the names are exchanged, from jumps between legs that stand apart."""
    jumps = _jumps(legs, times_s)
    penalty = max(
        settings.least_saving_ratio * seen_height,
        settings.usual_jumps_count * float(np.median(jumps[:, 0, 0])),
    )
    flips = _cheapest(jumps, penalty)
    return np.concatenate(([0], np.cumsum(flips) % 2)).astype(np.bool_)


def _apart(legs: FloatArray, parity: BoolArray) -> FloatArray:
    """Tell how far the first leg is ahead of the other, by its seen points.

    In space, ahead is where the legs are mostly apart.
    """
    count = legs.shape[1] // 2
    level = legs[..., : legs.shape[2] - 1]
    apart = np.column_stack(
        [_mean_seen(each) for each in np.moveaxis(_difference(level, count), 2, 0)]
    )
    apart = np.where(parity[:, None], -apart, apart)
    if apart.shape[1] == 1:
        return np.asarray(apart[:, 0])
    _, _, axes = np.linalg.svd(apart - apart.mean(axis=0), full_matrices=False)
    return np.asarray(apart @ axes[0])


def _difference(legs: FloatArray, count: int) -> FloatArray:
    return np.asarray(legs[:, :count] - legs[:, count:])


def _after_bounces(
    apart: FloatArray, times_s: FloatArray, *, seen_height: float, settings: SwapSettings
) -> BoolArray:
    """Tell where the names are exchanged, from legs that meet at full speed and seem to turn back.

    Legs that pass each other do so at their fastest; legs that were exchanged just then seem to
    bounce off each other. Legs that are only brought together meet slowly.
    """
    even_s = np.arange(times_s[0], times_s[-1], 1 / _EVEN_RATE_HZ)
    even = np.interp(even_s, times_s, apart)
    if len(even) < 2 * _SLOPE_SAMPLES + 3:
        return np.zeros(len(apart), dtype=np.bool_)
    size = bell_smoothed(np.abs(even), width_s=0.03, sampling_rate_hz=_EVEN_RATE_HZ)
    meetings = find_dips(size, shallowest=settings.least_meeting_ratio * seen_height).samples
    meetings = meetings[(meetings > _SLOPE_SAMPLES) & (meetings < len(even) - _SLOPE_SAMPLES - 1)]
    if not len(meetings):
        return np.zeros(len(apart), dtype=np.bool_)
    before, after = (
        even[meetings[:, None] + sign * np.arange(_NEAR_SAMPLES, _SLOPE_SAMPLES + 1)]
        for sign in (-1, 1)
    )
    speeds = [np.abs(each[:, -1] - each[:, 0]) for each in (before, after)]
    crosses = np.sign(before.mean(axis=1)) != np.sign(after.mean(axis=1))
    pace = np.minimum(*speeds)
    # Nine in ten are slower than legs at full speed.
    reach = _SLOPE_SAMPLES - _NEAR_SAMPLES
    usual = float(np.percentile(np.abs(even[reach:] - even[:-reach]), _FULL_SPEED_PERCENT))
    bounces = meetings[~crosses & (pace > settings.least_pace_share * usual)]
    return np.asarray(np.searchsorted(even_s[bounces], times_s) % 2 == 1)


def _leg_columns(frames: Frames) -> tuple[list[int], list[int]]:
    left, right = [], []
    for pair in (ANKLES, HEELS, TOES, KNEES):
        if pair is ANKLES or frames.sees(*pair.values(), least_share=_LEAST_SEEN_SHARE):
            left.append(frames.points.index(pair[Side.LEFT]))
            right.append(frames.points.index(pair[Side.RIGHT]))
    return left, right


def _jumps(legs: FloatArray, times_s: FloatArray) -> FloatArray:
    """Tell how far legs jump off their way at each frame, by what was exchanged beside it.

    Returns
    -------
    (n_frames - 2, 2, 2)
        Mean jump of the points at the middle one of three frames; the first axis says whether the
        legs are exchanged between the first two, the last between the last two.
    """
    count = legs.shape[1] // 2
    here, other = legs, np.concatenate((legs[:, count:], legs[:, :count]), axis=1)
    before_s, after_s = np.diff(times_s)[:-1], np.diff(times_s)[1:]
    both_s = before_s + after_s
    # Frames that bear the same time lie in the middle between their neighbours.
    share = np.where(both_s > 0, before_s / np.where(both_s > 0, both_s, 1.0), 0.5)[:, None, None]
    jumps = np.empty((len(legs) - 2, 2, 2))
    for first in (0, 1):
        for last in (0, 1):
            start = (other if first else here)[:-2]
            end = (other if last else here)[2:]
            off = here[1:-1] - (start + share * (end - start))
            size = np.sqrt((off**2).sum(axis=2))
            jumps[:, first, last] = np.nan_to_num(_mean_seen(size))
    return jumps


def _mean_seen(values: FloatArray) -> FloatArray:
    seen = np.isfinite(values)
    return np.asarray(np.where(seen, values, 0.0).sum(axis=1) / np.maximum(seen.sum(axis=1), 1))


def _cheapest(jumps: FloatArray, penalty: float) -> list[int]:
    """Choose between every two frames whether the legs are exchanged, at the least cost."""
    keep, change = 0.0, penalty
    came: list[tuple[int, int]] = []
    for (keep_keep, keep_change), (change_keep, change_change) in jumps.tolist():
        to_keep = (keep + keep_keep, change + change_keep)
        to_change = (keep + keep_change + penalty, change + change_change + penalty)
        came.append((int(to_keep[1] < to_keep[0]), int(to_change[1] < to_change[0])))
        keep, change = min(to_keep), min(to_change)
    state = int(change < keep)
    flips = [state]
    for back in reversed(came):
        state = back[state]
        flips.append(state)
    return flips[::-1]
