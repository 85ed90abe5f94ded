"""Forward and right of a body in a picture or in space, and angles between lines."""

from dataclasses import dataclass
from typing import Final

import numpy as np

from restride.arrays import FloatArray
from restride.movement.body_track import BodyTrack
from restride.movement.view import Seen

#: Under this angle the sign of a bend is told; a larger one can only be a bend. House choice: no
#: knee is overstretched by more.
_SIGNED_UNDER_DEG: Final = 30.0


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class BodyPlanes:
    """Directions of length one, level, (n_samples, 2 or 3); NaN where they cannot be told."""

    forward: FloatArray
    right: FloatArray


def body_planes(track: BodyTrack, seen: Seen) -> BodyPlanes:
    """Tell forward and right of the person in the axes of the track."""
    if track.is_flat:
        count = track.clock.samples_count
        return BodyPlanes(
            forward=_along_picture(count, seen.facing_factor),
            right=_along_picture(count, seen.right_factor),
        )
    left, right = track.pair("hip")
    across = right - left
    if not np.isfinite(across).any():
        left, right = track.pair("shoulder")
        across = right - left
    across[:, 2] = 0.0
    length = np.linalg.norm(across, axis=1, keepdims=True)
    across = across / np.where(length > 0, length, np.nan)
    forward = np.stack([-across[:, 1], across[:, 0], np.zeros(len(across))], axis=1)
    return BodyPlanes(forward=forward, right=across)


def _along_picture(count: int, factor: int | None) -> FloatArray:
    level = np.zeros((count, 2))
    level[:, 0] = np.nan if factor is None else factor
    return level


def lean_of(lines: FloatArray, *, along: FloatArray) -> FloatArray:
    """Tell how far a line that points up leans along a direction, in degrees, (n_samples,)."""
    return np.asarray(np.degrees(np.arctan2((lines * along).sum(axis=1), lines[:, -1])))


def between_lines(first: FloatArray, second: FloatArray) -> FloatArray:
    """Tell the angle between two lines, 0 to 180 degrees, (n_samples,)."""
    lengths = np.linalg.norm(first, axis=1) * np.linalg.norm(second, axis=1)
    lengths = np.where(lengths > 0, lengths, np.nan)
    cosine = (first * second).sum(axis=1) / lengths
    return np.asarray(np.degrees(np.arccos(np.clip(cosine, -1.0, 1.0))))


def signed(angles_deg: FloatArray, *, by: FloatArray) -> FloatArray:
    """Give small angles the sign of a bend; larger ones are bends."""
    is_back = (by < 0) & (angles_deg < _SIGNED_UNDER_DEG)
    return np.where(is_back, -angles_deg, angles_deg)
