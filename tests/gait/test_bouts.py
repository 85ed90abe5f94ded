"""Bouts from strides: the rules, each on its edge, and the reason for every end."""

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from restride.errors import OptionError
from restride.gait.bouts import BoutRules, join_into_bouts, side_codes
from restride.terms import EndReason, Side

LEFT, RIGHT = Side.LEFT, Side.RIGHT


def walk(*, strides_count=8, first_s=10.0, step_s=0.5):
    """Start, end and side of strides of an even walk, a step apart."""
    start_s = first_s + step_s * np.arange(strides_count)
    return start_s, start_s + 2 * step_s, side_codes([LEFT, RIGHT] * strides_count)[:strides_count]


def joined(*walks, recording_end_s=1000.0, **options):
    start_s, end_s, sides = (np.concatenate(parts) for parts in zip(*walks, strict=True))
    return join_into_bouts(start_s, end_s, sides=sides, recording_end_s=recording_end_s, **options)


def test_an_even_walk_is_one_bout_from_first_to_last_contact():
    (bout,) = joined(walk(strides_count=8))

    assert list(bout.stride_indices) == list(range(8))
    assert (bout.start_s, bout.end_s) == (10.0, 14.5)
    assert bout.end_reason is EndReason.PAUSE


@pytest.mark.parametrize(("strides_count", "bouts_count"), [(3, 0), (4, 1)])
def test_four_strides_are_the_fewest(strides_count, bouts_count):
    assert len(joined(walk(strides_count=strides_count))) == bouts_count


def test_a_bout_needs_three_initial_contacts_of_each_foot():
    start_s, end_s, _ = walk(strides_count=4)

    assert not joined((start_s, end_s, side_codes([LEFT, LEFT, LEFT, RIGHT])))
    assert joined((start_s, end_s, side_codes([LEFT, LEFT, None, RIGHT])))
    assert joined((start_s, end_s, side_codes([LEFT, RIGHT, LEFT, RIGHT])))


def test_one_foot_needs_two_strides():
    start_s, end_s = np.array([1.0, 2.0]), np.array([2.0, 3.0])
    codes = side_codes([LEFT, LEFT])

    assert joined((start_s, end_s, codes), is_one_foot=True)
    assert not joined((start_s[:1], end_s[:1], codes[:1]), is_one_foot=True)


@pytest.mark.parametrize(("break_s", "bouts_count"), [(2.99, 1), (3.0, 1), (3.01, 2)])
def test_a_break_of_three_seconds_is_still_walked_through(break_s, bouts_count):
    second_s = 14.5 + break_s

    assert len(joined(walk(), walk(first_s=second_s))) == bouts_count


@pytest.mark.parametrize(
    ("duration_s", "counts"), [(0.19, False), (0.2, True), (3.0, True), (3.01, False)]
)
def test_a_stride_lasts_from_a_fifth_of_a_second_to_three_seconds(duration_s, counts):
    start_s = np.arange(4) * 0.1
    bouts = join_into_bouts(start_s, start_s + duration_s, recording_end_s=100.0)

    assert bool(bouts) is counts


@pytest.mark.parametrize(("length_m", "counts"), [(0.149, False), (0.15, True), (np.nan, True)])
def test_a_stride_is_fifteen_centimetres_long_where_its_length_is_known(length_m, counts):
    assert bool(joined(walk(), length_m=np.full(8, length_m))) is counts


def test_a_gap_ends_a_bout_and_costs_only_the_strides_it_touches():
    gaps_s = np.array([[14.1, 14.2]])
    before, after = joined(walk(strides_count=20), gaps_s=gaps_s)

    assert before.end_reason is EndReason.GAP
    assert before.end_s == 14.0
    assert after.start_s == 14.5
    assert after.end_reason is EndReason.PAUSE


@pytest.mark.parametrize(
    ("recording_end_s", "reason"),
    [(17.5, EndReason.RECORDING_ENDS), (17.51, EndReason.PAUSE)],
)
def test_a_bout_within_a_break_of_the_end_ends_with_the_recording(recording_end_s, reason):
    (bout,) = joined(walk(), recording_end_s=recording_end_s)

    assert bout.end_reason is reason


def test_shuffling_ends_a_bout_as_irregular_and_a_long_stand_as_a_pause():
    even, shuffle = walk(), walk(first_s=14.5, strides_count=12)
    length_m = np.array([1.0] * 8 + [0.05] * 12)

    assert joined(even, shuffle, length_m=length_m)[0].end_reason is EndReason.STRIDES_IRREGULAR
    stand = (np.array([14.5]), np.array([20.0]), side_codes([LEFT]))
    assert joined(even, stand)[0].end_reason is EndReason.PAUSE


def test_nothing_gives_nothing():
    assert join_into_bouts(np.array([]), np.array([]), recording_end_s=10.0) == ()


def test_strides_out_of_order_are_refused():
    with pytest.raises(OptionError, match="1 start before the one ahead"):
        join_into_bouts(np.array([2.0, 1.0]), np.array([3.0, 2.0]), recording_end_s=10.0)


@given(
    break_ms=st.lists(st.integers(-400, 6000), min_size=1, max_size=60),
    shift_s=st.integers(0, 10_000),
)
def test_bouts_never_overlap_and_move_with_time(break_ms, shift_s):
    start_s = 5 + np.cumsum(0.5 + np.maximum(break_ms, 0) / 1000)
    end_s = start_s + 1.0
    here = join_into_bouts(start_s, end_s, recording_end_s=1e6)
    later = join_into_bouts(start_s + shift_s, end_s + shift_s, recording_end_s=1e6)

    assert [list(bout.stride_indices) for bout in here] == [
        list(bout.stride_indices) for bout in later
    ]
    for bout, following in pairwise(here):
        assert following.start_s - bout.end_s > BoutRules().longest_break_s
    for bout in here:
        assert len(bout.stride_indices) >= BoutRules().fewest_strides_count
