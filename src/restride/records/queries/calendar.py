"""A therapist's appointments as a calendar that tells nothing of whom they are with."""

from datetime import timedelta
from typing import Final

from restride.records import clock
from restride.records.actors import Actor, actor_of
from restride.records.models import Appointment, CalendarFeed
from restride.records.refusals import NotAllowed, NotThere
from restride.records.scopes import Depth, owned
from restride.records.shown_once import digest_of
from restride.visit.icalendar import Event, EventStatus, write_calendar
from restride.visit.states import AppointmentState

_BACK: Final = timedelta(days=31)
_AHEAD: Final = timedelta(days=366)
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
    return write_calendar(_events(actor), name=feed.clinic.name, made_at=clock.now())


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
