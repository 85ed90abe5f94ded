"""A log opened for writing: made anew, or after a crash cut behind its last good frame."""

import os
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Final

from restride.errors import DamagedFile, StorageError
from restride.recording.log.damage import DamageKind, LogDamage
from restride.recording.log.disk import flush_file, flush_folder, lock_for_writing, write_all
from restride.recording.log.frames import HEAD_BYTES, FrameKind, LogHead, head_from_bytes
from restride.recording.log.reading import has_frame_behind, refuse_other_seal, walk_frames

#: What is recorded of a person is for the owner of the process alone.
_OWNER_ONLY: Final = 0o600


@dataclass(frozen=True, slots=True, kw_only=True)
class LogRecovery:
    """What was cut from a log when it was opened again."""

    damage: LogDamage
    cut_bytes: int
    #: Where what was cut is kept, because a whole frame stood in it; None for a torn end.
    kept_aside: Path | None


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenedLog:
    """A log that can be appended to, its descriptor at the end."""

    descriptor: int
    frames_count: int
    end_bytes: int
    is_ended: bool
    recovery: LogRecovery | None


def open_log(path: Path, head: LogHead) -> OpenedLog:
    """Open a log for writing, alone; a new one begins with its head.

    Raises
    ------
    StorageError
        Somebody else is writing it.
    DamagedFile
        It is no log, or one of another recording, or its head is damaged: nothing is changed.
    OptionError
        It is sealed and should not be, or the other way round.
    OSError
        As the system says it.
    """
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, _OWNER_ONLY)
    try:
        if not lock_for_writing(descriptor):
            raise StorageError(
                f"A log can have one writer, and another one has {path.name} open. "
                "End it first, or record into another file."
            )
        if os.fstat(descriptor).st_size <= HEAD_BYTES and not _has_head(descriptor):
            return _begun(descriptor, head)
        return _continued(descriptor, path, head)
    except BaseException:
        os.close(descriptor)
        raise


def _has_head(descriptor: int) -> bool:
    try:
        head_from_bytes(os.pread(descriptor, HEAD_BYTES, 0))
    except DamagedFile:
        return False
    return True


def _begun(descriptor: int, head: LogHead) -> OpenedLog:
    """Write the head; a shorter or damaged one without a frame behind it is what a crash left."""
    os.ftruncate(descriptor, 0)
    os.lseek(descriptor, 0, os.SEEK_SET)
    write_all(descriptor, head.to_bytes())
    return OpenedLog(
        descriptor=descriptor,
        frames_count=0,
        end_bytes=HEAD_BYTES,
        is_ended=False,
        recovery=None,
    )


def _continued(descriptor: int, path: Path, head: LogHead) -> OpenedLog:
    with open(descriptor, "rb", closefd=False) as file:
        own = head_from_bytes(file.read(HEAD_BYTES))
        if own.recording_id != head.recording_id:
            raise DamagedFile(
                f"The log of recording {head.recording_id.hex()} is needed, and {path.name} is of "
                f"{own.recording_id.hex()}. Name another file."
            )
        refuse_other_seal(own, is_sealed=head.is_sealed, name=path.name)
        frames_count, end_bytes, kind = 0, HEAD_BYTES, None
        recovery = None
        for placed in walk_frames(file, recording_id=head.recording_id):
            if isinstance(placed, LogDamage):
                _refuse_uncuttable(placed, path)
                recovery = _cut(file, placed, path=path, head=head)
                break
            frames_count, end_bytes, kind = placed.sequence + 1, placed.end_bytes, placed.kind
    os.lseek(descriptor, end_bytes, os.SEEK_SET)
    return OpenedLog(
        descriptor=descriptor,
        frames_count=frames_count,
        end_bytes=end_bytes,
        is_ended=kind is FrameKind.END,
        recovery=recovery,
    )


def _refuse_uncuttable(damage: LogDamage, path: Path) -> None:
    """Refuse to cut what a crash cannot have left."""
    if damage.kind is DamageKind.UNREADABLE:
        raise StorageError(
            f"The log {path.name} must be readable to be gone on with. {damage.found} "
            "Nothing was cut. Check the disk."
        )
    if damage.kind is DamageKind.KIND:
        raise DamagedFile(
            f"The log {path.name} must hold kinds of frames that are known. {damage.found} "
            "Nothing was cut. Go on with the Restride that wrote it."
        )


def _cut(file: BinaryIO, damage: LogDamage, *, path: Path, head: LogHead) -> LogRecovery:
    """Cut behind the last good frame; with a whole frame behind, what is cut is kept beside."""
    size_bytes = os.fstat(file.fileno()).st_size
    aside = None
    if has_frame_behind(file, damage, recording_id=head.recording_id):
        aside = path.with_name(f"{path.name}.cut-at-{damage.place_bytes}")
        _keep_aside(file, damage, aside=aside)
    os.ftruncate(file.fileno(), damage.place_bytes)
    return LogRecovery(damage=damage, cut_bytes=size_bytes - damage.place_bytes, kept_aside=aside)


def _keep_aside(file: BinaryIO, damage: LogDamage, *, aside: Path) -> None:
    flags = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_CLOEXEC
    with os.fdopen(os.open(aside, flags, _OWNER_ONLY), "wb") as kept:
        file.seek(damage.place_bytes)
        shutil.copyfileobj(file, kept)
        kept.flush()
        flush_file(kept.fileno())
    flush_folder(aside.resolve().parent)
