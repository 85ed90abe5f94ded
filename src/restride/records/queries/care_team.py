"""Who cares for a patient."""

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Exists, OuterRef

from restride.records.acting import reading
from restride.records.actors import Actor
from restride.records.models import CareTeamMember, Episode, Patient
from restride.records.pages import Page, page_of
from restride.records.scopes import Depth, patients_of, the_patient
from restride.visit.states import EpisodeState

_IN_TREATMENT = (EpisodeState.ACTIVE, EpisodeState.ON_HOLD)


@dataclass(frozen=True, slots=True, kw_only=True)
class CareTeam:
    """Everybody who cares for a patient, or did."""

    members: tuple[CareTeamMember, ...]
    #: In treatment, and nobody leads.
    is_lead_missing: bool


def read_care_team(actor: Actor, patient_id: UUID) -> CareTeam:
    """Tell who cares for a patient, and who did.

    Raises
    ------
    NotThere
        No such patient.
    """
    with reading(actor, "care_team.read") as act:
        patient = the_patient(actor, patient_id, depth=Depth.IDENTITY)
        rows = CareTeamMember.objects.filter(patient=patient).select_related("user")
        members = tuple(rows.order_by("pk"))
        is_led = any(each.is_lead and each.ended_at is None for each in members)
        is_treated = Episode.objects.filter(patient=patient, state__in=_IN_TREATMENT).exists()
        act.about(patient)
    return CareTeam(members=members, is_lead_missing=is_treated and not is_led)


def patients_without_lead(
    actor: Actor, *, after: UUID | None = None, most_count: int = 50
) -> Page[Patient]:
    """List those in treatment whom nobody leads, whom an administrator then assigns."""
    with reading(actor, "care_team.edit") as act:
        treated = Episode.objects.filter(patient=OuterRef("pk"), state__in=_IN_TREATMENT)
        led = CareTeamMember.objects.filter(
            patient=OuterRef("pk"), is_lead=True, ended_at__isnull=True
        )
        rows = patients_of(actor, depth=Depth.IDENTITY).filter(Exists(treated), ~Exists(led))
        page = page_of(rows, after=after, most_count=most_count)
        act.about_patients(each.pk for each in page.rows)
    return page
