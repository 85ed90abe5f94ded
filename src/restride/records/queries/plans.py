"""Plans through time: the versions of an episode, one of them, and what differs between two."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from restride.plan.adherence.schedule import Schedule
from restride.plan.difference import PlanDifference, difference
from restride.plan.plan import Plan
from restride.plan.screened_plan import BlockedRow, blocked_rows
from restride.plan.versions import PlanHistory, PlanVersion
from restride.records.acting import reading
from restride.records.actors import Actor
from restride.records.by_the_rules import by_the_rules
from restride.records.cases import episode_of
from restride.records.documents import opened
from restride.records.models import Episode, PlanRecord
from restride.records.plan_situations import situation_of, today_of
from restride.records.refusals import NotThere, NotUsable
from restride.records.scopes import owned, the_row
from restride.visit.states import PlanState

_ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenedPlan:
    """A version with what it holds."""

    row: PlanRecord
    plan: Plan
    schedule: Schedule | None
    #: Of a draft: rows that may not be done as things stand. Not looked at in other states.
    blocked: tuple[BlockedRow, ...] = ()


def plan_history(actor: Actor, episode: Episode) -> PlanHistory | None:
    """Give every published version of an episode with its days; None before the first.

    A part of other questions: it writes no line of its own.
    """
    return history_of(published(actor, episode))


def published(actor: Actor, episode: Episode) -> list[PlanRecord]:
    """List the versions that were published, the first one first."""
    rows = owned(actor, PlanRecord).filter(episode=episode, published_at__isnull=False)
    return list(rows.select_related("published_by").order_by("number"))


def history_of(rows: Sequence[PlanRecord]) -> PlanHistory | None:
    """Make a history of versions that were published; while the last is held, none is in force."""
    if not rows:
        return None
    last_day = rows[-1].effective_to
    return PlanHistory(
        versions=tuple(_version(each) for each in rows),
        stopped_from=None if last_day is None else last_day + _ONE_DAY,
    )


def _version(row: PlanRecord) -> PlanVersion:
    plan = opened(Plan, row.plan)
    who = row.published_by
    return PlanVersion(
        number=row.number,
        plan=plan,
        effective_from=row.effective_from or plan.made_on,
        made_on=plan.made_on,
        who=(who.name if who is not None else "") or "unknown",
        why=row.why,
        schedule=schedule_of(row),
    )


def schedule_of(row: PlanRecord) -> Schedule | None:
    """Give the schedule that the therapist set; None where it is the plan's own."""
    return None if row.schedule is None else opened(Schedule, row.schedule)


def list_plans(actor: Actor, episode_id: UUID) -> list[PlanRecord]:
    """List the versions of an episode, the newest first, with a draft and discarded ones.

    Raises
    ------
    NotThere
        There is no such episode for the actor.
    """
    with reading(actor, "plan.read") as act:
        episode = episode_of(actor, episode_id)
        rows = owned(actor, PlanRecord).filter(episode=episode)
        if actor.is_personal:
            rows = rows.filter(published_at__isnull=False)
        act.about(episode)
        return list(rows.defer("plan").order_by("-made_at", "-pk"))


def read_plan(actor: Actor, plan_id: UUID) -> OpenedPlan:
    """Read one version; of a draft also what keeps it from being published.

    Raises
    ------
    NotThere
        There is no such plan for the actor, or it is a draft and the actor is no staff.
    """
    with reading(actor, "plan.read") as act:
        row = the_plan(actor, plan_id)
        plan = opened(Plan, row.plan)
        blocked: tuple[BlockedRow, ...] = ()
        if row.state == PlanState.DRAFT:
            situation = situation_of(actor, episode_of(actor, row.episode_id), row)
            with by_the_rules():
                blocked = blocked_rows(plan, situation)
        act.about(row)
    return OpenedPlan(row=row, plan=plan, schedule=schedule_of(row), blocked=blocked)


def the_plan(actor: Actor, plan_id: UUID) -> PlanRecord:
    """Find a version; a person in care finds published ones only.

    Raises
    ------
    NotThere
        There is none that the actor may see.
    """
    row = the_row(actor, PlanRecord, plan_id)
    if actor.is_personal and row.published_at is None:
        raise NotThere("plan")
    return row


def read_plan_in_force(actor: Actor, episode_id: UUID, *, day: date | None = None) -> OpenedPlan:
    """Read the version that holds on a day; today where none is named.

    Raises
    ------
    NotThere
        There is no such episode for the actor.
    NotUsable
        No version holds on that day.
    """
    with reading(actor, "plan.read") as act:
        episode = episode_of(actor, episode_id)
        asked = day or today_of(episode)
        rows = published(actor, episode)
        history = history_of(rows)
        version = None if history is None else history.in_force_on(asked)
        if version is None:
            raise NotUsable(
                f"A plan must be in force on {asked}, and none of the {len(rows)} published "
                "versions is. Publish one, or ask for another day."
            )
        row = next(each for each in rows if each.number == version.number)
        act.about(row)
    return OpenedPlan(row=row, plan=version.plan, schedule=version.schedule)


def compare_plans(actor: Actor, plan_id: UUID, *, before_id: UUID) -> PlanDifference:
    """Tell what differs in a version from another of the same person.

    Raises
    ------
    NotThere, NotUsable
        No such plan; the two are of different people.
    """
    with reading(actor, "plan.read") as act:
        after, before = the_plan(actor, plan_id), the_plan(actor, before_id)
        if after.patient_id != before.patient_id:
            raise NotUsable(
                "Two versions of one person's plan are compared, and these are of two people. "
                "Name another."
            )
        act.about(after, before=str(before.pk))
        return difference(opened(Plan, before.plan), opened(Plan, after.plan))
