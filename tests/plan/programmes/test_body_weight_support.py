"""Support: whether, how much, less, and no more."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from restride.clinical.care import WeightBearing
from restride.clinical.patient import WeightBearingOrder
from restride.errors import ContentError
from restride.plan.programmes.body_weight_support import (
    LOG,
    SupportBout,
    SupportSession,
    may_leave_support,
    next_support_percent,
    propose_support,
    support_indications,
)
from restride.plan.programmes.last_result import NotProposed
from restride.terms import Side

CLEAR = SupportBout(foot_cleared=True, trunk_upright=True)
THINGS = ("treadmill", "body_weight_support", "ceiling_harness", "gait_belt")


@pytest.fixture
def person(patient_with, day):
    def make(*, percent=None, grade=WeightBearing.PARTIAL):
        orders = ()
        if percent is not None:
            orders = (WeightBearingOrder(side=Side.LEFT, grade=grade, at_most_percent=percent),)
        return patient_with(
            "stroke",
            since=day - timedelta(days=60),
            weight_bearing_orders=orders,
            clinic_equipment=THINGS,
        )

    return make


@pytest.mark.parametrize(("level", "is_indicated"), [(0, True), (2, True), (3, False)])
def test_it_may_be_used_up_to_category_two(person, day, tested, level, is_indicated):
    results = (tested("fac", level=level),)

    assert bool(support_indications(person(), results, day=day)) is is_indicated


@pytest.mark.parametrize(("speed_mps", "is_indicated"), [(0.19, True), (0.2, False)])
def test_it_may_be_used_below_a_fifth_of_a_metre_a_second(
    person, day, tested, speed_mps, is_indicated
):
    results = (tested("gait_speed_10m", comfortable_mps=speed_mps),)

    assert bool(support_indications(person(), results, day=day)) is is_indicated


@pytest.mark.parametrize(("helpers_count", "is_indicated"), [(1, False), (2, True), (None, False)])
def test_it_may_be_used_with_two_helpers(person, day, tested, helpers_count, is_indicated):
    results = (tested("tug", helpers_count=helpers_count, time_s=40.0),)

    assert bool(support_indications(person(), results, day=day)) is is_indicated


def test_else_it_is_not_proposed_and_says_what_speaks_against(person, day, tested):
    refused = propose_support(person(), day=day, results=(tested("fac", level=4),))

    assert isinstance(refused, NotProposed)
    assert "Nothing speaks for it" in refused.why
    assert "dobkin2012" in refused.why


def test_it_starts_at_thirty_and_never_plans_above(person, day, tested):
    programme = propose_support(person(), day=day, results=(tested("fac", level=1),))

    assert (programme.start_percent, programme.ceiling_percent) == (30.0, 30.0)
    assert programme.log == LOG
    assert any("three minutes upright" in line for line in programme.log)


def test_forty_only_for_the_first_steps_of_who_cannot_step_otherwise(person, day, tested):
    programme = propose_support(
        person(), day=day, results=(tested("fac", level=0),), cannot_step_otherwise=True
    )

    assert (programme.start_percent, programme.ceiling_percent) == (40.0, 30.0)


@pytest.mark.parametrize(("percent", "is_proposed"), [(71, True), (70, True), (69, False)])
def test_the_order_needs_what_is_left_of_a_hundred(person, day, tested, percent, is_proposed):
    found = propose_support(person(percent=percent), day=day, results=(tested("fac", level=1),))

    assert isinstance(found, NotProposed) is not is_proposed
    if is_proposed:
        assert found.least_percent == pytest.approx(100.0 - percent)
    else:
        assert "needs at least 31 % of the body held" in found.why


def test_a_treadmill_that_unloads_may_hold_what_the_order_needs(person, day):
    programme = propose_support(person(percent=50), day=day, results=(), unloading_treadmill=True)

    assert programme.start_percent == 50.0
    assert next_support_percent(50.0, [CLEAR, CLEAR], least_percent=50.0) == 50.0


def test_a_partial_order_without_its_per_cent_is_asked_for(patient_with, day):
    order = WeightBearingOrder(side=Side.LEFT, grade=WeightBearing.PARTIAL)
    person = patient_with("stroke", weight_bearing_orders=(order,), clinic_equipment=THINGS)

    assert "at_most_percent is not given" in propose_support(person, day=day, results=()).why


def test_an_order_of_nothing_is_refused(person, day):
    with pytest.raises(ContentError, match="unloading treadmill needs PWB"):
        propose_support(person(percent=0, grade=WeightBearing.NON), day=day, results=())


@pytest.mark.parametrize(
    ("bouts", "expected_percent"),
    [
        pytest.param([CLEAR, CLEAR], 25.0, id="two clear"),
        pytest.param([CLEAR], 30.0, id="one"),
        pytest.param(
            [CLEAR, SupportBout(foot_cleared=False, trunk_upright=True)], 30.0, id="foot drags"
        ),
        pytest.param(
            [SupportBout(foot_cleared=True, trunk_upright=None), CLEAR], 30.0, id="not looked at"
        ),
    ],
)
def test_it_is_cut_after_two_bouts_with_a_clear_foot_and_upright_trunk(bouts, expected_percent):
    assert next_support_percent(30.0, bouts) == expected_percent


@given(
    support_percent=st.floats(0, 100),
    least_percent=st.floats(0, 100),
    cut_percent=st.floats(5, 10),
    clear=st.lists(st.booleans(), max_size=4),
)
def test_support_never_grows_and_never_falls_below_the_least(
    support_percent, least_percent, cut_percent, clear
):
    bouts = [SupportBout(foot_cleared=each, trunk_upright=True) for each in clear]

    now = next_support_percent(
        support_percent, bouts, least_percent=least_percent, cut_percent=cut_percent
    )

    assert now <= support_percent
    assert now >= min(support_percent, least_percent)


@pytest.mark.parametrize("cut_percent", [4.9, 10.1])
def test_a_cut_outside_five_to_ten_is_refused(cut_percent):
    with pytest.raises(ContentError, match="cut_percent must lie between 5 and 10"):
        next_support_percent(30.0, [], cut_percent=cut_percent)


def test_an_impossible_support_is_refused():
    with pytest.raises(ContentError, match="support_percent must lie between 0 and 100"):
        next_support_percent(101.0, [])


@pytest.mark.parametrize(
    ("sessions", "may_leave"),
    [
        pytest.param([(3, 10), (3, 10)], True, id="at the bounds"),
        pytest.param([(3, 10.5), (3, 10)], False, id="just above"),
        pytest.param([(3, 10), (2, 10)], False, id="category two"),
        pytest.param([(3, 10), (None, 10)], False, id="not rated"),
        pytest.param([(4, 0)], False, id="one session"),
        pytest.param([(2, 20), (3, 10), (4, 5)], True, id="the last two"),
    ],
)
def test_it_is_left_at_category_three_and_ten_per_cent_twice(day, sessions, may_leave):
    rows = [
        SupportSession(day=day + timedelta(days=number), fac_points=fac, support_percent=percent)
        for number, (fac, percent) in enumerate(sessions)
    ]

    assert may_leave_support(rows) is may_leave
