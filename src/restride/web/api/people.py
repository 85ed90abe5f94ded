"""People: register, find, read, edit."""

from datetime import date
from typing import Annotated
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from ninja import Router, Status
from pydantic import Field

from restride.records.actions.registering import Identity, edit_patient, register_patient
from restride.records.models import Patient
from restride.records.queries.people import find_patients, read_patient
from restride.terms import Sex
from restride.visit.states import PatientState
from restride.web.api.asking import actor_in, tell_version, version_in
from restride.web.api.bodies import Answer, Body, Line, Name, PageAnswer, PageCount

router = Router(tags=["people"])


class IdentityBody(Body):
    """Who somebody is."""

    record_number: Name
    given_name: Name
    family_name: Name
    birth_date: date
    sex_for_reference: Sex | None = None
    gender: Name | None = None
    phone: Name | None = None
    email: Line | None = None
    address: Line | None = None
    language: Annotated[str, Field(pattern=r"^[a-z]{2,3}(-[A-Z]{2})?$")] = "en"
    time_zone: Name = "UTC"

    def identity(self) -> Identity:
        """Give it to the record."""
        return Identity(**self.dict(include=set(IdentityBody.model_fields)))


class RegisterBody(IdentityBody):
    """A person to register."""

    #: That those who look the same were looked at and are others.
    are_others_known: bool = False


class SearchBody(Body):
    """What is known of somebody who is looked for."""

    text: Name
    after: UUID | None = None
    most_count: PageCount = 50


class PatientAnswer(Answer):
    """Who somebody is."""

    id: UUID
    state: PatientState
    version: int
    merged_into_id: UUID | None
    record_number: str | None
    given_name: str | None
    family_name: str | None
    birth_date: date | None
    sex_for_reference: Sex | None
    gender: str | None
    phone: str | None
    email: str | None
    address: str | None
    language: str
    time_zone: str


@router.post("/patients", response={201: PatientAnswer}, operation_id="patient_register")
def register(request: HttpRequest, body: RegisterBody, response: HttpResponse) -> Status[Patient]:
    """Register a person."""
    patient = register_patient(
        actor_in(request), body.identity(), are_others_known=body.are_others_known
    )
    tell_version(response, patient)
    return Status(201, patient)


@router.get("/patients", response=PageAnswer[PatientAnswer], operation_id="patient_find")
def find(
    request: HttpRequest, after: UUID | None = None, most_count: PageCount = 50
) -> dict[str, object]:
    """List people, the newest first."""
    page = find_patients(actor_in(request), after=after, most_count=most_count)
    return {"items": page.rows, "next_after": page.next_after}


@router.post(
    "/patients/search", response=PageAnswer[PatientAnswer], operation_id="patient_find_search"
)
def search(request: HttpRequest, body: SearchBody) -> dict[str, object]:
    """List people whose name, number or birth date a text fits; no name stands in an address."""
    page = find_patients(
        actor_in(request), text=body.text, after=body.after, most_count=body.most_count
    )
    return {"items": page.rows, "next_after": page.next_after}


@router.get("/patients/{patient_id}", response=PatientAnswer, operation_id="patient_read")
def read(request: HttpRequest, patient_id: UUID, response: HttpResponse) -> Patient:
    """Read who somebody is."""
    patient = read_patient(actor_in(request), patient_id)
    tell_version(response, patient)
    return patient


@router.put("/patients/{patient_id}", response=PatientAnswer, operation_id="patient_edit")
def edit(
    request: HttpRequest, patient_id: UUID, body: IdentityBody, response: HttpResponse
) -> Patient:
    """Change who somebody is."""
    patient = edit_patient(
        actor_in(request), patient_id, body.identity(), version=version_in(request)
    )
    tell_version(response, patient)
    return patient
