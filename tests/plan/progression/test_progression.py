"""Harder after two successes, easier at once after what is unsafe."""

from datetime import timedelta

import pytest

from restride.plan.exercise import Axis
from restride.plan.library import exercises
from restride.plan.progression.progress_state import (
    LastStep,
    ProgressState,
)
from restride.plan.progression.progression import Move, Takes

STRENGTH, BALANCE = "str_slr", "bal_tandem"


# Two successes, one variable


def test_two_successes_raise_the_first_axis_of_the_ladder(propose):
    found = propose()

    assert found.move is Move.ADVANCE
    assert found.axis is Axis.LOAD
    assert (found.step.before, found.step.now) == (0.0, 0.5)
    assert found.takes is Takes.THERAPIST
    assert "success in 2 sessions" in found.reason
    assert found.evidence.sources


def test_one_success_holds(propose, session):
    found = propose(records=(session(STRENGTH),))

    assert found.move is Move.HOLD
    assert "1 of 2 sessions" in found.reason


def test_two_sessions_on_one_day_are_one(propose, session):
    assert propose(records=(session(STRENGTH), session(STRENGTH))).move is Move.HOLD


def test_no_session_holds_and_says_so(propose):
    found = propose(records=())

    assert (found.move, found.missing) == (Move.HOLD, ("no session is recorded",))


def test_the_order_of_the_records_does_not_matter(propose, session):
    records = (session(STRENGTH, days_ago=3), session(STRENGTH))

    assert propose(records=records) == propose(records=records[::-1])


@pytest.mark.parametrize(("days_ago", "move"), [(14, Move.ADVANCE), (15, Move.HOLD)])
def test_after_a_gap_nothing_is_made_harder(propose, session, days_ago, move):
    records = (
        session(STRENGTH, days_ago=days_ago + 2),
        session(STRENGTH, days_ago=days_ago),
    )

    assert propose(records=records).move is move


def test_success_counts_from_the_last_step(propose, day):
    step = LastStep(axis=Axis.LOAD, before=0.0, now=0.5, day=day - timedelta(days=3))

    found = propose(state=ProgressState(load=0.5, last_step=step))

    assert found.move is Move.HOLD
    assert "after the last step" in found.reason


# What steps back at once


@pytest.mark.parametrize(
    ("last", "rule", "alert"),
    [
        pytest.param({"near_falls_count": 1}, "near_fall", True, id="near fall"),
        pytest.param({"pain_sharp_or_new": True}, "pain_postop", True, id="sharp pain"),
        pytest.param(
            {"pain_before_points": 4.0, "pain_during_points": 5.5},
            "pain_acceptable",
            False,
            id="above five",
        ),
        pytest.param({"pain_after_points": 6.0}, "pain_acceptable", False, id="six after"),
        pytest.param({"pain_during_points": 4.0}, "pain_rise", False, id="up by three"),
        pytest.param({"pain_next_morning_points": 1.5}, "pain_acceptable", False, id="morning"),
        pytest.param({"dizziness_rise_points": 4.5}, "dizziness_most", False, id="dizzy"),
        pytest.param({"steps_or_grabs_count": 2}, "losses_in_a_set", False, id="two losses"),
        pytest.param({"effort_points": 9.0}, "effort_too_high", False, id="effort of nine"),
    ],
)
def test_what_is_unsafe_steps_back_at_once(propose, last, rule, alert):
    found = propose(last=last)

    assert found.move is Move.REGRESS
    assert found.takes is Takes.AT_ONCE
    assert (found.rule, found.alert) == (rule, alert)
    assert found.to_exercise in exercises()[STRENGTH].ladder.easier


@pytest.mark.parametrize(
    "last",
    [
        pytest.param({"pain_during_points": 3.5}, id="up by less than three"),
        pytest.param({"pain_before_points": 3.0, "pain_during_points": 5.0}, id="five"),
        pytest.param({"dizziness_rise_points": 4.0}, id="dizzy by four"),
        pytest.param({"steps_or_grabs_count": 1}, id="one loss"),
        pytest.param({"effort_points": 8.9}, id="effort below nine"),
        pytest.param({"faults_after_cue_count": 2}, id="faults once"),
    ],
)
def test_just_below_nothing_steps_back(propose, last):
    assert propose(last=last).move in (Move.HOLD, Move.ADVANCE)


def test_the_last_step_is_undone_first(propose, day):
    step = LastStep(axis=Axis.LOAD, before=0.5, now=1.0, day=day - timedelta(days=9))

    found = propose(last={"near_falls_count": 1}, state=ProgressState(load=1.0, last_step=step))

    assert (found.axis, found.step.before, found.step.now) == (Axis.LOAD, 1.0, 0.5)


def test_where_nothing_is_easier_it_pauses(row_of, propose):
    row = row_of(exercises()[STRENGTH], easier=())

    found = propose(last={"near_falls_count": 1}, row=row)

    assert (found.move, found.alert) == (Move.PAUSE, True)


def test_a_near_fall_in_the_morning_counts_in_the_evening(propose, session):
    records = (session(STRENGTH, near_falls_count=1), session(STRENGTH))

    assert propose(records=records).rule == "near_fall"


def test_a_near_fall_in_the_session_before_holds(propose, session):
    records = (session(STRENGTH, days_ago=3, near_falls_count=1), session(STRENGTH))

    found = propose(records=records)

    assert (found.move, "near fall" in found.reason) == (Move.HOLD, True)


def test_faults_in_two_sessions_step_back(propose):
    assert propose(both={"faults_after_cue_count": 1}).move is Move.REGRESS


def test_after_a_concussion_dizziness_stops_sooner(propose, patient_with, day):
    person = patient_with("concussion", since=day - timedelta(days=40), age_years=30)

    for rise, rule in ((2.0, "one_at_a_time"), (2.5, "dizziness_concussion")):
        found = propose(last={"dizziness_rise_points": rise}, person=person)
        assert found.rule == rule


def test_what_the_screen_keeps_out_is_paused(propose, patient_with):
    person = patient_with("older_adult", present=("chest_pain_or_faint",))

    found = propose(person=person)

    assert (found.move, found.rule, found.alert) == (Move.PAUSE, "screen", True)
