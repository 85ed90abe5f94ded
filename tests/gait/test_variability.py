"""Variability of a series: groups apart, outliers out, and what is too little."""

import numpy as np
import pytest

from restride.gait.variability import own_spread


def test_each_group_varies_about_its_own_mean():
    values_s = np.array([1.0, 1.01, 1.02, 1.1, 1.11, 1.12])
    mean_s, spread = own_spread(values_s, group_indices=np.array([0, 0, 0, 7, 7, 7]))

    assert mean_s == pytest.approx(1.06)
    assert spread.standard_deviation == pytest.approx(0.01)
    assert spread.repeats_count == 6


@pytest.mark.parametrize(("off_s", "counts"), [(0.04, True), (0.06, False)])
def test_nothing_within_a_twentieth_of_the_middle_is_an_outlier(off_s, counts):
    values_s = np.full(21, 1.0)
    values_s[10] += off_s
    mean_s, spread = own_spread(values_s, group_indices=np.zeros(21, dtype=np.intp))

    assert spread.repeats_count == (21 if counts else 20)
    assert mean_s == pytest.approx(1 + off_s / 21 if counts else 1.0)


def test_a_variability_needs_two_degrees_of_freedom():
    two_each = np.array([1.0, 1.02, 1.0, 1.04])

    assert own_spread(two_each, group_indices=np.array([0, 0, 1, 1])) is not None
    assert own_spread(two_each, group_indices=np.array([0, 0, 1, 2])) is None
    assert own_spread(np.array([np.nan]), group_indices=np.array([0])) is None
