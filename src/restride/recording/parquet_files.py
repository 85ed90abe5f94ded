"""A recording saved as Parquet: small, exact, and read back before it counts as saved."""

import json
import os
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Final

import numpy as np

from restride.arrays import FloatArray
from restride.errors import DamagedFile, MissingDependency, OptionError, StorageError
from restride.person import Person
from restride.recording.log.disk import flush_file, flush_folder, is_full
from restride.recording.readers.saved_parquet import METADATA_KEY, read_saved_parquet
from restride.recording.recording import Recording
from restride.recording.saved_tracks import (
    SAVED_VERSION,
    SavedRecording,
    SavedTrack,
    prefixes_of,
    saved_track,
)

if TYPE_CHECKING:
    from pyarrow import Array, Table

#: Rows packed together: eleven minutes at 100 Hz. House choice.
_GROUP_ROWS: Final = 1 << 16
_ZSTD_LEVEL: Final = 3
_PRECISIONS: Final = (np.dtype(np.float32), np.dtype(np.float64))


def save_parquet(recording: Recording, path: Path) -> None:
    """Save everything of a recording but its name, its person and the names of its files.

    Every number keeps its bits. The file is written beside its place, read back, compared, and only
    then put there: a failure leaves what stood there before.

    Parameters
    ----------
    recording
        Of no person: what is known of the body is given again when the file is read.
    path
        Replaced where it is there. The recording that is read back is named by it.

    Raises
    ------
    OptionError
        The recording holds what cannot be kept: the message names it.
    StorageError
        The disk is full or fails, or does not give back what was written.
    MissingDependency
        The Parquet library is not installed.
    """
    path = Path(path)
    _refuse_what_cannot_be_kept(recording)
    table = _table(recording)
    partial = path.with_name(f".{path.name}.{os.getpid()}.partial")
    try:
        _write(table, partial, path)
        _compare(read_saved_parquet(partial), recording, path)
        partial.replace(path)
        flush_folder(path.resolve().parent)
    except (OSError, DamagedFile) as error:
        raise _not_kept(error, path) from error
    finally:
        partial.unlink(missing_ok=True)


def _refuse_what_cannot_be_kept(recording: Recording) -> None:
    if recording.person != Person():
        raise OptionError(
            "A saved recording is of nobody, and this one has a person. Save "
            "replace(recording, person=Person()), and give the person again when it is read."
        )
    if not recording.tracks:
        raise OptionError("A recording with a sensor, plate or landmarks is needed. This is empty.")
    for track in recording.tracks:
        if not track.name or track.name != track.name.strip():
            raise OptionError(
                f"A name without spaces around it is needed, and one is {track.name!r:.60}. "
                "Rename the sensor."
            )
        for array in (track.clock.stamps_s, *track.arrays):
            if array is not None:
                _refuse_signal(array, name=track.name, samples_count=track.clock.samples_count)


def _refuse_signal(array: FloatArray, *, name: str, samples_count: int) -> None:
    if array.dtype not in _PRECISIONS:
        raise OptionError(
            f"Signals in single or double precision are needed, and {name} has {array.dtype}. "
            "Convert it with astype(float)."
        )
    if len(array) != samples_count:
        raise OptionError(
            f"Every signal has as many samples as its clock, and one of {name} has {len(array)} "
            f"where the clock has {samples_count}. Correct the recording."
        )


def _table(recording: Recording) -> "Table":
    try:
        import pyarrow as pa
    except ModuleNotFoundError:
        raise MissingDependency(
            package="pyarrow", extra="parquet", purpose="Saving a recording as Parquet"
        ) from None
    tracks = recording.tracks
    saved = [
        saved_track(track, prefix=prefix)
        for track, prefix in zip(tracks, prefixes_of(tracks), strict=True)
    ]
    rows_count = max(each.samples_count for each in saved)
    columns = {
        name: _column(values, rows_count)
        for track, row in zip(tracks, saved, strict=True)
        for name, values in _columns_of(row, (track.clock.stamps_s, *track.arrays))
    }
    described = SavedRecording(
        version=SAVED_VERSION,
        tracks=tuple(saved),
        content_hash=recording.content_hash(),
        findings=recording.findings,
        started_at=recording.started_at,
        clock_start_s=recording.clock_start_s,
        is_simulated=recording.is_simulated,
        task=recording.task,
    )
    content = json.dumps(asdict(described), separators=(",", ":")).encode()
    return pa.table(columns).replace_schema_metadata({METADATA_KEY: content})


def _columns_of(
    saved: SavedTrack, arrays: tuple[FloatArray | None, ...]
) -> Iterator[tuple[str, FloatArray]]:
    """Name the numbers of a track, column by column: its times first, where it has any."""
    names = [() if saved.stamps is None else (saved.stamps,), *(s.columns for s in saved.signals)]
    present = [each for each in arrays[1:] if each is not None]
    for columns, array in zip(names, [arrays[0], *present], strict=True):
        if array is not None:
            flat = array.reshape(len(array), -1)
            yield from ((name, flat[:, place]) for place, name in enumerate(columns))


def _column(values: FloatArray, rows_count: int) -> "Array":
    """Fill the columns of shorter tracks up with nothing, which takes no room."""
    import pyarrow as pa

    column = pa.array(np.ascontiguousarray(values))
    if len(column) == rows_count:
        return column
    return pa.concat_arrays([column, pa.nulls(rows_count - len(column), column.type)])


def _not_kept(error: Exception, path: Path) -> StorageError:
    reason = getattr(error, "strerror", None) or error
    return StorageError(
        f"The recording must be kept as {path.name}, and that failed: {reason}. Nothing was "
        "changed there. Make room or repair the disk, and save again.",
        is_full=is_full(error),
    )


def _write(table: "Table", partial: Path, path: Path) -> None:
    from pyarrow import ArrowException, parquet

    try:
        with partial.open("wb") as file:
            partial.chmod(0o600)
            parquet.write_table(
                table,
                file,
                compression="zstd",
                compression_level=_ZSTD_LEVEL,
                use_dictionary=False,
                use_byte_stream_split=True,
                write_statistics=False,
                write_page_checksum=True,
                row_group_size=_GROUP_ROWS,
            )
            file.flush()
            flush_file(file.fileno())
    except ArrowException as error:
        raise _not_kept(error, path) from error


def _compare(read: Recording, recording: Recording, path: Path) -> None:
    """Refuse a file that does not give back what was written."""
    for name in ("findings", "started_at", "clock_start_s", "is_simulated", "task"):
        if getattr(read, name) != getattr(recording, name):
            raise OptionError(
                f"What {path.name} gives back must be what was saved, and {name} differs: "
                f"{getattr(read, name)!r:.80}. Correct it in the recording."
            )
