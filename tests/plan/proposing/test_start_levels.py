"""Where training starts: the lowest level of what was tested, 2 where nothing was."""

from datetime import date

import pytest

from restride.clinical.circumstances import Circumstances
from restride.clinical.instrument import instruments
from restride.clinical.result import Result, ResultState, ScoreValue
from restride.plan.library import find_exercise
from restride.plan.proposing.start_levels import Domain, domain_of, start_levels, start_rules

DAY = date(2026, 5, 4)


def _result(instrument, state=ResultState.DONE, day=DAY, **scores) -> Result:
    return Result(
        instrument=instrument,
        version="1.0.0",
        tested_on=day,
        state=state,
        circumstances=Circumstances(),
        scores=tuple(ScoreValue(score=name, value=value) for name, value in scores.items()),
    )


def test_without_a_test_training_starts_low():
    levels = start_levels([])

    assert {levels[domain].level for domain in Domain if domain is not Domain.DEVICE} == {2}
    assert levels[Domain.BALANCE].because == "no test of balance yet, so it starts low"
    assert not levels[Domain.BALANCE].tested


@pytest.mark.parametrize(
    ("tandem_s", "level"), [(0.0, 3), (9.9, 3), (10.0, 2)], ids=["none", "just short", "held"]
)
def test_the_first_stance_not_held_sets_the_level(tandem_s, level):
    levels = start_levels([_result("4stage", tandem_s=tandem_s)])

    assert levels[Domain.BALANCE].level == level


def test_the_lowest_of_several_tests_counts():
    results = [_result("tug", time_s=9.0), _result("gait_speed_10m", comfortable_mps=0.39)]

    assert start_levels(results)[Domain.WALKING].level == 3
    assert "0.4 m/s" in start_levels(results)[Domain.WALKING].because


def test_who_tried_and_could_not_starts_at_one():
    levels = start_levels([_result("5xsts", state=ResultState.UNABLE)])

    assert levels[Domain.STRENGTH].level == 1


def test_a_declined_test_says_nothing():
    levels = start_levels([_result("5xsts", state=ResultState.DECLINED)])

    assert not levels[Domain.STRENGTH].tested


def test_the_newest_result_counts():
    old = _result("tug", day=date(2026, 1, 1), time_s=40.0)

    assert start_levels([_result("tug", time_s=8.0), old])[Domain.WALKING].level == 8


def test_the_therapist_overrules():
    levels = start_levels([_result("tug", time_s=40.0)], set_by_therapist={Domain.WALKING: 6})

    assert levels[Domain.WALKING].level == 6
    assert levels[Domain.WALKING].because == "set by the therapist"


def test_gaze_drills_have_a_level_of_their_own():
    assert domain_of(find_exercise("vest_vor1_sit")) is Domain.GAZE
    assert domain_of(find_exercise("bal_sls")) is Domain.BALANCE


@pytest.mark.parametrize("rule", start_rules(), ids=lambda rule: rule.id)
def test_a_rule_names_a_score_that_exists(rule):
    instrument = instruments()[rule.instrument]

    assert rule.score in {score.id for score in instrument.scores}
    assert rule.operator in {"<", "<=", ">", ">="}
    assert 1 <= rule.level <= 10
