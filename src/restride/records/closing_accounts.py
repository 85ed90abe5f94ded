"""Ending what an account sees of a patient, as part of a larger action."""

from restride.records import clock
from restride.records.ending_sessions import end_sessions_of
from restride.records.models import HomeDevice, Membership, PatientAccess


def close_access(access: PatientAccess) -> None:
    """End an access; an account that is left without any is closed, with its devices."""
    access.ended_at = clock.now()
    access.version += 1
    access.save()
    end_sessions_of(access.user_id)
    user = access.user
    still = PatientAccess.objects.filter(user=user, ended_at__isnull=True).exists()
    if still or Membership.objects.filter(user=user, ended_at__isnull=True).exists():
        return
    HomeDevice.objects.filter(user=user, revoked_at__isnull=True).update(revoked_at=clock.now())
    user.is_active = False
    user.save(update_fields=["is_active"])
