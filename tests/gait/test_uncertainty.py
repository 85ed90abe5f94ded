"""Intervals: quantiles against tables, spreads by hand, and that 95 % means 95 %."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from restride.gait.intervals import (
    deviation_uncertainty,
    distance_uncertainty,
    interval,
    mean_uncertainty,
)
from restride.gait.measure_definitions import GAIT_MEASURES
from restride.gait.uncertainty import (
    Spread,
    asymmetry_of,
    chi_square_quantile,
    spread_of,
    t_quantile,
)
from restride.gait.validation_errors import (
    MeasuringContext,
    Setting,
    method_error,
    validation_error,
    validation_errors,
)
from restride.measure import Interval, NotComputed
from restride.sources import source
from restride.terms import EventSource

BACK = MeasuringContext(source=EventSource.LOWER_BACK)
FOOT = MeasuringContext(source=EventSource.FOOT)
TRUTH = MeasuringContext(source=EventSource.SIMULATION)


@pytest.mark.parametrize(
    ("freedom", "quantile"),
    [(1, 12.706), (2, 4.303), (5, 2.571), (9, 2.262), (10, 2.228), (20, 2.086), (100, 1.984)],
)
def test_students_quantiles_are_those_of_the_table(freedom, quantile):
    assert t_quantile(np.array([float(freedom)]))[0] == pytest.approx(quantile, abs=0.002)


@pytest.mark.parametrize(
    ("freedom", "low", "high"), [(4, 0.484, 11.143), (9, 2.700, 19.023), (30, 16.791, 46.979)]
)
def test_chi_square_quantiles_are_those_of_the_table(freedom, low, high):
    assert chi_square_quantile(freedom, -1.959964) == pytest.approx(low, rel=0.08)
    assert chi_square_quantile(freedom, 1.959964) == pytest.approx(high, rel=0.01)


def test_a_spread_by_hand():
    spread = spread_of(np.array([1.0, 2.0, 3.0]))

    assert (spread.mean, spread.standard_deviation, spread.repeats_count) == (2.0, 1.0, 3)
    assert spread.effective_count == 3
    assert spread.half_width == pytest.approx(4.303 / np.sqrt(3))


def test_nothing_has_no_spread_and_one_has_no_width():
    assert spread_of(np.array([])) is None
    assert np.isnan(spread_of(np.array([1.0])).half_width)


def test_alike_neighbours_count_for_fewer():
    slow = np.repeat(np.random.default_rng(1).normal(size=10), 6)

    assert spread_of(slow).effective_count < 20
    assert spread_of(slow, group_indices=np.arange(60)).effective_count == 60


def test_ninety_five_intervals_of_a_hundred_hold_the_truth():
    draw = np.random.default_rng(0)
    spreads = [spread_of(draw.normal(1.2, 0.1, 12)) for _ in range(600)]

    hits = [abs(spread.mean - 1.2) <= spread.half_width for spread in spreads]
    assert 0.90 < np.mean(hits) < 0.99

    limits = [spread_of(draw.normal(0, 0.1, 20)).deviation_limits for _ in range(600)]
    assert 0.90 < np.mean([low <= 0.1 <= high for low, high in limits]) < 0.985


def test_asymmetry_by_hand():
    left = Spread(mean=0.55, standard_deviation=0.0, repeats_count=9, effective_count=9)
    right = Spread(mean=0.45, standard_deviation=0.0, repeats_count=9, effective_count=9)

    assert asymmetry_of(left, right) == pytest.approx((0.2, 0.0))
    assert asymmetry_of(right, left)[0] == pytest.approx(-0.2)


def test_published_error_and_spread_join_in_quadrature():
    spread = Spread(mean=1.2, standard_deviation=0.1, repeats_count=25, effective_count=25)
    found = mean_uncertainty("walking_speed_mps", spread, repeats="strides", context=BACK)

    of_method = 1.96 * 0.084 * np.sqrt(np.pi / 2)
    half_width = np.hypot(2.064 * 0.1 / 5, of_method)
    assert isinstance(found, Interval)
    assert (found.low, found.high) == pytest.approx((1.2 - half_width, 1.2 + half_width), abs=1e-3)
    assert "25 strides" in found.basis
    assert "0.084 m/s" in found.basis


def test_truth_has_only_its_spread():
    spread = Spread(mean=1.2, standard_deviation=0.1, repeats_count=25, effective_count=25)
    found = mean_uncertainty("stance_s", spread, repeats="strides", context=TRUTH)

    assert found.high - found.low == pytest.approx(2 * 2.064 * 0.02, abs=1e-3)


def test_a_measure_nobody_validated_says_so():
    spread = Spread(mean=0.6, standard_deviation=0.1, repeats_count=25, effective_count=25)
    found = mean_uncertainty("stance_s", spread, repeats="strides", context=BACK)

    assert isinstance(found, NotComputed)
    assert "no published error" in found.reason


def test_one_repeat_without_a_published_error_has_no_interval():
    spread = Spread(mean=110.0, standard_deviation=np.nan, repeats_count=1, effective_count=1)
    alone = mean_uncertainty("cadence_spm", spread, repeats="strides", context=FOOT)
    backed = mean_uncertainty("cadence_spm", spread, repeats="strides", context=BACK)

    assert isinstance(alone, NotComputed)
    assert "two are needed" in alone.reason
    assert isinstance(backed, Interval)


@pytest.mark.parametrize(("repeats_count", "is_given"), [(4, False), (5, True)])
def test_a_spread_needs_five_repeats_for_its_own_interval(repeats_count, is_given):
    spread = Spread(
        mean=0.0,
        standard_deviation=0.02,
        repeats_count=repeats_count,
        effective_count=repeats_count,
    )

    assert isinstance(deviation_uncertainty(spread), Interval) is is_given


def test_an_interval_stays_where_the_measure_can_be():
    assert interval("walking_speed_mps", 0.1, half_width=0.3, basis="").low == 0.0
    assert interval("stance_share", 0.9, half_width=0.3, basis="").high == 1.0
    assert interval("contact_angle_deg", 0.1, half_width=0.3, basis="").low < 0
    assert interval("step_duration_asymmetry_ratio", 0.0, half_width=0.3, basis="").low < 0


def test_a_distance_may_be_off_the_same_way_in_every_stride():
    found = distance_uncertainty(20.0, stride_length_m=1.0, context=BACK)
    of_truth = distance_uncertainty(20.0, stride_length_m=1.0, context=TRUTH)

    assert found.high - 20.0 == pytest.approx(20 * 1.96 * 0.101 * np.sqrt(np.pi / 2), abs=1e-3)
    assert isinstance(of_truth, NotComputed)


def test_daily_life_and_a_personal_factor_change_the_published_error():
    daily = MeasuringContext(source=EventSource.LOWER_BACK, setting=Setting.DAILY_LIFE)
    calibrated = MeasuringContext(source=EventSource.LOWER_BACK, is_calibrated=True)

    assert validation_error("stride_length_m", BACK).value == 0.101
    assert validation_error("stride_length_m", daily).value == 0.130
    assert validation_error("stride_length_m", calibrated).value == 0.085
    assert validation_error("stride_length_m", FOOT).value == 0.042
    assert validation_error("clearance_m", FOOT) is None


def test_an_error_of_cadence_is_one_of_durations():
    cadence = method_error("cadence_spm", 120.0, context=BACK).standard_deviation

    stride = method_error("stride_duration_s", 1.0, context=BACK).standard_deviation
    step = method_error("step_duration_s", 0.5, context=BACK).standard_deviation
    assert stride == pytest.approx(cadence / 120)
    assert step == pytest.approx(cadence / 240)
    assert method_error("step_length_m", 0.6, context=FOOT).standard_deviation == pytest.approx(
        0.021 * np.sqrt(np.pi / 2)
    )


def test_every_published_error_has_a_source_a_measure_and_a_size():
    assert len({(row.key, row.source_of_event) for row in validation_errors()}) >= 5
    for row in validation_errors():
        assert source(row.source)
        assert row.value > 0
        assert row.key in GAIT_MEASURES
        assert row.confidence in {"verified", "computed", "memory"}


@given(
    values_mm=st.lists(st.integers(800, 1600), min_size=2, max_size=50),
    shift_mm=st.integers(-500, 500),
)
def test_a_shift_moves_the_mean_and_nothing_else(values_mm, shift_mm):
    here = spread_of(np.array(values_mm) / 1000)
    there = spread_of((np.array(values_mm) + shift_mm) / 1000)

    assert there.mean - here.mean == pytest.approx(shift_mm / 1000, abs=1e-9)
    assert there.half_width == pytest.approx(here.half_width, abs=1e-9)
    assert there.effective_count <= len(values_mm)


@pytest.mark.parametrize(("tie", "count"), [(0.0, 12), (0.3, 30), (0.6, 100)])
def test_intervals_hold_the_truth_where_neighbours_are_alike_too(tie, count):
    draw = np.random.default_rng(2)
    noise = draw.normal(size=(400, count + 40))
    series = np.zeros_like(noise)
    for place in range(1, noise.shape[1]):
        series[:, place] = tie * series[:, place - 1] + noise[:, place]
    spreads = [spread_of(row[40:]) for row in series]

    assert 0.90 < np.mean([abs(each.mean) <= each.half_width for each in spreads]) < 0.99
