"""What a clinic is: its settings, sites and staff."""

from uuid import UUID

from allauth.usersessions.models import UserSession
from django.db.models import QuerySet

from restride.records.acting import reading
from restride.records.actors import Actor
from restride.records.models import Clinic, Membership, Site, User
from restride.records.refusals import NotThere

#: No clinic has more people or rooms than one page shows.
_MOST_COUNT = 1000


def read_clinic(actor: Actor) -> Clinic:
    """Read the settings of the actor's clinic."""
    with reading(actor, "clinic.read") as act:
        clinic = Clinic.objects.get(pk=actor.clinic_id)
        act.about(clinic)
    return clinic


def list_sites(actor: Actor) -> tuple[Site, ...]:
    """List the places where the clinic works."""
    with reading(actor, "site.list"):
        return tuple(Site.objects.filter(clinic_id=actor.clinic_id).order_by("pk")[:_MOST_COUNT])


def list_staff(actor: Actor, *, with_former: bool = False) -> tuple[Membership, ...]:
    """List who works at the clinic, and as what."""
    with reading(actor, "staff.list"):
        rows = Membership.objects.filter(clinic_id=actor.clinic_id).select_related("user")
        if not with_former:
            rows = rows.filter(ended_at__isnull=True)
        return tuple(rows.order_by("pk")[:_MOST_COUNT])


def list_staff_sessions(actor: Actor, user_id: UUID) -> tuple[UserSession, ...]:
    """List the open sessions of somebody who works at the clinic.

    Raises
    ------
    NotThere
        Nobody of that id works there.
    """
    with reading(actor, "staff.sessions") as act:
        user = staff_member(actor, user_id)
        act.about(user)
        rows: QuerySet[UserSession] = UserSession.objects.filter(user=user)
        return tuple(rows.order_by("-pk")[:_MOST_COUNT])


def staff_member(actor: Actor, user_id: UUID) -> User:
    """Find somebody who works at the actor's clinic.

    Raises
    ------
    NotThere
        Nobody of that id does.
    """
    here = Membership.objects.filter(clinic_id=actor.clinic_id, ended_at__isnull=True)
    user = User.objects.filter(pk=user_id, pk__in=here.values("user_id")).first()
    if user is None:
        raise NotThere("member of staff")
    return user
