"""The tasks of movement: from a recording to a document that keeps the schema."""

from dataclasses import replace

import numpy as np
import pytest
from jsonschema import Draft202012Validator

from restride.analysis.analyze import analyze
from restride.analysis.schema import analysis_schema
from restride.analysis.settings import AnalysisSettings
from restride.errors import MissingChannel
from restride.movement.settings import RangeSettings
from restride.recording.quality import QUALITY_CODES
from restride.recording.recording import Recording
from restride.simulate.camera import CameraSettings, filmed_landmarks
from restride.simulate.rises import simulate_rises
from restride.simulate.squats import simulate_squats
from restride.terms import EventSource, Placement, Side, Task

VALIDATOR = Draft202012Validator(analysis_schema())


@pytest.fixture(scope="module")
def rises():
    return simulate_rises(5, seed=3)


@pytest.fixture(scope="module")
def squats():
    return simulate_squats(5, seed=3)


def only(recording, *kinds):
    kept = {kind: getattr(recording, kind) for kind in kinds}
    return replace(recording, **{"sensors": (), "plates": (), "landmarks": (), **kept})


def values(analysis):
    return {(each.definition.key, each.side): each.value for each in analysis.measures}


def checked(analysis):
    """Hold an analysis against the schema, and its findings against the list of codes."""
    VALIDATOR.validate(analysis.to_json())
    assert {finding.code for finding in analysis.quality} <= set(QUALITY_CODES)
    return analysis


@pytest.mark.parametrize(
    ("kinds", "source"),
    [
        (("sensors", "plates", "landmarks"), EventSource.LOWER_BACK),
        (("plates", "landmarks"), EventSource.MARKERS),
        (("plates",), EventSource.PLATE),
    ],
)
def test_rises_are_found_from_what_tells_most(rises, kinds, source):
    analysis = checked(analyze(only(rises.recording, *kinds), task=Task.SIT_TO_STAND))

    assert analysis.source is source
    assert values(analysis)["rises_count", None] == 5
    assert len(analysis.to_json()["rises"]) == 5
    assert analysis.to_json()["settings"]["found_from"] == source


def test_plates_beside_landmarks_tell_the_load_of_each_leg(squats):
    analysis = checked(
        analyze(only(squats.recording, "plates", "landmarks"), task=Task.REPETITIONS)
    )
    found = values(analysis)

    assert found["repetitions_count", None] == 5
    assert found["load_share", Side.LEFT] == pytest.approx(squats.left_load_share, abs=0.02)
    assert analysis.to_json()["settings"]["counted_on"] == "height of the hips"


def test_a_filmed_person_is_counted_and_the_camera_is_taken_as_level(squats):
    picture = filmed_landmarks(squats.skeleton, CameraSettings())
    recording = Recording(name="film", landmarks=(picture,), person=squats.recording.person)
    analysis = checked(analyze(recording, task=Task.REPETITIONS))
    posture = checked(analyze(recording, task=Task.POSTURE))

    assert values(analysis)["repetitions_count", None] == 5
    assert {"camera-level-assumed", "picture-scale", "view-unsuitable"} <= {
        finding.code for finding in posture.quality
    }
    assert posture.to_json()["posture"]["view"] == "side"


def test_a_long_gap_is_said_with_its_place(rises):
    (landmarks,) = rises.recording.landmarks
    times_s = landmarks.clock.times_s
    positions = np.array(landmarks.positions)
    positions[(times_s > 5.0) & (times_s < 8.0)] = np.nan
    recording = Recording(name="gap", landmarks=(replace(landmarks, positions=positions),))
    analysis = checked(analyze(recording, task=Task.SIT_TO_STAND))
    (finding,) = [each for each in analysis.quality if each.code == "not-seen"]

    assert (finding.start_s, finding.end_s) == pytest.approx((5.0, 8.0), abs=0.1)
    assert "2.98 s" in finding.found
    assert "No rise is counted" in finding.done


def test_posture_and_range_in_space(squats):
    recording = only(squats.recording, "landmarks")
    posture = checked(analyze(recording, task=Task.POSTURE))
    told = AnalysisSettings(range_of_motion=RangeSettings(joint="knee-flexion"))
    ranges = checked(analyze(recording, task=Task.RANGE_OF_MOTION, settings=told))

    assert posture.to_json()["posture"]["view"] == "space"
    deepest_deg = max(squats.knee_bends_deg[Side.LEFT])
    assert values(ranges)["knee_flexion_largest_deg", Side.LEFT] == pytest.approx(
        deepest_deg, abs=4
    )
    assert len(ranges.to_json()["ranges"][0]["trials"]) == 5


def test_nobody_who_reaches_is_a_result_with_its_reason(squats):
    analysis = checked(analyze(only(squats.recording, "landmarks"), task=Task.FUNCTIONAL_REACH))

    assert analysis.to_json()["reach"] == {"side": None, "start_s": None, "furthest_s": None}
    assert "No hand is raised" in analysis.none_found_reason


def test_nobody_who_rises_is_a_result_with_its_reason(squats):
    analysis = checked(analyze(only(squats.recording, "plates"), task=Task.SIT_TO_STAND))

    assert analysis.rises == ()
    assert "weight never leaves the plates" in analysis.none_found_reason
    assert values(analysis) == {("rises_count", None): 0.0}


@pytest.mark.parametrize(
    ("task", "needs"),
    [
        (Task.REPETITIONS, "landmarks of the body, joint angles, or plates"),
        (Task.POSTURE, "landmarks of the body"),
        (Task.FUNCTIONAL_REACH, "landmarks of the body"),
        (Task.RANGE_OF_MOTION, "landmarks of the body or joint angles"),
    ],
)
def test_a_recording_that_cannot_answer_is_refused_with_what_it_has(rises, task, needs):
    with pytest.raises(MissingChannel, match=f"needs {needs}.* has a sensor at lower-back"):
        analyze(only(rises.recording, "sensors"), task=task)


def test_rises_are_refused_where_nothing_can_tell_them(rises):
    (sensor,) = rises.recording.sensors
    recording = Recording(name="foot", sensors=(replace(sensor, placement=Placement.LEFT_FOOT),))

    with pytest.raises(MissingChannel, match="Finding rises needs .* has a sensor at left-foot"):
        analyze(recording, task=Task.SIT_TO_STAND)


def test_two_sets_of_landmarks_are_said(squats):
    (landmarks,) = squats.recording.landmarks
    recording = Recording(
        name="two", landmarks=(landmarks, replace(landmarks, name="another person"))
    )
    analysis = checked(analyze(recording, task=Task.REPETITIONS))

    (finding,) = [each for each in analysis.quality if each.code == "source-chosen"]
    assert "another person" in finding.found
