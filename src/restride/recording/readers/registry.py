"""One file a format. To add one: write its file, add its line here."""

from typing import Final

from restride.recording.readers.amti_csv import AMTI_CSV
from restride.recording.readers.axivity import AXIVITY_CWA
from restride.recording.readers.bds import BDS_TEXT
from restride.recording.readers.geneactiv import GENEACTIV_BIN
from restride.recording.readers.keypoints_npy import KEYPOINTS_NPY, KEYPOINTS_NPZ
from restride.recording.readers.landmarks_csv import LANDMARKS_CSV
from restride.recording.readers.mmpose_json import MMPOSE_JSON
from restride.recording.readers.mobilise_d import MOBILISE_D
from restride.recording.readers.mot import JOINT_ANGLES_CSV, OPENSIM_ANGLES
from restride.recording.readers.npz import NPZ
from restride.recording.readers.openpose_json import OPENPOSE_JSON
from restride.recording.readers.opensim_forces import OPENSIM_FORCES
from restride.recording.readers.parquet import PARQUET
from restride.recording.readers.pds import PDS_TEXT
from restride.recording.readers.plain_csv import PLAIN_CSV
from restride.recording.readers.plates_csv import PLATES_CSV
from restride.recording.readers.rate_text import RATE_TEXT
from restride.recording.readers.reader import Reader
from restride.recording.readers.saved_parquet import SAVED_PARQUET
from restride.recording.readers.sensors_csv import SENSORS_CSV
from restride.recording.readers.trc import TRC
from restride.recording.readers.wii_board import WII_BOARD
from restride.recording.readers.xio_csv import XIO_CSV

READERS: Final[tuple[Reader, ...]] = (
    AXIVITY_CWA,
    GENEACTIV_BIN,
    MOBILISE_D,
    PARQUET,
    SAVED_PARQUET,
    NPZ,
    KEYPOINTS_NPY,
    KEYPOINTS_NPZ,
    TRC,
    OPENSIM_ANGLES,
    JOINT_ANGLES_CSV,
    LANDMARKS_CSV,
    OPENPOSE_JSON,
    MMPOSE_JSON,
    XIO_CSV,
    SENSORS_CSV,
    RATE_TEXT,
    BDS_TEXT,
    PDS_TEXT,
    AMTI_CSV,
    WII_BOARD,
    OPENSIM_FORCES,
    PLATES_CSV,
    PLAIN_CSV,
)
