"""Track Row Column files (.trc): markers or landmarks in space, as OpenSim and OpenCap write them.

Five lines of head, then one row a frame: its number, its time, and x, y, z of every marker. An
empty cell is a marker that was not seen.
"""

import re
from pathlib import Path
from typing import Final

import numpy as np

from restride.arrays import FloatArray
from restride.errors import DamagedFile
from restride.recording.readers.landmark_arrays import (
    RawPoints,
    RawUnit,
    recording_from_points,
    refuse_no_frames,
)
from restride.recording.readers.options import ReadOptions
from restride.recording.readers.reader import Reader
from restride.recording.readers.text_tables import decoded_head
from restride.recording.readers.whole_text import read_whole_text
from restride.recording.recording import Recording

_NAME: Final = "trc"
_UNITS: Final[dict[str, RawUnit]] = {
    "mm": "mm",
    "millimeters": "mm",
    "millimetres": "mm",
    "cm": "cm",
    "m": "m",
    "meters": "m",
    "metres": "m",
}
_EMPTY: Final = frozenset(("", "nan", "NaN", "NAN", "-", "NA", "null"))


def _recognises(head: bytes, _path: Path) -> float:
    text = decoded_head(head)
    if text is None:
        return 0.0
    if re.match(r"\s*PathFileType\s", text):
        return 0.97
    return 0.9 if re.search(r"^Frame#\tTime\t", text, re.MULTILINE) else 0.0


def _read(path: Path, options: ReadOptions) -> tuple[Recording, ...]:
    lines = read_whole_text(path).splitlines()
    at = next((place for place, line in enumerate(lines[:20]) if line.startswith("Frame#")), None)
    if at is None:
        raise DamagedFile(
            f"A line that names the markers, from 'Frame#' on, is needed, and {path.name} has "
            "none among its first 20 lines. Export the file again."
        )
    head = _head_of(lines[:at])
    names = _names(lines[at])
    rows = _rows(lines[at + 1 :], names_count=len(names), path=path, first_line=at + 2)
    refuse_no_frames(rows, path)
    points = RawPoints(
        names=names,
        positions_raw=rows[:, 2:].reshape(len(rows), len(names), 3),
        unit=_UNITS.get(head.get("Units", "").strip().lower()),
        times_s=rows[:, 1] if np.isfinite(rows[:, 1]).any() else None,
        sampling_rate_hz=_rate_hz(head.get("DataRate")),
    )
    return (recording_from_points(points, path=path, format_name=_NAME, options=options),)


def _head_of(lines: list[str]) -> dict[str, str]:
    """Pair the names in the second line of the head with the values in the third."""
    for at in range(len(lines) - 1):
        names = lines[at].split("\t")
        if "DataRate" in names or "Units" in names:
            return dict(zip(names, lines[at + 1].split("\t"), strict=False))
    return {}


def _names(line: str) -> tuple[str, ...]:
    """Take the names of the markers, each over the first of its three columns."""
    cells = line.rstrip().split("\t")[2:]
    return tuple(cell.strip() or "-" for cell in cells[::3])


def _rate_hz(text: str | None) -> float | None:
    try:
        rate_hz = float((text or "").replace(",", "."))
    except ValueError:
        return None
    return rate_hz if 0.1 < rate_hz < 10_000 else None


def _rows(lines: list[str], *, names_count: int, path: Path, first_line: int) -> FloatArray:
    width = 2 + 3 * names_count
    rows = np.full((len(lines), width), np.nan)
    count = 0
    for number, line in enumerate(lines, start=first_line):
        cells = line.rstrip("\n").split("\t")
        if not any(cell.strip() for cell in cells) or _is_axes(cells):
            continue
        cells = cells[:width]
        rows[count, : len(cells)] = _numbers(cells, number, path)
        count += 1
    return rows[:count]


def _is_axes(cells: list[str]) -> bool:
    """Tell the line X1 Y1 Z1 from one of numbers."""
    filled = [cell.strip() for cell in cells if cell.strip()]
    return re.fullmatch(r"[XYZ]\d+", filled[0], re.IGNORECASE) is not None


def _numbers(cells: list[str], number: int, path: Path) -> list[float]:
    try:
        return [float("nan") if (text := cell.strip()) in _EMPTY else float(text) for cell in cells]
    except ValueError as error:
        raise DamagedFile(
            f"Numbers are needed in the rows of {path.name}, and line {number} holds "
            f"{str(error).rpartition(':')[2].strip()[:60]}. Correct or remove that line."
        ) from None


TRC: Final = Reader(
    name=_NAME,
    title="markers in space, Track Row Column",
    suffixes=frozenset((".trc",)),
    recognises=_recognises,
    read=_read,
)
