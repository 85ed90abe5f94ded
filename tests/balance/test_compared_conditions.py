"""Ratios across conditions and means of trials, and the intervals that follow."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from restride.balance.compared_conditions import (
    RATIO_MEASURES,
    Contrast,
    condition_ratio,
    mean_of_trials,
)
from restride.balance.conditions import StandingCondition
from restride.balance.measure_definitions import BALANCE_MEASURES
from restride.balance.repeatability import find_repeatability, trial_uncertainty
from restride.errors import OptionError
from restride.measure import Interval, Measure, NotComputed
from restride.terms import Eyes, Stance, Surface

VELOCITY = "mean_velocity_mmps"
FIRM_OPEN = StandingCondition(eyes=Eyes.OPEN, surface=Surface.FIRM)
FIRM_CLOSED = StandingCondition(eyes=Eyes.CLOSED, surface=Surface.FIRM)
millimetres = st.integers(1, 100_000).map(lambda hundredths: hundredths / 100)


def velocity(value, *, condition=FIRM_OPEN, key=VELOCITY, note=None):
    return Measure(
        definition=BALANCE_MEASURES[key],
        value=value,
        repeats_count=1,
        uncertainty=NotComputed(reason="there is no value")
        if value is None
        else trial_uncertainty(key, value, condition=condition, duration_s=60.0),
        note=note,
    )


def test_the_romberg_ratio_is_closed_over_open():
    closed, opened = velocity(12.0, condition=FIRM_CLOSED), velocity(8.0)

    found = condition_ratio(closed, opened, contrast=Contrast.EYES)

    assert found.value == pytest.approx(1.5)
    assert found.definition.key == "mean_velocity_eyes_ratio"
    assert found.definition.title == "Romberg ratio, mean velocity"
    assert "with eyes closed over that with eyes open" in found.definition.definition
    # Both spreads, 0.144 and 0.147 on a logarithmic scale.
    half_width = 1.96 * math.hypot(0.144, 0.147)
    assert found.uncertainty.low == pytest.approx(1.5 / math.exp(half_width), rel=1e-9)
    assert found.uncertainty.high == pytest.approx(1.5 * math.exp(half_width), rel=1e-9)


def test_the_surface_ratio_is_foam_over_firm():
    foam = velocity(30.0, condition=StandingCondition(eyes=Eyes.OPEN, surface=Surface.FOAM))

    found = condition_ratio(foam, velocity(10.0), contrast=Contrast.SURFACE)

    assert found.value == pytest.approx(3.0)
    assert found.definition.key == "mean_velocity_surface_ratio"
    assert "on a foam surface" in found.uncertainty.basis
    assert "on a firm surface" in found.uncertainty.basis


def test_the_ratios_of_velocity_and_area_are_listed():
    assert set(RATIO_MEASURES) == {
        "mean_velocity_eyes_ratio",
        "sway_area_eyes_ratio",
        "mean_velocity_surface_ratio",
        "sway_area_surface_ratio",
    }


@pytest.mark.parametrize(("over", "under"), [(None, 5.0), (5.0, None), (5.0, 0.0)])
def test_a_missing_number_gives_no_ratio_and_says_so(over, under):
    found = condition_ratio(
        velocity(over, note="Held for 3 s."), velocity(under or None), contrast=Contrast.EYES
    )

    assert found.value is None
    assert found.note == "One of the two conditions gives no number. Held for 3 s."


def test_two_different_measures_have_no_ratio():
    with pytest.raises(OptionError, match="got mean_velocity_mmps and sway_area_mm2"):
        condition_ratio(velocity(1.0), velocity(1.0, key="sway_area_mm2"), contrast=Contrast.EYES)


@given(millimetres, millimetres)
def test_a_ratio_and_its_inverse_mirror_each_other(over, under):
    there = condition_ratio(velocity(over), velocity(under), contrast=Contrast.EYES)
    back = condition_ratio(velocity(under), velocity(over), contrast=Contrast.EYES)

    assert there.value * back.value == pytest.approx(1.0)
    assert there.uncertainty.low * back.uncertainty.high == pytest.approx(1.0)


def test_three_trials_are_averaged_and_surer_than_one():
    told = {"condition": FIRM_OPEN, "duration_s": 60.0}
    found = mean_of_trials([velocity(9.0), velocity(10.0), velocity(14.0)], **told)

    assert found.value == pytest.approx(11.0)
    assert found.repeats_count == 3
    assert found.uncertainty.high / 11.0 == pytest.approx(
        math.exp(1.96 * 0.144 / math.sqrt(3)), rel=1e-9
    )
    assert found.uncertainty.basis.endswith("; mean of 3 trials")


def test_a_trial_without_a_number_is_left_out_and_said():
    trials = [velocity(None, note="Fell."), velocity(10.0), velocity(12.0)]

    found = mean_of_trials(trials, condition=FIRM_OPEN, duration_s=60.0)

    assert found.value == pytest.approx(11.0)
    assert found.repeats_count == 2
    assert found.note == "1 of 3 trials give no number. Fell."
    alone = mean_of_trials(trials[:1], condition=FIRM_OPEN, duration_s=60.0)
    assert alone.value is None
    assert alone.note == "Fell."


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
