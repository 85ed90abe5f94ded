"""Phases of care: entered by a therapist, their criteria reported and checked; only added to."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID

from restride.plan.phases.phases import Criterion, CriterionKind, templates_for
from restride.records.acting import acting
from restride.records.actions.episodes import open_for_change
from restride.records.actors import Actor
from restride.records.cases import CHECKED, ENTERED, REPORTED, episode_of
from restride.records.models import Episode, PhaseRecord
from restride.records.plan_situations import today_of
from restride.records.queries.facts import person_of
from restride.records.refusals import NotUsable


class Said(StrEnum):
    """Who tells whether a criterion is met."""

    REPORTED = REPORTED
    CHECKED = CHECKED


@dataclass(frozen=True, slots=True, kw_only=True)
class CriterionAnswer:
    """Whether a criterion is met, by whose word."""

    criterion: str
    said: Said
    is_met: bool
    #: Today where nothing is said.
    on: date | None = None
    note: str | None = None


def enter_phase(
    actor: Actor, episode_id: UUID, phase: str, *, on: date | None = None, note: str | None = None
) -> PhaseRecord:
    """Decide that a person is in a phase, from a day on.

    Raises
    ------
    NotThere, Conflict
        There is no such episode for the actor; it is over.
    NotUsable
        No phase of the person's conditions, or a day to come.
    """
    with acting(actor, "phase.enter") as act:
        open_for_change(actor, episode_id)
        episode = episode_of(actor, episode_id)
        day = _day(episode, on)
        known = {
            each.id: chosen.condition
            for chosen in templates_for(person_of(episode, day=day))
            for each in chosen.template.phases
        }
        _refuse_unknown("A phase", phase, known=tuple(known))
        row = _row(actor, episode, kind=ENTERED, condition=known[phase], day=day)
        row.phase = phase
        row.note = note
        row.save(force_insert=True)
        act.about(row, phase=phase)
    return row


def answer_criterion(actor: Actor, episode_id: UUID, answer: CriterionAnswer) -> PhaseRecord:
    """Keep what the person reports, or the therapist has checked, about leaving a phase.

    Raises
    ------
    NotThere, Conflict
        There is no such episode for the actor; it is over.
    NotUsable
        No criterion of the person's phases, one that is answered in another way, or a day to come.
    """
    with acting(actor, "phase.enter") as act:
        open_for_change(actor, episode_id)
        episode = episode_of(actor, episode_id)
        day = _day(episode, answer.on)
        known = {
            criterion.id: (chosen.condition, phase.id, criterion)
            for chosen in templates_for(person_of(episode, day=day))
            for phase in chosen.template.phases
            for criterion in phase.exit
        }
        _refuse_unknown("A criterion", answer.criterion, known=tuple(known))
        condition, phase, criterion = known[answer.criterion]
        _refuse_other_way(criterion, answer.said)
        row = _row(actor, episode, kind=answer.said, condition=condition, day=day)
        row.phase = phase
        row.criterion = answer.criterion
        row.is_met = answer.is_met
        row.note = answer.note
        row.save(force_insert=True)
        act.about(row, criterion=answer.criterion, is_met=answer.is_met)
    return row


def _day(episode: Episode, on: date | None) -> date:
    today = today_of(episode)
    if on is not None and on > today:
        raise NotUsable(f"on must not be a day to come, and is {on}; today is {today}. Correct it.")
    return on or today


def _row(actor: Actor, episode: Episode, *, kind: str, condition: str, day: date) -> PhaseRecord:
    return PhaseRecord(
        clinic_id=actor.clinic_id,
        patient_id=episode.patient_id,
        made_by_id=actor.user_id,
        episode=episode,
        condition=condition,
        kind=kind,
        happened_on=day,
    )


def _refuse_unknown(what: str, word: str, *, known: tuple[str, ...]) -> None:
    if word not in known:
        raise NotUsable(
            f"{what} must be one of {', '.join(known) or 'none'}, as the person's conditions have "
            f"them, and is {word!r}. Correct it."
        )


def _refuse_other_way(criterion: Criterion, said: Said) -> None:
    wanted = {
        CriterionKind.PATIENT_REPORT: Said.REPORTED,
        CriterionKind.THERAPIST_CHECK: Said.CHECKED,
    }.get(criterion.kind)
    if wanted is not said:
        way = f"is {wanted}" if wanted else "follows from tests and dates"
        raise NotUsable(f"{criterion.id} {way}, and was given as {said}. Correct it.")
