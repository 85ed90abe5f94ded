"""A calendar as other programs read it: iCalendar, times in UTC.

Source: RFC 5545; the name and the interval of RFC 7986.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from typing import Final

#: Of a line without its end. RFC 5545, section 3.1.
_LONGEST_LINE_BYTES: Final = 75
_LINE_END: Final = "\r\n"
#: A calendar holds at least one component: without events that is the zone its times are in.
_NO_EVENTS: Final = (
    "BEGIN:VTIMEZONE",
    "TZID:Etc/UTC",
    "BEGIN:STANDARD",
    "DTSTART:19700101T000000",
    "TZOFFSETFROM:+0000",
    "TZOFFSETTO:+0000",
    "END:STANDARD",
    "END:VTIMEZONE",
)


class EventStatus(StrEnum):
    """Whether an event takes place."""

    CONFIRMED = "CONFIRMED"
    CANCELLED = "CANCELLED"


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """Something at a time."""

    #: Stays the same when the event is moved.
    uid: str
    #: Raised at every change.
    revision_count: int
    starts_at: datetime
    ends_at: datetime
    summary: str
    location: str | None = None
    status: EventStatus = EventStatus.CONFIRMED


def write_calendar(events: Iterable[Event], *, name: str, made_at: datetime) -> str:
    """Write a calendar, to be read again and again."""
    body = [line for event in events for line in _event_lines(event, made_at=made_at)]
    lines = (
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Restride//Clinic record//EN",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        f"NAME:{escaped(name)}",
        f"X-WR-CALNAME:{escaped(name)}",
        "REFRESH-INTERVAL;VALUE=DURATION:PT15M",
        *(body or _NO_EVENTS),
        "END:VCALENDAR",
    )
    return "".join(folded(line) + _LINE_END for line in lines)


def _event_lines(event: Event, *, made_at: datetime) -> Iterator[str]:
    yield "BEGIN:VEVENT"
    yield f"UID:{escaped(event.uid)}"
    yield f"DTSTAMP:{_moment(made_at)}"
    yield f"DTSTART:{_moment(event.starts_at)}"
    yield f"DTEND:{_moment(event.ends_at)}"
    yield f"SEQUENCE:{event.revision_count}"
    yield f"SUMMARY:{escaped(event.summary)}"
    if event.location is not None:
        yield f"LOCATION:{escaped(event.location)}"
    yield f"STATUS:{event.status}"
    is_free = event.status is EventStatus.CANCELLED
    yield f"TRANSP:{'TRANSPARENT' if is_free else 'OPAQUE'}"
    yield "CLASS:PRIVATE"
    yield "END:VEVENT"


def _moment(at: datetime) -> str:
    return at.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")


def escaped(text: str) -> str:
    """Write a text so that it ends neither its line nor its value; control signs are left out."""
    for sign, written in (("\\", "\\\\"), (";", "\\;"), (",", "\\,")):
        text = text.replace(sign, written)
    lines = text.replace("\r\n", "\n").replace("\r", "\n").replace("\n", "\\n")
    return "".join(sign for sign in lines if sign.isprintable() or sign in " \t")


def folded(line: str) -> str:
    """Break a line that is too long; no sign of several bytes is cut in two."""
    pieces = [""]
    room_bytes = _LONGEST_LINE_BYTES
    for sign in line:
        size_bytes = len(sign.encode())
        if size_bytes > room_bytes:
            pieces.append("")
            # The space that begins a continued line counts.
            room_bytes = _LONGEST_LINE_BYTES - 1
        pieces[-1] += sign
        room_bytes -= size_bytes
    return f"{_LINE_END} ".join(pieces)
