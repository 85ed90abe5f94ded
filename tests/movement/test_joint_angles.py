"""Angles of joints: bent as told, whichever way the person faces and in a mirror."""

from dataclasses import replace

import numpy as np
import pytest

from restride.movement.joint_angles import angles_of_landmarks
from restride.movement.view import View
from restride.recording.joint_angles import Joint
from restride.recording.landmarks import Landmark

#: Knee 80, shank 30 forward, trunk 35 forward, arm 60 forward of hanging, elbow 50.
POSE = {"knee_deg": 80.0, "ankle_deg": 30.0, "lean_deg": 35.0, "arm_deg": 60.0, "elbow_deg": 50.0}
SIDE_ANGLES = {
    Joint.LEFT_KNEE_FLEXION: 80.0,
    Joint.RIGHT_KNEE_FLEXION: 80.0,
    Joint.LEFT_ANKLE_DORSIFLEXION: 30.0,
    #: The thigh is swung 50 degrees forward, and the trunk leans 35 towards it.
    Joint.RIGHT_HIP_FLEXION: 85.0,
    Joint.TRUNK_LEAN_FORWARD: 35.0,
    #: 60 forward of hanging, and the trunk leans 35.
    Joint.LEFT_SHOULDER_FLEXION: 95.0,
    Joint.LEFT_ELBOW_FLEXION: 50.0,
}


def median_of(angles, joint):
    return float(np.median(angles.of(joint)))


@pytest.mark.parametrize(("joint", "wanted_deg"), SIDE_ANGLES.items())
def test_an_angle_in_space_is_the_one_that_was_bent(figure, joint, wanted_deg):
    assert median_of(angles_of_landmarks(figure(**POSE)), joint) == pytest.approx(wanted_deg)


@pytest.mark.parametrize("from_deg", [0.0, 180.0])
@pytest.mark.parametrize("is_mirrored", [False, True])
@pytest.mark.parametrize(("joint", "wanted_deg"), SIDE_ANGLES.items())
def test_a_picture_from_either_side_or_mirrored_gives_the_same(
    figure, film, joint, wanted_deg, from_deg, is_mirrored
):
    angles = angles_of_landmarks(film(figure(**POSE), from_deg=from_deg, is_mirrored=is_mirrored))

    assert angles.seen.view is View.SIDE
    assert median_of(angles, joint) == pytest.approx(wanted_deg, abs=0.5)


def test_an_overstretched_knee_is_negative(figure, film):
    assert median_of(
        angles_of_landmarks(figure(knee_deg=-8.0)), Joint.LEFT_KNEE_FLEXION
    ) == pytest.approx(-8.0)
    assert median_of(
        angles_of_landmarks(film(figure(knee_deg=-8.0), is_mirrored=True)),
        Joint.LEFT_KNEE_FLEXION,
    ) == pytest.approx(-8.0, abs=0.1)


def moved(landmarks, point, *, left_m=0.0, up_m=0.0):
    positions = landmarks.positions.copy()
    positions[:, landmarks.points.index(point)] += [0.0, left_m, up_m]
    return replace(landmarks, positions=positions)


@pytest.mark.parametrize("from_deg", [None, 90.0, -90.0])
@pytest.mark.parametrize("is_mirrored", [False, True])
def test_signs_of_the_front_plane_are_the_persons_own(figure, film, from_deg, is_mirrored):
    body = moved(figure(), Landmark.RIGHT_HIP, up_m=-0.02)
    body = moved(body, Landmark.RIGHT_KNEE, left_m=0.03, up_m=-0.01)
    body = moved(body, Landmark.LEFT_KNEE, left_m=0.03)
    seen = body if from_deg is None else film(body, from_deg=from_deg, is_mirrored=is_mirrored)
    angles = angles_of_landmarks(seen)

    drop_deg = np.degrees(np.arctan2(0.02, 0.20))
    assert median_of(angles, Joint.PELVIS_DROP_RIGHT) == pytest.approx(drop_deg, abs=0.1)
    inwards_deg = median_of(angles, Joint.RIGHT_FRONTAL_KNEE_PROJECTION)
    outwards_deg = median_of(angles, Joint.LEFT_FRONTAL_KNEE_PROJECTION)
    assert inwards_deg == pytest.approx(2 * np.degrees(np.arctan2(0.03, 0.41)), abs=0.2)
    assert outwards_deg == pytest.approx(-2 * np.degrees(np.arctan2(0.03, 0.42)), abs=0.2)


def test_a_trunk_that_leans_to_the_right_is_positive(figure, film):
    body = figure()
    positions = body.positions.copy()
    for part in ("shoulder", "ear", "elbow", "wrist"):
        for side in ("left", "right"):
            positions[:, body.points.index(Landmark(f"{side}-{part}"))] += [0.0, -0.05, 0.0]
    body = replace(body, positions=positions)

    wanted_deg = np.degrees(np.arctan2(0.05, 0.50))
    for seen in (body, film(body, from_deg=90), film(body, from_deg=-90, is_mirrored=True)):
        lean_deg = median_of(angles_of_landmarks(seen), Joint.TRUNK_LEAN_RIGHT)
        assert lean_deg == pytest.approx(wanted_deg, abs=0.1)


@pytest.mark.parametrize(
    ("from_deg", "view", "refused"),
    [
        (0.0, View.SIDE, Joint.PELVIS_DROP_RIGHT),
        (90.0, View.FRONT, Joint.LEFT_KNEE_FLEXION),
        (30.0, View.OBLIQUE, Joint.LEFT_KNEE_FLEXION),
    ],
)
def test_what_a_view_cannot_tell_is_refused_with_the_reason(figure, film, from_deg, view, refused):
    angles = angles_of_landmarks(film(figure(), from_deg=from_deg))

    assert angles.seen.view is view
    assert angles.of(refused) is None
    assert f"{view} view" in angles.refused[refused]
    assert f"{angles.seen.width_ratio:.2f}" in angles.refused[refused]


def test_a_side_view_that_faces_nowhere_is_refused(figure, film):
    picture = film(figure())
    kept = [
        index for index, point in enumerate(picture.points) if point.endswith(("shoulder", "hip"))
    ]
    cut = replace(
        picture,
        points=tuple(picture.points[index] for index in kept),
        positions=picture.positions[:, kept],
    )
    angles = angles_of_landmarks(cut)

    assert angles.of(Joint.TRUNK_LEAN_FORWARD) is None
    assert "faces" in angles.refused[Joint.TRUNK_LEAN_FORWARD]


def test_points_that_are_missing_are_named_as_the_reason(figure):
    body = figure()
    kept = [index for index, point in enumerate(body.points) if not point.endswith("wrist")]
    cut = replace(
        body,
        points=tuple(body.points[index] for index in kept),
        positions=body.positions[:, kept],
    )
    angles = angles_of_landmarks(cut)

    assert angles.of(Joint.LEFT_ELBOW_FLEXION) is None
    assert "not among those" in angles.refused[Joint.LEFT_ELBOW_FLEXION]
