"""Ways out and back: by hand on the thresholds, and whatever happens to the signal."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from restride.movement.excursions import find_excursions, own_range, turning_places


def test_a_way_out_and_back_is_found_with_its_places():
    (way,) = find_excursions(np.array([0, 0.2, 0.5, 0.9, 1.0, 0.7, 0.3, 0.1]), near=0.25, far=0.8)

    assert (way.leaves, way.arrives, way.turns, way.departs, way.returns) == (1, 3, 4, 4, 7)


@pytest.mark.parametrize(
    ("top", "bottom", "count"),
    [
        pytest.param(0.80, 0.25, 1, id="both thresholds are reached"),
        pytest.param(0.79, 0.25, 0, id="a hair too shallow"),
        pytest.param(0.80, 0.26, 0, id="never starts from rest"),
    ],
)
def test_a_threshold_counts_when_it_is_reached(top, bottom, count):
    signal = np.array([bottom, 0.5, top, 0.5, 0.1])

    assert len(find_excursions(signal, near=0.25, far=0.8)) == count


def test_trembling_at_one_threshold_counts_once():
    signal = np.array([0, 0.9, 0.7, 0.9, 0.7, 0.9, 0.0])

    assert len(find_excursions(signal, near=0.25, far=0.8)) == 1


def test_a_way_is_not_followed_across_a_gap():
    signal = np.array([0, 0.5, 0.9, np.nan, 0.9, 0.5, 0.0])
    ways = find_excursions(signal, near=0.25, far=0.8)

    assert [way.returns for way in ways] == [None]


def test_what_begins_or_ends_outside_has_no_beginning_or_no_end():
    assert find_excursions(np.array([1.0, 0.5, 0.0]), near=0.25, far=0.8) == ()
    (way,) = find_excursions(np.array([0.0, 0.5, 1.0, 0.5]), near=0.25, far=0.8)
    assert way.returns is None


def test_the_own_range_is_what_most_large_swings_span():
    signal = np.array([0, 10, 0, 10, 1, 9, 0, 3, 0, 10, 0], dtype=float)
    levels = own_range(signal, smallest=2.0)

    assert (levels.low, levels.high) == (0.0, 10.0)
    assert levels.lowest_high == 9.0
    assert levels.highest_low == 1.0


def test_a_signal_that_swings_too_little_has_no_range():
    assert own_range(np.array([0, 1, 0, 1.9, 0.0]), smallest=2.0) is None
    assert own_range(np.full(4, np.nan), smallest=2.0) is None


def test_turning_places_are_the_extremes():
    assert turning_places(np.array([1, 0, 2, 5, 4, 5, 1, 3.0]), smallest=2.0) == [1, 3, 6, 7]


@given(
    count=st.integers(1, 6),
    noise=st.floats(0, 0.04),
    gain=st.floats(0.1, 50),
    offset=st.floats(-100, 100),
)
def test_every_wave_is_found_whatever_its_size_and_noise(count, noise, gain, offset):
    times = np.arange(0, 200 * count + 1)
    wave = (1 - np.cos(2 * np.pi * times / 200)) / 2
    shaken = wave + noise * np.sin(37.0 * times)
    levels = own_range(gain * shaken + offset, smallest=0.3 * gain)
    share = (gain * shaken + offset - levels.low) / levels.size_ratio

    ways = find_excursions(share, near=0.25, far=0.8)

    assert len(ways) == count
    peaks = [200 * index + 100 for index in range(count)]
    assert [way.turns for way in ways] == pytest.approx(peaks, abs=20)
