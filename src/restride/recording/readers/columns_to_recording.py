"""From a table of columns to a recording: what plain CSV, Parquet and tab text share."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

import numpy as np

from restride.arrays import FloatArray
from restride.recording.quality import QualityFinding
from restride.recording.readers.assembly import assemble
from restride.recording.readers.channels import Channels, clock_start_s
from restride.recording.readers.column_names import SensorColumns, TableColumns
from restride.recording.readers.options import ReadOptions
from restride.recording.recording import Recording, Sensor, SourceFile
from restride.terms import Severity

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


def channels_of_rows(
    rows_raw: FloatArray, *, columns: TableColumns, options: ReadOptions
) -> tuple[list[Channels], str | None]:
    """Give every sensor of a table its channels, and tell the start where times say it.

    Parameters
    ----------
    rows_raw : (n_samples, n_columns)
        The columns of ``needed_columns``, in their order.
    """
    place = {column: position for position, column in enumerate(needed_columns(columns))}
    times_raw, scale_s = _times(rows_raw, columns, place, options)
    started_at = None if columns.time is None or times_raw is None else epoch_start(times_raw)
    channels = []
    for sensor in columns.sensors:
        turning = sensor.angular_velocity
        channels.append(
            Channels(
                name=sensor.name,
                placement=sensor.placement,
                acceleration_raw=_columns_of(
                    rows_raw, [place[each] for each in sensor.acceleration]
                ),
                acceleration_unit=sensor.acceleration_unit,
                angular_velocity_raw=(
                    _columns_of(rows_raw, [place[each] for each in turning]) if turning else None
                ),
                angular_velocity_unit=sensor.angular_velocity_unit,
                times_raw=times_raw,
                time_scale_s=scale_s,
                is_counted=columns.time is None,
                stated_axes=sensor.axes,
            )
        )
    return channels, started_at


def joined_channels(
    parts: Iterable[tuple[list[Channels], str | None]], *, rows_count: int
) -> tuple[list[Channels], str | None]:
    """Put the parts of a table one behind the other, each written once while it is at hand.

    Raises
    ------
    ValueError
        Where the parts have more rows than was said.
    """
    joined: list[Channels] = []
    started_at: str | None = None
    filled = 0
    for channels, start in parts:
        if not joined:
            joined, started_at = [_emptied(each, rows_count) for each in channels], start
        part_count = len(channels[0].acceleration_raw)
        if filled + part_count > rows_count:
            raise ValueError("it holds more rows than it says")
        for whole, part in zip(joined, channels, strict=True):
            for name in _ARRAYS:
                target, values = getattr(whole, name), getattr(part, name)
                if target is not None and values is not None:
                    # Numbers too large for single precision become infinities, which are said.
                    with np.errstate(over="ignore"):
                        target[filled : filled + part_count] = values
        filled += part_count
    if filled < max(1, rows_count):
        raise ValueError(f"it holds {filled} of {rows_count} rows")
    return joined, started_at


#: Beyond these rows signals are kept in single precision: half the memory, and still a thousand
#: times finer than any sensor. Times stay in double precision. House choice: three hours at 100 Hz.
_LONG_ROWS: Final = 1_000_000
_ARRAYS: Final = ("acceleration_raw", "angular_velocity_raw", "times_raw")


def _emptied(channels: Channels, rows_count: int) -> Channels:
    """Make room for the whole of what a part is of."""
    turning, times = channels.angular_velocity_raw, channels.times_raw
    dtype = np.float32 if rows_count > _LONG_ROWS else np.float64
    return replace(
        channels,
        acceleration_raw=np.empty((rows_count, 3), dtype=dtype),
        angular_velocity_raw=None if turning is None else np.empty((rows_count, 3), dtype=dtype),
        times_raw=None if times is None else np.empty(rows_count),
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
    start_s: float | None = None
    for each in channels:
        start_s = clock_start_s(each) if start_s is None else start_s
        sensor, of_sensor = assemble(each, options=options)
        sensors.append(sensor)
        noticed.extend(of_sensor)
    return Recording(
        name=path.stem if name is None else name,
        sensors=tuple(sensors),
        files=(SourceFile(name=path.name, format=format_name),),
        started_at=started_at,
        clock_start_s=start_s,
        findings=tuple(noticed),
    )


def _times(
    rows: FloatArray, columns: TableColumns, place: dict[int, int], options: ReadOptions
) -> tuple[FloatArray | None, float | None]:
    """Take the times, else a counter that shows where samples were lost."""
    if columns.time is not None:
        return rows[:, place[columns.time]], columns.time_scale_s
    if columns.counter is None or options.sampling_rate_hz is None:
        return None, 1.0
    counter = rows[:, place[columns.counter]]
    steps = np.diff(counter)
    if len(steps) == 0 or np.median(steps) != 1:
        return None, 1.0
    return counter, 1 / options.sampling_rate_hz


def assumed_placements(sensors: Iterable[SensorColumns], *, why: str) -> tuple[QualityFinding, ...]:
    """Say which places were taken from a name."""
    return tuple(
        QualityFinding(
            code="placement-assumed",
            severity=Severity.NOTE,
            sensor=sensor.name,
            start_s=None,
            end_s=None,
            found=f"The place of {sensor.name} is not given.",
            done=f"{sensor.placement} was taken from {why}.",
        )
        for sensor in sensors
    )


def epoch_start(times_raw: FloatArray) -> str | None:
    """Tell the start in ISO 8601 where times are seconds since 1970."""
    first_s = float(times_raw[0]) if len(times_raw) else 0.0
    for scale in (1.0, 1e-3, 1e-6, 1e-9):
        if _EARLIEST_EPOCH_S < first_s * scale < _LATEST_EPOCH_S:
            return datetime.fromtimestamp(first_s * scale, tz=UTC).isoformat()
    return None


def _columns_of(rows: FloatArray, places: list[int]) -> FloatArray:
    return np.ascontiguousarray(rows[:, places])
