"""Phases: entered and answered about by rows that only join; templates: rows for other drafts."""

from datetime import UTC, date, datetime

import pytest

from restride.records import clock
from restride.records.actions.phases import CriterionAnswer, Said, answer_criterion, enter_phase
from restride.records.models import PhaseRecord
from restride.records.queries.phases import read_phases
from restride.records.refusals import NotAllowed, NotThere, NotUsable
from restride.records.roles import Role

NOON = datetime(2026, 5, 4, 10, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _noon():
    with clock.at(NOON):
        yield


@pytest.fixture
def episode(make_episode):
    return make_episode("tka")


def test_a_phase_that_is_decided_on_holds_from_its_day(therapist, episode):
    (before,) = read_phases(therapist, episode.pk)
    second = before.template.phases[1].id

    row = enter_phase(therapist, episode.pk, second, on=date(2026, 5, 1), note="Walks well")
    (after,) = read_phases(therapist, episode.pk)

    assert (row.condition, row.kind) == ("tka", "entered")
    assert after.current.phase.id == second
    assert after.because == "decided on 2026-05-01 by Therapist"


def test_reports_and_checks_join_and_the_newest_counts(therapist, episode):
    (before,) = read_phases(therapist, episode.pk)
    asked = [
        each
        for status in before.statuses
        for each in status.phase.exit
        if each.kind in ("patient_report", "therapist_check")
    ]
    assert asked
    criterion = asked[0]
    said = Said.REPORTED if criterion.kind == "patient_report" else Said.CHECKED
    for is_met in (False, True):
        answer_criterion(
            therapist,
            episode.pk,
            CriterionAnswer(criterion=criterion.id, said=said, is_met=is_met),
        )

    (after,) = read_phases(therapist, episode.pk)
    found = [
        each
        for status in after.statuses
        for each in status.criteria
        if each.criterion.id == criterion.id
    ]
    assert [each.state for each in found] == ["met"]
    assert PhaseRecord.objects.count() == 2
    other = Said.CHECKED if said is Said.REPORTED else Said.REPORTED
    with pytest.raises(NotUsable, match=f"{criterion.id} is {said}, and was given as {other}"):
        answer_criterion(
            therapist,
            episode.pk,
            CriterionAnswer(criterion=criterion.id, said=other, is_met=True),
        )


def test_what_belongs_to_no_condition_of_the_person_is_refused(therapist, episode):
    with pytest.raises(NotUsable, match="A phase must be one of .* and is 'moon'"):
        enter_phase(therapist, episode.pk, "moon")
    with pytest.raises(NotUsable, match="A criterion must be one of"):
        answer_criterion(
            therapist,
            episode.pk,
            CriterionAnswer(criterion="moon", said=Said.CHECKED, is_met=True),
        )
    (now,) = read_phases(therapist, episode.pk)
    with pytest.raises(NotUsable, match="on must not be a day to come, and is 2026-06-01"):
        enter_phase(therapist, episode.pk, now.template.phases[0].id, on=date(2026, 6, 1))


def test_only_a_therapist_of_the_care_team_decides(therapist, make_actor, episode):
    (now,) = read_phases(therapist, episode.pk)
    phase = now.template.phases[0].id

    with pytest.raises(NotAllowed):
        enter_phase(make_actor(Role.ASSISTANT), episode.pk, phase)
    with pytest.raises(NotThere):
        enter_phase(make_actor(Role.THERAPIST, "other"), episode.pk, phase)
