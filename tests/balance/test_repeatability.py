"""How far a number of standing differs from trial to trial: where that is known, and where not."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from restride.balance.conditions import StandingCondition
from restride.balance.repeatability import (
    Repeatability,
    find_repeatability,
    smallest_change_ratio,
    trial_uncertainty,
)
from restride.measure import Interval, NotComputed
from restride.terms import Eyes, Stance, Surface

VELOCITY = "mean_velocity_mmps"
FIRM_OPEN = StandingCondition(eyes=Eyes.OPEN, surface=Surface.FIRM)


def test_unknown_eyes_take_the_larger_spread():
    unknown = StandingCondition(surface=Surface.FIRM)

    found = find_repeatability(VELOCITY, condition=unknown, duration_s=60.0)

    assert found.sd_log_ratio == 0.147


@pytest.mark.parametrize(
    ("key", "condition", "duration_s", "reason"),
    [
        ("range_mm", FIRM_OPEN, 60.0, "no spread from trial to trial of this measure"),
        (VELOCITY, StandingCondition(eyes=Eyes.OPEN), 60.0, "depends on the surface"),
        (
            VELOCITY,
            StandingCondition(surface=Surface.FIRM, stance=Stance.TANDEM),
            60.0,
            "in tandem stance is not known",
        ),
        (VELOCITY, FIRM_OPEN, 30.0, "known for 60 s of standing, and these are 30.0 s"),
        (VELOCITY, FIRM_OPEN, 53.9, "these are 53.9 s"),
    ],
)
def test_where_the_spread_is_not_known_the_reason_is_given(key, condition, duration_s, reason):
    found = trial_uncertainty(key, 10.0, condition=condition, duration_s=duration_s)

    assert isinstance(found, NotComputed)
    assert reason in found.reason


def test_a_tenth_shorter_is_near_enough():
    found = trial_uncertainty(VELOCITY, 10.0, condition=FIRM_OPEN, duration_s=54.0)

    assert isinstance(found, Interval)
    assert found.low * found.high == pytest.approx(100.0)


@given(st.integers(1, 9), st.integers(1, 100_000).map(lambda hundredths: hundredths / 100))
def test_the_mean_of_several_trials_is_surer_by_the_root_of_their_number(trials_count, value):
    told = {"condition": FIRM_OPEN, "duration_s": 60.0}
    one = trial_uncertainty(VELOCITY, value, **told)
    several = trial_uncertainty(VELOCITY, value, trials_count=trials_count, **told)

    assert math.log(one.high / value) == pytest.approx(1.96 * 0.144)
    assert math.log(several.high / value) == pytest.approx(1.96 * 0.144 / math.sqrt(trials_count))
    assert several.low * several.high == pytest.approx(value**2)
    assert several.basis.endswith(f"; mean of {trials_count} trials") == (trials_count > 1)


def test_two_trials_must_differ_by_the_root_of_two_more_than_one_is_unsure():
    found = find_repeatability(VELOCITY, condition=FIRM_OPEN, duration_s=60.0)

    assert isinstance(found, Repeatability)
    assert smallest_change_ratio(found) == pytest.approx(math.exp(1.96 * math.sqrt(2) * 0.144))
    assert smallest_change_ratio(found, trials_count=2) == pytest.approx(math.exp(1.96 * 0.144))
