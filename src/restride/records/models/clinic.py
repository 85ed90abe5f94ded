"""Clinics of this server: who works there, who was invited, and what they own."""

from django.db import models

from restride.records.fields import SealedJSON
from restride.records.models.base import (
    DIGEST_CHARS,
    LINE_CHARS,
    NAME_CHARS,
    ClinicRecord,
    Record,
    word,
)
from restride.records.roles import Role
from restride.visit.states import ContentState, DeviceState


class Clinic(Record):
    """An organisation that cares for people."""

    name = models.CharField(max_length=NAME_CHARS)
    time_zone = models.CharField(max_length=64, default="UTC")
    language = models.CharField(max_length=16, default="en")
    #: Everything in it is simulated, and said to be.
    is_demo = models.BooleanField(default=False)
    idle_limit_min = models.PositiveSmallIntegerField(default=20)
    absolute_limit_min = models.PositiveSmallIntegerField(default=720)
    reassess_every_days = models.PositiveSmallIntegerField(default=28)
    #: Visits since the last assessment after which another is proposed.
    reassess_every_visits_count = models.PositiveSmallIntegerField(default=10)
    retention_years = models.PositiveSmallIntegerField(default=10)
    #: The most alerts a therapist is given in a day; the gravest come first.
    alerts_a_day_count = models.PositiveSmallIntegerField(default=20)
    equipment = models.JSONField(default=list)


class Site(ClinicRecord):
    """A place where a clinic works."""

    name = models.CharField(max_length=NAME_CHARS)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["clinic", "name"], name="site_once_a_clinic"),
        )


class Membership(ClinicRecord):
    """What somebody is in a clinic, from a day to a day."""

    user = models.ForeignKey("records.User", on_delete=models.PROTECT, related_name="memberships")
    role = word(Role)
    site = models.ForeignKey(Site, on_delete=models.PROTECT, null=True, related_name="+")
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["clinic", "user", "role"],
                condition=models.Q(ended_at__isnull=True),
                name="membership_once_a_role",
            ),
        )


class Invitation(ClinicRecord):
    """A link that lets somebody join; only a digest of its secret is kept."""

    role = word(Role)
    patient = models.ForeignKey(
        "records.Patient", on_delete=models.PROTECT, null=True, related_name="+"
    )
    #: Of staff: who they will be; of a patient or proxy nothing.
    name = models.CharField(max_length=NAME_CHARS, blank=True)
    email = models.EmailField(blank=True)
    digest = models.CharField(max_length=DIGEST_CHARS, unique=True)
    expires_at = models.DateTimeField()
    most_uses_count = models.PositiveSmallIntegerField(default=1)
    uses_count = models.PositiveSmallIntegerField(default=0)
    revoked_at = models.DateTimeField(null=True)
    made_by = models.ForeignKey("records.User", on_delete=models.PROTECT, related_name="+")


class ServiceToken(ClinicRecord):
    """Lets another program act, within what the token names and no longer than it lasts."""

    name = models.CharField(max_length=NAME_CHARS)
    digest = models.CharField(max_length=DIGEST_CHARS, unique=True)
    scopes = models.JSONField(default=list)
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)
    last_used_at = models.DateTimeField(null=True)
    made_by = models.ForeignKey("records.User", on_delete=models.PROTECT, related_name="+")


class Device(ClinicRecord):
    """A sensor, plate, phone or camera of the clinic."""

    kind = word()
    serial = models.CharField(max_length=NAME_CHARS)
    label = models.CharField(max_length=NAME_CHARS, blank=True)
    firmware = models.CharField(max_length=NAME_CHARS, blank=True)
    calibrated_on = models.DateField(null=True)
    state = word(DeviceState, default=DeviceState.OK)
    battery_share = models.FloatField(null=True)
    patient = models.ForeignKey(
        "records.Patient", on_delete=models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["clinic", "kind", "serial"], name="device_once_a_clinic"
            ),
        )


class DeviceToken(ClinicRecord):
    """Lets a device send recordings, and nothing else."""

    device = models.ForeignKey(Device, on_delete=models.PROTECT, related_name="tokens")
    digest = models.CharField(max_length=DIGEST_CHARS, unique=True)
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)
    made_by = models.ForeignKey("records.User", on_delete=models.PROTECT, related_name="+")


class ClinicContent(ClinicRecord):
    """A clinic's own exercise, template or education topic, with its review."""

    kind = word()
    code = models.CharField(max_length=NAME_CHARS)
    number = models.PositiveIntegerField()
    language = models.CharField(max_length=16, default="en")
    content = models.JSONField()
    state = word(ContentState, default=ContentState.DRAFT)
    author = models.ForeignKey("records.User", on_delete=models.PROTECT, related_name="+")
    reviewer = models.ForeignKey(
        "records.User", on_delete=models.PROTECT, null=True, related_name="+"
    )
    reviewed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["clinic", "kind", "code", "number"], name="content_once_a_number"
            ),
        )


class StoredLicencePack(ClinicRecord):
    """Wordings of an instrument that this clinic may use, on what terms and until when."""

    instrument = models.CharField(max_length=NAME_CHARS)
    licence = models.CharField(max_length=LINE_CHARS)
    holder = models.CharField(max_length=LINE_CHARS)
    expires_on = models.DateField()
    language = models.CharField(max_length=16)
    wordings = SealedJSON()
    removed_at = models.DateTimeField(null=True)
