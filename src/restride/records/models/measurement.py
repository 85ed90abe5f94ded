"""Measurement: batteries, tests and their trials, recordings, analyses, values."""

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
from restride.visit.states import (
    AssessmentState,
    ObservationState,
    RecordingState,
    RunState,
    TestState,
    TrialState,
    UploadState,
)


class Assessment(PatientRecord):
    """A battery of tests that was begun."""

    episode = models.ForeignKey(
        "records.Episode", on_delete=models.PROTECT, related_name="assessments"
    )
    visit = models.ForeignKey(
        "records.Visit", on_delete=models.PROTECT, null=True, related_name="assessments"
    )
    battery = models.CharField(max_length=NAME_CHARS)
    battery_version = models.CharField(max_length=NAME_CHARS)
    state = word(AssessmentState, default=AssessmentState.DRAFT)
    started_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    #: The conditions that every test starts with.
    circumstances = models.JSONField(default=dict)
    #: What it was proposed from: the three answers, and the tests that were left out and why.
    proposal = models.JSONField(default=dict)


class TestResult(PatientRecord):
    """One test of one person on one day: what was entered, and what it was scored to."""

    __test__ = False  # pytest takes the name for a class of tests

    assessment = models.ForeignKey(Assessment, on_delete=models.PROTECT, related_name="results")
    #: Its place in the battery.
    number = models.PositiveSmallIntegerField(default=0)
    #: The analysis that it was taken from, where it was not typed in.
    run = models.ForeignKey(
        "records.AnalysisRun", on_delete=models.PROTECT, null=True, related_name="test_results"
    )
    instrument = models.CharField(max_length=NAME_CHARS)
    content_version = models.CharField(max_length=NAME_CHARS)
    state = word(TestState, default=TestState.PLANNED)
    tested_on = models.DateField(null=True)
    circumstances = models.JSONField(default=dict)
    #: As it was entered.
    entry = SealedJSON(null=True)
    #: As it was scored; with the version above it can be scored again.
    scored = SealedJSON(null=True)
    reason = SealedText(max_chars=TEXT_CHARS, null=True)
    rater = models.ForeignKey("records.User", on_delete=models.PROTECT, null=True, related_name="+")
    #: The result that stands in the place of this one.
    corrected_by = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, related_name="corrects"
    )
    #: Of a result that stands in the place of another: why.
    correction = SealedText(max_chars=TEXT_CHARS, null=True)


class Recording(PatientRecord):
    """A recorded movement. Its samples lie in a sealed file, never in the database."""

    client_uuid = models.UUIDField()
    episode = models.ForeignKey(
        "records.Episode", on_delete=models.PROTECT, null=True, related_name="recordings"
    )
    visit = models.ForeignKey(
        "records.Visit", on_delete=models.PROTECT, null=True, related_name="recordings"
    )
    device = models.ForeignKey(
        "records.Device", on_delete=models.PROTECT, null=True, related_name="+"
    )
    state = word(RecordingState, default=RecordingState.RECEIVING)
    task = word(null=True)
    pace = word(null=True)
    circumstances = models.JSONField(default=dict)
    declared_name = SealedText(max_chars=LINE_CHARS, null=True)
    recorded_at = models.DateTimeField()
    #: Name in the storage; what lies there is sealed.
    stored_name = models.CharField(max_length=NAME_CHARS, blank=True)
    #: Of the content before it was sealed.
    sha256 = models.CharField(max_length=DIGEST_CHARS, blank=True)
    size_bytes = models.BigIntegerField(default=0)
    format = word(blank=True)
    duration_s = models.FloatField(null=True)
    #: What was found in it: sensors with place and rate, plates, landmarks, doubts.
    content = models.JSONField(default=dict)
    #: What the reader is told beside the file: rate, placements, known distance.
    reading = models.JSONField(default=dict)
    lost_share = models.FloatField(null=True)
    clock_offset_s = models.FloatField(null=True)
    #: Of a stream: since when nothing more is taken; its file is made after it.
    ended_at = models.DateTimeField(null=True)
    refusal = SealedText(max_chars=TEXT_CHARS, null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["clinic", "client_uuid"], name="recording_sent_once"),
        )


class Upload(PatientRecord):
    """A file on its way in; it can go on where it broke off."""

    client_uuid = models.UUIDField()
    recording = models.ForeignKey(Recording, on_delete=models.PROTECT, related_name="uploads")
    state = word(UploadState, default=UploadState.OPEN)
    declared_bytes = models.BigIntegerField()
    received_bytes = models.BigIntegerField(default=0)
    declared_sha256 = models.CharField(max_length=DIGEST_CHARS)
    #: Name inside the quarantine.
    quarantine_name = models.CharField(max_length=NAME_CHARS)
    expires_at = models.DateTimeField()
    refusal = SealedText(max_chars=TEXT_CHARS, null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["clinic", "client_uuid"], name="upload_sent_once"),
        )


class Trial(PatientRecord):
    """One go at a test."""

    test_result = models.ForeignKey(TestResult, on_delete=models.PROTECT, related_name="trials")
    number = models.PositiveSmallIntegerField()
    state = word(TrialState, default=TrialState.CAPTURED)
    started_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    recording = models.ForeignKey(
        Recording, on_delete=models.PROTECT, null=True, related_name="trials"
    )
    #: Start and end, in seconds of the recording, as they were found.
    auto_marks = models.JSONField(null=True)
    #: As the therapist moved them; the automatic ones stay.
    edited_marks = models.JSONField(null=True)
    quality = models.JSONField(default=dict)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["test_result", "number"], name="trial_once_a_number"),
        )


class AnalysisRun(PatientRecord):
    """One analysis of one recording by one version; a newer one supersedes, never rewrites it."""

    recording = models.ForeignKey(Recording, on_delete=models.PROTECT, related_name="runs")
    job = models.ForeignKey("records.Job", on_delete=models.PROTECT, null=True, related_name="+")
    state = word(RunState, default=RunState.QUEUED)
    algorithm_version = word(blank=True)
    settings = models.JSONField(default=dict)
    input_sha256 = models.CharField(max_length=DIGEST_CHARS)
    #: The whole analysis, as the documented JSON.
    document = SealedJSON(null=True)
    document_sha256 = models.CharField(max_length=DIGEST_CHARS, blank=True)
    started_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    superseded_by = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, related_name="supersedes"
    )
    failure = SealedText(max_chars=TEXT_CHARS, null=True)


class Observation(PatientRecord):
    """One value of one measure, with its unit, its interval and where it came from."""

    episode = models.ForeignKey(
        "records.Episode", on_delete=models.PROTECT, null=True, related_name="+"
    )
    run = models.ForeignKey(
        AnalysisRun, on_delete=models.PROTECT, null=True, related_name="observations"
    )
    test_result = models.ForeignKey(
        TestResult, on_delete=models.PROTECT, null=True, related_name="observations"
    )
    #: "walking_speed_mps", "tug.time_s".
    code = models.CharField(max_length=NAME_CHARS)
    value = models.FloatField(null=True)
    unit = word(blank=True)
    side = word(blank=True)
    item = models.CharField(max_length=NAME_CHARS, blank=True)
    low = models.FloatField(null=True)
    high = models.FloatField(null=True)
    repeats_count = models.PositiveIntegerField(null=True)
    #: Of the conditions: only values of one key are compared.
    conditions_key = models.CharField(max_length=DIGEST_CHARS, blank=True)
    observed_at = models.DateTimeField()
    state = word(ObservationState, default=ObservationState.PRELIMINARY)
    quality = models.JSONField(default=dict)

    class Meta:
        indexes = (
            models.Index(fields=["patient", "code", "observed_at"], name="values_of_patient"),
        )
