"""The devices of a clinic."""

from uuid import UUID

from restride.records.acting import reading
from restride.records.actions.devices import the_device
from restride.records.actors import Actor
from restride.records.models import Device
from restride.records.pages import Page, page_of
from restride.records.scopes import Depth, patients_of


def list_devices(actor: Actor, *, after: UUID | None = None, most_count: int = 50) -> Page[Device]:
    """List the devices, the newest first."""
    with reading(actor, "device.list"):
        rows = Device.objects.filter(clinic_id=actor.clinic_id)
        return page_of(rows, after=after, most_count=most_count)


def read_device(actor: Actor, device_id: UUID) -> Device:
    """Read what is known of a device."""
    with reading(actor, "device.list") as act:
        device = the_device(actor, device_id)
        act.about(device)
    return device


def lent_to(actor: Actor, devices: tuple[Device, ...]) -> frozenset[UUID]:
    """Name the patients among those with a device whom the actor may see."""
    named = {each.patient_id for each in devices if each.patient_id is not None}
    seen = patients_of(actor, depth=Depth.CARE).filter(pk__in=named)
    return frozenset(seen.values_list("pk", flat=True))
