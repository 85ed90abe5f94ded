"""Where a log stops being one, and why."""

from dataclasses import dataclass
from enum import StrEnum


class DamageKind(StrEnum):
    """What is wrong at the first place that cannot be trusted."""

    #: The file does not begin as a log does, or its head fails its checksum.
    HEAD = "head"
    #: The file ends within a frame: what a crash leaves.
    TORN = "torn"
    #: A frame says it is longer than any may be.
    LENGTH = "length"
    CHECKSUM = "checksum"
    #: A whole frame of this recording with another number than its place needs.
    SEQUENCE = "sequence"
    #: A whole frame of a kind that this version does not know.
    KIND = "kind"
    #: The payload was sealed for another place, or changed.
    SEAL = "seal"
    #: Bytes behind the frame that ends the recording.
    AFTER_END = "after-end"
    #: The disk gives the bytes no more.
    UNREADABLE = "unreadable"


@dataclass(frozen=True, slots=True, kw_only=True)
class LogDamage:
    """The first damage of a log. Every frame before it is as it was written."""

    kind: DamageKind
    #: Where the last good frame ends.
    place_bytes: int
    #: The number of the frame that should stand there.
    sequence: int
    #: In plain words, with numbers.
    found: str
