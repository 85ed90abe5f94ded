"""Which way is up, sample by sample, in the axes of the sensor.

Source: the complementary filter of Mahony et al. 2008, doi:10.1109/TAC.2008.923738 [mahony2008].
Differs in: solved without a loop. The gyroscope alone gives a frame that no longer turns with the
sensor, and only drifts; in it the acceleration is smoothed over past and future alike, so that a
constant gyroscope offset cancels and nothing lags.
"""

from dataclasses import dataclass

import numpy as np

from restride.arrays import FloatArray
from restride.errors import SignalNotUsable
from restride.signal.rotation import rotations_since_start, turned, turned_back
from restride.signal.thinning import even_parts, smoothed, spread, thinning_factor


@dataclass(frozen=True, slots=True, kw_only=True)
class GravitySettings:
    """How long gravity is averaged, and how often it is looked at."""

    #: Standard deviation of the bell that averages, with a gyroscope: a few strides, over which the
    #: walker's own acceleration averages out. House choice: docs/decisions/0004-turn-edges.md
    width_s: float = 2.0
    #: The same without a gyroscope: about a stride, so that a change of posture is followed.
    #: House choice: docs/decisions/0004-turn-edges.md
    width_without_gyroscope_s: float = 0.6
    #: The trunk sways at the rate of strides and steps, under 5 Hz. House choice.
    inner_rate_hz: float = 25.0


def up_direction(
    acceleration_mps2: FloatArray,
    angular_velocity_dps: FloatArray | None,
    *,
    sampling_rate_hz: float,
    settings: GravitySettings | None = None,
) -> FloatArray:
    """Find the direction away from the earth's centre, in the axes of the sensor.

    Parameters
    ----------
    acceleration_mps2 : (n_samples, 3)
        Specific force: at rest it points up. Missing samples are NaN and carry no weight.
    angular_velocity_dps : (n_samples, 3)
        Same axes, right-handed; missing samples count as no rotation. None without a gyroscope.

    Returns
    -------
    (n_samples, 3)
        Unit vectors.

    Raises
    ------
    SignalNotUsable
        Where no sample holds a number, or no direction stands out.
    """
    settings = settings or GravitySettings()
    _refuse_nothing(acceleration_mps2)
    factor = thinning_factor(sampling_rate_hz, settings.inner_rate_hz)
    gyroscope = None if angular_velocity_dps is None else even_parts(angular_velocity_dps, factor)
    up = up_direction_of_parts(
        even_parts(acceleration_mps2, factor),
        gyroscope,
        sampling_rate_hz=sampling_rate_hz / factor,
        settings=settings,
    )
    if factor == 1:
        return up
    up = spread(up, factor, count=len(acceleration_mps2))
    # Between two unit vectors a hair apart one step of Newton's restores the length.
    up *= (1.5 - 0.5 * np.einsum("ij,ij->i", up, up))[:, None]
    return up


def up_direction_of_parts(
    acceleration_mps2: FloatArray,
    angular_velocity_dps: FloatArray | None,
    *,
    sampling_rate_hz: float,
    settings: GravitySettings,
) -> FloatArray:
    """Find the same at the rate of the signal, however high: for signals already thinned."""
    _refuse_nothing(acceleration_mps2)
    if angular_velocity_dps is None:
        width_samples = settings.width_without_gyroscope_s * sampling_rate_hz
        return _unit_length(_filled(smoothed(acceleration_mps2, width_samples)))
    attitude = rotations_since_start(
        np.nan_to_num(angular_velocity_dps, nan=0.0), sampling_rate_hz=sampling_rate_hz
    )
    steady = smoothed(turned(attitude, acceleration_mps2), settings.width_s * sampling_rate_hz)
    return turned_back(attitude, _unit_length(_filled(steady)))


def _refuse_nothing(acceleration_mps2: FloatArray) -> None:
    if not np.isfinite(acceleration_mps2).all(axis=1).any():
        raise SignalNotUsable(
            "Finding which way is up needs acceleration on three axes, and all "
            f"{len(acceleration_mps2)} samples are missing. Check the columns of the recording."
        )


def _filled(vectors: FloatArray) -> FloatArray:
    """Carry the nearest known vector into stretches where the whole bell saw nothing."""
    is_known = np.isfinite(vectors).all(axis=1)
    if is_known.all():
        return vectors
    known = np.flatnonzero(is_known)
    position = np.interp(np.arange(len(vectors)), known, np.arange(len(known)))
    return np.asarray(vectors[known[np.rint(position).astype(np.intp)]])


def _unit_length(vectors: FloatArray) -> FloatArray:
    length = np.sqrt(np.einsum("ij,ij->i", vectors, vectors))
    if not length.all():
        raise SignalNotUsable(
            "Finding which way is up needs gravity in the acceleration, and it is 0 m/s2 in "
            f"{int(np.sum(length == 0))} places. Give acceleration with gravity left in."
        )
    return np.asarray(vectors / length[:, None])
