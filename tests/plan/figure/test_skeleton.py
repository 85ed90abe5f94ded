"""Points of the body: worked out by hand, and always true."""

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from restride.errors import ContentError
from restride.plan.figure import Pose, View, pose_points
from restride.plan.figure.pose import BODY_JOINTS, SIDE_JOINTS, SIDES, Rest, blend
from restride.plan.figure.proportions import (
    AROUND_SHARE,
    FOREARM_SHARE,
    HEAD_HALF_HEIGHT_SHARE,
    SHANK_SHARE,
    THIGH_SHARE,
    UPPER_ARM_SHARE,
)
from restride.plan.figure.skeleton import lowest, skeleton_of
from restride.plan.figure.vectors import minus, size

SEGMENTS = {
    ("hip", "knee"): THIGH_SHARE,
    ("knee", "ankle"): SHANK_SHARE,
    ("shoulder", "elbow"): UPPER_ARM_SHARE,
    ("elbow", "wrist"): FOREARM_SHARE,
}
angles = st.dictionaries(
    st.sampled_from(
        [*BODY_JOINTS, *(f"{side}_{joint}" for side in SIDES for joint in SIDE_JOINTS)]
    ),
    st.floats(-170, 170),
)
places = st.tuples(st.floats(-0.6, 0.6), st.floats(-0.3, 0.4), st.floats(0, 0.9))
feet = st.tuples(
    st.floats(-0.3, 0.3), st.floats(-0.1, 0.2), st.floats(0, 0.2), st.floats(-30, 45),
    st.just(5.0),
)  # fmt: skip


def _lengths(points):
    return {
        (side, *ends): size(minus(points[f"{side}_{ends[0]}"], points[f"{side}_{ends[1]}"]))
        for side in SIDES
        for ends in SEGMENTS
    }


def _standing(**angles_deg):
    flat = (0.0, 0.05, 0.0, 0.0, 0.0)
    return Pose(angles_deg=angles_deg, feet={"right": flat, "left": flat})


def test_a_straight_figure_is_as_tall_as_one_body_height():
    points = skeleton_of(Pose(rest=Rest.LOWEST)).points

    assert points["head"][2] + HEAD_HALF_HEIGHT_SHARE == pytest.approx(1.0)
    assert points["right_heel"][2] == pytest.approx(0.0)
    assert points["right_hip"][2] == pytest.approx(0.530)
    assert points["right_shoulder"][2] == pytest.approx(0.818)


def test_a_knee_bent_by_90_degrees_has_its_shank_level_behind_it():
    points = skeleton_of(
        Pose(rest=Rest.LOWEST, angles_deg={"right_knee_flexion": 90.0}, hips=(0, 0, 0.53))
    ).points

    assert points["right_knee"] == pytest.approx((0.0, -0.05, 0.285))
    assert points["right_ankle"] == pytest.approx((-SHANK_SHARE, -0.05, 0.285))


def test_a_hip_bent_by_90_degrees_has_its_thigh_level_ahead_of_it():
    points = skeleton_of(
        Pose(rest=Rest.LOWEST, angles_deg={"right_hip_flexion": 90.0}, hips=(0, 0, 0.53))
    ).points

    assert points["right_knee"] == pytest.approx((THIGH_SHARE, -0.05, 0.53))


@pytest.mark.parametrize(("side", "sign"), [("right", -1), ("left", 1)])
def test_abduction_goes_outwards_on_both_sides(side, sign):
    points = skeleton_of(
        Pose(rest=Rest.LOWEST, angles_deg={f"{side}_hip_abduction": 90.0}, hips=(0, 0, 0.53))
    ).points

    assert points[f"{side}_knee"][1] == pytest.approx(sign * (0.05 + THIGH_SHARE))


def test_lying_on_the_back_the_face_looks_up_and_the_head_is_behind():
    skeleton = skeleton_of(Pose(rest=Rest.LOWEST, angles_deg={"pelvis_tilt": -90.0}))

    assert skeleton.frames["head"].forward == pytest.approx((0, 0, 1))
    assert skeleton.points["head"][0] < skeleton.points["pelvis"][0]


def test_a_planted_leg_bends_its_knee_as_far_as_it_is_told():
    solved = skeleton_of(_standing(right_knee_flexion=60.0, left_knee_flexion=60.0)).pose

    assert solved.angle_deg("right_knee_flexion") == pytest.approx(60.0, abs=0.1)


def test_a_planted_knee_bends_forwards():
    points = skeleton_of(_standing(right_knee_flexion=60.0, left_knee_flexion=60.0)).points

    assert points["right_knee"][0] > points["right_ankle"][0] + 0.05


def test_hips_sit_on_the_seat():
    pose = Pose(rest=Rest.SEAT, seat_share=0.265)

    assert skeleton_of(pose).points["pelvis"][2] == pytest.approx(0.265 + AROUND_SHARE["hip"])


def test_a_hand_within_reach_is_where_it_is_put():
    pose = Pose(rest=Rest.LOWEST, hands={"right": (0.2, 0.15, 0.7)}, hips=(0, 0, 0.53))

    assert skeleton_of(pose).points["right_hand"] == pytest.approx((0.2, -0.15, 0.7))


def test_a_hand_out_of_reach_is_reached_for_with_a_straight_arm():
    pose = Pose(rest=Rest.LOWEST, hands={"right": (3.0, 0.129, 0.818)}, hips=(0, 0, 0.53))
    solved = skeleton_of(pose)

    assert solved.pose.angle_deg("right_elbow_flexion") == pytest.approx(0.0, abs=1.0)


def test_from_the_front_the_right_side_is_on_the_left():
    points = pose_points(Pose(rest=Rest.LOWEST), View.FRONT)

    assert points["right_shoulder"][0] < 0 < points["left_shoulder"][0]


def test_from_the_side_the_body_looks_to_the_right():
    points = pose_points(Pose(rest=Rest.LOWEST), View.SIDE)

    assert points["right_toe"][0] > points["right_heel"][0]


def test_a_joint_that_is_none_is_named():
    with pytest.raises(ContentError, match="'knee_bend', which is none"):
        Pose(angles_deg={"knee_bend": 10.0})


@given(angles)
def test_no_angle_changes_the_length_of_a_part(angles_deg):
    skeleton = skeleton_of(Pose(rest=Rest.LOWEST, angles_deg=angles_deg))

    for (_, *ends), length in _lengths(skeleton.points).items():
        assert length == pytest.approx(SEGMENTS[tuple(ends)], abs=1e-9)
    assert all(math.isfinite(each) for point in skeleton.points.values() for each in point)


@given(angles)
def test_what_rests_on_its_lowest_point_touches_the_floor(angles_deg):
    skeleton = skeleton_of(Pose(rest=Rest.LOWEST, angles_deg=angles_deg))

    assert lowest(skeleton.points) == pytest.approx(0.0, abs=1e-9)


@given(angles, feet, feet, places, places)
def test_reaching_changes_no_length_and_no_foot_leaves_its_place(
    angles_deg, right, left, right_hand, left_hand
):
    pose = Pose(
        angles_deg=angles_deg,
        feet={"right": right, "left": left},
        hands={"right": right_hand, "left": left_hand},
    )
    points = skeleton_of(pose).points

    for (_, *ends), length in _lengths(points).items():
        assert length == pytest.approx(SEGMENTS[tuple(ends)], abs=1e-6)


@given(st.floats(-0.12, 0.12), st.floats(0, 80), st.floats(0, 0.2), st.floats(-25, 40))
def test_a_planted_foot_stands_on_what_is_under_it(hips_ahead, knee_deg, up, raised_deg):
    foot = (0.0, 0.05, up, raised_deg, 5.0)
    pose = Pose(
        angles_deg={"right_knee_flexion": knee_deg, "left_knee_flexion": knee_deg},
        feet={"right": foot, "left": foot},
        hips=(hips_ahead, 0.0),
    )
    points = skeleton_of(pose).points

    for side in SIDES:
        sole = [points[f"{side}_{part}"][2] for part in ("heel", "ball", "toe")]
        assert min(sole) == pytest.approx(up, abs=1e-6)


@settings(max_examples=50)
@given(angles)
def test_angles_read_off_a_leg_and_an_arm_put_them_back(angles_deg):
    solved = skeleton_of(Pose(rest=Rest.LOWEST, angles_deg=angles_deg))
    again = skeleton_of(solved.pose)

    for side in SIDES:
        for part in ("knee", "ankle", "elbow", "wrist"):
            name = f"{side}_{part}"
            assert again.points[name] == pytest.approx(solved.points[name], abs=1e-6)


@given(st.floats(0, 1))
def test_between_two_stances_both_feet_stay_on_the_floor(share):
    upright = skeleton_of(_standing())
    squatting = skeleton_of(
        Pose(
            angles_deg={"right_knee_flexion": 70, "left_knee_flexion": 70, "pelvis_tilt": 30},
            feet=_standing().feet,
            hips=(-0.1, 0.0),
        )
    )
    points = skeleton_of(blend(upright.pose, squatting.pose, share=share)).points

    assert points["right_heel"][2] == pytest.approx(0.0, abs=1e-6)
    assert points["left_toe"][2] == pytest.approx(0.0, abs=1e-6)
