"""Alerts: something that somebody must look at, who, and until when; and what became of it."""

from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from django.db import IntegrityError, transaction

from restride.records import clock
from restride.records.acting import Act, acting
from restride.records.actors import Actor
from restride.records.care_team import CARERS, join_care_team, lead_of, the_colleague
from restride.records.editing import saved
from restride.records.models import Alert, Clinic
from restride.records.models.base import PatientRecord
from restride.records.refusals import NotUsable
from restride.records.scopes import the_row
from restride.visit.moves import moved
from restride.visit.severity import Severity
from restride.visit.states import AlertState
from restride.visit.working_days import working_days_after

#: An alert that nobody looks at for longer was not one.
_LATEST_DUE: Final = timedelta(days=60)


def due_after(clinic_id: UUID, *, working_days_count: int) -> datetime:
    """Tell when something that comes up now is due, on the clinic's working days."""
    zone_name = Clinic.objects.values_list("time_zone", flat=True).get(pk=clinic_id)
    return working_days_after(clock.now(), days_count=working_days_count, zone_name=zone_name)


def raise_alert(
    *,
    patient_id: UUID,
    clinic_id: UUID,
    rule: str,
    severity: int,
    source_kind: str,
    source_id: UUID,
    due_at: datetime,
    note: str | None = None,
) -> Alert:
    """Raise an alert once; a part of a larger action, which has the permission.

    The lead of the care team owns it. Raised again for the same source it stays what it is, even
    closed: what was looked at does not come back; something new has a row of its own.

    Parameters
    ----------
    rule
        Which rule raised it: "fall_reported".
    severity
        As in ``restride.visit.severity``; 1 is the gravest.
    source_kind, source_id
        The row it is about: "fall_report".

    Raises
    ------
    NotUsable
        No such severity, or it is due later than anybody would look.
    """
    if severity not in list(Severity):
        raise NotUsable(f"An alert must be of severity 1 to 3, and this is of {severity}.")
    if due_at > clock.now() + _LATEST_DUE:
        raise NotUsable(f"An alert must be due within {_LATEST_DUE.days} days. Set a nearer time.")
    known = Alert.objects.filter(patient_id=patient_id, rule=rule, source_id=source_id)
    first = known.order_by("pk").first()
    if first is not None:
        return first
    alert = Alert(
        clinic_id=clinic_id,
        patient_id=patient_id,
        rule=rule,
        severity=severity,
        source_kind=source_kind,
        source_id=source_id,
        owner_id=lead_of(patient_id, clinic_id=clinic_id),
        due_at=due_at,
        note=note,
    )
    try:
        with transaction.atomic():
            alert.save(force_insert=True)
    except IntegrityError:
        # Somebody else raised it at the same moment.
        return known.order_by("pk")[0]
    return alert


def close_alerts_of(actor: Actor, source: PatientRecord) -> None:
    """Resolve the alerts that a row raised, once it was looked at; a part of a larger action."""
    waiting = Alert.objects.filter(
        patient_id=source.patient_id,
        source_id=source.pk,
        state__in=(AlertState.OPEN, AlertState.ACKNOWLEDGED),
    )
    for alert in waiting.order_by("pk"):
        _close(actor, alert, AlertState.RESOLVED)
        saved(alert, version=alert.version)


def acknowledge_alert(actor: Actor, alert_id: UUID) -> Alert:
    """Say that somebody looks after it; whoever does owns it where nobody did.

    Raises
    ------
    NotThere, ImpossibleMove
        No such alert, or one that is closed.
    """
    with acting(actor, "alert.decide") as act:
        alert = _found(actor, alert_id)
        before = _state_of(alert)
        alert.state = moved(alert.state, AlertState.ACKNOWLEDGED, thing="alert")
        alert.owner_id = alert.owner_id or actor.user_id
        _keep(act, alert, before=before)
    return alert


def resolve_alert(actor: Actor, alert_id: UUID, *, note: str | None = None) -> Alert:
    """Say that what had to be done was done.

    Raises
    ------
    NotThere, ImpossibleMove
        No such alert, or one that is closed.
    """
    with acting(actor, "alert.decide") as act:
        alert = _found(actor, alert_id)
        before = _state_of(alert)
        _close(actor, alert, AlertState.RESOLVED)
        alert.note = note or alert.note
        _keep(act, alert, before=before)
    return alert


def dismiss_alert(actor: Actor, alert_id: UUID, *, reason: str) -> Alert:
    """Say that nothing is to be done, and why.

    Raises
    ------
    NotThere, ImpossibleMove
        No such alert, or one that is closed.
    NotUsable
        No reason.
    """
    with acting(actor, "alert.decide") as act:
        if not reason.strip():
            raise NotUsable("An alert is dismissed with a reason, and there is none. Write it.")
        alert = _found(actor, alert_id)
        before = _state_of(alert)
        _close(actor, alert, AlertState.DISMISSED)
        alert.note = reason
        _keep(act, alert, before=before)
    return alert


def reopen_alert(actor: Actor, alert_id: UUID) -> Alert:
    """Take back that an alert was dismissed.

    Raises
    ------
    NotThere, ImpossibleMove
        No such alert, or one that was not dismissed.
    """
    with acting(actor, "alert.decide") as act:
        alert = _found(actor, alert_id)
        before = _state_of(alert)
        alert.state = moved(alert.state, AlertState.OPEN, thing="alert")
        alert.closed_at = None
        alert.closed_by_id = None
        _keep(act, alert, before=before)
    return alert


def hand_over_alert(actor: Actor, alert_id: UUID, *, owner_id: UUID) -> Alert:
    """Give an alert to a colleague, who thereby cares for the patient.

    Raises
    ------
    NotThere
        No such alert, or no such therapist or assistant.
    NotUsable
        The alert is closed.
    """
    with acting(actor, "alert.decide") as act:
        alert = _found(actor, alert_id)
        owner = the_colleague(actor, owner_id, roles=CARERS)
        if alert.closed_at is not None:
            raise NotUsable(
                "An alert is handed over while it is open, and this one is closed. Reopen it."
            )
        before = _state_of(alert)
        join_care_team(actor, alert.patient, owner)
        alert.owner = owner
        _keep(act, alert, before=before)
    return alert


def _found(actor: Actor, alert_id: UUID) -> Alert:
    return the_row(actor, Alert, alert_id)


def _close(actor: Actor, alert: Alert, state: AlertState) -> None:
    alert.state = moved(alert.state, state, thing="alert")
    alert.closed_at = clock.now()
    alert.closed_by_id = actor.user_id


def _state_of(alert: Alert) -> dict[str, object]:
    return {"state": alert.state, "owner": str(alert.owner_id), "note": alert.note}


def _keep(act: Act, alert: Alert, *, before: dict[str, object]) -> None:
    saved(alert, version=alert.version)
    act.about(alert)
    act.changed(before, _state_of(alert))
