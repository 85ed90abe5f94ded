"""One's own account, invitations, and devices at home."""

from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

from django.http import HttpRequest
from ninja import Router, Status
from pydantic import Field

from restride.records.actions.accepting import accept_as_patient, accept_as_staff
from restride.records.actions.home_devices import (
    change_pin,
    end_access,
    open_home_device,
    revoke_home_device,
)
from restride.records.actions.inviting import invite_patient, revoke_invitation
from restride.records.models import HomeDevice, Invitation, PatientAccess, User
from restride.records.queries.home import list_access, list_home_devices
from restride.records.queries.invitations import list_invitations
from restride.records.roles import Role
from restride.records.shown_once import ShownOnce, digest_of
from restride.web.accounts.limits import refuse_too_many
from restride.web.accounts.me import read_me
from restride.web.accounts.qr import qr_svg
from restride.web.accounts.sender import link_to
from restride.web.accounts.sessions import open_session
from restride.web.api.asking import BySignIn, actor_in, by_anybody
from restride.web.api.bodies import Answer, Body, PageAnswer, PageCount

router = Router(tags=["accounts"])

#: Of a link or a device, as it is handed out.
Secret = Annotated[str, Field(min_length=20, max_length=100)]
Pin = Annotated[str, Field(pattern=r"^[0-9]{4,8}$")]
Password = Annotated[str, Field(min_length=12, max_length=1000)]


class ClinicOfMine(Answer):
    """A clinic, and what one is there."""

    id: UUID
    name: str
    roles: list[Role]
    time_zone: str
    language: str
    is_demo: bool
    idle_limit_min: int


class MeAnswer(Answer):
    """Who is signed in, and what is still missing."""

    id: UUID
    username: str
    name: str
    email: str
    is_clinic_staff: bool
    must_change_password: bool
    needs_second_factor: bool
    opened_by: str
    clinics: list[ClinicOfMine]
    #: Of a patient or proxy: whom they see.
    patient_ids: list[UUID]


class InvitePatientBody(Body):
    """Whom a link lets in."""

    is_proxy: bool = False
    lasts_h: Annotated[int, Field(ge=1, le=720)] = 168
    most_uses_count: Annotated[int, Field(ge=1, le=5)] = 1


class InvitationAnswer(Answer):
    """An invitation that holds."""

    id: UUID
    role: Role
    patient_id: UUID | None
    name: str
    email: str
    expires_at: datetime
    most_uses_count: int
    uses_count: int


class InvitationShown(InvitationAnswer):
    """An invitation as it is handed over; its secret is told by this answer alone."""

    secret: str
    link: str
    qr_svg: str


class AcceptBody(Body):
    """Staff choose a password, patients and proxies a PIN for this device."""

    secret: Secret
    password: Password | None = None
    pin: Pin | None = None


class AcceptedAnswer(Answer):
    """The account that was joined; of a device at home with what the device must keep."""

    username: str
    device_id: UUID | None = None
    device_secret: str | None = None


class OpenBody(Body):
    """A device at home and its PIN."""

    device_secret: Secret
    pin: Pin


class PinBody(OpenBody):
    """The PIN as it was, and as it shall be."""

    new_pin: Pin


class DeviceAnswer(Answer):
    """A device at home."""

    id: UUID
    user_id: UUID
    made_at: datetime
    last_used_at: datetime | None
    locked_until: datetime | None
    revoked_at: datetime | None


class AccessAnswer(Answer):
    """An account that looks in on a patient."""

    id: UUID
    user_id: UUID
    patient_id: UUID
    is_proxy: bool
    relationship: str | None
    made_at: datetime
    ended_at: datetime | None


@router.get("/me", auth=[BySignIn()], response=MeAnswer, operation_id="me_read")
def me(request: HttpRequest) -> dict[str, Any]:
    """Tell who is signed in; also where a second factor is still missing."""
    return read_me(request)


@router.post(
    "/patients/{patient_id}/invitations",
    response={201: InvitationShown},
    operation_id="patient_invite",
)
def invite(
    request: HttpRequest, patient_id: UUID, body: InvitePatientBody
) -> Status[dict[str, Any]]:
    """Invite a patient, or somebody who acts for them."""
    return Status(201, shown(request, invite_patient(actor_in(request), patient_id, **body.dict())))


def shown(request: HttpRequest, invitation: ShownOnce[Invitation]) -> dict[str, Any]:
    """Write an invitation as it is handed over."""
    link = link_to(request, f"invitation/{invitation.secret}")
    row = InvitationAnswer.from_orm(invitation.row).dict()
    return {**row, "secret": invitation.secret, "link": link, "qr_svg": qr_svg(link)}


@router.get("/invitations", response=PageAnswer[InvitationAnswer], operation_id="invitation_list")
def invitations(
    request: HttpRequest, after: UUID | None = None, most_count: PageCount = 50
) -> dict[str, object]:
    """List the invitations that still hold."""
    page = list_invitations(actor_in(request), after=after, most_count=most_count)
    return {"items": page.rows, "next_after": page.next_after}


@router.post(
    "/invitations/{invitation_id}/revoke",
    response=InvitationAnswer,
    operation_id="invitation_revoke",
)
def revoke(request: HttpRequest, invitation_id: UUID) -> Invitation:
    """Let a link open nothing any more."""
    return revoke_invitation(actor_in(request), invitation_id)


@router.post(
    "/invitations/accept",
    auth=by_anybody,
    response={201: AcceptedAnswer},
    operation_id="invitation_accept",
)
def accept(request: HttpRequest, body: AcceptBody) -> Status[dict[str, Any]]:
    """Accept an invitation: staff sign in afterwards, a device at home is signed in at once."""
    refuse_too_many(request, "accept_invitation", key=digest_of(body.secret))
    if body.pin is None:
        signed_in = request.user if isinstance(request.user, User) else None
        user = accept_as_staff(body.secret, password=body.password or "", signed_in=signed_in)
        return Status(201, {"username": user.username})
    device = accept_as_patient(body.secret, pin=body.pin)
    _open(request, device.row)
    return Status(
        201,
        {
            "username": device.row.user.username,
            "device_id": device.row.pk,
            "device_secret": device.secret,
        },
    )


def _open(request: HttpRequest, device: HomeDevice) -> None:
    open_session(request, device.user, opened_by="home_device", home_device=str(device.pk))


@router.post(
    "/home-devices/open", auth=by_anybody, response=DeviceAnswer, operation_id="home_device_open"
)
def open_device(request: HttpRequest, body: OpenBody) -> HomeDevice:
    """Open a device at home with its PIN."""
    refuse_too_many(request, "open_home_device", key=digest_of(body.device_secret))
    device = open_home_device(body.device_secret, pin=body.pin)
    _open(request, device)
    return device


@router.post("/home-devices/pin", response=DeviceAnswer, operation_id="home_device_pin")
def set_pin(request: HttpRequest, body: PinBody) -> HomeDevice:
    """Give one's own device another PIN."""
    refuse_too_many(request, "open_home_device", key=digest_of(body.device_secret))
    return change_pin(actor_in(request), body.device_secret, pin=body.pin, new_pin=body.new_pin)


@router.get(
    "/patients/{patient_id}/home-devices",
    response=list[DeviceAnswer],
    operation_id="home_device_list",
)
def devices(request: HttpRequest, patient_id: UUID) -> list[HomeDevice]:
    """List the devices of those who look in on a patient."""
    return list(list_home_devices(actor_in(request), patient_id))


@router.post(
    "/home-devices/{device_id}/revoke", response=DeviceAnswer, operation_id="home_device_revoke"
)
def revoke_device(request: HttpRequest, device_id: UUID) -> HomeDevice:
    """Close a device at home."""
    return revoke_home_device(actor_in(request), device_id)


@router.get(
    "/patients/{patient_id}/accounts",
    response=list[AccessAnswer],
    operation_id="patient_access_list",
)
def accounts(request: HttpRequest, patient_id: UUID) -> list[PatientAccess]:
    """List the accounts that look in on a patient."""
    return list(list_access(actor_in(request), patient_id))


@router.post(
    "/patient-accounts/{access_id}/end", response=AccessAnswer, operation_id="patient_access_end"
)
def end(request: HttpRequest, access_id: UUID) -> PatientAccess:
    """End what an account sees of a patient."""
    return end_access(actor_in(request), access_id)
