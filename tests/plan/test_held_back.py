"""While the gate is closed nothing is trained: no rows, no programme, and the reason first."""

from dataclasses import replace
from pathlib import Path

import pytest

from restride.clinical.safety.vitals import Vitals
from restride.plan.cases.case_file import read_case
from restride.plan.cases.worked_case import work_through
from restride.plan.programmes.last_result import NotProposed

STROKE = Path(__file__).parents[2] / "examples" / "cases" / "stroke.yaml"


@pytest.mark.parametrize(
    ("systolic_mmhg", "closed"), [(179.0, False), (180.0, True), (220.0, True)]
)
def test_blood_pressure_closes_the_gate_and_the_plan(systolic_mmhg, closed):
    case = read_case(STROKE)
    vitals = Vitals(taken_on=case.day, systolic_mmhg=systolic_mmhg, heart_rate_bpm=70)
    worked = work_through(replace(case, vitals=vitals), folder=STROKE.parent)

    assert worked.gate.is_closed is closed
    assert bool(worked.plan.prescriptions) is not closed
    assert bool(worked.plan.activities) is not closed
    assert isinstance(worked.programmes.treadmill, NotProposed) is closed
    if closed:
        assert worked.plan.missing[0].startswith(f"nothing is trained on {case.day}")
        assert "gate_closed" in {each.rule for each in worked.plan.left_out}
