"""Several trials together: means, times, and one condition over another."""

import pytest

from restride.balance.measure_definitions import BALANCE_MEASURES
from restride.balance.ratios import (
    PROTOCOL_MEASURES,
    ROMBERG,
    ConditionValues,
    mean_of_trials,
    ratio_of,
    times_held,
)
from restride.measure import Interval, Measure, NotComputed
from restride.sources import sources
from restride.terms import Side, Surface

ROW = ROMBERG["velocity", Surface.FIRM]


def trial(value, note=None, key="mean_velocity_mmps"):
    return (
        Measure(
            definition=BALANCE_MEASURES[key],
            value=value,
            repeats_count=1,
            uncertainty=NotComputed(reason="one trial"),
            note=note,
        ),
    )


def values(*numbers, why=None, note=None):
    return ConditionValues(name="Eyes open on firm", values=numbers, why_none=why, note=note)


def test_three_trials_have_a_mean_and_the_interval_of_student():
    (mean,) = mean_of_trials([trial(8.0), trial(10.0), trial(12.0)], note=None)

    assert mean.value == 10
    assert mean.repeats_count == 3
    # Two standard deviations of freedom: 4.303 times 2 over the root of three.
    assert mean.uncertainty.high == pytest.approx(10 + 4.30265 * 2 / 3**0.5, rel=1e-4)
    assert mean.uncertainty.low == pytest.approx(10 - 4.30265 * 2 / 3**0.5, rel=1e-4)
    assert "3 trials (standard deviation 2)" in mean.uncertainty.basis


def test_an_interval_of_what_is_never_negative_ends_at_zero():
    (mean,) = mean_of_trials([trial(1.0), trial(9.0)], note=None)

    assert mean.uncertainty.low == 0


def test_a_trial_without_a_value_is_not_counted():
    (mean,) = mean_of_trials([trial(8.0), trial(None, "No."), trial(10.0)], note="Two of three.")

    assert (mean.value, mean.repeats_count) == (9, 2)
    assert mean.note.startswith("Two of three.")


def test_no_value_at_all_keeps_its_reason():
    (mean,) = mean_of_trials([trial(None, "Nobody moved.")], note=None)

    assert mean.value is None
    assert mean.note == "Nobody moved."


def test_times_held_are_scored_by_the_best_and_the_mean():
    best, mean = times_held([30.0, 12.0, 3.0], side=Side.LEFT)

    assert (best.value, mean.value) == (30, 15)
    assert best.side is Side.LEFT
    assert times_held([], side=None) == ()


def test_twice_as_much_is_a_ratio_of_two():
    found = ratio_of(ROW, upper=values(20.0, 22.0, 18.0), lower=values(10.0, 11.0, 9.0))

    assert found.value == pytest.approx(2)
    assert found.uncertainty.low < 2 < found.uncertainty.high
    assert found.uncertainty.low * found.uncertainty.high == pytest.approx(4)


def test_equal_trials_give_a_sure_ratio_and_wild_ones_an_unsure_one():
    sure = ratio_of(ROW, upper=values(20.0, 20.0), lower=values(10.0, 10.0)).uncertainty
    unsure = ratio_of(ROW, upper=values(10.0, 30.0), lower=values(5.0, 15.0)).uncertainty

    assert sure.low == pytest.approx(2)
    assert isinstance(unsure, Interval)
    assert unsure.high > 10


def test_one_trial_each_gives_a_ratio_without_an_interval():
    found = ratio_of(ROW, upper=values(20.0), lower=values(10.0))

    assert found.value == 2
    assert isinstance(found.uncertainty, NotComputed)


def test_a_condition_that_was_not_held_gives_no_ratio_but_the_reason():
    found = ratio_of(
        ROW, upper=values(why="no trial was held in full (held 3.1 s of 30 s)"), lower=values(10.0)
    )

    assert found.value is None
    assert "held 3.1 s of 30 s" in found.note


def test_nothing_is_divided_by_zero():
    found = ratio_of(ROW, upper=values(20.0), lower=values(0.0))

    assert found.value is None
    assert "is 0;" in found.note


def test_trials_of_other_lengths_are_not_compared():
    def of_length(measured_s):
        return ConditionValues(name="Eyes open on firm", values=(2.0,), measured_s=(measured_s,))

    found = ratio_of(ROW, upper=of_length(60.0), lower=of_length(20.0))

    assert found.value is None
    assert found.note == "Trials of 20.0 to 60.0 s cannot be compared."
    assert ratio_of(ROW, upper=of_length(22.0), lower=of_length(20.0)).value == 1
    assert ratio_of(ROW, upper=of_length(22.1), lower=of_length(20.0)).value is None


def test_what_is_known_of_a_condition_stands_beside_its_ratio():
    found = ratio_of(ROW, upper=values(2.0), lower=values(1.0, note="Only 1 of 3 trials."))

    assert found.note == "Only 1 of 3 trials."


def test_every_row_says_who_defined_it():
    for definition in PROTOCOL_MEASURES.values():
        assert definition.source in sources()
    assert {"romberg_velocity_on_firm_ratio", "surface_area_eyes_closed_ratio"} <= set(
        PROTOCOL_MEASURES
    )
