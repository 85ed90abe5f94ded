"""Edits of a plan: screened anew each time; what a person may not do does not come in."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from restride.clinical.care import Setting, Supervision
from restride.clinical.patient import HomeSituation
from restride.errors import OptionError
from restride.plan.dose import Per
from restride.plan.dose_edits import DoseEdit
from restride.plan.editing import (
    RowAddition,
    RowRemoval,
    SideEdit,
    VisitsEdit,
    edited_plan,
)
from restride.plan.library import exercises
from restride.plan.proposing.proposal import propose_plan
from restride.plan.proposing.proposal_settings import ProposalSettings
from restride.plan.screened_plan import (
    ExerciseBlocked,
    PlanSituation,
    blocked_rows,
    blocks_told,
    screened_anew,
)
from restride.plan.screening import BlockRule, screen
from restride.terms import Side


@pytest.fixture(scope="module")
def patient(patient_with):
    helped = HomeSituation(supervision=Supervision.SOMEONE_NEAR)
    return patient_with("stroke", side=Side.LEFT, home=helped)


@pytest.fixture(scope="module")
def situation(patient, day):
    return PlanSituation(patient=patient, day=day)


@pytest.fixture(scope="module")
def plan(patient, day):
    return propose_plan(patient, day=day)


def test_a_plan_that_nothing_is_done_to_stays_the_same(plan, situation):
    assert edited_plan(plan, (), situation=situation) == plan
    assert blocked_rows(plan, situation) == ()


def test_a_dose_changes_what_it_counts_and_nothing_else(plan, situation):
    row = next(each for each in plan.prescriptions if each.dose.repetitions_count)
    edit = DoseEdit(key=row.key, repetitions_count=6, per=Per.DAY, min_count=1, max_count=2)

    after = edited_plan(plan, (edit,), situation=situation)

    new = next(each for each in after.prescriptions if each.key == row.key)
    assert (new.dose.repetitions_count, new.dose.frequency.per) == (6, Per.DAY)
    assert replace(new.dose, repetitions_count=row.dose.repetitions_count) == replace(
        row.dose, frequency=new.dose.frequency
    )
    assert after.weekly != plan.weekly or not plan.weekly


def test_a_dose_does_not_begin_to_count_something_else(plan, situation):
    row = next(
        each
        for each in plan.prescriptions
        if each.dose.work_s is None and each.dose.repetitions_count
    )
    with pytest.raises(OptionError, match=r"has no work_s, and 60 was asked for"):
        edited_plan(plan, (DoseEdit(key=row.key, work_s=60.0),), situation=situation)
    bare = next((each for each in plan.prescriptions if each.dose.load is None), None)
    if bare is not None:
        with pytest.raises(OptionError, match=r"has no load, and 2 was asked for"):
            edited_plan(plan, (DoseEdit(key=bare.key, load=2.0),), situation=situation)


@given(sets_count=st.integers(-5, 40), min_count=st.integers(-2, 20))
def test_every_dose_that_is_kept_lies_within_its_bounds(plan, situation, sets_count, min_count):
    row = plan.prescriptions[0]
    edit = DoseEdit(key=row.key, sets_count=sets_count, min_count=min_count)
    try:
        after = edited_plan(plan, (edit,), situation=situation)
    except OptionError:
        most = 7 if row.dose.frequency.per is Per.WEEK else 12
        assert not 1 <= sets_count <= 20 or not 1 <= min_count <= most
        return
    dose = next(each.dose for each in after.prescriptions if each.key == row.key)
    assert 1 <= dose.sets_count <= 20
    assert 1 <= dose.frequency.min_count <= dose.frequency.max_count <= 12


def test_what_is_taken_out_is_told_with_its_reason(plan, situation):
    row = plan.prescriptions[0]
    after = edited_plan(plan, (RowRemoval(key=row.key, why="Pain"),), situation=situation)

    assert row.key not in {each.key for each in after.prescriptions}
    assert [each.why for each in after.left_out if each.exercise == row.exercise] == ["Pain"]
    again = RowAddition(exercise=row.exercise, setting=row.setting, side=row.side)
    back = edited_plan(after, (again,), situation=situation)
    assert row.key in {each.key for each in back.prescriptions}
    assert row.exercise not in {each.exercise for each in back.left_out}


def test_no_exercise_comes_in_that_screening_keeps_out(plan, situation):
    under = {each: situation.restrictions(each) for each in (Setting.CLINIC, Setting.HOME)}
    kept_out = 0
    for exercise in exercises().values():
        for setting, restrictions in under.items():
            if screen(exercise, under=restrictions).allowed:
                continue
            kept_out += 1
            addition = RowAddition(exercise=exercise.id, setting=setting)
            with pytest.raises(ExerciseBlocked, match=" -> "):
                edited_plan(plan, (addition,), situation=situation)
    assert kept_out > 20


def test_a_precaution_that_came_since_blocks_rows_and_says_what_to_do(
    plan, patient_with, day, patient
):
    later = patient_with(
        "stroke", side=Side.LEFT, home=patient.home, present=("chest_pain_or_faint",)
    )
    blocked = blocked_rows(plan, PlanSituation(patient=later, day=day))

    assert {each.key for each in blocked} == {
        each.key for each in (*plan.prescriptions, *plan.activities)
    }
    words = blocks_told(blocked)
    assert words.count("Settle it before any training") == 1
    assert blocked[0].words.startswith(blocked[0].name)


def test_screening_anew_writes_limits_and_supervision_of_now(plan, patient, day):
    alone = replace(patient, home=HomeSituation(supervision=Supervision.NONE))
    after = screened_anew(plan, PlanSituation(patient=alone, day=day))

    assert [each.key for each in after.prescriptions] == [each.key for each in plan.prescriptions]
    assert after.made_on == day


def test_what_is_too_early_is_allowed_by_a_reason(patient_with, day):
    person = patient_with("tha", since=day, side=Side.LEFT)
    plan = propose_plan(person, day=day)
    early = next(
        each.id
        for each in exercises().values()
        if any(phase.condition == "tha" and phase.from_days > 0 for phase in each.allowed_from)
    )
    addition = RowAddition(exercise=early, setting=Setting.CLINIC)
    strict = PlanSituation(patient=person, day=day)
    with pytest.raises(ExerciseBlocked, match="too early, .* allow it early and say why"):
        edited_plan(plan, (addition,), situation=strict)
    settings = ProposalSettings(allowed_early={early: "The surgeon agreed"})
    told = replace(strict, settings=settings)
    rules = {
        block.rule
        for block in screen(exercises()[early], under=told.restrictions(Setting.CLINIC)).blocks
    }
    assert BlockRule.TOO_EARLY not in rules


@pytest.mark.parametrize(
    ("edit", "words"),
    [
        (VisitsEdit(visits_count=8), "visits_count must lie between 0 and 7, and is 8"),
        (SideEdit(key="clinic:none:both", side=None), "A row of the plan must be one of"),
    ],
)
def test_an_edit_that_makes_no_sense_is_refused(plan, situation, edit, words):
    with pytest.raises(OptionError, match=words):
        edited_plan(plan, (edit,), situation=situation)
