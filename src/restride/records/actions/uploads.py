"""Uploads: parts that arrive, and what becomes of the file when the last one has."""

from typing import BinaryIO
from uuid import UUID

from restride.recording.intake.outcomes import Examined, IntakeRefused
from restride.records.acting import acting, stepping
from restride.records.actions.analyses import queue_analysis
from restride.records.actors import Actor
from restride.records.models import AnalysisRun, Recording, Upload
from restride.records.places import storage
from restride.records.refusals import Conflict, NotUsable
from restride.records.scopes import the_row
from restride.records.taking_in import (
    keep_sealed,
    looked_at,
    remove_from_quarantine,
    write_part,
)
from restride.visit.moves import moved
from restride.visit.states import RecordingState, UploadState


def receive_part(actor: Actor, upload_id: UUID, source: BinaryIO, *, offset_bytes: int) -> Upload:
    """Receive a part; the bytes are on the disk before they are counted.

    Raises
    ------
    NotAllowed
        The role may send no recordings.
    NotThere, Conflict, NotUsable, Unavailable
        No such upload; it is over, or the part begins elsewhere; too long; the disk is full.
    """
    upload = _the_upload(actor, upload_id)
    _refuse_over(upload)
    end_bytes = write_part(upload, source, offset_bytes=offset_bytes)
    counted = Upload.objects.filter(
        pk=upload.pk, state=UploadState.OPEN, received_bytes=offset_bytes
    ).update(received_bytes=end_bytes)
    if not counted:
        raise Conflict("Two parts were sent at once. Ask how far the upload is, and go on there.")
    upload.received_bytes = end_bytes
    return upload


def _the_upload(actor: Actor, upload_id: UUID) -> Upload:
    with stepping(actor, "recording.upload"):
        return the_row(actor, Upload, upload_id)


def _refuse_over(upload: Upload) -> None:
    if upload.state != UploadState.OPEN:
        raise Conflict(f"The upload is {upload.state}, and takes no parts. Announce a new one.")


def complete_upload(actor: Actor, upload_id: UUID) -> tuple[Recording, AnalysisRun | None]:
    """Look at a file that was received, keep it sealed, and queue its analysis.

    A file that is no recording is refused: nothing of it is kept, and the recording says why.
    Asked again, the same answer is given.

    Raises
    ------
    NotAllowed
        The role may send no recordings.
    NotThere, Conflict
        No such upload; parts are missing.
    NotUsable
        The file is not the one that was declared, or no recording.
    """
    upload = _the_upload(actor, upload_id)
    if upload.state == UploadState.COMPLETE:
        return upload.recording, upload.recording.runs.order_by("pk").first()
    _refuse_over(upload)
    recording = upload.recording
    examined = looked_at(upload, recording)
    if isinstance(examined, IntakeRefused):
        _refuse_upload(actor, upload, recording, words=examined.text)
        raise NotUsable(examined.text)
    run = _take_in(actor, upload, recording, examined)
    remove_from_quarantine(upload)
    return recording, run


def _refuse_upload(actor: Actor, upload: Upload, recording: Recording, *, words: str) -> None:
    with acting(actor, "recording.upload") as act:
        upload.state = moved(upload.state, UploadState.REFUSED, thing="upload")
        recording.state = moved(recording.state, RecordingState.REJECTED, thing="recording")
        upload.refusal = recording.refusal = words
        upload.save()
        recording.save()
        act.about(recording, refused=True)
    remove_from_quarantine(upload)


def _take_in(actor: Actor, upload: Upload, recording: Recording, examined: Examined) -> AnalysisRun:
    """Store the file, then say so; a file whose saying so failed is taken away again."""
    keep_sealed(upload, recording, examined=examined)
    try:
        with acting(actor, "recording.upload") as act:
            held = Upload.objects.filter(pk=upload.pk, state=UploadState.OPEN)
            if not held.update(state=UploadState.COMPLETE):
                raise Conflict("The upload was completed by another request. Read the recording.")
            recording.state = moved(recording.state, RecordingState.CAPTURED, thing="recording")
            recording.save()
            run = queue_analysis(recording, made_by_id=actor.user_id)
            act.about(recording, sha256=recording.sha256)
    except BaseException:
        storage().remove(recording.stored_name)
        raise
    return run
