"""Who cares for a patient: joining the care team, leaving it, leading it.

An administrator assigns; a therapist of the team may add others. Whoever opened a record in need
is not of the team, and cannot make themselves so.
"""

from typing import TYPE_CHECKING
from uuid import UUID

from restride.records import clock
from restride.records.acting import acting
from restride.records.actors import Actor
from restride.records.care_team import join_care_team, the_colleague
from restride.records.models import CareTeamMember, Episode, Patient
from restride.records.refusals import Conflict, NotAllowed, NotThere
from restride.records.roles import Role
from restride.records.scopes import Depth, the_patient, the_row
from restride.visit.states import EpisodeState

if TYPE_CHECKING:
    from django.db.models import QuerySet

#: Those whom being of the team opens a record to.
_MAY_JOIN = (Role.THERAPIST, Role.ASSISTANT, Role.VIEWER)
#: Somebody must answer for the person.
_NEEDS_LEAD = (EpisodeState.ACTIVE, EpisodeState.ON_HOLD)


def add_to_care_team(
    actor: Actor, patient_id: UUID, *, user_id: UUID, is_lead: bool = False
) -> CareTeamMember:
    """Let somebody care for a patient; the first therapist leads.

    Raises
    ------
    NotAllowed
        A therapist who is not of the team.
    NotThere
        No such patient, or nobody of the clinic who could join.
    Conflict
        They are of the team already.
    """
    with acting(actor, "care_team.edit") as act:
        patient = the_patient(actor, patient_id, depth=Depth.IDENTITY)
        _refuse_outsider(actor, patient)
        roles = (Role.THERAPIST,) if is_lead else _MAY_JOIN
        user = the_colleague(actor, user_id, roles=roles)
        if not join_care_team(actor, patient, user):
            raise Conflict("They are on the care team already. Look at the team.")
        member = _open(patient).get(user=user)
        if is_lead:
            _make_lead(patient, member)
        act.about(member, user=str(user.pk), is_lead=member.is_lead)
    return member


def lead_care(actor: Actor, member_id: UUID) -> CareTeamMember:
    """Let a therapist of the team lead it, in place of whoever does.

    Raises
    ------
    NotAllowed, NotThere
        The actor is not of the team; no such member, or no therapist.
    """
    with acting(actor, "care_team.edit") as act:
        member = _found(actor, member_id)
        _refuse_outsider(actor, member.patient)
        the_colleague(actor, member.user_id, roles=(Role.THERAPIST,))
        former = _open(member.patient).filter(is_lead=True).first()
        _make_lead(member.patient, member)
        act.about(member)
        act.changed(
            {"lead": None if former is None else str(former.user_id)},
            {"lead": str(member.user_id)},
        )
    return member


def end_care(actor: Actor, member_id: UUID) -> CareTeamMember:
    """Let somebody leave the care team; they no longer see the patient.

    Raises
    ------
    NotAllowed
        A therapist ends their own care, or leads the team and ends that of others.
    NotThere
        No such member.
    Conflict
        They lead it, and the patient is in treatment.
    """
    with acting(actor, "care_team.edit") as act:
        member = _found(actor, member_id)
        _refuse_outsider(actor, member.patient)
        if not _may_end(actor, member):
            raise NotAllowed(
                "You may leave a care team yourself; only its lead or an administrator lets "
                "others go. Ask one of them."
            )
        _refuse_without_lead(member)
        member.ended_at = clock.now()
        member.is_lead = False
        member.version += 1
        member.save()
        act.about(member, user=str(member.user_id))
    return member


def _found(actor: Actor, member_id: UUID) -> CareTeamMember:
    member = the_row(actor, CareTeamMember, member_id, depth=Depth.IDENTITY)
    if member.ended_at is not None:
        raise NotThere("care team member")
    return member


def _open(patient: Patient) -> "QuerySet[CareTeamMember]":
    return CareTeamMember.objects.filter(patient=patient, ended_at__isnull=True)


def _refuse_outsider(actor: Actor, patient: Patient) -> None:
    """Refuse whoever sees the patient only because they opened the record in need."""
    if Role.ADMINISTRATOR in actor.roles:
        return
    if not _is_of_team(actor, patient):
        raise NotAllowed(
            "Only the care team of a patient and administrators say who joins it, and you are not "
            "of this team. Ask its lead."
        )


def _may_end(actor: Actor, member: CareTeamMember) -> bool:
    if Role.ADMINISTRATOR in actor.roles or member.user_id == actor.user_id:
        return True
    return _is_of_team(actor, member.patient, is_lead=True)


def _is_of_team(actor: Actor, patient: Patient, **more: bool) -> bool:
    if actor.user_id is None:
        return False
    return _open(patient).filter(user_id=actor.user_id, **more).exists()


def _refuse_without_lead(member: CareTeamMember) -> None:
    episodes = Episode.objects.filter(patient=member.patient, state__in=_NEEDS_LEAD)
    if member.is_lead and episodes.exists():
        raise Conflict(
            "A patient in treatment needs a therapist who leads the care team, and this is the "
            "one. Let somebody else lead first."
        )


def _make_lead(patient: Patient, member: CareTeamMember) -> None:
    for former in _open(patient).filter(is_lead=True).exclude(pk=member.pk):
        former.is_lead = False
        former.version += 1
        former.save(update_fields=["is_lead", "version"])
    if not member.is_lead:
        member.is_lead = True
        member.version += 1
        member.save(update_fields=["is_lead", "version"])
