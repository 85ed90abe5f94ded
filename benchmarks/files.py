"""Files of a day to be read: an Axivity AX6 recording and a table in Parquet.

Source: the description of the CWA format by Open Movement. Written for timing only: one session,
an even clock, no light, temperature or battery.
"""

import datetime as dt
from pathlib import Path

import numpy as np

_SAMPLES_A_BLOCK = 40
#: 100 Hz and +-8 g; 1/4096 g and 2000/32768 deg/s a count.
_RATE_CODE = 0x4A
_RATE_HZ = 100
_SCALES = (4 << 13) | (2 << 10)
_COUNTS_A_G = 4096.0
_COUNTS_A_DPS = 32768 / 2000
_GRAVITY_MPS2 = 9.80665
_BEGIN = dt.datetime(2026, 1, 5, tzinfo=dt.UTC)

_BLOCK = np.dtype(
    [
        ("header", "S2"),
        ("length", "<u2"),
        ("fraction", "<u2"),
        ("session", "<u4"),
        ("sequence", "<u4"),
        ("time", "<u4"),
        ("light", "<u2"),
        ("temperature", "<u2"),
        ("events", "u1"),
        ("battery", "u1"),
        ("rate", "u1"),
        ("axes", "u1"),
        ("offset", "<i2"),
        ("count", "<u2"),
        ("samples", "<i2", (_SAMPLES_A_BLOCK, 6)),
        ("checksum", "<u2"),
    ]
)


def write_cwa(path: Path, acceleration_mps2: np.ndarray, angular_velocity_dps: np.ndarray) -> Path:
    """Write six axes at 100 Hz as an AX6 does."""
    blocks_count = len(acceleration_mps2) // _SAMPLES_A_BLOCK
    kept = blocks_count * _SAMPLES_A_BLOCK
    counts = np.hstack(
        [
            angular_velocity_dps[:kept] * _COUNTS_A_DPS,
            acceleration_mps2[:kept] / _GRAVITY_MPS2 * _COUNTS_A_G,
        ]
    )
    first_samples = np.arange(blocks_count) * _SAMPLES_A_BLOCK
    blocks = np.zeros(blocks_count, dtype=_BLOCK)
    blocks["header"], blocks["length"], blocks["session"] = b"AX", 508, 1
    blocks["sequence"] = np.arange(blocks_count)
    blocks["time"] = [_packed(second) for second in (first_samples // _RATE_HZ).tolist()]
    blocks["offset"] = -(first_samples % _RATE_HZ)
    blocks["light"], blocks["rate"], blocks["axes"] = _SCALES, _RATE_CODE, 0x62
    blocks["count"], blocks["battery"] = _SAMPLES_A_BLOCK, 200
    limited = np.clip(np.round(counts), -32768, 32767)
    blocks["samples"] = limited.reshape(-1, _SAMPLES_A_BLOCK, 6)
    words = blocks.view("<u2").reshape(blocks_count, -1)
    blocks["checksum"] = (-words.sum(axis=1, dtype=np.int64)) & 0xFFFF
    path.write_bytes(_header(blocks_count) + blocks.tobytes())
    return path


def write_parquet(
    path: Path, acceleration_mps2: np.ndarray, angular_velocity_dps: np.ndarray
) -> Path:
    """Write six axes at 100 Hz with their times as a table."""
    import pyarrow as pa
    from pyarrow import parquet

    columns = {"time_s": np.arange(len(acceleration_mps2)) / _RATE_HZ}
    for axis, name in enumerate("xyz"):
        columns[f"acc_{name}_mps2"] = acceleration_mps2[:, axis]
    for axis, name in enumerate("xyz"):
        columns[f"gyr_{name}_dps"] = angular_velocity_dps[:, axis]
    parquet.write_table(pa.table(columns), path)
    return path


def write_csv(path: Path, acceleration_mps2: np.ndarray, angular_velocity_dps: np.ndarray) -> Path:
    """Write six axes at 100 Hz with their times as text."""
    time_s = np.arange(len(acceleration_mps2)) / _RATE_HZ
    table = np.column_stack([time_s, acceleration_mps2, angular_velocity_dps])
    names = [f"{kind}_{axis}_{unit}" for kind, unit in _CHANNELS for axis in "xyz"]
    header = ",".join(["time_s", *names])
    np.savetxt(path, table, fmt="%.6f", delimiter=",", header=header, comments="")
    return path


_CHANNELS = (("acc", "mps2"), ("gyr", "dps"))


def _packed(second: int) -> int:
    when = _BEGIN + dt.timedelta(seconds=second)
    days = (when.year - 2000) << 26 | when.month << 22 | when.day << 17
    return days | when.hour << 12 | when.minute << 6 | when.second


def _header(blocks_count: int) -> bytes:
    header = bytearray(1024)
    header[0:2], header[2:4] = b"MD", (1020).to_bytes(2, "little")
    header[4] = 0x64
    header[7:11] = (1).to_bytes(4, "little")
    end_s = blocks_count * _SAMPLES_A_BLOCK // _RATE_HZ
    header[13:17] = _packed(0).to_bytes(4, "little")
    header[17:21] = _packed(end_s).to_bytes(4, "little")
    header[35], header[36] = 0x20, _RATE_CODE
    return bytes(header)
