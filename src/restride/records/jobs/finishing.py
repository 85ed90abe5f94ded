"""Finishing a stream: its log becomes one sealed Parquet file, and then goes.

Every try puts its file under a name of its own, and the first thing a try does is to take away the
files of tries before it, none of which is in the record. The log goes once the file is.
"""

import time
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final
from uuid import UUID

from django.db import transaction

from restride.records.acting import acting
from restride.records.actions.analyses import queue_analysis
from restride.records.actors import system_actor
from restride.records.ended_streams import FINISH_STREAM
from restride.records.jobs.apart import Crashed
from restride.records.jobs.kinds import JobKind
from restride.records.jobs.log_to_file import compute
from restride.records.jobs.queue import Lease
from restride.records.models import Job, Recording
from restride.records.places import storage
from restride.records.stream_logs import left_alone, log_path, remove_log
from restride.vault.stored_names import stored_name
from restride.visit.moves import moved
from restride.visit.states import RecordingState

#: A socket hears within five seconds that its recording has ended, and leaves the log.
_LEFT_WITHIN_S: Final = 8.0
_LOOK_EVERY_S: Final = 0.05


def prepare(lease: Lease, folder: Path) -> dict[str, Any] | None:
    """See that nobody writes the log any more; None where the file is made already."""
    recording = _the_recording(lease)
    if recording.state != RecordingState.RECEIVING:
        return None
    _remove_earlier(recording)
    path = log_path(recording.pk)
    _await_left(path)
    return {
        "log": str(path) if path.exists() else None,
        "recording": str(recording.pk),
        "file": str(folder / "recording.parquet"),
    }


def _the_recording(lease: Lease) -> Recording:
    return Recording.objects.get(pk=lease.payload["recording"])


def _await_left(path: Path) -> None:
    ends_s = time.monotonic() + _LEFT_WITHIN_S
    while time.monotonic() < ends_s:
        with left_alone(path) as is_left:
            if is_left:
                return
        time.sleep(_LOOK_EVERY_S)
    raise Crashed(
        f"The log of a recording that has ended must be left within {_LEFT_WITHIN_S:g} s, and is "
        "still written. It is tried again."
    )


def _name(recording_id: UUID, *, job_id: UUID, try_number: int) -> str:
    ending = f".{job_id.hex[-8:]}n{try_number}.parquet"
    return stored_name("recordings", recording_id, ending=ending)


def _remove_earlier(recording: Recording) -> None:
    jobs = Job.objects.filter(kind=FINISH_STREAM, once_key=str(recording.pk))
    for job_id, tries_count in jobs.values_list("pk", "tries_count"):
        for number in range(1, tries_count + 1):
            name = _name(recording.pk, job_id=job_id, try_number=number)
            if storage().exists(name):
                storage().remove(name)


def store(lease: Lease, found: dict[str, Any]) -> None:
    """Keep the file and what is in it, queue the analysis, and let the log go after the commit."""
    recording = _the_recording(lease)
    before = recording.content.get("stream", {})
    recording.content = found["content"]
    recording.content["stream"] = before | recording.content["stream"]
    if "lost" in found:
        recording.state = moved(recording.state, RecordingState.LOST, thing="recording")
        recording.refusal = found["lost"]
        _save(recording, lost=True)
    else:
        _keep(lease, recording, found)
    if not recording.content["stream"]["is_log_kept"]:
        transaction.on_commit(lambda: remove_log(recording.pk))


def _keep(lease: Lease, recording: Recording, found: dict[str, Any]) -> None:
    name = _name(recording.pk, job_id=lease.job_id, try_number=lease.try_number)
    with Path(found["file"]).open("rb") as file:
        stored = storage().put(name, file)
    try:
        recording.stored_name = stored.name
        recording.sha256 = stored.sha256
        recording.size_bytes = stored.size_bytes
        recording.content["size_bytes"] = stored.size_bytes
        recording.format = "parquet"
        for field in ("duration_s", "lost_share", "clock_offset_s"):
            setattr(recording, field, found[field])
        recording.task = recording.task or found["task"]
        recording.recorded_at = _began_at(recording, found["began_at_s"])
        recording.refusal = None
        recording.state = moved(recording.state, RecordingState.CAPTURED, thing="recording")
        _save(recording, sha256=recording.sha256)
        queue_analysis(recording, made_by_id=recording.made_by_id)
    except BaseException:
        storage().remove(name)
        raise


def _began_at(recording: Recording, began_at_s: float) -> datetime:
    """Tell when the first sample was taken; a stream may be opened long before."""
    began_at = datetime.fromtimestamp(began_at_s, UTC)
    is_possible = recording.made_at <= began_at <= (recording.ended_at or began_at)
    return began_at if is_possible else recording.recorded_at


def _save(recording: Recording, **detail: object) -> None:
    with acting(system_actor(recording.clinic_id), "recording.upload") as act:
        recording.save()
        act.about(recording, **detail)


def give_up(lease: Lease, words: str) -> None:
    """Say on the recording why its file is not made yet; the log stays, and it is tried again."""
    recording = _the_recording(lease)
    recording.refusal = words
    recording.save(update_fields=["refusal"])


FINISHING: Final = JobKind(prepare=prepare, compute=compute, store=store, give_up=give_up)
