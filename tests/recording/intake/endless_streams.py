"""Uploads that arrive and do not end, or end otherwise than they announced."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import repeat

_ROWS = b"0.01,1,0,0\n" * 6000


@dataclass(frozen=True, slots=True, kw_only=True)
class Stream:
    """What a sender announces, and what it sends."""

    chunks: Callable[[], Iterator[bytes]]
    declared_bytes: int | None
    reasons: tuple[str, ...]


STREAMS: dict[str, Stream] = {
    "rows without end": Stream(
        chunks=lambda: repeat(_ROWS), declared_bytes=None, reasons=("too-large",)
    ),
    "nothing without end": Stream(
        chunks=lambda: repeat(b""), declared_bytes=None, reasons=("cut-short",)
    ),
    "a terabyte announced": Stream(
        chunks=lambda: repeat(_ROWS), declared_bytes=2**40, reasons=("too-large",)
    ),
    "more than announced": Stream(
        chunks=lambda: repeat(_ROWS), declared_bytes=1_000_000, reasons=("cut-short",)
    ),
    "less than announced": Stream(
        chunks=lambda: repeat(_ROWS, 3), declared_bytes=1_000_000, reasons=("cut-short",)
    ),
    "nothing at all": Stream(
        chunks=lambda: repeat(b"", 3), declared_bytes=None, reasons=("empty",)
    ),
}
