"""Goals: set in the person's words, with a measure where there is one; changed by events alone."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from typing import Final
from uuid import UUID

from restride.plan.cases.case import CaseGoal
from restride.plan.goals.goal_events import GoalEvent, GoalEventKind, GoalStatus
from restride.plan.goals.goal_proposals import propose_goals
from restride.plan.goals.goals import Goal, activate, close, move_due, move_target, record_met
from restride.records.acting import acting
from restride.records.actions.episodes import open_for_change
from restride.records.actors import Actor
from restride.records.by_the_rules import by_the_rules
from restride.records.cases import episode_of, known_of, opened_goal
from restride.records.documents import written
from restride.records.editing import saved
from restride.records.models import Episode, GoalEventRecord, GoalRecord, User
from restride.records.plan_situations import today_of
from restride.records.queries.goals import more_goals
from restride.records.refusals import Conflict, NotUsable
from restride.records.scopes import the_row

#: So that the person's own words stand in no message.
_UNSAID: Final = "the goal"


@dataclass(frozen=True, slots=True, kw_only=True)
class GoalChange:
    """Something that happens to a goal; what belongs to its kind is given, the rest is None."""

    kind: GoalEventKind
    why: str | None = None
    #: In the unit of the measure.
    target: float | None = None
    due: date | None = None
    #: In the unit of the measure.
    value: float | None = None
    status: GoalStatus | None = None


def set_goal(actor: Actor, episode_id: UUID, wish: CaseGoal) -> GoalRecord:
    """Set a goal: first value, target and day follow from what is known where none is named.

    Raises
    ------
    NotThere, Conflict
        There is no such episode for the actor; it is over.
    NotUsable
        No such measure; a target out of range, in the wrong direction, or within measurement error
        without a reason; a day that is not ahead.
    """
    with acting(actor, "goal.set") as act:
        open_for_change(actor, episode_id)
        episode = episode_of(actor, episode_id)
        goal = _goal(actor, episode, wish)
        row = _kept(actor, episode, goal)
        act.about(row, measure=wish.measure)
    return row


def agree_goals(
    actor: Actor, episode_id: UUID, measures: tuple[str, ...]
) -> tuple[GoalRecord, ...]:
    """Keep those of the goals that findings propose now that are of these measures.

    Raises
    ------
    NotThere, Conflict
        There is no such episode for the actor; it is over.
    NotUsable
        No goal of a measure is proposed now.
    """
    with acting(actor, "goal.set") as act:
        open_for_change(actor, episode_id)
        episode = episode_of(actor, episode_id)
        proposed = {
            each.measure.key: each
            for each in more_goals(actor, episode)
            if each.measure is not None
        }
        for each in measures:
            if each not in proposed:
                raise NotUsable(
                    f"A goal of {', '.join(proposed) or 'no measure'} is proposed now, and of "
                    f"{each!r} is none. Choose one of these, or set a goal of your own."
                )
        goals = (proposed[each] for each in dict.fromkeys(measures))
        rows = tuple(_kept(actor, episode, each) for each in goals)
        act.about(episode, goals=[str(each.pk) for each in rows])
    return rows


def _goal(actor: Actor, episode: Episode, wish: CaseGoal) -> Goal:
    today = today_of(episode)
    known = known_of(actor, episode, day=today)
    with by_the_rules():
        goal = propose_goals(
            (replace(wish, words=_UNSAID),),
            results=known.results,
            findings=(),
            patient=known.patient,
            day=today,
        )[0]
    first = replace(goal.events[0], who=name_of(actor))
    return replace(goal, words=wish.words, events=(first, *goal.events[1:]))


def _kept(actor: Actor, episode: Episode, goal: Goal) -> GoalRecord:
    agreed = written(goal)
    agreed.pop("events")
    number = GoalRecord.objects.filter(episode=episode).count() + 1
    row = GoalRecord.objects.create(
        clinic_id=actor.clinic_id,
        patient_id=episode.patient_id,
        made_by_id=actor.user_id,
        episode=episode,
        goal_id=f"goal_{number}",
        goal=agreed,
    )
    for event in goal.events:
        _add(actor, row, event)
    return row


def _add(actor: Actor, row: GoalRecord, event: GoalEvent) -> None:
    number = GoalEventRecord.objects.filter(goal=row).count() + 1
    GoalEventRecord.objects.create(
        clinic_id=actor.clinic_id,
        patient_id=row.patient_id,
        made_by_id=actor.user_id,
        goal=row,
        number=number,
        event=written(event),
    )


def change_goal(actor: Actor, goal_id: UUID, change: GoalChange, *, version: int) -> GoalRecord:
    """Add what happened to a goal; what stood there before stays.

    Raises
    ------
    NotThere, Stale
        No such goal; somebody else changed it first.
    NotUsable
        It cannot happen to this goal now: why, and what to do.
    """
    with acting(actor, "goal.event") as act:
        row = the_row(actor, GoalRecord, goal_id)
        episode = episode_of(actor, row.episode_id)
        _refuse_surplus(change)
        goal = opened_goal(row)
        with by_the_rules():
            after = _CHANGES[change.kind](goal, change, name_of(actor), today_of(episode))
        # First the version: of two who change a goal at once, one is told so.
        saved(row, version=version)
        _add(actor, row, after.events[-1])
        act.about(row)
        act.changed(_told(goal), _told(after))
    return row


_Change = Callable[[Goal, GoalChange, str, date], Goal]


def _activated(goal: Goal, change: GoalChange, who: str, on: date) -> Goal:
    return activate(goal, who=who, on=on, why=change.why)


def _target_moved(goal: Goal, change: GoalChange, who: str, on: date) -> Goal:
    return move_target(goal, _given(change, "target"), who=who, on=on, why=change.why)


def _due_moved(goal: Goal, change: GoalChange, who: str, on: date) -> Goal:
    if change.due is None:
        raise NotUsable("A day is moved to another day, and none is given. Add due.")
    return move_due(goal, change.due, who=who, on=on, why=change.why)


def _met(goal: Goal, change: GoalChange, who: str, on: date) -> Goal:
    return record_met(goal, _given(change, "value"), who=who, on=on)


def _closed(goal: Goal, change: GoalChange, who: str, on: date) -> Goal:
    if change.status is None:
        raise NotUsable("A goal is closed as something, and no status is given. Add it.")
    return close(goal, change.status, who=who, on=on, why=change.why)


_CHANGES: Final[dict[GoalEventKind, _Change]] = {
    GoalEventKind.ACTIVATED: _activated,
    GoalEventKind.TARGET_MOVED: _target_moved,
    GoalEventKind.DUE_MOVED: _due_moved,
    GoalEventKind.MET: _met,
    GoalEventKind.CLOSED: _closed,
}
_BELONGS: Final = {
    GoalEventKind.TARGET_MOVED: "target",
    GoalEventKind.DUE_MOVED: "due",
    GoalEventKind.MET: "value",
    GoalEventKind.CLOSED: "status",
}


def _refuse_surplus(change: GoalChange) -> None:
    if change.kind is GoalEventKind.CREATED:
        raise Conflict("A goal is created once, and this one is. Set another goal.")
    own = _BELONGS.get(change.kind)
    for name in ("target", "due", "value", "status"):
        if name != own and getattr(change, name) is not None:
            raise NotUsable(f"{name} does not belong to {change.kind}. Leave it out.")


def _given(change: GoalChange, name: str) -> float:
    value = getattr(change, name)
    if value is None:
        raise NotUsable(f"{change.kind} needs {name}, and there is none. Add it.")
    return float(value)


def _told(goal: Goal) -> dict[str, object]:
    return {"status": goal.status, "target": goal.target, "due": goal.due}


def name_of(actor: Actor) -> str:
    """Name who acts, as events of a goal keep it."""
    user = User.objects.filter(pk=actor.user_id).first() if actor.user_id else None
    return (user.name if user is not None else "") or actor.words
