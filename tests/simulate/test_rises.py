"""Simulated rises: counted as asked, and forces, sensors and landmarks agree with one truth."""

from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest

from restride.errors import OptionError
from restride.recording.landmarks import Landmark
from restride.simulate import (
    LandmarkSettings,
    PlateSettings,
    RisesSettings,
    random_rises,
    simulate_rises,
)
from restride.simulate.body import GRID_RATE_HZ
from restride.terms import Side, Task
from restride.units import STANDARD_GRAVITY_MPS2


@pytest.fixture(scope="module")
def five():
    return simulate_rises(5, seed=2)


@pytest.mark.parametrize("count", [1, 5, 12])
def test_as_many_rises_as_were_asked_for(count):
    simulated = simulate_rises(count, seed=1)

    assert len(simulated.rises) == count
    assert len(simulated.trunk_leans_deg) == count
    assert simulated.recording.task is Task.SIT_TO_STAND
    assert simulated.recording.is_simulated


def test_rises_and_ways_down_follow_each_other(five):
    for before, after in pairwise(five.rises):
        assert before.start_s < before.end_s < before.sit_start_s < before.sit_end_s
        assert before.sit_end_s <= after.start_s


def test_the_back_rises_between_the_edges_and_stands_between_them(five):
    height_m = five.sensor_paths[0].position_m[:, 2]
    for rise in five.rises:
        first, last, down, seated = (
            round(each * GRID_RATE_HZ)
            for each in (rise.start_s, rise.end_s, rise.sit_start_s, rise.sit_end_s)
        )
        assert height_m[last] - height_m[first] > 0.25
        assert np.ptp(height_m[last:down]) < 0.05
        assert height_m[down] - height_m[seated] > 0.25
        up_mps = np.diff(height_m[first:last]).max() * GRID_RATE_HZ
        assert rise.peak_rise_velocity_mps == pytest.approx(up_mps, abs=0.02)


def test_a_person_tires_as_asked():
    settings = RisesSettings(slowing_ratio=0.8, variation_ratio=0.0)
    rises = simulate_rises(6, settings=settings).rises

    assert rises[-1].rise_s / rises[0].rise_s == pytest.approx(1.8, abs=0.25)


def test_failed_attempts_are_no_rises():
    simulated = simulate_rises(4, settings=RisesSettings(attempts_count=3))

    assert len(simulated.rises) == 4
    assert len(simulated.attempts_s) == 3
    for attempt_s in simulated.attempts_s:
        assert not any(each.start_s <= attempt_s <= each.end_s for each in simulated.rises)


def test_a_recording_may_end_standing():
    simulated = simulate_rises(3, settings=RisesSettings(ends_standing=True))

    assert simulated.rises[-1].sit_start_s is None
    assert simulated.rises[-1].sit_end_s is None
    assert simulated.rises[-1].peak_sit_velocity_mps is None


def test_without_the_seat_both_feet_carry_mass_times_gravity_and_acceleration(five):
    settings, times_s = five.settings, five.skeleton.times_s
    both_n = sum(load.force_n for load in five.loads.values())
    gravity = np.array([0, 0, STANDARD_GRAVITY_MPS2])
    needed_n = settings.body_mass_kg * (five.mass_path.acceleration_mps2() + gravity)
    for rise in five.rises:
        standing = (times_s > rise.end_s) & (times_s < rise.sit_start_s)
        np.testing.assert_allclose(both_n[standing], needed_n[standing], atol=1e-6)


def test_on_the_seat_the_feet_carry_a_small_part(five):
    both_n = sum(load.force_n[:, 2] for load in five.loads.values())
    weight_n = five.settings.body_mass_kg * STANDARD_GRAVITY_MPS2
    before = five.skeleton.times_s < five.rises[0].start_s - 0.1

    assert np.allclose(both_n[before] / weight_n, 0.16, atol=0.03)
    assert both_n.max() / weight_n < 2.0
    assert both_n.min() > 0


@pytest.mark.parametrize("share", [0.35, 0.5, 0.68])
def test_the_left_leg_carries_its_share(share):
    simulated = simulate_rises(5, settings=RisesSettings(left_share=share))
    forces_n = [plate.vertical_force_n for plate in simulated.recording.plates]

    assert simulated.left_load_share == pytest.approx(share, abs=0.01)
    assert [plate.side for plate in simulated.recording.plates] == [Side.LEFT, Side.RIGHT]
    assert forces_n[0].sum() / (forces_n[0].sum() + forces_n[1].sum()) == pytest.approx(
        share, abs=0.01
    )


def test_the_centre_of_pressure_stays_under_the_feet(five):
    for side, load in five.loads.items():
        ankle_m = five.skeleton.of(side, "ankle")[0]
        ahead_m = load.centre_m[:, 0] - ankle_m[0]
        assert -0.05 <= ahead_m.min() <= ahead_m.max() <= 0.14
        assert np.allclose(load.centre_m[:, 1], ankle_m[1])


def test_hips_and_neck_rise_with_the_person(five):
    landmarks = five.recording.landmarks[0]
    times_s = landmarks.clock.times_s
    rise = five.rises[2]
    for point in (Landmark.LEFT_HIP, Landmark.NECK):
        up_m = landmarks.of(point)[:, 2]
        seated = up_m[np.searchsorted(times_s, rise.start_s)]
        standing = up_m[np.searchsorted(times_s, rise.end_s)]
        assert standing - seated > 0.25
    assert np.ptp(landmarks.of(Landmark.LEFT_HEEL), axis=0).max() < 0.05


def test_the_trunk_leans_further_than_it_sat(five):
    assert all(15 < each < 70 for each in five.trunk_leans_deg)
    assert all(15 < each.trunk_lean_deg < 80 for each in five.rises)


def test_one_seed_is_one_recording():
    first, again = (simulate_rises(3, seed=9) for _ in range(2))

    assert first.recording.content_hash() == again.recording.content_hash()
    assert first.rises == again.rises
    assert simulate_rises(3, seed=10).recording.content_hash() != first.recording.content_hash()


def test_recorders_do_not_change_what_was_done():
    first = simulate_rises(2, seed=3)
    second = simulate_rises(
        2,
        seed=3,
        sensors=(),
        plates=PlateSettings(sampling_rate_hz=1000.0),
        landmarks=LandmarkSettings(sampling_rate_hz=25.0, missing_share=0.2),
    )

    assert first.rises == second.rises
    assert second.recording.sensors == ()
    assert second.recording.plates[0].clock.sampling_rate_hz == 1000.0
    missing = np.isnan(second.recording.landmarks[0].positions[..., 0]).mean()
    assert missing == pytest.approx(0.2, abs=0.05)


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"rise_s": 0.1}, "rise_s must lie between 0.5 and 8, and is 0.1"),
        ({"left_share": 1.2}, "left_share must lie between 0 and 1, and is 1.2"),
    ],
)
def test_what_no_person_does_is_refused(changes, words):
    with pytest.raises(OptionError, match=words):
        replace(random_rises(0), **changes)


@pytest.mark.parametrize("count", [0, 501])
def test_so_many_rises_are_refused(count):
    with pytest.raises(OptionError, match=f"between 1 and 500 times, and got {count}"):
        simulate_rises(count)
