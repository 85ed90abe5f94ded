"""A therapist's appointments as a calendar that tells nothing of whom they are with."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from restride.records import clock
from restride.records.actors import Actor, actor_of
from restride.records.models import Appointment, CalendarFeed, TrainingClass
from restride.records.refusals import NotAllowed, NotThere
from restride.records.scopes import Depth, owned
from restride.records.shown_once import digest_of
from restride.visit.icalendar import Event, EventStatus, write_calendar
from restride.visit.states import AppointmentState

_BACK: Final = timedelta(days=31)
_AHEAD: Final = timedelta(days=366)
_CLASSES_AHEAD: Final = timedelta(days=91)
_MOST_COUNT: Final = 5000


def calendar_of(secret: str) -> str:
    """Write the calendar behind an address.

    No name, initial, number or note of a patient is in it: calendars are copied to telephones and
    to companies that keep them.

    Raises
    ------
    NotThere
        The address is unknown or was taken back, or its owner no longer works at the clinic.
    """
    feed = (
        CalendarFeed.objects.filter(digest=digest_of(secret), revoked_at__isnull=True)
        .select_related("user", "clinic")
        .first()
    )
    if feed is None:
        raise NotThere("calendar")
    try:
        actor = actor_of(feed.user, clinic_id=feed.clinic_id)
    except NotAllowed:
        raise NotThere("calendar") from None
    events = (*_events(actor), *_class_events(actor))
    return write_calendar(events, name=feed.clinic.name, made_at=clock.now())


def _events(actor: Actor) -> list[Event]:
    now = clock.now()
    rows = owned(actor, Appointment, depth=Depth.IDENTITY).filter(
        therapist_id=actor.user_id, starts_at__gte=now - _BACK, starts_at__lt=now + _AHEAD
    )
    found = rows.select_related("site").defer("note").order_by("starts_at", "pk")
    return [_event(each) for each in found[:_MOST_COUNT]]


def _event(appointment: Appointment) -> Event:
    is_free = appointment.state in (AppointmentState.CANCELLED, AppointmentState.NO_SHOW)
    return Event(
        uid=f"{appointment.pk}@restride",
        revision_count=appointment.version - 1,
        starts_at=appointment.starts_at,
        ends_at=appointment.ends_at,
        summary=f"Appointment ({appointment.kind})",
        location=appointment.site.name if appointment.site else None,
        status=EventStatus.CANCELLED if is_free else EventStatus.CONFIRMED,
    )


def _class_events(actor: Actor) -> Iterator[Event]:
    """List every time that one's classes meet: each is an event of its own, in UTC."""
    rows = TrainingClass.objects.filter(clinic_id=actor.clinic_id, therapist_id=actor.user_id)
    zone = ZoneInfo(actor.time_zone)
    now = clock.now()
    for training_class in rows.select_related("site").order_by("pk"):
        first = max(now - _BACK, training_class.made_at).astimezone(zone).date()
        last = min(now + _CLASSES_AHEAD, training_class.ended_at or now + _CLASSES_AHEAD)
        day = first + timedelta(days=(training_class.weekday - first.weekday()) % 7)
        while day <= last.astimezone(zone).date():
            start = datetime.combine(day, training_class.starts_at, tzinfo=zone).astimezone(UTC)
            yield Event(
                uid=f"{training_class.pk}-{day:%Y%m%d}@restride",
                revision_count=training_class.version - 1,
                starts_at=start,
                ends_at=start + timedelta(minutes=training_class.duration_min),
                summary=training_class.name,
                location=training_class.site.name if training_class.site else None,
            )
            day += timedelta(days=7)
