"""The timed up and go as an analysis: phases, JSON, refusals."""

from dataclasses import replace

import numpy as np
import pytest
from jsonschema import Draft202012Validator

from restride.analysis.analyze import analyze
from restride.analysis.schema import analysis_schema
from restride.errors import MissingChannel
from restride.recording.in_memory import recording_of, sensor_of
from restride.simulate import simulate_up_and_go
from restride.terms import PhaseKind, Placement, Task

VALIDATOR = Draft202012Validator(analysis_schema())


@pytest.fixture(scope="module")
def simulated():
    return simulate_up_and_go(seed=3)


@pytest.fixture(scope="module")
def analysis(simulated):
    return analyze(simulated.recording, task=Task.TIMED_UP_AND_GO)


def test_every_phase_lies_where_it_truly_was(simulated, analysis):
    for phase in simulated.truth.phases:
        found = analysis.up_and_go.phase(phase.kind)

        assert found.start_s == pytest.approx(phase.start_s, abs=0.3)
        assert found.end_s == pytest.approx(phase.end_s, abs=0.3)


def test_both_turns_go_the_way_they_went(simulated, analysis):
    truth = [turn.direction for turn in simulated.truth.turns]

    assert [turn.direction for turn in analysis.up_and_go.turns] == truth


def test_turning_to_sit_and_sitting_may_overlap(simulated, analysis):
    assert analysis.up_and_go.overlap_s == pytest.approx(simulated.truth.overlap_s, abs=0.4)


def test_the_whole_and_its_phases_are_measured(analysis):
    values = {each.definition.key: each.value for each in analysis.measures}

    assert values["up_and_go_s"] == pytest.approx(analysis.up_and_go.duration_s)
    for kind in PhaseKind:
        key = f"up_and_go_{kind.replace('-', '_')}_s"
        assert values[key] == pytest.approx(analysis.up_and_go.phase(kind).duration_s)


def test_the_json_keeps_to_the_schema(analysis):
    document = analysis.to_json()

    VALIDATOR.validate(document)
    assert document["task"] == "timed-up-and-go"
    assert [phase["kind"] for phase in document["up_and_go"]["phases"]] == list(PhaseKind)


def test_who_only_sits_does_no_up_and_go(simulated):
    (sensor,) = simulated.recording.sensors
    still = replace(simulated.recording, sensors=(sensor.between(0.0, 2.2),))
    longer = recording_of(
        sensor_of(
            np.tile(still.sensors[0].acceleration_mps2, (4, 1)),
            np.tile(still.sensors[0].angular_velocity_dps, (4, 1)),
            placement="lower-back",
            sampling_rate_hz=100.0,
        )
    )

    analysis = analyze(longer, task=Task.TIMED_UP_AND_GO)

    assert analysis.up_and_go is None
    assert analysis.measures == ()
    assert "there are 0 rises" in analysis.none_found_reason
    VALIDATOR.validate(analysis.to_json())


def test_without_a_gyroscope_it_is_refused(simulated):
    (sensor,) = simulated.recording.sensors
    without = replace(simulated.recording, sensors=(replace(sensor, angular_velocity_dps=None),))

    with pytest.raises(MissingChannel, match="has acceleration only"):
        analyze(without, task=Task.TIMED_UP_AND_GO)


def test_a_sensor_on_a_foot_cannot_tell_it(simulated):
    (sensor,) = simulated.recording.sensors
    foot = replace(sensor, placement=Placement.LEFT_FOOT)

    with pytest.raises(MissingChannel, match="the recording has left-foot"):
        analyze(replace(simulated.recording, sensors=(foot,)), task=Task.TIMED_UP_AND_GO)
