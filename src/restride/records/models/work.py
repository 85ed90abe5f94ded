"""Work that goes on in the background, and passwords of one kind: one-time things."""

from django.db import models

from restride.records.fields import SealedText
from restride.records.models.base import NAME_CHARS, TEXT_CHARS, Record, word
from restride.visit.states import RunState


class Job(Record):
    """A piece of work that a worker leases, and finishes once."""

    clinic = models.ForeignKey(
        "records.Clinic", on_delete=models.PROTECT, null=True, related_name="+"
    )
    patient = models.ForeignKey(
        "records.Patient", on_delete=models.PROTECT, null=True, related_name="+"
    )
    made_by = models.ForeignKey(
        "records.User", on_delete=models.PROTECT, null=True, related_name="+"
    )
    kind = word()
    #: Ids only.
    payload = models.JSONField(default=dict)
    state = word(RunState, default=RunState.QUEUED)
    priority = models.SmallIntegerField(default=0)
    run_after = models.DateTimeField()
    #: How often it was begun; the number of the try is the key to finishing it.
    tries_count = models.PositiveSmallIntegerField(default=0)
    most_tries_count = models.PositiveSmallIntegerField(default=3)
    time_limit_s = models.PositiveIntegerField(default=600)
    worker = models.CharField(max_length=NAME_CHARS, blank=True)
    leased_until = models.DateTimeField(null=True)
    started_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    done_share = models.FloatField(default=0.0)
    stage = models.CharField(max_length=NAME_CHARS, blank=True)
    failure = SealedText(max_chars=TEXT_CHARS, null=True)
    #: A second job of the same key is not queued while the first is not done.
    once_key = models.CharField(max_length=NAME_CHARS, blank=True)

    class Meta:
        indexes = (
            models.Index(fields=["state", "run_after", "priority"], name="jobs_to_do"),
            models.Index(fields=["patient", "state"], name="jobs_of_patient"),
        )
        constraints = (
            models.UniqueConstraint(
                fields=["kind", "once_key"],
                condition=models.Q(state__in=["queued", "running"]) & ~models.Q(once_key=""),
                name="job_once_a_key",
            ),
        )
