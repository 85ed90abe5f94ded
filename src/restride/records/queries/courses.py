"""What happened in many episodes, in a fixed number of questions to the database."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db.models import Max, QuerySet

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

_ASSESSED = (AssessmentState.COMPLETED, AssessmentState.SIGNED, AssessmentState.AMENDED)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Seen:
    """What was read of many episodes."""

    assessed_at: Mapping[UUID, datetime]
    visits: Mapping[UUID, list[tuple[datetime, str]]]
    #: By patient: the last fall.
    fallen_at: Mapping[UUID, datetime]
    plans_of_care: Mapping[UUID, PlanOfCare]
    plans: Mapping[UUID, PlanRecord]


def courses_of(episodes: "QuerySet[Episode]", *, clinic: Clinic) -> dict[Episode, Course]:
    """Tell what happened in each of some episodes: six questions, however many there are."""
    found = list(episodes.order_by("pk"))
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
    visits: defaultdict[UUID, list[tuple[datetime, str]]] = defaultdict(list)
    rows = Visit.objects.filter(episode__in=ids)
    for episode, started_at, state in rows.values_list("episode_id", "started_at", "state"):
        visits[episode].append((started_at, state))
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
        visits=visits,
        fallen_at=dict(fallen),
        plans_of_care={each.episode_id: each for each in care},
        plans={each.episode_id: each for each in plans.defer("plan").order_by("number")},
    )


def _course(episode: Episode, seen: _Seen, *, zone: ZoneInfo) -> Course:
    assessed_at = seen.assessed_at.get(episode.pk)
    visits = seen.visits.get(episode.pk, [])
    fallen_at = seen.fallen_at.get(episode.patient_id)
    care = seen.plans_of_care.get(episode.pk)
    plan = seen.plans.get(episode.pk)
    states = Counter(state for _, state in visits)
    is_since = assessed_at is not None and fallen_at is not None and fallen_at > assessed_at
    return Course(
        assessed_on=None if assessed_at is None else assessed_at.astimezone(zone).date(),
        visits_count=len(visits),
        visits_since_count=sum(assessed_at is None or at > assessed_at for at, _ in visits),
        has_fallen_since=is_since,
        unsigned_notes_count=states[DocumentState.DRAFT],
        expires_on=None if care is None else care.expires_on,
        progress_report_due_on=None if care is None else care.progress_report_due_on,
        plan_ends_on=None if plan is None else plan.effective_to,
    )
