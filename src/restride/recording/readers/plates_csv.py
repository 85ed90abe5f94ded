"""Tables of plates in text: a centre of pressure, forces and moments, or all of them.

One row a sample under a row that names the columns, such as ``time_s, cop_ap_mm, cop_ml_mm``,
``Time, Fz, Mx, My, CoPx, CoPy`` or ``Fx1 ... Mz1, Fx2 ... Mz2``. Units stand in the names, are
given, or are told from the data, which is said; corners, depth of the sensors and axes come from a
sidecar or mapping. Source of what x and y mean where nobody says: [scoppa2013].
"""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final

import numpy as np

from restride.arrays import FloatArray
from restride.errors import DamagedFile, OptionError
from restride.recording.readers.calendar_times import read_calendar_times_s
from restride.recording.readers.limits import read_head
from restride.recording.readers.options import ReadOptions
from restride.recording.readers.plate_assembly import assemble_plates
from restride.recording.readers.plate_channels import PlateChannels
from restride.recording.readers.plate_clock import PlateTimes, on_even_clock
from restride.recording.readers.plate_columns import (
    PlateColumns,
    PlateTableColumns,
    looks_like_plates,
    plate_columns,
)
from restride.recording.readers.plate_notes import PlateAxes, PlateNotes
from restride.recording.readers.plate_tables import PlateTable, are_units, cells_of, rows_in_head
from restride.recording.readers.reader import Reader
from restride.recording.readers.text_tables import (
    decoded_head,
    is_number,
    open_table,
)
from restride.recording.recording import Recording
from restride.signal.centre_of_pressure import PlateFrame, frame_of_corners

_NAME: Final = "plates-csv"
#: Rows among which the names of the columns are looked for.
_HEADER_ROWS: Final = 60
_HEAD_BYTES: Final = 65_536
#: Columns named so say that they are forward and right.
_NAMED_AXES: Final[PlateAxes] = ("forward", "right")


def _recognises(head: bytes, _path: Path) -> float:
    rows = rows_in_head(head)
    if any(looks_like_plates(row) for row in rows):
        return 0.85
    return 0.05 if rows and len(rows[0]) > 1 else 0.0


def _read(path: Path, options: ReadOptions) -> tuple[Recording, ...]:
    table = _open(path, options.plates)
    columns = plate_columns(table.names, notes=options.plates, file_name=path.name)
    if len(options.plates) > len(columns.plates):
        raise OptionError(
            f"'plates' describes {len(options.plates)} plates, and {path.name} has "
            f"{len(columns.plates)}. Describe each plate of the file once, in its order."
        )
    read = _with_times(table, columns)
    plates = [
        _channels(each, read, notes=_notes_of(options.plates, number))
        for number, each in enumerate(columns.plates)
    ]
    plates, clock, findings = on_even_clock(
        plates, times=_times(columns, read), name=plates[0].name, options=options
    )
    return (
        assemble_plates(
            plates, clock=clock, path=path, format_name=_NAME, options=options, findings=findings
        ),
    )


def _open(path: Path, notes: Sequence[PlateNotes]) -> PlateTable:
    """Find the row of names: the first that names a plate, or all that the mapping names."""
    table = open_table(path)
    mapped = {name for each in notes for name in each.columns.values()}
    lines = (decoded_head(read_head(path, head_bytes=_HEAD_BYTES)) or "").splitlines()
    rows = [cells_of(line, table.delimiter)[0] for line in lines[:_HEADER_ROWS]]
    at = next(
        (
            at
            for at, row in enumerate(rows)
            if (mapped <= set(row) if mapped else looks_like_plates(row))
        ),
        0,
    )
    if len(lines) <= at + 1:
        raise DamagedFile(
            f"Samples are needed, and {path.name} has a header and no sample. "
            "Export the recording again."
        )
    names, is_spaced = rows[at], cells_of(lines[at], table.delimiter)[1]
    below = rows[at + 1] if at + 1 < len(rows) else ()
    units_count = int(len(below) == len(names) and are_units(below))
    if units_count:
        names = tuple(f"{name}[{unit}]" for name, unit in zip(names, below, strict=True))
    return PlateTable(
        table=table,
        names=names,
        header_rows_count=at + 1 + units_count,
        above=tuple(rows[:at]),
        is_spaced=is_spaced,
    )


def _with_times(table: PlateTable, columns: PlateTableColumns) -> Mapping[int, FloatArray]:
    """Read what is needed; dates and times of day as seconds."""
    time = columns.time
    if time is None or not _is_calendar(table, time.column):
        return table.read(columns.needed)
    read = dict(table.read([each for each in columns.needed if each != time.column]))
    times_s = read_calendar_times_s(
        table.table, time.column, header_rows_count=table.header_rows_count
    )
    count = min(len(times_s), *(len(each) for each in read.values()))
    return {time.column: times_s[:count], **{key: each[:count] for key, each in read.items()}}


def _is_calendar(table: PlateTable, column: int) -> bool:
    """Tell whether the first time is a date or a time of day."""
    rows = table.table.rows
    row = rows[table.header_rows_count] if table.header_rows_count < len(rows) else ()
    return column < len(row) and ":" in row[column] and not is_number(row[column])


def _notes_of(notes: Sequence[PlateNotes], number: int) -> PlateNotes:
    return notes[number] if number < len(notes) else PlateNotes()


def _times(columns: PlateTableColumns, read: Mapping[int, FloatArray]) -> PlateTimes:
    if columns.time is None:
        return PlateTimes()
    return PlateTimes(times_raw=read[columns.time.column], time_scale_s=columns.time_scale_s)


def _channels(
    columns: PlateColumns, read: Mapping[int, FloatArray], *, notes: PlateNotes
) -> PlateChannels:
    def together(*words: str) -> FloatArray | None:
        places = [columns.channels[word].column for word in words if word in columns.channels]
        if len(places) < len(words):
            return None
        return np.column_stack([read[place] for place in places])

    def unit(*words: str) -> str | None:
        units = [columns.channels[word].unit for word in words if word in columns.channels]
        return next((each for each in units if each is not None), None)

    words = columns.centre_words
    vertical = together("fz")
    return PlateChannels(
        name=notes.name or columns.name,
        side=notes.side or columns.side,
        centre_raw=None if words is None else together(*words),
        length_unit=notes.length_unit or unit(*(words or ())),
        vertical_raw=None if vertical is None else vertical[:, 0],
        horizontal_raw=together("fx", "fy"),
        force_unit=notes.force_unit or unit("fz"),
        moment_raw=together("mx", "my"),
        moment_unit=notes.moment_unit or unit("mx"),
        axes=notes.axes or (_NAMED_AXES if words == ("cop_ap", "cop_ml") else None),
        frame=_frame(notes),
        sensor_depth_mm=notes.sensor_depth_mm,
    )


def _frame(notes: PlateNotes) -> PlateFrame | None:
    if notes.corners_mm is None:
        return None
    try:
        return frame_of_corners(
            np.array(notes.corners_mm), sensor_depth_mm=notes.sensor_depth_mm or 0.0
        )
    except ValueError as error:
        raise OptionError(
            f"'corners_mm' must be the four corners of a rectangle, and {error} "
            f"({notes.corners_mm!r:.120}). Correct them."
        ) from None


PLATES_CSV: Final = Reader(
    name=_NAME,
    title="table of force plates or of a centre of pressure",
    suffixes=frozenset((".csv", ".tsv", ".txt")),
    recognises=_recognises,
    read=_read,
)
