"""Measures of an analysis as findings look at them, and what follows from them."""

import pytest

from restride.analysis.measure_definitions import MEASURES
from restride.clinical.finding import Observed
from restride.clinical.findings import observed_measures
from restride.clinical.findings.deriving import derived_measures
from restride.measure import Measure, NotComputed
from restride.terms import Side

LEFT, RIGHT = Side.LEFT, Side.RIGHT


def measured(key, value, *, side=None):
    return Observed(
        instrument="recording", score=key, value=value, unit="", shown=str(value), side=side
    )


def both(key, left, right):
    return (measured(key, left, side=LEFT), measured(key, right, side=RIGHT))


def test_measures_of_an_analysis_become_what_rules_look_at():
    row = MEASURES["double_support_share"]
    why = NotComputed(reason="one")

    seen = observed_measures(
        [
            Measure(definition=row, value=0.312, uncertainty=why),
            Measure(definition=row, value=None, side=LEFT, uncertainty=why),
        ]
    )

    assert seen["double_support_share"].shown == "31.2%"
    assert seen["left:double_support_share"].value is None


@pytest.mark.parametrize(
    ("swing", "stance", "ratio"),
    [((0.4, 0.4), (0.6, 0.6), 1.0), ((0.5, 0.4), (0.6, 0.6), 1.25), ((0.4, 0.5), (0.6, 0.6), 1.25)],
)
def test_the_temporal_ratio_is_the_larger_leg_over_the_smaller(swing, stance, ratio):
    (seen,) = derived_measures((*both("swing_s", *swing), *both("stance_s", *stance)))

    assert seen.value == ratio


@pytest.mark.parametrize("stance", [(0.6, None), (0.6, 0.0)])
def test_a_leg_without_its_times_gives_no_ratio(stance):
    assert derived_measures((*both("swing_s", 0.4, 0.4), *both("stance_s", *stance))) == ()


def test_the_pelvis_drops_on_the_side_that_swings():
    left, right = derived_measures(
        (
            measured("pelvis_drop_right_largest_deg", 8.0),
            measured("pelvis_drop_right_smallest_deg", -3.0),
        )
    )

    assert (left.side, left.value) == (LEFT, 8)
    assert (right.side, right.value) == (RIGHT, 3)
