"""A walk against a reference whose answers we know."""

from dataclasses import replace

import pytest

from restride.recording.events import Contact, Walk, WalkingBout
from restride.terms import ContactKind, EndReason, EventSource, Side
from restride.validation.lower_back import score_back_walk
from restride.validation.references.lower_back import BoutFigures, WalkFigures


def contacts(times_s, *, first=Side.LEFT):
    sides = [first, first.other]
    return tuple(
        Contact(
            time_s=time_s,
            kind=ContactKind.INITIAL,
            side=sides[k % 2],
            source=EventSource.LOWER_BACK,
            confidence=1.0,
        )
        for k, time_s in enumerate(times_s)
    )


def bout(times_s, *, first=Side.LEFT):
    return WalkingBout(
        start_s=times_s[0],
        end_s=times_s[-1],
        end_reason=EndReason.PAUSE,
        initial_contacts=contacts(times_s, first=first),
        final_contacts=(),
        strides=(),
    )


def walk(*bouts, speed_mps=1.0, length_m=1.2, cadence_spm=100.0):
    figures = tuple(
        BoutFigures(
            start_s=each.start_s,
            end_s=each.end_s,
            walking_speed_mps=speed_mps,
            stride_length_m=length_m,
            cadence_spm=cadence_spm,
        )
        for each in bouts
    )
    return WalkFigures(walk=Walk(bouts=bouts, turns=()), bouts=figures)


TIMES_S = [10.0, 10.6, 11.2, 11.8, 12.4, 13.0]
REFERENCE = walk(bout(TIMES_S))


def test_the_reference_itself_is_perfect():
    score = score_back_walk(REFERENCE, REFERENCE)

    assert score.contacts.f1_share == 1.0
    assert score.contacts.mae_s == 0.0
    assert score.contacts.side_share == 1.0
    assert score.walking.f1_share == 1.0
    assert [error.walking_speed_mps for error in score.bouts] == [0.0]


def test_late_contacts_are_late_by_as_much():
    score = score_back_walk(walk(bout([each + 0.03 for each in TIMES_S])), REFERENCE)

    assert score.contacts.bias_s == pytest.approx(0.03)


def test_swapped_sides_are_all_wrong():
    score = score_back_walk(walk(bout(TIMES_S, first=Side.RIGHT)), REFERENCE)
    assert score.contacts.side_share == 0.0


def test_a_side_that_was_not_told_is_wrong():
    nameless = tuple(replace(each, side=None) for each in contacts(TIMES_S))
    score = score_back_walk(walk(replace(bout(TIMES_S), initial_contacts=nameless)), REFERENCE)
    assert score.contacts.side_share == 0.0


def test_steps_far_from_every_reference_bout_are_not_held_against_us():
    score = score_back_walk(walk(bout(TIMES_S), bout([20.0, 20.6, 21.2])), REFERENCE)
    assert score.contacts.precision_share == 1.0


def test_a_step_half_a_second_after_the_bout_is_one_too_many():
    score = score_back_walk(walk(bout([*TIMES_S, 13.5])), REFERENCE)
    assert (score.contacts.found_count, score.contacts.matched_count) == (7, 6)


def test_bouts_that_overlap_by_less_than_half_are_not_compared():
    score = score_back_walk(walk(bout([11.6, 12.4, 13.0])), REFERENCE)
    assert score.bouts == ()
    assert (score.found_bout_count, score.reference_bout_count) == (1, 1)


def test_errors_of_a_bout_are_found_minus_reference():
    found = walk(bout(TIMES_S), speed_mps=1.1, length_m=1.1, cadence_spm=103.0)

    (errors,) = score_back_walk(found, REFERENCE).bouts

    assert errors.walking_speed_mps == pytest.approx(0.1)
    assert errors.stride_length_m == pytest.approx(-0.1)
    assert errors.cadence_spm == pytest.approx(3.0)


def test_a_figure_that_is_not_given_has_no_error():
    (errors,) = score_back_walk(walk(bout(TIMES_S), length_m=None), REFERENCE).bouts
    assert errors.stride_length_m is None


def test_no_walking_found_misses_every_contact():
    score = score_back_walk(walk(), REFERENCE)
    assert score.contacts.recall_share == 0.0
    assert score.walking.f1_share == 0.0
