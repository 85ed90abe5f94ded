"""A recording made from arrays at hand, checked as a file would be."""

from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from restride.arrays import FloatArray
from restride.errors import OptionError
from restride.person import Person
from restride.recording.clock import Clock
from restride.recording.clocks import settle_clock
from restride.recording.recording import Recording, Sensor
from restride.terms import Placement


def sensor_of(
    acceleration_mps2: ArrayLike,
    angular_velocity_dps: ArrayLike | None = None,
    *,
    placement: Placement | str,
    sampling_rate_hz: float | None = None,
    times_s: ArrayLike | None = None,
    name: str | None = None,
) -> Sensor:
    """Make a sensor from arrays.

    Parameters
    ----------
    acceleration_mps2 : (n_samples, 3)
        With gravity in it: a sensor at rest shows 9.81 along the axis that points up. In the
        sensor's own axes, whichever way it was worn; missing samples are NaN.
    angular_velocity_dps : (n_samples, 3)
        In the same axes, right-handed. None without a gyroscope.
    placement
        ``lower-back``, ``left-foot`` or ``right-foot``.
    sampling_rate_hz
        Of an even clock; else ``times_s``.
    times_s : (n_samples,)
        When each sample was taken, ever later.
    name
        As the placement, if not given.

    Raises
    ------
    OptionError
        Where the arrays are no signal of one sensor, or the clock is not known.
    """
    acceleration = _three_axes(acceleration_mps2, "acceleration_mps2")
    turning = None
    if angular_velocity_dps is not None:
        turning = _three_axes(angular_velocity_dps, "angular_velocity_dps")
        if len(turning) != len(acceleration):
            raise OptionError(
                "Acceleration and angular velocity need the same number of samples, and have "
                f"{len(acceleration)} and {len(turning)}. Give both on one clock."
            )
    place = _placement_of(placement)
    name = str(place) if name is None else name
    return Sensor(
        name=name,
        placement=place,
        clock=_clock_of(len(acceleration), sampling_rate_hz, times_s, name),
        acceleration_mps2=acceleration,
        angular_velocity_dps=turning,
    )


def recording_of(
    *sensors: Sensor, person: Person | None = None, name: str = "recording"
) -> Recording:
    """Make a recording from sensors that one person wore at one time.

    Raises
    ------
    OptionError
        Where there is no sensor, or two are worn at one place.
    """
    places = [sensor.placement for sensor in sensors]
    if not sensors or len(set(places)) < len(places):
        raise OptionError(
            "A recording needs at least one sensor, and one at each place, and got "
            f"{', '.join(places) or 'none'}. Make each with sensor_of(..., placement=...)."
        )
    return Recording(name=name, sensors=sensors, person=person or Person())


def _three_axes(values: ArrayLike, name: str) -> FloatArray:
    try:
        signal: FloatArray = np.asarray(values, dtype=float)
    except (TypeError, ValueError):
        raise OptionError(
            f"{name} must hold numbers, and does not. Give an array of shape (samples, 3)."
        ) from None
    if signal.ndim != 2 or signal.shape[1] != 3 or not len(signal):
        raise OptionError(
            f"{name} must have the shape (samples, 3), and has {signal.shape}. Give one row a "
            "sample, and x, y, z as columns."
        )
    return signal


def _placement_of(placement: Any) -> Placement:
    try:
        return Placement(placement)
    except ValueError:
        known = ", ".join(place for place in Placement if place is not Placement.UNKNOWN)
        raise OptionError(
            f"The placement must be one of {known}, and is {placement!r}. Give one of these."
        ) from None


def _clock_of(
    samples_count: int, sampling_rate_hz: float | None, times_s: ArrayLike | None, name: str
) -> Clock:
    if (sampling_rate_hz is None) == (times_s is None):
        raise OptionError(
            "A clock needs a sampling_rate_hz or times_s, one of the two, and got "
            f"{'neither' if times_s is None else 'both'}. Give the one that is known."
        )
    if sampling_rate_hz is not None:
        if not 0 < sampling_rate_hz < float("inf"):
            raise OptionError(
                f"sampling_rate_hz must be positive, and is {sampling_rate_hz:g}. Give samples a "
                "second, such as 100."
            )
        return Clock(sampling_rate_hz=float(sampling_rate_hz), samples_count=samples_count)
    stamps_s: FloatArray = np.asarray(times_s, dtype=float)
    if stamps_s.shape != (samples_count,) or not np.all(np.diff(stamps_s) > 0):
        raise OptionError(
            f"times_s must rise from each of the {samples_count} samples to the next, and does "
            f"not (shape {stamps_s.shape}). Sort the samples, and leave out what has no time."
        )
    return settle_clock(stamps_s, sensor=name).clock
