"""Tables under a line "Acquisition frequency: 100 Hz", columns apart by tabs.

``_lb``, ``_lf`` or ``_rf`` at the end of the file's name say where the sensor was worn; this is
said. Source: Voisard et al. 2023, doi:10.5201/ipol.2024.497. [voisard2023]
"""

import re
from dataclasses import replace
from pathlib import Path
from typing import Final

from restride.errors import DamagedFile
from restride.recording.quality import QualityFinding
from restride.recording.readers.column_names import name_columns
from restride.recording.readers.columns_to_recording import assumed_placements
from restride.recording.readers.notes import Notes
from restride.recording.readers.options import ReadOptions
from restride.recording.readers.text_recordings import TextLayout, text_reader
from restride.recording.readers.text_tables import decoded_head, open_table
from restride.terms import Placement

_NAME: Final = "rate-text"
_RATE_LINE: Final = re.compile(r"\s*Acquisition frequency:\s*(\d+(?:[.,]\d+)?)\s*Hz", re.IGNORECASE)
_NAME_ENDS: Final = {
    "lb": Placement.LOWER_BACK,
    "lf": Placement.LEFT_FOOT,
    "rf": Placement.RIGHT_FOOT,
}


def _recognises(head: bytes, _path: Path) -> float:
    text = decoded_head(head)
    return 0.95 if text is not None and _RATE_LINE.match(text) else 0.0


def _layout(path: Path, options: ReadOptions) -> tuple[TextLayout, ReadOptions]:
    table = open_table(path)
    rate_line = _RATE_LINE.match(table.delimiter.join(table.rows[0]))
    if rate_line is None or len(table.rows) < 2:
        raise DamagedFile(
            f"The line 'Acquisition frequency: ... Hz' and a row of names are needed, and "
            f"{path.name} starts with {table.rows[0][0][:60]!r}. Export the recording again."
        )
    columns = name_columns(table.rows[1], notes=Notes(), file_name=path.name)
    place = _NAME_ENDS.get(path.stem.rpartition("_")[2].lower())
    findings: tuple[QualityFinding, ...] = ()
    if place is not None and not options.placements:
        sensors = tuple(replace(each, placement=place) for each in columns.sensors)
        columns = replace(columns, sensors=sensors)
        findings = assumed_placements(sensors, why="the end of the file's name")
    layout = TextLayout(
        table=table, columns=columns, header_rows_count=2, format_name=_NAME, findings=findings
    )
    rate_hz = options.sampling_rate_hz or float(rate_line[1].replace(",", "."))
    return layout, replace(options, sampling_rate_hz=rate_hz)


RATE_TEXT: Final = text_reader(
    _NAME,
    title="table with tabs under its acquisition frequency",
    suffixes=frozenset((".txt",)),
    recognises=_recognises,
    layout_of=_layout,
)
