"""Sessions as they were recorded, and everything else that came from home."""

from uuid import UUID

from django.db.models import QuerySet

from restride.records.acting import reading
from restride.records.actors import Actor
from restride.records.models import CheckIn, Excuse, Message, TrainingSession
from restride.records.pages import Page, page_of
from restride.records.refusals import NotThere
from restride.records.scopes import owned, the_patient


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
        rows = _with_exercises(actor).filter(patient=patient)
        page = page_of(rows, after=after, most_count=most_count)
        for each in page.rows:
            _hide_notes(actor, each)
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
        row = _with_exercises(actor).filter(pk=session_id).first()
        if row is None:
            raise NotThere("training session")
        _hide_notes(actor, row)
        act.about(row)
    return row


def _with_exercises(actor: Actor) -> "QuerySet[TrainingSession]":
    rows = owned(actor, TrainingSession).select_related("made_by")
    return rows.prefetch_related("activities")


def _hide_notes(actor: Actor, row: TrainingSession) -> None:
    """Keep what staff noted beside an exercise from the person: it is no signed note."""
    if actor.is_staff or row.made_by is None or not row.made_by.is_clinic_staff:
        return
    for each in row.activities.all():
        each.note = None


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
