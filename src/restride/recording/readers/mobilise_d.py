"""Mobilise-D recordings: one MATLAB file with all trials of a person.

``data.TimeMeasure1.Test5.Trial1.SU.LowerBack`` holds Acc in g, Gyr in deg/s, Timestamp and Fs.
x points up, y to the person's right, z forward. ``infoForAlgo.mat`` beside it knows the person.
Source: Palmerini et al. 2023, doi:10.1038/s41597-023-01930-9. [palmerini2023]
"""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final

import numpy as np

from restride.arrays import FloatArray
from restride.errors import DamagedFile, MissingChannel
from restride.person import Person
from restride.recording.quality import QualityFinding
from restride.recording.readers.channels import Channels
from restride.recording.readers.columns_to_recording import recording_from_channels
from restride.recording.readers.mat5 import MatContent, read_mat
from restride.recording.readers.options import ReadOptions
from restride.recording.readers.reader import Reader
from restride.recording.recording import Recording
from restride.terms import Placement, Severity

_NAME: Final = "mobilise-d"
_AXES: Final = ("up", "right", "forward")
_PLACEMENTS: Final = {
    "LowerBack": Placement.LOWER_BACK,
    "LeftFoot": Placement.LEFT_FOOT,
    "RightFoot": Placement.RIGHT_FOOT,
}
_INFO_NAME: Final = "infoForAlgo.mat"
_MOST_TRIALS_COUNT: Final = 1000


def _recognises(head: bytes, _path: Path) -> float:
    is_mat = head.startswith(b"MATLAB ") and head[126:128] in (b"IM", b"MI")
    return 0.9 if is_mat else 0.0


def _read(path: Path, options: ReadOptions) -> tuple[Recording, ...]:
    content = read_mat(path, skipped=("Standards",))
    trials = list(_trials(content.variables, ()))[:_MOST_TRIALS_COUNT]
    trials = [trial for trial in trials if options.trial in (None, "/".join(trial[0]))] or trials
    person = _person_beside(path)
    recordings = []
    for names, trial in trials:
        recording = _recording("/".join(names), trial, content=content, path=path, options=options)
        if recording is not None:
            recordings.append(Recording(**{**_fields_of(recording), "person": person}))
    if not recordings:
        raise _no_trial(path, content)
    return tuple(recordings)


def _fields_of(recording: Recording) -> dict[str, Any]:
    return {name: getattr(recording, name) for name in recording.__slots__}


def _no_trial(path: Path, content: MatContent) -> DamagedFile | MissingChannel:
    found = ", ".join(content.variables) or "no variable"
    if not content.is_whole:
        return DamagedFile(
            f"A whole trial is needed, and {path.name} is cut or damaged before the end of its "
            f"first one (found: {found}). Copy the file again."
        )
    return MissingChannel(
        f"A trial with SU.LowerBack.Acc is needed, as Mobilise-D writes it, and {path.name} holds "
        f"{found}. Check which file was named."
    )


def _trials(
    node: Any, names: tuple[str, ...]
) -> Iterator[tuple[tuple[str, ...], Mapping[str, Any]]]:
    """Walk down to every struct with sensors, naming the way without the variable."""
    if not isinstance(node, dict):
        return
    if isinstance(node.get("SU"), dict):
        yield names[1:] or names or ("trial",), node
        return
    for name, child in node.items():
        yield from _trials(child, (*names, name))


def _recording(
    name: str, trial: Mapping[str, Any], *, content: MatContent, path: Path, options: ReadOptions
) -> Recording | None:
    channels = [
        found
        for place, sensor in trial["SU"].items()
        if (found := _channels(place, sensor)) is not None
        and (content.is_whole or _is_whole(found))
    ]
    if not channels:
        return None
    started_at = trial.get("StartDateTime")
    return recording_from_channels(
        channels,
        path=path,
        format_name=_NAME,
        options=options,
        started_at=started_at if isinstance(started_at, str) else None,
        findings=() if content.is_whole else (_cut(path),),
        name=name,
    )


def _is_whole(channels: Channels) -> bool:
    """Tell whether a sensor of a damaged file has all that such a file writes."""
    has_clock = channels.times_raw is not None or channels.sampling_rate_hz is not None
    return has_clock and channels.angular_velocity_raw is not None


def _cut(path: Path) -> QualityFinding:
    return QualityFinding(
        code="truncated",
        severity=Severity.SERIOUS,
        sensor=None,
        start_s=None,
        end_s=None,
        found=f"The file {path.name} is cut or damaged: parts of it cannot be read.",
        done="Only trials whose signals are whole were read.",
    )


def _channels(place: str, sensor: Any) -> Channels | None:
    if not isinstance(sensor, dict):
        return None
    acceleration = _vectors(sensor.get("Acc"))
    if acceleration is None:
        return None
    gyroscope = _vectors(sensor.get("Gyr"))
    times_s = _column(sensor.get("Timestamp"))
    rates = sensor.get("Fs")
    rate = _column(rates.get("Acc")) if isinstance(rates, dict) else _column(rates)
    same = [each for each in (gyroscope, times_s) if each is not None]
    if any(len(each) != len(acceleration) for each in same):
        times_s = None
        shortest = min(len(each) for each in (acceleration, *same))
        acceleration = acceleration[:shortest]
        gyroscope = None if gyroscope is None else gyroscope[:shortest]
    return Channels(
        name=place,
        placement=_PLACEMENTS.get(place, Placement.UNKNOWN),
        acceleration_raw=acceleration,
        acceleration_unit="g",
        angular_velocity_raw=gyroscope,
        angular_velocity_unit="dps",
        times_raw=times_s,
        sampling_rate_hz=_rate_of(rate),
        stated_axes=_AXES if place == "LowerBack" else None,
    )


def _rate_of(rate: FloatArray | None) -> float | None:
    if rate is None or not len(rate) or not 1 <= rate[0] <= 10_000:
        return None
    return float(rate[0])


def _vectors(value: Any) -> FloatArray | None:
    if not isinstance(value, np.ndarray) or value.ndim != 2 or value.shape[1] != 3:
        return None
    return np.ascontiguousarray(value, dtype=float)


def _column(value: Any) -> FloatArray | None:
    if not isinstance(value, np.ndarray) or not value.size:
        return None
    return value.ravel().astype(float)


def _person_beside(path: Path) -> Person:
    """Read height, sensor height (cm) and mass (kg) from the file that Mobilise-D keeps."""
    beside = path.with_name(_INFO_NAME)
    if beside == path or not beside.is_file():
        return Person()
    node: Any = read_mat(beside).variables
    while isinstance(node, dict) and "Height" not in node and node:
        node = next(iter(node.values()))
    if not isinstance(node, dict):
        return Person()
    return Person(
        height_m=_number(node.get("Height"), 0.01),
        sensor_height_m=_number(node.get("SensorHeight"), 0.01),
        body_mass_kg=_number(node.get("Weight"), 1.0),
    )


def _number(value: Any, scale: float) -> float | None:
    column = _column(value)
    if column is None or not np.isfinite(column[0]) or column[0] <= 0:
        return None
    return round(float(column[0]) * scale, 6)


MOBILISE_D: Final = Reader(
    name=_NAME,
    title="Mobilise-D trials in a MATLAB file",
    suffixes=frozenset((".mat",)),
    recognises=_recognises,
    read=_read,
)
