"""Devices of the clinic."""

from datetime import date
from typing import Annotated
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from ninja import Router, Status
from pydantic import Field

from restride.records.actions.devices import DeviceCondition, edit_device, register_device
from restride.records.models import Device
from restride.records.queries.devices import lent_to, list_devices, read_device
from restride.visit.states import DeviceState
from restride.web.api.asking import actor_in, tell_version, version_in
from restride.web.api.bodies import Answer, Body, Name, PageAnswer, PageCount, Word

router = Router(tags=["devices"])

Label = Annotated[str, Field(max_length=120, pattern=r"^[^\x00]*$")]


class DeviceConditionBody(Body):
    """What is known of a device."""

    label: Label = ""
    firmware: Label = ""
    calibrated_on: date | None = None
    battery_share: Annotated[float, Field(ge=0, le=1)] | None = None
    state: DeviceState = DeviceState.OK
    patient_id: UUID | None = None

    def condition(self) -> DeviceCondition:
        """Give it to the record."""
        return DeviceCondition(**self.dict(include=set(DeviceConditionBody.model_fields)))


class DeviceBody(DeviceConditionBody):
    """A device to register."""

    kind: Word
    serial: Name


class DeviceAnswer(Answer):
    """A device. To whom it is lent is told to those who may see the patient."""

    id: UUID
    version: int
    kind: str
    serial: str
    label: str
    firmware: str
    calibrated_on: date | None
    battery_share: float | None
    state: DeviceState
    is_lent: bool
    patient_id: UUID | None


def _answers(request: HttpRequest, *devices: Device) -> list[DeviceAnswer]:
    seen = lent_to(actor_in(request), devices)
    return [
        DeviceAnswer(
            is_lent=each.patient_id is not None,
            patient_id=each.patient_id if each.patient_id in seen else None,
            **{name: getattr(each, name) for name in _PLAIN},
        )
        for each in devices
    ]


_PLAIN = tuple(name for name in DeviceAnswer.model_fields if name not in ("is_lent", "patient_id"))


@router.get("/devices", response=PageAnswer[DeviceAnswer], operation_id="device_list")
def listed(
    request: HttpRequest, after: UUID | None = None, most_count: PageCount = 50
) -> dict[str, object]:
    """List the clinic's devices, the newest first."""
    page = list_devices(actor_in(request), after=after, most_count=most_count)
    return {"items": _answers(request, *page.rows), "next_after": page.next_after}


@router.post("/devices", response={201: DeviceAnswer}, operation_id="device_edit_register")
def register(
    request: HttpRequest, body: DeviceBody, response: HttpResponse
) -> Status[DeviceAnswer]:
    """Register a device."""
    device = register_device(
        actor_in(request), kind=body.kind, serial=body.serial, condition=body.condition()
    )
    tell_version(response, device)
    return Status(201, _answers(request, device)[0])


@router.get("/devices/{device_id}", response=DeviceAnswer, operation_id="device_list_one")
def read(request: HttpRequest, device_id: UUID, response: HttpResponse) -> DeviceAnswer:
    """Read what is known of a device."""
    device = read_device(actor_in(request), device_id)
    tell_version(response, device)
    return _answers(request, device)[0]


@router.put("/devices/{device_id}", response=DeviceAnswer, operation_id="device_edit")
def edit(
    request: HttpRequest, device_id: UUID, body: DeviceConditionBody, response: HttpResponse
) -> DeviceAnswer:
    """Write down what is known of a device now."""
    device = edit_device(
        actor_in(request), device_id, condition=body.condition(), version=version_in(request)
    )
    tell_version(response, device)
    return _answers(request, device)[0]
