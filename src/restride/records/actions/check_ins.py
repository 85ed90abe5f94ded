"""Check-ins: a patient's answers once a week, each kept once."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from restride.plan.cases.case_json import plain
from restride.records import clock
from restride.records.acting import acting
from restride.records.actions.alerts import due_after, raise_alert
from restride.records.actors import Actor
from restride.records.models import CheckIn
from restride.records.refusals import Conflict, NotUsable
from restride.records.scopes import the_patient
from restride.records.sent_once import first_sent, keep_once
from restride.visit.check_in import WeeklyAnswers
from restride.visit.severity import Severity
from restride.visit.training import FallAnswer

#: A device that kept answers for longer is not believed; clocks run ahead by minutes.
#: House choice: docs/decisions/0170-sessions-and-progress.md
_OLDEST: Final = timedelta(days=366)
_CLOCK_TOLERANCE: Final = timedelta(minutes=5)
#: Somebody calls within a working day. House choice: the same.
_DUE_WORKING_DAYS: Final = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class SentCheckIn:
    """A check-in, and whether it came for the first time."""

    row: CheckIn
    is_new: bool


def send_check_in(
    actor: Actor,
    patient_id: UUID,
    *,
    client_uuid: UUID,
    answered_at: datetime,
    answers: WeeklyAnswers,
) -> SentCheckIn:
    """Keep the answers of a week; a fall among them is an alert.

    Raises
    ------
    NotThere, NotUsable
        No such patient; a day to come or long gone; no answer at all.
    Conflict
        Other answers bear the identifier.
    """
    with acting(actor, "check_in.send") as act:
        patient = the_patient(actor, patient_id, depth=act.permission.depth)
        known = first_sent(actor, CheckIn, client_uuid=client_uuid)
        if known is not None:
            if (known.patient_id, known.answers) != (patient.pk, plain(answers)):
                raise Conflict(
                    "The identifier of a check-in must be of one alone, and other answers were "
                    "kept under it. Give these an identifier of their own."
                )
            act.about(known, was_sent_again=True)
            return SentCheckIn(row=known, is_new=False)
        _refuse(answered_at, answers)
        row = CheckIn(
            clinic_id=actor.clinic_id,
            patient=patient,
            made_by_id=actor.user_id,
            client_uuid=client_uuid,
            answered_at=answered_at,
            answers=plain(answers),
        )
        keep_once(row)
        _alert(row, answers)
        act.about(row)
    return SentCheckIn(row=row, is_new=True)


def _refuse(answered_at: datetime, answers: WeeklyAnswers) -> None:
    now = clock.now()
    if not now - _OLDEST <= answered_at <= now + _CLOCK_TOLERANCE:
        raise NotUsable(
            f"A check-in is of the last {_OLDEST.days} days, and this one of "
            f"{answered_at.date()}. Set the clock of the device, or correct the day."
        )
    if answers == WeeklyAnswers():
        raise NotUsable("A check-in needs at least one answer, and has none. Answer a question.")


def _alert(row: CheckIn, answers: WeeklyAnswers) -> None:
    if answers.fall is not FallAnswer.FELL:
        return
    raise_alert(
        patient_id=row.patient_id,
        clinic_id=row.clinic_id,
        rule="check_in_fall",
        severity=Severity.URGENT,
        source_kind="check_in",
        source_id=row.pk,
        due_at=due_after(row.clinic_id, working_days_count=_DUE_WORKING_DAYS),
    )
