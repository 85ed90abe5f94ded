"""Calendars that other programs read: folded by bytes, escaped, in UTC."""

import re
from datetime import UTC, datetime, timedelta, timezone

from hypothesis import given
from hypothesis import strategies as st

from restride.visit.icalendar import Event, EventStatus, escaped, folded, write_calendar

NOW = datetime(2026, 5, 4, 8, tzinfo=UTC)
TEXTS = st.text(max_size=400)


def unfolded(text: str) -> str:
    return text.replace("\r\n ", "")


def unescaped(text: str) -> str:
    return re.sub(r"\\(.)", lambda found: "\n" if found[1] in "nN" else found[1], text)


def event(**more: object) -> Event:
    told = {
        "uid": "1@restride",
        "revision_count": 0,
        "starts_at": NOW,
        "ends_at": NOW + timedelta(minutes=30),
        "summary": "Appointment (treatment)",
    }
    return Event(**(told | more))


@given(text=TEXTS)
def test_no_line_is_longer_than_75_bytes_and_unfolding_gives_it_back(text):
    line = escaped(text)

    written = folded(line)

    assert all(len(each.encode()) <= 75 for each in written.split("\r\n"))
    assert unfolded(written) == line


@given(text=st.text(st.characters(exclude_categories=["C", "Z"]) | st.sampled_from(" \n;,\\")))
def test_what_is_escaped_reads_back_and_ends_no_line(text):
    written = escaped(text)

    assert "\n" not in written
    assert unescaped(written) == text
    assert not re.search(r"(?<!\\)(?:\\\\)*[;,]", written)


def test_a_line_of_75_bytes_stays_whole_and_one_more_breaks():
    assert folded("x" * 75) == "x" * 75
    assert folded("x" * 76) == "x" * 75 + "\r\n x"
    assert folded("x" * 74 + "ä") == "x" * 74 + "\r\n ä"


def test_an_event_is_written_whole_in_utc():
    berlin = timezone(timedelta(hours=2))
    text = write_calendar(
        [
            event(
                starts_at=datetime(2026, 5, 4, 10, tzinfo=berlin),
                revision_count=2,
                location="Main; floor 2",
                status=EventStatus.CANCELLED,
            )
        ],
        name="North, Clinic",
        made_at=NOW,
    )

    assert text.split("\r\n") == [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Restride//Clinic record//EN",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        "NAME:North\\, Clinic",
        "X-WR-CALNAME:North\\, Clinic",
        "REFRESH-INTERVAL;VALUE=DURATION:PT15M",
        "BEGIN:VEVENT",
        "UID:1@restride",
        "DTSTAMP:20260504T080000Z",
        "DTSTART:20260504T080000Z",
        "DTEND:20260504T083000Z",
        "SEQUENCE:2",
        "SUMMARY:Appointment (treatment)",
        "LOCATION:Main\\; floor 2",
        "STATUS:CANCELLED",
        "TRANSP:TRANSPARENT",
        "CLASS:PRIVATE",
        "END:VEVENT",
        "END:VCALENDAR",
        "",
    ]


def test_a_calendar_without_events_still_holds_a_component():
    text = write_calendar([], name="North", made_at=NOW)

    assert "BEGIN:VTIMEZONE\r\nTZID:Etc/UTC" in text
    assert text.endswith("END:VTIMEZONE\r\nEND:VCALENDAR\r\n")


def test_signs_that_no_calendar_may_hold_are_left_out():
    assert escaped("a\x00b\x07c\r\nd") == "abc\\nd"
