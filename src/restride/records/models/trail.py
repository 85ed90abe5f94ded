"""The audit trail: who did or saw what, when, in a chain that shows every change."""

from django.db import models

from restride.records.fields import SealedJSON
from restride.records.identity import new_id
from restride.records.models.base import DIGEST_CHARS, NAME_CHARS, word


class AuditEvent(models.Model):
    """One line of the trail. Written once; the database itself refuses to change or delete it."""

    #: 1, 2, 3 and so on without a gap.
    number = models.BigIntegerField(primary_key=True)
    happened_at = models.DateTimeField()
    clinic_id = models.UUIDField(null=True)
    user_id = models.UUIDField(null=True)
    roles = models.CharField(max_length=NAME_CHARS, blank=True)
    action = models.CharField(max_length=NAME_CHARS)
    #: done, refused or failed.
    outcome = word()
    entity = word(blank=True)
    entity_id = models.UUIDField(null=True)
    patient_id = models.UUIDField(null=True)
    #: Keyed digest of what stands in ``AuditDetail``; of nothing where there is none.
    detail_digest = models.CharField(max_length=DIGEST_CHARS, blank=True)
    #: Keyed digest of this line and of the line before.
    link = models.CharField(max_length=DIGEST_CHARS)

    class Meta:
        indexes = (
            models.Index(fields=["clinic_id", "number"], name="trail_of_clinic"),
            models.Index(fields=["clinic_id", "action", "number"], name="trail_of_action"),
            models.Index(fields=["patient_id", "number"], name="trail_of_patient"),
            models.Index(fields=["user_id", "number"], name="trail_of_user"),
        )


class AuditDetail(models.Model):
    """Reason and fields before and after, sealed apart, so that erasure leaves the chain whole."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    event = models.OneToOneField(AuditEvent, on_delete=models.PROTECT, related_name="detail")
    detail = SealedJSON(null=True)


class AuditSubject(models.Model):
    """A further patient whom one line is about, such as those shown in a list."""

    event = models.ForeignKey(AuditEvent, on_delete=models.PROTECT, related_name="subjects")
    patient_id = models.UUIDField()

    class Meta:
        indexes = (models.Index(fields=["patient_id", "event"], name="trail_of_subject"),)


class AuditHead(models.Model):
    """The last line of the chain; one row, and the lock under which the chain grows."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    number = models.BigIntegerField(default=0)
    link = models.CharField(max_length=DIGEST_CHARS, blank=True)
    #: Keyed digest of number and link: nobody without the key sets the head back or on.
    seal = models.CharField(max_length=DIGEST_CHARS, blank=True)
