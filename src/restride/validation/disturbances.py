"""A recording as it would be, had the sensor been worn otherwise or lost samples."""

from dataclasses import dataclass, replace
from typing import Final

import numpy as np

from restride.arrays import FloatArray
from restride.recording.recording import Recording, Sensor


@dataclass(frozen=True, slots=True, kw_only=True)
class Wearing:
    """One way to wear the sensor otherwise: a turn about one of its own axes."""

    name: str
    #: 0, 1 or 2: x, y or z of the sensor; x points up in the recordings of the references.
    axis: int
    angle_deg: float


#: Each of the figure's ways, about every axis about which it can happen.
WEARINGS: Final[dict[str, tuple[Wearing, ...]]] = {
    "upside_down": (
        Wearing(name="about the forward axis", axis=2, angle_deg=180),
        Wearing(name="about the sideways axis", axis=1, angle_deg=180),
    ),
    "sideways": (
        Wearing(name="about the forward axis", axis=2, angle_deg=90),
        Wearing(name="about the forward axis, the other way", axis=2, angle_deg=-90),
        Wearing(name="about the vertical", axis=0, angle_deg=90),
        Wearing(name="about the sideways axis", axis=1, angle_deg=90),
    ),
    "tilted": (
        Wearing(name="forward", axis=1, angle_deg=20),
        Wearing(name="backward", axis=1, angle_deg=-20),
        Wearing(name="to a side", axis=2, angle_deg=20),
    ),
    "back_to_front": (Wearing(name="about the vertical", axis=0, angle_deg=180),),
}


def wear(recording: Recording, wearing: Wearing) -> Recording:
    """Turn the signals of every sensor as if it had been worn so."""
    matrix_ratio = rotation(wearing.axis, angle_deg=wearing.angle_deg)
    turned = tuple(_turn(sensor, matrix_ratio) for sensor in recording.sensors)
    return replace(recording, sensors=turned)


def rotation(axis: int, *, angle_deg: float) -> FloatArray:
    """Give the 3 x 3 matrix of a right-handed turn about x, y or z."""
    cosine, sine = np.cos(np.radians(angle_deg)), np.sin(np.radians(angle_deg))
    first, second = (axis + 1) % 3, (axis + 2) % 3
    matrix = np.eye(3)
    matrix[[first, second], [first, second]] = cosine
    matrix[first, second], matrix[second, first] = -sine, sine
    return matrix


def lose_samples(recording: Recording, *, start_s: float, end_s: float) -> Recording:
    """Take the numbers out of a stretch of every sensor, as a lost connection does."""
    return replace(
        recording,
        sensors=tuple(_without(sensor, start_s, end_s) for sensor in recording.sensors),
    )


def _turn(sensor: Sensor, matrix_ratio: FloatArray) -> Sensor:
    gyroscope_dps = sensor.angular_velocity_dps
    return replace(
        sensor,
        acceleration_mps2=sensor.acceleration_mps2 @ matrix_ratio.T,
        angular_velocity_dps=None if gyroscope_dps is None else gyroscope_dps @ matrix_ratio.T,
    )


def _without(sensor: Sensor, start_s: float, end_s: float) -> Sensor:
    lost = slice(sensor.clock.samples_at(start_s), sensor.clock.samples_at(end_s))
    acceleration_mps2 = sensor.acceleration_mps2.copy()
    acceleration_mps2[lost] = np.nan
    gyroscope_dps = sensor.angular_velocity_dps
    if gyroscope_dps is not None:
        gyroscope_dps = gyroscope_dps.copy()
        gyroscope_dps[lost] = np.nan
    return replace(sensor, acceleration_mps2=acceleration_mps2, angular_velocity_dps=gyroscope_dps)
