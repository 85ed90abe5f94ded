"""From paths to one recording."""

import pytest

import restride
from restride.analysis.excerpt import excerpt_of
from restride.errors import MissingChannel, OptionError, TrialNotFound
from restride.recording.readers import ReadOptions


def test_no_file_is_refused():
    with pytest.raises(OptionError, match="At least one file is needed, and none was named"):
        restride.read()


def test_several_trials_where_one_is_needed_are_named(shared_data):
    path = shared_data / "imu/lower_back/HA_001/data.mat"

    with pytest.raises(TrialNotFound, match=r"holds 3: TimeMeasure1/Test5/Trial1, "):
        restride.read(path)


def test_one_trial_is_picked(shared_data):
    path = shared_data / "imu/lower_back/HA_001/data.mat"
    options = ReadOptions(trial="TimeMeasure1/Test5/Trial2")

    assert restride.read(path, options=options).name == "TimeMeasure1/Test5/Trial2"


def test_an_excerpt_of_another_recording_is_refused(analysis, hand_made):
    with pytest.raises(MissingChannel, match="from 0 to 30 s is needed for the drawing"):
        excerpt_of([hand_made.recording().between(40.0, 60.0)], analysis=analysis)


def test_an_unknown_name_of_the_package_is_an_attribute_error():
    with pytest.raises(AttributeError, match="no attribute 'analyse'"):
        _ = restride.analyse
