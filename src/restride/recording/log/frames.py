r"""The bytes of a log: a head, then frames, each bound to its log and to its place in it.

Little-endian throughout. The head has 32 bytes: ``\x89RSTLOG\n``, version (u16), flags (u16: 1 for
sealed payloads), the id of the recording (16 bytes), CRC-32 of all that. A frame is the length of
its payload (u32), its kind (u8), its number (u64, from 0 without a gap), the payload, and the
CRC-32 of the recording's id and all of the frame before it. So a frame of another recording or of
another place never passes. See docs/decisions/0160-recording-log.md.
"""

import struct
import zlib
from dataclasses import dataclass
from enum import IntEnum
from typing import Final, Protocol

from restride.errors import DamagedFile, OptionError

MAGIC: Final = b"\x89RSTLOG\n"
VERSION: Final = 1
RECORDING_ID_BYTES: Final = 16
#: Of one frame, sealed. Six sensors make a hundredth of it in a second. House choice.
MOST_PAYLOAD_BYTES: Final = 1 << 20

_HEAD: Final = struct.Struct("<8sHH16s")
_FRAME_HEAD: Final = struct.Struct("<IBQ")
_CHECKSUM: Final = struct.Struct("<I")
_SEALED_FLAG: Final = 1

HEAD_BYTES: Final = _HEAD.size + _CHECKSUM.size
FRAME_HEAD_BYTES: Final = _FRAME_HEAD.size
CHECKSUM_BYTES: Final = _CHECKSUM.size


class FrameKind(IntEnum):
    """What a frame holds."""

    #: What is recorded: sensors, channels, rates. The first frame.
    HEADER = 1
    #: A block of consecutive samples of one sensor.
    SAMPLES = 2
    #: Something that happened, and when.
    MARK = 3
    #: The recording is complete; nothing follows.
    END = 4


class FrameSeal(Protocol):
    """What encrypts the payloads of one recording.

    A number can be sealed twice with different payloads, before and after a crash: every seal needs
    a nonce of its own, never one made from the number. The recording's id belongs to what is
    authenticated.
    """

    def seal(self, payload: bytes, sequence: int) -> bytes:
        """Encrypt the payload of the frame with this number."""
        ...

    def unseal(self, payload: bytes, sequence: int) -> bytes:
        """Decrypt it; ``SealBroken`` where it was changed or stood at another number."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """One frame of a log, checked."""

    sequence: int
    kind: FrameKind
    #: As it was appended, unsealed.
    payload: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class LogHead:
    """What stands at the front of a log."""

    recording_id: bytes
    is_sealed: bool = False

    def __post_init__(self) -> None:
        if len(self.recording_id) != RECORDING_ID_BYTES:
            raise OptionError(
                f"The id of a recording has {RECORDING_ID_BYTES} bytes, and this one has "
                f"{len(self.recording_id)}. Give the bytes of a UUID."
            )

    def to_bytes(self) -> bytes:
        """Write the head."""
        flags = _SEALED_FLAG if self.is_sealed else 0
        head = _HEAD.pack(MAGIC, VERSION, flags, self.recording_id)
        return head + _CHECKSUM.pack(zlib.crc32(head))


def head_from_bytes(head: bytes) -> LogHead:
    """Read the head of a log.

    Raises
    ------
    DamagedFile
        It is no log, of a later version, or fails its checksum.
    """
    if len(head) < HEAD_BYTES or not head.startswith(MAGIC):
        raise DamagedFile(
            f"A recording log starts with {HEAD_BYTES} bytes of its own, and this file starts with "
            f"{head[:8]!r}. Check which file was named."
        )
    magic_to_id = head[: _HEAD.size]
    (checksum,) = _CHECKSUM.unpack_from(head, _HEAD.size)
    _, version, flags, recording_id = _HEAD.unpack(magic_to_id)
    if checksum != zlib.crc32(magic_to_id):
        raise DamagedFile(
            f"The first {HEAD_BYTES} bytes of a recording log must fit their checksum, and these "
            "do not. Restore the file from a backup."
        )
    if version != VERSION or flags & ~_SEALED_FLAG:
        raise DamagedFile(
            f"A recording log of version {VERSION} is needed, and this one has version {version} "
            f"and flags {flags}. Read it with the Restride that wrote it."
        )
    return LogHead(recording_id=recording_id, is_sealed=bool(flags & _SEALED_FLAG))


def frame_bytes(kind: FrameKind, payload: bytes, *, sequence: int, recording_id: bytes) -> bytes:
    """Write one frame."""
    frame = _FRAME_HEAD.pack(len(payload), kind, sequence) + payload
    return frame + _CHECKSUM.pack(zlib.crc32(frame, zlib.crc32(recording_id)))


def parse_frame_head(head: bytes) -> tuple[int, int, int]:
    """Tell length of the payload, kind and number, unchecked."""
    length_bytes, kind, sequence = _FRAME_HEAD.unpack(head)
    return length_bytes, kind, sequence


def fits_checksum(head: bytes, rest: bytes, *, recording_id: bytes) -> bool:
    """Tell whether payload and checksum, ``rest``, belong to the head and to the recording."""
    (checksum,) = _CHECKSUM.unpack_from(rest, len(rest) - CHECKSUM_BYTES)
    seen = zlib.crc32(head, zlib.crc32(recording_id))
    return bool(zlib.crc32(memoryview(rest)[:-CHECKSUM_BYTES], seen) == checksum)
