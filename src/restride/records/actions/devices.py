"""Devices of the clinic: registered, looked after, lent to a patient, retired."""

from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

from restride.records import clock
from restride.records.acting import acting
from restride.records.actors import Actor
from restride.records.editing import saved
from restride.records.models import Device
from restride.records.refusals import Conflict, NotThere, NotUsable
from restride.records.scopes import Depth, the_patient
from restride.visit.moves import moved
from restride.visit.states import DeviceState

#: Words for what a device is.
DEVICE_KINDS: Final = ("sensor", "plate", "board", "phone", "camera", "treadmill", "heart_rate")


@dataclass(frozen=True, slots=True, kw_only=True)
class DeviceCondition:
    """What is known of a device."""

    label: str = ""
    firmware: str = ""
    calibrated_on: date | None = None
    #: None where nobody says.
    battery_share: float | None = None
    state: DeviceState = DeviceState.OK
    #: To whom it is lent.
    patient_id: UUID | None = None


def register_device(actor: Actor, *, kind: str, serial: str, condition: DeviceCondition) -> Device:
    """Register a device.

    Raises
    ------
    NotUsable
        A kind that there is none of, a calibration in the future.
    Conflict
        It is registered already.
    """
    with acting(actor, "device.edit") as act:
        if kind not in DEVICE_KINDS:
            raise NotUsable(
                f"kind must be one of {', '.join(DEVICE_KINDS)}, and is {kind!r}. Use one of these."
            )
        if Device.objects.filter(clinic_id=actor.clinic_id, kind=kind, serial=serial).exists():
            raise Conflict(f"A {kind} of this serial is registered already. Edit that one.")
        device = Device(
            clinic_id=actor.clinic_id, kind=kind, serial=serial, state=str(condition.state)
        )
        _fill(actor, device, condition)
        device.save(force_insert=True)
        act.about(device, serial=serial)
    return device


def edit_device(
    actor: Actor, device_id: UUID, *, condition: DeviceCondition, version: int
) -> Device:
    """Write down what is known of a device now.

    Raises
    ------
    NotThere, NotUsable, Stale
        No such device, or a patient whom the actor may not see; a calibration in the future;
        somebody else edited it first.
    ImpossibleMove
        It was retired.
    """
    with acting(actor, "device.edit") as act:
        device = the_device(actor, device_id)
        before = {"state": device.state, "patient": device.patient_id}
        if device.state != condition.state:
            device.state = moved(device.state, condition.state, thing="device")
        _fill(actor, device, condition)
        saved(device, version=version)
        act.about(device)
        act.changed(before, {"state": device.state, "patient": device.patient_id})
    return device


def _fill(actor: Actor, device: Device, condition: DeviceCondition) -> None:
    if condition.calibrated_on and condition.calibrated_on > clock.today(actor.time_zone):
        raise NotUsable(
            f"calibrated_on must not be in the future, and is {condition.calibrated_on}. Correct "
            "it."
        )
    if condition.patient_id is not None and condition.patient_id != device.patient_id:
        the_patient(actor, condition.patient_id, depth=Depth.CARE)
    device.patient_id = condition.patient_id
    device.label, device.firmware = condition.label, condition.firmware
    device.calibrated_on = condition.calibrated_on
    device.battery_share = condition.battery_share


def the_device(actor: Actor, device_id: UUID) -> Device:
    """Find a device of the clinic.

    Raises
    ------
    NotThere
        There is none.
    """
    device = Device.objects.filter(pk=device_id, clinic_id=actor.clinic_id).first()
    if device is None:
        raise NotThere("device")
    return device
