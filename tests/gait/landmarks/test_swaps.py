"""Legs that an estimator takes for each other get their names back."""

from dataclasses import replace

import numpy as np
import pytest

from restride.gait.landmarks import find_landmarks_walk


def _exchanged(landmarks, columns_of, *spans):
    left, right = columns_of(landmarks, "left-ankle"), columns_of(landmarks, "right-ankle")
    positions = landmarks.positions.copy()
    for first, end in spans:
        positions[first:end, left] = landmarks.positions[first:end, right]
        positions[first:end, right] = landmarks.positions[first:end, left]
    return replace(landmarks, positions=positions)


def _landings(found):
    return [(each.side, each.time_s) for each in found.walk.bouts[0].initial_contacts]


# The ankles pass each other at frames 10.5, 25.5, 40.5, ... and are widest apart at 18, 33, ...
@pytest.mark.parametrize(
    "spans",
    [
        pytest.param([(48, 52)], id="while they are apart"),
        pytest.param([(41, 56)], id="from one meeting to the next"),
        pytest.param([(41, 48)], id="from a meeting on"),
        pytest.param([(48, 71)], id="until a meeting"),
        pytest.param([(41, 56), (86, 90), (116, 131)], id="several times"),
    ],
)
def test_exchanged_legs_change_nothing(drawn_walker, person, columns_of, spans):
    seen = drawn_walker(noise_px=1.0)
    whole = find_landmarks_walk(seen, person=person)
    mended = find_landmarks_walk(_exchanged(seen, columns_of, *spans), person=person)

    assert [side for side, _ in _landings(mended)] == [side for side, _ in _landings(whole)]
    assert [time_s for _, time_s in _landings(mended)] == pytest.approx(
        [time_s for _, time_s in _landings(whole)], abs=0.02
    )
    (finding,) = (each for each in mended.findings if each.code == "legs-swapped")
    assert "went over to the other leg" in finding.found
    assert "put back" in finding.done


def test_legs_that_were_never_exchanged_are_left_alone(drawn_walker, person):
    found = find_landmarks_walk(drawn_walker(noise_px=3.0), person=person)

    assert "legs-swapped" not in {each.code for each in found.findings}


def test_legs_exchanged_for_a_third_of_the_time_leave_the_sides_unsure(
    drawn_walker, person, columns_of
):
    seen = _exchanged(drawn_walker(noise_px=1.0), columns_of, (105, 176))

    found = find_landmarks_walk(seen, person=person)

    (finding,) = (each for each in found.findings if each.code == "legs-swapped")
    assert finding.severity == "warning"
    assert "not sure" in finding.done


def test_a_foot_that_is_only_brought_to_the_other_is_not_taken_for_passing_it(
    drawn_walker, person, columns_of
):
    seen = drawn_walker(duration_s=10.0, swing_px=0.0)
    times_s = seen.clock.times_s
    positions = seen.positions.copy()
    # The left foot goes ahead and the right one is brought up to it, never past it.
    apart_px = 60.0 * (1 - np.cos(2 * np.pi * times_s))
    positions[:, columns_of(seen, "left-ankle"), 0] += apart_px[:, None]
    positions += np.random.default_rng(0).standard_normal(positions.shape)

    found = find_landmarks_walk(replace(seen, positions=positions), person=person)

    assert "legs-swapped" not in {each.code for each in found.findings}
