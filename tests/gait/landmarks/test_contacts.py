"""When feet land and lift, on a walker drawn by hand: pendulums of one second."""

from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest

from restride.gait.landmarks import find_landmarks_walk
from restride.gait.landmarks.contacts import Landings
from restride.gait.landmarks.settings import LandmarkContactSettings
from restride.gait.landmarks.strides import joined_steps
from restride.recording.landmarks import Landmark
from restride.terms import EventSource, Side

#: The left foot is foremost at 0.6 s, 1.6 s, ...; half a stride later it is hindmost.
_LEFT_FOREMOST_S = 0.6
_LANDING_DELAY_S = 0.038
_ANKLE_LIFT_DELAY_S = 0.037
_TOE_LIFT_DELAY_S = 0.0
#: What is left of the correction for a wide bell where the course is even before and after.
_TOLERANCE_S = 0.004


def _times(contacts, side):
    return np.array([contact.time_s for contact in contacts if contact.side is side])


def test_a_foot_lands_just_after_its_foremost_place(drawn_walker, person):
    (bout,) = find_landmarks_walk(drawn_walker(), person=person).walk.bouts

    off_s = _times(bout.initial_contacts, Side.LEFT) - _LEFT_FOREMOST_S - _LANDING_DELAY_S
    assert np.abs(off_s - np.rint(off_s)).max() < _TOLERANCE_S
    off_s = _times(bout.initial_contacts, Side.RIGHT) - _LEFT_FOREMOST_S - 0.5 - _LANDING_DELAY_S
    assert np.abs(off_s - np.rint(off_s)).max() < _TOLERANCE_S


def test_an_ankle_lifts_just_after_its_hindmost_place(drawn_walker, person):
    (bout,) = find_landmarks_walk(drawn_walker(), person=person).walk.bouts

    off_s = _times(bout.final_contacts, Side.LEFT) - _LEFT_FOREMOST_S - 0.5 - _ANKLE_LIFT_DELAY_S
    assert np.abs(off_s - np.rint(off_s)).max() < _TOLERANCE_S


def test_a_toe_lifts_at_its_hindmost_place_and_is_averaged_with_the_ankle(drawn_walker, person):
    seen = drawn_walker()
    ankles = [seen.of(Landmark.LEFT_ANKLE), seen.of(Landmark.RIGHT_ANKLE)]
    toes = np.stack(ankles, axis=1) + np.array([50.0, -15.0])
    with_toes = replace(
        seen,
        points=(*seen.points, Landmark.LEFT_TOE, Landmark.RIGHT_TOE),
        positions=np.concatenate((seen.positions, toes), axis=1),
    )

    (bout,) = find_landmarks_walk(with_toes, person=person).walk.bouts

    off_s = _times(bout.final_contacts, Side.LEFT) - _LEFT_FOREMOST_S - 0.5
    assert off_s - np.rint(off_s) == pytest.approx(
        (_ANKLE_LIFT_DELAY_S + _TOE_LIFT_DELAY_S) / 2, abs=_TOLERANCE_S
    )


def test_steps_alternate_and_last_half_a_stride(drawn_walker, person):
    (bout,) = find_landmarks_walk(drawn_walker(), person=person).walk.bouts

    sides = [contact.side for contact in bout.initial_contacts]
    assert len(sides) >= 10
    assert all(here is not there for here, there in pairwise(sides))
    assert [step.duration_s for step in bout.steps] == pytest.approx(
        [0.5] * len(bout.steps), abs=0.003
    )
    assert {contact.source for contact in bout.initial_contacts} == {EventSource.LANDMARKS}


def test_stance_and_swing_make_the_stride(drawn_walker, person):
    (bout,) = find_landmarks_walk(drawn_walker(), person=person).walk.bouts

    for stride in bout.strides:
        assert stride.stance_s + stride.swing_s == pytest.approx(stride.duration_s)
        assert stride.stance_s == pytest.approx(
            0.5 + _ANKLE_LIFT_DELAY_S - _LANDING_DELAY_S, abs=2 * _TOLERANCE_S
        )
        assert stride.double_support_s + 2 * stride.single_support_s == pytest.approx(1.0, abs=0.01)


def test_a_step_is_as_long_as_the_feet_are_apart(drawn_walker, person):
    (bout,) = find_landmarks_walk(drawn_walker(), person=person).walk.bouts

    # 2 x 90 px at the foremost place, a little less 36 ms on, of a body of 500 px and 1.7 m.
    apart_m = 2 * 90.0 * np.cos(2 * np.pi * _LANDING_DELAY_S) / 500.0 * 1.7
    lengths_m = [step.length_m for step in bout.steps]
    assert lengths_m == pytest.approx([apart_m] * len(lengths_m), rel=0.05)


def test_lengths_are_unknown_where_the_height_is(drawn_walker, person):
    found = find_landmarks_walk(drawn_walker(), person=replace(person, height_m=None))

    (bout,) = found.walk.bouts
    assert all(step.length_m is None for step in bout.steps)
    assert all(stride.length_m is None for stride in bout.strides)
    (finding,) = (each for each in found.findings if each.code == "picture-scale")
    assert "height is not known" in finding.found


def test_three_steps_are_reported_and_two_are_not(drawn_walker, person):
    # Landings at 0.14, 0.64, 1.14 and 1.64 s.
    three = find_landmarks_walk(drawn_walker(duration_s=1.8), person=person).walk
    two = find_landmarks_walk(drawn_walker(duration_s=1.5), person=person).walk

    assert len(three.bouts[0].steps) == 3
    assert two.bouts == ()
    assert "from 3 steps in a row" in two.no_walking_reason


def test_feet_that_stand_make_no_step(drawn_walker, person):
    walk = find_landmarks_walk(drawn_walker(swing_px=0.0, noise_px=4.0), person=person).walk

    assert walk.bouts == ()
    assert "opened and closed 0 times" in walk.no_walking_reason


def test_no_contact_is_timed_in_a_hole(drawn_walker, person, columns_of):
    seen = drawn_walker()
    positions = seen.positions.copy()
    # The left ankle is not seen around its foremost place at 2.6 s.
    positions[73:83, columns_of(seen, "left-ankle")] = np.nan

    (bout,) = find_landmarks_walk(replace(seen, positions=positions), person=person).walk.bouts

    near = [each for each in bout.initial_contacts if abs(each.time_s - 2.638) < 0.2]
    assert near == []
    assert all(step.duration_s == pytest.approx(0.5, abs=0.01) for step in bout.steps)


def test_a_long_hole_cuts_the_walking(drawn_walker, person):
    seen = drawn_walker(duration_s=12.0)
    positions = seen.positions.copy()
    positions[160:200] = np.nan

    walk = find_landmarks_walk(replace(seen, positions=positions), person=person).walk

    assert len(walk.bouts) == 2
    assert walk.bouts[0].end_reason == "gap"
    assert walk.bouts[0].end_s < 160 / 30 < 200 / 30 < walk.bouts[1].start_s


def test_somebody_who_stood_is_not_steady_at_once(drawn_walker, person):
    seen = drawn_walker(duration_s=12.0)
    positions = seen.positions.copy()
    # Feet together for 3 s, then walking.
    ankles = [seen.points.index(each) for each in (Landmark.LEFT_ANKLE, Landmark.RIGHT_ANKLE)]
    positions[:90, ankles, 0] = positions[:90, [0], 0]

    walk = find_landmarks_walk(replace(seen, positions=positions), person=person).walk

    (bout,) = walk.bouts
    assert not bout.strides[0].is_steady
    assert bout.strides[-1].is_steady
    in_the_middle = find_landmarks_walk(seen, person=person).walk.bouts[0]
    assert in_the_middle.strides[0].is_steady


def test_a_step_of_less_than_half_the_usual_is_none():
    # Legs taken for each other between 1.5 and 2.0 s add a landing that nobody made.
    landing_s = np.array([0.0, 0.5, 1.0, 1.5, 1.78, 2.0, 2.5, 3.0])
    nothing = np.zeros(len(landing_s), dtype=np.bool_)
    landings = Landings(
        landing_s=landing_s,
        sides=np.resize([1, -1], len(landing_s)).astype(np.int8),
        lift_s=np.full(len(landing_s), np.nan),
        step_ratio=np.full(len(landing_s), 0.3),
        confidence=np.ones(len(landing_s)),
        is_first=nothing,
        is_last=nothing,
    )

    joined = joined_steps([landings], metres_a_height_m=1.7, settings=LandmarkContactSettings())

    assert joined.is_step.tolist() == [False, True, True, True, True, False, True, True]
