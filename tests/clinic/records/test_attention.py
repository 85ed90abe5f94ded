"""What needs attention: the gravest first, within the bound of a day, in a fixed number of asks."""

from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.clinic.made_plans import open_episode, publish, worked

from restride.records import clock
from restride.records.actions.alerts import raise_alert
from restride.records.actions.messages import mark_read
from restride.records.models import (
    Clinic,
    Excuse,
    Message,
    PhaseRecord,
    PlanOfCare,
    Report,
    TrainingSession,
    User,
)
from restride.records.queries.attention import read_attention
from restride.records.refusals import NotAllowed
from restride.records.roles import Role
from restride.visit.attention import AttentionKind, NextStep
from restride.visit.severity import Severity

NOW = datetime(2026, 5, 24, 9, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _a_day_in_may():
    with clock.at(NOW):
        yield


def kinds(actor):
    return [each.kind for each in read_attention(actor).lines]


def write(patient, *, at=NOW):
    user, _ = User.objects.get_or_create(username=f"p-{patient.pk}")
    return Message.objects.create(
        clinic_id=patient.clinic_id,
        patient=patient,
        client_uuid=uuid4(),
        sender=user,
        is_from_clinic=False,
        text="Hello",
        made_at=at,
    )


def alert(patient, *, rule="stop_pain_rise", severity=Severity.SOON):
    return raise_alert(
        patient_id=patient.pk,
        clinic_id=patient.clinic_id,
        rule=rule,
        severity=severity,
        source_kind="session",
        source_id=uuid4(),
        due_at=NOW + timedelta(days=1),
    )


def test_each_line_has_its_severity_and_one_thing_to_do(therapist, make_patient):
    patient = make_patient()
    alert(patient)
    alert(patient, rule="fall_reported", severity=Severity.URGENT)
    question = write(patient)

    lines = read_attention(therapist).lines

    told = [(each.kind, each.severity, each.step) for each in lines]
    assert told == [
        (AttentionKind.ALERT, Severity.URGENT, NextStep.CALL),
        (AttentionKind.ALERT, Severity.SOON, NextStep.ADJUST),
        (AttentionKind.MESSAGE, Severity.SOON, NextStep.ANSWER),
    ]
    mark_read(therapist, question.pk)
    assert AttentionKind.MESSAGE not in kinds(therapist)


def test_more_than_a_day_holds_is_held_back_but_never_what_is_urgent(therapist, make_patient):
    Clinic.objects.update(alerts_a_day_count=2)
    patient = make_patient()
    for _ in range(3):
        alert(patient, rule="fall_reported", severity=Severity.URGENT)
    for _ in range(4):
        alert(patient)

    found = read_attention(therapist)

    assert [each.severity for each in found.lines] == [Severity.URGENT] * 3
    assert (found.held_back_count, found.more_words) == (4, "4 more")


def train(plan, day):
    TrainingSession.objects.create(
        clinic_id=plan.clinic_id,
        patient_id=plan.patient_id,
        client_uuid=uuid4(),
        plan=plan,
        place="home",
        state="completed",
        time_zone="Europe/Berlin",
        started_at=datetime(day.year, day.month, day.day, 9, tzinfo=UTC),
        source="person",
    )


@pytest.mark.parametrize(
    ("since", "trained_on", "is_listed"),
    [
        (date(2026, 5, 18), None, False),
        (date(2026, 5, 17), None, True),
        (date(2026, 5, 1), date(2026, 5, 18), False),
        (date(2026, 5, 1), date(2026, 5, 17), True),
    ],
)
def test_a_week_without_training_is_asked_about(
    therapist, make_patient, since, trained_on, is_listed
):
    plan = publish(therapist, make_patient(), since=since)
    if trained_on is not None:
        train(plan, trained_on)

    assert (AttentionKind.STOPPED in kinds(therapist)) is is_listed


def test_who_is_excused_has_not_stopped(therapist, make_patient):
    plan = publish(therapist, make_patient(), since=date(2026, 5, 1))
    Excuse.objects.create(
        clinic_id=plan.clinic_id,
        patient_id=plan.patient_id,
        first_day=date(2026, 5, 10),
        last_day=date(2026, 5, 20),
        reason="ill",
    )

    assert AttentionKind.STOPPED not in kinds(therapist)


def test_drafts_dates_and_a_phase_that_lasts_too_long_are_lines(therapist, make_patient):
    patient = make_patient()
    episode = open_episode(therapist, patient, name="total_knee_replacement")
    common = {"clinic_id": patient.clinic_id, "patient": patient, "episode": episode}
    Report.objects.create(**common, kind="progress", snapshot={}, made_by_id=therapist.user_id)
    PlanOfCare.objects.create(**common, started_on=date(2026, 3, 1), expires_on=date(2026, 5, 20))
    PhaseRecord.objects.create(
        **common,
        condition="total_knee_replacement",
        phase=first_phase("total_knee_replacement"),
        kind="entered",
        happened_on=date(2025, 5, 1),
    )

    found = {each.kind: each for each in read_attention(therapist).lines}

    assert found[AttentionKind.UNSIGNED_REPORT].step is NextStep.SIGN
    expired = found[AttentionKind.PLAN_OF_CARE_EXPIRES]
    assert (expired.severity, expired.since) == (Severity.SOON, date(2026, 5, 20))
    assert "stuck" in found[AttentionKind.PHASE_STUCK].words


def first_phase(name):
    return worked(name).phases[0].template.phases[0].id


def test_a_phase_that_no_longer_fits_the_conditions_is_told_and_stops_nothing(
    therapist, make_patient
):
    patient = make_patient()
    episode = open_episode(therapist, patient)
    PhaseRecord.objects.create(
        clinic_id=patient.clinic_id,
        patient=patient,
        episode=episode,
        condition="stroke",
        phase="no_such_phase",
        kind="entered",
        happened_on=date(2026, 5, 1),
    )
    write(patient)

    lines = read_attention(therapist).lines

    assert AttentionKind.MESSAGE in [each.kind for each in lines]
    stuck = next(each for each in lines if each.kind is AttentionKind.PHASE_STUCK)
    assert stuck.words.startswith("the phase cannot be told")


def test_others_patients_are_not_listed_and_only_carers_ask(make_actor, make_patient):
    alert(make_patient())

    assert kinds(make_actor(Role.THERAPIST, "outside")) == []
    with pytest.raises(NotAllowed):
        read_attention(make_actor(Role.FRONT_DESK))


def test_five_patients_take_as_many_questions_as_fifty(therapist, make_patient):
    def course():
        patient = make_patient()
        plan = publish(therapist, patient, since=date(2026, 5, 1))
        train(plan, date(2026, 5, 2))
        alert(patient)
        write(patient)

    def asked_count():
        with CaptureQueriesContext(connection) as asked:
            read_attention(therapist)
        return len(asked)

    Clinic.objects.update(alerts_a_day_count=1000)
    for _ in range(5):
        course()
    few_count = asked_count()
    for _ in range(45):
        course()

    assert asked_count() == few_count
