"""What keeps an exercise out, one rule at a time."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from restride.clinical.care import Assistance, Setting, Supervision, WeightBearing
from restride.clinical.patient import HomeSituation, WeightBearingOrder
from restride.clinical.precautions import PrecautionAnswer, Presence
from restride.plan.library import find_exercise
from restride.plan.screening import BlockRule, restrictions, screen
from restride.terms import Side


def _screened(exercise_id, patient, *, day, setting=Setting.CLINIC, **more):
    under = restrictions(patient, day=day, setting=setting, **more)
    return screen(find_exercise(exercise_id), under=under)


def _rules(screened) -> set[BlockRule]:
    return {each.rule for each in screened.blocks}


def test_a_person_without_restrictions_may_stand_on_one_leg(patient_with, day):
    assert _screened("bal_sls", patient_with("older_adult"), day=day).allowed


@pytest.mark.parametrize(
    ("grade", "allowed"),
    [
        (WeightBearing.NON, set()),
        (WeightBearing.PARTIAL, {"dev_crutch_pwb"}),
        (WeightBearing.AS_TOLERATED, {"str_mini_squat", "dev_cane_3pt"}),
        (WeightBearing.FULL, {"str_mini_squat", "dev_cane_3pt", "bal_sls"}),
    ],
)
def test_an_order_opens_what_it_allows(patient_with, day, grade, allowed):
    order = WeightBearingOrder(side=Side.LEFT, grade=grade, at_most_percent=40.0)
    patient = patient_with("fracture", side=Side.LEFT, weight_bearing_orders=(order,))
    asked = ("str_mini_squat", "dev_cane_3pt", "bal_sls", "dev_crutch_pwb")
    open_to = {
        each
        for each in asked
        if BlockRule.WEIGHT_BEARING not in _rules(_screened(each, patient, day=day))
    }

    assert open_to == allowed


def test_a_missing_order_counts_as_no_weight_at_all(patient_with, day):
    patient = patient_with("tka", side=Side.RIGHT)

    assert patient.weight_bearing(Side.RIGHT) is WeightBearing.NON
    assert patient.weight_bearing(Side.LEFT) is WeightBearing.FULL
    assert BlockRule.WEIGHT_BEARING in _rules(_screened("str_mini_squat", patient, day=day))


def test_the_stricter_of_two_orders_for_a_leg_holds(patient_with, day):
    orders = tuple(
        WeightBearingOrder(side=Side.LEFT, grade=grade)
        for grade in (WeightBearing.FULL, WeightBearing.TOE_TOUCH)
    )
    patient = patient_with("fracture", weight_bearing_orders=orders)

    assert patient.weight_bearing(Side.LEFT) is WeightBearing.TOE_TOUCH


def test_a_red_flag_keeps_everything_out(patient_with, day):
    patient = patient_with("low_back", present=("cauda_equina_signs",))
    screened = _screened("core_breath", patient, day=day)

    assert _rules(screened) == {BlockRule.RED_FLAG}
    assert "Emergency department at once" in screened.blocks[0].words


def test_an_unanswered_question_counts_as_present_above_level_two(patient_with, day):
    patient = patient_with("older_adult", unanswered=("vertebral_fracture_recent",))
    high = _screened("core_plank", patient, day=day)

    assert _rules(high) == {BlockRule.UNANSWERED}
    assert "not answered, so it counts as present" in high.blocks[0].words


def test_an_unanswered_question_lets_low_levels_pass_only_under_eyes(patient_with, day):
    patient = patient_with("vestibular_one_sided", unanswered=("neck_unstable",))
    near = HomeSituation(supervision=Supervision.SOMEONE_NEAR)

    assert _screened("vest_vor1_sit", patient, day=day).allowed
    alone = _screened("vest_vor1_sit", patient, day=day, setting=Setting.HOME)
    assert BlockRule.UNANSWERED in _rules(alone)
    seen = replace(patient, home=near)
    assert BlockRule.UNANSWERED not in _rules(
        _screened("vest_vor1_sit", seen, day=day, setting=Setting.HOME)
    )


def test_an_old_no_is_unanswered_again(patient_with, day):
    fresh = patient_with("older_adult")
    code = "falls_last_12_months"
    answers = tuple(each for each in fresh.precaution_answers if each.code != code)
    for age_days, presence in ((90, Presence.ABSENT), (91, Presence.UNANSWERED)):
        answer = PrecautionAnswer(
            code=code, presence=Presence.ABSENT, answered_on=day - timedelta(days=age_days)
        )
        patient = replace(fresh, precaution_answers=(*answers, answer))
        assert patient.answer(code, day=day).presence is presence


def test_an_old_yes_still_holds(patient_with, day):
    answer = PrecautionAnswer(
        code="bone_risk_high", presence=Presence.PRESENT, answered_on=date(2019, 1, 1)
    )

    assert answer.held_on(day).presence is Presence.PRESENT


def test_a_faller_trains_hard_balance_only_with_a_helper(patient_with, day):
    alone = patient_with("fall_risk", present=("falls_last_12_months",))
    helped = replace(
        alone,
        home=HomeSituation(supervision=Supervision.SOMEONE_NEAR, equipment=("foam_pad",)),
    )

    assert not _screened("bal_foam_ec", alone, day=day, setting=Setting.HOME).allowed
    with_helper = _screened("bal_foam_ec", helped, day=day, setting=Setting.HOME)
    assert with_helper.supervision.rank >= Supervision.SOMEONE_NEAR.rank


def test_a_bound_limits_and_does_not_block(patient_with, day):
    order = WeightBearingOrder(side=Side.LEFT, grade=WeightBearing.FULL)
    patient = patient_with(
        "tha",
        side=Side.LEFT,
        since=day - timedelta(days=60),
        present=("hip_flexion_limit",),
        bounds={"hip_flexion_limit": 90.0},
        weight_bearing_orders=(order,),
    )
    screened = _screened("str_sts_high", patient, day=day)

    assert screened.allowed
    assert any("not above 90 deg" in each for each in screened.limits)


def test_a_bound_without_its_number_blocks(patient_with, day):
    order = WeightBearingOrder(side=Side.LEFT, grade=WeightBearing.FULL)
    patient = patient_with(
        "tha", side=Side.LEFT, present=("hip_flexion_limit",), weight_bearing_orders=(order,)
    )

    assert not _screened("str_sts_high", patient, day=day).allowed


@pytest.mark.parametrize(("days", "too_early"), [(179, True), (180, False), (181, False)])
def test_interval_walking_waits_for_half_a_year_after_a_stroke(patient_with, day, days, too_early):
    patient = patient_with("stroke", since=day - timedelta(days=days))
    rules = _rules(_screened("gait_interval", patient, day=day))

    assert (BlockRule.TOO_EARLY in rules) is too_early


def test_an_unknown_day_of_onset_counts_as_too_early(patient_with, day):
    screened = _screened("gait_interval", patient_with("stroke"), day=day)

    assert BlockRule.TOO_EARLY in _rules(screened)
    assert any("the date is not known" in each.words for each in screened.blocks)


def test_a_therapist_can_allow_it_earlier(patient_with, day):
    patient = patient_with("stroke", since=day - timedelta(days=100))
    screened = _screened(
        "gait_interval", patient, day=day, allowed_early={"gait_interval": "cleared, walks well"}
    )

    assert BlockRule.TOO_EARLY not in _rules(screened)


def test_what_is_not_at_home_is_not_done_at_home(patient_with, day):
    patient = patient_with("older_adult")
    screened = _screened("str_band_hip_abd", patient, day=day, setting=Setting.HOME)

    assert _rules(screened) == {BlockRule.EQUIPMENT}
    assert screened.blocks[0].words == "needs: resistance band"


def test_a_treadmill_is_for_the_clinic(patient_with, day):
    screened = _screened("gait_treadmill", patient_with("stroke"), day=day, setting=Setting.HOME)

    assert BlockRule.SETTING in _rules(screened)


def test_reactive_stepping_needs_a_harness(patient_with, day):
    patient = patient_with("fall_risk")
    bare = _screened("bal_lean_release", patient, day=day)
    held = replace(patient, clinic_equipment=("ceiling_harness", "gait_belt"))

    assert BlockRule.SUPERVISION in _rules(bare)
    assert BlockRule.SUPERVISION not in _rules(_screened("bal_lean_release", held, day=day))


def test_nothing_is_done_alone_by_who_cannot_follow(patient_with, day):
    patient = patient_with("older_adult", present=("thinking_needs_supervision",))
    screened = _screened("core_breath", patient, day=day, setting=Setting.HOME)

    assert BlockRule.SUPERVISION in _rules(screened)


def test_two_sided_loss_gets_no_moving_target(patient_with, day):
    patient = patient_with("vestibular_two_sided")

    assert BlockRule.NOT_FOR_CONDITION in _rules(_screened("vest_vor2", patient, day=day))
    assert _screened("vest_two_targets", patient, day=day).allowed


@pytest.mark.parametrize(
    ("assistance", "needed"),
    [
        (None, Supervision.NONE),
        (Assistance.INDEPENDENT, Supervision.NONE),
        (Assistance.SET_UP, Supervision.NONE),
        (Assistance.SUPERVISION, Supervision.SOMEONE_NEAR),
        (Assistance.CONTACT_GUARD, Supervision.CONTACT_GUARD),
        (Assistance.TOTAL, Supervision.CONTACT_GUARD),
    ],
)
def test_the_help_that_is_needed_is_there_for_all_that_is_upright(
    patient_with, day, assistance, needed
):
    patient = patient_with("stroke", assistance=assistance)

    assert _screened("gait_overground", patient, day=day).supervision.rank >= needed.rank
    assert _screened("str_sts", patient, day=day).supervision.rank >= needed.rank
    assert _screened("core_breath", patient, day=day).supervision is Supervision.NONE
