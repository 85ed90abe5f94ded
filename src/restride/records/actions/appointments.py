"""Appointments: booked without overlap, moved, and followed from the door to the end."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db.models import Q

from restride.records import clock
from restride.records.acting import acting
from restride.records.actors import Actor
from restride.records.belonging import the_row_of
from restride.records.care_team import CARERS, join_care_team, the_colleague
from restride.records.editing import saved
from restride.records.models import Appointment, Episode, Patient, Site, User
from restride.records.refusals import Conflict, NotThere, NotUsable
from restride.records.scopes import Depth, the_patient, the_row
from restride.visit.moves import moved
from restride.visit.states import AppointmentState, PatientState, VisitKind

#: House choices: docs/decisions/0168-course-of-care.md
_SHORTEST: Final = timedelta(minutes=5)
_LONGEST: Final = timedelta(hours=8)
_EARLIEST: Final = timedelta(days=31)
_LATEST: Final = timedelta(days=731)
#: These take no time of anybody.
_FREE: Final = (AppointmentState.CANCELLED, AppointmentState.NO_SHOW)


@dataclass(frozen=True, slots=True, kw_only=True)
class Booking:
    """A time with somebody, somewhere."""

    therapist_id: UUID
    starts_at: datetime
    ends_at: datetime
    kind: VisitKind = VisitKind.TREATMENT
    site_id: UUID | None = None
    episode_id: UUID | None = None
    #: For the desk; nothing of the care.
    note: str | None = None


def book_appointment(
    actor: Actor, patient_id: UUID, booking: Booking, *, may_overlap: bool = False
) -> Appointment:
    """Book a time; the therapist joins the care team.

    Parameters
    ----------
    may_overlap
        That it is known to lie over another of the therapist or the patient.

    Raises
    ------
    NotThere
        No such patient, therapist or assistant, site, or episode of the patient.
    NotUsable
        A time without its zone, an end before the start, too short, too long, too far away.
    Conflict
        Therapist or patient have another appointment then; the record is not in use.
    """
    with acting(actor, "appointment.edit") as act:
        patient = the_patient(actor, patient_id, depth=act.permission.depth)
        if patient.state != PatientState.ACTIVE:
            raise Conflict(
                f"An appointment needs a record in use, and this one is {patient.state}. Take it "
                "into use again, or go to the record that goes on."
            )
        appointment = Appointment(
            clinic_id=actor.clinic_id,
            patient=patient,
            made_by_id=actor.user_id,
            episode=_episode(actor, booking, patient=patient),
        )
        has_joined = _place(actor, appointment, booking, may_overlap=may_overlap)
        appointment.save(force_insert=True)
        act.about(appointment, joined_care_team=has_joined)
    return appointment


def reschedule_appointment(
    actor: Actor,
    appointment_id: UUID,
    booking: Booking,
    *,
    may_overlap: bool = False,
    version: int,
) -> Appointment:
    """Move an appointment to another time, therapist or place.

    Raises
    ------
    NotThere, NotUsable, Stale
        No such appointment, therapist or site; a time that cannot be; somebody edited it first.
    Conflict
        It has begun or is over, or lies over another.
    """
    with acting(actor, "appointment.edit") as act:
        appointment = the_row(actor, Appointment, appointment_id, depth=act.permission.depth)
        if appointment.state != AppointmentState.BOOKED:
            raise Conflict(
                f"Only what is booked is moved, and this appointment is {appointment.state}. "
                "Book another."
            )
        before = _told(appointment)
        if booking.episode_id is not None:
            appointment.episode = _episode(actor, booking, patient=appointment.patient)
        has_joined = _place(actor, appointment, booking, may_overlap=may_overlap)
        saved(appointment, version=version)
        act.about(appointment, joined_care_team=has_joined)
        act.changed(before, _told(appointment))
    return appointment


def move_appointment(
    actor: Actor, appointment_id: UUID, state: AppointmentState, *, note: str | None = None
) -> Appointment:
    """Say what became of an appointment: arrived, begun, over, not come, cancelled.

    Raises
    ------
    NotThere, ImpossibleMove
        No such appointment; it cannot become that.
    Conflict
        Somebody who is not due yet has not failed to come.
    """
    with acting(actor, "appointment.edit") as act:
        appointment = the_row(actor, Appointment, appointment_id, depth=act.permission.depth)
        before = appointment.state
        appointment.state = moved(before, state, thing="appointment")
        if state is AppointmentState.NO_SHOW and clock.now() < appointment.starts_at:
            raise Conflict("Nobody has failed to come before the time. Wait, or cancel it.")
        appointment.note = note or appointment.note
        saved(appointment, version=appointment.version)
        act.about(appointment)
        act.changed({"state": before}, {"state": appointment.state, "note": note})
    return appointment


def _place(actor: Actor, appointment: Appointment, booking: Booking, *, may_overlap: bool) -> bool:
    """Set time, therapist and place; tells whether the therapist joined the care team."""
    _refuse_impossible_time(booking)
    therapist = the_colleague(actor, booking.therapist_id, roles=CARERS)
    appointment.therapist = therapist
    appointment.site = _site(actor, booking.site_id)
    appointment.starts_at = booking.starts_at
    appointment.ends_at = booking.ends_at
    appointment.kind = booking.kind
    appointment.note = booking.note
    if not may_overlap:
        _refuse_overlap(actor, appointment)
    return join_care_team(actor, appointment.patient, therapist)


def _refuse_impossible_time(booking: Booking) -> None:
    start, end = booking.starts_at, booking.ends_at
    if start.tzinfo is None or end.tzinfo is None:
        raise NotUsable(
            "starts_at and ends_at need their time zone, and one has none. Send them as "
            "2026-03-29T09:30+02:00."
        )
    # Instants, not hours on a wall: in the night of a changed clock they differ.
    if end <= start:
        raise NotUsable("ends_at must lie after starts_at. Correct one of them.")
    if not _SHORTEST <= end - start <= _LONGEST:
        raise NotUsable(
            f"An appointment lasts {_SHORTEST / timedelta(minutes=1):g} min to "
            f"{_LONGEST / timedelta(hours=1):g} h, and this one "
            f"{(end - start) / timedelta(minutes=1):g} min. Correct its times."
        )
    now = clock.now()
    if not now - _EARLIEST <= start <= now + _LATEST:
        raise NotUsable(
            f"An appointment lies from {_EARLIEST.days} days ago to {_LATEST.days} days ahead, "
            f"and this one on {start.date()}. Correct the day."
        )


def _refuse_overlap(actor: Actor, appointment: Appointment) -> None:
    """Refuse a second appointment of therapist or patient at the time.

    Both are locked in one order: of two bookings at once the second sees the first.
    """
    # Rows that merely refer to one of them need not wait.
    therapists = User.objects.select_for_update(no_key=True).filter(pk=appointment.therapist_id)
    patients = Patient.objects.select_for_update(no_key=True).filter(pk=appointment.patient_id)
    list(therapists.values_list("pk"))
    list(patients.values_list("pk"))
    at_the_time = (
        Appointment.objects.filter(
            Q(therapist_id=appointment.therapist_id) | Q(patient_id=appointment.patient_id),
            clinic_id=actor.clinic_id,
            starts_at__lt=appointment.ends_at,
            ends_at__gt=appointment.starts_at,
        )
        .exclude(pk=appointment.pk)
        .exclude(state__in=_FREE)
    )
    other = at_the_time.order_by("starts_at", "pk").first()
    if other is None:
        return
    whose = "The therapist" if other.therapist_id == appointment.therapist_id else "The patient"
    zone = ZoneInfo(actor.time_zone)
    start, end = (at.astimezone(zone) for at in (other.starts_at, other.ends_at))
    raise Conflict(
        f"{whose} has another appointment from {start:%H:%M} to {end:%H:%M} on {start.date()}. "
        "Choose another time, or book with may_overlap."
    )


def _site(actor: Actor, site_id: UUID | None) -> Site | None:
    if site_id is None:
        return None
    site = Site.objects.filter(clinic_id=actor.clinic_id, pk=site_id).first()
    if site is None:
        raise NotThere("site")
    return site


def _episode(actor: Actor, booking: Booking, *, patient: Patient) -> Episode | None:
    if booking.episode_id is None:
        return None
    return the_row_of(
        actor, Episode, row_id=booking.episode_id, patient_id=patient.pk, depth=Depth.CARE
    )


def _told(appointment: Appointment) -> dict[str, object]:
    return {
        "starts_at": appointment.starts_at,
        "ends_at": appointment.ends_at,
        "kind": appointment.kind,
        "therapist": str(appointment.therapist_id),
        "site": str(appointment.site_id),
        "note": appointment.note,
    }
