"""mobgap's own pipeline on a lower-back recording; runs in the environment of the peers."""

import json
import sys
import warnings
from pathlib import Path

from stopwatch import Stopwatch

warnings.simplefilter("ignore")

_FIGURES = ("walking_speed_mps", "stride_length_m", "cadence_spm")


def run(folders: list[Path], output: Path, *, repeats_count: int) -> None:
    """Time the pipeline on each input folder, and write what it found."""
    watch = Stopwatch()
    with watch.part("import"):
        import mobgap.data  # noqa: F401
        from mobgap.pipeline import MobilisedPipelineUniversal
    watch.notes["found"] = []
    for folder in folders:
        dataset, rate_hz = _dataset(folder)
        for _ in range(repeats_count):
            with watch.part("analysis"):
                pipeline = MobilisedPipelineUniversal().run(dataset[0])
        watch.notes["found"].append(_found(pipeline, rate_hz))
    watch.save(output)


def _dataset(folder):
    import numpy as np
    import pandas as pd
    from mobgap.data import GaitDatasetFromData

    meta = json.loads((folder / "meta.json").read_text(encoding="utf-8"))
    columns = ["acc_x", "acc_y", "acc_z", "gyr_x", "gyr_y", "gyr_z"]
    signal = np.hstack([np.load(folder / "acc_mps2.npy"), np.load(folder / "gyr_dps.npy")])
    frame = pd.DataFrame(signal, columns=columns, dtype=float)
    frame.index.name = "samples"
    person = {key: meta[key] for key in ("height_m", "sensor_height_m", "cohort")}
    dataset = GaitDatasetFromData(
        {("one",): {"LowerBack": frame}},
        _sampling_rate_hz=meta["sampling_rate_hz"],
        _participant_metadata={("one",): person},
        _recording_metadata={("one",): {"measurement_condition": "laboratory"}},
        index_cols=["recording"],
    )
    return dataset, meta["sampling_rate_hz"]


def _found(pipeline, rate_hz):
    bouts = pipeline.per_wb_parameters_.reset_index()
    contacts = pipeline.raw_ic_list_
    turns = pipeline.raw_turn_list_
    return {
        "bouts": [
            {
                "start_s": row["start"] / rate_hz,
                "end_s": row["end"] / rate_hz,
                **{key: float(row[key]) for key in _FIGURES},
            }
            for _, row in bouts.iterrows()
        ],
        "contacts": [
            {"time_s": row["ic"] / rate_hz, "side": row["lr_label"]}
            for _, row in contacts.iterrows()
        ],
        "turns": [
            {
                "start_s": row["start"] / rate_hz,
                "end_s": row["end"] / rate_hz,
                "angle_deg": float(row["angle_deg"]),
            }
            for _, row in turns.iterrows()
        ],
    }


if __name__ == "__main__":
    run([Path(each) for each in sys.argv[3:]], Path(sys.argv[1]), repeats_count=int(sys.argv[2]))
