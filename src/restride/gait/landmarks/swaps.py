"""Legs that the estimator took for each other: found by the jumps they make, and put back.

Source: the cheapest way through all frames by dynamic programming [bellman1954]. From the side the
legs cover each other twice a stride; an estimator then may go on with the wrong one. A leg goes on
as it moved; a swap makes both of them jump. Decision: docs/decisions/0014.
"""

from dataclasses import dataclass

import numpy as np

from restride.arrays import BoolArray, FloatArray
from restride.gait.landmarks.frames import ANKLES, HEELS, KNEES, TOES, Frames, with_positions
from restride.gait.landmarks.settings import SwapSettings
from restride.terms import Side


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
    count = len(left)
    seen = np.isfinite(legs[..., 0]).reshape(len(legs), 2, count).all(axis=1).sum(axis=1) > 0
    places = np.flatnonzero(seen)
    if len(places) < 4:
        return Unswapped(
            frames=frames, is_exchanged=np.zeros(len(seen), dtype=np.bool_), swaps_count=0
        )
    jumps = _jumps(legs[places], frames.times_s[places])
    penalty = max(
        settings.least_saving_ratio * seen_height,
        settings.usual_jumps_count * float(np.median(jumps[:, 0, 0])),
    )
    flips = _cheapest(jumps, penalty)
    parity = np.concatenate(([0], np.cumsum(flips) % 2)).astype(np.bool_)
    if parity.mean() > 0.5:
        parity = ~parity
    exchanged = np.zeros(len(seen), dtype=np.bool_)
    exchanged[places] = parity
    positions = frames.positions.copy()
    rows = np.flatnonzero(exchanged)[:, None]
    positions[rows, [*left, *right]] = frames.positions[rows, [*right, *left]]
    return Unswapped(
        frames=with_positions(frames, positions),
        is_exchanged=exchanged,
        swaps_count=int(np.sum(flips)),
    )


def _leg_columns(frames: Frames) -> tuple[list[int], list[int]]:
    left, right = [], []
    for pair in (ANKLES, HEELS, TOES, KNEES):
        if frames.sees(*pair.values()):
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
    share = (before_s / (before_s + after_s))[:, None, None]
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
