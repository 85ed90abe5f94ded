"""Staff: invited, listed, ended, helped back in, signed out."""

from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

from allauth.usersessions.models import UserSession
from django.http import HttpRequest
from ninja import Router, Status
from pydantic import Field

from restride.records.actions.inviting import NewStaff, invite_staff
from restride.records.actions.staff import (
    end_membership,
    end_staff_sessions,
    reset_password,
    reset_second_factor,
)
from restride.records.models import Membership
from restride.records.queries.clinic import list_staff, list_staff_sessions
from restride.records.roles import Role
from restride.web.api.accounts import InvitationShown, shown
from restride.web.api.asking import actor_in, needs_fresh_sign_in
from restride.web.api.bodies import Answer, Body, Line, Name

router = Router(tags=["staff"])


class StaffAnswer(Answer):
    """Somebody in a role at the clinic."""

    id: UUID
    user_id: UUID
    name: str
    email: str
    role: Role
    site_id: UUID | None
    made_at: datetime
    ended_at: datetime | None

    @staticmethod
    def resolve_name(row: Membership) -> str:
        """Name the account's owner."""
        return row.user.name

    @staticmethod
    def resolve_email(row: Membership) -> str:
        """Give the account's address."""
        return row.user.email


class InviteStaffBody(Body):
    """Who shall work here, and as what."""

    role: Role
    name: Name
    email: Line
    lasts_h: Annotated[int, Field(ge=1, le=720)] = 72


class CodeAnswer(Answer):
    """A code to hand over; this answer alone tells it."""

    user_id: UUID
    code: str
    expires_at: datetime


class SessionAnswer(Answer):
    """A session that is open."""

    id: int
    ip: str
    user_agent: str
    created_at: datetime
    last_seen_at: datetime


class EndedAnswer(Answer):
    """How many sessions ended."""

    sessions_count: int


@router.get("/staff", response=list[StaffAnswer], operation_id="staff_list")
def staff(request: HttpRequest, *, with_former: bool = False) -> list[Membership]:
    """List who works at the clinic."""
    return list(list_staff(actor_in(request), with_former=with_former))


@router.post("/staff/invitations", response={201: InvitationShown}, operation_id="staff_invite")
def invite(request: HttpRequest, body: InviteStaffBody) -> Status[dict[str, Any]]:
    """Invite somebody to work at the clinic."""
    actor = actor_in(request)
    needs_fresh_sign_in(request)
    person = NewStaff(role=body.role, name=body.name, email=body.email)
    return Status(201, shown(request, invite_staff(actor, person, lasts_h=body.lasts_h)))


@router.post("/memberships/{membership_id}/end", response=StaffAnswer, operation_id="staff_end")
def end(request: HttpRequest, membership_id: UUID) -> Membership:
    """End what somebody is at the clinic."""
    return end_membership(actor_in(request), membership_id)


@router.post(
    "/staff/{user_id}/reset-password", response=CodeAnswer, operation_id="staff_reset_password"
)
def new_password(request: HttpRequest, user_id: UUID) -> dict[str, Any]:
    """Give somebody a code to hand over, with which they choose a password."""
    actor = actor_in(request)
    needs_fresh_sign_in(request)
    found = reset_password(actor, user_id)
    return {
        "user_id": found.row.pk,
        "code": found.secret,
        "expires_at": found.row.temporary_until,
    }


@router.post(
    "/staff/{user_id}/reset-second-factor",
    response={204: None},
    operation_id="staff_reset_second_factor",
)
def new_second_factor(request: HttpRequest, user_id: UUID) -> Status[None]:
    """Take somebody's second factors away."""
    actor = actor_in(request)
    needs_fresh_sign_in(request)
    reset_second_factor(actor, user_id)
    return Status(204, None)


@router.get(
    "/staff/{user_id}/sessions",
    response=list[SessionAnswer],
    operation_id="staff_sessions_list",
)
def sessions(request: HttpRequest, user_id: UUID) -> list[UserSession]:
    """List the open sessions of somebody of the staff."""
    return list(list_staff_sessions(actor_in(request), user_id))


@router.delete("/staff/{user_id}/sessions", response=EndedAnswer, operation_id="staff_sessions_end")
def end_sessions(request: HttpRequest, user_id: UUID) -> dict[str, int]:
    """Sign somebody out everywhere."""
    return {"sessions_count": end_staff_sessions(actor_in(request), user_id)}
