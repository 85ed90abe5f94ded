"""Assessments: batteries proposed and begun, conditions told, completed, signed, abandoned."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from ninja import Router, Status

from restride.clinical.circumstances import Circumstances
from restride.records.actions.assessments import (
    abandon_assessment,
    complete_assessment,
    edit_conditions,
    reopen_assessment,
    sign_assessment,
    start_assessment,
)
from restride.records.models import Assessment
from restride.records.queries.assessment_summary import summarise_assessment
from restride.records.queries.assessments import (
    list_assessments,
    propose_batteries,
    read_assessment,
)
from restride.web.api.asking import actor_in, tell_version, version_in
from restride.web.api.assessment_bodies import (
    AssessmentAnswer,
    AssessmentEndBody,
    AssessmentStartBody,
    BatteryAnswersBody,
    BatteryProposalAnswer,
    OpenedAssessmentAnswer,
    SummaryLineAnswer,
    WhyBody,
    opened_answer,
    summary_answer,
)
from restride.web.api.bodies import PageAnswer, PageCount
from restride.web.api.care_bodies import UsualCircumstancesBody

router = Router(tags=["assessments"])


@router.post(
    "/episodes/{episode_id}/battery-proposals",
    response=BatteryProposalAnswer,
    operation_id="assessment_start_propose",
)
def propose(request: HttpRequest, episode_id: UUID, body: BatteryAnswersBody) -> dict[str, Any]:
    """Propose batteries from three answers; nothing is kept."""
    found = propose_batteries(actor_in(request), episode_id, body.answers())
    return {
        "missing": found.proposal.missing,
        "stopped": found.proposal.stopped,
        "circumstances": found.circumstances,
        "batteries": [
            {
                "id": each.battery.id,
                "name": each.battery.name,
                "purpose": each.battery.purpose,
                "visit": each.visit,
                "why": each.why,
                "minutes": each.minutes,
                "tests": [step.test for step in each.battery.steps if step.needed],
                "optional_tests": [step.test for step in each.battery.steps if not step.needed],
                "left_out": each.left_out,
            }
            for each in found.proposal.batteries
        ],
    }


@router.post(
    "/episodes/{episode_id}/assessments",
    response={201: OpenedAssessmentAnswer},
    operation_id="assessment_start",
)
def start(
    request: HttpRequest, episode_id: UUID, body: AssessmentStartBody, response: HttpResponse
) -> Status[dict[str, Any]]:
    """Begin a battery; the answer tells which conditions are otherwise than last time."""
    actor = actor_in(request)
    row = start_assessment(actor, episode_id, body.start())
    tell_version(response, row)
    return Status(201, opened_answer(read_assessment(actor, row.pk)))


@router.get(
    "/episodes/{episode_id}/assessments",
    response=PageAnswer[AssessmentAnswer],
    operation_id="assessment_read_list",
)
def list_all(
    request: HttpRequest, episode_id: UUID, after: UUID | None = None, most_count: PageCount = 50
) -> dict[str, Any]:
    """List the assessments of an episode, the newest first."""
    page = list_assessments(actor_in(request), episode_id, after=after, most_count=most_count)
    return {"items": page.rows, "next_after": page.next_after}


@router.get(
    "/assessments/{assessment_id}",
    response=OpenedAssessmentAnswer,
    operation_id="assessment_read",
)
def read(request: HttpRequest, assessment_id: UUID, response: HttpResponse) -> dict[str, Any]:
    """Read an assessment with its tests and what comes next."""
    found = read_assessment(actor_in(request), assessment_id)
    tell_version(response, found.row)
    return opened_answer(found)


@router.get(
    "/assessments/{assessment_id}/summary",
    response=list[SummaryLineAnswer],
    operation_id="assessment_read_summary",
)
def summary(request: HttpRequest, assessment_id: UUID) -> list[dict[str, Any]]:
    """Tell of each value what it is compared with, and what became of it since last time."""
    found = summarise_assessment(actor_in(request), assessment_id)
    return [summary_answer(each) for each in found]


@router.put(
    "/assessments/{assessment_id}/circumstances",
    response=AssessmentAnswer,
    operation_id="assessment_edit",
)
def edit(
    request: HttpRequest, assessment_id: UUID, body: UsualCircumstancesBody, response: HttpResponse
) -> Assessment:
    """Tell the conditions that tests start with."""
    row = edit_conditions(
        actor_in(request),
        assessment_id,
        Circumstances(**body.dict()),
        version=version_in(request),
    )
    tell_version(response, row)
    return row


@router.post(
    "/assessments/{assessment_id}/complete",
    response=AssessmentAnswer,
    operation_id="assessment_edit_complete",
)
def complete(
    request: HttpRequest, assessment_id: UUID, body: AssessmentEndBody, response: HttpResponse
) -> Assessment:
    """Say that testing is over."""
    row = complete_assessment(
        actor_in(request), assessment_id, rest=body.rest, version=version_in(request)
    )
    tell_version(response, row)
    return row


@router.post(
    "/assessments/{assessment_id}/reopen",
    response=AssessmentAnswer,
    operation_id="assessment_edit_reopen",
)
def reopen(request: HttpRequest, assessment_id: UUID, response: HttpResponse) -> Assessment:
    """Go on testing."""
    row = reopen_assessment(actor_in(request), assessment_id, version=version_in(request))
    tell_version(response, row)
    return row


@router.post(
    "/assessments/{assessment_id}/sign",
    response=AssessmentAnswer,
    operation_id="assessment_sign",
)
def sign(request: HttpRequest, assessment_id: UUID, response: HttpResponse) -> Assessment:
    """Stand by an assessment."""
    row = sign_assessment(actor_in(request), assessment_id, version=version_in(request))
    tell_version(response, row)
    return row


@router.post(
    "/assessments/{assessment_id}/abandon",
    response=AssessmentAnswer,
    operation_id="assessment_edit_abandon",
)
def abandon(
    request: HttpRequest, assessment_id: UUID, body: WhyBody, response: HttpResponse
) -> Assessment:
    """Break an assessment off."""
    row = abandon_assessment(
        actor_in(request), assessment_id, why=body.why, version=version_in(request)
    )
    tell_version(response, row)
    return row
