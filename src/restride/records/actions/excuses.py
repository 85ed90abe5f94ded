"""Days on which nothing is expected: illness, holidays, a pause that a therapist sets."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final
from uuid import UUID

from restride.plan.adherence.home_session import Excuse as DaysOff
from restride.plan.adherence.home_session import ExcuseReason
from restride.records import clock
from restride.records.acting import acting
from restride.records.actors import Actor
from restride.records.editing import saved
from restride.records.models import Excuse
from restride.records.refusals import Conflict, NotUsable
from restride.records.scopes import the_patient, the_row

#: Told later than this, or for longer, it is no excuse but another plan.
#: House choice: docs/decisions/0170-sessions-and-progress.md
_EARLIEST: Final = timedelta(days=56)
_LATEST: Final = timedelta(days=366)
_LONGEST_DAYS: Final = 183


@dataclass(frozen=True, slots=True, kw_only=True)
class ExcusedDays:
    """From which day to which, and why."""

    first_day: date
    last_day: date
    reason: ExcuseReason
    note: str | None = None


def excuse_days(actor: Actor, patient_id: UUID, days: ExcusedDays) -> Excuse:
    """Expect nothing of a patient for some days.

    Raises
    ------
    NotThere, NotUsable
        No such patient; days in the wrong order, too many, or too far away.
    """
    with acting(actor, "excuse.edit") as act:
        patient = the_patient(actor, patient_id, depth=act.permission.depth)
        _refuse(days, today=clock.today(patient.time_zone))
        row = Excuse.objects.create(
            clinic_id=actor.clinic_id,
            patient=patient,
            made_by_id=actor.user_id,
            first_day=days.first_day,
            last_day=days.last_day,
            reason=days.reason,
            note=days.note,
        )
        act.about(row)
    return row


def end_excuse(actor: Actor, excuse_id: UUID, *, version: int) -> Excuse:
    """End an excuse: from today on something is expected again; the days before stay excused.

    Raises
    ------
    NotThere, Conflict, Stale
        There is none, it has ended, or somebody else edited it first.
    """
    with acting(actor, "excuse.edit") as act:
        row = the_row(actor, Excuse, excuse_id, depth=act.permission.depth)
        if row.ended_at is not None:
            raise Conflict("The excuse has ended already. Excuse the days anew.")
        row.ended_at = clock.now()
        saved(row, version=version)
        act.about(row)
    return row


def _refuse(days: ExcusedDays, *, today: date) -> None:
    # Refuses days in the wrong order.
    DaysOff(first_day=days.first_day, last_day=days.last_day, reason=days.reason)
    count = (days.last_day - days.first_day).days + 1
    if count > _LONGEST_DAYS:
        raise NotUsable(
            f"An excuse is of at most {_LONGEST_DAYS} days, and this one of {count}. Put the "
            "plan on hold instead."
        )
    earliest, latest = today - _EARLIEST, today + _LATEST
    if days.first_day < earliest or days.last_day > latest:
        raise NotUsable(
            f"An excuse lies between {earliest} and {latest}, and this one from "
            f"{days.first_day} to {days.last_day}. Correct the days."
        )
