"""Landmarks of every format come in one shape: to the right and up, named, on a clock."""

import numpy as np
import pytest
from landmark_files import (
    BODY,
    COCO,
    RATE_HZ,
    SIDED,
    SIZE_PX,
    body_m,
    coco_with_scores,
    depth_share,
    picture_px,
    write_trc,
)

from restride.errors import DamagedFile, MissingChannel, OptionError
from restride.recording.landmarks import Landmark
from restride.recording.readers import ReadOptions, read_recordings
from restride.recording.readers.landmark_names import (
    LAYOUTS,
    columns_of,
    inner_columns_of,
    landmark_named,
)
from restride.terms import LengthUnit

AT_30_HZ = ReadOptions(sampling_rate_hz=30.0)


def _read(path, options=None):
    (recording,) = read_recordings(path, options=options)
    return recording


def _codes(recording):
    return [finding.code for finding in recording.findings]


@pytest.mark.parametrize(
    ("name", "landmark"),
    [
        ("RKnee", Landmark.RIGHT_KNEE),
        ("left_foot_index", Landmark.LEFT_TOE),
        ("r.ASIS_study", Landmark.RIGHT_FRONT_PELVIS),
        ("Sub01:LHEE", Landmark.LEFT_HEEL),
        ("L_HJC", Landmark.LEFT_HIP),
        ("Ankle.L", Landmark.LEFT_ANKLE),
        ("midHip", Landmark.PELVIS),
        ("LEFT_EAR", Landmark.LEFT_EAR),
        ("C7", Landmark.C7),
    ],
)
def test_names_of_many_programs_are_known(name, landmark):
    assert landmark_named(name).landmark is landmark


@pytest.mark.parametrize("name", ["r_thigh1", "left_index", "L_sh2", "lab", "mouth_left", "-", ""])
def test_names_without_a_word_of_ours_are_passed_over(name):
    assert landmark_named(name) is None


def test_the_better_of_two_names_is_taken():
    assert columns_of(["L_HJC_reg", "L_HJC", "x"]) == {Landmark.LEFT_HIP: 1}


@pytest.mark.parametrize("name", sorted(LAYOUTS))
def test_every_layout_names_legs_of_both_sides(name):
    points = columns_of(LAYOUTS[name])

    assert len(LAYOUTS[name]) == int(name.rpartition("-")[2])
    for part in ("hip", "knee", "ankle"):
        assert {Landmark(f"left-{part}"), Landmark(f"right-{part}")} <= points.keys()


def test_rows_of_a_picture_are_turned_to_count_up(tmp_path):
    np.save(tmp_path / "points.npy", coco_with_scores())

    track = _read(
        tmp_path / "points.npy", ReadOptions(sampling_rate_hz=30.0, picture_size_px=SIZE_PX)
    ).landmarks[0]

    drawn = picture_px(COCO)
    assert track.unit is LengthUnit.PICTURE_ELEMENTS
    assert track.picture_size_px == SIZE_PX
    assert track.of(Landmark.LEFT_KNEE)[:, 0] == pytest.approx(drawn[:, 13, 0], abs=0.01)
    assert track.of(Landmark.LEFT_KNEE)[:, 1] == pytest.approx(1280 - drawn[:, 13, 1], abs=0.01)
    assert track.visibility_share == pytest.approx(np.full((180, 17), 0.9))


def test_a_body_whose_rows_count_up_already_is_found_and_said(tmp_path):
    points = coco_with_scores()
    points[:, :, 1] = 1280 - points[:, :, 1]
    np.save(tmp_path / "points.npy", points)

    recording = _read(tmp_path / "points.npy", AT_30_HZ)

    knee = recording.landmarks[0].of(Landmark.LEFT_KNEE)[:, 1]
    assert knee == pytest.approx(1280 - picture_px(COCO)[:, 13, 1], abs=0.01)
    assert "upside-down" in _codes(recording)


def test_parts_of_a_picture_of_unknown_size_are_refused(tmp_path):
    np.save(tmp_path / "points.npy", picture_px(COCO) / np.array(SIZE_PX))

    with pytest.raises(MissingChannel, match="--picture-size-px, such as 1920x1080"):
        _read(tmp_path / "points.npy", AT_30_HZ)


def test_a_picture_size_that_does_not_fit_is_refused(tmp_path):
    np.save(tmp_path / "points.npy", coco_with_scores())

    with pytest.raises(OptionError, match="given as 320x240"):
        _read(
            tmp_path / "points.npy",
            ReadOptions(sampling_rate_hz=30.0, picture_size_px=(320.0, 240.0)),
        )


def test_a_video_without_a_rate_is_refused(tmp_path):
    np.save(tmp_path / "points.npy", coco_with_scores())

    with pytest.raises(MissingChannel, match="its 180 frames. Give those of the video with --rate"):
        _read(tmp_path / "points.npy")


def test_seventeen_points_are_told_apart_by_the_order_of_the_body(tmp_path):
    names = {"thorax": "shoulder", "spine": "hip", "pelvis": "hip", "head": "eye", "-": "nose"}
    h36m = [names.get(name, name.replace("_", "-")) for name in LAYOUTS["human36m-17"]]
    np.save(tmp_path / "points.npy", picture_px(h36m))

    recording = _read(tmp_path / "points.npy", AT_30_HZ)

    assert "human36m-17 was taken" in recording.findings[0].done
    drawn = picture_px(["left-ankle"])[:, 0, 0]
    assert recording.landmarks[0].of(Landmark.LEFT_ANKLE)[:, 0] == pytest.approx(drawn)


def test_a_stated_layout_goes_before(tmp_path):
    np.save(tmp_path / "points.npy", coco_with_scores())
    options = ReadOptions(sampling_rate_hz=30.0, keypoint_layout="human36m-17")

    recording = _read(tmp_path / "points.npy", options)

    assert recording.landmarks[0].has(Landmark.PELVIS)
    with pytest.raises(MissingChannel, match="body-25 has 25 points, and points.npy has 17"):
        _read(
            tmp_path / "points.npy", ReadOptions(sampling_rate_hz=30.0, keypoint_layout="body-25")
        )
    with pytest.raises(OptionError, match="must be one of coco-17"):
        ReadOptions(keypoint_layout="cocoa")


def test_a_number_of_points_that_no_layout_has_is_refused(tmp_path):
    np.save(tmp_path / "points.npy", np.random.default_rng(1).normal(size=(60, 19, 2)))

    with pytest.raises(MissingChannel, match="has 19 points in a frame"):
        _read(tmp_path / "points.npy", AT_30_HZ)


@pytest.mark.parametrize(
    ("values", "match"),
    [
        (np.zeros((50, 17, 3)), "in none of the 50 frames"),
        (np.full((50, 17, 3), np.nan), "in none of the 50 frames"),
        (np.zeros((0, 17, 3)), "has none"),
        (np.zeros((50, 17)), r"has the shape \(50, 17\)"),
        (np.array(["a"]), "holds <U1"),
    ],
)
def test_arrays_without_a_person_are_refused(values, match, tmp_path):
    np.save(tmp_path / "points.npy", values)

    with pytest.raises(DamagedFile, match=match):
        _read(tmp_path / "points.npy", AT_30_HZ)


def test_a_header_that_declares_more_than_there_is_is_refused(tmp_path):
    np.save(tmp_path / "points.npy", coco_with_scores())
    content = (tmp_path / "points.npy").read_bytes().replace(b"(180, 17, 3)", b"(9990000, 17, 3)")
    (tmp_path / "points.npy").write_bytes(content)

    with pytest.raises(DamagedFile, match="holds something else"):
        _read(tmp_path / "points.npy", AT_30_HZ)


def test_metres_about_the_hips_with_y_down_are_turned_up(tmp_path):
    body = body_m(["nose" if name == "nose" else name for name in COCO])
    hips = body[:, [11, 12]].mean(axis=1)[:, None]
    body = body - hips
    np.save(tmp_path / "world.npy", np.stack([body[:, :, 1], -body[:, :, 2], -body[:, :, 0]], 2))

    recording = _read(tmp_path / "world.npy", AT_30_HZ)

    track = recording.landmarks[0]
    assert track.unit is LengthUnit.METRES
    rise_m = track.of(Landmark.NOSE)[:, 2] - track.of(Landmark.LEFT_ANKLE)[:, 2]
    assert rise_m == pytest.approx(body[:, 0, 2] - body[:, 15, 2], abs=1e-6)
    assert {"units-inferred", "up-found"} <= set(_codes(recording))


@pytest.mark.parametrize("unit", ["mm", "m"])
def test_markers_come_in_metres_up_last_and_right_handed(unit, tmp_path):
    write_trc(tmp_path / "squat.trc", unit=unit, scale={"mm": 1000.0, "m": 1.0}[unit])

    track = _read(tmp_path / "squat.trc").landmarks[0]

    depth = depth_share(200, rate_hz=100.0)
    up, forward, lower, further = BODY["hip"]
    hip = track.of(Landmark.LEFT_HIP)
    assert track.clock.sampling_rate_hz == 100
    assert hip[:, 2] == pytest.approx(up - lower * depth, abs=0.001)
    assert hip[:, 0] == pytest.approx(forward + further * depth, abs=0.001)
    # Seen with the person facing along the first axis, left is along the second.
    assert hip[:, 1].mean() == pytest.approx(0.09, abs=0.001)


def test_metres_sold_as_millimetres_are_said(tmp_path):
    write_trc(tmp_path / "squat.trc", unit="mm", scale=1.0)

    recording = _read(tmp_path / "squat.trc")

    assert recording.landmarks[0].of(Landmark.NOSE).size
    assert "units-contradict" in _codes(recording)


def test_a_body_of_no_size_is_refused(tmp_path):
    write_trc(tmp_path / "squat.trc", unit="mm", scale=20.0)

    with pytest.raises(DamagedFile, match="0.35 to 2.3 m long"):
        _read(tmp_path / "squat.trc")


def test_empty_cells_of_markers_are_not_seen(tmp_path):
    write_trc(tmp_path / "squat.trc")
    lines = (tmp_path / "squat.trc").read_text(encoding="utf-8").splitlines()
    cells = lines[10].split("\t")
    cells[2:5] = ["", "", ""]
    lines[10] = "\t".join(cells)
    (tmp_path / "squat.trc").write_text("\n".join(lines), encoding="utf-8")

    track = _read(tmp_path / "squat.trc").landmarks[0]

    assert np.isnan(track.of(Landmark.C7)[4]).all()
    assert np.isfinite(track.positions).mean() > 0.99


def test_text_among_markers_names_its_line(tmp_path):
    write_trc(tmp_path / "squat.trc")
    lines = (tmp_path / "squat.trc").read_text(encoding="utf-8").splitlines()
    lines[10] = lines[10].replace("\t", "\tabc", 1)
    (tmp_path / "squat.trc").write_text("\n".join(lines), encoding="utf-8")

    with pytest.raises(DamagedFile, match="line 11 holds 'abc"):
        _read(tmp_path / "squat.trc")


def test_an_archive_may_hold_times_and_scores(tmp_path):
    flat = picture_px(SIDED)
    flat = np.concatenate([flat[:, :1], flat[:, :16]], axis=1)
    np.savez(
        tmp_path / "points.npz",
        keypoints=picture_px(COCO),
        scores=np.full((180, 17), 0.7),
        time_s=np.arange(180) / RATE_HZ,
    )

    track = _read(tmp_path / "points.npz").landmarks[0]

    assert track.clock.sampling_rate_hz == 30
    assert track.visibility_share == pytest.approx(np.full((180, 17), 0.7))


@pytest.mark.parametrize("name", ["STS1", "squats1", "static1", "walking1"])
def test_real_markers_stand_up_in_metres(name, shared_data):
    path = shared_data / f"mocap/opencap_subject/MarkerData/{name}.trc"

    track = _read(path).landmarks[0]

    assert track.clock.sampling_rate_hz == 100
    assert 1.0 < np.nanmax(track.of(Landmark.C7)[:, 2]) < 1.6
    assert 0 < np.nanmedian(track.of(Landmark.LEFT_HEEL)[:, 2]) < 0.2
    # Facing along the line from the back of the pelvis to its front, left is left.
    forward = track.of(Landmark.LEFT_FRONT_PELVIS) - track.of(Landmark.LEFT_BACK_PELVIS)
    left = track.of(Landmark.LEFT_HIP) - track.of(Landmark.RIGHT_HIP)
    turned = forward[:, 0] * left[:, 1] - forward[:, 1] * left[:, 0]
    assert (turned[np.isfinite(turned)] > 0).all()


def test_a_joint_lies_between_the_markers_at_its_sides():
    names = ("r_knee_study", "r_mknee_study", "L_ankle", "L_mankle", "R_HJC", "RKJC", "LKNE")

    assert inner_columns_of(names[:4]) == {Landmark.RIGHT_KNEE: 1, Landmark.LEFT_ANKLE: 3}


def test_the_middle_of_a_joint_needs_no_second_marker():
    assert inner_columns_of(("RKJC", "R_knee_med", "LKNE", "C7")) == {}
