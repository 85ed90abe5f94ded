"""However long a history is, the same number of questions goes to the database."""

from datetime import UTC, date, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.clinic.planned import START, episode_with_test

from restride.clinical.scoring.entry import Entry
from restride.plan.cases.case import CaseGoal
from restride.records import clock
from restride.records.actions.assessments import start_assessment
from restride.records.actions.findings import propose_findings
from restride.records.actions.goals import set_goal
from restride.records.actions.plans import draft_plan
from restride.records.actions.results import enter_result
from restride.records.models import Assessment
from restride.records.queries.assessment_summary import summarise_assessment
from restride.records.queries.assessments import list_assessments, read_assessment
from restride.records.queries.findings import list_findings
from restride.records.queries.goals import list_goals, propose_more_goals
from restride.records.queries.observations import WhichValues, list_observations
from restride.records.queries.phases import read_phases
from restride.records.queries.plans import list_plans, read_plan

NOON = datetime(2026, 5, 4, 10, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _noon():
    with clock.at(NOON):
        yield


@pytest.fixture
def asked(therapist, make_episode):
    """What is asked of an episode, by name."""
    episode = episode_with_test(therapist, make_episode)
    propose_findings(therapist, episode.pk)
    set_goal(therapist, episode.pk, CaseGoal(words="Garden again"))
    plan = draft_plan(therapist, episode.pk)
    row = Assessment.objects.get()

    def more():
        for number in range(4):
            begun = start_assessment(therapist, episode.pk, START)
            entry = Entry(instrument="tug", tested_on=date(2026, 5, 4), trials=(20.0 + number,))
            enter_result(therapist, begun.pk, entry)
            set_goal(therapist, episode.pk, CaseGoal(words=f"Goal {number}"))

    questions = {
        "assessments": lambda: list_assessments(therapist, episode.pk),
        "assessment": lambda: read_assessment(therapist, row.pk),
        "summary": lambda: summarise_assessment(therapist, row.pk),
        "observations": lambda: list_observations(therapist, episode.patient_id, WhichValues()),
        "findings": lambda: list_findings(therapist, episode.pk),
        "goals": lambda: list_goals(therapist, episode.pk),
        "proposed goals": lambda: propose_more_goals(therapist, episode.pk),
        "plans": lambda: list_plans(therapist, episode.pk),
        "plan": lambda: read_plan(therapist, plan.pk),
        "phases": lambda: read_phases(therapist, episode.pk),
        "drafting": lambda: draft_plan(therapist, episode.pk),
    }
    return questions, more


def _counts(questions):
    found = {}
    for name, ask in questions.items():
        with CaptureQueriesContext(connection) as caught:
            ask()
        found[name] = len(caught)
    return found


def test_a_longer_history_asks_no_more_questions(asked):
    questions, more = asked
    _counts(questions)  # what is read once a process
    before = _counts(questions)
    more()

    assert _counts(questions) == before
