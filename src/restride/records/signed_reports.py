"""What is signed of a report, and whether it still is what was signed."""

from typing import Any

from restride.records.models import Amendment, Report
from restride.visit.signing import digest_of_content


def content_of(row: Report, *, amendment: Amendment | None) -> dict[str, Any]:
    """Give everything that is signed; an amended report is chained to what it was before.

    Parameters
    ----------
    amendment
        The last change; None where there was none.
    """
    return {
        "report_id": str(row.pk),
        "patient_id": str(row.patient_id),
        "episode_id": str(row.episode_id),
        "kind": str(row.kind),
        "snapshot": row.snapshot,
        "text": row.text,
        "signed_by": str(row.signed_by_id),
        "signed_at": None if row.signed_at is None else row.signed_at.timestamp(),
        "amendment": None
        if amendment is None
        else {
            "number": amendment.number,
            "reason": amendment.reason,
            "before_digest": amendment.before_digest,
        },
    }


def digest_of_report(row: Report, *, amendment: Amendment | None) -> str:
    """Digest what is signed."""
    return digest_of_content(content_of(row, amendment=amendment))


def is_intact(row: Report, *, amendment: Amendment | None) -> bool:
    """Whether a signed report still is what was signed."""
    return row.digest == digest_of_report(row, amendment=amendment)
