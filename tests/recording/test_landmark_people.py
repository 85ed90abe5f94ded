"""Keypoints in JSON: frames in a folder, packed or in one file, and several people in them."""

import json
import shutil
import zipfile

import numpy as np
import pytest
from landmark_files import (
    BODY_25,
    coco_with_scores,
    openpose_frames,
    openpose_people,
    write_mmpose,
)

from restride.errors import DamagedFile
from restride.recording.landmarks import Landmark
from restride.recording.readers import ReadOptions, read_recordings
from restride.terms import Severity

AT_30_HZ = ReadOptions(sampling_rate_hz=30.0)


def _read(path, options=None):
    (recording,) = read_recordings(path, options=options)
    return recording


def _codes(recording):
    return [finding.code for finding in recording.findings]


def _frames_in(folder, people, *, stem="walk"):
    for at, frame in enumerate(people):
        path = folder / f"{stem}_{at:012d}_keypoints.json"
        path.write_text(json.dumps(frame), encoding="utf-8")


def _ways_of_openpose(tmp_path):
    people = openpose_people(openpose_frames(frames_count=60))
    folder = tmp_path / "frames"
    folder.mkdir()
    _frames_in(folder, people)
    yield folder
    yield folder / "walk_000000000007_keypoints.json"
    packed = tmp_path / "frames.zip"
    with zipfile.ZipFile(packed, "w") as archive:
        for path in folder.iterdir():
            archive.write(path, path.name)
    yield packed
    (tmp_path / "all.json").write_text(json.dumps({"frames": people}), encoding="utf-8")
    yield tmp_path / "all.json"


def test_frames_of_openpose_are_the_same_in_a_folder_packed_and_in_one_file(tmp_path):
    drawn = openpose_frames(frames_count=60)[:, BODY_25.index("left-knee"), 0]
    for path in _ways_of_openpose(tmp_path):
        track = _read(path, AT_30_HZ).landmarks[0]

        assert track.clock.samples_count == 60
        assert track.of(Landmark.LEFT_KNEE)[:, 0] == pytest.approx(drawn)


def test_points_at_zero_were_not_seen(tmp_path):
    person = openpose_frames(frames_count=60)
    person[10:20, BODY_25.index("left-knee")] = 0
    path = tmp_path / "all.json"
    path.write_text(json.dumps(openpose_people(person)), encoding="utf-8")

    recording = _read(path, AT_30_HZ)

    knee = recording.landmarks[0].of(Landmark.LEFT_KNEE)
    assert np.flatnonzero(np.isnan(knee[:, 0])).tolist() == list(range(10, 20))
    assert "landmarks-missing" in _codes(recording)


def test_nobody_in_any_frame_is_refused_in_words(tmp_path):
    path = tmp_path / "all.json"
    path.write_text(json.dumps([{"people": []}] * 30), encoding="utf-8")

    with pytest.raises(DamagedFile, match="all.json has none"):
        _read(path, AT_30_HZ)


def test_the_larger_of_two_is_followed_through_a_crossing_that_is_marked(tmp_path):
    near = openpose_frames(frames_count=90)
    walks = np.linspace(-600, 900, 90)[:, None]
    other = openpose_frames(frames_count=90, scale=0.8)
    other[:, :, 0] += walks
    other[:, :, 1] += 200
    both = openpose_people(near, other)
    for frame in both[1::2]:
        frame["people"].reverse()
    path = tmp_path / "all.json"
    path.write_text(json.dumps(both), encoding="utf-8")

    recording = _read(path, AT_30_HZ)

    knee = recording.landmarks[0].of(Landmark.LEFT_KNEE)[:, 0]
    assert knee == pytest.approx(near[:, BODY_25.index("left-knee"), 0])
    told = [each for each in recording.findings if each.code == "several-people"]
    assert "90 of 90 frames" in told[0].found
    assert told[1].severity is Severity.SERIOUS
    assert 0.3 < told[1].start_s < told[1].end_s < 2.5


def test_frames_with_only_somebody_else_stay_empty(tmp_path):
    near = openpose_frames(frames_count=60)
    other = openpose_frames(frames_count=60, scale=0.5, shift_px=2000.0)
    both = openpose_people(near, other)
    for frame in both[30:40]:
        frame["people"] = frame["people"][1:]
    path = tmp_path / "all.json"
    path.write_text(json.dumps(both), encoding="utf-8")

    recording = _read(path, AT_30_HZ)

    assert np.isnan(recording.landmarks[0].positions[30:40]).all()
    assert "10 frames show only others" in recording.findings[0].done


@pytest.mark.parametrize(
    ("content", "match"),
    [
        ('{"people": [', "breaks off"),
        ('{"people": [{"pose_keypoints_2d": [1, 2]}]}', "Points of 3 numbers"),
        ('{"people": [{"pose_keypoints_2d": "abc"}]}', "Lists of numbers"),
        ('{"people": [{"hands": [1]}]}', "has a person with hands"),
        (
            '[{"people": [{"keypoints": [1,2,3]}]}, {"people": [{"keypoints": [1,2,3,4,5,6]}]}]',
            "people with 1, 2 points",
        ),
        ('[{"people": 3}, {"peoples": []}]', "Frames with 'people'"),
        ('{"instance_info": []}', "list of frames is needed"),
        ("[" * 100_000 + '{"people": 1}', "breaks off"),
    ],
)
def test_broken_json_is_refused_in_words(content, match, tmp_path):
    path = tmp_path / "all.json"
    path.write_text(content.replace("[[[[", '["people":[[[', 1), encoding="utf-8")

    with pytest.raises(DamagedFile, match=match):
        _read(path, AT_30_HZ)


def test_names_of_mmpose_go_before_its_number_of_points(tmp_path):
    write_mmpose(tmp_path / "all.json")

    track = _read(tmp_path / "all.json", AT_30_HZ).landmarks[0]

    assert track.clock.samples_count == 120
    assert track.of(Landmark.LEFT_ANKLE)[:, 0] == pytest.approx(
        coco_with_scores()[:120, 15, 0], abs=0.06
    )


def test_annotations_by_picture_are_gathered(tmp_path):
    listed = [
        {"image_id": f"{at}.jpg", "keypoints": frame.ravel().tolist(), "score": 1.0}
        for at, frame in enumerate(coco_with_scores()[:60])
    ]
    path = tmp_path / "results.json"
    path.write_text(json.dumps(listed), encoding="utf-8")

    track = _read(path, AT_30_HZ).landmarks[0]

    assert track.of(Landmark.NOSE)[:, 0] == pytest.approx(coco_with_scores()[:60, 0, 0])


def test_a_folder_without_frames_is_no_file(tmp_path):
    shutil.copy(__file__, tmp_path / "other.txt")

    with pytest.raises(Exception, match="is a directory"):
        read_recordings(tmp_path)
