"""Text files of the public set of human balance evaluations: one plate, 60 s at 100 Hz.

Source: Santos and Duarte 2016, doi:10.7717/peerj.2648 [santos2016]: force, moment and centre of
pressure, whose x is anteroposterior and y mediolateral.
"""

from pathlib import Path
from typing import Final

import numpy as np

from restride.recording.readers.options import ReadOptions
from restride.recording.readers.plate_assembly import assemble_plates
from restride.recording.readers.plate_channels import PlateChannels
from restride.recording.readers.plate_clock import PlateTimes, on_even_clock
from restride.recording.readers.plate_tables import named_columns, open_plate_table, words_in_head
from restride.recording.readers.reader import Reader
from restride.recording.recording import Recording

_NAME: Final = "bds-text"
_WORDS: Final = frozenset(("time", "fx", "fy", "fz", "mx", "my", "mz", "copx", "copy"))
_RATE_HZ: Final = 100.0


def _recognises(head: bytes, _path: Path) -> float:
    rows = words_in_head(head)
    is_named = bool(rows) and rows[0] == _WORDS and b"COPx[cm]" in head[:200]
    return 0.95 if is_named else 0.0


def _read(path: Path, options: ReadOptions) -> tuple[Recording, ...]:
    table = open_plate_table(
        path,
        needed=_WORDS.issubset,
        what="the columns of a file of the balance evaluations (Fx[N] to COPy[cm])",
    )
    place = {each.word: each.column for each in named_columns(table.names)}
    columns = table.read(list(place.values()))

    def together(*words: str) -> np.ndarray:
        return np.column_stack([columns[place[word]] for word in words])

    plate = PlateChannels(
        name="plate",
        centre_raw=together("copx", "copy"),
        length_unit="cm",
        vertical_raw=columns[place["fz"]],
        horizontal_raw=together("fx", "fy"),
        force_unit="N",
        moment_raw=together("mx", "my"),
        moment_unit="Nm",
        axes=("forward", "right"),
        axes_doubt="The format says that x is anteroposterior and y mediolateral, and not which "
        "way they count.",
    )
    times = PlateTimes(
        times_raw=columns[place["time"]], time_scale_s=1.0, sampling_rate_hz=_RATE_HZ
    )
    plates, clock, findings = on_even_clock([plate], times=times, name="plate", options=options)
    return (
        assemble_plates(
            plates, clock=clock, path=path, format_name=_NAME, options=options, findings=findings
        ),
    )


BDS_TEXT: Final = Reader(
    name=_NAME,
    title="text of the public set of human balance evaluations",
    suffixes=frozenset((".txt",)),
    recognises=_recognises,
    read=_read,
)
