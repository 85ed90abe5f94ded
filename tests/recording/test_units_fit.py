"""Units told from gravity, on real walks of backs and feet at several rates."""

import numpy as np
import pytest

from restride.recording.readers import read_recordings
from restride.recording.units_fit import acceleration_unit_of, gyroscope_unit_of, middle_length


@pytest.mark.parametrize(
    ("length", "unit"),
    [
        (9.81, "mps2"),
        (5.9, "mps2"),
        (1.0, "g"),
        (0.61, "g"),
        (1000, "mg"),
        (3.0, None),
        (0.1, None),
    ],
)
def test_gravity_tells_the_unit_of_acceleration(length, unit):
    assert acceleration_unit_of(length) == unit


def test_the_middle_length_leaves_missing_samples_out():
    vectors = np.tile([3.0, 4.0, 0.0], (100, 1))
    vectors[:30] = np.nan

    assert middle_length(vectors) == 5
    assert np.isnan(middle_length(vectors * np.nan))


@pytest.mark.parametrize("every", [1, 2, 5])
def test_degrees_and_radians_are_told_apart_on_real_walks(shared_data, every):
    paths = sorted((shared_data / "imu/uturn_walks").glob("*.npz"))[::4]
    recordings = [read_recordings(path)[0] for path in paths]
    recordings += read_recordings(shared_data / "imu/lower_back/HA_001/data.mat")
    for recording in recordings:
        for sensor in recording.sensors:
            force, turning = sensor.acceleration_mps2[::every], sensor.angular_velocity_dps[::every]
            rate_hz = sensor.clock.sampling_rate_hz / every
            of_degrees = gyroscope_unit_of(force, turning, sampling_rate_hz=rate_hz)
            of_radians = gyroscope_unit_of(force, np.deg2rad(turning), sampling_rate_hz=rate_hz)
            assert (of_degrees, of_radians) == ("dps", "radps"), recording.name


def test_what_does_not_turn_tells_nothing():
    force = np.tile([0.0, 0.0, 9.81], (1000, 1))

    assert gyroscope_unit_of(force, np.zeros((1000, 3)), sampling_rate_hz=100) is None
    assert gyroscope_unit_of(force[:1], np.zeros((1, 3)), sampling_rate_hz=100) is None
