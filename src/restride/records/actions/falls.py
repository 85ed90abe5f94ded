"""Falls: reported by the clinic or by the person, looked at by the clinic."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from django.db import IntegrityError, transaction

from restride.records import clock
from restride.records.acting import acting
from restride.records.actions.alerts import close_alerts_of, due_after, raise_alert
from restride.records.actors import Actor
from restride.records.belonging import the_row_of
from restride.records.care_team import lead_of
from restride.records.editing import saved
from restride.records.models import Episode, FallReport, Patient
from restride.records.refusals import Conflict, NotUsable
from restride.records.scopes import the_patient, the_row
from restride.visit.moves import moved
from restride.visit.severity import Severity
from restride.visit.states import FallState

#: What lies further back is history, and asked for as such.
#: House choice: docs/decisions/0168-course-of-care.md
_OLDEST: Final = timedelta(days=366)
#: Clocks of telephones differ by so much.
_AHEAD: Final = timedelta(minutes=5)
_RULE: Final = "fall_reported"
_DUE_WORKING_DAYS: Final = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Fall:
    """A fall, or nearly one, as it was told."""

    #: Made on the device: what is sent twice is kept once.
    client_uuid: UUID
    happened_at: datetime
    is_near_fall: bool
    #: None is "not answered".
    has_injury: bool | None = None
    #: What they were doing.
    activity: str | None = None
    episode_id: UUID | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportedFall:
    """A fall as it is kept."""

    row: FallReport
    #: False where the same had been sent before.
    is_new: bool


def report_fall(actor: Actor, patient_id: UUID, fall: Fall) -> ReportedFall:
    """Report a fall; it becomes an alert of the lead, unless they reported it themselves.

    Raises
    ------
    NotThere
        No such patient, or no such episode of theirs.
    NotUsable
        A time to come, or more than a year ago.
    Conflict
        Another fall was sent under this identifier.
    """
    with acting(actor, "fall.report") as act:
        patient = the_patient(actor, patient_id, depth=act.permission.depth)
        known = FallReport.objects.filter(patient=patient, client_uuid=fall.client_uuid).first()
        if known is not None:
            _refuse_other(known, fall)
            act.about(known, was_sent_again=True)
            return ReportedFall(row=known, is_new=False)
        _refuse_impossible_time(fall.happened_at)
        row = _row(actor, patient, fall)
        _keep(row)
        if actor.user_id != lead_of(patient.pk, clinic_id=patient.clinic_id):
            _alert(row)
        act.about(row)
    return ReportedFall(row=row, is_new=True)


def review_fall(actor: Actor, fall_id: UUID, *, words: str | None = None) -> FallReport:
    """Say that a fall was looked at, and what follows from it; its alert is resolved.

    Raises
    ------
    NotThere, ImpossibleMove
        No such fall, or one that was reviewed.
    """
    with acting(actor, "fall.review") as act:
        row = the_row(actor, FallReport, fall_id)
        row.state = moved(row.state, FallState.REVIEWED, thing="fall report")
        row.reviewed_by_id = actor.user_id
        row.reviewed_at = clock.now()
        row.review = words
        saved(row, version=row.version)
        close_alerts_of(actor, row)
        act.about(row)
    return row


def _refuse_impossible_time(happened_at: datetime) -> None:
    if happened_at.tzinfo is None:
        raise NotUsable("happened_at needs its time zone, and has none. Send it as 09:30+02:00.")
    now = clock.now()
    if happened_at > now + _AHEAD:
        raise NotUsable("happened_at must not be a time to come. Correct it.")
    if happened_at < now - _OLDEST:
        raise NotUsable(
            f"A fall is reported within {_OLDEST.days} days. Write an older one into the history "
            "of the person."
        )


def _row(actor: Actor, patient: Patient, fall: Fall) -> FallReport:
    episode = None
    if fall.episode_id is not None:
        episode = the_row_of(actor, Episode, row_id=fall.episode_id, patient_id=patient.pk)
    return FallReport(
        clinic_id=actor.clinic_id,
        patient=patient,
        made_by_id=actor.user_id,
        client_uuid=fall.client_uuid,
        episode=episode,
        happened_at=fall.happened_at,
        is_near_fall=fall.is_near_fall,
        has_injury=fall.has_injury,
        activity=fall.activity,
    )


def _keep(row: FallReport) -> None:
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError:
        raise Conflict("The same fall is being sent twice at once. Send it again.") from None


def _refuse_other(row: FallReport, fall: Fall) -> None:
    kept = (row.happened_at, row.is_near_fall, row.has_injury, row.activity, row.episode_id)
    sent = (fall.happened_at, fall.is_near_fall, fall.has_injury, fall.activity, fall.episode_id)
    if kept != sent:
        raise Conflict(
            "An identifier is of one fall, and another was kept under this one. Give the fall an "
            "identifier of its own."
        )


def _alert(row: FallReport) -> None:
    raise_alert(
        patient_id=row.patient_id,
        clinic_id=row.clinic_id,
        rule=_RULE,
        severity=_severity(row),
        source_kind="fall_report",
        source_id=row.pk,
        due_at=due_after(row.clinic_id, working_days_count=_DUE_WORKING_DAYS),
    )


def _severity(row: FallReport) -> Severity:
    """Tell how grave it is: only a "no" rules out the injury of a fall."""
    if row.is_near_fall:
        return Severity.URGENT if row.has_injury else Severity.NOTICE
    return Severity.SOON if row.has_injury is False else Severity.URGENT
