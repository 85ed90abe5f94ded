"""Whom an actor may see: the one place where every query of a patient's rows begins.

Two depths: who somebody is (name, appointments), and their care (everything else). The front desk
and administrators know every name of their clinic and nobody's care; therapists, assistants and
viewers know the care of those on whose care team they are, or whose record they opened in need;
patients and proxies know their own.
"""

from enum import StrEnum
from typing import Any, TypeVar
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from restride.records import clock
from restride.records.actors import Actor
from restride.records.models import (
    BreakGlass,
    CareTeamMember,
    Patient,
    PatientAccess,
)
from restride.records.models.base import PatientRecord
from restride.records.refusals import Merged, NotThere
from restride.records.roles import Role
from restride.visit.states import PatientState

_Row = TypeVar("_Row", bound=PatientRecord)


class Depth(StrEnum):
    """How much of a patient is looked at."""

    IDENTITY = "identity"
    CARE = "care"


#: Roles that know every name of the clinic.
_AT_THE_DESK = frozenset({Role.ADMINISTRATOR, Role.FRONT_DESK})
_NOT_SEEN = (PatientState.ERASED, PatientState.MERGED)
_CLINICAL = frozenset({Role.THERAPIST, Role.ASSISTANT, Role.VIEWER})


def patients_of(actor: Actor, *, depth: Depth) -> "QuerySet[Patient]":
    """Give the patients whom an actor may see, at a depth.

    Erased ones are seen by nobody; of merged ones only the record that goes on is seen.
    """
    here = Patient.objects.filter(clinic_id=actor.clinic_id).exclude(state__in=_NOT_SEEN)
    if "system" in actor.scopes:
        return here
    if Role.SERVICE in actor.roles:
        return here if f"patients:{depth}" in actor.scopes else here.none()
    if depth is Depth.IDENTITY and not actor.roles.isdisjoint(_AT_THE_DESK):
        return here
    return here.filter(_known_to(actor))


def _known_to(actor: Actor) -> Q:
    mine = {"patient": OuterRef("pk"), "user_id": actor.user_id}
    ways: list[QuerySet[Any]] = []
    if not actor.roles.isdisjoint(_CLINICAL):
        ways.append(CareTeamMember.objects.filter(**mine, ended_at__isnull=True))
        opened = BreakGlass.objects.filter(**mine, ended_at__isnull=True)
        ways.append(opened.filter(expires_at__gt=clock.now()))
    if actor.is_personal:
        ways.append(PatientAccess.objects.filter(**mine, ended_at__isnull=True))
    found = Q(pk__in=[])
    for each in ways:
        found |= Q(Exists(each))
    return found


def owned(actor: Actor, model: type[_Row], *, depth: Depth = Depth.CARE) -> "QuerySet[_Row]":
    """Give the rows of a kind that belong to patients whom the actor may see."""
    rows: QuerySet[_Row] = model._default_manager.filter(clinic_id=actor.clinic_id)
    return rows.filter(patient__in=patients_of(actor, depth=depth))


def the_patient(actor: Actor, patient_id: UUID, *, depth: Depth) -> Patient:
    """Find one patient.

    Raises
    ------
    NotThere
        There is none whom this actor may see.
    Merged
        Another record of the same person goes on, and the actor may see that one.
    """
    seen = patients_of(actor, depth=depth)
    try:
        return seen.get(pk=patient_id)
    except Patient.DoesNotExist:
        former = Patient.objects.filter(pk=patient_id, merged_into__in=seen).first()
        if former is not None and former.merged_into_id is not None:
            raise Merged(into=former.merged_into_id) from None
        raise NotThere("patient") from None


def the_row(actor: Actor, model: type[_Row], row_id: UUID, *, depth: Depth = Depth.CARE) -> _Row:
    """Find one row of a patient.

    Raises
    ------
    NotThere
        There is none that this actor may see.
    """
    try:
        return owned(actor, model, depth=depth).get(pk=row_id)
    except model.DoesNotExist:
        raise NotThere(thing_of(model)) from None


def thing_of(model: type[PatientRecord]) -> str:
    """Name a kind of row as a person would: "plan", "test result"."""
    return str(model._meta.verbose_name).removesuffix(" record")
