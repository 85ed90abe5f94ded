"""The log of one recording while a device sends it. It blocks: it is called in threads only."""

import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final, Self
from uuid import UUID

from restride.errors import (
    DamagedFile,
    SequenceGap,
    StorageError,
    StreamRefused,
    VaultError,
)
from restride.recording.log.blocks import (
    block_of_payload,
    block_payload,
    mark_of_payload,
    mark_payload,
)
from restride.recording.log.frames import Frame, FrameKind
from restride.recording.log.pace import SyncPace
from restride.recording.log.reading import read_log
from restride.recording.log.stream import StreamHeader, header_of_payload
from restride.recording.log.writer import LogWriter
from restride.vault.frame_seal import FrameSeal
from restride.web.streams.bounds import StreamBounds
from restride.web.streams.turned_away import CloseCode, TurnedAway
from restride.web.streams.wire import WireFrame

#: The first block of samples is among so many frames, or the device marks and does not measure.
_FIRST_FRAMES: Final = 100
#: What a frame takes in memory besides its payload, once its recording is read.
_FRAME_BYTES: Final = 400


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """What became of the frames that were taken."""

    #: The last frame that is on the disk; None where none is.
    durable: int | None
    #: The number that is needed, where one was left out.
    needed: int | None
    #: Whether the device has sent everything, and it is on the disk.
    is_ended: bool


class Reception:
    """Checks frames and appends them to the log; a context manager."""

    def __init__(
        self, path: Path, *, recording_id: UUID, seal: FrameSeal, bounds: StreamBounds
    ) -> None:
        self._path = path
        self._seal = seal
        self._bounds = bounds
        self._writer = LogWriter(path, recording_id=recording_id.bytes, seal=seal)
        self._pace = SyncPace()
        self._header: StreamHeader | None = None
        self._first_arrival_s: float | None = None
        self._held_bytes = 0

    def __enter__(self) -> Self:
        try:
            self._writer.__enter__()
            try:
                self._remember()
            except BaseException:
                self._writer.__exit__()
                raise
        except (StorageError, DamagedFile, StreamRefused, VaultError) as error:
            raise _not_kept(error) from error
        return self

    def __exit__(self, *_: object) -> None:
        try:
            self._writer.__exit__()
        except StorageError as error:
            raise _not_kept(error) from error

    @property
    def next_sequence(self) -> int:
        """The number of the frame that is needed next."""
        return self._writer.next_sequence

    @property
    def durable_sequence(self) -> int | None:
        """The last frame that is on the disk."""
        return self._writer.durable_sequence

    @property
    def is_ended(self) -> bool:
        """Whether the device has sent everything."""
        return self._writer.is_ended

    def wait_s(self) -> float | None:
        """Tell how long frames may still wait for the disk; None where none waits."""
        return self._pace.wait_s(time.monotonic())

    def take(self, frames: Sequence[WireFrame]) -> Taken:
        """Append frames in their order, and bring them to the disk where that is due.

        Raises
        ------
        TurnedAway
            A frame cannot be used, the recording is too long or too large, or the disk fails.
        """
        needed: int | None = None
        try:
            for frame in frames:
                if frame.kind is None or self.is_ended:
                    continue
                try:
                    self._append(frame, frame.kind)
                    needed = None
                except SequenceGap as gap:
                    needed = gap.needed
            if self.is_ended or self._pace.is_due(time.monotonic()):
                self._writer.sync()
                self._pace = self._pace.synced()
        except StreamRefused as refusal:
            raise TurnedAway("payload", str(refusal), close=CloseCode.NOT_USABLE) from refusal
        except StorageError as error:
            raise _not_kept(error) from error
        return Taken(durable=self.durable_sequence, needed=needed, is_ended=self.is_ended)

    def _append(self, frame: WireFrame, kind: FrameKind) -> None:
        payload = frame.payload
        if frame.sequence == self.next_sequence:
            payload = self._checked(frame, kind)
        if self._writer.append_at(frame.sequence, kind=kind, payload=payload):
            self._pace = self._pace.appended(time.monotonic())
            self._held_bytes += _FRAME_BYTES + len(payload)

    def _checked(self, frame: WireFrame, kind: FrameKind) -> bytes:
        """Give the payload as it is kept: with the time at which it arrived here."""
        if (kind is FrameKind.HEADER) is not (frame.sequence == 0):
            raise StreamRefused(
                f"Frame 0 is the header, and no other is; frame {frame.sequence} is of the kind "
                f"{kind:d}. Begin with the header."
            )
        if kind is FrameKind.END:
            _refuse_content(frame.payload)
            return b""
        self._refuse_too_much(frame)
        if kind is FrameKind.HEADER:
            self._header = header_of_payload(frame.payload)
            return frame.payload
        if kind is FrameKind.MARK:
            mark = mark_of_payload(frame.payload)
            return mark_payload(replace(mark, arrival_s=frame.arrival_s))
        return self._stamped(frame)

    def _stamped(self, frame: WireFrame) -> bytes:
        if self._header is None:
            raise StreamRefused("Samples need a header before them. Send frame 0 first.")
        block = block_of_payload(frame.payload, header=self._header)
        if self._first_arrival_s is None:
            self._first_arrival_s = frame.arrival_s
        return block_payload(replace(block, arrival_s=frame.arrival_s))

    def _refuse_too_much(self, frame: WireFrame) -> None:
        first_s = frame.arrival_s if self._first_arrival_s is None else self._first_arrival_s
        if frame.arrival_s - first_s > self._bounds.longest_s:
            raise TurnedAway(
                "too-long",
                f"A recording lasts at most {self._bounds.longest_s / 3600:g} hours, and this one "
                "does longer. End it, and open another.",
                close=CloseCode.TOO_MUCH,
                next=self.next_sequence,
            )
        if self._held_bytes + _FRAME_BYTES + len(frame.payload) > self._bounds.held_bytes:
            raise TurnedAway(
                "too-much",
                f"A recording holds at most {self._bounds.held_bytes:,} bytes, with "
                f"{_FRAME_BYTES} for each of its frames besides, and this one has them in "
                f"{self.next_sequence:,} frames. End it, and open another.",
                close=CloseCode.TOO_MUCH,
                next=self.next_sequence,
            )

    def _remember(self) -> None:
        """Read header and first arrival of a log that is gone on with."""
        self._held_bytes = self._path.stat().st_size + _FRAME_BYTES * self.next_sequence
        if not self.next_sequence:
            return
        frames = read_log(self._path, seal=self._seal)
        for frame, _ in zip(frames, range(_FIRST_FRAMES), strict=False):
            if not isinstance(frame, Frame):
                raise DamagedFile(f"The log must be readable to be gone on with. {frame.found}")
            if frame.sequence == 0:
                self._header = header_of_payload(frame.payload)
            elif frame.kind is FrameKind.SAMPLES and self._header is not None:
                block = block_of_payload(frame.payload, header=self._header)
                self._first_arrival_s = block.arrival_s
                return


def _refuse_content(payload: bytes) -> None:
    if payload:
        raise StreamRefused(
            f"The frame that ends a recording holds nothing, and this one has {len(payload)} "
            "bytes. Send it empty."
        )


def _not_kept(error: Exception) -> TurnedAway:
    if isinstance(error, StorageError) and error.is_full:
        return TurnedAway(
            "storage-full",
            "The server has no room left. What was acknowledged is kept; make room there, connect "
            "again, and go on.",
            close=CloseCode.UNAVAILABLE,
        )
    return TurnedAway(
        "storage",
        "The server cannot keep frames of this recording now. What was acknowledged is kept; "
        "connect again later, and tell an administrator if it stays so.",
        close=CloseCode.UNAVAILABLE,
    )
