"""Tables of numbers in text: how the text is written, and its rows, fast and in bounded pieces."""

import codecs
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np

from restride.arrays import FloatArray
from restride.errors import DamagedFile
from restride.recording.readers.limits import read_head, refuse_too_large

#: Enough for the header of any table.
_HEAD_BYTES: Final = 65_536
#: Text taken at once; rows of it take about six times as much while they are parsed.
_BLOCK_BYTES: Final = 4_000_000
#: Text looked at in one place of a long file, to tell its units.
_LOOKED_AT_BYTES: Final = 200_000
#: Lines passed over there: the header, or the rest of a row.
_LINES_PASSED: Final = 4
#: No row of a table of sensor numbers is longer.
_LONGEST_ROW_BYTES: Final = 65_536
_DELIMITERS: Final = ("\t", ";", ",")
_MISSING: Final = re.compile(
    # Nothing is given back once it is taken: a cell of spaces is gone over once.
    rb"(?:(?<=[,\t])|^)[ ]*+(?:NA|N/A|#N/A|null|NULL|None|-)?+[ ]*+(?=[,\t]|$)",
    re.MULTILINE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class TextTable:
    """How a table is written, and its first lines."""

    path: Path
    encoding: str
    delimiter: str
    has_decimal_comma: bool
    #: Up to the first lines of the file, split into cells, without quotes.
    rows: tuple[tuple[str, ...], ...]
    #: How many bytes a row of the body takes, about.
    row_bytes: float

    @property
    def columns_count(self) -> int:
        """Cells in the widest of the first rows."""
        return max((len(row) for row in self.rows), default=0)


def decoded_head(head: bytes) -> str | None:
    """Decode the first bytes of a file as text; None where it is no text."""
    encoding = _encoding_of(head)
    text = head.decode(encoding, errors="replace")
    if "\0" in text or not text.strip("\ufeff\ufffd \r\n\t"):
        return None
    odd_count = sum(
        1 for sign in text if sign == "\ufffd" or (sign < " " and sign not in "\r\n\t\f")
    )
    return text.lstrip("\ufeff") if odd_count <= 0.01 * len(text) else None


def first_rows(head: bytes, *, rows_count: int) -> list[list[str]]:
    """Split the first lines of a file into cells at any separator; empty where it is no text."""
    text = decoded_head(head)
    lines = [] if text is None else text.splitlines()[:rows_count]
    return [[clean_cell(cell) for cell in re.split(r"[,;\t]", line)] for line in lines]


def _encoding_of(head: bytes) -> str:
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16"
    if head.startswith(b"\xef\xbb\xbf"):
        return "utf-8-sig"
    try:
        head[:-4].decode("utf-8")
    except UnicodeDecodeError:
        return "latin-1"
    return "utf-8"


def open_table(path: Path) -> TextTable:
    """Tell how a table is written from its first lines.

    Raises
    ------
    DamagedFile
        Where the file holds no text.
    """
    head = read_head(path, head_bytes=_HEAD_BYTES)
    text = decoded_head(head)
    if text is None:
        raise DamagedFile(
            f"A table in text is needed, and {path.name} holds binary data. "
            "Check the file, or name its format with --format."
        )
    lines = text.splitlines()
    whole = lines if len(head) < _HEAD_BYTES else lines[:-1]
    if not whole:
        raise DamagedFile(
            f"Rows of numbers are needed, and the first line of {path.name} is longer than "
            f"{_HEAD_BYTES:,} bytes. Check the file."
        )
    delimiter = _delimiter_of(whole)
    rows = tuple(tuple(clean_cell(cell) for cell in line.split(delimiter)) for line in whole[:12])
    body = whole[3:] or whole
    return TextTable(
        path=path,
        encoding=_encoding_of(head),
        delimiter=delimiter,
        has_decimal_comma=delimiter != "," and _has_decimal_comma(body, delimiter),
        rows=rows,
        row_bytes=max(1.0, sum(len(line) + 1 for line in body) / len(body)),
    )


def _delimiter_of(lines: list[str]) -> str:
    """Take the separator that most lines have equally often, and often."""
    sample = [line for line in lines[:40] if line.strip()]
    counts = {sign: [line.count(sign) for line in sample] for sign in _DELIMITERS}
    if any(counts["\t"]) or any(counts[";"]):
        return max(("\t", ";"), key=lambda sign: sum(counts[sign]))
    return ","


def _has_decimal_comma(lines: list[str], delimiter: str) -> bool:
    cells = [cell for line in lines[:20] for cell in line.split(delimiter)]
    return any(re.fullmatch(r"\s*\"?[+-]?\d+,\d+(?:[eE][+-]?\d+)?\"?\s*", cell) for cell in cells)


def clean_cell(cell: str) -> str:
    """Take spaces and quotes off a cell."""
    return cell.strip().strip("\"'").strip()


def is_number(cell: str) -> bool:
    """Tell whether a cell reads as a number, decimal comma or point."""
    try:
        float(cell.replace(",", "."))
    except ValueError:
        return False
    return True


def read_rows(table: TextTable, columns: tuple[int, ...], *, header_rows_count: int) -> FloatArray:
    """Read the named columns of every row, (n_rows, n_columns).

    Raises
    ------
    DamagedFile
        Where a cell is no number: the message names line and text.
    RecordingTooLarge
        Before anything is read.
    """
    size_bytes = table.path.stat().st_size
    estimated_bytes = int(size_bytes / table.row_bytes * len(columns) * 8)
    # No cell takes less than two signs, whatever the first rows look like.
    at_least_bytes = min(estimated_bytes, size_bytes * 4)
    refuse_too_large(at_least_bytes, what=f"The table {table.path.name}")
    blocks = list(read_row_blocks(table, columns, header_rows_count=header_rows_count))
    if not blocks:
        return np.empty((0, len(columns)))
    return blocks[0] if len(blocks) == 1 else np.concatenate(blocks)


def read_row_blocks(
    table: TextTable, columns: tuple[int, ...], *, header_rows_count: int
) -> Iterator[FloatArray]:
    """Read the named columns in pieces of some megabytes of text."""
    line_number = 1
    for text in text_blocks(table):
        lines_count = text.count(b"\n") + (not text.endswith(b"\n"))
        skip_count = max(0, min(lines_count, header_rows_count - line_number + 1))
        rows = _parse(table, text, columns=columns, skip_count=skip_count, line_number=line_number)
        line_number += lines_count
        if len(rows):
            yield rows


def read_some_rows(table: TextTable, columns: tuple[int, ...], *, parts_count: int) -> FloatArray:
    """Read rows from places spread over the file, to tell units by; whole rows only."""
    size_bytes = table.path.stat().st_size
    if table.encoding.startswith("utf-16") or size_bytes < 2 * _LOOKED_AT_BYTES:
        parts_count = 1
    starts = np.linspace(0, max(0, size_bytes - _LOOKED_AT_BYTES), parts_count).astype(int)
    found = []
    with table.path.open("rb") as file:
        for start in starts:
            file.seek(int(start))
            content = file.read(_LOOKED_AT_BYTES)
            text = content.decode(table.encoding, errors="replace").encode()
            body = _with_line_feeds(text).split(b"\n", _LINES_PASSED)[-1].rpartition(b"\n")[0]
            found.append(
                _parse(table, body, columns=columns, skip_count=0, line_number=_LINES_PASSED + 1)
            )
    return np.concatenate(found)


def text_blocks(table: TextTable) -> Iterator[bytes]:
    """Cut the file at ends of lines; always UTF-8 with line feeds."""
    with table.path.open("rb") as file:
        rest = b""
        for taken in _as_narrow_text(file, table.encoding):
            block = rest + taken
            end = max(block.rfind(b"\n"), block.rfind(b"\r")) + 1
            if end == 0 and len(block) > _LONGEST_ROW_BYTES:
                raise _too_long_a_row(table)
            if block[end - 1 : end] == b"\r" and len(block) == end:
                # A line feed may follow in the next block.
                end = max(block.rfind(b"\n", 0, end - 1), block.rfind(b"\r", 0, end - 1)) + 1
            rest = block[end:]
            if len(rest) > _LONGEST_ROW_BYTES:
                raise _too_long_a_row(table)
            if end:
                yield _with_line_feeds(block[:end])
        if rest.strip():
            yield _with_line_feeds(rest)


def _as_narrow_text(file: io.BufferedIOBase, encoding: str) -> Iterator[bytes]:
    """Read a file block by block, two bytes a sign as UTF-8."""
    decoder = codecs.getincrementaldecoder("utf-16")(errors="replace")
    while block := file.read(_BLOCK_BYTES):
        if not encoding.startswith("utf-16"):
            yield block
        elif text := decoder.decode(block):
            yield text.encode()
    # A file that was cut in the middle of a sign.
    if end := decoder.decode(b"", final=True):
        yield end.encode()


def _with_line_feeds(block: bytes) -> bytes:
    if b"\r" not in block:
        return block
    return block.replace(b"\r\n", b"\n").replace(b"\r", b"\n")


def _too_long_a_row(table: TextTable) -> DamagedFile:
    return DamagedFile(
        f"Rows of numbers are needed, and {table.path.name} has a line of more than "
        f"{_LONGEST_ROW_BYTES:,} bytes. Check the file: it looks damaged."
    )


def _parse(
    table: TextTable,
    text: bytes,
    *,
    columns: tuple[int, ...],
    skip_count: int,
    line_number: int,
) -> FloatArray:
    body = text.split(b"\n", skip_count)[-1] if skip_count else text
    if skip_count and text.count(b"\n") < skip_count:
        body = b""
    if table.has_decimal_comma:
        body = body.replace(b",", b".")
    if table.delimiter == ";":
        body = body.replace(b";", b",")
    if not body.strip():
        return np.empty((0, len(columns)))
    delimiter = "\t" if table.delimiter == "\t" else ","
    try:
        return _load(body, columns, delimiter)
    except ValueError:
        pass
    try:
        return _load(_with_missing_named(body), columns, delimiter)
    except ValueError as error:
        raise _no_number(table, error, line_number + skip_count) from None


def _load(body: bytes, columns: tuple[int, ...], delimiter: str) -> FloatArray:
    lines = body.decode("latin-1").split("\n")
    if not any(line.strip() for line in lines):
        return np.empty((0, len(columns)))
    rows: FloatArray = np.loadtxt(
        lines, delimiter=delimiter, usecols=columns, ndmin=2, comments=None, quotechar='"'
    )
    return rows


def _with_missing_named(body: bytes) -> bytes:
    """Write nan into empty cells and cells that say that nothing is there."""
    lines = b"\n".join(line for line in body.split(b"\n") if line.strip())
    return _MISSING.sub(b"nan", lines)


def _no_number(table: TextTable, error: ValueError, first_line: int) -> DamagedFile:
    """Say which cell is no number, and in which line of the file."""
    text = str(error)
    row = re.search(r"at row (\d+)", text)
    cell = re.search(r"could not convert string ('.*?') to", text, re.DOTALL)
    line = f"near line {first_line + int(row.group(1))}" if row else f"after line {first_line}"
    what = f"the text {cell.group(1)[:60]}" if cell else "a row with too few cells"
    return DamagedFile(
        f"Numbers are needed in the columns of the signal, and {table.path.name} has {what} "
        f"{line}. Correct or remove that line, or leave the cell empty where the value is missing."
    )
