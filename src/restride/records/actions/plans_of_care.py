"""Plans of care: the dates that whoever pays asks for."""

from dataclasses import dataclass, fields
from datetime import date
from uuid import UUID

from restride.records import clock
from restride.records.acting import acting
from restride.records.actions.episodes import open_for_change
from restride.records.actors import Actor
from restride.records.editing import saved
from restride.records.models import Episode, PlanOfCare
from restride.records.refusals import Conflict, NotUsable
from restride.records.scopes import the_row


@dataclass(frozen=True, slots=True, kw_only=True)
class CareDates:
    """When a plan of care began, was certified, ends, and is reported on next."""

    started_on: date
    certified_on: date | None = None
    expires_on: date | None = None
    progress_report_due_on: date | None = None


def start_plan_of_care(actor: Actor, episode_id: UUID, dates: CareDates) -> PlanOfCare:
    """Start a plan of care; the one before ends, as when it is certified anew.

    Raises
    ------
    NotThere, Conflict
        No such episode, or one that is over.
    NotUsable
        Dates out of order.
    """
    with acting(actor, "plan_of_care.edit") as act:
        episode = open_for_change(actor, episode_id)
        _refuse_disorder(dates)
        for before in _running(episode):
            before.ended_at = clock.now()
            saved(before, version=before.version)
        plan = PlanOfCare(
            clinic_id=actor.clinic_id,
            patient_id=episode.patient_id,
            made_by_id=actor.user_id,
            episode=episode,
        )
        _fill(plan, dates)
        plan.save(force_insert=True)
        act.about(plan)
    return plan


def edit_plan_of_care(actor: Actor, plan_id: UUID, dates: CareDates, *, version: int) -> PlanOfCare:
    """Change the dates: certified now, reported on again.

    Raises
    ------
    NotThere, Conflict, Stale
        No such plan of care; it has ended; somebody else edited it first.
    NotUsable
        Dates out of order.
    """
    with acting(actor, "plan_of_care.edit") as act:
        plan = _running_plan(actor, plan_id)
        _refuse_disorder(dates)
        before = _dates_of(plan)
        _fill(plan, dates)
        saved(plan, version=version)
        act.about(plan)
        act.changed(before, _dates_of(plan))
    return plan


def end_plan_of_care(actor: Actor, plan_id: UUID) -> PlanOfCare:
    """End a plan of care: nothing of it is due any more.

    Raises
    ------
    NotThere, Conflict
        No such plan of care, or one that has ended.
    """
    with acting(actor, "plan_of_care.edit") as act:
        plan = _running_plan(actor, plan_id)
        plan.ended_at = clock.now()
        saved(plan, version=plan.version)
        act.about(plan, ended=True)
    return plan


def _running(episode: Episode) -> list[PlanOfCare]:
    rows = PlanOfCare.objects.filter(episode=episode, ended_at__isnull=True)
    return list(rows.order_by("pk"))


def _running_plan(actor: Actor, plan_id: UUID) -> PlanOfCare:
    plan = the_row(actor, PlanOfCare, plan_id)
    if plan.ended_at is not None:
        raise Conflict("This plan of care has ended and does not change. Start another.")
    return plan


def _refuse_disorder(dates: CareDates) -> None:
    for name in ("certified_on", "expires_on", "progress_report_due_on"):
        day = getattr(dates, name)
        if day is not None and day < dates.started_on:
            raise NotUsable(
                f"{name} must not lie before started_on ({dates.started_on}), and is {day}. "
                "Correct one of them."
            )
    if dates.expires_on is not None and dates.expires_on == dates.started_on:
        raise NotUsable("expires_on must lie after started_on, and is the same day. Correct it.")


def _fill(plan: PlanOfCare, dates: CareDates) -> None:
    for each in fields(CareDates):
        setattr(plan, each.name, getattr(dates, each.name))


def _dates_of(plan: PlanOfCare) -> dict[str, object]:
    return {each.name: getattr(plan, each.name) for each in fields(CareDates)}
