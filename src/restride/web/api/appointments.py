"""Appointments, the day list, and a therapist's own calendar address."""

from datetime import date, datetime
from typing import Annotated, Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router, Status
from pydantic import AwareDatetime, Field

from restride.records.actions.appointments import (
    Booking,
    book_appointment,
    move_appointment,
    reschedule_appointment,
)
from restride.records.actions.calendar_feeds import make_feed, revoke_feed
from restride.records.models import Appointment
from restride.records.queries.appointments import list_appointments
from restride.records.queries.calendar import calendar_of
from restride.records.queries.day import read_day
from restride.visit.states import AppointmentState, VisitKind
from restride.web.api.asking import actor_in, tell_version, version_in
from restride.web.api.bodies import Answer, Body, Line
from restride.web.api.care_bodies import (
    Day,
    DueAnswer,
    NamedPatientAnswer,
    SiteNameAnswer,
    StaffNameAnswer,
)

router = Router(tags=["appointments"])


class BookingBody(Body):
    """A time with somebody, somewhere."""

    therapist_id: UUID
    starts_at: AwareDatetime
    ends_at: AwareDatetime
    kind: VisitKind = VisitKind.TREATMENT
    site_id: UUID | None = None
    episode_id: UUID | None = None
    #: For the desk; nothing of the care.
    note: Line | None = None
    #: That it is known to lie over another.
    may_overlap: bool = False

    def booking(self) -> Booking:
        """Give it to the record."""
        return Booking(**self.dict(exclude={"may_overlap"}))


class AppointmentMoveBody(Body):
    """What became of an appointment."""

    state: AppointmentState
    note: Line | None = None


class AppointmentAnswer(Answer):
    """A time that was agreed."""

    id: UUID
    version: int
    patient: NamedPatientAnswer
    therapist: StaffNameAnswer
    site: SiteNameAnswer | None
    episode_id: UUID | None
    state: AppointmentState
    kind: VisitKind
    starts_at: datetime
    ends_at: datetime
    note: str | None


class DayLineAnswer(Answer):
    """One appointment of the day, and what is due with the person."""

    appointment: AppointmentAnswer
    due: list[DueAnswer]


class PatientDueAnswer(Answer):
    """Somebody without an appointment on the day, and what is due all the same."""

    patient: NamedPatientAnswer
    due: list[DueAnswer]


class DayAnswer(Answer):
    """What somebody has before them."""

    day: date
    lines: list[DayLineAnswer]
    also_due: list[PatientDueAnswer]
    unsigned_count: int


class CalendarFeedAnswer(Answer):
    """A calendar address, which is shown this once."""

    #: From the server's own address on.
    path: str


@router.post(
    "/patients/{patient_id}/appointments",
    response={201: AppointmentAnswer},
    operation_id="appointment_edit_book",
)
def book(
    request: HttpRequest, patient_id: UUID, body: BookingBody, response: HttpResponse
) -> Status[Appointment]:
    """Book a time."""
    appointment = book_appointment(
        actor_in(request), patient_id, body.booking(), may_overlap=body.may_overlap
    )
    tell_version(response, appointment)
    return Status(201, appointment)


@router.get("/appointments", response=list[AppointmentAnswer], operation_id="appointment_list")
def list_all(
    request: HttpRequest,
    first_day: Annotated[Day, Query()],
    last_day: Annotated[Day, Query()],
    therapist_id: UUID | None = None,
    patient_id: UUID | None = None,
) -> list[Appointment]:
    """List appointments from a day to a day, at most 62 days, in the order of their times."""
    found = list_appointments(
        actor_in(request),
        first_day=first_day,
        last_day=last_day,
        therapist_id=therapist_id,
        patient_id=patient_id,
    )
    return list(found)


@router.put(
    "/appointments/{appointment_id}",
    response=AppointmentAnswer,
    operation_id="appointment_edit",
)
def reschedule(
    request: HttpRequest, appointment_id: UUID, body: BookingBody, response: HttpResponse
) -> Appointment:
    """Move an appointment to another time, therapist or place."""
    appointment = reschedule_appointment(
        actor_in(request),
        appointment_id,
        body.booking(),
        may_overlap=body.may_overlap,
        version=version_in(request),
    )
    tell_version(response, appointment)
    return appointment


@router.post(
    "/appointments/{appointment_id}/move",
    response=AppointmentAnswer,
    operation_id="appointment_edit_move",
)
def move(request: HttpRequest, appointment_id: UUID, body: AppointmentMoveBody) -> Appointment:
    """Say what became of an appointment."""
    return move_appointment(actor_in(request), appointment_id, body.state, note=body.note)


@router.get("/day", response=DayAnswer, operation_id="day_read")
def day_list(
    request: HttpRequest,
    day: Annotated[Day | None, Query()] = None,
    therapist_id: UUID | None = None,
) -> Any:
    """Read a day: appointments with what is due, what is due besides, notes to sign."""
    return read_day(actor_in(request), day=day, therapist_id=therapist_id)


@router.post("/calendar-feed", response={201: CalendarFeedAnswer}, operation_id="calendar_make")
def make_calendar(request: HttpRequest) -> Status[dict[str, str]]:
    """Make one's own calendar address; the one before no longer works."""
    made = make_feed(actor_in(request))
    return Status(201, {"path": f"/api/calendar/{made.secret}.ics"})


@router.delete("/calendar-feed", response={204: None}, operation_id="calendar_make_revoke")
def revoke_calendar(request: HttpRequest) -> Status[None]:
    """Take one's own calendar address back."""
    revoke_feed(actor_in(request))
    return Status(204, None)


@router.get("/calendar/{secret}.ics", auth=None, operation_id="calendar_read")
def read_calendar(
    request: HttpRequest, secret: Annotated[str, Field(max_length=100)]
) -> HttpResponse:
    """Read a calendar by its secret address; it tells nothing of whom appointments are with."""
    answer = HttpResponse(calendar_of(secret), content_type="text/calendar; charset=utf-8")
    answer["Cache-Control"] = "private, no-store"
    answer["Referrer-Policy"] = "no-referrer"
    return answer
