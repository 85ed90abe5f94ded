"""How much of what was due at home was done: sessions and dose, in windows of 7 and 28 days.

Defined once, in docs/decisions/0138-adherence.md; every percentage stands beside its n of m.
"""

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from fractions import Fraction
from typing import Final
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from restride.clinical.care import Setting
from restride.errors import ContentError, OptionError
from restride.plan.adherence.home_session import (
    DoseUnit,
    Excuse,
    HomeSession,
    SessionState,
    SetRecord,
    is_excused,
)
from restride.plan.adherence.schedule import Schedule, ScheduleOn

#: The windows that are looked at. House choice: docs/decisions/0138-adherence.md
WEEK_DAYS: Final = 7
MONTH_DAYS: Final = 28


class AdherenceState(StrEnum):
    """Whether it can be told."""

    KNOWN = "known"
    #: The device has not sent anything since the window began.
    UNKNOWN = "unknown"
    NOTHING_DUE = "nothing_due"


@dataclass(frozen=True, slots=True, kw_only=True)
class DoseDone:
    """How much of the sets' targets was done, in one unit."""

    unit: DoseUnit
    #: Never more than the target of a set; in ``unit``.
    done: float
    #: In ``unit``.
    target: float
    #: Sets of which it was not recorded what was done; they count on neither side.
    unrecorded_count: int

    @property
    def words(self) -> str:
        """Write it: "90 of 120 seconds (75 %)"."""
        count = self.unrecorded_count
        missing = f", {count} {'set' if count == 1 else 'sets'} not recorded" if count else ""
        if self.target == 0:
            return f"— {self.unit}{missing}"
        percent = _percent(Fraction(self.done) / Fraction(self.target))
        return f"{self.done:g} of {self.target:g} {self.unit} ({percent}){missing}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Adherence:
    """Sessions and dose of one window."""

    first_day: date
    last_day: date
    state: AdherenceState
    #: Sessions that count, never more than were due; None where the device has not synced.
    done_count: int | None
    due_count: int
    #: Completed sessions beyond those that count; None where the device has not synced.
    extra_count: int | None
    #: By unit, in the order of ``DoseUnit``: repetitions and seconds are not added up. Empty where
    #: nothing was recorded or the device has not synced.
    dose: tuple[DoseDone, ...]
    excused_days_count: int
    #: The person's own day on which the device last sent what it had.
    synced_on: date | None

    @property
    def words(self) -> str:
        """Write it: "2 of 3 sessions (67 %), +1", or "unknown: ...", or a dash."""
        if self.state is AdherenceState.NOTHING_DUE:
            return "—"
        if self.done_count is None:
            last = "never" if self.synced_on is None else f"last on {self.synced_on}"
            return f"unknown: not synced since {self.first_day} ({last})"
        percent = _percent(Fraction(self.done_count, self.due_count))
        extra = f", +{self.extra_count}" if self.extra_count else ""
        return f"{self.done_count} of {self.due_count} sessions ({percent}){extra}"


def adherence(
    sessions: Iterable[HomeSession],
    *,
    schedule_on: ScheduleOn,
    last_day: date,
    window_days: int,
    zone: ZoneInfo,
    synced_at: datetime | None,
    excuses: Sequence[Excuse] = (),
) -> Adherence:
    """Tell how much of what was due was done in the days up to and with the last.

    Parameters
    ----------
    sessions
        In any order; the same session sent twice counts once.
    schedule_on
        The schedule in force on a day; ``PlanHistory.home_schedule_on`` gives it.
    last_day
        The person's own day: the window is of whole days in their time zone.
    window_days
        7 or 28.
    zone
        Where the person lives.
    synced_at
        When the device last sent what it had; None where it never did.

    Raises
    ------
    OptionError
        Another window.
    ContentError
        A time of syncing without a time zone.
    """
    days = _window(last_day, window_days)
    synced_on = _synced_on(synced_at, zone)
    due_count = _due_count(days, schedule_on, excuses)
    blank = Adherence(
        first_day=days[0],
        last_day=days[-1],
        state=AdherenceState.UNKNOWN if due_count else AdherenceState.NOTHING_DUE,
        done_count=None,
        due_count=due_count,
        extra_count=None,
        dose=(),
        excused_days_count=sum(is_excused(day, excuses) for day in days),
        synced_on=synced_on,
    )
    if not _is_synced(synced_at, since=days[0], zone=zone):
        return blank
    inside = _inside(sessions, days=days, zone=zone)
    completed = [each.day_in(zone) for each in inside if each.state is SessionState.COMPLETED]
    done_count = min(_counted(completed, schedule_on), due_count)
    return replace(
        blank,
        state=AdherenceState.KNOWN if due_count else AdherenceState.NOTHING_DUE,
        done_count=done_count,
        extra_count=len(completed) - done_count,
        dose=tuple(_dose([each for session in inside for each in session.sets])),
    )


def time_zone(name: str) -> ZoneInfo:
    """Find a time zone by its name, such as "Europe/Berlin".

    Raises
    ------
    ContentError
        There is none of that name.
    """
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise ContentError(
            f"A time zone must be a name such as Europe/Berlin, and is {name!r}. Correct it, or "
            "install the time zones of the system."
        ) from error


def _window(last_day: date, window_days: int) -> tuple[date, ...]:
    if window_days not in (WEEK_DAYS, MONTH_DAYS):
        raise OptionError(
            f"Adherence is told over {WEEK_DAYS} or {MONTH_DAYS} days, and {window_days} were "
            "asked for. Use one of these."
        )
    return tuple(last_day - timedelta(days=back) for back in reversed(range(window_days)))


def _due_count(days: Sequence[date], schedule_on: ScheduleOn, excuses: Sequence[Excuse]) -> int:
    """Add up what falls due on each day that is not excused, then round up once."""
    total = Fraction(0)
    for day in days:
        schedule = schedule_on(day)
        if schedule is not None and not is_excused(day, excuses):
            total += schedule.share_on(day)
    return math.ceil(total)


def _inside(
    sessions: Iterable[HomeSession], *, days: Sequence[date], zone: ZoneInfo
) -> list[HomeSession]:
    """List the home sessions of the window, each once, in the order of their starts."""
    first: dict[str, HomeSession] = {}
    for each in sorted(sessions, key=_most_complete_first):
        if each.place is Setting.HOME and days[0] <= each.day_in(zone) <= days[-1]:
            first.setdefault(each.id, each)
    return sorted(first.values(), key=lambda each: (each.started_at, each.id))


def _most_complete_first(session: HomeSession) -> tuple[str, bool, int, datetime]:
    unfinished = session.state is not SessionState.COMPLETED
    return session.id, unfinished, -len(session.sets), session.started_at


def _counted(done_on: Sequence[date], schedule_on: ScheduleOn) -> int:
    """Count the sessions that their schedules allow, the earliest first."""
    taken: list[date] = []
    for day in done_on:
        schedule = schedule_on(day)
        if schedule is not None and _is_allowed(day, taken, schedule):
            taken.append(day)
    return len(taken)


def _is_allowed(day: date, taken: Sequence[date], schedule: Schedule) -> bool:
    if day in taken:
        return taken.count(day) < schedule.most_a_day_count
    return not taken or (day - taken[-1]).days >= schedule.min_gap_days


def _dose(sets: Sequence[SetRecord]) -> Iterator[DoseDone]:
    for unit in DoseUnit:
        of_unit = [each for each in sets if each.unit is unit]
        recorded = [(each.actual, each.target) for each in of_unit if each.actual is not None]
        if of_unit:
            yield DoseDone(
                unit=unit,
                done=sum(min(actual, target) for actual, target in recorded),
                target=sum(target for _, target in recorded),
                unrecorded_count=len(of_unit) - len(recorded),
            )


def _is_synced(synced_at: datetime | None, *, since: date, zone: ZoneInfo) -> bool:
    """Whether the device sent anything since the window's first midnight where the person lives."""
    if synced_at is None:
        return False
    # Compared in UTC: within one zone Python compares clock faces, which repeat in autumn.
    midnight = datetime.combine(since, time(), tzinfo=zone)
    return synced_at.timestamp() >= midnight.timestamp()


def _synced_on(synced_at: datetime | None, zone: ZoneInfo) -> date | None:
    if synced_at is None:
        return None
    if synced_at.tzinfo is None:
        raise ContentError(
            f"The time of syncing needs a time zone, and {synced_at} has none. Send it in UTC."
        )
    return synced_at.astimezone(zone).date()


def _percent(share: Fraction) -> str:
    return f"{round(100 * share)} %"
