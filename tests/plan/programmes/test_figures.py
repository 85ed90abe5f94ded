"""Figures: a value, a band or a statement, each with its unit and source."""

import pytest

from restride.clinical.evidence import Confidence, Evidence, cited_sources
from restride.errors import ContentError
from restride.plan.programmes.device_content import SelectionRule, SelectionWhen
from restride.plan.programmes.figures import Figure, band_of, figures, value_of

FILES = ("treadmill", "body_weight_support", "cueing", "progression_rules")
EVIDENCE = Evidence(sources=("convention",), confidence=Confidence.MEMORY)


@pytest.mark.parametrize(
    ("file", "row"),
    [pytest.param(file, row, id=f"{file}-{row}") for file in FILES for row in figures(file)],
)
def test_a_figure_has_sources_that_are_there_and_says_how_sure_it_is(file, row):
    each = figures(file)[row]

    assert each.evidence.sources
    assert set(each.evidence.sources) <= set(cited_sources())
    if each.evidence.confidence is Confidence.MEMORY:
        assert "design default, to be confirmed" in each.shown
    if each.evidence.sources == ("convention",):
        assert each.evidence.confidence is Confidence.MEMORY


def test_half_a_band_is_refused():
    with pytest.raises(ContentError, match="needs both low and high, or neither"):
        Figure(id="one", words="one", unit="s", low=1.0, evidence=EVIDENCE)


def test_a_band_upside_down_is_refused():
    with pytest.raises(ContentError, match="low of 'one' must not exceed high"):
        Figure(id="one", words="one", unit="s", low=2.0, high=1.0, evidence=EVIDENCE)


def test_a_value_that_is_not_there_is_no_zero():
    with pytest.raises(ContentError, match="'burst_rest' of treadmill needs a value"):
        value_of("treadmill", "burst_rest")


def test_a_band_that_is_not_there_is_no_zero():
    with pytest.raises(ContentError, match="'burst' of treadmill needs low and high"):
        band_of("treadmill", "burst")


def test_a_rule_that_neither_chooses_nor_avoids_is_refused():
    with pytest.raises(ContentError, match="needs choose or avoid"):
        SelectionRule(id="one", because="one", order=1, when=SelectionWhen(), evidence=EVIDENCE)
