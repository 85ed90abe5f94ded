"""Courses of care: episodes, what restricts them, appointments, visits, falls."""

from django.db import models

from restride.records.fields import SealedJSON, SealedText
from restride.records.models.base import (
    DIGEST_CHARS,
    LINE_CHARS,
    NAME_CHARS,
    TEXT_CHARS,
    ClinicRecord,
    PatientRecord,
    word,
)
from restride.visit.states import (
    AppointmentState,
    AttendanceState,
    DocumentState,
    EpisodeState,
    FallState,
    VisitKind,
)


class Episode(PatientRecord):
    """A course of care for one problem."""

    state = word(EpisodeState, default=EpisodeState.PLANNED)
    #: Conditions by the ids of the content, with side and day of onset or surgery.
    conditions = models.JSONField(default=list)
    problem = SealedText(max_chars=LINE_CHARS, null=True)
    referrer = SealedText(max_chars=LINE_CHARS, null=True)
    started_on = models.DateField(null=True)
    ended_on = models.DateField(null=True)
    discharge_reason = word(null=True)
    outcome = SealedText(max_chars=TEXT_CHARS, null=True)
    #: What a plan needs to know of the person: the fields of a case that are no test.
    facts = SealedJSON(default=dict)
    #: What became of it, in order: started, held, resumed, discharged, reopened, cancelled.
    history = SealedJSON(default=list)

    class Meta:
        indexes = (models.Index(fields=["clinic", "state"], name="episodes_by_state"),)


class Precaution(PatientRecord):
    """An answer to the question of a precaution; the newest of a code holds."""

    episode = models.ForeignKey(Episode, on_delete=models.PROTECT, related_name="precautions")
    code = models.CharField(max_length=NAME_CHARS)
    presence = word()
    bound = models.FloatField(null=True)
    note = SealedText(max_chars=TEXT_CHARS, null=True)
    answered_on = models.DateField(null=True)
    content_version = models.CharField(max_length=NAME_CHARS)


class SafetyCheck(PatientRecord):
    """The gate before training: vital signs, what was found, and whether it opened."""

    episode = models.ForeignKey(Episode, on_delete=models.PROTECT, related_name="safety_checks")
    visit = models.ForeignKey(
        "records.Visit", on_delete=models.PROTECT, null=True, related_name="safety_checks"
    )
    vitals = models.JSONField(null=True)
    is_open = models.BooleanField()
    gate = models.JSONField()
    content_version = models.CharField(max_length=NAME_CHARS)


class PlanOfCare(PatientRecord):
    """The dates a payer asks for; each can become a line of the day list."""

    episode = models.ForeignKey(Episode, on_delete=models.PROTECT, related_name="plans_of_care")
    started_on = models.DateField()
    certified_on = models.DateField(null=True)
    expires_on = models.DateField(null=True)
    progress_report_due_on = models.DateField(null=True)
    ended_at = models.DateTimeField(null=True)


class TrainingClass(ClinicRecord):
    """A group that trains together."""

    name = models.CharField(max_length=NAME_CHARS)
    therapist = models.ForeignKey("records.User", on_delete=models.PROTECT, related_name="+")
    site = models.ForeignKey("records.Site", on_delete=models.PROTECT, null=True, related_name="+")
    #: 0 is Monday.
    weekday = models.PositiveSmallIntegerField()
    starts_at = models.TimeField()
    duration_min = models.PositiveSmallIntegerField()
    most_people_count = models.PositiveSmallIntegerField()
    ended_at = models.DateTimeField(null=True)


class Enrolment(PatientRecord):
    """A person in a class."""

    training_class = models.ForeignKey(
        TrainingClass, on_delete=models.PROTECT, related_name="enrolments"
    )
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["training_class", "patient"],
                condition=models.Q(ended_at__isnull=True),
                name="enrolment_once",
            ),
        )


class Attendance(PatientRecord):
    """Whether a person was in a class on a day."""

    enrolment = models.ForeignKey(Enrolment, on_delete=models.PROTECT, related_name="attendance")
    held_on = models.DateField()
    state = word(AttendanceState, default=AttendanceState.EXPECTED)
    training = models.ForeignKey(
        "records.TrainingSession", on_delete=models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["enrolment", "held_on"], name="attendance_once_a_day"),
        )


class Appointment(PatientRecord):
    """A time that was agreed."""

    state = word(AppointmentState, default=AppointmentState.BOOKED)
    kind = word(VisitKind, default=VisitKind.TREATMENT)
    episode = models.ForeignKey(Episode, on_delete=models.PROTECT, null=True, related_name="+")
    therapist = models.ForeignKey("records.User", on_delete=models.PROTECT, related_name="+")
    site = models.ForeignKey("records.Site", on_delete=models.PROTECT, null=True, related_name="+")
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    note = SealedText(max_chars=LINE_CHARS, null=True)

    class Meta:
        indexes = (
            models.Index(fields=["clinic", "starts_at"], name="appointments_of_day"),
            models.Index(fields=["therapist", "starts_at"], name="appointments_of_user"),
        )


class CalendarFeed(ClinicRecord):
    """A therapist's own calendar address; only a digest of its secret is kept."""

    user = models.ForeignKey("records.User", on_delete=models.PROTECT, related_name="+")
    digest = models.CharField(max_length=DIGEST_CHARS, unique=True)
    revoked_at = models.DateTimeField(null=True)


class Visit(PatientRecord):
    """A person met a therapist, in the clinic or from afar."""

    episode = models.ForeignKey(Episode, on_delete=models.PROTECT, related_name="visits")
    appointment = models.ForeignKey(
        Appointment, on_delete=models.PROTECT, null=True, related_name="visits"
    )
    kind = word(VisitKind)
    state = word(DocumentState, default=DocumentState.DRAFT)
    therapist = models.ForeignKey("records.User", on_delete=models.PROTECT, related_name="+")
    started_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    note = SealedText(max_chars=TEXT_CHARS, null=True)
    signed_at = models.DateTimeField(null=True)
    signed_by = models.ForeignKey(
        "records.User", on_delete=models.PROTECT, null=True, related_name="+"
    )
    #: Everything that was signed, and its digest.
    signed_content = SealedJSON(null=True)
    digest = models.CharField(max_length=DIGEST_CHARS, blank=True)


class VisitMinutes(PatientRecord):
    """Minutes of a visit that were spent on one intervention, for the account."""

    visit = models.ForeignKey(Visit, on_delete=models.PROTECT, related_name="minutes")
    intervention = word()
    duration_min = models.PositiveSmallIntegerField()
    billing_code = word(blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["visit", "intervention", "billing_code"], name="minutes_once_a_code"
            ),
        )


class FallReport(PatientRecord):
    """A fall, or nearly one."""

    client_uuid = models.UUIDField(null=True)
    episode = models.ForeignKey(Episode, on_delete=models.PROTECT, null=True, related_name="+")
    happened_at = models.DateTimeField()
    is_near_fall = models.BooleanField()
    has_injury = models.BooleanField(null=True)
    activity = SealedText(max_chars=TEXT_CHARS, null=True)
    state = word(FallState, default=FallState.NEW)
    reviewed_by = models.ForeignKey(
        "records.User", on_delete=models.PROTECT, null=True, related_name="+"
    )
    reviewed_at = models.DateTimeField(null=True)
    review = SealedText(max_chars=TEXT_CHARS, null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["patient", "client_uuid"], name="fall_sent_once"),
        )
