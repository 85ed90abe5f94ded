"""Whether gravity and turning have their size, for recordings that did not come from a reader."""

from dataclasses import replace
from typing import Final

import numpy as np

from restride.arrays import FloatArray
from restride.recording.checks.finding import Checked, finding
from restride.recording.recording import Sensor
from restride.recording.units_fit import (
    ACCELERATION_SCALES_MPS2,
    ANGULAR_VELOCITY_SCALES_DPS,
    acceleration_unit_of,
    gyroscope_unit_of,
    middle_length,
)
from restride.terms import Severity

#: Samples looked at, spread over the recording.
_LOOKED_AT_SAMPLES: Final = 20_000
#: While the trunk or a foot is shaken by walking it turns faster than this at least now and then,
#: in deg/s; in rad/s it never does. House choice: backs reach 30 and more, 0.5 in rad/s.
_SLOWEST_DPS: Final = 10.0
#: Spread of the acceleration's length in a walk: 1 to 3 at the back, more at the feet; at rest
#: below 0.2. House choice.
_SHAKEN_MPS2: Final = 0.7
_OFTEN_PERCENT: Final = 95


def check_units(sensor: Sensor) -> Checked:
    """Convert what is clearly in g, mg or rad/s, and say so; doubt where gravity lacks."""
    of_acceleration = _check_acceleration(sensor)
    of_turning = _check_turning(of_acceleration.sensor)
    return Checked(
        sensor=of_turning.sensor, findings=(*of_acceleration.findings, *of_turning.findings)
    )


def _check_turning(sensor: Sensor) -> Checked:
    """Look closer only where a shaken sensor hardly turns."""
    turning = sensor.angular_velocity_dps
    if turning is None or not _hardly_turns(sensor.acceleration_mps2, turning):
        return Checked(sensor=sensor)
    unit = gyroscope_unit_of(
        sensor.acceleration_mps2, turning, sampling_rate_hz=sensor.clock.sampling_rate_hz
    )
    if unit != "radps":
        return Checked(sensor=sensor)
    said = finding(
        "units-contradict",
        sensor,
        severity=Severity.WARNING,
        found="The angular velocity is said to be °/s; but only as rad/s do its size and the "
        "direction of gravity fit together.",
        done="It was read as rad/s.",
    )
    scaled = turning * ANGULAR_VELOCITY_SCALES_DPS["radps"]
    return Checked(sensor=replace(sensor, angular_velocity_dps=scaled), findings=(said,))


def _hardly_turns(acceleration_mps2: FloatArray, turning_dps: FloatArray) -> bool:
    every = max(1, len(turning_dps) // _LOOKED_AT_SAMPLES)
    lengths = [
        np.linalg.norm(signal[::every], axis=1) for signal in (acceleration_mps2, turning_dps)
    ]
    force_mps2, speed_dps = (each[np.isfinite(each)] for each in lengths)
    if not len(force_mps2) or not len(speed_dps):
        return False
    is_shaken = float(np.std(force_mps2)) > _SHAKEN_MPS2
    is_slow = float(np.percentile(speed_dps, _OFTEN_PERCENT)) < _SLOWEST_DPS
    return is_shaken and is_slow and _is_smooth(turning_dps[:_LOOKED_AT_SAMPLES])


def _is_smooth(turning_dps: FloatArray) -> bool:
    """Tell turning from the noise of a gyroscope: it lasts from sample to sample."""
    usable = turning_dps[np.isfinite(turning_dps).all(axis=1)]
    steps_dps = np.diff(usable, axis=0)
    return len(steps_dps) > 0 and float(np.std(steps_dps)) < float(np.std(usable))


def _check_acceleration(sensor: Sensor) -> Checked:
    length_mps2 = middle_length(sensor.acceleration_mps2)
    fitting = acceleration_unit_of(length_mps2)
    if fitting == "mps2":
        return Checked(sensor=sensor)
    found = f"Gravity should be 9.81 m/s², and the middle length is {length_mps2:.3g}."
    if fitting is None:
        doubt = finding(
            "units-contradict",
            sensor,
            severity=Severity.SERIOUS,
            found=found,
            done="Nothing: it was taken as m/s². Was gravity taken out?",
        )
        return Checked(sensor=sensor, findings=(doubt,))
    scaled = sensor.acceleration_mps2 * ACCELERATION_SCALES_MPS2[fitting]
    said = finding(
        "units-contradict",
        sensor,
        severity=Severity.WARNING,
        found=found,
        done=f"It was read as {fitting}.",
    )
    return Checked(sensor=replace(sensor, acceleration_mps2=scaled), findings=(said,))
