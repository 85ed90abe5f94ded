"""The simulated recording, and what asked for is what one gets."""

from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest

from restride.errors import OptionError
from restride.simulate import (
    Activity,
    ActivityKind,
    Climb,
    SensorSettings,
    Stand,
    TurnBy,
    WalkAhead,
    WalkerSettings,
    back_and_forth,
    simulate_walk,
)
from restride.terms import ContactKind, EndReason, Placement, Side, Terrain
from restride.units import STANDARD_GRAVITY_MPS2

LONG = (Stand(duration_s=2), WalkAhead(duration_s=240), Stand(duration_s=2))
BACK = (SensorSettings(),)


def steady(simulated):
    return [each for bout in simulated.truth.bouts for each in bout.strides if each.is_steady]


def mean(strides, name, side=None):
    return np.mean([getattr(each, name) for each in strides if side in (None, each.side)])


def variation(values):
    return np.std(values) / np.mean(values)


def test_the_recording_says_that_nobody_walked():
    recording = simulate_walk().recording

    assert recording.is_simulated
    assert [finding.code for finding in recording.findings] == ["simulated"]


def test_speed_and_cadence_are_those_asked_for():
    simulated = simulate_walk(
        WalkerSettings(speed_mps=1.05, cadence_spm=98), plan=LONG, sensors=BACK
    )
    strides = steady(simulated)

    assert mean(strides, "speed_mps") == pytest.approx(1.05, abs=0.015)
    assert 120 / mean(strides, "duration_s") == pytest.approx(98, abs=1)


def test_asymmetry_is_that_asked_for():
    walker = WalkerSettings(
        cadence_spm=90, step_length_asymmetry_ratio=0.8, step_time_asymmetry_ratio=1.15
    )
    bout = simulate_walk(walker, plan=LONG, sensors=BACK).truth.bouts[0]
    left, right = ([s for s in bout.steps[2:-2] if s.side is side] for side in Side)

    lengths = np.mean([s.length_m for s in left]) / np.mean([s.length_m for s in right])
    times = np.mean([s.duration_s for s in left]) / np.mean([s.duration_s for s in right])
    assert lengths == pytest.approx(0.8, abs=0.01)
    assert times == pytest.approx(1.15, abs=0.01)


def test_variation_is_that_asked_for():
    walker = WalkerSettings(stride_time_variation_ratio=0.04, stride_length_variation_ratio=0.06)
    strides = steady(simulate_walk(walker, plan=LONG, sensors=BACK))

    assert variation([s.duration_s for s in strides]) == pytest.approx(0.04, abs=0.007)
    assert variation([s.length_m for s in strides]) == pytest.approx(0.06, abs=0.01)


def test_without_variation_every_stride_is_alike():
    walker = WalkerSettings(stride_time_variation_ratio=0, stride_length_variation_ratio=0)
    strides = steady(simulate_walk(walker, plan=LONG, sensors=BACK))

    assert np.ptp([s.duration_s for s in strides]) < 1e-9
    assert np.ptp([s.length_m for s in strides]) < 1e-9


@pytest.mark.parametrize("share", [0.16, 0.24, 0.36])
def test_double_support_is_that_asked_for(share):
    strides = steady(
        simulate_walk(WalkerSettings(double_support_share=share), plan=LONG, sensors=BACK)
    )

    got = mean(strides, "double_support_s") / mean(strides, "duration_s")
    assert got == pytest.approx(share, abs=0.005)


def test_a_turn_has_its_angle_and_its_strides_add_up_to_it():
    plan = (WalkAhead(length_m=6), TurnBy(angle_deg=-180), WalkAhead(length_m=6))
    simulated = simulate_walk(plan=plan, sensors=BACK)
    (turn,) = simulated.truth.turns
    path = simulated.sensor_paths[0]

    assert turn.angle_deg == -180
    assert 1.0 < turn.duration_s < 2.5
    assert turn.steps_count in (2, 3, 4)
    lefts = [s.turn_deg for s in simulated.truth.bouts[0].strides if s.side is Side.LEFT]
    assert sum(lefts) == pytest.approx(-180, abs=8)
    assert np.rad2deg(path.angles_rad[-1, 2]) == pytest.approx(-180, abs=1e-6)


def test_a_walker_who_turns_in_small_steps_takes_more_of_them():
    plan = (WalkAhead(length_m=6), TurnBy(angle_deg=180), WalkAhead(length_m=6))
    (turn,) = simulate_walk(WalkerSettings(turn_step_deg=20), plan=plan, sensors=BACK).truth.turns

    assert turn.steps_count in (6, 7, 8)
    assert turn.peak_angular_velocity_dps < 80


def test_a_turn_in_place_stays_in_place():
    plan = (Stand(duration_s=2), TurnBy(angle_deg=360, steps_count=8, is_in_place=True))
    simulated = simulate_walk(plan=plan, sensors=BACK)

    assert np.abs(simulated.sensor_paths[0].position_m[:, :2]).max() < 0.25
    assert simulated.walked_length_m == 0
    assert len(simulated.contacts) == 2 * 9
    assert simulated.truth.bouts == ()


@pytest.mark.parametrize(
    ("rise_m", "terrain"), [(0.17, Terrain.STAIRS_UP), (-0.17, Terrain.STAIRS_DOWN)]
)
def test_stairs_lead_up_and_down(rise_m, terrain):
    plan = (WalkAhead(length_m=3), Climb(steps_count=10, rise_m=rise_m), WalkAhead(length_m=3))
    simulated = simulate_walk(plan=plan)
    strides = [s for s in simulated.truth.bouts[0].strides if s.terrain is terrain]

    # The last landings of the flight and those after it are on the level of its end.
    assert len(strides) in (9, 10)
    assert strides[4].height_change_m == pytest.approx(2 * rise_m)
    assert strides[4].length_m == pytest.approx(2 * 0.29, abs=0.01)
    for path in simulated.sensor_paths:
        rise = path.position_m[-1, 2] - path.position_m[0, 2]
        assert rise == pytest.approx(10 * rise_m, abs=0.02)


def test_activities_are_no_walking():
    plan = tuple(Activity(kind=kind) for kind in ActivityKind)
    simulated = simulate_walk(plan=plan)

    assert simulated.truth.bouts == ()
    assert simulated.contacts == ()
    assert "at least 4 strides" in simulated.truth.no_walking_reason
    moved_m = np.ptp(simulated.sensor_paths[0].position_m, axis=0)
    assert moved_m[2] > 0.3
    assert np.ptp(simulated.sensor_paths[1].position_m, axis=0).max() == 0


def test_a_short_pause_joins_and_a_long_one_parts_two_bouts():
    def bouts(pause_s):
        plan = (WalkAhead(length_m=8), Stand(duration_s=pause_s), WalkAhead(length_m=8))
        return simulate_walk(plan=plan, sensors=BACK).truth.bouts

    assert len(bouts(0.5)) == 1
    first, second = bouts(6.0)
    assert first.end_reason is EndReason.PAUSE
    assert second.end_reason is EndReason.RECORDING_ENDS


def test_at_rest_the_sensors_feel_gravity_and_nothing_else():
    plan = (Stand(duration_s=5),)
    back, foot, _ = simulate_walk(WalkerSettings(seed=3), plan=plan).recording.sensors

    size_mps2 = np.linalg.norm(back.acceleration_mps2, axis=1)
    assert size_mps2.mean() == pytest.approx(STANDARD_GRAVITY_MPS2, abs=0.01)
    np.testing.assert_allclose(foot.acceleration_mps2.mean(axis=0), [0, 0, 9.80665], atol=0.01)
    assert np.abs(foot.angular_velocity_dps.mean(axis=0)).max() < 0.03


def test_feet_are_flat_and_still_in_mid_stance():
    simulated = simulate_walk(WalkerSettings(seed=4))
    path = simulated.sensor_paths[1]
    strides = [s for s in steady(simulated) if s.side is Side.LEFT]

    for stride in strides:
        middle_s = stride.start_s + 0.4 * stride.stance_s
        index = np.searchsorted(path.times_s, [middle_s - 0.03, middle_s + 0.03])
        rest = slice(*index)
        assert np.ptp(path.position_m[rest], axis=0).max() < 2e-4
        assert np.abs(path.angles_rad[rest, :2]).max() < 1e-3


def test_feet_land_on_the_heel_and_leave_from_the_toes():
    walker = WalkerSettings(contact_angle_deg=22, lift_angle_deg=-50)
    simulated = simulate_walk(walker, plan=LONG)
    strides = steady(simulated)

    assert mean(strides, "contact_angle_deg") == pytest.approx(22, abs=0.5)
    assert mean(strides, "lift_angle_deg") == pytest.approx(-50, abs=0.8)
    path = simulated.sensor_paths[2]
    right = [s for s in strides if s.side is Side.RIGHT]
    seen_deg = [-np.rad2deg(np.interp(s.end_s, path.times_s, path.angles_rad[:, 1])) for s in right]
    assert np.mean(seen_deg) == pytest.approx(22, abs=2)


def test_a_shuffling_foot_clears_less():
    low = simulate_walk(
        WalkerSettings(speed_mps=0.5, clearance_m=0.012, lift_angle_deg=-15, contact_angle_deg=0),
        sensors=BACK,
    )
    usual = simulate_walk(sensors=BACK)

    assert mean(steady(low), "clearance_m") < 0.06 < mean(steady(usual), "clearance_m") < 0.2


def test_the_trunk_moves_as_trunks_do():
    walker = WalkerSettings(style_spread_ratio=0, trunk_variation_ratio=0)
    simulated = simulate_walk(walker, plan=LONG, sensors=BACK)
    sensor = simulated.recording.sensors[0]
    strides = [s for s in steady(simulated) if s.side is Side.LEFT]
    shares = np.linspace(0, 1, 100, endpoint=False)
    times_s = np.array([s.start_s + shares * s.duration_s for s in strides])
    forward, left, up = (
        np.mean(np.interp(times_s, sensor.clock.times_s, column), axis=0)
        for column in sensor.acceleration_mps2.T
    )
    roll, _, yaw = (
        np.mean(np.interp(times_s, sensor.clock.times_s, column), axis=0)
        for column in sensor.angular_velocity_dps.T
    )

    # Speeding up ahead of the right landing at 0.5, braking after it. [zijlstra2003]
    assert forward[47:50].mean() > 0 > forward[53:63].mean()
    # Highest push in double support, lowest past the standing leg.
    assert up[2:16].mean() > STANDARD_GRAVITY_MPS2 > up[20:38].mean()
    # Pushed to the right while standing on the left, and the other way round.
    assert left[15:40].mean() < 0 < left[65:90].mean()
    # The right side sinks after the left landing, and comes ahead while it swings. [perry2010]
    assert roll[3:12].mean() > 0 > roll[53:62].mean()
    assert yaw[20:45].mean() > 0 > yaw[70:95].mean()


def test_the_rise_of_the_trunk_is_that_of_an_inverted_pendulum():
    walker = WalkerSettings(style_spread_ratio=0, trunk_variation_ratio=0)
    simulated = simulate_walk(walker, plan=LONG, sensors=BACK)
    height_m = simulated.sensor_paths[0].position_m[20 * 400 : 200 * 400, 2]

    leg_m, step_m = walker.back_height_m, walker.step_m
    pendulum_m = leg_m - np.sqrt(leg_m**2 - (step_m / 2.5) ** 2)
    assert np.ptp(height_m) == pytest.approx(pendulum_m, rel=0.35)


def test_the_same_seed_gives_the_same_walk_and_another_seed_another():
    walker = WalkerSettings(seed=8)

    assert simulate_walk(walker).recording == simulate_walk(walker).recording
    assert simulate_walk(walker).recording != simulate_walk(replace(walker, seed=9)).recording


def test_contacts_take_turns_in_side_and_in_kind():
    contacts = simulate_walk(plan=back_and_forth(length_m=10, turns_count=2)).contacts
    initial = [each.side for each in contacts if each.kind is ContactKind.INITIAL]

    assert all(a is not b for a, b in pairwise(initial))
    times_s = [each.time_s for each in contacts]
    assert times_s == sorted(times_s)


def test_nothing_to_do_is_refused():
    with pytest.raises(OptionError, match=r"at least 1 segment in its plan and 1 sensor.* 0 and 3"):
        simulate_walk(plan=())


def test_two_sensors_share_one_place():
    sensors = (SensorSettings(), SensorSettings(sampling_rate_hz=50))
    recording = simulate_walk(sensors=sensors).recording

    assert [s.placement for s in recording.sensors] == [Placement.LOWER_BACK] * 2
