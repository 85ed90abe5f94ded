"""Episodes: a course of care is opened, held, ended, and taken up again with its history."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final
from uuid import UUID

from restride.clinical.patient import Diagnosis
from restride.plan.cases.case_json import plain
from restride.records import clock
from restride.records.acting import Act, acting
from restride.records.actors import Actor
from restride.records.editing import saved
from restride.records.models import Episode, Patient, Visit
from restride.records.queries.facts import facts_of, read_diagnoses
from restride.records.refusals import Conflict, NotUsable
from restride.records.scopes import the_patient, the_row
from restride.visit.care_words import DischargeReason, EpisodeStep
from restride.visit.facts import refuse_contradictory
from restride.visit.moves import moved
from restride.visit.states import EpisodeState, PatientState

#: Over: nothing of them changes until they are reopened.
_OVER: Final = (EpisodeState.DISCHARGED, EpisodeState.CANCELLED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Referral:
    """What an episode is about, and who sent the person."""

    #: By the ids of the content.
    conditions: tuple[Diagnosis, ...]
    problem: str | None = None
    referrer: str | None = None
    #: Today where nothing is said; None in a planned one that has no day yet.
    started_on: date | None = None


def open_episode(
    actor: Actor, patient_id: UUID, referral: Referral, *, is_planned: bool = False
) -> Episode:
    """Open a course of care.

    Raises
    ------
    NotThere
        No such patient.
    NotUsable
        No condition, a condition that stands twice, or a day that cannot be.
    Conflict
        The record of the patient is not in use.
    """
    with acting(actor, "episode.open") as act:
        patient = the_patient(actor, patient_id, depth=act.permission.depth)
        _refuse_closed_record(patient)
        today = clock.today(actor.time_zone)
        if referral.started_on is None and not is_planned:
            referral = replace(referral, started_on=today)
        _refuse_senseless(referral, today=today, is_planned=is_planned)
        episode = Episode(
            clinic_id=actor.clinic_id,
            patient=patient,
            made_by_id=actor.user_id,
            state=EpisodeState.PLANNED if is_planned else EpisodeState.ACTIVE,
        )
        _fill(episode, referral)
        _remember(episode, EpisodeStep.OPENED, today=today)
        episode.save(force_insert=True)
        act.about(episode)
    return episode


def edit_episode(actor: Actor, episode_id: UUID, referral: Referral, *, version: int) -> Episode:
    """Change what an episode is about.

    Raises
    ------
    NotThere, NotUsable, Stale
        No such episode; senseless content; somebody else edited it first.
    Conflict
        The episode is over.
    """
    with acting(actor, "episode.edit") as act:
        episode = open_for_change(actor, episode_id)
        today = clock.today(actor.time_zone)
        is_planned = episode.state == EpisodeState.PLANNED
        if referral.started_on is None and not is_planned:
            referral = replace(referral, started_on=episode.started_on)
        _refuse_senseless(referral, today=today, is_planned=is_planned)
        refuse_contradictory(facts_of(episode), diagnoses=referral.conditions, day=today)
        before = _told(episode)
        _fill(episode, referral)
        saved(episode, version=version)
        act.about(episode)
        act.changed(before, _told(episode))
    return episode


def start_episode(actor: Actor, episode_id: UUID) -> Episode:
    """Begin a planned episode today.

    Raises
    ------
    NotThere, Conflict
        No such episode; it is not planned, or the record of the patient is not in use.
    """
    with acting(actor, "episode.edit") as act:
        episode = the_row(actor, Episode, episode_id)
        if episode.state != EpisodeState.PLANNED:
            # Going on after a hold has a name of its own.
            raise Conflict(f"Only a planned episode is started, and this one is {episode.state}.")
        _refuse_closed_record(episode.patient)
        today = clock.today(actor.time_zone)
        episode.started_on = today
        _move(act, episode, EpisodeState.ACTIVE, step=EpisodeStep.STARTED, today=today)
    return episode


def hold_episode(actor: Actor, episode_id: UUID, *, why: str) -> Episode:
    """Hold an episode for a while: nothing is due meanwhile.

    Raises
    ------
    NotThere, ImpossibleMove
        No such episode, or one that is not active.
    """
    with acting(actor, "episode.edit") as act:
        episode = the_row(actor, Episode, episode_id)
        today = clock.today(actor.time_zone)
        _move(act, episode, EpisodeState.ON_HOLD, step=EpisodeStep.HELD, today=today, why=why)
    return episode


def resume_episode(actor: Actor, episode_id: UUID) -> Episode:
    """Go on after a hold.

    Raises
    ------
    NotThere, Conflict
        No such episode, or one that is not on hold.
    """
    with acting(actor, "episode.edit") as act:
        episode = the_row(actor, Episode, episode_id)
        if episode.state != EpisodeState.ON_HOLD:
            raise Conflict(f"Only an episode on hold is resumed, and this one is {episode.state}.")
        today = clock.today(actor.time_zone)
        _move(act, episode, EpisodeState.ACTIVE, step=EpisodeStep.RESUMED, today=today)
    return episode


def discharge_episode(
    actor: Actor,
    episode_id: UUID,
    *,
    reason: DischargeReason,
    outcome: str | None = None,
    version: int,
) -> Episode:
    """End an episode: why, and what came of it in words.

    Raises
    ------
    NotThere, ImpossibleMove, Stale
        No such episode; it is not under way; somebody else edited it first.
    """
    with acting(actor, "episode.discharge") as act:
        episode = the_row(actor, Episode, episode_id)
        today = clock.today(actor.time_zone)
        episode.ended_on = today
        episode.discharge_reason = reason
        episode.outcome = outcome
        _move(
            act,
            episode,
            EpisodeState.DISCHARGED,
            step=EpisodeStep.DISCHARGED,
            today=today,
            why=outcome,
            reason=reason,
            version=version,
        )
    return episode


def reopen_episode(actor: Actor, episode_id: UUID, *, why: str) -> Episode:
    """Take an episode up again; when and why it had ended stays in its history.

    Raises
    ------
    NotThere, Conflict
        No such episode; it is not discharged, or the record of the patient is not in use.
    """
    with acting(actor, "episode.reopen") as act:
        episode = the_row(actor, Episode, episode_id)
        if episode.state != EpisodeState.DISCHARGED:
            raise Conflict(
                f"Only a discharged episode is reopened, and this one is {episode.state}. Open "
                "another episode where it was cancelled."
            )
        _refuse_closed_record(episode.patient)
        episode.ended_on = episode.discharge_reason = episode.outcome = None
        today = clock.today(actor.time_zone)
        _move(act, episode, EpisodeState.ACTIVE, step=EpisodeStep.REOPENED, today=today, why=why)
    return episode


def cancel_episode(actor: Actor, episode_id: UUID, *, why: str) -> Episode:
    """Take back an episode in which nothing happened.

    Raises
    ------
    NotThere, ImpossibleMove
        No such episode, or one that is over or on hold.
    Conflict
        There was a visit.
    """
    with acting(actor, "episode.edit") as act:
        episode = the_row(actor, Episode, episode_id)
        if Visit.objects.filter(episode=episode).exists():
            raise Conflict(
                "An episode is cancelled before its first visit, and there was one. Discharge it."
            )
        today = clock.today(actor.time_zone)
        episode.ended_on = today
        _move(
            act, episode, EpisodeState.CANCELLED, step=EpisodeStep.CANCELLED, today=today, why=why
        )
    return episode


def open_for_change(actor: Actor, episode_id: UUID) -> Episode:
    """Find an episode that is not over.

    Raises
    ------
    NotThere, Conflict
        No such episode, or one that is over.
    """
    episode = the_row(actor, Episode, episode_id)
    if episode.state in _OVER:
        raise Conflict(
            f"The episode is {episode.state}, and what is over does not change. Reopen it first."
        )
    return episode


def _refuse_closed_record(patient: Patient) -> None:
    if patient.state != PatientState.ACTIVE:
        raise Conflict(
            f"Care needs a record in use, and this one is {patient.state}. Take it into use "
            "again, or go to the record that goes on."
        )


def _refuse_senseless(referral: Referral, *, today: date, is_planned: bool) -> None:
    if not referral.conditions:
        raise NotUsable("An episode needs at least one condition, and has none. Name one.")
    read_diagnoses([plain(each) for each in referral.conditions])
    started_on = referral.started_on
    if started_on is not None and started_on > today and not is_planned:
        raise NotUsable(
            f"started_on must not be a day to come, and is {started_on}. Plan the episode, or "
            "correct the day."
        )
    for each in referral.conditions:
        if each.since is not None and each.since > today:
            raise NotUsable(f"since must not be a day to come, and is {each.since}. Correct it.")


def _fill(episode: Episode, referral: Referral) -> None:
    episode.conditions = [plain(each) for each in referral.conditions]
    episode.problem = referral.problem
    episode.referrer = referral.referrer
    episode.started_on = referral.started_on


def _move(
    act: Act,
    episode: Episode,
    state: EpisodeState,
    *,
    step: EpisodeStep,
    today: date,
    why: str | None = None,
    reason: DischargeReason | None = None,
    version: int | None = None,
) -> None:
    before = episode.state
    episode.state = moved(before, state, thing="episode")
    _remember(episode, step, today=today, why=why, reason=reason)
    saved(episode, version=episode.version if version is None else version)
    act.about(episode)
    act.changed({"state": before}, {"state": episode.state, "why": why, "reason": reason})


def _remember(
    episode: Episode,
    step: EpisodeStep,
    *,
    today: date,
    why: str | None = None,
    reason: DischargeReason | None = None,
) -> None:
    entry = {"step": step, "on": today.isoformat(), "why": why, "reason": reason}
    earlier: Sequence[object] = episode.history
    episode.history = [*earlier, {name: each for name, each in entry.items() if each is not None}]


def _told(episode: Episode) -> dict[str, object]:
    names = ("conditions", "problem", "referrer", "started_on")
    return {name: getattr(episode, name) for name in names}
