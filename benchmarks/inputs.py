"""What the jobs work on: real recordings, tiled to a length, in plain arrays.

Every program reads the same numbers: acceleration in m/s2, angular velocity in deg/s.
"""

import json
from collections.abc import Mapping
from pathlib import Path

import numpy as np

from restride.recording.recording import Recording, Sensor
from restride.terms import Placement


def tile(sensor: Sensor, *, duration_s: float) -> tuple[np.ndarray, np.ndarray]:
    """Repeat a sensor's acceleration and angular velocity up to a duration."""
    count = round(duration_s * sensor.clock.sampling_rate_hz)
    repeats = -(-count // len(sensor.acceleration_mps2))
    return (
        np.tile(sensor.acceleration_mps2, (repeats, 1))[:count].astype(float),
        np.tile(sensor.angular_velocity_dps, (repeats, 1))[:count].astype(float),
    )


def write_back(folder: Path, sensor: Sensor, *, meta: Mapping[str, object]) -> Path:
    """Write one lower-back input as it is."""
    return _write(folder, {"": sensor}, meta=meta)


def write_tiled_back(
    folder: Path, sensor: Sensor, *, duration_s: float, meta: Mapping[str, object]
) -> Path:
    """Write one lower-back input of a duration."""
    return _write(folder, {"": sensor}, meta=meta, duration_s=duration_s)


def write_feet(folder: Path, recording: Recording, *, duration_s: float | None = None) -> Path:
    """Write both feet, tiled where a duration is given."""
    sensors = {
        "left_": recording.sensor_at(Placement.LEFT_FOOT),
        "right_": recording.sensor_at(Placement.RIGHT_FOOT),
    }
    both = {name: sensor for name, sensor in sensors.items() if sensor is not None}
    return _write(folder, both, meta={}, duration_s=duration_s)


def read_arrays(folder: Path, *, prefix: str = "") -> tuple[np.ndarray, np.ndarray, float]:
    """Read one sensor's arrays and their rate."""
    meta = json.loads((folder / "meta.json").read_text(encoding="utf-8"))
    acceleration = np.load(folder / f"{prefix}acc_mps2.npy")
    angular_velocity = np.load(folder / f"{prefix}gyr_dps.npy")
    return acceleration, angular_velocity, float(meta["sampling_rate_hz"])


def _write(
    folder: Path,
    sensors: Mapping[str, Sensor],
    *,
    meta: Mapping[str, object],
    duration_s: float | None = None,
) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    for prefix, sensor in sensors.items():
        wanted_s = sensor.clock.duration_s if duration_s is None else duration_s
        acceleration, angular_velocity = tile(sensor, duration_s=wanted_s)
        np.save(folder / f"{prefix}acc_mps2.npy", acceleration)
        np.save(folder / f"{prefix}gyr_dps.npy", angular_velocity)
    rate_hz = next(iter(sensors.values())).clock.sampling_rate_hz
    content = json.dumps({"sampling_rate_hz": rate_hz, **meta})
    (folder / "meta.json").write_text(content, encoding="utf-8")
    return folder
