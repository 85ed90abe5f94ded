"""Falls are reported once, raise an alert of the lead, and are reviewed; alerts are decided on."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest

from restride.records import clock
from restride.records.actions.alerts import (
    acknowledge_alert,
    dismiss_alert,
    hand_over_alert,
    raise_alert,
    reopen_alert,
    resolve_alert,
)
from restride.records.actions.breaking_glass import open_in_need
from restride.records.actions.care_team import add_to_care_team
from restride.records.actions.falls import Fall, report_fall, review_fall
from restride.records.actors import actor_of
from restride.records.models import Alert, CareTeamMember, FallReport, PatientAccess, User
from restride.records.queries.alerts import alerts_of_patient, list_alerts
from restride.records.queries.falls import list_falls
from restride.records.refusals import Conflict, NotAllowed, NotThere, NotUsable
from restride.records.roles import Role
from restride.visit.moves import ImpossibleMove

#: A Friday; the next working day is Monday.
NOON = datetime(2026, 5, 8, 10, tzinfo=UTC)
FALL = Fall(
    client_uuid=UUID("00000000-0000-4000-8000-000000000001"),
    happened_at=NOON - timedelta(hours=2),
    is_near_fall=False,
    activity="On the stairs with the shopping",
)


@pytest.fixture(autouse=True)
def _noon():
    with clock.at(NOON):
        yield


@pytest.fixture
def patient(make_patient):
    return make_patient()


@pytest.fixture
def patient_actor(clinic, patient):
    user = User.objects.create(username="p-1")
    PatientAccess.objects.create(clinic=clinic, patient=patient, user=user)
    return actor_of(user)


@pytest.fixture
def alert(patient_actor, patient):
    report_fall(patient_actor, patient.pk, FALL)
    return Alert.objects.get()


def test_a_fall_that_a_patient_reports_is_an_alert_of_the_lead(therapist, patient_actor, patient):
    reported = report_fall(patient_actor, patient.pk, FALL)

    assert reported.is_new
    assert reported.row.has_injury is None
    alert = Alert.objects.get()
    assert (alert.rule, alert.source_kind, alert.source_id) == (
        "fall_reported",
        "fall_report",
        reported.row.pk,
    )
    assert (alert.owner_id, alert.due_at) == (therapist.user_id, NOON + timedelta(days=3))
    assert [each.pk for each in list_falls(patient_actor, patient.pk).rows] == [reported.row.pk]
    assert "stairs" not in repr(FallReport.objects.values().get())


@pytest.mark.parametrize(
    ("is_near_fall", "has_injury", "severity"),
    [
        (False, None, 1),
        (False, True, 1),
        (False, False, 2),
        (True, None, 3),
        (True, False, 3),
        (True, True, 1),
    ],
)
def test_only_a_no_rules_an_injury_out(patient_actor, patient, is_near_fall, has_injury, severity):
    fall = replace(FALL, is_near_fall=is_near_fall, has_injury=has_injury)

    report_fall(patient_actor, patient.pk, fall)

    assert Alert.objects.get().severity == severity


def test_a_fall_that_is_sent_twice_is_kept_once(patient_actor, patient):
    first = report_fall(patient_actor, patient.pk, FALL)

    again = report_fall(patient_actor, patient.pk, FALL)

    assert (again.is_new, again.row.pk) == (False, first.row.pk)
    assert (FallReport.objects.count(), Alert.objects.count()) == (1, 1)
    with pytest.raises(Conflict, match="another was kept under this one"):
        report_fall(patient_actor, patient.pk, replace(FALL, has_injury=True))


def test_what_the_lead_reports_themselves_is_no_alert(therapist, make_actor, patient):
    report_fall(therapist, patient.pk, FALL)
    assert not Alert.objects.exists()
    assistant = make_actor(Role.ASSISTANT)
    add_to_care_team(therapist, patient.pk, user_id=assistant.user_id)

    report_fall(assistant, patient.pk, replace(FALL, client_uuid=UUID(int=2)))

    assert Alert.objects.get().owner_id == therapist.user_id


def test_a_fall_lies_within_a_year_and_belongs_to_an_episode_of_the_person(
    patient_actor, patient, make_episode
):
    for happened_at, match in (
        (NOON + timedelta(minutes=6), "must not be a time to come"),
        (NOON - timedelta(days=367), "reported within 366 days"),
        (NOON.replace(tzinfo=None), "needs its time zone"),
    ):
        with pytest.raises(NotUsable, match=match):
            report_fall(patient_actor, patient.pk, replace(FALL, happened_at=happened_at))
    with pytest.raises(NotThere, match="no such episode"):
        report_fall(patient_actor, patient.pk, replace(FALL, episode_id=make_episode().pk))
    own = make_episode(patient=patient)
    row = report_fall(patient_actor, patient.pk, replace(FALL, episode_id=own.pk)).row
    assert row.episode_id == own.pk


def test_a_review_says_what_follows_and_resolves_the_alert(therapist, patient, alert):
    fall = review_fall(therapist, alert.source_id, words="Rail on the stairs")

    assert (fall.state, fall.reviewed_by_id, fall.reviewed_at) == (
        "reviewed",
        therapist.user_id,
        NOON,
    )
    alert.refresh_from_db()
    assert (alert.state, alert.closed_by_id) == ("resolved", therapist.user_id)
    with pytest.raises(ImpossibleMove, match="fall report is reviewed and cannot become reviewed"):
        review_fall(therapist, fall.pk)


def test_a_patient_reports_and_reviews_nothing_of_others(patient_actor, make_patient, alert):
    with pytest.raises(NotAllowed):
        review_fall(patient_actor, alert.source_id)
    with pytest.raises(NotAllowed):
        list_alerts(patient_actor)
    with pytest.raises(NotThere, match="no such patient"):
        report_fall(patient_actor, make_patient().pk, FALL)


def test_an_alert_is_acknowledged_and_resolved(therapist, alert):
    taken = acknowledge_alert(therapist, alert.pk)
    assert (taken.state, taken.owner_id) == ("acknowledged", therapist.user_id)

    done = resolve_alert(therapist, alert.pk, note="Called; no injury")

    assert (done.state, done.note, done.closed_at) == ("resolved", "Called; no injury", NOON)
    with pytest.raises(ImpossibleMove, match="alert is resolved and cannot become acknowledged"):
        acknowledge_alert(therapist, alert.pk)


def test_an_alert_is_dismissed_with_a_reason_and_can_come_back(therapist, alert):
    with pytest.raises(NotUsable, match="dismissed with a reason"):
        dismiss_alert(therapist, alert.pk, reason=" ")
    assert dismiss_alert(therapist, alert.pk, reason="A slip of the finger").state == "dismissed"
    assert list_alerts(therapist).alerts == ()

    again = reopen_alert(therapist, alert.pk)

    assert (again.state, again.closed_at) == ("open", None)
    assert [each.pk for each in list_alerts(therapist).alerts] == [alert.pk]


def test_an_alert_is_handed_to_a_colleague_who_thereby_cares(therapist, make_actor, alert):
    colleague = make_actor(Role.ASSISTANT)

    handed = hand_over_alert(therapist, alert.pk, owner_id=colleague.user_id)

    assert handed.owner_id == colleague.user_id
    assert [each.pk for each in list_alerts(colleague).alerts] == [alert.pk]
    assert list_alerts(therapist).alerts == ()
    assert [each.pk for each in list_alerts(therapist, is_mine=False).alerts] == [alert.pk]


def test_an_alert_is_handed_to_nobody_of_elsewhere_and_not_once_closed(
    therapist, make_actor, other_clinic, alert
):
    for somebody in (
        make_actor(Role.FRONT_DESK),
        make_actor(Role.THERAPIST, "far", at=other_clinic),
    ):
        with pytest.raises(NotThere, match="no such assistant or therapist"):
            hand_over_alert(therapist, alert.pk, owner_id=somebody.user_id)
    resolve_alert(therapist, alert.pk)
    with pytest.raises(NotUsable, match="handed over while it is open"):
        hand_over_alert(therapist, alert.pk, owner_id=therapist.user_id)


def test_whoever_opened_a_record_in_need_makes_nobody_one_of_the_team(make_actor, alert):
    stranger = make_actor(Role.THERAPIST, "stranger")
    open_in_need(stranger, alert.patient_id, reason="On call, the lead cannot be reached")

    with pytest.raises(NotAllowed, match="give the patient to somebody new"):
        hand_over_alert(stranger, alert.pk, owner_id=stranger.user_id)
    assert not CareTeamMember.objects.filter(user_id=stranger.user_id).exists()


def raised(patient, *, severity=2, source=1, rule="stopped"):
    return raise_alert(
        patient_id=patient.pk,
        clinic_id=patient.clinic_id,
        rule=rule,
        severity=severity,
        source_kind="plan",
        source_id=UUID(int=source),
        due_at=NOON + timedelta(days=1),
    )


def test_the_same_source_raises_once_even_when_it_was_closed(therapist, patient):
    first = raised(patient)
    assert raised(patient).pk == first.pk
    dismiss_alert(therapist, first.pk, reason="On holiday")

    assert raised(patient).pk == first.pk
    assert raised(patient, source=2).pk != first.pk
    assert raised(patient, rule="other").pk != first.pk


def test_alerts_that_nobody_could_act_on_are_not_raised(patient):
    with pytest.raises(NotUsable, match="severity 1 to 3, and this is of 4"):
        raised(patient, severity=4)
    with pytest.raises(NotUsable, match="due within 60 days"):
        raise_alert(
            patient_id=patient.pk,
            clinic_id=patient.clinic_id,
            rule="stopped",
            severity=2,
            source_kind="plan",
            source_id=UUID(int=1),
            due_at=NOON + timedelta(days=61),
        )


def test_no_more_are_shown_in_a_day_than_the_clinic_says_and_never_less_than_the_urgent(
    clinic, therapist, patient
):
    clinic.alerts_a_day_count = 3
    clinic.save()
    for number, severity in enumerate((3, 2, 3, 1, 2), start=1):
        raised(patient, source=number, severity=severity)

    shown = list_alerts(therapist)
    assert ([each.severity for each in shown.alerts], shown.held_back_count) == ([1, 2, 2], 2)
    for number in range(6, 10):
        raised(patient, source=number, severity=1)
    shown = list_alerts(therapist)
    assert ([each.severity for each in shown.alerts], shown.held_back_count) == ([1] * 5, 4)


def test_an_alert_of_nobody_is_shown_to_the_team_and_taken_by_whoever_looks(
    therapist, patient, make_actor
):
    CareTeamMember.objects.filter(patient=patient).update(ended_at=NOON)
    alert = raised(patient)
    assert alert.owner_id is None
    CareTeamMember.objects.filter(patient=patient).update(ended_at=None)

    assert [each.pk for each in list_alerts(therapist).alerts] == [alert.pk]
    assert acknowledge_alert(therapist, alert.pk).owner_id == therapist.user_id


def test_the_alerts_of_a_patient_are_listed_open_and_closed(therapist, patient):
    first, second = raised(patient), raised(patient, source=2)
    resolve_alert(therapist, first.pk)

    found = alerts_of_patient(therapist, patient.pk)

    assert {each.pk for each in found} == {first.pk, second.pk}


def test_other_therapists_and_clinics_see_no_alert(make_actor, other_clinic, alert):
    for stranger in (
        make_actor(Role.THERAPIST, "stranger"),
        make_actor(Role.THERAPIST, "far", at=other_clinic),
    ):
        assert list_alerts(stranger, is_mine=False).alerts == ()
        with pytest.raises(NotThere):
            resolve_alert(stranger, alert.pk)
