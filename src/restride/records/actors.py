"""The actor: somebody in a role at a clinic. Every question to the record starts from one."""

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q

from restride.records import clock
from restride.records.models import Membership, PatientAccess, ServiceToken, User
from restride.records.refusals import NotAllowed
from restride.records.roles import PERSONAL, STAFF, Role


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """Who asks, in which clinic, as what."""

    #: None for a service token.
    user_id: UUID | None
    clinic_id: UUID
    roles: frozenset[Role]
    time_zone: str = "UTC"
    #: Of a service token: what it may do.
    scopes: frozenset[str] = frozenset()
    token_id: UUID | None = None

    @property
    def is_staff(self) -> bool:
        """Whether they work at the clinic."""
        return not self.roles.isdisjoint(STAFF)

    @property
    def is_personal(self) -> bool:
        """Whether they are a patient, or act for one."""
        return not self.roles.isdisjoint(PERSONAL)

    @property
    def words(self) -> str:
        """The roles in one word, for the trail."""
        return "+".join(sorted(self.roles))


def actor_of(user: User, *, clinic_id: UUID | None = None) -> Actor:
    """Give the actor that somebody is.

    Parameters
    ----------
    clinic_id
        Needed of staff of several clinics.

    Raises
    ------
    NotAllowed
        The account is closed, belongs to no clinic or not to this one, or the clinic was not named.
    """
    if not user.is_active:
        raise NotAllowed("This account is closed. Ask an administrator of your clinic.")
    found = _roles(user, clinic_id)
    if not found:
        raise NotAllowed(
            "This account has no role at "
            + ("this clinic." if clinic_id else "any clinic.")
            + " Ask an administrator of the clinic to invite you."
        )
    if len(found) > 1:
        raise NotAllowed(
            f"This account works at {len(found)} clinics. Name one in the header Restride-Clinic."
        )
    (clinic, time_zone), roles = next(iter(found.items()))
    return Actor(user_id=user.id, clinic_id=clinic, roles=frozenset(roles), time_zone=time_zone)


def _roles(user: User, clinic_id: UUID | None) -> dict[tuple[UUID, str], set[Role]]:
    """List the roles by clinic; of patients and proxies those of their open access."""
    here = Q() if clinic_id is None else Q(clinic_id=clinic_id)
    found: dict[tuple[UUID, str], set[Role]] = {}
    members = Membership.objects.filter(here, user=user, ended_at__isnull=True)
    for clinic, zone, role in members.values_list("clinic_id", "clinic__time_zone", "role"):
        found.setdefault((clinic, zone), set()).add(Role(role))
    if found:
        return found
    access = PatientAccess.objects.filter(here, user=user, ended_at__isnull=True)
    for clinic, zone, is_proxy in access.values_list("clinic_id", "clinic__time_zone", "is_proxy"):
        found.setdefault((clinic, zone), set()).add(Role.PROXY if is_proxy else Role.PATIENT)
    return found


def actor_of_service(token: ServiceToken) -> Actor:
    """Give the actor that another program is.

    Raises
    ------
    NotAllowed
        The token is over or was revoked.
    """
    if token.revoked_at is not None or token.expires_at <= clock.now():
        raise NotAllowed("This service token is over. Ask an administrator for a new one.")
    return Actor(
        user_id=None,
        clinic_id=token.clinic_id,
        roles=frozenset({Role.SERVICE}),
        scopes=frozenset(token.scopes),
        token_id=token.id,
    )


def system_actor(clinic_id: UUID) -> Actor:
    """Give the actor that the server itself is, for work that a person has set going."""
    return Actor(
        user_id=None,
        clinic_id=clinic_id,
        roles=frozenset({Role.SERVICE}),
        scopes=frozenset({"system"}),
    )
