"""The dose that was done, worked by hand, and what is always true of adherence."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from restride.clinical.care import Setting
from restride.errors import ContentError
from restride.plan.adherence.adherence import adherence
from restride.plan.adherence.home_session import (
    DoseUnit,
    Excuse,
    ExcuseReason,
    HomeSession,
    SessionState,
    SetRecord,
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


# Dose


def _set(target: float, actual: float | None, unit=DoseUnit.REPETITIONS) -> SetRecord:
    return SetRecord(unit=unit, target=target, actual=actual)


def test_the_dose_is_capped_set_by_set():
    sets = (_set(10, 12), _set(10, 8), _set(10, 0))
    (dose,) = _told(_done(_at(MONDAY), sets=sets)).dose

    # 10 + 8 + 0 of 30.
    assert dose.words == "18 of 30 repetitions (60 %)"


def test_repetitions_and_seconds_are_not_added_up():
    sets = (_set(30, 15, DoseUnit.SECONDS), _set(10, 10), _set(30, 30, DoseUnit.SECONDS))
    told = _told(_done(_at(MONDAY), sets=sets))

    assert [each.words for each in told.dose] == [
        "10 of 10 repetitions (100 %)",
        "45 of 60 seconds (75 %)",
    ]


def test_a_session_that_was_broken_off_still_has_its_dose():
    told = _told(_done(_at(MONDAY), state=SessionState.ABANDONED, sets=(_set(10, 4),)))

    assert told.done_count == 0
    assert told.dose[0].words == "4 of 10 repetitions (40 %)"


def test_what_was_not_recorded_is_not_nought():
    told = _told(_done(_at(MONDAY), sets=(_set(10, 10), _set(10, None))))
    nothing = _told(_done(_at(MONDAY), sets=(_set(10, None),)))

    assert told.dose[0].words == "10 of 10 repetitions (100 %), 1 set not recorded"
    assert nothing.dose[0].words == "— repetitions, 1 set not recorded"


@pytest.mark.parametrize(("target", "actual"), [(0, 0), (-1, 0), (10, -1)])
def test_a_set_that_cannot_be_is_refused(target, actual):
    with pytest.raises(ContentError, match="target above 0 and an actual amount of 0 or more"):
        _set(target, actual)


# Always true

_SCHEDULES = st.one_of(
    st.builds(Schedule, per_week_count=st.integers(1, 7)),
    st.builds(Schedule, per_week_count=st.integers(1, 3), min_gap_days=st.just(2)),
    st.builds(Schedule, daily_count=st.integers(1, 4)),
    st.builds(Schedule, weekdays=st.frozensets(st.sampled_from(Weekday), min_size=1)),
    st.none(),
)
_DAYS = st.integers(0, 40).map(lambda back: SUNDAY - timedelta(days=back))
_EXCUSES = st.lists(
    st.tuples(_DAYS, st.integers(0, 9)).map(
        lambda each: _ill(each[0], each[0] + timedelta(days=each[1]))
    ),
    max_size=4,
)
_STARTS = st.lists(
    st.datetimes(
        min_value=datetime(2026, 4, 1),  # noqa: DTZ001 - the zone stands beside it
        max_value=datetime(2026, 5, 12),  # noqa: DTZ001 - the zone stands beside it
        timezones=st.just(UTC),
    ),
    max_size=30,
)


@given(
    before=_SCHEDULES,
    after=_SCHEDULES,
    change=_DAYS,
    starts=_STARTS,
    excuses=_EXCUSES,
    more=_EXCUSES,
    window_days=st.sampled_from([7, 28]),
)
def test_never_more_than_due_and_excuses_never_make_more_due(
    before, after, change, starts, excuses, more, window_days
):
    usual = {
        "schedule": lambda day: before if day < change else after,
        "window_days": window_days,
    }
    told = _told(_done(*starts), excuses=excuses, **usual)
    excused = _told(_done(*starts), excuses=[*excuses, *more], **usual)

    assert 0 <= told.done_count <= told.due_count
    assert told.extra_count >= 0
    assert excused.due_count <= told.due_count
    inside = [s for s in starts if told.first_day <= s.astimezone(BERLIN).date() <= told.last_day]
    assert told.done_count + told.extra_count == len(inside)


@given(starts=_STARTS)
def test_the_order_in_which_sessions_arrive_changes_nothing(starts):
    sessions = _done(*starts)

    assert _told(sessions, window_days=28) == _told(sessions[::-1], window_days=28)
