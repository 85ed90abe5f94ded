"""The day list: today's appointments with what is due, and what is due besides."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from restride.records import clock
from restride.records.acting import reading
from restride.records.actors import Actor
from restride.records.models import Appointment, Clinic, Episode, Patient, Visit
from restride.records.queries.appointments import on_days
from restride.records.queries.courses import courses_of, retest_rule
from restride.records.roles import Role
from restride.records.scopes import Depth, owned, patients_of
from restride.visit.due import Due, DueKind, due_on
from restride.visit.states import DocumentState, EpisodeState, VisitKind

_CARERS = frozenset({Role.THERAPIST, Role.ASSISTANT})


@dataclass(frozen=True, slots=True, kw_only=True)
class DayLine:
    """One appointment of the day, and what is due with the person."""

    appointment: Appointment
    due: tuple[Due, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PatientDue:
    """Somebody without an appointment on the day, and what is due all the same."""

    patient: Patient
    due: tuple[Due, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Day:
    """What somebody has before them."""

    day: date
    #: In the order of their times.
    lines: tuple[DayLine, ...]
    also_due: tuple[PatientDue, ...]
    #: Notes that wait for the actor's own signature.
    unsigned_count: int


def read_day(actor: Actor, *, day: date | None = None, therapist_id: UUID | None = None) -> Day:
    """Read a day: of a therapist or assistant their own, of the desk everybody's.

    What is due of somebody's care is shown to those who know their care, and to nobody else. The
    number of questions to the database does not depend on how many people there are.

    Parameters
    ----------
    day
        Today where the clinic is, where nothing is said.
    therapist_id
        Whose day; None is one's own, or everybody's at the desk.
    """
    with reading(actor, "day.read") as act:
        day = day or clock.today(actor.time_zone)
        appointments = _appointments(actor, day, therapist_id=therapist_id)
        due = _due_of_patients(actor, day)
        seen = {each.patient_id for each in appointments}
        act.about_patients(each.patient_id for each in appointments)
        also_due = tuple(
            PatientDue(patient=patient, due=_without_new(known))
            for patient, known in due.items()
            if patient.pk not in seen and _without_new(known)
        )
        act.about_patients(each.patient.pk for each in also_due)
        by_id = {patient.pk: known for patient, known in due.items()}
        return Day(
            day=day,
            lines=tuple(_line(each, by_id.get(each.patient_id)) for each in appointments),
            also_due=also_due,
            unsigned_count=_unsigned_count(actor),
        )


def _appointments(actor: Actor, day: date, *, therapist_id: UUID | None) -> tuple[Appointment, ...]:
    rows = on_days(
        owned(actor, Appointment, depth=Depth.IDENTITY),
        first_day=day,
        last_day=day,
        zone_name=actor.time_zone,
    )
    if therapist_id is None and not actor.roles.isdisjoint(_CARERS):
        therapist_id = actor.user_id
    if therapist_id is not None:
        rows = rows.filter(therapist_id=therapist_id)
    return tuple(rows.select_related("patient", "therapist", "site"))


def _due_of_patients(actor: Actor, day: date) -> dict[Patient, tuple[Due, ...]]:
    """Tell what is due with everybody whose care the actor takes part in."""
    if actor.roles.isdisjoint(_CARERS):
        return {}
    clinic = Clinic.objects.get(pk=actor.clinic_id)
    episodes = Episode.objects.filter(
        patient__in=patients_of(actor, depth=Depth.CARE), state=EpisodeState.ACTIVE
    )
    rule = retest_rule(clinic)
    found: defaultdict[Patient, list[Due]] = defaultdict(list)
    courses = courses_of(episodes.select_related("patient"), clinic=clinic)
    for episode, course in courses.items():
        for each in due_on(day, course, rule=rule):
            if each not in found[episode.patient]:
                found[episode.patient].append(each)
    return {patient: tuple(known) for patient, known in found.items()}


def _without_new(due: Iterable[Due]) -> tuple[Due, ...]:
    """Leave out that somebody is new: it is told on the day they come."""
    return tuple(each for each in due if each.kind is not DueKind.NEW)


def _line(appointment: Appointment, due: tuple[Due, ...] | None) -> DayLine:
    if due is None:
        # Not known to the actor, or no episode yet: what is booked says whether they are new.
        is_new = appointment.kind == VisitKind.INITIAL
        due = (Due(kind=DueKind.NEW),) if is_new else ()
    return DayLine(appointment=appointment, due=due)


def _unsigned_count(actor: Actor) -> int:
    rows = owned(actor, Visit).filter(therapist_id=actor.user_id, state=DocumentState.DRAFT)
    return rows.count()
