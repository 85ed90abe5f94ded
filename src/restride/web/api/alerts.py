"""Alerts: what needs attention, and what became of it."""

from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

from django.http import HttpRequest
from ninja import Query, Router

from restride.records.actions.alerts import (
    acknowledge_alert,
    dismiss_alert,
    hand_over_alert,
    reopen_alert,
    resolve_alert,
)
from restride.records.models import Alert
from restride.records.queries.alerts import alerts_of_patient, list_alerts
from restride.visit.states import AlertState
from restride.web.api.asking import actor_in
from restride.web.api.bodies import Answer, Body, Text
from restride.web.api.care_bodies import NamedPatientAnswer, StaffNameAnswer

router = Router(tags=["alerts"])


class AlertResolveBody(Body):
    """What was done."""

    note: Text | None = None


class AlertDismissBody(Body):
    """Why nothing is to be done."""

    reason: Text


class AlertHandOverBody(Body):
    """Who looks after it from now on."""

    owner_id: UUID


class AlertAnswer(Answer):
    """Something that somebody must look at."""

    id: UUID
    patient: NamedPatientAnswer
    version: int
    rule: str
    #: 1 is the gravest.
    severity: int
    source_kind: str
    source_id: UUID | None
    state: AlertState
    owner: StaffNameAnswer | None
    made_at: datetime
    due_at: datetime
    note: str | None
    closed_at: datetime | None


class AttentionAnswer(Answer):
    """What to look at now, the gravest first, and how much less grave waits behind it."""

    alerts: list[AlertAnswer]
    held_back_count: int


@router.get("/alerts", response=AttentionAnswer, operation_id="alert_read")
def read(request: HttpRequest, is_mine: Annotated[bool, Query()] = True) -> Any:  # noqa: FBT002
    """List what needs attention: one's own and nobody's, or of all one's patients."""
    return list_alerts(actor_in(request), is_mine=is_mine)


@router.get(
    "/patients/{patient_id}/alerts",
    response=list[AlertAnswer],
    operation_id="alert_read_patient",
)
def read_of_patient(request: HttpRequest, patient_id: UUID) -> list[Alert]:
    """List the alerts of a patient, open and closed, the newest first."""
    return list(alerts_of_patient(actor_in(request), patient_id))


@router.post(
    "/alerts/{alert_id}/acknowledge",
    response=AlertAnswer,
    operation_id="alert_decide_acknowledge",
)
def acknowledge(request: HttpRequest, alert_id: UUID) -> Alert:
    """Say that somebody looks after it."""
    return acknowledge_alert(actor_in(request), alert_id)


@router.post(
    "/alerts/{alert_id}/resolve", response=AlertAnswer, operation_id="alert_decide_resolve"
)
def resolve(request: HttpRequest, alert_id: UUID, body: AlertResolveBody) -> Alert:
    """Say that what had to be done was done."""
    return resolve_alert(actor_in(request), alert_id, note=body.note)


@router.post(
    "/alerts/{alert_id}/dismiss", response=AlertAnswer, operation_id="alert_decide_dismiss"
)
def dismiss(request: HttpRequest, alert_id: UUID, body: AlertDismissBody) -> Alert:
    """Say that nothing is to be done, and why."""
    return dismiss_alert(actor_in(request), alert_id, reason=body.reason)


@router.post("/alerts/{alert_id}/reopen", response=AlertAnswer, operation_id="alert_decide_reopen")
def reopen(request: HttpRequest, alert_id: UUID) -> Alert:
    """Take back that an alert was dismissed."""
    return reopen_alert(actor_in(request), alert_id)


@router.post(
    "/alerts/{alert_id}/hand-over", response=AlertAnswer, operation_id="alert_decide_hand_over"
)
def hand_over(request: HttpRequest, alert_id: UUID, body: AlertHandOverBody) -> Alert:
    """Give an alert to a colleague."""
    return hand_over_alert(actor_in(request), alert_id, owner_id=body.owner_id)
