"""What holds an exercise: answers that are missing, and what is no success yet."""

from dataclasses import replace

import pytest

from restride.clinical.care import Assistance
from restride.plan.exercise import Axis
from restride.plan.library import exercises
from restride.plan.progression.progression import Move

STRENGTH, BALANCE = "str_slr", "bal_tandem"


# Answers that are missing


@pytest.mark.parametrize(
    "name",
    [
        "near_falls_count",
        "effort_points",
        "faults_after_cue_count",
        "pain_before_points",
        "pain_during_points",
        "pain_next_morning_points",
        "sets_count",
        "last_set_count",
    ],
)
def test_a_missing_answer_is_no_zero(propose, day, name):
    found = propose(last={name: None})

    assert found.move is Move.HOLD
    assert found.missing == (f"{day}: {name} not asked or counted",)


@pytest.mark.parametrize("name", ["tries_count", "corrected_wobbles_count", "steps_or_grabs_count"])
def test_in_balance_wobbles_are_asked(propose, name):
    found = propose(BALANCE, last={name: None})

    assert found.move is Move.HOLD
    assert name in " ".join(found.missing)


def test_dizziness_is_asked_where_its_stop_rules_hold(row_of, propose):
    row = row_of(exercises()[STRENGTH], stop_sets=("strength", "vest"))

    assert (
        "dizziness_rise_points" in propose(row=row, last={"dizziness_rise_points": None}).missing[0]
    )


# What is no success yet


@pytest.mark.parametrize(
    ("last", "words"),
    [
        pytest.param({"effort_points": 6.5}, "effort 6.5", id="effort"),
        pytest.param({"faults_after_cue_count": 1}, "faults stayed", id="form"),
        pytest.param({"sets_count": 0}, "0 of", id="sets"),
        pytest.param({"dizziness_rise_points": 2.5}, "dizziness", id="dizziness"),
        pytest.param({"assistance": Assistance.MINIMAL}, "more help", id="help"),
    ],
)
def test_what_is_no_success_holds_with_its_reason(propose, last, words):
    found = propose(last=last)

    assert found.move is Move.HOLD
    assert words in found.reason


def test_strength_goes_on_one_repetition_over_the_target(propose):
    target = exercises()[STRENGTH].dose.repetitions_count

    assert propose(both={"last_set_count": target + 1}).move is Move.ADVANCE
    assert propose(last={"last_set_count": target}).move is Move.HOLD


@pytest.mark.parametrize("lag_deg", [5.1, None])
def test_the_leg_raise_stays_at_0_kg_while_the_knee_lags(propose, lag_deg):
    metrics = {} if lag_deg is None else {"knee_ext_lag_deg": lag_deg}

    found = propose(last={"metrics": metrics})

    assert found.axis is not Axis.LOAD


def test_pain_that_rises_from_week_to_week_holds(propose, session):
    high = {"pain_before_points": 3.0, "pain_during_points": 4.0, "pain_next_morning_points": 3.0}
    low = {**high, "pain_during_points": 3.0}
    records = [session(STRENGTH, days_ago=8, **low)]
    records += [session(STRENGTH, days_ago=each, **high) for each in (3, 0)]
    steady = [replace(records[0], pain_during_points=4.0), *records[1:]]

    assert "week to week" in propose(records=records).reason
    assert propose(records=steady).move is Move.ADVANCE


def test_a_target_that_was_missed_holds(row_of, propose):
    exercise = exercises()[STRENGTH]
    row = row_of(exercise, targets=exercise.targets)

    assert propose(row=row, both={"metrics": {"knee_ext_lag_deg": 9.0}}).move is Move.HOLD
