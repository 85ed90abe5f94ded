"""Receiving chunk by chunk into quarantine, counted and hashed; nothing is left on error."""

import errno
import hashlib
import os
import secrets
from collections.abc import Iterable
from pathlib import Path
from types import TracebackType
from typing import Final, Self

from restride.recording.intake.limits import IntakeLimits
from restride.recording.intake.outcomes import IntakeRefused, Received, RefusalReason

_NO_ROOM: Final = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
#: A sender that sends nothing so many times in a row sends nothing at all.
_MOST_EMPTY_CHUNKS: Final = 10_000
_WRITES_ONLY: Final = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC


class Reception:
    """A file that is arriving; gone on leaving the context unless ``finish`` accepted it."""

    def __init__(
        self, into: Path, *, limits: IntakeLimits | None = None, declared_bytes: int | None = None
    ) -> None:
        self._limits = limits or IntakeLimits()
        self._declared_bytes = declared_bytes
        self._path = into / f"{secrets.token_hex(16)}.upload"
        self._digest = hashlib.sha256()
        self._size_bytes = 0
        self._empty_count = 0
        self._is_kept = False
        self._descriptor: int | None = os.open(self._path, _WRITES_ONLY, 0o600)
        self.refused = self._refused_at_once()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._close()
        if not self._is_kept:
            self._path.unlink(missing_ok=True)

    def add(self, chunk: bytes) -> IntakeRefused | None:
        """Write one chunk; once it refuses, it refuses for good."""
        if self.refused is None:
            self._empty_count = 0 if chunk else self._empty_count + 1
            self.refused = self._refused_with(chunk)
        if self.refused is None and chunk:
            self.refused = self._written(chunk)
        return self.refused

    def finish(self) -> Received | IntakeRefused:
        """Put the file safely on the disk and keep it, or say why not."""
        if self.refused is None:
            self.refused = self._refused_at_the_end() or self._synced()
        if self.refused is not None:
            return self.refused
        self._is_kept = True
        return Received(
            path=self._path, size_bytes=self._size_bytes, sha256=self._digest.hexdigest()
        )

    def _refused_at_once(self) -> IntakeRefused | None:
        """Refuse what was announced as too large, or what the disk cannot hold."""
        declared_bytes = self._declared_bytes or 0
        if declared_bytes > self._limits.upload_most_bytes:
            return too_large(declared_bytes, self._limits)
        disk = os.statvfs(self._path.parent)
        free_bytes = disk.f_bavail * disk.f_frsize
        if free_bytes < declared_bytes + self._limits.disk_spare_bytes:
            return _disk_full(free_bytes)
        return None

    def _refused_with(self, chunk: bytes) -> IntakeRefused | None:
        size_bytes = self._size_bytes + len(chunk)
        if size_bytes > self._limits.upload_most_bytes:
            return too_large(size_bytes, self._limits)
        if self._declared_bytes is not None and size_bytes > self._declared_bytes:
            return self._other_than_declared(size_bytes)
        if self._empty_count > _MOST_EMPTY_CHUNKS:
            return self._other_than_declared(size_bytes)
        return None

    def _written(self, chunk: bytes) -> IntakeRefused | None:
        rest = memoryview(chunk)
        try:
            while rest and self._descriptor is not None:
                rest = rest[os.write(self._descriptor, rest) :]
        except OSError as error:
            if error.errno in _NO_ROOM:
                return _disk_full(None)
            raise
        self._digest.update(chunk)
        self._size_bytes += len(chunk)
        return None

    def _refused_at_the_end(self) -> IntakeRefused | None:
        if self._declared_bytes is not None and self._size_bytes != self._declared_bytes:
            return self._other_than_declared(self._size_bytes)
        if not self._size_bytes:
            return IntakeRefused(
                reason=RefusalReason.EMPTY,
                text="A recording is needed, and the upload is empty (0 bytes). Choose the file "
                "again.",
            )
        return None

    def _synced(self) -> IntakeRefused | None:
        try:
            if self._descriptor is not None:
                os.fsync(self._descriptor)
            self._close()
        except OSError as error:
            if error.errno in _NO_ROOM:
                return _disk_full(None)
            raise
        return None

    def _close(self) -> None:
        descriptor, self._descriptor = self._descriptor, None
        if descriptor is not None:
            os.close(descriptor)

    def _other_than_declared(self, size_bytes: int) -> IntakeRefused:
        declared = "" if self._declared_bytes is None else f" of {self._declared_bytes:,} bytes"
        return IntakeRefused(
            reason=RefusalReason.CUT_SHORT,
            text=f"The whole file{declared} is needed, and {size_bytes:,} bytes arrived. Send it "
            "again.",
        )


def receive(
    chunks: Iterable[bytes],
    into: Path,
    *,
    limits: IntakeLimits | None = None,
    declared_bytes: int | None = None,
) -> Received | IntakeRefused:
    """Write what arrives into a new file in the quarantine folder.

    Parameters
    ----------
    chunks
        As they arrive; an error of theirs is passed on, and nothing is left of the file.
    into
        The quarantine folder, which is there.
    limits
        The house's own, if not given.
    declared_bytes
        The size that was announced. More than that, or less, is refused.
    """
    with Reception(into, limits=limits, declared_bytes=declared_bytes) as reception:
        if reception.refused is None:
            for chunk in chunks:
                if reception.add(chunk) is not None:
                    break
        return reception.finish()


def too_large(size_bytes: int, limits: IntakeLimits) -> IntakeRefused:
    """Refuse an upload by its size."""
    return IntakeRefused(
        reason=RefusalReason.TOO_LARGE,
        text=f"A file of at most {limits.upload_most_bytes:,} bytes is needed, and this one has "
        f"{size_bytes:,} or more. Cut the recording, or export it in a packed format such as "
        "Parquet.",
    )


def _disk_full(free_bytes: int | None) -> IntakeRefused:
    room = "no room is left" if free_bytes is None else f"{free_bytes:,} bytes are left"
    return IntakeRefused(
        reason=RefusalReason.DISK_FULL,
        text=f"Room on the server's disk is needed, and {room}. Nothing was kept. Ask the "
        "administrator to make room, then send the file again.",
    )
