"""Simulated tasks as files: what is read back is what was simulated."""

import json

import numpy as np
import pytest

from restride.errors import OptionError
from restride.recording.landmarks import Landmark
from restride.recording.readers import read_recordings
from restride.simulate import (
    LandmarkSettings,
    StandSettings,
    simulate_rises,
    simulate_squats,
    simulate_stand,
    simulate_up_and_go,
)
from restride.simulate.files import notes_of
from restride.simulate.task_files import (
    plate_text,
    rises_truth_of,
    squats_truth_of,
    stand_truth_of,
    track_text,
    up_and_go_truth_of,
)
from restride.terms import Task


def written(path, text, recording):
    path.write_text(text, encoding="utf-8")
    path.with_suffix(".json").write_text(json.dumps(notes_of(recording)), encoding="utf-8")
    (read,) = read_recordings(path)
    return read


def test_a_plate_is_read_back_as_it_was(tmp_path):
    recording = simulate_stand(StandSettings(duration_s=10.0)).recording
    read = written(tmp_path / "stand.csv", plate_text(recording.plates[0]), recording)

    assert read.task is Task.QUIET_STANDING
    assert read.is_simulated
    assert read.person.body_mass_kg == 72.0
    (plate,) = read.plates
    np.testing.assert_allclose(
        plate.centre_of_pressure_mm, recording.plates[0].centre_of_pressure_mm, atol=1e-3
    )
    np.testing.assert_allclose(
        plate.vertical_force_n, recording.plates[0].vertical_force_n, atol=1e-3
    )


def test_landmarks_are_read_back_as_they_were(tmp_path):
    settings = LandmarkSettings(missing_share=0.1)
    recording = simulate_squats(2, seed=1, landmarks=settings).recording
    read = written(tmp_path / "squat.trc", track_text(recording.landmarks[0]), recording)

    assert read.task is Task.REPETITIONS
    (landmarks,) = read.landmarks
    for point in (Landmark.LEFT_KNEE, Landmark.RIGHT_TOE, Landmark.NECK):
        seen, true = landmarks.of(point), recording.landmarks[0].of(point)
        assert np.array_equal(np.isnan(seen), np.isnan(true))
        # Which level axes they are in is the reader's to say.
        np.testing.assert_allclose(seen[:, 2], true[:, 2], atol=1e-5)
        np.testing.assert_allclose(
            np.diff(seen, axis=0)[:, :2] ** 2 @ [1, 1],
            np.diff(true, axis=0)[:, :2] ** 2 @ [1, 1],
            atol=1e-4,
        )


def test_the_truth_of_each_task_is_plain_json():
    stand = simulate_stand(StandSettings(duration_s=5.0))
    rises = simulate_rises(3, seed=1)
    going = simulate_up_and_go(seed=1)
    squats = simulate_squats(2, seed=1)
    truths = [
        stand_truth_of(stand),
        rises_truth_of(rises),
        up_and_go_truth_of(going),
        squats_truth_of(squats),
    ]
    back = [json.loads(json.dumps(truth)) for truth in truths]

    assert [truth["task"] for truth in back] == [
        "quiet-standing",
        "sit-to-stand",
        "timed-up-and-go",
        "repetitions",
    ]
    assert all(truth["is_simulated"] is True for truth in back)
    assert back[0]["sway"]["path_mm"] == stand.truth.path_mm
    assert back[1]["chair_rises"][2]["rise_s"] == rises.rises[2].rise_s
    assert back[2]["up_and_go"]["phases"][1]["kind"] == "walk-out"
    assert back[2]["up_and_go"]["duration_s"] == going.truth.duration_s
    assert back[3]["repetitions"][1]["hold_s"] == squats.repetitions[1].hold_s


def test_a_task_that_nobody_knows_is_refused(tmp_path):
    recording = simulate_stand(StandSettings(duration_s=2.0)).recording
    path = tmp_path / "stand.csv"
    path.write_text(plate_text(recording.plates[0]), encoding="utf-8")
    path.with_suffix(".json").write_text('{"task": "dancing"}', encoding="utf-8")

    with pytest.raises(OptionError, match="'task' .* must be one of walk, .* and is 'dancing'"):
        read_recordings(path)
