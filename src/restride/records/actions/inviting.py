"""Inviting staff, patients and those who act for them, by a link whose secret is shown once."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Final
from uuid import UUID

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from restride.records import clock
from restride.records.acting import acting
from restride.records.actors import Actor
from restride.records.models import Invitation
from restride.records.queries.invitations import open_invitations
from restride.records.refusals import NotThere, NotUsable
from restride.records.roles import STAFF, Role
from restride.records.scopes import the_patient
from restride.records.shown_once import ShownOnce, digest_of, giver_of, new_secret

#: A link that lies about for longer is found by somebody else. House choice: 0165-accounts.md.
LONGEST_H: Final = 30 * 24
MOST_USES_COUNT: Final = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class NewStaff:
    """Somebody who shall work at the clinic."""

    role: Role
    name: str
    email: str


def invite_staff(actor: Actor, person: NewStaff, *, lasts_h: int = 72) -> ShownOnce[Invitation]:
    """Invite somebody to work at the clinic; whether they have an account already is not told.

    Raises
    ------
    NotUsable
        The role is none of the staff, or the e-mail address is none.
    """
    with acting(actor, "staff.invite") as act:
        if person.role not in STAFF:
            raise NotUsable(
                f"role must be one of {', '.join(sorted(STAFF))}, and is {person.role}. Patients "
                "and proxies are invited from the patient."
            )
        invitation = _invitation(actor, role=person.role, lasts_h=lasts_h, most_uses_count=1)
        invitation.row.name = person.name
        invitation.row.email = _usable_email(person.email)
        invitation.row.save(force_insert=True)
        act.about(invitation.row, role=str(person.role), email=invitation.row.email)
    return invitation


def invite_patient(
    actor: Actor,
    patient_id: UUID,
    *,
    is_proxy: bool = False,
    lasts_h: int = 7 * 24,
    most_uses_count: int = 1,
) -> ShownOnce[Invitation]:
    """Invite a patient, or somebody who acts for them, to look in from home.

    Raises
    ------
    NotThere, NotUsable
        No such patient; it would last too long or be used too often.
    """
    with acting(actor, "patient.invite") as act:
        patient = the_patient(actor, patient_id, depth=act.permission.depth)
        invitation = _invitation(
            actor,
            role=Role.PROXY if is_proxy else Role.PATIENT,
            lasts_h=lasts_h,
            most_uses_count=most_uses_count,
        )
        invitation.row.patient = patient
        invitation.row.save(force_insert=True)
        act.about(invitation.row, role=invitation.row.role)
        act.patient_id = patient.pk
    return invitation


def revoke_invitation(actor: Actor, invitation_id: UUID) -> Invitation:
    """Let a link open nothing any more.

    Raises
    ------
    NotThere
        No such invitation that the actor may see.
    """
    with acting(actor, "invitation.revoke") as act:
        invitation = open_invitations(actor).filter(pk=invitation_id).first()
        if invitation is None:
            raise NotThere("invitation")
        invitation.revoked_at = clock.now()
        invitation.save(update_fields=["revoked_at"])
        act.about(invitation)
    return invitation


def _invitation(
    actor: Actor, *, role: Role, lasts_h: int, most_uses_count: int
) -> ShownOnce[Invitation]:
    if not 1 <= lasts_h <= LONGEST_H:
        raise NotUsable(f"lasts_h must be from 1 to {LONGEST_H}, and is {lasts_h}. Correct it.")
    if not 1 <= most_uses_count <= MOST_USES_COUNT:
        raise NotUsable(
            f"most_uses_count must be from 1 to {MOST_USES_COUNT}, and is {most_uses_count}. "
            "Correct it."
        )
    secret = new_secret()
    row = Invitation(
        clinic_id=actor.clinic_id,
        role=role,
        digest=digest_of(secret),
        expires_at=clock.now() + timedelta(hours=lasts_h),
        most_uses_count=most_uses_count,
        made_by_id=giver_of(actor),
    )
    return ShownOnce(row=row, secret=secret)


def _usable_email(email: str) -> str:
    found = email.strip().lower()
    try:
        validate_email(found)
    except ValidationError:
        raise NotUsable("email must be an e-mail address, and is none. Correct it.") from None
    return found
