"""The gate before any training."""

from datetime import date, timedelta

import pytest

from restride.clinical.care import Supervision, WeightBearing
from restride.clinical.patient import Diagnosis, Patient, WeightBearingOrder
from restride.clinical.precautions import PrecautionAnswer, PrecautionKind, Presence, precautions
from restride.clinical.safety.gate import GateLevel, safety_gate
from restride.clinical.safety.vitals import Vitals
from restride.person import Person
from restride.terms import Side

DAY = date(2026, 5, 4)
GOOD = Vitals(taken_on=DAY, systolic_mmhg=130, diastolic_mmhg=80, heart_rate_bpm=70)
FLAGS = [row.id for row in precautions().values() if row.kind is PrecautionKind.RED_FLAG]


def patient(*conditions, answers=None, orders=(), side=None):
    """Make a person who denies everything but what is given."""
    given = dict.fromkeys(precautions(), Presence.ABSENT) | (answers or {})
    return Patient(
        person=Person(age_years=70),
        diagnoses=tuple(Diagnosis(condition=each, side=side) for each in conditions),
        precaution_answers=tuple(
            PrecautionAnswer(code=code, presence=presence, answered_on=DAY)
            for code, presence in given.items()
        ),
        weight_bearing_orders=orders,
    )


def line_of(gate, code):
    return next(each for each in gate.lines if each.code == code)


def test_a_person_without_anything_passes():
    gate = safety_gate(patient("older_adult"), GOOD, day=DAY)

    assert gate.lines == ()
    assert not gate.is_closed


@pytest.mark.parametrize("flag", FLAGS)
def test_a_red_flag_stops_whatever_its_confidence(flag):
    gate = safety_gate(patient("older_adult", answers={flag: Presence.PRESENT}), GOOD, day=DAY)

    assert gate.is_closed
    assert [each.code for each in gate.stops] == [flag]
    assert gate.stops[0].action == precautions()[flag].action


@pytest.mark.parametrize("flag", FLAGS)
def test_an_unanswered_red_flag_is_asked(flag):
    gate = safety_gate(patient("older_adult", answers={flag: Presence.UNANSWERED}), GOOD, day=DAY)

    assert not gate.is_closed
    assert line_of(gate, flag).question == precautions()[flag].question
    assert line_of(gate, flag).answered_by is precautions()[flag].answered_by


def test_nothing_answered_asks_every_red_flag_that_is_asked():
    nobody = Patient(person=Person(age_years=50), diagnoses=(Diagnosis(condition="vestibular"),))
    asked = {each.id for each in nobody.asked() if each.kind is PrecautionKind.RED_FLAG}

    gate = safety_gate(nobody, GOOD, day=DAY)

    assert "central_signs" in asked
    assert asked <= {each.code for each in gate.asks}


def test_a_no_that_has_expired_is_asked_again():
    row = precautions()["acute_illness"]
    later = DAY + timedelta(days=row.expires_days + 1)
    vitals = Vitals(taken_on=later, systolic_mmhg=130, heart_rate_bpm=70)

    line = line_of(safety_gate(patient("older_adult"), vitals, day=later), row.id)

    assert line.level is GateLevel.ASK
    assert "expired" in line.words


def test_a_precaution_needs_care_and_supervision():
    answers = {"thinking_needs_supervision": Presence.PRESENT}

    gate = safety_gate(patient("stroke", answers=answers), GOOD, day=DAY)

    assert line_of(gate, "thinking_needs_supervision").level is GateLevel.CARE
    assert gate.needs_supervision is Supervision.SOMEONE_NEAR


@pytest.mark.parametrize(("systolic", "is_closed"), [(179, False), (180, True), (181, True)])
def test_high_pressure_closes_the_gate_at_its_limit(systolic, is_closed):
    vitals = Vitals(taken_on=DAY, systolic_mmhg=systolic, diastolic_mmhg=80, heart_rate_bpm=70)

    assert safety_gate(patient("older_adult"), vitals, day=DAY).is_closed is is_closed


def test_one_sign_beyond_two_limits_is_told_once():
    vitals = Vitals(taken_on=DAY, systolic_mmhg=225, diastolic_mmhg=80, heart_rate_bpm=70)

    gate = safety_gate(patient("older_adult"), vitals, day=DAY)

    assert [each.code for each in gate.stops] == ["systolic_too_high_to_start"]


@pytest.mark.parametrize(
    "vitals", [None, Vitals(taken_on=DAY - timedelta(days=1), systolic_mmhg=200)]
)
def test_vital_signs_of_no_day_or_another_count_as_not_measured(vitals):
    gate = safety_gate(patient("older_adult"), vitals, day=DAY)

    assert {each.code for each in gate.asks} == {"systolic_mmhg", "heart_rate_bpm"}
    assert not gate.is_closed


def test_blood_sugar_is_asked_of_people_whose_medicine_lowers_it():
    answers = {"glucose_lowering_medicine": Presence.PRESENT}

    gate = safety_gate(patient("neuropathy", answers=answers), GOOD, day=DAY)

    assert "glucose_mgpdl" in {each.code for each in gate.asks}


def test_a_missing_order_is_asked_where_the_condition_demands_it():
    gate = safety_gate(patient("tka", side=Side.LEFT), GOOD, day=DAY)

    assert line_of(gate, "weight_bearing:left").level is GateLevel.ASK
    assert not [each for each in gate.lines if each.code == "weight_bearing:right"]


def test_an_unknown_side_asks_for_both_legs():
    gate = safety_gate(patient("tka"), GOOD, day=DAY)

    assert {"weight_bearing:left", "weight_bearing:right"} <= {each.code for each in gate.asks}


def test_an_order_is_told_with_its_load():
    order = WeightBearingOrder(
        side=Side.LEFT, grade=WeightBearing.PARTIAL, at_most_percent=50, ordered_on=DAY
    )

    line = line_of(
        safety_gate(patient("tka", side=Side.LEFT, orders=(order,)), GOOD, day=DAY),
        "weight_bearing:left",
    )

    assert line.level is GateLevel.CARE
    assert line.words == (
        "The left leg may carry part of the weight (PWB), at most 50 % of body weight"
    )


def test_a_limit_without_its_figure_is_asked():
    answers = {"hip_flexion_limit": Presence.PRESENT}

    gate = safety_gate(patient("tha", answers=answers, side=Side.LEFT), GOOD, day=DAY)

    lines = [each for each in gate.asks if each.code == "hip_flexion_limit"]
    assert [each.words for each in lines] == [
        "Limit of hip bending: there is a limit, and nobody said how far"
    ]


def test_the_gravest_lines_come_first():
    answers = {"chest_pain_or_faint": Presence.PRESENT, "vision_low": Presence.PRESENT}

    gate = safety_gate(patient("tka", answers=answers), None, day=DAY)

    ranks = [each.level.rank for each in gate.lines]
    assert ranks == sorted(ranks)
    assert gate.lines[0].code == "chest_pain_or_faint"
