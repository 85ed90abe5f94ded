"""Repetitions: how many, when, how far, and the same however the person is filmed."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from restride.movement.repetitions import (
    repetitions_of_angles,
    repetitions_of_landmarks,
    repetitions_of_plates,
)
from restride.movement.settings import RepetitionSettings, SeenSettings
from restride.recording.clock import Clock
from restride.recording.joint_angles import Joint, JointAngles
from restride.simulate.squats import simulate_squats

DEPTHS = (90.0, 85.0, 95.0, 88.0, 92.0)
#: A squat of the figure: down 0.9 s, held 0.2 s, up 0.9 s, rest 1 s before and between.
CYCLE_S = 3.0


def count(landmarks, **how):
    return len(repetitions_of_landmarks(landmarks, **how).repetitions)


def angles_of(*courses_deg, rate_hz=50.0, joints=(Joint.LEFT_KNEE_FLEXION,)):
    return JointAngles(
        name="angles",
        clock=Clock(sampling_rate_hz=rate_hz, samples_count=len(courses_deg[0])),
        joints=joints,
        angles_deg=np.stack(courses_deg, axis=1),
    )


def test_every_squat_is_found_and_found_in_time(squats):
    found = repetitions_of_landmarks(squats(DEPTHS)).repetitions

    starts = 1.0 + CYCLE_S * np.arange(5)
    assert [each.start_s for each in found] == pytest.approx(starts, abs=0.2)
    assert [each.end_s for each in found] == pytest.approx(starts + 2.0, abs=0.2)
    assert [each.turning_point_s for each in found] == pytest.approx(starts + 1.0, abs=0.05)
    assert [each.range_deg for each in found] == pytest.approx(DEPTHS, abs=2.0)


def test_what_was_counted_on_is_named(squats):
    assert repetitions_of_landmarks(squats(DEPTHS)).counted_on == "height of the hips"


def test_a_hold_lasts_as_long_as_it_is_held(squats):
    (short,) = repetitions_of_landmarks(squats([90.0], hold_s=0.5)).repetitions
    (long,) = repetitions_of_landmarks(squats([90.0], hold_s=2.5)).repetitions

    assert long.hold_s - short.hold_s == pytest.approx(2.0, abs=0.06)


def test_a_squat_much_shallower_than_the_others_is_left_out_and_told(squats):
    found = repetitions_of_landmarks(squats([90, 90, 50, 90, 90]))

    assert len(found.repetitions) == 4
    assert found.shallow_count == 1


@pytest.mark.parametrize(
    ("first_s", "last_s", "whole_count"),
    [
        pytest.param(2.0, 16.0, 4, id="begins at the deepest point"),
        pytest.param(1.6, 16.0, 4, id="begins on the way down"),
        pytest.param(0.0, 14.4, 4, id="ends on the way up"),
        pytest.param(1.6, 14.4, 3, id="begins and ends within a squat"),
    ],
)
def test_half_a_squat_at_an_end_does_not_count(squats, first_s, last_s, whole_count):
    assert count(squats(DEPTHS).between(first_s, last_s)) == whole_count


def test_a_person_who_only_shifts_repeats_nothing(figure):
    sway = np.sin(np.arange(0, 20, 0.02) * 2)
    found = repetitions_of_landmarks(
        figure(lean_deg=6 * sway, knee_deg=8 * np.maximum(sway, 0), count=len(sway))
    )

    assert found.repetitions == ()
    assert "far enough" in found.none_found_reason


def test_arms_are_counted_where_the_body_stays(figure):
    arm = 150 * np.clip(np.sin(np.linspace(0, 6 * np.pi, 900)), 0, None)
    found = repetitions_of_landmarks(figure(arm_deg=arm, count=900))

    assert found.counted_on == "height of both hands"
    assert len(found.repetitions) == 3


def test_legs_that_alternate_are_counted_side_by_side():
    times = np.arange(0, 13, 0.02)
    wave = np.where(times < 12, np.sin(np.pi * times / 2), 0.0)
    left, right = 62 * np.clip(wave, 0, None), 60 * np.clip(-wave, 0, None)
    angles = angles_of(left, right, joints=(Joint.LEFT_HIP_FLEXION, Joint.RIGHT_HIP_FLEXION))
    found = repetitions_of_angles(angles)

    assert [each.side for each in found.repetitions] == ["left", "right"] * 3
    assert found.counted_on == "flexion of the left hip and flexion of the right hip"


def test_stretching_a_knee_out_of_sitting_counts_from_the_bent_rest():
    knee = 90 - 80 * np.clip(np.sin(np.linspace(0, 8 * np.pi, 1000)), 0, None)
    knee = np.concatenate([np.full(50, 90.0), knee, np.full(50, 90.0)])

    assert len(repetitions_of_angles(angles_of(knee)).repetitions) == 4


def test_a_gap_over_a_squat_leaves_it_out_and_is_told(squats):
    landmarks = squats(DEPTHS)
    landmarks.positions[360:480] = np.nan
    found = repetitions_of_landmarks(landmarks)

    assert len(found.repetitions) == 4
    ((start_s, end_s),) = found.unseen_s
    assert (start_s, end_s) == pytest.approx((7.2, 9.6), abs=0.05)


def test_a_gap_shorter_than_half_a_squat_is_bridged_and_told(squats):
    landmarks = squats(DEPTHS)
    landmarks.positions[360:395] = np.nan
    found = repetitions_of_landmarks(landmarks)

    assert len(found.repetitions) == 5
    assert found.unseen_s == ()
    ((start_s, end_s),) = found.bridged_s
    assert (start_s, end_s) == pytest.approx((7.2, 7.9), abs=0.05)


def test_what_the_estimator_is_unsure_of_is_not_counted_on(squats):
    landmarks = squats(DEPTHS)
    visible = np.ones(landmarks.positions.shape[:2])
    visible[360:480] = 0.49
    landmarks = replace(landmarks, visibility_share=visible)

    assert count(landmarks) == 4
    surer = RepetitionSettings(seen=SeenSettings(least_visibility_share=0.4))
    assert count(landmarks, settings=surer) == 5


@pytest.mark.parametrize("kind", ["frames", "points", "stretches"])
@given(
    seed=st.integers(0, 2**31),
    rate_hz=st.floats(15, 60),
    from_deg=st.sampled_from([0, 30, 60, 90, 180]),
    is_mirrored=st.booleans(),
)
def test_neither_rate_nor_losses_nor_a_mirror_change_the_count(
    squats, film, resample, lose, kind, seed, rate_hz, from_deg, is_mirrored
):
    picture = film(squats(DEPTHS), from_deg=from_deg, is_mirrored=is_mirrored)

    assert count(lose(resample(picture, rate_hz), seed=seed, kind=kind)) == 5


@pytest.mark.parametrize("seed", range(4))
def test_the_squats_of_the_virtual_person_come_back(seed):
    truth = simulate_squats(4, seed=seed)
    found = repetitions_of_landmarks(truth.recording.landmarks[0]).repetitions

    assert len(found) == 4
    for one, true in zip(found, truth.repetitions, strict=True):
        assert one.start_s == pytest.approx(true.start_s, abs=0.4)
        assert one.end_s == pytest.approx(true.end_s, abs=0.4)
        assert one.range_deg == pytest.approx(true.range_deg, abs=5)
        assert one.hold_s == pytest.approx(true.hold_s, abs=0.2)


@pytest.mark.parametrize("seed", range(4))
def test_squats_are_counted_from_the_weight_alone(seed):
    truth = simulate_squats(4, seed=seed)

    assert len(repetitions_of_plates(truth.recording.plates).repetitions) == 4


def test_no_plate_that_bears_a_person_counts_nothing():
    found = repetitions_of_plates(())

    assert found.repetitions == ()
    assert "Nobody stands" in found.none_found_reason
