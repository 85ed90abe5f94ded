"""What a device sends: one opening message in JSON, then binary frames. Little-endian.

A frame: its kind (u8), its number (u64), its payload. The kinds are those of the log, and 0 for a
ping, which has no payload and whose number counts for nothing.
"""

import struct
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from restride.errors import ContentError, StreamRefused
from restride.recording.log.frames import FrameKind
from restride.recording.log.stream import json_of_payload
from restride.rows import read_row
from restride.web.streams.turned_away import CloseCode, TurnedAway

PROTOCOL: Final = 1
PING: Final = 0
_HEAD: Final = struct.Struct("<BQ")
_LONGEST_SECRET_CHARS: Final = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Opening:
    """Who sends which recording."""

    token: str
    recording: UUID
    protocol: int

    def __repr__(self) -> str:
        return f"Opening(recording={self.recording}, token=hidden)"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Written:
    token: str
    recording: str
    protocol: int


@dataclass(frozen=True, slots=True, kw_only=True)
class WireFrame:
    """One frame as it came, and when by the monotonic clock; None is the kind of a ping."""

    kind: FrameKind | None
    sequence: int
    payload: bytes
    arrival_s: float


def opening_of(text: str, *, most_bytes: int) -> Opening:
    """Read the opening message.

    Raises
    ------
    TurnedAway
        It is too long, no JSON, lacks a key or has another one. The words hold nothing of it.
    """
    try:
        content = json_of_payload(text.encode(), what="opening message", most_bytes=most_bytes)
        written = read_row(_Written, content, where="opening message")
        opening = Opening(
            token=written.token, recording=UUID(written.recording), protocol=written.protocol
        )
    except (ContentError, StreamRefused, ValueError):
        raise TurnedAway(
            "opening",
            f"The first message must be JSON of at most {most_bytes:,} bytes with token, "
            "recording (a UUID) and protocol, and nothing else; this one is not. Correct it.",
            close=CloseCode.NOT_USABLE,
        ) from None
    if opening.protocol != PROTOCOL or len(opening.token) > _LONGEST_SECRET_CHARS:
        raise TurnedAway(
            "opening",
            f"The protocol {PROTOCOL} and a token of at most {_LONGEST_SECRET_CHARS} signs are "
            f"needed, and protocol {opening.protocol:.0f} came with {len(opening.token)} signs. "
            "Bring the device up to date.",
            close=CloseCode.NOT_USABLE,
        )
    return opening


def wire_frame(message: bytes, *, most_bytes: int, arrival_s: float) -> WireFrame:
    """Take a message apart.

    Raises
    ------
    TurnedAway
        Too long, too short, or of no kind that is known.
    """
    if len(message) > most_bytes:
        raise TurnedAway(
            "too-large",
            f"A frame has at most {most_bytes:,} bytes, and one has {len(message):,}. Send "
            "shorter blocks.",
            close=CloseCode.TOO_MUCH,
        )
    if len(message) < _HEAD.size:
        raise TurnedAway(
            "frame",
            f"A frame has at least {_HEAD.size} bytes, and one has {len(message)}. Send kind, "
            "number and payload together.",
            close=CloseCode.NOT_USABLE,
        )
    kind, sequence = _HEAD.unpack_from(message)
    if kind != PING and kind not in set(FrameKind):
        raise TurnedAway(
            "frame",
            f"The kinds of frames are {PING} to {max(FrameKind):d}, and one is of {kind}. Bring "
            "the device up to date.",
            close=CloseCode.NOT_USABLE,
        )
    return WireFrame(
        kind=None if kind == PING else FrameKind(kind),
        sequence=sequence,
        payload=message[_HEAD.size :],
        arrival_s=arrival_s,
    )


def frame_message(kind: FrameKind, payload: bytes, *, sequence: int) -> bytes:
    """Write a frame as a device does."""
    return _HEAD.pack(kind, sequence) + payload


def ping_message() -> bytes:
    """Write the frame that says that the device is there."""
    return _HEAD.pack(PING, 0)
