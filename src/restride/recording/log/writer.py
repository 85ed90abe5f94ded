"""A log written so that what ``sync`` returned is never lost, and opened again after a crash."""

import os
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Self

from restride.errors import OptionError, SequenceGap, StorageError
from restride.recording.log.disk import flush_file, flush_folder, is_full, write_all
from restride.recording.log.frames import (
    MOST_PAYLOAD_BYTES,
    FrameKind,
    FrameSeal,
    LogHead,
    frame_bytes,
)
from restride.recording.log.recovery import LogRecovery, open_log


class LogWriter:
    """Appends frames to the log of one recording; a context manager.

    Only what ``sync`` has returned may be acknowledged. After any failure of the disk nothing more
    is written: open the log anew, and it goes on behind its last good frame.

    Parameters
    ----------
    path
        A new file in a folder that is there, or a log of this recording.
    recording_id
        Sixteen bytes: those of the recording's UUID.
    seal
        What encrypts payloads; None where they are written as they are.
    """

    def __init__(self, path: Path, *, recording_id: bytes, seal: FrameSeal | None = None) -> None:
        self._path = Path(path)
        self._head = LogHead(recording_id=recording_id, is_sealed=seal is not None)
        self._seal = seal
        self._descriptor: int | None = None
        self._why_closed = "it was not opened with 'with'"
        self._next = 0
        self._durable = 0
        self._end_bytes = 0
        self._durable_bytes = 0
        self._is_ended = False
        #: What a crash had left to cut; None where the log was new or whole.
        self.recovery: LogRecovery | None = None

    def __enter__(self) -> Self:
        self._guarded(self._open, "opened")
        return self

    def __exit__(self, *_: object) -> None:
        try:
            if self._descriptor is not None:
                self.sync()
        finally:
            self._close("it was closed")

    @property
    def next_sequence(self) -> int:
        """The number that the next frame bears."""
        return self._next

    @property
    def durable_sequence(self) -> int | None:
        """The last frame that is on the disk; None where none is."""
        return self._durable - 1 if self._durable else None

    @property
    def is_ended(self) -> bool:
        """Whether the recording is complete."""
        return self._is_ended

    def append(self, kind: FrameKind, payload: bytes) -> int:
        """Add a frame and give its number. It is not safe before ``sync``.

        Raises
        ------
        StorageError
            The disk is full or fails, or did so before.
        OptionError
            The payload is too long, or the recording is complete.
        """
        self._refuse_closed()
        if self._is_ended:
            raise OptionError(
                f"Frames can be added until a recording ends, and {self._path.name} ended with "
                f"frame {self._next - 1}. Start another recording."
            )
        sequence = self._next
        stored = payload
        if self._seal is not None:
            # The kind is sealed with the payload: outside it only has a checksum.
            stored = self._seal.seal(bytes([kind]) + payload, sequence)
        if len(stored) > MOST_PAYLOAD_BYTES:
            raise OptionError(
                f"A frame holds at most {MOST_PAYLOAD_BYTES:,} bytes, and this one would hold "
                f"{len(stored):,}. Send the samples in shorter blocks."
            )
        frame = frame_bytes(kind, stored, sequence=sequence, recording_id=self._head.recording_id)
        self._guarded(lambda: self._write(frame), "written")
        self._next, self._end_bytes = sequence + 1, self._end_bytes + len(frame)
        self._is_ended = kind is FrameKind.END
        return sequence

    def append_at(self, sequence: int, *, kind: FrameKind, payload: bytes) -> bool:
        """Add the frame that bears this number; one that is there already is left as it is.

        So a sender that heard no acknowledgement sends again without a thought.

        Returns
        -------
        bool
            Whether it was added.

        Raises
        ------
        SequenceGap
            Frames before it are not there.
        StorageError, OptionError
            As ``append`` does.
        """
        if sequence > self._next or sequence < 0:
            raise SequenceGap(needed=self._next, found=sequence)
        if sequence < self._next:
            self._refuse_closed()
            return False
        self.append(kind, payload)
        return True

    def sync(self) -> int | None:
        """Bring all frames to the disk and give the last one's number; None where there is none.

        Raises
        ------
        StorageError
            The disk is full or fails, or did so before.
        """
        self._refuse_closed()
        if self._durable < self._next:
            self._guarded(self._flush, "brought to the disk")
            self._durable, self._durable_bytes = self._next, self._end_bytes
        return self.durable_sequence

    def _open(self) -> None:
        opened = open_log(self._path, self._head)
        self._descriptor = opened.descriptor
        # What a crash left readable was perhaps never brought to the disk.
        self._flush()
        flush_folder(self._path.resolve().parent)
        self._next = self._durable = opened.frames_count
        self._end_bytes = self._durable_bytes = opened.end_bytes
        self._is_ended = opened.is_ended
        self.recovery = opened.recovery

    def _write(self, frame: bytes) -> None:
        if self._descriptor is not None:
            write_all(self._descriptor, frame)

    def _flush(self) -> None:
        if self._descriptor is None:
            return
        try:
            flush_file(self._descriptor)
        except OSError:
            # The system may count these pages as written from now on, though they are not: they
            # must not be found, and counted as safe, when the log is opened again.
            self._end_bytes = self._durable_bytes
            raise

    def _guarded(self, write: Callable[[], None], done: str) -> None:
        try:
            write()
        except OSError as error:
            if self._descriptor is not None and self._end_bytes:
                with suppress(OSError):
                    os.ftruncate(self._descriptor, self._end_bytes)
            reason = error.strerror or str(error)
            self._close(f"the disk failed ({reason})")
            raise StorageError(
                f"The log {self._path.name} must be {done}, and the disk refuses: {reason}. "
                "Nothing after the last acknowledged frame counts. Make room or repair the disk, "
                "and open the log again.",
                is_full=is_full(error),
            ) from error

    def _refuse_closed(self) -> None:
        if self._descriptor is None:
            raise StorageError(
                f"An open log is needed, and {self._path.name} takes no more: {self._why_closed}. "
                "Open it again."
            )

    def _close(self, why: str) -> None:
        if self._descriptor is not None:
            os.close(self._descriptor)
            self._descriptor = None
            self._why_closed = why
