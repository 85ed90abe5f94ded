"""The trunk's movement in the axes of the body, from a sensor worn anyhow on the lower back.

Up follows gravity. The line of walking is the horizontal line along which every step repeats the
one before, while the sideways line mirrors it [moenilssen1998]. Which end of it is front shows in
how the trunk moves: see ``forward.py``.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np

from restride.arrays import FloatArray
from restride.signal.columns import as_rows, cross, dot, unit_length
from restride.signal.gravity import GravitySettings, up_direction_of_parts
from restride.signal.smoothing import averaged_parts, between_parts
from restride.signal.thinning import thinning_factor
from restride.units import STANDARD_GRAVITY_MPS2

#: Gravity is followed so often: within half a degree of 100 times a second. House choice.
_UP_RATE_HZ: Final = 12.5


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class UprightSignals:
    """A stretch of even signal with gravity told apart. Times start at zero."""

    sampling_rate_hz: float
    #: (3, n_samples), unit vectors in the sensor's axes.
    up: FloatArray
    #: (n_samples,), gravity taken off.
    vertical_mps2: FloatArray
    #: (3, n_samples), sensor axes, specific force.
    acceleration_mps2: FloatArray
    #: (3, n_samples), sensor axes; None without a gyroscope.
    angular_velocity_dps: FloatArray | None


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class TrunkSignals:
    """A stretch of even signal in body axes: forward, left, up; (n_samples,) each."""

    sampling_rate_hz: float
    forward_mps2: FloatArray
    left_mps2: FloatArray
    #: Gravity taken off.
    vertical_mps2: FloatArray
    #: Right-handed about forward, left and up; None without a gyroscope.
    roll_dps: FloatArray | None
    pitch_dps: FloatArray | None
    yaw_dps: FloatArray | None


def upright(
    acceleration_mps2: FloatArray,
    angular_velocity_dps: FloatArray | None,
    *,
    sampling_rate_hz: float,
) -> UprightSignals:
    """Tell gravity and movement apart, (n_samples, 3) each, without a missing sample."""
    acceleration = as_rows(acceleration_mps2)
    turning = None if angular_velocity_dps is None else as_rows(angular_velocity_dps)
    up = _up(acceleration, turning, sampling_rate_hz=sampling_rate_hz)
    return UprightSignals(
        sampling_rate_hz=sampling_rate_hz,
        up=up,
        vertical_mps2=dot(acceleration, up) - STANDARD_GRAVITY_MPS2,
        acceleration_mps2=acceleration,
        angular_velocity_dps=turning,
    )


def _up(
    acceleration: FloatArray, turning: FloatArray | None, *, sampling_rate_hz: float
) -> FloatArray:
    """Find up at the rate it needs, (3, n_samples): as ``up_direction`` does, on rows."""
    settings = GravitySettings(inner_rate_hz=_UP_RATE_HZ)
    factor = thinning_factor(sampling_rate_hz, settings.inner_rate_hz)
    slow = up_direction_of_parts(
        averaged_parts(acceleration, factor).T,
        None if turning is None else averaged_parts(turning, factor).T,
        sampling_rate_hz=sampling_rate_hz / factor,
        settings=settings,
    )
    rows = between_parts(as_rows(slow), factor=factor, count=acceleration.shape[1])
    return unit_length(rows)


def between(signals: UprightSignals, *, start_samples: int, end_samples: int) -> UprightSignals:
    """Cut to the half-open range of samples, sharing memory."""
    turning = signals.angular_velocity_dps
    here = slice(max(0, start_samples), end_samples)
    return UprightSignals(
        sampling_rate_hz=signals.sampling_rate_hz,
        up=signals.up[:, here],
        vertical_mps2=signals.vertical_mps2[here],
        acceleration_mps2=signals.acceleration_mps2[:, here],
        angular_velocity_dps=None if turning is None else turning[:, here],
    )


def thinned(signals: UprightSignals, factor: int) -> UprightSignals:
    """Average parts of samples: for questions about slower movement."""
    turning = signals.angular_velocity_dps
    return UprightSignals(
        sampling_rate_hz=signals.sampling_rate_hz / factor,
        up=unit_length(averaged_parts(signals.up, factor)),
        vertical_mps2=averaged_parts(signals.vertical_mps2, factor),
        acceleration_mps2=averaged_parts(signals.acceleration_mps2, factor),
        angular_velocity_dps=None if turning is None else averaged_parts(turning, factor),
    )


def horizontal_axes(up: FloatArray) -> tuple[FloatArray, FloatArray]:
    """Lay two level axes, (3, n_samples) each, that stay with the sensor.

    The first is the sensor's own axis that stands least upright, brought to the level; the second
    stands a right angle to its left.
    """
    axis = int(np.argmin(np.abs(up.mean(axis=1))))
    first = -up * up[axis]
    first[axis] += 1.0
    first = unit_length(first)
    return first, cross(up, first)


def levelled(up: FloatArray, direction: FloatArray) -> FloatArray:
    """Bring a direction of the sensor, (3,) or (3, n_samples), to the level, as unit vectors."""
    same = direction.astype(up.dtype)
    fixed = same if same.ndim > 1 else same[:, None]
    return unit_length(fixed - up * dot(up, same))


def in_body_axes(signals: UprightSignals, forward: FloatArray) -> TrunkSignals:
    """Look at the movement along the body's axes.

    Parameters
    ----------
    forward : (3, n_samples)
        Level unit vectors in the sensor's axes.
    """
    left = cross(signals.up, forward)
    turning = signals.angular_velocity_dps
    return TrunkSignals(
        sampling_rate_hz=signals.sampling_rate_hz,
        forward_mps2=dot(signals.acceleration_mps2, forward),
        left_mps2=dot(signals.acceleration_mps2, left),
        vertical_mps2=signals.vertical_mps2,
        roll_dps=None if turning is None else dot(turning, forward),
        pitch_dps=None if turning is None else dot(turning, left),
        yaw_dps=None if turning is None else dot(turning, signals.up),
    )
