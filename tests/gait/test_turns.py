"""Turns: when they begin and end, how far and which way, and no turn where nobody turns."""

import json

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from restride.gait.turns import (
    TurnSettings,
    find_turns,
    find_turns_of_yaw,
    no_gyroscope_finding,
    turns_of_bouts,
)
from restride.recording.events import Turn, WalkingBout
from restride.simulate.people import random_walker
from restride.simulate.plan import back_and_forth
from restride.simulate.sensors import SensorSettings
from restride.simulate.walk import simulate_walk
from restride.terms import EndReason, Placement, TurnDirection

ONE_G_MPS2 = 9.80665


def heading_signals(*turns, rate_hz=100.0, duration_s=30.0, sway_dps=30.0):
    """A trunk that stands upright, sways about the vertical at 0.9 Hz, and turns as told.

    Each turn is (middle_s, duration_s, angle_deg), its speed half a sine.
    """
    time_s = np.arange(0, duration_s, 1 / rate_hz)
    yaw = sway_dps * np.sin(2 * np.pi * 0.9 * time_s)
    for middle_s, long_s, angle_deg in turns:
        part = (time_s - middle_s) / long_s + 0.5
        inside = (part > 0) & (part < 1)
        yaw += inside * np.sin(np.pi * part) * angle_deg * np.pi / 2 / long_s
    acceleration = np.tile([0.0, 0.0, ONE_G_MPS2], (len(time_s), 1))
    return acceleration, np.stack((0 * yaw, 0 * yaw, yaw), axis=1)


def edge_of_half_sine(long_s, part):
    """Seconds from the middle to where half a sine falls to a part of its peak."""
    return np.arccos(part) / np.pi * long_s


def test_a_turn_to_the_left_is_found_with_its_angle_and_its_edges():
    (turn,) = find_turns(*heading_signals((15.0, 4.0, 180.0)), sampling_rate_hz=100)

    assert turn.angle_deg == pytest.approx(180, abs=4)
    assert turn.direction is TurnDirection.LEFT
    assert turn.start_s == pytest.approx(15 - edge_of_half_sine(4.0, 0.5), abs=0.1)
    assert turn.end_s == pytest.approx(15 + edge_of_half_sine(4.0, 0.45), abs=0.1)
    assert turn.peak_angular_velocity_dps == pytest.approx(180 * np.pi / 8 + 30, abs=12)


def test_turns_mirror_left_to_right():
    (left,) = find_turns(*heading_signals((15.0, 2.0, 90.0), sway_dps=0), sampling_rate_hz=100)
    (right,) = find_turns(*heading_signals((15.0, 2.0, -90.0), sway_dps=0), sampling_rate_hz=100)

    assert right.angle_deg == pytest.approx(-left.angle_deg)
    assert right.direction is TurnDirection.RIGHT
    assert (right.start_s, right.end_s) == pytest.approx((left.start_s, left.end_s))


@pytest.mark.parametrize("rate_hz", [20.0, 50.0, 100.0, 204.8, 400.0])
def test_a_turn_is_the_same_at_every_rate(rate_hz):
    signals = heading_signals((15.0, 3.0, -180.0), rate_hz=rate_hz)
    (turn,) = find_turns(*signals, sampling_rate_hz=rate_hz)

    assert turn.angle_deg == pytest.approx(-180, abs=5)
    assert turn.start_s == pytest.approx(15 - edge_of_half_sine(3.0, 0.5), abs=0.12)
    assert turn.end_s == pytest.approx(15 + edge_of_half_sine(3.0, 0.45), abs=0.12)


@pytest.mark.parametrize(
    "up", [[1, 0, 0], [-1, 0, 0], [0, -1, 0], [0.6, 0.0, 0.8], [0.5, -0.5, 0.7]]
)
def test_a_turn_is_the_same_in_every_orientation(up):
    acceleration, gyroscope = heading_signals((15.0, 3.0, 180.0))
    up = np.array(up) / np.linalg.norm(up)
    (turn,) = find_turns(acceleration[:, 2:] * up, gyroscope[:, 2:] * up, sampling_rate_hz=100)
    (as_worn,) = find_turns(acceleration, gyroscope, sampling_rate_hz=100)

    assert turn.angle_deg == pytest.approx(as_worn.angle_deg, abs=0.1)
    assert turn.start_s == pytest.approx(as_worn.start_s, abs=0.01)


def test_swaying_without_turning_is_no_turn():
    assert find_turns(*heading_signals(sway_dps=60.0), sampling_rate_hz=100) == ()


@pytest.mark.parametrize(("angle_deg", "turns_count"), [(40.0, 0), (52.0, 1)])
def test_a_turn_measures_at_least_forty_five_degrees(angle_deg, turns_count):
    signals = heading_signals((15.0, 1.5, angle_deg), sway_dps=0)

    assert len(find_turns(*signals, sampling_rate_hz=100)) == turns_count


def test_two_turns_apart_are_two_and_two_pushes_of_one_turn_are_one():
    apart = heading_signals((10.0, 2.0, 90.0), (14.0, 2.0, 90.0), sway_dps=0)
    pushes = heading_signals((10.0, 1.4, 90.0), (11.2, 1.4, 90.0), sway_dps=0)

    assert len(find_turns(*apart, sampling_rate_hz=100)) == 2
    (turn,) = find_turns(*pushes, sampling_rate_hz=100)
    assert turn.angle_deg == pytest.approx(180, abs=5)


def test_there_and_back_are_two_turns():
    signals = heading_signals((10.0, 2.0, 120.0), (12.8, 2.0, -120.0), sway_dps=0)
    left, right = find_turns(*signals, sampling_rate_hz=100)

    assert left.angle_deg == pytest.approx(120, abs=8)
    assert right.angle_deg == pytest.approx(-120, abs=8)
    assert left.end_s <= right.start_s


@settings(max_examples=10)
@given(start_s=st.integers(0, 100_000))
def test_a_turn_moves_with_the_start_of_the_piece(start_s):
    signals = heading_signals((5.0, 2.0, 90.0), duration_s=10.0)
    (here,) = find_turns(*signals, sampling_rate_hz=100)
    (later,) = find_turns(*signals, sampling_rate_hz=100, start_s=start_s)

    assert later.start_s - start_s == pytest.approx(here.start_s, abs=1e-6)
    assert later.angle_deg == here.angle_deg


@pytest.mark.parametrize("rate_hz", [20.0, 100.0, 204.8])
def test_a_known_rotation_about_the_vertical_gives_the_same_turn(rate_hz):
    acceleration, gyroscope = heading_signals((15.0, 3.0, -180.0), rate_hz=rate_hz)
    (turn,) = find_turns(acceleration, gyroscope, sampling_rate_hz=rate_hz, start_s=2.0)
    (same,) = find_turns_of_yaw(gyroscope[:, 2], sampling_rate_hz=rate_hz, start_s=2.0)

    assert same.start_s == pytest.approx(turn.start_s, abs=1e-6)
    assert same.end_s == pytest.approx(turn.end_s, abs=1e-6)
    assert same.angle_deg == pytest.approx(turn.angle_deg, abs=1e-6)


def test_steps_are_the_contacts_inside_the_turn():
    signals = heading_signals((15.0, 4.0, 180.0))
    contacts_s = np.arange(0.25, 30.0, 0.5)
    (turn,) = find_turns(*signals, sampling_rate_hz=100, initial_contacts_s=contacts_s)
    (unasked,) = find_turns(*signals, sampling_rate_hz=100)

    inside = (contacts_s >= turn.start_s) & (contacts_s <= turn.end_s)
    assert turn.steps_count == inside.sum() == 6
    assert unasked.steps_count is None


def test_no_gyroscope_finds_no_turn_and_says_so():
    acceleration, _ = heading_signals()

    assert find_turns(acceleration, None, sampling_rate_hz=100) == ()
    assert no_gyroscope_finding("back").code == "no-gyroscope"


def test_only_turns_that_touch_a_bout_belong_to_the_walk():
    bout = WalkingBout(
        start_s=10.0,
        end_s=20.0,
        end_reason=EndReason.PAUSE,
        initial_contacts=(),
        final_contacts=(),
        strides=(),
    )

    def turn(start_s):
        return Turn(
            start_s=start_s, end_s=start_s + 2, angle_deg=90.0, peak_angular_velocity_dps=80.0
        )

    turns = [turn(5.0), turn(7.5), turn(15.0), turn(20.5), turn(21.5)]
    assert turns_of_bouts(turns, [bout]) == tuple(turns[1:4])
    assert turns_of_bouts(turns, []) == ()


def test_the_constants_are_those_of_the_decision():
    chosen = TurnSettings()

    assert (chosen.width_s, chosen.start_share, chosen.end_share) == (0.5, 0.5, 0.45)
    assert (chosen.slowest_dps, chosen.lowest_peak_dps, chosen.smallest_angle_deg) == (5, 15, 45)


@pytest.fixture(scope="module")
def u_turn_walks(shared_data):
    walks = []
    for path in sorted((shared_data / "imu/uturn_walks").glob("*.npz")):
        truth = json.loads(path.with_suffix(".json").read_text())
        with np.load(path) as arrays:
            signals = (
                arrays["lower_back_acc_mps2"],
                np.degrees(arrays["lower_back_gyr_radps"]),
            )
        walks.append((signals, np.array(truth["UTurnBoundaries"]) / 100))
    return walks


def test_every_u_turn_of_five_people_is_found_where_it_is(u_turn_walks):
    off_s, angles_deg = [], []
    for signals, (start_s, end_s) in u_turn_walks:
        turns = find_turns(*signals, sampling_rate_hz=100)
        (turn,) = (each for each in turns if each.start_s < end_s and each.end_s > start_s)
        off_s.append((turn.start_s - start_s, turn.end_s - end_s))
        angles_deg.append(abs(turn.angle_deg))

    assert np.abs(off_s).mean(axis=0).max() <= 0.10
    assert np.mean(angles_deg) == pytest.approx(180, abs=4)
    # Three of the walks turn by about 140 degrees, and the feet say so too.
    assert np.abs(np.array(angles_deg) - 180).mean() <= 11


@pytest.mark.parametrize(
    "name",
    [
        "HA_001/TimeMeasure1_Test5_Trial1",
        "HA_001/TimeMeasure1_Test5_Trial2",
        "MS_001/TimeMeasure1_Test5_Trial1",
    ],
)
def test_straight_walks_hold_no_turn(shared_data, name):
    table = np.genfromtxt(shared_data / f"imu/lower_back/{name}.csv", delimiter=",", skip_header=1)
    acceleration, gyroscope = table[:, 1:4] * ONE_G_MPS2, table[:, 4:7]

    assert find_turns(acceleration, gyroscope, sampling_rate_hz=100) == ()


@pytest.mark.parametrize("seed", [1, 2])
def test_turns_of_a_virtual_walker_are_found_when_they_were_made(seed):
    walk = simulate_walk(
        random_walker(seed),
        plan=back_and_forth(length_m=6.0, turns_count=2),
        sensors=(SensorSettings(placement=Placement.LOWER_BACK, rotation_deg=(20.0, 90.0, 10.0)),),
    )
    (back,) = walk.recording.sensors
    found = find_turns(
        back.acceleration_mps2,
        back.angular_velocity_dps,
        sampling_rate_hz=back.clock.sampling_rate_hz,
    )

    assert len(found) == len(walk.truth.turns) == 2
    for turn, truth in zip(found, walk.truth.turns, strict=True):
        assert turn.angle_deg == pytest.approx(truth.angle_deg, abs=6)
        assert turn.start_s == pytest.approx(truth.start_s, abs=0.25)
        assert turn.end_s == pytest.approx(truth.end_s, abs=0.25)


@pytest.mark.parametrize("count", [0, 1, 2, 5, 40])
def test_a_short_or_torn_piece_holds_no_turn(count):
    acceleration = np.tile([0.0, 0.0, ONE_G_MPS2], (count, 1))
    gyroscope = np.full((count, 3), np.nan)

    assert find_turns(acceleration, 0 * acceleration, sampling_rate_hz=100) == ()
    assert find_turns(acceleration, gyroscope, sampling_rate_hz=100) == ()


def test_a_turn_cut_by_the_end_of_the_piece_ends_with_it():
    acceleration, gyroscope = heading_signals((9.5, 4.0, 180.0), duration_s=10.0, sway_dps=0)
    (turn,) = find_turns(acceleration, gyroscope, sampling_rate_hz=100)

    assert turn.end_s == pytest.approx(10.0, abs=0.15)
    assert 45 < turn.angle_deg < 180
