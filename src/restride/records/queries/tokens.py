"""Tokens of a clinic, without their secrets, which nobody keeps."""

from uuid import UUID

from restride.records.acting import reading
from restride.records.actors import Actor
from restride.records.models import Device, DeviceToken, ServiceToken
from restride.records.pages import Page, page_of
from restride.records.refusals import NotThere


def list_service_tokens(
    actor: Actor, *, after: UUID | None = None, most_count: int = 50
) -> Page[ServiceToken]:
    """List the tokens of other programs, the revoked and the expired too."""
    with reading(actor, "token.list"):
        rows = ServiceToken.objects.filter(clinic_id=actor.clinic_id)
        return page_of(rows, after=after, most_count=most_count)


def list_device_tokens(
    actor: Actor, device_id: UUID, *, after: UUID | None = None, most_count: int = 50
) -> Page[DeviceToken]:
    """List the tokens of a device.

    Raises
    ------
    NotThere
        No such device of the clinic.
    """
    with reading(actor, "device.list"):
        if not Device.objects.filter(pk=device_id, clinic_id=actor.clinic_id).exists():
            raise NotThere("device")
        rows = DeviceToken.objects.filter(clinic_id=actor.clinic_id, device_id=device_id)
        return page_of(rows, after=after, most_count=most_count)
