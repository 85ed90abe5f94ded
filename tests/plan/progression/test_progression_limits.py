"""Surgery, balance, the therapist's limits, and what is refused."""

from dataclasses import replace
from datetime import timedelta

import pytest

from restride.clinical.care import Setting, WeightBearing
from restride.clinical.patient import WeightBearingOrder
from restride.errors import ContentError
from restride.plan.exercise import Axis
from restride.plan.library import exercises
from restride.plan.progression.progress_state import (
    ProgressState,
    TherapistLimits,
    state_of,
    within_orders,
)
from restride.plan.progression.progression import Move, Takes
from restride.plan.screening import restrictions, screen
from restride.terms import Side

STRENGTH, BALANCE = "str_slr", "bal_tandem"


# After surgery


@pytest.fixture
def operated(patient_with, day):
    person = patient_with(
        "tka",
        side=Side.LEFT,
        since=day - timedelta(days=30),
        weight_bearing_orders=(
            WeightBearingOrder(side=Side.LEFT, grade=WeightBearing.AS_TOLERATED),
        ),
    )
    exercise = exercises()[STRENGTH]
    under = restrictions(person, day=day, setting=Setting.CLINIC)
    assert screen(exercise, under=under).allowed
    return person


@pytest.mark.parametrize(
    ("pain", "limit", "move"),
    [
        pytest.param(3.0, None, Move.REGRESS, id="no limit, above safe"),
        pytest.param(2.0, None, Move.HOLD, id="no limit, safe"),
        pytest.param(0.0, None, Move.ADVANCE, id="no limit, no pain"),
        pytest.param(3.0, 3.0, Move.ADVANCE, id="at the limit"),
        pytest.param(3.5, 3.0, Move.REGRESS, id="above the limit"),
    ],
)
def test_after_surgery_the_surgeons_limit_holds(propose, operated, pain, limit, move):
    felt = dict.fromkeys(
        (
            "pain_before_points",
            "pain_during_points",
            "pain_after_points",
            "pain_next_morning_points",
        ),
        pain,
    )

    found = propose(person=operated, both=felt, limits=TherapistLimits(pain_limit_points=limit))

    assert found.move is move
    assert found.alert is (move is Move.REGRESS)


def test_not_above_five_even_where_the_surgeon_allows_it(propose, operated):
    found = propose(
        person=operated,
        last={"pain_during_points": 6.0},
        limits=TherapistLimits(pain_limit_points=8.0),
    )

    assert found.move is Move.REGRESS


# Balance


@pytest.mark.parametrize(
    ("wobbles_count", "move"),
    [(3, Move.ADVANCE), (4, Move.HOLD), (8, Move.HOLD), (9, Move.REGRESS)],
)
def test_guarded_in_the_clinic_20_to_40_per_cent_is_the_right_challenge(
    propose, wobbles_count, move
):
    assert propose(BALANCE, both={"corrected_wobbles_count": wobbles_count}).move is move


@pytest.mark.parametrize(
    ("both", "last", "move"),
    [
        pytest.param({"corrected_wobbles_count": 2}, {}, Move.ADVANCE, id="ten per cent"),
        pytest.param({}, {"corrected_wobbles_count": 3}, Move.HOLD, id="more once"),
        pytest.param({"corrected_wobbles_count": 3}, {}, Move.REGRESS, id="more twice"),
        pytest.param({}, {"steps_or_grabs_count": 1}, Move.HOLD, id="one grab"),
        pytest.param({}, {"steps_or_grabs_count": 2}, Move.REGRESS, id="two grabs"),
    ],
)
def test_at_home_ten_per_cent_and_no_grab(propose, patient_with, both, last, move):
    found = propose(BALANCE, both=both, last=last, setting=Setting.HOME)

    assert found.move is move


@pytest.mark.parametrize(("effort_points", "move"), [(4.0, Move.ADVANCE), (4.1, Move.HOLD)])
def test_balance_goes_on_up_to_an_effort_of_four(propose, effort_points, move):
    assert propose(BALANCE, both={"effort_points": effort_points}).move is move


def test_no_tries_are_no_success(propose):
    found = propose(BALANCE, last={"tries_count": 0, "corrected_wobbles_count": 0})

    assert (found.move, "no tries" in found.reason) == (Move.HOLD, True)


# Limits of the therapist


def test_inside_the_limits_it_needs_no_further_word(row_of, propose):
    limits = TherapistLimits(axes=frozenset({Axis.LOAD}))
    state = ProgressState(load=10.0)
    exercise = exercises()[STRENGTH]
    load = replace(exercise.dose.load, ceiling=20.0)
    row = row_of(exercise, dose=replace(exercise.dose, load=load))

    found = propose(limits=limits, state=state, row=row)

    assert found.takes is Takes.WITHIN_LIMITS
    assert (found.step.before, found.step.now) == (10.0, 10.5)


def test_a_weight_that_cannot_grow_by_ten_per_cent_asks(propose):
    found = propose(
        limits=TherapistLimits(axes=frozenset({Axis.LOAD})), state=ProgressState(load=1.0)
    )

    assert found.takes is Takes.THERAPIST
    assert "no smaller weight" in found.step.ask


@pytest.mark.parametrize(("days_ago", "takes"), [(6, Takes.THERAPIST), (7, Takes.WITHIN_LIMITS)])
def test_no_more_steps_in_a_week_than_allowed(propose, day, days_ago, takes):
    found = propose(
        BALANCE,
        limits=TherapistLimits(axes=frozenset(Axis), per_week_count=1),
        state=ProgressState(hold_s=10.0, advanced_on=(day - timedelta(days=days_ago),)),
        both={"hold_s": 60.0},
    )

    assert found.step is not None
    assert found.takes is takes


def test_at_the_ceiling_the_next_axis_or_the_ladder_follows(propose):
    found = propose(state=ProgressState(load=3.0))

    assert found.move is Move.ADVANCE
    assert found.axis is not Axis.LOAD


def test_another_exercise_always_waits(row_of, propose):
    limits = TherapistLimits(axes=frozenset(Axis), per_week_count=9)
    row = row_of(
        exercises()[STRENGTH],
        dose=replace(exercises()[STRENGTH].dose, load=None, hold_start_s=None, hold_goal_s=None),
    )

    found = propose(limits=limits, row=row, both={"hold_s": None})

    assert found.to_exercise in exercises()[STRENGTH].ladder.harder
    assert found.takes is Takes.THERAPIST


def test_no_exercise_above_the_ceiling_of_the_ladder(row_of, propose):
    exercise = exercises()[STRENGTH]
    row = row_of(
        exercise, dose=replace(exercise.dose, load=None, hold_start_s=None, hold_goal_s=None)
    )
    limits = TherapistLimits(level_ceiling_count=exercise.level - 1)

    found = propose(limits=limits, row=row)

    assert found.move is Move.HOLD
    assert "nothing harder is left" in found.reason


def test_an_order_keeps_the_support_it_needs():
    class _Patient:
        weight_bearing_orders = (
            WeightBearingOrder(side=Side.LEFT, grade=WeightBearing.PARTIAL, at_most_percent=75.0),
        )

    limits = TherapistLimits(ceilings={Axis.BODY_WEIGHT_SUPPORT: 10.0})

    kept = within_orders(limits, _Patient())

    assert kept.ceilings[Axis.BODY_WEIGHT_SUPPORT] == 25.0


def test_the_state_comes_from_the_dose_and_the_last_session(row_of, session):
    exercise = exercises()[STRENGTH]

    state = state_of(row_of(exercise), last=session(STRENGTH, metrics={"speed_mps": 0.7}))

    assert (state.load, state.speed_mps) == (0.0, 0.7)


# Refusals


def test_a_record_of_another_exercise_is_refused(propose, session):
    with pytest.raises(ContentError, match=f"Every record must be of {STRENGTH!r}"):
        propose(records=(session(BALANCE),))


def test_a_row_of_another_exercise_is_refused(row_of, propose):
    with pytest.raises(ContentError, match="The row of the plan must be of"):
        propose(row=row_of(exercises()[BALANCE]))


def test_a_session_to_come_is_refused(propose, session):
    with pytest.raises(ContentError, match="must not come from a day to come"):
        propose(records=(session(STRENGTH, days_ago=-1),))


@pytest.mark.parametrize(
    ("broken", "words"),
    [
        ({"pain_during_points": 10.1}, "pain_during_points .* must lie between 0 and 10"),
        ({"effort_points": -0.1}, "effort_points .* must lie between 0 and 10"),
        ({"near_falls_count": -1}, "near_falls_count .* must be 0 or more"),
        ({"tries_count": 3, "corrected_wobbles_count": 4}, "must not exceed tries_count"),
    ],
)
def test_an_impossible_record_is_refused(session, broken, words):
    with pytest.raises(ContentError, match=words):
        session(STRENGTH, **broken)


def test_impossible_limits_are_refused():
    with pytest.raises(ContentError, match="per_week_count must be 0 or more"):
        TherapistLimits(per_week_count=-1)
    with pytest.raises(ContentError, match="pain_limit_points must lie between 0 and 10"):
        TherapistLimits(pain_limit_points=11.0)
