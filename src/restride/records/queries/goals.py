"""Goals of an episode with their events, and those that findings propose."""

from dataclasses import dataclass
from uuid import UUID

from restride.plan.goals.goal_proposals import propose_goals
from restride.plan.goals.goals import Goal
from restride.records.acting import reading
from restride.records.actors import Actor
from restride.records.by_the_rules import by_the_rules
from restride.records.cases import case_of, episode_of, known_of, opened_goal
from restride.records.models import Episode, GoalRecord
from restride.records.pages import page_of
from restride.records.plan_situations import accepted_findings, today_of
from restride.records.scopes import owned, the_row


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenedGoal:
    """A goal with everything that happened to it."""

    row: GoalRecord
    goal: Goal


def list_goals(
    actor: Actor, episode_id: UUID, *, after: UUID | None = None, most_count: int = 50
) -> tuple[tuple[OpenedGoal, ...], UUID | None]:
    """List the goals of an episode, the newest first, and after which the next page begins.

    Raises
    ------
    NotThere
        There is no such episode for the actor.
    """
    with reading(actor, "goal.read") as act:
        episode = episode_of(actor, episode_id)
        rows = owned(actor, GoalRecord).filter(episode=episode).prefetch_related("events")
        page = page_of(rows, after=after, most_count=most_count)
        act.about(episode)
        found = tuple(OpenedGoal(row=each, goal=opened_goal(each)) for each in page.rows)
        return found, page.next_after


def read_goal(actor: Actor, goal_id: UUID) -> OpenedGoal:
    """Read one goal.

    Raises
    ------
    NotThere
        There is none for the actor.
    """
    with reading(actor, "goal.read") as act:
        row = the_row(actor, GoalRecord, goal_id)
        act.about(row)
        return OpenedGoal(row=row, goal=opened_goal(row))


def propose_more_goals(actor: Actor, episode_id: UUID) -> tuple[Goal, ...]:
    """Propose goals from accepted findings, beside those that are open.

    Raises
    ------
    NotThere
        There is no such episode for the actor.
    """
    with reading(actor, "goal.set") as act:
        episode = episode_of(actor, episode_id)
        act.about(episode)
        return more_goals(actor, episode)


def more_goals(actor: Actor, episode: Episode) -> tuple[Goal, ...]:
    """Propose goals from accepted findings; a part of other questions and actions."""
    today = today_of(episode)
    known = known_of(actor, episode, day=today)
    wishes = case_of(actor, episode, day=today).goals
    with by_the_rules():
        goals = propose_goals(
            wishes,
            results=known.results,
            findings=accepted_findings(actor, episode),
            patient=known.patient,
            day=today,
        )
    return goals[len(wishes) :]
