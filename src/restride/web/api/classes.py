"""Classes: when they meet, who is in them, and who was there."""

from datetime import date, datetime, time
from typing import Annotated, Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router, Status
from pydantic import Field

from restride.records.actions.classes import (
    ClassPlan,
    edit_class,
    end_class,
    enrol,
    leave_class,
    make_class,
    mark_attendance,
)
from restride.records.models import Attendance, Enrolment, TrainingClass
from restride.records.queries.classes import SizedClass, list_classes, read_roster
from restride.visit.states import AttendanceState
from restride.web.api.asking import actor_in, tell_version, version_in
from restride.web.api.bodies import Answer, Body, Name
from restride.web.api.care_bodies import Day, NamedPatientAnswer, SiteNameAnswer, StaffNameAnswer

router = Router(tags=["classes"])


class ClassBody(Body):
    """When a class meets, with whom, and for how many."""

    name: Name
    therapist_id: UUID
    #: 0 is Monday.
    weekday: Annotated[int, Field(ge=0, le=6)]
    starts_at: time
    duration_min: Annotated[int, Field(ge=10, le=240)]
    most_people_count: Annotated[int, Field(ge=1, le=50)]
    site_id: UUID | None = None

    def plan(self) -> ClassPlan:
        """Give it to the record."""
        return ClassPlan(**self.dict())


class EnrolBody(Body):
    """Who joins a class."""

    patient_id: UUID


class AttendanceBody(Body):
    """Whether somebody was there."""

    held_on: Day
    state: AttendanceState


class ClassAnswer(Answer):
    """A class."""

    id: UUID
    version: int
    name: str
    therapist: StaffNameAnswer
    site: SiteNameAnswer | None
    weekday: int
    starts_at: time
    duration_min: int
    most_people_count: int
    ended_at: datetime | None


class SizedClassAnswer(Answer):
    """A class, and how many people are in it."""

    training_class: ClassAnswer
    people_count: int


class EnrolmentAnswer(Answer):
    """Somebody in a class."""

    id: UUID
    training_class_id: UUID
    patient: NamedPatientAnswer
    made_at: datetime
    ended_at: datetime | None


class RosterLineAnswer(Answer):
    """Somebody in a class, and whether they were there."""

    enrolment: EnrolmentAnswer
    state: AttendanceState


class RosterAnswer(Answer):
    """Who is in a class on a day."""

    training_class: ClassAnswer
    held_on: date
    lines: list[RosterLineAnswer]
    #: Of everybody, those included whom the reader may not know of.
    people_count: int


class AttendanceAnswer(Answer):
    """Whether somebody was in a class on a day."""

    id: UUID
    enrolment_id: UUID
    held_on: date
    state: AttendanceState


@router.post("/classes", response={201: ClassAnswer}, operation_id="class_edit_make")
def make(request: HttpRequest, body: ClassBody, response: HttpResponse) -> Status[TrainingClass]:
    """Make a class."""
    training_class = make_class(actor_in(request), body.plan())
    tell_version(response, training_class)
    return Status(201, training_class)


@router.get("/classes", response=list[SizedClassAnswer], operation_id="class_read")
def list_all(request: HttpRequest) -> list[SizedClass]:
    """List the classes that run, in the order of the week."""
    return list(list_classes(actor_in(request)))


@router.put("/classes/{class_id}", response=ClassAnswer, operation_id="class_edit")
def edit(
    request: HttpRequest, class_id: UUID, body: ClassBody, response: HttpResponse
) -> TrainingClass:
    """Change a class."""
    training_class = edit_class(
        actor_in(request), class_id, body.plan(), version=version_in(request)
    )
    tell_version(response, training_class)
    return training_class


@router.post("/classes/{class_id}/end", response=ClassAnswer, operation_id="class_edit_end")
def end(request: HttpRequest, class_id: UUID) -> TrainingClass:
    """End a class, and the enrolments in it."""
    return end_class(actor_in(request), class_id)


@router.get("/classes/{class_id}/roster", response=RosterAnswer, operation_id="class_read_roster")
def roster(request: HttpRequest, class_id: UUID, held_on: Annotated[Day, Query()]) -> Any:
    """Read who is expected in a class on a day, and who came."""
    return read_roster(actor_in(request), class_id, held_on=held_on)


@router.post(
    "/classes/{class_id}/enrolments", response={201: EnrolmentAnswer}, operation_id="class_enrol"
)
def join(request: HttpRequest, class_id: UUID, body: EnrolBody) -> Status[Enrolment]:
    """Take somebody into a class."""
    return Status(201, enrol(actor_in(request), class_id, patient_id=body.patient_id))


@router.post(
    "/enrolments/{enrolment_id}/leave",
    response=EnrolmentAnswer,
    operation_id="class_enrol_leave",
)
def leave(request: HttpRequest, enrolment_id: UUID) -> Enrolment:
    """Let somebody leave a class."""
    return leave_class(actor_in(request), enrolment_id)


@router.put(
    "/enrolments/{enrolment_id}/attendance",
    response=AttendanceAnswer,
    operation_id="class_attend",
)
def attend(request: HttpRequest, enrolment_id: UUID, body: AttendanceBody) -> Attendance:
    """Say whether somebody was in a class on a day."""
    return mark_attendance(actor_in(request), enrolment_id, held_on=body.held_on, state=body.state)
