"""Training sessions and the days on which nothing is expected."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from ninja import Router, Status

from restride.records.actions.excuses import end_excuse, excuse_days
from restride.records.actions.sessions import (
    edit_session,
    record_session,
    record_sessions,
    tell_synced,
)
from restride.records.models import Excuse, TrainingSession
from restride.records.queries.sessions import list_excuses, list_sessions, read_session
from restride.web.api.asking import actor_in, tell_version, version_in
from restride.web.api.bodies import PageAnswer, PageCount
from restride.web.api.session_bodies import (
    BatchAnswer,
    BatchBody,
    ExcuseAnswer,
    ExcuseBody,
    KeptAnswer,
    SentAnswer,
    SessionAnswer,
    SessionBody,
)

router = Router(tags=["sessions"])


@router.post(
    "/patients/{patient_id}/sessions",
    response={200: KeptAnswer, 201: KeptAnswer},
    operation_id="session_record",
)
def record(
    request: HttpRequest, patient_id: UUID, body: SessionBody, response: HttpResponse
) -> Status[dict[str, object]]:
    """Record a session; the same one sent again gives the first."""
    kept = record_session(actor_in(request), patient_id, body.session())
    tell_version(response, kept.row)
    return Status(201 if kept.is_new else 200, KeptAnswer.of(kept))


@router.post(
    "/patients/{patient_id}/sessions/batch",
    response=BatchAnswer,
    operation_id="session_record_batch",
)
def record_batch(request: HttpRequest, patient_id: UUID, body: BatchBody) -> dict[str, object]:
    """Send up to 50 sessions that were recorded offline; each has a result of its own."""
    sent = record_sessions(
        actor_in(request),
        patient_id,
        [each.session() for each in body.sessions],
        is_everything=body.is_everything,
    )
    return {"sessions": [SentAnswer.of(each) for each in sent]}


@router.put("/sessions/{session_id}", response=KeptAnswer, operation_id="session_record_edit")
def edit(
    request: HttpRequest, session_id: UUID, body: SessionBody, response: HttpResponse
) -> dict[str, object]:
    """Go on with a session that is not over: pause, resume, add, complete, abandon."""
    kept = edit_session(actor_in(request), session_id, body.session(), version=version_in(request))
    tell_version(response, kept.row)
    return KeptAnswer.of(kept)


@router.get(
    "/patients/{patient_id}/sessions",
    response=PageAnswer[SessionAnswer],
    operation_id="session_read_list",
)
def read_list(
    request: HttpRequest, patient_id: UUID, after: UUID | None = None, most_count: PageCount = 50
) -> dict[str, object]:
    """List sessions, the newest first."""
    page = list_sessions(actor_in(request), patient_id, after=after, most_count=most_count)
    return {"items": page.rows, "next_after": page.next_after}


@router.get("/sessions/{session_id}", response=SessionAnswer, operation_id="session_read")
def read(request: HttpRequest, session_id: UUID, response: HttpResponse) -> TrainingSession:
    """Read a session."""
    row = read_session(actor_in(request), session_id)
    tell_version(response, row)
    return row


@router.post("/patients/{patient_id}/sync", response={204: None}, operation_id="session_sync")
def sync(request: HttpRequest, patient_id: UUID) -> Status[None]:
    """Say that the device has sent everything it had."""
    tell_synced(actor_in(request), patient_id)
    return Status(204, None)


@router.post(
    "/patients/{patient_id}/excuses", response={201: ExcuseAnswer}, operation_id="excuse_edit"
)
def excuse(
    request: HttpRequest, patient_id: UUID, body: ExcuseBody, response: HttpResponse
) -> Status[Excuse]:
    """Expect nothing for some days."""
    row = excuse_days(actor_in(request), patient_id, body.days())
    tell_version(response, row)
    return Status(201, row)


@router.post("/excuses/{excuse_id}/end", response=ExcuseAnswer, operation_id="excuse_edit_end")
def end(request: HttpRequest, excuse_id: UUID, response: HttpResponse) -> Excuse:
    """End an excuse: from today on something is expected again."""
    row = end_excuse(actor_in(request), excuse_id, version=version_in(request))
    tell_version(response, row)
    return row


@router.get(
    "/patients/{patient_id}/excuses",
    response=PageAnswer[ExcuseAnswer],
    operation_id="session_read_excuses",
)
def excuses(
    request: HttpRequest, patient_id: UUID, after: UUID | None = None, most_count: PageCount = 50
) -> dict[str, object]:
    """List the days on which nothing was expected, the newest first."""
    page = list_excuses(actor_in(request), patient_id, after=after, most_count=most_count)
    return {"items": page.rows, "next_after": page.next_after}
