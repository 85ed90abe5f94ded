"""Education: cards proposed, given, and how far a person came with them."""

from datetime import datetime
from uuid import UUID

from django.http import HttpRequest
from ninja import Router, Status

from restride.plan.education import EducationTopic
from restride.records.actions.education import assign_education, mark_education
from restride.records.models import EducationAssignment
from restride.records.queries.education import list_education, propose_education
from restride.visit.states import EducationState
from restride.web.api.asking import actor_in
from restride.web.api.bodies import Answer, Body, Line, Name

router = Router(tags=["education"])


class ProposedCardAnswer(Answer):
    """A card that fits a person, and why."""

    topic: str
    title: str
    urgency: str
    because: str
    content_version: str


class AssignBody(Body):
    """A card to give."""

    topic: Name
    because: Line | None = None


class MarkBody(Body):
    """How far somebody came with a card."""

    state: EducationState
    #: Of a card that is confirmed: whether its question was answered rightly.
    understood: bool | None = None


class AssignmentAnswer(Answer):
    """A card that was given."""

    id: UUID
    patient_id: UUID
    topic: str
    content_version: str
    because: str | None
    state: EducationState
    opened_at: datetime | None
    read_at: datetime | None
    confirmed_at: datetime | None
    understood: bool | None


class CardWords(Answer):
    """What stands on a card."""

    title: str
    intro: str
    points: list[str]
    emergency: list[str]
    call: list[str]
    question: str
    answer: str


class CardAnswer(Answer):
    """A card that was given, with its words; null where it is no longer part of the content."""

    assignment: AssignmentAnswer
    words: CardWords | None


@router.get(
    "/episodes/{episode_id}/education-proposals",
    response=list[ProposedCardAnswer],
    operation_id="education_assign_propose",
)
def propose(request: HttpRequest, episode_id: UUID) -> list[dict[str, object]]:
    """Propose cards that fit a person, each with its reason."""
    return [
        {
            "topic": each.topic.id,
            "title": each.topic.title,
            "urgency": each.topic.urgency.value,
            "because": each.because,
            "content_version": each.content_version,
        }
        for each in propose_education(actor_in(request), episode_id)
    ]


@router.post(
    "/patients/{patient_id}/education",
    response={201: AssignmentAnswer},
    operation_id="education_assign",
)
def assign(request: HttpRequest, patient_id: UUID, body: AssignBody) -> Status[EducationAssignment]:
    """Give a card."""
    row = assign_education(actor_in(request), patient_id, topic=body.topic, because=body.because)
    return Status(201, row)


@router.get(
    "/patients/{patient_id}/education",
    response=list[CardAnswer],
    operation_id="education_read",
)
def read(request: HttpRequest, patient_id: UUID) -> list[dict[str, object]]:
    """List the cards that a person was given, with their words."""
    return [
        {"assignment": each.row, "words": None if each.topic is None else _words(each.topic)}
        for each in list_education(actor_in(request), patient_id)
    ]


@router.put(
    "/education/{assignment_id}/state",
    response=AssignmentAnswer,
    operation_id="education_mark",
)
def mark(request: HttpRequest, assignment_id: UUID, body: MarkBody) -> EducationAssignment:
    """Note how far somebody came with a card."""
    return mark_education(
        actor_in(request), assignment_id, state=body.state, understood=body.understood
    )


def _words(topic: EducationTopic) -> dict[str, object]:
    return {
        "title": topic.title,
        "intro": topic.intro,
        "points": list(topic.points),
        "emergency": list(topic.get_help.emergency),
        "call": list(topic.get_help.call),
        "question": topic.check.question,
        "answer": topic.check.answer,
    }
