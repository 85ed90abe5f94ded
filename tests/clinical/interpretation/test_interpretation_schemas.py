"""A row that contradicts itself is refused, and what is rounded is what is shown."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from restride.clinical.interpretation.fitting import protocol_misfit
from restride.clinical.interpretation.rounding import exact, mean_shown, rounded
from restride.clinical.interpretation.schemas import (
    CutOff,
    GaitReference,
    McidRow,
    MdcRow,
    Reference,
)
from restride.errors import ContentError
from restride.rows import read_row

EVIDENCE = {"sources": ["convention"], "confidence": "memory"}
ROW = {
    "id": "one",
    "instrument": "tug",
    "score": "time_s",
    "population": {"words": "people"},
    "unit": "s",
    "evidence": EVIDENCE,
}
BAND = {"low": 0, "words": "low"}
GAIT = {
    "id": "one",
    "kind": "norm",
    "parameter": "cadence",
    "population": {"words": "people"},
    "pace": "any",
    "words": "usual",
    "evidence": EVIDENCE,
}


@pytest.mark.parametrize(
    ("kind", "row", "message"),
    [
        (CutOff, {"operator": "<", "meaning": "x"}, "'<' needs a value"),
        (CutOff, {"operator": "bands", "meaning": "x"}, "bands need bands"),
        (
            CutOff,
            {"operator": "bands", "value": 3, "bands": [BAND], "meaning": "x"},
            "bands need bands and no value",
        ),
        (CutOff, {"operator": "<", "value": 3, "bands": [BAND], "meaning": "x"}, "no bands"),
        (
            CutOff,
            {"operator": "bands", "bands": [BAND, {"low": 3, "words": "high"}], "meaning": "x"},
            "bands must rise and not overlap",
        ),
        (
            CutOff,
            {
                "operator": "bands",
                "bands": [{**BAND, "high": 5}, {"low": 3, "words": "high"}],
                "meaning": "x",
            },
            "bands must rise and not overlap",
        ),
        (CutOff, {"operator": "=", "value": 3, "meaning": "x"}, "one of <, <=, >, >=, bands"),
        (Reference, {}, "needs a mean, a limit, quartiles"),
        (Reference, {"limit": 3}, "limit and limit_words belong together"),
        (Reference, {"mean": 3, "limit_words": "worse"}, "limit and limit_words belong together"),
        (Reference, {"prediction": [{"kind": "shoe", "factor": 1}]}, "one of constant"),
        (MdcRow, {"value": 3, "level_percent": 80}, "must be 90 or 95, and is 80"),
        (MdcRow, {"value": 0}, "must be above 0"),
        (MdcRow, {"value": 30, "of_baseline": True}, "in % where it is of the baseline"),
        (McidRow, {"value": -3}, "must be above 0, and is -3"),
        (McidRow, {"value": 3, "size": "huge"}, "one of minimal, substantial"),
    ],
)
def test_a_row_that_contradicts_itself_is_refused(kind, row, message):
    with pytest.raises(ContentError, match=message):
        read_row(kind, ROW | row, where="test.yaml")


def test_a_range_of_walking_that_falls_is_refused():
    with pytest.raises(ContentError, match="low must not lie above high"):
        read_row(GaitReference, GAIT | {"low": 3, "high": 2}, where="test.yaml")


@pytest.mark.parametrize(
    ("value", "decimals", "shown"),
    [
        (0.1 + 0.2, 1, "0.3"),
        (0.25, 1, "0.2"),
        (0.35, 1, "0.4"),
        (2.675, 2, "2.68"),
        (1.005, 2, "1.00"),
        (-0.04, 1, "0.0"),
        (12.5, 0, "12"),
        (13.5, 0, "14"),
        (1e-7, 2, "0.00"),
        (600.0, 1, "600.0"),
    ],
)
def test_a_half_goes_to_the_even_digit_of_the_written_number(value, decimals, shown):
    assert str(rounded(value, decimals)) == shown


def test_the_mean_of_several_has_one_digit_more():
    assert mean_shown([45.0], 0) == Decimal(45)
    assert mean_shown([45.0, 46.0, 45.0], 0) == Decimal("45.3")
    assert mean_shown([0.1 + 0.2, 0.3], 1) == Decimal("0.30")


@given(value=st.floats(-1e6, 1e6), decimals=st.integers(0, 3))
def test_rounding_twice_changes_nothing(value, decimals):
    once = rounded(value, decimals)

    assert rounded(once, decimals) == once
    assert abs(once - exact(value)) <= Decimal(1).scaleb(-decimals) / 2


@pytest.mark.parametrize(
    ("wanted", "found", "fits"),
    [
        (None, "6 m of 10 m", True),
        ("20 m", None, True),
        ("One rater", "one rater", True),
        ("20 m", "4 m", False),
    ],
)
def test_another_protocol_does_not_hold_and_an_unknown_one_may(wanted, found, fits):
    assert (protocol_misfit(wanted, found) is None) is fits
