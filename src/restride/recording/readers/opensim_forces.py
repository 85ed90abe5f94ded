"""Ground forces as OpenSim takes them: force, point and free moment of each plate in a MOT file.

Source: the storage format and frame of OpenSim [delp2007]: metres and newtons, X forward, Y up, Z
to the right. A name with l or r says whose foot it is; of plates with numbers 1 is taken as the
right and 2 as the left foot, which is said.
"""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Final

import numpy as np

from restride.arrays import FloatArray
from restride.errors import DamagedFile
from restride.recording.quality import QualityFinding
from restride.recording.readers.options import ReadOptions
from restride.recording.readers.plate_assembly import assemble_plates
from restride.recording.readers.plate_channels import PlateChannels, plate_finding
from restride.recording.readers.plate_clock import PlateTimes, on_even_clock
from restride.recording.readers.plate_tables import (
    PlateTable,
    named_columns,
    open_plate_table,
    words_in_head,
)
from restride.recording.readers.reader import Reader
from restride.recording.recording import Recording
from restride.terms import Severity, Side

_NAME: Final = "opensim-forces"
#: One column of a plate, such as ``ground_force_1_vx``, ``1_ground_force_vx`` or
#: ``ground_force_vx``; p for the point.
_COLUMN: Final = re.compile(
    r"(?P<before>.*?)_?(?:ground_)?(?:reaction_)?(?:force|grf)_?(?P<after>.*?)_?"
    r"(?P<kind>[vp])(?P<axis>[xyz])"
)
#: More plates than laboratories have. House choice.
_MOST_COLUMNS: Final = 1000
_CHANNELS: Final = ("vx", "vy", "vz", "px", "pz")
_SIDES: Final = {"r": Side.RIGHT, "right": Side.RIGHT, "l": Side.LEFT, "left": Side.LEFT}
#: As laboratories that make such files number them, among them those of OpenCap.
_NUMBERED: Final = {"": Side.RIGHT, "1": Side.LEFT}
_NUMBERED_FROM_ONE: Final = {"1": Side.RIGHT, "2": Side.LEFT}


def _recognises(head: bytes, _path: Path) -> float:
    return 0.95 if any(_has_plate(frozenset(row)) for row in words_in_head(head)) else 0.0


def _has_plate(words: frozenset[str]) -> bool:
    return "time" in words and bool(_plates_of(dict.fromkeys(words, 0)))


def _plates_of(place: Mapping[str, int]) -> dict[str, dict[str, int]]:
    """Sort the columns by plate: only plates with a force and a point."""
    found: dict[str, dict[str, int]] = {}
    for word, column in place.items():
        channel = _COLUMN.fullmatch(word)
        if channel is not None:
            label = "_".join(each for each in (channel["before"], channel["after"]) if each)
            found.setdefault(label, {})[channel["kind"] + channel["axis"]] = column
    return {label: each for label, each in found.items() if set(_CHANNELS) <= each.keys()}


def _read(path: Path, options: ReadOptions) -> tuple[Recording, ...]:
    table = open_plate_table(
        path, needed=_has_plate, what="time and the force and point of a plate"
    )
    place = {each.word: each.column for each in named_columns(table.names)}
    by_label = _plates_of(place)
    columns = _columns(table, place["time"], by_label)
    findings: list[QualityFinding] = []
    sides = _sides(list(by_label), findings)
    plates = [
        _plate({key: columns[at] for key, at in each.items()}, label=label, side=sides[label])
        for label, each in by_label.items()
    ]
    times = PlateTimes(times_raw=columns[place["time"]], time_scale_s=1.0)
    plates, clock, of_clock = on_even_clock(plates, times=times, name="plates", options=options)
    return (
        assemble_plates(
            plates,
            clock=clock,
            path=path,
            format_name=_NAME,
            options=options,
            findings=(*findings, *of_clock),
        ),
    )


def _columns(
    table: PlateTable, time: int, by_label: Mapping[str, Mapping[str, int]]
) -> Mapping[int, FloatArray]:
    needed = [time, *(column for each in by_label.values() for column in each.values())]
    if max(needed) >= _MOST_COLUMNS:
        raise DamagedFile(
            f"At most {_MOST_COLUMNS} columns are expected in a file of ground forces, and "
            f"{table.table.path.name} has {max(needed)}. Check the file."
        )
    return table.read(needed)


def _sides(labels: list[str], findings: list[QualityFinding]) -> dict[str, Side | None]:
    """Tell whose foot each plate is for, from its name, else from its number."""
    named = {label: _side_in(label) for label in labels}
    if any(side is not None for side in named.values()) or len(labels) < 2:
        return named
    order = _NUMBERED if "" in labels else _NUMBERED_FROM_ONE
    sides = {label: order.get(label) for label in labels}
    told = ", ".join(f"{_name(label)} the {side} foot" for label, side in sides.items() if side)
    findings.append(
        plate_finding(
            "sides-assumed",
            None,
            severity=Severity.NOTE,
            found="The file numbers its plates and does not say whose foot is on which.",
            done=f"Taken as laboratories number them: {told}.",
        )
    )
    return sides


def _side_in(label: str) -> Side | None:
    return next((_SIDES[part] for part in label.split("_") if part in _SIDES), None)


def _name(label: str) -> str:
    return f"plate {label}".strip()


def _plate(columns: Mapping[str, FloatArray], *, label: str, side: Side | None) -> PlateChannels:
    return PlateChannels(
        name=_name(label),
        side=side,
        centre_raw=np.column_stack([columns["px"], columns["pz"]]),
        length_unit="m",
        vertical_raw=columns["vy"],
        horizontal_raw=np.column_stack([columns["vx"], columns["vz"]]),
        force_unit="N",
        axes=("forward", "right"),
        points_up=True,
    )


OPENSIM_FORCES: Final = Reader(
    name=_NAME,
    title="ground forces of OpenSim",
    suffixes=frozenset((".mot", ".sto")),
    recognises=_recognises,
    read=_read,
)
