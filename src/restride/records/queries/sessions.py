"""Sessions as they were recorded, and everything else that came from home."""

from uuid import UUID

from restride.records.acting import reading
from restride.records.actors import Actor
from restride.records.models import CheckIn, Excuse, Message, TrainingSession
from restride.records.pages import Page, page_of
from restride.records.scopes import owned, the_patient, the_row


def list_sessions(
    actor: Actor, patient_id: UUID, *, after: UUID | None = None, most_count: int = 50
) -> Page[TrainingSession]:
    """List the sessions of a patient with their exercises, the newest first.

    Raises
    ------
    NotThere
        No such patient.
    """
    with reading(actor, "session.read") as act:
        patient = the_patient(actor, patient_id, depth=act.permission.depth)
        rows = owned(actor, TrainingSession).filter(patient=patient)
        page = page_of(rows.prefetch_related("activities"), after=after, most_count=most_count)
        act.about(patient)
    return page


def read_session(actor: Actor, session_id: UUID) -> TrainingSession:
    """Read one session.

    Raises
    ------
    NotThere
        There is none that the actor may see.
    """
    with reading(actor, "session.read") as act:
        row = the_row(actor, TrainingSession, session_id, depth=act.permission.depth)
        act.about(row)
    return row


def list_excuses(
    actor: Actor, patient_id: UUID, *, after: UUID | None = None, most_count: int = 50
) -> Page[Excuse]:
    """List the days on which nothing was expected, the newest first.

    Raises
    ------
    NotThere
        No such patient.
    """
    with reading(actor, "session.read") as act:
        patient = the_patient(actor, patient_id, depth=act.permission.depth)
        rows = owned(actor, Excuse).filter(patient=patient)
        page = page_of(rows, after=after, most_count=most_count)
        act.about(patient)
    return page


def list_check_ins(
    actor: Actor, patient_id: UUID, *, after: UUID | None = None, most_count: int = 50
) -> Page[CheckIn]:
    """List a patient's weekly answers, the newest first.

    Raises
    ------
    NotThere
        No such patient.
    """
    with reading(actor, "check_in.read") as act:
        patient = the_patient(actor, patient_id, depth=act.permission.depth)
        rows = owned(actor, CheckIn).filter(patient=patient)
        page = page_of(rows, after=after, most_count=most_count)
        act.about(patient)
    return page


def list_messages(
    actor: Actor, patient_id: UUID, *, after: UUID | None = None, most_count: int = 50
) -> Page[Message]:
    """List the messages of a patient and the clinic, the newest first.

    Raises
    ------
    NotThere
        No such patient.
    """
    with reading(actor, "message.read") as act:
        patient = the_patient(actor, patient_id, depth=act.permission.depth)
        rows = owned(actor, Message).filter(patient=patient)
        page = page_of(rows, after=after, most_count=most_count)
        act.about(patient)
    return page
