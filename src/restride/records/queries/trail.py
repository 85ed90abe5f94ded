"""Reading the trail: who did and saw what."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from django.db.models import Q, QuerySet

from restride.records.acting import reading
from restride.records.actors import Actor
from restride.records.models import AuditDetail, AuditEvent, AuditSubject, ServiceToken, User
from restride.records.patient_rows import same_person_ids
from restride.records.permissions import PERMISSIONS
from restride.records.refusals import NotThere
from restride.records.scopes import Depth, the_patient

_LINE: Final = "line of the trail"


@dataclass(frozen=True, slots=True, kw_only=True)
class TrailFilter:
    """Which lines are asked for."""

    user_id: UUID | None = None
    patient_id: UUID | None = None
    action: str | None = None
    outcome: str | None = None
    since: datetime | None = None
    until: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedLine:
    """A line of the trail, with the name of whoever it is about."""

    number: int
    happened_at: datetime
    user_id: UUID | None
    #: Of staff and of service tokens; None of patients, of whom accounts know no name.
    user_name: str | None
    roles: str
    action: str
    outcome: str
    entity: str
    entity_id: UUID | None
    patient_id: UUID | None


@dataclass(frozen=True, slots=True, kw_only=True)
class TrailPage:
    """Some lines, the newest first."""

    lines: tuple[NamedLine, ...]
    #: Before which the next page begins; None on the last.
    next_before: int | None


_EVERYTHING = TrailFilter()


def read_trail(
    actor: Actor,
    asked: TrailFilter = _EVERYTHING,
    *,
    before: int | None = None,
    most_count: int = 50,
) -> TrailPage:
    """Read the trail of one's own clinic; details are opened line by line with ``read_detail``."""
    with reading(actor, "audit.read"):
        rows = AuditEvent.objects.filter(clinic_id=actor.clinic_id)
        return _page(_narrowed(rows, asked), before=before, most_count=most_count)


def read_patient_trail(
    actor: Actor, patient_id: UUID, *, before: int | None = None, most_count: int = 50
) -> TrailPage:
    """Tell who saw a patient and did what; for the clinic, and for the patient.

    Raises
    ------
    NotThere
        No such patient.
    """
    with reading(actor, "audit.patient") as act:
        patient = the_patient(actor, patient_id, depth=Depth.IDENTITY)
        page = _page(lines_about(same_person_ids(patient)), before=before, most_count=most_count)
        act.about(patient)
    return page


def read_detail(actor: Actor, number: int) -> dict[str, object] | None:
    """Open what stands beside a line, as deep as the actor sees that patient.

    None where nothing does, or where it went with a patient who was erased.

    Raises
    ------
    NotThere
        No such line, or of somebody whom the actor does not see so deep.
    """
    with reading(actor, "audit.detail") as act:
        event = AuditEvent.objects.filter(clinic_id=actor.clinic_id, number=number).first()
        if event is None:
            raise NotThere(_LINE)
        if event.patient_id is not None:
            permission = PERMISSIONS.get(event.action)
            depth = Depth.CARE if permission is None else permission.depth
            try:
                act.about(the_patient(actor, event.patient_id, depth=depth))
            except NotThere:
                raise NotThere(_LINE) from None
        detail = AuditDetail.objects.filter(event=event).first()
        opened: dict[str, object] | None = None if detail is None else detail.detail
    return opened


def lines_about(patient_ids: Iterable[UUID]) -> "QuerySet[AuditEvent]":
    """Give the lines that are about some patients, alone or in a list."""
    ids = tuple(patient_ids)
    shown = AuditSubject.objects.filter(patient_id__in=ids).values("event")
    return AuditEvent.objects.filter(Q(patient_id__in=ids) | Q(number__in=shown))


def named(events: Iterable[AuditEvent]) -> tuple[NamedLine, ...]:
    """Put names to lines."""
    rows = tuple(events)
    ids = {each.user_id for each in rows if each.user_id is not None}
    names: dict[UUID, str] = dict(
        User.objects.filter(pk__in=ids).exclude(name="").values_list("pk", "name")
    )
    names.update(ServiceToken.objects.filter(pk__in=ids).values_list("pk", "name"))
    return tuple(
        NamedLine(
            number=each.number,
            happened_at=each.happened_at,
            user_id=each.user_id,
            user_name=None if each.user_id is None else names.get(each.user_id),
            roles=each.roles,
            action=each.action,
            outcome=each.outcome,
            entity=each.entity,
            entity_id=each.entity_id,
            patient_id=each.patient_id,
        )
        for each in rows
    )


def _narrowed(rows: "QuerySet[AuditEvent]", asked: TrailFilter) -> "QuerySet[AuditEvent]":
    if asked.patient_id is not None:
        about = lines_about([asked.patient_id])
        rows = rows.filter(number__in=about.values("number"))
    wanted = {
        "user_id": asked.user_id,
        "action": asked.action,
        "outcome": asked.outcome,
        "happened_at__gte": asked.since,
        "happened_at__lt": asked.until,
    }
    return rows.filter(**{name: value for name, value in wanted.items() if value is not None})


def _page(rows: "QuerySet[AuditEvent]", *, before: int | None, most_count: int) -> TrailPage:
    if before is not None:
        rows = rows.filter(number__lt=before)
    found = tuple(rows.order_by("-number")[: most_count + 1])
    shown = found[:most_count]
    has_more = len(found) > most_count
    return TrailPage(lines=named(shown), next_before=shown[-1].number if has_more else None)
