"""The clinic's own content: exercises, topics and templates, with their review."""

from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from ninja import Router, Status
from pydantic import Field

from restride.records.actions.content import draft_content, edit_content, move_content
from restride.records.models import ClinicContent
from restride.records.queries.content import list_content, read_content
from restride.visit.states import ContentState
from restride.web.api.asking import actor_in, tell_version, version_in
from restride.web.api.bodies import Answer, Body, Name, PageAnswer, PageCount, Word

router = Router(tags=["content"])

#: A row as the package's own are written; its schema checks it.
Row = Annotated[dict[str, Any], Field(max_length=80)]


class ContentBody(Body):
    """A draft."""

    kind: Word
    code: Name
    language: Annotated[str, Field(pattern=r"^[a-z]{2,3}(-[A-Z]{2})?$")] = "en"
    content: Row


class ContentEditBody(Body):
    """A draft as it reads now."""

    content: Row


class ContentStateBody(Body):
    """Where content is moved to."""

    state: ContentState


class ContentAnswer(Answer):
    """Content with its review."""

    id: UUID
    version: int
    kind: str
    code: str
    number: int
    language: str
    state: ContentState
    content: dict[str, Any]
    author_id: UUID
    reviewer_id: UUID | None
    reviewed_at: datetime | None


@router.get("/content", response=PageAnswer[ContentAnswer], operation_id="content_read_list")
def listed(
    request: HttpRequest,
    kind: Word | None = None,
    after: UUID | None = None,
    most_count: PageCount = 50,
) -> dict[str, object]:
    """List the clinic's own content, the newest first."""
    page = list_content(actor_in(request), kind=kind, after=after, most_count=most_count)
    return {"items": page.rows, "next_after": page.next_after}


@router.post("/content", response={201: ContentAnswer}, operation_id="content_edit_draft")
def draft(request: HttpRequest, body: ContentBody, response: HttpResponse) -> Status[ClinicContent]:
    """Draft the next number of an exercise or topic."""
    row = draft_content(actor_in(request), **body.dict())
    tell_version(response, row)
    return Status(201, row)


@router.get("/content/{content_id}", response=ContentAnswer, operation_id="content_read")
def read(request: HttpRequest, content_id: UUID, response: HttpResponse) -> ClinicContent:
    """Read one row of the clinic's own content."""
    row = read_content(actor_in(request), content_id)
    tell_version(response, row)
    return row


@router.put("/content/{content_id}", response=ContentAnswer, operation_id="content_edit")
def edit(
    request: HttpRequest, content_id: UUID, body: ContentEditBody, response: HttpResponse
) -> ClinicContent:
    """Edit a draft."""
    row = edit_content(
        actor_in(request), content_id, content=body.content, version=version_in(request)
    )
    tell_version(response, row)
    return row


@router.put("/content/{content_id}/state", response=ContentAnswer, operation_id="content_publish")
def move(
    request: HttpRequest, content_id: UUID, body: ContentStateBody, response: HttpResponse
) -> ClinicContent:
    """Review, publish or retire content."""
    row = move_content(actor_in(request), content_id, to=body.state, version=version_in(request))
    tell_version(response, row)
    return row
