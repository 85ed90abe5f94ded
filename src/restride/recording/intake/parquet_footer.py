"""The footer of a Parquet table: what it declares, read without a Parquet library.

Only lengths and counts are looked at, within a budget of values: a footer may itself be a bomb.
Source: Apache Parquet format, parquet.thrift; Thrift compact protocol.
"""

from dataclasses import dataclass
from typing import Any, BinaryIO, Final

from restride.recording.intake.limits import Declared, IntakeLimits
from restride.recording.intake.outcomes import IntakeRefused, RefusalReason
from restride.recording.intake.zip_directory import refused_unpacked

_MARK: Final = b"PAR1"
#: A day of three sensors has a footer of 180 kB, a week one of 1.3 MB.
_LONGEST_FOOTER_BYTES: Final = 4 * 2**20
_MOST_VALUES: Final = 1_000_000
_LONGEST_NAME_BYTES: Final = 1024
_DEEPEST: Final = 24
_BYTES_A_NUMBER: Final = 8
#: Fields of FileMetaData, SchemaElement, RowGroup, ColumnChunk and ColumnMetaData.
_SCHEMA, _ROWS, _GROUPS = 2, 3, 4
_NAME = 4
_GROUP_COLUMNS, _GROUP_BYTES, _GROUP_ROWS = 1, 2, 3
_FILE_PATH, _META = 1, 3
_VALUES, _UNPACKED, _PACKED = 5, 6, 7
_TRUE, _FALSE, _BYTE, _DOUBLE, _BINARY, _LIST, _SET, _MAP, _STRUCT = 1, 2, 3, 7, 8, 9, 10, 11, 12


class _Broken(ValueError):
    """The footer is not what it must be."""


@dataclass(slots=True)
class _Footer:
    """Reads one value after the other."""

    content: bytes
    columns_most_count: int
    at: int = 0
    values_count: int = 0

    def varint(self) -> int:
        number, shift = 0, 0
        while shift < 70 and self.at < len(self.content):
            byte = self.content[self.at]
            self.at += 1
            number |= (byte & 0x7F) << shift
            if byte < 0x80:
                return number
            shift += 7
        raise _Broken("a number does not end")

    def zigzag(self) -> int:
        number = self.varint()
        return (number >> 1) ^ -(number & 1)

    def skip(self, length_bytes: int) -> None:
        if not 0 <= length_bytes <= len(self.content) - self.at:
            raise _Broken("a text is longer than the footer")
        self.at += length_bytes

    def text_bytes(self) -> int:
        """Pass over a text, and tell how long it is."""
        length_bytes = self.varint()
        self.skip(length_bytes)
        return length_bytes

    def value(self, kind: int, depth: int) -> Any:
        self.values_count += 1
        if self.values_count > _MOST_VALUES or depth > _DEEPEST:
            raise _Broken("it holds more than any table declares")
        if kind in (_TRUE, _FALSE):
            return kind == _TRUE
        if kind in (_BYTE, _DOUBLE):
            return self.skip(1 if kind == _BYTE else 8)
        if kind == _BINARY:
            return self.text_bytes()
        if kind in (_LIST, _SET):
            return self._list(depth)
        return self._nested(kind, depth)

    def _nested(self, kind: int, depth: int) -> Any:
        if kind == _STRUCT:
            return self.struct(depth + 1)
        if kind == _MAP:
            raise _Broken("it holds a map")
        if kind in (4, 5, 6):
            return self.zigzag()
        raise _Broken(f"it holds a value of the unknown type {kind}")

    def _list(self, depth: int) -> list[Any]:
        head = self._byte()
        count = head >> 4 if head >> 4 < 15 else self.varint()
        if count > len(self.content) - self.at:
            raise _Broken("a list is longer than the footer")
        return [self.value(head & 0xF, depth + 1) for _ in range(count)]

    def struct(self, depth: int) -> dict[int, Any]:
        fields: dict[int, Any] = {}
        field = 0
        while head := self._byte():
            field = field + (head >> 4) if head >> 4 else self.zigzag()
            fields[field] = self.value(head & 0xF, depth)
            if depth == 0 and field == _SCHEMA:
                # What follows has a row for each column, in each group.
                self._refuse_columns(len(fields[field]))
        return fields

    def _refuse_columns(self, count: int) -> None:
        if count > self.columns_most_count:
            raise _Broken(f"it declares {count:,} columns")

    def _byte(self) -> int:
        if self.at >= len(self.content):
            raise _Broken("it ends early")
        self.at += 1
        return self.content[self.at - 1]


def look_at_parquet(
    file: BinaryIO, *, size_bytes: int, limits: IntakeLimits
) -> Declared | IntakeRefused:
    """Add up what a table declares, or refuse it."""
    file.seek(max(0, size_bytes - 8))
    tail = file.read(8)
    footer_bytes = int.from_bytes(tail[:4], "little")
    if tail[4:] != _MARK or footer_bytes + 12 > size_bytes:
        return _damaged("its end does not say where its footer begins")
    if footer_bytes > _LONGEST_FOOTER_BYTES:
        return _damaged(f"its footer has {footer_bytes:,} bytes")
    file.seek(size_bytes - 8 - footer_bytes)
    try:
        fields = _Footer(file.read(footer_bytes), limits.columns_most_count).struct(0)
        return _declared(fields, size_bytes=size_bytes, limits=limits)
    except (_Broken, TypeError, KeyError, AttributeError) as error:
        return _damaged(
            str(error)[:80] if isinstance(error, _Broken) else "its footer is no footer"
        )


def _declared(
    fields: dict[int, Any], *, size_bytes: int, limits: IntakeLimits
) -> Declared | IntakeRefused:
    rows_count, groups = fields[_ROWS], fields[_GROUPS]
    columns_count = len(fields[_SCHEMA])
    if any(each[_NAME] > _LONGEST_NAME_BYTES for each in fields[_SCHEMA]):
        raise _Broken("a column has a name without end")
    if rows_count != sum(group[_GROUP_ROWS] for group in groups) or rows_count < 0:
        raise _Broken("its row groups and its number of rows differ")
    chunks = [chunk for group in groups for chunk in group[_GROUP_COLUMNS]]
    if any(_FILE_PATH in chunk for chunk in chunks):
        raise _Broken("its columns lie in another file")
    for chunk in chunks:
        _check_chunk(chunk[_META], rows_count=rows_count, size_bytes=size_bytes)
    unpacked_bytes = max(
        sum(chunk[_META][_UNPACKED] for chunk in chunks),
        rows_count * max(1, columns_count - 1) * _BYTES_A_NUMBER,
    )
    refused = refused_unpacked(unpacked_bytes, size_bytes=size_bytes, limits=limits)
    return refused or Declared(
        work_bytes=unpacked_bytes,
        part_bytes=_largest_group_bytes(groups),
        whole_bytes=2 * unpacked_bytes,
    )


def _check_chunk(meta: dict[int, Any], *, rows_count: int, size_bytes: int) -> None:
    if not 0 <= meta[_PACKED] <= size_bytes or meta[_UNPACKED] < 0:
        raise _Broken("a column is longer than the file")
    if not 0 <= meta[_VALUES] <= rows_count:
        raise _Broken("a column has more values than the table has rows")


def _largest_group_bytes(groups: list[dict[int, Any]]) -> int:
    """Tell what the columns of one group take: they are in memory side by side."""
    sizes = [sum(chunk[_META][_PACKED] for chunk in group[_GROUP_COLUMNS]) for group in groups]
    return 2 * max(sizes, default=0)


def _damaged(what: str) -> IntakeRefused:
    return IntakeRefused(
        reason=RefusalReason.DAMAGED,
        text=f"A whole Parquet table is needed, and this one cannot be taken: {what}. Export it "
        "again.",
    )
