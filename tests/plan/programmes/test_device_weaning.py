"""A lighter aid: by criteria in two sessions, never soon after a fall."""

from datetime import timedelta

import pytest

from restride.clinical.care import WeightBearing
from restride.clinical.patient import WeightBearingOrder
from restride.errors import ContentError
from restride.plan.programmes.device_content import KindOfPerson
from restride.plan.programmes.device_weaning import WeaningTrial, propose_weaning
from restride.terms import Side


def trial(day, **more):
    met = {
        "asymmetry_percent": 9.9,
        "speed_mps": 0.8,
        "tug_s": 12.0,
        "tug_with_usual_s": 12.0,
        "confidence_points": 7.0,
    }
    return WeaningTrial(day=day, **{**met, **more})


@pytest.fixture
def wean(patient_with, day):
    def make(*trials, present=(), unanswered=(), orders=(), **more):
        person = patient_with(
            "older_adult",
            present=present,
            unanswered=unanswered,
            weight_bearing_orders=orders,
        )
        return propose_weaning(
            person,
            **{
                "device": "rolling_walker",
                "kind": KindOfPerson.STEADY_FIRST,
                "trials": trials,
                "day": day,
                **more,
            },
        )

    return make


def test_two_sessions_with_every_criterion_step_down(wean, day):
    found = wean(trial(day - timedelta(days=2)), trial(day))

    assert found.may_step_down
    assert found.to == ("cane",)


@pytest.mark.parametrize(
    "broken",
    [
        pytest.param({"asymmetry_percent": 10.0}, id="uneven"),
        pytest.param({"asymmetry_percent": -10.0}, id="uneven the other way"),
        pytest.param({"speed_mps": 0.79, "speed_with_usual_mps": 0.8}, id="slower"),
        pytest.param({"tug_s": 12.1}, id="slower up and go"),
        pytest.param({"confidence_points": 6.9}, id="not sure"),
    ],
)
def test_one_criterion_that_is_not_met_holds(wean, day, broken):
    found = wean(trial(day - timedelta(days=2)), trial(day, **broken))

    assert not found.may_step_down
    assert found.unmet


def test_slower_than_0_8_is_enough_where_the_usual_aid_is_no_faster(wean, day):
    slow = {"speed_mps": 0.6, "speed_with_usual_mps": 0.6}

    assert wean(trial(day - timedelta(days=2), **slow), trial(day, **slow)).may_step_down


@pytest.mark.parametrize(
    "name", ["asymmetry_percent", "speed_mps", "tug_s", "tug_with_usual_s", "confidence_points"]
)
def test_what_was_not_measured_is_named_and_holds(wean, day, name):
    found = wean(trial(day - timedelta(days=2)), trial(day, **{name: None}))

    assert not found.may_step_down
    assert len(found.missing) == 1


def test_one_session_is_not_enough(wean, day):
    assert "2 sessions" in wean(trial(day), trial(day)).missing[0]


@pytest.mark.parametrize("how", ["present", "unanswered"])
def test_never_after_a_fall_in_the_last_month(wean, day, how):
    found = wean(trial(day - timedelta(days=2)), trial(day), **{how: ("fall_last_30_days",)})

    assert not found.may_step_down


@pytest.mark.parametrize(("days", "may"), [(30, False), (31, True)])
def test_a_fall_counts_for_thirty_days(wean, day, days, may):
    found = wean(
        trial(day - timedelta(days=2)), trial(day), last_fall_on=day - timedelta(days=days)
    )

    assert found.may_step_down is may


def test_the_order_must_allow_the_lighter_aid(wean, day):
    found = wean(
        trial(day - timedelta(days=2)),
        trial(day),
        orders=(WeightBearingOrder(side=Side.LEFT, grade=WeightBearing.PARTIAL),),
    )

    assert not found.may_step_down
    assert "order does not allow" in found.unmet[0]


def test_an_aid_outside_the_graph_is_refused(wean):
    with pytest.raises(ContentError, match="The aid to wean from must be one of parallel_bars"):
        wean(device="skis")


def test_a_trial_to_come_is_refused(wean, day):
    with pytest.raises(ContentError, match="must not come from a day to come"):
        wean(trial(day + timedelta(days=1)))
