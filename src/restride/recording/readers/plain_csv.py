"""Plain tables in text: one row a sample, the first row names the columns.

Commas, semicolons or tabs; decimal point or comma; with or without a byte order mark. Names such
as ``time``, ``acc_x_mps2``, ``gyr_z_dps``, ``left_foot_acc_x_g``, or a mapping file.
"""

from pathlib import Path
from typing import Final

import numpy as np

from restride.arrays import FloatArray
from restride.errors import DamagedFile
from restride.recording.readers.column_names import (
    TableColumns,
    looks_like_columns,
    name_columns,
)
from restride.recording.readers.columns_to_recording import needed_columns, recording_from_rows
from restride.recording.readers.notes import read_notes
from restride.recording.readers.options import ReadOptions
from restride.recording.readers.reader import Reader
from restride.recording.readers.text_tables import (
    TextTable,
    decoded_head,
    is_number,
    open_table,
    read_calendar_times_s,
    read_rows,
)
from restride.recording.recording import Recording

_NAME: Final = "csv"


def _recognises(head: bytes, path: Path) -> float:
    text = decoded_head(head)
    if text is None:
        return 0.0
    lines = text.splitlines()
    for delimiter in ("\t", ";", ","):
        if looks_like_columns([cell.strip(" \"'") for cell in lines[0].split(delimiter)]):
            return 0.8
    is_table = any(sign in lines[0] for sign in ",;\t")
    return 0.2 if is_table and path.suffix.lower() in PLAIN_CSV.suffixes else 0.1 * is_table


def _read(path: Path, options: ReadOptions) -> tuple[Recording, ...]:
    table = open_table(path)
    columns = _columns(table, path, options)
    rows = _rows(table, columns)
    return (
        recording_from_rows(rows, columns=columns, path=path, format_name=_NAME, options=options),
    )


def _columns(table: TextTable, path: Path, options: ReadOptions) -> TableColumns:
    names = table.rows[0]
    return name_columns(names, notes=read_notes(path, options), file_name=path.name)


def _rows(table: TextTable, columns: TableColumns) -> FloatArray:
    if len(table.rows) < 2:
        raise DamagedFile(
            f"Samples are needed, and {table.path.name} has a header and no sample. "
            "Export the recording again."
        )
    needed = needed_columns(columns)
    if columns.time is not None and not is_number(_cell(table, columns.time)):
        return _rows_with_calendar_times(table, columns)
    return read_rows(table, needed, header_rows_count=1)


def _cell(table: TextTable, column: int) -> str:
    row = table.rows[1]
    return row[column] if column < len(row) and row[column] else "nan"


def _rows_with_calendar_times(table: TextTable, columns: TableColumns) -> FloatArray:
    """Put seconds since 1970 in place of dates and times of day."""
    needed = needed_columns(columns)
    numbers = tuple(each for each in needed if each != columns.time)
    rows = read_rows(table, numbers, header_rows_count=1)
    times_s = read_calendar_times_s(table, columns.time or 0, header_rows_count=1)
    samples_count = min(len(rows), len(times_s))
    place = needed.index(columns.time or 0)
    return np.insert(rows[:samples_count], place, times_s[:samples_count], axis=1)


PLAIN_CSV: Final = Reader(
    name=_NAME,
    title="plain table in text",
    suffixes=frozenset((".csv", ".tsv", ".txt")),
    recognises=_recognises,
    read=_read,
)
