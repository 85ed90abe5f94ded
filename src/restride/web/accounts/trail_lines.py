"""Lines of the trail about signing in. A name that was tried is kept as a keyed digest only."""

import hashlib
import hmac
from uuid import UUID

from restride.records.keys import current_keyring
from restride.records.models import Membership, PatientAccess, User
from restride.records.trail import TrailLine, write_line
from restride.web.accounts.backend import account_named


def write_account_line(
    user: User | None, action: str, *, outcome: str = "done", **detail: object
) -> None:
    """Write that something happened to an account, or to none that is known."""
    clinic_id, roles = (None, "") if user is None else _place_of(user)
    write_line(
        TrailLine(
            clinic_id=clinic_id,
            user_id=None if user is None else user.pk,
            roles=roles,
            action=action,
            outcome=outcome,
            entity="" if user is None else "user",
            entity_id=None if user is None else user.pk,
            detail=detail or None,
        )
    )


def write_failed_sign_in(name: str) -> None:
    """Write that a name and password did not fit."""
    write_account_line(
        account_named(name), "account.sign_in", outcome="failed", name=name_digest(name)
    )


def write_lock(name: str) -> None:
    """Write that a name may not be tried now."""
    write_account_line(
        account_named(name), "account.locked", outcome="refused", name=name_digest(name)
    )


def name_digest(name: str) -> str:
    """Digest a name that was tried: it may be a password typed in the wrong place."""
    key = current_keyring().audit_key.derived(purpose="restride/1/names-tried")
    content = name.lower().encode("utf-8", "surrogatepass")
    return hmac.new(key.reveal(), content, hashlib.sha256).hexdigest()


def _place_of(user: User) -> tuple[UUID | None, str]:
    """Name the clinic of an account where it is one, and its roles."""
    members = Membership.objects.filter(user=user, ended_at__isnull=True)
    found = set(members.values_list("clinic_id", "role"))
    if not found:
        access = PatientAccess.objects.filter(user=user, ended_at__isnull=True)
        found = {
            (clinic_id, "proxy" if is_proxy else "patient")
            for clinic_id, is_proxy in access.values_list("clinic_id", "is_proxy")
        }
    clinics = {clinic_id for clinic_id, _ in found}
    roles = "+".join(sorted({role for _, role in found}))
    return (clinics.pop() if len(clinics) == 1 else None), roles
