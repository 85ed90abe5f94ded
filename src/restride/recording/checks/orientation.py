"""Whether up is where the format or the person says, by gravity while somebody moves upright."""

from typing import Final

import numpy as np

from restride.arrays import FloatArray
from restride.recording.checks.finding import Checked, finding
from restride.recording.checks.walking_windows import moving_windows
from restride.recording.recording import Sensor
from restride.terms import Severity

#: Worn up to this far from the stated direction is a tilt; beyond it another axis is nearer.
_TILT_UP_TO_DEG: Final = 45.0
_UPSIDE_DOWN_FROM_DEG: Final = 135.0


def check_orientation(sensor: Sensor) -> Checked:
    """Say where up is not where it is stated: upside down or turned."""
    stated = _stated_up(sensor)
    windows = moving_windows(sensor) if stated is not None else None
    if stated is None or windows is None:
        return Checked(sensor=sensor)
    up = np.median(windows.acceleration_mps2.mean(axis=1), axis=0)
    length = float(np.linalg.norm(up))
    if not length > 0:
        return Checked(sensor=sensor)
    off_deg = float(np.rad2deg(np.arccos(np.clip(up @ stated / length, -1, 1))))
    if off_deg <= _TILT_UP_TO_DEG:
        return Checked(sensor=sensor)
    how = "upside down" if off_deg >= _UPSIDE_DOWN_FROM_DEG else "turned on its side"
    axis = int(np.argmax(np.abs(up)))
    nearest = f"{'-' if up[axis] < 0 else '+'}{'xyz'[axis]}"
    doubt = finding(
        "orientation-differs",
        sensor,
        severity=Severity.WARNING,
        found=f"The sensor is worn {how}: up is {off_deg:.0f} degrees from where it is stated, "
        f"nearest to its {nearest} axis.",
        done="The stated axes were not relied on; up was taken from gravity.",
    )
    return Checked(sensor=sensor, findings=(doubt,))


def _stated_up(sensor: Sensor) -> FloatArray | None:
    if sensor.stated_axes is None:
        return None
    signs = {"up": 1.0, "down": -1.0}
    up = np.array([signs.get(direction, 0.0) for direction in sensor.stated_axes])
    return up if np.any(up) else None
