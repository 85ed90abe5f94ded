"""Home devices: opened with a PIN, given another one, and closed when they are lost."""

from uuid import UUID

from django.contrib.auth.hashers import make_password

from restride.records import clock
from restride.records.acting import acting
from restride.records.actors import Actor
from restride.records.ending_sessions import end_sessions_of, end_sessions_of_device
from restride.records.home_pins import (
    MOST_FAILURES_COUNT,
    hashed_pin,
    is_pin_right,
    refuse_weak_pin,
    take_try,
)
from restride.records.models import HomeDevice, PatientAccess
from restride.records.queries.home import devices_seen_by
from restride.records.refusals import NotThere, RecordError, TooMany
from restride.records.scopes import the_row
from restride.records.shown_once import digest_of
from restride.records.trail import TrailLine, write_line


class DeviceRefused(RecordError):
    """A home device cannot be opened."""

    code = "device-refused"
    status = 403


_CLOSED = "This device opens nothing any more. Ask the clinic for a new invitation."
_WRONG = "The PIN is not right. Try again, or ask the clinic for a new invitation."


def open_home_device(secret: str, *, pin: str) -> HomeDevice:
    """Open a device with its secret and PIN; whoever asks is nobody yet, so there is no actor.

    Raises
    ------
    DeviceRefused
        The device is unknown or closed, or the PIN is wrong.
    TooMany
        A wait is on.
    """
    device = _usable(secret)
    if device is None:
        make_password(pin)  # as long as a wrong PIN takes
        _write(None, outcome="failed")
        raise DeviceRefused(_CLOSED)
    try:
        failures_count = take_try(device)
    except TooMany:
        _write(device, outcome="refused")
        raise
    if not is_pin_right(device, pin):
        _note_failure(device, failures_count)
        raise DeviceRefused(_CLOSED if failures_count >= MOST_FAILURES_COUNT else _WRONG)
    HomeDevice.objects.filter(pk=device.pk).update(
        failures_count=0, locked_until=None, last_used_at=clock.now()
    )
    _write(device, outcome="done")
    return device


def _usable(secret: str) -> HomeDevice | None:
    """Find a device that is open, of an account that sees somebody."""
    seeing = PatientAccess.objects.filter(ended_at__isnull=True).values("user_id")
    found = HomeDevice.objects.filter(
        digest=digest_of(secret), revoked_at__isnull=True, user__is_active=True, user__in=seeing
    )
    return found.select_related("user").first()


def _note_failure(device: HomeDevice, failures_count: int) -> None:
    _write(device, outcome="failed", failures_count=failures_count)
    if failures_count >= MOST_FAILURES_COUNT:
        HomeDevice.objects.filter(pk=device.pk).update(revoked_at=clock.now())
        end_sessions_of_device(device.pk)
        _write(device, outcome="refused", is_closed=True)


def _write(device: HomeDevice | None, *, outcome: str, **detail: object) -> None:
    access = None
    if device is not None:
        access = PatientAccess.objects.filter(user_id=device.user_id).order_by("pk").first()
    write_line(
        TrailLine(
            clinic_id=None if access is None else access.clinic_id,
            user_id=None if device is None else device.user_id,
            roles="" if access is None else ("proxy" if access.is_proxy else "patient"),
            action="home_device.open",
            outcome=outcome,
            entity="" if device is None else "homedevice",
            entity_id=None if device is None else device.pk,
            patient_id=None if access is None else access.patient_id,
            detail=detail or None,
        )
    )


def change_pin(actor: Actor, secret: str, *, pin: str, new_pin: str) -> HomeDevice:
    """Give one's own device another PIN.

    Raises
    ------
    DeviceRefused, TooMany
        As when it is opened; the device of another account is as unknown.
    NotUsable
        The new PIN is none, or one that everybody tries first.
    """
    device = open_home_device(secret, pin=pin)
    with acting(actor, "home_device.pin") as act:
        if device.user_id != actor.user_id:
            raise DeviceRefused(_CLOSED)
        refuse_weak_pin(new_pin)
        device.pin = hashed_pin(device, new_pin)
        device.save(update_fields=["pin"])
        act.about(device)
    return device


def revoke_home_device(actor: Actor, device_id: UUID) -> HomeDevice:
    """Close a device: by the patient, by somebody who acts for them, or by the desk.

    Raises
    ------
    NotThere
        No such device of somebody whom the actor may see.
    """
    with acting(actor, "home_device.revoke") as act:
        device = devices_seen_by(actor).filter(pk=device_id).first()
        if device is None:
            raise NotThere("home device")
        device.revoked_at = clock.now()
        device.save(update_fields=["revoked_at"])
        sessions_count = end_sessions_of_device(device.pk)
        act.about(device, sessions_count=sessions_count)
    return device


def end_access(actor: Actor, access_id: UUID) -> PatientAccess:
    """End what an account sees of a patient; its sessions end at once.

    Raises
    ------
    NotThere
        No such access to a patient whom the actor may see.
    """
    with acting(actor, "patient.access") as act:
        access = the_row(actor, PatientAccess, access_id, depth=act.permission.depth)
        if access.ended_at is None:
            access.ended_at = clock.now()
            access.save(update_fields=["ended_at"])
            end_sessions_of(access.user_id)
        act.about(access)
    return access
