"""gaitmap's pipeline on a recording of two feet; runs in the environment of the peers."""

import json
import sys
import warnings
from pathlib import Path

from stopwatch import Stopwatch

warnings.simplefilter("ignore")

_AXES = ["acc_x", "acc_y", "acc_z", "gyr_x", "gyr_y", "gyr_z"]


def run(folders: list[Path], output: Path, *, repeats_count: int) -> None:
    """Time the pipeline on each input folder, the first call apart, and write what it found.

    The first call compiles: it is made on the first folder, and timed by itself.
    """
    watch = Stopwatch()
    with watch.part("import"):
        import gaitmap.event_detection
        import gaitmap.parameters
        import gaitmap.stride_segmentation
        import gaitmap.trajectory_reconstruction  # noqa: F401
    watch.notes["found"] = []
    for folder in folders:
        data, rate_hz = _inputs(folder)
        for _ in range(repeats_count):
            with watch.part("analysis"):
                found = _pipeline(data, rate_hz)
        watch.notes["found"].append(found)
    watch.save(output)


def _inputs(folder):
    import numpy as np
    import pandas as pd

    meta = json.loads((folder / "meta.json").read_text(encoding="utf-8"))
    data = {
        f"{side}_sensor": pd.DataFrame(
            np.hstack(
                [np.load(folder / f"{side}_acc_mps2.npy"), np.load(folder / f"{side}_gyr_dps.npy")]
            ),
            columns=_AXES,
        )
        for side in ("left", "right")
    }
    return data, meta["sampling_rate_hz"]


def _pipeline(data, rate_hz):
    """Segment by dynamic time warping, find events twice, and reconstruct with the smoother."""
    from gaitmap.event_detection import HerzerEventDetection, RamppEventDetection
    from gaitmap.parameters import SpatialParameterCalculation
    from gaitmap.stride_segmentation import BarthDtw
    from gaitmap.trajectory_reconstruction import RegionLevelTrajectory, RtsKalman
    from gaitmap.utils.coordinate_conversion import convert_to_fbf

    body = convert_to_fbf(data, left_like="left_", right_like="right_")
    segments = BarthDtw().segment(body, sampling_rate_hz=rate_hz).stride_list_
    herzer = HerzerEventDetection().detect(body, segments, sampling_rate_hz=rate_hz)
    rampp = RamppEventDetection().detect(body, segments, sampling_rate_hz=rate_hz)
    strides = {
        "rts": _region_strides(RegionLevelTrajectory, RtsKalman(), data, herzer, rate_hz),
        "integration": _stride_strides(data, herzer, rate_hz),
    }
    lengths = {
        name: SpatialParameterCalculation()
        .calculate(herzer.min_vel_event_list_, positions, orientations, sampling_rate_hz=rate_hz)
        .parameters_
        for name, (positions, orientations) in strides.items()
    }
    return {
        "segments": _by_side(segments, lambda row: [row["start"] / rate_hz, row["end"] / rate_hz]),
        "herzer": _by_side(herzer.min_vel_event_list_, lambda row: _events(row, rate_hz)),
        "rampp": _by_side(rampp.min_vel_event_list_, lambda row: _events(row, rate_hz)),
        "lengths": {
            name: {
                side: {str(k): float(value) for k, value in table["stride_length"].items()}
                for side, table in tables.items()
            }
            for name, tables in lengths.items()
        },
    }


def _region_strides(region_level, method, data, events, rate_hz):
    import pandas as pd

    whole = {
        side: pd.DataFrame({"start": [0], "end": [len(table)], "roi_id": [0]}).set_index("roi_id")
        for side, table in data.items()
    }
    found = region_level(ori_method=None, pos_method=None, trajectory_method=method)
    found = found.estimate_intersect(
        data, whole, stride_event_list=events.min_vel_event_list_, sampling_rate_hz=rate_hz
    )
    return found.position_, found.orientation_


def _stride_strides(data, events, rate_hz):
    from gaitmap.trajectory_reconstruction import StrideLevelTrajectory

    found = StrideLevelTrajectory().estimate(
        data, events.min_vel_event_list_, sampling_rate_hz=rate_hz
    )
    return found.position_, found.orientation_


def _by_side(tables, row_of):
    return {
        side: [row_of(row) for _, row in table.reset_index().iterrows()]
        for side, table in tables.items()
    }


def _events(row, rate_hz):
    names = ("start", "end", "ic", "tc", "pre_ic")
    events = {f"{name}_s": float(row[name]) / rate_hz for name in names if name in row}
    return {"stride": str(int(row["s_id"])), **events}


if __name__ == "__main__":
    run([Path(each) for each in sys.argv[3:]], Path(sys.argv[1]), repeats_count=int(sys.argv[2]))
