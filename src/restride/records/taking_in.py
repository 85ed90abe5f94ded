"""Taking in an upload: parts into quarantine, then looked at, sealed into the storage, and gone.

A file waits in quarantine only until it was looked at; nothing of a refused one is kept.
"""

import hashlib
import os
from pathlib import Path
from typing import BinaryIO, Final

from restride.recording.intake.examining import examine
from restride.recording.intake.outcomes import Examined, IntakeRefused
from restride.recording.intake.told_options import options_of
from restride.records.models import Recording, Upload
from restride.records.places import quarantine, storage
from restride.records.refusals import Conflict, NotUsable, Unavailable
from restride.vault.stored_names import stored_name

#: No part is longer.
PART_BYTES: Final = 16_000_000
_PIECE_BYTES: Final = 262_144


def begin_quarantine(name: str) -> None:
    """Make an empty file that only the server can read."""
    descriptor = os.open(quarantine() / name, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    os.close(descriptor)


def write_part(upload: Upload, source: BinaryIO, *, offset_bytes: int) -> int:
    """Write a part behind what was received, and flush it to the disk.

    Returns
    -------
    int
        The bytes that the file has now.

    Raises
    ------
    Conflict
        The part does not begin where the received bytes end.
    NotUsable
        It is longer than a part may be, or goes beyond the declared size.
    Unavailable
        The disk is full.
    """
    if offset_bytes != upload.received_bytes:
        raise Conflict(
            f"A part must begin at byte {upload.received_bytes}, where the one before ended, and "
            f"begins at {offset_bytes}. Go on from there."
        )
    room_bytes = min(PART_BYTES, upload.declared_bytes - offset_bytes)
    path = quarantine() / upload.quarantine_name
    try:
        with path.open("r+b") as file:
            file.truncate(offset_bytes)
            file.seek(offset_bytes)
            end_bytes = offset_bytes + _copied(source, file, room_bytes=room_bytes)
            file.flush()
            os.fsync(file.fileno())
    except OSError as error:
        raise Unavailable(
            f"The part could not be kept: {error.strerror}. What was received before is safe; try "
            "again later, or tell an administrator to free space."
        ) from error
    return end_bytes


def _copied(source: BinaryIO, file: BinaryIO, *, room_bytes: int) -> int:
    copied_bytes = 0
    while piece := source.read(_PIECE_BYTES):
        copied_bytes += len(piece)
        if copied_bytes > room_bytes:
            raise NotUsable(
                f"A part may have {room_bytes:,} bytes here, and has more. Send {PART_BYTES:,} "
                "bytes at most, and no more than were declared."
            )
        file.write(piece)
    return copied_bytes


def looked_at(upload: Upload, recording: Recording) -> Examined | IntakeRefused:
    """Look at a file whose last part has come.

    Raises
    ------
    Conflict
        Parts are missing.
    NotUsable
        It is not the file that was declared: its hash is another.
    Unavailable
        The disk is full.
    """
    path = quarantine() / upload.quarantine_name
    if upload.received_bytes != upload.declared_bytes:
        raise Conflict(
            f"{upload.declared_bytes:,} bytes were declared, and {upload.received_bytes:,} were "
            "received. Send the rest first."
        )
    with path.open("rb") as file:
        found = hashlib.file_digest(file, "sha256").hexdigest()
    if found != upload.declared_sha256:
        raise NotUsable(
            f"The file must have the declared hash {upload.declared_sha256[:12]}…, and has "
            f"{found[:12]}…. It was changed on its way: send it again from the start."
        )
    try:
        return examine(
            path,
            declared_name=recording.declared_name or "",
            options=options_of(recording.reading),
        )
    except OSError as error:
        raise Unavailable(
            f"The file could not be looked at: {error.strerror}. It is safe in quarantine; try "
            "again later, or tell an administrator to free space."
        ) from error


def keep_sealed(upload: Upload, recording: Recording, *, examined: Examined) -> None:
    """Seal a file into the storage, and write on the recording what it is."""
    ending = "".join(Path(examined.shown_name).suffixes[-2:]).lower()
    safe = ending if all(each.isalnum() or each == "." for each in ending) else ""
    name = stored_name("recordings", recording.pk, ending=safe[-14:] if len(safe) <= 14 else "")
    with (quarantine() / upload.quarantine_name).open("rb") as file:
        stored = storage().put(name, file)
    recording.stored_name = stored.name
    recording.sha256 = stored.sha256
    recording.size_bytes = stored.size_bytes
    recording.format = examined.format[:40]
    recording.duration_s = examined.duration_s
    told = examined.to_json()
    recording.content = {key: told[key] for key in told if key != "shown_name"}


def remove_from_quarantine(upload: Upload) -> None:
    """Take the file out of quarantine for good."""
    (quarantine() / upload.quarantine_name).unlink(missing_ok=True)
