"""Classes: groups that train together, who is in them, and who was there."""

from dataclasses import dataclass
from datetime import date, time
from typing import Final
from uuid import UUID

from django.db import IntegrityError, transaction

from restride.records import clock
from restride.records.acting import acting
from restride.records.actors import Actor
from restride.records.care_team import CARERS, join_care_team, the_colleague
from restride.records.editing import saved
from restride.records.models import Attendance, Enrolment, Site, TrainingClass
from restride.records.queries.appointments import day_bounds
from restride.records.refusals import Conflict, NotThere, NotUsable
from restride.records.scopes import the_patient, the_row
from restride.visit.moves import moved
from restride.visit.states import AttendanceState, PatientState

#: House choices: docs/decisions/0168-course-of-care.md
_SHORTEST_MIN: Final = 10
_LONGEST_MIN: Final = 240
_MOST_PEOPLE_COUNT: Final = 50
_LATE_DAYS: Final = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class ClassPlan:
    """When a class meets, with whom, and for how many."""

    name: str
    therapist_id: UUID
    #: 0 is Monday.
    weekday: int
    starts_at: time
    duration_min: int
    most_people_count: int
    site_id: UUID | None = None


def make_class(actor: Actor, plan: ClassPlan) -> TrainingClass:
    """Make a class.

    Raises
    ------
    NotThere
        No such therapist, assistant or site.
    NotUsable
        A weekday, length or size that cannot be.
    """
    with acting(actor, "class.edit") as act:
        training_class = TrainingClass(clinic_id=actor.clinic_id)
        _fill(actor, training_class, plan)
        training_class.save(force_insert=True)
        act.about(training_class)
    return training_class


def edit_class(actor: Actor, class_id: UUID, plan: ClassPlan, *, version: int) -> TrainingClass:
    """Change a class; it never gets smaller than the people in it.

    Raises
    ------
    NotThere, NotUsable, Stale
        No such class, therapist or site; values that cannot be; somebody edited it first.
    Conflict
        It has ended, or more people are in it than it would hold.
    """
    with acting(actor, "class.edit") as act:
        training_class = _locked(actor, class_id)
        people_count = _people_count(training_class)
        if people_count > plan.most_people_count:
            raise Conflict(
                f"{people_count} people are in the class, and it would hold "
                f"{plan.most_people_count}. Let some leave first."
            )
        _fill(actor, training_class, plan)
        saved(training_class, version=version)
        act.about(training_class)
    return training_class


def end_class(actor: Actor, class_id: UUID) -> TrainingClass:
    """End a class, and the enrolments in it.

    Raises
    ------
    NotThere, Conflict
        No such class, or one that has ended.
    """
    with acting(actor, "class.edit") as act:
        training_class = _locked(actor, class_id)
        now = clock.now()
        for each in _enrolments(training_class):
            each.ended_at = now
            saved(each, version=each.version)
        training_class.ended_at = now
        saved(training_class, version=training_class.version)
        act.about(training_class)
    return training_class


def enrol(actor: Actor, class_id: UUID, *, patient_id: UUID) -> Enrolment:
    """Take somebody into a class; who leads it joins their care team.

    Raises
    ------
    NotThere
        No such class or patient.
    Conflict
        The class is full or has ended, the person is in it already, or their record not in use.
    """
    with acting(actor, "class.enrol") as act:
        patient = the_patient(actor, patient_id, depth=act.permission.depth)
        if patient.state != PatientState.ACTIVE:
            raise Conflict(f"A class needs a record in use, and this one is {patient.state}.")
        training_class = _locked(actor, class_id)
        if _people_count(training_class) >= training_class.most_people_count:
            raise Conflict(
                f"The class holds {training_class.most_people_count} people and is full. Wait "
                "until somebody leaves, or make it larger."
            )
        enrolment = Enrolment(
            clinic_id=actor.clinic_id,
            patient=patient,
            made_by_id=actor.user_id,
            training_class=training_class,
        )
        _keep_once(enrolment)
        has_joined = join_care_team(actor, patient, training_class.therapist)
        act.about(enrolment, joined_care_team=has_joined)
    return enrolment


def leave_class(actor: Actor, enrolment_id: UUID) -> Enrolment:
    """Let somebody leave a class; who was there when stays.

    Raises
    ------
    NotThere, Conflict
        No such enrolment, or one that has ended.
    """
    with acting(actor, "class.enrol") as act:
        enrolment = the_row(actor, Enrolment, enrolment_id)
        if enrolment.ended_at is not None:
            raise Conflict("The person has left the class already. Nothing is to be done.")
        enrolment.ended_at = clock.now()
        saved(enrolment, version=enrolment.version)
        act.about(enrolment)
    return enrolment


def mark_attendance(
    actor: Actor, enrolment_id: UUID, *, held_on: date, state: AttendanceState
) -> Attendance:
    """Say whether somebody was in a class on a day.

    Raises
    ------
    NotThere, ImpossibleMove
        No such enrolment; it cannot become that.
    NotUsable
        The class does not meet on that day, it is long ago, or nobody can have been there yet.
    Conflict
        The person was not in the class then.
    """
    with acting(actor, "class.attend") as act:
        enrolment = the_row(actor, Enrolment, enrolment_id)
        _refuse_other_day(actor, enrolment, held_on=held_on, state=state)
        row = Attendance.objects.filter(enrolment=enrolment, held_on=held_on).first()
        is_new = row is None
        if row is None:
            row = Attendance(
                clinic_id=enrolment.clinic_id,
                patient_id=enrolment.patient_id,
                made_by_id=actor.user_id,
                enrolment=enrolment,
                held_on=held_on,
            )
        before = row.state
        row.state = moved(before, state, thing="attendance")
        _keep_once(row) if is_new else saved(row, version=row.version)
        act.about(row)
        act.changed({"state": before}, {"state": row.state})
    return row


def _fill(actor: Actor, training_class: TrainingClass, plan: ClassPlan) -> None:
    for name, value, low, high in (
        ("weekday", plan.weekday, 0, 6),
        ("duration_min", plan.duration_min, _SHORTEST_MIN, _LONGEST_MIN),
        ("most_people_count", plan.most_people_count, 1, _MOST_PEOPLE_COUNT),
    ):
        if not low <= value <= high:
            raise NotUsable(
                f"{name} must lie between {low} and {high}, and is {value}. Correct it."
            )
    training_class.name = plan.name
    training_class.therapist = the_colleague(actor, plan.therapist_id, roles=CARERS)
    training_class.weekday = plan.weekday
    training_class.starts_at = plan.starts_at.replace(tzinfo=None)
    training_class.duration_min = plan.duration_min
    training_class.most_people_count = plan.most_people_count
    training_class.site = _site(actor, plan.site_id)


def _site(actor: Actor, site_id: UUID | None) -> Site | None:
    if site_id is None:
        return None
    site = Site.objects.filter(clinic_id=actor.clinic_id, pk=site_id).first()
    if site is None:
        raise NotThere("site")
    return site


def _locked(actor: Actor, class_id: UUID) -> TrainingClass:
    """Find a class that runs, and lock it: of two who want the last place one comes first."""
    rows = TrainingClass.objects.select_for_update(no_key=True)
    found = rows.filter(clinic_id=actor.clinic_id, pk=class_id).first()
    if found is None:
        raise NotThere("class")
    if found.ended_at is not None:
        raise Conflict("The class has ended and does not change. Make another.")
    return found


def _enrolments(training_class: TrainingClass) -> list[Enrolment]:
    rows = Enrolment.objects.filter(training_class=training_class, ended_at__isnull=True)
    return list(rows.order_by("pk"))


def _people_count(training_class: TrainingClass) -> int:
    return len(_enrolments(training_class))


def _keep_once(row: Enrolment | Attendance) -> None:
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError:
        raise Conflict(
            "The person is in the class already, or was marked on this day at the same moment. "
            "Read the roster again."
        ) from None


def _refuse_other_day(
    actor: Actor, enrolment: Enrolment, *, held_on: date, state: AttendanceState
) -> None:
    training_class, today = enrolment.training_class, clock.today(actor.time_zone)
    if held_on.weekday() != training_class.weekday:
        raise NotUsable(f"The class does not meet on {held_on}. Name a day on which it does.")
    if held_on > today and state is not AttendanceState.EXCUSED:
        raise NotUsable(f"{held_on} is still to come. Only an excuse is noted ahead.")
    if (today - held_on).days > _LATE_DAYS:
        raise NotUsable(
            f"Attendance is noted within {_LATE_DAYS} days, and {held_on} is longer ago."
        )
    start, end = day_bounds(held_on, zone_name=actor.time_zone)
    ended_at = enrolment.ended_at
    if enrolment.made_at >= end or (ended_at is not None and ended_at <= start):
        raise Conflict(
            f"The person was not in the class on {held_on}. Name a day on which they were."
        )
