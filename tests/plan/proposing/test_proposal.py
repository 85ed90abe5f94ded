"""Plans: of every part, for a reason, the same every time, and never more than was asked for."""

import json
from dataclasses import asdict, replace
from datetime import date, timedelta

import pytest

from restride.clinical.aims import Aim, Category, Outcome
from restride.clinical.care import Setting, Supervision, WeightBearing
from restride.clinical.conditions import conditions
from restride.clinical.evidence import Confidence, Evidence, cited_sources
from restride.clinical.finding import Finding, FindingWeight
from restride.clinical.patient import Diagnosis, HomeSituation, Patient, WeightBearingOrder
from restride.clinical.precautions import PrecautionAnswer, Presence
from restride.errors import ContentError, OptionError
from restride.person import Person
from restride.plan.library import equipment, exercises
from restride.plan.proposing.proposal import propose_plan
from restride.plan.proposing.proposal_settings import ProposalSettings
from restride.plan.proposing.start_levels import Domain
from restride.terms import Side

HIGH = ProposalSettings(start_levels=dict.fromkeys(Domain, 6))


def _finding(*aims: Aim, weight=FindingWeight.MAJOR, decides=True, side=None) -> Finding:
    return Finding(
        id=f"found_{aims[0]}",
        version="1.0.0",
        sentence=f"{aims[0]} is low.",
        weight=weight,
        rule="by hand",
        observed=(),
        aims=aims,
        decides=decides,
        side=side,
        evidence=Evidence(sources=("convention",), confidence=Confidence.MEMORY),
    )


#: Something of every part of a programme.
EVERYTHING = [
    _finding(aim)
    for aim in (
        Aim.KNEE_EXTENSOR_STRENGTH,
        Aim.STATIC_BALANCE,
        Aim.GAIT_SPEED,
        Aim.CORE_CONTROL,
        Aim.DEVICE_WALKING,
        Aim.HIP_ABDUCTOR_STRENGTH,
        Aim.TURNING,
    )
]


def _ids(plan) -> set[str]:
    return {row.exercise for row in plan.prescriptions}


@pytest.fixture
def anna(patient_with, day):
    return patient_with(
        "stroke",
        since=day - timedelta(days=300),
        home=HomeSituation(
            supervision=Supervision.SOMEONE_NEAR, equipment=tuple(sorted(equipment()))
        ),
    )


def test_the_same_inputs_give_the_same_plan(anna, day):
    plans = [propose_plan(anna, day=day, settings=HIGH) for _ in range(2)]

    assert plans[0] == plans[1]
    assert plans[0].explain() == plans[1].explain()


def test_every_row_has_a_reason_and_a_source_that_exists(anna, day):
    for condition in sorted(conditions()):
        patient = replace(anna, diagnoses=(replace(anna.diagnoses[0], condition=condition),))
        plan = propose_plan(patient, day=day, settings=HIGH)
        for row in plan.prescriptions:
            assert row.reasons
            for reason in row.reasons:
                assert reason.words
                assert reason.sources
                assert set(reason.sources) <= cited_sources().keys()


def test_at_most_four_exercises_are_for_home(anna, day):
    plan = propose_plan(anna, day=day, findings=EVERYTHING, settings=HIGH)
    home = [row for row in plan.prescriptions if row.setting is Setting.HOME]

    assert len(home) == 4


def test_the_therapist_says_otherwise(anna, day):
    settings = replace(HIGH, home_exercises_count=6, clinic_exercises_count=0)
    plan = propose_plan(anna, day=day, findings=EVERYTHING, settings=settings)

    assert {row.setting for row in plan.prescriptions} == {Setting.HOME}
    assert len(plan.prescriptions) == 6


def test_a_finding_brings_what_serves_it(anna, day):
    plan = propose_plan(
        anna, day=day, findings=[_finding(Aim.DORSIFLEXOR_STRENGTH, side=Side.LEFT)], settings=HIGH
    )
    rows = [
        row
        for row in plan.prescriptions
        if Aim.DORSIFLEXOR_STRENGTH in exercises()[row.exercise].aims
    ]

    assert rows
    assert rows[0].reasons[0].finding == "found_dorsiflexor_strength"
    assert rows[0].reasons[0].words.startswith("because ")


def test_a_finding_that_is_a_note_changes_nothing(anna, day):
    note = _finding(Aim.FLOOR_RISE, weight=FindingWeight.NOTE)

    assert _ids(propose_plan(anna, day=day, findings=[note])) == _ids(propose_plan(anna, day=day))


def test_one_of_every_category_comes_first(anna, day):
    walker = replace(anna, aid="single_cane")
    plan = propose_plan(walker, day=day, findings=EVERYTHING, settings=HIGH)

    assert {row.category for row in plan.prescriptions} == set(Category)


def test_a_plan_without_findings_has_three_categories_all_the_same(patient_with, day):
    for condition in ("chronic_pain", "posture", "weakness", "low_back"):
        plan = propose_plan(patient_with(condition), day=day)

        assert len({row.category for row in plan.prescriptions}) >= 3, condition


def test_no_rung_stands_beside_the_next(anna, day):
    plan = propose_plan(anna, day=day, settings=HIGH)
    for row in plan.prescriptions:
        for other in _ids(plan) & {*row.easier, *row.harder}:
            assert exercises()[other].aims[0] is not exercises()[row.exercise].aims[0]


def test_what_is_too_hard_is_later_and_said(anna, day):
    low = ProposalSettings(start_levels=dict.fromkeys(Domain, 2))
    plan = propose_plan(anna, day=day, findings=[_finding(Aim.SINGLE_LEG_BALANCE)], settings=low)
    later = {each.exercise for each in plan.left_out if each.rule == "later"}

    assert "bal_sls" in later
    assert all(row.level <= 2 for row in plan.prescriptions if row.category != "assistive_device")


def test_a_blocked_exercise_is_listed_with_its_reason(patient_with, day):
    order = WeightBearingOrder(side=Side.LEFT, grade=WeightBearing.NON)
    patient = patient_with("fracture", side=Side.LEFT, weight_bearing_orders=(order,))
    plan = propose_plan(
        patient, day=day, findings=[_finding(Aim.SINGLE_LEG_BALANCE)], settings=HIGH
    )
    why = {each.exercise: each for each in plan.left_out}

    assert why["bal_sls"].rule == "weight_bearing"
    assert "needs FWB; allowed are NWB and FWB" in why["bal_sls"].why


def test_unanswered_questions_are_listed_with_what_they_hide(patient_with, day):
    patient = patient_with("older_adult", unanswered=("bone_risk_high", "falls_last_12_months"))
    plan = propose_plan(patient, day=day, settings=HIGH)
    hidden = {each.code: each.hides_count for each in plan.open_questions}

    assert set(hidden) == {"bone_risk_high", "falls_last_12_months"}
    assert all(count > 0 for count in hidden.values())


def test_a_missing_order_is_asked_for(patient_with, day):
    plan = propose_plan(patient_with("tka", side=Side.LEFT), day=day, settings=HIGH)

    assert plan.open_questions[0].code == "weight_bearing_order"
    assert plan.open_questions[0].hides_count > 10


def test_a_red_flag_leaves_no_plan_and_says_so(patient_with, day):
    plan = propose_plan(patient_with("low_back", present=("cauda_equina_signs",)), day=day)

    assert not plan.prescriptions
    assert any("no exercise is allowed" in each for each in plan.missing)
    assert {each.rule for each in plan.left_out} == {"red_flag"}


def test_standing_balance_stays_for_falls_though_no_means_to_speed(anna, day):
    plan = propose_plan(anna, day=day, findings=[_finding(Aim.STATIC_BALANCE)], settings=HIGH)
    rows = [
        row for row in plan.prescriptions if exercises()[row.exercise].aims[0] == "static_balance"
    ]

    assert rows
    assert any(
        reason.guideline == "loc_no_static" and "as a means to walking speed" in reason.words
        for row in rows
        for reason in row.reasons
    )


def test_a_goal_brings_its_outcome(anna, day):
    without = propose_plan(anna, day=day, settings=HIGH)
    plan = propose_plan(anna, day=day, goal_outcomes=[Outcome.STAIRS], settings=HIGH)
    stairs = {each.id for each in exercises().values() if each.aims[0] is Aim.STAIRS}

    assert not _ids(without) & stairs
    assert _ids(plan) & stairs


def test_an_exercise_that_the_therapist_does_not_want_is_not_there(anna, day):
    first = propose_plan(anna, day=day, settings=HIGH)
    unwanted = first.prescriptions[0].exercise
    plan = propose_plan(anna, day=day, settings=replace(HIGH, without=(unwanted,)))

    assert unwanted not in _ids(plan)


def test_targets_are_the_persons_own(anna, day):
    plan = propose_plan(
        anna,
        day=day,
        findings=[_finding(Aim.GAIT_RHYTHM)],
        own={"cadence_spm": 90.0, "gait_speed_10m.comfortable_mps": 0.6, "step_length_m": 0.45},
        settings=HIGH,
    )
    targets = {
        target.metric: (target.low, target.high)
        for row in plan.prescriptions
        for target in row.targets
        if row.category is Category.GAIT_TRAINING
    }

    assert targets
    assert all(high is None or high < 140 for _, high in targets.values())


def test_minutes_are_counted_against_the_guideline(anna, day):
    plan = propose_plan(anna, day=day, settings=HIGH)
    falls = [each for each in plan.weekly if each.target.minutes_per_week_min is not None]

    assert falls
    for each in falls:
        wanted = each.target.minutes_per_week_min
        assert each.short_min == pytest.approx(max(wanted - each.planned_most_min, 0.0))


def test_a_walk_and_shifting_forms_are_offered_besides_the_four(anna, day):
    plan = propose_plan(anna, day=day, settings=HIGH)

    assert {row.exercise for row in plan.activities} == {"walk_activity", "bal_tai_chi"}
    assert not _ids(plan) & {"walk_activity", "bal_tai_chi"}
    assert any(each.offered_min > 0 for each in plan.weekly)


def test_a_plan_can_be_written_as_plain_data(anna, day):
    plan = propose_plan(anna, day=day, settings=HIGH)

    assert json.loads(json.dumps(asdict(plan), default=str))["visits_count"] == 2


def test_an_impossible_count_is_refused():
    with pytest.raises(OptionError, match="home_exercises_count must lie between 0 and 12.*-1"):
        ProposalSettings(home_exercises_count=-1)


def test_two_answers_to_one_red_flag_give_no_plan():
    stroke = (Diagnosis(condition="stroke", side=Side.LEFT),)
    answers = tuple(
        PrecautionAnswer(code="chest_pain_or_faint", presence=each, answered_on=date(2026, 5, 4))
        for each in (Presence.PRESENT, Presence.ABSENT)
    )
    patient = Patient(person=Person(age_years=60), diagnoses=stroke, precaution_answers=answers)

    with pytest.raises(ContentError, match="'chest_pain_or_faint' has 2. Keep the latest"):
        propose_plan(patient, day=date(2026, 5, 4))


def test_an_answer_of_a_day_to_come_gives_no_plan():
    stroke = (Diagnosis(condition="stroke", side=Side.LEFT),)
    answer = PrecautionAnswer(
        code="chest_pain_or_faint", presence=Presence.ABSENT, answered_on=date(2026, 5, 5)
    )
    patient = Patient(person=Person(age_years=60), diagnoses=stroke, precaution_answers=(answer,))

    with pytest.raises(ContentError, match="An answer must not come from a day to come"):
        propose_plan(patient, day=date(2026, 5, 4))


@pytest.mark.parametrize("level", [0, 11])
def test_a_level_that_no_ladder_has_is_refused(level):
    with pytest.raises(
        OptionError, match=f"start_levels of balance must lie between 1 and 10.*{level}"
    ):
        ProposalSettings(start_levels={Domain.BALANCE: level})


def test_a_ladder_names_no_rung_that_is_for_others(anna, day):
    plan = propose_plan(anna, day=day, findings=EVERYTHING, settings=HIGH)
    rungs = {each for row in plan.prescriptions for each in (*row.easier, *row.harder)}

    assert rungs
    assert "gait_prosthetic" not in rungs
    assert "dev_swing_to" not in rungs
