"""Who is measured."""

import pytest

from restride.errors import OptionError
from restride.person import Person


@pytest.mark.parametrize(
    ("said", "found"),
    [
        pytest.param({"height_m": 175.0}, "is 175. Give it in m", id="centimetres"),
        pytest.param({"sensor_height_m": 97.0}, "is 97. Give it in m", id="sensor in centimetres"),
        pytest.param(
            {"height_m": 1.5, "sensor_height_m": 1.55},
            "less than height_m, and is 1.55 m of 1.5 m",
            id="sensor above the head",
        ),
        pytest.param({"age_years": -1.0}, "is -1. Give it in years", id="not born"),
        pytest.param({"body_mass_kg": -1.0}, "is -1. Give it in kg", id="no mass"),
        pytest.param({"body_mass_kg": 1.9}, "between 2 and 500, and is 1.9", id="too light"),
        pytest.param({"body_mass_kg": 500.1}, "between 2 and 500, and is 500.1", id="too heavy"),
        pytest.param({"body_mass_kg": float("nan")}, "and is nan", id="no number"),
    ],
)
def test_what_no_person_can_be_is_refused(said, found):
    with pytest.raises(OptionError, match=found):
        Person(**said)


def test_nothing_need_be_known_of_a_person():
    assert Person().height_m is None
