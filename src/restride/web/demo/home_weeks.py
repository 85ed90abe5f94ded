"""Weeks at home: sessions by the plan with every set, skipped with reasons, ill, or not sent."""

import random
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Final

from restride.clinical.care import Setting
from restride.plan.adherence.home_session import DoseUnit, ExcuseReason
from restride.plan.plan import Prescription
from restride.records import clock
from restride.records.actions.check_ins import send_check_in
from restride.records.actions.excuses import ExcusedDays, excuse_days
from restride.records.actions.messages import mark_read, send_message
from restride.records.actions.sessions import record_sessions
from restride.records.models import PlanRecord
from restride.records.plan_days import prescriptions_in
from restride.visit.check_in import Fitting, WeeklyAnswers
from restride.visit.states import TrainingState
from restride.visit.training import (
    Activity,
    Answers,
    Completion,
    FallAnswer,
    PerformedSet,
    Place,
    Session,
    Source,
)
from restride.web.demo.arrivals import Arrived
from restride.web.demo.lives import moment_on

#: Days of a week at home on which the person means to train.
_TRAINING_DAYS: Final = (1, 3, 5, 6)
_LASTS: Final = timedelta(minutes=25)
_EVENING_MIN: Final = 17 * 60
_CHECK_IN_MIN: Final = 19 * 60


def sessions_of_week(
    arrived: Arrived, plan: PlanRecord, *, first_day: date, week: int, last_day: date
) -> Iterator[Session]:
    """Make the sessions of one week at home, up to a last day."""
    drawn = random.Random(arrived.person.number * 1000 + week)  # noqa: S311 - made up on purpose
    rows = [each for each in prescriptions_in(plan).values() if each.setting is Setting.HOME]
    if not rows or arrived.person.at_home.ill_week == week:
        return
    for offset in _TRAINING_DAYS:
        day = first_day + timedelta(days=offset)
        is_missed = drawn.randrange(100) < arrived.person.at_home.missed_percent
        if day <= last_day and not is_missed:
            yield _session(arrived, rows, day=day, drawn=drawn)


def _session(
    arrived: Arrived, rows: list[Prescription], *, day: date, drawn: random.Random
) -> Session:
    starts_at = moment_on(day, minute_of_day=_EVENING_MIN + drawn.randrange(60))
    pain = drawn.randint(*arrived.person.at_home.pain_points)
    skipped = drawn.randrange(len(rows)) if len(rows) > 1 and drawn.randrange(4) == 0 else None
    activities = tuple(
        _skipped(arrived, row) if number == skipped else _done(row, drawn=drawn, pain=pain)
        for number, row in enumerate(rows)
    )
    return Session(
        client_uuid=arrived.made_id(f"session/{day}"),
        place=Place.HOME,
        state=TrainingState.COMPLETED,
        started_at=starts_at,
        ended_at=starts_at + _LASTS,
        time_zone="UTC",
        before=Answers(pain_points=pain),
        after=Answers(pain_points=pain, effort_points=drawn.randint(3, 6), fall=FallAnswer.NO),
        activities=activities,
        source=Source.SIMULATED,
    )


def _done(row: Prescription, *, drawn: random.Random, pain: int) -> Activity:
    unit, target = _asked_for(row)
    sets = tuple(
        PerformedSet(unit=unit, target=target, actual=max(1.0, target - drawn.choice((0, 0, 0, 1))))
        for _ in range(row.dose.sets_count)
    )
    return Activity(
        exercise=row.exercise,
        prescription=row.key,
        sets=sets,
        completion=Completion.DONE,
        pain_during_points=pain,
        effort_points=drawn.randint(3, 6),
    )


def _skipped(arrived: Arrived, row: Prescription) -> Activity:
    return Activity(
        exercise=row.exercise,
        prescription=row.key,
        completion=Completion.SKIPPED,
        reason=arrived.person.at_home.skips_for,
    )


def _asked_for(row: Prescription) -> tuple[DoseUnit, float]:
    dose = row.dose
    if dose.repetitions_count is not None:
        return DoseUnit.REPETITIONS, float(dose.repetitions_count)
    return DoseUnit.SECONDS, float(dose.work_s or dose.hold_start_s or 30.0)


def send_week(
    arrived: Arrived, plan: PlanRecord, *, first_day: date, week: int, last_day: date
) -> None:
    """Send what was done at home, and the answers of the week."""
    sessions = tuple(
        sessions_of_week(arrived, plan, first_day=first_day, week=week, last_day=last_day)
    )
    sent = record_sessions(arrived.at_home, arrived.patient_id, sessions, is_everything=True)
    for each in sent:
        if each.refusal is not None:
            raise each.refusal
    low, high = arrived.person.at_home.pain_points
    send_check_in(
        arrived.at_home,
        arrived.patient_id,
        client_uuid=arrived.made_id(f"check-in/{week}"),
        answered_at=clock.now(),
        answers=WeeklyAnswers(
            pain_points=low + week % (high - low + 1),
            confidence_points=min(10, 4 + week // 3),
            fall=FallAnswer.NO,
            programme=Fitting.RIGHT if week % 4 else Fitting.TOO_EASY,
        ),
    )


def be_ill(arrived: Arrived, *, first_day: date) -> None:
    """Let the therapist note the days on which nothing is expected."""
    excuse_days(
        arrived.crew.therapist,
        arrived.patient_id,
        ExcusedDays(
            first_day=first_day,
            last_day=first_day + timedelta(days=6),
            reason=ExcuseReason.ILL,
            note="A cold (simulated)",
        ),
    )


def write(arrived: Arrived) -> None:
    """Let the person write to the clinic, and the therapist answer where they do."""
    person, therapist = arrived.person, arrived.crew.therapist
    sent = send_message(
        arrived.at_home,
        arrived.patient_id,
        client_uuid=arrived.made_id("message"),
        text=person.message,
    )
    if person.answer is None:
        return
    mark_read(therapist, sent.row.pk)
    send_message(
        therapist,
        arrived.patient_id,
        client_uuid=arrived.made_id("answer"),
        text=person.answer,
    )
