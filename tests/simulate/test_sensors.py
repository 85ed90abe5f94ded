"""What a sensor makes of the motion: its mounting and its faults."""

from dataclasses import replace

import numpy as np
import pytest

from restride.errors import OptionError
from restride.simulate import SensorSettings, Stand, WalkAhead, WalkerSettings, simulate_walk
from restride.terms import Placement

PLAN = (Stand(duration_s=1), WalkAhead(length_m=6), Stand(duration_s=1))
QUIET = SensorSettings(acceleration_noise_mps2=0, angular_velocity_noise_dps=0)


def recorded(**changes):
    sensors = (replace(QUIET, **changes),)
    return simulate_walk(WalkerSettings(seed=2), plan=PLAN, sensors=sensors).recording.sensors[0]


@pytest.mark.parametrize("rotation_deg", [(180, 0, 0), (0, 90, 0), (0, 0, 180), (20, 10, -30)])
def test_the_mounting_only_turns_the_signals(rotation_deg):
    straight, turned = recorded(), recorded(rotation_deg=rotation_deg)
    mounting = replace(QUIET, rotation_deg=rotation_deg).mounting

    np.testing.assert_allclose(mounting @ mounting.T, np.eye(3), atol=1e-12)
    for name in ("acceleration_mps2", "angular_velocity_dps"):
        expected = getattr(straight, name) @ mounting.T
        np.testing.assert_allclose(getattr(turned, name), expected, atol=1e-9)


def test_upside_down_gravity_points_the_other_way():
    turned = recorded(rotation_deg=(180, 0, 0))
    assert turned.acceleration_mps2[:50, 2].mean() == pytest.approx(-9.8, abs=0.05)


def test_a_sensor_leaning_forward_sees_gravity_behind_it():
    leaning = recorded(rotation_deg=(0, 30, 0)).acceleration_mps2[:50].mean(axis=0)
    straight = recorded().acceleration_mps2[:50].mean(axis=0)
    lean_deg = np.rad2deg(
        np.arctan2(-leaning[0], leaning[2]) - np.arctan2(-straight[0], straight[2])
    )
    assert lean_deg == pytest.approx(30, abs=1e-6)


def test_the_axes_are_named_from_the_body():
    sensor = recorded(axes=("up", "right", "forward"), states_axes=True)
    straight = recorded()
    assert sensor.stated_axes == ("up", "right", "forward")
    np.testing.assert_allclose(sensor.acceleration_mps2[:, 0], straight.acceleration_mps2[:, 2])
    np.testing.assert_allclose(sensor.acceleration_mps2[:, 1], -straight.acceleration_mps2[:, 1])
    np.testing.assert_allclose(sensor.acceleration_mps2[:, 2], straight.acceleration_mps2[:, 0])


@pytest.mark.parametrize("rate_hz", [20, 31.25, 100, 204.8, 400])
def test_every_rate_shows_the_same_motion(rate_hz):
    coarse, fine = recorded(sampling_rate_hz=rate_hz), recorded(sampling_rate_hz=400)
    assert coarse.clock.sampling_rate_hz == rate_hz
    assert coarse.clock.duration_s == pytest.approx(fine.clock.duration_s, abs=1 / rate_hz)
    # Each sample is a mean over its time: sums over the walk agree, whatever the rate.
    sums = [s.acceleration_mps2.sum(axis=0) / s.clock.sampling_rate_hz for s in (coarse, fine)]
    np.testing.assert_allclose(sums[0], sums[1], atol=9.81 / rate_hz + 0.01)


def test_noise_and_bias_are_those_asked_for():
    noisy = recorded(acceleration_noise_mps2=0.3, acceleration_bias_mps2=(0.5, -0.2, 0.1))
    off = noisy.acceleration_mps2 - recorded().acceleration_mps2
    np.testing.assert_allclose(off.mean(axis=0), [0.5, -0.2, 0.1], atol=0.05)
    assert off.std() == pytest.approx(0.3, abs=0.15)
    gyroscope = recorded(angular_velocity_bias_dps=(1, 2, 3))
    off_dps = gyroscope.angular_velocity_dps - recorded().angular_velocity_dps
    np.testing.assert_allclose(off_dps, np.broadcast_to([1, 2, 3], off_dps.shape), atol=1e-9)


def test_beyond_its_range_a_sensor_stands_at_the_limit():
    sensor = recorded(acceleration_range_mps2=11.0)
    assert np.abs(sensor.acceleration_mps2).max() == 11.0
    assert (sensor.acceleration_mps2 == 11.0).sum() > 10


def test_a_gap_is_rows_without_numbers_or_no_rows():
    with_rows = recorded(gaps_s=((2.0, 3.0),))
    missing = np.isnan(with_rows.acceleration_mps2).all(axis=1)
    assert missing.sum() == 100
    assert np.isnan(with_rows.angular_velocity_dps).all(axis=1).sum() == 100
    without = recorded(gaps_s=((2.0, 3.0),), has_rows_in_gaps=False)
    assert without.clock.samples_count == with_rows.clock.samples_count - 100
    assert np.diff(without.clock.times_s).max() == pytest.approx(1.01)


def test_jitter_moves_samples_in_time_and_never_backwards():
    sensor = recorded(jitter_share=0.2)
    steps_s = np.diff(sensor.clock.times_s)
    assert steps_s.min() > 0
    assert 0.001 < steps_s.std() < 0.004


def test_a_drifting_clock_shows_other_times_for_the_same_motion():
    sensor = recorded(clock_drift_ratio=1e-3, clock_offset_s=5.0)
    assert sensor.clock.start_s == 5.0
    np.testing.assert_array_equal(sensor.acceleration_mps2, recorded().acceleration_mps2)
    lasts_s = recorded().clock.times_s[-1]
    assert sensor.clock.times_s[-1] == pytest.approx(5 + lasts_s * 1.001)


def test_a_sensor_may_lack_a_gyroscope():
    assert recorded(has_gyroscope=False).angular_velocity_dps is None


def test_soft_tissue_adds_a_quiver_after_landings():
    off = recorded(wobble_m=0.001).acceleration_mps2 - recorded().acceleration_mps2
    assert np.abs(off[:100]).max() == 0
    assert 0.5 < np.abs(off).max() < 30


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"sampling_rate_hz": 1000.0}, "between 5 and 400, and is 1000"),
        ({"jitter_share": 0.6}, "between 0 and 0.45.* is 0.6"),
        ({"placement": Placement.UNKNOWN}, "got 'unknown'"),
        ({"axes": ("forward", "right", "up")}, "right-handed.*'forward', 'right', 'up'"),
        ({"axes": ("forward", "left", "top")}, "right-handed.*'top'"),
    ],
)
def test_an_impossible_sensor_is_refused(changes, message):
    with pytest.raises(OptionError, match=message):
        SensorSettings(**changes)
