"""Typed rows from what people wrote: every field is checked, every fault named by its place.

A row is a frozen dataclass; its annotations are the schema. What may stand in a field: text,
numbers, true and false, days, the words of an enumeration, rows, and tuples, sets and mappings of
these.
See docs/decisions/0100-rows.md.
"""

import dataclasses
import difflib
import math
import reprlib
import types
import typing
from collections.abc import Callable, Mapping
from datetime import date, datetime
from enum import Enum
from functools import cache
from typing import Any, Final, TypeVar

from restride.errors import ContentError, OptionError

_Row = TypeVar("_Row")
_Convert = Callable[[Any], Any]


class _Fault(Exception):
    """What is wrong with a value; the place is put in front on the way up."""

    def __init__(self, words: str) -> None:
        super().__init__(words)
        self.words = words
        self.place: list[str] = []


def read_row(kind: type[_Row], content: object, *, where: str) -> _Row:
    """Build a row from plain values.

    Parameters
    ----------
    kind
        A dataclass. A field without a default must stand in the content.
    content
        What a YAML or JSON reader gives.
    where
        What the content is part of, for the message: "case.yaml".

    Raises
    ------
    ContentError
        An unknown or missing key, a wrong type, a word that is none of those allowed.
    """
    try:
        row: _Row = _converter(typing.cast(Any, kind))(content)
    except _Fault as fault:
        place = ", ".join([where, *fault.place])
        raise ContentError(f"{place}: {fault.words}") from None
    return row


def read_rows(
    kind: type[_Row], content: object, *, where: str, key: str = "id"
) -> tuple[_Row, ...]:
    """Build a list of rows; a fault is named by the row's own key.

    Raises
    ------
    ContentError
        No list, a faulty row, or two rows of one name.
    """
    if not isinstance(content, list):
        raise ContentError(f"{where}: a list of rows is needed, and there is {_shown(content)}.")
    names = [_name(row, key, number) for number, row in enumerate(content, start=1)]
    twice = next((name for name in names if names.count(name) > 1), None)
    if twice is not None:
        raise ContentError(f"{where}: {twice!r} stands twice. Rename or remove one.")
    return tuple(
        read_row(kind, row, where=f"{where}, {name}")
        for name, row in zip(names, content, strict=True)
    )


def _name(row: object, key: str, number: int) -> str:
    return str(row[key]) if isinstance(row, Mapping) and key in row else f"row {number}"


@cache
def _converter(kind: Any) -> _Convert:
    """Make the function that turns a plain value into ``kind``, once for each kind."""
    if dataclasses.is_dataclass(kind):
        return _row_converter(kind)
    if isinstance(kind, type) and issubclass(kind, Enum):
        return _word_converter(kind)
    make = _COMPOUND.get(typing.get_origin(kind))
    return _PLAIN[kind] if make is None else make(typing.get_args(kind))


def _row_converter(kind: Any) -> _Convert:
    hints = typing.get_type_hints(kind)
    fields = {field.name: _converter(hints[field.name]) for field in dataclasses.fields(kind)}
    needed = [
        field.name
        for field in dataclasses.fields(kind)
        if field.default is dataclasses.MISSING and field.default_factory is dataclasses.MISSING
    ]
    least = frozenset(needed)

    def convert(value: Any) -> Any:
        if isinstance(value, kind):
            return value
        # This is the hot path of reading all content: one look at the keys, one at every value.
        if not isinstance(value, Mapping) or not fields.keys() >= value.keys() >= least:
            _refuse_keys(value, known=list(fields), needed=needed)
        content = {}
        name = ""
        try:
            for name, each in value.items():
                content[name] = fields[name](each)
            return kind(**content)
        except _Fault as fault:
            fault.place.insert(0, name)
            raise
        except (ContentError, OptionError) as error:
            raise _Fault(str(error)) from error

    return convert


def _inside(name: str, convert: _Convert, value: Any) -> Any:
    """Convert a part of a value; a fault learns the part's name on the way up."""
    try:
        return convert(value)
    except _Fault as fault:
        fault.place.insert(0, name)
        raise


def _refuse_keys(value: Any, *, known: list[str], needed: list[str]) -> None:
    if not isinstance(value, Mapping):
        raise _Fault(
            f"lines of 'key: value' are needed ({', '.join(known)}), and there is "
            f"{_shown(value)}. Correct it."
        )
    for name in value:
        if name not in known:
            raise _Fault(_unknown(str(name), known))
    missing = [name for name in needed if name not in value]
    if missing:
        raise _Fault(f"{missing[0]!r} is needed and is not there. Add it.")


def _unknown(name: str, known: list[str]) -> str:
    close = difflib.get_close_matches(name, known, n=1)
    hint = f" Did you mean {close[0]!r}?" if close else ""
    return f"the keys may be {', '.join(known)}, and one is {name!r}.{hint} Correct or remove it."


def _word_converter(kind: type[Enum]) -> _Convert:
    words = {each.value: each for each in kind}

    def convert(value: Any) -> Any:
        # YAML reads a bare yes, no, on and off as true and false.
        if isinstance(value, kind):
            return value
        try:
            return words[value]
        except (KeyError, TypeError):
            allowed = [str(word) for word in words]
            close = difflib.get_close_matches(str(value), allowed, n=1)
            hint = f" Did you mean {close[0]!r}?" if close else ""
            raise _Fault(
                f"one of {', '.join(allowed)} is needed, and there is {_shown(value)}.{hint} "
                "Correct it."
            ) from None

    return convert


def _either_converter(inside: tuple[Any, ...]) -> _Convert:
    """Take the first kind that fits; told is the fault of the one that came furthest."""
    optional = type(None) in inside
    kinds = [_converter(each) for each in inside if each is not type(None)]

    def convert(value: Any) -> Any:
        if value is None and optional:
            return None
        faults = []
        for each in kinds:
            try:
                return each(value)
            except _Fault as fault:
                faults.append(fault)
        raise max(reversed(faults), key=lambda fault: len(fault.place))

    return convert


def _literal_converter(words: tuple[Any, ...]) -> _Convert:
    def convert(value: Any) -> Any:
        if value not in words:
            allowed = ", ".join(str(word) for word in words)
            raise _Fault(f"one of {allowed} is needed, and there is {_shown(value)}. Correct it.")
        return value

    return convert


def _tuple_converter(inside: tuple[Any, ...]) -> _Convert:
    if len(inside) == 2 and inside[1] is Ellipsis:
        return _list_converter(_converter(inside[0]))
    parts = [_converter(each) for each in inside]

    def convert(value: Any) -> Any:
        if not isinstance(value, list | tuple) or len(value) != len(parts):
            raise _Fault(f"a list of {len(parts)} is needed, and there is {_shown(value)}.")
        return tuple(part(each) for part, each in zip(parts, value, strict=True))

    return convert


def _list_converter(part: _Convert) -> _Convert:
    def convert(value: Any) -> Any:
        if not isinstance(value, list | tuple):
            hint = "Correct it" if isinstance(value, Mapping) else f"Write [{str(value)[:80]}]"
            raise _Fault(f"a list is needed, and there is {_shown(value)}. {hint}.")
        number = 0
        items = []
        try:
            for each in value:
                number += 1
                items.append(part(each))
        except _Fault as fault:
            fault.place.insert(0, str(number))
            raise
        return tuple(items)

    return convert


def _set_converter(inside: tuple[Any, ...]) -> _Convert:
    items_of = _list_converter(_converter(inside[0]))

    def convert(value: Any) -> Any:
        return value if isinstance(value, frozenset) else frozenset(items_of(value))

    return convert


def _mapping_converter(inside: tuple[Any, ...]) -> _Convert:
    key_of, value_of = _converter(inside[0]), _converter(inside[1])

    def convert(value: Any) -> Any:
        if not isinstance(value, Mapping):
            raise _Fault(f"lines of 'key: value' are needed, and there is {_shown(value)}.")
        return {key_of(name): _inside(str(name), value_of, each) for name, each in value.items()}

    return convert


def _text(value: Any) -> str:
    if not isinstance(value, str) or not value.strip():
        raise _Fault(f"words are needed, and there is {_shown(value)}. Correct it.")
    return value.strip()


def _number(value: Any) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not _is_finite(value):
        raise _Fault(f"a number is needed, and there is {_shown(value)}. Correct it.")
    return float(value)


def _is_finite(value: float) -> bool:
    """Whether it is a number that a computer can hold: a whole one may be too long."""
    try:
        return math.isfinite(value)
    except OverflowError:
        return False


def _whole(value: Any) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or not _is_finite(value):
        raise _Fault(f"a whole number is needed, and there is {_shown(value)}. Correct it.")
    return value


def _truth(value: Any) -> bool:
    if not isinstance(value, bool):
        raise _Fault(f"yes or no is needed, and there is {_shown(value)}. Correct it.")
    return value


def _day(value: Any) -> date:
    if isinstance(value, str):
        try:
            return date.fromisoformat(value)
        except ValueError:
            pass
    if not isinstance(value, date) or isinstance(value, datetime):
        raise _Fault(f"a day such as 2026-05-31 is needed, and there is {_shown(value)}.")
    return value


_PLAIN: Final[dict[Any, _Convert]] = {
    Any: lambda value: value,
    str: _text,
    float: _number,
    int: _whole,
    bool: _truth,
    date: _day,
}


_COMPOUND: Final[dict[Any, Callable[[tuple[Any, ...]], _Convert]]] = {
    typing.Union: _either_converter,
    types.UnionType: _either_converter,
    tuple: _tuple_converter,
    frozenset: _set_converter,
    dict: _mapping_converter,
    Mapping: _mapping_converter,
    typing.Literal: _literal_converter,
}


#: Writes the front of a value only: one whose parts refer to each other can be endless.
_SHORT: Final = reprlib.Repr()
_SHORT.maxstring = _SHORT.maxother = _SHORT.maxlong = 200
_SHORT.maxlist = _SHORT.maxdict = 12


def _shown(value: object) -> str:
    return "nothing" if value is None else _SHORT.repr(value)[:80]
