"""scikit-digital-health's lumbar gait on a lower-back recording; runs with the peers."""

import json
import sys
import warnings
from pathlib import Path

from stopwatch import Stopwatch

warnings.simplefilter("ignore")

#: Any Monday at midnight: the library wants calendar time.
_START_S = 1_600_041_600.0
_GRAVITY_MPS2 = 9.80665


def run(folders: list[Path], output: Path, *, repeats_count: int) -> None:
    """Time gait finding and gait measures on each input folder, and write what was found."""
    watch = Stopwatch()
    with watch.part("import"):
        import skdh.context
        import skdh.gait  # noqa: F401
    watch.notes["found"] = []
    for folder in folders:
        inputs = _inputs(folder)
        for _ in range(repeats_count):
            with watch.part("analysis"):
                found = _analysis(**inputs)
        watch.notes["found"].append(found)
    watch.save(output)


def _inputs(folder):
    import numpy as np

    meta = json.loads((folder / "meta.json").read_text(encoding="utf-8"))
    rate_hz = meta["sampling_rate_hz"]
    accel = np.ascontiguousarray(np.load(folder / "acc_mps2.npy"), dtype=float) / _GRAVITY_MPS2
    return {
        "time": _START_S + np.arange(len(accel)) / rate_hz,
        "accel": accel,
        "gyro": np.radians(np.load(folder / "gyr_dps.npy")),
        "rate_hz": rate_hz,
        "height_m": meta["height_m"],
    }


def _analysis(*, time, accel, gyro, rate_hz, height_m):
    import numpy as np
    from skdh.context import PredictGaitLumbarLgbm
    from skdh.gait import GaitLumbar

    bouts = PredictGaitLumbarLgbm().predict(time=time, accel=accel, fs=rate_hz)
    bouts = np.column_stack([bouts["Gait Bout Start Index"], bouts["Gait Bout Stop Index"]])
    found = GaitLumbar().predict(
        time=time, accel=accel, gyro=gyro, fs=rate_hz, height=height_m, gait_bouts=bouts
    )
    return {
        "bouts": [
            {"start_s": float(start / rate_hz), "end_s": float(end / rate_hz)}
            for start, end in bouts
        ],
        "contacts": _contacts(found),
        "turns": [],
    }


def _contacts(found):
    times = found.get("IC Timestamp")
    if times is None:
        return []
    return [{"time_s": float(each - _START_S), "side": None} for each in times]


if __name__ == "__main__":
    run([Path(each) for each in sys.argv[3:]], Path(sys.argv[1]), repeats_count=int(sys.argv[2]))
