"""Links that still let somebody join."""

from uuid import UUID

from django.db.models import F, Q, QuerySet

from restride.records import clock
from restride.records.acting import reading
from restride.records.actors import Actor
from restride.records.models import Invitation
from restride.records.pages import Page, page_of
from restride.records.roles import Role
from restride.records.scopes import Depth, patients_of


def list_invitations(
    actor: Actor, *, after: UUID | None = None, most_count: int = 50
) -> Page[Invitation]:
    """List the invitations that still hold: of the actor's patients, to administrators of staff."""
    with reading(actor, "invitation.list") as act:
        page = page_of(open_invitations(actor), after=after, most_count=most_count)
        act.about_patients(each.patient_id for each in page.rows if each.patient_id)
    return page


def open_invitations(actor: Actor) -> "QuerySet[Invitation]":
    """Give the invitations that still hold and that the actor may see."""
    seen = Q(patient__in=patients_of(actor, depth=Depth.IDENTITY))
    if Role.ADMINISTRATOR in actor.roles:
        seen |= Q(patient__isnull=True)
    return holding_invitations().filter(seen, clinic_id=actor.clinic_id)


def holding_invitations() -> "QuerySet[Invitation]":
    """Give what is neither revoked nor over nor used up, of every clinic."""
    return Invitation.objects.filter(
        revoked_at__isnull=True, expires_at__gt=clock.now(), uses_count__lt=F("most_uses_count")
    )
