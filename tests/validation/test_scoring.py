"""Matching and errors, by hand."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from restride.validation.scoring import (
    EventScore,
    is_inside,
    join_stretches,
    match_events,
    match_stretches,
    pool_events,
    score_events,
    score_overlap,
)

STEPS_S = np.array([1.0, 1.5, 2.0, 2.5, 3.0])

times = st.lists(st.integers(0, 3000).map(lambda ms: ms / 1000), max_size=8, unique=True).map(
    sorted
)


def test_what_is_found_perfectly_scores_one_without_an_error():
    score = score_events(STEPS_S, STEPS_S, tolerance_s=0.5)

    assert (score.precision_share, score.recall_share, score.f1_share) == (1.0, 1.0, 1.0)
    assert (score.mae_s, score.bias_s) == (0.0, 0.0)


def test_a_shift_is_given_back_as_it_is():
    score = score_events(STEPS_S + 0.04, STEPS_S, tolerance_s=0.25)

    assert score.f1_share == 1.0
    assert score.mae_s == pytest.approx(0.04)
    assert score.bias_s == pytest.approx(0.04)


def test_early_and_late_cancel_in_the_bias_and_not_in_the_error():
    score = score_events(np.array([0.97, 1.53]), np.array([1.0, 1.5]), tolerance_s=0.25)

    assert score.mae_s == pytest.approx(0.03)
    assert score.bias_s == pytest.approx(0.0)


def test_a_match_at_the_tolerance_counts_and_one_beyond_does_not():
    assert score_events(np.array([1.25]), np.array([1.0]), tolerance_s=0.25).matched_count == 1
    assert score_events(np.array([1.251]), np.array([1.0]), tolerance_s=0.25).matched_count == 0


def test_two_found_at_one_reference_are_one_match_and_one_too_many():
    score = score_events(np.array([0.95, 1.02]), np.array([1.0]), tolerance_s=0.5)

    assert (score.matched_count, score.found_count) == (1, 2)
    assert score.off_s == pytest.approx((0.02,))
    assert score.f1_share == pytest.approx(2 / 3)


def test_a_missed_first_step_does_not_shift_the_others():
    found_s = np.append(STEPS_S[1:], 3.45)

    score = score_events(found_s, STEPS_S, tolerance_s=0.5)

    assert score.off_s == pytest.approx((0.0, 0.0, 0.0, 0.0))
    assert (score.precision_share, score.recall_share) == (0.8, 0.8)


def test_nothing_found_of_nothing_is_right_and_nothing_of_something_is_not():
    assert score_events(np.array([]), np.array([]), tolerance_s=0.5).f1_share == 1.0
    nothing = score_events(np.array([]), STEPS_S, tolerance_s=0.5)
    assert (nothing.precision_share, nothing.recall_share, nothing.f1_share) == (0.0, 0.0, 0.0)
    assert (nothing.mae_s, nothing.bias_s, nothing.side_share) == (None, None, None)


@given(found=times, reference=times)
def test_matches_are_one_to_one_and_within_the_tolerance(found, reference):
    matches = match_events(np.array(found), np.array(reference), tolerance_s=0.3)

    assert len(set(matches.found_samples)) == len(matches.found_samples)
    assert len(set(matches.reference_samples)) == len(matches.reference_samples)
    assert np.all(np.abs(matches.off_s) <= 0.3 + 1e-8)


@given(found=times, reference=times, shift_s=st.integers(0, 60))
def test_when_the_recording_began_does_not_matter(found, reference, shift_s):
    here = score_events(np.array(found), np.array(reference), tolerance_s=0.3005)
    later = score_events(
        np.array(found) + shift_s, np.array(reference) + shift_s, tolerance_s=0.3005
    )

    assert here.found_count == later.found_count
    assert here.matched_count <= min(here.found_count, here.reference_count)


def test_pooling_counts_every_event_the_same():
    good = EventScore(found_count=9, reference_count=9, off_s=(0.01,) * 9)
    poor = EventScore(found_count=1, reference_count=1, off_s=())

    pooled = pool_events([good, poor])

    assert pooled.f1_share == pytest.approx(0.9)
    assert pooled.mae_s == pytest.approx(0.01)


def test_times_on_the_margin_are_inside():
    inside = is_inside(np.array([0.49, 0.5, 2.5, 2.51]), np.array([[1.0, 2.0]]), margin_s=0.5)
    assert inside.tolist() == [False, True, True, False]


def test_nothing_is_inside_of_nothing():
    assert is_inside(STEPS_S, np.empty((0, 2)), margin_s=0.5).tolist() == [False] * 5


def test_stretches_that_overlap_are_counted_once():
    joined = join_stretches(np.array([[3.0, 4.0], [0.0, 2.0], [1.0, 2.5]]))
    assert joined.tolist() == [[0.0, 2.5], [3.0, 4.0]]


def test_overlap_by_hand():
    score = score_overlap(np.array([[0.0, 4.0]]), np.array([[2.0, 6.0], [7.0, 9.0]]))

    assert (score.found_s, score.reference_s, score.shared_s) == (4.0, 6.0, 2.0)
    assert score.f1_share == pytest.approx(0.4)


def test_no_walking_found_where_there_is_none_is_right():
    assert score_overlap(np.empty((0, 2)), np.empty((0, 2))).f1_share == 1.0


@pytest.mark.parametrize(
    ("found_s", "pairs"),
    [
        pytest.param([[0.0, 5.0]], ((0, 0),), id="half of the longer one is enough"),
        pytest.param([[0.0, 4.9]], (), id="less than half is not"),
        pytest.param([[0.0, 21.0]], (), id="one that swallows it is not"),
        pytest.param([[0.0, 6.0], [0.0, 9.0]], ((1, 0),), id="the better of two"),
    ],
)
def test_stretches_pair_by_what_they_share(found_s, pairs):
    assert match_stretches(np.array(found_s), np.array([[0.0, 10.0]]), overlap_share=0.5) == pairs


def test_one_stretch_pairs_once():
    found_s = np.array([[0.0, 10.0]])
    reference_s = np.array([[0.0, 6.0], [4.0, 10.0]])
    assert len(match_stretches(found_s, reference_s, overlap_share=0.5)) == 1
