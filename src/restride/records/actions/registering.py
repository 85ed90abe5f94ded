"""Registering a person, and keeping who they are up to date."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from datetime import date
from typing import Final
from uuid import UUID

from restride.plan.adherence.adherence import time_zone
from restride.records import clock
from restride.records.acting import Act, acting
from restride.records.actors import Actor
from restride.records.editing import saved
from restride.records.finding_people import likely_the_same, set_terms
from restride.records.models import CareTeamMember, Patient
from restride.records.refusals import Conflict, NotUsable
from restride.records.roles import Role
from restride.records.scopes import Depth, the_patient
from restride.terms import Sex

#: Nobody older has been known.
_OLDEST_YEARS: Final = 120


@dataclass(frozen=True, slots=True, kw_only=True)
class Identity:
    """Who somebody is."""

    record_number: str
    given_name: str
    family_name: str
    birth_date: date
    #: For reference values only.
    sex_for_reference: Sex | None = None
    gender: str | None = None
    phone: str | None = None
    email: str | None = None
    address: str | None = None
    language: str = "en"
    time_zone: str = "UTC"


def register_patient(
    actor: Actor, identity: Identity, *, are_others_known: bool = False
) -> Patient:
    """Register a person; a therapist or assistant who does so joins the care team.

    Parameters
    ----------
    are_others_known
        That the people who look the same were looked at and are others.

    Raises
    ------
    NotUsable
        A name without letters, a birth date in the future, an unknown time zone.
    Conflict
        The record number is taken, or somebody who looks the same is registered already.
    """
    with acting(actor, "patient.register") as act:
        _refuse_senseless(identity, today=clock.today(actor.time_zone))
        same = likely_the_same(actor.clinic_id, identity_texts(identity))
        _refuse_same(same.by_number, same.by_name, are_others_known=are_others_known)
        patient = Patient(clinic_id=actor.clinic_id, made_by_id=actor.user_id)
        _fill(patient, identity)
        patient.save(force_insert=True)
        set_terms(patient)
        if actor.user_id and not actor.roles.isdisjoint({Role.THERAPIST, Role.ASSISTANT}):
            CareTeamMember.objects.create(
                clinic_id=actor.clinic_id,
                patient=patient,
                user_id=actor.user_id,
                made_by_id=actor.user_id,
                is_lead=Role.THERAPIST in actor.roles,
            )
        act.about(patient, likely_the_same=[str(each) for each in same.by_name])
    return patient


def edit_patient(actor: Actor, patient_id: UUID, identity: Identity, *, version: int) -> Patient:
    """Change who somebody is.

    Raises
    ------
    NotThere, NotUsable, Conflict, Stale
        No such person; senseless or taken values; somebody else edited it first.
    """
    with acting(actor, "patient.edit") as act:
        patient = the_patient(actor, patient_id, depth=Depth.IDENTITY)
        _refuse_senseless(identity, today=clock.today(actor.time_zone))
        same = likely_the_same(actor.clinic_id, identity_texts(identity), besides=patient.id)
        _refuse_same(same.by_number, (), are_others_known=True)
        before = {each.name: getattr(patient, each.name) for each in fields(Identity)}
        _fill(patient, identity)
        saved(patient, version=version)
        set_terms(patient)
        _tell_changes(act, patient, before=before)
    return patient


def _tell_changes(act: Act, patient: Patient, *, before: Mapping[str, object]) -> None:
    after = {name: getattr(patient, name) for name in before}
    act.about(patient)
    act.changed(before, after)


def identity_texts(identity: Identity) -> dict[str, str]:
    """Write an identity as the columns keep it, without what is not known."""
    plain = {**asdict(identity), "birth_date": identity.birth_date.isoformat()}
    return {name: str(value) for name, value in plain.items() if value is not None}


def _fill(patient: Patient, identity: Identity) -> None:
    texts = identity_texts(identity)
    for each in fields(Identity):
        setattr(patient, each.name, texts.get(each.name))


def _refuse_senseless(identity: Identity, *, today: date) -> None:
    for name in ("given_name", "family_name"):
        if not any(letter.isalpha() for letter in getattr(identity, name)):
            raise NotUsable(f"{name} must hold a letter, and holds none. Enter the name.")
    oldest = today.year - identity.birth_date.year
    if identity.birth_date > today or oldest > _OLDEST_YEARS:
        raise NotUsable(
            f"birth_date must lie within the last {_OLDEST_YEARS} years, and is "
            f"{identity.birth_date}. Correct it."
        )
    time_zone(identity.time_zone)


def _refuse_same(
    by_number: tuple[UUID, ...], by_name: tuple[UUID, ...], *, are_others_known: bool
) -> None:
    if by_number:
        raise Conflict(
            "record_number must be of one person, and another has it already. Look for it, or "
            "give another."
        )
    if by_name and not are_others_known:
        raise Conflict(
            f"{len(by_name)} registered with this name and birth date already. Look whether it "
            "is the same person; if not, register with are_others_known."
        )
