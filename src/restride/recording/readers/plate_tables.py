"""Tables of plates in text: where the names stand, and what each column is, from its name."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from restride.arrays import FloatArray
from restride.errors import DamagedFile
from restride.recording.readers.limits import read_head
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
_UNIT_IN_BRACKETS: Final = re.compile(r"[\[(]\s*([^\])]*?)\s*[\])]")
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

    def read(self, columns: Sequence[int]) -> Mapping[int, FloatArray]:
        """Read columns, each once, (n_rows,), by their place in the file."""
        needed = tuple(sorted(set(columns)))
        rows = read_rows(self.table, needed, header_rows_count=self.header_rows_count)
        return {column: rows[:, place] for place, column in enumerate(needed)}


def named_column(name: str, column: int) -> NamedColumn:
    """Take a column's name apart, such as ``COPx[cm]`` or ``cop_ap_mm``."""
    bracket = _UNIT_IN_BRACKETS.search(name)
    stated = None if bracket is None else bracket[1].lower().replace("·", ".").replace(" ", ".")
    word = re.sub(r"[^a-z0-9]+", "_", _UNIT_IN_BRACKETS.sub("", name).lower()).strip("_")
    unit = _UNITS.get(stated or "")
    at_end = _UNIT_AT_END.search(word)
    if unit is None and at_end is not None:
        unit, word = _UNITS[at_end[1]], word[: at_end.start()]
    return NamedColumn(word=word, unit=unit, column=column)


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
        cells = tuple(clean_cell(cell) for cell in line.split(table.delimiter))
        if needed(frozenset(each.word for each in named_columns(cells))):
            return PlateTable(
                table=table, names=cells, header_rows_count=at + 1, above=tuple(above)
            )
        above.append(cells)
    raise DamagedFile(
        f"A row that names {what} is needed, and the first {len(above)} lines of {path.name} have "
        "none. Export the recording again."
    )


def words_in_head(head: bytes) -> list[set[str]]:
    """List the words of every line in the first bytes of a file; empty where it is no text."""
    text = decoded_head(head)
    lines = [] if text is None else text.splitlines()
    return [
        {named_column(clean_cell(cell), 0).word for cell in re.split(r"[,;\t]", line)}
        for line in lines[:_LINES_IN_HEAD]
    ]
