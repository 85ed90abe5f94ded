"""The lines of the trail as they are chained, read in bulk: the database itself writes the text.

A million lines are looked through in seconds only if no object is made of each.
"""

import hashlib
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Final, NamedTuple

from restride.records.models import AuditEvent
from restride.records.trail import BETWEEN

if TYPE_CHECKING:
    from django.db.backends.base.base import BaseDatabaseWrapper

_BLOCK_BYTES: Final = 64
_CHUNK_COUNT: Final = 5_000


class ChainedLine(NamedTuple):
    """A line as the chain knows it."""

    number: int
    #: What follows the number in the text that is chained.
    text: str
    link: str


def chained_lines(connection: "BaseDatabaseWrapper", *, after: int = 0) -> Iterator[ChainedLine]:
    """Read the lines after a number, in order."""
    return map(ChainedLine._make, plain_lines(connection, after=after))


def plain_lines(
    connection: "BaseDatabaseWrapper", *, after: int = 0
) -> Iterator[tuple[int, str, str]]:
    """Read them as plain number, text and link, a chunk at a time: no object a line."""
    question = (
        f"SELECT number, {_text(connection.vendor)}, link FROM {AuditEvent._meta.db_table} "  # noqa: S608 - our own words
        "WHERE number > %s ORDER BY number LIMIT %s"
    )
    while True:
        with connection.cursor() as cursor:
            cursor.execute(question, [after, _CHUNK_COUNT])
            rows = cursor.fetchall()
        yield from rows
        if len(rows) < _CHUNK_COUNT:
            return
        after = rows[-1][0]


def lowest_number(connection: "BaseDatabaseWrapper") -> int | None:
    """Tell the number of the first line that is there."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT MIN(number) FROM {AuditEvent._meta.db_table}")  # noqa: S608
        found: int | None = cursor.fetchone()[0]
    return found


def _text(vendor: str) -> str:
    """Write in SQL what ``trail.told`` writes, without the number."""
    if vendor == "sqlite":
        # One call is faster than joining: it writes a null as nothing, and hexadecimals as kept.
        places = "%%s%%s" + f"{BETWEEN}%%s" * (len(_COLUMNS) - 1)
        full = "CASE WHEN length(happened_at) = 19 THEN '.000000' ELSE '' END"
        return f"printf('{places}', happened_at, {full}, {', '.join(_COLUMNS[1:])})"
    written = {"happened_at": "to_char(happened_at AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI:SS.US')"}
    for name in _IDENTIFIERS:
        written[name] = f"coalesce(replace({name}::text, '-', ''), '')"
    return f" || chr({ord(BETWEEN)}) || ".join(written.get(name, name) for name in _COLUMNS)


#: In the order in which they are chained.
_COLUMNS: Final = (
    "happened_at",
    "clinic_id",
    "user_id",
    "roles",
    "action",
    "outcome",
    "entity",
    "entity_id",
    "patient_id",
    "detail_digest",
)
_IDENTIFIERS: Final = ("clinic_id", "user_id", "entity_id", "patient_id")


def linking(key: bytes) -> Callable[[str, int, str], str]:
    """Make what ``trail.link_of`` computes, prepared for many lines: before, number, text.

    Source: HMAC, RFC 2104: the two keyed beginnings are hashed once.
    """
    block = key if len(key) <= _BLOCK_BYTES else hashlib.sha256(key).digest()
    block = block.ljust(_BLOCK_BYTES, b"\x00")
    inner = hashlib.sha256(bytes(each ^ 0x36 for each in block))
    outer = hashlib.sha256(bytes(each ^ 0x5C for each in block))

    def _linked(before: str, number: int, text: str) -> str:
        inside = inner.copy()
        inside.update(f"{before}{BETWEEN}{number}{BETWEEN}{text}".encode())
        whole = outer.copy()
        whole.update(inside.digest())
        return whole.hexdigest()

    return _linked
