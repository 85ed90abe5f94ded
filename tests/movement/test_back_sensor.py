"""Rises and sitting down from a sensor on the back."""

from dataclasses import replace

import numpy as np
import pytest

from restride.errors import SignalNotUsable, SignalTooShort
from restride.movement.back_sensor import find_back_rises
from restride.recording.in_memory import sensor_of
from restride.recording.readers import read_recordings
from restride.simulate import SensorSettings, simulate_rises, simulate_walk
from restride.terms import Placement


def back_sensor(**settings):
    return (SensorSettings(placement=Placement.LOWER_BACK, **settings),)


@pytest.mark.parametrize("seed", range(6))
def test_five_rises_are_found_when_they_were(seed):
    simulated = simulate_rises(5, seed=seed)

    found = find_back_rises(simulated.recording.sensors[0])

    assert len(found) == 5
    for rise, truth in zip(found, simulated.rises, strict=True):
        assert rise.start_s == pytest.approx(truth.start_s, abs=0.25)
        assert rise.end_s == pytest.approx(truth.end_s, abs=0.25)
        assert rise.sit_start_s == pytest.approx(truth.sit_start_s, abs=0.3)
        assert rise.sit_end_s == pytest.approx(truth.sit_end_s, abs=0.3)
        assert rise.peak_rise_velocity_mps == pytest.approx(truth.peak_rise_velocity_mps, abs=0.15)


@pytest.mark.parametrize("rate_hz", [25.0, 50.0, 200.0])
@pytest.mark.parametrize("rotation_deg", [(180.0, 0.0, 0.0), (90.0, 30.0, -140.0)])
def test_neither_rate_nor_orientation_changes_the_count(rate_hz, rotation_deg):
    sensors = back_sensor(sampling_rate_hz=rate_hz, rotation_deg=rotation_deg)

    assert (
        len(find_back_rises(simulate_rises(7, seed=2, sensors=sensors).recording.sensors[0])) == 7
    )


def test_without_a_gyroscope_rises_are_counted_and_their_speed_is_not_told():
    simulated = simulate_rises(5, seed=1, sensors=back_sensor(has_gyroscope=False))

    found = find_back_rises(simulated.recording.sensors[0])

    assert len(found) == 5
    assert {rise.peak_rise_velocity_mps for rise in found} == {None}


def test_who_ends_standing_has_not_sat_down():
    simulated = simulate_rises(3, seed=4)
    (sensor,) = simulated.recording.sensors
    standing_s = (simulated.rises[2].end_s + simulated.rises[2].sit_start_s) / 2

    found = find_back_rises(sensor.between(0.0, standing_s))

    assert len(found) == 3
    assert found[2].sit_start_s is None
    assert found[2].sit_s is None


def test_walking_is_no_rising():
    walk = simulate_walk()
    back = walk.recording.sensor_at(Placement.LOWER_BACK)

    assert find_back_rises(back) == ()


def test_two_stretches_are_looked_at_each_on_its_own():
    simulated = simulate_rises(4, seed=3)
    (sensor,) = simulated.recording.sensors
    lost = sensor.acceleration_mps2.copy()
    gap_s = (simulated.rises[1].sit_end_s + simulated.rises[2].start_s) / 2
    at = int(gap_s * 100)
    lost[at - 12 : at + 12] = np.nan

    found = find_back_rises(replace(sensor, acceleration_mps2=lost))

    assert len(found) == 4


def test_a_signal_of_two_seconds_is_too_short():
    sensor = sensor_of(
        np.tile([0.0, 0.0, 9.81], (200, 1)), placement="lower-back", sampling_rate_hz=100
    )

    with pytest.raises(SignalTooShort, match=r"at least 3 s of signal, and got 2\.00 s"):
        find_back_rises(sensor)


def test_a_signal_of_nothing_is_refused():
    sensor = sensor_of(np.full((500, 3), np.nan), placement="lower-back", sampling_rate_hz=100)

    with pytest.raises(SignalNotUsable, match="none of 500 has one"):
        find_back_rises(sensor)


@pytest.mark.shared
def test_the_rises_of_a_real_day_are_told_from_bending(shared_data):
    trials = read_recordings(shared_data / "imu/lower_back/HA_001/data.mat")
    activities = next(each for each in trials if "Test11" in each.name)

    found = find_back_rises(activities.sensors[0])

    # Read off the drawn lean and height: two rises and two times of sitting down; the person also
    # bends down to the floor twice, at 124 and 127 s.
    assert [round(rise.start_s) for rise in found] == [4, 76]
    assert [round(rise.sit_start_s) for rise in found] == [51, 135]


@pytest.mark.shared
def test_the_real_rises_without_a_gyroscope_are_counted(shared_data):
    (recording,) = read_recordings(shared_data / "balance/sit_to_stand/s2s_input_data.npz")
    sensor = replace(recording.sensors[0], placement=Placement.LOWER_BACK)

    found = find_back_rises(sensor)

    # Read off the drawn lean: sitting at 10 to 22, 33 to 36 and 70 to 80 s.
    assert [round(rise.start_s) for rise in found] == [22, 36, 81]
