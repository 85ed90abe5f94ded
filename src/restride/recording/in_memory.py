"""A recording made from arrays at hand, checked as a file would be."""

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from restride.arrays import FloatArray
from restride.errors import OptionError
from restride.person import Person
from restride.recording.clock import Clock
from restride.recording.clock_settling import settle_clock
from restride.recording.joint_angles import Joint, JointAngles
from restride.recording.landmarks import Landmark, Landmarks
from restride.recording.plates import Plate
from restride.recording.recording import Recording, Sensor, Track
from restride.terms import LengthUnit, Placement, Side


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


def landmarks_of(
    positions: ArrayLike,
    *,
    points: Sequence[str] | str,
    sampling_rate_hz: float | None = None,
    times_s: ArrayLike | None = None,
    picture_size_px: tuple[float, float] | None = None,
    visibility_share: ArrayLike | None = None,
    name: str = "landmarks",
) -> Landmarks:
    """Make landmarks from an array.

    Parameters
    ----------
    positions : (n_frames, n_points, 2 or 3)
        In a picture: picture elements, to the right and down, as pictures are counted. In space:
        metres, two level axes and up, right-handed. NaN where a point was not seen.
    points
        A name for every point, such as ``left-knee`` or ``RKnee``, or the name of a layout, such as
        ``coco-17``. Points that are not known are left out.
    sampling_rate_hz
        Frames a second of an even clock; else ``times_s``.
    times_s : (n_frames,)
        When each frame was taken, ever later.
    picture_size_px
        Width and height of the picture.
    visibility_share : (n_frames, n_points)
        How sure the estimator is, 0 to 1.

    Raises
    ------
    OptionError
        Where the arrays are no landmarks, or the clock is not known.
    """
    places = _numbers(positions, "positions", shape="(frames, points, 2 or 3)")
    names = _names_of(points)
    columns, count = _columns_of(names), len(names)
    if places.ndim != 3 or places.shape[1:] not in ((count, 2), (count, 3)) or not len(places):
        raise OptionError(
            f"positions must have the shape (frames, {count}, 2 or 3), and has {places.shape}. "
            "Give one row a frame, and a place for every point that is named."
        )
    seen = None
    if visibility_share is not None:
        seen = _numbers(visibility_share, "visibility_share", shape="(frames, points)")
        if seen.shape != places.shape[:2]:
            raise OptionError(
                f"visibility_share must have the shape {places.shape[:2]}, and has {seen.shape}. "
                "Give a number for every point of every frame."
            )
        seen = seen[:, list(columns.values())]
    places = places[:, list(columns.values())]
    is_flat = places.shape[2] == 2
    if is_flat:
        height_px = 0.0 if picture_size_px is None else picture_size_px[1]
        places = np.stack((places[:, :, 0], height_px - places[:, :, 1]), axis=2)
    return Landmarks(
        name=name,
        clock=_clock_of(len(places), sampling_rate_hz, times_s, name),
        points=tuple(columns),
        positions=places,
        unit=LengthUnit.PICTURE_ELEMENTS if is_flat else LengthUnit.METRES,
        visibility_share=seen,
        picture_size_px=picture_size_px if is_flat else None,
    )


def joint_angles_of(
    angles_deg: ArrayLike,
    *,
    joints: Sequence[Joint | str],
    sampling_rate_hz: float | None = None,
    times_s: ArrayLike | None = None,
    pelvis_height_m: ArrayLike | None = None,
    name: str = "joint-angles",
) -> JointAngles:
    """Make joint angles from an array.

    Parameters
    ----------
    angles_deg : (n_samples, n_joints)
        Zero in upright standing, positive as ``Joint`` says; NaN where missing.
    joints
        What each column is, such as ``left-knee-flexion``, each once.
    pelvis_height_m : (n_samples,)
        None where not known.

    Raises
    ------
    OptionError
        Where the arrays are no angles of these joints, or the clock is not known.
    """
    known = [each for each in joints if each in set(Joint)]
    if len(known) < len(joints) or len(set(known)) < len(known) or not known:
        raise OptionError(
            f"Every joint must be one of {', '.join(list(Joint)[:4])} and so on, each once, and "
            f"they are {', '.join(joints) or 'none'}. Give the names of Joint."
        )
    angles = _columns(angles_deg, "angles_deg", axes=", ".join(known))
    height_m = None
    if pelvis_height_m is not None:
        height_m = _numbers(pelvis_height_m, "pelvis_height_m")
        if height_m.shape != (len(angles),):
            raise OptionError(
                f"pelvis_height_m must have the shape ({len(angles)},), and has {height_m.shape}. "
                "Give one number a sample."
            )
    return JointAngles(
        name=name,
        clock=_clock_of(len(angles), sampling_rate_hz, times_s, name),
        joints=tuple(Joint(each) for each in known),
        angles_deg=angles,
        pelvis_height_m=height_m,
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


def _names_of(points: Sequence[str] | str) -> tuple[str, ...]:
    """Take the names of points as they are given, or those of a layout."""
    from restride.recording.readers.landmark_names import LAYOUTS

    if not isinstance(points, str):
        return tuple(points)
    if points not in LAYOUTS:
        raise OptionError(
            f"The layout must be one of {', '.join(LAYOUTS)}, and is {points!r}. Give one of "
            "these, or the names of the points."
        )
    return LAYOUTS[points]


def _columns_of(names: tuple[str, ...]) -> dict[Landmark, int]:
    """Find the column of each landmark that is named."""
    from restride.recording.readers.landmark_names import columns_of

    columns = columns_of(names)
    if not columns:
        raise OptionError(
            f"Points of the body are needed, and none of the {len(names)} names is known: "
            f"{', '.join(names)[:100]}. Name them such as left-knee."
        )
    return columns


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
