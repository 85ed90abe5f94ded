"""Phases of care: where a person is, what must be so before the next, and what was decided."""

from datetime import date
from typing import Any
from uuid import UUID

from django.http import HttpRequest
from ninja import Router, Status

from restride.plan.phases.phase_now import PhaseNow
from restride.plan.phases.phase_status import PhaseStatus
from restride.records.actions.phases import CriterionAnswer, Said, answer_criterion, enter_phase
from restride.records.models import PhaseRecord
from restride.records.queries.phases import read_phases
from restride.web.api.asking import actor_in
from restride.web.api.bodies import Answer, Body, Line, Name
from restride.web.api.care_bodies import Day

router = Router(tags=["phases"])


class PhaseEntryBody(Body):
    """A phase that a therapist decides on."""

    phase: Name
    on: Day | None = None
    note: Line | None = None


class CriterionAnswerBody(Body):
    """Whether a criterion is met, by whose word."""

    criterion: Name
    said: Said
    is_met: bool
    on: Day | None = None
    note: Line | None = None

    def answer(self) -> CriterionAnswer:
        """Give it to the record."""
        return CriterionAnswer(**self.dict())


class PhaseRecordAnswer(Answer):
    """Something that was decided, reported or checked."""

    id: UUID
    episode_id: UUID
    condition: str
    phase: str
    kind: str
    criterion: str
    is_met: bool | None
    happened_on: date
    note: str | None


class CriterionStatusAnswer(Answer):
    """A criterion and what is known of it."""

    criterion: str
    words: str
    kind: str
    required: bool
    state: str
    why: str
    on: date | None


class PhaseStatusAnswer(Answer):
    """A phase and what must be so before it is left."""

    phase: str
    title: str
    allowed: list[str]
    avoided: list[str]
    may_be_left: bool
    criteria: list[CriterionStatusAnswer]


class PhaseNowAnswer(Answer):
    """The phases of one condition, and the one that holds."""

    condition: str
    template: str
    title: str
    current: str
    because: str
    #: A proposal to the therapist.
    proposed_next: str | None
    usual_by_time: str | None
    notes: list[str]
    phases: list[PhaseStatusAnswer]


@router.get(
    "/episodes/{episode_id}/phases",
    response=list[PhaseNowAnswer],
    operation_id="plan_read_phases",
)
def read(request: HttpRequest, episode_id: UUID) -> list[dict[str, Any]]:
    """Tell where a person is in the phases of each condition."""
    return [_now(each) for each in read_phases(actor_in(request), episode_id)]


@router.post(
    "/episodes/{episode_id}/phases",
    response={201: PhaseRecordAnswer},
    operation_id="phase_enter",
)
def enter(request: HttpRequest, episode_id: UUID, body: PhaseEntryBody) -> Status[PhaseRecord]:
    """Decide that a person is in a phase."""
    row = enter_phase(actor_in(request), episode_id, body.phase, on=body.on, note=body.note)
    return Status(201, row)


@router.post(
    "/episodes/{episode_id}/phase-criteria",
    response={201: PhaseRecordAnswer},
    operation_id="phase_enter_criterion",
)
def answer(
    request: HttpRequest, episode_id: UUID, body: CriterionAnswerBody
) -> Status[PhaseRecord]:
    """Keep what was reported or checked about leaving a phase."""
    return Status(201, answer_criterion(actor_in(request), episode_id, body.answer()))


def _now(now: PhaseNow) -> dict[str, Any]:
    following, usual = now.proposed_next, now.usual_by_time
    return {
        "condition": now.condition,
        "template": now.template.id,
        "title": now.template.title,
        "current": now.current.phase.id,
        "because": now.because,
        "proposed_next": None if following is None else following.id,
        "usual_by_time": None if usual is None else usual.id,
        "notes": list(now.notes),
        "phases": [_status(each) for each in now.statuses],
    }


def _status(status: PhaseStatus) -> dict[str, Any]:
    phase = status.phase
    return {
        "phase": phase.id,
        "title": phase.title,
        "allowed": list(phase.allowed),
        "avoided": list(phase.avoided),
        "may_be_left": status.may_be_left,
        "criteria": [
            {
                "criterion": each.criterion.id,
                "words": each.criterion.words,
                "kind": each.criterion.kind,
                "required": each.criterion.required,
                "state": each.state,
                "why": each.words,
                "on": each.on,
            }
            for each in status.criteria
        ],
    }
