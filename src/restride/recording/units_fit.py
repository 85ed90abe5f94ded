"""Which units a signal is in, told from gravity.

At rest and while walking alike, the middle value of the acceleration's length is close to one
gravity. And whatever the sensor does, gravity stays where it is: with the turning of the gyroscope
taken out, the mean acceleration over some steps must point one way and be one gravity long. Where
degrees are taken for radians, the turning is 57 times too fast and the mean collapses.
"""

from typing import Final

import numpy as np

from restride.arrays import FloatArray, SampleArray
from restride.units import STANDARD_GRAVITY_MPS2

#: Acceleration units that files are written in, in m/s2.
ACCELERATION_SCALES_MPS2: Final = {
    "mps2": 1.0,
    "g": STANDARD_GRAVITY_MPS2,
    "mg": STANDARD_GRAVITY_MPS2 / 1000,
}
#: Angular velocity units that files are written in, in deg/s.
ANGULAR_VELOCITY_SCALES_DPS: Final = {"dps": 1.0, "radps": float(np.rad2deg(1.0))}

#: How far from one gravity the middle length may lie: calibration errors and brisk walking, and
#: still far from the next unit. House choice.
_GRAVITY_RANGE_RATIO: Final = (0.6, 1.6)
#: No body segment turns as fast as 12 rad/s (690 deg/s) on average over two seconds; the feet of
#: brisk walkers reach 5. Larger numbers are degrees. House choice.
_FASTEST_RADPS: Final = 12.0
#: With the turning rightly taken out, gravity is lost about as much as without (walkers' feet: two
#: times as much); with degrees taken for radians, twenty times and more. House choice.
_LOST_RATIO: Final = 4.0
#: What noise and a gyroscope's offset may lose besides. House choice.
_LOST_TO_NOISE_SHARE: Final = 0.05
#: Stretches over which gravity must stay, and how many of the liveliest quarter are looked at.
_STRETCH_S: Final = 2.0
_STRETCHES_COUNT: Final = 8
#: Beyond these are no numbers of a sensor, in whatever unit. House choice.
_LARGEST_RAW: Final = 1e9
#: Samples looked at, spread over the recording.
_LOOKED_AT_SAMPLES: Final = 60_000


def acceleration_unit_of(gravity_length_raw: float) -> str | None:
    """Name the unit in which a middle length is one gravity; None where it is in none."""
    low, high = _GRAVITY_RANGE_RATIO
    for unit, scale_mps2 in ACCELERATION_SCALES_MPS2.items():
        if low <= gravity_length_raw * scale_mps2 / STANDARD_GRAVITY_MPS2 <= high:
            return unit
    return None


def middle_length(vectors: FloatArray) -> float:
    """Tell the median length of finite rows, from a spread-out part; NaN where none is finite."""
    every = max(1, len(vectors) // _LOOKED_AT_SAMPLES)
    part = np.asarray(vectors[::every], dtype=float)
    with np.errstate(over="ignore", invalid="ignore"):
        lengths = np.sqrt(np.einsum("ij,ij->i", part, part))
    lengths = lengths[np.isfinite(lengths)]
    return float(np.median(lengths)) if len(lengths) else float("nan")


def gravity_share(vectors: FloatArray, *, sampling_rate_hz: float) -> float | None:
    """Tell how much of an acceleration stays over some steps, where it is shaken most; 0 to 1.

    Gravity stays; what a walker adds is taken back within a step, and noise averages out.
    None where no stretch is without missing values.
    """
    length_samples = min(len(vectors), max(2, round(_STRETCH_S * sampling_rate_hz)))
    if length_samples < 2:
        return None
    starts = _spread_starts(len(vectors), length_samples)
    stretches = np.asarray(vectors[starts[:, None] + np.arange(length_samples)], dtype=float)
    usable = (np.abs(stretches) < _LARGEST_RAW).all(axis=(1, 2))
    if not usable.any():
        return None
    stretches = stretches[usable]
    means = stretches.mean(axis=1)
    lengths = np.sqrt(np.einsum("nij,nij->ni", stretches, stretches)).mean(axis=1)
    shaken = np.sqrt(np.mean((stretches - means[:, None]) ** 2, axis=(1, 2)))
    liveliest = np.argsort(shaken)[::-1][: max(1, len(shaken) // 4)]
    stays = np.sqrt(np.einsum("ni,ni->n", means, means))[liveliest]
    return float(np.median(stays / np.maximum(lengths[liveliest], np.finfo(float).tiny)))


def gyroscope_unit_of(
    acceleration_mps2: FloatArray, angular_velocity_raw: FloatArray, *, sampling_rate_hz: float
) -> str | None:
    """Tell degrees from radians: the size a body can turn with, and whether gravity stays.

    Parameters
    ----------
    acceleration_mps2 : (n_samples, 3)
    angular_velocity_raw : (n_samples, 3)
        In the same axes, deg/s or rad/s.

    Returns
    -------
    str
        ``dps`` or ``radps``; None where nothing turns or too little is there to tell.
    """
    stretches = _liveliest(acceleration_mps2, angular_velocity_raw, sampling_rate_hz)
    if stretches is None:
        return None
    forces, turning = stretches
    size = float(np.sqrt(np.median(np.mean(np.sum(turning**2, axis=2), axis=1))))
    if size == 0:
        return None
    if size > _FASTEST_RADPS:
        return "dps"
    lost_share = 1 - _gravity_kept(forces, turning / sampling_rate_hz)
    lost_unturned_share = 1 - _gravity_kept(forces, np.zeros_like(turning))
    may_lose_share = _LOST_RATIO * lost_unturned_share + _LOST_TO_NOISE_SHARE
    return "radps" if lost_share <= may_lose_share else "dps"


def _liveliest(
    acceleration_mps2: FloatArray, angular_velocity: FloatArray, rate_hz: float
) -> tuple[FloatArray, FloatArray] | None:
    """Cut out the stretches with the most turning, (stretches, samples, 3) each."""
    longest_samples = min(len(acceleration_mps2), _LOOKED_AT_SAMPLES)
    length_samples = min(max(2, round(_STRETCH_S * rate_hz)), longest_samples)
    if length_samples < 2:
        return None
    starts = _spread_starts(len(acceleration_mps2), length_samples)
    rows = starts[:, None] + np.arange(length_samples)
    turning = np.asarray(angular_velocity[rows], dtype=float)
    forces = np.asarray(acceleration_mps2[rows], dtype=float)
    usable = np.isfinite(turning).all(axis=(1, 2)) & np.isfinite(forces).all(axis=(1, 2))
    # Beyond any sensor, and beyond what can be squared: no number of a recording.
    usable &= (np.abs(turning) < _LARGEST_RAW).all(axis=(1, 2))
    usable &= (np.abs(forces) < _LARGEST_RAW).all(axis=(1, 2))
    if not usable.any():
        return None
    turning, forces = turning[usable], forces[usable]
    chosen_count = min(_STRETCHES_COUNT, max(1, len(turning) // 4))
    order = np.argsort(np.sum(turning**2, axis=(1, 2)))[::-1][:chosen_count]
    return forces[order], turning[order]


def _spread_starts(samples_count: int, length_samples: int) -> SampleArray:
    """Name up to some hundred stretches spread evenly over a recording."""
    most_count = max(1, _LOOKED_AT_SAMPLES // length_samples)
    last = samples_count - length_samples
    count = min(most_count, last // length_samples + 1)
    return np.linspace(0, last, count).astype(np.intp)


def _gravity_kept(forces: FloatArray, turning_rad: FloatArray) -> float:
    """Tell how much of the force is left of its mean once the turning is taken out, 0 to 1.

    ``turning_rad`` is the turning from each sample to the next.
    """
    angles_rad = np.linalg.norm(turning_rad, axis=2)[..., None, None]
    axes = turning_rad / np.where(angles_rad[..., 0] > 0, angles_rad[..., 0], 1.0)
    cross = np.zeros((*axes.shape, 3))
    cross[..., [1, 2, 0], [2, 0, 1]] = -axes[..., [0, 1, 2]]
    cross[..., [2, 0, 1], [1, 2, 0]] = axes[..., [0, 1, 2]]
    turns = np.eye(3) + np.sin(angles_rad) * cross + (1 - np.cos(angles_rad)) * (cross @ cross)
    attitude = np.broadcast_to(np.eye(3), (len(forces), 3, 3))
    total = np.zeros((len(forces), 3))
    for position in range(forces.shape[1]):
        total = total + np.einsum("nij,nj->ni", attitude, forces[:, position])
        attitude = attitude @ turns[:, position]
    lengths = np.linalg.norm(forces, axis=2).sum(axis=1)
    kept = np.linalg.norm(total, axis=1) / np.where(lengths > 0, lengths, 1.0)
    return float(np.median(kept))
