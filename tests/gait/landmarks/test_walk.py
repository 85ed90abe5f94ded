"""Virtual walkers before a camera: what is found is what they did, however they are filmed."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from restride.errors import ViewNotUsable
from restride.gait.landmarks import find_landmarks_walk
from restride.recording.clock import Clock
from restride.recording.landmarks import Landmark
from restride.simulate.camera import CameraMotion
from restride.simulate.landmarks import LandmarkSettings, seen_landmarks
from restride.simulate.skeleton import skeleton_of
from restride.terms import Side

_SEEDS = range(10)
#: What must be reached, as means of absolute errors over people.
_CADENCE_SPM = 1.1
_STEP_S = 0.006
_STANCE_S = 0.020


def _errors(filmed, errors_of, change=lambda seen: seen, **camera):
    errors = []
    for seed in _SEEDS:
        seen, person = filmed(seed, **camera)
        found = find_landmarks_walk(change(seen), person=person)
        if found.walk.bouts:
            errors.append(errors_of(found.walk, seed))
    return np.array(errors)


@pytest.mark.parametrize(
    "camera",
    [
        pytest.param({}, id="30 frames a second from 5 m"),
        pytest.param({"sampling_rate_hz": 15.0}, id="15 frames a second"),
        pytest.param({"sampling_rate_hz": 60.0, "distance_m": 4.5}, id="60 frames a second"),
        pytest.param({"noise_px": 6.0}, id="restless points"),
        pytest.param({"swaps_share": 0.3}, id="legs exchanged at a third of the meetings"),
        pytest.param({"missing_share": 0.2}, id="a fifth of the points missing"),
        pytest.param({"motion": CameraMotion.PANNING, "distance_m": 4.0}, id="panning"),
        pytest.param({"motion": CameraMotion.ALONGSIDE}, id="alongside, as on a treadmill"),
        pytest.param({"side": Side.LEFT}, id="from the left"),
    ],
)
def test_cadence_steps_and_stance_are_those_of_the_walker(filmed, errors_of, camera):
    errors = _errors(filmed, errors_of, **camera)

    assert len(errors) >= 0.8 * len(_SEEDS)
    cadence_spm, step_s, stance_s, _ = np.abs(errors).mean(axis=0)
    assert cadence_spm <= _CADENCE_SPM
    assert step_s <= _STEP_S
    assert stance_s <= _STANCE_S
    # No more than one landing in a hundred is none, or belongs to the other foot.
    assert errors[:, 3].sum() <= len(errors)


def test_ankles_alone_are_enough(filmed, errors_of, only_points):
    def ankles(seen):
        return only_points(seen, "ankle", "hip")

    errors = _errors(filmed, errors_of, ankles)

    assert len(errors) == len(_SEEDS)
    cadence_spm, step_s, stance_s, wrong_count = np.abs(errors).mean(axis=0)
    assert cadence_spm <= _CADENCE_SPM
    assert step_s <= _STEP_S
    assert stance_s <= _STANCE_S
    assert wrong_count == 0


def test_what_is_guessed_outside_the_picture_adds_no_steps(filmed, errors_of):
    def guessed(seen):
        positions = seen.positions.copy()
        frames = np.arange(len(positions))
        random = np.random.default_rng(1)
        for column in range(positions.shape[1]):
            known = np.isfinite(positions[:, column, 0])
            for axis in (0, 1):
                positions[:, column, axis] = np.interp(
                    frames, frames[known], positions[known, column, axis]
                )
            outside = int(np.sum(~known))
            positions[~known, column] += 6.0 * random.standard_normal((outside, 2))
        return replace(seen, positions=positions, visibility_share=None, picture_size_px=None)

    errors = _errors(filmed, errors_of, guessed)

    assert len(errors) == len(_SEEDS)
    assert np.abs(errors[:, 0]).max() <= 2.0
    assert errors[:, 3].sum() == 0


@pytest.mark.parametrize("turned_rad", [0.0, 1.0, 2.5])
def test_in_space_any_level_direction_is_walked(walked, errors_of, person, turned_rad):
    seen = seen_landmarks(
        skeleton_of(walked(0).body), LandmarkSettings(), random=np.random.default_rng(0)
    )
    cos, sin = np.cos(turned_rad), np.sin(turned_rad)
    turn = np.array([[cos, sin, 0.0], [-sin, cos, 0.0], [0.0, 0.0, 1.0]])

    found = find_landmarks_walk(replace(seen, positions=seen.positions @ turn), person=person)

    cadence_spm, step_s, stance_s, wrong_count = np.abs(errors_of(found.walk, 0))
    assert cadence_spm <= 0.5
    assert step_s <= 0.003
    assert stance_s <= 0.025
    assert wrong_count == 0
    true_m = np.mean([each.length_m for bout in walked(0).truth.bouts for each in bout.strides])
    found_m = np.mean([each.length_m for bout in found.walk.bouts for each in bout.strides])
    assert found_m == pytest.approx(true_m, rel=0.05)


def test_step_length_follows_from_the_height(filmed, walked):
    seen, person = filmed(0)

    (bout,) = find_landmarks_walk(seen, person=person).walk.bouts

    true_m = np.mean([each.length_m for each in walked(0).truth.bouts[0].steps])
    assert np.mean([step.length_m for step in bout.steps]) == pytest.approx(true_m, rel=0.08)


def _contacts(walk):
    return [
        (each.side, each.kind, each.time_s)
        for bout in walk.bouts
        for each in (*bout.initial_contacts, *bout.final_contacts)
    ]


def test_a_mirrored_picture_shows_the_same_contacts_of_the_other_feet(filmed):
    seen, person = filmed(1)
    mirrored = seen.positions * np.array([-1.0, 1.0]) + np.array([seen.picture_size_px[0], 0.0])
    names = tuple(_other(point) for point in seen.points)

    here = _contacts(find_landmarks_walk(seen, person=person).walk)
    there = _contacts(
        find_landmarks_walk(replace(seen, positions=mirrored, points=names), person=person).walk
    )

    assert [(side.other, kind) for side, kind, _ in there] == [each[:2] for each in here]
    assert [each[2] for each in there] == pytest.approx([each[2] for each in here])


def _other(point):
    side, _, part = point.partition("-")
    return Landmark(f"{Side(side).other}-{part}") if part else point


@given(shift_s=st.floats(0.0, 1e4), factor=st.floats(0.6, 3.0))
def test_time_and_size_of_the_picture_do_not_matter(drawn_walker, person, shift_s, factor):
    seen = drawn_walker()
    clock = Clock(sampling_rate_hz=30.0, samples_count=len(seen.positions), start_s=shift_s)

    here = _contacts(find_landmarks_walk(seen, person=person).walk)
    there = _contacts(
        find_landmarks_walk(
            replace(seen, clock=clock, positions=seen.positions * factor), person=person
        ).walk
    )

    assert [each[:2] for each in there] == [each[:2] for each in here]
    assert [each[2] - shift_s for each in there] == pytest.approx(
        [each[2] for each in here], abs=1e-5
    )


@given(
    rate_hz=st.floats(15.0, 120.0),
    seed=st.integers(0, 2**16),
    missing_share=st.floats(0.0, 1.0),
    noise_px=st.floats(0.0, 80.0),
)
def test_whatever_is_seen_contacts_come_in_order(
    drawn_walker, person, rate_hz, seed, missing_share, noise_px
):
    seen = drawn_walker(rate_hz=rate_hz)
    random = np.random.default_rng(seed)
    positions = seen.positions + noise_px * random.standard_normal(seen.positions.shape)
    # At least the first two seconds are seen.
    lost = random.random(positions.shape[:2]) < missing_share
    lost[seen.clock.times_s < 2.0] = False
    positions[lost] = np.nan

    try:
        walk = find_landmarks_walk(replace(seen, positions=positions), person=person).walk
    except ViewNotUsable:
        # Noise can part the hips like a view from the front, and such a view is refused.
        assert noise_px > 5.0
        return

    assert bool(walk.bouts) == (walk.no_walking_reason is None)
    for bout in walk.bouts:
        times_s = [contact.time_s for contact in bout.initial_contacts]
        assert times_s == sorted(times_s)
        for stride in bout.strides:
            assert 0.4 <= stride.duration_s <= 3.0
            assert stride.stance_s is None or 0.0 < stride.stance_s < stride.duration_s
