"""Phases: each criterion met, not met, unknown or too old; the next one only proposed."""

from dataclasses import replace
from datetime import timedelta

import pytest

from restride.clinical.circumstances import Circumstances
from restride.clinical.evidence import Confidence, Evidence
from restride.clinical.interpretation.schemas import Operator
from restride.clinical.result import Result, ResultState, ScoreValue
from restride.errors import ContentError
from restride.plan.phases.phase_status import CriterionState, PhaseAnswer, phase_status
from restride.plan.phases.phases import (
    CarePhase,
    Criterion,
    CriterionKind,
    CriterionSide,
    PhaseTemplate,
)
from restride.terms import Side

EVIDENCE = Evidence(sources=("convention",), confidence=Confidence.MEMORY)
SPEED = Criterion(
    id="speed",
    kind=CriterionKind.MEASURE,
    words="walks at 0.8 m/s",
    instrument="gait_speed_10m",
    score="comfortable_mps",
    operator=Operator.AT_LEAST,
    value=0.8,
    max_age_days=28,
    evidence=EVIDENCE,
)
STANCE = replace(
    SPEED,
    id="stance",
    instrument="sls",
    score="eyes_open_best_s",
    value=10.0,
    side=CriterionSide.AFFECTED,
)
REPORT = Criterion(
    id="report",
    kind=CriterionKind.PATIENT_REPORT,
    words="no fall",
    max_age_days=14,
    evidence=EVIDENCE,
)
CHECK = replace(REPORT, id="check", kind=CriterionKind.THERAPIST_CHECK)
TIME = Criterion(
    id="time",
    kind=CriterionKind.TIME,
    words="9 months",
    at_least_days=274,
    evidence=EVIDENCE,
)


def _phase(*criteria: Criterion) -> CarePhase:
    return CarePhase(
        id="one",
        title="One",
        allowed=("walking",),
        avoided=("running",),
        weeks_min_count=2,
        weeks_max_count=6,
        exit=criteria,
        evidence=EVIDENCE,
    )


def _result(day, *values, instrument="gait_speed_10m", state=ResultState.DONE) -> Result:
    return Result(
        instrument=instrument,
        version="1.0.0",
        tested_on=day,
        state=state,
        circumstances=Circumstances(),
        scores=values,
    )


def _speed(day, value) -> Result:
    return _result(day, ScoreValue(score="comfortable_mps", value=value))


def _stance(day, **values) -> Result:
    return _result(
        day,
        *(
            ScoreValue(score="eyes_open_best_s", value=value, side=Side(side))
            for side, value in values.items()
        ),
        instrument="sls",
    )


@pytest.fixture
def told(patient_with, day):
    def make(*criteria, results=(), reports=(), checks=(), patient=None, **more):
        return phase_status(
            _phase(*criteria),
            results=results,
            reports=reports,
            checks=checks,
            patient=patient or patient_with("acl", since=day - timedelta(days=100), **more),
            day=day,
        )

    return make


@pytest.mark.parametrize(
    ("value", "state"),
    [
        pytest.param(0.79, CriterionState.NOT_MET, id="just below"),
        pytest.param(0.80, CriterionState.MET, id="at"),
        pytest.param(0.81, CriterionState.MET, id="just above"),
        pytest.param(0.796, CriterionState.MET, id="shown as 0.80"),
    ],
)
def test_a_measure_is_judged_as_shown(told, day, value, state):
    (status,) = told(SPEED, results=[_speed(day, value)]).criteria

    assert status.state is state


@pytest.mark.parametrize(
    ("operator", "held"),
    [
        (Operator.BELOW, [True, False, False]),
        (Operator.AT_MOST, [True, True, False]),
        (Operator.AT_LEAST, [False, True, True]),
        (Operator.ABOVE, [False, False, True]),
    ],
)
def test_every_operator_holds_on_its_side(told, day, operator, held):
    states = [
        told(replace(SPEED, operator=operator), results=[_speed(day, value)]).may_be_left
        for value in (0.79, 0.80, 0.81)
    ]

    assert states == held


@pytest.mark.parametrize(
    ("age_days", "state"),
    [
        pytest.param(27, CriterionState.MET, id="a day younger"),
        pytest.param(28, CriterionState.MET, id="as old as may be"),
        pytest.param(29, CriterionState.TOO_OLD, id="one day over"),
    ],
)
def test_old_evidence_is_too_old_one_day_over(told, day, age_days, state):
    status = told(SPEED, results=[_speed(day - timedelta(days=age_days), 0.9)])

    assert status.criteria[0].state is state
    assert status.may_be_left is (state is CriterionState.MET)


@pytest.mark.parametrize(("age_days", "state"), [(14, "met"), (15, "too old")])
@pytest.mark.parametrize("criterion", [REPORT, CHECK])
def test_answers_grow_too_old_as_well(told, day, criterion, age_days, state):
    answer = PhaseAnswer(
        criterion=criterion.id, holds=True, answered_on=day - timedelta(days=age_days)
    )
    (status,) = told(criterion, reports=[answer], checks=[answer]).criteria

    assert status.state == state


def test_something_that_failed_long_ago_is_too_old_and_not_failed(told, day):
    (status,) = told(SPEED, results=[_speed(day - timedelta(days=90), 0.4)]).criteria

    assert status.state is CriterionState.TOO_OLD
    assert status.words == "0.40 m/s, 90 days ago: at most 28 count"


def test_nothing_known_is_unknown_and_never_guessed(told, patient_with):
    bare = patient_with("acl")
    status = told(SPEED, STANCE, REPORT, CHECK, TIME, patient=bare)

    assert {each.state for each in status.criteria} == {CriterionState.UNKNOWN}
    assert [each.words for each in status.criteria] == [
        "not tested yet",
        "the affected side is not known",
        "not asked yet",
        "not checked yet",
        "the first day of the condition is not known",
    ]
    assert not status.may_be_left


def test_a_report_is_no_check(told, day):
    answer = PhaseAnswer(criterion="check", holds=True, answered_on=day)

    assert told(CHECK, reports=[answer]).criteria[0].state is CriterionState.UNKNOWN
    assert told(CHECK, checks=[answer]).criteria[0].state is CriterionState.MET


def test_the_newest_evidence_counts(told, day):
    older = _speed(day - timedelta(days=7), 0.9)
    newer = _speed(day, 0.7)
    answers = [
        PhaseAnswer(criterion="report", holds=True, answered_on=day),
        PhaseAnswer(criterion="report", holds=False, answered_on=day - timedelta(days=1)),
    ]

    assert told(SPEED, results=[newer, older]).criteria[0].state is CriterionState.NOT_MET
    assert told(REPORT, reports=answers).criteria[0].state is CriterionState.MET


def test_of_two_answers_on_one_day_the_careful_one_counts(told, day):
    answers = [
        PhaseAnswer(criterion="report", holds=holds, answered_on=day) for holds in (True, False)
    ]

    for each in (answers, answers[::-1]):
        assert told(REPORT, reports=each).criteria[0].state is CriterionState.NOT_MET


def test_what_happens_later_is_not_known_yet(told, day):
    tomorrow = day + timedelta(days=1)
    answer = PhaseAnswer(criterion="report", holds=True, answered_on=tomorrow)
    status = told(SPEED, REPORT, results=[_speed(tomorrow, 0.9)], reports=[answer])

    assert {each.state for each in status.criteria} == {CriterionState.UNKNOWN}


@pytest.mark.parametrize(
    ("state", "expected"),
    [
        (ResultState.UNABLE, CriterionState.NOT_MET),
        (ResultState.UNSAFE, CriterionState.NOT_MET),
        (ResultState.DECLINED, CriterionState.MET),
        (ResultState.NOT_DONE, CriterionState.MET),
    ],
)
def test_who_could_not_has_not_met_it_and_who_declined_told_nothing(told, day, state, expected):
    before = _speed(day - timedelta(days=7), 0.9)
    (status,) = told(SPEED, results=[before, _result(day, state=state)]).criteria

    assert status.state is expected


@pytest.mark.parametrize(
    ("side", "state"), [(Side.LEFT, CriterionState.NOT_MET), (Side.RIGHT, CriterionState.MET)]
)
def test_the_affected_side_counts(told, day, side, state):
    (status,) = told(STANCE, results=[_stance(day, left=4, right=30)], side=side).criteria

    assert status.state is state


def test_of_both_sides_the_worse_counts_and_both_must_be_known(told, day):
    both = replace(STANCE, side=CriterionSide.BOTH)

    def state(**values):
        return told(both, results=[_stance(day, **values)]).criteria[0].state

    assert state(left=4, right=30) is CriterionState.NOT_MET
    assert state(left=12, right=30) is CriterionState.MET
    assert state(left=12) is CriterionState.UNKNOWN
    assert state(left=4) is CriterionState.NOT_MET


@pytest.mark.parametrize(
    ("days", "state"),
    [(273, CriterionState.NOT_MET), (274, CriterionState.MET), (275, CriterionState.MET)],
)
def test_time_is_counted_from_the_first_day(told, patient_with, day, days, state):
    patient = patient_with("acl", since=day - timedelta(days=days))
    (status,) = told(TIME, patient=patient).criteria

    assert status.state is state
    assert status.words == f"{days} of 274 days"


def test_an_optional_criterion_holds_nobody_back(told, day):
    optional = replace(CHECK, required=False)
    status = told(SPEED, optional, results=[_speed(day, 0.9)])

    assert status.may_be_left
    assert status.criteria[1].state is CriterionState.UNKNOWN


def test_a_phase_without_criteria_is_never_left(told):
    assert not told().may_be_left


# Refusals


@pytest.mark.parametrize(
    ("criterion", "broken", "match"),
    [
        (SPEED, {"value": None}, "instrument, score, operator and value where its kind is measure"),
        (REPORT, {"value": 3.0}, "instrument, score, operator and value"),
        (SPEED, {"at_least_days": 3}, "at_least_days where its kind is time"),
        (TIME, {"at_least_days": None}, "at_least_days where its kind is time"),
        (SPEED, {"max_age_days": None}, "max_age_days unless its kind is time"),
        (TIME, {"max_age_days": 3}, "max_age_days unless its kind is time"),
    ],
)
def test_a_criterion_has_what_its_kind_needs(criterion, broken, match):
    with pytest.raises(ContentError, match=match):
        replace(criterion, **broken)


def test_weeks_are_in_order():
    with pytest.raises(ContentError, match="from 0 up and in order"):
        replace(_phase(SPEED), weeks_min_count=7)


def test_every_phase_but_the_last_can_be_left():
    last = replace(_phase(), id="two", weeks_max_count=None)

    def template(*phases):
        return PhaseTemplate(
            id="x", title="X", conditions=("acl",), phases=phases, evidence=EVIDENCE
        )

    assert template(_phase(SPEED), last).phases[1] == last
    with pytest.raises(ContentError, match="needs phases"):
        template()
    for first in (_phase(), _phase(replace(SPEED, required=False)), last):
        with pytest.raises(ContentError, match="needs weeks_max_count and a required criterion"):
            template(first, last)
