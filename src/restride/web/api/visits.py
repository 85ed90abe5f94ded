"""Visits: opened, noted, accounted for, signed, amended."""

from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from ninja import Router, Status
from pydantic import AwareDatetime, Field, StringConstraints

from restride.records.actions.signing_visits import amend_visit, sign_visit
from restride.records.actions.visits import (
    MinutesLine,
    VisitDraft,
    edit_visit,
    open_visit,
    set_minutes,
)
from restride.records.models import Visit
from restride.records.queries.visits import ReadVisit, list_visits, read_visit
from restride.visit.care_words import Intervention
from restride.visit.states import DocumentState, VisitKind
from restride.web.api.asking import actor_in, tell_version, version_in
from restride.web.api.bodies import WITHOUT_NUL, Answer, Body, PageAnswer, PageCount, Text
from restride.web.api.care_bodies import StaffNameAnswer

router = Router(tags=["visits"])

_Code = Annotated[str, StringConstraints(strip_whitespace=True, max_length=40, pattern=WITHOUT_NUL)]


class VisitOpenBody(Body):
    """A visit to open, from an appointment or without one."""

    kind: VisitKind | None = None
    appointment_id: UUID | None = None
    therapist_id: UUID | None = None
    started_at: AwareDatetime | None = None


class VisitBody(Body):
    """The draft of a visit."""

    kind: VisitKind
    note: Text | None = None
    ended_at: AwareDatetime | None = None
    therapist_id: UUID | None = None


class VisitMinutesBody(Body):
    """Minutes of one intervention, with its code for the account."""

    intervention: Intervention
    duration_min: Annotated[int, Field(ge=1, le=720)]
    billing_code: _Code = ""


class AllVisitMinutesBody(Body):
    """All minutes of a visit."""

    lines: Annotated[list[VisitMinutesBody], Field(max_length=20)]

    def minutes(self) -> list[MinutesLine]:
        """Give them to the record."""
        return [MinutesLine(**each.dict()) for each in self.lines]


class VisitAmendBody(Body):
    """What holds from now on, and why."""

    note: Text
    reason: Text
    #: Null leaves the minutes as they were signed.
    minutes: AllVisitMinutesBody | None = None


class VisitMinutesAnswer(Answer):
    """Minutes of one intervention."""

    intervention: Intervention
    duration_min: int
    billing_code: str


class VisitAnswer(Answer):
    """A visit, without its note."""

    id: UUID
    patient_id: UUID
    episode_id: UUID
    appointment_id: UUID | None
    version: int
    kind: VisitKind
    state: DocumentState
    therapist: StaffNameAnswer
    started_at: datetime
    ended_at: datetime | None
    signed_at: datetime | None
    signed_by: StaffNameAnswer | None


class VisitAmendmentAnswer(Answer):
    """A change of what was signed: what stood there before, and why it was changed."""

    number: int
    made_at: datetime
    made_by: StaffNameAnswer | None
    reason: str
    note_before: str | None
    before_digest: str
    after_digest: str


class WholeVisitAnswer(VisitAnswer):
    """A visit with all that belongs to it."""

    note: str | None
    digest: str
    minutes: list[VisitMinutesAnswer]
    amendments: list[VisitAmendmentAnswer]


@router.post(
    "/episodes/{episode_id}/visits", response={201: WholeVisitAnswer}, operation_id="visit_open"
)
def open_one(
    request: HttpRequest, episode_id: UUID, body: VisitOpenBody, response: HttpResponse
) -> Status[dict[str, Any]]:
    """Open a visit."""
    actor = actor_in(request)
    visit = open_visit(actor, episode_id, **body.dict())
    return Status(201, _told(request, visit.pk, response))


@router.get(
    "/patients/{patient_id}/visits",
    response=PageAnswer[VisitAnswer],
    operation_id="visit_read_list",
)
def list_all(
    request: HttpRequest, patient_id: UUID, after: UUID | None = None, most_count: PageCount = 50
) -> dict[str, Any]:
    """List the visits of a patient, the newest first."""
    page = list_visits(actor_in(request), patient_id, after=after, most_count=most_count)
    return {"items": page.rows, "next_after": page.next_after}


@router.get("/visits/{visit_id}", response=WholeVisitAnswer, operation_id="visit_read")
def read(request: HttpRequest, visit_id: UUID, response: HttpResponse) -> dict[str, Any]:
    """Read a visit with its minutes and amendments."""
    return _told(request, visit_id, response)


@router.put("/visits/{visit_id}", response=WholeVisitAnswer, operation_id="visit_edit")
def edit(
    request: HttpRequest, visit_id: UUID, body: VisitBody, response: HttpResponse
) -> dict[str, Any]:
    """Change the draft of a visit."""
    draft = VisitDraft(**body.dict())
    edit_visit(actor_in(request), visit_id, draft, version=version_in(request))
    return _told(request, visit_id, response)


@router.put(
    "/visits/{visit_id}/minutes", response=WholeVisitAnswer, operation_id="visit_edit_minutes"
)
def edit_minutes(
    request: HttpRequest, visit_id: UUID, body: AllVisitMinutesBody, response: HttpResponse
) -> dict[str, Any]:
    """Say what the minutes of a visit were spent on."""
    set_minutes(actor_in(request), visit_id, body.minutes(), version=version_in(request))
    return _told(request, visit_id, response)


@router.post("/visits/{visit_id}/sign", response=WholeVisitAnswer, operation_id="visit_sign")
def sign(request: HttpRequest, visit_id: UUID, response: HttpResponse) -> dict[str, Any]:
    """Sign a visit."""
    sign_visit(actor_in(request), visit_id, version=version_in(request))
    return _told(request, visit_id, response)


@router.post("/visits/{visit_id}/amend", response=WholeVisitAnswer, operation_id="visit_amend")
def amend(
    request: HttpRequest, visit_id: UUID, body: VisitAmendBody, response: HttpResponse
) -> dict[str, Any]:
    """Change what was signed, with the reason."""
    amend_visit(
        actor_in(request),
        visit_id,
        note=body.note,
        reason=body.reason,
        minutes=None if body.minutes is None else body.minutes.minutes(),
        version=version_in(request),
    )
    return _told(request, visit_id, response)


def _told(request: HttpRequest, visit_id: UUID, response: HttpResponse) -> dict[str, Any]:
    found = read_visit(actor_in(request), visit_id)
    tell_version(response, found.visit)
    return {**_plain(found.visit), **_belonging(found)}


def _plain(visit: Visit) -> dict[str, Any]:
    names = (*VisitAnswer.model_fields, "note", "digest")
    return {name: getattr(visit, name) for name in names}


def _belonging(found: ReadVisit) -> dict[str, Any]:
    amendments = [
        {
            "number": each.number,
            "made_at": each.made_at,
            "made_by": each.made_by,
            "reason": each.reason,
            "note_before": each.before.get("note"),
            "before_digest": each.before_digest,
            "after_digest": each.after_digest,
        }
        for each in found.amendments
    ]
    return {"minutes": list(found.minutes), "amendments": amendments}
