"""Simulated squats: counted, as deep and as long as asked, and weighed rightly."""

import numpy as np
import pytest

from restride.errors import OptionError
from restride.recording.landmarks import Landmark
from restride.simulate import SquatSettings, random_squats, simulate_squats
from restride.simulate.squats import knee_bend_deg
from restride.terms import Side, Task
from restride.units import STANDARD_GRAVITY_MPS2

EVEN = SquatSettings(variation_ratio=0.0, slowing_ratio=0.0)


@pytest.fixture(scope="module")
def five():
    return simulate_squats(5, settings=EVEN)


def test_as_many_squats_as_were_asked_for(five):
    assert len(five.repetitions) == 5
    assert five.recording.task is Task.REPETITIONS
    assert five.recording.is_simulated
    for before, after in zip(five.repetitions, five.repetitions[1:], strict=False):
        assert before.start_s < before.turning_point_s < before.end_s <= after.start_s


def test_they_are_as_deep_as_asked(five):
    # From seven degrees of standing to ninety.
    assert [each.range_deg for each in five.repetitions] == pytest.approx([83.0] * 5, abs=1.5)


def test_the_knee_is_bent_most_at_the_turning_point(five):
    times_s = five.skeleton.times_s
    for side in Side:
        bend_deg = five.knee_bends_deg[side]
        for each in five.repetitions:
            inside = (times_s >= each.start_s) & (times_s <= each.end_s)
            turning = np.searchsorted(times_s, each.turning_point_s)
            assert bend_deg[turning] == pytest.approx(bend_deg[inside].max(), abs=0.5)
            assert bend_deg[turning] == pytest.approx(90, abs=1.5)


def test_a_hold_lasts_at_least_as_long_as_it_was_still():
    held = simulate_squats(2, settings=SquatSettings(hold_s=3.0, variation_ratio=0.0))
    brief = simulate_squats(2, settings=SquatSettings(hold_s=0.0, variation_ratio=0.0))

    for long, short in zip(held.repetitions, brief.repetitions, strict=True):
        assert long.hold_s - short.hold_s == pytest.approx(3.0, abs=0.05)
        assert 0.2 < short.hold_s < 1.0


def test_both_feet_carry_mass_times_gravity_and_acceleration(five):
    both_n = sum(load.force_n for load in five.loads.values())
    gravity = np.array([0, 0, STANDARD_GRAVITY_MPS2])
    needed_n = EVEN.body_mass_kg * (five.mass_path.acceleration_mps2() + gravity)

    np.testing.assert_allclose(both_n, needed_n, atol=1e-6)


def test_the_left_leg_carries_its_share():
    simulated = simulate_squats(3, settings=SquatSettings(left_share=0.58))

    assert simulated.left_load_share == pytest.approx(0.58, abs=0.01)


def test_landmarks_show_the_bend_that_is_true(five):
    landmarks = five.recording.landmarks[0]
    hip, knee, ankle = (
        landmarks.of(point)
        for point in (Landmark.LEFT_HIP, Landmark.LEFT_KNEE, Landmark.LEFT_ANKLE)
    )
    thigh, shank = knee - hip, ankle - knee
    cosine = np.sum(thigh * shank, axis=1) / (
        np.linalg.norm(thigh, axis=1) * np.linalg.norm(shank, axis=1)
    )
    seen_deg = np.rad2deg(np.arccos(np.clip(cosine, -1, 1)))
    true_deg = np.interp(
        landmarks.clock.times_s, five.skeleton.times_s, knee_bend_deg(five.skeleton, Side.LEFT)
    )

    assert np.median(np.abs(seen_deg - true_deg)) < 1.5


def test_feet_stay_where_they_are(five):
    for part in ("ankle", "heel", "toe"):
        assert np.ptp(five.skeleton.of(Side.RIGHT, part), axis=0).max() < 1e-9


def test_every_drawn_person_keeps_the_count():
    for seed in range(8):
        simulated = simulate_squats(4, seed=seed)
        assert len(simulated.repetitions) == 4
        assert simulated.settings == random_squats(seed)


def test_one_seed_is_one_recording():
    first, again = (simulate_squats(2, seed=9) for _ in range(2))

    assert first.recording.content_hash() == again.recording.content_hash()


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"depth_deg": 170.0}, "depth_deg must lie between 15 and 130, and is 170"),
        ({"hold_s": -1.0}, "hold_s must lie between 0 and 60, and is -1"),
    ],
)
def test_what_no_person_does_is_refused(changes, words):
    with pytest.raises(OptionError, match=words):
        SquatSettings(**changes)
