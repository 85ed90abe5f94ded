"""The trunk's movement in the axes of the body, from a sensor worn anyhow on the lower back.

Up follows gravity. The line of walking is the horizontal line along which every step repeats the
one before, while the sideways line mirrors it [moenilssen1998]. Which end of it is front shows in
how the trunk moves: see ``forward.py``.
"""

from dataclasses import dataclass

import numpy as np

from restride.arrays import FloatArray
from restride.signal.gravity import up_direction
from restride.units import STANDARD_GRAVITY_MPS2


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class UprightSignals:
    """A stretch of even signal with gravity told apart. Times start at zero."""

    sampling_rate_hz: float
    #: (n_samples, 3), unit vectors in the sensor's axes.
    up: FloatArray
    #: (n_samples,), gravity taken off.
    vertical_mps2: FloatArray
    #: (n_samples, 3), sensor axes, specific force.
    acceleration_mps2: FloatArray
    #: (n_samples, 3), sensor axes; None without a gyroscope.
    angular_velocity_dps: FloatArray | None


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class TrunkSignals:
    """A stretch of even signal in body axes: forward, left, up."""

    sampling_rate_hz: float
    forward_mps2: FloatArray
    left_mps2: FloatArray
    #: Gravity taken off.
    vertical_mps2: FloatArray
    #: (n_samples,) each, right-handed about forward, left and up; None without a gyroscope.
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
    acceleration = np.asarray(acceleration_mps2, dtype=float)
    up = up_direction(acceleration, angular_velocity_dps, sampling_rate_hz=sampling_rate_hz)
    vertical = np.einsum("ij,ij->i", acceleration, up) - STANDARD_GRAVITY_MPS2
    return UprightSignals(
        sampling_rate_hz=sampling_rate_hz,
        up=up,
        vertical_mps2=vertical,
        acceleration_mps2=acceleration,
        angular_velocity_dps=angular_velocity_dps,
    )


def horizontal_axes(signals: UprightSignals) -> tuple[FloatArray, FloatArray]:
    """Lay two level axes, (n_samples, 3) each, that stay with the sensor.

    The first is the sensor's own axis that stands least upright, brought to the level; the second
    stands a right angle to its left.
    """
    axis = int(np.argmin(np.abs(signals.up.mean(axis=0))))
    first = -signals.up * signals.up[:, axis : axis + 1]
    first[:, axis] += 1.0
    first /= np.sqrt(np.einsum("ij,ij->i", first, first))[:, None]
    return first, np.cross(signals.up, first)


def in_body_axes(signals: UprightSignals, forward: FloatArray) -> TrunkSignals:
    """Look at the movement along the body's axes.

    Parameters
    ----------
    forward : (n_samples, 3)
        Level unit vectors in the sensor's axes.
    """
    left = np.cross(signals.up, forward)
    turning = signals.angular_velocity_dps
    return TrunkSignals(
        sampling_rate_hz=signals.sampling_rate_hz,
        forward_mps2=np.einsum("ij,ij->i", signals.acceleration_mps2, forward),
        left_mps2=np.einsum("ij,ij->i", signals.acceleration_mps2, left),
        vertical_mps2=signals.vertical_mps2,
        roll_dps=None if turning is None else np.einsum("ij,ij->i", turning, forward),
        pitch_dps=None if turning is None else np.einsum("ij,ij->i", turning, left),
        yaw_dps=None if turning is None else np.einsum("ij,ij->i", turning, signals.up),
    )
