"""Findings: proposed once for the same evidence, decided on, set aside by newer evidence."""

from datetime import UTC, datetime, timedelta

import pytest

from restride.clinical.battery_proposal import BatteryAnswers
from restride.clinical.care import Assistance
from restride.clinical.circumstances import Aid, Circumstances, Footwear
from restride.clinical.scoring.entry import Entry
from restride.records import clock
from restride.records.actions.assessments import AssessmentStart, start_assessment
from restride.records.actions.findings import Decision, decide_finding, propose_findings
from restride.records.actions.results import enter_result
from restride.records.models import FindingRecord
from restride.records.plan_situations import accepted_findings
from restride.records.queries.findings import list_findings, read_finding
from restride.records.refusals import Conflict, NotAllowed, NotThere, NotUsable, Stale
from restride.records.roles import Role
from restride.visit.moves import ImpossibleMove

NOON = datetime(2026, 5, 4, 10, tzinfo=UTC)
START = AssessmentStart(
    battery="quick_screen",
    answers=BatteryAnswers(stands_30_s=True, walks_10_m=True),
    circumstances=Circumstances(
        aid=Aid.NONE, assistance=Assistance.INDEPENDENT, footwear=Footwear.SHOES
    ),
)


@pytest.fixture(autouse=True)
def _noon():
    with clock.at(NOON):
        yield


@pytest.fixture
def episode(make_episode):
    return make_episode()


def _test(therapist, episode, time_s: float):
    row = start_assessment(therapist, episode.pk, START)
    day = clock.today(therapist.time_zone)
    enter_result(therapist, row.pk, Entry(instrument="tug", tested_on=day, trials=(time_s,)))
    return row


def _of(rows, rule):
    return next(each for each in rows if each.rule == rule)


def test_the_same_evidence_is_proposed_once(therapist, episode):
    assessment = _test(therapist, episode, 24.0)

    first = propose_findings(therapist, episode.pk, assessment_id=assessment.pk)
    again = propose_findings(therapist, episode.pk)

    assert len(first) > 0
    assert [each.pk for each in again] == [each.pk for each in first]
    assert {each.assessment_id for each in first} == {assessment.pk}
    assert all(each.content_version for each in first)


def test_changed_evidence_takes_the_place_of_what_nobody_decided_on(therapist, episode):
    _test(therapist, episode, 24.0)
    first = propose_findings(therapist, episode.pk)
    with clock.at(NOON + timedelta(days=7)):
        _test(therapist, episode, 31.0)
        second = propose_findings(therapist, episode.pk)

    changed = {each.rule for each in first if "24" in str(each.proposed)}
    assert changed
    for rule in changed & {each.rule for each in second}:
        old, new = _of(first, rule), _of(second, rule)
        old.refresh_from_db()
        assert (old.superseded_by_id, old.withdrawn_at is not None) == (new.pk, True)


def test_a_suggestion_that_no_longer_follows_is_withdrawn(therapist, episode):
    _test(therapist, episode, 24.0)
    first = propose_findings(therapist, episode.pk)
    with clock.at(NOON + timedelta(days=7)):
        _test(therapist, episode, 7.0)
        second = propose_findings(therapist, episode.pk)

    gone = {each.rule for each in first} - {each.rule for each in second}
    assert gone
    rows = FindingRecord.objects.filter(rule__in=gone)
    assert all(each.withdrawn_at and each.superseded_by_id is None for each in rows)


def test_what_was_rejected_is_not_suggested_again_until_the_evidence_changes(therapist, episode):
    _test(therapist, episode, 24.0)
    row = next(
        each for each in propose_findings(therapist, episode.pk) if "24" in str(each.proposed)
    )
    decide_finding(therapist, row.pk, Decision.REJECT, reason="Slow by choice", version=row.version)
    assert row.rule not in {each.rule for each in propose_findings(therapist, episode.pk)}

    with clock.at(NOON + timedelta(days=7)):
        _test(therapist, episode, 31.0)
        later = propose_findings(therapist, episode.pk)

    row.refresh_from_db()
    assert (row.state, row.reason) == ("rejected", "Slow by choice")
    assert row.rule in {each.rule for each in later}


def test_accepted_words_are_those_of_the_therapist_and_rejected_ones_do_not_count(
    therapist, episode
):
    _test(therapist, episode, 24.0)
    rows = propose_findings(therapist, episode.pk)
    edited = decide_finding(
        therapist,
        rows[0].pk,
        Decision.EDIT,
        sentence="Turns slowly with the cane.",
        version=rows[0].version,
    )
    for each in rows[1:]:
        decide_finding(therapist, each.pk, Decision.REJECT, reason="no", version=each.version)

    assert [each.sentence for each in accepted_findings(therapist, episode)] == [
        "Turns slowly with the cane."
    ]
    found = read_finding(therapist, edited.pk)
    assert found.sentence == "Turns slowly with the cane."
    assert found.finding.sentence != found.sentence
    assert edited.decided_by_id == therapist.user_id


def test_newer_accepted_evidence_sets_the_older_aside(therapist, episode):
    _test(therapist, episode, 24.0)
    old = next(
        each for each in propose_findings(therapist, episode.pk) if "24" in str(each.proposed)
    )
    decide_finding(therapist, old.pk, Decision.ACCEPT, version=old.version)
    with clock.at(NOON + timedelta(days=7)):
        _test(therapist, episode, 31.0)
        new = _of(propose_findings(therapist, episode.pk), old.rule)
        assert len(accepted_findings(therapist, episode)) == 1
        decide_finding(therapist, new.pk, Decision.ACCEPT, version=new.version)

    old.refresh_from_db()
    assert old.superseded_by_id == new.pk
    assert len(accepted_findings(therapist, episode)) == 1
    with pytest.raises(Conflict, match="newer evidence took the place"):
        decide_finding(therapist, old.pk, Decision.RESOLVE, version=old.version)
    shown, _ = list_findings(therapist, episode.pk)
    assert old.pk not in {each.row.pk for each in shown}
    every, _ = list_findings(therapist, episode.pk, with_withdrawn=True)
    assert old.pk in {each.row.pk for each in every}


def test_decisions_have_the_words_they_need(therapist, episode):
    _test(therapist, episode, 24.0)
    row = propose_findings(therapist, episode.pk)[0]

    with pytest.raises(NotUsable, match="rejected for a reason"):
        decide_finding(therapist, row.pk, Decision.REJECT, version=1)
    with pytest.raises(NotUsable, match="worded anew by a sentence"):
        decide_finding(therapist, row.pk, Decision.EDIT, version=1)
    with pytest.raises(NotUsable, match="A sentence belongs to an edit"):
        decide_finding(therapist, row.pk, Decision.ACCEPT, sentence="x", version=1)
    with pytest.raises(ImpossibleMove):
        decide_finding(therapist, row.pk, Decision.RESOLVE, version=1)
    with pytest.raises(Stale):
        decide_finding(therapist, row.pk, Decision.ACCEPT, version=4)


def test_only_a_therapist_of_the_care_team_decides(therapist, make_actor, make_episode, episode):
    _test(therapist, episode, 24.0)
    row = propose_findings(therapist, episode.pk)[0]

    with pytest.raises(NotAllowed):
        decide_finding(make_actor(Role.ASSISTANT), row.pk, Decision.ACCEPT, version=1)
    with pytest.raises(NotThere):
        decide_finding(make_actor(Role.THERAPIST, "other"), row.pk, Decision.ACCEPT, version=1)
    other = _test(therapist, make_episode(), 24.0)
    with pytest.raises(NotThere, match="no such assessment"):
        propose_findings(therapist, episode.pk, assessment_id=other.pk)
