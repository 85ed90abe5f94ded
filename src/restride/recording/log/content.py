"""From frames to what they hold: header, blocks, marks, and what was wrong on the way."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Final, TypeVar

from restride.errors import DamagedFile, StreamRefused
from restride.recording.log.blocks import (
    SampleBlock,
    StreamMark,
    block_of_payload,
    mark_of_payload,
)
from restride.recording.log.damage import DamageKind, LogDamage
from restride.recording.log.frames import Frame, FrameKind
from restride.recording.log.stream import StreamHeader, header_of_payload
from restride.recording.quality import QualityFinding
from restride.recording.readers.limits import decoded_limit_bytes, refuse_too_large
from restride.terms import Severity

_Arrival = TypeVar("_Arrival", SampleBlock, StreamMark)

#: In memory a block is an object with five fields and an array.
_BLOCK_BYTES: Final = 400
#: Streams that are received side by side may be written this much out of order; what arrived
#: earlier than that came after the receiver's clock began anew. House choice:
#: docs/decisions/0160-recording-log.md.
_OUT_OF_ORDER_S: Final = 10.0


@dataclass(frozen=True, slots=True, kw_only=True)
class StreamContent:
    """Everything that a log holds."""

    header: StreamHeader
    #: Blocks of each of the header's sensors, as they arrived.
    blocks: tuple[tuple[SampleBlock, ...], ...]
    marks: tuple[StreamMark, ...]
    #: Whether the sender ended the recording.
    is_ended: bool
    #: How often the receiver's clock began anew.
    restarts_count: int
    findings: tuple[QualityFinding, ...]


def content_of_log(frames: Iterable[Frame | LogDamage]) -> StreamContent:
    """Sort the frames of a log by what they hold.

    Parameters
    ----------
    frames
        As ``read_log`` gives them.

    Raises
    ------
    DamagedFile
        The log does not begin with a header, or has a second one that differs.
    StreamRefused
        The header is not as it must be.
    RecordingTooLarge
        More samples than the limit on decoded recordings allows.
    """
    remaining = iter(frames)
    content = _GrowingContent(_header_first(remaining))
    for frame in remaining:
        content.add(frame)
    return content.grown()


def _header_first(frames: Iterable[Frame | LogDamage]) -> StreamHeader:
    first = next(iter(frames), None)
    if isinstance(first, Frame) and first.kind is FrameKind.HEADER:
        return header_of_payload(first.payload)
    found = "it is empty"
    if first is not None:
        found = first.found if isinstance(first, LogDamage) else f"it begins with {first.kind.name}"
    raise DamagedFile(
        f"A log of a recording begins with a header, and this one does not: {found} Record anew."
    )


class _GrowingContent:
    def __init__(self, header: StreamHeader) -> None:
        self._header = header
        self._blocks: list[list[SampleBlock]] = [[] for _ in header.sensors]
        self._marks: list[StreamMark] = []
        self._is_ended = False
        self._refused: list[str] = []
        self._damage: LogDamage | None = None
        self._held_bytes = 0
        self._limit_bytes = decoded_limit_bytes()
        self._arrived_s = 0.0
        self._moved_s = 0.0
        self._restarts_count = 0

    def add(self, frame: Frame | LogDamage) -> None:
        if isinstance(frame, LogDamage):
            self._damage = frame
            return
        self._held_bytes += len(frame.payload) + _BLOCK_BYTES
        # As float32 it is held twice, in blocks and as a signal, with its times in double.
        if self._held_bytes * 3 > self._limit_bytes:
            refuse_too_large(self._held_bytes * 3, what="The recording in the log")
        try:
            self._add_payload(frame)
        except StreamRefused as error:
            self._refused.append(str(error))

    def _add_payload(self, frame: Frame) -> None:
        match frame.kind:
            case FrameKind.HEADER:
                self._refuse_other_header(frame.payload)
            case FrameKind.SAMPLES:
                block = block_of_payload(frame.payload, header=self._header)
                self._blocks[block.stream].append(self._arrived(block))
            case FrameKind.MARK:
                self._marks.append(self._arrived(mark_of_payload(frame.payload)))
            case FrameKind.END:
                self._is_ended = True

    def _arrived(self, arrival: _Arrival) -> _Arrival:
        """Let arrivals go on where the receiver's clock began anew, as it does with a computer."""
        if arrival.arrival_s + self._moved_s < self._arrived_s - _OUT_OF_ORDER_S:
            self._moved_s = self._arrived_s - arrival.arrival_s
            self._restarts_count += 1
        self._arrived_s = max(self._arrived_s, arrival.arrival_s + self._moved_s)
        if not self._moved_s:
            return arrival
        return replace(arrival, arrival_s=arrival.arrival_s + self._moved_s)

    def _refuse_other_header(self, payload: bytes) -> None:
        if header_of_payload(payload) != self._header:
            raise DamagedFile(
                "A recording has one header, and the log holds a second one that differs. "
                "Record each device, or each try, into a log of its own."
            )

    def grown(self) -> StreamContent:
        return StreamContent(
            header=self._header,
            blocks=tuple(tuple(each) for each in self._blocks),
            marks=tuple(self._marks),
            is_ended=self._is_ended,
            restarts_count=self._restarts_count,
            findings=(*self._of_damage(), *self._of_refused(), *self._of_restarts()),
        )

    def _of_damage(self) -> tuple[QualityFinding, ...]:
        if self._damage is None:
            if self._is_ended:
                return ()
            found = "The recording was not ended: the program or the device stopped before."
            return (_finding("truncated", Severity.NOTE, found, "All that was kept is used."),)
        is_torn = self._damage.kind is DamageKind.TORN
        return (
            _finding(
                "truncated" if is_torn else "damaged-block",
                Severity.WARNING if is_torn else Severity.SERIOUS,
                f"{self._damage.found} {self._damage.sequence} frames stand before it.",
                "What stands before it is used.",
            ),
        )

    def _of_refused(self) -> tuple[QualityFinding, ...]:
        if not self._refused:
            return ()
        found = f"{len(self._refused)} frames are not as they must be: {self._refused[0]}"
        return (_finding("damaged-block", Severity.SERIOUS, found, "They were left out."),)

    def _of_restarts(self) -> tuple[QualityFinding, ...]:
        if not self._restarts_count:
            return ()
        found = f"The computer that received was started anew {self._restarts_count} times."
        done = (
            "What arrived afterwards was taken to follow at once, unless the devices' times differ."
        )
        return (_finding("clock-set-anew", Severity.WARNING, found, done),)


def _finding(code: str, severity: Severity, found: str, done: str) -> QualityFinding:
    return QualityFinding(
        code=code,
        severity=severity,
        sensor=None,
        start_s=None,
        end_s=None,
        found=found,
        done=done,
    )
