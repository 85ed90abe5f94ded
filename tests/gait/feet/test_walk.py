"""Walking from the feet: the virtual walker's truth comes back, and bad input is told apart."""

from dataclasses import replace
from functools import cache

import numpy as np
import pytest

from restride.errors import ClocksDisagree, MissingChannel, SignalNotUsable, SignalTooShort
from restride.gait.feet import find_feet_walk
from restride.gait.feet.settings import ClockSettings, FeetSettings
from restride.recording.clock import Clock
from restride.recording.recording import Sensor
from restride.simulate import (
    Climb,
    SensorSettings,
    Stand,
    WalkAhead,
    WalkerSettings,
    back_and_forth,
    simulate_walk,
)
from restride.terms import ContactKind, EndReason, Placement, Side, Terrain

ONE_G_MPS2 = 9.80665
FEET = (Placement.LEFT_FOOT, Placement.RIGHT_FOOT)
THERE_AND_BACK = back_and_forth(length_m=12.0, turns_count=1)
STAIRS = (
    Stand(duration_s=3),
    WalkAhead(length_m=5),
    Climb(steps_count=10),
    WalkAhead(length_m=5),
    Climb(steps_count=10, rise_m=-0.17),
    WalkAhead(length_m=5),
    Stand(duration_s=3),
)
WALKERS = {
    "usual": WalkerSettings(),
    "fast": WalkerSettings(speed_mps=1.9, cadence_spm=132),
    "shuffling": WalkerSettings(
        speed_mps=0.35, cadence_spm=90, contact_angle_deg=2, lift_angle_deg=-15, clearance_m=0.015
    ),
    "hemiparetic": WalkerSettings(
        speed_mps=0.6,
        cadence_spm=80,
        step_length_asymmetry_ratio=1.5,
        step_time_asymmetry_ratio=1.4,
        contact_angle_deg=3,
        circumduction_m=0.06,
    ),
}


@cache
def simulated(name, plan=THERE_AND_BACK, **how):
    return simulate_walk(
        WALKERS[name],
        plan=plan,
        sensors=tuple(SensorSettings(placement=each, **how) for each in FEET),
    )


def feet_of(simulation):
    return [simulation.recording.sensor_at(each) for each in FEET]


def found_in(simulation):
    return find_feet_walk(*feet_of(simulation))


def contacts_of(walk, kind, side):
    return np.array(
        [
            contact.time_s
            for bout in walk.bouts
            for contact in (
                bout.initial_contacts if kind is ContactKind.INITIAL else bout.final_contacts
            )
            if contact.side is side
        ]
    )


def paired_strides(truth, found):
    return [
        (true, own)
        for bout in truth.bouts
        for true in bout.strides
        for other in found.bouts
        for own in other.strides
        if own.side is true.side and abs(own.end_s - true.end_s) < 0.2
    ]


@pytest.mark.parametrize("name", WALKERS)
def test_every_landing_is_found_and_when(name):
    simulation = simulated(name)
    walk = found_in(simulation).walk

    for side in Side:
        true_s = contacts_of(simulation.truth, ContactKind.INITIAL, side)
        own_s = contacts_of(walk, ContactKind.INITIAL, side)
        errors_s = np.array([own_s[np.argmin(np.abs(own_s - each))] - each for each in true_s])
        assert abs(len(own_s) - len(true_s)) <= 1
        assert np.sum(np.abs(errors_s) > 0.1) <= 1
        assert np.median(np.abs(errors_s)) < 0.025


@pytest.mark.parametrize("name", WALKERS)
def test_every_lift_is_found_and_when(name):
    simulation = simulated(name)
    walk = found_in(simulation).walk

    for side in Side:
        true_s = contacts_of(simulation.truth, ContactKind.FINAL, side)
        own_s = contacts_of(walk, ContactKind.FINAL, side)
        errors_s = np.array([own_s[np.argmin(np.abs(own_s - each))] - each for each in true_s])
        assert np.sum(np.abs(errors_s) > 0.1) <= 1
        assert np.median(np.abs(errors_s)) < 0.03


@pytest.mark.parametrize("name", WALKERS)
def test_stride_measures_come_back(name):
    simulation = simulated(name)
    pairs = paired_strides(simulation.truth, found_in(simulation).walk)

    assert len(pairs) >= 0.9 * sum(len(bout.strides) for bout in simulation.truth.bouts)
    for field, tolerance in (
        ("length_m", 0.01),
        ("clearance_m", 0.005),
        ("circumduction_m", 0.01),
        ("turn_deg", 1.0),
        ("height_change_m", 0.01),
        ("contact_angle_deg", 6.0),
        ("lift_angle_deg", 8.0),
        ("double_support_s", 0.06),
    ):
        errors = [
            abs(getattr(own, field) - getattr(true, field))
            for true, own in pairs
            if getattr(own, field) is not None and getattr(true, field) is not None
        ]
        assert np.median(errors) < tolerance, field


def test_any_mounting_gives_the_same_walk():
    as_worn = found_in(simulated("usual")).walk.bouts[0]
    mounted = found_in(simulated("usual", rotation_deg=(40.0, 70.0, -120.0))).walk.bouts[0]

    assert len(mounted.strides) == len(as_worn.strides)
    for one, other in zip(as_worn.strides, mounted.strides, strict=True):
        assert other.end_s == pytest.approx(one.end_s, abs=0.03)
        assert other.length_m == pytest.approx(one.length_m, abs=0.02)


@pytest.mark.parametrize("rate_hz", [25.0, 400.0])
def test_slow_and_fast_sensors_find_the_walk(rate_hz):
    simulation = simulated("usual", sampling_rate_hz=rate_hz)
    pairs = paired_strides(simulation.truth, found_in(simulation).walk)

    assert len(pairs) >= 0.9 * sum(len(bout.strides) for bout in simulation.truth.bouts)
    assert np.median([abs(own.length_m - true.length_m) for true, own in pairs]) < 0.02


def test_a_slow_sensor_is_named():
    findings = found_in(simulated("usual", sampling_rate_hz=25.0)).findings

    said = [each.found for each in findings if each.code == "rate-low"]
    assert len(said) == 2
    assert said[0].startswith("The sensor takes 25 samples a second")


def test_stairs_are_told_from_level_ground():
    simulation = simulated("usual", plan=STAIRS)
    pairs = paired_strides(simulation.truth, found_in(simulation).walk)

    assert {own.terrain for _, own in pairs} == set(Terrain)
    assert np.mean([own.terrain is true.terrain for true, own in pairs]) >= 0.9
    assert all(abs(own.height_change_m - true.height_change_m) < 0.02 for true, own in pairs)


def test_the_turn_is_found_with_its_angle():
    simulation = simulated("usual")
    (true,) = simulation.truth.turns
    (turn,) = found_in(simulation).walk.turns

    assert turn.angle_deg == pytest.approx(true.angle_deg, abs=8)
    assert turn.start_s < (true.start_s + true.end_s) / 2 < turn.end_s


def test_one_foot_alone_walks_too():
    left, right = feet_of(simulated("usual"))
    both = find_feet_walk(left, right).walk.bouts[0]

    (bout,) = find_feet_walk(left, None).walk.bouts

    assert {stride.side for stride in bout.strides} == {Side.LEFT}
    assert len(bout.strides) == sum(stride.side is Side.LEFT for stride in both.strides)
    assert all(stride.double_support_s is None for stride in bout.strides)
    assert bout.steps == ()


def test_the_right_foot_alone_turns_as_far():
    _, right = feet_of(simulated("usual"))

    (turn,) = find_feet_walk(None, right).walk.turns

    assert abs(turn.angle_deg) == pytest.approx(180, abs=15)


def test_a_gap_costs_only_what_it_touches():
    whole = found_in(simulated("usual")).walk
    torn = found_in(simulated("usual", gaps_s=((10.0, 12.0),))).walk

    assert torn.bouts[0].end_reason is EndReason.GAP
    after_s = contacts_of(torn, ContactKind.INITIAL, Side.LEFT)
    whole_s = contacts_of(whole, ContactKind.INITIAL, Side.LEFT)
    after_s, whole_s = after_s[after_s > 14], whole_s[whole_s > 14]
    assert len(after_s) == len(whole_s)
    assert after_s == pytest.approx(whole_s, abs=0.02)
    assert not any(9.9 < each < 12.1 for each in contacts_of(torn, ContactKind.INITIAL, Side.LEFT))


def test_strides_begin_and_end_in_order_and_their_parts_add_up():
    walk = found_in(simulated("hemiparetic")).walk

    for bout in walk.bouts:
        times_s = [each.time_s for each in bout.initial_contacts]
        assert times_s == sorted(times_s)
        for stride in bout.strides:
            assert stride.start_s < stride.final_contact_s < stride.end_s
            assert stride.stance_s + stride.swing_s == pytest.approx(stride.duration_s)
            assert bout.start_s <= stride.start_s
            assert stride.end_s <= bout.end_s


def test_borders_go_from_push_off_to_push_off():
    found = found_in(simulated("usual"))
    lifts_s = contacts_of(found.walk, ContactKind.FINAL, Side.LEFT)

    borders = [each for each in found.stride_borders if each.side is Side.LEFT]

    assert len(borders) >= len(lifts_s) - 4
    for each in borders:
        assert min(abs(lifts_s - each.start_s)) < 0.08


def still(seconds=20.0, noise=True):
    count = int(seconds * 100)
    random = np.random.default_rng(1)
    size = 0.05 if noise else 0.0
    return Sensor(
        name="left",
        placement=Placement.LEFT_FOOT,
        clock=Clock(sampling_rate_hz=100.0, samples_count=count),
        acceleration_mps2=np.array([0, 0, ONE_G_MPS2]) + size * random.normal(size=(count, 3)),
        angular_velocity_dps=size * random.normal(size=(count, 3)),
    )


def test_a_person_who_stands_does_not_walk():
    found = find_feet_walk(still(), still())

    assert found.walk.bouts == ()
    assert "the feet stood still throughout" in found.walk.no_walking_reason


def test_feet_that_shift_on_the_spot_do_not_walk():
    foot = still()
    time_s = np.arange(2000) / 100
    lifts = np.where(time_s % 2 < 0.5, np.sin(2 * np.pi * time_s / 0.5), 0.0)
    turning = foot.angular_velocity_dps.copy()
    turning[:, 1] += 60 * lifts

    found = find_feet_walk(replace(foot, angular_velocity_dps=turning), None)

    assert found.walk.bouts == ()
    assert "made no 2 strides in a row" in found.walk.no_walking_reason


def test_a_foot_without_gyroscope_is_refused():
    with pytest.raises(MissingChannel, match="needs a gyroscope, and the sensor 'left'"):
        find_feet_walk(replace(still(), angular_velocity_dps=None), None)


def test_no_foot_at_all_is_refused():
    with pytest.raises(MissingChannel, match="at least one foot, and none was given"):
        find_feet_walk(None, None)


def test_three_samples_are_refused():
    with pytest.raises(SignalTooShort, match=r"needs at least 2 s of signal, and got 0\.03 s"):
        find_feet_walk(still(0.03), None)


def test_nothing_but_nan_is_refused():
    foot = still()
    nothing = np.full((2000, 3), np.nan)

    with pytest.raises(SignalNotUsable, match="holds no number in any of its 2000 samples"):
        find_feet_walk(replace(foot, acceleration_mps2=nothing), None)


def test_a_constant_signal_is_refused():
    with pytest.raises(SignalNotUsable, match="shows the same value throughout"):
        find_feet_walk(still(noise=False), None)


def test_a_short_piece_between_gaps_is_named():
    foot = still()
    force = foot.acceleration_mps2.copy()
    force[100:200] = np.nan
    force[300:400] = np.nan

    findings = find_feet_walk(replace(foot, acceleration_mps2=force), None).findings

    assert [each.code for each in findings] == ["piece-too-short", "piece-too-short"]
    assert "lasts 1.00 s, and 2 s are needed" in findings[0].found


def shifted(sensor, *, offset_s=0.0, drift_ratio=0.0):
    times_s = (sensor.clock.times_s - offset_s) * (1 - drift_ratio)
    return replace(sensor, clock=replace(sensor.clock, stamps_s=times_s))


@pytest.mark.parametrize(
    ("offset_s", "drift_ratio"), [(0.4, 0.0), (2.3, 0.0), (-3.0, 0.0), (0.0, 8e-3)]
)
def test_feet_with_other_clocks_are_brought_together(offset_s, drift_ratio):
    left, right = feet_of(simulated("usual"))
    as_one = contacts_of(find_feet_walk(left, right).walk, ContactKind.INITIAL, Side.RIGHT)
    # A drift that shows in half a minute is larger than any clock's: allow it here.
    settings = FeetSettings(clocks=ClockSettings(largest_drift_ratio=1e-2))

    found = find_feet_walk(
        left, shifted(right, offset_s=offset_s, drift_ratio=drift_ratio), settings=settings
    )

    (said,) = [each for each in found.findings if each.code == "clock-drift"]
    assert "brought to the left foot's clock" in said.done
    again = contacts_of(found.walk, ContactKind.INITIAL, Side.RIGHT)
    nearest = np.array([np.abs(again - each).min() for each in as_one])
    assert np.median(nearest) < 0.03
    assert nearest.max() < 0.1


def test_clocks_that_agree_are_left_alone():
    codes = [each.code for each in found_in(simulated("hemiparetic")).findings]

    assert "clock-drift" not in codes


def test_feet_that_no_steady_difference_brings_together_are_refused():
    left, right = feet_of(simulated("usual"))
    times_s = right.clock.times_s.copy()
    times_s += 1.3 * np.sin(times_s / 2.5)
    wild = replace(right, clock=replace(right.clock, stamps_s=np.maximum.accumulate(times_s)))

    with pytest.raises(ClocksDisagree, match=r"at least 0\.6 of 1"):
        find_feet_walk(left, wild)
