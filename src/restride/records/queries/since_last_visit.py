"""What happened since somebody was last seen: the strip above a person's chart."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from restride.records import clock
from restride.records.acting import reading
from restride.records.actors import Actor
from restride.records.cases import episode_of
from restride.records.delivered import answers_in, sessions_of
from restride.records.models import Episode, FallReport, Message, TrainingSession, Visit
from restride.records.queries.adherence import DoneOfDue, done_of_due
from restride.records.scopes import owned
from restride.visit.states import TrainingState


@dataclass(frozen=True, slots=True, kw_only=True)
class SinceLastVisit:
    """What happened since the last visit; since the beginning where there was none."""

    visited_at: datetime | None
    sessions_count: int
    #: The worst that was told; None where nothing was asked or answered.
    pain_most_points: int | None
    #: The same of the time between the two visits before.
    pain_most_before_points: int | None
    falls_count: int
    near_falls_count: int
    #: From the patient; read or not.
    messages_count: int
    unread_count: int
    #: Exercises that were not done, by reason.
    reasons: Mapping[str, int]
    adherence: DoneOfDue


def read_since_last_visit(actor: Actor, episode_id: UUID) -> SinceLastVisit:
    """Tell what happened since the last visit of an episode.

    Raises
    ------
    NotThere
        There is no such episode for the actor.
    """
    with reading(actor, "progress.read") as act:
        episode = episode_of(actor, episode_id)
        last, before = _visits(actor, episode)
        rows = sessions_of(actor, episode)
        recent = [each for each in rows if last is None or each.started_at > last]
        earlier = [
            each
            for each in rows
            if last is not None
            and (before is None or each.started_at > before)
            and each.started_at <= last
        ]
        falls = _falls(actor, episode, since=last)
        messages = _messages(actor, episode, since=last)
        act.about(episode)
        return SinceLastVisit(
            visited_at=last,
            sessions_count=sum(each.state == TrainingState.COMPLETED for each in recent),
            pain_most_points=_pain_most(recent),
            pain_most_before_points=_pain_most(earlier),
            falls_count=falls.count(False),
            near_falls_count=falls.count(True),
            messages_count=len(messages),
            unread_count=sum(each is None for each in messages),
            reasons=_reasons(recent),
            adherence=done_of_due(actor, episode),
        )


def _visits(actor: Actor, episode: Episode) -> tuple[datetime | None, datetime | None]:
    """Tell when the person was last seen, and the time before."""
    rows = owned(actor, Visit).filter(episode=episode, started_at__lte=clock.now())
    found = list(rows.order_by("-started_at").values_list("started_at", flat=True)[:2])
    padded: list[datetime | None] = [*found, None, None]
    return padded[0], padded[1]


def _falls(actor: Actor, episode: Episode, *, since: datetime | None) -> list[bool]:
    rows = owned(actor, FallReport).filter(patient_id=episode.patient_id)
    if since is not None:
        rows = rows.filter(happened_at__gt=since)
    return list(rows.order_by("pk").values_list("is_near_fall", flat=True))


def _messages(actor: Actor, episode: Episode, *, since: datetime | None) -> list[datetime | None]:
    rows = owned(actor, Message).filter(patient_id=episode.patient_id, is_from_clinic=False)
    if since is not None:
        rows = rows.filter(made_at__gt=since)
    return list(rows.order_by("pk").values_list("read_at", flat=True))


def _pain_most(rows: Sequence[TrainingSession]) -> int | None:
    told = [each for row in rows for each in _pains(row) if each is not None]
    return max(told, default=None)


def _pains(row: TrainingSession) -> Iterable[int | None]:
    yield answers_in(row.after).pain_points
    for activity in row.activities.all():
        yield activity.pain_during
        yield activity.pain_after


def _reasons(rows: Sequence[TrainingSession]) -> Mapping[str, int]:
    named = (each.reason for row in rows for each in row.activities.all() if each.reason)
    return dict(sorted(Counter(named).items()))
