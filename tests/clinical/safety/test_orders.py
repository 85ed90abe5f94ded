"""Orders that cannot all hold are refused, each with both sides in the message."""

from datetime import date, timedelta

import pytest

from restride.clinical.care import WeightBearing
from restride.clinical.patient import Diagnosis, Patient, WeightBearingOrder
from restride.clinical.precautions import PrecautionAnswer, Presence
from restride.clinical.safety.gate import safety_gate
from restride.clinical.safety.orders import OrderedActivity, refuse_contradictions
from restride.errors import ContentError
from restride.person import Person
from restride.terms import Side

DAY = date(2026, 5, 4)


def person(*, orders=(), answers=()):
    return Patient(
        person=Person(age_years=40),
        diagnoses=(Diagnosis(condition="tibia_fracture", side=Side.LEFT),),
        weight_bearing_orders=orders,
        precaution_answers=answers,
    )


def order(grade, *, side=Side.LEFT, **more):
    return WeightBearingOrder(side=side, grade=WeightBearing(grade), **more)


def present(code, **more):
    return PrecautionAnswer(code=code, presence=Presence.PRESENT, **more)


#: Activity and the least grade it needs, written by hand.
NEEDS = {
    "treadmill": "WBAT",
    "unloading_treadmill": "PWB",
    "overground_without_aid": "WBAT",
    "stairs_foot_over_foot": "FWB",
}


@pytest.mark.parametrize("grade", list(WeightBearing))
@pytest.mark.parametrize("activity", list(OrderedActivity))
def test_an_activity_needs_its_grade(activity, grade):
    who = person(orders=(order(grade),))
    if grade.rank >= WeightBearing(NEEDS[activity]).rank:
        refuse_contradictions(who, day=DAY, activities=(activity,))
        return

    with pytest.raises(ContentError, match=f"order for the left leg is {grade}"):
        refuse_contradictions(who, day=DAY, activities=(activity,))


def test_the_gate_refuses_a_treadmill_without_weight_bearing():
    with pytest.raises(ContentError, match="treadmill needs WBAT .* left leg is NWB"):
        safety_gate(
            person(orders=(order("NWB"),)), day=DAY, activities=(OrderedActivity.TREADMILL,)
        )


@pytest.mark.parametrize(
    ("orders", "words"),
    [
        ((order("NWB"), order("FWB")), "the left leg has 2: NWB, FWB"),
        ((order("PWB", at_most_percent=120),), "at_most_percent .* is 120"),
        ((order("PWB", at_least_percent=-1),), "at_least_percent .* is -1"),
        ((order("PWB", at_least_percent=60, at_most_percent=40),), "is 60 of 40"),
        ((order("NWB", at_most_percent=20),), "under NWB carries 0 %, .* says 20 %"),
        ((order("FWB", at_most_percent=50),), "under FWB may carry 100 %, .* at most 50 %"),
        ((order("PWB", ordered_on=DAY + timedelta(days=1)),), "is of 2026-05-05 while today"),
    ],
)
def test_orders_that_cannot_hold_are_refused(orders, words):
    with pytest.raises(ContentError, match=words):
        refuse_contradictions(person(orders=orders), day=DAY)


def test_one_order_for_each_leg_may_hold():
    refuse_contradictions(
        person(orders=(order("NWB"), order("FWB", side=Side.RIGHT, ordered_on=DAY))), day=DAY
    )


@pytest.mark.parametrize(
    ("answers", "words"),
    [
        ((present("knee_flexion_limit", bound=900),), "between 10 and 160 deg, and is 900"),
        ((present("knee_flexion_limit", bound=9.9),), "between 10 and 160 deg, and is 9.9"),
        ((present("hip_flexion_limit", bound=141),), "between 20 and 140 deg, and is 141"),
        ((present("vision_low", bound=3),), "'vision_low' is answered yes or no; there is 3"),
        ((present("vision_low"), present("vision_low")), "'vision_low' has 2"),
        ((present("vision_low", answered_on=DAY + timedelta(days=2)),), "of 2026-05-06 while"),
    ],
)
def test_answers_that_cannot_hold_are_refused(answers, words):
    with pytest.raises(ContentError, match=words):
        refuse_contradictions(person(answers=answers), day=DAY)


def test_an_answer_to_a_question_that_nobody_asks_is_refused():
    with pytest.raises(
        ContentError, match=r"'vision_lo' is none of them\. Did you mean 'vision_low'"
    ):
        present("vision_lo")


def test_a_condition_that_begins_tomorrow_is_refused():
    diagnosis = Diagnosis(condition="stroke", since=DAY + timedelta(days=1))
    patient = Patient(person=Person(age_years=70), diagnoses=(diagnosis,))

    with pytest.raises(ContentError, match="stroke, since must not be a day to come.*2026-05-05"):
        refuse_contradictions(patient, day=DAY)


@pytest.mark.parametrize("bound", [10, 90, 160])
def test_a_bound_inside_the_range_of_the_joint_may_hold(bound):
    refuse_contradictions(person(answers=(present("knee_flexion_limit", bound=bound),)), day=DAY)
