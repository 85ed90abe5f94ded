"""Tables of landmarks: a row a frame or a row a point, in the spellings of many programs."""

import csv

import numpy as np
import pytest
from landmark_files import (
    COCO,
    coco_with_scores,
    picture_px,
)

from restride.errors import DamagedFile, RecordingTooLarge
from restride.recording.landmarks import Landmark
from restride.recording.readers import ReadOptions, read_recordings

AT_30_HZ = ReadOptions(sampling_rate_hz=30.0)


def _read(path, options=None):
    (recording,) = read_recordings(path, options=options)
    return recording


def _table(path, header, rows):
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(header)
        writer.writerows(rows)
    return path


WIDE = [f"{side}_{part}" for part in ("HIP", "KNEE", "ANKLE") for side in ("LEFT", "RIGHT")]


WIDE.append("NOSE")


def _wide_points():
    names = [name.lower().replace("_", "-") for name in WIDE]
    return picture_px(names, frames_count=90)


@pytest.mark.parametrize(
    "pattern",
    ["{name}_{axis}", "{name}.{axis}", "{axis}_{name}", "{name} {axis}", "{name}_{axis}_px"],
)
def test_rows_a_frame_are_read_in_many_spellings(pattern, tmp_path):
    header = [pattern.format(name=name, axis=axis) for name in WIDE for axis in "xy"]
    rows = [[at / 30, *row.ravel()] for at, row in enumerate(_wide_points())]

    track = _read(_table(tmp_path / "points.csv", ["time", *header], rows)).landmarks[0]

    assert track.clock.sampling_rate_hz == 30
    assert len(track.points) == 7
    assert track.of(Landmark.LEFT_ANKLE)[:, 0] == pytest.approx(_wide_points()[:, 4, 0])


@pytest.mark.parametrize("pattern", ["{axis}{at}", "landmark_{at}_{axis}", "{at}_{axis}"])
def test_numbered_columns_are_a_layout(pattern, tmp_path):
    header = [pattern.format(at=at, axis=axis) for at in range(17) for axis in "xyv"]
    points = coco_with_scores()[:60]
    rows = [[at * 33.333, *row.ravel()] for at, row in enumerate(points)]

    track = _read(_table(tmp_path / "points.csv", ["timestamp_ms", *header], rows)).landmarks[0]

    assert track.clock.sampling_rate_hz == pytest.approx(30, rel=1e-3)
    assert track.of(Landmark.RIGHT_ANKLE)[:, 0] == pytest.approx(points[:, 16, 0])
    assert track.visibility_share is not None


def _long_rows(*, by_name, people=1):
    names = [name.replace("-", "_").upper() for name in COCO]
    shifts = [0.0, 400.0][:people]
    return [
        [at, *([who] if people > 1 else []), names[place] if by_name else place, *point]
        for at, frame in enumerate(coco_with_scores()[:60])
        for who, shift in enumerate(shifts)
        for place, point in enumerate(frame * (1 - 0.4 * who) + [shift, 0, 0])
        if not 20 <= at < 23
    ]


@pytest.mark.parametrize("by_name", [True, False])
def test_rows_a_point_are_gathered_and_lost_frames_stay_empty(by_name, tmp_path):
    path = _table(
        tmp_path / "points.csv",
        ["frame", "landmark", "x", "y", "visibility"],
        _long_rows(by_name=by_name),
    )

    track = _read(path, AT_30_HZ).landmarks[0]

    knee = track.of(Landmark.LEFT_KNEE)[:, 0]
    drawn = coco_with_scores()[:60, 13, 0]
    assert track.clock.samples_count == 60
    assert np.isnan(knee[20:23]).all()
    assert np.delete(knee, [20, 21, 22]) == pytest.approx(np.delete(drawn, [20, 21, 22]))


def test_every_second_frame_of_a_video_halves_its_rate(tmp_path):
    rows = [[row[0] * 2, *row[1:]] for row in _long_rows(by_name=True)]
    path = _table(tmp_path / "points.csv", ["frame", "landmark", "x", "y", "score"], rows)

    clock = _read(path, ReadOptions(sampling_rate_hz=60.0)).landmarks[0].clock

    assert clock.sampling_rate_hz == 30
    assert clock.samples_count == 60


def test_two_people_in_a_table_leave_the_larger_one(tmp_path):
    path = _table(
        tmp_path / "points.csv",
        ["frame", "person_id", "landmark", "x", "y", "score"],
        _long_rows(by_name=True, people=2),
    )

    recording = _read(path, AT_30_HZ)

    knee = recording.landmarks[0].of(Landmark.LEFT_KNEE)[0, 0]
    assert knee == pytest.approx(coco_with_scores()[0, 13, 0])
    assert "57 of 57 frames" in recording.findings[0].found


def test_tables_of_deeplabcut_have_three_rows_of_names(tmp_path):
    points = _wide_points()
    rows = [[at, *row.ravel()] for at, row in enumerate(points)]
    path = _table(
        tmp_path / "points.csv",
        ["scorer", *["net"] * 14],
        [
            ["bodyparts", *[name for name in WIDE for _ in "xy"]],
            ["coords", *["x", "y"] * 7],
            *rows,
        ],
    )

    track = _read(path, AT_30_HZ).landmarks[0]

    assert track.clock.samples_count == 90
    assert track.of(Landmark.NOSE)[:, 0] == pytest.approx(points[:, 6, 0])


def test_a_table_with_text_for_a_number_names_it(tmp_path):
    rows = _long_rows(by_name=True)
    rows[7][2] = "left"
    path = _table(tmp_path / "points.csv", ["frame", "landmark", "x", "y", "visibility"], rows)

    with pytest.raises(DamagedFile, match="text 'left' in row 8"):
        _read(path, AT_30_HZ)


def test_a_frame_number_beyond_any_video_is_refused(tmp_path):
    rows = _long_rows(by_name=True)
    rows[-1][0] = 10**11
    path = _table(tmp_path / "points.csv", ["frame", "landmark", "x", "y", "visibility"], rows)

    with pytest.raises(RecordingTooLarge, match="frames of landmarks"):
        _read(path, AT_30_HZ)
