"""Classes of a clinic, and the roster of a day."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Count, Q

from restride.records.acting import reading
from restride.records.actors import Actor
from restride.records.models import Attendance, Enrolment, TrainingClass
from restride.records.queries.appointments import day_bounds
from restride.records.refusals import NotThere
from restride.records.scopes import Depth, owned
from restride.visit.states import AttendanceState


@dataclass(frozen=True, slots=True, kw_only=True)
class SizedClass:
    """A class, and how many people are in it."""

    training_class: TrainingClass
    people_count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class RosterLine:
    """Somebody in a class, and whether they were there."""

    enrolment: Enrolment
    state: AttendanceState


@dataclass(frozen=True, slots=True, kw_only=True)
class Roster:
    """Who is in a class on a day."""

    training_class: TrainingClass
    held_on: date
    #: Those whom the reader may know of, in the order in which they joined.
    lines: tuple[RosterLine, ...]
    #: Of everybody.
    people_count: int


def list_classes(actor: Actor) -> tuple[SizedClass, ...]:
    """List the classes that run, in the order of the week."""
    with reading(actor, "class.read"):
        rows = (
            TrainingClass.objects.filter(clinic_id=actor.clinic_id, ended_at__isnull=True)
            .select_related("therapist", "site")
            .annotate(people_count=Count("enrolments", filter=Q(enrolments__ended_at__isnull=True)))
            .order_by("weekday", "starts_at", "pk")
        )
        return tuple(
            SizedClass(training_class=each, people_count=each.people_count) for each in rows
        )


def read_roster(actor: Actor, class_id: UUID, *, held_on: date) -> Roster:
    """Read who is expected in a class on a day, and who came; three questions to the database.

    Raises
    ------
    NotThere
        There is no such class.
    """
    with reading(actor, "class.read") as act:
        found = (
            TrainingClass.objects.filter(clinic_id=actor.clinic_id, pk=class_id)
            .select_related("therapist", "site")
            .first()
        )
        if found is None:
            raise NotThere("class")
        there = Q(training_class=found) & _in_class_on(held_on, zone_name=actor.time_zone)
        enrolments = owned(actor, Enrolment, depth=Depth.IDENTITY).filter(there)
        marked = Attendance.objects.filter(enrolment__in=enrolments, held_on=held_on)
        states = dict(marked.values_list("enrolment_id", "state"))
        lines = tuple(
            RosterLine(
                enrolment=each,
                state=AttendanceState(states.get(each.pk, AttendanceState.EXPECTED)),
            )
            for each in enrolments.select_related("patient").order_by("pk")
        )
        act.about(found)
        act.about_patients(each.enrolment.patient_id for each in lines)
        return Roster(
            training_class=found,
            held_on=held_on,
            lines=lines,
            people_count=Enrolment.objects.filter(there).count(),
        )


def _in_class_on(day: date, *, zone_name: str) -> Q:
    """Narrow enrolments to those that held on a day."""
    start, end = day_bounds(day, zone_name=zone_name)
    return Q(made_at__lt=end) & (Q(ended_at__isnull=True) | Q(ended_at__gt=start))
