"""Publishing: from which day a plan holds; held, gone on with, stopped; past days keep theirs."""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Final
from uuid import UUID

from restride.clinical.content import content_versions
from restride.plan.adherence.home_session import ExcuseReason
from restride.plan.adherence.schedule import Schedule
from restride.plan.difference import difference
from restride.plan.plan import Plan
from restride.plan.screened_plan import screened_anew
from restride.plan.versions import PlanHistory, changed, first_version, stopped
from restride.records import clock
from restride.records.acting import acting
from restride.records.actions.episodes import open_for_change
from restride.records.actions.plans import refuse_blocked
from restride.records.actions.safety import refuse_closed_gate
from restride.records.actors import Actor
from restride.records.by_the_rules import by_the_rules
from restride.records.cases import episode_of
from restride.records.documents import opened, written
from restride.records.editing import saved
from restride.records.locking import hold
from restride.records.models import Episode, Excuse, PlanRecord
from restride.records.plan_situations import situation_of, today_of
from restride.records.queries.plans import history_of, published, schedule_of
from restride.records.refusals import Conflict
from restride.records.scopes import the_row
from restride.visit.moves import moved
from restride.visit.states import EpisodeState, PlanState

_ONE_DAY: Final = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Published:
    """A version that now holds or will, and what changed of it when it was screened anew."""

    row: PlanRecord
    #: In words; empty where it is as it was drafted.
    changed_since_draft: tuple[str, ...]


def publish_plan(
    actor: Actor,
    plan_id: UUID,
    *,
    effective_from: date,
    why: str | None = None,
    version: int,
) -> Published:
    """Let a draft hold from a day on; the version before holds to the day before, and stays.

    Raises
    ------
    NotThere, Stale, ImpossibleMove
        No such plan; somebody else edited it first; it is no draft.
    NotUsable
        The day is over, or not after that on which the version before began.
    Conflict
        The safety gate is closed, the plan is empty, or an exercise in it may not be done.
    """
    with acting(actor, "plan.publish") as act:
        row = the_row(actor, PlanRecord, plan_id)
        episode = open_for_change(actor, row.episode_id)
        _refuse_not_begun(episode)
        episode = episode_of(actor, row.episode_id)
        hold(episode)
        row.state = moved(row.state, PlanState.ACTIVE, thing="plan")
        drafted = opened(Plan, row.plan)
        with by_the_rules():
            refuse_closed_gate(episode, today_of(episode))
            situation = situation_of(actor, episode, row)
            plan = screened_anew(drafted, situation)
            refuse_blocked(plan, situation)
            _take_place(actor, episode, row, plan=plan, effective_from=effective_from, why=why)
        saved(row, version=version)
        told = _told_changes(drafted, plan)
        act.about(row, effective_from=str(effective_from), changed_since_draft=list(told))
    return Published(row=row, changed_since_draft=told)


def _refuse_not_begun(episode: Episode) -> None:
    if episode.state == EpisodeState.PLANNED:
        raise Conflict("A plan is published in an episode that has begun. Start it first.")


def _take_place(
    actor: Actor,
    episode: Episode,
    row: PlanRecord,
    *,
    plan: Plan,
    effective_from: date,
    why: str | None,
) -> None:
    """Write the version, and end the one before; the history of both must hold together."""
    before = published(actor, episode)
    history = history_of(before)
    schedule = schedule_of(row)
    _refuse_history(
        history, plan, effective_from=effective_from, today=today_of(episode), schedule=schedule
    )
    row.plan = written(plan)
    row.number = len(before) + 1
    row.effective_from = effective_from
    row.why = why
    row.published_at = clock.now()
    row.published_by_id = actor.user_id
    if before:
        _end_before(actor, before[-1], effective_from=effective_from)


def _refuse_history(
    history: PlanHistory | None,
    plan: Plan,
    *,
    effective_from: date,
    today: date,
    schedule: Schedule | None,
) -> None:
    told = {"effective_from": effective_from, "today": today, "who": "-", "schedule": schedule}
    if history is None:
        first_version(plan, **told)  # type: ignore[arg-type]
    else:
        # One that was stopped or held begins anew; the days between are excused.
        changed(replace(history, stopped_from=None), plan, **told)  # type: ignore[arg-type]


def _end_before(actor: Actor, row: PlanRecord, *, effective_from: date) -> None:
    last_day = effective_from - _ONE_DAY
    row.effective_to = last_day if row.effective_to is None else min(row.effective_to, last_day)
    _excuse(actor, row, first_day=row.effective_to + _ONE_DAY, last_day=last_day)
    if row.state in (PlanState.ACTIVE, PlanState.ON_HOLD):
        row.state = moved(row.state, PlanState.SUPERSEDED, thing="plan")
    saved(row, version=row.version)


def _told_changes(drafted: Plan, plan: Plan) -> tuple[str, ...]:
    """Say what the content of today changed of what was drafted with an earlier one."""
    rows = difference(drafted, plan)
    before, now = dict(drafted.content_versions), dict(content_versions())
    newer = [name for name in sorted(now) if before.get(name) != now[name]]
    told = [f"content: {name} {before.get(name, 'new')} -> {now[name]}" for name in newer]
    return (*told, *(each.words for each in rows.rows), *rows.whole)


def _excuse(actor: Actor, row: PlanRecord, *, first_day: date, last_day: date) -> None:
    """Expect nothing on days on which a plan was held or stopped, whatever comes after them."""
    if first_day > last_day:
        return
    Excuse.objects.create(
        clinic_id=row.clinic_id,
        patient_id=row.patient_id,
        made_by_id=actor.user_id,
        first_day=first_day,
        last_day=last_day,
        reason=ExcuseReason.THERAPIST_PAUSE,
    )


def hold_plan(actor: Actor, plan_id: UUID, *, why: str, version: int) -> PlanRecord:
    """Hold a plan from today on: nothing is due until somebody goes on with it.

    Raises
    ------
    NotThere, Stale, ImpossibleMove
        No such plan; somebody else edited it first; it is not active.
    Conflict
        Its day has not begun.
    """
    with acting(actor, "plan.stop") as act:
        row = the_row(actor, PlanRecord, plan_id)
        today = today_of(episode_of(actor, row.episode_id))
        began = row.effective_from or today
        if began > today:
            raise Conflict(
                f"A plan is held once it holds, and this begins on {began}. Withdraw it."
            )
        row.state = moved(row.state, PlanState.ON_HOLD, thing="plan")
        # The day on which a version began stays its own.
        row.effective_to = max(today - _ONE_DAY, began)
        saved(row, version=version)
        act.about(row, why=why)
    return row


def resume_plan(actor: Actor, plan_id: UUID, *, version: int) -> PlanRecord:
    """Go on with a plan that was held; the days between are excused.

    Raises
    ------
    NotThere, Stale, ImpossibleMove
        No such plan; somebody else edited it first; it is not on hold.
    Conflict
        The safety gate is closed, or an exercise in it may not be done any more.
    """
    with acting(actor, "plan.publish") as act:
        row = the_row(actor, PlanRecord, plan_id)
        open_for_change(actor, row.episode_id)
        episode = episode_of(actor, row.episode_id)
        if row.state != PlanState.ON_HOLD:
            raise Conflict(f"Only a plan on hold is gone on with, and this one is {row.state}.")
        row.state = moved(row.state, PlanState.ACTIVE, thing="plan")
        today = today_of(episode)
        with by_the_rules():
            refuse_closed_gate(episode, today)
            refuse_blocked(opened(Plan, row.plan), situation_of(actor, episode, row))
        held_to = row.effective_to or today
        _excuse(actor, row, first_day=held_to + _ONE_DAY, last_day=today - _ONE_DAY)
        row.effective_to = None
        saved(row, version=version)
        act.about(row)
    return row


def stop_plan(
    actor: Actor,
    plan_id: UUID,
    *,
    from_day: date,
    why: str,
    is_completed: bool = False,
    version: int,
) -> PlanRecord:
    """End a plan: from a day on nothing of it holds, and the days before keep it.

    Raises
    ------
    NotThere, Stale, ImpossibleMove
        No such plan; somebody else edited it first; it is a draft, or over.
    NotUsable
        The day is over, or not after the one on which the plan began.
    """
    with acting(actor, "plan.stop") as act:
        row = the_row(actor, PlanRecord, plan_id)
        if row.published_at is None:
            raise Conflict("Only a published plan is stopped, and this is a draft. Discard it.")
        episode = episode_of(actor, row.episode_id)
        was_held = row.state == PlanState.ON_HOLD
        after = PlanState.COMPLETED if is_completed else PlanState.STOPPED
        row.state = moved(row.state, after, thing="plan")
        if not was_held:
            history = history_of(published(actor, episode))
            with by_the_rules():
                _refuse_stop(history, from_day=from_day, today=today_of(episode))
            row.effective_to = from_day - _ONE_DAY
        saved(row, version=version)
        act.about(row, why=why, from_day=str(from_day))
    return row


def _refuse_stop(history: PlanHistory | None, *, from_day: date, today: date) -> None:
    if history is not None:
        stopped(history, from_day=from_day, today=today)


def withdraw_plan(actor: Actor, plan_id: UUID, *, why: str, version: int) -> PlanRecord:
    """Take a published version back before its day; the one before goes on.

    Raises
    ------
    NotThere, Stale, ImpossibleMove
        No such plan; somebody else edited it first; it is not active.
    Conflict
        Its day has begun.
    """
    with acting(actor, "plan.stop") as act:
        row = the_row(actor, PlanRecord, plan_id)
        episode = episode_of(actor, row.episode_id)
        began = row.effective_from
        if began is None or began <= today_of(episode):
            raise Conflict("A plan is withdrawn before its day, and this one's has begun. Stop it.")
        row.state = moved(row.state, PlanState.STOPPED, thing="plan")
        row.effective_from = row.published_at = row.published_by = None
        saved(row, version=version)
        before = published(actor, episode)
        if before:
            _go_on(before[-1], until=began - _ONE_DAY)
        act.about(row, why=why)
    return row


def _go_on(row: PlanRecord, *, until: date) -> None:
    """Let a version go on that was to end only because another was to follow."""
    if row.state == PlanState.SUPERSEDED and row.effective_to == until:
        row.effective_to = None
        row.state = moved(row.state, PlanState.ACTIVE, thing="plan")
        saved(row, version=row.version)
