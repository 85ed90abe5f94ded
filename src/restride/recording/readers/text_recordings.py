"""From a table in text to a recording, whole or in parts: what all text formats share."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np

from restride.arrays import FloatArray
from restride.errors import DamagedFile
from restride.recording.quality import QualityFinding
from restride.recording.readers.calendar_times import read_calendar_times_s
from restride.recording.readers.channels import told_rate_hz
from restride.recording.readers.column_names import TableColumns
from restride.recording.readers.columns_to_recording import (
    channels_of_rows,
    needed_columns,
    recording_from_channels,
)
from restride.recording.readers.options import ReadOptions
from restride.recording.readers.reader import Reader
from restride.recording.readers.streaming import PartsAssembler, in_parts
from restride.recording.readers.text_tables import (
    TextTable,
    is_number,
    read_row_blocks,
    read_rows,
    read_some_rows,
)
from restride.recording.recording import Recording

#: Parts of a long file that are looked at to tell its units.
_LOOKED_AT_COUNT: Final = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class TextLayout:
    """A table whose columns were understood."""

    table: TextTable
    columns: TableColumns
    #: Lines before the first sample.
    header_rows_count: int
    format_name: str
    findings: tuple[QualityFinding, ...] = ()

    @property
    def needed(self) -> tuple[int, ...]:
        """The columns to read."""
        return needed_columns(self.columns)

    @property
    def has_calendar_times(self) -> bool:
        """Whether the time column holds dates."""
        time = self.columns.time
        if time is None:
            return False
        row = self.table.rows[self.header_rows_count]
        return time < len(row) and row[time] != "" and not is_number(row[time])


def read_text_recording(layout: TextLayout, options: ReadOptions) -> Recording:
    """Read the whole table."""
    refuse_without_rows(layout)
    if layout.has_calendar_times:
        rows = _rows_with_calendar_times(layout)
    else:
        rows = read_rows(layout.table, layout.needed, header_rows_count=layout.header_rows_count)
    channels, started_at = channels_of_rows(rows, columns=layout.columns, options=options)
    return recording_from_channels(
        channels,
        path=layout.table.path,
        format_name=layout.format_name,
        options=options,
        started_at=started_at,
        findings=layout.findings,
    )


def stream_text_recording(
    layout: TextLayout, options: ReadOptions, *, block_s: float
) -> Iterator[Recording]:
    """Read the table in parts of at most so many seconds."""
    refuse_without_rows(layout)
    if layout.has_calendar_times:
        yield from in_parts(read_text_recording(layout, options), block_s)
        return
    looked_at = read_some_rows(layout.table, layout.needed, parts_count=_LOOKED_AT_COUNT)
    channels, started_at = channels_of_rows(looked_at, columns=layout.columns, options=options)
    assembler = PartsAssembler(
        channels,
        path=layout.table.path,
        format_name=layout.format_name,
        options=options,
        started_at=started_at,
        findings=layout.findings,
    )
    blocks = read_row_blocks(
        layout.table, layout.needed, header_rows_count=layout.header_rows_count
    )
    for rows in _batches(blocks, max(2, int(block_s * assembler.rate_hz))):
        part, _ = channels_of_rows(rows, columns=layout.columns, options=options)
        yield assembler.next_part(part)


def estimate_text_s(layout: TextLayout, options: ReadOptions) -> float | None:
    """Guess the duration from the size of the file and its first rows."""
    refuse_without_rows(layout)
    rows_count = layout.table.path.stat().st_size / layout.table.row_bytes
    rate_hz = options.sampling_rate_hz
    if layout.columns.time is not None and not layout.has_calendar_times:
        some = read_some_rows(layout.table, layout.needed, parts_count=1)
        channels, _ = channels_of_rows(some, columns=layout.columns, options=options)
        rate_hz = told_rate_hz(channels[0], options)
    return None if rate_hz is None else rows_count / rate_hz


def refuse_without_rows(layout: TextLayout) -> None:
    """Refuse a table that has a header and nothing else."""
    if len(layout.table.rows) <= layout.header_rows_count:
        raise DamagedFile(
            f"Samples are needed, and {layout.table.path.name} has a header and no sample. "
            "Export the recording again."
        )


def text_reader(
    name: str,
    *,
    title: str,
    suffixes: frozenset[str],
    recognises: Callable[[bytes, Path], float],
    layout_of: Callable[[Path, ReadOptions], tuple[TextLayout, ReadOptions]],
) -> Reader:
    """Make the reader of a text format from how it lays its table out."""

    def _read(path: Path, options: ReadOptions) -> tuple[Recording, ...]:
        layout, told = layout_of(path, options)
        return (read_text_recording(layout, told),)

    def _stream(path: Path, options: ReadOptions, block_s: float) -> Iterator[Recording]:
        layout, told = layout_of(path, options)
        return stream_text_recording(layout, told, block_s=block_s)

    def _estimate_s(path: Path, options: ReadOptions) -> float | None:
        layout, told = layout_of(path, options)
        return estimate_text_s(layout, told)

    return Reader(
        name=name,
        title=title,
        suffixes=suffixes,
        recognises=recognises,
        read=_read,
        stream=_stream,
        estimate_s=_estimate_s,
    )


def _batches(blocks: Iterator[FloatArray], samples_count: int) -> Iterator[FloatArray]:
    """Regroup rows to batches of a given length."""
    waiting: list[FloatArray] = []
    waiting_count = 0
    for block in blocks:
        waiting.append(block)
        waiting_count += len(block)
        if waiting_count < samples_count:
            continue
        joined = np.concatenate(waiting)
        whole = len(joined) // samples_count * samples_count
        for start in range(0, whole, samples_count):
            yield joined[start : start + samples_count]
        waiting, waiting_count = [joined[whole:]], len(joined) - whole
    if waiting_count:
        yield np.concatenate(waiting)


def _rows_with_calendar_times(layout: TextLayout) -> FloatArray:
    """Put seconds since 1970 in place of dates and times of day."""
    time = layout.columns.time or 0
    numbers = tuple(each for each in layout.needed if each != time)
    header_count = layout.header_rows_count
    rows = read_rows(layout.table, numbers, header_rows_count=header_count)
    times_s = read_calendar_times_s(layout.table, time, header_rows_count=header_count)
    samples_count = min(len(rows), len(times_s))
    place = layout.needed.index(time)
    return np.insert(rows[:samples_count], place, times_s[:samples_count], axis=1)
