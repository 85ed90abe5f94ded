"""The whole comparison: on nothing, on what cannot be read, and on the real recordings."""

import json

import numpy as np
import pytest

from restride.errors import FileNotUsable, OptionError
from restride.validation import validate
from restride.validation.folders import find_comparables
from restride.validation.recordings import read_back_trial
from restride.validation.references.lower_back import read_back_reference

#: A person stands for 20 s: there is nothing to find.
STANDING = {
    "Subject": 9,
    "Height": 175.0,
    "TrialBoundaries": [400, 1600],
    "UTurnBoundaries": [900, 1050],
    "LeftFootEvents": [[527, 574], [641, 687]],
    "RightFootEvents": [[459, 507], [584, 629]],
}


def test_a_directory_that_is_none_is_refused(tmp_path):
    with pytest.raises(FileNotUsable, match="none is none"):
        validate(tmp_path / "none")


def test_a_directory_without_references_is_refused(tmp_path):
    with pytest.raises(OptionError, match="0 were found below"):
        validate(tmp_path)


def test_a_walk_in_which_nothing_is_found_scores_nothing_and_says_so(tmp_path):
    (tmp_path / "anna.json").write_text(json.dumps(STANDING), encoding="utf-8")
    noise = np.random.default_rng(1).normal(0, 0.02, (2000, 3))
    np.savez(
        tmp_path / "anna.npz",
        lower_back_acc_mps2=np.array([9.81, 0, 0]) + noise,
        lower_back_gyr_radps=noise / 10,
    )
    steps = []

    report = validate(
        tmp_path,
        progress=lambda done, count: steps.append((done, count)),
        has_virtual=False,
    )

    values = {row.definition.key: row.figure.value for row in report.rows}
    assert values["uturn_back_contacts"] == 0.0
    assert values["uturn_found"] == 0.0
    assert values["feet_segmentation"] is None
    assert steps == [(1, 1)]


def test_a_recording_that_cannot_be_analysed_is_named(tmp_path):
    (tmp_path / "anna.json").write_text(json.dumps(STANDING), encoding="utf-8")
    np.savez(
        tmp_path / "anna.npz",
        lower_back_acc_mps2=np.full((2000, 3), np.nan),
        lower_back_gyr_radps=np.full((2000, 3), np.nan),
    )

    report = validate(tmp_path, has_virtual=False)

    assert len(report.left_out) == 1
    assert "counted as nothing found" in report.left_out[0]


def test_the_references_agree_with_each_other_as_far_as_is_known(shared_data):
    report = validate(shared_data / "imu" / "lower_back", has_virtual=False)

    measured = [row for row in report.rows if row.figure.value is not None]
    assert len(measured) >= 25
    ceilings = {row.definition.key: row.figure.ceiling for row in measured}
    assert ceilings["daily_walking_insole"] == pytest.approx(0.80, abs=0.01)
    assert ceilings["daily_contacts_optical"] == pytest.approx(0.917, abs=0.01)
    assert ceilings["straight_timing_optical"] == pytest.approx(36.3, abs=0.5)


def test_a_trial_reads_the_same_from_its_table_and_from_the_file_of_all_trials(
    shared_data, tmp_path
):
    folder = shared_data / "imu" / "lower_back" / "HA_001"
    reference = folder / "reference_Test5_Trial1.json"
    for name in ("data.mat", reference.name):
        (tmp_path / name).symlink_to(folder / name)
    person = read_back_reference(reference).person

    (alone,) = find_comparables(tmp_path).back_trials
    (beside,) = [
        each for each in find_comparables(folder).back_trials if each.reference == reference
    ]

    assert (alone.recording.name, beside.recording.suffix) == ("data.mat", ".csv")
    from_all = read_back_trial(alone, person=person).sensors[0]
    from_table = read_back_trial(beside, person=person).sensors[0]
    # The table was written with a gravity of 9.81, which is 0.03 % more than a g.
    assert from_all.acceleration_mps2 == pytest.approx(from_table.acceleration_mps2, rel=5e-4)
    assert from_all.angular_velocity_dps == pytest.approx(from_table.angular_velocity_dps)
