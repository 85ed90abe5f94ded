"""One file a format. To add one: write its file, add its line here."""

from typing import Final

from restride.recording.readers.mobilise_d import MOBILISE_D
from restride.recording.readers.npz import NPZ
from restride.recording.readers.plain_csv import PLAIN_CSV
from restride.recording.readers.reader import Reader

READERS: Final[tuple[Reader, ...]] = (
    MOBILISE_D,
    NPZ,
    PLAIN_CSV,
)
