"""Whether the gyroscope measured at all: one that stands still while the sensor moves did not."""

from dataclasses import replace

import numpy as np

from restride.recording.checks.finding import Checked, finding
from restride.recording.checks.values import moves
from restride.recording.recording import Sensor
from restride.terms import Severity


def check_gyroscope(sensor: Sensor) -> Checked:
    """Leave out a gyroscope that holds no number, or one and the same throughout."""
    turning = sensor.angular_velocity_dps
    if turning is None or moves(turning[:1000]) or moves(turning):
        return Checked(sensor=sensor)
    has_numbers = bool(np.isfinite(turning).all(axis=1).any())
    what = "stands at one value in all" if has_numbers else "holds no whole sample in"
    left_out = finding(
        "no-gyroscope",
        sensor,
        severity=Severity.WARNING,
        found=f"The gyroscope {what} {len(turning)} samples, while the acceleration moves.",
        done="It was left out: the sensor was taken as one without.",
    )
    return Checked(sensor=replace(sensor, angular_velocity_dps=None), findings=(left_out,))
