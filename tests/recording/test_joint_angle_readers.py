"""Joint angles of OpenSim and of tables: in degrees, positive as the joints count them."""

import numpy as np
import pytest
from landmark_files import angles_deg, depth_share, write_mot

from restride.errors import DamagedFile, MissingChannel
from restride.recording.joint_angles import Joint
from restride.recording.readers import ReadOptions, read_recordings

DEPTH = depth_share(200, rate_hz=100.0)


def _read(path, options=None):
    (recording,) = read_recordings(path, options=options)
    return recording, recording.joint_angles[0]


def _codes(recording):
    return [finding.code for finding in recording.findings]


def test_coordinates_become_joints(tmp_path):
    write_mot(tmp_path / "squat.mot")

    recording, angles = _read(tmp_path / "squat.mot")

    assert angles.clock.sampling_rate_hz == 100
    assert angles.of(Joint.LEFT_KNEE_FLEXION) == pytest.approx(5 + 90 * DEPTH, abs=1e-4)
    assert angles.of(Joint.RIGHT_ANKLE_DORSIFLEXION) == pytest.approx(20 * DEPTH, abs=1e-4)
    assert angles.pelvis_height_m == pytest.approx(0.95 - 0.38 * DEPTH, abs=1e-4)
    assert not recording.findings


def test_a_pelvis_tilted_back_by_minus_twenty_leans_forward_by_twenty(tmp_path):
    write_mot(tmp_path / "squat.mot")

    _, angles = _read(tmp_path / "squat.mot")

    assert angles.of(Joint.PELVIS_TILT_FORWARD) == pytest.approx(20 * DEPTH, abs=1e-3)
    # The trunk bends 15 degrees more, about the same axis.
    assert angles.of(Joint.TRUNK_LEAN_FORWARD) == pytest.approx(35 * DEPTH, abs=1e-3)
    assert angles.of(Joint.TRUNK_LEAN_RIGHT) == pytest.approx(np.zeros(200), abs=1e-9)


@pytest.mark.parametrize("heading_deg", [0.0, 90.0, 200.0])
def test_a_lean_is_the_same_whichever_way_the_person_faces(heading_deg, tmp_path):
    # Facing any way, tipped forward by 30 degrees about the person's own right.
    tip, turn = np.deg2rad(-30.0), np.deg2rad(heading_deg)
    about_y = np.array(
        [[np.cos(turn), 0, np.sin(turn)], [0, 1, 0], [-np.sin(turn), 0, np.cos(turn)]]
    )
    about_z = np.array([[np.cos(tip), -np.sin(tip), 0], [np.sin(tip), np.cos(tip), 0], [0, 0, 1]])
    body = about_y @ about_z
    columns = {"time": np.arange(200) / 100}
    columns["pelvis_tilt"] = np.full(200, np.rad2deg(np.arctan2(-body[0, 1], body[1, 1])))
    columns["pelvis_list"] = np.full(200, np.rad2deg(np.arcsin(body[2, 1])))
    columns["pelvis_rotation"] = np.full(200, np.rad2deg(np.arctan2(-body[2, 0], body[2, 2])))
    columns["knee_angle_r"] = 30 * DEPTH
    write_mot(tmp_path / "lean.mot", columns=columns)

    _, angles = _read(tmp_path / "lean.mot")

    assert angles.of(Joint.PELVIS_TILT_FORWARD) == pytest.approx(np.full(200, 30.0), abs=1e-3)
    assert angles.of(Joint.PELVIS_DROP_RIGHT) == pytest.approx(np.zeros(200), abs=1e-3)


def test_a_positive_list_drops_the_right_side(tmp_path):
    columns = angles_deg() | {"pelvis_tilt": np.zeros(200), "pelvis_list": np.full(200, 6.0)}
    write_mot(tmp_path / "list.mot", columns=columns)

    _, angles = _read(tmp_path / "list.mot")

    assert angles.of(Joint.PELVIS_DROP_RIGHT) == pytest.approx(np.full(200, 6.0))


def test_radians_are_turned_to_degrees_and_heights_are_not(tmp_path):
    columns = {
        name: values if name in ("time", "pelvis_ty") else np.deg2rad(values)
        for name, values in angles_deg().items()
    }
    write_mot(tmp_path / "squat.mot", is_deg=False, columns=columns)

    recording, angles = _read(tmp_path / "squat.mot")

    assert angles.of(Joint.LEFT_KNEE_FLEXION) == pytest.approx(5 + 90 * DEPTH, abs=0.01)
    assert angles.pelvis_height_m == pytest.approx(0.95 - 0.38 * DEPTH, abs=1e-4)
    assert not recording.findings


def test_degrees_sold_as_radians_are_said_and_stay_degrees(tmp_path):
    write_mot(tmp_path / "squat.mot", is_deg=False)

    recording, angles = _read(tmp_path / "squat.mot")

    assert angles.of(Joint.LEFT_KNEE_FLEXION).max() == pytest.approx(95, abs=0.01)
    assert _codes(recording) == ["units-contradict"]


def test_small_angles_that_the_file_says_are_degrees_stay_degrees(tmp_path):
    columns = {
        name: values if name == "time" else values / 100 for name, values in angles_deg().items()
    }
    write_mot(tmp_path / "still.mot", columns=columns)

    recording, angles = _read(tmp_path / "still.mot")

    assert angles.of(Joint.LEFT_KNEE_FLEXION).max() == pytest.approx(0.95, abs=0.01)
    assert _codes(recording) == ["units-contradict"]


def test_knees_that_are_counted_negative_are_turned_and_said(tmp_path):
    columns = angles_deg()
    columns |= {f"knee_angle_{side}": -columns[f"knee_angle_{side}"] for side in "lr"}
    write_mot(tmp_path / "squat.mot", columns=columns)

    recording, angles = _read(tmp_path / "squat.mot")

    assert angles.of(Joint.RIGHT_KNEE_FLEXION).max() == pytest.approx(95, abs=0.01)
    assert _codes(recording) == ["sign-turned"]


def test_a_file_without_an_angle_is_refused(tmp_path):
    write_mot(tmp_path / "force.mot", columns={"time": DEPTH, "pelvis_tx": DEPTH})

    with pytest.raises(Exception, match="force.mot"):
        _read(tmp_path / "force.mot")


def test_text_for_an_angle_names_its_line(tmp_path):
    write_mot(tmp_path / "squat.mot")
    lines = (tmp_path / "squat.mot").read_text(encoding="utf-8").splitlines()
    lines[9] = lines[9].replace("\t", "\tx", 1)
    (tmp_path / "squat.mot").write_text("\n".join(lines), encoding="utf-8")

    with pytest.raises(DamagedFile, match="line 10 holds 'x"):
        _read(tmp_path / "squat.mot")


def test_a_table_without_a_clock_asks_for_the_rate(tmp_path):
    path = tmp_path / "angles.csv"
    path.write_text("left_knee_flexion_deg,x\n" + "30,1\n45,1\n" * 60, encoding="utf-8")

    with pytest.raises(MissingChannel, match="120 samples. Give the rate with --rate-hz"):
        _read(path)
    _, angles = _read(path, ReadOptions(sampling_rate_hz=50.0))
    assert angles.clock.duration_s == pytest.approx(2.4)


def test_angles_that_are_never_a_number_are_refused(tmp_path):
    path = tmp_path / "angles.csv"
    path.write_text("time,left_knee_flexion_deg\n0,\n0.1,\n0.2,nan\n", encoding="utf-8")

    with pytest.raises(DamagedFile, match="none of the 3 samples"):
        _read(path)


@pytest.mark.parametrize("name", ["STS1", "squats1", "walking1"])
def test_two_models_of_one_person_agree_on_the_knees(name, shared_data):
    folder = shared_data / "mocap/opencap_subject/IK"

    _, radians = _read(folder / f"{name}_ik.mot")
    _, degrees = _read(folder / f"{name}_manual_scaling_ik.mot")

    for joint in (Joint.LEFT_KNEE_FLEXION, Joint.RIGHT_KNEE_FLEXION, Joint.TRUNK_LEAN_FORWARD):
        off_deg = radians.of(joint) - degrees.of(joint)
        assert np.abs(off_deg - np.median(off_deg)).max() < 12
        assert np.abs(np.median(off_deg)) < 8


def test_a_real_person_leans_forward_to_rise(shared_data):
    path = shared_data / "mocap/opencap_subject/IK/STS1_ik.mot"

    _, angles = _read(path)

    lean_deg = angles.of(Joint.TRUNK_LEAN_FORWARD)
    assert 35 < lean_deg.max() < 60
    assert lean_deg.min() > -5
