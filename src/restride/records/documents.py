"""What the domain makes, as the sealed columns keep it, and back without loss.

Written with ``plain`` (days as 2026-05-04, words as they stand in content) and read with
``read_row``; empty text is left out, since everywhere it is what a field is without it.
"""

from collections.abc import Mapping
from typing import Any, TypeVar

from restride.errors import ContentError
from restride.plan.cases.case_json import plain
from restride.records.refusals import RecordError
from restride.rows import read_row

_Row = TypeVar("_Row")


class Unreadable(RecordError):
    """What is kept cannot be read by this version of the program."""

    code = "unreadable"
    status = 500


def written(row: object) -> Any:
    """Write something of the domain as plain values."""
    return _without_empty(plain(row))


def _without_empty(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {name: _without_empty(each) for name, each in value.items() if each != ""}
    if isinstance(value, list):
        return [_without_empty(each) for each in value]
    return value


def opened(kind: type[_Row], content: object) -> _Row:
    """Read something of the domain that was written.

    Raises
    ------
    Unreadable
        It was written by a version that knew other words.
    """
    try:
        return read_row(kind, content, where=kind.__name__.lower())
    except ContentError as error:
        # The message may hold what is sealed.
        raise Unreadable(
            f"A kept {kind.__name__.lower()} must be readable, and this one was written by "
            "another version. Run restride clinic upgrade, or ask who keeps the server."
        ) from error
