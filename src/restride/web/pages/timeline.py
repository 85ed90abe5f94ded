"""What happened to a person, newest first: visits, tests, recordings, plans, falls, reports."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from restride.records.actors import Actor
from restride.records.models import Episode
from restride.records.queries.assessments import list_assessments
from restride.records.queries.falls import list_falls
from restride.records.queries.plans import list_plans
from restride.records.queries.recordings import recordings_of
from restride.records.queries.reports import list_reports
from restride.records.queries.visits import list_visits
from restride.web.pages.words import plain

_LINES_COUNT: Final = 30
_EACH_COUNT: Final = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Happening:
    """One thing that happened."""

    at: datetime
    kind: str
    words: str


def timeline_of(actor: Actor, patient_id: UUID, episode: Episode | None) -> list[Happening]:
    """Give the newest of everything that happened."""
    found = [*_of_patient(actor, patient_id)]
    if episode is not None:
        found += _of_episode(actor, episode)
    return sorted(found, key=lambda each: each.at, reverse=True)[:_LINES_COUNT]


def _of_patient(actor: Actor, patient_id: UUID) -> Iterator[Happening]:
    for visit in list_visits(actor, patient_id, most_count=_EACH_COUNT).rows:
        words = visit.note or "no note yet"
        yield Happening(at=visit.started_at, kind=f"visit, {plain(visit.kind)}", words=words)
    for fall in list_falls(actor, patient_id, most_count=_EACH_COUNT).rows:
        kind = "nearly fell" if fall.is_near_fall else "fell"
        yield Happening(at=fall.happened_at, kind=kind, words=fall.activity or "")
    for recording in recordings_of(actor, patient_id, most_count=_EACH_COUNT).rows:
        duration = "" if recording.duration_s is None else f"{recording.duration_s:.0f} s, "
        words = f"{plain(recording.task or 'movement')}, {duration}{plain(recording.state)}"
        yield Happening(at=recording.recorded_at, kind="recording", words=words)
    for report in list_reports(actor, patient_id, most_count=_EACH_COUNT).rows:
        at = report.signed_at or report.made_at
        yield Happening(at=at, kind=f"report, {plain(report.kind)}", words=plain(report.state))


def _of_episode(actor: Actor, episode: Episode) -> Iterator[Happening]:
    for assessment in list_assessments(actor, episode.pk, most_count=_EACH_COUNT).rows:
        if assessment.started_at is not None:
            words = f"{plain(assessment.battery)}, {plain(assessment.state)}"
            yield Happening(at=assessment.started_at, kind="tests", words=words)
    for plan in list_plans(actor, episode.pk):
        if plan.published_at is not None:
            words = f"version {plan.number} from {plan.effective_from:%-d %b}"
            yield Happening(at=plan.published_at, kind="programme published", words=words)
