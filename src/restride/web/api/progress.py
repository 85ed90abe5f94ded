"""Whether it helps: what is due and done, trends with verdicts, proposals, what needs attention."""

from datetime import date
from typing import Annotated
from uuid import UUID

from django.http import HttpRequest
from ninja import Query, Router
from pydantic import Field

from restride.records.queries.adherence import DueDay, due_days, read_adherence
from restride.records.queries.attention import read_attention
from restride.records.queries.progress import propose_progressions, read_trends
from restride.records.queries.since_last_visit import read_since_last_visit
from restride.visit.attention import AttentionList
from restride.web.api.asking import actor_in
from restride.web.api.progress_answers import (
    AttentionAnswer,
    DoneOfDueAnswer,
    DueDayAnswer,
    ExerciseProgressAnswer,
    SinceLastVisitAnswer,
    TrendAnswer,
    done_answer,
    exercise_answer,
    since_answer,
    trend_answer,
)

router = Router(tags=["progress"])


@router.get(
    "/episodes/{episode_id}/due", response=list[DueDayAnswer], operation_id="progress_read_due"
)
def due(request: HttpRequest, episode_id: UUID, first_day: date, last_day: date) -> list[DueDay]:
    """Tell what each day of a range asks for at home, and what was done on it."""
    return list(due_days(actor_in(request), episode_id, first_day=first_day, last_day=last_day))


@router.get(
    "/episodes/{episode_id}/adherence",
    response=DoneOfDueAnswer,
    operation_id="progress_read_adherence",
)
def adherence(request: HttpRequest, episode_id: UUID, day: date | None = None) -> dict[str, object]:
    """Tell how much of what was due was done, over 7 and 28 days."""
    return done_answer(read_adherence(actor_in(request), episode_id, day=day))


@router.get(
    "/episodes/{episode_id}/trends",
    response=list[TrendAnswer],
    operation_id="progress_read_trends",
)
def trends(
    request: HttpRequest,
    episode_id: UUID,
    baselines_count: Annotated[int, Query(), Field(ge=1, le=5)] = 1,
) -> list[dict[str, object]]:
    """Tell how the measure of each goal changed: band, MDC, MCID, target and verdict."""
    found = read_trends(actor_in(request), episode_id, baselines_count=baselines_count)
    return [trend_answer(each) for each in found]


@router.get(
    "/episodes/{episode_id}/since-last-visit",
    response=SinceLastVisitAnswer,
    operation_id="progress_read_since",
)
def since(request: HttpRequest, episode_id: UUID) -> dict[str, object]:
    """Tell what happened since the last visit."""
    return since_answer(read_since_last_visit(actor_in(request), episode_id))


@router.get(
    "/episodes/{episode_id}/progressions",
    response=list[ExerciseProgressAnswer],
    operation_id="progression_propose",
)
def progressions(request: HttpRequest, episode_id: UUID) -> list[dict[str, object]]:
    """Propose for each row of the plan to go on, hold or step back, and why."""
    return [exercise_answer(each) for each in propose_progressions(actor_in(request), episode_id)]


@router.get("/attention", response=AttentionAnswer, operation_id="attention_read")
def attention(request: HttpRequest) -> AttentionList:
    """List what needs attention, the gravest first."""
    return read_attention(actor_in(request))
