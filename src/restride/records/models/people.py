"""Patients, who may see them, and what they agreed to."""

from django.db import models

from restride.records.fields import SealedText
from restride.records.models.base import (
    LINE_CHARS,
    NAME_CHARS,
    TEXT_CHARS,
    ClinicRecord,
    PatientRecord,
    word,
)
from restride.visit.states import PatientState


class Patient(ClinicRecord):
    """A person in care. What identifies them is sealed; a search goes through ``PatientTerm``."""

    state = word(PatientState, default=PatientState.ACTIVE)
    merged_into = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, related_name="merged"
    )
    record_number = SealedText(max_chars=NAME_CHARS)
    given_name = SealedText(max_chars=NAME_CHARS)
    family_name = SealedText(max_chars=NAME_CHARS)
    #: As 1950-04-30.
    birth_date = SealedText(max_chars=10)
    #: For reference values only.
    sex_for_reference = word(null=True)
    gender = SealedText(max_chars=NAME_CHARS, null=True)
    phone = SealedText(max_chars=NAME_CHARS, null=True)
    email = SealedText(max_chars=LINE_CHARS, null=True)
    address = SealedText(max_chars=LINE_CHARS, null=True)
    language = models.CharField(max_length=16, default="en")
    time_zone = models.CharField(max_length=64, default="UTC")
    #: When a device of this person last sent everything it had.
    synced_at = models.DateTimeField(null=True)
    made_by = models.ForeignKey(
        "records.User", on_delete=models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        indexes = (models.Index(fields=["clinic", "state", "id"], name="patients_of_clinic"),)


class PatientTerm(models.Model):
    """A keyed digest of something a patient can be found by."""

    clinic = models.ForeignKey("records.Clinic", on_delete=models.PROTECT, related_name="+")
    patient = models.ForeignKey(Patient, on_delete=models.CASCADE, related_name="terms")
    term = models.BinaryField(max_length=16)

    class Meta:
        indexes = (models.Index(fields=["clinic", "term", "patient"], name="patients_by_term"),)
        constraints = (
            models.UniqueConstraint(fields=["patient", "term"], name="term_once_a_patient"),
        )


class PatientAccess(PatientRecord):
    """An account through which a patient, or somebody for them, looks in."""

    user = models.ForeignKey("records.User", on_delete=models.PROTECT, related_name="access")
    is_proxy = models.BooleanField(default=False)
    relationship = SealedText(max_chars=NAME_CHARS, null=True)
    ended_at = models.DateTimeField(null=True)


class CareTeamMember(PatientRecord):
    """Somebody who cares for a patient, from a time to a time."""

    user = models.ForeignKey("records.User", on_delete=models.PROTECT, related_name="care")
    is_lead = models.BooleanField(default=False)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        indexes = (models.Index(fields=["user", "patient", "ended_at"], name="care_of_user"),)
        constraints = (
            models.UniqueConstraint(
                fields=["patient", "user"],
                condition=models.Q(ended_at__isnull=True),
                name="care_once_a_user",
            ),
        )


class BreakGlass(PatientRecord):
    """Somebody outside the care team opened a record in need, for a while, and said why."""

    user = models.ForeignKey("records.User", on_delete=models.PROTECT, related_name="+")
    reason = SealedText(max_chars=TEXT_CHARS)
    expires_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    reviewed_at = models.DateTimeField(null=True)
    reviewed_by = models.ForeignKey(
        "records.User", on_delete=models.PROTECT, null=True, related_name="+"
    )


class Consent(PatientRecord):
    """What a patient agreed to, in which wording, and until when."""

    #: record, sensors, video, research or home.
    kind = word()
    text_version = word()
    given_at = models.DateTimeField()
    #: In person, on the clinic's tablet, by the proxy ...
    how = models.CharField(max_length=LINE_CHARS)
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by = models.ForeignKey(
        "records.User", on_delete=models.PROTECT, null=True, related_name="+"
    )
