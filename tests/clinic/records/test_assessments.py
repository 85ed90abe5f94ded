"""Assessments: a battery is begun, tests entered, completed, signed; never by a closed gate."""

from datetime import UTC, datetime, timedelta

import pytest

from restride.clinical.battery_proposal import BatteryAnswers
from restride.clinical.care import Assistance
from restride.clinical.circumstances import Aid, Circumstances, Footwear
from restride.clinical.result import ResultState
from restride.clinical.scoring.entry import Entry
from restride.records import clock
from restride.records.actions.assessments import (
    AssessmentStart,
    abandon_assessment,
    complete_assessment,
    edit_conditions,
    reopen_assessment,
    sign_assessment,
    start_assessment,
)
from restride.records.actions.consents import withdraw_consent
from restride.records.actions.results import enter_result
from restride.records.models import Assessment, Observation, TestResult
from restride.records.queries.assessments import (
    list_assessments,
    propose_batteries,
    read_assessment,
)
from restride.records.refusals import Conflict, NotAllowed, NotThere, NotUsable, Stale
from restride.records.roles import Role
from restride.visit.consents import ConsentKind
from restride.visit.moves import ImpossibleMove

NOON = datetime(2026, 5, 4, 10, tzinfo=UTC)
ABLE = BatteryAnswers(stands_30_s=True, walks_10_m=True, endurance_wanted=False)
TOLD = Circumstances(
    aid=Aid.SINGLE_CANE, assistance=Assistance.INDEPENDENT, footwear=Footwear.SHOES
)
QUICK = AssessmentStart(battery="quick_screen", answers=ABLE, circumstances=TOLD)


@pytest.fixture(autouse=True)
def _noon():
    with clock.at(NOON):
        yield


def _tug(time_s: float = 14.2, **more: object) -> Entry:
    content = {"instrument": "tug", "tested_on": NOON.date(), "trials": (time_s,)}
    return Entry(**(content | more))


def test_batteries_are_proposed_from_three_answers_with_reasons(therapist, make_episode):
    episode = make_episode(facts={"aid": "single_cane"})

    able = propose_batteries(therapist, episode.pk, ABLE)
    unable = propose_batteries(therapist, episode.pk, BatteryAnswers(stands_30_s=False))

    assert [each.battery.id for each in able.proposal.batteries] == [
        "first_visit_screen",
        "quick_screen",
        "neuro_core_set",
    ]
    assert able.circumstances.aid is Aid.SINGLE_CANE
    assert "low_level" in [each.battery.id for each in unable.proposal.batteries]


def test_a_battery_is_begun_with_its_tests_planned_and_its_version_stamped(therapist, make_episode):
    row = start_assessment(therapist, make_episode().pk, QUICK)
    found = read_assessment(therapist, row.pk)

    assert (row.state, row.battery, bool(row.battery_version)) == (
        "in_progress",
        "quick_screen",
        True,
    )
    assert [each.row.instrument for each in found.tests] == ["4stage", "30scst", "tug"]
    assert {each.row.state for each in found.tests} == {"planned"}
    assert found.following is not None
    assert found.following.test is not None
    assert found.following.test.id == "4stage"


def test_conditions_are_those_of_last_time_and_what_differs_is_told_before_testing(
    therapist, make_episode
):
    episode = make_episode()
    first = start_assessment(therapist, episode.pk, QUICK)
    enter_result(therapist, first.pk, _tug())

    with clock.at(NOON + timedelta(days=28)):
        second = start_assessment(
            therapist, episode.pk, AssessmentStart(battery="quick_screen", answers=ABLE)
        )
        assert second.circumstances == first.circumstances
        assert read_assessment(therapist, second.pk).mismatches == ()
        other = Circumstances(aid=Aid.ROLLATOR, assistance=Assistance.INDEPENDENT)
        edit_conditions(therapist, second.pk, other, version=second.version)
        found = read_assessment(therapist, second.pk).mismatches

    assert [(each.instrument, each.condition, each.before, each.now) for each in found] == [
        ("tug", "aid", "single_cane", "rollator")
    ]


def test_a_retest_is_of_what_goals_and_findings_rest_on_and_of_walking_speed(
    therapist, make_episode
):
    row = start_assessment(
        therapist, make_episode().pk, AssessmentStart(battery="retest", answers=ABLE)
    )

    assert [each.row.instrument for each in read_assessment(therapist, row.pk).tests] == [
        "gait_speed_10m"
    ]


def test_a_closed_gate_stops_testing_and_says_why(therapist, make_episode):
    episode = make_episode(present=("chest_pain_or_faint",))

    with pytest.raises(Conflict, match="The safety gate is closed on 2026-05-04"):
        start_assessment(therapist, episode.pk, QUICK)

    assert not Assessment.objects.exists()


def test_without_consent_to_a_record_nothing_is_tested(therapist, make_episode):
    episode = make_episode()
    withdraw_consent(therapist, episode.patient_id, kind=ConsentKind.RECORD)

    with pytest.raises(Conflict, match="consent to record, and none stands"):
        start_assessment(therapist, episode.pk, QUICK)


def test_a_battery_that_is_none_or_of_which_nothing_is_possible_is_refused(therapist, make_episode):
    with pytest.raises(NotUsable, match="A battery must be one of"):
        start_assessment(therapist, make_episode().pk, AssessmentStart(battery="nonsense"))

    with pytest.raises(NotUsable, match="It needs a yes to: Does the person walk 10 m"):
        start_assessment(therapist, make_episode().pk, AssessmentStart(battery="retest"))


def test_testing_is_over_when_every_test_has_a_state_or_a_reason(therapist, make_episode):
    row = start_assessment(therapist, make_episode().pk, QUICK)
    enter_result(therapist, row.pk, _tug())

    with pytest.raises(Conflict, match="2 have none: 30scst, 4stage"):
        complete_assessment(therapist, row.pk, version=row.version)
    done = complete_assessment(therapist, row.pk, rest="Too tired", version=row.version)

    skipped = TestResult.objects.filter(state="skipped")
    assert (done.state, {each.reason for each in skipped}) == ("completed", {"Too tired"})
    again = reopen_assessment(therapist, row.pk, version=done.version)
    assert again.state == "in_progress"


def test_signing_makes_values_final_and_an_empty_one_is_not_signed(therapist, make_episode):
    row = start_assessment(therapist, make_episode().pk, QUICK)
    done = complete_assessment(therapist, row.pk, rest="Interrupted", version=row.version)
    with pytest.raises(Conflict, match="nothing was entered"):
        sign_assessment(therapist, row.pk, version=done.version)

    other = start_assessment(therapist, make_episode().pk, QUICK)
    enter_result(therapist, other.pk, _tug())
    done = complete_assessment(therapist, other.pk, rest="Too tired", version=other.version)
    assert set(Observation.objects.values_list("state", flat=True)) == {"preliminary"}
    with pytest.raises(Stale):
        sign_assessment(therapist, other.pk, version=7)
    signed = sign_assessment(therapist, other.pk, version=done.version)

    assert signed.state == "signed"
    assert set(Observation.objects.values_list("state", flat=True)) == {"final"}
    with pytest.raises(Conflict, match="this one is signed"):
        enter_result(therapist, other.pk, _tug(state=ResultState.DECLINED, trials=(), reason="x"))
    with pytest.raises(ImpossibleMove):
        reopen_assessment(therapist, other.pk, version=signed.version)


def test_one_that_is_broken_off_keeps_what_was_entered(therapist, make_episode):
    row = start_assessment(therapist, make_episode().pk, QUICK)
    enter_result(therapist, row.pk, _tug())

    over = abandon_assessment(therapist, row.pk, why="Felt dizzy", version=row.version)

    states = dict(TestResult.objects.values_list("instrument", "state"))
    assert (over.state, states) == (
        "abandoned",
        {"4stage": "skipped", "30scst": "skipped", "tug": "valid"},
    )


def test_only_the_care_team_tests_and_only_a_therapist_signs(therapist, make_actor, make_episode):
    episode = make_episode()
    outside = make_actor(Role.THERAPIST, "outside")
    with pytest.raises(NotThere):
        start_assessment(outside, episode.pk, QUICK)
    row = start_assessment(therapist, episode.pk, QUICK)
    with pytest.raises(NotThere):
        read_assessment(outside, row.pk)
    with pytest.raises(NotThere):
        list_assessments(outside, episode.pk)
    with pytest.raises(NotAllowed):
        sign_assessment(make_actor(Role.ASSISTANT), row.pk, version=1)


def test_a_visit_of_another_person_is_not_there(therapist, make_episode):
    from restride.records.actions.visits import open_visit
    from restride.visit.states import VisitKind

    episode, other = make_episode(), make_episode()
    visit = open_visit(therapist, other.pk, kind=VisitKind.INITIAL)

    with pytest.raises(NotThere, match="no such visit"):
        start_assessment(
            therapist,
            episode.pk,
            AssessmentStart(battery="quick_screen", answers=ABLE, visit_id=visit.pk),
        )
