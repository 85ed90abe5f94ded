"""Mean squared displacements, against counting them lag by lag."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from restride.signal.diffusion import _quick_size, mean_squared_displacements


def test_four_samples_have_the_displacements_counted_in_the_head():
    # Lag 1: 1, 4, 9; lag 2: 9 and 25; lag 3: 36.
    signal = np.array([0.0, 1.0, 3.0, 6.0])

    found = mean_squared_displacements(signal, longest_samples=3)

    assert found == pytest.approx([0.0, 14 / 3, 17.0, 36.0])


def test_a_straight_line_strays_with_the_square_of_the_lag():
    line = 0.5 * np.arange(1000.0) + 1e4

    found = mean_squared_displacements(line, longest_samples=100)

    assert found == pytest.approx((0.5 * np.arange(101.0)) ** 2, rel=1e-9, abs=1e-6)


@given(st.integers(50, 700), st.integers(1, 49), st.integers(0, 2**32 - 1))
def test_one_transform_gives_what_one_pass_a_lag_gives(count, longest, seed):
    signal = np.cumsum(np.random.default_rng(seed).normal(size=(2, count)), axis=-1) + 500

    found = mean_squared_displacements(signal, longest_samples=longest)

    for lag in range(1, longest + 1):
        expected = np.mean((signal[:, lag:] - signal[:, :-lag]) ** 2, axis=-1)
        assert found[:, lag] == pytest.approx(expected, rel=1e-8)


@given(st.integers(1, 100_000))
def test_a_quick_size_holds_only_small_factors_and_is_the_least(least):
    size = _quick_size(least)
    rest = size
    for factor in (2, 3, 5):
        while rest % factor == 0:
            rest //= factor

    assert rest == 1
    assert least <= size <= max(2, 2 * least)


@pytest.mark.parametrize(("least", "size"), [(7, 8), (11, 12), (6500, 6561), (7000, 7200)])
def test_quick_sizes_known_by_heart(least, size):
    assert _quick_size(least) == size
