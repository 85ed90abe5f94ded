"""MATLAB files of level 5 (saved with -v6 or -v7): structs, numbers and text.

Our own decoder: it loads nothing that walking does not need, checks every length against the
file, and reads what is whole of a file that was cut.
Source: MAT-File Level 5 File Format, MathWorks. [matlab2010]
"""

import struct
import zlib
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from math import prod
from pathlib import Path
from typing import Any, Final

import numpy as np

from restride.errors import DamagedFile
from restride.recording.readers.limits import decoded_limit_bytes, refuse_too_large

_HEADER_BYTES: Final = 128
_COMPRESSED: Final = 15
_MATRIX: Final = 14
_NUMBER_TYPES: Final = {
    1: "i1",
    2: "u1",
    3: "i2",
    4: "u2",
    5: "i4",
    6: "u4",
    7: "f4",
    9: "f8",
    12: "i8",
    13: "u8",
    16: "u1",
    17: "u2",
    18: "u4",
}
_STRUCT_CLASSES: Final = (2, 3)
_CHAR_CLASS: Final = 4
_NUMBER_CLASSES: Final = range(6, 16)
#: Structs in structs: a file of this format has eight.
_DEEPEST: Final = 32
_MOST_DIMENSIONS: Final = 32
_PACKED_AT_ONCE_BYTES: Final = 1_000_000
_INFLATED_AT_ONCE_BYTES: Final = 16_000_000


class _Broken(Exception):
    """An element reaches beyond its place: what was read before it is whole."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MatContent:
    """The variables of a file, and whether all of it could be read."""

    variables: dict[str, Any]
    is_whole: bool


@dataclass(frozen=True, slots=True)
class _Source:
    order: str
    skipped: Collection[str]
    #: Set where an element was cut or broken.
    faults: list[str]


def read_mat(path: Path, *, skipped: Collection[str] = ()) -> MatContent:
    """Read all variables as nested dicts, arrays and texts.

    Parameters
    ----------
    path
        Structs with more than one element become lists; cells and objects are left out.
    skipped
        Names of fields not to read.

    Raises
    ------
    DamagedFile
        Where the file is of another level, or nothing of it can be read.
    RecordingTooLarge
        Where it would unpack beyond the limit.
    """
    refuse_too_large(path.stat().st_size, what=f"The file {path.name}")
    # Mapped, not read: what walking does not need is never loaded.
    content = np.memmap(path, dtype=np.uint8, mode="r").data
    order = {b"IM": "<", b"MI": ">"}.get(bytes(content[126:128]))
    if bytes(content[:10]) == b"MATLAB 7.3":
        raise DamagedFile(
            f"A MATLAB file of level 5 is needed, and {path.name} is of version 7.3. "
            "Save it in MATLAB with: save(name, 'data', '-v7')"
        )
    if order is None:
        raise DamagedFile(
            f"A MATLAB file of level 5 is needed, and the {len(content):,} bytes of {path.name} "
            "have no such header. Save it again with -v7."
        )
    source = _Source(order, skipped, [])
    variables: dict[str, Any] = {}
    try:
        for kind, element in _elements(content[_HEADER_BYTES:], source):
            if kind not in (_MATRIX, _COMPRESSED):
                raise _Broken(f"a variable of the unknown type {kind}")
            variables.update(_variables(kind, element, source=source, path=path))
    except _Broken as fault:
        source.faults.append(str(fault))
    return MatContent(variables=variables, is_whole=not source.faults)


def _variables(
    kind: int, element: memoryview, *, source: _Source, path: Path
) -> Iterator[tuple[str, Any]]:
    if kind == _COMPRESSED:
        inflated = _inflated(element, path, source)
        for inner_kind, inner in _elements(memoryview(inflated), source):
            if inner_kind == _MATRIX:
                yield _matrix(inner, source, 0)
    elif kind == _MATRIX:
        yield _matrix(element, source, 0)


def _inflated(element: memoryview, path: Path, source: _Source) -> bytearray:
    """Unpack in steps, so that a small file cannot become a huge one."""
    inflater = zlib.decompressobj()
    inflated = bytearray()
    limit_bytes = decoded_limit_bytes()
    for start in range(0, len(element), _PACKED_AT_ONCE_BYTES):
        waiting = bytes(element[start : start + _PACKED_AT_ONCE_BYTES])
        while waiting and not inflater.eof:
            try:
                inflated += inflater.decompress(waiting, _INFLATED_AT_ONCE_BYTES)
            except zlib.error as error:
                source.faults.append(str(error))
                return inflated
            if len(inflated) > limit_bytes:
                refuse_too_large(len(inflated), what=f"The file {path.name}")
            declared_bytes = _declared_bytes(inflated, source)
            if len(inflated) > declared_bytes:
                source.faults.append("a packed part holds more than it declares")
                return inflated[:declared_bytes]
            waiting = inflater.unconsumed_tail
    if not inflater.eof:
        source.faults.append("a packed part ends early")
    return inflated


def _declared_bytes(inflated: bytearray, source: _Source) -> int:
    """Tell how long a variable says it is, in its first bytes, with what may fill it up."""
    kind, size_bytes = struct.unpack_from(source.order + "II", bytes(inflated[:8]).ljust(8, b"\0"))
    return 16 if kind >> 16 else 16 + int(size_bytes)


def _elements(content: memoryview, source: _Source) -> Iterator[tuple[int, memoryview]]:
    """Walk over tagged elements; a cut last one is given as far as it goes."""
    at = 0
    while at + 8 <= len(content):
        kind, size_bytes = struct.unpack_from(source.order + "II", content, at)
        if kind >> 16:
            # Up to four bytes stand in the tag itself.
            small_bytes = min(kind >> 16, 4)
            yield kind & 0xFFFF, content[at + 4 : at + 4 + small_bytes]
            at += 8
            continue
        if at + 8 + size_bytes > len(content):
            source.faults.append("an element ends early")
        yield kind, content[at + 8 : at + 8 + size_bytes]
        at += 8 + size_bytes + (0 if kind == _COMPRESSED else -size_bytes % 8)


def _matrix(content: memoryview, source: _Source, depth: int) -> tuple[str, Any]:
    """Decode one variable or field: its name and its value, None for what is not looked at."""
    if depth > _DEEPEST:
        raise _Broken("structs stand too deep in each other")
    parts = _elements(content, source)
    flags = _whole_numbers(parts, source)
    shape = _whole_numbers(parts, source)
    name = _raw(parts).decode("latin-1")
    if not len(flags) or any(length < 0 for length in shape):
        raise _Broken("a variable has no header")
    kind = flags[0] & 0xFF
    if kind in _STRUCT_CLASSES:
        return name, _struct(parts, shape, source=source, depth=depth, is_object=kind == 3)
    if kind == _CHAR_CLASS:
        return name, _text(parts, source)
    if kind in _NUMBER_CLASSES:
        return name, _array(parts, shape, source)
    return name, None


def _numbers(parts: Iterator[tuple[int, memoryview]], source: _Source) -> np.ndarray[Any, Any]:
    kind, content = next(parts, (0, memoryview(b"")))
    code = _NUMBER_TYPES.get(kind)
    if code is None:
        raise _Broken(f"an element of the unknown type {kind}")
    whole_bytes = len(content) // int(code[1]) * int(code[1])
    return np.frombuffer(content[:whole_bytes], dtype=source.order + code)


def _whole_numbers(parts: Iterator[tuple[int, memoryview]], source: _Source) -> tuple[int, ...]:
    numbers = _numbers(parts, source)
    if numbers.dtype.kind not in "iu" or len(numbers) > _MOST_DIMENSIONS:
        raise _Broken("a header holds no whole numbers")
    return tuple(int(number) for number in numbers)


def _raw(parts: Iterator[tuple[int, memoryview]]) -> bytes:
    return bytes(next(parts, (0, memoryview(b"")))[1])


def _array(
    parts: Iterator[tuple[int, memoryview]], shape: tuple[int, ...], source: _Source
) -> np.ndarray[Any, Any] | None:
    values = _numbers(parts, source)
    if prod(shape) != len(values):
        source.faults.append("an array ends early")
        return None
    return values.reshape(shape, order="F")


def _text(parts: Iterator[tuple[int, memoryview]], source: _Source) -> str:
    codes = _numbers(parts, source)
    if codes.dtype.itemsize == 1:
        return codes.tobytes().decode("utf-8", errors="replace")
    valid = codes[codes < 0xD800].astype("<u2")
    return valid.tobytes().decode("utf-16-le", errors="replace")


def _struct(
    parts: Iterator[tuple[int, memoryview]],
    shape: tuple[int, ...],
    *,
    source: _Source,
    depth: int,
    is_object: bool,
) -> Any:
    if is_object:
        _raw(parts)
    lengths = _whole_numbers(parts, source)
    length = lengths[0] if lengths else 0
    joined = _raw(parts)
    if length <= 0:
        return {}
    names = [
        joined[at : at + length].split(b"\0")[0].decode("latin-1")
        for at in range(0, len(joined), length)
    ]
    found: list[dict[str, Any]] = []
    for _ in range(prod(shape)):
        fields = _fields(parts, names, source=source, depth=depth)
        if not fields:
            break
        found.append(fields)
    return found[0] if len(found) == 1 else found


def _fields(
    parts: Iterator[tuple[int, memoryview]], names: list[str], *, source: _Source, depth: int
) -> dict[str, Any]:
    fields: dict[str, Any] = {}
    for name, (kind, content) in zip(names, parts, strict=False):
        if kind != _MATRIX or name in source.skipped:
            continue
        try:
            fields[name] = _matrix(content, source, depth + 1)[1] if len(content) else None
        except _Broken as fault:
            source.faults.append(str(fault))
    return fields
