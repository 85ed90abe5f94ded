"""Which batteries are proposed from three answers, for whom, and why."""

from datetime import date
from itertools import product

import pytest

from restride.clinical.batteries import batteries, battery_tests
from restride.clinical.battery_proposal import (
    BatteryAnswers,
    Candidate,
    candidate_of,
    propose_battery,
    retest_battery,
)
from restride.clinical.care import WeightBearing
from restride.clinical.conditions import conditions
from restride.clinical.patient import Diagnosis, Patient, WeightBearingOrder
from restride.clinical.precautions import PrecautionAnswer, Presence, precautions
from restride.errors import ContentError
from restride.person import Person
from restride.terms import Side

CLEAR = dict.fromkeys(precautions(), Presence.ABSENT)
DAY = date(2026, 5, 4)


def candidate(*condition_ids, stands=True, walks=True, endurance=False, **more):
    return Candidate(
        answers=BatteryAnswers(stands_30_s=stands, walks_10_m=walks, endurance_wanted=endurance),
        condition_ids=condition_ids,
        **{"presences": CLEAR, **more},
    )


def proposed(*condition_ids, **more):
    proposal = propose_battery(candidate(*condition_ids, **more))
    return [(each.battery.id, each.visit) for each in proposal.batteries]


def steps_of(battery_id, *condition_ids, **more):
    proposal = propose_battery(candidate(*condition_ids, **more))
    each = next(each for each in proposal.batteries if each.battery.id == battery_id)
    return [step.test for step in each.battery.steps]


def test_who_stands_and_walks_has_the_quick_screen_first_and_the_core_later():
    assert proposed("older_adult") == [
        ("first_visit_screen", 1),
        ("quick_screen", 1),
        ("core_gait_balance", 2),
    ]


@pytest.mark.parametrize("condition_id", ["stroke", "parkinson", "multiple_sclerosis"])
def test_neurological_conditions_have_the_core_set(condition_id):
    assert proposed(condition_id)[-1] == ("neuro_core_set", 2)


def test_an_athlete_whom_nothing_forbids_to_hop_has_the_return_to_sport():
    assert proposed("ankle_sprain", "athlete")[-1] == ("athlete_return", 2)


@pytest.mark.parametrize(
    "more",
    [
        pytest.param({"presences": {**CLEAR, "ankle_sprain_fresh": Presence.PRESENT}}, id="fresh"),
        pytest.param(
            {"presences": {**CLEAR, "fracture_not_cleared": Presence.UNANSWERED}}, id="unanswered"
        ),
        pytest.param({"weight_bearing": WeightBearing.PARTIAL}, id="an order"),
    ],
)
def test_an_athlete_who_may_not_hop_has_the_core(more):
    assert proposed("ankle_sprain", "athlete", **more)[-1] == ("core_gait_balance", 2)


@pytest.mark.parametrize(
    ("stands", "walks", "words"),
    [
        (False, True, "Standing for 30 s: no."),
        (True, False, "Walking 10 m: no."),
        (False, False, "Standing for 30 s: no; walking 10 m: no."),
        (None, True, "Standing for 30 s: not asked, which counts as no."),
    ],
)
def test_without_standing_or_walking_it_is_the_low_level(stands, walks, words):
    proposal = propose_battery(candidate("older_adult", stands=stands, walks=walks))

    assert [each.battery.id for each in proposal.batteries] == ["first_visit_screen", "low_level"]
    assert proposal.batteries[1].why == words


@pytest.mark.parametrize("condition_id", ["vestibular", "bppv", "vestibular_two_sided"])
def test_dizziness_adds_its_tests_at_the_end_of_the_first_visit(condition_id):
    assert proposed(condition_id)[2] == ("vestibular_add_on", 1)


def test_endurance_chooses_the_length_of_the_walk():
    assert "2mwt" in steps_of("core_gait_balance", "older_adult", endurance=False)
    assert "6mwt" not in steps_of("core_gait_balance", "older_adult", endurance=False)
    assert "6mwt" in steps_of("core_gait_balance", "older_adult", endurance=True)
    assert "2mwt" not in steps_of("core_gait_balance", "older_adult", endurance=True)


@pytest.mark.parametrize(
    ("condition_id", "more", "there"),
    [
        pytest.param("older_adult", {"age_years": 74}, False, id="74 years"),
        pytest.param("older_adult", {"age_years": 75}, True, id="75 years"),
        pytest.param("older_adult", {}, False, id="no age"),
        pytest.param("neuropathy", {"age_years": 50}, True, id="neuropathy"),
        pytest.param(
            "knee_oa",
            {"presences": {**CLEAR, "glucose_lowering_medicine": Presence.PRESENT}},
            True,
            id="diabetes",
        ),
    ],
)
def test_sensation_is_tested_where_it_may_be_lost(condition_id, more, there):
    assert ("sensation" in steps_of("first_visit_screen", condition_id, **more)) is there


@pytest.mark.parametrize(("condition_id", "there"), [("stroke", True), ("knee_oa", False)])
def test_tone_is_tested_where_the_condition_is_neurological(condition_id, there):
    assert ("mas" in steps_of("first_visit_screen", condition_id)) is there


def test_posture_waits_until_the_person_stands():
    assert "posture" in steps_of("first_visit_screen", "older_adult")
    assert "posture" not in steps_of("first_visit_screen", "older_adult", stands=False)


def test_a_chosen_step_adds_its_minutes():
    plain, old = (
        propose_battery(candidate("older_adult", age_years=age)).batteries[0] for age in (60, 80)
    )

    assert plain.minutes == (5, 7)
    assert old.minutes == (7, 9)


def test_the_core_set_splits_over_two_visits():
    proposal = propose_battery(candidate("stroke"))
    steps = proposal.batteries[-1].battery.steps

    assert {step.test for step in steps if step.visit == 2} == {"fga", "6mwt"}


def test_an_order_leaves_out_what_loads_a_leg():
    proposal = propose_battery(candidate("hip_fracture", weight_bearing=WeightBearing.PARTIAL))
    quick = next(each for each in proposal.batteries if each.battery.id == "quick_screen")

    assert [step.test for step in quick.battery.steps] == ["tug"]
    assert quick.left_out[0].test == "4stage"
    assert quick.left_out[0].why == "It needs WBAT on both legs, and the order is PWB."


@pytest.mark.parametrize("presence", [Presence.PRESENT, Presence.UNANSWERED])
def test_a_precaution_that_is_not_absent_leaves_a_test_out_by_name(presence):
    presences = {**CLEAR, "neck_unstable": presence}
    proposal = propose_battery(candidate("bppv", presences=presences))
    extra = next(each for each in proposal.batteries if each.battery.id == "vestibular_add_on")

    assert [step.test for step in extra.battery.steps] == ["dhi"]
    assert extra.left_out[-1].why == f"{precautions()['neck_unstable'].name}: {presence}."
    asked = precautions()["neck_unstable"].question in proposal.missing
    assert asked is (presence is Presence.UNANSWERED)


def test_an_answer_that_was_not_asked_is_listed_as_a_question():
    proposal = propose_battery(candidate("older_adult", walks=None, endurance=None))

    assert proposal.missing == (
        "Does the person walk 10 m, with an aid where they use one?",
        "Is endurance to be tested?",
    )


def test_a_red_flag_stops_everything():
    presences = {**CLEAR, "chest_pain_or_faint": Presence.PRESENT}
    proposal = propose_battery(candidate("older_adult", presences=presences))

    assert proposal.batteries == ()
    assert proposal.stopped.startswith("Chest pain or fainting: Do not train")


def test_an_unanswered_red_flag_is_asked():
    presences = {**CLEAR, "chest_pain_or_faint": Presence.UNANSWERED}
    proposal = propose_battery(candidate("older_adult", presences=presences))

    assert proposal.batteries
    assert proposal.missing == (precautions()["chest_pain_or_faint"].question,)


def test_without_any_answer_nothing_that_a_precaution_forbids_is_proposed():
    proposal = propose_battery(candidate("athlete", "acl", endurance=True, presences={}))
    tests = {step.test for each in proposal.batteries for step in each.battery.steps}

    assert not tests & {"hop_battery", "y_balance", "6mwt", "minibest"}


def test_no_test_is_proposed_that_is_blocked_whoever_comes():
    answers = (True, False, None)
    for condition_id, stands, walks in product(conditions(), answers, answers):
        for presences in (CLEAR, {}):
            person = candidate(condition_id, stands=stands, walks=walks, presences=presences)
            proposal = propose_battery(person)
            assert proposal.batteries
            for step in (step for each in proposal.batteries for step in each.battery.steps):
                blocked_by = battery_tests()[step.test].blocked_by
                assert all(person.presence(code) is Presence.ABSENT for code in blocked_by)


def test_the_same_person_has_the_same_proposal():
    assert propose_battery(candidate("stroke")) == propose_battery(candidate("stroke"))


def test_a_re_test_is_what_goals_rest_on_and_walking_speed():
    retest = retest_battery(["30scst", "tug"], candidate("older_adult"))

    assert [step.test for step in retest.battery.steps] == ["30scst", "tug", "gait_speed_10m"]
    # set-up 1 + chair 2 + rest 1 + up and go 2 to 3 + walk 4
    assert retest.minutes == (10, 11)
    assert retest.why.endswith("10 to 11 min.")


def test_a_re_test_that_takes_too_long_says_so():
    retest = retest_battery(["bbs", "abc"], candidate("older_adult"))

    assert "above 12 min: spread it over visits" in retest.why


def test_effort_is_no_test_of_a_re_test():
    retest = retest_battery(["rpe"], candidate("older_adult"))

    assert [each.test for each in retest.left_out] == ["rpe"]


def test_a_re_test_of_something_unknown_is_refused():
    with pytest.raises(ContentError, match="An instrument must be one of.*'walk'"):
        retest_battery(["walk"], candidate("older_adult"))


def test_a_re_test_leaves_out_what_is_not_possible_now():
    retest = retest_battery(["tug"], candidate("older_adult", walks=False))

    assert [each.test for each in retest.left_out] == ["gait_speed_10m"]


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({"condition_ids": ("strok",)}, "A condition must be one of.*stroke"),
        ({"condition_ids": ("knee osteoarthritis",)}, "is another name of 'knee_oa'. Use the id"),
        ({"presences": {"gout": Presence.PRESENT}}, "presences: a code must be one of.*'gout'"),
        ({"age_years": 121}, "age_years must be 0 to 120, and is 121"),
        ({"age_years": -1}, "age_years must be 0 to 120, and is -1"),
    ],
)
def test_a_candidate_that_cannot_be_is_refused(more, words):
    with pytest.raises(ContentError, match=words):
        Candidate(answers=BatteryAnswers(), **more)


def test_a_candidate_is_gathered_from_a_patient():
    patient = Patient(
        person=Person(age_years=82),
        diagnoses=(Diagnosis(condition="hip_fracture", side=Side.LEFT),),
        precaution_answers=(
            PrecautionAnswer(code="neck_unstable", presence=Presence.ABSENT, answered_on=DAY),
        ),
        weight_bearing_orders=(WeightBearingOrder(side=Side.LEFT, grade=WeightBearing.TOE_TOUCH),),
    )
    person = candidate_of(patient, BatteryAnswers(stands_30_s=True), day=DAY)

    assert person.age_years == 82
    assert person.weight_bearing is WeightBearing.TOE_TOUCH
    assert person.presence("neck_unstable") is Presence.ABSENT
    assert person.presence("chest_pain_or_faint") is Presence.UNANSWERED


def test_every_battery_but_the_re_test_is_proposed_to_somebody():
    people = [
        candidate("stroke"),
        candidate("older_adult"),
        candidate("older_adult", walks=False),
        candidate("athlete"),
        candidate("bppv"),
    ]
    ids = {each.battery.id for one in people for each in propose_battery(one).batteries}

    assert ids == batteries().keys() - {"retest"}
