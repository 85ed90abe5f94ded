"""Tables of landmarks in text, as MediaPipe scripts, DeepLabCut and many others write them.

A row a frame (``NOSE_x``, ``x0``, ``landmark_0_x`` ...) or a row a point (``frame``, ``landmark``,
``x``, ``y``); parts of the picture (0 to 1), picture elements, or metres.
"""

import re
from collections.abc import Sequence
from math import prod
from pathlib import Path
from typing import Final

import numpy as np

from restride.arrays import FloatArray, SampleArray
from restride.errors import DamagedFile
from restride.recording.quality import QualityFinding
from restride.recording.readers.keypoint_layouts import laid_out
from restride.recording.readers.landmark_arrays import (
    RawPoints,
    recording_from_points,
    refuse_no_frames,
    times_scale_s,
)
from restride.recording.readers.landmark_columns import (
    LongColumns,
    WideColumns,
    columns_in,
    plain_name,
)
from restride.recording.readers.landmark_people import RawPeople, recording_from_people
from restride.recording.readers.limits import refuse_too_large
from restride.recording.readers.options import ReadOptions
from restride.recording.readers.reader import Reader
from restride.recording.readers.text_tables import TextTable, first_rows, open_table, read_rows
from restride.recording.readers.whole_text import read_whole_text
from restride.recording.recording import Recording

_NAME: Final = "landmarks-csv"
#: Rows among which the names of the columns are looked for.
_HEADER_ROWS: Final = 8
#: No estimator finds more points on a person.
_MOST_POINTS: Final = 600
#: Numbers of frames beyond this are none.
_LATEST_FRAME: Final = 1e12
_EMPTY: Final = frozenset(("", "nan", "na", "n/a", "none", "null", "-"))


def _recognises(head: bytes, _path: Path) -> float:
    return 0.92 if _names_in(first_rows(head, rows_count=_HEADER_ROWS)) is not None else 0.0


def _names_in(
    rows: Sequence[Sequence[str]],
) -> tuple[int, WideColumns | LongColumns] | None:
    """Find the row of names; the lines up to and with it, and what it names."""
    labcut = _deeplabcut(rows)
    for at, row in enumerate(rows if labcut is None else [labcut]):
        columns = columns_in(row)
        if columns is not None:
            return (at + 1 if labcut is None else 3), columns
    return None


def _deeplabcut(rows: Sequence[Sequence[str]]) -> list[str] | None:
    """Join the names of DeepLabCut's tables, which stand in two rows under the scorer."""
    if len(rows) < 3 or rows[1][:1] != ["bodyparts"] or rows[2][:1] != ["coords"]:
        return None
    pairs = zip(rows[1][1:], rows[2][1:], strict=False)
    return ["frame", *(f"{point}_{axis}" for point, axis in pairs)]


def _read(path: Path, options: ReadOptions) -> tuple[Recording, ...]:
    table = open_table(path)
    found = _names_in([list(row) for row in table.rows[:_HEADER_ROWS]])
    if found is None:
        raise DamagedFile(
            f"Columns that name points of the body, such as LEFT_HIP_x and LEFT_HIP_y, or frame, "
            f"landmark, x and y, are needed, and {path.name} has {', '.join(table.rows[0])[:200]}. "
            "Rename the columns."
        )
    header_rows_count, columns = found
    if isinstance(columns, WideColumns):
        return (_read_wide(table, columns, header_rows_count, options),)
    return (_read_long(table, columns, header_rows_count, options),)


def _read_wide(
    table: TextTable, columns: WideColumns, header_rows_count: int, options: ReadOptions
) -> Recording:
    places = [place for axes in columns.positions for place in axes] + list(columns.scores)
    beside = [place for place in (columns.time, columns.frame) if place is not None]
    rows = read_rows(table, (*places, *beside), header_rows_count=header_rows_count)
    refuse_no_frames(rows, table.path)
    points_count, axes_count = len(columns.positions), len(columns.positions[0])
    end = points_count * axes_count
    positions = rows[:, :end].reshape(len(rows), points_count, axes_count)
    seen = rows[:, end : end + points_count] if columns.scores else None
    findings: list[QualityFinding] = []
    name = table.path.name
    if columns.names is None or options.keypoint_layout is not None:
        names = laid_out(positions, options.keypoint_layout, name=name, findings=findings)
    else:
        names = columns.names
    times = rows[:, len(places)] if columns.time is not None else None
    points = RawPoints(
        names=names,
        positions_raw=positions,
        visibility_share=seen,
        unit=columns.unit,
        times_s=None if times is None else _in_seconds(times, columns.time_scale_s),
        frame_indices=None if columns.frame is None else _frames(rows[:, -1], name),
        up_axis=_up_axis(names, axes_count),
        findings=tuple(findings),
    )
    return recording_from_points(points, path=table.path, format_name=_NAME, options=options)


def _up_axis(names: Sequence[str], axes_count: int) -> str | None:
    """MediaPipe counts y downwards, in the picture and in space; others are told by the body."""
    is_mediapipe = any("foot_index" in plain_name(name) for name in names)
    return "-y" if is_mediapipe and axes_count == 3 else None


def _in_seconds(times_raw: FloatArray, scale_s: float | None) -> FloatArray:
    scale_s = times_scale_s(times_raw) if scale_s is None else scale_s
    with np.errstate(over="ignore", invalid="ignore"):
        return np.asarray(times_raw * scale_s)


def _frames(numbers: FloatArray, name: str) -> SampleArray | None:
    """Read the numbers of the frames; None where they are no whole numbers that go on."""
    if not np.all(np.isfinite(numbers)) or np.abs(numbers).max() > _LATEST_FRAME:
        raise DamagedFile(
            f"Every row needs the number of its frame, and {name} has rows without one, or with a "
            "number beyond any video. Correct or remove these rows."
        )
    return np.asarray(np.rint(numbers), dtype=np.intp)


def _read_long(
    table: TextTable, columns: LongColumns, header_rows_count: int, options: ReadOptions
) -> Recording:
    path = table.path
    cells = [
        [cell.strip().strip("\"'") for cell in line.split(table.delimiter)]
        for line in read_whole_text(path).splitlines()[header_rows_count:]
        if line.strip()
    ]
    refuse_no_frames(cells, path)
    key = columns.time if columns.frame is None else columns.frame
    keys = _numbers(cells, key or 0, table)
    is_placed = np.isfinite(keys)
    unique, row_of = np.unique(keys[is_placed], return_inverse=True)
    refuse_no_frames(unique, path)
    names, point_of = _points(cells, columns.point, path)
    people_of = _people(cells, columns.person)
    axes_count = len(columns.positions)
    shape = (len(unique), int(people_of.max()) + 1, len(names), axes_count + 1)
    refuse_too_large(prod(shape) * 16, what=f"The points of {path.name}")
    values = np.full(shape, np.nan)
    at = (row_of, people_of[is_placed], point_of[is_placed])
    for axis, place in enumerate(columns.positions):
        values[(*at, axis)] = _numbers(cells, place, table)[is_placed]
    seen = np.ones(len(cells))
    if columns.score is not None:
        seen = np.nan_to_num(_numbers(cells, columns.score, table))
    values[(*at, axes_count)] = seen[is_placed]
    times_s = None
    if columns.time is not None:
        times_raw = np.full(len(unique), np.nan)
        times_raw[row_of] = _numbers(cells, columns.time, table)[is_placed]
        times_s = _in_seconds(times_raw, columns.time_scale_s)
    frames = None if columns.frame is None else _frames(unique, path.name)
    return _long_recording(
        values,
        names=names,
        times_s=times_s,
        frames=frames,
        columns=columns,
        path=path,
        options=options,
    )


def _long_recording(
    values: FloatArray,
    *,
    names: tuple[str, ...],
    times_s: FloatArray | None,
    frames: SampleArray | None,
    columns: LongColumns,
    path: Path,
    options: ReadOptions,
) -> Recording:
    if values.shape[1] > 1:
        everybody = RawPeople(
            names=None if names[0].isdigit() else names,
            people_raw=list(values),
            times_s=times_s,
            frame_indices=frames,
        )
        return recording_from_people(everybody, path=path, format_name=_NAME, options=options)
    findings: list[QualityFinding] = []
    positions = values[:, 0, :, :-1]
    if names[0].isdigit() or options.keypoint_layout is not None:
        names = laid_out(positions, options.keypoint_layout, name=path.name, findings=findings)
    points = RawPoints(
        names=names,
        positions_raw=positions,
        visibility_share=None if columns.score is None else values[:, 0, :, -1],
        unit=columns.unit,
        times_s=times_s,
        frame_indices=frames,
        up_axis=_up_axis(names, positions.shape[2]),
        findings=tuple(findings),
    )
    return recording_from_points(points, path=path, format_name=_NAME, options=options)


def _numbers(cells: list[list[str]], place: int, table: TextTable) -> FloatArray:
    numbers = np.full(len(cells), np.nan)
    for row, line in enumerate(cells):
        text = line[place] if place < len(line) else ""
        if table.has_decimal_comma:
            text = text.replace(",", ".")
        if text.lower() in _EMPTY:
            continue
        try:
            numbers[row] = float(text)
        except ValueError:
            raise DamagedFile(
                f"Numbers are needed in the columns of the points, and {table.path.name} has the "
                f"text {text[:60]!r} in row {row + 1} of the body. Correct or remove that row."
            ) from None
    return numbers


def _points(cells: list[list[str]], place: int, path: Path) -> tuple[tuple[str, ...], SampleArray]:
    """Give every row the number of its point: in the order of names, or as numbered."""
    texts = [line[place] if place < len(line) else "" for line in cells]
    names = list(dict.fromkeys(texts))
    if len(names) > _MOST_POINTS:
        raise DamagedFile(
            f"At most {_MOST_POINTS} points a person are needed, and {path.name} names "
            f"{len(names)}. Check which column names the point."
        )
    if all(re.fullmatch(r"\d{1,4}", name) for name in names):
        names = [str(number) for number in range(max(int(name) for name in names) + 1)]
        if "0" not in texts:
            names = names[1:]
    rank = {name: number for number, name in enumerate(names)}
    return tuple(names), np.array([rank[text] for text in texts], dtype=np.intp)


def _people(cells: list[list[str]], place: int | None) -> SampleArray:
    if place is None:
        return np.zeros(len(cells), dtype=np.intp)
    texts = [line[place] if place < len(line) else "" for line in cells]
    rank = {name: number for number, name in enumerate(dict.fromkeys(texts))}
    return np.array([rank[text] for text in texts], dtype=np.intp)


LANDMARKS_CSV: Final = Reader(
    name=_NAME,
    title="table of landmarks in text",
    suffixes=frozenset((".csv", ".tsv", ".txt")),
    recognises=_recognises,
    read=_read,
)
