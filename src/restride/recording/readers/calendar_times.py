"""Columns of dates and times of day, as seconds: what only the way from sample to sample needs."""

import re
import warnings
from typing import Final

import numpy as np

from restride.arrays import FloatArray
from restride.errors import DamagedFile
from restride.recording.readers.text_tables import TextTable, clean_cell, text_blocks

#: Cut off: only the way from sample to sample counts.
_ZONE: Final = re.compile(r"(?<=\d)(?:Z|[+-]\d\d:?\d\d)$")
_TIME_OF_DAY: Final = re.compile(r"\d{1,2}:\d\d:\d\d(?:\.\d*)?")
_DAY_FIRST: Final = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})(?=[ T])")
_SLASHED: Final = re.compile(r"(\d{4})/(\d\d)/(\d\d)(?=[ T])")
_DAY_S: Final = 86_400.0


def read_calendar_times_s(table: TextTable, column: int, *, header_rows_count: int) -> FloatArray:
    """Read a column of dates or times of day as seconds, (n_rows,); since 1970 where dated.

    Raises
    ------
    DamagedFile
        Where a cell is no time: the message shows it.
    """
    cells: list[str] = []
    header_count = header_rows_count
    for text in text_blocks(table):
        lines = text.decode("utf-8", errors="replace").split("\n")[header_count:]
        header_count = 0
        cells.extend(_time_cell(line, table.delimiter, column) for line in lines if line.strip())
    is_undated = bool(cells) and _TIME_OF_DAY.fullmatch(cells[0]) is not None
    if is_undated:
        cells = [_on_the_first_day(cell) if cell else cell for cell in cells]
    times_s = _seconds_of(cells, table)
    return _over_midnight(times_s) if is_undated else times_s


def _time_cell(line: str, delimiter: str, column: int) -> str:
    row = line.split(delimiter)
    cell = clean_cell(row[column]) if column < len(row) else ""
    cell = _ZONE.sub("", cell).replace(",", ".")
    if "/" in cell:
        return _SLASHED.sub(r"\1-\2-\3", cell)
    return _DAY_FIRST.sub(_year_first, cell)


def _year_first(date: re.Match[str]) -> str:
    day, month, year = date.groups()
    return f"{year}-{month:0>2}-{day:0>2}"


def _on_the_first_day(time_of_day: str) -> str:
    hours, rest = time_of_day.split(":", 1) if ":" in time_of_day else (time_of_day, "")
    return f"1970-01-01 {hours:0>2}:{rest}"


def _seconds_of(cells: list[str], table: TextTable) -> FloatArray:
    try:
        with warnings.catch_warnings():
            # NumPy only warns of some cells that it does not understand.
            warnings.simplefilter("error", UserWarning)
            stamps = np.array(cells, dtype="datetime64[us]")
    except (ValueError, UserWarning) as error:
        shown = next((cell for cell in cells if not _is_time(cell)), str(error))
        raise DamagedFile(
            "Times as numbers, as 2020-12-10T13:57:44.733 or as 13:57:44.733 are needed, and "
            f"{table.path.name} has {shown[:40]!r}. Correct the column, or leave it out and give "
            "the rate."
        ) from None
    times_s: FloatArray = stamps.astype("int64") / 1e6
    times_s[np.isnat(stamps)] = np.nan
    return times_s


def _is_time(cell: str) -> bool:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", UserWarning)
            np.datetime64(cell, "us")
    except (ValueError, UserWarning):
        return False
    return True


def _over_midnight(times_s: FloatArray) -> FloatArray:
    """Let times of day go on where a day ends: nothing else turns them back by half a day."""
    steps_s = np.diff(times_s, prepend=times_s[:1])
    days = np.cumsum(np.nan_to_num(steps_s) < -_DAY_S / 2)
    later_s: FloatArray = times_s + _DAY_S * days
    return later_s
