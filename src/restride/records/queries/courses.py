"""What happened in many episodes, in a fixed number of questions to the database."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db.models import Count, Max, OuterRef, Q, QuerySet, Subquery

from restride.records.models import (
    Assessment,
    Clinic,
    Episode,
    FallReport,
    PlanOfCare,
    PlanRecord,
    Visit,
)
from restride.visit.due import Course, RetestRule
from restride.visit.states import AssessmentState, DocumentState, PlanState

_ASSESSED: Final = (AssessmentState.COMPLETED, AssessmentState.SIGNED, AssessmentState.AMENDED)
_IS_DRAFT: Final = Q(state=DocumentState.DRAFT)
#: Of an episode: what a day list does not show.
_NOT_NEEDED: Final = ("facts", "history", "outcome", "problem", "referrer", "conditions")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Seen:
    """What was read of many episodes."""

    assessed_at: Mapping[UUID, datetime]
    #: How many there were, and how many of them are drafts.
    visits: Mapping[UUID, Sequence[int]]
    visits_since: Mapping[UUID, int]
    #: By patient: the last fall.
    fallen_at: Mapping[UUID, datetime]
    plans_of_care: Mapping[UUID, PlanOfCare]
    plans: Mapping[UUID, PlanRecord]


def courses_of(episodes: "QuerySet[Episode]", *, clinic: Clinic) -> dict[Episode, Course]:
    """Tell what happened in each of some episodes: seven questions, however many there are."""
    found = list(episodes.defer(*_NOT_NEEDED).order_by("pk"))
    seen = _seen(found)
    zone = ZoneInfo(clinic.time_zone)
    return {each: _course(each, seen, zone=zone) for each in found}


def retest_rule(clinic: Clinic) -> RetestRule:
    """Tell after how long a clinic tests again."""
    return RetestRule(
        every_days=clinic.reassess_every_days,
        every_visits_count=clinic.reassess_every_visits_count,
    )


def _seen(episodes: Iterable[Episode]) -> _Seen:
    ids = [each.pk for each in episodes]
    patients = {each.patient_id for each in episodes}
    assessed = (
        Assessment.objects.filter(episode__in=ids, state__in=_ASSESSED, ended_at__isnull=False)
        .values_list("episode_id")
        .annotate(Max("ended_at"))
    )
    visits = Visit.objects.filter(episode__in=ids).order_by().values_list("episode_id")
    counts = {"all_count": Count("pk"), "drafts_count": Count("pk", filter=_IS_DRAFT)}
    since = visits.filter(started_at__gt=Subquery(_assessed_at_of_visit()))
    fallen = (
        FallReport.objects.filter(patient__in=patients, is_near_fall=False)
        .values_list("patient_id")
        .annotate(Max("happened_at"))
    )
    care = PlanOfCare.objects.filter(episode__in=ids, ended_at__isnull=True).order_by("pk")
    plans = PlanRecord.objects.filter(
        episode__in=ids, state__in=(PlanState.ACTIVE, PlanState.ON_HOLD)
    )
    return _Seen(
        assessed_at=dict(assessed),
        visits={episode: found for episode, *found in visits.annotate(**counts)},
        visits_since=dict(since.annotate(Count("pk"))),
        fallen_at=dict(fallen),
        plans_of_care={each.episode_id: each for each in care},
        plans={each.episode_id: each for each in plans.defer("plan").order_by("number")},
    )


def _assessed_at_of_visit() -> "QuerySet[Any, Any]":
    """Give when the episode of a visit was assessed last."""
    rows = Assessment.objects.filter(
        episode=OuterRef("episode"), state__in=_ASSESSED, ended_at__isnull=False
    )
    return rows.order_by().values("episode").annotate(last=Max("ended_at")).values("last")


def _course(episode: Episode, seen: _Seen, *, zone: ZoneInfo) -> Course:
    assessed_at = seen.assessed_at.get(episode.pk)
    visits_count, drafts_count = seen.visits.get(episode.pk, (0, 0))
    fallen_at = seen.fallen_at.get(episode.patient_id)
    care = seen.plans_of_care.get(episode.pk)
    plan = seen.plans.get(episode.pk)
    since_count = seen.visits_since.get(episode.pk, 0)
    is_since = assessed_at is not None and fallen_at is not None and fallen_at > assessed_at
    return Course(
        assessed_on=None if assessed_at is None else assessed_at.astimezone(zone).date(),
        visits_count=visits_count,
        visits_since_count=visits_count if assessed_at is None else since_count,
        has_fallen_since=is_since,
        unsigned_notes_count=drafts_count,
        expires_on=None if care is None else care.expires_on,
        progress_report_due_on=None if care is None else care.progress_report_due_on,
        plan_ends_on=None if plan is None else plan.effective_to,
    )
