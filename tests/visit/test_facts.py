"""Facts: what a plan needs to know of a person, set part by part and checked by the domain."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from restride.clinical.care import WeightBearing
from restride.clinical.patient import Diagnosis
from restride.errors import ContentError, OptionError
from restride.plan.cases.case import Case
from restride.plan.cases.case_file import patient_of as patient_of_case
from restride.plan.cases.case_file import read_case
from restride.plan.cases.case_json import plain
from restride.visit.facts import (
    PARTS,
    Body,
    Facts,
    age_on,
    patient_of,
    read_facts,
    refuse_contradictory,
    with_parts,
    written_facts,
)

CASES = sorted((Path(__file__).parents[2] / "examples" / "cases").glob("*.yaml"))
#: Of a case, what has rows of its own.
ELSEWHERE = {
    "title",
    "invented",
    "day",
    "person",
    "conditions",
    "safety_screen",
    "vitals",
    "results",
    "recordings",
    "goals",
    "phases",
}


def test_facts_are_every_field_of_a_case_that_has_no_rows_of_its_own():
    assert set(PARTS) - {"body"} == set(Case.__dataclass_fields__) - ELSEWHERE


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_every_example_case_fits_into_facts_and_gives_the_same_person(path):
    case = read_case(path)
    parts = {name: plain(getattr(case, name)) for name in PARTS if name != "body"}
    body = {
        name: plain(getattr(case.person, name))
        for name in ("height_m", "sensor_height_m", "body_mass_kg", "walking_aid")
    }

    facts = with_parts(Facts(), {**parts, "body": body})

    assert read_facts(written_facts(facts)) == facts
    person = facts.body.person(age_years=case.person.age_years, sex=case.person.sex)
    of_case = patient_of_case(case)
    assert of_case == patient_of(
        facts,
        person=person,
        diagnoses=of_case.diagnoses,
        answers=of_case.precaution_answers,
        wishes=of_case.wishes,
    )


def test_nothing_set_is_nothing_known():
    facts = read_facts({})

    assert facts == Facts()
    assert facts.body.height_m is facts.beta_blocker is facts.resting_heart_rate_bpm is None


def test_a_part_is_set_as_a_whole_and_the_others_stay():
    facts = with_parts(Facts(), {"body": {"height_m": 1.7}, "beta_blocker": False})
    facts = with_parts(facts, {"body": {"body_mass_kg": 80.0}})

    assert facts.body == Body(body_mass_kg=80.0)
    assert facts.beta_blocker is False


@pytest.mark.parametrize(
    ("parts", "match"),
    [
        ({"body": {"height_m": 175}}, "body: height_m must lie between 0.5 and 2.6"),
        ({"body": {"age_years": 70}}, "the keys may be height_m.*'age_years'"),
        ({"pain": 3}, "one is 'pain'"),
        ({"beta_blocker": "no"}, "beta_blocker: yes or no is needed"),
        ({"weight_bearing": [{"side": "left", "grade": "50"}]}, "weight_bearing, 1, grade"),
        ({"home": {"equipment": ["trampoline_xl"]}}, "home, equipment must be of"),
        ({"clinic_equipment": ["trampoline_xl"]}, "clinic_equipment must be of"),
        ({"therapist": {"devices": ["trampoline_xl"]}}, "therapist, devices must be of"),
        ({"therapist": {"without": ["jumping_on_mars"]}}, "jumping_on_mars"),
        ({"falls_answers": {"is_it_monday": True}}, "falls_answers must be of"),
        ({"wrist_height_m": 1.6, "body": {"height_m": 1.6}}, "wrist_height_m must lie between"),
    ],
)
def test_a_part_that_cannot_be_is_refused_by_name(parts, match):
    with pytest.raises(ContentError, match=match):
        with_parts(Facts(), parts)


def test_a_sensor_above_the_head_is_refused():
    with pytest.raises(OptionError, match="sensor_height_m must be less than height_m"):
        Body(height_m=1.2, sensor_height_m=1.4)


def test_orders_that_cannot_all_hold_are_refused():
    order = {"side": "left", "grade": WeightBearing.NON}
    facts = with_parts(
        Facts(), {"weight_bearing": [order], "ordered_activities": ["stairs_foot_over_foot"]}
    )
    diagnoses = (Diagnosis(condition="stroke"),)

    with pytest.raises(ContentError, match="needs FWB or more on both legs"):
        refuse_contradictory(facts, diagnoses=diagnoses, day=date(2026, 5, 4))


@pytest.mark.parametrize(
    ("born", "day", "age_years"),
    [
        (date(1950, 4, 30), date(2015, 4, 30), 65.0),
        (date(1950, 4, 30), date(2015, 4, 29), 64 + 364 / 365),
        (date(1952, 2, 29), date(2015, 2, 28), 62 + 364 / 365),
        (date(1952, 2, 29), date(2015, 3, 1), 63.0),
        (date(1952, 2, 29), date(2016, 2, 29), 64.0),
    ],
)
def test_a_year_is_full_on_the_birthday(born, day, age_years):
    assert age_on(born, day=day) == pytest.approx(age_years)


@given(
    born=st.dates(date(1900, 1, 1), date(2026, 1, 1)),
    day=st.dates(date(2026, 1, 1), date(2030, 12, 30)),
)
def test_an_age_grows_from_day_to_day(born, day):
    next_day = date.fromordinal(day.toordinal() + 1)

    assert 0 <= age_on(born, day=day) < age_on(born, day=next_day)
