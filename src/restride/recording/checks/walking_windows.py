"""Short windows in which somebody moves: what placement and orientation are judged by."""

from dataclasses import dataclass
from typing import Final

import numpy as np

from restride.arrays import FloatArray
from restride.recording.recording import Sensor

_WINDOW_S: Final = 2.0
#: Windows looked at, spread over the recording: the cost stays the same for a day. House choice.
_MOST_WINDOWS: Final = 120
#: Fewer moving windows say nothing. House choice.
_LEAST_WINDOWS: Final = 2
#: Spread of the acceleration's length in a window while walking: above 1.4 at the back of slow
#: walkers, above 3 at the feet; while sitting below 0.5. House choice.
_MOVING_MPS2: Final = 1.0


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class MovingWindows:
    """The windows of a recording in which somebody moves."""

    #: (n_windows, n_samples, 3)
    acceleration_mps2: FloatArray
    #: (n_windows, n_samples, 3); None where there is no gyroscope.
    angular_velocity_dps: FloatArray | None


def moving_windows(sensor: Sensor) -> MovingWindows | None:
    """Cut out spread windows with movement; None where there are too few."""
    length_samples = max(4, round(_WINDOW_S * sensor.clock.sampling_rate_hz))
    count = min(_MOST_WINDOWS, sensor.clock.samples_count // length_samples)
    if count < _LEAST_WINDOWS:
        return None
    starts = np.linspace(0, sensor.clock.samples_count - length_samples, count).astype(np.intp)
    rows = starts[:, None] + np.arange(length_samples)
    acceleration = np.asarray(sensor.acceleration_mps2[rows], dtype=float)
    turning = sensor.angular_velocity_dps
    turned = None if turning is None else np.asarray(turning[rows], dtype=float)
    lengths = np.sqrt(np.einsum("ijk,ijk->ij", acceleration, acceleration))
    # A window with a missing sample has no spread and drops out.
    moves = lengths.std(axis=1) > _MOVING_MPS2
    if turned is not None:
        moves &= np.isfinite(turned.sum(axis=(1, 2)))
    if np.count_nonzero(moves) < _LEAST_WINDOWS:
        return None
    return MovingWindows(
        acceleration_mps2=acceleration[moves],
        angular_velocity_dps=None if turned is None else turned[moves],
    )
