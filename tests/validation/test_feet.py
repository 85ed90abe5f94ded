"""Foot sensors against hand-made truth."""

import numpy as np
import pytest

from restride.recording.events import Contact, Stride, Walk, WalkingBout
from restride.terms import ContactKind, EndReason, EventSource, Side
from restride.validation.feet import (
    final_contact_borders_s,
    score_marker_segmentation,
    score_segmentation,
    stride_errors,
)
from restride.validation.feet_figures import FeetTrial, feet_figures
from restride.validation.references.feet import FeetReference, ReferenceStride

FINAL_S = np.array([1.0, 2.1, 3.2, 4.3])


def a_walk(*, late_s=0.0, length_m=1.3, final_s=FINAL_S):
    final_s = np.asarray(final_s) + late_s
    strides = tuple(
        Stride(
            side=Side.LEFT,
            start_s=float(a) - 0.6,
            final_contact_s=float(a),
            end_s=float(a) + 0.5,
            length_m=length_m,
        )
        for a in final_s
    )
    bout = WalkingBout(
        start_s=0.0,
        end_s=5.0,
        end_reason=EndReason.PAUSE,
        initial_contacts=(),
        final_contacts=tuple(
            Contact(
                time_s=float(each),
                kind=ContactKind.FINAL,
                side=Side.LEFT,
                source=EventSource.FOOT,
                confidence=1.0,
            )
            for each in final_s
        ),
        strides=strides,
    )
    return Walk(bouts=(bout,), turns=())


REFERENCE = FeetReference(
    name="one",
    strides=tuple(
        ReferenceStride(
            side=Side.LEFT,
            start_s=float(a) - 0.6,
            final_contact_s=float(a),
            end_s=float(a) + 0.5,
            length_m=1.3,
            turn_deg=0.0 if a < 4 else 60.0,
        )
        for a in FINAL_S
    ),
    borders_s={
        Side.LEFT: np.column_stack([FINAL_S[:-1], FINAL_S[1:]]),
        Side.RIGHT: np.empty((0, 2)),
    },
)


def segmentation(walk):
    return score_segmentation(final_contact_borders_s(walk), REFERENCE)


def figures(**changes):
    walk = a_walk(**changes)
    trial = FeetTrial(reference=REFERENCE, found=walk, borders_s=final_contact_borders_s(walk))
    return {each.key: each.value for each in feet_figures([trial])}


def test_the_truth_itself_is_perfect():
    found = figures()

    assert found["feet_segmentation"] == 1.0
    assert found["feet_stride_length"] == 0.0
    assert found["feet_initial_bias"] == found["feet_final_bias"] == 0.0


def test_errors_come_out_as_large_as_they_are():
    found = figures(late_s=0.03, length_m=1.25)

    assert found["feet_segmentation"] == 1.0
    assert found["feet_stride_length"] == pytest.approx(5.0)
    assert found["feet_stride_length_straight"] == pytest.approx(5.0)
    assert found["feet_initial_bias"] == pytest.approx(30.0)
    assert found["feet_final_bias"] == pytest.approx(30.0)


@pytest.mark.parametrize(("late_s", "matched_count"), [(0.04, 3), (0.041, 0)])
def test_borders_match_up_to_forty_milliseconds(late_s, matched_count):
    assert segmentation(a_walk(late_s=late_s)).matched_count == matched_count


def test_both_borders_of_a_stride_must_agree():
    walk = a_walk(final_s=[1.0, 2.1, 3.3, 4.3])
    assert segmentation(walk).matched_count == 1


def test_a_pause_is_no_stride():
    assert final_contact_borders_s(a_walk(final_s=[1.0, 4.0, 7.1]))[Side.LEFT].tolist() == [
        [1.0, 4.0]
    ]


def test_strides_of_the_other_foot_are_not_compared():
    assert final_contact_borders_s(a_walk())[Side.RIGHT].shape == (0, 2)


def test_a_stride_that_turns_stands_apart():
    errors = stride_errors(a_walk(), REFERENCE)
    assert [each.is_straight for each in errors] == [True, True, True, False]


def test_a_stride_that_was_not_found_is_left_out():
    assert len(stride_errors(a_walk(final_s=[1.0, 2.1]), REFERENCE)) == 2


def test_nothing_found_says_so():
    walk = Walk(bouts=(), turns=())
    trial = FeetTrial(reference=REFERENCE, found=walk, borders_s=final_contact_borders_s(walk))
    found = {each.key: each for each in feet_figures([trial])}

    assert found["feet_stride_length"].value is None
    assert found["feet_initial_bias"].note == "no contact matched"


def test_no_samples_no_figures():
    assert feet_figures([]) == ()


def test_the_markers_themselves_are_the_ceiling():
    score = score_marker_segmentation(REFERENCE)
    assert (score.found_count, score.reference_count, score.matched_count) == (3, 3, 3)
