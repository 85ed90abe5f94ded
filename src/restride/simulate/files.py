"""A simulated walk as files: a plain table and a sidecar for each sensor, and the truth."""

import io
import json
from dataclasses import asdict
from pathlib import Path
from typing import Any

import numpy as np

from restride.recording.events import Stride
from restride.recording.recording import Recording, Sensor
from restride.simulate.walk import SimulatedWalk

_ACCELERATION = ("acc_x_mps2", "acc_y_mps2", "acc_z_mps2")
_ANGULAR_VELOCITY = ("gyr_x_dps", "gyr_y_dps", "gyr_z_dps")


def write_recording(simulated: SimulatedWalk, directory: Path) -> tuple[Path, ...]:
    """Write every sensor's table and sidecar, and the truth; tell the tables' paths.

    The files are ``PLACEMENT.csv`` and ``PLACEMENT.json`` for each sensor, and ``truth.json``.
    """
    directory.mkdir(parents=True, exist_ok=True)
    tables = []
    for sensor in simulated.recording.sensors:
        table = directory / f"{sensor.name}.csv"
        table.write_text(table_text(sensor), encoding="utf-8")
        sidecar = json.dumps(sidecar_of(simulated.recording, sensor), indent=1)
        table.with_suffix(".json").write_text(sidecar + "\n", encoding="utf-8")
        tables.append(table)
    truth = json.dumps(truth_of(simulated), indent=1)
    (directory / "truth.json").write_text(truth + "\n", encoding="utf-8")
    return tuple(tables)


def table_text(sensor: Sensor) -> str:
    """Write one sensor as a table: a row a sample, the unit in each column's name."""
    names = ["time_s", *_ACCELERATION]
    columns = [sensor.clock.times_s[:, None], sensor.acceleration_mps2]
    formats = ["%.6f"] + ["%.5f"] * 3
    if sensor.angular_velocity_dps is not None:
        names += _ANGULAR_VELOCITY
        columns.append(sensor.angular_velocity_dps)
        formats += ["%.4f"] * 3
    text = io.StringIO()
    np.savetxt(
        text, np.hstack(columns), fmt=formats, delimiter=",", header=",".join(names), comments=""
    )
    return text.getvalue()


def sidecar_of(recording: Recording, sensor: Sensor) -> dict[str, Any]:
    """Say what a table cannot: where the sensor was worn, by whom, and that nobody moved."""
    sidecar: dict[str, Any] = {
        "placement": str(sensor.placement),
        "units": {"acceleration": "mps2"},
        **notes_of(recording),
    }
    if sensor.angular_velocity_dps is not None:
        sidecar["units"]["angular_velocity"] = "dps"
    if sensor.stated_axes is not None:
        sidecar["axes"] = list(sensor.stated_axes)
    return sidecar


def notes_of(recording: Recording) -> dict[str, Any]:
    """Say what no table holds: who, doing what, and that nobody did."""
    person = {name: value for name, value in asdict(recording.person).items() if value is not None}
    notes: dict[str, Any] = {"person": person, "is_simulated": recording.is_simulated}
    return notes if recording.task is None else {**notes, "task": str(recording.task)}


def truth_of(simulated: SimulatedWalk) -> dict[str, Any]:
    """Tell everything that truly happened, in the words of the events' own fields."""
    truth = simulated.truth
    return {
        "is_simulated": True,
        "walker": asdict(simulated.walker),
        "walked_length_m": simulated.walked_length_m,
        "contacts": [asdict(each) for each in simulated.contacts],
        "walking_bouts": [
            {**asdict(bout), "strides": [_stride(each) for each in bout.strides]}
            for bout in truth.bouts
        ],
        "turns": [asdict(each) for each in truth.turns],
        "no_walking_reason": truth.no_walking_reason,
    }


def _stride(stride: Stride) -> dict[str, Any]:
    known = {name: value for name, value in asdict(stride).items() if value is not None}
    return {**known, "stance_s": stride.stance_s, "swing_s": stride.swing_s}
