"""Streams that end: by their device, by staff, or because the device did not come back.

What ends a stream says so in the record first, and asks a worker to make the file. Nothing that was
acknowledged is lost on the way: the log stays until the file is in the record.
"""

import time
from datetime import timedelta
from typing import Final

from django.conf import settings
from django.db import transaction

from restride.records import clock
from restride.records.jobs.queue import queue_job
from restride.records.models import Job, Recording
from restride.records.stream_logs import (
    left_alone,
    log_path,
    logged_recordings,
    remove_log,
)
from restride.visit.states import PatientState, RecordingState

#: The name of the job; ``records/jobs/finishing.py`` does it.
FINISH_STREAM: Final = "finish-stream"
#: A stream to which no device ever came is given so many times as long.
_NEVER_CAME_TIMES: Final = 6
#: In a day of recording. House choice: docs/decisions/0174-recording-socket.md.
_TIME_LIMIT_S: Final = 1_800


def close_stream(recording: Recording, *, frames_count: int | None = None) -> None:
    """Take nothing more into a stream, and have its file made; twice is as once.

    Parameters
    ----------
    frames_count
        Of the whole stream, where its device ended it.
    """
    with transaction.atomic():
        held = Recording.objects.select_for_update().get(pk=recording.pk)
        if held.state != RecordingState.RECEIVING:
            return
        if held.ended_at is None:
            held.ended_at = clock.now()
            held.content = {"stream": {"frames_count": frames_count}}
            held.save(update_fields=["ended_at", "content"])
        queue_job(
            FINISH_STREAM,
            payload={"recording": str(held.pk)},
            clinic_id=held.clinic_id,
            patient_id=held.patient_id,
            made_by_id=held.made_by_id,
            once_key=str(held.pk),
            time_limit_s=_TIME_LIMIT_S,
        )


def end_abandoned_streams() -> int:
    """End the streams whose device did not come back, and count them.

    A file that could not be made is tried again, and logs whose file is in the record go.
    """
    _remove_finished_logs()
    ended = 0
    streams = Recording.objects.filter(state=RecordingState.RECEIVING, device__isnull=False)
    for recording in streams.order_by("pk"):
        if recording.ended_at is not None:
            _try_again(recording)
            continue
        with left_alone(log_path(recording.pk)) as is_left:
            if is_left and _is_silent(recording):
                close_stream(recording)
                ended += 1
    return ended


def _silence() -> timedelta:
    return timedelta(minutes=settings.RESTRIDE_HOME.configuration.stream_abandoned_min)


def _is_silent(recording: Recording) -> bool:
    """Tell by the last write of the log; both times are of the file system's clock."""
    try:
        changed_s = log_path(recording.pk).stat().st_mtime
    except FileNotFoundError:
        return clock.now() - recording.made_at > _NEVER_CAME_TIMES * _silence()
    return time.time() - changed_s > _silence().total_seconds()


def _try_again(recording: Recording) -> None:
    """Have the file made where no worker is at it, nor was a short while ago."""
    recent = Job.objects.filter(kind=FINISH_STREAM, once_key=str(recording.pk))
    if not recent.exclude(ended_at__lt=clock.now() - _silence()).exists():
        close_stream(recording)


def _remove_finished_logs() -> None:
    """Remove logs that a worker was killed before it could; one that is kept on purpose stays."""
    finished = Recording.objects.filter(
        pk__in=logged_recordings(), state__in=(RecordingState.CAPTURED, RecordingState.LOST)
    )
    for pk, content, patient_state in finished.values_list("pk", "content", "patient__state"):
        is_kept = content.get("stream", {}).get("is_log_kept")
        if not is_kept or patient_state == PatientState.ERASED:
            remove_log(pk)
