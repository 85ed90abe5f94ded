"""All programmes of a person at once, and what is said where one cannot be proposed."""

from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from restride.clinical.aims import Aim
from restride.clinical.care import WeightBearing
from restride.clinical.conditions import conditions
from restride.clinical.evidence import Confidence, Evidence
from restride.clinical.finding import Finding, FindingWeight
from restride.clinical.patient import WeightBearingOrder
from restride.errors import ContentError
from restride.plan.programmes.cueing import BeatProposal, StripeProposal
from restride.plan.programmes.last_result import NotProposed, last_score
from restride.plan.programmes.programmes import propose_programmes
from restride.plan.programmes.treadmill_programme import TreadmillProgramme
from restride.terms import Side

OWN = {"cadence_spm": 100.0, "step_length_m": 0.5}
SHORT_STEPS = Finding(
    id="short_steps",
    version="1.0.0",
    sentence="Short steps.",
    weight=FindingWeight.MAJOR,
    rule="",
    observed=(),
    aims=(Aim.STEP_LENGTH,),
    evidence=Evidence(sources=("convention",), confidence=Confidence.MEMORY),
)


def test_everything_that_can_be_proposed_is(patient_with, day, tested):
    found = propose_programmes(
        patient_with("older_adult"),
        day=day,
        results=(tested("gait_speed_10m", comfortable_mps=0.8),),
        findings=(SHORT_STEPS,),
        own=OWN,
    )

    assert isinstance(found.treadmill, TreadmillProgramme)
    assert isinstance(found.beat, BeatProposal)
    assert isinstance(found.stripes, StripeProposal)
    assert [each.what for each in found.not_proposed] == ["body-weight support"]


def test_what_the_screen_blocks_is_no_programme(patient_with, day, tested):
    found = propose_programmes(
        patient_with("older_adult", present=("heart_not_cleared",)),
        day=day,
        results=(tested("gait_speed_10m", comfortable_mps=0.8),),
    )

    assert isinstance(found.treadmill, NotProposed)
    assert "Heart condition not cleared" in found.treadmill.why


def test_no_cue_where_nothing_asks_for_one(patient_with, day):
    found = propose_programmes(patient_with("older_adult"), day=day, results=(), own=OWN)

    assert "No finding asks for rhythm or step length" in found.beat.why
    assert isinstance(found.stripes, NotProposed)


def test_an_order_against_the_belt_is_the_reason_and_no_failure(patient_with, day, tested):
    order = WeightBearingOrder(side=Side.LEFT, grade=WeightBearing.NON)
    person = patient_with("tibia_fracture", side=Side.LEFT, weight_bearing_orders=(order,))

    found = propose_programmes(
        person, day=day, results=(tested("gait_speed_10m", comfortable_mps=0.8),)
    )

    assert "order for the left leg is NWB" in found.treadmill.why
    assert "order for the left leg is NWB" in found.support.why


@pytest.mark.parametrize("how", ["present", "unanswered"])
def test_with_a_red_flag_nothing_is_walked(patient_with, day, tested, how):
    person = patient_with("older_adult", **{how: ("chest_pain_or_faint",)})

    found = propose_programmes(
        person,
        day=day,
        results=(tested("gait_speed_10m", comfortable_mps=0.8),),
        findings=(SHORT_STEPS,),
        own=OWN,
    )

    assert len(found.not_proposed) == 4
    assert all("red flag" in each.why for each in found.not_proposed)


def test_orders_that_contradict_each_other_are_refused(patient_with, day):
    orders = tuple(
        WeightBearingOrder(side=Side.LEFT, grade=grade)
        for grade in (WeightBearing.NON, WeightBearing.FULL)
    )

    with pytest.raises(ContentError, match="One weight-bearing order a leg may hold"):
        propose_programmes(
            patient_with("tibia_fracture", weight_bearing_orders=orders), day=day, results=()
        )


def test_who_freezes_is_given_no_faster_beat(patient_with, day):
    person = patient_with("parkinson", present=("freezing_of_gait",))

    beat = propose_programmes(person, day=day, results=(), findings=(SHORT_STEPS,), own=OWN).beat

    assert beat.ceiling_spm == 100.0
    assert any("arias2010" in words for words in beat.words)


def test_the_newest_score_up_to_the_day_counts(day, tested):
    results = [
        tested("fac", on=day + timedelta(days=days), level=level)
        for days, level in ((-2, 1), (0, 2), (1, 3))
    ]

    assert last_score(results, test="fac", score="level", day=day).value == 2
    assert last_score(results, test="tug", score="time_s", day=day) is None


@settings(max_examples=150, deadline=None)
@given(
    condition=st.sampled_from(sorted(conditions())),
    grade=st.sampled_from([None, *WeightBearing]),
    age_years=st.integers(18, 95),
    speed_mps=st.floats(0.05, 1.8),
    level=st.integers(0, 5),
)
def test_no_aid_and_no_belt_against_an_order(
    patient_with, day, tested, condition, grade, age_years, speed_mps, level
):
    orders = () if grade is None else (WeightBearingOrder(side=Side.LEFT, grade=grade),)
    person = patient_with(
        condition, side=Side.LEFT, age_years=age_years, weight_bearing_orders=orders
    )
    results = (tested("gait_speed_10m", comfortable_mps=speed_mps), tested("fac", level=level))

    found = propose_programmes(person, day=day, results=results)

    stricter = person.weight_bearing(Side.LEFT)
    if stricter.rank < WeightBearing.AS_TOLERATED.rank:
        assert isinstance(found.treadmill, NotProposed)
        assert "cane" not in {each.device for each in found.devices.chosen}
    for each in found.devices.chosen:
        assert all(stricter in pattern.weight_bearing for pattern in each.patterns)
    if isinstance(found.treadmill, TreadmillProgramme):
        assert found.treadmill.start_mps <= found.treadmill.ceiling_mps <= speed_mps
