"""Gaps filled, shaking taken out, other rates: worked out by hand, and always true."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from restride.signal.tracks import filled, low_passed, resampled, stretches

NAN = np.nan


def test_a_short_gap_is_filled_by_a_straight_line():
    values, is_filled = filled(np.array([1.0, NAN, NAN, 4.0]), longest_gap_samples=2)

    assert values.tolist() == [1, 2, 3, 4]
    assert is_filled.tolist() == [False, True, True, False]


def test_a_gap_one_sample_too_long_stays():
    values, is_filled = filled(np.array([1.0, NAN, NAN, NAN, 4.0]), longest_gap_samples=2)

    assert np.isnan(values[1:4]).all()
    assert not is_filled.any()


def test_gaps_at_the_ends_stay():
    values, is_filled = filled(np.array([NAN, 1.0, NAN]), longest_gap_samples=5)

    assert np.isnan(values[[0, 2]]).all()
    assert not is_filled.any()


def test_every_column_is_filled_for_itself_and_the_given_array_is_left_alone():
    track = np.array([[[0.0, 1.0]], [[NAN, 5.0]], [[2.0, NAN]]])

    values, is_filled = filled(track, longest_gap_samples=1)

    assert values[1, 0, 0] == 1
    assert np.isnan(values[2, 0, 1])
    assert is_filled.sum() == 1
    assert np.isnan(track[1, 0, 0])


@pytest.mark.parametrize("rate_hz", [15.0, 25.0, 60.0, 100.0])
def test_the_cutoff_keeps_seventy_one_per_cent(rate_hz):
    times_s = np.arange(0, 40, 1 / rate_hz)
    wave = np.sin(2 * np.pi * 5.0 * times_s + 0.3)

    smooth = low_passed(wave, sampling_rate_hz=rate_hz, cutoff_hz=5.0)

    middle = slice(len(wave) // 4, -len(wave) // 4)
    kept = np.dot(smooth[middle], wave[middle]) / np.dot(wave[middle], wave[middle])
    assert kept == pytest.approx(0.5**0.5, abs=0.01)


@pytest.mark.parametrize("rate_hz", [15.0, 30.0, 60.0])
def test_a_slow_movement_comes_through_without_delay(rate_hz):
    times_s = np.arange(0, 10, 1 / rate_hz)
    slow = np.sin(2 * np.pi * 0.5 * times_s)

    smooth = low_passed(slow, sampling_rate_hz=rate_hz, cutoff_hz=5.0)

    assert np.abs(smooth - slow)[5:-5].max() < 0.005


def test_a_straight_line_stays_straight():
    line = np.arange(50.0) * 3 - 7

    assert low_passed(line, sampling_rate_hz=30.0, cutoff_hz=4.0) == pytest.approx(line, abs=1e-3)


def test_gaps_stay_gaps_and_do_not_spread():
    track = np.column_stack([np.arange(30.0), np.ones(30)])
    track[10:13] = NAN
    track[20, 1] = NAN

    smooth = low_passed(track, sampling_rate_hz=30.0, cutoff_hz=4.0)

    assert np.array_equal(np.isnan(smooth), np.isnan(track))
    assert smooth[13:, 0] == pytest.approx(track[13:, 0], abs=1e-3)


def test_below_twice_the_cutoff_nothing_is_taken_out():
    values = np.array([0.0, 5.0, -3.0, 8.0])

    assert low_passed(values, sampling_rate_hz=10.0, cutoff_hz=5.0).tolist() == values.tolist()


def test_one_and_two_samples_alone_are_kept():
    values = np.array([1.0, NAN, 2.0, 3.0])

    smooth = low_passed(values, sampling_rate_hz=30.0, cutoff_hz=5.0)

    assert smooth[0] == 1
    assert np.isfinite(smooth[2:]).all()


def test_another_rate_is_read_between_the_samples():
    read = resampled(
        np.array([[0.0], [1.0], [2.0]]),
        times_s=np.array([0.0, 0.1, 0.2]),
        new_times_s=np.array([0.05, 0.15, 0.3]),
        longest_gap_s=0.1,
    )

    assert read[:2, 0] == pytest.approx([0.5, 1.5])
    assert np.isnan(read[2, 0])


def test_nothing_is_read_inside_a_long_gap_but_its_ends():
    read = resampled(
        np.array([0.0, 1.0, NAN, NAN, 4.0]),
        times_s=np.arange(5.0),
        new_times_s=np.array([0.5, 1.0, 2.0, 4.0]),
        longest_gap_s=2.0,
    )

    assert read[[0, 1, 3]] == pytest.approx([0.5, 1, 4])
    assert np.isnan(read[2])


@pytest.mark.parametrize("seen_count", [0, 1])
def test_where_nothing_or_one_sample_was_seen_nothing_is_made_up(seen_count):
    values = np.full(4, NAN)
    values[:seen_count] = 7.0

    read = resampled(
        values, times_s=np.arange(4.0), new_times_s=np.array([0.0, 1.5]), longest_gap_s=9.0
    )

    assert np.isfinite(read).tolist() == [seen_count == 1, False]


def test_runs_are_listed_half_open():
    assert stretches(np.array([True, True, False, True])) == [(0, 2), (3, 4)]
    assert stretches(np.zeros(3, dtype=bool)) == []


@given(st.lists(st.one_of(st.none(), st.integers(-500, 500)), min_size=1, max_size=40))
def test_what_was_seen_is_never_changed_by_filling(drawn):
    track = np.array([NAN if each is None else each / 10 for each in drawn])

    values, is_filled = filled(track, longest_gap_samples=3)

    assert np.array_equal(values[~is_filled], track[~is_filled], equal_nan=True)
    assert np.isnan(track[is_filled]).all()
    assert np.isfinite(values[is_filled]).all()
