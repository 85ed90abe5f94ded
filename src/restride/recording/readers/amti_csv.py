"""Text exports of an AMTI plate through a motion capture program: notes, then forces and centre.

The notes give the rate and the size of the plate (in inches, as AMTI names its plates); a plate
whose corners and offset are all 0 was not placed in the laboratory. Frames of zeros are frames that
the program had no answer for from the device: they are missing, not an empty plate.
"""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final

import numpy as np

from restride.arrays import FloatArray
from restride.recording.quality import QualityFinding
from restride.recording.readers.options import ReadOptions
from restride.recording.readers.plate_assembly import assemble_plates
from restride.recording.readers.plate_channels import PlateChannels, plate_finding
from restride.recording.readers.plate_clock import PlateTimes, on_even_clock
from restride.recording.readers.plate_notes import LENGTH_SCALES_MM
from restride.recording.readers.plate_tables import (
    named_columns,
    open_plate_table,
    words_in_head,
)
from restride.recording.readers.reader import Reader
from restride.recording.readers.text_tables import decoded_head, is_number
from restride.recording.recording import Recording
from restride.terms import Severity

_NAME: Final = "amti-csv"
_CHANNELS: Final = ("fx", "fy", "fz", "mx", "my", "mz", "cx", "cy")
_NEEDED: Final = frozenset(_CHANNELS)
_TIMES: Final = ("mocaptime", "devicetime", "time")
#: A side of a plate is 0.3 to 2 m: a number in this range is inches. House choice.
_SIDE_INCHES: Final = (10.0, 80.0)


def _recognises(head: bytes, _path: Path) -> float:
    text = decoded_head(head) or ""
    if not text.startswith("Format Version") or "Device" not in text:
        return 0.0
    return 0.95 if any(row >= _NEEDED for row in words_in_head(head)) else 0.0


def _read(path: Path, options: ReadOptions) -> tuple[Recording, ...]:
    table = open_plate_table(path, needed=_NEEDED.issubset, what="Fx to Mz, Cx and Cy")
    place: dict[str, int] = {}
    for each in named_columns(table.names):
        place.setdefault(each.word, each.column)
    time = next((place[word] for word in _TIMES if word in place), None)
    wanted = [place[word] for word in _CHANNELS] + ([] if time is None else [time])
    columns = table.read(wanted)
    stated = _notes(table.above)
    findings: list[QualityFinding] = []
    plate = _plate({word: columns[place[word]] for word in _CHANNELS}, stated)
    plate = _without_dropouts(plate, findings)
    times = PlateTimes(
        times_raw=None if time is None else columns[time],
        time_scale_s=1.0,
        sampling_rate_hz=_rate_hz(stated),
    )
    plates, clock, of_clock = on_even_clock([plate], times=times, name=plate.name, options=options)
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


def _notes(above: Sequence[Sequence[str]]) -> Mapping[str, float]:
    """List the notes that are one number."""
    return {row[0]: float(row[1]) for row in above if len(row) > 1 and row[0] and is_number(row[1])}


def _rate_hz(stated: Mapping[str, float]) -> float | None:
    rate_hz = stated.get("Export Frame Rate", stated.get("Capture Frame Rate", 0.0))
    return rate_hz if 0 < rate_hz < np.inf else None


def _plate(columns: Mapping[str, FloatArray], stated: Mapping[str, float]) -> PlateChannels:
    def together(*words: str) -> FloatArray:
        return np.column_stack([columns[word] for word in words])

    return PlateChannels(
        name="plate",
        centre_raw=together("cx", "cy"),
        length_unit="m",
        vertical_raw=columns["fz"],
        horizontal_raw=together("fx", "fy"),
        force_unit="N",
        moment_raw=together("mx", "my"),
        moment_unit="Nm",
        size_mm=_size_mm(stated),
        axes_doubt="The export does not say where x and y of the plate point on the person; its z "
        "points down, so one of them counts the other way than assumed.",
        points_up=False,
    )


def _size_mm(stated: Mapping[str, float]) -> tuple[float, float] | None:
    """Tell the size along x and y: AMTI's x runs along the width."""
    low, high = _SIDE_INCHES
    sides = [stated.get(key, 0.0) for key in ("PlateWidth", "PlateLength")]
    if not all(low <= side <= high for side in sides):
        return None
    return (sides[0] * LENGTH_SCALES_MM["in"], sides[1] * LENGTH_SCALES_MM["in"])


def _without_dropouts(plate: PlateChannels, findings: list[QualityFinding]) -> PlateChannels:
    """Take frames in which every channel is exactly 0 as missing."""
    parts = (plate.vertical_raw, plate.horizontal_raw, plate.moment_raw)
    columns = np.column_stack([each for each in parts if each is not None])
    empty = (columns == 0).all(axis=1)
    empty_count = int(np.count_nonzero(empty))
    if not empty_count or empty.all():
        return plate
    findings.append(
        plate_finding(
            "missing-values",
            plate.name,
            severity=Severity.WARNING,
            found=f"{empty_count} of {len(empty)} frames hold 0 in every channel: the device "
            "gave no answer.",
            done="They were taken as missing.",
        )
    )

    def _emptied(values: FloatArray) -> FloatArray:
        gone = empty if values.ndim == 1 else empty[:, None]
        return np.where(gone, np.nan, values)

    return plate.changed(_emptied)


AMTI_CSV: Final = Reader(
    name=_NAME,
    title="text export of an AMTI plate",
    suffixes=frozenset((".csv",)),
    recognises=_recognises,
    read=_read,
)
