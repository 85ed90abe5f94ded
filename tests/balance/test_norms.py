"""Norms are shown only beside numbers that were measured the same way."""

import csv
import importlib.util
from dataclasses import replace

import numpy as np
import pytest

from restride.balance.conditions import StandingCondition
from restride.balance.measure_definitions import BALANCE_MEASURES
from restride.balance.norms import MeasuredHow, Norm, find_norm, normed_keys, norms_table
from restride.sources import sources
from restride.terms import Eyes, Stance, Surface

HOW = MeasuredHow(
    condition=StandingCondition(eyes=Eyes.OPEN, surface=Surface.FIRM, stance=Stance.COMFORTABLE),
    age_years=25.0,
    duration_s=60.0,
    sampling_rate_hz=100.0,
    filtered_hz=10.0,
    trials_count=3,
)
KEY = "mean_velocity_mmps"


def test_the_same_way_of_measuring_finds_its_group():
    norm = find_norm(KEY, HOW)

    assert isinstance(norm, Norm)
    assert norm.low < norm.middle < norm.high
    assert norm.people_count == 80
    assert norm.group.startswith("18 to 39 years, 80 people, the mean of 3 trials of 60 s")
    assert norm.source in sources()


def test_one_trial_has_a_norm_of_its_own():
    one, three = (find_norm(KEY, replace(HOW, trials_count=count)) for count in (1, 3))

    assert one != three
    assert "one trial" in one.group


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"duration_s": 58.99}, "59.0 s were measured, and the norm is of 60 s"),
        ({"duration_s": 30.0}, "30.0 s were measured"),
        ({"sampling_rate_hz": 50.0}, "50 Hz, and the norm is of 100 Hz"),
        ({"filtered_hz": None}, "the filter is not stated, and the norm's is 10 Hz"),
        ({"filtered_hz": 5.0}, "a filter of 5 Hz"),
        ({"trials_count": 2}, "2 trials, and the norms are of 1 or 3"),
        ({"age_years": None}, "the person's age is not known"),
        ({"age_years": 12.0}, "12 years, and the norms are of 18 to 85"),
        ({"age_years": 50.0}, "only 7 people of 40 to 59 years"),
        ({"condition": StandingCondition()}, "eyes and surface are not stated; the stance is not"),
        (
            {"condition": replace(HOW.condition, stance=Stance.TANDEM)},
            "the stance is tandem, and the norm's is comfortable",
        ),
    ],
)
def test_whatever_differs_is_named(change, words):
    reason = find_norm(KEY, replace(HOW, **change))

    assert reason.startswith("no comparable norm: ")
    assert words in reason


@pytest.mark.parametrize("duration_s", [59.0, 61.0])
def test_a_second_more_or_less_is_the_same_duration(duration_s):
    assert isinstance(find_norm(KEY, replace(HOW, duration_s=duration_s)), Norm)


def test_a_measure_without_norms_says_so():
    assert find_norm("range_mm", HOW) == "no comparable norm: none of range_mm is known to us"


def test_the_table_is_whole():
    table = norms_table()

    assert table["source"] in sources()
    assert set(normed_keys()) <= BALANCE_MEASURES.keys()
    for row in table["rows"]:
        assert BALANCE_MEASURES[row["measure"]].unit.ucum == row["unit"]
        assert row["people_count"] >= row["fallers_count"]
        assert ("low" in row) == (row["people_count"] >= 20)
        if "low" in row:
            assert row["low"] < row["middle"] < row["high"]
            assert row["standard_deviation"] > 0


def test_the_table_is_that_of_the_published_trials(shared_data, project):
    path = shared_data / "balance/bds/normative_trials.csv"
    spec = importlib.util.spec_from_file_location("norms", project / "scripts/write_norms.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)

    assert module.norms(path)["rows"] == norms_table()["rows"]


def test_one_row_is_worked_out_again_another_way(shared_data):
    path = shared_data / "balance/bds/normative_trials.csv"
    people = {}
    with path.open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            is_here = (row["Vision"], row["Surface"]) == ("Closed", "Foam")
            if is_here and 60 <= float(row["Age"]) < 70:
                people.setdefault(row["Subject"], []).append(float(row["COParea"]) * 100)
    means = [np.mean(each) for each in people.values() if len(each) == 3]

    condition = StandingCondition(eyes=Eyes.CLOSED, surface=Surface.FOAM, stance=Stance.COMFORTABLE)
    norm = find_norm("sway_area_mm2", replace(HOW, condition=condition, age_years=65.0))

    assert norm.people_count == len(means)
    assert norm.middle == pytest.approx(np.median(means), rel=1e-5)
