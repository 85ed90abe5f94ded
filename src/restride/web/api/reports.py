"""Reports: drafted, edited, signed, amended, shared by links that expire."""

from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from ninja import Router, Status
from pydantic import Field

from restride.records.actions.reports import (
    amend_report,
    draft_report,
    edit_report,
    sign_report,
)
from restride.records.actions.sharing import (
    LONGEST_DAYS,
    MOST_USES_COUNT,
    open_shared_report,
    revoke_link,
    share_report,
)
from restride.records.models import Report, ShareLink
from restride.records.queries.reports import list_links, list_reports, read_report
from restride.visit.reports import ReportKind
from restride.visit.states import DocumentState
from restride.web.accounts.limits import refuse_too_many
from restride.web.api.asking import actor_in, tell_version, version_in
from restride.web.api.bodies import Answer, Body, Name, PageAnswer, PageCount, Text

router = Router(tags=["reports"])


class DraftBody(Body):
    """A report to draft."""

    kind: ReportKind


class TextBody(Body):
    """The text of a draft."""

    text: Text


class AmendBody(TextBody):
    """A change of something signed, and why."""

    reason: Text


class ShareBody(Body):
    """For how long and how often a link opens a report."""

    lasts_days: Annotated[int, Field(ge=1, le=LONGEST_DAYS)] = 7
    most_uses_count: Annotated[int, Field(ge=1, le=MOST_USES_COUNT)] = 3


class SecretBody(Body):
    """The secret of a link; it stands in no address."""

    secret: Name


class ReportLine(Answer):
    """A report in a list."""

    id: UUID
    version: int
    patient_id: UUID
    episode_id: UUID
    kind: ReportKind
    state: DocumentState
    made_at: datetime
    signed_at: datetime | None
    signed_by_id: UUID | None
    digest: str


class ReportAnswer(ReportLine):
    """A report with its text and what it rests on."""

    text: str | None
    snapshot: dict[str, Any]


class AmendmentAnswer(Answer):
    """A change of something signed."""

    number: int
    reason: str
    made_at: datetime
    made_by_id: UUID | None
    before_digest: str
    after_digest: str


class ReadReportAnswer(Answer):
    """A report, its changes, and whether it still is what was signed."""

    report: ReportAnswer
    amendments: list[AmendmentAnswer]
    is_intact: bool | None


class LinkAnswer(Answer):
    """A link; its secret is known to nobody any more."""

    id: UUID
    report_id: UUID
    expires_at: datetime
    most_uses_count: int
    uses_count: int
    revoked_at: datetime | None


class NewLinkAnswer(Answer):
    """A link that was just made: the secret is told once."""

    link: LinkAnswer
    secret: str


class SharedReportAnswer(Answer):
    """A report that was opened by a link."""

    kind: ReportKind
    state: DocumentState
    given_name: str | None
    family_name: str | None
    birth_date: str | None
    text: str | None
    signed_at: datetime | None
    signed_by: str | None
    digest: str


@router.post(
    "/episodes/{episode_id}/reports",
    response={201: ReportAnswer},
    operation_id="report_draft",
)
def draft(
    request: HttpRequest, episode_id: UUID, body: DraftBody, response: HttpResponse
) -> Status[Report]:
    """Draft a report from what is known today."""
    row = draft_report(actor_in(request), episode_id, body.kind)
    tell_version(response, row)
    return Status(201, row)


@router.get(
    "/patients/{patient_id}/reports",
    response=PageAnswer[ReportLine],
    operation_id="report_read_list",
)
def read_list(
    request: HttpRequest, patient_id: UUID, after: UUID | None = None, most_count: PageCount = 50
) -> dict[str, object]:
    """List reports, the newest first."""
    page = list_reports(actor_in(request), patient_id, after=after, most_count=most_count)
    return {"items": page.rows, "next_after": page.next_after}


@router.get("/reports/{report_id}", response=ReadReportAnswer, operation_id="report_read")
def read(request: HttpRequest, report_id: UUID, response: HttpResponse) -> dict[str, object]:
    """Read a report, and whether it still is what was signed."""
    found = read_report(actor_in(request), report_id)
    tell_version(response, found.row)
    return {
        "report": found.row,
        "amendments": found.amendments,
        "is_intact": found.is_intact,
    }


@router.put("/reports/{report_id}", response=ReportAnswer, operation_id="report_draft_edit")
def edit(request: HttpRequest, report_id: UUID, body: TextBody, response: HttpResponse) -> Report:
    """Edit the text of a draft."""
    row = edit_report(actor_in(request), report_id, text=body.text, version=version_in(request))
    tell_version(response, row)
    return row


@router.post("/reports/{report_id}/sign", response=ReportAnswer, operation_id="report_sign")
def sign(request: HttpRequest, report_id: UUID, response: HttpResponse) -> Report:
    """Sign a report: from now on it is amended, never changed."""
    row = sign_report(actor_in(request), report_id, version=version_in(request))
    tell_version(response, row)
    return row


@router.post("/reports/{report_id}/amend", response=ReportAnswer, operation_id="report_amend")
def amend(request: HttpRequest, report_id: UUID, body: AmendBody, response: HttpResponse) -> Report:
    """Change what was signed, with the reason."""
    row = amend_report(
        actor_in(request),
        report_id,
        text=body.text,
        reason=body.reason,
        version=version_in(request),
    )
    tell_version(response, row)
    return row


@router.post(
    "/reports/{report_id}/links", response={201: NewLinkAnswer}, operation_id="report_share"
)
def share(request: HttpRequest, report_id: UUID, body: ShareBody) -> Status[dict[str, object]]:
    """Make a link to a signed report; its secret is told once."""
    shown = share_report(
        actor_in(request),
        report_id,
        lasts_days=body.lasts_days,
        most_uses_count=body.most_uses_count,
    )
    return Status(201, {"link": shown.row, "secret": shown.secret})


@router.get(
    "/reports/{report_id}/links", response=list[LinkAnswer], operation_id="report_share_list"
)
def links(request: HttpRequest, report_id: UUID) -> list[ShareLink]:
    """List the links to a report."""
    return list(list_links(actor_in(request), report_id))


@router.post(
    "/share-links/{link_id}/revoke", response=LinkAnswer, operation_id="report_share_revoke"
)
def revoke(request: HttpRequest, link_id: UUID) -> ShareLink:
    """Let a link open nothing any more."""
    return revoke_link(actor_in(request), link_id)


@router.post(
    "/shared-reports/open",
    response=SharedReportAnswer,
    auth=None,
    operation_id="report_open",
)
def open_shared(
    request: HttpRequest, body: SecretBody, response: HttpResponse
) -> dict[str, object]:
    """Open a report by the secret of a link; nobody needs to be signed in."""
    refuse_too_many(request, "open_report")
    shared = open_shared_report(body.secret)
    report, patient = shared.report, shared.patient
    response["Cache-Control"] = "no-store"
    return {
        "kind": report.kind,
        "state": report.state,
        "given_name": patient.given_name,
        "family_name": patient.family_name,
        "birth_date": patient.birth_date,
        "text": report.text,
        "signed_at": report.signed_at,
        "signed_by": None if report.signed_by is None else report.signed_by.name,
        "digest": report.digest,
    }
