"""Walking from the feet on real recordings, against marks by hand, markers and a closed loop."""

import csv
import json

import numpy as np
import pytest

from restride.errors import ClocksDisagree
from restride.gait.feet import find_feet_walk
from restride.gait.feet.swings import find_swings, foot_path
from restride.recording.clock import Clock
from restride.recording.recording import Sensor
from restride.terms import Placement, Side

STANDARD_GRAVITY_MPS2 = 9.80665
#: Walks whose marks stay on the signal: docs/decisions/0003-foot-contacts.md.
SOUND_WALKS = (
    *("1-1", "1-2", "1-4", "1-5", "2-1", "2-2", "2-4", "3-1"),
    *("3-2", "4-1", "4-2", "4-5", "4-6", "5-1", "5-3", "5-4"),
)
FEET_RATE_HZ = 204.8


def foot(side, acceleration_mps2, angular_velocity_dps, rate_hz):
    return Sensor(
        name=f"{side} foot",
        placement=Placement(f"{side}-foot"),
        clock=Clock(sampling_rate_hz=rate_hz, samples_count=len(acceleration_mps2)),
        acceleration_mps2=acceleration_mps2.astype(float),
        angular_velocity_dps=angular_velocity_dps.astype(float),
    )


def uturn_feet(shared_data, name):
    folder = shared_data / "imu/uturn_walks"
    with np.load(folder / f"{name}.npz") as signals:
        return [
            foot(
                side,
                signals[f"{side}_foot_acc_mps2"],
                np.rad2deg(signals[f"{side}_foot_gyr_radps"]),
                100.0,
            )
            for side in Side
        ]


def times_of(contacts, side):
    return np.array([each.time_s for each in contacts if each.side is side])


def test_hand_marked_contacts_of_five_people_are_found(shared_data):
    errors_s = {"final": [], "initial": []}
    missed_count = 0
    for name in SOUND_WALKS:
        marks = json.loads((shared_data / f"imu/uturn_walks/{name}.json").read_text())
        bouts = find_feet_walk(*uturn_feet(shared_data, name)).walk.bouts
        for side in Side:
            marked_s = np.array(marks[f"{side.capitalize()}FootEvents"]) / 100
            found = {
                "final": [each for bout in bouts for each in bout.final_contacts],
                "initial": [each for bout in bouts for each in bout.initial_contacts],
            }
            for column, kind in enumerate(("final", "initial")):
                times_s = times_of(found[kind], side)
                apart_s = [
                    times_s[np.argmin(abs(times_s - each))] - each for each in marked_s[:, column]
                ]
                near_s = [each for each in apart_s if abs(each) <= 0.25]
                missed_count += len(apart_s) - len(near_s)
                errors_s[kind] += near_s

    assert len(errors_s["final"]) > 540
    assert missed_count <= 12
    assert np.mean(np.abs(errors_s["final"])) < 0.010
    assert np.mean(np.abs(errors_s["initial"])) < 0.0155
    assert abs(np.mean(errors_s["initial"])) < 0.010


def test_feet_that_lost_different_samples_are_refused(shared_data):
    with pytest.raises(ClocksDisagree, match="samples of one sensor may be lost"):
        find_feet_walk(*uturn_feet(shared_data, "5-6"))


def shoes(shared_data, name):
    path = shared_data / "imu/feet" / name
    with path.open() as lines:
        sensors, axes = next(lines).strip().split(","), next(lines).strip().split(",")
    values = np.loadtxt(path, delimiter=",", skiprows=2)
    column = {key: values[:, index] for index, key in enumerate(zip(sensors, axes, strict=True))}
    return [
        foot(
            side,
            np.stack([column[f"{side}_sensor", f"acc_{axis}"] for axis in "xyz"], axis=1),
            np.stack([column[f"{side}_sensor", f"gyr_{axis}"] for axis in "xyz"], axis=1),
            FEET_RATE_HZ,
        )
        for side in Side
    ]


def rows_of(shared_data, name):
    with (shared_data / "imu/feet" / name).open(newline="") as lines:
        return list(csv.DictReader(lines))


@pytest.fixture(
    scope="module", params=["imu_sample.csv", "imu_sample_not_rotated.csv"], ids=["turned", "worn"]
)
def shoe_walk(request, shared_data):
    return find_feet_walk(*shoes(shared_data, request.param))


def test_strides_are_cut_as_people_cut_them(shoe_walk, shared_data):
    hits_count = 0
    marked = rows_of(shared_data, "stride_borders_sample.csv")
    for row in marked:
        borders_s = np.array([float(row["start"]), float(row["end"])]) / FEET_RATE_HZ
        hits_count += any(
            abs(each.start_s - borders_s[0]) <= 0.04 and abs(each.end_s - borders_s[1]) <= 0.04
            for each in shoe_walk.stride_borders
            if each.side == row["foot"]
        )

    assert 2 * hits_count / (len(marked) + len(shoe_walk.stride_borders)) >= 0.98


def test_contacts_lie_where_the_toe_marker_says(shoe_walk, shared_data):
    bout = shoe_walk.walk.bouts[0]
    apart_s = {"ic": [], "tc": []}
    for row in rows_of(shared_data, "stride_events_sample.csv"):
        for key, contacts in (("ic", bout.initial_contacts), ("tc", bout.final_contacts)):
            times_s = times_of(contacts, Side(row["foot"]))
            marked_s = float(row[key]) / FEET_RATE_HZ
            apart_s[key].append(times_s[np.argmin(abs(times_s - marked_s))] - marked_s)

    assert abs(np.mean(apart_s["ic"])) <= 0.010
    assert abs(np.mean(apart_s["tc"])) <= 0.010


def test_stride_lengths_are_those_of_the_heel_marker(shoe_walk, shared_data):
    path = shared_data / "imu/feet/mocap_sample.csv"
    with path.open() as lines:
        labels, axes = next(lines).strip().split(","), next(lines).strip().split(",")
    values = np.genfromtxt(path, delimiter=",", skip_header=2)
    column = {key: values[:, index] for index, key in enumerate(zip(labels, axes, strict=True))}
    frames = np.arange(len(values))
    apart_m = []
    for row in rows_of(shared_data, "stride_events_sample.csv"):
        if float(row["end"]) - float(row["start"]) > 2 * FEET_RATE_HZ:
            continue  # three strides in one row
        at = np.array([float(row["start"]), float(row["end"])]) / FEET_RATE_HZ * 100
        heel = [np.diff(np.interp(at, frames, column[f"{row['foot'][0].upper()}_FCC", axis]))[0]
                for axis in "xy"]  # fmt: skip
        end_s = float(row["ic"]) / FEET_RATE_HZ
        apart_m += [
            stride.length_m - np.hypot(*heel) / 1000
            for stride in shoe_walk.walk.bouts[0].strides
            if stride.side == row["foot"] and abs(stride.end_s - end_s) < 0.2
        ]

    assert len(apart_m) >= 52
    assert np.nanmean(np.abs(apart_m)) <= 0.02


def test_a_walk_round_a_loop_comes_home(shared_data):
    rows = np.loadtxt(shared_data / "imu/feet/xio_short_walk.csv", delimiter=",", skiprows=1)
    swings, _ = find_swings(
        rows[:, 4:7] * STANDARD_GRAVITY_MPS2, rows[:, 1:4], sampling_rate_hz=400.0
    )

    path_m = foot_path(swings)

    assert swings.length_m.sum() == pytest.approx(22.5, abs=1.0)
    assert np.hypot(*path_m[-1, :2]) < 0.02 * swings.length_m.sum()
