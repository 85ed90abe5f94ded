"""What balance, walking and device exercises ask of legs, helpers and precautions, by hand."""

import pytest

from restride.clinical.aims import Category
from restride.clinical.care import Setting, Supervision, WeightBearing
from restride.clinical.conditions import is_case_of
from restride.clinical.content import read_content
from restride.clinical.precautions import PrecautionKind, precautions
from restride.plan.exercise import Exercise, Need, Position, Release, TargetBasis

FILES = ("balance", "vestibular", "falls", "gait", "devices")
ROWS: dict[str, Exercise] = {
    row.id: row
    for file in FILES
    for row in read_content(Exercise, room="plan", name=f"exercises/{file}").rows
}
NWB, TTWB, PWB = WeightBearing.NON, WeightBearing.TOE_TOUCH, WeightBearing.PARTIAL
WBAT, FWB = WeightBearing.AS_TOLERATED, WeightBearing.FULL

by_exercise = pytest.mark.parametrize("row", ROWS.values(), ids=lambda row: row.id)
DEVICES = [row for row in ROWS.values() if row.category is Category.ASSISTIVE_DEVICE]
by_device = pytest.mark.parametrize("row", DEVICES, ids=lambda row: row.id)

#: Exercise, and what the leg with the stricter order and the other one must be allowed to carry.
LEG_LOADS = [
    ("bal_feet_together", WBAT, WBAT),
    ("bal_foam_dbl", WBAT, WBAT),
    ("bal_sls_supported", FWB, FWB),
    ("bal_sls", FWB, FWB),
    ("bal_sls_ec", FWB, FWB),
    ("bal_sls_head", FWB, FWB),
    ("bal_foam_sls", FWB, FWB),
    ("bal_clock_step", FWB, FWB),
    ("bal_step_down", FWB, FWB),
    ("bal_perturb", FWB, FWB),
    ("bal_stand_good_leg", NWB, FWB),
    ("gait_load_scale", PWB, WBAT),
    ("gait_bws", PWB, WBAT),
    ("gait_overground", WBAT, WBAT),
    ("gait_treadmill", WBAT, WBAT),
    ("gait_interval", FWB, FWB),
    ("gait_stairs_step_to", WBAT, WBAT),
    ("gait_stairs", FWB, FWB),
    ("dev_sitstand", NWB, WBAT),
    ("dev_bars", WBAT, WBAT),
    ("dev_walker", WBAT, WBAT),
    ("dev_walker_nwb", NWB, WBAT),
    ("dev_walker_pwb", PWB, WBAT),
    ("dev_rolling_walker", WBAT, WBAT),
    ("dev_rollator", WBAT, WBAT),
    ("dev_hemi_walker", WBAT, WBAT),
    ("dev_quad_cane", WBAT, WBAT),
    ("dev_cane_3pt", WBAT, WBAT),
    ("dev_cane_2pt", WBAT, WBAT),
    ("dev_crutch_nwb", NWB, WBAT),
    ("dev_crutch_pwb", PWB, WBAT),
    ("dev_crutch_4pt", WBAT, WBAT),
    ("dev_crutch_2pt", WBAT, WBAT),
    ("dev_stairs_nwb", NWB, WBAT),
    ("dev_stairs_pwb", PWB, WBAT),
    ("dev_stairs_wbat", WBAT, WBAT),
]
#: Made for people with an order below bearing as tolerated, and for which orders.
FOR_AN_ORDER = {
    "bal_stand_good_leg": (NWB, TTWB, PWB),
    "gait_load_scale": (PWB,),
    "dev_walker_nwb": (NWB, TTWB),
    "dev_walker_pwb": (PWB,),
    "dev_crutch_nwb": (NWB, TTWB),
    "dev_crutch_pwb": (PWB,),
    "dev_stairs_nwb": (NWB, TTWB),
    "dev_stairs_pwb": (PWB,),
}
SWINGS = ("dev_swing_to", "dev_swing_thru")
HARNESSED = (
    "bal_lean_release",
    "bal_perturb",
    "bal_trip_recovery",
    "gait_bws",
    "gait_interval",
    "gait_var_step",
    "gait_vr",
)
HELPER_AND_RAIL = ("bal_sls_ec", "bal_foam_ec", "bal_foam_tandem", "bal_tandem_back")

#: Exercise, precaution, and the least help under which it may still be done.
RELEASES = [
    ("bal_sls", "falls_last_12_months", Release.SOMEONE_NEAR),
    ("bal_sls_head", "falls_last_12_months", Release.SOMEONE_NEAR),
    ("bal_foam_ec", "falls_last_12_months", Release.SOMEONE_NEAR),
    ("bal_sls_ec", "falls_last_12_months", Release.THERAPIST_HARNESS),
    ("bal_perturb", "falls_last_12_months", Release.THERAPIST_HARNESS),
    ("bal_perturb", "bone_risk_high", Release.NEVER),
    ("bal_trip_recovery", "freezing_of_gait", Release.NEVER),
    ("gait_stride", "freezing_of_gait", Release.SOMEONE_NEAR),
    ("gait_pace", "freezing_of_gait", Release.SOMEONE_NEAR),
    ("gait_amplitude", "freezing_of_gait", Release.SOMEONE_NEAR),
    ("gait_turn", "freezing_of_gait", Release.SOMEONE_NEAR),
    ("gait_dt", "freezing_of_gait", Release.SOMEONE_NEAR),
    ("bal_tandem", "freezing_of_gait", Release.SOMEONE_NEAR),
    ("gait_treadmill", "freezing_of_gait", Release.CONTACT_GUARD),
    ("gait_obstacle", "freezing_of_gait", Release.CONTACT_GUARD),
    ("bal_tandem_back", "freezing_of_gait", Release.CONTACT_GUARD),
    ("dev_walker", "freezing_of_gait", Release.NEVER),
    ("bal_foam_dbl", "foot_sensation_lost", Release.SOMEONE_NEAR),
    ("gait_uneven", "foot_sensation_lost", Release.CONTACT_GUARD),
    ("bal_rocker", "foot_sensation_lost", Release.CONTACT_GUARD),
    ("bal_foam_ec", "foot_sensation_lost", Release.NEVER),
    ("bal_sls_ec", "foot_sensation_lost", Release.NEVER),
    ("vest_vor2", "vestibular_loss_both_sides", Release.NEVER),
    ("vest_habit", "vestibular_loss_both_sides", Release.NEVER),
    ("vest_habit", "bppv_untreated", Release.NEVER),
    ("vest_vor1_sit", "neck_unstable", Release.NEVER),
    ("vest_vor1_sit", "retina_surgery_recent", Release.NEVER),
    ("vest_canalith_repositioning", "neck_artery_concern", Release.NEVER),
    ("gait_ras", "beat_worsens_walking", Release.NEVER),
    ("gait_interval", "heart_not_cleared", Release.NEVER),
    ("gait_interval", "aortic_stenosis_severe", Release.NEVER),
    ("gait_interval", "blood_pressure_uncontrolled", Release.NEVER),
    ("gait_endurance", "heart_not_cleared", Release.NEVER),
    ("gait_treadmill", "cannot_walk_on_belt", Release.NEVER),
    ("gait_vr", "seizures_set_off_by_light", Release.NEVER),
    ("gait_bws", "harness_skin_or_pain", Release.NEVER),
    ("gait_bws", "harness_stoma_or_tube", Release.NEVER),
    ("gait_incline", "achilles_or_calf_acute", Release.NEVER),
    ("bal_step_down", "kneecap_pain_flare", Release.NEVER),
    ("bal_side_step", "hip_abductor_repair_recent", Release.NEVER),
    ("bal_cross_step", "hip_posterior_precautions", Release.NEVER),
    ("bal_backwalk", "hip_anterior_precautions", Release.NEVER),
    ("bal_wobble", "ankle_sprain_fresh", Release.NEVER),
    ("bal_floor_rise", "kneeling_not_allowed", Release.NEVER),
    ("bal_reach", "spine_movement_limits", Release.NEVER),
    ("dev_crutch_nwb", "arms_weak", Release.NEVER),
    ("dev_swing_to", "trunk_weak", Release.NEVER),
    ("dev_swing_thru", "bone_risk_high", Release.NEVER),
    ("dev_wean", "fall_last_30_days", Release.NEVER),
    ("dev_fes", "stimulation_not_cleared", Release.NEVER),
]


def _words(row: Exercise) -> str:
    return " ".join([row.name, row.purpose, *row.steps, row.safety, row.note or ""]).lower()


@pytest.mark.parametrize(
    ("name", "stricter", "other"), LEG_LOADS, ids=[row[0] for row in LEG_LOADS]
)
def test_a_leg_carries_no_more_than_it_may(
    name: str, stricter: WeightBearing, other: WeightBearing
):
    assert (ROWS[name].leg_load.stricter, ROWS[name].leg_load.other) == (stricter, other)


@by_exercise
def test_feet_on_the_floor_without_an_order_need_both_legs(row: Exercise):
    upright = row.position in {Position.STANDING, Position.SINGLE_LEG, Position.WALKING}
    if upright and row.id not in {*FOR_AN_ORDER, "gait_bws"}:
        assert row.leg_load.stricter.rank >= WBAT.rank
        assert row.leg_load.other.rank >= WBAT.rank


@by_exercise
def test_only_patterns_for_an_order_are_kept_to_people_with_one(row: Exercise):
    assert row.leg_load.only_for == FOR_AN_ORDER.get(row.id, ())


@pytest.mark.parametrize("name", FOR_AN_ORDER)
def test_a_pattern_for_an_order_needs_the_order(name: str):
    assert Need.WEIGHT_BEARING_ORDER in ROWS[name].needs


@pytest.mark.parametrize("name", [name for name in FOR_AN_ORDER if name != "bal_stand_good_leg"])
def test_the_load_comes_from_the_order_and_nothing_urges_more(name: str):
    loads = [each for each in ROWS[name].targets if each.metric == "limb_load_pct"]
    assert [each.basis for each in loads] == [TargetBasis.ORDER]
    assert (loads[0].low, loads[0].high) == (None, None)
    assert not any("hardly" in fault.fault.lower() for fault in ROWS[name].faults)


@by_device
def test_no_aid_is_trained_before_it_is_fitted(row: Exercise):
    bars_are_no_aid_to_fit = row.id == "dev_bars"
    assert (Need.DEVICE_FITTED in row.needs) is not bars_are_no_aid_to_fit


@pytest.mark.parametrize("name", SWINGS)
def test_both_legs_swing_only_where_neither_is_limited(name: str):
    row = ROWS[name]
    assert row.leg_load.stricter.rank >= WBAT.rank
    assert row.leg_load.other.rank >= WBAT.rank
    assert row.not_for is not None
    for condition in ("tibia_fracture", "hip_fracture", "tka", "osteoporosis"):
        assert any(is_case_of(condition, banned) for banned in row.not_for)
    assert not any(is_case_of(named, "fracture") for named in row.conditions)


@pytest.mark.parametrize("name", HARNESSED)
def test_a_harness_means_a_clinic_and_a_therapist(name: str):
    row = ROWS[name]
    assert row.settings == (Setting.CLINIC,)
    assert row.supervision is Supervision.THERAPIST_HARNESS
    assert Need.HARNESS in row.needs
    assert row.blocked_if["harness_skin_or_pain"] is Release.NEVER


@by_exercise
def test_what_needs_a_guarding_hand_stays_in_the_clinic(row: Exercise):
    if row.supervision.rank >= Supervision.CONTACT_GUARD.rank:
        assert row.settings == (Setting.CLINIC,)


@by_exercise
def test_nobody_who_needs_supervision_trains_alone(row: Exercise):
    assert not row.blocked_if["thinking_needs_supervision"].allows(Supervision.NONE)


@pytest.mark.parametrize("name", HELPER_AND_RAIL)
def test_hard_balance_has_a_helper_and_something_to_hold(name: str):
    row = ROWS[name]
    assert row.supervision is Supervision.SOMEONE_NEAR
    assert {Need.CORNER_OR_RAIL, Need.STEADY_SUPPORT} & set(row.needs)
    assert "a helper beside you and a" in row.safety.lower()


@by_exercise
def test_no_words_offer_a_corner_instead_of_a_helper(row: Exercise):
    assert "helper or in a corner" not in _words(row)
    assert "counter or with a helper" not in _words(row)


@pytest.mark.parametrize(
    ("name", "code", "release"), RELEASES, ids=[f"{row[0]}-{row[1]}" for row in RELEASES]
)
def test_a_precaution_gives_way_only_to_enough_help(name: str, code: str, release: Release):
    assert ROWS[name].blocked_if[code] is release


@by_exercise
def test_what_only_changes_advice_blocks_nothing(row: Exercise):
    kinds = {precautions()[code].kind for code in row.blocked_if}
    assert kinds == {PrecautionKind.BLOCK}


@by_exercise
def test_an_open_wound_of_the_foot_keeps_off_the_floor(row: Exercise):
    stands = row.leg_load.stricter.rank >= WBAT.rank
    if stands and row.category is not Category.ASSISTIVE_DEVICE:
        assert row.blocked_if["foot_wound_open"] is Release.NEVER


@by_exercise
def test_bending_hips_and_knees_stays_under_the_order(row: Exercise):
    bends = {
        target.metric
        for target in row.targets
        if target.metric in {"knee_flex_deg", "hip_flex_deg"}
    }
    bounded = {limit.metric for limit in row.limit_if if limit.at_most_answer}
    assert bends <= bounded


@by_exercise
def test_a_fracture_not_cleared_leaves_only_the_patterns_of_an_order(row: Exercise):
    upright = row.position not in {Position.LYING, Position.SITTING}
    if upright and row.leg_load.stricter.rank >= WBAT.rank:
        assert row.blocked_if["fracture_not_cleared"] is Release.NEVER


@by_exercise
def test_walking_is_guarded_while_the_feet_freeze_or_the_head_spins(row: Exercise):
    if row.position is Position.WALKING:
        assert not row.blocked_if["freezing_of_gait"].allows(Supervision.NONE)
        assert not row.blocked_if["vertigo_acute"].allows(Supervision.NONE)


@by_exercise
def test_whoever_cannot_stand_with_one_hand_is_never_left_alone_upright(row: Exercise):
    upright = row.position in {Position.STANDING, Position.SINGLE_LEG, Position.WALKING}
    if upright and row.id != "dev_bars":
        assert not row.blocked_if["cannot_stand_with_one_hand"].allows(Supervision.SOMEONE_NEAR)
