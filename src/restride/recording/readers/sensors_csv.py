"""Tables of several sensors: the first row names the sensor, the second the channel of a column.

The first column counts the samples. Sensors named ``left_sensor`` and ``right_sensor`` are taken as
worn on the shoes, which is said.
"""

from dataclasses import replace
from pathlib import Path
from typing import Final

from restride.errors import DamagedFile
from restride.recording.quality import QualityFinding
from restride.recording.readers.column_names import looks_like_columns, name_columns
from restride.recording.readers.columns_to_recording import assumed_placements
from restride.recording.readers.notes import Notes
from restride.recording.readers.options import ReadOptions
from restride.recording.readers.text_recordings import TextLayout, text_reader
from restride.recording.readers.text_tables import first_rows, open_table
from restride.terms import Placement

_NAME: Final = "sensors-csv"
_SHOES: Final = {"left_sensor": Placement.LEFT_FOOT, "right_sensor": Placement.RIGHT_FOOT}


def _recognises(head: bytes, _path: Path) -> float:
    rows = first_rows(head, rows_count=2)
    if len(rows) < 2 or len(rows[0]) != len(rows[1]) or looks_like_columns(rows[0]):
        return 0.0
    return 0.9 if looks_like_columns(rows[1]) else 0.0


def _layout(path: Path, options: ReadOptions) -> tuple[TextLayout, ReadOptions]:
    table = open_table(path)
    if len(table.rows) < 2:
        raise DamagedFile(
            f"Two rows of names, sensors and channels, are needed, and {path.name} has "
            f"{len(table.rows)}. Export the recording again."
        )
    pairs = list(zip(table.rows[0], table.rows[1], strict=False))
    names = ["samples", *(f"{sensor}_{channel}" for sensor, channel in pairs[1:])]
    columns = name_columns(names, notes=Notes(), file_name=path.name)
    sensors = tuple(
        replace(each, placement=_SHOES.get(each.name, each.placement)) for each in columns.sensors
    )
    findings: tuple[QualityFinding, ...] = ()
    if not options.placements:
        by_name = [each for each in sensors if each.name in _SHOES]
        findings = assumed_placements(by_name, why="the sensors' names")
    layout = TextLayout(
        table=table,
        columns=replace(columns, sensors=sensors),
        header_rows_count=2,
        format_name=_NAME,
        findings=findings,
    )
    return layout, options


SENSORS_CSV: Final = text_reader(
    _NAME,
    title="table of several sensors with two rows of names",
    suffixes=frozenset((".csv",)),
    recognises=_recognises,
    layout_of=_layout,
)
