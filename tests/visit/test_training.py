"""Answers on a scale stay on it, and what was not asked says nothing."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from restride.errors import ContentError
from restride.plan.adherence.home_session import DoseUnit
from restride.visit.check_in import WeeklyAnswers
from restride.visit.training import (
    Activity,
    Answers,
    Completion,
    Counted,
    PerformedSet,
    Place,
    Session,
)
from restride.visit.training_signs import hits_of

_POINTS = st.none() | st.integers(min_value=0, max_value=10)


def session(**more):
    return Session(
        client_uuid=None,
        place=Place.HOME,
        state="completed",
        started_at=None,
        time_zone="UTC",
        **more,
    )


@pytest.mark.parametrize("kind", [Answers, WeeklyAnswers])
@pytest.mark.parametrize("points", [-1, 11])
def test_an_answer_off_the_scale_is_refused(kind, points):
    with pytest.raises(ContentError, match=f"between 0 and 10, and is {points}"):
        kind(pain_points=points)


def test_pain_of_an_exercise_off_the_scale_is_refused():
    with pytest.raises(ContentError, match="pain_during_points must lie between 0 and 10"):
        Activity(exercise="str_sts", completion=Completion.DONE, pain_during_points=11)


def test_a_set_counts_as_adherence_counts_it():
    done = PerformedSet(unit=DoseUnit.SECONDS, target=30.0, actual=None).counted()

    assert (done.target, done.actual) == (30.0, None)
    with pytest.raises(ContentError, match="target above 0"):
        PerformedSet(unit=DoseUnit.SECONDS, target=0.0)


@given(before=_POINTS, after=_POINTS)
def test_pain_is_told_exactly_where_it_is_high_or_rose(before, after):
    told = session(before=Answers(pain_points=before), after=Answers(pain_points=after))

    rules = {each.rule.id for each in hits_of(told, stop_set_names=())}

    assert ("pain_high" in rules) is (after is not None and after >= 6)
    rose = before is not None and after is not None and after - before >= 3
    assert ("pain_rise" in rules) is rose


def test_losses_of_balance_and_the_worst_of_all_exercises_count():
    activities = tuple(
        Activity(
            exercise="str_sts",
            is_outside_plan=True,
            completion=Completion.DONE,
            pain_after_points=points,
            counted=Counted(steps_or_grabs_count=losses_count),
        )
        for points, losses_count in ((7, 0), (2, 2))
    )

    hits = hits_of(session(activities=activities), stop_set_names=())

    assert [(each.rule.id, each.value) for each in hits] == [
        ("pain_high", 7.0),
        ("losses_in_a_set", 2.0),
    ]


def test_nothing_asked_says_nothing():
    assert hits_of(session(), stop_set_names=("std", "balance", "gait", "vest")) == ()
