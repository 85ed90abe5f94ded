"""Treadmill programmes: from the measured speed, under the ceiling, refused where orders say so."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from restride.clinical.care import Assistance, WeightBearing
from restride.clinical.patient import WeightBearingOrder
from restride.errors import ContentError
from restride.plan.programmes.last_result import NotProposed
from restride.plan.programmes.treadmill_programme import (
    Intervals,
    SpeedSteps,
    TreadmillLimits,
    propose_treadmill,
)
from restride.terms import Side

#: Equipment and precautions do not stand in the way of these.
WALKER = "older_adult"


@pytest.fixture
def walk(tested):
    return (tested("gait_speed_10m", comfortable_mps=0.8, fast_mps=1.1),)


def test_it_starts_at_four_fifths_of_the_measured_speed(patient_with, day, walk):
    programme = propose_treadmill(patient_with(WALKER), day=day, results=walk)

    assert programme.start_mps == pytest.approx(0.64)
    assert programme.ceiling_mps == pytest.approx(1.1)
    assert "design default, to be confirmed" in " ".join(programme.reasons)


def test_without_a_measured_speed_none_is_proposed(patient_with, day):
    refused = propose_treadmill(patient_with(WALKER), day=day, results=())

    assert isinstance(refused, NotProposed)
    assert "No overground speed was measured" in refused.why
    assert "10 m" in refused.do


@pytest.mark.parametrize(("age_days", "is_good"), [(29, True), (30, True), (31, False)])
def test_a_speed_is_good_for_thirty_days(patient_with, day, tested, age_days, is_good):
    old = tested("gait_speed_10m", on=day - timedelta(days=age_days), comfortable_mps=0.8)

    found = propose_treadmill(patient_with(WALKER), day=day, results=(old,))

    assert isinstance(found, NotProposed) is not is_good


@pytest.mark.parametrize("ceiling_mps", [0.3, 0.64, 0.7])
def test_nothing_lies_above_the_ceiling_of_the_therapist(patient_with, day, walk, ceiling_mps):
    limits = TreadmillLimits(ceiling_mps=ceiling_mps)

    programme = propose_treadmill(patient_with(WALKER), day=day, results=walk, limits=limits)

    assert programme.start_mps == pytest.approx(min(0.64, ceiling_mps))
    assert all(each.speed_mps <= ceiling_mps for each in programme.blocks)
    assert programme.steps.ceiling_mps == ceiling_mps


def test_without_a_fast_walk_the_ceiling_is_the_comfortable_one(patient_with, day, tested):
    walk = (tested("gait_speed_10m", comfortable_mps=0.8),)

    programme = propose_treadmill(patient_with(WALKER), day=day, results=walk)

    assert programme.ceiling_mps == pytest.approx(0.8)
    assert "no fast walk was measured" in programme.ceiling_words


def test_the_belt_rises_and_falls_by_a_tenth_of_the_highest_speed(patient_with, day, walk):
    steps = propose_treadmill(patient_with(WALKER), day=day, results=walk).steps

    assert steps.after(0.64, succeeded=True) == pytest.approx(0.75)
    assert steps.after(0.64, succeeded=False) == pytest.approx(0.53)
    assert steps.after(1.05, succeeded=True) == pytest.approx(1.1)
    assert (steps.bouts_count, steps.bout_s) == (5, 10.0)


@given(
    ceiling_mps=st.floats(0.05, 3.0),
    start_share=st.floats(0.01, 1.0),
    outcomes=st.lists(st.booleans(), max_size=60),
)
def test_no_course_of_bouts_leaves_the_belt_above_the_ceiling_or_still(
    ceiling_mps, start_share, outcomes
):
    steps = SpeedSteps(
        words="",
        start_mps=ceiling_mps * start_share,
        step_mps=0.1 * ceiling_mps,
        ceiling_mps=ceiling_mps,
        bouts_count=5,
        bout_s=10.0,
    )
    speed_mps = steps.start_mps
    for succeeded in outcomes:
        speed_mps = steps.after(speed_mps, succeeded=succeeded)
        assert 0.0 < speed_mps <= ceiling_mps


@pytest.mark.parametrize(
    "frail",
    [
        pytest.param({"conditions": ("older_frail",)}, id="frail"),
        pytest.param({"assistance": Assistance.MINIMAL}, id="needs hands on"),
    ],
)
def test_frail_people_go_in_steps_of_a_tenth_of_a_kilometre_an_hour(patient_with, day, walk, frail):
    conditions = frail.pop("conditions", (WALKER,))

    programme = propose_treadmill(patient_with(*conditions, **frail), day=day, results=walk)

    assert programme.steps.step_mps == pytest.approx(0.1 / 3.6)


@pytest.mark.parametrize(
    "grade", [WeightBearing.NON, WeightBearing.TOE_TOUCH, WeightBearing.PARTIAL]
)
def test_an_order_against_it_is_refused_by_name(patient_with, day, walk, grade):
    order = WeightBearingOrder(side=Side.LEFT, grade=grade)
    person = patient_with(WALKER, weight_bearing_orders=(order,))

    with pytest.raises(ContentError, match=f"order for the left leg is {grade}"):
        propose_treadmill(person, day=day, results=walk)


def test_a_limit_of_load_stands_in_the_way(patient_with, day, walk):
    order = WeightBearingOrder(
        side=Side.LEFT, grade=WeightBearing.AS_TOLERATED, at_most_percent=80.0
    )
    person = patient_with(WALKER, weight_bearing_orders=(order,))

    refused = propose_treadmill(person, day=day, results=walk)

    assert "at_most_percent of the left leg is 80 %" in refused.why


def test_what_the_screen_blocks_is_not_proposed(patient_with, day, walk):
    refused = propose_treadmill(
        patient_with(WALKER, present=("heart_not_cleared",)), day=day, results=walk
    )

    assert isinstance(refused, NotProposed)


@pytest.mark.parametrize("speed_mps", [0.0, -0.1, 3.1])
def test_an_impossible_speed_is_refused(patient_with, day, tested, speed_mps):
    walk = (tested("gait_speed_10m", comfortable_mps=speed_mps),)

    with pytest.raises(ContentError, match="comfortable_mps and fast_mps must lie above 0"):
        propose_treadmill(patient_with(WALKER), day=day, results=walk)


@pytest.mark.parametrize("ceiling_mps", [0.0, 3.01])
def test_an_impossible_ceiling_is_refused(ceiling_mps):
    with pytest.raises(ContentError, match="ceiling_mps must lie above 0"):
        TreadmillLimits(ceiling_mps=ceiling_mps)


def test_an_impossible_incline_is_refused():
    with pytest.raises(ContentError, match="incline_ceiling_percent must lie between 0 and 15"):
        TreadmillLimits(incline_ceiling_percent=16.0)


def test_the_goal_of_steps_is_the_own_cadence_for_the_minutes_of_work(patient_with, day, walk):
    known = propose_treadmill(
        patient_with(WALKER), day=day, results=walk, own={"cadence_spm": 100.0}
    )
    unknown = propose_treadmill(patient_with(WALKER), day=day, results=walk)

    assert known.step_goal_count == 2000
    assert unknown.step_goal_count is None
    assert "Count the first session" in " ".join(unknown.missing)


def test_the_checks_name_key_harness_and_vital_signs(patient_with, day, walk):
    checks = " ".join(propose_treadmill(patient_with(WALKER), day=day, results=walk).checks)

    for word in ("Safety key", "Harness", "Blood pressure"):
        assert word in checks


def test_it_brings_the_stop_rules_of_walking(patient_with, day, walk):
    programme = propose_treadmill(patient_with(WALKER), day=day, results=walk)

    assert "systolic_stop" in {rule.id for rule in programme.stop_rules}


def test_bursts_are_for_those_they_are_written_for_and_late_enough(patient_with, day, walk):
    things = (
        "treadmill",
        "heart_rate_sensor",
        "ceiling_harness",
        "blood_pressure_cuff",
    )
    late = patient_with(
        "stroke", since=day - timedelta(days=180), clinic_equipment=things, beta_blocker=False
    )
    early = patient_with("stroke", since=day - timedelta(days=179), clinic_equipment=things)

    bursts = propose_treadmill(late, day=day, results=walk).intervals
    assert isinstance(bursts, Intervals)
    assert (bursts.burst_s, bursts.rest_first_s, bursts.rest_later_s) == (30.0, 60.0, 30.0)
    assert isinstance(propose_treadmill(early, day=day, results=walk).intervals, NotProposed)
    other = propose_treadmill(
        patient_with(WALKER, clinic_equipment=things), day=day, results=walk
    ).intervals
    assert "Interval walking is written for stroke" in other.why
