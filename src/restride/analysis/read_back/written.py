"""A part of a written analysis, read back by the types of the classes it fills.

Every key a class has must be there, with what the class holds; what only follows from other keys is
left out. A part that does not fit is refused by its place, such as ``measures[3].value``.
"""

from collections.abc import Mapping
from dataclasses import dataclass, fields, is_dataclass
from enum import StrEnum
from functools import cache
from types import NoneType, UnionType
from typing import Any, Final, TypeVar, Union, cast, get_args, get_origin, get_type_hints

from restride.analysis.measure_definitions import MEASURES
from restride.errors import DamagedFile, RestrideError
from restride.measure import Interval, Measure, NotComputed, Uncertainty
from restride.terms import Side

_Thing = TypeVar("_Thing")

#: A longer text is cut in a message.
_LONGEST_SHOWN_COUNT: Final = 40
#: No number of an analysis is larger; NaN and infinities are none.
_LARGEST: Final = 1e300


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """A part of a document, and where it stands in it."""

    part: object
    place: str = ""

    def __getitem__(self, key: str) -> "Written":
        """Go to what stands under a key."""
        parts = self.keyed()
        place = f"{self.place}.{key}" if self.place else key
        if key not in parts:
            raise damaged(place, "the key is missing")
        return Written(part=parts[key], place=place)

    @property
    def is_absent(self) -> bool:
        """Whether null stands here."""
        return self.part is None

    def keyed(self) -> Mapping[str, object]:
        """Give what stands here by its keys."""
        if not isinstance(self.part, Mapping):
            raise self.other_than("an object with keys")
        return self.part

    def listed(self) -> "list[Written]":
        """Give each of a list."""
        if not isinstance(self.part, list):
            raise self.other_than("a list")
        return [
            Written(part=each, place=f"{self.place}[{position}]")
            for position, each in enumerate(self.part)
        ]

    def also(self, **parts: object) -> "Written":
        """Add what is not written because its place says it."""
        return Written(part={**self.keyed(), **parts}, place=self.place)

    def read(self, kind: type[_Thing]) -> _Thing:
        """Build one thing."""
        return cast(_Thing, _read(kind, self))

    def read_or_none(self, kind: type[_Thing]) -> _Thing | None:
        """Build one thing, or None where null stands."""
        return None if self.is_absent else self.read(kind)

    def read_all(self, kind: type[_Thing]) -> tuple[_Thing, ...]:
        """Build every thing of a list."""
        return tuple(each.read(kind) for each in self.listed())

    def other_than(self, needed: str) -> DamagedFile:
        """Say what was needed here, and what there is."""
        shown = "null" if self.part is None else repr(self.part)
        cut = shown if len(shown) <= _LONGEST_SHOWN_COUNT else f"{shown[:_LONGEST_SHOWN_COUNT]} ..."
        return damaged(self.place, f"{needed} is needed, and there is {cut}")


def damaged(place: str, reason: str) -> DamagedFile:
    """Say where a written analysis cannot be read, and why."""
    return DamagedFile(
        f"A whole written analysis is needed, and this one is damaged at '{place}': {reason}. "
        "Analyse the recording again."
    )


def _read(kind: Any, written: Written) -> Any:
    """Read by the annotation of a field."""
    shape = get_origin(kind) or kind
    if shape in _SHAPES:
        return _SHAPES[shape](kind, written)
    if is_dataclass(kind):
        return _read_fields(kind, written)
    if issubclass(shape, StrEnum):
        return _read_word(kind, written)
    raise written.other_than(f"what {kind} holds")


def _read_fields(kind: Any, written: Written) -> Any:
    parts = {name: _read(annotation, written[name]) for name, annotation in _fields_of(kind)}
    try:
        return kind(**parts)
    except RestrideError as error:
        raise damaged(written.place, str(error)) from error


@cache
def _fields_of(kind: Any) -> tuple[tuple[str, Any], ...]:
    annotations = get_type_hints(kind)
    return tuple((each.name, annotations[each.name]) for each in fields(kind))


def _read_word(kind: Any, written: Written) -> Any:
    words = [word.value for word in kind]
    if written.part not in words:
        raise written.other_than(f"one of {', '.join(words)}")
    return kind(written.part)


def _read_float(_kind: Any, written: Written) -> float:
    part = written.part
    if isinstance(part, bool) or not isinstance(part, int | float):
        raise written.other_than("a number")
    if not abs(part) <= _LARGEST:
        raise written.other_than("a finite number")
    return float(part)


def _read_int(_kind: Any, written: Written) -> int:
    if isinstance(written.part, bool) or not isinstance(written.part, int):
        raise written.other_than("a whole number")
    return written.part


def _read_bool(_kind: Any, written: Written) -> bool:
    if not isinstance(written.part, bool):
        raise written.other_than("true or false")
    return written.part


def _read_str(_kind: Any, written: Written) -> str:
    if not isinstance(written.part, str):
        raise written.other_than("a text")
    return written.part


def _read_optional(kind: Any, written: Written) -> Any:
    """Read what may be None; every other union has a reader of its own."""
    if written.is_absent:
        return None
    (present,) = (each for each in get_args(kind) if each is not NoneType)
    return _read(present, written)


def _read_tuple(kind: Any, written: Written) -> tuple[Any, ...]:
    kinds, parts = get_args(kind), written.listed()
    if len(kinds) == 2 and kinds[1] is Ellipsis:
        return tuple(_read(kinds[0], each) for each in parts)
    if len(parts) != len(kinds):
        raise written.other_than(f"a list of {len(kinds)}")
    return tuple(_read(one, each) for one, each in zip(kinds, parts, strict=True))


def _read_table(kind: Any, written: Written) -> dict[Any, Any]:
    of_key, of_value = get_args(kind)
    return {
        _read(of_key, Written(part=key, place=written.place)): _read(of_value, written[key])
        for key in written.keyed()
    }


def _read_measure(_kind: Any, written: Written) -> Measure:
    key = written["key"]
    definition = MEASURES.get(key.read(str))
    if definition is None:
        raise key.other_than("a measure of this version of Restride")
    if written["unit"].part != definition.unit.ucum:
        raise written["unit"].other_than(f"the unit {definition.unit.ucum}")
    return Measure(
        definition=definition,
        value=written["value"].read_or_none(float),
        side=written["side"].read_or_none(Side),
        repeats_count=written["repeats_count"].read(int),
        uncertainty=_read_uncertainty(written["uncertainty"]),
        note=written["note"].read_or_none(str),
    )


def _read_uncertainty(written: Written) -> Uncertainty:
    if "not_computed" in written.keyed():
        return NotComputed(reason=written["not_computed"].read(str))
    return written.read(Interval)


#: How each kind of field is read.
_SHAPES: Final[dict[Any, Any]] = {
    float: _read_float,
    int: _read_int,
    bool: _read_bool,
    str: _read_str,
    Union: _read_optional,
    UnionType: _read_optional,
    tuple: _read_tuple,
    dict: _read_table,
    Mapping: _read_table,
    Measure: _read_measure,
}
