"""Whether a signal looks like one from the stated place.

A foot rests in every stride and swings fast in between; a lower back does neither.
"""

from typing import Final

import numpy as np

from restride.recording.checks.finding import Checked, finding
from restride.recording.checks.walking_windows import moving_windows
from restride.recording.recording import Sensor
from restride.terms import Placement, Severity

#: How fast the sensor turns in the fastest twentieth of a window: feet 330 to 650 deg/s, lower
#: backs 37 to 117 in healthy and impaired walking. House choice: far from both.
_FOOT_FROM_DPS: Final = 240.0
_BACK_UP_TO_DPS: Final = 130.0
#: That, over how fast it turns in the calmest seventh: feet 13 to 66, lower backs 2 to 6.
_FOOT_FROM_RATIO: Final = 9.0
_BACK_UP_TO_RATIO: Final = 8.0
#: Without a gyroscope: the length of the acceleration in the strongest twentieth of a window, feet
#: 19 to 41 m/s2, lower backs 13 to 16. House choice: beyond both, since running lies between.
_FOOT_FROM_MPS2: Final = 24.0
_BACK_UP_TO_MPS2: Final = 15.0


def looks_like_foot(sensor: Sensor) -> bool | None:
    """Tell a foot (True) from a lower back (False) by its signal; None where it is unsure."""
    windows = moving_windows(sensor)
    if windows is None:
        return None
    if windows.angular_velocity_dps is None:
        forces = np.linalg.norm(windows.acceleration_mps2, axis=2)
        strong_mps2 = float(np.median(np.percentile(forces, 95, axis=1)))
        return _told(strong_mps2 > _FOOT_FROM_MPS2, strong_mps2 < _BACK_UP_TO_MPS2)
    turning = np.linalg.norm(windows.angular_velocity_dps, axis=2)
    calm, fast = np.percentile(turning, [15, 95], axis=1)
    fast_dps = float(np.nanmedian(fast))
    ratio = float(np.nanmedian(fast / np.maximum(calm, 1.0)))
    return _told(
        fast_dps > _FOOT_FROM_DPS and ratio > _FOOT_FROM_RATIO,
        fast_dps < _BACK_UP_TO_DPS and ratio < _BACK_UP_TO_RATIO,
    )


def _told(is_foot: bool, is_back: bool) -> bool | None:  # noqa: FBT001  # two answers of one test
    return True if is_foot else False if is_back else None


def check_placement(sensor: Sensor) -> Checked:
    """Say where a signal looks like one from another place than the stated one."""
    if sensor.placement is Placement.UNKNOWN:
        return Checked(sensor=sensor)
    is_foot = looks_like_foot(sensor)
    if is_foot is None or is_foot == sensor.placement.is_foot:
        return Checked(sensor=sensor)
    seen = (
        "fast swings with a rest in every stride, as a foot does"
        if is_foot
        else "no fast swing and no rest in the strides, as a trunk does"
    )
    doubt = finding(
        "placement-doubtful",
        sensor,
        severity=Severity.WARNING,
        found=f"The sensor is said to be worn at {sensor.placement}, and its signal has {seen}.",
        done="Nothing: the stated place was used. Check which file belongs to which place.",
    )
    return Checked(sensor=sensor, findings=(doubt,))
