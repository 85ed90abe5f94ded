"""True recordings, small and large, that must be taken in."""

import shutil
import sys
from collections.abc import Callable
from pathlib import Path

FOLDER = Path(__file__).parents[1]
SAMPLES = FOLDER.parent / "data/readers"
#: Of the 3 s in which a recording is uploaded and analysed.
MOST_S = 1.2
_RATE_HZ = 100


def walk_csv(duration_s: float) -> bytes:
    """Write a sensor on the lower back that swings, with the noise that every sensor has."""
    import numpy as np

    generator = np.random.default_rng(0)
    times_s = np.arange(round(duration_s * _RATE_HZ)) / _RATE_HZ
    swing = np.sin(times_s * 11)[:, None] * [0.1, 0.2, 0.3]
    force = swing + [1, 0, 0] + 0.05 * generator.normal(size=(len(times_s), 3))
    turning = 30 * swing + generator.normal(size=(len(times_s), 3))
    names = "time_s,acc_x_g,acc_y_g,acc_z_g,gyr_x_dps,gyr_y_dps,gyr_z_dps\n"
    rows = np.column_stack([times_s, force, turning])
    return (names + "\n".join(",".join(f"{x:.4f}" for x in row) for row in rows) + "\n").encode()


def _day(count: int = 24 * 3600 * _RATE_HZ):
    """Make a day of acceleration, in g."""
    import numpy as np

    generator = np.random.default_rng(0)
    times_s = np.arange(count) / _RATE_HZ
    force = 0.02 * generator.normal(size=(count, 3))
    force[:, 0] += 0.05 * np.sin(times_s * 12)
    force[:, 1] += 1
    return times_s, force


def _day_cwa(path: Path) -> None:
    sys.path.insert(0, str(FOLDER))
    from device_files import cwa_bytes

    path.write_bytes(cwa_bytes(_day()[1]))


def _day_parquet(path: Path) -> None:
    import pyarrow as pa
    from pyarrow import parquet

    times_s, force = _day()
    columns = {f"acc_{axis}_g": force[:, place] for place, axis in enumerate("xyz")}
    parquet.write_table(pa.table({"time_s": times_s, **columns}), path, compression="zstd")


def _write(path: Path, content: bytes) -> None:
    path.write_bytes(content)


def write_fast_frames(path: Path) -> None:
    """Markers said to be 9999 frames a second: what is smoothed over time is smoothed wide."""
    lines = (SAMPLES / "trc.trc").read_text().splitlines()
    head = [lines[0], lines[1], lines[2].replace("100\t100", "9999\t9999"), *lines[3:6]]
    cells = [line.split("\t")[2:] for line in lines[6:]]
    rows = [
        "\t".join((str(number), f"{number / 9999:.6f}", *cells[number % len(cells)]))
        for number in range(11_000)
    ]
    path.write_text("\n".join((*head, *rows)) + "\n")


#: What each is, how it is written, and how long it may take at most.
HONEST: dict[str, tuple[Callable[[Path], None], float | None]] = {
    "2 min from the lower back as CSV": (lambda path: _write(path, walk_csv(120)), MOST_S),
    "markers (.trc) at 9999 frames a second": (write_fast_frames, None),
    "an hour from the lower back as CSV": (lambda path: _write(path, walk_csv(3600)), None),
    "24 h of a wrist as Axivity .cwa": (_day_cwa, None),
    "24 h of a wrist as Parquet": (_day_parquet, None),
    "a trial of Mobilise-D (.mat)": (
        lambda path: shutil.copyfile(SAMPLES / "mobilise-d.mat", path) and None,
        MOST_S,
    ),
}
