"""Recordings: announced, sent in parts, completed; their analyses; the jobs behind them."""

from collections.abc import Iterator
from datetime import datetime
from typing import Annotated, Any, BinaryIO, cast
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from ninja import Query, Router, Status
from pydantic import AwareDatetime, Field, StringConstraints

from restride.clinical.circumstances import Circumstances
from restride.records.actions.recordings import (
    AnnouncedRecording,
    announce_recording,
    move_recording,
    reanalyse,
)
from restride.records.actions.uploads import complete_upload, receive_part
from restride.records.models import AnalysisRun, Recording, Upload
from restride.records.queries.recordings import (
    jobs_of,
    open_recording,
    read_recording,
    read_run,
    read_upload,
    recordings_of,
)
from restride.rows import read_row
from restride.terms import Task
from restride.visit.states import RecordingState, RunState, UploadState
from restride.web.api.asking import actor_in, tell_version, version_in
from restride.web.api.bodies import Answer, Body, Line, PageAnswer, PageCount, Text, Word

router = Router(tags=["recordings"])

_PIECE_BYTES = 262_144

Sha256 = Annotated[str, StringConstraints(pattern=r"^[0-9a-fA-F]{64}$")]
#: Plain values that the domain reads and checks itself.
Told = Annotated[dict[str, Any], Field(max_length=40)]


class AnnouncedBody(Body):
    """What is said of a recording before it is sent."""

    client_uuid: UUID
    declared_name: Line
    size_bytes: Annotated[int, Field(ge=1, le=20_000_000_000)]
    sha256: Sha256
    recorded_at: AwareDatetime
    task: Task | None = None
    pace: Word | None = None
    episode_id: UUID | None = None
    visit_id: UUID | None = None
    circumstances: Told = Field(default_factory=dict)
    reading: Told = Field(default_factory=dict)


class MoveBody(Body):
    """Whose a recording is, and why it is moved."""

    to_patient_id: UUID
    reason: Text


class UploadAnswer(Answer):
    """How far an upload is."""

    id: UUID
    recording_id: UUID
    state: UploadState
    declared_bytes: int
    received_bytes: int
    expires_at: datetime
    refusal: str | None


class RunAnswer(Answer):
    """One analysis, without its document."""

    id: UUID
    state: RunState
    algorithm_version: str
    input_sha256: str
    started_at: datetime | None
    ended_at: datetime | None
    superseded_by_id: UUID | None


class RunDocumentAnswer(RunAnswer):
    """One analysis with everything that was found."""

    document: dict[str, Any] | None
    document_sha256: str
    failure: str | None


class RecordingAnswer(Answer):
    """What is known of a recording."""

    id: UUID
    patient_id: UUID
    version: int
    state: RecordingState
    task: str | None
    pace: str | None
    circumstances: dict[str, Any]
    declared_name: str | None
    recorded_at: datetime
    episode_id: UUID | None
    visit_id: UUID | None
    sha256: str
    size_bytes: int
    format: str
    duration_s: float | None
    content: dict[str, Any]
    lost_share: float | None
    refusal: str | None
    runs: list[RunAnswer]

    @staticmethod
    def resolve_runs(row: Recording) -> list[AnalysisRun]:
        """List the analyses, the oldest first; those read ahead where they were."""
        return sorted(row.runs.all(), key=lambda each: each.pk)


class CompletedAnswer(Answer):
    """A recording that was taken in, and the analysis that was queued."""

    recording: RecordingAnswer
    run_id: UUID | None


class JobAnswer(Answer):
    """How far a job is."""

    id: UUID
    kind: str
    state: RunState
    patient_id: UUID | None
    done_share: float
    stage: str
    tries_count: int
    made_at: datetime
    ended_at: datetime | None
    failure: str | None


@router.post(
    "/patients/{patient_id}/recordings",
    response={200: UploadAnswer, 201: UploadAnswer},
    operation_id="recording_upload_announce",
)
def announce(request: HttpRequest, patient_id: UUID, body: AnnouncedBody) -> Status[Upload]:
    """Announce a recording; the same again gives the first."""
    told = body.dict()
    told["circumstances"] = read_row(Circumstances, told["circumstances"], where="circumstances")
    upload, is_new = announce_recording(
        actor_in(request),
        patient_id,
        AnnouncedRecording(**told),
        largest_bytes=settings.RESTRIDE_HOME.configuration.largest_upload_bytes,
    )
    return Status(201 if is_new else 200, upload)


@router.get("/uploads/{upload_id}", response=UploadAnswer, operation_id="recording_upload_progress")
def progress(request: HttpRequest, upload_id: UUID) -> Upload:
    """Read how far an upload is, to go on from there."""
    return read_upload(actor_in(request), upload_id)


@router.put(
    "/uploads/{upload_id}/parts",
    response=UploadAnswer,
    operation_id="recording_upload_part",
    openapi_extra={
        "requestBody": {
            "required": True,
            "content": {"application/octet-stream": {"schema": {"type": "string"}}},
        }
    },
)
def part(
    request: HttpRequest,
    upload_id: UUID,
    offset_bytes: Annotated[int, Query(ge=0, le=20_000_000_000)],
) -> Upload:
    """Send the next part as the body, at most 16 MB, from a byte on."""
    return receive_part(
        actor_in(request), upload_id, cast(BinaryIO, request), offset_bytes=offset_bytes
    )


@router.post(
    "/uploads/{upload_id}/complete",
    response=CompletedAnswer,
    operation_id="recording_upload_complete",
)
def complete(request: HttpRequest, upload_id: UUID) -> dict[str, object]:
    """Say that the last part was sent: the file is looked at, kept sealed, and analysed."""
    recording, run = complete_upload(actor_in(request), upload_id)
    return {"recording": recording, "run_id": None if run is None else run.pk}


@router.get(
    "/patients/{patient_id}/recordings",
    response=PageAnswer[RecordingAnswer],
    operation_id="recording_read_list",
)
def list_of_patient(
    request: HttpRequest, patient_id: UUID, after: UUID | None = None, most_count: PageCount = 50
) -> dict[str, object]:
    """List a patient's recordings with their analyses, the newest first."""
    page = recordings_of(actor_in(request), patient_id, after=after, most_count=most_count)
    return {"items": page.rows, "next_after": page.next_after}


@router.get("/recordings/{recording_id}", response=RecordingAnswer, operation_id="recording_read")
def read(request: HttpRequest, recording_id: UUID, response: HttpResponse) -> Recording:
    """Read what is known of a recording."""
    recording = read_recording(actor_in(request), recording_id)
    tell_version(response, recording)
    return recording


@router.get(
    "/recordings/{recording_id}/file",
    response={200: None},
    operation_id="recording_download",
)
def download(request: HttpRequest, recording_id: UUID) -> StreamingHttpResponse:
    """Send the file of a recording as it came."""
    recording, file = open_recording(actor_in(request), recording_id)
    answer = StreamingHttpResponse(_pieces(file), content_type="application/octet-stream")
    answer["Content-Length"] = str(recording.size_bytes)
    answer["Content-Disposition"] = f'attachment; filename="recording-{recording.pk}"'
    return answer


def _pieces(file: BinaryIO) -> Iterator[bytes]:
    with file:
        while piece := file.read(_PIECE_BYTES):
            yield piece


@router.post(
    "/recordings/{recording_id}/move", response=RecordingAnswer, operation_id="recording_move"
)
def move(
    request: HttpRequest, recording_id: UUID, body: MoveBody, response: HttpResponse
) -> Recording:
    """Move a recording, with its analyses and values, to the patient it is of."""
    recording = move_recording(
        actor_in(request),
        recording_id,
        to_patient_id=body.to_patient_id,
        reason=body.reason,
        version=version_in(request),
    )
    tell_version(response, recording)
    return recording


@router.post(
    "/recordings/{recording_id}/analyses",
    response={202: RunAnswer},
    operation_id="analysis_start",
)
def analyse_again(request: HttpRequest, recording_id: UUID) -> Status[AnalysisRun]:
    """Queue another analysis; it will supersede the one that holds, which is kept."""
    return Status(202, reanalyse(actor_in(request), recording_id))


@router.get("/analyses/{run_id}", response=RunDocumentAnswer, operation_id="analysis_read")
def analysis(request: HttpRequest, run_id: UUID) -> AnalysisRun:
    """Read one analysis, whole."""
    return read_run(actor_in(request), run_id)


@router.get("/jobs", response=PageAnswer[JobAnswer], operation_id="job_read_list")
def jobs(
    request: HttpRequest, after: UUID | None = None, most_count: PageCount = 50
) -> dict[str, object]:
    """List the jobs about patients whom you may see, the newest first."""
    page = jobs_of(actor_in(request), after=after, most_count=most_count)
    return {"items": page.rows, "next_after": page.next_after}
