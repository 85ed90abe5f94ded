"""Streams: opened for a device, and ended where it is gone. Devices send over a socket."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from ninja import Router, Status
from pydantic import Field

from restride.clinical.circumstances import Circumstances
from restride.records.actions.streams import WantedStream, end_stream, open_stream
from restride.records.models import Recording
from restride.rows import read_row
from restride.terms import Task
from restride.web.api.asking import actor_in, tell_version
from restride.web.api.bodies import Body, Word
from restride.web.api.recordings import RecordingAnswer, Told

router = Router(tags=["recordings"])


class StreamBody(Body):
    """What a device will record."""

    client_uuid: UUID
    device_id: UUID
    task: Task | None = None
    pace: Word | None = None
    episode_id: UUID | None = None
    visit_id: UUID | None = None
    circumstances: Told = Field(default_factory=dict)


@router.post(
    "/patients/{patient_id}/streams",
    response={200: RecordingAnswer, 201: RecordingAnswer},
    operation_id="recording_upload_stream",
)
def begin(request: HttpRequest, patient_id: UUID, body: StreamBody) -> Status[Recording]:
    """Open a stream into which a device records; the same again gives the first."""
    told = body.dict()
    told["circumstances"] = read_row(Circumstances, told["circumstances"], where="circumstances")
    recording, is_new = open_stream(actor_in(request), patient_id, WantedStream(**told))
    return Status(201 if is_new else 200, recording)


@router.post(
    "/recordings/{recording_id}/end",
    response=RecordingAnswer,
    operation_id="recording_upload_end",
)
def end(request: HttpRequest, recording_id: UUID, response: HttpResponse) -> Recording:
    """End a stream whose device is gone: what came is kept, and told to be cut."""
    recording = end_stream(actor_in(request), recording_id)
    tell_version(response, recording)
    return recording
