"""A recording made from arrays at hand, checked as a file would be."""

from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from restride.arrays import FloatArray
from restride.errors import OptionError
from restride.person import Person
from restride.recording.clock import Clock
from restride.recording.clocks import settle_clock
from restride.recording.joint_angles import JointAngles
from restride.recording.landmarks import Landmarks
from restride.recording.plates import Plate
from restride.recording.recording import Recording, Sensor, Track
from restride.terms import Placement, Side


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


def plate_of(
    centre_of_pressure_mm: ArrayLike,
    vertical_force_n: ArrayLike | None = None,
    *,
    side: Side | str | None = None,
    sampling_rate_hz: float | None = None,
    times_s: ArrayLike | None = None,
    name: str | None = None,
) -> Plate:
    """Make a force plate or balance board from arrays.

    Parameters
    ----------
    centre_of_pressure_mm : (n_samples, 2)
        Forward and to the right of the person; NaN where nobody stands on it.
    vertical_force_n : (n_samples,)
        Weight on the plate, positive. None where only the centre of pressure is known.
    side
        ``left`` or ``right`` for the plate under one foot; None for both feet.
    sampling_rate_hz
        Of an even clock; else ``times_s``.
    times_s : (n_samples,)
        When each sample was taken, ever later.
    name
        As the side, if not given.

    Raises
    ------
    OptionError
        Where the arrays are no signal of one plate, or the clock is not known.
    """
    centre_mm = _columns(centre_of_pressure_mm, "centre_of_pressure_mm", axes="forward, right")
    force_n = None
    if vertical_force_n is not None:
        force_n = _numbers(vertical_force_n, "vertical_force_n")
        if force_n.shape != (len(centre_mm),):
            raise OptionError(
                "vertical_force_n must hold one number for each of the "
                f"{len(centre_mm)} samples of the centre of pressure, and has the shape "
                f"{force_n.shape}. Give both on one clock."
            )
    side = None if side is None else _side_of(side)
    name = name or (str(side) if side else "plate")
    return Plate(
        name=name,
        clock=_clock_of(len(centre_mm), sampling_rate_hz, times_s, name),
        centre_of_pressure_mm=centre_mm,
        vertical_force_n=force_n,
        side=side,
    )


def recording_of(
    *tracks: Track, person: Person | None = None, name: str = "recording"
) -> Recording:
    """Make a recording from sensors, plates, landmarks and joint angles of one person at one time.

    Raises
    ------
    OptionError
        Where there is nothing, or two sensors are worn at one place, or two plates lie under the
        same foot.
    """
    sensors = tuple(each for each in tracks if isinstance(each, Sensor))
    plates = tuple(each for each in tracks if isinstance(each, Plate))
    places = [sensor.placement for sensor in sensors]
    feet = [plate.side for plate in plates if plate.side is not None]
    if not tracks or len(set(places)) < len(places):
        raise OptionError(
            "A recording needs at least one sensor, and one at each place, or a plate, and got "
            f"{', '.join(places) or 'none'}. Make each with sensor_of(..., placement=...)."
        )
    if len(set(feet)) < len(feet):
        raise OptionError(
            f"A recording needs one plate for each foot, and got {', '.join(feet)}. Make each with "
            "plate_of(..., side=...)."
        )
    return Recording(
        name=name,
        sensors=sensors,
        plates=plates,
        landmarks=tuple(each for each in tracks if isinstance(each, Landmarks)),
        joint_angles=tuple(each for each in tracks if isinstance(each, JointAngles)),
        person=person or Person(),
    )


def _three_axes(values: ArrayLike, name: str) -> FloatArray:
    return _columns(values, name, axes="x, y, z")


def _columns(values: ArrayLike, name: str, *, axes: str) -> FloatArray:
    axes_count = axes.count(",") + 1
    signal = _numbers(values, name, shape=f"(samples, {axes_count})")
    if signal.ndim != 2 or signal.shape[1] != axes_count or not len(signal):
        raise OptionError(
            f"{name} must have the shape (samples, {axes_count}), and has {signal.shape}. Give one "
            f"row a sample, and {axes} as columns."
        )
    return signal


def _numbers(values: ArrayLike, name: str, *, shape: str = "(samples,)") -> FloatArray:
    try:
        numbers: FloatArray = np.asarray(values, dtype=float)
    except (TypeError, ValueError):
        raise OptionError(
            f"{name} must hold numbers, and does not. Give an array of shape {shape}."
        ) from None
    return numbers


def _side_of(side: Any) -> Side:
    try:
        return Side(side)
    except ValueError:
        raise OptionError(
            f"The side must be left or right, or None for both feet, and is {side!r}. Give one of "
            "these."
        ) from None


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
