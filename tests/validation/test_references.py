"""The references are read as they are meant."""

import json

import numpy as np
import pytest

from restride.terms import Sex, Side
from restride.validation.folders import find_comparables
from restride.validation.references.feet import read_feet_reference
from restride.validation.references.lower_back import read_back_reference
from restride.validation.references.uturn_walks import is_uturn_reference, read_uturn_reference

BACK = {
    "name": "XY_007_Test5_Trial3",
    "participant": {"height_m": 1.7, "sensor_height_m": 0.98},
    "recording": {
        "reference_sampling_rate_hz": 100.0,
        "recording_identifier": ["TimeMeasure1", "Test5", "Trial3"],
    },
    "reference": {
        "INDIP_wb": {
            "wb": [
                {
                    "wb_id": 0,
                    "start": 100,
                    "end": 250,
                    "avg_walking_speed_mps": 1.1,
                    "avg_cadence_spm": 100.0,
                    "avg_stride_length_m": 1.3,
                }
            ],
            "ic": [
                {"wb_id": 0, "step_id": 0, "ic": 100, "lr_label": "left"},
                {"wb_id": 0, "step_id": 1, "ic": 150, "lr_label": "right"},
                {"wb_id": 0, "step_id": 2, "ic": None, "lr_label": None},
                {"wb_id": 1, "step_id": 3, "ic": 900, "lr_label": None},
            ],
            "turn": [{"start": 120, "end": 170, "angle_deg": -90.0}],
            "stride": [
                {
                    "wb_id": 0,
                    "start": 100,
                    "end": 210,
                    "lr_label": "left",
                    "length_m": None,
                    "stance_time_s": 0.7,
                }
            ],
        }
    },
}

UTURN = {
    "Subject": 9,
    "Age": 50,
    "Gender": "F",
    "Height": 175.0,
    "Weight": 75.0,
    "TrialBoundaries": [400, 2400],
    "UTurnBoundaries": [1300, 1450],
    "LeftFootEvents": [[527, 574], [641, 687]],
    "RightFootEvents": [[459, 507], [584, 629]],
}


@pytest.fixture
def back_file(tmp_path):
    path = tmp_path / "reference_Test5_Trial3.json"
    path.write_text(json.dumps(BACK), encoding="utf-8")
    return path


def test_a_back_reference_is_read_in_seconds(back_file):
    reference = read_back_reference(back_file)
    insole = reference.systems["insole"]
    (bout,) = insole.walk.bouts

    assert reference.is_straight
    assert not reference.is_daily
    assert (reference.person.height_m, reference.person.sensor_height_m) == (1.7, 0.98)
    assert list(reference.systems) == ["insole"]
    assert (bout.start_s, bout.end_s) == (1.0, 2.5)
    assert [(each.time_s, each.side) for each in bout.initial_contacts] == [
        (1.0, Side.LEFT),
        (1.5, Side.RIGHT),
    ]
    assert bout.strides[0].final_contact_s == pytest.approx(1.7)
    assert bout.strides[0].length_m is None
    assert insole.walk.turns[0].angle_deg == -90.0
    assert insole.bouts[0].cadence_spm == 100.0


def test_a_uturn_reference_is_read_in_seconds_and_metres(tmp_path):
    path = tmp_path / "9-1.json"
    path.write_text(json.dumps(UTURN), encoding="utf-8")

    reference = read_uturn_reference(path)
    (bout,) = reference.walk.bouts

    assert is_uturn_reference(UTURN)
    assert not is_uturn_reference(BACK)
    assert not is_uturn_reference([1, 2])
    assert reference.subject == "9"
    assert (reference.person.height_m, reference.person.sex) == (1.75, Sex.FEMALE)
    assert (bout.start_s, bout.end_s) == (4.0, 24.0)
    assert [each.time_s for each in bout.initial_contacts] == [5.07, 5.74, 6.29, 6.87]
    assert [each.time_s for each in bout.final_contacts] == [4.59, 5.27, 5.84, 6.41]
    assert bout.final_contacts[0].side is Side.RIGHT
    assert (reference.turn_start_s, reference.turn_end_s) == (13.0, 14.5)


@pytest.fixture
def feet_folder(tmp_path):
    """A heel that stands at 0 mm, then 1200 mm further, and turns by 90 degrees."""
    names = ["L_FCC"] * 3 + ["L_TOE"] * 3 + ["R_FCC"] * 3 + ["R_TOE"] * 3
    lines = ["," + ",".join(names), "," + ",".join("xyz" * 4)]
    for k in range(300):
        heel = np.array([0.0, 0.0, 40.0]) if k < 150 else np.array([1200.0, 500.0, 40.0])
        toe = heel + (np.array([200.0, 0, 0]) if k < 150 else np.array([0, 200.0, 0]))
        values = [*heel, *toe, *heel, *toe]
        lines.append(f"{k}," + ",".join(str(each) for each in values))
    (tmp_path / "mocap_two.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    (tmp_path / "stride_events_two.csv").write_text(
        "s_id,foot,start,end,ic,tc,min_vel,pre_ic\n0,left,204.8,409.6,358.4,256,204.8,153.6\n",
        encoding="utf-8",
    )
    (tmp_path / "stride_borders_two.csv").write_text(
        "s_id,foot,start,end,gsd_id\n0,left,256,460.8,1\n1,right,100,300,1\n", encoding="utf-8"
    )
    (tmp_path / "imu_two.csv").write_text("not read here\n", encoding="utf-8")
    return tmp_path


def test_a_feet_reference_takes_lengths_from_the_heel_at_rest(feet_folder):
    reference = read_feet_reference(feet_folder, name="two")
    (stride,) = reference.strides

    assert stride.side is Side.LEFT
    assert stride.length_m == pytest.approx(1.3)
    assert stride.turn_deg == pytest.approx(90.0)
    assert stride.start_s == pytest.approx(0.75)
    assert stride.final_contact_s == pytest.approx(1.25)
    assert stride.end_s == pytest.approx(1.75)
    assert reference.borders_s[Side.LEFT].tolist() == [[1.25, 2.25]]


def test_recordings_are_found_with_their_references_whatever_their_names(back_file, feet_folder):
    folder = back_file.parent
    (folder / "TimeMeasure1_Test5_Trial3.csv").write_text("x\n", encoding="utf-8")
    (folder / "other.json").write_text("{}", encoding="utf-8")
    (folder / "other.npz").write_bytes(b"")
    walks = folder / "walks"
    walks.mkdir()
    (walks / "anna.json").write_text(json.dumps(UTURN), encoding="utf-8")
    (walks / "anna.npz").write_bytes(b"")

    there = find_comparables(folder)

    assert [each.recording.name for each in there.back_trials] == ["TimeMeasure1_Test5_Trial3.csv"]
    assert [each.recording.name for each in there.uturn_walks] == ["anna.npz"]
    assert [each.recording.name for each in there.feet_samples] == ["imu_two.csv"]
    assert there.left_out == ()


def test_a_reference_falls_back_on_the_file_of_all_trials(back_file):
    (back_file.parent / "data.mat").write_bytes(b"")

    (trial,) = find_comparables(back_file.parent).back_trials

    assert (trial.recording.name, trial.trial) == ("data.mat", "TimeMeasure1/Test5/Trial3")


def test_a_reference_without_a_recording_is_named(back_file):
    (left_out,) = find_comparables(back_file.parent).left_out
    assert "reference_Test5_Trial3.json: there is neither" in left_out


def test_all_references_at_hand_are_found(shared_data):
    there = find_comparables(shared_data / "imu")

    assert len(there.back_trials) >= 4
    assert len(there.uturn_walks) >= 28
    assert len(there.feet_samples) >= 2
    assert there.left_out == ()
