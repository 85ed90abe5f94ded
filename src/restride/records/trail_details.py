"""Looking through what stands beside the lines of the trail: details and further patients.

Slower than the chain, since every detail is opened. A detail that is gone is no damage where its
patient was erased: the line of the erasure stands in the chain.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from restride.errors import VaultError
from restride.records.keys import current_keyring
from restride.records.models import AuditDetail, AuditEvent, AuditSubject
from restride.records.trail import detail_digest
from restride.records.trail_checks import BrokenLink, Damage

_CHUNK_COUNT: Final = 1_000
#: What an erasure is called in the trail.
ERASURE: Final = "patient.erase"


@dataclass(frozen=True, slots=True, kw_only=True)
class DetailCheck:
    """What looking through the details found."""

    details_count: int
    #: Emptied by the erasure of a patient.
    shredded_count: int
    first_broken: BrokenLink | None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Beside:
    """A line, and what stands beside it."""

    event: AuditEvent
    detail: AuditDetail | None
    #: The detail is there, and nothing is in it any more.
    is_emptied: bool
    subjects: tuple[UUID, ...]


def verify_details() -> DetailCheck:
    """Compare every detail with the digest of it in the chain, and name the first that differs."""
    key = current_keyring().audit_key.reveal()
    erased = _erased()
    count = shredded_count = 0
    broken = None
    for line in _lines():
        if line.is_emptied and line.event.patient_id in erased:
            shredded_count += 1
            continue
        count += line.detail is not None
        broken = _fault(key, line)
        if broken is not None:
            break
    return DetailCheck(details_count=count, shredded_count=shredded_count, first_broken=broken)


def _fault(key: bytes, line: _Beside) -> BrokenLink | None:
    written = line.event.detail_digest
    if line.detail is None or line.is_emptied:
        if (
            written == detail_digest(key, None, also_patient_ids=line.subjects)
            and not line.is_emptied
        ):
            return None
        if not written:
            return _broken(line.event, Damage.INSERTED, "something was written beside it later")
        return _broken(line.event, Damage.MISSING, "what stood beside it is not there")
    try:
        found = detail_digest(key, line.detail.detail, also_patient_ids=line.subjects)
    except VaultError:
        found = None
    if written == found:
        return None
    return _broken(line.event, Damage.CHANGED, "what stands beside it is not as it was written")


def _broken(event: AuditEvent, damage: Damage, words: str) -> BrokenLink:
    return BrokenLink(number=event.number, damage=damage, words=f"Line {event.number}: {words}.")


def _erased() -> frozenset[UUID]:
    """Whose details an erasure emptied, by the lines of the chain."""
    rows = AuditEvent.objects.filter(action=ERASURE, outcome="done")
    own = rows.exclude(patient_id=None).values_list("patient_id", flat=True)
    also = AuditSubject.objects.filter(event__in=rows).values_list("patient_id", flat=True)
    return frozenset(each for each in (*own, *also) if each is not None)


def _lines() -> Iterator[_Beside]:
    """Read all lines, a chunk at a time."""
    after = 0
    while True:
        events = AuditEvent.objects.filter(number__gt=after).order_by("number")[:_CHUNK_COUNT]
        chunk = list(events)
        if not chunk:
            return
        span = {"event__gt": after, "event__lte": chunk[-1].number}
        details = {each.event_id: each for each in AuditDetail.objects.filter(**span)}
        emptied = AuditDetail.objects.filter(**span, detail__isnull=True)
        emptied_ids = frozenset(emptied.values_list("event_id", flat=True))
        subjects: dict[int, list[UUID]] = {}
        for each in AuditSubject.objects.filter(**span).order_by("pk"):
            subjects.setdefault(each.event_id, []).append(each.patient_id)
        for event in chunk:
            yield _Beside(
                event=event,
                detail=details.get(event.number),
                is_emptied=event.number in emptied_ids,
                subjects=tuple(subjects.get(event.number, ())),
            )
        after = chunk[-1].number
