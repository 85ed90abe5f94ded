"""Appointments of some days, as far as the actor may know of them."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Final
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db.models import QuerySet

from restride.records.acting import reading
from restride.records.actors import Actor
from restride.records.models import Appointment
from restride.records.refusals import NotUsable
from restride.records.scopes import Depth, owned, the_patient

#: So many days are read at once, and so many appointments.
_MOST_DAYS_COUNT: Final = 62
_MOST_COUNT: Final = 2000


def list_appointments(
    actor: Actor,
    *,
    first_day: date,
    last_day: date,
    therapist_id: UUID | None = None,
    patient_id: UUID | None = None,
) -> tuple[Appointment, ...]:
    """List appointments from a day to a day where the clinic is, in the order of their times.

    Raises
    ------
    NotUsable
        Days out of order, too many of them, or more appointments than can be shown.
    NotThere
        No such patient.
    """
    with reading(actor, "appointment.list") as act:
        _refuse_days(first_day, last_day)
        rows = on_days(
            owned(actor, Appointment, depth=Depth.IDENTITY),
            first_day=first_day,
            last_day=last_day,
            zone_name=actor.time_zone,
        )
        if therapist_id is not None:
            rows = rows.filter(therapist_id=therapist_id)
        if patient_id is not None:
            patient = the_patient(actor, patient_id, depth=act.permission.depth)
            rows = rows.filter(patient=patient)
        found = tuple(rows.select_related("patient", "therapist", "site")[: _MOST_COUNT + 1])
        if len(found) > _MOST_COUNT:
            raise NotUsable(
                f"At most {_MOST_COUNT} appointments are shown, and these days have more. Ask for "
                "fewer days, or for one therapist."
            )
        if not actor.is_staff:
            for each in found:
                # Written for the desk, not for the person.
                each.note = None
        act.about_patients(each.patient_id for each in found)
    return found


def on_days(
    rows: "QuerySet[Appointment]", *, first_day: date, last_day: date, zone_name: str
) -> "QuerySet[Appointment]":
    """Narrow appointments to those that start on some days; a day of a changed clock is whole."""
    start, _ = day_bounds(first_day, zone_name=zone_name)
    _, end = day_bounds(last_day, zone_name=zone_name)
    return rows.filter(starts_at__gte=start, starts_at__lt=end).order_by("starts_at", "pk")


def day_bounds(day: date, *, zone_name: str) -> tuple[datetime, datetime]:
    """Give when a day begins and when the next one does, in UTC: 23 to 25 hours."""
    zone = ZoneInfo(zone_name)
    first, following = (
        datetime.combine(each, time(0), tzinfo=zone).astimezone(UTC)
        for each in (day, day + timedelta(days=1))
    )
    return first, following


def _refuse_days(first_day: date, last_day: date) -> None:
    count = (last_day - first_day).days + 1
    if not 1 <= count <= _MOST_DAYS_COUNT:
        raise NotUsable(
            f"From first_day to last_day there must be 1 to {_MOST_DAYS_COUNT} days, and there "
            f"are {max(0, count)}. Correct one of them."
        )
    if not date(1, 1, 2) < first_day <= last_day < date(9999, 12, 30):
        raise NotUsable("first_day and last_day must be days of a calendar. Correct them.")
