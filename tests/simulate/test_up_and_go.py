"""The simulated timed up and go: its truth fits its own path, and what was asked for is there."""

import time
from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest

from restride.errors import OptionError
from restride.simulate import (
    UpAndGoPattern,
    UpAndGoSettings,
    WalkerSettings,
    random_up_and_go,
    simulate_up_and_go,
)
from restride.simulate.body import GRID_RATE_HZ
from restride.terms import ContactKind, PhaseKind, Task, TurnDirection

SEEDS = range(8)


@pytest.fixture(scope="module")
def many():
    return [simulate_up_and_go(seed=seed) for seed in SEEDS]


def at_s(path, time_s):
    return int(np.searchsorted(path.times_s, time_s))


def test_the_recording_says_that_nobody_moved_and_what_was_asked(many):
    recording = many[0].recording

    assert recording.is_simulated
    assert recording.task is Task.TIMED_UP_AND_GO
    (finding,) = recording.findings
    assert finding.code == "simulated"
    assert "nobody moved" in finding.found


def test_all_phases_are_there_in_their_order(many):
    for simulated in many:
        phases = simulated.truth.phases
        assert [each.kind for each in phases] == list(PhaseKind)
        assert all(each.duration_s > 0.3 for each in phases)
        for before, after in pairwise(phases[:-1]):
            assert before.end_s == after.start_s
        assert phases[-1].start_s > phases[-2].start_s
        assert phases[0].start_s > 0
        assert phases[-1].end_s < simulated.recording.duration_s


def test_people_take_between_seven_and_thirty_seconds(many):
    durations_s = [simulated.truth.duration_s for simulated in many]

    assert min(durations_s) < 10
    assert max(durations_s) > 18
    assert all(6.5 < each < 32 for each in durations_s)


def test_the_hips_rise_within_the_rise_and_sink_within_the_sitting(many):
    for simulated in many:
        path = simulated.sensor_paths[0]
        height_m = path.position_m[:, 2]
        rise, sit = simulated.truth.phases[0], simulated.truth.phases[-1]
        drop_m = height_m[at_s(path, rise.end_s)] - height_m[at_s(path, rise.start_s)]
        assert 0.2 < drop_m < 0.6
        assert height_m[at_s(path, sit.start_s)] - height_m[at_s(path, sit.end_s)] == pytest.approx(
            drop_m, abs=0.08
        )


def test_outside_of_rise_and_sitting_the_person_sits_still(many):
    for simulated in many:
        path = simulated.sensor_paths[0]
        rise, sit = simulated.truth.phases[0], simulated.truth.phases[-1]
        before = path.position_m[: at_s(path, simulated.settings.rest_before_s - 0.1)]
        after = path.position_m[at_s(path, sit.end_s + 0.2) :]
        assert np.ptp(before[:, 2]) < 0.03
        assert np.ptp(after[:, 2]) < 0.03
        assert rise.start_s >= simulated.settings.rest_before_s


def test_the_person_comes_back_to_the_chair(many):
    for simulated in many:
        way_m = simulated.body.pelvis.position_m
        assert np.hypot(*(way_m[-1, :2] - way_m[0, :2])) < 0.06
        assert 2.0 < way_m[:, 0].max() < 3.9


def test_the_turns_go_where_they_were_asked_to_go():
    settings = UpAndGoSettings(turn_deg=-180.0, sit_turn_deg=180.0)
    simulated = simulate_up_and_go(settings)
    first, second = simulated.truth.turns

    assert [first.direction, second.direction] == [TurnDirection.RIGHT, TurnDirection.LEFT]
    yaw_deg = np.rad2deg(simulated.body.pelvis.angles_rad[:, 2])
    middle_s = (first.end_s + second.start_s) / 2
    assert yaw_deg[round(middle_s * GRID_RATE_HZ)] == pytest.approx(-180, abs=15)
    assert yaw_deg[-1] == pytest.approx(0, abs=1)


def test_the_second_turn_and_sitting_overlap_by_what_was_asked():
    settings = UpAndGoSettings(sit_s=2.6, sit_delay_s=-0.6)
    apart = replace(settings, sit_delay_s=0.8)

    assert simulate_up_and_go(settings).truth.overlap_s == pytest.approx(0.6, abs=0.25)
    late = simulate_up_and_go(apart).truth
    assert late.overlap_s == 0
    assert late.phases[-1].start_s - late.phases[-2].end_s == pytest.approx(0.8, abs=0.15)


def test_nobody_sinks_far_while_a_foot_is_in_the_air(many):
    for simulated in many:
        path = simulated.sensor_paths[0]
        last_s = max(each.time_s for each in simulated.contacts)
        sit = simulated.truth.phases[-1]
        height_m = path.position_m[:, 2]
        sunk_m = height_m[at_s(path, sit.start_s)] - height_m[at_s(path, last_s)]
        whole_m = height_m[at_s(path, sit.start_s)] - height_m[at_s(path, sit.end_s)]
        assert sunk_m < 0.8 * whole_m


def test_quick_people_step_off_before_they_are_upright():
    quick = UpAndGoSettings(step_off_s=-0.5, rise_s=1.4)
    slow = UpAndGoSettings(step_off_s=1.0, rise_s=1.4)

    def pause_s(settings):
        simulated = simulate_up_and_go(settings)
        lifted_s = min(each.time_s for each in simulated.contacts if each.kind is ContactKind.FINAL)
        return lifted_s - simulated.truth.phases[0].end_s

    assert pause_s(quick) < 0.05
    assert pause_s(slow) > 0.9


def test_a_failed_attempt_stands_beside_the_rise():
    simulated = simulate_up_and_go(UpAndGoSettings(attempts_count=1, rest_before_s=2.0))
    (attempt_s,) = simulated.attempts_s
    rise = simulated.truth.phases[0]
    path = simulated.sensor_paths[0]
    between = path.position_m[at_s(path, attempt_s) : at_s(path, rise.start_s), 2]

    assert attempt_s == pytest.approx(2.0, abs=0.4)
    assert rise.start_s > attempt_s + 1.0
    assert 0.01 < between.max() - between[0] < 0.2


def test_many_small_steps_turn_a_person_with_parkinson():
    fit, parkinson = (
        simulate_up_and_go(random_up_and_go(3, pattern=pattern)).truth
        for pattern in (UpAndGoPattern.FIT, UpAndGoPattern.PARKINSON)
    )

    assert parkinson.turns[0].steps_count > fit.turns[0].steps_count
    assert parkinson.turns[0].duration_s > 1.5 * fit.turns[0].duration_s


def test_the_lean_and_the_speeds_are_those_of_the_path(many):
    for simulated in many:
        truth, path = simulated.truth, simulated.sensor_paths[0]
        rise = truth.phases[0]
        span = slice(at_s(path, rise.start_s), at_s(path, rise.end_s))
        pitch_deg = np.rad2deg(path.angles_rad[span, 1])
        assert truth.rise_lean_deg == pytest.approx(pitch_deg.max() - pitch_deg[0], abs=0.5)
        up_mps = np.diff(path.position_m[span, 2]) * GRID_RATE_HZ
        assert truth.peak_rise_velocity_mps == pytest.approx(up_mps.max(), abs=0.02)


def test_accelerations_are_those_of_people(many):
    for simulated in many:
        acceleration_mps2 = simulated.sensor_paths[0].acceleration_mps2()
        assert np.abs(acceleration_mps2).max() < 60
        assert np.abs(np.diff(acceleration_mps2, axis=0)).max() < 12


def test_one_seed_is_one_recording():
    first, again = (simulate_up_and_go(seed=5) for _ in range(2))

    assert first.recording.content_hash() == again.recording.content_hash()
    assert first.truth == again.truth
    assert simulate_up_and_go(seed=6).recording.content_hash() != first.recording.content_hash()


def test_it_takes_less_than_half_a_second_of_work():
    started_s = time.process_time()
    simulate_up_and_go(seed=2)

    assert time.process_time() - started_s < 0.5


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"rise_s": 9.0}, "rise_s must lie between 0.6 and 8, and is 9"),
        ({"length_m": 0.2}, "length_m must lie between 1 and 20, and is 0.2"),
        ({"turn_deg": 90.0}, "turn_deg must be at least 140 degrees .* and is 90"),
        ({"sit_turn_deg": -400.0}, "sit_turn_deg must lie between -220 and 220, and is -400"),
    ],
)
def test_what_no_person_does_is_refused(changes, words):
    with pytest.raises(OptionError, match=words):
        UpAndGoSettings(**changes)


def test_the_walker_is_the_one_that_was_given():
    slow = UpAndGoSettings(walker=WalkerSettings(speed_mps=0.5, cadence_spm=80, seed=4))

    truth = simulate_up_and_go(slow).truth

    assert truth.phase(PhaseKind.WALK_OUT).duration_s > 4
