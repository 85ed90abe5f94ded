"""A recorded person: five rises and five squats, from markers, angles and plates."""

import json

import numpy as np
import pytest

from restride.movement.landmark_rises import rises_of_angles, rises_of_landmarks
from restride.movement.plate_force import load_of, load_shares
from restride.movement.plate_rises import rises_of_plates
from restride.movement.repetitions import (
    repetitions_of_angles,
    repetitions_of_landmarks,
    repetitions_of_plates,
)
from restride.recording.readers.reading import read_recordings
from restride.terms import Side

TRIALS = ("STS1", "squats1")


@pytest.fixture(scope="module")
def read(shared_data):
    folder = shared_data / "mocap/opencap_subject"

    def from_file(name):
        (recording,) = read_recordings(folder / name)
        return recording

    return from_file


@pytest.fixture(scope="module")
def expected(shared_data):
    path = shared_data / "mocap/opencap_subject/expected_repetitions.json"
    return json.loads(path.read_text(encoding="utf-8"))


@pytest.mark.parametrize("trial", TRIALS)
def test_markers_angles_and_plates_count_the_same(read, expected, trial):
    wanted = expected[trial]["reps"]
    (landmarks,) = read(f"MarkerData/{trial}.trc").landmarks
    assert len(repetitions_of_landmarks(landmarks).repetitions) == wanted
    for name in (f"{trial}_ik.mot", f"{trial}_manual_scaling_ik.mot"):
        (angles,) = read(f"IK/{name}").joint_angles
        assert len(repetitions_of_angles(angles).repetitions) == wanted
    plates = read(f"ID/{trial}_grf.mot").plates
    assert len(repetitions_of_plates(plates).repetitions) == wanted


def test_the_rises_are_found_in_time(read, expected):
    reached_s = expected["STS1"]["rise_s"]
    (landmarks,) = read("MarkerData/STS1.trc").landmarks
    (angles,) = read("IK/STS1_ik.mot").joint_angles
    for found in (rises_of_landmarks(landmarks), rises_of_angles(angles)):
        # The reference is when 80 % of the height is reached: between beginning and standing.
        assert [each.end_s for each in found.rises] == pytest.approx(reached_s, abs=0.4)
        for rise, at_s in zip(found.rises, reached_s, strict=True):
            assert rise.start_s < at_s < rise.end_s + 0.05


def test_standing_is_reached_in_time_after_a_squat(read, expected):
    (landmarks,) = read("MarkerData/squats1.trc").landmarks
    ends_s = [each.end_s for each in repetitions_of_landmarks(landmarks).repetitions]

    assert ends_s == pytest.approx(expected["squats1"]["standing_reached_s"], abs=0.4)


def test_the_weight_alone_tells_the_rises(read, expected):
    found = rises_of_plates(read("ID/STS1_grf.mot").plates).rises

    assert [each.end_s for each in found] == pytest.approx(expected["STS1"]["rise_s"], abs=0.4)


@pytest.mark.parametrize("trial", TRIALS)
def test_the_load_of_a_leg_is_the_reference(read, expected, trial):
    shares = load_shares(load_of(read(f"ID/{trial}_grf.mot").plates))

    assert shares[Side.RIGHT] == pytest.approx(expected[trial]["R_share_of_vGRF"], abs=0.001)


@pytest.mark.parametrize("kind", ["frames", "points", "stretches"])
@pytest.mark.parametrize("trial", TRIALS)
@pytest.mark.parametrize("from_deg", [0, 35, 90, 180])
def test_pictures_from_any_side_with_losses_count_the_same(
    read, film, resample, lose, trial, kind, from_deg
):
    (landmarks,) = read(f"MarkerData/{trial}.trc").landmarks
    for seed, rate_hz in enumerate((15.0, 25.0, 60.0)):
        is_mirrored = bool(np.random.default_rng(seed).integers(2))
        picture = film(landmarks, from_deg=from_deg, is_mirrored=is_mirrored)
        lossy = lose(resample(picture, rate_hz), seed=seed, kind=kind)

        assert len(repetitions_of_landmarks(lossy).repetitions) == 5
        assert len(rises_of_landmarks(lossy).rises) == 5
