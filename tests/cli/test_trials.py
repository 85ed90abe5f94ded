"""A file with several trials: all of them, one of them, or some that fail."""

import json

import pytest
from jsonschema import Draft202012Validator

from restride.analysis.schema import analysis_schema

VALIDATOR = Draft202012Validator(analysis_schema())


@pytest.fixture
def trials(shared_data):
    """Three trials of one person."""
    return shared_data / "imu/lower_back/HA_001/data.mat"


def test_all_trials_are_analysed_and_each_gets_its_report(run, trials, tmp_path):
    ran = run("analyze", trials, "--json", tmp_path / "a.json", "--report", tmp_path / "r.html")
    document = json.loads((tmp_path / "a.json").read_text(encoding="utf-8"))

    assert ran.exit_code == 0
    VALIDATOR.validate(document)
    assert len(document["trials"]) == 3
    assert len(list(tmp_path.glob("r-*.html"))) == 3


def test_one_trial_is_picked_by_name(run, trials):
    document = run(
        "analyze", trials, "--trial", "TimeMeasure1/Test5/Trial2", "--json", "-"
    ).document

    VALIDATOR.validate(document)
    assert document["recording"]["name"] == "TimeMeasure1/Test5/Trial2"


def test_a_trial_that_is_not_there_is_refused_with_those_that_are(run, trials):
    ran = run("analyze", trials, "--trial", "Test99")

    assert ran.exit_code == 2
    assert "TimeMeasure1/Test5/Trial1" in ran.stderr


def test_some_that_fail_are_named_and_the_exit_code_is_three(run, trials):
    # The long daily-activity trial is more than one walk: no factor can be made from it.
    ran = run("analyze", trials, "--known-distance-m", "6", "--json", "-")
    document = ran.document

    assert ran.exit_code == 3
    VALIDATOR.validate(document)
    assert "1 of 3 trials could not be analysed" in ran.stderr
    assert document["trials"][-1]["name"] == "TimeMeasure1/Test11/Trial1"
    assert "A stride-length factor" in document["trials"][-1]["error"]
