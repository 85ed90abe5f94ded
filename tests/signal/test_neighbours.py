"""What is usual around an event, within its own run."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from restride.signal.neighbours import neighbours_of, ranked, totals

TIMES_S = np.array([0.0, 1.0, 2.0, 3.0, 10.0, 11.0])
VALUES = np.array([5.0, 1.0, 4.0, 2.0, 9.0, 7.0])


def around(count, times_s=TIMES_S):
    return neighbours_of(times_s, count=count, longest_break_s=3.0)


def test_neighbours_stay_within_the_run_and_are_three_where_there_are_three():
    found = around(3)

    assert found.first.tolist() == [0, 0, 1, 1, 4, 4]
    assert found.found_count.tolist() == [3, 3, 3, 3, 2, 2]


def test_a_rest_as_long_as_the_longest_break_does_not_end_the_run():
    found = neighbours_of(np.array([0.0, 3.0]), count=3, longest_break_s=3.0)

    assert found.found_count.tolist() == [2, 2]


def test_median_and_highest_are_those_of_the_neighbours():
    assert ranked(VALUES, around(3)).tolist() == [4.0, 4.0, 2.0, 2.0, 7.0, 7.0]
    assert ranked(VALUES, around(3), rank_share=1.0).tolist() == [5.0, 5.0, 4.0, 4.0, 9.0, 9.0]


def test_totals_are_those_of_the_neighbours():
    assert totals(VALUES, around(3)).tolist() == [10.0, 10.0, 7.0, 7.0, 16.0, 16.0]


@pytest.mark.parametrize("count", [1, 7])
def test_one_event_is_its_own_neighbour_and_none_has_none(count):
    assert ranked(VALUES[:1], around(count, TIMES_S[:1])).tolist() == [5.0]
    assert ranked(VALUES[:0], around(count, TIMES_S[:0])).tolist() == []


@given(st.lists(st.integers(0, 40), min_size=1, max_size=30), st.integers(1, 9))
def test_what_lies_beyond_a_rest_changes_nothing(steps, count):
    times_s = np.cumsum(np.array(steps, dtype=float) / 10)
    values = np.arange(len(times_s), dtype=float)
    further_s = np.concatenate((times_s, times_s[-1] + 60.0 + times_s))
    further = np.concatenate((values, 1000.0 + values))

    alone = ranked(values, around(count, times_s))

    assert ranked(further, around(count, further_s))[: len(values)].tolist() == alone.tolist()
