"""Recordings that Restride saved itself as Parquet: everything as it was, checked by its hash."""

import json
import struct
from pathlib import Path
from typing import TYPE_CHECKING, Final

import numpy as np

from restride.arrays import FloatArray
from restride.errors import ContentError, DamagedFile
from restride.recording.joint_angles import JointAngles
from restride.recording.landmarks import Landmarks
from restride.recording.plates import Plate
from restride.recording.readers.limits import refuse_too_large
from restride.recording.readers.options import ReadOptions
from restride.recording.readers.parquet import (
    PARQUET_MARK,
    damaged_parquet,
    declared_rows_count,
    open_parquet,
)
from restride.recording.readers.reader import Reader
from restride.recording.recording import Recording, Sensor, SourceFile, Track
from restride.recording.saved_tracks import (
    SAVED_VERSION,
    SavedRecording,
    SavedTrack,
    track_of,
)
from restride.rows import read_row

if TYPE_CHECKING:
    from pyarrow import parquet

#: Where in the footer of the table the rest of the recording stands.
METADATA_KEY: Final = b"restride.recording"
_NAME: Final = "restride-parquet"
#: Length of the footer and the mark, at the end of every Parquet file.
_TAIL: Final = struct.Struct("<I4s")
#: The footer of the longest recordings takes a tenth of it.
_LONGEST_FOOTER_BYTES: Final = 1 << 24
_FLOATS: Final = {"float": np.float32, "double": np.float64}


def _recognises(head: bytes, path: Path) -> float:
    if not head.startswith(PARQUET_MARK):
        return 0.0
    try:
        return 1.0 if METADATA_KEY in _footer(path) else 0.0
    except OSError:
        return 0.0


def _footer(path: Path) -> bytes:
    """Read the end of a Parquet file, in which its texts stand as they are."""
    with path.open("rb") as file:
        size_bytes = file.seek(0, 2)
        if size_bytes < _TAIL.size:
            return b""
        file.seek(size_bytes - _TAIL.size)
        footer_bytes, mark = _TAIL.unpack(file.read(_TAIL.size))
        if mark != PARQUET_MARK or footer_bytes > size_bytes - _TAIL.size:
            return b""
        file.seek(size_bytes - _TAIL.size - footer_bytes)
        return file.read(min(footer_bytes, _LONGEST_FOOTER_BYTES))


def _read(path: Path, _options: ReadOptions) -> tuple[Recording, ...]:
    return (read_saved_parquet(path),)


def read_saved_parquet(path: Path) -> Recording:
    """Read a recording that ``save_parquet`` wrote, named by its file.

    Raises
    ------
    DamagedFile
        It was not written so, was changed since, or is cut short.
    RecordingTooLarge
        Decoded it would not fit the limit.
    """
    file = open_parquet(path)
    saved = _saved(file, path)
    rows_count = declared_rows_count(file, path)
    _refuse_too_much(saved, rows_count=rows_count, path=path)
    tracks = [_track(each, file, path=path, rows_count=rows_count) for each in saved.tracks]
    recording = Recording(
        name=path.stem,
        sensors=tuple(each for each in tracks if isinstance(each, Sensor)),
        plates=tuple(each for each in tracks if isinstance(each, Plate)),
        landmarks=tuple(each for each in tracks if isinstance(each, Landmarks)),
        joint_angles=tuple(each for each in tracks if isinstance(each, JointAngles)),
        files=(SourceFile(name=path.name, format=_NAME),),
        started_at=saved.started_at,
        clock_start_s=saved.clock_start_s,
        findings=saved.findings,
        is_simulated=saved.is_simulated,
        task=saved.task,
    )
    if recording.content_hash() != saved.content_hash:
        raise damaged_parquet(path, ValueError("its content does not fit the hash it was given"))
    return recording


def _refuse_too_much(saved: SavedRecording, *, rows_count: int, path: Path) -> None:
    """Refuse what would not fit: all that is kept, and each column while it is read."""
    kept_count = sum(
        each.samples_count * len(signal.columns) for each in saved.tracks for signal in each.signals
    )
    refuse_too_large(max(kept_count, 2 * rows_count) * 8, what=f"The table {path.name}")


def _saved(file: "parquet.ParquetFile", path: Path) -> SavedRecording:
    content = (file.schema_arrow.metadata or {}).get(METADATA_KEY)
    if content is None:
        raise damaged_parquet(path, ValueError("it is no recording that Restride saved"))
    try:
        stated = json.loads(content)
    except (ValueError, RecursionError) as error:
        raise damaged_parquet(path, error) from None
    version = stated.get("version") if isinstance(stated, dict) else None
    if version != SAVED_VERSION:
        raise DamagedFile(
            f"A recording saved as version {SAVED_VERSION} is needed, and {path.name} is of "
            f"version {version!r:.20}. Read it with the Restride that wrote it."
        )
    try:
        return read_row(SavedRecording, stated, where=path.name)
    except ContentError as error:
        raise DamagedFile(
            f"What a saved recording says of itself must be as Restride writes it. {error} "
            "Restore the file from a backup."
        ) from None


def _track(saved: SavedTrack, file: "parquet.ParquetFile", *, path: Path, rows_count: int) -> Track:
    if not 0 <= saved.samples_count <= rows_count:
        found = f"{saved.name!r:.60} has {saved.samples_count} of {rows_count} rows"
        raise damaged_parquet(path, ValueError(found))
    signals = {
        each.name: _signal(file, each.columns, path=path, samples_count=saved.samples_count)
        for each in saved.signals
    }
    stamps_s = None
    if saved.stamps is not None:
        stamps_s = _signal(file, (saved.stamps,), path=path, samples_count=saved.samples_count)[
            :, 0
        ]
    if saved.sampling_rate_hz <= 0 or not _goes_forwards(stamps_s):
        found = f"the clock of {saved.name!r:.60} does not go forwards"
        raise damaged_parquet(path, ValueError(found))
    return track_of(saved, signals, stamps_s=stamps_s)


def _goes_forwards(stamps_s: FloatArray | None) -> bool:
    if stamps_s is None:
        return True
    return bool(np.isfinite(stamps_s).all() and (np.diff(stamps_s) >= 0).all())


def _signal(
    file: "parquet.ParquetFile", names: tuple[str, ...], *, path: Path, samples_count: int
) -> FloatArray:
    """Read columns side by side, (n_samples, n_columns), in the precision they were saved in."""
    from pyarrow import ArrowException

    kinds = {str(field.type) for field in file.schema_arrow if field.name in names}
    if len(kinds) != 1 or not kinds <= _FLOATS.keys() or len(set(names)) < len(names):
        found = f"the columns {', '.join(names)[:80]} are not there as numbers of one precision"
        raise damaged_parquet(path, ValueError(found))
    signal = np.empty((samples_count, len(names)), dtype=_FLOATS[kinds.pop()])
    try:
        for place, name in enumerate(names):
            column = file.read(columns=[name], use_threads=False).column(name)
            signal[:, place] = column.slice(0, samples_count).to_numpy()
    except (ArrowException, OSError, ValueError, TypeError, KeyError) as error:
        raise damaged_parquet(path, error) from None
    return signal


def _estimate_s(path: Path, _options: ReadOptions) -> float | None:
    saved = _saved(open_parquet(path), path)
    return max((each.samples_count / each.sampling_rate_hz for each in saved.tracks), default=None)


SAVED_PARQUET: Final = Reader(
    name=_NAME,
    title="recording saved by Restride",
    suffixes=frozenset((".parquet",)),
    recognises=_recognises,
    read=_read,
    estimate_s=_estimate_s,
)
