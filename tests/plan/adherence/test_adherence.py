"""Adherence, worked by hand: what was due, what counts, and when nothing can be said."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from restride.clinical.care import Setting
from restride.errors import ContentError, OptionError
from restride.plan.adherence.adherence import AdherenceState, adherence, time_zone
from restride.plan.adherence.home_session import (
    Excuse,
    ExcuseReason,
    HomeSession,
    SessionState,
)
from restride.plan.adherence.schedule import Schedule, Weekday

BERLIN = ZoneInfo("Europe/Berlin")
#: A Monday; the week ends on Sunday the 10th.
MONDAY = date(2026, 5, 4)
SUNDAY = date(2026, 5, 10)
THRICE = Schedule(per_week_count=3)
LATER = datetime(2027, 1, 1, tzinfo=UTC)


def _at(day: date, clock: str = "10:00", *, zone=BERLIN, fold: int = 0) -> datetime:
    hour, minute = map(int, clock.split(":"))
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=zone, fold=fold)


def _done(*starts: datetime, state=SessionState.COMPLETED, place=Setting.HOME, sets=()):
    return [
        HomeSession(id=f"s{number}", started_at=start, state=state, place=place, sets=sets)
        for number, start in enumerate(starts)
    ]


def _told(sessions=(), *, schedule=THRICE, last_day=SUNDAY, window_days=7, **more):
    usual = {
        "schedule_on": schedule if callable(schedule) else lambda _: schedule,
        "zone": BERLIN,
        "synced_at": LATER,
    }
    return adherence(sessions, last_day=last_day, window_days=window_days, **{**usual, **more})


def _ill(first: date, last: date | None = None) -> Excuse:
    return Excuse(first_day=first, last_day=last or first, reason=ExcuseReason.ILL)


def _days(*numbers: int) -> list[datetime]:
    return [_at(date(2026, 5, number)) for number in numbers]


def test_monday_twice_and_friday_with_wednesday_excused_is_two_of_three_and_one_extra():
    told = _told(
        _done(_at(MONDAY, "09:00"), _at(MONDAY, "18:00"), _at(date(2026, 5, 8))),
        excuses=[_ill(date(2026, 5, 6))],
    )

    # 3 x 6 / 7 = 2.57, rounded up.
    assert (told.done_count, told.due_count, told.extra_count) == (2, 3, 1)
    assert told.words == "2 of 3 sessions (67 %), +1"
    assert told.excused_days_count == 1


@pytest.mark.parametrize(
    ("excused_count", "due_count"),
    [(0, 3), (1, 3), (2, 3), (3, 2), (4, 2), (5, 1), (6, 1), (7, 0)],
)
def test_a_weekly_target_shrinks_with_excused_days_and_is_rounded_up(excused_count, due_count):
    # 3 x 7/7 = 3, 18/7, 15/7, 12/7, 9/7, 6/7, 3/7, 0.
    excuses = [_ill(MONDAY + timedelta(days=each)) for each in range(excused_count)]

    assert _told(excuses=excuses).due_count == due_count


def test_nothing_due_is_a_dash():
    told = _told(_done(_at(MONDAY)), excuses=[_ill(MONDAY, SUNDAY)])

    assert told.state is AdherenceState.NOTHING_DUE
    assert told.words == "—"
    assert told.extra_count == 1
    assert _told(schedule=lambda _: None).words == "—"


def test_more_than_due_is_capped_and_the_rest_is_extra():
    told = _told(_done(*_days(4, 5, 6, 8, 9)))

    assert (told.done_count, told.due_count, told.extra_count) == (3, 3, 2)
    assert told.words == "3 of 3 sessions (100 %), +2"


def test_none_done_is_none_of_three_and_not_unknown():
    assert _told().words == "0 of 3 sessions (0 %)"


# Windows


@pytest.mark.parametrize(
    ("day_number", "counts"),
    [(5, False), (6, True), (33, True), (34, False)],
)
def test_on_day_33_the_28_day_window_is_days_6_to_33(day_number, counts):
    day_1 = date(2026, 5, 4)
    told = _told(
        _done(_at(day_1 + timedelta(days=day_number - 1))),
        last_day=day_1 + timedelta(days=32),
        window_days=28,
    )

    assert told.first_day == day_1 + timedelta(days=5)
    assert told.due_count == 12
    assert told.done_count == int(counts)


def test_a_window_runs_over_the_end_of_a_month():
    told = _told(
        _done(_at(date(2026, 2, 26)), _at(date(2026, 2, 28)), _at(date(2026, 3, 1))),
        last_day=date(2026, 3, 4),
    )

    # Seven days up to 4 March 2026: from 26 February, which has 28 days.
    assert told.first_day == date(2026, 2, 26)
    assert told.words == "3 of 3 sessions (100 %)"


def test_a_leap_day_is_a_day_of_the_window():
    assert _told(last_day=date(2028, 3, 4)).first_day == date(2028, 2, 27)


def test_the_first_days_of_a_plan_are_due_in_part():
    # In force from Friday: 3 x 3 / 7 = 1.29, so 2.
    told = _told(schedule=lambda day: THRICE if day >= date(2026, 5, 8) else None)

    assert told.due_count == 2


def test_only_7_and_28_days_are_told():
    with pytest.raises(OptionError, match="7 or 28 days, and 30 were asked for"):
        _told(window_days=30)


# The person's own time zone


def test_a_session_at_half_past_eleven_at_night_is_of_that_day():
    # 23:30 on Sunday in Berlin is 21:30 UTC; the same hour on the next day is outside.
    told = _told(_done(_at(SUNDAY, "23:30"), _at(SUNDAY + timedelta(days=1), "00:10")))

    assert told.done_count == 1


@pytest.mark.parametrize(
    ("zone", "counts"),
    [
        pytest.param("Europe/Berlin", True, id="already Monday in Berlin"),
        pytest.param("America/New_York", False, id="still Sunday in New York"),
    ],
)
def test_the_same_moment_is_another_day_elsewhere(zone, counts):
    late = datetime(2026, 5, 3, 23, 0, tzinfo=UTC)

    assert _told(_done(late), zone=ZoneInfo(zone)).done_count == int(counts)


@pytest.mark.parametrize(
    ("last_day", "hours"),
    [
        pytest.param(date(2026, 3, 29), 23, id="clocks go forward"),
        pytest.param(date(2026, 10, 25), 25, id="clocks go back"),
    ],
)
def test_a_day_on_which_the_clocks_change_is_one_day(last_day, hours):
    before = _at(last_day, "00:00").timestamp()
    after = _at(last_day + timedelta(days=1), "00:00").timestamp()
    assert (after - before) / 3600 == hours

    late, next_day = _at(last_day, "23:30"), _at(last_day + timedelta(days=1), "00:00")
    first = _at(last_day - timedelta(days=6), "00:00")
    too_early = first - timedelta(minutes=1)
    told = _told(_done(too_early, first, late, next_day), last_day=last_day)

    assert (told.done_count, told.due_count, told.extra_count) == (2, 3, 0)


def test_the_hour_that_comes_twice_is_of_one_day():
    october = date(2026, 10, 25)
    twice = [_at(october, "02:30"), _at(october, "02:30", fold=1)]
    told = _told(_done(*twice), last_day=october)

    assert twice[1].timestamp() - twice[0].timestamp() == 3600
    assert (told.done_count, told.extra_count) == (1, 1)


def test_an_unknown_time_zone_is_refused():
    for name in ("Europe/Berln", "", "../etc"):
        with pytest.raises(ContentError, match="A time zone must be a name such as"):
            time_zone(name)
    assert time_zone("Europe/Berlin") == BERLIN


def test_a_time_without_a_zone_is_refused():
    with pytest.raises(ContentError, match="start of session s0 needs a time zone"):
        _done(datetime(2026, 5, 4, 10, 0))  # noqa: DTZ001 - what is refused
    with pytest.raises(ContentError, match="time of syncing needs a time zone"):
        _told(synced_at=datetime(2026, 5, 4, 10, 0))  # noqa: DTZ001 - what is refused


# Changes of the plan


def test_a_change_in_mid_week_is_due_by_what_was_in_force_on_each_day():
    # Monday to Wednesday 3 a week, then 5 a week: 3 x 3/7 + 5 x 4/7 = 29/7 = 4.14, so 5.
    told = _told(
        schedule=lambda day: THRICE if day <= date(2026, 5, 6) else Schedule(per_week_count=5)
    )

    assert told.due_count == 5


def test_a_new_version_with_the_same_schedule_makes_no_more_due():
    # Rounded up once: 9/7 + 12/7 = 3, and not 2 + 2.
    told = _told(
        schedule=lambda day: (
            THRICE if day <= date(2026, 5, 6) else Schedule(per_week_count=3, min_gap_days=2)
        )
    )

    assert told.due_count == 3


def test_a_change_from_a_weekly_count_to_named_days():
    # 3 x 3/7 = 9/7, and Friday and Sunday: 3.29, so 4.
    named = Schedule(weekdays=frozenset({Weekday.MONDAY, Weekday.FRIDAY, Weekday.SUNDAY}))
    told = _told(schedule=lambda day: THRICE if day <= date(2026, 5, 6) else named)

    assert told.due_count == 4


def test_a_pause_by_the_therapist_is_not_due():
    pause = Excuse(
        first_day=date(2026, 4, 20), last_day=MONDAY, reason=ExcuseReason.THERAPIST_PAUSE
    )
    told = _told(last_day=SUNDAY, window_days=28, excuses=[pause])

    # 13 April to 10 May; 15 days paused, 13 left: 3 x 13/7 = 5.57, so 6.
    assert (told.first_day, told.excused_days_count, told.due_count) == (date(2026, 4, 13), 15, 6)


def test_overlapping_excuses_count_once():
    assert _told(excuses=[_ill(MONDAY), _ill(MONDAY, date(2026, 5, 5))]).excused_days_count == 2


def test_an_excuse_ends_after_it_begins():
    with pytest.raises(ContentError, match="must end on or after its first day"):
        _ill(SUNDAY, MONDAY)


# Schedules


def test_two_sessions_in_one_day_count_where_two_a_day_are_asked():
    twice_daily = Schedule(daily_count=2)
    sessions = _done(
        _at(MONDAY, "08:00"), _at(MONDAY, "12:00"), _at(MONDAY, "18:00"), _at(SUNDAY, "08:00")
    )
    told = _told(sessions, schedule=twice_daily, excuses=[_ill(date(2026, 5, 7))])

    # Six days of two; on Monday two of three count.
    assert (told.done_count, told.due_count, told.extra_count) == (3, 12, 1)


def test_named_days_are_due_where_they_are_not_excused():
    named = Schedule(weekdays=frozenset({Weekday.MONDAY, Weekday.WEDNESDAY, Weekday.FRIDAY}))
    told = _told(_done(*_days(4, 7)), schedule=named, excuses=[_ill(date(2026, 5, 8))])

    # Monday and Wednesday are due; Thursday instead of Wednesday counts.
    assert (told.done_count, told.due_count) == (2, 2)


@pytest.mark.parametrize(
    ("days", "done_count"),
    [
        pytest.param((4, 6, 8), 3, id="at the gap"),
        pytest.param((4, 5, 8), 2, id="one day short of it"),
        pytest.param((4, 5, 6), 2, id="the one too early does not hold up the next"),
    ],
)
def test_sessions_nearer_than_the_gap_are_extra(days, done_count):
    told = _told(_done(*_days(*days)), schedule=Schedule(per_week_count=3, min_gap_days=2))

    assert (told.done_count, told.extra_count) == (done_count, 3 - done_count)


@pytest.mark.parametrize(
    ("given", "match"),
    [
        ({}, "0 of them are given"),
        ({"per_week_count": 3, "daily_count": 1}, "2 of them are given"),
        ({"per_week_count": 0}, "per_week_count of a schedule must lie between 1 and 7"),
        ({"per_week_count": 8}, "per_week_count of a schedule must lie between 1 and 7"),
        ({"daily_count": 13}, "daily_count of a schedule must lie between 1 and 12"),
        ({"per_week_count": 3, "min_gap_days": 0}, "min_gap_days of a schedule must lie"),
        ({"daily_count": 1, "min_gap_days": 2}, "min_gap_days belongs to per_week_count"),
        ({"per_week_count": 4, "min_gap_days": 2}, "do not fit into 7 days"),
    ],
)
def test_a_schedule_that_makes_no_sense_is_refused(given, match):
    with pytest.raises(OptionError, match=match):
        Schedule(**given)


# What counts as a session


@pytest.mark.parametrize("state", [each for each in SessionState if each != "completed"])
def test_only_completed_sessions_count(state):
    assert _told(_done(_at(MONDAY), state=state)).words == "0 of 3 sessions (0 %)"


def test_sessions_in_the_clinic_are_not_home_sessions():
    told = _told(_done(_at(MONDAY), place=Setting.CLINIC))

    assert (told.done_count, told.extra_count) == (0, 0)


def test_a_session_that_is_sent_twice_is_one():
    (session,) = _done(_at(MONDAY))
    told = _told([session, replace(session, state=SessionState.STARTED), session])

    assert (told.done_count, told.extra_count) == (1, 0)


# Syncing


@pytest.mark.parametrize(
    ("synced_at", "is_known"),
    [
        pytest.param(_at(MONDAY, "00:00"), True, id="at the first midnight"),
        pytest.param(_at(MONDAY, "00:00") - timedelta(seconds=1), False, id="a second before"),
        pytest.param(None, False, id="never"),
    ],
)
def test_unknown_where_nothing_was_sent_since_the_window_began(synced_at, is_known):
    told = _told(_done(_at(MONDAY)), synced_at=synced_at)

    assert (told.state is AdherenceState.KNOWN) is is_known
    assert (told.done_count is not None) is is_known


def test_unknown_says_since_when():
    told = _told(synced_at=_at(date(2026, 5, 1)))

    assert told.words == "unknown: not synced since 2026-05-04 (last on 2026-05-01)"
    assert _told(synced_at=None).words == "unknown: not synced since 2026-05-04 (never)"


def test_a_late_sync_fills_in_what_was_done_before_it():
    sessions = _done(*_days(4, 6))
    before = _told([], synced_at=_at(date(2026, 5, 2)))
    after = _told(sessions, synced_at=_at(date(2026, 5, 12)))

    assert before.state is AdherenceState.UNKNOWN
    assert after.words == "2 of 3 sessions (67 %)"


def test_nothing_due_needs_no_sync():
    assert _told(schedule=lambda _: None, synced_at=None).words == "—"
