"""The trail: who did and saw what."""

from datetime import datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from django.http import HttpRequest
from ninja import Query, Router
from pydantic import AwareDatetime, Field

from restride.records.queries.trail import (
    TrailFilter,
    TrailPage,
    read_detail,
    read_patient_trail,
    read_trail,
)
from restride.web.api.asking import actor_in
from restride.web.api.bodies import Answer, Body, Name, PageCount

router = Router(tags=["trail"])

LineNumber = Annotated[int, Field(ge=1, le=2**62)]


class TrailQuery(Body):
    """Which lines are asked for."""

    user_id: UUID | None = None
    patient_id: UUID | None = None
    action: Name | None = None
    outcome: Literal["done", "refused", "failed"] | None = None
    since: AwareDatetime | None = None
    until: AwareDatetime | None = None
    #: The next page begins before this line.
    before: LineNumber | None = None
    most_count: PageCount = 50


class LineAnswer(Answer):
    """Somebody did or saw something."""

    number: int
    happened_at: datetime
    user_id: UUID | None
    user_name: str | None
    roles: str
    action: str
    outcome: str
    entity: str
    entity_id: UUID | None
    patient_id: UUID | None


class TrailAnswer(Answer):
    """Some lines, the newest first."""

    lines: list[LineAnswer]
    #: Send it as ``before`` for the next page; null on the last.
    next_before: int | None


class DetailAnswer(Answer):
    """What stands beside a line; null where nothing does, or where it was erased."""

    number: int
    detail: dict[str, Any] | None


@router.get("/trail", response=TrailAnswer, operation_id="audit_read")
def read(request: HttpRequest, asked: Annotated[TrailQuery, Query()]) -> TrailPage:
    """Read the trail of the clinic."""
    wanted = asked.dict(exclude={"before", "most_count"})
    return read_trail(
        actor_in(request),
        TrailFilter(**wanted),
        before=asked.before,
        most_count=asked.most_count,
    )


@router.get("/trail/{number}", response=DetailAnswer, operation_id="audit_detail")
def detail(request: HttpRequest, number: LineNumber) -> dict[str, object]:
    """Open what stands beside a line, as deep as one sees that patient."""
    return {"number": number, "detail": read_detail(actor_in(request), number)}


@router.get("/patients/{patient_id}/trail", response=TrailAnswer, operation_id="audit_patient")
def of_patient(
    request: HttpRequest,
    patient_id: UUID,
    before: LineNumber | None = None,
    most_count: PageCount = 50,
) -> TrailPage:
    """Tell who saw a patient and did what."""
    return read_patient_trail(actor_in(request), patient_id, before=before, most_count=most_count)
