"""Matches of patterns, against comparing every pair."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from restride.signal.entropy import Matches, count_matches

#: Whole steps: differences of exactly the tolerance happen all the time.
steps = st.lists(st.integers(-6, 6).map(float), min_size=0, max_size=150)


def every_pair(signal, *, pattern_count, tolerance):
    """Compare all pairs, one after the other."""
    patterns_count = max(0, len(signal) - pattern_count)
    short = long = 0
    for first in range(patterns_count):
        for second in range(first + 1, patterns_count):
            apart = [
                abs(signal[first + shift] - signal[second + shift])
                for shift in range(pattern_count + 1)
            ]
            if max(apart[:-1]) <= tolerance:
                short += 1
                long += apart[-1] <= tolerance
    return Matches(short_count=short, long_count=long)


def test_a_signal_of_two_values_has_the_matches_counted_in_the_head():
    # Patterns of 2: 01 10 01 10. Alike: 1st and 3rd, 2nd and 4th; both go on alike.
    signal = np.array([0.0, 1.0, 0.0, 1.0, 0.0, 1.0])

    found = count_matches(signal, pattern_count=2, tolerance=0.5)

    assert found == Matches(short_count=2, long_count=2)
    assert found.sample_entropy == 0.0


def test_a_difference_of_exactly_the_tolerance_is_alike():
    signal = np.array([0.0, 0.0, 0.0, 2.0, 2.0, 2.0])

    assert count_matches(signal, pattern_count=1, tolerance=2.0).short_count == 10
    assert count_matches(signal, pattern_count=1, tolerance=1.999).short_count == 4


@given(steps, st.integers(1, 3), st.sampled_from([0.0, 1.0, 2.0, 2.5]))
def test_sorting_finds_the_same_pairs_as_looking_at_all(values, pattern_count, tolerance):
    signal = np.array(values)
    told = {"pattern_count": pattern_count, "tolerance": tolerance}

    assert count_matches(signal, **told) == every_pair(values, **told)


@given(st.integers(0, 2**32 - 1), st.sampled_from([0.0, 1e6]))
def test_rounding_loses_no_pair(seed, level):
    # Tenths on top of a million: the sums and differences are all rounded.
    signal = level + np.random.default_rng(seed).integers(0, 12, 200) / 10
    told = {"pattern_count": 2, "tolerance": 0.3}

    assert count_matches(signal, **told) == every_pair(signal.tolist(), **told)


@pytest.mark.parametrize("length", [0, 1, 2, 3])
def test_too_short_a_signal_has_no_matches_and_no_entropy(length):
    found = count_matches(np.zeros(length), pattern_count=2, tolerance=1.0)

    assert found == Matches(short_count=0, long_count=0)
    assert found.sample_entropy is None


def test_a_constant_signal_longer_than_a_block_matches_throughout():
    found = count_matches(np.ones(6002), pattern_count=2, tolerance=0.0)

    assert found == Matches(short_count=6000 * 5999 // 2, long_count=6000 * 5999 // 2)


def test_the_entropy_is_the_logarithm_of_what_stops_agreeing():
    assert Matches(short_count=20, long_count=10).sample_entropy == pytest.approx(np.log(2))


def test_memory_stays_small_however_many_patterns_are_alike():
    import tracemalloc

    signal = np.tile([0.0, 0.1], 4000)
    tracemalloc.start()
    count_matches(signal, pattern_count=2, tolerance=1.0)
    peak_bytes = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()

    # All 32 million pairs at once would take 256 MB.
    assert peak_bytes < 20e6
