"""Tokens of other programs and of devices: shown once, bounded in time, and revoked at once."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Final
from uuid import UUID

from restride.records import clock
from restride.records.acting import acting
from restride.records.actors import Actor
from restride.records.models import Device, DeviceToken, ServiceToken
from restride.records.permissions import PERMISSIONS
from restride.records.refusals import Conflict, NotAllowed, NotThere, NotUsable
from restride.records.roles import Role
from restride.records.scopes import Depth
from restride.records.shown_once import ShownOnce, digest_of, giver_of, new_secret
from restride.visit.states import DeviceState

LONGEST_DAYS: Final = 366
#: What a program may do, and how deep it looks into patients' records.
SCOPES: Final = frozenset(
    {name for name, each in PERMISSIONS.items() if Role.SERVICE in each.roles}
    | {f"patients:{depth}" for depth in Depth}
)


def make_service_token(
    actor: Actor, name: str, *, scopes: Sequence[str], lasts_days: int = 90
) -> ShownOnce[ServiceToken]:
    """Let another program act, within the scopes that are named.

    Raises
    ------
    NotUsable
        No scope, one that no program may have, or too long a time.
    """
    with acting(actor, "token.make") as act:
        unknown = sorted(set(scopes) - SCOPES)
        if unknown or not scopes:
            raise NotUsable(
                f"scopes must be some of {', '.join(sorted(SCOPES))}; found "
                f"{', '.join(unknown) or 'none'}. Correct them."
            )
        expires_at = clock.now() + _lasting(lasts_days)
        secret = new_secret()
        token = ServiceToken.objects.create(
            clinic_id=actor.clinic_id,
            name=name,
            digest=digest_of(secret),
            scopes=sorted(set(scopes)),
            expires_at=expires_at,
            made_by_id=giver_of(actor),
        )
        act.about(token, scopes=token.scopes)
    return ShownOnce(row=token, secret=secret)


def revoke_service_token(actor: Actor, token_id: UUID) -> ServiceToken:
    """Let a program act no more.

    Raises
    ------
    NotThere
        No such token of the clinic.
    """
    with acting(actor, "token.revoke") as act:
        token = ServiceToken.objects.filter(pk=token_id, clinic_id=actor.clinic_id).first()
        if token is None:
            raise NotThere("service token")
        if token.revoked_at is None:
            token.revoked_at = clock.now()
            token.save(update_fields=["revoked_at"])
        act.about(token)
    return token


def make_device_token(
    actor: Actor, device_id: UUID, *, lasts_days: int = 366
) -> ShownOnce[DeviceToken]:
    """Let a device send recordings.

    Raises
    ------
    NotThere
        No such device of the clinic.
    Conflict
        The device is retired.
    """
    with acting(actor, "device.token") as act:
        device = Device.objects.filter(pk=device_id, clinic_id=actor.clinic_id).first()
        if device is None:
            raise NotThere("device")
        if device.state == DeviceState.RETIRED:
            raise Conflict("A retired device sends nothing. Take another.")
        secret = new_secret()
        token = DeviceToken.objects.create(
            clinic_id=actor.clinic_id,
            device=device,
            digest=digest_of(secret),
            expires_at=clock.now() + _lasting(lasts_days),
            made_by_id=giver_of(actor),
        )
        act.about(token, device=str(device.pk))
    return ShownOnce(row=token, secret=secret)


def revoke_device_token(actor: Actor, token_id: UUID) -> DeviceToken:
    """Let a device send no more.

    Raises
    ------
    NotThere
        No such token of the clinic.
    """
    with acting(actor, "device.token") as act:
        token = DeviceToken.objects.filter(pk=token_id, clinic_id=actor.clinic_id).first()
        if token is None:
            raise NotThere("device token")
        if token.revoked_at is None:
            token.revoked_at = clock.now()
            token.save(update_fields=["revoked_at"])
        act.about(token)
    return token


def held_device_token(secret: str) -> DeviceToken:
    """Find the token that a device sends, with its device.

    Raises
    ------
    NotAllowed
        It is unknown, over or revoked, or its device is retired: in the same words.
    """
    found = DeviceToken.objects.select_related("device").filter(
        digest=digest_of(secret), revoked_at__isnull=True, expires_at__gt=clock.now()
    )
    token = found.exclude(device__state=DeviceState.RETIRED).first()
    if token is None:
        raise NotAllowed("This device token opens nothing. Ask the clinic for a new one.")
    return token


def _lasting(lasts_days: int) -> timedelta:
    if not 1 <= lasts_days <= LONGEST_DAYS:
        raise NotUsable(
            f"lasts_days must be from 1 to {LONGEST_DAYS}, and is {lasts_days}. Correct it."
        )
    return timedelta(days=lasts_days)
