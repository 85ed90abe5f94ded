"""How much a device may send. House choices: docs/decisions/0174-recording-socket.md."""

from dataclasses import dataclass
from typing import Final

#: What the server below takes at all, so that nobody fills its memory before saying who they are.
LARGEST_MESSAGE_BYTES: Final = 1 << 20


@dataclass(frozen=True, slots=True, kw_only=True)
class StreamBounds:
    """Bounds of one connection, and of the recording that it sends."""

    opening_bytes: int = 4_096
    opening_wait_s: float = 5.0
    #: Of one message; the longest block of six channels fits.
    frame_bytes: int = 262_144
    #: Seven times what six sensors send. A device that sends more is read more slowly.
    frame_rate_hz: float = 2_000.0
    #: Frames that wait to be written; then the device is no longer read.
    waiting_count: int = 64
    #: Longer recordings are made by the device alone, and uploaded.
    longest_s: float = 2 * 3_600.0
    #: Of all frames, each counted with what it takes in memory besides: a third of what a decoded
    #: recording may take, so that whatever was taken can be made a file.
    held_bytes: int = 1_100_000_000
    #: Without a frame or a ping.
    idle_s: float = 30.0
    #: How often it is asked whether the device still may.
    recheck_s: float = 2.0
    #: How long a newer connection waits for the older one to leave the log.
    takeover_s: float = 5.0
