"""Dips and how deep they are."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from restride.signal.extremes import between_samples, find_dips, highest_near


def test_a_dip_is_as_deep_as_the_lower_of_its_two_climbs():
    dips = find_dips(np.array([5.0, 1.0, 3.0, 0.0, 4.0, 2.0, 6.0]), shallowest=0.0)

    assert dips.samples.tolist() == [1, 3, 5]
    # From 1 up to 3 before it falls to 0; from 0 up to 5 and 6; from 2 up to 4.
    assert dips.depths.tolist() == [2.0, 5.0, 2.0]


def test_shallow_dips_are_left_out_and_the_limit_itself_counts():
    values = np.array([2.0, 1.0, 2.0, 1.5, 2.0])

    assert find_dips(values, shallowest=0.5).samples.tolist() == [1, 3]
    assert find_dips(values, shallowest=0.6).samples.tolist() == [1]


@pytest.mark.parametrize("values", [[], [1.0], [1.0, 1.0, 1.0], [1.0, 2.0, 3.0], [3.0, 2.0, 1.0]])
def test_without_a_fall_and_a_climb_there_is_no_dip(values):
    assert len(find_dips(np.array(values), shallowest=0.0).samples) == 0


def test_a_flat_bottom_counts_once_in_its_middle():
    dips = find_dips(np.array([3.0, 1.0, 1.0, 1.0, 3.0]), shallowest=0.0)

    assert dips.samples.tolist() == [2]


@given(st.lists(st.integers(-20, 20), min_size=3, max_size=60), st.integers(-50, 50))
def test_lifting_the_signal_moves_no_dip(values, lift):
    signal = np.array(values, dtype=float)
    before, after = find_dips(signal, shallowest=1.0), find_dips(signal + lift, shallowest=1.0)

    assert before.samples.tolist() == after.samples.tolist()
    assert before.depths.tolist() == after.depths.tolist()


def test_the_highest_sample_of_a_window_is_found_and_the_window_stays_inside():
    values = np.array([0.0, 5.0, 1.0, 2.0, 9.0])
    around = np.array([0, 3])

    found = highest_near(values, around, before_samples=1, after_samples=1)

    assert found.tolist() == [1, 4]


def test_a_parabola_is_placed_between_the_samples():
    place = np.arange(9.0)
    top = between_samples(-((place - 4.3) ** 2), np.array([4]))

    assert top[0] == pytest.approx(4.3)
