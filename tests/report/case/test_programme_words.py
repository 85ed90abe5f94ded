"""The words of programmes and walking aids are those of a clinic, without keys of the files."""

import re
from pathlib import Path

import pytest

from restride.clinical.evidence import cited_sources
from restride.plan.cases.case_file import read_case
from restride.plan.cases.worked_case import work_through
from restride.report.case.citing import cite
from restride.report.case.programmes import ProgrammesPart, programmes_part

CASES = Path(__file__).parents[3] / "examples" / "cases"


def _part(name: str) -> ProgrammesPart:
    worked = work_through(read_case(CASES / f"{name}.yaml"), folder=CASES)
    return programmes_part(worked.programmes, cite(worked))


@pytest.mark.parametrize("name", ["stroke", "parkinson", "athlete_ankle_sprain"])
def test_no_key_of_a_source_stands_in_a_line(name):
    part = _part(name)
    lines = [*part.not_proposed, *(text for each in part.parts for _, text in each.lines)]

    assert not [
        (key, line)
        for line in lines
        for key in cited_sources()
        if re.search(rf"\(.*\b{key}\b.*\)", line) and key != "convention"
    ]
    assert not [line for line in lines if "(convention" in line]


def test_a_brace_is_worn_on_the_weak_leg_and_a_cane_held_on_the_other_side():
    worn = {each.name: dict(each.lines)["Set"] for each in _part("stroke").parts[:2]}

    assert worn["Walking aid: ankle-foot orthosis"] == "on the left leg"
    assert worn["Walking aid: cane"] == "handle at 0.79 m, in the right hand"
