"""The filmed walker: where points lie in the picture, and what an estimator gets wrong."""

from dataclasses import replace

import numpy as np
import pytest

from restride.errors import OptionError
from restride.recording.landmarks import Landmark
from restride.simulate import (
    CameraMotion,
    CameraSettings,
    LandmarkSettings,
    Stand,
    WalkAhead,
    WalkerSettings,
    filmed_landmarks,
    keypoints_of,
    simulate_squats,
    simulate_walk,
)
from restride.simulate.landmarks import frame_times_s, positions_at, seen_landmarks
from restride.simulate.skeleton import skeleton_of
from restride.terms import LengthUnit, Side

PLAN = (Stand(duration_s=1), WalkAhead(length_m=8), Stand(duration_s=1))
EXACT = CameraSettings(
    noise_px=0.0, bias_px=0.0, missing_share=0.0, swaps_share=0.0, distance_m=8.0
)


@pytest.fixture(scope="module")
def walked():
    return simulate_walk(WalkerSettings(seed=3), plan=PLAN)


def picture(walked, **changes):
    return keypoints_of(walked, camera=replace(EXACT, **changes)).landmarks[0]


def test_the_recording_is_the_walk_without_its_sensors(walked):
    recording = keypoints_of(walked)
    landmarks = recording.landmarks[0]

    assert recording.is_simulated
    assert recording.sensors == ()
    assert recording.person == walked.recording.person
    assert landmarks.unit is LengthUnit.PICTURE_ELEMENTS
    assert landmarks.picture_size_px == (1920.0, 1080.0)
    assert landmarks.has(Landmark.LEFT_ANKLE, Landmark.RIGHT_HEEL, Landmark.LEFT_TOE, Landmark.NOSE)
    assert recording.duration_s == pytest.approx(walked.recording.duration_s, abs=0.05)


def test_a_point_lies_where_a_pinhole_puts_it(walked):
    landmarks = picture(walked, height_m=1.2, along_m=3.0)
    skeleton = skeleton_of(walked.body)
    times_s = frame_times_s(skeleton, 30.0)
    knee_m = positions_at(skeleton, (Landmark.RIGHT_KNEE,), times_s=times_s)[:, 0]
    scale_px = 960 / np.tan(np.deg2rad(30)) / (8.0 + knee_m[:, 1])
    seen = landmarks.of(Landmark.RIGHT_KNEE)
    inside = np.isfinite(seen[:, 0])

    assert inside.sum() > 100
    np.testing.assert_allclose(
        seen[inside, 0], (960 + scale_px * (knee_m[:, 0] - 3.0))[inside], atol=1e-6
    )
    np.testing.assert_allclose(
        seen[inside, 1], (540 + scale_px * (knee_m[:, 2] - 1.2))[inside], atol=1e-6
    )


def test_from_the_left_the_person_walks_to_the_left(walked):
    ways_px = {}
    for side in Side:
        hip = picture(walked, side=side).of(Landmark.LEFT_HIP)[:, 0]
        ways_px[side] = float(np.nanmean(np.diff(hip)))

    assert ways_px[Side.RIGHT] > 1
    assert ways_px[Side.LEFT] < -1


def test_a_mirrored_picture_is_flipped_and_its_sides_are_called_otherwise(walked):
    plain, mirrored = picture(walked), picture(walked, is_mirrored=True)

    np.testing.assert_allclose(
        mirrored.of(Landmark.RIGHT_ANKLE)[:, 0], 1920 - plain.of(Landmark.LEFT_ANKLE)[:, 0]
    )
    np.testing.assert_allclose(
        mirrored.of(Landmark.RIGHT_ANKLE)[:, 1], plain.of(Landmark.LEFT_ANKLE)[:, 1]
    )


def test_a_camera_that_follows_keeps_the_person_in_the_middle(walked):
    for motion in (CameraMotion.PANNING, CameraMotion.ALONGSIDE):
        hip = picture(walked, distance_m=3.0, motion=motion).of(Landmark.LEFT_HIP)
        assert np.isfinite(hip).all()
        assert np.abs(hip[:, 0] - 960).max() < 120


def test_outside_of_the_picture_there_is_nothing(walked):
    landmarks = picture(walked, distance_m=3.0)
    absent = np.isnan(landmarks.positions[..., 0])

    assert 0.2 < absent.mean() < 0.8
    assert np.all(landmarks.visibility_share[absent] == 0)
    seen = landmarks.positions[~absent]
    assert seen.min() >= 0
    assert seen[:, 0].max() < 1920
    assert seen[:, 1].max() < 1080


def test_errors_are_as_large_as_asked_and_larger_on_the_far_side(walked):
    true = picture(walked).positions
    seen = picture(walked, noise_px=4.0).positions
    points = picture(walked).points
    spread = np.nanstd(seen - true, axis=(0, 2))
    near = spread[points.index(Landmark.RIGHT_KNEE)]
    far = spread[points.index(Landmark.LEFT_KNEE)]

    assert near == pytest.approx(4.0, rel=0.2)
    assert far == pytest.approx(6.0, rel=0.2)


def test_the_far_side_is_seen_less(walked):
    landmarks = picture(walked)
    shares = {
        side: np.median(
            landmarks.visibility_share[:, landmarks.points.index(Landmark(f"{side}-wrist"))]
        )
        for side in Side
    }

    assert shares[Side.RIGHT] > shares[Side.LEFT] + 0.1


def test_left_and_right_are_taken_for_each_other_where_legs_cross(walked):
    true, swapped = picture(walked), picture(walked, swaps_share=1.0)
    left, right = Landmark.LEFT_ANKLE, Landmark.RIGHT_ANKLE
    other = np.isclose(swapped.of(left)[:, 0], true.of(right)[:, 0]) & ~np.isclose(
        swapped.of(left)[:, 0], true.of(left)[:, 0]
    )
    apart_px = np.abs(true.of(left)[other, 0] - true.of(right)[other, 0])

    assert 8 < other.sum() < 60
    assert np.median(apart_px) < 120
    assert np.array_equal(swapped.of(Landmark.LEFT_HIP), true.of(Landmark.LEFT_HIP), equal_nan=True)


def test_points_are_lost_as_often_as_asked(walked):
    landmarks = picture(walked, missing_share=0.2, motion=CameraMotion.ALONGSIDE)

    assert np.isnan(landmarks.positions[..., 0]).mean() == pytest.approx(0.2, abs=0.03)


@pytest.mark.parametrize("rate_hz", [15.0, 25.0, 60.0])
def test_frames_come_as_often_as_asked(walked, rate_hz):
    landmarks = picture(walked, sampling_rate_hz=rate_hz)

    assert landmarks.clock.sampling_rate_hz == rate_hz
    assert landmarks.clock.duration_s == pytest.approx(walked.recording.duration_s, abs=1 / rate_hz)


def test_one_seed_is_one_film(walked):
    first, again, other = (
        keypoints_of(walked, camera=CameraSettings(seed=seed)).content_hash() for seed in (4, 4, 5)
    )

    assert first == again != other


def test_squats_can_be_filmed_too():
    skeleton = simulate_squats(2, seed=1).skeleton
    landmarks = filmed_landmarks(skeleton, CameraSettings(distance_m=3.5))

    hip = landmarks.of(Landmark.RIGHT_HIP)[:, 1]

    assert np.nanmax(hip) - np.nanmin(hip) > 80
    assert np.isfinite(landmarks.positions).mean() > 0.9


def test_landmarks_in_space_err_as_asked(walked):
    skeleton = skeleton_of(walked.body)
    random = np.random.default_rng(1)
    settings = LandmarkSettings(noise_m=0.02, sampling_rate_hz=50.0)
    landmarks = seen_landmarks(skeleton, settings, random=random)
    true_m = positions_at(skeleton, landmarks.points, times_s=landmarks.clock.times_s)
    errors_m = landmarks.positions - true_m

    assert errors_m.std() == pytest.approx(0.02, rel=0.1)
    neighbours = np.corrcoef(errors_m[:-1].ravel(), errors_m[1:].ravel())[0, 1]
    assert neighbours == pytest.approx(np.exp(-1 / (50 * 0.12)), abs=0.03)


@pytest.mark.parametrize(
    ("kind", "changes", "words"),
    [
        (CameraSettings, {"distance_m": 0.1}, "distance_m must lie between 1 and 60, and is 0.1"),
        (CameraSettings, {"sampling_rate_hz": 500.0}, "between 5 and 240, and is 500"),
        (CameraSettings, {"picture_size_px": (10.0, 10.0)}, "between 64 and 16384 px wide"),
        (LandmarkSettings, {"sampling_rate_hz": 1.0}, "between 5 and 400, and is 1"),
        (LandmarkSettings, {"noise_m": 1.0}, "noise_m must lie between 0 and 0.2, and is 1"),
        (LandmarkSettings, {"missing_share": 1.0}, "missing_share must lie .* and is 1"),
    ],
)
def test_what_no_camera_does_is_refused(kind, changes, words):
    with pytest.raises(OptionError, match=words):
        kind(**changes)
