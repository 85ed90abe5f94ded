"""Simulated standing, rising, going and squatting as files, with what is true of them."""

import io
from dataclasses import asdict
from typing import Any, Final

import numpy as np

from restride.recording.landmarks import Landmarks
from restride.recording.plates import Plate
from restride.simulate.rises import SimulatedRises
from restride.simulate.squats import SimulatedSquats
from restride.simulate.stander import SimulatedStand
from restride.simulate.up_and_go import SimulatedUpAndGo

_MILLIMETRES: Final = 1000.0


def plate_text(plate: Plate) -> str:
    """Write one plate as a table: forward and right positive, in millimetres and newtons."""
    names = ["time_s", "cop_ap_mm", "cop_ml_mm"]
    columns = [plate.clock.times_s[:, None], plate.centre_of_pressure_mm]
    if plate.vertical_force_n is not None:
        names.append("fz_n")
        columns.append(plate.vertical_force_n[:, None])
    text = io.StringIO()
    np.savetxt(
        text,
        np.hstack(columns),
        fmt=["%.6f"] + ["%.4f"] * (len(names) - 1),
        delimiter=",",
        header=",".join(names),
        comments="",
    )
    return text.getvalue()


def track_text(landmarks: Landmarks) -> str:
    """Write landmarks in space as Track Row Column: x forward, y up, z right, in millimetres."""
    rate_hz, frames_count = landmarks.clock.sampling_rate_hz, landmarks.clock.samples_count
    names = [point.replace("-", "_") for point in landmarks.points]
    forward, left, up = np.moveaxis(landmarks.positions, 2, 0) * _MILLIMETRES
    shown = np.stack([forward, up, -left], axis=2).reshape(frames_count, -1)
    settings = {
        "DataRate": f"{rate_hz:g}",
        "CameraRate": f"{rate_hz:g}",
        "NumFrames": f"{frames_count}",
        "NumMarkers": f"{len(names)}",
        "Units": "mm",
        "OrigDataRate": f"{rate_hz:g}",
        "OrigDataStartFrame": "1",
        "OrigNumFrames": f"{frames_count}",
    }
    head = [
        "PathFileType\t4\t(X/Y/Z)\tsimulated.trc",
        "\t".join(settings),
        "\t".join(settings.values()),
        "Frame#\tTime\t" + "\t\t\t".join(names) + "\t\t",
        "\t\t" + "\t".join(f"{axis}{k}" for k in range(1, len(names) + 1) for axis in "XYZ"),
        "",
    ]
    rows = [
        f"{frame}\t{time_s:.6f}\t" + "\t".join("" if np.isnan(x) else f"{x:.3f}" for x in row)
        for frame, (time_s, row) in enumerate(
            zip(landmarks.clock.times_s, shown, strict=True), start=1
        )
    ]
    return "\n".join([*head, *rows]) + "\n"


def stand_truth_of(simulated: SimulatedStand) -> dict[str, Any]:
    """Tell the true sway, and the settings behind it."""
    return {
        "is_simulated": True,
        "task": simulated.recording.task,
        "stander": asdict(simulated.settings),
        "sway": asdict(simulated.truth),
    }


def rises_truth_of(simulated: SimulatedRises) -> dict[str, Any]:
    """Tell every rise and every attempt that failed."""
    return {
        "is_simulated": True,
        "task": simulated.recording.task,
        "settings": asdict(simulated.settings),
        "chair_rises": [
            {
                **asdict(rise),
                "rise_s": rise.rise_s,
                "sit_s": rise.sit_s,
                "trunk_line_lean_deg": lean,
            }
            for rise, lean in zip(simulated.rises, simulated.trunk_leans_deg, strict=True)
        ],
        "attempts_s": simulated.attempts_s,
        "left_load_share": simulated.left_load_share,
    }


def up_and_go_truth_of(simulated: SimulatedUpAndGo) -> dict[str, Any]:
    """Tell every phase, turn and contact."""
    truth = simulated.truth
    return {
        "is_simulated": True,
        "task": simulated.recording.task,
        "settings": asdict(simulated.settings),
        "up_and_go": {
            **asdict(truth),
            "duration_s": truth.duration_s,
            "overlap_s": truth.overlap_s,
        },
        "attempts_s": simulated.attempts_s,
        "contacts": [asdict(each) for each in simulated.contacts],
    }


def squats_truth_of(simulated: SimulatedSquats) -> dict[str, Any]:
    """Tell every squat."""
    return {
        "is_simulated": True,
        "task": simulated.recording.task,
        "settings": asdict(simulated.settings),
        "repetitions": [asdict(each) for each in simulated.repetitions],
        "left_load_share": simulated.left_load_share,
    }
