"""Guidelines hold for the people, the days and the outcomes that they are about, and no others."""

import time
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from restride.clinical.aims import Outcome
from restride.clinical.conditions import conditions
from restride.clinical.evidence import Confidence, cited_sources
from restride.clinical.guideline import (
    Advice,
    Grade,
    Guideline,
    RuleKind,
    guidelines,
)
from restride.clinical.instrument import instruments
from restride.clinical.patient import Diagnosis, Patient
from restride.clinical.recommendation import (
    Advised,
    Standing,
    advice_on,
    recommendations,
    span_words,
    speaks_of,
)
from restride.clinical.weekly_target import weekly_targets
from restride.person import Person
from restride.plan.exercise import Position
from restride.plan.library import exercises

DAY = date(2026, 6, 1)
EVERY = tuple(Outcome)
by_rule = pytest.mark.parametrize("rule", guidelines().values(), ids=lambda rule: rule.id)


def _patient(*names: str, days: int | None = None, age_years: float | None = 50) -> Patient:
    since = None if days is None else DAY - timedelta(days=days)
    return Patient(
        person=Person(age_years=age_years),
        diagnoses=tuple(Diagnosis(condition=name, since=since) for name in names),
    )


def _rules(patient: Patient, *outcomes: Outcome) -> dict[str, Standing]:
    held = recommendations(patient, day=DAY, outcomes=outcomes or None)
    return {each.guideline.id: each.standing for each in held}


def _advice(exercise: str, patient: Patient, *outcomes: Outcome) -> dict[str, Advised]:
    advised = advice_on(exercises()[exercise], patient, outcomes=outcomes, day=DAY)
    return {each.recommendation.guideline.id: each for each in advised}


# Rows


def test_there_are_the_97_rules_and_one_of_weekly_activity():
    assert len(guidelines()) == 98
    assert "who_activity" in guidelines()


@by_rule
def test_every_source_of_a_rule_is_cited(rule: Guideline):
    for evidence in (rule.evidence, *(dose.evidence for dose in rule.doses)):
        assert evidence.sources
        assert set(evidence.sources) <= cited_sources().keys()


@by_rule
def test_every_condition_of_a_rule_exists(rule: Guideline):
    assert rule.conditions
    named = {*rule.conditions, *rule.except_conditions, *rule.settled_by}
    assert named <= conditions().keys()


@by_rule
def test_every_exercise_of_a_rule_exists(rule: Guideline):
    assert {*rule.selects.exercises, *rule.selects.without} <= exercises().keys()


@by_rule
def test_a_dose_of_a_rule_from_memory_is_from_memory(rule: Guideline):
    if rule.evidence.confidence is Confidence.MEMORY:
        assert all(dose.evidence.confidence is Confidence.MEMORY for dose in rule.doses)


@by_rule
def test_a_rule_for_training_speaks_of_exercises_or_is_known_not_to(rule: Guideline):
    silent = {"loc_no_robot", "csbpr_robot", "vest_no_saccade", "osteoporosis"}
    spoken = [name for name, each in exercises().items() if speaks_of(rule, each)]
    assert bool(spoken) is (rule.kind is RuleKind.TRAINING and rule.id not in silent)


@by_rule
def test_a_rule_for_measuring_names_instruments(rule: Guideline):
    assert bool(rule.measures) is (rule.kind is RuleKind.MEASURING)
    assert set(rule.measures) <= instruments().keys()


def _some_day(rule: Guideline) -> int:
    """Tell a day on which a rule holds: its first, or the one before its end."""
    if rule.from_days is not None:
        return rule.from_days
    return 0 if rule.to_days is None else rule.to_days - 1


@by_rule
def test_a_rule_holds_for_all_of_its_people_and_only_from_its_first_day(rule: Guideline):
    for condition in rule.conditions:
        assert rule.id in _rules(_patient(condition, days=_some_day(rule)))
        if rule.from_days is not None:
            assert rule.id not in _rules(_patient(condition, days=rule.from_days - 1))


@by_rule
def test_a_rule_ends_on_its_last_day(rule: Guideline):
    if rule.to_days is None:
        assert rule.id in _rules(_patient(rule.conditions[0], days=20_000))
        return
    for condition in rule.conditions:
        around = [rule.to_days - 1, rule.to_days, rule.to_days + 1]
        held = [rule.id in _rules(_patient(condition, days=days)) for days in around]
        assert held == [True, False, False]


def test_the_rule_of_the_first_hours_ends_after_a_day():
    held = ["tka_early" in _rules(_patient("tka", days=days)) for days in (-1, 0, 1)]
    assert held == [False, True, False]


# Who and when


@pytest.mark.parametrize(("days", "holds"), [(179, False), (180, True), (181, True)])
def test_chronic_stroke_begins_on_day_180(days: int, holds: bool):
    assert ("loc_hiit" in _rules(_patient("stroke", days=days))) is holds


def test_an_unknown_phase_is_shown_with_its_if_and_decides_nothing():
    shown = {each.guideline.id: each for each in recommendations(_patient("stroke"), day=DAY)}[
        "mat_stroke"
    ]
    assert shown.standing is Standing.PHASE_UNKNOWN
    assert shown.why == "Stroke: if 6 months or more after the stroke"
    assert not shown.decides


def test_a_known_phase_says_the_days():
    shown = recommendations(_patient("stroke", days=200), day=DAY)
    why = {each.guideline.id: each.why for each in shown}
    assert why["mat_stroke"] == "Stroke, 200 days ago"
    assert why["loc_hiit"] == "Stroke, 200 days ago; if the person can walk"
    assert why["loc_no_bws"] == (
        "Stroke, 200 days ago; if the person can walk; unless the harness is for safety, or the "
        "person cannot step otherwise"
    )


@pytest.mark.parametrize(
    ("rule", "condition", "words"),
    [
        ("tka_prehab", "tka", "if before the total knee replacement"),
        ("hit_stroke", "stroke", "if from 6 months to 5 years after the stroke"),
        ("lbp_acute", "low_back", "if less than 6 weeks after the onset of low back pain"),
        ("loc_vr", "traumatic_brain_injury", "after the onset of traumatic brain injury"),
    ],
)
def test_the_if_is_said_in_words(rule: str, condition: str, words: str):
    shown = {each.guideline.id: each.why for each in recommendations(_patient(condition), day=DAY)}
    assert words in shown[rule]


@pytest.mark.parametrize(
    ("days", "words"),
    [(1, "1 day"), (8, "8 days"), (14, "2 weeks"), (180, "6 months"), (365, "1 year")],
)
def test_a_span_is_said_in_its_largest_whole_unit(days: int, words: str):
    assert span_words(days) == words


def test_chronic_back_pain_needs_no_day_and_back_pain_does():
    assert _rules(_patient("low_back_chronic"))["lbp_chronic_ex"] is Standing.HOLDS
    assert "lbp_acute" not in _rules(_patient("low_back_chronic"))
    assert _rules(_patient("low_back"))["lbp_chronic_ex"] is Standing.PHASE_UNKNOWN
    assert "lbp_chronic_ex" not in _rules(_patient("low_back", days=89))
    assert _rules(_patient("low_back", days=90))["lbp_chronic_ex"] is Standing.HOLDS


def test_strength_after_a_knee_replacement_holds_without_a_day_and_not_before_surgery():
    assert _rules(_patient("tka"))["tka_hi_strength"] is Standing.HOLDS
    assert "tka_hi_strength" not in _rules(_patient("tka", days=-1))
    assert _rules(_patient("tka", days=-1))["tka_prehab"] is Standing.HOLDS
    assert "tka_prehab" not in _rules(_patient("tka", days=0))


def test_a_rule_for_a_parent_holds_for_its_children():
    assert "falls_ex_type" in _rules(_patient("older_frail"))
    assert "vest_dose_principle" in _rules(_patient("vestibular_one_sided"))
    assert "vest_dose_principle" not in _rules(_patient("bppv"))


@pytest.mark.parametrize(
    ("age_years", "holds"), [(64.9, False), (65, True), (66, True), (None, False)]
)
def test_general_advice_holds_from_65_years_on(age_years: float | None, holds: bool):
    assert ("who_activity" in _rules(_patient("acl", age_years=age_years))) is holds


def test_a_rule_named_by_two_conditions_stands_once_with_the_known_phase():
    both = Patient(
        person=Person(age_years=70),
        diagnoses=(
            Diagnosis(condition="traumatic_brain_injury"),
            Diagnosis(condition="stroke", since=DAY - timedelta(days=300)),
        ),
    )
    found = [each for each in recommendations(both, day=DAY) if each.guideline.id == "loc_hiit"]
    assert [each.condition for each in found] == ["stroke"]


# Against, and for what

AGAINST = [rule for rule in guidelines().values() if rule.advice is Advice.SHOULD_NOT]


@pytest.mark.parametrize("rule", AGAINST, ids=lambda rule: rule.id)
def test_not_recommended_never_touches_another_outcome(rule: Guideline):
    others = [each for each in Outcome if each not in rule.outcomes and not rule.harm]
    patients = [_patient(name, days=400) for name in rule.conditions]
    for patient in patients:
        for exercise in exercises().values():
            advised = advice_on(exercise, patient, outcomes=others, day=DAY)
            assert rule.id not in [each.recommendation.guideline.id for each in advised]


def test_standing_balance_after_a_stroke_is_advised_against_only_for_walking():
    stroke = _patient("stroke", days=400)
    both = _advice("bal_tandem", stroke, Outcome.STANDING_BALANCE, Outcome.WALKING_SPEED)
    assert both["loc_no_static"].advice is Advice.SHOULD_NOT
    assert both["loc_no_static"].outcomes == (Outcome.WALKING_SPEED,)
    assert "loc_no_static" not in _advice("bal_tandem", stroke, Outcome.STANDING_BALANCE)
    assert "loc_no_static" not in _advice("bal_tandem", stroke, Outcome.FALLS, Outcome.TRANSFERS)
    assert "loc_no_static" not in _advice(
        "bal_tandem", _patient("stroke", days=100), Outcome.WALKING_SPEED
    )


def test_body_weight_support_is_advised_against_only_for_walking_and_says_unless():
    stroke = _patient("stroke", days=400)
    advised = _advice("gait_bws", stroke, Outcome.WALKING_DISTANCE, Outcome.TRANSFERS)
    for name in ("loc_no_bws", "bws_not_superior"):
        assert advised[name].outcomes == (Outcome.WALKING_DISTANCE,)
        assert "cannot step otherwise" in (guidelines()[name].unless or "")
    assert not any(
        each.advice is Advice.SHOULD_NOT
        for each in _advice("gait_bws", stroke, Outcome.TRANSFERS).values()
    )


def test_no_walking_exercise_is_taken_for_standing_balance():
    rule = guidelines()["loc_no_static"]
    touched = [each for each in exercises().values() if speaks_of(rule, each)]
    assert len(touched) >= 15
    assert not [each.id for each in touched if each.position is Position.WALKING]


def test_eye_movements_alone_are_advised_against_and_no_exercise_is_that():
    patient = _patient("vestibular_one_sided", days=30)
    assert "vest_no_saccade" in _rules(patient, Outcome.DIZZINESS)
    assert "vest_no_saccade" not in _rules(patient, Outcome.WALKING_BALANCE)
    for name in exercises():
        assert "vest_no_saccade" not in _advice(name, patient, *EVERY)


def test_two_lost_inner_ears_are_never_advised_the_target_that_moves_against_the_head():
    advised = _advice("vest_vor2", _patient("vestibular_two_sided", days=400), *EVERY)
    assert "vest_gaze_bvh" not in advised
    assert "vest_gaze_bvh" in _advice("vest_two_targets", _patient("vestibular_two_sided"), *EVERY)


def test_lying_muscle_sets_are_no_strength_training_of_high_intensity():
    tka = _patient("tka", days=10)
    assert "tka_hi_strength" not in _advice("str_quad_set", tka, *EVERY)
    assert "tka_hi_strength" in _advice("str_sts", tka, *EVERY)


# Order and confidence


@pytest.mark.parametrize("name", conditions())
def test_what_decides_comes_first_then_the_stronger(name: str):
    held = recommendations(_patient(name, days=200, age_years=70), day=DAY)
    assert [each.decides for each in held] == sorted((each.decides for each in held), reverse=True)
    deciding = [each.guideline.grade.rank for each in held if each.decides]
    assert deciding == sorted(deciding)


@given(
    st.sampled_from(sorted(conditions())),
    st.one_of(st.none(), st.integers(-30, 3000)),
    st.one_of(st.none(), st.floats(1, 110)),
)
def test_what_is_from_memory_never_decides(name: str, days: int | None, age_years: float | None):
    patient = _patient(name, days=days, age_years=age_years)
    for each in recommendations(patient, day=DAY):
        if each.decides:
            assert each.guideline.evidence.confidence is not Confidence.MEMORY
            assert each.standing is Standing.HOLDS
    for target in weekly_targets(patient, day=DAY):
        if target.decides:
            assert target.evidence.confidence is not Confidence.MEMORY


@by_rule
def test_no_rule_from_memory_decides_for_its_people(rule: Guideline):
    held = recommendations(_patient(rule.conditions[0], days=_some_day(rule)), day=DAY)
    found = next(each for each in held if each.guideline.id == rule.id)
    assert found.decides is (rule.evidence.confidence is not Confidence.MEMORY)


def test_grades_are_ordered_strong_before_weak_and_the_unread_last():
    assert sorted(Grade, key=lambda grade: grade.rank) == [
        Grade.STRONG,
        Grade.MODERATE,
        Grade.WEAK,
        Grade.STUDY,
        Grade.PRACTICE,
        Grade.UNREAD,
    ]


def test_the_same_person_and_day_give_the_same_list_in_any_order_of_conditions():
    one = _patient("stroke", "fall_risk", "knee_oa", days=200)
    other = _patient("knee_oa", "fall_risk", "stroke", days=200)
    assert [each.guideline.id for each in recommendations(one, day=DAY)] == [
        each.guideline.id for each in recommendations(other, day=DAY)
    ]


# Speed


def test_a_call_takes_less_than_half_a_millisecond():
    patient = _patient("stroke", "fall_risk", "tka", days=200, age_years=70)
    advice_on(exercises()["gait_bws"], patient, outcomes=EVERY, day=DAY)
    best_s = 1.0
    for _ in range(20):
        start_s = time.perf_counter()
        advice_on(exercises()["gait_bws"], patient, outcomes=EVERY, day=DAY)
        best_s = min(best_s, time.perf_counter() - start_s)
    assert best_s < 0.0005
