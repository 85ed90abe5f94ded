"""Identifiers of rows: random, and in the order in which they were made (UUID version 7).

Source: RFC 9562, section 5.7. In order, because an index then grows at its end, and a page of a
list can go on from the last identifier shown.
"""

import secrets
import time
from uuid import UUID


def new_id() -> UUID:
    """Make an identifier that sorts after those of earlier milliseconds."""
    moment_ms = time.time_ns() // 1_000_000
    high = (moment_ms << 16) | 0x7000 | secrets.randbits(12)
    low = (0b10 << 62) | secrets.randbits(62)
    return UUID(int=(high << 64) | low)
