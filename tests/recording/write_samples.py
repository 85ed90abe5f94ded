"""Write the small files in tests/data/readers: one for each format, made from the same ten seconds.

Run it from the project's folder: .venv/bin/python tests/recording/write_samples.py
"""

import sys
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).parent))

from device_files import cwa_bytes, geneactiv_bytes
from landmark_files import write_landmark_samples
from plate_files import write_plate_samples

from restride.recording.parquet_files import save_parquet
from restride.recording.readers import read_recordings

FOLDER = Path(__file__).parents[1] / "data/readers"
RATE_HZ = 100.0


def signals(samples_count=600):
    """Ten seconds of a trunk that sways and bounces: acceleration in g, turning in deg/s."""
    time_s = np.arange(samples_count) / RATE_HZ
    lean = 0.2 * np.sin(2 * np.pi * 0.3 * time_s)
    acceleration_g = np.column_stack(
        [
            np.cos(lean) + 0.15 * np.sin(2 * np.pi * 1.8 * time_s),
            0.05 * np.sin(2 * np.pi * 0.9 * time_s),
            np.sin(lean),
        ]
    )
    pitch_dps = np.rad2deg(np.gradient(lean, 1 / RATE_HZ))
    turning_dps = np.column_stack(
        [20 * np.sin(2 * np.pi * 0.9 * time_s), pitch_dps, 4 * np.cos(2 * np.pi * 0.9 * time_s)]
    )
    return time_s, acceleration_g.round(5), turning_dps.round(4)


def write_all(folder=FOLDER):
    """Write every sample."""
    folder.mkdir(parents=True, exist_ok=True)
    time_s, acceleration_g, turning_dps = signals()
    both = np.column_stack([time_s.round(4), acceleration_g, turning_dps])
    _csv(
        folder / "csv.csv",
        "time_s,acc_x_g,acc_y_g,acc_z_g,gyr_x_dps,gyr_y_dps,gyr_z_dps",
        both,
    )
    _csv(
        folder / "xio-csv.csv",
        "Time (s),Gyroscope X (deg/s),Gyroscope Y (deg/s),Gyroscope Z (deg/s),"
        "Accelerometer X (g),Accelerometer Y (g),Accelerometer Z (g)",
        np.column_stack([time_s.round(4), turning_dps, acceleration_g]),
    )
    _csv(
        folder / "sensors-csv.csv",
        "sensor," + ",".join(["left_sensor"] * 6) + "," + ",".join(["right_sensor"] * 6) + "\n"
        "axis," + ",".join(["acc_x,acc_y,acc_z,gyr_x,gyr_y,gyr_z"] * 2),
        np.column_stack([np.arange(600), both[:, 1:], both[:, 1:]]),
    )
    _csv(
        folder / "rate-text_lb.txt",
        "Acquisition frequency: 100 Hz\nPacketCounter\tAcc_X\tAcc_Y\tAcc_Z\tGyr_X\tGyr_Y\tGyr_Z",
        np.column_stack([np.arange(600), acceleration_g * 9.80665, np.deg2rad(turning_dps)]),
        delimiter="\t",
    )
    _npz(folder / "npz.npz", acceleration_g, turning_dps)
    _parquet(folder / "parquet.parquet", both)
    save_parquet(read_recordings(folder / "csv.csv")[0], folder / "restride-parquet.parquet")
    _mat(folder / "mobilise-d.mat", acceleration_g, turning_dps)
    turned = {"angular_velocity_dps": turning_dps[:480]}
    (folder / "axivity-cwa.cwa").write_bytes(cwa_bytes(acceleration_g[:480], **turned))
    (folder / "geneactiv-bin.bin").write_bytes(geneactiv_bytes(acceleration_g))
    write_landmark_samples(folder)
    write_plate_samples(folder)


def _csv(path, header, rows, *, delimiter=","):
    np.savetxt(path, rows, delimiter=delimiter, header=header, comments="", fmt="%.7g")


def _npz(path, acceleration_g, turning_dps):
    np.savez_compressed(
        path,
        lower_back_acc_mps2=(acceleration_g * 9.80665).astype(np.float32),
        lower_back_gyr_radps=np.deg2rad(turning_dps).astype(np.float32),
        sampling_rate_hz=np.array(RATE_HZ),
    )


def _parquet(path, both):
    import pyarrow as pa
    from pyarrow import parquet

    names = ["time_s", "acc_x_g", "acc_y_g", "acc_z_g", "gyr_x_dps", "gyr_y_dps", "gyr_z_dps"]
    table = pa.table({name: both[:, place] for place, name in enumerate(names)})
    parquet.write_table(table, path, row_group_size=200)


def _mat(path, acceleration_g, turning_dps):
    from scipy.io import savemat

    def trial(start, end):
        sensor = {
            "Acc": acceleration_g[start:end],
            "Gyr": turning_dps[start:end],
            "Timestamp": 1.6e9 + np.arange(start, end)[:, None] / RATE_HZ,
            "Fs": {"Acc": RATE_HZ, "Gyr": RATE_HZ},
        }
        standards = {"INDIP": {"MicroWB": {"Start": 1.0, "End": 3.0}}}
        return {
            "StartDateTime": "2024-02-28T13:57:44.733+01:00",
            "SU": {"LowerBack": sensor},
            "Standards": standards,
        }

    data = {
        "TimeMeasure1": {
            "Test5": {"Trial1": trial(0, 300), "Trial2": trial(300, 600)},
            "Test11": {"Trial1": trial(100, 500)},
        }
    }
    savemat(path, {"data": data}, do_compression=True)


if __name__ == "__main__":
    write_all()
