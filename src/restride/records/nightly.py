"""What is done every night: sign the trail, back up, check the backup, and tidy."""

from collections.abc import Callable
from datetime import timedelta
from typing import Final

from django.conf import settings
from django.core.management import call_command

from restride.recording.intake.examining import clear_leftovers
from restride.records import clock
from restride.records.backup.making import backups_folder, make_backup, prune
from restride.records.backup.restoring import check, summary
from restride.records.models import Recording, Upload
from restride.records.places import quarantine, storage
from restride.records.trail_heads import sign_head
from restride.visit.moves import moved
from restride.visit.states import RecordingState, UploadState

#: What is being written now is younger.
_LEFT_BEHIND: Final = timedelta(days=1)


def nightly(*, tell: Callable[[str], None]) -> None:
    """Do all of it; what fails ends the night with its error, and the next one begins anew.

    The backup comes before the tidying: what is tidied away by mistake is in it.
    """
    head = sign_head(settings.RESTRIDE_HOME.heads_path)
    tell("The trail is signed" if head is None else f"The trail is signed up to {head.number}")
    backup = make_backup(backups_folder())
    rows_count, files_count, size_bytes = summary(check(backup))
    tell(
        f"Backed up {rows_count} rows and {files_count} files, {size_bytes / 1e6:.1f} MB: {backup}"
    )
    pruned = prune(
        backups_folder(), kept_count=settings.RESTRIDE_HOME.configuration.backups_kept_count
    )
    tell(f"{pruned} older backups removed, {tidy()} things tidied away")


def tidy() -> int:
    """Give up uploads that nobody goes on with, and remove what belongs to nothing; count it."""
    given_up = 0
    for upload in Upload.objects.filter(state=UploadState.OPEN, expires_at__lt=clock.now()):
        _give_up(upload)
        given_up += 1
    older_than_s = _LEFT_BEHIND.total_seconds()
    left = clear_leftovers(quarantine(), older_than_s=older_than_s)
    call_command("clearsessions")
    return given_up + left + storage().sweep(older_than_s=older_than_s) + _remove_orphans()


def _give_up(upload: Upload) -> None:
    upload.state = moved(upload.state, UploadState.ABANDONED, thing="upload")
    upload.save()
    recording = upload.recording
    if recording.state == RecordingState.RECEIVING:
        recording.state = moved(recording.state, RecordingState.LOST, thing="recording")
        recording.refusal = "The upload was not gone on with."
        recording.save()
    (quarantine() / upload.quarantine_name).unlink(missing_ok=True)


def _remove_orphans() -> int:
    """Remove uploads and stored files that no row names; both are written before their row is.

    The rows are read after the files: a file that is stored meanwhile is not among those seen.
    """
    waiting = [each for each in quarantine().glob("upload-*") if _is_old(each.stat().st_mtime)]
    stored = list(storage().names())
    known = set(
        Upload.objects.filter(state=UploadState.OPEN).values_list("quarantine_name", flat=True)
    )
    named = set(Recording.objects.values_list("stored_name", flat=True))
    orphans = [each for each in waiting if each.name not in known]
    for each in orphans:
        each.unlink(missing_ok=True)
    unnamed = [each for each in stored if each not in named and _belongs_to_nobody(each)]
    for name in unnamed:
        storage().remove(name)
    return len(orphans) + len(unnamed)


def _is_old(changed_s: float) -> bool:
    return changed_s < clock.now().timestamp() - _LEFT_BEHIND.total_seconds()


def _belongs_to_nobody(name: str) -> bool:
    """Whether the recording that a file is named after has no use for it."""
    recording_id = name.split("/", 1)[1].split(".", 1)[0]
    found = Recording.objects.filter(pk=recording_id).values_list("state", flat=True).first()
    return found in (None, RecordingState.REJECTED, RecordingState.LOST)
