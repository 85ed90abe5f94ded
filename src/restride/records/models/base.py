"""What every row has, and what every row of a patient has."""

from enum import StrEnum
from typing import Any

from django.db import models

from restride.records import clock
from restride.records.identity import new_id

#: Words of a state or kind.
WORD_CHARS = 40
#: Names of content: "gait_speed_10m.comfortable_mps".
NAME_CHARS = 120
#: What a person writes in one line.
LINE_CHARS = 300
#: What a person writes at length.
TEXT_CHARS = 20_000
#: Of a SHA-256 in hexadecimal.
DIGEST_CHARS = 64


def word(kind: type[StrEnum] | None = None, **options: Any) -> "models.CharField[Any, Any]":
    """Make a column for one word; of an enumeration where one is given."""
    choices = None if kind is None else [(each.value, each.value) for each in kind]
    return models.CharField(max_length=WORD_CHARS, choices=choices, **options)


def clock_now() -> Any:
    """Tell the time when a row is made."""
    return clock.now()


class Record(models.Model):
    """A row with an identifier that tells nothing, the time it was made, and its edit count."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    made_at = models.DateTimeField(default=clock_now, editable=False)
    #: Raised at every edit: two people who edit the same row notice each other.
    version = models.PositiveIntegerField(default=1)

    class Meta:
        abstract = True


class ClinicRecord(Record):
    """A row that belongs to one clinic of this server."""

    clinic = models.ForeignKey("records.Clinic", on_delete=models.PROTECT, related_name="+")

    class Meta:
        abstract = True


class PatientRecord(ClinicRecord):
    """A row that belongs to one patient. It is reached through the actor only."""

    patient = models.ForeignKey("records.Patient", on_delete=models.PROTECT, related_name="+")
    made_by = models.ForeignKey(
        "records.User", on_delete=models.PROTECT, related_name="+", null=True, editable=False
    )

    class Meta:
        abstract = True
