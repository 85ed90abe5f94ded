"""From a table of columns to a recording: what plain CSV, Parquet and tab text share."""

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

import numpy as np

from restride.arrays import FloatArray
from restride.recording.quality import QualityFinding
from restride.recording.readers.assembly import Channels, assemble
from restride.recording.readers.column_names import SensorColumns, TableColumns
from restride.recording.readers.options import ReadOptions
from restride.recording.recording import Recording, Sensor, SourceFile

#: Times above this are seconds since 1970, not since the start of a recording (1973 and later).
_EARLIEST_EPOCH_S: Final = 1e8
_LATEST_EPOCH_S: Final = 1e10


def needed_columns(columns: TableColumns) -> tuple[int, ...]:
    """List the columns to read, each once, in order."""
    needed: set[int] = set()
    for sensor in columns.sensors:
        needed.update(sensor.acceleration, sensor.angular_velocity or ())
    needed.update(each for each in (columns.time, columns.counter) if each is not None)
    return tuple(sorted(needed))


def recording_from_rows(
    rows: FloatArray, *, columns: TableColumns, path: Path, format_name: str, options: ReadOptions
) -> Recording:
    """Assemble every sensor of a table.

    Parameters
    ----------
    rows : (n_samples, n_columns)
        The columns of ``needed_columns``, in their order.
    """
    place = {column: position for position, column in enumerate(needed_columns(columns))}
    times_s, started_at = _times(rows, columns, place, options)
    channels = [
        _channels(rows, sensor, times_s=times_s, columns=columns, place=place)
        for sensor in columns.sensors
    ]
    return recording_from_channels(
        channels, path=path, format_name=format_name, options=options, started_at=started_at
    )


def recording_from_channels(
    channels: Iterable[Channels],
    *,
    path: Path,
    format_name: str,
    options: ReadOptions,
    started_at: str | None = None,
    findings: Sequence[QualityFinding] = (),
    name: str | None = None,
) -> Recording:
    """Assemble sensors to the recording of one file."""
    sensors: list[Sensor] = []
    noticed = list(findings)
    for each in channels:
        sensor, of_sensor = assemble(each, options=options)
        sensors.append(sensor)
        noticed.extend(of_sensor)
    return Recording(
        name=path.stem if name is None else name,
        sensors=tuple(sensors),
        files=(SourceFile(name=path.name, format=format_name),),
        started_at=started_at,
        findings=tuple(noticed),
    )


def _times(
    rows: FloatArray, columns: TableColumns, place: dict[int, int], options: ReadOptions
) -> tuple[FloatArray | None, str | None]:
    if columns.time is not None:
        times_s = rows[:, place[columns.time]] * (columns.time_scale_s or 1.0)
        return times_s, epoch_start(times_s)
    if columns.counter is None or options.sampling_rate_hz is None:
        return None, None
    counter = rows[:, place[columns.counter]]
    steps = np.diff(counter)
    if len(steps) == 0 or not np.median(steps) == 1:
        return None, None
    return counter / options.sampling_rate_hz, None


def epoch_start(times_s: FloatArray) -> str | None:
    """Tell the start in ISO 8601 where times are seconds since 1970."""
    first_s = float(times_s[0]) if len(times_s) else 0.0
    for scale in (1.0, 1e-3, 1e-6, 1e-9):
        if _EARLIEST_EPOCH_S < first_s * scale < _LATEST_EPOCH_S:
            return datetime.fromtimestamp(first_s * scale, tz=UTC).isoformat()
    return None


def _channels(
    rows: FloatArray,
    sensor: SensorColumns,
    *,
    times_s: FloatArray | None,
    columns: TableColumns,
    place: dict[int, int],
) -> Channels:
    gyroscope = sensor.angular_velocity
    return Channels(
        name=sensor.name,
        placement=sensor.placement,
        acceleration_raw=_columns_of(rows, [place[each] for each in sensor.acceleration]),
        acceleration_unit=sensor.acceleration_unit,
        angular_velocity_raw=(
            None if gyroscope is None else _columns_of(rows, [place[each] for each in gyroscope])
        ),
        angular_velocity_unit=sensor.angular_velocity_unit,
        times_s=times_s,
        is_time_in_seconds=columns.time is None or columns.time_scale_s is not None,
        stated_axes=sensor.axes,
    )


def _columns_of(rows: FloatArray, places: list[int]) -> FloatArray:
    return np.ascontiguousarray(rows[:, places])
