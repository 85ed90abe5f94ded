"""The audit trail: lines that are chained by a key, so that no change of the past goes unseen.

Each line's link is a keyed digest (HMAC-SHA-256) of the line and of the link before it. The key
is in no database: whoever edits, deletes, moves, inserts or cuts lines there cannot make the links
fit. What was done in particular stands sealed beside the line, which keeps its digest only, so that
erasing a patient leaves the chain whole. See docs/decisions/0164-audit-trail.md.
"""

import hashlib
import hmac
import json
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final
from uuid import UUID

from django.db import transaction

from restride.records import clock
from restride.records.keys import current_keyring
from restride.records.models import AuditDetail, AuditEvent, AuditHead, AuditSubject

#: Stands between the fields of a line; no field holds it.
BETWEEN: Final = "\x1f"
#: The link before the first line.
FIRST_LINK: Final = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TrailLine:
    """Somebody did or saw something."""

    clinic_id: UUID | None
    user_id: UUID | None
    roles: str
    action: str
    outcome: str
    entity: str = ""
    entity_id: UUID | None = None
    patient_id: UUID | None = None
    also_patient_ids: tuple[UUID, ...] = ()
    detail: dict[str, object] | None = None


def write_line(line: TrailLine) -> AuditEvent:
    """Add a line at the end of the chain, in the transaction that is open or in one of its own."""
    key = current_keyring().audit_key.reveal()
    with transaction.atomic():
        head = _locked_head()
        event = AuditEvent(
            number=head.number + 1,
            happened_at=clock.now(),
            clinic_id=line.clinic_id,
            user_id=line.user_id,
            roles=line.roles,
            action=line.action,
            outcome=line.outcome,
            entity=line.entity,
            entity_id=line.entity_id,
            patient_id=line.patient_id,
            detail_digest=detail_digest(key, line.detail, also_patient_ids=line.also_patient_ids),
        )
        event.link = link_of(key, told(event), before=head.link)
        event.save(force_insert=True)
        if line.detail is not None:
            AuditDetail.objects.create(event=event, detail=line.detail)
        AuditSubject.objects.bulk_create(
            AuditSubject(event=event, patient_id=each) for each in line.also_patient_ids
        )
        head.number, head.link = event.number, event.link
        head.seal = head_seal(key, number=event.number, link=event.link)
        head.save(update_fields=["number", "link", "seal"])
    return event


def _locked_head() -> AuditHead:
    """Take the lock under which the chain grows; the first line makes it."""
    head = AuditHead.objects.select_for_update().filter(pk=1).first()
    if head is None:
        AuditHead.objects.get_or_create(pk=1)
        head = AuditHead.objects.select_for_update().get(pk=1)
    return head


def told(event: AuditEvent) -> str:
    """Write a line as it is chained."""
    fields = (
        str(event.number),
        moment(event.happened_at),
        hexadecimal(event.clinic_id),
        hexadecimal(event.user_id),
        event.roles,
        event.action,
        event.outcome,
        event.entity,
        hexadecimal(event.entity_id),
        hexadecimal(event.patient_id),
        event.detail_digest,
    )
    return BETWEEN.join(fields)


def moment(happened_at: datetime) -> str:
    """Write a time to the microsecond, in UTC."""
    return happened_at.astimezone(UTC).strftime("%Y-%m-%d %H:%M:%S.%f")


def hexadecimal(each: UUID | None) -> str:
    """Write an identifier; nothing where there is none."""
    return "" if each is None else each.hex


def link_of(key: bytes, line: str, *, before: str) -> str:
    """Chain a line to the one before."""
    return hmac.new(key, f"{before}{BETWEEN}{line}".encode(), hashlib.sha256).hexdigest()


def head_seal(key: bytes, *, number: int, link: str) -> str:
    """Seal the head, so that it cannot be set to another line by hand."""
    content = f"head{BETWEEN}{number}{BETWEEN}{link}"
    return hmac.new(key, content.encode(), hashlib.sha256).hexdigest()


def detail_digest(
    key: bytes, detail: dict[str, object] | None, *, also_patient_ids: tuple[UUID, ...]
) -> str:
    """Digest what stands beside a line; nothing where nothing does."""
    if detail is None and not also_patient_ids:
        return ""
    content = json.dumps(
        [detail, [each.hex for each in also_patient_ids]],
        sort_keys=True,
        separators=(",", ":"),
        ensure_ascii=False,
    )
    return hmac.new(key, content.encode(), hashlib.sha256).hexdigest()
