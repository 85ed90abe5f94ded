"""Which rise, turns and sitting down make a timed up and go, by hand and by many seeds."""

from dataclasses import replace

import numpy as np
import pytest

from restride.analysis.analyze import analyze
from restride.movement.up_and_go import joined_turns
from restride.recording.events import Turn
from restride.simulate import SensorSettings, simulate_up_and_go
from restride.terms import Placement, Task


def turn(start_s, end_s, angle_deg, steps_count=2):
    return Turn(
        start_s=start_s,
        end_s=end_s,
        angle_deg=angle_deg,
        peak_angular_velocity_dps=100.0,
        steps_count=steps_count,
    )


def test_a_turn_in_two_parts_is_one_turn():
    (whole,) = joined_turns((turn(1.0, 2.0, 80.0), turn(2.5, 3.5, 95.0)), longest_rest_s=1.5)

    assert (whole.start_s, whole.end_s, whole.angle_deg) == (1.0, 3.5, 175.0)
    assert whole.steps_count == 4


def test_turns_to_two_sides_stay_two():
    turns = (turn(1.0, 2.0, 180.0), turn(2.5, 3.5, -180.0))

    assert joined_turns(turns, longest_rest_s=1.5) == turns


def test_a_rest_of_exactly_the_longest_still_joins():
    assert len(joined_turns((turn(0.0, 1.0, 90.0), turn(2.5, 3.0, 90.0)), longest_rest_s=1.5)) == 1


def test_an_unknown_number_of_steps_stays_unknown():
    (whole,) = joined_turns(
        (turn(1.0, 2.0, 80.0), turn(2.1, 3.0, 80.0, steps_count=None)), longest_rest_s=1.0
    )

    assert whole.steps_count is None


@pytest.mark.parametrize("seed", [8, 18, 20, 33, 110, 207])
def test_quick_and_frail_people_are_found_phase_by_phase(seed):
    simulated = simulate_up_and_go(seed=seed)

    found = analyze(simulated.recording, task=Task.TIMED_UP_AND_GO).up_and_go

    for phase in simulated.truth.phases:
        assert found.phase(phase.kind).start_s == pytest.approx(phase.start_s, abs=0.3)
        assert found.phase(phase.kind).end_s == pytest.approx(phase.end_s, abs=0.3)
    assert [each.direction for each in found.turns] == [
        each.direction for each in simulated.truth.turns
    ]


def test_however_the_sensor_is_worn_the_phases_are_the_same():
    upright = simulate_up_and_go(seed=5)
    askew = simulate_up_and_go(
        seed=5,
        sensors=(
            SensorSettings(placement=Placement.LOWER_BACK, rotation_deg=(100.0, -50.0, 170.0)),
        ),
    )

    found = [
        analyze(each.recording, task=Task.TIMED_UP_AND_GO).up_and_go for each in (upright, askew)
    ]

    for one, other in zip(found[0].phases, found[1].phases, strict=True):
        assert other.start_s == pytest.approx(one.start_s, abs=0.1)
        assert other.end_s == pytest.approx(one.end_s, abs=0.1)
    assert [each.direction for each in found[0].turns] == [
        each.direction for each in found[1].turns
    ]


def test_two_in_one_recording_are_said():
    (sensor,) = simulate_up_and_go(seed=5).recording.sensors
    twice = replace(
        sensor,
        clock=replace(sensor.clock, samples_count=2 * sensor.clock.samples_count),
        acceleration_mps2=np.tile(sensor.acceleration_mps2, (2, 1)),
        angular_velocity_dps=np.tile(sensor.angular_velocity_dps, (2, 1)),
    )
    recording = replace(simulate_up_and_go(seed=5).recording, sensors=(twice,))

    analysis = analyze(recording, task=Task.TIMED_UP_AND_GO)

    assert analysis.up_and_go is not None
    assert "several-up-and-gos" in {each.code for each in analysis.quality}


@pytest.mark.parametrize("pad_s", [0.1, 0.3, 1.0])
@pytest.mark.parametrize("seed", [0, 9, 12])
def test_a_recording_cut_close_to_the_movement_gives_the_same(seed, pad_s):
    simulated = simulate_up_and_go(seed=seed)
    truth = simulated.truth
    cut = simulated.recording.between(truth.start_s - pad_s, truth.end_s + pad_s)

    found = analyze(cut, task=Task.TIMED_UP_AND_GO).up_and_go

    for phase in truth.phases:
        assert found.phase(phase.kind).start_s == pytest.approx(phase.start_s, abs=0.3)
        assert found.phase(phase.kind).end_s == pytest.approx(phase.end_s, abs=0.3)


def test_offsets_of_the_sensor_change_no_phase():
    sensors = (
        SensorSettings(
            placement=Placement.LOWER_BACK,
            acceleration_bias_mps2=(0.2, -0.25, 0.15),
            angular_velocity_bias_dps=(1.5, -1.0, 1.2),
        ),
    )
    simulated = simulate_up_and_go(seed=14, sensors=sensors)

    found = analyze(simulated.recording, task=Task.TIMED_UP_AND_GO).up_and_go

    for phase in simulated.truth.phases:
        assert found.phase(phase.kind).start_s == pytest.approx(phase.start_s, abs=0.3)
        assert found.phase(phase.kind).end_s == pytest.approx(phase.end_s, abs=0.3)


def test_who_hardly_straightens_up_while_rising_still_faces_forward():
    # Slumped on the seat, and upright before rising ends: posture tells which side is front.
    simulated = simulate_up_and_go(
        seed=1027,
        sensors=(
            SensorSettings(
                placement=Placement.LOWER_BACK,
                acceleration_bias_mps2=(-0.15, 0.12, 0.15),
                angular_velocity_bias_dps=(1.5, -1.5, 1.5),
            ),
        ),
    )

    found = analyze(simulated.recording, task=Task.TIMED_UP_AND_GO).up_and_go

    assert found.rise_lean_deg > 30.0
    assert found.end_s == pytest.approx(simulated.truth.end_s, abs=0.3)
