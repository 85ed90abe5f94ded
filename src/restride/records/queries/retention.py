"""Whose record need no longer be kept."""

from datetime import datetime
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet

from restride.records import clock
from restride.records.acting import reading
from restride.records.actors import Actor
from restride.records.models import (
    Appointment,
    Clinic,
    Episode,
    Patient,
    Recording,
    TrainingSession,
    Visit,
)
from restride.records.pages import Page, page_of
from restride.records.scopes import Depth, patients_of
from restride.visit.states import EpisodeState

_RUNNING = (EpisodeState.PLANNED, EpisodeState.ACTIVE, EpisodeState.ON_HOLD)


def retention_due(
    actor: Actor, *, after: UUID | None = None, most_count: int = 50
) -> Page[Patient]:
    """List those whose last contact lies further back than the clinic must keep records."""
    with reading(actor, "retention.read") as act:
        rows = _no_longer_kept(patients_of(actor, depth=Depth.IDENTITY), actor.clinic_id)
        page = page_of(rows, after=after, most_count=most_count)
        act.about_patients(each.pk for each in page.rows)
    return page


def is_retention_over(patient: Patient) -> bool:
    """Tell whether a record need no longer be kept."""
    rows = Patient.objects.filter(pk=patient.pk)
    return _no_longer_kept(rows, patient.clinic_id).exists()


def _no_longer_kept(patients: "QuerySet[Patient]", clinic_id: UUID) -> "QuerySet[Patient]":
    limit = _limit(clinic_id)
    own = {"patient": OuterRef("pk")}
    contacts = (
        Visit.objects.filter(**own, started_at__gte=limit),
        Appointment.objects.filter(**own, starts_at__gte=limit),
        TrainingSession.objects.filter(**own, started_at__gte=limit),
        Recording.objects.filter(**own, recorded_at__gte=limit),
        Episode.objects.filter(**own, ended_on__gte=limit.date()),
        Episode.objects.filter(**own, state__in=_RUNNING),
    )
    rows = patients.filter(made_at__lt=limit)
    for each in contacts:
        rows = rows.filter(~Exists(each))
    return rows


def _limit(clinic_id: UUID) -> datetime:
    """Tell before when a last contact must lie; a 29th of February counts as the 28th."""
    years = Clinic.objects.values_list("retention_years", flat=True).get(pk=clinic_id)
    now = clock.now()
    day = min(now.day, 28) if now.month == 2 else now.day
    return now.replace(year=now.year - years, day=day)
