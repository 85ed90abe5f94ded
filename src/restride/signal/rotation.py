"""Rotations from a gyroscope, for a day of samples without a loop over them.

Quaternions are (w, x, y, z) as four arrays; they turn the axes of the sensor at a sample into
those at the first sample.
"""

import math
from typing import Final, TypeAlias

import numpy as np

from restride.arrays import FloatArray

Quaternions: TypeAlias = tuple[FloatArray, FloatArray, FloatArray, FloatArray]

#: Samples multiplied one after another: longer blocks cost calls, shorter ones rounds.
_BLOCK_SAMPLES: Final = 64


def rotations_since_start(
    angular_velocity_dps: FloatArray, *, sampling_rate_hz: float
) -> Quaternions:
    """Add up the rotation of a sensor from its gyroscope alone, which drifts in the long run.

    Parameters
    ----------
    angular_velocity_dps : (n_samples, 3)
        Sensor axes, right-handed; each sample holds from half a sample before it to half after.
    """
    half_rad = np.radians(angular_velocity_dps) / (2 * sampling_rate_hz)
    between = (half_rad[1:] + half_rad[:-1]) / 2
    size = np.sqrt(np.einsum("ij,ij->i", between, between))
    scale = np.sinc(size / np.pi)
    first = np.zeros(1)
    return _running_product(
        (
            np.concatenate((first + 1, np.cos(size))),
            np.concatenate((first, scale * between[:, 0])),
            np.concatenate((first, scale * between[:, 1])),
            np.concatenate((first, scale * between[:, 2])),
        )
    )


def turned(quaternions: Quaternions, vectors: FloatArray) -> FloatArray:
    """Turn vectors, (n_samples, 3), from the sensor's axes into those of the start."""
    w, x, y, z = quaternions
    vx, vy, vz = vectors.T
    tx, ty, tz = 2 * (y * vz - z * vy), 2 * (z * vx - x * vz), 2 * (x * vy - y * vx)
    return np.stack(
        (
            vx + w * tx + y * tz - z * ty,
            vy + w * ty + z * tx - x * tz,
            vz + w * tz + x * ty - y * tx,
        ),
        axis=1,
    )


def turned_back(quaternions: Quaternions, vectors: FloatArray) -> FloatArray:
    """Turn vectors, (n_samples, 3), from the axes of the start into the sensor's."""
    w, x, y, z = quaternions
    return turned((w, -x, -y, -z), vectors)


def _product(first: Quaternions, second: Quaternions) -> Quaternions:
    w, x, y, z = first
    a, b, c, d = second
    return (
        w * a - x * b - y * c - z * d,
        w * b + x * a + y * d - z * c,
        w * c - x * d + y * a + z * b,
        w * d + x * c - y * b + z * a,
    )


def _running_product(each: Quaternions) -> Quaternions:
    """Multiply each with all before it: all blocks side by side, then the blocks in turn."""
    count = len(each[0])
    length = min(_BLOCK_SAMPLES, math.isqrt(count) + 1)
    blocks = -(-count // length)
    steps = np.zeros((4, length, blocks))
    steps[0] = 1.0
    for part, values in zip(steps, each, strict=True):
        padded = np.full(blocks * length, values[-1] if count else 0.0)
        padded[:count] = values
        part[:] = padded.reshape(blocks, length).T
    for row in range(1, length):
        before = (steps[0, row - 1], steps[1, row - 1], steps[2, row - 1], steps[3, row - 1])
        here = (steps[0, row], steps[1, row], steps[2, row], steps[3, row])
        for part, values in zip(steps, _product(before, here), strict=True):
            part[row] = values
    if blocks > 1:
        totals = _running_product(
            (steps[0, -1, :-1], steps[1, -1, :-1], steps[2, -1, :-1], steps[3, -1, :-1])
        )
        rest = (steps[0, :, 1:], steps[1, :, 1:], steps[2, :, 1:], steps[3, :, 1:])
        for part, values in zip(steps, _product(totals, rest), strict=True):
            part[:, 1:] = values
    w, x, y, z = (part.T.reshape(-1)[:count] for part in steps)
    size = np.sqrt(w * w + x * x + y * y + z * z)
    return w / size, x / size, y / size, z / size
