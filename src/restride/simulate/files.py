"""A simulated walk as files: a table a sensor, what stands beside it, and the truth."""

import io
from dataclasses import asdict

import numpy as np

from restride.recording.events import Contact, Stride
from restride.recording.recording import Recording, Sensor
from restride.simulate.walk import SimulatedWalk

_COLUMNS = (
    "time_s",
    *(f"acc_{axis}_mps2" for axis in "xyz"),
    *(f"gyr_{axis}_dps" for axis in "xyz"),
)


def table_text(sensor: Sensor) -> str:
    """Write one sensor as a plain table: a row a sample, units in the names of the columns."""
    channels = [sensor.clock.times_s, *sensor.acceleration_mps2.T]
    if sensor.angular_velocity_dps is not None:
        channels.extend(sensor.angular_velocity_dps.T)
    text = io.StringIO()
    text.write(",".join(_COLUMNS[: len(channels)]) + "\n")
    np.savetxt(text, np.column_stack(channels), delimiter=",", fmt="%.6f")
    return text.getvalue()


def sidecar_of(recording: Recording, sensor: Sensor) -> dict[str, object]:
    """Say what a reader needs beside the table: place, axes, person, and that nobody walked."""
    person = {name: value for name, value in asdict(recording.person).items() if value is not None}
    sidecar: dict[str, object] = {"placement": sensor.placement.value, "person": person}
    if sensor.stated_axes is not None:
        sidecar["axes"] = list(sensor.stated_axes)
    return {**sidecar, "simulated": recording.is_simulated}


def truth_of(simulated: SimulatedWalk) -> dict[str, object]:
    """List every contact, stride, turn and bout that truly happened."""
    truth = simulated.truth
    return {
        "walked_length_m": simulated.walked_length_m,
        "contacts": [_contact(each) for each in simulated.contacts],
        "walking_bouts": [
            {
                "start_s": bout.start_s,
                "end_s": bout.end_s,
                "strides": [_stride(stride) for stride in bout.strides],
            }
            for bout in truth.bouts
        ],
        "turns": [asdict(turn) for turn in truth.turns],
    }


def _contact(contact: Contact) -> dict[str, object]:
    return {"time_s": contact.time_s, "kind": contact.kind, "side": contact.side}


def _stride(stride: Stride) -> dict[str, object]:
    known = {name: value for name, value in asdict(stride).items() if value is not None}
    return {**known, "stance_s": stride.stance_s, "swing_s": stride.swing_s}
