"""What is never so, whatever was recorded."""

from hypothesis import given, settings
from hypothesis import strategies as st

from restride.clinical.care import Setting
from restride.plan.exercise import Axis
from restride.plan.library import exercises
from restride.plan.progression.progress_state import (
    TherapistLimits,
)
from restride.plan.progression.progression import Move, propose_progression
from restride.plan.screening import restrictions, screen

STRENGTH, BALANCE = "str_slr", "bal_tandem"


# What is never so

ANSWER = st.one_of(st.none(), st.floats(0, 10))
COUNT = st.one_of(st.none(), st.integers(0, 3))
#: Ones of every kind of ladder.
EXERCISES = ("str_slr", "bal_tandem", "gait_overground", "gait_treadmill", "gait_bws")


@st.composite
def courses(draw):
    exercise = draw(st.sampled_from([each for each in EXERCISES if each in exercises()]))
    rows = [
        {
            "days_ago": days_ago,
            "near_falls_count": draw(st.sampled_from([None, 0, 0, 0, 1])),
            "corrected_wobbles_count": draw(st.one_of(st.none(), st.integers(0, 10))),
            "steps_or_grabs_count": draw(COUNT),
            "pain_during_points": draw(ANSWER),
            "pain_next_morning_points": draw(st.sampled_from([None, 0.0, 1.0, 2.0])),
            "effort_points": draw(ANSWER),
            "metrics": {"speed_mps": draw(st.floats(0.1, 1.5)), "bws_pct": draw(st.floats(0, 40))},
        }
        for days_ago in draw(st.lists(st.integers(0, 20), max_size=5, unique=True))
    ]
    limits = TherapistLimits(
        axes=frozenset(draw(st.sets(st.sampled_from(list(Axis)), max_size=6))),
        per_week_count=draw(st.integers(0, 3)),
        ceilings={
            Axis.LOAD: draw(st.floats(0, 3)),
            Axis.SPEED: draw(st.floats(0.1, 1.0)),
            Axis.HOLD: draw(st.floats(5, 40)),
            Axis.INCLINE: draw(st.floats(0, 5)),
            Axis.BODY_WEIGHT_SUPPORT: draw(st.floats(0, 30)),
        },
        level_ceiling_count=draw(st.one_of(st.none(), st.integers(1, 10))),
    )
    return exercise, rows, limits


@settings(max_examples=200, deadline=None)
@given(
    course=courses(),
    present=st.sampled_from(
        [(), ("fall_last_30_days",), ("heart_not_cleared",), ("bone_risk_high",)]
    ),
)
def test_never_two_axes_never_up_after_a_near_fall_never_above_a_ceiling(
    row_of, patient_with, session, day, course, present
):
    exercise_id, rows, limits = course
    exercise = exercises()[exercise_id]
    person = patient_with("older_adult", present=present)
    records = [session(exercise_id, **each) for each in rows]

    found = propose_progression(
        exercise, row_of(exercise), records=records, limits=limits, patient=person, day=day
    )

    assert found.step is None or found.to_exercise is None
    assert (found.axis is None) is (found.step is None and found.to_exercise is None)
    assert found.reason
    if found.step is not None:
        assert found.step.axis is found.axis
    if found.move is Move.ADVANCE:
        newest = sorted({each.day for each in records})[-2:]
        assert len(newest) == 2
        assert all(each.near_falls_count == 0 for each in records if each.day in newest)
        _assert_below_ceilings(found, limits=limits, person=person, day=day)


def _assert_below_ceilings(found, *, limits, person, day):
    if found.step is not None:
        ceiling = limits.ceilings.get(found.axis)
        is_support = found.axis is Axis.BODY_WEIGHT_SUPPORT
        assert (found.step.now < found.step.before) is is_support
        if ceiling is not None:
            inside = found.step.now >= ceiling if is_support else found.step.now <= ceiling
            assert inside
        return
    other = exercises()[found.to_exercise]
    under = restrictions(person, day=day, setting=Setting.CLINIC)
    assert screen(other, under=under).allowed
    assert limits.level_ceiling_count is None or other.level <= limits.level_ceiling_count


@settings(max_examples=100, deadline=None)
@given(course=courses())
def test_a_near_fall_on_the_last_day_never_holds_or_advances(
    row_of, patient_with, session, day, course
):
    exercise_id, rows, limits = course
    exercise = exercises()[exercise_id]
    records = [session(exercise_id, **each) for each in rows]
    records.append(session(exercise_id, days_ago=0, near_falls_count=1))

    found = propose_progression(
        exercise,
        row_of(exercise),
        records=records,
        limits=limits,
        patient=patient_with("older_adult"),
        day=day,
    )

    assert found.move in (Move.REGRESS, Move.PAUSE)
    assert found.alert
