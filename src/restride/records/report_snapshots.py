"""What a report rests on, as plain JSON with the ids and versions of every row."""

from collections.abc import Callable, Mapping
from typing import Any, Final

import restride
from restride.clinical.care import Setting
from restride.clinical.content import content_versions
from restride.clinical.result import Result
from restride.plan.cases.case_json import plain
from restride.plan.education import education
from restride.plan.plan import Plan
from restride.plan.wording import dose_line
from restride.records.actors import Actor
from restride.records.cases import opened_goal
from restride.records.documents import opened
from restride.records.models import (
    EducationAssignment,
    Episode,
    FallReport,
    FindingRecord,
    GoalRecord,
    PlanRecord,
    TestResult,
)
from restride.records.models.base import PatientRecord
from restride.records.plan_days import in_force_on
from restride.records.plan_situations import as_decided, today_of
from restride.records.queries.adherence import done_of_due
from restride.records.queries.facts import person_of
from restride.records.queries.progress import trends_of
from restride.records.scopes import owned
from restride.visit.reports import SECTIONS, ReportKind
from restride.visit.states import FindingState, TestState

#: Raised by one in its first part when a key goes or changes its meaning.
_SCHEMA_VERSION: Final = "1.0"


def snapshot_of(actor: Actor, episode: Episode, *, kind: ReportKind) -> dict[str, Any]:
    """Gather what a report of a kind rests on today; what it does not need is not in it."""
    day = today_of(episode)
    person = person_of(episode, day=day).person
    return {
        "schema_version": _SCHEMA_VERSION,
        "restride_version": restride.__version__,
        "content_versions": [list(each) for each in content_versions()],
        "kind": kind.value,
        "made_on": day.isoformat(),
        "person": {"age_years": person.age_years, "sex": plain(person.sex)},
        "episode": {
            **_row(episode),
            "conditions": episode.conditions,
            "started_on": plain(episode.started_on),
        },
        **{section: _GATHERED[section](actor, episode) for section in SECTIONS[kind]},
    }


def _row(row: PatientRecord) -> dict[str, Any]:
    return {"id": str(row.pk), "version": row.version}


def _results(actor: Actor, episode: Episode) -> list[dict[str, Any]]:
    """Take the newest result of each test."""
    rows = owned(actor, TestResult).filter(
        assessment__episode=episode, corrected_by__isnull=True, tested_on__lte=today_of(episode)
    )
    held = rows.exclude(state=TestState.DISCARDED).order_by("tested_on", "made_at", "pk")
    newest = {each.instrument: each for each in held if each.scored is not None}
    return [{**_row(each), "result": _scored(each)} for each in newest.values()]


def _scored(row: TestResult) -> dict[str, Any]:
    content: dict[str, Any] = plain(opened(Result, row.scored))
    return content


def _findings(actor: Actor, episode: Episode) -> list[dict[str, Any]]:
    rows = owned(actor, FindingRecord).filter(
        episode=episode,
        state__in=(FindingState.ACCEPTED, FindingState.EDITED),
        withdrawn_at__isnull=True,
    )
    return [
        {
            **_row(each),
            "sentence": as_decided(each).sentence,
            "rule": each.rule,
            "weight": each.weight,
            "content_version": each.content_version,
        }
        for each in rows.order_by("made_at", "pk")
    ]


def _goals(actor: Actor, episode: Episode) -> list[dict[str, Any]]:
    rows = owned(actor, GoalRecord).filter(episode=episode).prefetch_related("events")
    told = []
    for row in rows.order_by("made_at", "pk"):
        goal = opened_goal(row)
        told.append(
            {
                **_row(row),
                "sentence": goal.sentence,
                "status": goal.status.value,
                "target": goal.target,
                "due": plain(goal.due),
                "met_on": plain(goal.met_on),
                "events_count": len(goal.events),
            }
        )
    return told


def _trends(actor: Actor, episode: Episode) -> list[dict[str, Any]]:
    return [
        {
            "goal_id": str(each.goal_id),
            "title": each.measure.words,
            "measure": each.measure.key,
            "unit": each.unit,
            "points": plain(each.points),
            "change": None
            if each.change is None
            else {
                "verdict": plain(each.change.verdict),
                "before": each.change.before,
                "now": each.change.now,
                "words": list(each.change.words),
            },
        }
        for each in trends_of(actor, episode)
    ]


def _adherence(actor: Actor, episode: Episode) -> dict[str, Any]:
    told = done_of_due(actor, episode)
    return {
        "day": told.day.isoformat(),
        "week": plain(told.week),
        "week_words": told.week.words,
        "month": plain(told.month),
        "month_words": told.month.words,
    }


def _falls(actor: Actor, episode: Episode) -> dict[str, Any]:
    rows = owned(actor, FallReport).filter(patient_id=episode.patient_id)
    if episode.started_on is not None:
        rows = rows.filter(happened_at__date__gte=episode.started_on)
    kinds = list(rows.order_by("pk").values_list("is_near_fall", flat=True))
    return {"falls_count": kinds.count(False), "near_falls_count": kinds.count(True)}


def _discharge(actor: Actor, episode: Episode) -> dict[str, Any]:  # noqa: ARG001 - one signature
    return {
        "reason": episode.discharge_reason,
        "outcome": episode.outcome,
        "ended_on": plain(episode.ended_on),
    }


def _plan(actor: Actor, episode: Episode) -> dict[str, Any] | None:
    """Take the home rows of the version in force; of a plan that has ended, its last one."""
    rows = owned(actor, PlanRecord).filter(episode=episode, published_at__isnull=False)
    published = list(rows.order_by("number"))
    held = in_force_on(published, today_of(episode)) or tuple(published[-1:])
    if not held:
        return None
    row = held[0]
    plan = opened(Plan, row.plan)
    return {
        **_row(row),
        "number": row.number,
        "effective_from": plain(row.effective_from),
        "rows": [
            {
                "key": each.key,
                "exercise": each.exercise,
                "content_version": each.content_version,
                "side": plain(each.side),
                "dose": plain(each.dose),
                "dose_words": dose_line(each.dose),
            }
            for each in plan.prescriptions
            if each.setting is Setting.HOME
        ],
    }


def _education(actor: Actor, episode: Episode) -> list[dict[str, Any]]:
    rows = owned(actor, EducationAssignment).filter(patient_id=episode.patient_id)
    known = education()
    return [
        {
            **_row(each),
            "topic": each.topic,
            "title": known[each.topic].title if each.topic in known else each.topic,
            "content_version": each.content_version,
            "state": each.state,
        }
        for each in rows.order_by("made_at", "pk")
    ]


_Gather = Callable[[Actor, Episode], Any]
_GATHERED: Final[Mapping[str, _Gather]] = {
    "results": _results,
    "findings": _findings,
    "goals": _goals,
    "trends": _trends,
    "adherence": _adherence,
    "falls": _falls,
    "discharge": _discharge,
    "plan": _plan,
    "education": _education,
}
