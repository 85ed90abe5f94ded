"""Accepting an invitation makes the account. Whoever accepts is nobody yet: there is no actor.

A wrong, used, expired or revoked link is refused in the same words.
"""

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from allauth.account.models import EmailAddress
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F, Q

from restride.records.home_pins import hashed_pin, refuse_weak_pin
from restride.records.models import HomeDevice, Invitation, Membership, PatientAccess, User
from restride.records.queries.invitations import holding_invitations
from restride.records.refusals import Conflict, NotUsable, RecordError
from restride.records.roles import STAFF, Role
from restride.records.shown_once import ShownOnce, digest_of, new_secret
from restride.records.trail import TrailLine, write_line
from restride.visit.states import PatientState

_SIGNS: Final = "abcdefghjkmnpqrstuvwxyz23456789"
_GONE: Final = (PatientState.MERGED, PatientState.ERASED)


class InvitationOver(RecordError):
    """The link opens nothing: wrong, used, expired or revoked."""

    code = "invitation-over"
    status = 404

    def __init__(self) -> None:
        super().__init__("This invitation opens nothing any more. Ask the clinic for a new one.")


def accept_as_staff(secret: str, *, password: str, signed_in: User | None = None) -> User:
    """Join the staff of a clinic: with a new account, or with the one that is signed in.

    Raises
    ------
    InvitationOver
        The link opens nothing, or not this.
    NotUsable
        The password is weak.
    Conflict
        The address has an account: its owner must be signed in.
    """
    with _accepted(secret, STAFF) as (invitation, line):
        user = User.objects.filter(Q(username=invitation.email) | Q(email=invitation.email)).first()
        if user is None:
            user = _new_staff(invitation, password)
        elif signed_in is None or signed_in.pk != user.pk:
            raise Conflict(
                "There is an account with this address. Sign in with it, and open the link again."
            )
        Membership.objects.get_or_create(
            clinic_id=invitation.clinic_id, user=user, role=invitation.role, ended_at=None
        )
        line.append(user)
    return user


def accept_as_patient(secret: str, *, pin: str) -> ShownOnce[HomeDevice]:
    """Look in from home: as the patient, or as somebody who acts for them, on this device.

    A patient's second device joins the account of the first.

    Raises
    ------
    InvitationOver
        The link opens nothing, or not this.
    NotUsable
        The PIN is none, or one that everybody tries first.
    """
    with _accepted(secret, frozenset({Role.PATIENT, Role.PROXY})) as (invitation, line):
        refuse_weak_pin(pin)
        user = _account_at_home(invitation)
        device_secret = new_secret()
        device = HomeDevice(user=user, digest=digest_of(device_secret))
        device.pin = hashed_pin(device, pin)
        device.save(force_insert=True)
        line.append(user)
    return ShownOnce(row=device, secret=device_secret)


@contextmanager
def _accepted(secret: str, roles: frozenset[Role]) -> Iterator[tuple[Invitation, list[User]]]:
    """Use an invitation up by one, with what is made of it; the line names who accepted."""
    found = holding_invitations().filter(digest=digest_of(secret), role__in=roles)
    found = found.filter(~Q(patient__state__in=_GONE) | Q(patient__isnull=True))
    invitation = found.first()
    accepted: list[User] = []
    try:
        with transaction.atomic():
            # Of two who accept at once, one finds nothing to use up.
            if invitation is None or not _used_up_by_one(invitation):
                raise InvitationOver
            yield invitation, accepted
            _write(invitation, accepted[0], outcome="done")
    except RecordError:
        _write(invitation, None, outcome="refused")
        raise


def _used_up_by_one(invitation: Invitation) -> int:
    rows = holding_invitations().filter(pk=invitation.pk)
    return rows.update(uses_count=F("uses_count") + 1)


def _write(invitation: Invitation | None, user: User | None, *, outcome: str) -> None:
    write_line(
        TrailLine(
            clinic_id=None if invitation is None else invitation.clinic_id,
            user_id=None if user is None else user.pk,
            roles="" if invitation is None else invitation.role,
            action="invitation.accept",
            outcome=outcome,
            entity="" if invitation is None else "invitation",
            entity_id=None if invitation is None else invitation.pk,
            patient_id=None if invitation is None else invitation.patient_id,
        )
    )


def _new_staff(invitation: Invitation, password: str) -> User:
    user = User(
        username=invitation.email,
        email=invitation.email,
        name=invitation.name,
        is_clinic_staff=True,
    )
    try:
        validate_password(password, user)
    except ValidationError as error:
        raise NotUsable(f"The password cannot be used: {' '.join(error.messages)}") from None
    user.set_password(password)
    user.save(force_insert=True)
    # The administrator who invited them vouches for the address.
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    return user


def _account_at_home(invitation: Invitation) -> User:
    """Give the patient's own account, or make one; it says nothing of who they are."""
    patient = invitation.patient
    if patient is None:
        raise InvitationOver
    own = PatientAccess.objects.filter(patient=patient, is_proxy=False, ended_at__isnull=True)
    access = own.select_related("user").filter(user__is_active=True).order_by("pk").first()
    if access is not None and invitation.role == Role.PATIENT:
        return access.user
    user = User(username="home-" + "".join(secrets.choice(_SIGNS) for _ in range(12)))
    user.set_unusable_password()
    user.save(force_insert=True)
    PatientAccess.objects.create(
        clinic_id=invitation.clinic_id,
        patient=patient,
        user=user,
        is_proxy=invitation.role == Role.PROXY,
        made_by_id=invitation.made_by_id,
    )
    return user
