"""Plans: drafted from what was accepted, and edited under screening."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from restride.plan.adherence.schedule import Schedule
from restride.plan.difference import difference
from restride.plan.editing import PlanEdit, edited_plan
from restride.plan.library import find_exercise
from restride.plan.plan import Plan
from restride.plan.screened_plan import PlanSituation, blocked_rows, blocks_told, screened_anew
from restride.records.acting import acting
from restride.records.actions.episodes import open_for_change
from restride.records.actors import Actor
from restride.records.by_the_rules import by_the_rules
from restride.records.cases import episode_of, worked
from restride.records.documents import opened, written
from restride.records.editing import saved
from restride.records.locking import hold
from restride.records.models import Episode, PlanRecord
from restride.records.plan_situations import (
    accepted_findings,
    decided_case,
    situation_of,
    today_of,
)
from restride.records.queries.plans import published
from restride.records.refusals import Conflict
from restride.records.scopes import owned, the_row
from restride.visit.moves import moved
from restride.visit.states import PlanState


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanDecisions:
    """What a therapist decides on a draft besides its rows."""

    #: Exercises that are allowed before the content does, and why.
    allowed_early: Mapping[str, str] = field(default_factory=dict)
    #: Exercises that are not wanted, and why.
    without: Mapping[str, str] = field(default_factory=dict)


def draft_plan(
    actor: Actor, episode_id: UUID, *, decisions: PlanDecisions | None = None
) -> PlanRecord:
    """Draft a plan from everything known today and the findings that were accepted.

    Where a draft stands already, it is drafted anew in its place.

    Raises
    ------
    NotThere, Conflict
        There is no such episode for the actor; it is over.
    NotUsable
        An unknown exercise, or what is known contradicts itself.
    """
    with acting(actor, "plan.draft") as act:
        open_for_change(actor, episode_id)
        episode = episode_of(actor, episode_id)
        hold(episode)
        draft = _draft_of(actor, episode)
        told = _decisions(decisions or PlanDecisions())
        case = decided_case(actor, episode, decisions=told)
        with by_the_rules():
            plan = worked(
                actor,
                episode,
                day=today_of(episode),
                findings=accepted_findings(actor, episode),
                case=case,
            ).plan
        row = draft or _new_draft(actor, episode)
        row.plan = written(plan)
        row.decisions = told
        _keep(row, is_new=draft is None)
        act.about(row, rows_count=len(plan.prescriptions))
    return row


def draft_next(actor: Actor, plan_id: UUID) -> PlanRecord:
    """Draft the next version from one that was published: the same rows, screened as of today.

    Raises
    ------
    NotThere
        There is no such plan for the actor.
    Conflict
        It was not published, a draft stands already, or the episode is over.
    """
    with acting(actor, "plan.draft") as act:
        before = the_row(actor, PlanRecord, plan_id)
        if before.published_at is None:
            raise Conflict(
                "The next version follows a published one, and this is a draft. Edit it."
            )
        open_for_change(actor, before.episode_id)
        episode = episode_of(actor, before.episode_id)
        hold(episode)
        if _draft_of(actor, episode) is not None:
            raise Conflict("An episode has one draft, and there is one. Edit or discard it.")
        row = _new_draft(actor, episode)
        row.based_on = before
        row.decisions = before.decisions
        row.schedule = before.schedule
        with by_the_rules():
            plan = screened_anew(opened(Plan, before.plan), situation_of(actor, episode, row))
        row.plan = written(plan)
        _keep(row, is_new=True)
        act.about(row, based_on=str(before.pk))
    return row


def _draft_of(actor: Actor, episode: Episode) -> PlanRecord | None:
    rows = owned(actor, PlanRecord).filter(episode=episode, state=PlanState.DRAFT)
    return rows.first()


def _new_draft(actor: Actor, episode: Episode) -> PlanRecord:
    last = published(actor, episode)
    return PlanRecord(
        clinic_id=actor.clinic_id,
        patient_id=episode.patient_id,
        made_by_id=actor.user_id,
        episode=episode,
        number=len(last) + 1,
        based_on=last[-1] if last else None,
    )


def _keep(row: PlanRecord, *, is_new: bool) -> None:
    if is_new:
        row.save(force_insert=True)
    else:
        saved(row, version=row.version)


def _decisions(decisions: PlanDecisions) -> dict[str, dict[str, str]]:
    told = {
        "allowed_early": dict(decisions.allowed_early),
        "without": dict(decisions.without),
    }
    with by_the_rules():
        for reasons in told.values():
            for exercise_id in reasons:
                find_exercise(exercise_id)
    return told


def edit_plan(
    actor: Actor,
    plan_id: UUID,
    edits: Sequence[PlanEdit],
    *,
    allowed_early: Mapping[str, str] | None = None,
    version: int,
) -> PlanRecord:
    """Edit the rows of a draft, or of a version whose day has not begun; screened anew each time.

    Parameters
    ----------
    allowed_early
        Exercises allowed before the content does, with reasons; they join those allowed before.

    Raises
    ------
    NotThere, Stale
        No such plan; somebody else edited it first.
    NotUsable
        A row that is not there, a dose that makes no sense.
    Conflict
        The version holds already or did; an exercise is put in that the person may not do.
    """
    with acting(actor, "plan.edit") as act:
        row, episode = _editable(actor, plan_id)
        if allowed_early:
            row.decisions = _joined(row.decisions, allowed_early)
        situation = situation_of(actor, episode, row)
        before = opened(Plan, row.plan)
        with by_the_rules():
            plan = edited_plan(before, edits, situation=situation)
            if row.state != PlanState.DRAFT:
                refuse_blocked(plan, situation)
        row.plan = written(plan)
        saved(row, version=version)
        act.about(row, difference=difference(before, plan).words)
    return row


def set_schedule(
    actor: Actor, plan_id: UUID, schedule: Schedule | None, *, version: int
) -> PlanRecord:
    """Set when home sessions are due; None is as often as the plan's own rows say.

    Raises
    ------
    NotThere, Stale, Conflict
        No such plan; somebody else edited it first; it holds already or did.
    """
    with acting(actor, "plan.edit") as act:
        row, _ = _editable(actor, plan_id)
        before = {"schedule": row.schedule}
        row.schedule = None if schedule is None else written(schedule)
        saved(row, version=version)
        act.about(row)
        act.changed(before, {"schedule": row.schedule})
    return row


def _editable(actor: Actor, plan_id: UUID) -> tuple[PlanRecord, Episode]:
    row = the_row(actor, PlanRecord, plan_id)
    episode = episode_of(actor, row.episode_id)
    today = today_of(episode)
    is_ahead = row.state == PlanState.ACTIVE and (row.effective_from or today) > today
    if row.state != PlanState.DRAFT and not is_ahead:
        raise Conflict(
            f"A plan is edited as a draft or before its day, and this one is {row.state} from "
            f"{row.effective_from}. Draft the next version."
        )
    return row, episode


def refuse_blocked(plan: Plan, situation: PlanSituation) -> None:
    """Refuse a plan in which something may not be done as things stand, or that is empty.

    Raises
    ------
    Conflict
        With every exercise, which rule keeps it out, and what to do.
    """
    rows = (*plan.prescriptions, *plan.activities)
    if not rows:
        raise Conflict("A plan needs at least one exercise, and has none. Add one, or draft anew.")
    blocked = blocked_rows(plan, situation)
    if blocked:
        raise Conflict(
            f"{len(blocked)} of {len(rows)} exercises may not be done as things stand, and must "
            f"be settled or taken out. {blocks_told(blocked)}"
        )


def _joined(decisions: Mapping[str, object], early: Mapping[str, str]) -> dict[str, object]:
    known = decisions.get("allowed_early")
    told = _decisions(PlanDecisions(allowed_early=early))["allowed_early"]
    before = dict(known) if isinstance(known, Mapping) else {}
    return {**decisions, "allowed_early": {**before, **told}}


def discard_draft(actor: Actor, plan_id: UUID, *, version: int) -> PlanRecord:
    """Give a draft up; it stays to be read, and takes no number.

    Raises
    ------
    NotThere, Stale
        No such plan; somebody else edited it first.
    Conflict
        It was published.
    """
    with acting(actor, "plan.edit") as act:
        row = the_row(actor, PlanRecord, plan_id)
        if row.published_at is not None:
            raise Conflict("Only a draft is discarded, and this was published. Stop it.")
        row.state = moved(row.state, PlanState.STOPPED, thing="plan")
        saved(row, version=version)
        act.about(row)
    return row
