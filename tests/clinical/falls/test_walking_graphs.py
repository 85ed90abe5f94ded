"""Every edge of the graphs, every kind of gap, and answers that contradict each other."""

from datetime import date

import pytest

from restride.clinical.circumstances import Circumstances
from restride.clinical.falls import find_falls_graph, walk
from restride.clinical.falls.walking import ComponentState
from restride.clinical.patient import Diagnosis, Patient
from restride.clinical.precautions import PrecautionAnswer, Presence
from restride.clinical.result import Result, ResultState, ScoreValue
from restride.errors import ContentError
from restride.person import Person
from restride.terms import Sex

DAY = date(2026, 5, 4)
SEVERE = ("injury", "several_falls", "frailty", "long_lie", "lost_consciousness")
MILD = dict.fromkeys(SEVERE, False)
WFG = "world_falls_guidelines_2022"


def result(instrument, *, state=ResultState.DONE, **scores):
    return Result(
        instrument=instrument,
        version="1",
        tested_on=DAY,
        state=state,
        circumstances=Circumstances(),
        scores=tuple(ScoreValue(score=key, value=value) for key, value in scores.items()),
    )


def speed(value):
    return result("gait_speed_10m", comfortable_mps=value)


def up_and_go(value):
    return result("tug", time_s=value)


def way(graph, answers, *results, age=75, told=()):
    patient = Patient(
        person=Person(age_years=age, sex=Sex.FEMALE),
        diagnoses=(Diagnosis(condition="fall_risk"),),
        precaution_answers=told,
    )
    return walk(find_falls_graph(graph), answers, results=results, patient=patient, day=DAY)


def places(path):
    return [each.node for each in path.steps]


def test_nobody_who_did_not_fall_goes_further():
    path = way(WFG, {"fallen": False})

    assert places(path) == ["fall", "low"]
    assert path.group == "low"
    assert path.actions[0] == "Education"


@pytest.mark.parametrize("key", ["unsteady", "worried"])
def test_the_other_key_questions_lead_on_too(key):
    assert places(way(WFG, {"fallen": False, key: True}))[:2] == ["fall", "severity"]


@pytest.mark.parametrize("sign", SEVERE)
def test_any_sign_of_a_severe_fall_leads_to_the_high_group(sign):
    path = way(WFG, {"fallen": True, sign: True})

    assert places(path) == ["fall", "severity", "high"]
    assert path.group == "high"


@pytest.mark.parametrize(
    ("tests", "group"),
    [
        ((speed(0.80),), "intermediate"),
        ((speed(0.79),), "intermediate"),
        ((speed(0.81),), "low"),
        ((up_and_go(15.0),), "low"),
        ((up_and_go(15.1),), "intermediate"),
        ((up_and_go(14.9),), "low"),
        ((result("tug", state=ResultState.UNABLE),), "intermediate"),
        ((result("gait_speed_10m", state=ResultState.UNSAFE),), "intermediate"),
    ],
)
def test_impaired_walking_divides_the_low_from_the_intermediate_group(tests, group):
    path = way(WFG, {"fallen": True, **MILD}, *tests)

    assert places(path) == ["fall", "severity", "gait", group]
    assert path.group == group


@pytest.mark.parametrize(
    ("answers", "missing"),
    [
        ({}, "A fall in the last 12 months, or here because of one?"),
        ({"fallen": True}, "A fall with an injury that needed care?"),
        ({"fallen": True, **MILD}, "Walking speed at the own pace of 0.8 m/s or less?"),
        (
            {"fallen": True, **MILD, "frailty": False} | {"long_lie": False},
            "Up and go above 15 s?",
        ),
    ],
)
def test_a_missing_answer_stops_the_way_and_is_named(answers, missing):
    path = way(WFG, answers)

    assert path.group is None
    assert missing in path.missing


def test_four_of_five_answers_are_not_enough_for_a_no():
    path = way(WFG, {"fallen": True, **dict.fromkeys(SEVERE[:-1], False)}, speed(1.2))

    assert places(path) == ["fall", "severity"]
    assert path.missing == ("Lost consciousness, or perhaps fainted, with a fall?",)


def test_an_answer_tells_where_it_came_from():
    path = way(WFG, {"fallen": True, **MILD}, speed(0.7))

    (slow, _) = path.steps[2].answered
    assert slow.origin == "gait_speed_10m.comfortable_mps 0.70 m/s"
    assert path.steps[0].answered[0].origin == "asked"


def test_what_was_told_as_a_precaution_need_not_be_asked_again():
    told = PrecautionAnswer(code="falls_last_12_months", presence=Presence.PRESENT, answered_on=DAY)

    path = way(WFG, {**MILD}, speed(0.7), told=(told,))

    assert path.group == "intermediate"
    assert path.steps[0].answered[0].origin == "falls_last_12_months"


@pytest.mark.parametrize("value", [0.6, 0.8])
def test_where_word_and_result_differ_the_restricting_one_counts(value):
    path = way(WFG, {"fallen": True, **MILD, "slow_walk": False}, speed(value))

    assert path.group == "intermediate"
    assert "no by asked. Yes counts." in path.conflicts[0]


def test_a_spoken_yes_is_not_taken_away_by_a_good_result():
    path = way(WFG, {"fallen": True, **MILD, "slow_walk": True}, speed(1.3))

    assert path.group == "intermediate"
    assert "Yes by asked" in path.conflicts[0]


def test_two_tests_that_differ_are_told():
    path = way(WFG, {"fallen": True, **MILD}, speed(0.7), up_and_go(9.0))

    assert path.group == "intermediate"
    assert path.conflicts == (
        (
            "Walking or rising is impaired: yes to Walking speed at the own pace of 0.8 m/s or "
            "less? No to Up and go above 15 s? Yes counts."
        ),
    )


def test_a_limit_about_older_people_is_asked_of_younger_ones():
    path = way(WFG, {"fallen": True, **MILD}, speed(0.7), age=40)

    assert path.group is None
    assert "Walking speed at the own pace of 0.8 m/s or less?" in path.missing
    assert path.notes[0].endswith("60 years and more; the age is 40.")


def test_steps_from_memory_are_to_be_confirmed():
    path = way(WFG, {"fallen": True, **MILD}, speed(0.7))

    assert "Walking or rising is impaired" in path.to_be_confirmed
    assert "A fall in the last 12 months" not in path.to_be_confirmed
    assert way(WFG, {"fallen": True}).to_be_confirmed == ()


def test_components_are_present_absent_or_not_assessed():
    drop = result("orthostatic_bp", systolic_drop_mmhg=25, diastolic_drop_mmhg=4)

    found = {each.id: each.state for each in way(WFG, {"medicines": False}, drop).components}

    assert found["blood_pressure"] is ComponentState.PRESENT
    assert found["medicines"] is ComponentState.ABSENT
    assert found["home"] is ComponentState.NOT_ASSESSED


@pytest.mark.parametrize(
    ("answers", "tests"),
    [
        ({"fallen": True}, ()),
        ({"unsteady": True}, ()),
        ({"worried": True}, ()),
        ({}, (result("stay_independent", total_points=4, key_yes_count=0),)),
        ({}, (result("stay_independent", total_points=2, key_yes_count=1),)),
    ],
)
def test_a_positive_screen_leads_through_assessment_to_action(answers, tests):
    path = way("steadi", answers, *tests)

    assert places(path) == ["screen", "assess", "intervene"]
    assert path.group == "screened positive"


@pytest.mark.parametrize(
    ("answers", "tests"),
    [
        ({"fallen": False, "unsteady": False, "worried": False}, ()),
        ({}, (result("stay_independent", total_points=3, key_yes_count=0),)),
    ],
)
def test_a_negative_screen_ends_in_prevention(answers, tests):
    path = way("steadi", answers, *tests)

    assert places(path) == ["screen", "not_at_risk"]
    assert path.group == "screened negative"


def test_a_screen_half_answered_stops():
    path = way("steadi", {"fallen": False, "unsteady": False})

    assert path.group is None
    assert "Worried about falling?" in path.missing


@pytest.mark.parametrize(("count", "state"), [(9, "present"), (10, "absent")])
def test_chair_stands_are_held_against_age_and_sex(count, state):
    path = way("steadi", {}, result("30scst", stands_count=count))

    assert next(each.state for each in path.components if each.id == "chair") == state


def test_an_answer_to_no_question_is_refused():
    with pytest.raises(ContentError, match="one is to 'falen'"):
        way(WFG, {"falen": True})


def test_the_same_answers_give_the_same_way():
    once, again = (way(WFG, {"fallen": True, **MILD}, speed(0.7)) for _ in range(2))

    assert once == again
