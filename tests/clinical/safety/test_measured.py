"""What a test shows is present, whatever was answered."""

from datetime import date

import pytest

from restride.clinical.circumstances import Circumstances
from restride.clinical.instrument import instruments
from restride.clinical.patient import Diagnosis, Patient
from restride.clinical.precautions import PrecautionAnswer, Presence, precautions
from restride.clinical.result import Result, ResultState, ScoreValue
from restride.clinical.safety.measured import measured_precautions, with_measured
from restride.person import Person

DAY = date(2026, 5, 4)
CODE = "orthostatic_symptoms"


def _patient(presence=Presence.ABSENT) -> Patient:
    answer = PrecautionAnswer(code=CODE, presence=presence, answered_on=DAY)
    return Patient(
        person=Person(age_years=78),
        diagnoses=(Diagnosis(condition="older_adult"),),
        precaution_answers=(answer,),
    )


def _drop(systolic_mmhg, *, day=DAY) -> Result:
    return Result(
        instrument="orthostatic_bp",
        version="1.0.0",
        tested_on=day,
        state=ResultState.DONE,
        circumstances=Circumstances(),
        scores=(ScoreValue(score="systolic_drop_mmhg", value=systolic_mmhg),),
    )


@pytest.mark.parametrize(
    ("drop_mmhg", "presence"),
    [(19.0, Presence.ABSENT), (20.0, Presence.PRESENT), (21.0, Presence.PRESENT)],
)
def test_a_measured_drop_counts_above_a_no(drop_mmhg, presence):
    answer = with_measured(_patient(), [_drop(drop_mmhg)]).answer(CODE, day=DAY)

    assert answer.presence is presence


def test_the_note_says_what_was_measured():
    answer = with_measured(_patient(), [_drop(22.0)]).answer(CODE, day=DAY)

    assert answer.note == "measured: the systolic pressure fell by 20 mmHg or more on standing"


def test_the_newest_test_counts():
    results = [_drop(8.0), _drop(30.0, day=date(2026, 1, 1))]

    assert with_measured(_patient(), results) == _patient()


def test_a_yes_stays_as_it_was_answered():
    patient = _patient(Presence.PRESENT)

    assert with_measured(patient, [_drop(22.0)]) == patient


@pytest.mark.parametrize("rule", measured_precautions(), ids=lambda rule: rule.id)
def test_a_rule_names_what_exists(rule):
    assert rule.precaution in precautions()
    assert rule.score in {score.id for score in instruments()[rule.instrument].scores}
    assert rule.operator in {"<=", ">="}
