"""Simulated standing: a pendulum that obeys its equation, weighed and felt rightly."""

from dataclasses import replace

import numpy as np
import pytest

from restride.errors import OptionError
from restride.simulate import (
    PlateSettings,
    SensorSettings,
    StandSettings,
    simulate_stand,
    stander,
)
from restride.simulate.body import GRID_RATE_HZ
from restride.terms import Eyes, Placement, Side, Surface, Task
from restride.units import STANDARD_GRAVITY_MPS2

QUIET = PlateSettings(centre_noise_mm=0.0, force_noise_n=0.0)
SILENT = SensorSettings(acceleration_noise_mps2=0.0, angular_velocity_noise_dps=0.0)


@pytest.fixture(scope="module")
def still():
    return simulate_stand(StandSettings(), plate=QUIET, sensors=(SILENT,))


def test_the_mass_is_driven_as_a_pendulum_is(still):
    mass_m, pressure_m = still.centre_of_mass_mm / 1000, still.centre_of_pressure_mm / 1000
    acceleration = np.diff(mass_m, 2, axis=0) * GRID_RATE_HZ**2
    length_m = still.settings.pendulum_m

    np.testing.assert_allclose(
        (pressure_m - mass_m)[1:-1], -length_m / STANDARD_GRAVITY_MPS2 * acceleration, atol=2e-6
    )


def test_the_mass_sways_less_than_what_drives_it(still):
    assert np.all(still.centre_of_mass_mm.std(axis=0) < still.centre_of_pressure_mm.std(axis=0))


def test_the_plate_shows_the_true_way(still):
    plate = still.recording.plates[0]

    np.testing.assert_allclose(
        plate.centre_of_pressure_mm, still.centre_of_pressure_mm[:-1:4], atol=1e-6
    )
    weight_n = still.settings.body_mass_kg * STANDARD_GRAVITY_MPS2
    np.testing.assert_allclose(plate.vertical_force_n, weight_n, rtol=1e-9)
    assert plate.side is None


def test_the_truth_is_what_plain_formulas_give(still):
    way_mm = still.recording.plates[0].centre_of_pressure_mm
    truth = still.truth

    assert truth.sway_forward_mm == pytest.approx(way_mm[:, 0].std(), rel=1e-6)
    assert truth.sway_sideways_mm == pytest.approx(way_mm[:, 1].std(), rel=1e-6)
    assert truth.range_forward_mm == pytest.approx(np.ptp(way_mm[:, 0]), rel=1e-6)
    path_mm = np.hypot(*np.diff(way_mm, axis=0).T).sum()
    assert truth.path_mm == pytest.approx(path_mm, rel=1e-6)
    assert truth.mean_velocity_mmps == pytest.approx(path_mm / 59.99, rel=1e-6)
    area_mm2 = np.pi * 5.991465 * np.sqrt(np.linalg.det(np.cov(way_mm.T, bias=True)))
    assert truth.ellipse_area_mm2 == pytest.approx(area_mm2, rel=1e-6)


def test_the_size_is_that_asked_for(still):
    assert still.truth.sway_forward_mm == pytest.approx(4.5, rel=0.01)
    assert still.truth.sway_sideways_mm == pytest.approx(2.6, rel=0.01)


def test_two_plates_together_press_where_one_does():
    settings = StandSettings(left_share=0.56)
    one = simulate_stand(settings, plate=QUIET)
    two = simulate_stand(settings, plate=QUIET, has_two_plates=True)
    left, right = two.recording.plates
    both_n = left.vertical_force_n + right.vertical_force_n
    joined_mm = (
        left.centre_of_pressure_mm * left.vertical_force_n[:, None]
        + right.centre_of_pressure_mm * right.vertical_force_n[:, None]
    ) / both_n[:, None]

    assert [left.side, right.side] == [Side.LEFT, Side.RIGHT]
    np.testing.assert_allclose(joined_mm, one.recording.plates[0].centre_of_pressure_mm, atol=1e-3)
    assert (left.vertical_force_n / both_n).mean() == pytest.approx(0.56, abs=0.002)
    assert left.centre_of_pressure_mm[:, 1].mean() < 0 < right.centre_of_pressure_mm[:, 1].mean()


def test_the_back_feels_its_movement_and_gravity_by_tilt(still):
    sensor, path = still.recording.sensors[0], still.sensor_paths[0]
    pitch_rad = np.interp(sensor.clock.times_s, path.times_s, path.angles_rad[:, 1])
    moved = np.interp(sensor.clock.times_s, path.times_s, path.acceleration_mps2()[:, 0])
    felt = moved - STANDARD_GRAVITY_MPS2 * np.sin(pitch_rad)

    np.testing.assert_allclose(sensor.acceleration_mps2[2:-2, 0], felt[2:-2], atol=2e-3)
    assert still.truth.back_forward_mps2 == pytest.approx(felt.std(), rel=0.03)


def test_eyes_closed_and_foam_sway_more():
    quiet, hard = (
        simulate_stand(stander(eyes, surface, seed=4)).truth
        for eyes, surface in ((Eyes.OPEN, Surface.FIRM), (Eyes.CLOSED, Surface.FOAM))
    )

    assert hard.sway_forward_mm > 2 * quiet.sway_forward_mm
    assert hard.mean_velocity_mmps > 2 * quiet.mean_velocity_mmps
    assert hard.back_jerk_forward_mps3 > 1.5 * quiet.back_jerk_forward_mps3


def test_one_seed_is_one_person_under_all_conditions():
    firm, foam = (stander(Eyes.OPEN, surface, seed=7) for surface in Surface)

    assert firm.height_m == foam.height_m
    assert firm.body_mass_kg == foam.body_mass_kg
    assert foam.sway_forward_mm == pytest.approx(1.7 * firm.sway_forward_mm)
    first, again = (simulate_stand(firm).recording.content_hash() for _ in range(2))
    assert first == again
    assert simulate_stand(foam).recording.content_hash() != first


def test_frames_without_load_are_without_a_centre():
    plate = replace(QUIET, unloaded_s=((10.0, 10.5),))
    recorded = simulate_stand(StandSettings(), plate=plate).recording.plates[0]
    absent = np.isnan(recorded.centre_of_pressure_mm[:, 0])

    assert absent.sum() == 50
    assert np.flatnonzero(absent)[0] == 1000
    assert np.all(recorded.vertical_force_n[absent] == 0)


def test_a_coarse_plate_gives_steps():
    recorded = simulate_stand(
        StandSettings(), plate=PlateSettings(centre_step_mm=2.0)
    ).recording.plates[0]

    assert np.allclose(recorded.centre_of_pressure_mm % 2.0, 0.0)


def test_the_recording_says_what_was_asked(still):
    assert still.recording.task is Task.QUIET_STANDING
    assert still.recording.is_simulated
    assert [each.code for each in still.recording.findings] == ["simulated"]


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"duration_s": 0.5}, "duration_s must lie between 1 and 3600, and is 0.5"),
        ({"sway_forward_mm": 200.0}, "sway_forward_mm must lie between 0.01 and 80, and is 200"),
    ],
)
def test_what_no_person_does_is_refused(changes, words):
    with pytest.raises(OptionError, match=words):
        StandSettings(**changes)


def test_a_plate_that_is_none_is_refused():
    with pytest.raises(OptionError, match="sampling_rate_hz must lie between 5 and 2000, and is 1"):
        PlateSettings(sampling_rate_hz=1.0)


def test_sensors_on_feet_are_refused():
    with pytest.raises(OptionError, match="1 place, the lower back, and got left-foot"):
        simulate_stand(sensors=(SensorSettings(placement=Placement.LEFT_FOOT),))
