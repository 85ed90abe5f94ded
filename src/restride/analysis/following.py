"""Consecutive blocks of one recording, put together again."""

from dataclasses import replace

import numpy as np

from restride.arrays import FloatArray
from restride.recording.clock import Clock
from restride.recording.recording import Recording, Sensor

#: Blocks whose edges fit to this part of a sample go on in one even clock. House choice.
_SAME_SAMPLE_SHARE = 0.05


def follow_on(first: Recording, then: Recording) -> Recording:
    """Put a block behind the one before it; every sensor goes on with its namesake."""
    before = {sensor.name: sensor for sensor in first.sensors}
    sensors = [
        _follow_on(before.pop(sensor.name), sensor) if sensor.name in before else sensor
        for sensor in then.sensors
    ]
    return replace(then, sensors=(*sensors, *before.values()))


def _follow_on(first: Sensor, then: Sensor) -> Sensor:
    if not first.clock.samples_count:
        return then
    return replace(
        then,
        clock=_clock_of_both(first.clock, then.clock),
        acceleration_mps2=np.concatenate([first.acceleration_mps2, then.acceleration_mps2]),
        angular_velocity_dps=_both(first.angular_velocity_dps, then.angular_velocity_dps),
    )


def _both(first: FloatArray | None, then: FloatArray | None) -> FloatArray | None:
    return None if first is None or then is None else np.concatenate([first, then])


def _clock_of_both(first: Clock, then: Clock) -> Clock:
    samples_count = first.samples_count + then.samples_count
    is_even = first.stamps_s is None and then.stamps_s is None
    rate_hz = first.sampling_rate_hz
    off_samples = abs(then.first_s - first.end_s) * rate_hz
    if is_even and rate_hz == then.sampling_rate_hz and off_samples <= _SAME_SAMPLE_SHARE:
        return replace(first, samples_count=samples_count)
    return replace(
        first,
        samples_count=samples_count,
        stamps_s=np.concatenate([first.times_s, then.times_s]),
    )
