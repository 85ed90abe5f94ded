"""NumPy archives: ``PLACE_acc_mps2`` and ``PLACE_gyr_radps``, or ``accel`` and ``time``.

Names are those of plain tables without the axis; each array is (n_samples, 3). ``fs`` or
``sampling_rate_hz`` may give the rate. Without any, 100 samples a second are assumed for archives
that name places and units, as the public walks with a U-turn do, and this is said.
"""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Final

import numpy as np

from restride.arrays import FloatArray
from restride.errors import DamagedFile, MissingChannel
from restride.recording.quality import QualityFinding
from restride.recording.readers.channels import Channels
from restride.recording.readers.column_names import TIME_SCALES_S, placement_of
from restride.recording.readers.columns_to_recording import epoch_start, recording_from_channels
from restride.recording.readers.options import ReadOptions
from restride.recording.readers.reader import Reader
from restride.recording.readers.zip_arrays import PackedArray, list_arrays, read_arrays
from restride.recording.recording import Recording
from restride.terms import Placement, Severity

_NAME: Final = "npz"
_CHANNEL: Final = re.compile(
    r"(?:(?P<sensor>.+?)_)?(?P<kind>acc|accel|acceleration|gyr|gyro|gyroscope|angular_velocity)"
    r"(?:_(?P<unit>mps2|g|mg|dps|radps))?",
    re.IGNORECASE,
)
_TIME: Final = re.compile(r"(?:time|times|timestamps|t)(?:_(?P<unit>s|ms|us|ns))?", re.IGNORECASE)
_RATE_NAMES: Final = ("sampling_rate_hz", "rate_hz", "fs")
#: The rate of the public U-turn walks, whose archives hold no rate. [voisard2023]
_USUAL_RATE_HZ: Final = 100.0


def _recognises(head: bytes, _path: Path) -> float:
    if not head.startswith(b"PK\x03\x04"):
        return 0.0
    name_bytes = int.from_bytes(head[26:28], "little")
    return 0.95 if head[30 : 30 + name_bytes].endswith(b".npy") else 0.0


def _read(path: Path, options: ReadOptions) -> tuple[Recording, ...]:
    listed = list_arrays(path)
    sensors = _sensors(listed)
    if not sensors:
        raise MissingChannel(
            "An array of accelerations, (samples, 3), named such as lower_back_acc_mps2 or accel "
            f"is needed, and {path.name} holds "
            f"{', '.join(f'{name} {array.shape}' for name, array in listed.items()) or 'none'}. "
            "Rename the arrays."
        )
    wanted = {name for channels in sensors.values() for name in channels.values()}
    time = next((name for name in listed if _TIME.fullmatch(name)), None)
    rates = [name for name in _RATE_NAMES if name in listed and np.prod(listed[name].shape) == 1]
    wanted.update(rates, () if time is None else (time,))
    arrays = read_arrays(path, {name: listed[name] for name in wanted})
    rate_hz = float(arrays[rates[0]].ravel()[0]) if rates else None
    times_s = _times_s(arrays, time)
    findings: tuple[QualityFinding, ...] = ()
    if rate_hz is None and times_s is None and options.sampling_rate_hz is None:
        rate_hz, findings = _USUAL_RATE_HZ, (_ASSUMED_RATE,)
    channels = [
        _channels(name, parts, arrays=arrays, times_s=times_s, rate_hz=rate_hz, path=path)
        for name, parts in sensors.items()
    ]
    recording = recording_from_channels(
        channels,
        path=path,
        format_name=_NAME,
        options=options,
        started_at=None if times_s is None else epoch_start(times_s),
        findings=findings,
    )
    return (recording,)


_ASSUMED_RATE: Final = QualityFinding(
    code="rate-inferred",
    severity=Severity.WARNING,
    sensor=None,
    start_s=None,
    end_s=None,
    found="The archive holds neither times nor a sampling rate.",
    done=f"{_USUAL_RATE_HZ:g} Hz was assumed. Give the rate if it is another one.",
)


def _sensors(listed: Mapping[str, PackedArray]) -> dict[str, dict[str, str]]:
    """Group the arrays of each sensor: sensor -> acc and gyr -> name of the array."""
    sensors: dict[str, dict[str, str]] = {}
    for name, array in listed.items():
        channel = _CHANNEL.fullmatch(name)
        if channel is None or len(array.shape) != 2 or array.shape[1] != 3:
            continue
        kind = "acc" if channel["kind"].lower().startswith("acc") else "gyr"
        sensors.setdefault(channel["sensor"] or "sensor", {}).setdefault(kind, name)
    return {name: parts for name, parts in sensors.items() if "acc" in parts}


def _times_s(arrays: Mapping[str, FloatArray], time: str | None) -> FloatArray | None:
    if time is None:
        return None
    named = _TIME.fullmatch(time)
    unit = named["unit"] if named else None
    return arrays[time].ravel().astype(float) * TIME_SCALES_S.get(unit or "s", 1.0)


def _unit_of(name: str | None) -> str | None:
    channel = _CHANNEL.fullmatch(name or "")
    return channel["unit"] if channel else None


def _channels(
    name: str,
    parts: Mapping[str, str],
    *,
    arrays: Mapping[str, FloatArray],
    times_s: FloatArray | None,
    rate_hz: float | None,
    path: Path,
) -> Channels:
    acceleration = arrays[parts["acc"]]
    gyroscope = arrays[parts["gyr"]] if "gyr" in parts else None
    for other in (gyroscope, times_s):
        if other is not None and len(other) != len(acceleration):
            raise DamagedFile(
                f"Arrays of one length are needed for {name}, and {path.name} has "
                f"{len(acceleration)} accelerations and {len(other)} other samples. "
                "Export the archive again."
            )
    return Channels(
        name=name,
        placement=placement_of(name) if name != "sensor" else Placement.UNKNOWN,
        acceleration_raw=acceleration,
        acceleration_unit=_unit_of(parts["acc"]),
        angular_velocity_raw=gyroscope,
        angular_velocity_unit=_unit_of(parts.get("gyr")),
        times_raw=times_s,
        time_scale_s=None,
        sampling_rate_hz=rate_hz,
    )


NPZ: Final = Reader(
    name=_NAME,
    title="NumPy archive",
    suffixes=frozenset((".npz",)),
    recognises=_recognises,
    read=_read,
)
