"""Identifiers of rows: in the order in which they were made, and telling nothing else (UUID 7).

Source: RFC 9562, sections 5.7 and 6.2 (a counter in the bits behind the time). In order, because an
index then grows at its end, and a page of a list can go on from the last identifier shown.
"""

import secrets
import time
from threading import Lock
from typing import Final
from uuid import UUID

_COUNTER_BITS: Final = 12
_LOCK: Final = Lock()
#: Time and counter of the last identifier that this process made, as one number.
_last = 0


def new_id() -> UUID:
    """Make an identifier that sorts after all that this process made before.

    Of two processes the earlier millisecond sorts first. The counter begins anywhere in the lower
    half in each millisecond, so that it tells nothing about how many were made.
    """
    global _last  # noqa: PLW0603 - the one thing that identifiers of a process share
    moment_ms = time.time_ns() // 1_000_000
    first = (moment_ms << _COUNTER_BITS) | secrets.randbits(_COUNTER_BITS - 1)
    with _LOCK:
        _last = max(first, _last + 1)
        made = _last
    moment_ms, counter = made >> _COUNTER_BITS, made & ((1 << _COUNTER_BITS) - 1)
    high = (moment_ms << 16) | 0x7000 | counter
    low = (0b10 << 62) | secrets.randbits(62)
    return UUID(int=(high << 64) | low)
