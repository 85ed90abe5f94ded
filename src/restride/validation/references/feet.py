"""Walks with a sensor on each shoe, seen by markers on the shoes.

Three files of one sample: ``mocap_NAME.csv`` (markers in millimetres at 100 Hz),
``stride_events_NAME.csv`` (contacts taken from the markers) and ``stride_borders_NAME.csv``
(strides marked by hand in the sensor signals, from about one final contact to the next). Events
and borders are samples at the rate of the sensors [kuderle2024].
"""

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np

from restride.arrays import FloatArray
from restride.terms import Side

#: By the description of the sample.
SENSOR_RATE_HZ: Final = 204.8
MARKER_RATE_HZ: Final = 100.0
#: The foot rests around the given instant; the markers are averaged over so much of it. House
#: choice: far shorter than a stance, long enough to halve the marker noise.
_REST_S: Final = 0.05
_MM_IN_M: Final = 1000.0
_MARKER_OF: Final = {Side.LEFT: "L", Side.RIGHT: "R"}


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferenceStride:
    """One stride as the markers saw it."""

    side: Side
    #: Initial contact, final contact and next initial contact of the foot.
    start_s: float
    final_contact_s: float
    end_s: float
    #: From rest to rest of the heel marker, along the floor.
    length_m: float
    #: Change of the direction in which the foot points.
    turn_deg: float


@dataclass(frozen=True, slots=True, kw_only=True)
class FeetReference:
    """What markers and a person saw in one sample."""

    name: str
    strides: tuple[ReferenceStride, ...]
    #: By foot, (n_strides, 2): start and end as marked by hand.
    borders_s: Mapping[Side, FloatArray]


def read_feet_reference(folder: Path, *, name: str) -> FeetReference:
    """Read the three files of one sample."""
    markers_m = _read_markers(folder / f"mocap_{name}.csv")
    rows = _read_rows(folder / f"stride_events_{name}.csv")
    borders = _read_rows(folder / f"stride_borders_{name}.csv")
    return FeetReference(
        name=name,
        strides=tuple(_stride(row, markers_m) for row in rows),
        borders_s={side: _borders_s(borders, side) for side in Side},
    )


def _read_rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _read_markers(path: Path) -> dict[str, FloatArray]:
    """Read markers as (n_samples, 3) in metres, by their names."""
    with path.open(encoding="utf-8", newline="") as file:
        names, axes = next(csv.reader([file.readline()])), next(csv.reader([file.readline()]))
        table = np.loadtxt(file, delimiter=",", ndmin=2)
    columns = {(name, axis): k for k, (name, axis) in enumerate(zip(names, axes, strict=True))}
    return {
        name: table[:, [columns[name, axis] for axis in "xyz"]] / _MM_IN_M
        for name in dict.fromkeys(names)
        if (name, "z") in columns
    }


def _stride(row: Mapping[str, str], markers_m: Mapping[str, FloatArray]) -> ReferenceStride:
    side = Side(row["foot"])
    heel_m = markers_m[f"{_MARKER_OF[side]}_FCC"]
    toe_m = markers_m[f"{_MARKER_OF[side]}_TOE"]
    rests_s = [float(row[key]) / SENSOR_RATE_HZ for key in ("start", "end")]
    heels_m = [_rest_m(heel_m, time_s) for time_s in rests_s]
    feet_m = [_rest_m(toe_m, time_s) - heel for time_s, heel in zip(rests_s, heels_m, strict=True)]
    headings_deg = [float(np.degrees(np.arctan2(foot[1], foot[0]))) for foot in feet_m]
    return ReferenceStride(
        side=side,
        start_s=float(row["pre_ic"]) / SENSOR_RATE_HZ,
        final_contact_s=float(row["tc"]) / SENSOR_RATE_HZ,
        end_s=float(row["ic"]) / SENSOR_RATE_HZ,
        length_m=float(np.linalg.norm((heels_m[1] - heels_m[0])[:2])),
        turn_deg=(headings_deg[1] - headings_deg[0] + 180) % 360 - 180,
    )


def _rest_m(marker_m: FloatArray, time_s: float) -> FloatArray:
    first = round((time_s - _REST_S / 2) * MARKER_RATE_HZ)
    last = round((time_s + _REST_S / 2) * MARKER_RATE_HZ) + 1
    return np.asarray(marker_m[max(first, 0) : last].mean(axis=0))


def _borders_s(rows: list[dict[str, str]], side: Side) -> FloatArray:
    borders = [(float(row["start"]), float(row["end"])) for row in rows if row["foot"] == side]
    return np.reshape(borders, (-1, 2)) / SENSOR_RATE_HZ
