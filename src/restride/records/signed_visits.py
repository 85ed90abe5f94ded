"""What a signed visit holds, written in full, and whether it still is what was signed."""

from datetime import UTC, datetime
from typing import Final
from uuid import UUID

from django.db.models import QuerySet

from restride.records.models import Amendment, TestResult, TrainingSession, Visit, VisitMinutes
from restride.visit.signing import digest_of_content
from restride.visit.states import DocumentState

#: Raised when a key joins, goes or changes its meaning.
_CONTENT_VERSION: Final = "1.0"


def content_to_sign(visit: Visit, *, by: UUID, at: datetime) -> dict[str, object]:
    """Write everything that a signature is about, as plain values."""
    return {
        "content_version": _CONTENT_VERSION,
        "visit": str(visit.pk),
        "patient": str(visit.patient_id),
        "episode": str(visit.episode_id),
        "appointment": _text(visit.appointment_id),
        "kind": visit.kind,
        "therapist": str(visit.therapist_id),
        "started_at": _moment(visit.started_at),
        "ended_at": None if visit.ended_at is None else _moment(visit.ended_at),
        "note": visit.note,
        "minutes": minutes_of(visit),
        "results": _results_of(visit),
        "sessions": _ids(TrainingSession.objects.filter(visit=visit)),
        "signed_by": str(by),
        "signed_at": _moment(at),
    }


def amended_content(
    before: dict[str, object],
    *,
    note: str,
    minutes: list[dict[str, object]],
    reason: str,
    before_digest: str,
    by: UUID,
    at: datetime,
) -> dict[str, object]:
    """Write what holds after an amendment, chained to what was signed before."""
    return {
        **before,
        "note": note,
        "minutes": minutes,
        "amendment": {
            "reason": reason,
            "before_digest": before_digest,
            "by": str(by),
            "at": _moment(at),
        },
    }


def minutes_of(visit: Visit) -> list[dict[str, object]]:
    """List the minutes of a visit in an order that does not depend on the database."""
    rows = VisitMinutes.objects.filter(visit=visit)
    lines: list[dict[str, object]] = [
        {
            "intervention": each.intervention,
            "duration_min": each.duration_min,
            "billing_code": each.billing_code,
        }
        for each in rows
    ]
    return sorted(lines, key=lambda line: (str(line["intervention"]), str(line["billing_code"])))


def is_intact(visit: Visit) -> bool:
    """Tell whether a signed visit and all its amendments are what was signed.

    The content fits its digest, note and minutes fit the content, and each amendment leads from the
    digest before to the digest after. A draft has nothing to be broken.
    """
    if visit.state == DocumentState.DRAFT:
        return not visit.digest and visit.signed_content is None
    content = visit.signed_content
    if content is None or digest_of_content(content) != visit.digest:
        return False
    if content["note"] != visit.note or content["minutes"] != minutes_of(visit):
        return False
    return _is_chained(visit)


def _is_chained(visit: Visit) -> bool:
    """Whether each amendment begins where the one before ended, and the last at the digest."""
    rows = list(Amendment.objects.filter(visit=visit).order_by("number"))
    digests = [each.before_digest for each in rows] + [visit.digest]
    return all(
        row.number == number
        and digest_of_content(row.before) == row.before_digest
        and row.after_digest == digests[number]
        for number, row in enumerate(rows, start=1)
    )


def _results_of(visit: Visit) -> list[dict[str, object]]:
    rows = TestResult.objects.filter(assessment__visit=visit).order_by("pk")
    values = rows.values_list("pk", "instrument", "state", "version")
    return [
        {"id": str(pk), "instrument": instrument, "state": state, "version": version}
        for pk, instrument, state, version in values
    ]


def _ids(rows: "QuerySet[TrainingSession]") -> list[str]:
    return [str(each) for each in rows.order_by("pk").values_list("pk", flat=True)]


def _text(row_id: UUID | None) -> str | None:
    return None if row_id is None else str(row_id)


def _moment(at: datetime) -> str:
    return at.astimezone(UTC).isoformat(timespec="microseconds")
