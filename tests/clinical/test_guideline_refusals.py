"""A recommendation that contradicts itself is refused when it is read."""

from dataclasses import replace
from typing import Any

import pytest

from restride.clinical.guideline import Guideline, GuidelineDose, guidelines
from restride.errors import ContentError
from restride.rows import read_row


def _row(**changes: Any) -> dict[str, Any]:
    evidence = {"sources": ["convention"], "confidence": "memory"}
    row = {
        "id": "made",
        "conditions": ["stroke"],
        "kind": "training",
        "advice": "should",
        "strength": "weak",
        "grade": "weak",
        "intervention": "Walk",
        "phase_words": "any time",
        "evidence": evidence,
    }
    return row | changes


def test_not_recommended_without_an_outcome_is_refused():
    with pytest.raises(ContentError, match="made: 'should_not' must name the outcomes.*0 outcomes"):
        read_row(Guideline, _row(advice="should_not"), where="made")


def test_not_recommended_for_outcomes_and_for_harm_is_refused():
    row = _row(advice="should_not", outcomes=["falls"], harm=True)
    with pytest.raises(ContentError, match="there are 1 outcomes and harm is True"):
        read_row(Guideline, row, where="made")


@pytest.mark.parametrize("to_days", [179, 180])
def test_a_phase_that_ends_before_it_begins_is_refused(to_days: int):
    with pytest.raises(
        ContentError, match=f"must be below to_days, and they are 180 and {to_days}"
    ):
        read_row(Guideline, _row(from_days=180, to_days=to_days), where="made")


def test_a_dose_whose_least_is_above_its_most_is_refused():
    fine = guidelines()["pd_aerobic"].doses[0]
    assert replace(fine, minutes_min=40.0).minutes_min == 40.0
    with pytest.raises(ContentError, match="minutes_min is 41 and minutes_max is 40"):
        replace(fine, minutes_min=41.0)


def test_a_dose_without_minutes_has_no_weekly_minutes():
    dose = guidelines()["pd_balance"].doses[0]
    assert isinstance(dose, GuidelineDose)
    assert dose.weekly_minutes_min is None
