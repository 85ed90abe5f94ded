"""Goals: set, proposed from findings, changed by events."""

from datetime import date
from typing import Annotated, Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from ninja import Router, Status
from pydantic import Field

from restride.clinical.aims import Outcome
from restride.plan.cases.case import CaseGoal
from restride.plan.goals.goal_events import GoalEventKind, GoalStatus
from restride.plan.goals.goals import Goal
from restride.records.actions.goals import GoalChange, agree_goals, change_goal, set_goal
from restride.records.queries.goals import (
    OpenedGoal,
    list_goals,
    propose_more_goals,
    read_goal,
)
from restride.terms import Side
from restride.web.api.asking import actor_in, tell_version, version_in
from restride.web.api.bodies import Answer, Body, Line, Name, PageAnswer, PageCount, Text
from restride.web.api.care_bodies import Day

router = Router(tags=["goals"])

_Number = Annotated[float, Field(ge=-100_000, le=100_000)]


class GoalBody(Body):
    """What a person wants, in their own words; the rest follows where it is not given."""

    words: Line
    #: "gait_speed_10m.comfortable_mps".
    measure: Name | None = None
    side: Side | None = None
    #: In the unit of the measure.
    target: _Number | None = None
    due: Day | None = None
    #: Why a target within measurement error is wanted all the same.
    why: Text | None = None
    outcomes: Annotated[list[Outcome], Field(max_length=20)] = Field(default_factory=list)

    def wish(self) -> CaseGoal:
        """Give it to the record."""
        told = self.dict(exclude={"outcomes"})
        return CaseGoal(**told, outcomes=tuple(self.outcomes))


class GoalEventBody(Body):
    """Something that happens to a goal; what belongs to its kind is given."""

    kind: GoalEventKind
    why: Text | None = None
    target: _Number | None = None
    due: Day | None = None
    value: _Number | None = None
    status: GoalStatus | None = None

    def change(self) -> GoalChange:
        """Give it to the record."""
        return GoalChange(**self.dict())


class GoalSelectionBody(Body):
    """Which of the goals that are proposed now are agreed on, by their measures."""

    measures: Annotated[list[Name], Field(min_length=1, max_length=10)]


class ProposedGoalAnswer(Answer):
    """A goal that findings propose; nothing is kept of it."""

    measure: str | None
    sentence: str
    target: float | None
    due: date | None
    goal: Goal


class GoalAnswer(Answer):
    """A goal with everything that happened to it."""

    id: UUID
    patient_id: UUID
    episode_id: UUID
    version: int
    goal_id: str
    sentence: str
    status: GoalStatus
    target: float | None
    due: date | None
    met_on: date | None
    goal: Goal


@router.post("/episodes/{episode_id}/goals", response={201: GoalAnswer}, operation_id="goal_set")
def set_one(
    request: HttpRequest, episode_id: UUID, body: GoalBody, response: HttpResponse
) -> Status[dict[str, Any]]:
    """Set a goal."""
    actor = actor_in(request)
    row = set_goal(actor, episode_id, body.wish())
    tell_version(response, row)
    return Status(201, _answer(read_goal(actor, row.pk)))


@router.get(
    "/episodes/{episode_id}/goal-proposals",
    response=list[ProposedGoalAnswer],
    operation_id="goal_set_propose",
)
def propose(request: HttpRequest, episode_id: UUID) -> list[dict[str, Any]]:
    """Propose goals from accepted findings, beside those that are open."""
    return [_proposed(each) for each in propose_more_goals(actor_in(request), episode_id)]


@router.post(
    "/episodes/{episode_id}/goal-proposals",
    response={201: list[GoalAnswer]},
    operation_id="goal_set_agree",
)
def agree(
    request: HttpRequest, episode_id: UUID, body: GoalSelectionBody
) -> Status[list[dict[str, Any]]]:
    """Keep some of the goals that are proposed now."""
    actor = actor_in(request)
    rows = agree_goals(actor, episode_id, tuple(body.measures))
    return Status(201, [_answer(read_goal(actor, each.pk)) for each in rows])


@router.get(
    "/episodes/{episode_id}/goals",
    response=PageAnswer[GoalAnswer],
    operation_id="goal_read_list",
)
def list_all(
    request: HttpRequest, episode_id: UUID, after: UUID | None = None, most_count: PageCount = 50
) -> dict[str, Any]:
    """List the goals of an episode, the newest first."""
    found, next_after = list_goals(
        actor_in(request), episode_id, after=after, most_count=most_count
    )
    return {"items": [_answer(each) for each in found], "next_after": next_after}


@router.get("/goals/{goal_id}", response=GoalAnswer, operation_id="goal_read")
def read(request: HttpRequest, goal_id: UUID, response: HttpResponse) -> dict[str, Any]:
    """Read one goal."""
    found = read_goal(actor_in(request), goal_id)
    tell_version(response, found.row)
    return _answer(found)


@router.post("/goals/{goal_id}/events", response={201: GoalAnswer}, operation_id="goal_event")
def add_event(
    request: HttpRequest, goal_id: UUID, body: GoalEventBody, response: HttpResponse
) -> Status[dict[str, Any]]:
    """Add what happened to a goal."""
    actor = actor_in(request)
    row = change_goal(actor, goal_id, body.change(), version=version_in(request))
    tell_version(response, row)
    return Status(201, _answer(read_goal(actor, row.pk)))


def _proposed(goal: Goal) -> dict[str, Any]:
    return {
        "measure": None if goal.measure is None else goal.measure.key,
        "sentence": goal.sentence,
        "target": goal.target,
        "due": goal.due,
        "goal": goal,
    }


def _answer(found: OpenedGoal) -> dict[str, Any]:
    row, goal = found.row, found.goal
    return {
        **{name: getattr(row, name) for name in ("id", "patient_id", "episode_id", "version")},
        **{name: getattr(goal, name) for name in ("sentence", "status", "target", "due", "met_on")},
        "goal_id": row.goal_id,
        "goal": goal,
    }
