"""Who cares for a patient, and who works at the clinic: what actions ask before they name somebody.

Whoever is given an appointment or a class with a patient cares for them, and joins the care team:
without it they would not find the person on their own day list. See
docs/decisions/0168-course-of-care.md.
"""

from collections.abc import Collection
from typing import Final
from uuid import UUID

from django.db.models import Exists, OuterRef

from restride.records.actors import Actor
from restride.records.models import CareTeamMember, Membership, Patient, User
from restride.records.refusals import NotAllowed, NotThere
from restride.records.roles import Role

#: Those who treat.
CARERS: Final = frozenset({Role.THERAPIST, Role.ASSISTANT})
#: Those who give appointments with anybody to anybody.
_AT_THE_DESK: Final = frozenset({Role.ADMINISTRATOR, Role.FRONT_DESK})


def the_colleague(actor: Actor, user_id: UUID, *, roles: Collection[Role] = CARERS) -> User:
    """Find somebody who works at the actor's clinic in one of some roles.

    Raises
    ------
    NotThere
        There is nobody; or not there, or not in such a role.
    """
    works_here = Membership.objects.filter(
        user=OuterRef("pk"), clinic_id=actor.clinic_id, role__in=roles, ended_at__isnull=True
    )
    found = User.objects.filter(Exists(works_here), pk=user_id, is_active=True).first()
    if found is None:
        raise NotThere(" or ".join(sorted(str(each) for each in roles)))
    return found


def lead_of(patient_id: UUID, *, clinic_id: UUID) -> UUID | None:
    """Tell who leads the care of a patient; a therapist of the team where nobody does."""
    works_here = Membership.objects.filter(
        user=OuterRef("user"),
        clinic_id=clinic_id,
        role=Role.THERAPIST,
        ended_at__isnull=True,
    )
    team = CareTeamMember.objects.filter(
        Exists(works_here), patient_id=patient_id, ended_at__isnull=True, user__is_active=True
    )
    return team.order_by("-is_lead", "pk").values_list("user_id", flat=True).first()


def join_care_team(actor: Actor, patient: Patient, user: User) -> bool:
    """Let somebody who was given the patient see their care; tells whether they joined just now.

    Raises
    ------
    NotAllowed
        The actor sees the patient only because they opened the record in need: whoever did so
        cannot make themselves, or anybody, one of the team.
    """
    team = CareTeamMember.objects.filter(patient=patient, ended_at__isnull=True)
    if team.filter(user=user).exists():
        return False
    is_at_desk = not actor.roles.isdisjoint(_AT_THE_DESK) or "system" in actor.scopes
    is_of_team = actor.user_id is not None and team.filter(user_id=actor.user_id).exists()
    if not (is_at_desk or is_of_team):
        raise NotAllowed(
            "Only the care team of a patient, the desk and administrators give the patient to "
            "somebody new, and you are none of these. Ask the lead of the team."
        )
    therapist = Membership.objects.filter(
        user=user, clinic_id=actor.clinic_id, role=Role.THERAPIST, ended_at__isnull=True
    )
    CareTeamMember.objects.create(
        clinic_id=actor.clinic_id,
        patient=patient,
        user=user,
        made_by_id=actor.user_id,
        is_lead=therapist.exists() and not team.filter(is_lead=True).exists(),
    )
    return True
