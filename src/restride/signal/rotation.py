"""Rotations from a gyroscope, for a day of samples without a loop over them.

Quaternions are (w, x, y, z) as four arrays; they turn the axes of the sensor at a sample into
those at the first sample.
"""

import math
from typing import Final, TypeAlias

import numpy as np
import numpy.typing as npt

from restride.arrays import FloatArray

Quaternions: TypeAlias = tuple[FloatArray, FloatArray, FloatArray, FloatArray]
_ComplexArray: TypeAlias = npt.NDArray[np.complexfloating]
_Pair: TypeAlias = tuple[_ComplexArray, _ComplexArray]

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


def _product(first: _Pair, second: _Pair) -> _Pair:
    a, b = first
    c, d = second
    return a * c - b * np.conj(d), a * d + b * np.conj(c)


def _running_product(each: Quaternions) -> Quaternions:
    """Multiply each with all before it, as pairs of complex numbers: w + x i and y + z i.

    The length of one stays: a day of products is off by 1e-13.
    """
    pair = np.empty((2, len(each[0])), dtype=complex)
    pair.real, pair.imag = each[::2], each[1::2]
    a, b = _running_product_of_pairs((pair[0], pair[1]))
    return a.real, a.imag, b.real, b.imag


def _running_product_of_pairs(each: _Pair) -> _Pair:
    """Multiply each with all before it: all blocks side by side, then the blocks in turn."""
    count = len(each[0])
    length = min(_BLOCK_SAMPLES, math.isqrt(count) + 1)
    blocks = -(-count // length)
    padded = np.zeros((2, blocks * length), dtype=complex)
    padded[0, count:] = 1.0
    padded[:, :count] = each
    # One row a place in the block, so that all blocks move on together.
    a, b = (np.ascontiguousarray(part.reshape(blocks, length).T) for part in padded)
    for row in range(1, length):
        a[row], b[row] = _product((a[row - 1], b[row - 1]), (a[row], b[row]))
    if blocks > 1:
        before = _running_product_of_pairs((a[-1, :-1], b[-1, :-1]))
        a[:, 1:], b[:, 1:] = _product(before, (a[:, 1:], b[:, 1:]))
    return a.T.reshape(-1)[:count], b.T.reshape(-1)[:count]
