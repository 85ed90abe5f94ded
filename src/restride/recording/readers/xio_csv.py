"""Tables of x-io's loggers: "Time (s),Gyroscope X (deg/s),...,Accelerometer X (g),..."."""

from pathlib import Path
from typing import Final

from restride.recording.readers.column_names import name_columns
from restride.recording.readers.notes import Notes
from restride.recording.readers.options import ReadOptions
from restride.recording.readers.text_recordings import TextLayout, text_reader
from restride.recording.readers.text_tables import first_rows, open_table

_NAME: Final = "xio-csv"


def _recognises(head: bytes, _path: Path) -> float:
    rows = first_rows(head, rows_count=1)
    return 0.95 if rows and {"Time (s)", "Gyroscope X (deg/s)"} <= set(rows[0]) else 0.0


def _layout(path: Path, options: ReadOptions) -> tuple[TextLayout, ReadOptions]:
    table = open_table(path)
    columns = name_columns(table.rows[0], notes=Notes(), file_name=path.name)
    layout = TextLayout(table=table, columns=columns, header_rows_count=1, format_name=_NAME)
    return layout, options


XIO_CSV: Final = text_reader(
    _NAME,
    title="x-io table",
    suffixes=frozenset((".csv",)),
    recognises=_recognises,
    layout_of=_layout,
)
