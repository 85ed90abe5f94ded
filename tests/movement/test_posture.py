"""Posture, reach and range of motion: stood, reached and bent by hand."""

from dataclasses import replace

import numpy as np
import pytest

from restride.errors import OptionError, SignalNotUsable
from restride.movement.posture import posture_of
from restride.movement.range_of_motion import range_measures, ranges_of_angles, ranges_of_landmarks
from restride.movement.reach import reach_of
from restride.movement.settings import RangeSettings
from restride.movement.view import View
from restride.recording.clock import Clock
from restride.recording.joint_angles import Joint, JointAngles
from restride.recording.landmarks import Landmark
from restride.terms import Side

#: Shoulder to ankle of the figure is 1.34 m, 0.779 of this height.
HEIGHT_M = 1.34 / 0.779


def by_key(measures):
    return {(measure.definition.key, measure.side): measure for measure in measures}


def ramp(start, end, *, before=100, way=75, after=100):
    return np.concatenate(
        [
            np.full(before, start, dtype=float),
            np.linspace(start, end, way),
            np.full(after, end, dtype=float),
        ]
    )


@pytest.mark.parametrize("is_mirrored", [False, True])
def test_from_the_side_come_head_trunk_and_knees(figure, film, is_mirrored):
    body = figure(lean_deg=5.0, head_m=0.06, knee_deg=4.0, ankle_deg=2.0)
    posture = posture_of(film(body, is_mirrored=is_mirrored), height_m=HEIGHT_M)
    measures = by_key(posture.measures)

    assert posture.view is View.SIDE
    assert measures["trunk_lean_forward_deg", None].value == pytest.approx(5.0, abs=0.1)
    head_deg = np.degrees(np.arctan2(0.06, 0.22))
    assert measures["head_forward_deg", None].value == pytest.approx(head_deg, abs=0.1)
    assert measures["head_forward_m", None].value == pytest.approx(0.06, abs=0.002)
    assert measures["standing_knee_flexion_deg", Side.LEFT].value == pytest.approx(4.0, abs=0.1)
    assert ("shoulder_drop_right_deg", None) not in measures


@pytest.mark.parametrize("is_mirrored", [False, True])
def test_from_the_front_come_shoulders_pelvis_and_knees(figure, film, is_mirrored):
    body = figure()
    positions = body.positions.copy()
    positions[:, body.points.index(Landmark.RIGHT_SHOULDER), 2] -= 0.03
    body = replace(body, positions=positions)
    seen = film(body, from_deg=-90.0, is_mirrored=is_mirrored)
    measures = by_key(posture_of(seen, height_m=HEIGHT_M).measures)

    drop_deg = np.degrees(np.arctan2(0.03, 0.36))
    assert measures["shoulder_drop_right_deg", None].value == pytest.approx(drop_deg, abs=0.1)
    assert measures["shoulder_drop_right_m", None].value == pytest.approx(0.03, abs=0.001)
    assert measures["pelvis_drop_right_deg", None].value == pytest.approx(0.0, abs=0.1)
    assert measures["knee_alignment_deg", Side.RIGHT].value == pytest.approx(0.0, abs=0.1)
    assert ("head_forward_deg", None) not in measures


def test_the_stance_is_where_the_person_stands_still(figure):
    knee = np.concatenate([60 * np.abs(np.sin(np.linspace(0, 12, 200))), np.zeros(150)])
    posture = posture_of(figure(knee_deg=knee, ankle_deg=knee / 2, count=350))

    assert posture.start_s == pytest.approx(4.0, abs=0.5)
    assert posture.end_s == pytest.approx(7.0, abs=0.1)


def test_without_the_height_a_picture_gives_no_metres(figure, film):
    measures = by_key(posture_of(film(figure())).measures)

    assert measures["head_forward_m", None].value is None
    assert "height" in measures["head_forward_m", None].note
    assert measures["head_forward_deg", None].value is not None


def test_posture_is_refused_where_the_person_moves(figure):
    lean = 20 * np.sin(np.linspace(0, 40, 400))

    with pytest.raises(SignalNotUsable, match=r"1 s of standing still, and the longest .* s"):
        posture_of(figure(lean_deg=lean, count=400))


def test_posture_is_refused_where_the_person_sits(figure):
    with pytest.raises(SignalNotUsable, match=r"longest such stretch lasts 0\.00 s"):
        posture_of(figure(knee_deg=90.0))


def test_posture_is_refused_from_between_side_and_front(figure, film):
    with pytest.raises(
        SignalNotUsable, match=r"shoulders look 0\.36 of the trunk wide, an oblique"
    ):
        posture_of(film(figure(), from_deg=30.0))


def reaching(figure, *, lean_deg=30.0, step_m=0.0):
    lean = ramp(0.0, lean_deg)
    return figure(lean_deg=lean, arm_deg=90.0, walks_m=ramp(0.0, step_m), count=len(lean))


def test_a_reach_is_how_far_the_hand_goes_forward(figure):
    reach = reach_of(reaching(figure))
    measures = by_key(reach.measures)

    # Only the trunk of 0.5 m leans: the arm stays level.
    assert measures["reach_m", reach.side].value == pytest.approx(0.25, abs=0.01)
    assert reach.start_s == pytest.approx(0.0, abs=0.1)
    assert reach.furthest_s > 3.4
    assert measures["reach_hold_s", reach.side].value == pytest.approx(2.0, abs=0.3)


@pytest.mark.parametrize("from_deg", [0.0, 180.0])
def test_a_reach_in_a_picture_needs_the_height(figure, film, from_deg):
    picture = film(reaching(figure), from_deg=from_deg)

    reach = reach_of(picture, height_m=HEIGHT_M)
    assert reach.measures[0].value == pytest.approx(0.25, abs=0.01)
    with pytest.raises(SignalNotUsable, match="--height-m"):
        reach_of(picture)


def test_a_reach_seen_from_the_front_is_refused(figure, film):
    with pytest.raises(SignalNotUsable, match=r"from the side, and shoulders look 0\.7"):
        reach_of(film(reaching(figure), from_deg=90.0), height_m=HEIGHT_M)


@pytest.mark.parametrize(("step_m", "is_valid"), [(0.04, True), (0.06, False)])
def test_a_step_makes_the_reach_invalid(figure, step_m, is_valid):
    reach = reach_of(reaching(figure, step_m=step_m))

    assert (reach.measures[0].value is not None) is is_valid
    if not is_valid:
        assert "A step was taken: a foot moves by 0.06 m" in reach.none_found_reason


def test_a_hand_that_hangs_reaches_nothing(figure):
    reach = reach_of(figure(lean_deg=ramp(0.0, 20.0), count=275))

    assert reach.measures[0].value is None
    assert "No hand is raised" in reach.none_found_reason


def knee_angles(course_deg):
    return JointAngles(
        name="angles",
        clock=Clock(sampling_rate_hz=50.0, samples_count=len(course_deg)),
        joints=(Joint.LEFT_KNEE_FLEXION,),
        angles_deg=np.asarray(course_deg, dtype=float)[:, None],
    )


def test_a_range_is_what_is_kept_over_all_trials():
    trial = np.concatenate([ramp(5, 110, after=40), ramp(110, 5, before=0)])
    course = np.concatenate([trial, trial])
    course[60] = 170.0
    found = ranges_of_angles(knee_angles(course))
    measures = by_key(range_measures(found))

    assert measures["knee_flexion_largest_deg", Side.LEFT].value == pytest.approx(110, abs=1)
    assert measures["knee_flexion_smallest_deg", Side.LEFT].value == pytest.approx(5, abs=1)
    assert measures["knee_flexion_range_deg", Side.LEFT].value == pytest.approx(105, abs=2)
    assert [each.range_deg for each in found.ranges[0].trials] == pytest.approx([105, 105], abs=2)


def test_the_named_joint_is_measured_and_no_other(figure):
    body = figure(knee_deg=ramp(0.0, 90.0), ankle_deg=ramp(0.0, 20.0), count=275)
    found = ranges_of_landmarks(body, settings=RangeSettings(joint="ankle-dorsiflexion"))

    assert {each.joint for each in found.ranges} == {
        Joint.LEFT_ANKLE_DORSIFLEXION,
        Joint.RIGHT_ANKLE_DORSIFLEXION,
    }
    assert found.ranges[0].range_deg == pytest.approx(20, abs=1)


def test_a_joint_that_the_view_cannot_tell_is_refused(figure, film):
    found = ranges_of_landmarks(
        film(figure(), from_deg=90.0), settings=RangeSettings(joint="knee-flexion")
    )

    assert found.ranges == ()
    assert "knee-flexion cannot be told: it needs a side view" in found.none_found_reason


def test_a_joint_that_is_none_is_refused():
    with pytest.raises(OptionError, match="'wing-flexion' is no joint"):
        ranges_of_angles(knee_angles(np.zeros(100)), settings=RangeSettings(joint="wing-flexion"))
