"""A rigid part of the body on its way: where its origin is and how it is turned, over time.

Any sensor or marker on the part follows from it. World axes: x ahead at the start, y to the left,
z up. Part axes: forward, left, up; turned by heading about up, then pitch about left (toes or
nose down positive), then roll about forward (left side up positive).
"""

from dataclasses import dataclass
from typing import Final

import numpy as np

from restride.arrays import FloatArray

#: Rate of the grid that motion is built on; the hardest landing has nothing above a fifth of it.
GRID_RATE_HZ: Final = 400.0


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class BodyPath:
    """Motion of one rigid part, on an even grid of ``GRID_RATE_HZ`` from ``start_s``."""

    start_s: float
    #: (n_samples, 3), in the world.
    position_m: FloatArray
    #: (n_samples, 3), roll, pitch and yaw.
    angles_rad: FloatArray

    @property
    def times_s(self) -> FloatArray:
        """Time of each row."""
        return self.start_s + np.arange(len(self.position_m)) / GRID_RATE_HZ

    @property
    def rotation(self) -> FloatArray:
        """Turn part axes into world axes, (n_samples, 3, 3)."""
        return rotations(self.angles_rad)

    def point(self, offset_m: FloatArray) -> "BodyPath":
        """Follow a point fixed to the part, ``offset_m`` from its origin in part axes."""
        moved_m = self.position_m + to_world(np.broadcast_to(offset_m, (1, 3)), self.angles_rad)
        return BodyPath(start_s=self.start_s, position_m=moved_m, angles_rad=self.angles_rad)

    def angular_velocity_radps(self) -> FloatArray:
        """Rate of turning in part axes, (n_samples, 3)."""
        roll_rate, pitch_rate, yaw_rate = _slope(self.angles_rad).T
        roll, pitch = self.angles_rad[:, 0], self.angles_rad[:, 1]
        return np.column_stack(
            [
                roll_rate - yaw_rate * np.sin(pitch),
                pitch_rate * np.cos(roll) + yaw_rate * np.sin(roll) * np.cos(pitch),
                yaw_rate * np.cos(roll) * np.cos(pitch) - pitch_rate * np.sin(roll),
            ]
        )

    def acceleration_mps2(self) -> FloatArray:
        """Acceleration in the world, gravity left out, (n_samples, 3)."""
        return _curvature(self.position_m)


def to_world(vectors: FloatArray, angles_rad: FloatArray) -> FloatArray:
    """Turn vectors from part axes into world axes, (n_samples, 3)."""
    x, y, z = vectors.T
    (sin_r, sin_p, sin_y), (cos_r, cos_p, cos_y) = np.sin(angles_rad).T, np.cos(angles_rad).T
    y, z = cos_r * y - sin_r * z, sin_r * y + cos_r * z
    x, z = cos_p * x + sin_p * z, cos_p * z - sin_p * x
    return np.column_stack([cos_y * x - sin_y * y, sin_y * x + cos_y * y, z])


def to_part(vectors: FloatArray, angles_rad: FloatArray) -> FloatArray:
    """Turn vectors from world axes into part axes, (n_samples, 3)."""
    x, y, z = vectors.T
    (sin_r, sin_p, sin_y), (cos_r, cos_p, cos_y) = np.sin(angles_rad).T, np.cos(angles_rad).T
    x, y = cos_y * x + sin_y * y, cos_y * y - sin_y * x
    x, z = cos_p * x - sin_p * z, cos_p * z + sin_p * x
    return np.column_stack([x, cos_r * y + sin_r * z, cos_r * z - sin_r * y])


def rotations(angles_rad: FloatArray) -> FloatArray:
    """Turn part axes into world axes, (n_samples, 3, 3), for roll, pitch and yaw."""
    (sin_r, sin_p, sin_y), (cos_r, cos_p, cos_y) = np.sin(angles_rad).T, np.cos(angles_rad).T
    matrices = np.empty((len(angles_rad), 3, 3))
    matrices[:, 0, 0] = cos_y * cos_p
    matrices[:, 0, 1] = cos_y * sin_p * sin_r - sin_y * cos_r
    matrices[:, 0, 2] = cos_y * sin_p * cos_r + sin_y * sin_r
    matrices[:, 1, 0] = sin_y * cos_p
    matrices[:, 1, 1] = sin_y * sin_p * sin_r + cos_y * cos_r
    matrices[:, 1, 2] = sin_y * sin_p * cos_r - cos_y * sin_r
    matrices[:, 2, 0] = -sin_p
    matrices[:, 2, 1] = cos_p * sin_r
    matrices[:, 2, 2] = cos_p * cos_r
    return matrices


def _slope(values: FloatArray) -> FloatArray:
    # Central difference of fourth order; the motion goes on straight beyond both ends.
    v = _continued(values)
    slope: FloatArray = (8 * (v[3:-1] - v[1:-3]) - (v[4:] - v[:-4])) * (GRID_RATE_HZ / 12)
    return slope


def _curvature(values: FloatArray) -> FloatArray:
    v = _continued(values)
    bend = 16 * (v[3:-1] + v[1:-3]) - (v[4:] + v[:-4]) - 30 * v[2:-2]
    curvature: FloatArray = bend * (GRID_RATE_HZ**2 / 12)
    return curvature


def _continued(values: FloatArray) -> FloatArray:
    return np.pad(values, ((2, 2), (0, 0)), mode="reflect", reflect_type="odd")
