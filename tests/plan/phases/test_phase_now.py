"""The phase that holds: decided by a therapist, else the first that may not be left."""

from datetime import date, timedelta
from pathlib import Path

import pytest
import yaml

from restride.clinical.circumstances import Circumstances
from restride.clinical.result import Result, ResultState, ScoreValue
from restride.errors import ContentError
from restride.plan.cases.case_file import read_case
from restride.plan.cases.worked_case import work_through
from restride.plan.phases.phase_now import PhaseEntered, phases_now
from restride.plan.phases.phase_status import CriterionState, PhaseAnswer
from restride.plan.phases.phases import phase_templates
from restride.terms import Side

CASES = Path(__file__).parents[3] / "examples" / "cases"
#: What is asked and checked in the first phase after an ankle sprain.
GAIT = "ankle_protect_gait"


def _pain(day, value=1) -> Result:
    return Result(
        instrument="nprs",
        version="1.0.0",
        tested_on=day,
        state=ResultState.DONE,
        circumstances=Circumstances(),
        scores=(ScoreValue(score="average_points", value=value),),
    )


@pytest.fixture
def sprain(patient_with, day):
    def make(days):
        return patient_with("ankle_sprain", since=day - timedelta(days=days), side=Side.LEFT)

    return make


@pytest.fixture
def now(sprain, day):
    def make(*, days=10, **more):
        (told,) = phases_now(sprain(days), **{"results": [], "day": day, **more})
        return told

    return make


def test_without_any_evidence_the_first_phase_holds_and_says_what_is_open(now):
    told = now()

    assert told.current.phase.id == "ankle_protect"
    assert told.proposed_next is None
    assert told.because == (
        "proposed, to be confirmed: before the next phase, walks without a limp: unknown (not "
        "checked yet); pain on average at most 3 of 10: unknown (not tested yet)"
    )


def test_a_phase_whose_criteria_are_met_is_passed(now, day):
    told = now(
        results=[_pain(day)], checks=[PhaseAnswer(criterion=GAIT, holds=True, answered_on=day)]
    )

    assert told.current.phase.id == "ankle_strong"
    assert told.statuses[0].may_be_left


def test_a_phase_that_was_decided_on_holds_and_the_next_is_only_proposed(now, day):
    told = now(
        results=[_pain(day)],
        checks=[PhaseAnswer(criterion=GAIT, holds=True, answered_on=day)],
        entered=[PhaseEntered(phase="ankle_protect", since=day, who="M. Kaya")],
    )

    assert told.current.phase.id == "ankle_protect"
    assert told.proposed_next is not None
    assert told.proposed_next.id == "ankle_strong"
    assert told.because == f"decided on {day.isoformat()} by M. Kaya"


def test_the_newest_decision_that_has_begun_counts(now, day):
    entered = [
        PhaseEntered(phase="ankle_run", since=day + timedelta(days=1)),
        PhaseEntered(phase="ankle_strong", since=day - timedelta(days=1)),
        PhaseEntered(phase="ankle_protect", since=day - timedelta(days=9)),
    ]

    assert now(entered=entered).current.phase.id == "ankle_strong"


def test_the_last_phase_is_not_left_and_not_stuck(now, day):
    told = now(
        days=900, entered=[PhaseEntered(phase="ankle_keep", since=day - timedelta(days=400))]
    )

    assert (told.proposed_next, told.notes) == (None, ())


@pytest.mark.parametrize(
    ("days", "phase"),
    [
        pytest.param(0, "ankle_protect", id="the first day"),
        pytest.param(14, "ankle_protect", id="the last day of 2 weeks"),
        pytest.param(15, "ankle_strong", id="one day over"),
        pytest.param(56, "ankle_strong", id="the last day of 2 + 6 weeks"),
        pytest.param(57, "ankle_run", id="one day over that"),
        pytest.param(999, "ankle_keep", id="long after"),
    ],
)
def test_time_alone_tells_what_is_usual_and_moves_nobody(now, days, phase):
    told = now(days=days)

    assert told.usual_by_time is not None
    assert told.usual_by_time.id == phase
    assert told.current.phase.id == "ankle_protect"


@pytest.mark.parametrize(("days", "is_stuck"), [(13, False), (14, False), (15, True)])
def test_a_phase_is_stuck_one_day_over_its_weeks(now, day, days, is_stuck):
    told = now(days=days, checks=[PhaseAnswer(criterion=GAIT, holds=False, answered_on=day)])

    stuck = "phase stuck: 15 days since the first day, usually at most 14"
    assert told.notes == ((f"{stuck}; not met: walks without a limp",) if is_stuck else ())


@pytest.mark.parametrize(("days", "is_stuck"), [(42, False), (43, True)])
def test_weeks_are_counted_from_when_a_phase_was_entered(now, day, days, is_stuck):
    told = now(
        days=900,
        entered=[PhaseEntered(phase="ankle_strong", since=day - timedelta(days=days))],
    )

    assert bool(told.notes) is is_stuck


def test_what_is_only_unknown_is_not_called_stuck(now):
    (note,) = now(days=15).notes

    assert note.startswith("whether the phase is stuck is not known: 15 days")
    assert "to be tested or asked: walks without a limp" in note


def test_a_phase_that_may_be_left_is_not_stuck(now, day):
    told = now(
        days=90,
        results=[_pain(day)],
        checks=[PhaseAnswer(criterion=GAIT, holds=True, answered_on=day)],
        entered=[PhaseEntered(phase="ankle_protect", since=day - timedelta(days=80))],
    )

    assert told.notes == ()


def test_weeks_of_a_lasting_condition_do_not_run_from_its_first_day(patient_with, day):
    patient = patient_with("parkinson", since=day - timedelta(days=3000))
    (told,) = phases_now(patient, results=[], day=day)

    assert (told.usual_by_time, told.notes) == (None, ())


def test_an_answer_or_phase_of_another_condition_is_refused(now, day):
    with pytest.raises(ContentError, match="An answer about a phase must be one of .*'tka_x'"):
        now(checks=[PhaseAnswer(criterion="tka_x", holds=True, answered_on=day)])
    with pytest.raises(ContentError, match="A phase must be one of ankle_protect.*'tka_walk'"):
        now(entered=[PhaseEntered(phase="tka_walk", since=day)])


def test_no_phase_is_left_on_the_strength_of_time_alone(patient_with, day):
    for template in phase_templates().values():
        patient = patient_with(template.conditions[0], since=day - timedelta(days=5000))
        (told,) = phases_now(patient, results=[], day=day)

        assert told.current.phase == template.phases[0]
        assert told.proposed_next is None


def _knee(tmp_path, phases):
    content = yaml.safe_load((CASES / "total_knee_replacement.yaml").read_text(encoding="utf-8"))
    content["phases"] = yaml.safe_load(phases)
    path = tmp_path / "knee.yaml"
    path.write_text(yaml.safe_dump(content), encoding="utf-8")
    return read_case(path)


def test_a_case_holds_what_was_decided_reported_and_checked(tmp_path):
    case = _knee(
        tmp_path,
        "{entered: [{phase: tka_walk, since: 2026-04-20, who: M. Kaya}],"
        " checks: [{criterion: tka_walk_gait, holds: no, answered_on: 2026-05-01}]}",
    )
    worked = work_through(case, folder=CASES)
    told = next(each for each in worked.phases if each.condition == "tka")
    gait = next(e for e in told.current.criteria if e.criterion.id == "tka_walk_gait")

    assert case.phases.entered[0].since == date(2026, 4, 20)
    assert told.current.phase.id == "tka_walk"
    assert gait.state is CriterionState.NOT_MET


def test_a_misspelt_criterion_of_a_case_is_named(tmp_path):
    case = _knee(
        tmp_path, "{reports: [{criterion: tka_settle_woud, holds: yes, answered_on: 2026-05-01}]}"
    )

    with pytest.raises(ContentError, match="'tka_settle_woud'"):
        work_through(case, folder=CASES)


def test_a_case_worked_through_has_goals_in_its_persons_words_first():
    path = CASES / "stroke.yaml"
    worked = work_through(read_case(path), folder=CASES)

    assert [each.words for each in worked.goals[:2]] == [
        "I want to walk to the shops and back without my husband",
        "I do not want to fall again",
    ]
    assert all(each.target is not None for each in worked.goals[2:])
