"""Everything that can be kept of one person, with words in it by which every leak is found."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any
from uuid import uuid4

from django.db import models
from tests.clinic.every_row import RowMaker
from tests.clinic.made_plans import plan_of, publish
from tests.clinic.web.matrix.words import CARE, NAME, NOW, Place, planted

from restride.clinical.battery_proposal import BatteryAnswers
from restride.clinical.care import Assistance
from restride.clinical.circumstances import Aid, Circumstances, Footwear
from restride.clinical.patient import Diagnosis
from restride.clinical.precautions import Presence
from restride.clinical.scoring.entry import Entry
from restride.plan.adherence.home_session import DoseUnit
from restride.plan.cases.case import CaseGoal
from restride.records.actions.assessments import AssessmentStart, start_assessment
from restride.records.actions.consents import give_consent
from restride.records.actions.episodes import Referral, open_episode
from restride.records.actions.findings import propose_findings
from restride.records.actions.goals import set_goal
from restride.records.actions.plans import draft_plan
from restride.records.actions.registering import Identity, register_patient
from restride.records.actions.results import enter_result
from restride.records.actions.safety import Answered, answer_precautions, check_safety
from restride.records.actions.sessions import record_session
from restride.records.actions.visits import VisitDraft, edit_visit, open_visit
from restride.records.actors import Actor
from restride.records.models import (
    ActivityRecord,
    Appointment,
    Assessment,
    BreakGlass,
    CareTeamMember,
    CheckIn,
    Consent,
    Device,
    Enrolment,
    Episode,
    Excuse,
    FindingRecord,
    GoalEventRecord,
    GoalRecord,
    Invitation,
    Job,
    Observation,
    Patient,
    PatientAccess,
    PlanRecord,
    Precaution,
    Recording,
    Report,
    SafetyCheck,
    Site,
    TestResult,
    TrainingClass,
    TrainingSession,
    User,
    Visit,
    VisitMinutes,
)
from restride.records.queries.facts import person_of
from restride.terms import Side
from restride.visit.consents import CURRENT_TEXTS, ConsentKind, ConsentWay
from restride.visit.states import RecordingState, VisitKind
from restride.visit.training import Activity, Completion, PerformedSet, Session
from restride.visit.training import Place as TrainingPlace

Rows = dict[type[models.Model], models.Model]


def register(actor: Actor, place: Place) -> Patient:
    """Register the person of a place."""
    word = planted(place, NAME)
    return register_patient(
        actor,
        Identity(
            record_number=word,
            given_name=word,
            family_name=f"{word}-{place}",
            birth_date=date(1950, 1, 1),
            phone=word,
            email=f"{word}@example.org",
            address=word,
            gender=word,
            time_zone="Europe/Berlin",
        ),
    )


def make_course(actor: Actor, patient: Patient, *, home: User, place: Place, site: Site) -> Rows:
    """Let a therapist do everything with a person that is done in a course of care."""
    word = planted(place, CARE)
    episode = _episode(actor, patient, word)
    made: Rows = {Episode: episode, Site: site}
    made |= _measured(actor, episode, word)
    made |= _trained(actor, patient, episode, word)
    made |= _at_the_desk(actor, patient, home=home, place=place, site=site)
    user = User.objects.get(pk=actor.user_id)
    maker = RowMaker(patient, user, text=word)
    maker.made |= made
    return _usable(maker.make_all())


def _episode(actor: Actor, patient: Patient, word: str) -> Episode:
    diagnosis = Diagnosis(condition="stroke", side=Side.LEFT, since=date(2026, 2, 1))
    episode = open_episode(
        actor, patient.pk, Referral(conditions=(diagnosis,), problem=word, referrer=word)
    )
    for kind in ConsentKind:
        give_consent(
            actor,
            patient.pk,
            kind=kind,
            text_version=CURRENT_TEXTS[kind].version,
            how=ConsentWay.IN_PERSON,
        )
    asked = person_of(Episode.objects.get(pk=episode.pk), day=NOW.date()).asked()
    answers = [Answered(code=each.id, presence=Presence.ABSENT, note=word) for each in asked]
    answer_precautions(actor, episode.pk, answers)
    return Episode.objects.get(pk=episode.pk)


def _measured(actor: Actor, episode: Episode, word: str) -> Rows:
    visit = open_visit(actor, episode.pk, kind=VisitKind.TREATMENT)
    edit_visit(
        actor, visit.pk, VisitDraft(kind=VisitKind.TREATMENT, note=word), version=visit.version
    )
    told = Circumstances(aid=Aid.NONE, assistance=Assistance.INDEPENDENT, footwear=Footwear.SHOES)
    answers = BatteryAnswers(stands_30_s=True, walks_10_m=True)
    start = AssessmentStart(battery="quick_screen", answers=answers, circumstances=told)
    assessment = start_assessment(actor, episode.pk, start)
    entry = Entry(instrument="tug", tested_on=NOW.date(), trials=(24.0,))
    result, _ = enter_result(actor, assessment.pk, entry)
    finding = propose_findings(actor, episode.pk)[0]
    FindingRecord.objects.get(pk=finding.pk)
    goal = set_goal(actor, episode.pk, CaseGoal(words=word))
    return {
        Visit: Visit.objects.get(pk=visit.pk),
        SafetyCheck: check_safety(actor, episode.pk, vitals=None),
        Precaution: Precaution.objects.filter(episode=episode).first(),
        Assessment: Assessment.objects.get(pk=assessment.pk),
        TestResult: TestResult.objects.get(pk=result.pk),
        FindingRecord: FindingRecord.objects.get(pk=finding.pk),
        GoalRecord: goal,
        GoalEventRecord: GoalEventRecord.objects.filter(goal=goal).first(),
    }


def _trained(actor: Actor, patient: Patient, episode: Episode, word: str) -> Rows:
    plan = publish(actor, patient, since=date(2026, 5, 1), episode=episode)
    row = next(each for each in plan_of().prescriptions if each.setting == "home")
    activity = Activity(
        exercise=row.exercise,
        prescription=row.key,
        sets=(PerformedSet(unit=DoseUnit.REPETITIONS, target=10, actual=8),),
        completion=Completion.DONE,
        note=word,
    )
    session = Session(
        client_uuid=uuid4(),
        place=TrainingPlace.HOME,
        state="completed",
        started_at=NOW - timedelta(hours=1),
        ended_at=NOW - timedelta(minutes=30),
        time_zone="Europe/Berlin",
        activities=(activity,),
    )
    kept = record_session(actor, patient.pk, replace(session, plan_id=plan.pk)).row
    answers = {"pain_points": 3, "confidence_points": 7, "fall": "no", "programme": "right"}
    draft_plan(actor, episode.pk)
    return {
        PlanRecord: plan,
        TrainingSession: TrainingSession.objects.get(pk=kept.pk),
        ActivityRecord: ActivityRecord.objects.get(training=kept),
        CheckIn: CheckIn.objects.create(
            clinic_id=patient.clinic_id,
            patient=patient,
            client_uuid=uuid4(),
            answered_at=NOW,
            answers=answers,
        ),
    }


def _at_the_desk(actor: Actor, patient: Patient, *, home: User, place: Place, site: Site) -> Rows:
    word = planted(place, NAME)
    whose: dict[str, Any] = {"clinic_id": patient.clinic_id, "patient": patient}
    training_class, _ = TrainingClass.objects.get_or_create(
        clinic_id=patient.clinic_id,
        defaults={
            "name": "Balance",
            "therapist_id": actor.user_id,
            "site": site,
            "weekday": 0,
            "starts_at": "14:00",
            "duration_min": 60,
            "most_people_count": 9,
        },
    )
    return {
        Device: Device.objects.create(
            clinic_id=patient.clinic_id,
            kind="imu",
            serial=place,
            label=word if place is Place.ELSEWHERE else "",
        ),
        Job: Job.objects.create(**whose, kind="analysis", run_after=NOW, stage="waits"),
        PatientAccess: PatientAccess.objects.create(**whose, user=home, relationship=word),
        Consent: Consent.objects.filter(patient=patient).first(),
        CareTeamMember: CareTeamMember.objects.filter(patient=patient).first(),
        TrainingClass: training_class,
        Enrolment: Enrolment.objects.create(**whose, training_class=training_class),
        Appointment: Appointment.objects.create(
            **whose,
            therapist_id=actor.user_id,
            site=site,
            starts_at=NOW + timedelta(days=1),
            ends_at=NOW + timedelta(days=1, minutes=45),
            note=word,
        ),
        BreakGlass: BreakGlass.objects.create(
            **whose, user_id=actor.user_id, reason=word, expires_at=NOW - timedelta(hours=1)
        ),
        Invitation: Invitation.objects.create(
            **whose,
            role="patient",
            digest=uuid4().hex,
            expires_at=NOW + timedelta(days=7),
            made_by_id=actor.user_id,
        ),
    }


def _usable(made: Rows) -> Rows:
    """Let rows that were filled column by column be such as an action would leave them."""
    values: dict[type[models.Model], dict[str, object]] = {
        Excuse: {"reason": "ill"},
        Observation: {"side": "left"},
        Recording: {"state": RecordingState.CAPTURED},
        Report: {"kind": "progress"},
        TrainingSession: {"state": "started", "ended_at": None},
        VisitMinutes: {"intervention": "gait_training"},
    }
    for model, columns in values.items():
        for name, value in columns.items():
            setattr(made[model], name, value)
        made[model].save()
    return made
