"""Logs of a Wii Balance Board: the load on its four feet, on a clock that jitters.

Source: the distances between the feet, front to back and left to right, of Leach and others 2014
[leach2014]. Top is where the toes point. The clock, which a radio link makes uneven, is brought to
an even one, and the result says so.
"""

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Final

import numpy as np

from restride.arrays import FloatArray
from restride.recording.quality import QualityFinding
from restride.recording.readers.options import ReadOptions
from restride.recording.readers.plate_assembly import assemble_plates
from restride.recording.readers.plate_channels import (
    PlateChannels,
    plate_finding,
    without_impossible,
)
from restride.recording.readers.plate_clock import PlateTimes, on_even_clock
from restride.recording.readers.plate_notes import FORCE_SCALES_N
from restride.recording.readers.plate_tables import (
    NamedColumn,
    PlateTable,
    named_columns,
    open_plate_table,
    words_in_head,
)
from restride.recording.readers.reader import Reader
from restride.recording.recording import Recording
from restride.signal.centre_of_pressure import centre_of_corner_loads
from restride.terms import Severity

_NAME: Final = "wii-board"
#: Between the feet of the board [leach2014].
_LENGTH_MM: Final = 238.0
_WIDTH_MM: Final = 433.0
#: Front left, front right, back left, back right.
_CORNERS: Final = (
    ("top_left", "topleft", "tl", "front_left", "frontleft", "fl"),
    ("top_right", "topright", "tr", "front_right", "frontright", "fr"),
    ("bottom_left", "bottomleft", "bl", "back_left", "backleft", "rear_left", "rl"),
    ("bottom_right", "bottomright", "br", "back_right", "backright", "rear_right", "rr"),
)
_AROUND: Final = re.compile(r"^(?:sensor|load|weight|kg|raw|cell)_|_(?:sensor|load|weight|cell)$")
_TIMES: Final = ("time", "timestamp", "t", "times", "seconds", "elapsed_time", "unixtime")
_TIME_SCALES_S: Final = {"s": 1.0, "ms": 1e-3, "us": 1e-6}
#: The board carries up to 150 kg: a larger middle load is in newtons, or in hundredths of a
#: kilogram as the board itself counts.
_MOST_KG: Final = 160.0
_MOST_N: Final = 1600.0


def _corner_of(word: str) -> int | None:
    plain = _AROUND.sub("", word)
    return next((at for at, words in enumerate(_CORNERS) if plain in words), None)


def _recognises(head: bytes, _path: Path) -> float:
    rows = words_in_head(head)
    has_corners = any({_corner_of(word) for word in row} >= {0, 1, 2, 3} for row in rows)
    return 0.9 if has_corners else 0.0


def _read(path: Path, options: ReadOptions) -> tuple[Recording, ...]:
    table, named, corners = _opened(path)
    time = next((each for each in named if each.word in _TIMES), None)
    columns = table.read(
        [*(each.column for each in corners), *([] if time is None else [time.column])]
    )
    loads = np.column_stack([columns[each.column] for each in corners])
    four, told = without_impossible(PlateChannels(name="board", centre_raw=loads))
    loads = loads if four.centre_raw is None else four.centre_raw
    findings = list(told)
    scale_n = _scale_n(loads, corners, findings)
    with np.errstate(over="ignore", invalid="ignore"):
        loads_n = loads * scale_n
        plate = PlateChannels(
            name="board",
            centre_raw=centre_of_corner_loads(loads_n, length_mm=_LENGTH_MM, width_mm=_WIDTH_MM),
            length_unit="mm",
            vertical_raw=loads_n.sum(axis=1),
            force_unit="N",
            axes=("forward", "right"),
        )
    times = PlateTimes(
        times_raw=None if time is None else columns[time.column],
        time_scale_s=None if time is None else _TIME_SCALES_S.get(time.unit or ""),
    )
    plates, clock, of_clock = on_even_clock([plate], times=times, name="board", options=options)
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


def _opened(path: Path) -> tuple[PlateTable, tuple[NamedColumn, ...], list[NamedColumn]]:
    """Find the row of names and the columns of the four corners in it."""

    def _has_corners(words: frozenset[str]) -> bool:
        return {_corner_of(word) for word in words} >= {0, 1, 2, 3}

    table = open_plate_table(
        path,
        needed=_has_corners,
        what="top_left, top_right, bottom_left and bottom_right of a balance board",
    )
    named = named_columns(table.names)
    by_corner = {_corner_of(each.word): each for each in reversed(named)}
    return table, named, [by_corner[at] for at in range(4)]


def _scale_n(
    loads: FloatArray, corners: Sequence[NamedColumn], findings: list[QualityFinding]
) -> float:
    """Tell how many newtons one unit of load is."""
    stated = next((each.unit for each in corners if each.unit in FORCE_SCALES_N), None)
    if stated is not None:
        return FORCE_SCALES_N[stated]
    with np.errstate(over="ignore", invalid="ignore"):
        total = loads.sum(axis=1)
    finite = total[np.isfinite(total)]
    middle = float(np.median(finite)) if len(finite) else 0.0
    kilogram_n = FORCE_SCALES_N["kg"]
    choices = ((_MOST_KG, "kilograms", kilogram_n), (_MOST_N, "newtons", 1.0))
    told, scale_n = next(
        ((name, scale) for most, name, scale in choices if middle <= most),
        ("hundredths of a kilogram", kilogram_n / 100),
    )
    findings.append(
        plate_finding(
            "units-inferred",
            "board",
            severity=Severity.NOTE if told == "kilograms" else Severity.WARNING,
            found=f"No unit of load is named; the middle load of the four feet is {middle:.4g}.",
            done=f"It was read as {told}.",
        )
    )
    return scale_n


WII_BOARD: Final = Reader(
    name=_NAME,
    title="log of a Wii Balance Board",
    suffixes=frozenset((".csv", ".txt")),
    recognises=_recognises,
    read=_read,
)
