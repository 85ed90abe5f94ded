"""Tokens of other programs and of devices."""

from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

from django.http import HttpRequest
from ninja import Router, Status
from pydantic import Field

from restride.records.actions.tokens import (
    make_device_token,
    make_service_token,
    revoke_device_token,
    revoke_service_token,
)
from restride.records.models import DeviceToken, ServiceToken
from restride.records.queries.tokens import list_device_tokens, list_service_tokens
from restride.web.api.asking import actor_in, needs_fresh_sign_in
from restride.web.api.bodies import Answer, Body, Name, PageAnswer, PageCount, Word

router = Router(tags=["tokens"])

Days = Annotated[int, Field(ge=1, le=366)]


class TokenBody(Body):
    """What another program may do, and for how long."""

    name: Name
    scopes: Annotated[list[Word], Field(min_length=1, max_length=100)]
    lasts_days: Days = 90


class TokenAnswer(Answer):
    """A token of another program."""

    id: UUID
    name: str
    scopes: list[str]
    made_at: datetime
    expires_at: datetime
    revoked_at: datetime | None
    last_used_at: datetime | None


class TokenShown(TokenAnswer):
    """A token as it is handed over; its secret is told by this answer alone."""

    secret: str


class DeviceTokenBody(Body):
    """For how long a device may send."""

    lasts_days: Days = 366


class DeviceTokenAnswer(Answer):
    """A token of a device."""

    id: UUID
    device_id: UUID
    made_at: datetime
    expires_at: datetime
    revoked_at: datetime | None


class DeviceTokenShown(DeviceTokenAnswer):
    """A token as the device keeps it; its secret is told by this answer alone."""

    secret: str


@router.get("/service-tokens", response=PageAnswer[TokenAnswer], operation_id="token_list")
def tokens(
    request: HttpRequest, after: UUID | None = None, most_count: PageCount = 50
) -> dict[str, object]:
    """List the tokens of other programs."""
    page = list_service_tokens(actor_in(request), after=after, most_count=most_count)
    return {"items": page.rows, "next_after": page.next_after}


@router.post("/service-tokens", response={201: TokenShown}, operation_id="token_make")
def make(request: HttpRequest, body: TokenBody) -> Status[dict[str, Any]]:
    """Let another program act."""
    actor = actor_in(request)
    needs_fresh_sign_in(request)
    made = make_service_token(actor, body.name, scopes=body.scopes, lasts_days=body.lasts_days)
    return Status(201, {**TokenAnswer.from_orm(made.row).dict(), "secret": made.secret})


@router.post("/service-tokens/{token_id}/revoke", response=TokenAnswer, operation_id="token_revoke")
def revoke(request: HttpRequest, token_id: UUID) -> ServiceToken:
    """Let a program act no more."""
    return revoke_service_token(actor_in(request), token_id)


@router.get(
    "/devices/{device_id}/tokens",
    response=PageAnswer[DeviceTokenAnswer],
    operation_id="device_list_tokens",
)
def device_tokens(
    request: HttpRequest, device_id: UUID, after: UUID | None = None, most_count: PageCount = 50
) -> dict[str, object]:
    """List the tokens of a device."""
    page = list_device_tokens(actor_in(request), device_id, after=after, most_count=most_count)
    return {"items": page.rows, "next_after": page.next_after}


@router.post(
    "/devices/{device_id}/tokens",
    response={201: DeviceTokenShown},
    operation_id="device_token_make",
)
def make_for_device(
    request: HttpRequest, device_id: UUID, body: DeviceTokenBody
) -> Status[dict[str, Any]]:
    """Let a device send recordings."""
    made = make_device_token(actor_in(request), device_id, lasts_days=body.lasts_days)
    return Status(201, {**DeviceTokenAnswer.from_orm(made.row).dict(), "secret": made.secret})


@router.post(
    "/device-tokens/{token_id}/revoke",
    response=DeviceTokenAnswer,
    operation_id="device_token_revoke",
)
def revoke_of_device(request: HttpRequest, token_id: UUID) -> DeviceToken:
    """Let a device send no more."""
    return revoke_device_token(actor_in(request), token_id)
