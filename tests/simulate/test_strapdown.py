"""Integrating what the simulated sensors show gives back the way they went."""

from itertools import pairwise

import numpy as np
import pytest
from scipy.spatial.transform import Rotation

from restride.simulate import (
    SensorSettings,
    Stand,
    TurnBy,
    WalkAhead,
    WalkerSettings,
    random_up_and_go,
    simulate_rises,
    simulate_up_and_go,
    simulate_walk,
)
from restride.terms import Placement
from restride.units import STANDARD_GRAVITY_MPS2

PLAN = (Stand(duration_s=2), WalkAhead(length_m=20), TurnBy(angle_deg=90), Stand(duration_s=2))


def faultless(placement, sampling_rate_hz, **changes):
    return SensorSettings(
        placement=placement,
        sampling_rate_hz=sampling_rate_hz,
        acceleration_noise_mps2=0,
        angular_velocity_noise_dps=0,
        acceleration_range_mps2=1e6,
        angular_velocity_range_dps=1e6,
        **changes,
    )


def integrated(sensor, first_rotation, *, start_m, start_mps):
    """Textbook strapdown with coning and sculling terms; position at the end of each sample."""
    step_s = 1 / sensor.clock.sampling_rate_hz
    turns = np.deg2rad(sensor.angular_velocity_dps) * step_s
    pushes = sensor.acceleration_mps2 * step_s
    turns_before = np.vstack([np.zeros(3), turns[:-1]])
    pushes_before = np.vstack([np.zeros(3), pushes[:-1]])
    coned = Rotation.from_rotvec(turns + np.cross(turns_before, turns) / 12).as_matrix()
    sculled = (
        pushes
        + np.cross(turns, pushes) / 2
        + np.cross(turns, np.cross(turns, pushes)) / 6
        + (np.cross(turns_before, pushes) + np.cross(pushes_before, turns)) / 12
    )
    rotation, speeds_mps = first_rotation, [np.asarray(start_mps)]
    for turn, push in zip(coned, sculled, strict=True):
        gained = rotation @ push - np.array([0, 0, STANDARD_GRAVITY_MPS2]) * step_s
        speeds_mps.append(speeds_mps[-1] + gained)
        rotation = rotation @ turn
    speeds_mps = np.array(speeds_mps)
    way_m = np.cumsum((speeds_mps[1:] + speeds_mps[:-1]) / 2 * step_s, axis=0)
    return start_m + way_m, rotation


def at(path, times_s):
    columns = [np.interp(times_s, path.times_s, column) for column in path.position_m.T]
    return np.column_stack(columns)


@pytest.mark.parametrize("rotation_deg", [(0, 0, 0), (180, 0, 0), (20, -35, 110)])
def test_the_lower_back_comes_out_within_a_centimetre_of_20_m(rotation_deg):
    settings = faultless(Placement.LOWER_BACK, 200, rotation_deg=rotation_deg)
    simulated = simulate_walk(WalkerSettings(seed=5), plan=PLAN, sensors=(settings,))
    sensor, path = simulated.recording.sensors[0], simulated.sensor_paths[0]

    way_m, rotation = integrated(
        sensor,
        path.rotation[0] @ settings.mounting.T,
        start_m=path.position_m[0],
        start_mps=[0] * 3,
    )

    true_m = at(path, sensor.clock.times_s + 0.5 / 200)
    assert np.hypot(*true_m[-1, :2]) > 19
    assert np.abs(way_m - true_m).max() < 0.01
    off = Rotation.from_matrix(rotation.T @ path.rotation[-1] @ settings.mounting.T)
    assert np.rad2deg(off.magnitude()) < 0.05


@pytest.mark.parametrize("placement", [Placement.LEFT_FOOT, Placement.RIGHT_FOOT])
def test_a_foot_comes_out_within_millimetres_from_rest_to_rest(placement):
    settings = faultless(placement, 200)
    simulated = simulate_walk(WalkerSettings(seed=6), plan=PLAN, sensors=(settings,))
    sensor, path = simulated.recording.sensors[0], simulated.sensor_paths[0]
    strides = [each for each in simulated.truth.bouts[0].strides if each.side is placement.side]
    rests_s = [each.start_s + 0.5 * each.stance_s for each in strides]

    off_m = []
    for start_s, end_s in pairwise(rests_s):
        part = sensor.between(start_s, end_s)
        first_s = part.clock.first_s - 0.5 / 200
        index = np.searchsorted(path.times_s, first_s)
        way_m, _ = integrated(
            part,
            path.rotation[index] @ settings.mounting.T,
            start_m=at(path, np.array([first_s]))[0],
            start_mps=[0] * 3,
        )
        off_m.append(np.abs(way_m[-1] - at(path, np.array([part.clock.end_s - 0.5 / 200]))[0]))

    assert np.max(off_m) < 0.004


def test_the_path_has_no_jumps_in_acceleration():
    settings = faultless(Placement.LEFT_FOOT, 400)
    simulated = simulate_walk(WalkerSettings(seed=7), plan=PLAN, sensors=(settings,))

    acceleration_mps2 = simulated.sensor_paths[0].acceleration_mps2()

    # From one 400th of a second to the next, landings included.
    assert np.abs(np.diff(acceleration_mps2, axis=0)).max() < 75
    assert np.abs(acceleration_mps2).max() < 150


def comes_out(sensor, path, settings):
    """Integrate the sensor; tell how far it comes out from the true way at most."""
    rate_hz = settings.sampling_rate_hz
    way_m, _ = integrated(
        sensor,
        path.rotation[0] @ settings.mounting.T,
        start_m=path.position_m[0],
        start_mps=[0] * 3,
    )
    return np.abs(way_m - at(path, sensor.clock.times_s + 0.5 / rate_hz)).max()


@pytest.mark.parametrize("seed", [0, 2, 3])
def test_the_back_comes_out_after_rising_going_and_sitting_down(seed):
    settings = faultless(Placement.LOWER_BACK, 400, rotation_deg=(20, -35, 110))
    simulated = simulate_up_and_go(random_up_and_go(seed), sensors=(settings,))
    sensor, path = simulated.recording.sensors[0], simulated.sensor_paths[0]

    assert comes_out(sensor, path, settings) < 0.03


def test_the_back_comes_out_after_five_rises():
    settings = faultless(Placement.LOWER_BACK, 400)
    simulated = simulate_rises(5, seed=1, sensors=(settings,))
    sensor, path = simulated.recording.sensors[0], simulated.sensor_paths[0]

    assert comes_out(sensor, path, settings) < 0.03
