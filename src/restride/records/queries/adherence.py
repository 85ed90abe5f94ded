"""What is due and what was done of it, computed from the plan's history each time it is asked."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final
from uuid import UUID
from zoneinfo import ZoneInfo

from restride.clinical.care import Setting
from restride.plan.adherence.adherence import (
    MONTH_DAYS,
    WEEK_DAYS,
    Adherence,
    adherence,
    time_zone,
)
from restride.plan.adherence.home_session import Excuse, HomeSession, SessionState, is_excused
from restride.plan.adherence.schedule import Schedule
from restride.plan.versions import PlanHistory
from restride.records import clock
from restride.records.acting import reading
from restride.records.actors import Actor
from restride.records.cases import episode_of
from restride.records.delivered import excuses_of, home_sessions, sessions_of
from restride.records.models import Episode
from restride.records.queries.plans import plan_history
from restride.records.refusals import NotUsable

_MOST_DAYS_COUNT: Final = 62
_ONE_DAY: Final = timedelta(days=1)
#: No record is older.
_FIRST_DAY: Final = date(2000, 1, 1)
_LAST_DAY: Final = date(2200, 12, 31)


@dataclass(frozen=True, slots=True, kw_only=True)
class DueDay:
    """What a day asks for at home, and what was done on it."""

    day: date
    #: Of the version in force; None where none is.
    plan_number: int | None
    #: Sessions of that very day; None where the person chooses the days of the week.
    due_count: int | None
    #: Sessions of a week, where the person chooses the days.
    per_week_count: int | None
    is_excused: bool
    #: Keys of the home rows.
    prescriptions: tuple[str, ...]
    done_count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class DoneOfDue:
    """How much of what was due was done, in the last week and in the last four."""

    day: date
    week: Adherence
    month: Adherence


def due_days(
    actor: Actor, episode_id: UUID, *, first_day: date, last_day: date
) -> tuple[DueDay, ...]:
    """Tell what each day of a range asks for, as of the version in force on it.

    Raises
    ------
    NotThere
        There is no such episode for the actor.
    NotUsable
        Days in the wrong order, or too many.
    """
    with reading(actor, "progress.read") as act:
        episode = episode_of(actor, episode_id)
        count = (last_day - first_day).days + 1
        if not 1 <= count <= _MOST_DAYS_COUNT:
            raise NotUsable(
                f"A range is of 1 to {_MOST_DAYS_COUNT} days, and this one of {count}. Ask for "
                "fewer, the first day first."
            )
        history = plan_history(actor, episode)
        zone = time_zone(episode.patient.time_zone)
        sessions = home_sessions(sessions_of(actor, episode))
        excuses = excuses_of(actor, episode, zone=zone)
        if not _FIRST_DAY <= first_day <= last_day <= _LAST_DAY:
            raise NotUsable(
                f"Days are asked for from {_FIRST_DAY} to {_LAST_DAY}, and these are from "
                f"{first_day} to {last_day}. Correct them."
            )
        days = tuple(first_day + number * _ONE_DAY for number in range(count))
        act.about(episode)
        return tuple(
            _due_day(day, history, sessions=sessions, excuses=excuses, zone=zone) for day in days
        )


def read_adherence(actor: Actor, episode_id: UUID, *, day: date | None = None) -> DoneOfDue:
    """Tell how much of what was due was done up to a day; today where none is named.

    Raises
    ------
    NotThere
        There is no such episode for the actor.
    NotUsable
        A day to come, or one before there were plans.
    """
    with reading(actor, "progress.read") as act:
        episode = episode_of(actor, episode_id)
        _refuse_far(day, today=clock.today(episode.patient.time_zone))
        told = done_of_due(actor, episode, day=day)
        act.about(episode)
    return told


def done_of_due(actor: Actor, episode: Episode, *, day: date | None = None) -> DoneOfDue:
    """Tell it as a part of another question: no line of its own."""
    zone = time_zone(episode.patient.time_zone)
    asked = day or clock.today(zone.key)
    history = plan_history(actor, episode)
    sessions = home_sessions(sessions_of(actor, episode))
    excuses = excuses_of(actor, episode, zone=zone)

    def told(window_days: int) -> Adherence:
        return adherence(
            sessions,
            schedule_on=lambda on: None if history is None else history.home_schedule_on(on),
            last_day=asked,
            window_days=window_days,
            zone=zone,
            synced_at=episode.patient.synced_at,
            excuses=excuses,
        )

    return DoneOfDue(day=asked, week=told(WEEK_DAYS), month=told(MONTH_DAYS))


def _refuse_far(day: date | None, *, today: date) -> None:
    if day is not None and not _FIRST_DAY <= day <= today:
        raise NotUsable(
            f"Adherence is told of days from {_FIRST_DAY} to today ({today}), and {day} was asked "
            "for. Ask for one of these."
        )


def _due_day(
    day: date,
    history: PlanHistory | None,
    *,
    sessions: Sequence[HomeSession],
    excuses: Sequence[Excuse],
    zone: ZoneInfo,
) -> DueDay:
    version = None if history is None else history.in_force_on(day)
    schedule = None if version is None else version.home_schedule
    off = is_excused(day, excuses)
    rows = () if version is None else version.plan.prescriptions
    done = [
        each
        for each in sessions
        if each.state is SessionState.COMPLETED and each.day_in(zone) == day
    ]
    return DueDay(
        day=day,
        plan_number=None if version is None else version.number,
        due_count=_due_count(schedule, day, is_off=off),
        per_week_count=None if schedule is None else schedule.per_week_count,
        is_excused=off,
        prescriptions=tuple(each.key for each in rows if each.setting is Setting.HOME),
        done_count=len(done),
    )


def _due_count(schedule: Schedule | None, day: date, *, is_off: bool) -> int | None:
    if schedule is None or is_off:
        return 0
    return None if schedule.per_week_count is not None else int(schedule.share_on(day))
