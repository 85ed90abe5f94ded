"""Training sessions: recorded as they go on, or sent later from home, each once."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from restride.errors import RestrideError
from restride.plan.adherence.adherence import time_zone
from restride.plan.cases.case_json import plain
from restride.plan.library import find_exercise
from restride.plan.plan import Prescription
from restride.plan.stop_hits import StopHit
from restride.records import clock
from restride.records.acting import acting
from restride.records.actions.safety import refuse_closed_gate
from restride.records.actions.session_rows import (
    fill_session,
    new_session,
    planned,
    trained_rows,
    write_activities,
)
from restride.records.actions.stop_alerts import raise_stop_alerts
from restride.records.actors import Actor
from restride.records.editing import saved
from restride.records.models import Patient, PlanRecord, TrainingSession
from restride.records.refusals import Conflict, NotUsable
from restride.records.scopes import the_patient, the_row
from restride.records.sent_once import first_sent, was_kept
from restride.visit.moves import moved
from restride.visit.states import TrainingState
from restride.visit.training import Place, Session
from restride.visit.training_signs import hits_of


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptSession:
    """A session as it is kept, and which stop rules it reached."""

    row: TrainingSession
    #: False where the same had been sent before.
    is_new: bool
    hits: tuple[StopHit, ...]


def record_session(actor: Actor, patient_id: UUID, session: Session) -> KeptSession:
    """Keep a session of a patient; the same one sent again gives the first.

    Raises
    ------
    NotThere, NotUsable
        No such patient, plan or visit; answers or times that cannot be; a row that the plan of the
        day does not hold.
    Conflict
        Another session bears the identifier, or it begins in the clinic while the gate is closed.
    """
    with acting(actor, "session.record") as act:
        patient = the_patient(actor, patient_id, depth=act.permission.depth)
        digest = _digest(patient, session)
        known = _known(actor, session, digest=digest)
        if known is None:
            _refuse(actor, session)
            plan, rows = planned(actor, patient, session)
            _refuse_closed(session, plan)
            row = new_session(actor, patient, session, plan=plan)
            row.sent_digest = digest
            if was_kept(row):
                act.about(row)
                return _kept(row, session, rows=rows, is_new=True)
            # The same was sent twice at once, and the other one came first.
            known = _known(actor, session, digest=digest)
        if known is None:
            raise Conflict("The session could not be kept beside another. Send it again.")
        act.about(known, was_sent_again=True)
        hits = _hits(session, trained_rows(known.plan, session))
    return KeptSession(row=known, is_new=False, hits=hits)


def _refuse_closed(session: Session, plan: PlanRecord | None) -> None:
    """Refuse to begin in the clinic while the gate is closed; what was done elsewhere is kept."""
    is_here = session.place in (Place.CLINIC, Place.CLASS)
    if plan is not None and is_here and session.state is TrainingState.STARTED:
        refuse_closed_gate(plan.episode, clock.today(session.time_zone))


def edit_session(actor: Actor, session_id: UUID, session: Session, *, version: int) -> KeptSession:
    """Go on with a session that is not over: pause, resume, add what was done, complete, abandon.

    Raises
    ------
    NotThere, NotUsable, Stale
        No such session; senseless content; somebody else edited it first.
    Conflict, ImpossibleMove
        The session is over, or cannot become what was asked for.
    """
    with acting(actor, "session.record") as act:
        row = the_row(actor, TrainingSession, session_id, depth=act.permission.depth)
        _refuse(actor, session)
        _refuse_other(row, session)
        plan, rows = planned(actor, row.patient, session)
        before = row.state
        if session.state != before:
            row.state = moved(before, session.state, thing="session")
        fill_session(row, session, plan=plan)
        saved(row, version=version)
        act.about(row)
        act.changed({"state": before}, {"state": row.state})
        return _kept(row, session, rows=rows, is_new=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class SentSession:
    """What became of one session of several that were sent together."""

    client_uuid: UUID
    kept: KeptSession | None
    #: Why it was not kept.
    refusal: RestrideError | None


def record_sessions(
    actor: Actor, patient_id: UUID, sessions: Sequence[Session], *, is_everything: bool = False
) -> tuple[SentSession, ...]:
    """Keep several sessions, each by itself: one that is refused holds no other back.

    Parameters
    ----------
    is_everything
        That the device has nothing more to send; noted where nothing was refused.

    Raises
    ------
    NotAllowed, NotThere
        The actor may not record sessions, or there is no such patient.
    """
    with acting(actor, "session.record") as act:
        patient = the_patient(actor, patient_id, depth=act.permission.depth)
        act.about(patient, sessions_count=len(sessions))
    sent = tuple(_sent(actor, patient_id, session) for session in sessions)
    if is_everything and all(each.refusal is None for each in sent):
        tell_synced(actor, patient_id)
    return sent


def _sent(actor: Actor, patient_id: UUID, session: Session) -> SentSession:
    try:
        kept = record_session(actor, patient_id, session)
    except RestrideError as refusal:
        return SentSession(client_uuid=session.client_uuid, kept=None, refusal=refusal)
    return SentSession(client_uuid=session.client_uuid, kept=kept, refusal=None)


def tell_synced(actor: Actor, patient_id: UUID) -> Patient:
    """Note that a device of the patient has sent everything it had.

    Raises
    ------
    NotThere
        No such patient.
    """
    with acting(actor, "session.sync") as act:
        patient = the_patient(actor, patient_id, depth=act.permission.depth)
        patient.synced_at = clock.now()
        patient.save(update_fields=["synced_at"])
        act.about(patient)
    return patient


def _digest(patient: Patient, session: Session) -> str:
    content = json.dumps([str(patient.pk), _written(session)], sort_keys=True)
    return hashlib.sha256(content.encode()).hexdigest()


def _written(session: Session) -> object:
    moments = [session.started_at, session.ended_at]
    return [
        *(None if each is None else each.timestamp() for each in moments),
        str(session.plan_id),
        str(session.visit_id),
        *(str(each) for each in (session.place, session.state, session.time_zone, session.source)),
        *(plain(each) for each in (session.before, session.after, session.activities)),
    ]


def _known(actor: Actor, session: Session, *, digest: str) -> TrainingSession | None:
    known = first_sent(actor, TrainingSession, client_uuid=session.client_uuid)
    if known is not None and known.sent_digest != digest:
        raise Conflict(
            "The identifier of a session must be of one session, and another was kept under it. "
            "Read that one and edit it, or send this with an identifier of its own."
        )
    return known


def _refuse(actor: Actor, session: Session) -> None:
    time_zone(session.time_zone)
    session.refuse_senseless(now=clock.now())
    for each in session.activities:
        find_exercise(each.exercise)
    is_own = session.place is Place.HOME and session.visit_id is None
    if actor.is_personal and not is_own:
        raise NotUsable(
            f"A session that you record yourself is at home and of no visit, and this one is "
            f"{session.place}. Ask the clinic to record it."
        )


def _refuse_other(row: TrainingSession, session: Session) -> None:
    if row.state in (TrainingState.COMPLETED, TrainingState.ABANDONED):
        raise Conflict(
            f"The session is {row.state} and no longer changes. Record another, or write a note."
        )
    if (row.client_uuid, row.started_at) != (session.client_uuid, session.started_at):
        raise NotUsable(
            "An edit keeps the identifier and the start of the session, and this one changes "
            "them. Record another session."
        )
    known_count = row.activities.count()
    if len(session.activities) < known_count:
        raise NotUsable(
            f"The session has {known_count} exercises, and the edit names "
            f"{len(session.activities)}. Keep them all, and call skipped what was not done."
        )


def _kept(
    row: TrainingSession, session: Session, *, rows: Mapping[str, Prescription], is_new: bool
) -> KeptSession:
    write_activities(row, session, rows=rows)
    hits = _hits(session, rows)
    raise_stop_alerts(row, session, hits=hits)
    return KeptSession(row=row, is_new=is_new, hits=hits)


def _hits(session: Session, rows: Mapping[str, Prescription]) -> tuple[StopHit, ...]:
    names = dict.fromkeys(name for row in rows.values() for name in row.stop_sets)
    return hits_of(session, stop_set_names=tuple(names))
