"""What was done: sessions with their sets, excuses, check-ins, alerts, messages, education."""

from django.db import models

from restride.records.fields import SealedJSON, SealedText
from restride.records.models.base import (
    DIGEST_CHARS,
    LINE_CHARS,
    NAME_CHARS,
    TEXT_CHARS,
    PatientRecord,
    word,
)
from restride.visit.states import AlertState, EducationState, TrainingState


class TrainingSession(PatientRecord):
    """One training session, in the clinic, at home, in a class or from afar."""

    #: Made on the device: a session that is sent twice is kept once.
    client_uuid = models.UUIDField()
    plan = models.ForeignKey(
        "records.PlanRecord", on_delete=models.PROTECT, null=True, related_name="sessions"
    )
    visit = models.ForeignKey(
        "records.Visit", on_delete=models.PROTECT, null=True, related_name="sessions"
    )
    place = word()
    state = word(TrainingState, default=TrainingState.STARTED)
    time_zone = models.CharField(max_length=64)
    started_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    #: Pain, dizziness, effort, unsteadiness: what was not answered is null.
    before = SealedJSON(null=True)
    after = SealedJSON(null=True)
    source = word()
    #: Of what was sent first: the same sent again is known by it.
    sent_digest = SealedText(max_chars=DIGEST_CHARS, null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["clinic", "client_uuid"], name="session_sent_once"),
        )
        indexes = (models.Index(fields=["patient", "started_at"], name="sessions_of_patient"),)


class ActivityRecord(PatientRecord):
    """One exercise of a session: each set with its target and what was done."""

    training = models.ForeignKey(
        TrainingSession, on_delete=models.PROTECT, related_name="activities"
    )
    number = models.PositiveSmallIntegerField()
    #: Of the prescription in the plan: "home:str_mini_squat:left".
    prescription = models.CharField(max_length=NAME_CHARS)
    exercise = models.CharField(max_length=NAME_CHARS)
    content_version = models.CharField(max_length=NAME_CHARS)
    sets = models.JSONField()
    completion = word()
    reason = word(blank=True)
    note = SealedText(max_chars=TEXT_CHARS, null=True)
    pain_before = models.PositiveSmallIntegerField(null=True)
    pain_during = models.PositiveSmallIntegerField(null=True)
    pain_after = models.PositiveSmallIntegerField(null=True)
    effort = models.PositiveSmallIntegerField(null=True)
    was_unsteady = models.BooleanField(null=True)
    assistance = word(blank=True)
    feedback = models.JSONField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["training", "number"], name="activity_once_a_number"),
        )


class Excuse(PatientRecord):
    """Days on which nothing was expected, and why."""

    first_day = models.DateField()
    last_day = models.DateField()
    reason = word()
    note = SealedText(max_chars=LINE_CHARS, null=True)
    ended_at = models.DateTimeField(null=True)


class CheckIn(PatientRecord):
    """A person's answers once a week."""

    client_uuid = models.UUIDField()
    answered_at = models.DateTimeField()
    #: By question; what was not answered is null.
    answers = SealedJSON()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["clinic", "client_uuid"], name="check_in_sent_once"),
        )


class Alert(PatientRecord):
    """Something that somebody must look at, who, and until when."""

    rule = models.CharField(max_length=NAME_CHARS)
    severity = models.PositiveSmallIntegerField()
    source_kind = word()
    source_id = models.UUIDField(null=True)
    state = word(AlertState, default=AlertState.OPEN)
    owner = models.ForeignKey("records.User", on_delete=models.PROTECT, null=True, related_name="+")
    due_at = models.DateTimeField()
    note = SealedText(max_chars=TEXT_CHARS, null=True)
    closed_at = models.DateTimeField(null=True)
    closed_by = models.ForeignKey(
        "records.User", on_delete=models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        indexes = (models.Index(fields=["clinic", "state", "due_at"], name="alerts_by_due"),)
        constraints = (
            models.UniqueConstraint(
                fields=["patient", "rule", "source_id"],
                condition=models.Q(state__in=["open", "acknowledged"]),
                name="alert_once_a_source",
            ),
        )


class Message(PatientRecord):
    """A message between a patient and the clinic."""

    client_uuid = models.UUIDField()
    sender = models.ForeignKey("records.User", on_delete=models.PROTECT, related_name="+")
    is_from_clinic = models.BooleanField()
    text = SealedText(max_chars=TEXT_CHARS)
    read_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["clinic", "client_uuid"], name="message_sent_once"),
        )


class EducationAssignment(PatientRecord):
    """A reading that was given to a person, and how far it came."""

    topic = models.CharField(max_length=NAME_CHARS)
    content_version = models.CharField(max_length=NAME_CHARS)
    because = SealedText(max_chars=LINE_CHARS, null=True)
    state = word(EducationState, default=EducationState.ASSIGNED)
    opened_at = models.DateTimeField(null=True)
    read_at = models.DateTimeField(null=True)
    confirmed_at = models.DateTimeField(null=True)
    understood = models.BooleanField(null=True)
