"""The floor of a device, and which numbers are marked as near it."""

import numpy as np
import pytest

from restride.balance.measure_definitions import BALANCE_MEASURES
from restride.balance.noise_floor import NoiseFloor, mark_near_floor, unloaded_path_mm
from restride.measure import Measure, NotComputed
from restride.terms import Severity


def number(key, value, note=None):
    return Measure(
        definition=BALANCE_MEASURES[key],
        value=value,
        uncertainty=NotComputed(reason="one trial"),
        note=note,
    )


def floor(**values):
    return NoiseFloor(
        name="dead weight", basis="a dead weight", values=values, path_key="mean_velocity_mmps"
    )


def test_a_fifth_of_the_value_is_not_near_and_a_hair_more_is():
    measures = (number("mean_velocity_mmps", 10.0),)

    same, nothing = mark_near_floor(measures, floor(mean_velocity_mmps=2.0))
    marked, found = mark_near_floor(measures, floor(mean_velocity_mmps=2.001))

    assert same == measures
    assert nothing == ()
    assert marked[0].value == 10.0
    assert marked[0].note.startswith("Near the device's noise floor: 2")
    assert found[0].code == "near-noise-floor"
    assert found[0].severity is Severity.WARNING
    assert "20%" in found[0].found


def test_a_value_at_the_floor_is_serious_and_never_lowered():
    marked, found = mark_near_floor(
        (number("mean_velocity_mmps", 3.0),), floor(mean_velocity_mmps=3.0)
    )

    assert marked[0].value == 3.0
    assert marked[0].note.startswith("At or below")
    assert found[0].severity is Severity.SERIOUS


def test_frequencies_are_doubted_with_the_path():
    measures = (number("mean_velocity_mmps", 10.0), number("mean_frequency_hz", 0.4, "Short."))

    marked, _ = mark_near_floor(measures, floor(mean_velocity_mmps=5.0, mean_frequency_hz=20.0))

    assert marked[1].note == "Short. The device alone makes 50% of the path this is drawn from."


def test_an_absent_measure_stays_absent():
    marked, found = mark_near_floor(
        (number("sway_area_mm2", None, "No."),), floor(sway_area_mm2=9.0)
    )

    assert marked[0].note == "No."
    assert found == ()


def test_an_empty_plate_trembles_by_its_force_over_the_weight():
    force_n = np.array([1.0, -1.0] * 50) + 4.0

    path_mm = unloaded_path_mm(force_n, weight_n=500.0)

    # One newton of five hundred over a lever of 250 mm.
    assert np.abs(path_mm).max() == pytest.approx(0.5)
    assert path_mm.shape == (100, 2)
    assert path_mm.mean() == pytest.approx(0)
