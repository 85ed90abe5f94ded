"""Tables of plates in text: where the names stand, and what each column is, from its name."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np

from restride.arrays import FloatArray
from restride.errors import DamagedFile
from restride.recording.readers.limits import read_head, refuse_too_large
from restride.recording.readers.text_tables import (
    TextTable,
    clean_cell,
    decoded_head,
    open_table,
    read_rows,
)

#: Enough for the notes above any table.
_HEAD_BYTES: Final = 65_536
#: Lines of a head that may hold the names. House choice.
_LINES_IN_HEAD: Final = 60
_UNIT_IN_BRACKETS: Final = re.compile(r"[\[(]([^\])]*+)[\])]")
_UNITS: Final = {
    "m": "m",
    "cm": "cm",
    "mm": "mm",
    "in": "in",
    "inch": "in",
    "n": "N",
    "kn": "kN",
    "kg": "kg",
    "kgf": "kg",
    "nm": "Nm",
    "n_m": "Nm",
    "n.m": "Nm",
    "n*m": "Nm",
    "ncm": "Ncm",
    "n.cm": "Ncm",
    "nmm": "Nmm",
    "n.mm": "Nmm",
    "n*mm": "Nmm",
    "s": "s",
    "sec": "s",
    "ms": "ms",
    "us": "us",
}
#: What stands under a column without a unit.
_NO_UNIT: Final = frozenset(("", "-", "#", "count"))
_UNIT_AT_END: Final = re.compile(r"_(m|cm|mm|in|n|kn|kg|nm|ncm|nmm|s|sec|ms|us)$")


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedColumn:
    """One column: its name without its unit, in small letters and underlines."""

    word: str
    unit: str | None
    column: int


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class PlateTable:
    """A table whose row of names was found."""

    table: TextTable
    names: tuple[str, ...]
    header_rows_count: int
    #: The lines above the names, split into cells.
    above: tuple[tuple[str, ...], ...]
    #: Whether nothing but spaces stands between the columns.
    is_spaced: bool = False

    def read(self, columns: Sequence[int]) -> Mapping[int, FloatArray]:
        """Read columns, each once, (n_rows,), by their place in the file."""
        needed = tuple(sorted(set(columns)))
        if self.is_spaced:
            rows = _read_spaced(self.table, needed, header_rows_count=self.header_rows_count)
        else:
            rows = read_rows(self.table, needed, header_rows_count=self.header_rows_count)
        return {column: rows[:, place] for place, column in enumerate(needed)}


def _read_spaced(
    table: TextTable, columns: tuple[int, ...], *, header_rows_count: int
) -> FloatArray:
    """Read columns with spaces between them; such files are written by scripts, and short."""
    refuse_too_large(table.path.stat().st_size * 8, what=f"The table {table.path.name}")
    text = table.path.read_bytes().decode(table.encoding, errors="replace")
    lines = [line for line in text.splitlines()[header_rows_count:] if line.strip()]
    if not lines:
        return np.empty((0, len(columns)))
    try:
        rows: FloatArray = np.loadtxt(lines, usecols=columns, ndmin=2, comments=None)
    except ValueError as error:
        raise DamagedFile(
            f"Rows of numbers are needed below the names, and {table.path.name} has another one: "
            f"{str(error)[:120]}. Correct or remove that line."
        ) from None
    return rows


def _unit_word(bracketed: str) -> str:
    return bracketed.strip().lower().replace("·", ".").replace(" ", ".")


def named_column(name: str, column: int) -> NamedColumn:
    """Take a column's name apart, such as ``COPx[cm]`` or ``cop_ap_mm``."""
    bracket = _UNIT_IN_BRACKETS.search(name)
    stated = None if bracket is None else _unit_word(bracket[1])
    word = re.sub(r"[^a-z0-9]+", "_", _UNIT_IN_BRACKETS.sub("", name).lower()).strip("_")
    unit = _UNITS.get(stated or "")
    at_end = _UNIT_AT_END.search(word)
    if unit is None and at_end is not None:
        unit, word = _UNITS[at_end[1]], word[: at_end.start()]
    return NamedColumn(word=word, unit=unit, column=column)


def are_units(cells: Sequence[str]) -> bool:
    """Tell whether a row under the names holds their units: no number, and a unit at least."""
    stated = [cell.strip("[]() ").lower() for cell in cells]
    return any(each in _UNITS for each in stated) and all(
        each in _UNITS or each in _NO_UNIT for each in stated
    )


def named_columns(names: Sequence[str]) -> tuple[NamedColumn, ...]:
    """Take the names of all columns apart."""
    return tuple(named_column(name, column) for column, name in enumerate(names))


def open_plate_table(
    path: Path, *, needed: Callable[[frozenset[str]], bool], what: str
) -> PlateTable:
    """Find the row of names whose words are the needed ones.

    Raises
    ------
    DamagedFile
        Where there is none.
    """
    table = open_table(path)
    text = decoded_head(read_head(path, head_bytes=_HEAD_BYTES)) or ""
    above: list[tuple[str, ...]] = []
    for at, line in enumerate(text.splitlines()):
        cells, is_spaced = cells_of(line, table.delimiter)
        if needed(frozenset(each.word for each in named_columns(cells))):
            return PlateTable(
                table=table,
                names=cells,
                header_rows_count=at + 1,
                above=tuple(above),
                is_spaced=is_spaced,
            )
        above.append(cells)
    raise DamagedFile(
        f"A row that names {what} is needed, and the first {len(above)} lines of {path.name} have "
        "none. Export the recording again."
    )


def cells_of(line: str, delimiter: str) -> tuple[tuple[str, ...], bool]:
    """Split a line at its delimiter; at spaces, which is told, where it has none."""
    is_spaced = not re.search(r"[,;\t]", line.strip()) and len(line.split()) > 1
    cells = line.split() if is_spaced else line.split(delimiter)
    return tuple(clean_cell(cell) for cell in cells), is_spaced


def rows_in_head(head: bytes) -> list[tuple[str, ...]]:
    """Split the lines in the first bytes of a file into cells; empty where it is no text."""
    text = decoded_head(head)
    lines = [] if text is None else text.splitlines()
    return [cells_of(re.sub(r"[;\t]", ",", line), ",")[0] for line in lines[:_LINES_IN_HEAD]]


def words_in_head(head: bytes) -> list[set[str]]:
    """List the words of every line in the first bytes of a file; empty where it is no text."""
    return [{named_column(cell, 0).word for cell in row} for row in rows_in_head(head)]
