"""Goals proposed: wishes first, then the weakest measures; real, dated, and never guessed."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from restride.clinical.aims import Outcome
from restride.clinical.circumstances import Circumstances
from restride.clinical.conditions import conditions
from restride.clinical.evidence import Confidence, Evidence
from restride.clinical.finding import Finding, FindingWeight, Observed
from restride.clinical.interpretation.scores import find_score
from restride.clinical.result import Result, ResultState, ScoreValue
from restride.errors import ContentError
from restride.measure import Better
from restride.plan.cases.case import CaseGoal
from restride.plan.goals.goal_content import (
    ExpectedRate,
    MeasureOutcomes,
    due_for,
    expected_rates,
    measure_outcomes,
)
from restride.plan.goals.goal_events import GoalStatus
from restride.plan.goals.goal_measure import measure_named
from restride.plan.goals.goal_proposals import MOST_COUNT, outcomes_of, propose_goals
from restride.plan.goals.goals import close
from restride.terms import Side

MEMORY = Evidence(sources=("convention",), confidence=Confidence.MEMORY)
SPEED = "gait_speed_10m.comfortable_mps"


def _result(word, value, *, on=date(2026, 5, 4), side=None, item=None, state=ResultState.DONE):
    instrument, score = word.split(".")
    scores = (
        (ScoreValue(score=score, value=value, side=side, item=item),) if state == "done" else ()
    )
    return Result(
        instrument=instrument,
        version="1.0.0",
        tested_on=on,
        state=state,
        circumstances=Circumstances(),
        scores=scores,
    )


def _finding(word, *, weight=FindingWeight.MAJOR, decides=True) -> Finding:
    instrument, score = word.split(".")
    return Finding(
        id=f"found_{instrument}",
        version="1.0.0",
        sentence=f"{instrument} is low.",
        weight=weight,
        rule="by hand",
        observed=(Observed(instrument=instrument, score=score, value=1.0, unit="", shown="1"),),
        decides=decides,
        evidence=MEMORY,
    )


@pytest.fixture
def anna(patient_with, day):
    return patient_with("stroke", since=day - timedelta(days=300))


@pytest.fixture
def propose(anna, day):
    def make(*wishes, results=(), findings=(), patient=anna):
        return propose_goals(wishes, results=results, findings=findings, patient=patient, day=day)

    return make


def test_a_wish_with_a_measure_gets_a_target_beyond_the_mdc_and_a_day(propose):
    (goal,) = propose(CaseGoal(words="To the shops", measure=SPEED), results=[_result(SPEED, 0.58)])

    assert goal.status is GoalStatus.PROPOSED
    assert goal.baseline == 0.58
    assert goal.least is not None
    assert goal.least.kind == "MDC"
    assert goal.target == pytest.approx(0.58 + goal.least.value)
    # 0.15 m/s at 0.1 m/s in 4 weeks: 6 weeks.
    assert goal.due == date(2026, 6, 15)
    assert any("design default, to be confirmed" in each for each in goal.reasons)
    assert goal.outcomes == (Outcome.WALKING_SPEED,)


def test_a_wish_in_words_alone_stands_as_it_is(propose):
    (goal,) = propose(CaseGoal(words="No more falls", outcomes=(Outcome.FALLS,)))

    assert (goal.words, goal.measure, goal.target) == ("No more falls", None, None)
    assert goal.notes == ("no measure named: goal in the person's words",)
    assert goal.outcomes == (Outcome.FALLS,)
    assert goal.due == date(2026, 6, 1)


def test_words_are_not_interpreted(propose):
    (goal,) = propose(CaseGoal(words="No more falls"))

    assert goal.outcomes == ()


def test_without_mdc_and_mcid_the_words_are_the_goal(propose):
    wish = CaseGoal(words="Stand on one leg", measure="sls.eyes_open_best_s")
    (goal,) = propose(wish, results=[_result(wish.measure, 4.0)])

    assert goal.target is None
    assert goal.least is None
    assert goal.notes == ("no MDC known: goal in the person's words",)


def test_without_an_mdc_the_mcid_is_the_least(propose):
    wish = CaseGoal(words="Round the park", measure="6mwt.distance_m")
    (goal,) = propose(wish, results=[_result(wish.measure, 200.0)])

    assert goal.least is not None
    assert (goal.least.kind, goal.least.value) == ("MCID", 37.0)
    assert goal.target == 237.0


def test_the_larger_of_mdc_and_mcid_is_proposed_and_the_mdc_is_the_least(propose):
    wish = CaseGoal(words="Feel steady", measure="bbs.total_points")
    (goal,) = propose(wish, results=[_result(wish.measure, 28)])

    assert goal.least is not None
    assert (goal.least.kind, goal.least.value) == ("MDC", 2.7)
    assert goal.target == 35.0
    assert any("the larger of MDC and MCID" in each for each in goal.reasons)


def test_without_a_first_value_no_target_is_guessed(propose):
    (goal,) = propose(CaseGoal(words="Walk", measure=SPEED))

    assert (goal.baseline, goal.target) == (None, None)
    assert goal.notes == ("no first value: test it, then set a target",)


@pytest.mark.parametrize("state", [ResultState.UNABLE, ResultState.DECLINED, ResultState.NOT_DONE])
def test_a_test_without_a_number_is_no_first_value(propose, state):
    (goal,) = propose(
        CaseGoal(words="Walk", measure=SPEED), results=[_result(SPEED, None, state=state)]
    )

    assert goal.baseline is None


def test_a_test_after_the_day_is_not_known_yet(propose, day):
    late = _result(SPEED, 0.9, on=day + timedelta(days=1))
    early = _result(SPEED, 0.5, on=day - timedelta(days=1))
    (goal,) = propose(CaseGoal(words="Walk", measure=SPEED), results=[late, early])

    assert goal.baseline == 0.5


def test_near_the_end_of_the_scale_no_target_is_proposed(propose):
    wish = CaseGoal(words="Feel steady", measure="bbs.total_points")
    (goal,) = propose(wish, results=[_result(wish.measure, 54)])

    assert goal.target is None
    assert "the scale ends at 56 and cannot show a change" in goal.notes[0]


def test_no_target_is_proposed_past_the_mean_of_people_alike(propose):
    wish = CaseGoal(words="I want to be quicker", measure="tug.time_s")
    (goal,) = propose(wish, results=[_result("tug.time_s", 10.1)])
    (slower,) = propose(wish, results=[_result("tug.time_s", 22.0)])

    assert goal.target is None
    assert any("past the mean of people alike (9.2 s)" in each for each in goal.notes)
    assert slower.target == pytest.approx(18.8)


def test_a_target_that_was_named_is_kept_and_held_to_the_mdc(propose):
    near = CaseGoal(words="A little", measure=SPEED, target=0.6)
    results = [_result(SPEED, 0.58)]

    with pytest.raises(ContentError, match=r"goals, 'A little': The target .* or say why"):
        propose(near, results=results)
    (goal,) = propose(replace(near, why="the crossing asks for it"), results=results)
    assert goal.target == 0.6
    assert "the target that was named" in goal.reasons


def test_a_day_that_was_named_is_kept_and_lies_ahead(propose, day):
    wish = CaseGoal(words="Walk", measure=SPEED, due=date(2026, 8, 1))

    assert propose(wish)[0].due == date(2026, 8, 1)
    with pytest.raises(ContentError, match="goals, 'Walk': The day of a goal must be after"):
        propose(replace(wish, due=day))


def test_a_target_without_a_measure_is_refused(propose):
    with pytest.raises(ContentError, match="A target needs a measure, and 3 has none"):
        propose(CaseGoal(words="Walk", target=3.0))


def test_the_weaker_side_is_taken_where_none_is_named(propose):
    word = "heel_rise.repetitions_count"
    both = Result(
        instrument="heel_rise",
        version="1.0.0",
        tested_on=date(2026, 5, 4),
        state=ResultState.DONE,
        circumstances=Circumstances(),
        scores=(
            ScoreValue(score="repetitions_count", value=20, side=Side.LEFT),
            ScoreValue(score="repetitions_count", value=6, side=Side.RIGHT),
        ),
    )
    (goal,) = propose(CaseGoal(words="Tiptoes", measure=word), results=[both])

    assert goal.baseline == 6
    assert goal.measure.side is Side.RIGHT
    assert goal.notes[0] == "no side named: the weaker one, right"


def test_findings_fill_up_to_three_measured_goals_the_gravest_first(propose):
    words = ["tug.time_s", "abc.total_percent", "bbs.total_points", "6mwt.distance_m"]
    values = [20.0, 50.0, 40.0, 200.0]
    goals = propose(
        CaseGoal(words="Walk", measure=SPEED),
        results=[_result(SPEED, 0.58), *map(_result, words, values)],
        findings=[
            _finding("tug.time_s", weight=FindingWeight.MINOR),
            _finding("6mwt.distance_m", weight=FindingWeight.NOTE),
            _finding("abc.total_percent", decides=False),
            _finding("bbs.total_points"),
        ],
    )

    assert [goal.measure.key for goal in goals] == [SPEED, "bbs.total_points", "abc.total_percent"]
    assert all(goal.words is None for goal in goals[1:])
    assert goals[1].reasons[0] == "because bbs is low."


def test_one_thing_that_gets_better_is_not_wanted_twice(propose):
    goals = propose(
        CaseGoal(words="Walk", measure=SPEED),
        results=[_result(SPEED, 0.58), _result("gait_speed_10m.fast_mps", 0.8)],
        findings=[_finding(SPEED), _finding("gait_speed_10m.fast_mps")],
    )

    assert len(goals) == 1


def test_more_wishes_than_three_all_stand(propose):
    words = [SPEED, "tug.time_s", "5xsts.time_s", "bbs.total_points"]
    goals = propose(
        *(CaseGoal(words=each, measure=each) for each in words),
        results=[_result("6mwt.distance_m", 200)],
        findings=[_finding("6mwt.distance_m")],
    )

    assert len(goals) == len(words) > MOST_COUNT


def test_the_same_inputs_give_the_same_goals(propose):
    inputs = {
        "results": [_result(SPEED, 0.58), _result("tug.time_s", 20.0)],
        "findings": [_finding("tug.time_s")],
    }

    assert propose(**inputs) == propose(**inputs)


def test_outcomes_are_of_open_goals_each_once_in_the_usual_order(propose, day):
    goals = propose(
        CaseGoal(words="No falls", outcomes=(Outcome.FALLS,)),
        CaseGoal(words="Walk", measure=SPEED),
        CaseGoal(words="Walk fast", measure="gait_speed_10m.fast_mps"),
    )
    closed = close(goals[0], GoalStatus.PARTLY, who="M. Kaya", on=day)

    assert outcomes_of(goals) == (Outcome.WALKING_SPEED, Outcome.FALLS)
    assert outcomes_of((closed, *goals[1:])) == (Outcome.WALKING_SPEED,)


@pytest.mark.parametrize(
    ("change", "weeks_count"), [(0.01, 1), (0.1, 4), (0.12, 5), (0.15, 6), (0.3, 12)]
)
def test_weeks_follow_from_the_rate(change, weeks_count):
    assert expected_rates()[SPEED].weeks_for(change) == weeks_count


def test_without_a_rate_the_day_is_the_next_retest(day):
    due, words = due_for(measure_named("tug.time_s"), 3.0, day=day)

    assert due == date(2026, 6, 1)
    assert words == "no expected rate known: the day is that of the next re-test"


def test_a_rate_needs_a_step_and_weeks():
    for step, weeks_count in ((0.0, 4), (0.1, 0)):
        with pytest.raises(ContentError, match="needs a step and weeks above 0"):
            ExpectedRate(
                id="x",
                instrument="tug",
                score="time_s",
                step=step,
                weeks_count=weeks_count,
                evidence=MEMORY,
            )


def test_a_measure_of_goals_needs_an_outcome():
    with pytest.raises(ContentError, match="needs an outcome"):
        MeasureOutcomes(id="x", instrument="tug", score="time_s", outcomes=(), evidence=MEMORY)


@pytest.mark.parametrize("key", sorted({*measure_outcomes(), *expected_rates()}))
def test_every_measure_of_goals_is_a_score_with_a_better_direction(key):
    assert find_score(*key.split(".")).better is not Better.NEITHER


@pytest.mark.parametrize("condition", sorted(conditions()))
def test_every_proposed_target_is_beyond_what_is_measurement_error(
    condition, propose, patient_with, day
):
    patient = patient_with(condition, since=day - timedelta(days=100))
    wishes = [
        CaseGoal(words=key, measure=key)
        for key in measure_outcomes()
        if not find_score(*key.split(".")).each_item
    ]
    results = [_result(wish.measure, _middle(wish.measure)) for wish in wishes]
    for goal in propose(*wishes, results=results, patient=patient):
        if goal.target is not None:
            assert goal.least is not None
            assert abs(goal.target - goal.baseline) >= goal.least.value - 1e-9


def _middle(word: str) -> float:
    score = find_score(*word.split("."))
    return round(((score.minimum or 0.0) + (score.maximum or 100.0)) / 2, score.decimals)
