"""Safety before training: questions and answers, vital signs, the gate."""

from datetime import date, datetime
from typing import Annotated, Any
from uuid import UUID

from django.http import HttpRequest
from ninja import Router, Status
from pydantic import Field

from restride.clinical.precautions import Answerer, PrecautionKind, Presence
from restride.clinical.safety.vitals import Vitals
from restride.records import clock
from restride.records.actions.safety import Answered, answer_precautions, check_safety
from restride.records.models import SafetyCheck
from restride.records.queries.safety import Asked, list_checks, questions_of
from restride.web.api.asking import actor_in
from restride.web.api.bodies import Answer, Body, Name, PageAnswer, PageCount, Text

router = Router(tags=["safety"])

_Pressure = Annotated[float, Field(ge=-150, le=300)]
_Rate = Annotated[float, Field(ge=-200, le=250)]
_Saturation = Annotated[float, Field(ge=40, le=100)]


class PrecautionAnsweredBody(Body):
    """What is said of one precaution; "unanswered" takes an answer back."""

    code: Name
    presence: Presence
    bound: Annotated[float, Field(ge=0, le=1000)] | None = None
    note: Text | None = None


class PrecautionAnswersBody(Body):
    """Answers about precautions; what is left out stays as it was."""

    answers: Annotated[list[PrecautionAnsweredBody], Field(min_length=1, max_length=200)]


class VitalsBody(Body):
    """What was measured today; null is "not measured"."""

    systolic_mmhg: _Pressure | None = None
    diastolic_mmhg: _Pressure | None = None
    systolic_fall_under_load_mmhg: _Pressure | None = None
    systolic_drop_on_standing_mmhg: _Pressure | None = None
    diastolic_drop_on_standing_mmhg: _Pressure | None = None
    heart_rate_bpm: _Rate | None = None
    heart_rate_above_zone_bpm: _Rate | None = None
    above_zone_s: Annotated[float, Field(ge=0, le=86_400)] | None = None
    saturation_percent: _Saturation | None = None
    own_saturation_percent: _Saturation | None = None
    glucose_mgpdl: Annotated[float, Field(ge=10, le=1000)] | None = None
    ketones: bool | None = None
    symptoms: bool | None = None
    dragging_steps_count: Annotated[int, Field(ge=0, le=10_000)] | None = None


class SafetyCheckBody(Body):
    """Vital signs to hold against the gate; without them the answers alone count."""

    vitals: VitalsBody | None = None
    visit_id: UUID | None = None


class PrecautionQuestionAnswer(Answer):
    """A question before training, and what is known today."""

    code: str
    name: str
    kind: PrecautionKind
    question: str
    answered_by: Answerer
    unit: str | None
    action: str
    presence: Presence
    bound: float | None
    answered_on: date | None
    note: str | None


class SafetyCheckAnswer(Answer):
    """What the gate said."""

    id: UUID
    episode_id: UUID
    visit_id: UUID | None
    made_at: datetime
    vitals: dict[str, Any] | None
    is_open: bool
    #: As ``gate`` of a worked case: lines that stop, ask, or need care.
    gate: dict[str, Any]
    content_version: str


@router.get(
    "/episodes/{episode_id}/precautions",
    response=list[PrecautionQuestionAnswer],
    operation_id="precaution_read",
)
def read_questions(request: HttpRequest, episode_id: UUID) -> list[dict[str, Any]]:
    """List what the person is asked before training, and what is known today."""
    return [_question(each) for each in questions_of(actor_in(request), episode_id)]


@router.post(
    "/episodes/{episode_id}/precautions",
    response={201: list[PrecautionQuestionAnswer]},
    operation_id="precaution_answer",
)
def answer(request: HttpRequest, episode_id: UUID, body: PrecautionAnswersBody) -> Status[Any]:
    """Answer questions; the newest answer to each holds."""
    actor = actor_in(request)
    answers = [Answered(**each.dict()) for each in body.answers]
    answer_precautions(actor, episode_id, answers)
    return Status(201, [_question(each) for each in questions_of(actor, episode_id)])


@router.post(
    "/episodes/{episode_id}/safety-checks",
    response={201: SafetyCheckAnswer},
    operation_id="safety_check",
)
def check(request: HttpRequest, episode_id: UUID, body: SafetyCheckBody) -> Status[SafetyCheck]:
    """Hold today's vital signs and answers against the gate."""
    actor = actor_in(request)
    vitals = None
    if body.vitals is not None:
        vitals = Vitals(taken_on=clock.today(actor.time_zone), **body.vitals.dict())
    return Status(201, check_safety(actor, episode_id, vitals=vitals, visit_id=body.visit_id))


@router.get(
    "/episodes/{episode_id}/safety-checks",
    response=PageAnswer[SafetyCheckAnswer],
    operation_id="safety_read",
)
def read_checks(
    request: HttpRequest, episode_id: UUID, after: UUID | None = None, most_count: PageCount = 50
) -> dict[str, Any]:
    """List the safety checks of an episode, the newest first."""
    page = list_checks(actor_in(request), episode_id, after=after, most_count=most_count)
    return {"items": page.rows, "next_after": page.next_after}


def _question(asked: Asked) -> dict[str, Any]:
    question, known = asked.question, asked.answer
    return {
        "code": question.id,
        "name": question.name,
        "kind": question.kind,
        "question": question.question,
        "answered_by": question.answered_by,
        "unit": question.unit,
        "action": question.action,
        "presence": known.presence,
        "bound": known.bound,
        "answered_on": known.answered_on,
        "note": known.note,
    }
