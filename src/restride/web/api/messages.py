"""Messages and weekly answers."""

from datetime import datetime
from uuid import UUID

from django.http import HttpRequest
from ninja import Router, Status
from pydantic import AwareDatetime

from restride.records.actions.check_ins import send_check_in
from restride.records.actions.messages import mark_read, send_message
from restride.records.models import CheckIn, Message
from restride.records.queries.sessions import list_check_ins, list_messages
from restride.visit.check_in import Fitting, WeeklyAnswers
from restride.visit.training import FallAnswer
from restride.web.api.asking import actor_in
from restride.web.api.bodies import Answer, Body, PageAnswer, PageCount, Text
from restride.web.api.session_bodies import Points

router = Router(tags=["messages"])


class MessageBody(Body):
    """A message to send."""

    client_uuid: UUID
    text: Text


class MessageAnswer(Answer):
    """A message."""

    id: UUID
    client_uuid: UUID
    patient_id: UUID
    sender_id: UUID
    is_from_clinic: bool
    text: str
    made_at: datetime
    read_at: datetime | None


class WeeklyAnswersBody(Body):
    """The four answers of a week; null is not answered."""

    pain_points: Points | None = None
    confidence_points: Points | None = None
    fall: FallAnswer | None = None
    programme: Fitting | None = None


class CheckInBody(Body):
    """A check-in to send."""

    client_uuid: UUID
    answered_at: AwareDatetime
    answers: WeeklyAnswersBody


class CheckInAnswer(Answer):
    """A check-in."""

    id: UUID
    client_uuid: UUID
    patient_id: UUID
    answered_at: datetime
    answers: WeeklyAnswersBody


@router.post(
    "/patients/{patient_id}/messages",
    response={200: MessageAnswer, 201: MessageAnswer},
    operation_id="message_send",
)
def send(request: HttpRequest, patient_id: UUID, body: MessageBody) -> Status[Message]:
    """Send a message; the same one sent again gives the first."""
    sent = send_message(actor_in(request), patient_id, client_uuid=body.client_uuid, text=body.text)
    return Status(201 if sent.is_new else 200, sent.row)


@router.get(
    "/patients/{patient_id}/messages",
    response=PageAnswer[MessageAnswer],
    operation_id="message_read",
)
def read(
    request: HttpRequest, patient_id: UUID, after: UUID | None = None, most_count: PageCount = 50
) -> dict[str, object]:
    """List messages, the newest first."""
    page = list_messages(actor_in(request), patient_id, after=after, most_count=most_count)
    return {"items": page.rows, "next_after": page.next_after}


@router.post("/messages/{message_id}/read", response=MessageAnswer, operation_id="message_mark")
def mark(request: HttpRequest, message_id: UUID) -> Message:
    """Note that the other side has read a message."""
    return mark_read(actor_in(request), message_id)


@router.post(
    "/patients/{patient_id}/check-ins",
    response={200: CheckInAnswer, 201: CheckInAnswer},
    operation_id="check_in_send",
)
def check_in(request: HttpRequest, patient_id: UUID, body: CheckInBody) -> Status[CheckIn]:
    """Send the answers of a week; the same ones sent again give the first."""
    sent = send_check_in(
        actor_in(request),
        patient_id,
        client_uuid=body.client_uuid,
        answered_at=body.answered_at,
        answers=WeeklyAnswers(**body.answers.dict()),
    )
    return Status(201 if sent.is_new else 200, sent.row)


@router.get(
    "/patients/{patient_id}/check-ins",
    response=PageAnswer[CheckInAnswer],
    operation_id="check_in_read",
)
def check_ins(
    request: HttpRequest, patient_id: UUID, after: UUID | None = None, most_count: PageCount = 50
) -> dict[str, object]:
    """List weekly answers, the newest first."""
    page = list_check_ins(actor_in(request), patient_id, after=after, most_count=most_count)
    return {"items": page.rows, "next_after": page.next_after}
