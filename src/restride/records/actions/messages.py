"""Messages between a patient and the clinic: each sent once, and read by the other side."""

from dataclasses import dataclass
from uuid import UUID

from restride.records import clock
from restride.records.acting import acting
from restride.records.actors import Actor
from restride.records.models import Message
from restride.records.refusals import Conflict, NotAllowed
from restride.records.scopes import the_patient, the_row
from restride.records.sent_once import first_sent, keep_once


@dataclass(frozen=True, slots=True, kw_only=True)
class SentMessage:
    """A message, and whether it came for the first time."""

    row: Message
    is_new: bool


def send_message(actor: Actor, patient_id: UUID, *, client_uuid: UUID, text: str) -> SentMessage:
    """Send a message about a patient: from the clinic to them, or from them to the clinic.

    Raises
    ------
    NotThere
        No such patient.
    Conflict
        Another message bears the identifier.
    """
    with acting(actor, "message.send") as act:
        patient = the_patient(actor, patient_id, depth=act.permission.depth)
        known = first_sent(actor, Message, client_uuid=client_uuid)
        if known is not None:
            _refuse_other(known, text, patient_id=patient.pk, sender_id=actor.user_id)
            act.about(known, was_sent_again=True)
            return SentMessage(row=known, is_new=False)
        row = Message(
            clinic_id=actor.clinic_id,
            patient=patient,
            made_by_id=actor.user_id,
            client_uuid=client_uuid,
            sender_id=_person(actor),
            is_from_clinic=actor.is_staff,
            text=text,
        )
        keep_once(row)
        act.about(row)
    return SentMessage(row=row, is_new=True)


def mark_read(actor: Actor, message_id: UUID) -> Message:
    """Note that the other side has read a message; the first time counts.

    Raises
    ------
    NotThere, Conflict
        There is none, or it is the actor's own side's.
    """
    with acting(actor, "message.mark") as act:
        row = the_row(actor, Message, message_id, depth=act.permission.depth)
        if row.is_from_clinic is actor.is_staff:
            raise Conflict("A message is marked as read by the side that it was sent to.")
        if row.read_at is None:
            row.read_at = clock.now()
            row.version += 1
            row.save(update_fields=["read_at", "version"])
        act.about(row)
    return row


def _person(actor: Actor) -> UUID:
    if actor.user_id is None:
        raise NotAllowed("A message is sent by a person, and you are a program. Sign in.")
    return actor.user_id


def _refuse_other(known: Message, text: str, *, patient_id: UUID, sender_id: UUID | None) -> None:
    if (known.text, known.patient_id, known.sender_id) != (text, patient_id, sender_id):
        raise Conflict(
            "The identifier of a message must be of one message, and another was kept under it. "
            "Give this one an identifier of its own."
        )
