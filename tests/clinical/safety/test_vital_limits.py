"""The one table of vital signs: every limit at, just below and just above."""

from dataclasses import replace
from datetime import date

import pytest

from restride.clinical.evidence import cited_sources
from restride.clinical.patient import Diagnosis, Patient
from restride.clinical.precautions import PrecautionAnswer, Presence
from restride.clinical.safety.vital_limits import Moment, VitalAct, VitalLimit, vital_limits
from restride.clinical.safety.vitals import Vitals, crossed_limits
from restride.errors import ContentError
from restride.person import Person

DAY = date(2026, 5, 4)
PATIENT = Patient(person=Person(age_years=70), diagnoses=(Diagnosis(condition="older_adult"),))
MEDICINE = "glucose_lowering_medicine"

#: Limit, sign, a value that crosses it and the nearest that does not; written by hand.
TABLE = [
    ("systolic_too_high_to_start", "systolic_mmhg", 180, 179),
    ("diastolic_too_high_to_start", "diastolic_mmhg", 110, 109),
    ("systolic_too_low_to_start", "systolic_mmhg", 89, 90),
    ("heart_rate_too_high_to_start", "heart_rate_bpm", 121, 120),
    ("heart_rate_too_low_to_start", "heart_rate_bpm", 44, 45),
    ("saturation_too_low_to_start", "saturation_percent", 89, 90),
    ("glucose_too_low_to_start", "glucose_mgpdl", 99, 100),
    ("ketones_before_start", "ketones", True, False),
    ("glucose_high_before_start", "glucose_mgpdl", 251, 250),
    ("systolic_stop", "systolic_mmhg", 220, 219),
    ("diastolic_stop", "diastolic_mmhg", 110, 109),
    ("saturation_stop", "saturation_percent", 87, 88),
    ("systolic_fall_stop", "systolic_fall_under_load_mmhg", 11, 10),
    ("heart_rate_far_above_zone", "heart_rate_above_zone_bpm", 20, 19),
    ("systolic_drop_on_standing", "systolic_drop_on_standing_mmhg", 20, 19),
    ("diastolic_drop_on_standing", "diastolic_drop_on_standing_mmhg", 10, 9),
    ("glucose_low_stop", "glucose_mgpdl", 69, 70),
    ("glucose_high_with_ketones_stop", "glucose_mgpdl", 251, 250),
    ("heart_rate_above_zone", "heart_rate_above_zone_bpm", 5, 4),
    ("foot_drags", "dragging_steps_count", 3, 2),
]


def crossed(vitals, patient=PATIENT):
    return {
        each.limit.id
        for when in Moment
        for each in crossed_limits(vitals, patient, day=DAY, when=when)
    }


def test_the_table_written_by_hand_is_the_whole_table():
    assert {row[0] for row in TABLE} == set(vital_limits())


@pytest.mark.parametrize(("limit", "sign", "beyond", "within"), TABLE, ids=str)
def test_a_limit_is_crossed_from_its_value_on(limit, sign, beyond, within):
    assert limit in crossed(Vitals(taken_on=DAY, **{sign: beyond}))
    assert limit not in crossed(Vitals(taken_on=DAY, **{sign: within}))


@pytest.mark.parametrize("limit", vital_limits().values(), ids=lambda each: each.id)
def test_every_source_of_a_limit_is_known(limit):
    assert set(limit.evidence.sources) <= cited_sources().keys()


def test_no_limit_of_a_monitored_stress_test_is_there():
    for limit in vital_limits().values():
        ends = (limit.at_or_above or 0, limit.above or 0)
        assert limit.sign != "systolic_mmhg" or max(ends) <= 220
        assert limit.sign != "diastolic_mmhg" or max(ends) <= 110


def test_dragging_steps_never_end_a_session():
    assert not vital_limits()["foot_drags"].act.ends
    assert vital_limits()["foot_drags"].act is VitalAct.SLOW_DOWN


@pytest.mark.parametrize(("value", "is_beyond"), [(87, False), (86, False), (85.5, True)])
def test_a_limit_of_their_own_stands_in_place_of_the_general_one(value, is_beyond):
    vitals = Vitals(taken_on=DAY, saturation_percent=value, own_saturation_percent=86)

    assert ("saturation_stop" in crossed(vitals)) is is_beyond


def test_a_stricter_limit_of_their_own_holds_too():
    vitals = Vitals(taken_on=DAY, saturation_percent=91, own_saturation_percent=92)

    assert {"saturation_too_low_to_start", "saturation_stop"} <= crossed(vitals)


@pytest.mark.parametrize(("usual", "is_beyond"), [(None, True), (60, True), (45, False)])
def test_a_slow_heart_may_be_usual(usual, is_beyond):
    patient = replace(PATIENT, resting_heart_rate_bpm=usual)

    found = crossed(Vitals(taken_on=DAY, heart_rate_bpm=42), patient)

    assert ("heart_rate_too_low_to_start" in found) is is_beyond


@pytest.mark.parametrize(("symptoms", "is_beyond"), [(None, True), (True, True), (False, False)])
def test_low_pressure_counts_unless_symptoms_are_denied(symptoms, is_beyond):
    found = crossed(Vitals(taken_on=DAY, systolic_mmhg=85, symptoms=symptoms))

    assert ("systolic_too_low_to_start" in found) is is_beyond


@pytest.mark.parametrize(
    ("presence", "is_beyond"),
    [(Presence.PRESENT, True), (Presence.UNANSWERED, True), (Presence.ABSENT, False)],
)
def test_low_sugar_counts_unless_the_medicine_is_denied(presence, is_beyond):
    answer = PrecautionAnswer(code=MEDICINE, presence=presence, answered_on=DAY)
    patient = replace(PATIENT, precaution_answers=(answer,))

    found = crossed(Vitals(taken_on=DAY, glucose_mgpdl=95), patient)

    assert ("glucose_too_low_to_start" in found) is is_beyond


@pytest.mark.parametrize(("lasted_s", "is_beyond"), [(59, False), (60, True), (None, True)])
def test_a_heart_a_little_above_its_zone_counts_after_a_minute(lasted_s, is_beyond):
    vitals = Vitals(taken_on=DAY, heart_rate_above_zone_bpm=6, above_zone_s=lasted_s)

    assert ("heart_rate_above_zone" in crossed(vitals)) is is_beyond


def test_what_was_not_known_is_said():
    (found,) = crossed_limits(
        Vitals(taken_on=DAY, systolic_mmhg=85), PATIENT, day=DAY, when=Moment.BEFORE
    )

    assert "symptoms not known, counted as so" in found.words


@pytest.mark.parametrize(
    ("name", "value"),
    [("systolic_mmhg", 1200), ("heart_rate_bpm", 7), ("own_saturation_percent", 84)],
)
def test_an_impossible_value_is_refused(name, value):
    with pytest.raises(ContentError, match=f"{name} must lie between .* and is {value}"):
        Vitals(taken_on=DAY, **{name: value})


def test_exchanged_pressures_are_refused():
    with pytest.raises(ContentError, match="diastolic_mmhg must be less than .* 120 of 80"):
        Vitals(taken_on=DAY, systolic_mmhg=80, diastolic_mmhg=120)


def test_a_limit_with_two_ends_is_refused():
    row = vital_limits()["systolic_stop"]
    with pytest.raises(ContentError, match="exactly one of .* 'systolic_stop' has 2"):
        VitalLimit(
            id=row.id,
            words=row.words,
            sign=row.sign,
            when=row.when,
            above=1,
            below=0,
            act=row.act,
            action=row.action,
            evidence=row.evidence,
        )
