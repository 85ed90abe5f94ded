"""Parquet tables: columns named as in plain tables."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from restride.arrays import FloatArray
from restride.errors import DamagedFile, MissingDependency
from restride.recording.readers.channels import told_rate_hz
from restride.recording.readers.column_names import TableColumns, name_columns
from restride.recording.readers.columns_to_recording import (
    channels_of_rows,
    joined_channels,
    needed_columns,
    recording_from_channels,
)
from restride.recording.readers.limits import refuse_too_large
from restride.recording.readers.notes import read_notes
from restride.recording.readers.options import ReadOptions
from restride.recording.readers.reader import Reader
from restride.recording.readers.streaming import PartsAssembler
from restride.recording.recording import Recording

if TYPE_CHECKING:
    from pyarrow import RecordBatch, parquet

PARQUET_MARK: Final = b"PAR1"
_NAME: Final = "parquet"
_BATCH_ROWS: Final = 1 << 14
_LOOKED_AT_ROWS: Final = 5000
_LOOKED_AT_PLACES: Final = 12
_NANOSECONDS: Final = 1e-9
#: No writer packs a number into less.
_LEAST_BYTES_A_ROW: Final = 1e-4


def _recognises(head: bytes, _path: Path) -> float:
    # A recording that Restride saved itself is known better by its own reader.
    return 0.9 if head.startswith(PARQUET_MARK) else 0.0


def open_parquet(path: Path) -> "parquet.ParquetFile":
    """Open the table and check that it is no bomb, before any column is unpacked."""
    try:
        from pyarrow import ArrowException, parquet
    except ModuleNotFoundError:
        raise MissingDependency(
            package="pyarrow", extra="parquet", purpose=f"Reading {path.name}"
        ) from None
    try:
        # Otherwise every byte that was read is kept until the file is closed.
        return parquet.ParquetFile(path, pre_buffer=False, page_checksum_verification=True)
    except (ArrowException, OSError, ValueError) as error:
        raise damaged_parquet(path, error) from None


def damaged_parquet(path: Path, error: BaseException) -> DamagedFile:
    """Say what is wrong with a table."""
    return DamagedFile(
        f"A whole Parquet table is needed, and {path.name} is damaged: {str(error)[:120]}. "
        "Export or copy it again."
    )


def _columns(file: "parquet.ParquetFile", path: Path, options: ReadOptions) -> TableColumns:
    names = [str(name) for name in file.schema_arrow.names]
    return name_columns(names, notes=read_notes(path, options), file_name=path.name)


def _read(path: Path, options: ReadOptions) -> tuple[Recording, ...]:
    file = open_parquet(path)
    columns = _columns(file, path, options)
    needed = needed_columns(columns)
    rows_count = declared_rows_count(file, path)
    refuse_too_large(rows_count * len(needed) * 8, what=f"The table {path.name}")
    parts = _batches(file, needed, path=path, rows_count=_BATCH_ROWS)
    split = (channels_of_rows(rows, columns=columns, options=options) for rows in parts)
    try:
        channels, started_at = joined_channels(split, rows_count=rows_count)
    except ValueError as error:
        raise damaged_parquet(path, error) from None
    recording = recording_from_channels(
        channels, path=path, format_name=_NAME, options=options, started_at=started_at
    )
    return (recording,)


def declared_rows_count(file: "parquet.ParquetFile", path: Path) -> int:
    """Tell how many rows a table says it has, where its row groups agree."""
    rows_count = int(file.metadata.num_rows)
    groups = [file.metadata.row_group(at).num_rows for at in range(file.metadata.num_row_groups)]
    if rows_count < 0 or sum(groups) != rows_count or any(count < 0 for count in groups):
        raise damaged_parquet(path, ValueError("its row groups and its number of rows differ"))
    return rows_count


def _batches(
    file: "parquet.ParquetFile", needed: tuple[int, ...], *, path: Path, rows_count: int
) -> Iterator[FloatArray]:
    """Read the needed columns in parts of at most so many rows."""
    from pyarrow import ArrowException

    names = [file.schema_arrow.names[column] for column in needed]
    try:
        for batch in file.iter_batches(batch_size=rows_count, columns=names, use_threads=False):
            yield _rows_of(batch, names)
    except (ArrowException, OSError, ValueError, TypeError, KeyError) as error:
        raise damaged_parquet(path, error) from None


def _rows_of(batch: "RecordBatch", names: list[str]) -> FloatArray:
    rows = np.empty((batch.num_rows, len(names)))
    for place, name in enumerate(names):
        rows[:, place] = _numbers_of(batch.column(name))
    return rows


def _numbers_of(column: Any) -> FloatArray:
    values = column.to_numpy(zero_copy_only=False)
    if values.dtype.kind == "M":
        seconds: FloatArray = values.astype("datetime64[ns]").astype("int64") * _NANOSECONDS
        seconds[np.isnat(values)] = np.nan
        return seconds
    as_double: FloatArray = np.asarray(values, dtype=float)
    return as_double


def _looked_at(file: "parquet.ParquetFile", needed: tuple[int, ...], path: Path) -> FloatArray:
    """Read rows from row groups spread over the table, to tell units and rate by."""
    groups_count = file.metadata.num_row_groups
    wanted = np.unique(np.linspace(0, groups_count - 1, _LOOKED_AT_PLACES).astype(int))
    from pyarrow import ArrowException

    names = [file.schema_arrow.names[column] for column in needed]
    parts: list[FloatArray] = []
    try:
        for group in wanted:
            batches = file.iter_batches(
                batch_size=_LOOKED_AT_ROWS,
                row_groups=[int(group)],
                columns=names,
                use_threads=False,
            )
            parts.extend(
                _rows_of(batch, names) for batch, _ in zip(batches, range(3), strict=False)
            )
    except (ArrowException, OSError, ValueError, TypeError, KeyError) as error:
        raise damaged_parquet(path, error) from None
    return np.concatenate(parts) if parts else np.empty((0, len(needed)))


def _stream(path: Path, options: ReadOptions, block_s: float) -> Iterator[Recording]:
    file = open_parquet(path)
    columns = _columns(file, path, options)
    needed = needed_columns(columns)
    some, started_at = channels_of_rows(
        _looked_at(file, needed, path), columns=columns, options=options
    )
    assembler = PartsAssembler(
        some, path=path, format_name=_NAME, options=options, started_at=started_at
    )
    rows_count = max(2, int(block_s * assembler.rate_hz))
    for rows in _batches(file, needed, path=path, rows_count=rows_count):
        channels, _ = channels_of_rows(rows, columns=columns, options=options)
        yield assembler.next_part(channels)


def _estimate_s(path: Path, options: ReadOptions) -> float | None:
    file = open_parquet(path)
    columns = _columns(file, path, options)
    rows = _looked_at(file, needed_columns(columns), path)
    channels, _ = channels_of_rows(rows, columns=columns, options=options)
    rate_hz = told_rate_hz(channels[0], options)
    return None if rate_hz is None else declared_rows_count(file, path) / rate_hz


PARQUET: Final = Reader(
    name=_NAME,
    title="Parquet table",
    suffixes=frozenset((".parquet", ".pq")),
    recognises=_recognises,
    read=_read,
    stream=_stream,
    estimate_s=_estimate_s,
)
