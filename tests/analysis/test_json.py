"""The JSON of an analysis: the documented keys, null and never NaN, and back again."""

import json
from dataclasses import replace

import numpy as np
import pytest
from jsonschema import Draft202012Validator

from restride.analysis.from_json import analysis_from_json
from restride.analysis.schema import analysis_schema
from restride.analysis.to_json import json_text, trials_to_json
from restride.errors import DamagedFile
from restride.measure import Interval

VALIDATOR = Draft202012Validator(analysis_schema())


def test_the_schema_is_a_schema():
    Draft202012Validator.check_schema(analysis_schema())


def test_one_recording_is_one_object_with_the_documented_keys(analysis):
    document = analysis.to_json()

    assert list(document) == [
        "schema_version",
        "restride_version",
        "task",
        "recording",
        "person",
        "quality",
        "walking_bouts",
        "turns",
        "measures",
        "settings",
    ]
    VALIDATOR.validate(document)


def test_a_bout_says_what_was_found_in_it(analysis):
    (bout,) = analysis.to_json()["walking_bouts"]

    assert (bout["start_s"], bout["end_s"], bout["end_reason"]) == (10.0, 20.0, "pause")
    assert bout["initial_contacts"][1] == {
        "time_s": 10.5,
        "side": "right",
        "source": "lower-back",
        "confidence": 0.9,
    }
    stride = bout["strides"][0]
    assert stride["speed_mps"] == pytest.approx(1.2)
    assert stride["stance_s"] + stride["swing_s"] == pytest.approx(stride["duration_s"])


def test_a_measure_bears_unit_side_and_how_sure_it_is(analysis):
    speed, _, right, swing = analysis.to_json()["measures"]

    assert speed == {
        "key": "walking_speed_mps",
        "value": 1.2,
        "unit": "m/s",
        "side": None,
        "repeats_count": 17,
        "uncertainty": {"kind": "95% interval", "low": 1.1, "high": 1.3, "basis": "17 strides"},
        "note": None,
    }
    assert right["side"] == "right"
    assert right["uncertainty"] == {"not_computed": "too few"}
    assert swing["value"] is None


def test_several_trials_are_listed_by_name(analysis):
    document = trials_to_json({"Test5": analysis}, failures={"Test6": "too short"})

    assert list(document) == ["schema_version", "trials"]
    assert document["trials"][0]["name"] == "Test5"
    assert document["trials"][1] == {"name": "Test6", "error": "too short"}
    assert "schema_version" not in document["trials"][0]
    VALIDATOR.validate(document)


@pytest.mark.parametrize("value", [float("nan"), float("inf"), -float("inf")])
def test_a_number_that_is_none_can_never_be_written(value):
    with pytest.raises(ValueError, match="not JSON compliant"):
        json_text({"value": value})


def test_nan_in_an_analysis_comes_out_as_null(analysis):
    odd = replace(
        analysis.measures[0],
        value=np.float64("nan"),
        uncertainty=Interval(low=float("-inf"), high=float("nan"), basis="none"),
    )
    text = json_text(replace(analysis, measures=(odd,)).to_json())

    assert json.loads(text, parse_constant=pytest.fail)["measures"][0]["value"] is None


def test_numbers_of_numpy_become_plain_numbers(analysis):
    odd = replace(analysis.measures[0], value=np.float32(1.5), repeats_count=np.int64(3))
    document = replace(analysis, measures=(odd,)).to_json()

    assert json.loads(json_text(document))["measures"][0]["repeats_count"] == 3
    VALIDATOR.validate(document)


def test_a_written_analysis_is_read_back_as_it_was(analysis):
    document = json.loads(json_text(analysis.to_json()))
    read = analysis_from_json(document)

    assert read.to_json() == document
    assert read.bouts == analysis.bouts
    assert read.calibration == analysis.calibration


def test_another_version_is_refused(analysis):
    document = {**analysis.to_json(), "schema_version": "9.0"}

    with pytest.raises(DamagedFile, match=r"schema version 1\.1 is needed, and this is .*9\.0"):
        analysis_from_json(document)


def test_an_analysis_without_a_key_is_refused(analysis):
    document = analysis.to_json()
    del document["turns"]

    with pytest.raises(DamagedFile, match="damaged at 'turns'"):
        analysis_from_json(document)
