"""The accounts of a patient and of those who act for them."""

from uuid import UUID

from restride.records import clock
from restride.records.acting import acting
from restride.records.actors import Actor
from restride.records.models import HomeDevice, Membership, PatientAccess
from restride.records.refusals import Conflict
from restride.records.scopes import Depth, the_row


def end_access(actor: Actor, access_id: UUID) -> PatientAccess:
    """Let an account no longer look into a patient's record; an account without any is closed.

    Raises
    ------
    NotThere
        No such access.
    Conflict
        It has ended already.
    """
    with acting(actor, "patient.access") as act:
        access = the_row(actor, PatientAccess, access_id, depth=Depth.IDENTITY)
        if access.ended_at is not None:
            raise Conflict("This access has ended already. Nothing is left to end.")
        is_closed = end_access_now(access)
        act.about(access, is_account_closed=is_closed)
    return access


def end_access_now(access: PatientAccess) -> bool:
    """End an access as part of a larger action; tells whether the account was closed with it."""
    access.ended_at = clock.now()
    access.version += 1
    access.save()
    user = access.user
    still = PatientAccess.objects.filter(user=user, ended_at__isnull=True).exists()
    if still or Membership.objects.filter(user=user, ended_at__isnull=True).exists():
        return False
    HomeDevice.objects.filter(user=user, revoked_at__isnull=True).update(revoked_at=clock.now())
    user.is_active = False
    user.save(update_fields=["is_active"])
    return True
