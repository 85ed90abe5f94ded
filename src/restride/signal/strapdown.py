"""Strapdown integration of many moves at once, each between two rests.

Every move begins and ends with the sensor standing still: its tilt starts from gravity and follows
the gyroscope, its velocity is zero at both ends, and what is left over at the second rest is taken
out where it came in. Most of it comes in where the felt force jumps, as in the shock of a landing,
which samples catch badly: so the velocity is taken out in proportion to the squared jerk, above a
floor that stands for the slow drift. The moves are integrated side by side, one sample of every
move at a time, so that an hour of walking costs some hundred array steps.

Source: Skog et al. 2010, doi:10.1109/TBME.2010.2060723 [skog2010] for zero velocity at rests;
Mariani et al. 2010, doi:10.1016/j.jbiomech.2010.07.003 [mariani2010] for spreading what is left.
Differs in: all moves at once; the tilt, too, is closed at the second rest; the spreading by jerk is
our own, docs/decisions/0003-foot-contacts.md.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np

from restride.arrays import BoolArray, FloatArray, SampleArray
from restride.units import STANDARD_GRAVITY_MPS2

#: Jerk below which time counts, not jerk. House choice: docs/decisions/0003-foot-contacts.md.
_DRIFT_JERK_MPS3: Final = 600.0


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class MoveBatch:
    """Moves side by side: sample by sample along the first axis, move by move along the second.

    The level frame of each move has its third axis up; its first axis is the first axis of the
    body at the first rest, made level. After a move's end its last sample is repeated.
    """

    #: (n_moves,), samples from the start of the signal: the two rests.
    starts_samples: SampleArray
    ends_samples: SampleArray
    sampling_rate_hz: float
    #: (n_samples, n_moves), which samples belong to the move, both rests included.
    is_inside: BoolArray
    #: (n_samples, 3, n_moves), in the body's own axes.
    acceleration_mps2: FloatArray
    angular_velocity_dps: FloatArray
    #: (n_samples, 4, n_moves): w, x, y, z, from the body to the level frame.
    orientation_ratio: FloatArray
    #: (n_samples, 3, n_moves), in the level frame.
    velocity_mps: FloatArray
    position_m: FloatArray
    #: (n_moves,): what was left at the second rest before it was taken out.
    velocity_error_mps: FloatArray
    tilt_error_deg: FloatArray


def integrate_moves(
    acceleration_mps2: FloatArray,
    angular_velocity_dps: FloatArray,
    *,
    starts_samples: SampleArray,
    ends_samples: SampleArray,
    sampling_rate_hz: float,
    rest_s: float = 0.06,
) -> MoveBatch:
    """Integrate each move from rest to rest.

    Parameters
    ----------
    acceleration_mps2, angular_velocity_dps : (n_samples, 3)
        Specific force and turning, without gaps, in axes whose third one points about upwards at
        rest; any bias of the gyroscope already taken off.
    starts_samples, ends_samples : (n_moves,)
        The samples of the two rests of each move; alike in length, or memory is wasted.
    rest_s
        Gravity is the mean over this time about a rest.
    """
    longest_samples = int(np.max(ends_samples - starts_samples)) + 1
    offsets = np.arange(longest_samples)[:, None]
    is_inside = offsets <= (ends_samples - starts_samples)[None, :]
    positions = np.minimum(starts_samples[None, :] + offsets, ends_samples[None, :])
    force = np.ascontiguousarray(acceleration_mps2[positions].transpose(0, 2, 1), dtype=float)
    turning = np.ascontiguousarray(angular_velocity_dps[positions].transpose(0, 2, 1), dtype=float)
    reach_samples = max(1, round(rest_s / 2 * sampling_rate_hz))
    first_up = _mean_about(acceleration_mps2, starts_samples, reach_samples)
    last_up = _mean_about(acceleration_mps2, ends_samples, reach_samples)
    orientation = _integrate_turning(turning, is_inside, _levelled(first_up), sampling_rate_hz)
    share = np.minimum(offsets / np.maximum(ends_samples - starts_samples, 1)[None, :], 1.0)
    orientation, tilt_error_deg = _close_tilt(orientation, last_up, share)
    linear = rotate(orientation, force)
    linear[:, 2] -= STANDARD_GRAVITY_MPS2
    velocity = _integrated(linear, is_inside, sampling_rate_hz)
    left_over = velocity[-1].copy()
    velocity -= _share_by_jerk(force, is_inside, sampling_rate_hz)[:, None, :] * left_over[None]
    return MoveBatch(
        starts_samples=starts_samples,
        ends_samples=ends_samples,
        sampling_rate_hz=sampling_rate_hz,
        is_inside=is_inside,
        acceleration_mps2=force,
        angular_velocity_dps=turning,
        orientation_ratio=orientation,
        velocity_mps=velocity,
        position_m=_integrated(velocity, is_inside, sampling_rate_hz),
        velocity_error_mps=np.sqrt(np.sum(left_over**2, axis=0)),
        tilt_error_deg=tilt_error_deg,
    )


def _share_by_jerk(force: FloatArray, is_inside: BoolArray, sampling_rate_hz: float) -> FloatArray:
    """Tell how much of an error of velocity has come in by each sample, 0 to 1."""
    jerk_mps3 = np.diff(force, axis=0) * sampling_rate_hz
    weight = (_DRIFT_JERK_MPS3**2 + np.einsum("ijk,ijk->ik", jerk_mps3, jerk_mps3)) * is_inside[1:]
    share = np.concatenate((np.zeros((1, force.shape[2])), np.cumsum(weight, axis=0)))
    return np.asarray(share / np.maximum(share[-1], 1e-12))


def rotate(orientation_ratio: FloatArray, vectors_mps2: FloatArray) -> FloatArray:
    """Turn vectors by unit quaternions; the quaternion's and vector's parts lie on axis -2."""
    w, x, y, z = (orientation_ratio[..., part, :] for part in range(4))
    a, b, c = (vectors_mps2[..., part, :] for part in range(3))
    twice_x, twice_y, twice_z = (
        2 * (y * c - z * b),
        2 * (z * a - x * c),
        2 * (x * b - y * a),
    )
    return np.stack(
        (
            a + w * twice_x + y * twice_z - z * twice_y,
            b + w * twice_y + z * twice_x - x * twice_z,
            c + w * twice_z + x * twice_y - y * twice_x,
        ),
        axis=-2,
    )


def _mean_about(signal: FloatArray, at_samples: SampleArray, reach_samples: int) -> FloatArray:
    """Average a signal about each of some samples, (3, n)."""
    window = np.arange(-reach_samples, reach_samples + 1)[:, None]
    positions = np.clip(at_samples[None, :] + window, 0, len(signal) - 1)
    return np.asarray(signal[positions].mean(axis=0, dtype=float).T)


def _levelled(up: FloatArray) -> FloatArray:
    """Find the shortest turn that brings each felt gravity to the third axis, (4, n)."""
    unit = up / np.linalg.norm(up, axis=0)
    turn = np.stack((1 + unit[2], unit[1], -unit[0], np.zeros_like(unit[0])))
    return np.asarray(turn / np.linalg.norm(turn, axis=0))


def multiplied(first_ratio: FloatArray, second_ratio: FloatArray) -> FloatArray:
    """Multiply quaternions; their parts lie on axis -2."""
    a, b, c, d = (first_ratio[..., part, :] for part in range(4))
    e, f, g, h = (second_ratio[..., part, :] for part in range(4))
    product = np.empty(np.broadcast_shapes(first_ratio.shape, second_ratio.shape))
    product[..., 0, :] = a * e - b * f - c * g - d * h
    product[..., 1, :] = a * f + b * e + c * h - d * g
    product[..., 2, :] = a * g - b * h + c * e + d * f
    product[..., 3, :] = a * h + b * g - c * f + d * e
    return product


def _integrate_turning(
    turning_dps: FloatArray, is_inside: BoolArray, first: FloatArray, sampling_rate_hz: float
) -> FloatArray:
    angle_rad = np.deg2rad(turning_dps[:-1] + turning_dps[1:]) / (2 * sampling_rate_hz)
    angle_rad *= is_inside[1:, None, :]
    half = np.sqrt(np.sum(angle_rad**2, axis=1)) / 2
    small_turns = np.concatenate(
        (np.cos(half)[:, None, :], angle_rad * (np.sinc(half / np.pi) / 2)[:, None, :]), axis=1
    )
    orientation = np.empty((len(turning_dps), 4, first.shape[1]))
    orientation[0] = first
    for row, small_turn in enumerate(small_turns):
        orientation[row + 1] = multiplied(orientation[row], small_turn)
    return orientation


def _close_tilt(
    orientation: FloatArray, last_up: FloatArray, share: FloatArray
) -> tuple[FloatArray, FloatArray]:
    """Bring the last tilt to the gravity felt there, evenly over the move."""
    felt = rotate(orientation[-1], last_up)
    felt /= np.linalg.norm(felt, axis=0)
    error_rad = np.arccos(np.clip(felt[2], -1, 1))
    size = np.maximum(np.hypot(felt[0], felt[1]), 1e-12)
    half = share * error_rad[None, :] / 2
    turn = np.stack(
        (
            np.cos(half),
            np.sin(half) * (felt[1] / size)[None, :],
            -np.sin(half) * (felt[0] / size)[None, :],
            np.zeros_like(half),
        ),
        axis=1,
    )
    return multiplied(turn, orientation), np.rad2deg(error_rad)


def _integrated(rate: FloatArray, is_inside: BoolArray, sampling_rate_hz: float) -> FloatArray:
    steps = (rate[:-1] + rate[1:]) * (is_inside[1:, None, :] / (2 * sampling_rate_hz))
    return np.concatenate((np.zeros_like(rate[:1]), np.cumsum(steps, axis=0)))
