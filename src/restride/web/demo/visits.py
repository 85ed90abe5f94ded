"""Visits of an invented person: an appointment that was kept, a note, minutes, a signature."""

from datetime import datetime, timedelta
from typing import Final

from restride.records import clock
from restride.records.actions.appointments import Booking, book_appointment, move_appointment
from restride.records.actions.signing_visits import sign_visit
from restride.records.actions.visits import (
    MinutesLine,
    VisitDraft,
    edit_visit,
    open_visit,
    set_minutes,
)
from restride.records.models import Appointment, Episode, Visit
from restride.visit.care_words import Intervention
from restride.visit.states import AppointmentState, VisitKind
from restride.web.demo.arrivals import Arrived

_LASTS: Final = timedelta(minutes=45)
_MINUTES: Final = {
    VisitKind.INITIAL: ((Intervention.EVALUATION, 30, "97162"), (Intervention.EDUCATION, 10, "")),
    VisitKind.REASSESSMENT: (
        (Intervention.PHYSICAL_TEST, 20, "97750"),
        (Intervention.THERAPEUTIC_EXERCISE, 20, "97110"),
    ),
}
_USUAL: Final = (
    (Intervention.GAIT_TRAINING, 20, "97116"),
    (Intervention.THERAPEUTIC_EXERCISE, 20, "97110"),
)


def book(arrived: Arrived, starts_at: datetime, *, kind: VisitKind) -> Appointment:
    """Book an appointment with the therapist."""
    therapist_id = arrived.crew.therapist.user_id
    if therapist_id is None:
        raise TypeError("the therapist of the demo is a person")
    return book_appointment(
        arrived.crew.front_desk,
        arrived.patient_id,
        Booking(
            therapist_id=therapist_id,
            starts_at=starts_at,
            ends_at=starts_at + _LASTS,
            kind=kind,
        ),
    )


def come(arrived: Arrived, appointment: Appointment, *, episode: Episode) -> Visit:
    """Let the person arrive, and open the visit."""
    move_appointment(arrived.crew.front_desk, appointment.pk, AppointmentState.ARRIVED)
    return open_visit(
        arrived.crew.therapist,
        episode.pk,
        kind=VisitKind(appointment.kind),
        appointment_id=appointment.pk,
    )


def stay_away(arrived: Arrived, appointment: Appointment) -> None:
    """Note that nobody came."""
    move_appointment(arrived.crew.front_desk, appointment.pk, AppointmentState.NO_SHOW)


def write_up(arrived: Arrived, visit: Visit, *, note: str, is_signed: bool = True) -> Visit:
    """Write the note and the minutes, and sign them."""
    therapist, kind = arrived.crew.therapist, VisitKind(visit.kind)
    visit = Visit.objects.get(pk=visit.pk)
    draft = VisitDraft(kind=kind, note=f"{note} (simulated)", ended_at=clock.now())
    visit = edit_visit(therapist, visit.pk, draft, version=visit.version)
    lines = [
        MinutesLine(intervention=what, duration_min=minutes, billing_code=code)
        for what, minutes, code in _MINUTES.get(kind, _USUAL)
    ]
    visit = set_minutes(therapist, visit.pk, lines, version=visit.version)
    return sign_visit(therapist, visit.pk, version=visit.version) if is_signed else visit
