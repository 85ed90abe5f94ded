"""What a picture must show, and what is said where it does not."""

from dataclasses import replace

import numpy as np
import pytest

from restride.errors import MissingChannel, SignalNotUsable, SignalTooShort, ViewNotUsable
from restride.gait.landmarks import find_landmarks_walk
from restride.recording.clock import Clock


def _scaled(landmarks, factor):
    return replace(landmarks, positions=landmarks.positions * factor)


def test_a_person_of_200_px_is_tall_enough_and_one_of_190_is_refused(drawn_walker, person):
    assert find_landmarks_walk(_scaled(drawn_walker(), 0.402), person=person).walk.bouts

    with pytest.raises(ViewNotUsable, match=r"at least 200 px tall.*is 190 px tall"):
        find_landmarks_walk(_scaled(drawn_walker(), 0.38), person=person)


def test_parts_of_a_picture_are_measured_and_their_size_is_not_judged(drawn_walker, person):
    found = find_landmarks_walk(_scaled(drawn_walker(), 0.001), person=person)

    assert found.walk.bouts
    (finding,) = (each for each in found.findings if each.code == "picture-scale")
    assert "could not be checked" in finding.done


def test_a_person_must_fill_two_fifths_of_the_picture(drawn_walker, person):
    seen = drawn_walker()
    fitting = replace(seen, picture_size_px=(1600.0, 1240.0))
    assert find_landmarks_walk(fitting, person=person).walk.bouts

    with pytest.raises(ViewNotUsable, match=r"at least 40% as tall.*is 33\.3%"):
        find_landmarks_walk(replace(seen, picture_size_px=(1920.0, 1500.0)), person=person)


@pytest.mark.parametrize("width_px", [100.0, 130.0])
def test_a_view_from_the_front_is_refused(drawn_walker, person, width_px):
    seen = drawn_walker(width_px=width_px)

    with pytest.raises(ViewNotUsable, match=r"from the side.*shoulders are 2\d\.\d%"):
        find_landmarks_walk(seen, person=person)


def test_the_hips_show_a_front_view_too(drawn_walker, person, only_points):
    seen = only_points(drawn_walker(width_px=60.0), "hip", "ankle")

    with pytest.raises(ViewNotUsable, match=r"hips are 12\.0%"):
        find_landmarks_walk(seen, person=person)


def test_somebody_who_comes_nearer_is_refused(drawn_walker, person, only_points):
    seen = only_points(drawn_walker(swing_px=5.0, noise_px=1.0), "left-hip", "ankle")
    grown = np.linspace(0.6, 1.4, len(seen.positions))[:, None, None]
    points = tuple("pelvis" if "hip" in point else point for point in seen.points)

    with pytest.raises(ViewNotUsable, match=r"grows from 3\d\d to 6\d\d px"):
        find_landmarks_walk(
            replace(seen, positions=seen.positions * grown, points=points), person=person
        )


def test_fifteen_frames_a_second_are_enough_and_twelve_are_not(drawn_walker, person):
    assert find_landmarks_walk(drawn_walker(rate_hz=15.0), person=person).walk.bouts

    with pytest.raises(SignalNotUsable, match=r"at least 15 frames a second.*has 12\.0"):
        find_landmarks_walk(drawn_walker(rate_hz=12.0), person=person)


def test_a_second_is_too_short(drawn_walker, person):
    with pytest.raises(SignalTooShort, match=r"at least 1\.5 s.*got 1\.00 s"):
        find_landmarks_walk(drawn_walker(duration_s=1.0), person=person)


def test_frames_scattered_over_an_hour_are_refused(drawn_walker, person):
    seen = drawn_walker()
    stamps_s = np.linspace(0.0, 3600.0, len(seen.positions))
    clock = Clock(sampling_rate_hz=30.0, samples_count=len(stamps_s), stamps_s=stamps_s)

    with pytest.raises(SignalNotUsable, match=r"180 frames in 3600 s"):
        find_landmarks_walk(replace(seen, clock=clock), person=person)


def test_both_ankles_are_needed(drawn_walker, person, only_points):
    with pytest.raises(MissingChannel, match="right-ankle of 'drawn' is not among its 7 points"):
        find_landmarks_walk(
            only_points(drawn_walker(), "ear", "shoulder", "hip", "left-ankle"), person=person
        )


def test_feet_alone_are_followed_without_lengths(filmed, errors_of, only_points):
    for seed in range(5):
        seen, person = filmed(seed)

        found = find_landmarks_walk(only_points(seen, "ankle", "heel", "toe"), person=person)

        cadence_spm, step_s, stance_s, wrong_count = np.abs(errors_of(found.walk, seed))
        assert cadence_spm <= 1.1
        assert step_s <= 0.012
        assert stance_s <= 0.05
        assert wrong_count == 0
        assert all(step.length_m is None for bout in found.walk.bouts for step in bout.steps)
        (finding,) = (each for each in found.findings if each.code == "feet-only")
        assert "even course between both ankles" in finding.done


def test_ankles_that_lie_on_each_other_tell_nothing(drawn_walker, person, only_points):
    seen = only_points(drawn_walker(swing_px=0.0), "ankle")

    with pytest.raises(SignalNotUsable, match="none of the 180 frames of 'drawn'"):
        find_landmarks_walk(seen, person=person)


def test_a_person_upside_down_is_refused(drawn_walker, person):
    seen = drawn_walker()

    with pytest.raises(SignalNotUsable, match=r"stand above its ankles.*500.* below"):
        find_landmarks_walk(
            replace(seen, positions=seen.positions * np.array([1.0, -1.0])), person=person
        )


@pytest.mark.parametrize("value", [np.nan, 3.0])
def test_empty_and_frozen_landmarks_are_refused(drawn_walker, person, value):
    seen = drawn_walker()

    with pytest.raises(SignalNotUsable, match="none of the 180 frames of 'drawn' is one"):
        find_landmarks_walk(
            replace(seen, positions=np.full_like(seen.positions, value)), person=person
        )


def test_an_estimator_that_stands_still_cuts_the_walking(drawn_walker, person):
    seen = drawn_walker(duration_s=12.0, noise_px=0.5)
    positions = seen.positions.copy()
    positions[150:210] = positions[150]

    walk = find_landmarks_walk(replace(seen, positions=positions), person=person).walk

    assert [bout.end_s < 5.1 or bout.start_s > 6.9 for bout in walk.bouts] == [True, True]


def test_points_that_are_not_trusted_are_not_used(drawn_walker, person):
    seen = drawn_walker()
    trusted = np.full(seen.positions.shape[:2], 0.1)
    assert find_landmarks_walk(replace(seen, visibility_share=trusted), person=person).walk.bouts

    with pytest.raises(SignalNotUsable, match="none of the 180 frames"):
        find_landmarks_walk(replace(seen, visibility_share=trusted - 0.01), person=person)


def test_nothing_is_looked_for_at_the_edge_of_the_picture(drawn_walker, person):
    seen = drawn_walker(duration_s=8.0, way_pxps=150.0)
    # The body walks from 400 to 1600 px, and the picture ends at 1100 px: 4.1 s for the left foot.
    cut = replace(seen, picture_size_px=(1100.0, 600.0))

    found = find_landmarks_walk(cut, person=person)

    (bout,) = found.walk.bouts
    assert 3.2 < bout.end_s < 4.6
    (finding,) = (each for each in found.findings if each.code == "out-of-picture")
    assert "edge of the picture" in finding.found


def test_somebody_else_at_once_is_not_followed(drawn_walker, person):
    seen = drawn_walker(duration_s=12.0)
    positions = seen.positions.copy()
    positions[170:, :, 0] += 300.0

    walk = find_landmarks_walk(replace(seen, positions=positions), person=person).walk

    assert len(walk.bouts) == 2
    assert walk.bouts[0].end_s < 170 / 30 < walk.bouts[1].start_s
