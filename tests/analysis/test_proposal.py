"""Which task is taken: the named one, the one beside the file, or the likely one."""

import json
from dataclasses import replace

import numpy as np
import pytest

from restride.analysis.analyze import analyze
from restride.analysis.opening import read
from restride.analysis.proposal import proposal_findings, propose_task
from restride.errors import MissingChannel
from restride.recording.clock import Clock
from restride.recording.joint_angles import Joint, JointAngles
from restride.recording.recording import Recording
from restride.simulate import (
    CameraMotion,
    CameraSettings,
    Stand,
    WalkAhead,
    keypoints_of,
    simulate_rises,
    simulate_squats,
    simulate_stand,
    simulate_up_and_go,
    simulate_walk,
    stander,
)
from restride.simulate.task_files import plate_text
from restride.terms import Placement, Task


@pytest.fixture(scope="module")
def squats():
    return replace(simulate_squats(3, seed=3).recording, task=None)


@pytest.fixture(scope="module")
def stood():
    stood = simulate_stand(stander(seed=3, duration_s=15.0), sensors=())
    return replace(stood.recording, task=None)


def knee_angles(bends_count=4, *, rate_hz=50.0):
    bend = 45.0 * (1 - np.cos(np.arange(0, 2 * np.pi * bends_count, 2 * np.pi / (3 * rate_hz))))
    still = np.zeros(round(rate_hz))
    course = np.concatenate([still, bend, still])
    clock = Clock(sampling_rate_hz=rate_hz, samples_count=len(course))
    joints = (Joint.LEFT_KNEE_FLEXION, Joint.RIGHT_KNEE_FLEXION)
    angles_deg = np.column_stack([course, course])
    angles = JointAngles(name="angles", clock=clock, joints=joints, angles_deg=angles_deg)
    return Recording(name="angles", joint_angles=(angles,))


def codes(analysis):
    return [finding.code for finding in analysis.quality]


def test_sensors_are_taken_as_walking(squats):
    worn = replace(simulate_rises(3, seed=3).recording, task=None)

    assert propose_task(worn) is Task.WALK
    assert propose_task(squats) is Task.WALK
    assert propose_task(Recording(name="empty")) is Task.WALK


def test_in_landmarks_feet_that_stay_are_no_walk(squats):
    only_seen = replace(squats, sensors=(), plates=())
    (seen,) = only_seen.landmarks
    still = seen.between(0.0, 0.9)

    assert propose_task(only_seen) is Task.REPETITIONS
    assert propose_task(replace(only_seen, landmarks=(still,))) is Task.POSTURE


@pytest.mark.parametrize("motion", list(CameraMotion))
def test_feet_that_step_are_a_walk_however_they_are_filmed(motion):
    walked = simulate_walk(plan=(Stand(duration_s=1.0), WalkAhead(length_m=9.0)))
    filmed = keypoints_of(walked, camera=CameraSettings(motion=motion))

    assert propose_task(replace(filmed, task=None)) is Task.WALK


def test_the_load_on_plates_tells_rises_squats_and_standing(squats, stood):
    rises = replace(simulate_rises(4, seed=3).recording, task=None, sensors=(), landmarks=())

    assert propose_task(rises) is Task.SIT_TO_STAND
    assert propose_task(replace(squats, sensors=(), landmarks=())) is Task.REPETITIONS
    assert propose_task(replace(stood, sensors=())) is Task.QUIET_STANDING


@pytest.mark.parametrize(
    ("simulated", "task"),
    [(simulate_up_and_go(seed=3), "timed-up-and-go"), (simulate_rises(5, seed=2), "sit-to-stand")],
    ids=["up and go", "rises"],
)
def test_a_test_from_a_chair_taken_as_walking_is_said(simulated, task):
    worn = replace(simulated.recording, task=None, plates=(), landmarks=())

    analysis = analyze(worn)

    (finding,) = [each for each in analysis.quality if each.code == "task-proposed"]
    assert analysis.task is Task.WALK
    assert finding.done == f"It was taken as walking. For the other, give --task {task}."


def test_a_walk_is_no_test_from_a_chair():
    assert "task-proposed" not in codes(analyze(replace(simulate_walk().recording, task=None)))


def test_plates_alone_are_stood_on_and_it_is_said(stood):
    analysis = analyze(stood)
    (finding,) = [each for each in analysis.quality if each.code == "task-proposed"]

    assert analysis.task is Task.QUIET_STANDING
    assert finding.found.endswith("recorded is: plate.")
    assert finding.done.startswith("It was taken as quiet standing. Name another with --task")


def test_joint_angles_alone_are_repetitions():
    analysis = analyze(knee_angles())

    assert analysis.task is Task.REPETITIONS
    assert len(analysis.repetitions) == 4
    assert "task-proposed" in codes(analysis)


def test_a_task_that_is_named_is_no_proposal(stood):
    assert "task-proposed" not in codes(analyze(stood, task=Task.QUIET_STANDING))


def test_a_task_beside_the_file_is_no_proposal(squats):
    stated = replace(squats, task=Task.REPETITIONS)
    analysis = analyze(stated)

    assert analysis.task is Task.REPETITIONS
    assert proposal_findings(stated) == ()
    assert "task-proposed" not in codes(analysis)


def test_a_named_task_goes_before_the_one_beside_the_file(squats):
    stated = replace(squats, task=Task.REPETITIONS)

    assert analyze(stated, task=Task.POSTURE).task is Task.POSTURE


def test_that_sensors_record_walking_is_not_said_again(squats):
    worn = replace(simulate_rises(3, seed=3).recording, task=None, plates=(), landmarks=())

    assert worn.sensor_at(Placement.LOWER_BACK) is not None
    assert proposal_findings(worn) == ()


def test_the_sidecar_names_the_task(tmp_path, stood):
    file = tmp_path / "trial.csv"
    file.write_text(plate_text(stood.plates[0]), encoding="utf-8")
    file.with_suffix(".json").write_text(json.dumps({"task": "sit-to-stand"}), encoding="utf-8")

    assert analyze(read(file)).task is Task.SIT_TO_STAND


def test_nothing_recorded_is_refused():
    with pytest.raises(MissingChannel, match="holds none"):
        analyze(Recording(name="empty"))


def test_a_back_that_keeps_still_is_no_walk_and_may_have_stood():
    stood = simulate_stand(stander(seed=3, duration_s=15.0)).recording
    alone = replace(stood, task=None, plates=())

    analysis = analyze(alone)

    (finding,) = [each for each in analysis.quality if each.code == "task-proposed"]
    assert analysis.no_walking_reason is not None
    assert finding.found.endswith("the recording fits quiet standing, or sitting still.")
    assert finding.done.endswith("give --task quiet-standing.")


def test_single_frames_without_load_are_no_rises(stood):
    (plate,) = stood.plates
    lost = np.random.default_rng(2).random(plate.clock.samples_count) < 0.05
    vertical_n = np.where(lost, 0.0, plate.vertical_force_n)

    faulty = replace(stood, plates=(replace(plate, vertical_force_n=vertical_n),))

    assert propose_task(faulty) is Task.QUIET_STANDING


def test_walking_asked_of_a_plate_names_what_is_there(stood):
    with pytest.raises(MissingChannel, match="It holds .*plate: give another --task"):
        analyze(stood, task=Task.WALK)
