"""Plain tables in text: one row a sample, the first row names the columns.

Commas, semicolons or tabs; decimal point or comma; with or without a byte order mark. Names such
as ``time``, ``acc_x_mps2``, ``gyr_z_dps``, ``left_foot_acc_x_g``, or a mapping file.
"""

from pathlib import Path
from typing import Final

from restride.recording.readers.column_names import looks_like_columns, name_columns
from restride.recording.readers.notes import read_notes
from restride.recording.readers.options import ReadOptions
from restride.recording.readers.text_recordings import TextLayout, text_reader
from restride.recording.readers.text_tables import first_rows, open_table

_NAME: Final = "csv"
_SUFFIXES: Final = frozenset((".csv", ".tsv", ".txt"))


def _recognises(head: bytes, path: Path) -> float:
    rows = first_rows(head, rows_count=1)
    if not rows or len(rows[0]) < 2:
        return 0.0
    if looks_like_columns(rows[0]):
        return 0.8
    return 0.2 if path.suffix.lower() in _SUFFIXES else 0.1


def _layout(path: Path, options: ReadOptions) -> tuple[TextLayout, ReadOptions]:
    table = open_table(path)
    notes = read_notes(path, options)
    columns = name_columns(table.rows[0], notes=notes, file_name=path.name)
    layout = TextLayout(table=table, columns=columns, header_rows_count=1, format_name=_NAME)
    return layout, options


PLAIN_CSV: Final = text_reader(
    _NAME,
    title="plain table in text",
    suffixes=_SUFFIXES,
    recognises=_recognises,
    layout_of=_layout,
)
