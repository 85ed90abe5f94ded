"""Stances that were held, as tests."""

import pytest

from restride.analysis.protocol_analysis import (
    ProtocolKind,
)
from restride.balance.conditions import StandingCondition
from restride.clinical.circumstances import Floor
from restride.terms import (
    Eyes,
    Side,
    Stance,
    Surface,
)


def test_a_trial_on_one_leg_is_cut_at_45_s(by_hand):
    found = by_hand.results(by_hand.standing(by_hand.one_leg(Side.LEFT), held_s=52.0))["sls"]

    assert found.value("eyes_open_best_s", side=Side.LEFT) == 45
    assert found.circumstances.floor is Floor.FIRM
    assert found.circumstances.measured_with == "force plate"
    assert found.notes == ()


@pytest.mark.parametrize(("held_s", "is_cut"), [(29.9, False), (30.0, True)])
def test_a_trial_that_was_asked_to_end_early_may_be_longer(by_hand, held_s, is_cut):
    found = by_hand.results(
        by_hand.standing(by_hand.one_leg(Side.LEFT), held_s=held_s, wanted_s=30.0)
    )["sls"]

    assert (found.notes == ("Asked for 30 s only: the time may be longer.",)) is is_cut


@pytest.mark.parametrize(
    "condition",
    [
        {},
        {"stance": Stance.SINGLE_LEG, "eyes": Eyes.OPEN},
        {"stance": Stance.SINGLE_LEG, "side": Side.LEFT},
        {
            "stance": Stance.SINGLE_LEG,
            "side": Side.LEFT,
            "eyes": Eyes.OPEN,
            "surface": Surface.FOAM,
        },
        {"stance": Stance.FEET_TOGETHER, "eyes": Eyes.OPEN},
    ],
)
def test_one_trial_of_another_stance_is_no_test(by_hand, condition):
    assert by_hand.results(by_hand.standing(StandingCondition(**condition), held_s=30.0)) == {}


def test_the_sensory_conditions_of_a_protocol(by_hand):
    analysis = by_hand.protocol(
        ProtocolKind.MCTSIB,
        (by_hand.sensory(Eyes.OPEN, Surface.FIRM), 31.0, 30.0),
        (by_hand.sensory(Eyes.CLOSED, Surface.FIRM), 30.0, 30.0),
        (by_hand.sensory(Eyes.OPEN, Surface.FOAM), 22.0, 30.0),
        (by_hand.sensory(Eyes.CLOSED, Surface.FOAM), 4.0, 30.0),
        (by_hand.sensory(Eyes.CLOSED, Surface.FOAM), 6.5, 30.0),
        (by_hand.sensory(Eyes.CLOSED, Surface.FOAM), None, 30.0),
    )
    found = by_hand.results(analysis)["mctsib"]

    assert found.value("firm_eyes_open_s") == 30
    assert found.value("foam_eyes_closed_s") == 6.5
    assert found.value("total_s") == 88.5
    assert found.circumstances.protocol == "stance feet-together, 30 s"
    assert found.circumstances.measured_with == "stopwatch"


def test_a_condition_that_was_not_done_leaves_no_sum(by_hand):
    analysis = by_hand.protocol(
        ProtocolKind.MCTSIB,
        (by_hand.sensory(Eyes.OPEN, Surface.FIRM), 30.0, 30.0),
        (by_hand.sensory(Eyes.CLOSED, Surface.FIRM), None, 30.0),
    )

    assert by_hand.results(analysis)["mctsib"].value("total_s") is None


def test_a_protocol_without_a_time_says_so(by_hand):
    analysis = by_hand.protocol(
        ProtocolKind.MCTSIB, (by_hand.sensory(Eyes.OPEN, Surface.FIRM), None, 30.0)
    )

    assert by_hand.results(analysis)["mctsib"].reason.endswith("no condition has a time held")


def test_no_more_trials_count_than_the_test_has(by_hand):
    trials = [(by_hand.one_leg(Side.RIGHT), held_s, 45.0) for held_s in (3.0, 4.0, 5.0, 40.0)]
    found = by_hand.results(by_hand.protocol(ProtocolKind.QUIET_STANDING, *trials))["sls"]

    assert found.value("eyes_open_best_s", side=Side.RIGHT) == 5
    assert found.value("eyes_open_mean_s", side=Side.RIGHT) == 4


def test_a_protocol_of_other_stances_is_no_test(by_hand):
    analysis = by_hand.protocol(
        ProtocolKind.QUIET_STANDING, (by_hand.sensory(Eyes.OPEN, Surface.FIRM), 30.0, 30.0)
    )

    assert by_hand.results(analysis) == {}
