"""One file a format. To add one: write its file, add its line here."""

from typing import Final

from restride.recording.readers.axivity import AXIVITY_CWA
from restride.recording.readers.geneactiv import GENEACTIV_BIN
from restride.recording.readers.mobilise_d import MOBILISE_D
from restride.recording.readers.npz import NPZ
from restride.recording.readers.parquet import PARQUET
from restride.recording.readers.plain_csv import PLAIN_CSV
from restride.recording.readers.rate_text import RATE_TEXT
from restride.recording.readers.reader import Reader
from restride.recording.readers.sensors_csv import SENSORS_CSV
from restride.recording.readers.xio_csv import XIO_CSV

READERS: Final[tuple[Reader, ...]] = (
    AXIVITY_CWA,
    GENEACTIV_BIN,
    MOBILISE_D,
    PARQUET,
    NPZ,
    XIO_CSV,
    SENSORS_CSV,
    RATE_TEXT,
    PLAIN_CSV,
)
