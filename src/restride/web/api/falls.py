"""Falls: reported by the clinic or by the person, reviewed by the clinic."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.http import HttpRequest
from ninja import Router, Status
from pydantic import AwareDatetime

from restride.records.actions.falls import Fall, report_fall, review_fall
from restride.records.models import FallReport
from restride.records.queries.falls import list_falls
from restride.visit.states import FallState
from restride.web.api.asking import actor_in
from restride.web.api.bodies import Answer, Body, PageAnswer, PageCount, Text

router = Router(tags=["falls"])


class FallBody(Body):
    """A fall, or nearly one."""

    #: Made on the device: sent twice it is kept once.
    client_uuid: UUID
    happened_at: AwareDatetime
    is_near_fall: bool
    #: Null is "not answered".
    has_injury: bool | None = None
    activity: Text | None = None
    episode_id: UUID | None = None


class FallReviewBody(Body):
    """What follows from a fall."""

    words: Text | None = None


class FallReportAnswer(Answer):
    """A fall as it was told."""

    id: UUID
    patient_id: UUID
    client_uuid: UUID | None
    episode_id: UUID | None
    made_at: datetime
    happened_at: datetime
    is_near_fall: bool
    has_injury: bool | None
    activity: str | None
    state: FallState
    reviewed_at: datetime | None
    review: str | None


@router.post(
    "/patients/{patient_id}/falls",
    response={200: FallReportAnswer, 201: FallReportAnswer},
    operation_id="fall_report",
)
def report(request: HttpRequest, patient_id: UUID, body: FallBody) -> Status[FallReport]:
    """Report a fall; the same one sent again answers 200."""
    reported = report_fall(actor_in(request), patient_id, Fall(**body.dict()))
    return Status(201 if reported.is_new else 200, reported.row)


@router.get(
    "/patients/{patient_id}/falls",
    response=PageAnswer[FallReportAnswer],
    operation_id="fall_read",
)
def read(
    request: HttpRequest, patient_id: UUID, after: UUID | None = None, most_count: PageCount = 50
) -> dict[str, Any]:
    """List the falls of a patient, the last reported first."""
    page = list_falls(actor_in(request), patient_id, after=after, most_count=most_count)
    return {"items": page.rows, "next_after": page.next_after}


@router.post("/falls/{fall_id}/review", response=FallReportAnswer, operation_id="fall_review")
def review(request: HttpRequest, fall_id: UUID, body: FallReviewBody) -> FallReport:
    """Say that a fall was looked at, and what follows."""
    return review_fall(actor_in(request), fall_id, words=body.words)
