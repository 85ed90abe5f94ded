"""The history of an invented person: from the first call to yesterday, step by step."""

from collections.abc import Generator, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final
from uuid import UUID

from restride.records.actions.classes import enrol
from restride.records.models import Appointment, Episode, PlanRecord, Visit
from restride.visit.states import VisitKind
from restride.web.demo import arrivals, events, home_weeks, programmes, visits
from restride.web.demo.arrivals import Arrived
from restride.web.demo.crew import Crew
from restride.web.demo.lives import moment_on
from restride.web.demo.people import TESTED_AFTER_WEEKS, InventedPerson
from restride.web.demo.testing import test_on_day
from restride.web.demo.walks import record_walk

_WEEK: Final = timedelta(weeks=1)
_DAY: Final = timedelta(days=1)
_VISIT_LASTS_MIN: Final = 44
_EVENING_MIN: Final = 19 * 60
#: Somebody stayed away once, and one note is still to be signed.
_NO_SHOW: Final = (5, 3)
_UNSIGNED: Final = (4, 11)
#: Who comes today.
_TODAY: Final = (1, 3, 4)


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """The days of a history."""

    first_day: date
    today: date
    weeks_count: int

    def begins_week(self, week: int) -> date:
        """Give the first day of a week; 1 is the first week."""
        return self.first_day + (week - 1) * _WEEK


@dataclass(frozen=True, slots=True, kw_only=True)
class Care:
    """Somebody's course of care, and the days in which it goes on."""

    arrived: Arrived
    episode: Episode
    span: Span


def _minute_of(person: InventedPerson) -> int:
    """Give everybody an hour of the day of their own."""
    return (7 + person.number) * 60


def history(
    crew: Crew, person: InventedPerson, *, span: Span, class_id: UUID
) -> Iterator[datetime]:
    """Let somebody come, be tested, train and come again, until yesterday."""
    minute = _minute_of(person)
    yield moment_on(span.first_day - _WEEK, minute_of_day=minute)
    arrived = arrivals.arrive(crew, person)
    first = visits.book(
        arrived, moment_on(span.first_day, minute_of_day=minute), kind=VisitKind.INITIAL
    )
    yield first.starts_at
    episode = arrivals.begin_episode(arrived)
    care = Care(arrived=arrived, episode=episode, span=span)
    plan = yield from _first_visit(care, first)
    if person.joins_class:
        enrol(crew.therapist, class_id, patient_id=arrived.patient_id)
    for week in range(1, span.weeks_count + 1):
        yield from _week_at_home(care, plan, week=week)
        events.go_to_class(arrived, class_id, first_day=span.begins_week(week))
        plan = yield from _visit_after(care, plan, week=week)
    if person.leaves_for is None:
        yield from _until_yesterday(care, plan)


def _first_visit(care: Care, appointment: Appointment) -> Generator[datetime, None, PlanRecord]:
    arrived, episode, span = care.arrived, care.episode, care.span
    visit = visits.come(arrived, appointment, episode=episode)
    arrivals.ask_about_safety(arrived, episode, visit_id=visit.pk)
    tested = test_on_day(arrived, episode, turn=0, visit_id=visit.pk)
    _walk(arrived, episode, visit=visit, week=0)
    yield appointment.starts_at + timedelta(minutes=_VISIT_LASTS_MIN)
    programmes.decide(arrived, episode, assessment_id=tested.pk)
    programmes.agree_goal(arrived, episode)
    arrivals.start_care_plan(
        arrived,
        episode,
        expires_on=span.today + timedelta(days=4 * arrived.person.number),
        due=span.today + timedelta(days=2 * arrived.person.number - 4),
    )
    events.teach(arrived, episode)
    plan = programmes.publish_first(arrived, episode, from_day=span.first_day + _DAY)
    visits.write_up(arrived, visit, note=arrived.person.notes[0])
    return plan


def _walk(arrived: Arrived, episode: Episode, *, visit: Visit, week: int) -> None:
    for walked in arrived.person.walks:
        if walked.after_weeks == week:
            record_walk(arrived, episode, walked=walked, visit=visit)


def _week_at_home(care: Care, plan: PlanRecord, *, week: int) -> Iterator[datetime]:
    arrived, span = care.arrived, care.span
    person, first_day = arrived.person, span.begins_week(week)
    if person.at_home.ill_week == week:
        yield moment_on(first_day + _DAY, minute_of_day=10 * 60)
        home_weeks.be_ill(arrived, first_day=first_day + _DAY)
    if person.falls_in_week == week:
        yield moment_on(first_day + 3 * _DAY, minute_of_day=16 * 60)
        events.fall(arrived, is_near_fall=False)
    yield moment_on(first_day + 6 * _DAY, minute_of_day=_EVENING_MIN)
    # What is answered was written early; what waits was written in the last week.
    writes_in = span.weeks_count if person.answer is None else min(2, span.weeks_count)
    if week == writes_in:
        home_weeks.write(arrived)
    if week <= span.weeks_count - person.at_home.unsent_weeks_count:
        last_day = first_day + 6 * _DAY
        home_weeks.send_week(arrived, plan, first_day=first_day, week=week, last_day=last_day)


def _visit_after(
    care: Care, plan: PlanRecord, *, week: int
) -> Generator[datetime, None, PlanRecord]:
    """Come once a week; every fourth time everything is tested again and the plan changed."""
    arrived, episode, span = care.arrived, care.episode, care.span
    turn = TESTED_AFTER_WEEKS.index(week) if week in TESTED_AFTER_WEEKS else None
    minute = _minute_of(arrived.person)
    kind = VisitKind.TREATMENT if turn is None else VisitKind.REASSESSMENT
    starts_at = moment_on(span.begins_week(week + 1), minute_of_day=minute)
    appointment = visits.book(arrived, starts_at, kind=kind)
    yield starts_at + timedelta(minutes=1)
    if (arrived.person.number, week) == _NO_SHOW:
        visits.stay_away(arrived, appointment)
        return plan
    visit = visits.come(arrived, appointment, episode=episode)
    if turn is not None:
        plan = _test_again(care, plan, visit=visit, week=week)
    yield starts_at + timedelta(minutes=_VISIT_LASTS_MIN)
    events.look_after(arrived, episode, week=week)
    is_signed = (arrived.person.number, week) != _UNSIGNED
    visits.write_up(arrived, visit, note=arrived.person.note_of(week), is_signed=is_signed)
    if week == span.weeks_count and arrived.person.leaves_for is not None:
        events.leave(arrived, episode)
    return plan


def _test_again(care: Care, plan: PlanRecord, *, visit: Visit, week: int) -> PlanRecord:
    arrived, episode = care.arrived, care.episode
    arrivals.ask_about_safety(arrived, episode, visit_id=visit.pk)
    turn = TESTED_AFTER_WEEKS.index(week)
    tested = test_on_day(arrived, episode, turn=turn, visit_id=visit.pk)
    _walk(arrived, episode, visit=visit, week=week)
    programmes.decide(arrived, episode, assessment_id=tested.pk)
    if turn == len(TESTED_AFTER_WEEKS) - 1:
        return plan
    tomorrow = visit.started_at.date() + _DAY
    return programmes.publish_next(
        arrived, plan, from_day=tomorrow, why="After the tests of today (simulated)"
    )


def _until_yesterday(care: Care, plan: PlanRecord) -> Iterator[datetime]:
    """Book what comes, and train on until yesterday."""
    arrived, span = care.arrived, care.span
    minute = _minute_of(arrived.person)
    last_visit = span.begins_week(span.weeks_count + 1)
    days = [span.today] if arrived.person.number in _TODAY else []
    days += [last_visit + _WEEK, last_visit + 2 * _WEEK]
    for day in sorted({each for each in days if each >= span.today}):
        starts_at = moment_on(day, minute_of_day=minute)
        visits.book(arrived, starts_at, kind=VisitKind.TREATMENT)
    yesterday = span.today - _DAY
    if arrived.person.falls_in_week is not None:
        yield moment_on(yesterday, minute_of_day=minute + 60)
        events.fall(arrived, is_near_fall=True)
    yield moment_on(yesterday, minute_of_day=_EVENING_MIN)
    if not arrived.person.at_home.unsent_weeks_count and yesterday > last_visit:
        week = span.weeks_count + 1
        home_weeks.send_week(arrived, plan, first_day=last_visit, week=week, last_day=yesterday)
