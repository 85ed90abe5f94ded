"""Text files of the public set of kinematics and forces of balance: two plates and their net.

Source: dos Santos, Fukuchi, Fukuchi and Duarte 2017, doi:10.7717/peerj.3626 [dossantos2017]: X
forward, Y up, Z to the right, in metres and newtons. The net centre of pressure is the file's own.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import Final

import numpy as np

from restride.arrays import FloatArray
from restride.recording.readers.options import ReadOptions
from restride.recording.readers.plate_assembly import assemble_plates
from restride.recording.readers.plate_channels import PlateChannels
from restride.recording.readers.plate_clock import PlateTimes, on_even_clock
from restride.recording.readers.plate_tables import named_columns, open_plate_table, words_in_head
from restride.recording.readers.reader import Reader
from restride.recording.recording import Recording
from restride.terms import Side

_NAME: Final = "pds-text"
#: The name of the plate, its force, its centre of pressure, and its side.
_PLATES: Final = (
    ("net", "grfnet", "copnet", None),
    ("left", "lgrf", "lcop", Side.LEFT),
    ("right", "rgrf", "rcop", Side.RIGHT),
)
_WORDS: Final = frozenset(
    ("time", *(f"{kind}_{axis}" for _, *kinds, _ in _PLATES for kind in kinds for axis in "xyz"))
)


def _recognises(head: bytes, _path: Path) -> float:
    return 0.95 if any(row >= _WORDS for row in words_in_head(head)[:1]) else 0.0


def _read(path: Path, options: ReadOptions) -> tuple[Recording, ...]:
    table = open_plate_table(
        path,
        needed=_WORDS.issubset,
        what="the columns of two plates and their net (RGRF_X to COPNET_Z)",
    )
    place = {each.word: each.column for each in named_columns(table.names) if each.word in _WORDS}
    columns = table.read(list(place.values()))
    by_word = {word: columns[column] for word, column in place.items()}
    plates = [
        _plate(by_word, name=name, force=force, centre=centre, side=side)
        for name, force, centre, side in _PLATES
    ]
    times = PlateTimes(times_raw=by_word["time"], time_scale_s=1.0)
    plates, clock, findings = on_even_clock(plates, times=times, name="plates", options=options)
    return (
        assemble_plates(
            plates, clock=clock, path=path, format_name=_NAME, options=options, findings=findings
        ),
    )


def _plate(
    by_word: Mapping[str, FloatArray], *, name: str, force: str, centre: str, side: Side | None
) -> PlateChannels:
    return PlateChannels(
        name=name,
        side=side,
        centre_raw=np.column_stack([by_word[f"{centre}_x"], by_word[f"{centre}_z"]]),
        length_unit="m",
        vertical_raw=by_word[f"{force}_y"],
        horizontal_raw=np.column_stack([by_word[f"{force}_x"], by_word[f"{force}_z"]]),
        force_unit="N",
        axes=("forward", "right"),
        points_up=True,
    )


PDS_TEXT: Final = Reader(
    name=_NAME,
    title="text of the public set of kinematics and forces of balance",
    suffixes=frozenset((".txt",)),
    recognises=_recognises,
    read=_read,
)
