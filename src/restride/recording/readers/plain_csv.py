"""Plain tables in text: one row a sample, under a row that names the columns.

Lines of notes may stand above it. Commas, semicolons or tabs; decimal point or comma; with or
without a byte order mark. Names such as ``time``, ``acc_x_mps2``, ``gyr_z_dps``,
``left_foot_acc_x_g``, or a mapping file.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import Final

from restride.recording.readers.column_names import looks_like_columns, name_columns
from restride.recording.readers.notes import Notes, read_notes
from restride.recording.readers.options import ReadOptions
from restride.recording.readers.text_recordings import TextLayout, text_reader
from restride.recording.readers.text_tables import first_rows, open_table

_NAME: Final = "csv"
#: Rows among which the names of the columns are looked for.
_HEADER_ROWS: Final = 12
_SUFFIXES: Final = frozenset((".csv", ".tsv", ".txt"))


def _recognises(head: bytes, path: Path) -> float:
    rows = first_rows(head, rows_count=_HEADER_ROWS)
    if any(looks_like_columns(row) for row in rows):
        return 0.8
    if not rows or len(rows[0]) < 2:
        return 0.0
    return 0.2 if path.suffix.lower() in _SUFFIXES else 0.1


def _layout(path: Path, options: ReadOptions) -> tuple[TextLayout, ReadOptions]:
    table = open_table(path)
    notes = read_notes(path, options)
    at = _row_of_names(table.rows, notes)
    columns = name_columns(table.rows[at], notes=notes, file_name=path.name)
    layout = TextLayout(table=table, columns=columns, header_rows_count=at + 1, format_name=_NAME)
    return layout, options


def _row_of_names(rows: Sequence[Sequence[str]], notes: Notes) -> int:
    """Find the first row that has the names of channels, else take the first row."""
    mapped = {name for sensor in notes.sensors for name in sensor.columns.values()}
    for at, row in enumerate(rows[:_HEADER_ROWS]):
        if mapped <= set(row) if mapped else looks_like_columns(row):
            return at
    return 0


PLAIN_CSV: Final = text_reader(
    _NAME,
    title="plain table in text",
    suffixes=_SUFFIXES,
    recognises=_recognises,
    layout_of=_layout,
)
