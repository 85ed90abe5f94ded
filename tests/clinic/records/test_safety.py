"""Safety: questions answered, vital signs checked, and a closed gate that holds."""

from datetime import UTC, date, datetime, timedelta

import pytest

from restride.clinical.precautions import Presence
from restride.clinical.safety.vitals import Vitals
from restride.errors import ContentError
from restride.records import clock
from restride.records.actions.episodes import Referral, discharge_episode, open_episode
from restride.records.actions.falls import Fall, report_fall
from restride.records.actions.safety import (
    Answered,
    answer_precautions,
    check_safety,
    refuse_closed_gate,
)
from restride.records.actions.signing_visits import sign_visit
from restride.records.actions.visits import VisitDraft, edit_visit, open_visit
from restride.records.actors import actor_of
from restride.records.identity import new_id
from restride.records.models import Episode, PatientAccess, Precaution, SafetyCheck, User
from restride.records.queries.facts import answers_of, diagnoses_of
from restride.records.queries.safety import list_checks, questions_of
from restride.records.refusals import Conflict, NotAllowed, NotThere, NotUsable
from restride.records.roles import Role
from restride.visit.care_words import DischargeReason
from restride.visit.states import VisitKind

NOON = datetime(2026, 5, 4, 10, tzinfo=UTC)
TODAY = date(2026, 5, 4)
CALM = Vitals(taken_on=TODAY, systolic_mmhg=128, diastolic_mmhg=78, heart_rate_bpm=72)


@pytest.fixture(autouse=True)
def _noon():
    with clock.at(NOON):
        yield


@pytest.fixture
def episode(make_episode):
    """Of somebody who answered every question with no."""
    return make_episode()


@pytest.fixture
def patient_actor(clinic, episode):
    user = User.objects.create(username="p-1")
    PatientAccess.objects.create(clinic=clinic, patient_id=episode.patient_id, user=user)
    return actor_of(user)


def asked_of(actor, episode):
    return {each.question.id: each.answer.presence for each in questions_of(actor, episode.pk)}


def test_every_question_of_these_conditions_is_open_until_it_is_answered(
    therapist, make_patient, episode
):
    before = open_episode(therapist, make_patient().pk, Referral(conditions=diagnoses_of(episode)))

    known = asked_of(therapist, before)

    assert "chest_pain_or_faint" in known
    assert "central_signs" not in known, "asked of dizzy people only"
    assert set(known.values()) == {Presence.UNANSWERED}
    answer_precautions(
        therapist, before.pk, [Answered(code="calf_clot_signs", presence=Presence.ABSENT)]
    )
    assert asked_of(therapist, before)["calf_clot_signs"] is Presence.ABSENT


def test_the_newest_answer_holds_and_the_earlier_ones_stay(therapist, episode):
    for presence in (Presence.PRESENT, Presence.UNANSWERED):
        answer_precautions(
            therapist, episode.pk, [Answered(code="acute_illness", presence=presence)]
        )

    newest = {each.code: each for each in answers_of(episode)}["acute_illness"]
    assert (newest.presence, newest.answered_on) == (Presence.UNANSWERED, None)
    rows = Precaution.objects.filter(episode=episode, code="acute_illness").order_by("pk")
    assert [each.presence for each in rows] == ["absent", "present", "unanswered"]
    assert {each.content_version for each in rows} == {"1.0.0"}


def test_a_no_expires_and_is_asked_again(therapist, episode):
    with clock.at(NOON + timedelta(days=2)):
        assert asked_of(therapist, episode)["acute_illness"] is Presence.ABSENT
    with clock.at(NOON + timedelta(days=3)):
        assert asked_of(therapist, episode)["acute_illness"] is Presence.UNANSWERED


def test_what_no_rule_asks_of_these_people_may_be_noted_all_the_same(therapist, episode):
    answer_precautions(
        therapist, episode.pk, [Answered(code="central_signs", presence=Presence.PRESENT)]
    )

    assert asked_of(therapist, episode)["central_signs"] is Presence.PRESENT


@pytest.mark.parametrize(
    ("answers", "match"),
    [
        ([], "At least one answer is needed"),
        (
            [Answered(code="acute_illness", presence=Presence.ABSENT)] * 2,
            "'acute_illness' has two",
        ),
        (
            [Answered(code="hip_flexion_limit", presence=Presence.ABSENT, bound=90)],
            "Only what is present has a bound",
        ),
    ],
)
def test_answers_that_make_no_sense_are_refused(therapist, episode, answers, match):
    with pytest.raises(NotUsable, match=match):
        answer_precautions(therapist, episode.pk, answers)


@pytest.mark.parametrize(
    ("answered", "match"),
    [
        (Answered(code="chest_pain", presence=Presence.ABSENT), "'chest_pain' is none of them"),
        (
            Answered(code="acute_illness", presence=Presence.PRESENT, bound=3),
            "Only a limit takes a bound",
        ),
        (
            Answered(code="hip_flexion_limit", presence=Presence.PRESENT, bound=5),
            "must lie between 20 and 140 deg",
        ),
    ],
)
def test_answers_that_the_content_does_not_know_are_refused(therapist, episode, answered, match):
    with pytest.raises(ContentError, match=match):
        answer_precautions(therapist, episode.pk, [answered])


def test_a_patient_answers_their_own_questions_and_takes_nothing_back(
    therapist, patient_actor, episode
):
    assert "heart_not_cleared" not in asked_of(patient_actor, episode)
    answer_precautions(
        patient_actor, episode.pk, [Answered(code="acute_illness", presence=Presence.PRESENT)]
    )

    with pytest.raises(NotAllowed, match="noted before, and only the clinic takes it back"):
        answer_precautions(
            patient_actor, episode.pk, [Answered(code="acute_illness", presence=Presence.ABSENT)]
        )
    with pytest.raises(NotAllowed, match="answered by the clinic. Tell your therapist"):
        answer_precautions(
            patient_actor,
            episode.pk,
            [Answered(code="heart_not_cleared", presence=Presence.ABSENT)],
        )
    answer_precautions(
        therapist, episode.pk, [Answered(code="acute_illness", presence=Presence.ABSENT)]
    )
    assert asked_of(patient_actor, episode)["acute_illness"] is Presence.ABSENT


def test_a_check_keeps_the_gate_with_its_content(therapist, episode):
    check = check_safety(therapist, episode.pk, vitals=CALM)

    assert check.is_open
    assert check.content_version == "precautions 1.0.0, vital_limits 1.0.0"
    assert check.vitals["systolic_mmhg"] == 128
    assert check.vitals["saturation_percent"] is None
    assert {line["level"] for line in check.gate["lines"]} <= {"care"}
    assert [each.pk for each in list_checks(therapist, episode.pk).rows] == [check.pk]
    refuse_closed_gate(episode, TODAY)


def test_without_vital_signs_they_are_asked_for(therapist, episode):
    check = check_safety(therapist, episode.pk, vitals=None)

    asked = {line["code"] for line in check.gate["lines"] if line["level"] == "ask"}
    assert asked == {"systolic_mmhg", "heart_rate_bpm"}
    assert check.is_open


def test_a_crossed_limit_closes_the_gate_until_it_is_measured_again(therapist, episode):
    high = Vitals(taken_on=TODAY, systolic_mmhg=220, diastolic_mmhg=100, heart_rate_bpm=72)
    assert not check_safety(therapist, episode.pk, vitals=high).is_open

    with pytest.raises(Conflict, match="gate is closed on 2026-05-04: .*220.* measure, again"):
        refuse_closed_gate(episode, TODAY)
    check_safety(therapist, episode.pk, vitals=None)
    with pytest.raises(Conflict, match="220"):
        refuse_closed_gate(episode, TODAY)
    check_safety(therapist, episode.pk, vitals=CALM)
    refuse_closed_gate(episode, TODAY)


def test_vital_signs_of_yesterday_close_nothing_today(therapist, episode):
    high = Vitals(taken_on=TODAY, systolic_mmhg=220, diastolic_mmhg=100, heart_rate_bpm=72)
    check_safety(therapist, episode.pk, vitals=high)

    refuse_closed_gate(episode, TODAY + timedelta(days=1))
    with clock.at(NOON + timedelta(days=1)), pytest.raises(NotUsable, match="are of 2026-05-04"):
        check_safety(therapist, episode.pk, vitals=high)


def test_a_red_flag_closes_the_gate_at_once(therapist, episode):
    check_safety(therapist, episode.pk, vitals=CALM)
    answer_precautions(
        therapist,
        episode.pk,
        [
            Answered(
                code="calf_clot_signs", presence=Presence.PRESENT, note="Left calf, since Tuesday"
            )
        ],
    )

    with pytest.raises(Conflict, match="Nothing is tested or trained until it is settled") as told:
        refuse_closed_gate(episode, TODAY)
    assert "Tuesday" not in str(told.value)
    assert "Tuesday" not in repr(check_safety(therapist, episode.pk, vitals=CALM).gate)
    answer_precautions(
        therapist, episode.pk, [Answered(code="calf_clot_signs", presence=Presence.ABSENT)]
    )
    refuse_closed_gate(episode, TODAY)


def test_a_check_belongs_to_a_visit_of_the_episode_that_is_not_signed(
    therapist, make_episode, episode
):
    visit = open_visit(therapist, episode.pk, kind=VisitKind.TREATMENT)
    assert check_safety(therapist, episode.pk, vitals=CALM, visit_id=visit.pk).visit_id == visit.pk
    elsewhere = open_visit(therapist, make_episode().pk, kind=VisitKind.TREATMENT)
    with pytest.raises(NotThere, match="no such visit"):
        check_safety(therapist, episode.pk, vitals=CALM, visit_id=elsewhere.pk)
    second = make_episode(patient=visit.patient)
    with pytest.raises(NotUsable, match="belongs to another episode of this person"):
        check_safety(therapist, second.pk, vitals=CALM, visit_id=visit.pk)
    edit_visit(therapist, visit.pk, VisitDraft(kind=VisitKind.TREATMENT, note="Done"), version=1)
    sign_visit(therapist, visit.pk, version=2)
    with pytest.raises(Conflict, match="signed, and nothing joins it any more"):
        check_safety(therapist, episode.pk, vitals=CALM, visit_id=visit.pk)
    assert SafetyCheck.objects.filter(episode=episode).count() == 1


def test_an_episode_that_is_over_is_not_checked(therapist, episode):
    version = Episode.objects.get(pk=episode.pk).version
    discharge_episode(therapist, episode.pk, reason=DischargeReason.PLATEAU, version=version)

    with pytest.raises(Conflict, match="is discharged, and what is over does not change"):
        check_safety(therapist, episode.pk, vitals=CALM)


def test_a_reported_fall_counts_above_the_no_before_it_until_somebody_says_no_again(
    therapist, patient_actor, episode
):
    both = ("fall_last_30_days", "falls_last_12_months")
    no = [Answered(code=each, presence=Presence.ABSENT) for each in both]

    def known():
        return [asked_of(therapist, episode)[each] for each in both]

    with clock.at(NOON + timedelta(minutes=5)):
        near = Fall(client_uuid=new_id(), happened_at=NOON, is_near_fall=True)
        report_fall(patient_actor, episode.patient_id, near)
        assert known() == [Presence.ABSENT, Presence.ABSENT]
        fall = Fall(client_uuid=new_id(), happened_at=NOON, is_near_fall=False)
        report_fall(patient_actor, episode.patient_id, fall)
        assert known() == [Presence.PRESENT, Presence.PRESENT]
        with pytest.raises(NotAllowed, match="only the clinic takes it back"):
            answer_precautions(patient_actor, episode.pk, no)
    with clock.at(NOON + timedelta(days=30)):
        assert known() == [Presence.PRESENT, Presence.PRESENT]
    with clock.at(NOON + timedelta(days=31)):
        assert known() == [Presence.UNANSWERED, Presence.PRESENT]
        answer_precautions(therapist, episode.pk, no)
        assert known() == [Presence.ABSENT, Presence.ABSENT]


@pytest.mark.parametrize("role", [Role.FRONT_DESK, Role.ADMINISTRATOR, Role.VIEWER])
def test_only_those_who_treat_check(make_actor, episode, role):
    with pytest.raises(NotAllowed):
        check_safety(make_actor(role), episode.pk, vitals=CALM)
