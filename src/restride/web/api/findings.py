"""Findings: proposed, read with why, decided on."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from ninja import Router

from restride.clinical.finding import Finding, FindingWeight
from restride.records.actions.findings import Decision, decide_finding, propose_findings
from restride.records.queries.findings import (
    OpenedFinding,
    list_findings,
    opened_finding,
    read_finding,
)
from restride.terms import Side
from restride.visit.states import FindingState
from restride.web.api.asking import actor_in, tell_version, version_in
from restride.web.api.bodies import Answer, Body, PageAnswer, PageCount, Text

router = Router(tags=["findings"])


class FindingProposalBody(Body):
    """What suggestions are made after."""

    assessment_id: UUID | None = None


class FindingDecisionBody(Body):
    """What a therapist makes of a finding."""

    decision: Decision
    #: Of an edit.
    sentence: Text | None = None
    #: Needed for a rejection.
    reason: Text | None = None


class FindingAnswer(Answer):
    """A sentence, with everything it rests on and what was decided."""

    id: UUID
    patient_id: UUID
    episode_id: UUID
    assessment_id: UUID | None
    version: int
    rule: str
    content_version: str
    side: Side | None
    weight: FindingWeight
    state: FindingState
    #: As the therapist worded it, else as it was proposed.
    sentence: str
    proposed: Finding
    reason: str | None
    decided_by_id: UUID | None
    decided_at: datetime | None
    withdrawn_at: datetime | None
    superseded_by_id: UUID | None


@router.post(
    "/episodes/{episode_id}/findings/propose",
    response=list[FindingAnswer],
    operation_id="finding_propose",
)
def propose(
    request: HttpRequest, episode_id: UUID, body: FindingProposalBody
) -> list[dict[str, Any]]:
    """Let the rules look at what is known; the answer lists the open suggestions."""
    rows = propose_findings(actor_in(request), episode_id, assessment_id=body.assessment_id)
    return [_answer(opened_finding(each)) for each in rows]


@router.get(
    "/episodes/{episode_id}/findings",
    response=PageAnswer[FindingAnswer],
    operation_id="finding_read_list",
)
def list_all(
    request: HttpRequest,
    episode_id: UUID,
    with_withdrawn: bool = False,  # noqa: FBT001, FBT002 - a query parameter
    after: UUID | None = None,
    most_count: PageCount = 50,
) -> dict[str, Any]:
    """List the findings of an episode, the newest first."""
    found, next_after = list_findings(
        actor_in(request),
        episode_id,
        with_withdrawn=with_withdrawn,
        after=after,
        most_count=most_count,
    )
    return {"items": [_answer(each) for each in found], "next_after": next_after}


@router.get("/findings/{finding_id}", response=FindingAnswer, operation_id="finding_read")
def read(request: HttpRequest, finding_id: UUID, response: HttpResponse) -> dict[str, Any]:
    """Read one finding."""
    found = read_finding(actor_in(request), finding_id)
    tell_version(response, found.row)
    return _answer(found)


@router.post("/findings/{finding_id}/decide", response=FindingAnswer, operation_id="finding_decide")
def decide(
    request: HttpRequest, finding_id: UUID, body: FindingDecisionBody, response: HttpResponse
) -> dict[str, Any]:
    """Accept, word anew, reject with a reason, or resolve."""
    row = decide_finding(
        actor_in(request),
        finding_id,
        body.decision,
        sentence=body.sentence,
        reason=body.reason,
        version=version_in(request),
    )
    tell_version(response, row)
    return _answer(opened_finding(row))


def _answer(found: OpenedFinding) -> dict[str, Any]:
    row = found.row
    own = {name: getattr(row, name) for name in FindingAnswer.model_fields}
    return {
        **own,
        "side": row.side or None,
        "sentence": found.sentence,
        "proposed": found.finding,
    }
