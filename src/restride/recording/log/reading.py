"""A log read back: every frame before the first damage, then the damage. Never a wrong frame."""

import mmap
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Final

from restride.errors import DamagedFile, FileNotUsable, OptionError, SealBroken
from restride.recording.log.damage import DamageKind, LogDamage
from restride.recording.log.frames import (
    CHECKSUM_BYTES,
    FRAME_HEAD_BYTES,
    HEAD_BYTES,
    MOST_PAYLOAD_BYTES,
    Frame,
    FrameKind,
    FrameSeal,
    LogHead,
    fits_checksum,
    head_from_bytes,
    parse_frame_head,
)

_KINDS: Final = {int(kind): kind for kind in FrameKind}
#: The head of a frame from the third byte of its length on: at most a mebibyte, a known kind, and
#: a number below 2 ** 40.
_LIKE_A_FRAME: Final = re.compile(rb"(?=[\x00-\x10]\x00[\x01-\x04].{5}\x00{3})", re.DOTALL)
_BEFORE_LIKE_BYTES: Final = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacedFrame:
    """A checked frame, its payload as it stands in the file, and where it ends."""

    sequence: int
    kind: FrameKind
    stored: bytes
    end_bytes: int


def read_log(path: Path, *, seal: FrameSeal | None = None) -> Iterator[Frame | LogDamage]:
    """Read every frame before the first damage, then that damage, if there is any.

    Memory is bounded by one frame. Damage never raises; a log that is still being written may end
    in a torn frame.

    Raises
    ------
    FileNotUsable
        There is no such file, or it cannot be opened.
    OptionError
        The log is sealed and no seal was given, or the other way round.
    """
    path = Path(path)
    with _opened(path) as file:
        head = _head_of(file)
    if isinstance(head, LogHead):
        refuse_other_seal(head, is_sealed=seal is not None, name=path.name)
    return _frames(path, head, seal)


def read_log_head(path: Path) -> LogHead:
    """Tell which recording a log is of, and whether it is sealed.

    Raises
    ------
    FileNotUsable
        There is no such file, or it cannot be opened.
    DamagedFile
        It is no log.
    """
    with _opened(Path(path)) as file:
        return head_from_bytes(file.read(HEAD_BYTES))


def refuse_other_seal(head: LogHead, *, is_sealed: bool, name: str) -> None:
    """Refuse a sealed log without its seal, and an open one in place of a sealed one."""
    if head.is_sealed and not is_sealed:
        raise OptionError(f"The log {name} is sealed, and no seal was given. Give it as seal=.")
    if is_sealed and not head.is_sealed:
        raise OptionError(
            f"A sealed log is needed, and {name} is not sealed. Leave out seal= only where logs "
            "are not sealed on purpose."
        )


@contextmanager
def _opened(path: Path) -> Iterator[BinaryIO]:
    try:
        file = path.open("rb")
    except (OSError, ValueError) as error:
        raise FileNotUsable(
            f"A readable recording log is needed, and {path} could not be opened "
            f"({getattr(error, 'strerror', None) or error}). Check the path."
        ) from None
    with file:
        yield file


def _head_of(file: BinaryIO) -> LogHead | LogDamage:
    try:
        return head_from_bytes(file.read(HEAD_BYTES))
    except DamagedFile as error:
        return LogDamage(kind=DamageKind.HEAD, place_bytes=0, sequence=0, found=str(error))
    except OSError as error:
        return _unreadable(error, place_bytes=0, sequence=0)


def _frames(
    path: Path, head: LogHead | LogDamage, seal: FrameSeal | None
) -> Iterator[Frame | LogDamage]:
    if isinstance(head, LogDamage):
        yield head
        return
    start_bytes = HEAD_BYTES
    with _opened(path) as file:
        for placed in walk_frames(file, recording_id=head.recording_id):
            read = placed if isinstance(placed, LogDamage) else _unsealed(placed, seal, start_bytes)
            yield read
            if isinstance(placed, LogDamage) or isinstance(read, LogDamage):
                return
            start_bytes = placed.end_bytes


def _unsealed(placed: PlacedFrame, seal: FrameSeal | None, start_bytes: int) -> Frame | LogDamage:
    sequence, kind = placed.sequence, placed.kind
    if seal is None:
        return Frame(sequence=sequence, kind=kind, payload=placed.stored)
    try:
        payload = seal.unseal(placed.stored, sequence)
    except SealBroken as error:
        found = f"Frame {sequence} cannot be unsealed: {error}"
    else:
        if payload[:1] == bytes([kind]):
            return Frame(sequence=sequence, kind=kind, payload=payload[1:])
        found = f"Frame {sequence} was sealed as another kind than {kind.name.lower()}."
    return LogDamage(kind=DamageKind.SEAL, place_bytes=start_bytes, sequence=sequence, found=found)


def walk_frames(file: BinaryIO, *, recording_id: bytes) -> Iterator[PlacedFrame | LogDamage]:
    """Go through the frames of an open log, still sealed, up to the first damage.

    Parameters
    ----------
    file
        A log whose head was read; it is left behind the last good frame and what was looked at.
    """
    sequence, end_bytes = 0, HEAD_BYTES
    is_ended = False
    try:
        file.seek(HEAD_BYTES)
        while head := file.read(FRAME_HEAD_BYTES):
            placed = _placed(file, head, recording_id, sequence, end_bytes)
            if is_ended:
                placed = _damage(DamageKind.AFTER_END, end_bytes, sequence, "Bytes follow the end.")
            yield placed
            if isinstance(placed, LogDamage):
                return
            is_ended = placed.kind is FrameKind.END
            sequence, end_bytes = sequence + 1, placed.end_bytes
    except OSError as error:
        yield _unreadable(error, place_bytes=end_bytes, sequence=sequence)


def _placed(
    file: BinaryIO, head: bytes, recording_id: bytes, sequence: int, start_bytes: int
) -> PlacedFrame | LogDamage:
    if len(head) < FRAME_HEAD_BYTES:
        return _torn(len(head), start_bytes, sequence)
    length_bytes, kind, own_sequence = parse_frame_head(head)
    if length_bytes > MOST_PAYLOAD_BYTES:
        found = (
            f"Frame {sequence} would hold {length_bytes:,} bytes; {MOST_PAYLOAD_BYTES:,} may be."
        )
        return _damage(DamageKind.LENGTH, start_bytes, sequence, found)
    rest = file.read(length_bytes + CHECKSUM_BYTES)
    if len(rest) < length_bytes + CHECKSUM_BYTES:
        return _torn(len(head) + len(rest), start_bytes, sequence)
    if not fits_checksum(head, rest, recording_id=recording_id):
        found = f"The checksum of frame {sequence} does not fit its content."
        return _damage(DamageKind.CHECKSUM, start_bytes, sequence, found)
    if own_sequence != sequence or kind not in _KINDS:
        return _out_of_place(own_sequence, kind, start_bytes, sequence)
    return PlacedFrame(
        sequence=sequence,
        kind=_KINDS[kind],
        stored=rest[:length_bytes],
        end_bytes=start_bytes + FRAME_HEAD_BYTES + length_bytes + CHECKSUM_BYTES,
    )


def _torn(seen_bytes: int, start_bytes: int, sequence: int) -> LogDamage:
    found = f"The file ends {seen_bytes} bytes into frame {sequence}."
    return _damage(DamageKind.TORN, start_bytes, sequence, found)


def _out_of_place(own_sequence: int, kind: int, start_bytes: int, sequence: int) -> LogDamage:
    if own_sequence != sequence:
        found = f"Frame {own_sequence} stands where frame {sequence} should."
        return _damage(DamageKind.SEQUENCE, start_bytes, sequence, found)
    found = f"Frame {sequence} is of the kind {kind}, which this version does not know."
    return _damage(DamageKind.KIND, start_bytes, sequence, found)


def _damage(kind: DamageKind, place_bytes: int, sequence: int, found: str) -> LogDamage:
    return LogDamage(kind=kind, place_bytes=place_bytes, sequence=sequence, found=found)


def _unreadable(error: OSError, *, place_bytes: int, sequence: int) -> LogDamage:
    found = f"The disk does not give the file from here on ({error.strerror or error})."
    return _damage(DamageKind.UNREADABLE, place_bytes, sequence, found)


def has_frame_behind(file: BinaryIO, damage: LogDamage, *, recording_id: bytes) -> bool:
    """Tell whether a whole frame of this recording stands somewhere behind a damage."""
    with mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as content:
        for like in _LIKE_A_FRAME.finditer(content, damage.place_bytes + _BEFORE_LIKE_BYTES):
            start = like.start() - _BEFORE_LIKE_BYTES
            head = content[start : start + FRAME_HEAD_BYTES]
            length_bytes, _, sequence = parse_frame_head(head)
            end = start + FRAME_HEAD_BYTES + length_bytes + CHECKSUM_BYTES
            if sequence < damage.sequence or end > len(content):
                continue
            rest = content[start + FRAME_HEAD_BYTES : end]
            if fits_checksum(head, rest, recording_id=recording_id):
                return True
    return False
