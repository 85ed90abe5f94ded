"""Which trial counts: rules that hold for every set of trials."""

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from restride.clinical.care import Assistance
from restride.clinical.circumstances import Aid, Circumstances, Footwear
from restride.clinical.instrument import TrialRule, find_instrument
from restride.clinical.interpretation.rounding import mean_of
from restride.clinical.scoring.entry import Entry
from restride.clinical.scoring.score import score
from restride.clinical.scoring.symmetry import symmetry_percent
from restride.clinical.scoring.trials import counted
from restride.measure import Better
from restride.terms import Side

TRIES = st.lists(st.floats(0.5, 100), min_size=2, max_size=6).map(tuple)
HELD_S = st.floats(0, 10)


@pytest.mark.parametrize(
    ("rule", "better", "expected"),
    [
        (TrialRule.BEST, Better.HIGHER, 9.0),
        (TrialRule.BEST, Better.LOWER, 3.0),
        (TrialRule.WORST_SIDE, Better.HIGHER, 3.0),
        (TrialRule.WORST_SIDE, Better.LOWER, 9.0),
        (TrialRule.MEAN, Better.HIGHER, 6.0),
        (TrialRule.LAST, Better.HIGHER, 6.0),
        (TrialRule.MEAN_OF_LAST_TWO, Better.HIGHER, 4.5),
        (None, Better.HIGHER, 6.0),
    ],
)
def test_each_rule_by_hand(rule, better, expected):
    assert counted((9.0, 3.0, 6.0), rule=rule, better=better) == expected


@given(TRIES, st.randoms(), st.sampled_from([Better.HIGHER, Better.LOWER]))
def test_the_order_of_trials_does_not_matter_for_the_best(tries, random, better):
    turned = list(tries)
    random.shuffle(turned)

    assert counted(tuple(turned), rule=TrialRule.BEST, better=better) == counted(
        tries, rule=TrialRule.BEST, better=better
    )


@given(TRIES, st.sampled_from(list(TrialRule)), st.sampled_from(list(Better)))
def test_what_counts_lies_within_the_trials(tries, rule, better):
    value = counted(tries, rule=rule, better=better)

    assert min(tries) - 1e-9 <= value <= max(tries) + 1e-9


@given(st.floats(0.5, 100), st.floats(0.5, 100), st.sampled_from([Better.HIGHER, Better.LOWER]))
def test_symmetry_without_a_treated_side_is_never_over_100(left, right, better):
    value = symmetry_percent(
        {Side.LEFT: left, Side.RIGHT: right}, involved_side=None, better=better
    ).value

    assert value is not None
    assert 0 < value <= 100


@given(st.integers(1, 900), st.integers(1, 900), st.sampled_from(list(Side)))
def test_symmetry_under_100_is_worse_for_distances_and_times(left, right, side):
    sides = {Side.LEFT: left, Side.RIGHT: right}
    far = symmetry_percent(sides, involved_side=side, better=Better.HIGHER).value
    slow = symmetry_percent(sides, involved_side=side, better=Better.LOWER).value

    assert far is not None
    assert slow is not None
    assert (far < 100) == (sides[side] < sides[side.other])
    assert (slow < 100) == (sides[side] > sides[side.other])


def _battery(**items):
    told = Circumstances(
        aid=Aid.NONE,
        assistance=Assistance.INDEPENDENT,
        footwear=Footwear.SHOES,
        protocol="4 m",
    )
    entry = Entry(
        instrument="sppb", tested_on=date(2026, 3, 1), circumstances=told, items=dict(items)
    )
    return score(entry, find_instrument("sppb"))


@given(HELD_S, st.floats(0.8, 300), st.floats(2, 300))
def test_the_battery_is_the_sum_of_its_parts_and_within_0_and_12(held_s, walk_s, chair_s):
    result = _battery(feet_together_s=min(held_s, 9.9), walk_4m_s=walk_s, chair_5_s=chair_s)
    parts = [result.value(name) for name in ("balance_points", "walk_points", "chair_points")]

    assert result.value("total_points") == sum(parts)
    assert 0 <= result.value("total_points") <= 12


@given(st.lists(st.floats(0.8, 300), min_size=2, max_size=6).map(sorted))
def test_a_slower_walk_never_has_more_points(times_s):
    points = [_battery(walk_4m_s=time_s).value("walk_points") for time_s in times_s]

    assert all(later <= sooner for sooner, later in pairwise(points))


@given(st.lists(st.floats(0, 30), min_size=4, max_size=4))
def test_the_sum_of_the_sensory_conditions_is_within_0_and_120(held_s):
    names = [item.id for item in find_instrument("mctsib").items]
    entry = Entry(
        instrument="mctsib",
        tested_on=date(2026, 3, 1),
        circumstances=Circumstances(footwear=Footwear.BAREFOOT, protocol="foam 10 cm"),
        items=dict(zip(names, held_s, strict=True)),
    )
    total_s = score(entry, find_instrument("mctsib")).value("total_s")

    assert total_s == pytest.approx(sum(held_s))
    assert 0 <= total_s <= 120


@pytest.mark.parametrize(
    ("values", "mean"), [((12.1, 12.2), 12.15), ((0.1, 0.2), 0.15), ((10.0,), 10.0), ((1, 2), 1.5)]
)
def test_a_mean_is_of_the_numbers_as_they_are_written(values, mean):
    assert mean_of(values) == mean
