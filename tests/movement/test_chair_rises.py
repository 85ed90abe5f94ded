"""Rises from a chair: the virtual person's truth comes back from landmarks, angles and plates."""

from dataclasses import replace

import numpy as np
import pytest

from restride.movement.landmark_rises import rises_of_angles, rises_of_landmarks
from restride.movement.plate_rises import rises_of_plates
from restride.recording.clock import Clock
from restride.recording.joint_angles import Joint, JointAngles
from restride.simulate.camera import CameraSettings, filmed_landmarks
from restride.simulate.rises import simulate_rises

SEEDS = range(4)


@pytest.fixture(scope="module", params=SEEDS)
def truth(request):
    return simulate_rises(5, seed=request.param)


def test_every_rise_is_found_and_found_in_time_in_space(truth):
    found = rises_of_landmarks(truth.recording.landmarks[0]).rises

    assert len(found) == 5
    for one, true in zip(found, truth.rises, strict=True):
        assert one.start_s == pytest.approx(true.start_s, abs=0.15)
        assert one.end_s == pytest.approx(true.end_s, abs=0.15)
        assert one.sit_start_s == pytest.approx(true.sit_start_s, abs=0.25)
        assert one.sit_end_s == pytest.approx(true.sit_end_s, abs=0.15)
        assert one.peak_rise_velocity_mps == pytest.approx(true.peak_rise_velocity_mps, abs=0.15)


def test_a_picture_from_the_side_tells_the_same(truth):
    camera = CameraSettings(missing_share=0.1, seed=truth.settings.seed)
    picture = filmed_landmarks(truth.skeleton, camera)
    found = rises_of_landmarks(picture, height_m=truth.settings.height_m).rises

    assert len(found) == 5
    for one, true, lean_deg in zip(found, truth.rises, truth.trunk_leans_deg, strict=True):
        assert one.start_s == pytest.approx(true.start_s, abs=0.4)
        assert one.end_s == pytest.approx(true.end_s, abs=0.4)
        assert one.peak_rise_velocity_mps == pytest.approx(true.peak_rise_velocity_mps, abs=0.2)
        assert one.trunk_lean_deg == pytest.approx(lean_deg, abs=6)
    off_s = [abs(one.start_s - true.start_s) for one, true in zip(found, truth.rises, strict=True)]
    assert np.median(off_s) < 0.12


def test_without_the_height_a_picture_gives_no_speed(truth):
    picture = filmed_landmarks(truth.skeleton, CameraSettings())

    assert {one.peak_rise_velocity_mps for one in rises_of_landmarks(picture).rises} == {None}


def test_the_weight_on_the_feet_tells_the_rises(truth):
    found = rises_of_plates(truth.recording.plates).rises

    assert len(found) == 5
    for one, true in zip(found, truth.rises, strict=True):
        assert one.start_s == pytest.approx(true.start_s, abs=0.5)
        assert one.sit_end_s == pytest.approx(true.sit_end_s, abs=0.8)


def test_an_attempt_that_falls_back_is_no_rise():
    settings = replace(simulate_rises(3, seed=1).settings, attempts_count=2)
    truth = simulate_rises(3, settings=settings)

    assert len(truth.attempts_s) == 2
    assert len(rises_of_landmarks(truth.recording.landmarks[0]).rises) == 3


def test_a_recording_that_ends_in_standing_has_no_sitting_down():
    settings = replace(simulate_rises(2, seed=2).settings, ends_standing=True)
    truth = simulate_rises(2, settings=settings)
    found = rises_of_landmarks(truth.recording.landmarks[0]).rises

    assert len(found) == 2
    assert found[-1].sit_end_s is None


def test_a_recording_that_begins_in_standing_begins_with_sitting_down(truth):
    standing_s = (truth.rises[0].end_s + truth.rises[0].sit_start_s) / 2
    cut = truth.recording.between(standing_s, 1000.0)

    assert len(rises_of_landmarks(cut.landmarks[0]).rises) == 4


def test_a_person_who_leans_in_the_chair_does_not_rise(figure):
    lean = 40 * np.clip(np.sin(np.linspace(0, 20, 1000)), 0, None)
    found = rises_of_landmarks(figure(knee_deg=90.0, lean_deg=lean, count=1000))

    assert found.rises == ()
    assert "Nobody rises" in found.none_found_reason


def test_a_gap_over_a_rise_leaves_it_out_and_is_told(truth):
    landmarks = truth.recording.landmarks[0]
    seen = np.array(landmarks.positions)
    rise = truth.rises[2]
    times_s = landmarks.clock.times_s
    seen[(times_s > rise.start_s - 0.3) & (times_s < rise.end_s + 0.3)] = np.nan
    found = rises_of_landmarks(replace(landmarks, positions=seen))

    assert len(found.rises) == 4
    assert len(found.unseen_s) == 1


def knees(*courses_deg, rate_hz=50.0):
    joints = (Joint.LEFT_KNEE_FLEXION, Joint.RIGHT_KNEE_FLEXION)[: len(courses_deg)]
    return JointAngles(
        name="angles",
        clock=Clock(sampling_rate_hz=rate_hz, samples_count=len(courses_deg[0])),
        joints=joints,
        angles_deg=np.stack(courses_deg, axis=1),
    )


def test_knees_alone_tell_rises_without_their_speed():
    up = (1 - np.cos(np.linspace(0, np.pi, 50))) / 2
    cycle = np.concatenate([np.full(50, 90.0), 90 - 85 * up, np.full(25, 5.0), 5 + 85 * up])
    found = rises_of_angles(knees(np.concatenate([cycle, cycle, np.full(50, 90.0)])))

    assert found.seen_on == "flexion of the knees"
    assert [one.start_s for one in found.rises] == pytest.approx([1.0, 4.5], abs=0.1)
    assert [one.end_s for one in found.rises] == pytest.approx([2.0, 5.5], abs=0.1)
    assert {one.peak_rise_velocity_mps for one in found.rises} == {None}


def test_angles_without_pelvis_and_knees_tell_no_rise():
    angles = JointAngles(
        name="angles",
        clock=Clock(sampling_rate_hz=50, samples_count=100),
        joints=(Joint.LEFT_ELBOW_FLEXION,),
        angles_deg=np.zeros((100, 1)),
    )

    assert rises_of_angles(angles).rises == ()
