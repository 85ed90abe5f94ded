"""What needs attention, the gravest first; no more in a day than somebody can look at."""

from dataclasses import dataclass
from uuid import UUID

from django.db.models import QuerySet

from restride.records.acting import reading
from restride.records.actors import Actor
from restride.records.models import Alert, Clinic
from restride.records.scopes import owned, the_patient
from restride.visit.severity import Severity
from restride.visit.states import AlertState

_WAITING = (AlertState.OPEN, AlertState.ACKNOWLEDGED)
#: Of a patient's own list: so many are read.
_MOST_OF_PATIENT_COUNT = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Attention:
    """What somebody is asked to look at now, and how much waits behind it."""

    alerts: tuple[Alert, ...]
    #: Less grave than those shown, and beyond the bound of the day.
    held_back_count: int


def list_alerts(actor: Actor, *, is_mine: bool = True) -> Attention:
    """List what waits: one's own or nobody's, or of all patients one may see.

    At most ``Clinic.alerts_a_day_count`` are shown, the gravest first and then those due soonest;
    urgent ones are never held back.
    """
    with reading(actor, "alert.read") as act:
        rows = owned(actor, Alert).filter(state__in=_WAITING)
        if is_mine:
            rows = rows.filter(owner_id=actor.user_id) | rows.filter(owner__isnull=True)
        found = _bounded(_in_order(rows), actor=actor)
        act.about_patients(each.patient_id for each in found.alerts)
    return found


def alerts_of_patient(actor: Actor, patient_id: UUID) -> tuple[Alert, ...]:
    """List the alerts of a patient, open and closed, the newest first.

    Raises
    ------
    NotThere
        There is no such patient whom the actor may see.
    """
    with reading(actor, "alert.read") as act:
        patient = the_patient(actor, patient_id, depth=act.permission.depth)
        rows = owned(actor, Alert).filter(patient=patient).select_related("patient", "owner")
        act.about(patient)
        return tuple(rows.order_by("-pk")[:_MOST_OF_PATIENT_COUNT])


def _in_order(rows: "QuerySet[Alert]") -> "QuerySet[Alert]":
    return rows.select_related("patient", "owner").order_by("severity", "due_at", "pk")


def _bounded(rows: "QuerySet[Alert]", *, actor: Actor) -> Attention:
    most_count = Clinic.objects.values_list("alerts_a_day_count", flat=True).get(pk=actor.clinic_id)
    urgent = tuple(rows.filter(severity=Severity.URGENT))
    others = rows.exclude(severity=Severity.URGENT)
    room_count = max(0, most_count - len(urgent))
    shown = tuple(others[:room_count])
    held_back_count = others.count() - len(shown) if len(shown) == room_count else 0
    return Attention(alerts=(*urgent, *shown), held_back_count=held_back_count)
