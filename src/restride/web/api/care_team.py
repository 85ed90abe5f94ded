"""Who sees whom: the care team, and records that are opened in need."""

from datetime import date, datetime
from typing import Annotated
from uuid import UUID

from django.http import HttpRequest
from ninja import Router, Status
from pydantic import Field

from restride.records.actions.breaking_glass import (
    SoughtPerson,
    end_in_need,
    find_in_need,
    open_in_need,
    review_in_need,
)
from restride.records.actions.care_team import add_to_care_team, end_care, lead_care
from restride.records.models import BreakGlass, CareTeamMember
from restride.records.queries.breaking_glass import list_openings
from restride.records.queries.care_team import CareTeam, patients_without_lead, read_care_team
from restride.web.api.asking import actor_in
from restride.web.api.bodies import Answer, Body, Name, PageAnswer, PageCount, Text
from restride.web.api.people import PatientAnswer

router = Router(tags=["care team"])


class JoinBody(Body):
    """Who joins a care team."""

    user_id: UUID
    is_lead: bool = False


class MemberAnswer(Answer):
    """Somebody of a care team."""

    id: UUID
    version: int
    patient_id: UUID
    user_id: UUID
    user_name: Annotated[str, Field(validation_alias="user.name")]
    is_lead: bool
    made_at: datetime
    ended_at: datetime | None


class CareTeamAnswer(Answer):
    """Everybody who cares for a patient, or did."""

    members: list[MemberAnswer]
    is_lead_missing: bool


class SoughtBody(Body):
    """Whom somebody looks for in need: the birth date, and record number or full name."""

    birth_date: date
    record_number: Name | None = None
    given_name: Name | None = None
    family_name: Name | None = None


class HitAnswer(Answer):
    """That such a person is registered, and nothing else."""

    patient_id: UUID


class OpenBody(Body):
    """Why a record is opened."""

    reason: Text


class OpeningAnswer(Answer):
    """A record that was opened in need."""

    id: UUID
    patient_id: UUID
    user_id: UUID
    reason: str
    made_at: datetime
    expires_at: datetime
    ended_at: datetime | None
    reviewed_at: datetime | None
    reviewed_by_id: UUID | None


@router.get(
    "/patients/{patient_id}/care-team", response=CareTeamAnswer, operation_id="care_team_read"
)
def read(request: HttpRequest, patient_id: UUID) -> CareTeam:
    """Tell who cares for a patient, and who did."""
    return read_care_team(actor_in(request), patient_id)


@router.post(
    "/patients/{patient_id}/care-team",
    response={201: MemberAnswer},
    operation_id="care_team_edit_join",
)
def join(request: HttpRequest, patient_id: UUID, body: JoinBody) -> Status[CareTeamMember]:
    """Let somebody care for a patient."""
    member = add_to_care_team(
        actor_in(request), patient_id, user_id=body.user_id, is_lead=body.is_lead
    )
    return Status(201, member)


@router.post(
    "/care-team-members/{member_id}/lead",
    response=MemberAnswer,
    operation_id="care_team_edit_lead",
)
def lead(request: HttpRequest, member_id: UUID) -> CareTeamMember:
    """Let a therapist of the team lead it."""
    return lead_care(actor_in(request), member_id)


@router.post(
    "/care-team-members/{member_id}/end", response=MemberAnswer, operation_id="care_team_edit_end"
)
def end(request: HttpRequest, member_id: UUID) -> CareTeamMember:
    """Let somebody leave the care team."""
    return end_care(actor_in(request), member_id)


@router.get(
    "/patients-without-lead",
    response=PageAnswer[PatientAnswer],
    operation_id="care_team_edit_missing",
)
def without_lead(
    request: HttpRequest, after: UUID | None = None, most_count: PageCount = 50
) -> dict[str, object]:
    """List those in treatment whom nobody leads."""
    page = patients_without_lead(actor_in(request), after=after, most_count=most_count)
    return {"items": page.rows, "next_after": page.next_after}


@router.post("/break-glass/search", response=HitAnswer, operation_id="break_glass_find")
def find(request: HttpRequest, body: SoughtBody) -> dict[str, UUID]:
    """Tell whether a person is registered, by an id and nothing else."""
    return {"patient_id": find_in_need(actor_in(request), SoughtPerson(**body.dict()))}


@router.post(
    "/patients/{patient_id}/break-glass",
    response={201: OpeningAnswer},
    operation_id="break_glass_open",
)
def open_record(request: HttpRequest, patient_id: UUID, body: OpenBody) -> Status[BreakGlass]:
    """Open a record in need, for a few hours."""
    return Status(201, open_in_need(actor_in(request), patient_id, reason=body.reason))


@router.post("/break-glass/{opened_id}/end", response=OpeningAnswer, operation_id="break_glass_end")
def end_opening(request: HttpRequest, opened_id: UUID) -> BreakGlass:
    """Close a record that was opened in need, before its time."""
    return end_in_need(actor_in(request), opened_id)


@router.get("/break-glass", response=PageAnswer[OpeningAnswer], operation_id="break_glass_review")
def openings(
    request: HttpRequest,
    after: UUID | None = None,
    most_count: PageCount = 50,
    *,
    is_waiting: bool = False,
) -> dict[str, object]:
    """List what was opened in need; only what waits for review where asked."""
    page = list_openings(
        actor_in(request), is_waiting=is_waiting, after=after, most_count=most_count
    )
    return {"items": page.rows, "next_after": page.next_after}


@router.post(
    "/break-glass/{opened_id}/review",
    response=OpeningAnswer,
    operation_id="break_glass_review_done",
)
def review(request: HttpRequest, opened_id: UUID) -> BreakGlass:
    """Say that an administrator has looked at an opening."""
    return review_in_need(actor_in(request), opened_id)
