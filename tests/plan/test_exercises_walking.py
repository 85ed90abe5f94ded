"""Facts of the balance, walking and device exercises, written by hand from clinical rules."""

import re
from itertools import pairwise

import pytest

from restride.clinical.aims import Category
from restride.clinical.care import Setting, Supervision
from restride.clinical.conditions import Condition, conditions, lineage
from restride.clinical.content import read_content
from restride.clinical.evidence import Confidence
from restride.plan.dose import Per
from restride.plan.exercise import Exercise, Need, Position, Release, Target, TargetBasis
from restride.plan.library import exercises

FILES = ("balance", "vestibular", "falls", "gait", "devices")
ROWS: dict[str, Exercise] = {
    row.id: row
    for file in FILES
    for row in read_content(Exercise, room="plan", name=f"exercises/{file}").rows
}
by_exercise = pytest.mark.parametrize("row", ROWS.values(), ids=lambda row: row.id)
#: Ladders that must lead upwards one after the other.
CLIMBS = [
    ("bal_fast_step", "bal_signal_step", "bal_lean_release", "bal_perturb", "bal_trip_recovery"),
    ("bal_half_kneel_rise", "bal_floor_rise"),
    ("bal_feet_together", "bal_semi_tandem", "bal_tandem", "bal_sls", "bal_foam_sls"),
    ("bal_foam_dbl", "bal_foam_ec", "bal_foam_head", "bal_foam_tandem"),
    ("vest_vor1_sit", "vest_two_targets", "vest_remembered_target", "vest_dynamic_walk"),
    ("vest_vor1_sit", "vest_vor1_stand", "vest_vor2", "vest_vor1_walk"),
    ("gait_bws", "gait_treadmill", "gait_interval", "gait_var_step"),
    ("gait_pregait", "gait_overground", "gait_stride", "gait_amplitude", "gait_dt"),
    ("gait_stairs_step_to", "gait_stairs"),
    ("dev_bars", "dev_rolling_walker", "dev_cane_3pt", "dev_cane_2pt", "dev_wean"),
    ("dev_bars", "dev_hemi_walker"),
    ("dev_quad_cane", "dev_cane_3pt", "dev_stairs_wbat", "dev_curb", "dev_wean"),
    ("dev_crutch_nwb", "dev_crutch_pwb", "dev_stairs_pwb"),
    ("dev_crutch_4pt", "dev_crutch_2pt"),
    ("dev_swing_to", "dev_swing_thru"),
]


def _targets(metric: str) -> list[tuple[str, Target]]:
    return [
        (row.id, target)
        for row in ROWS.values()
        for target in row.targets
        if target.metric == metric
    ]


def _words(row: Exercise) -> str:
    return " ".join([row.name, row.purpose, *row.steps, row.safety, row.note or ""]).lower()


@pytest.mark.parametrize("climb", CLIMBS, ids=lambda climb: climb[-1])
def test_each_rung_is_harder_and_named_from_both_sides(climb: tuple[str, ...]):
    for lower, upper in pairwise(climb):
        assert upper in ROWS[lower].ladder.harder
        assert lower in ROWS[upper].ladder.easier
        assert ROWS[lower].level < ROWS[upper].level


@by_exercise
def test_a_link_out_of_these_files_is_known_at_its_other_end(row: Exercise):
    for upper in set(row.ladder.harder) - ROWS.keys():
        assert row.id in exercises()[upper].ladder.easier
    for lower in set(row.ladder.easier) - ROWS.keys():
        assert row.id in exercises()[lower].ladder.harder


@by_exercise
def test_a_step_up_raises_the_level_or_names_what_changes(row: Exercise):
    changed = set(row.ladder.changed or {})
    level = {name: exercises()[name].level for name in row.ladder.harder}
    assert all(each >= row.level for each in level.values())
    assert {name for name, each in level.items() if each == row.level} == changed


def test_reactive_stepping_begins_low_enough_for_those_who_fall():
    levels = [ROWS[name].level for name in CLIMBS[0]]
    assert levels == [3, 4, 5, 6, 7]
    assert all("fall_risk" in ROWS[name].conditions for name in CLIMBS[0])
    assert Setting.HOME in ROWS["bal_fast_step"].settings


@by_exercise
def test_cadence_and_speed_come_from_the_person(row: Exercise):
    for target in row.targets:
        if target.metric in {"cadence_spm", "speed_mps", "step_length_m", "distance_m"}:
            assert target.basis is TargetBasis.PERCENT_OF_OWN
            assert target.own is not None


@by_exercise
def test_walking_cadence_stays_within_five_per_cent(row: Exercise):
    if row.category is Category.GAIT_TRAINING:
        for target in row.targets:
            if target.metric == "cadence_spm":
                assert (target.low, target.high) == (95, 105)


@pytest.mark.parametrize("name", ["gait_stride", "gait_amplitude"])
def test_longer_steps_grow_from_the_own_and_never_past_the_body(name: str):
    (target,) = [each for each in ROWS[name].targets if each.metric == "step_length_m"]
    assert (target.low, target.high, target.ceiling_height_percent) == (105, 115, 45)


@by_exercise
def test_sway_is_judged_against_the_own_only(row: Exercise):
    for target in row.targets:
        if target.metric.startswith("sway"):
            assert target.basis is TargetBasis.PERCENT_OF_OWN
            assert target.low is None


def test_touches_count_only_when_they_were_not_planned():
    for name, target in _targets("hand_touches"):
        assert target.high is not None
        assert target.high <= 2, name
    for name in ("gait_stairs", "gait_stairs_step_to", "gait_pregait", "bal_step_up"):
        assert "unplanned" in (ROWS[name].note or "")


@by_exercise
def test_dizziness_rises_by_four_at_most_and_by_two_after_a_concussion(row: Exercise):
    for target in row.targets:
        if target.metric == "symptom_rise_0_10":
            assert target.high is not None
            assert target.high <= 4
            bounds = [limit for limit in row.limit_if if limit.code == "concussion_recent"]
            assert [each.at_most for each in bounds] == [2]


@pytest.mark.parametrize("name", ["vest_vor2", "vest_habit"])
def test_loss_of_both_inner_ears_rules_out_what_cannot_come_back(name: str):
    assert "vestibular_two_sided" in (ROWS[name].not_for or {})
    assert "vestibular_two_sided" not in ROWS[name].conditions


def test_loss_of_both_inner_ears_has_a_way_of_its_own():
    for name in ("vest_two_targets", "vest_remembered_target", "vest_dynamic_walk"):
        assert "vestibular_two_sided" in ROWS[name].conditions


def test_repositioning_is_a_procedure_with_a_retest():
    row = ROWS["vest_canalith_repositioning"]
    assert Need.THERAPIST_PROCEDURE in row.needs
    assert row.settings == (Setting.CLINIC,)
    assert row.conditions == ("bppv",)
    assert "bppv_untreated" not in row.blocked_if
    for word in ("side", "canal", "answer", "re-test"):
        assert word in (row.note or "")


@pytest.mark.parametrize("name", ["gait_interval", "gait_var_step"])
def test_hard_walking_waits_half_a_year_after_a_stroke(name: str):
    row = ROWS[name]
    (start,) = row.allowed_from
    assert (start.condition, start.from_days) == ("stroke", 180)
    assert {
        Need.HARNESS,
        Need.VITALS_BEFORE,
        Need.HEART_RATE_MONITOR,
        Need.MEDICAL_CLEARANCE,
    } <= set(row.needs)


@by_exercise
def test_training_in_a_heart_rate_zone_warms_up_and_cools_down(row: Exercise):
    zones = [each for each in row.targets if each.metric == "hr_pct_hrr" and each.low is not None]
    if zones:
        assert row.dose.warm_up_s > 0
        assert row.dose.cool_down_s > 0
        assert row.blocked_if["heart_not_cleared"] is Release.NEVER


def test_walking_to_a_beat_starts_with_two_short_blocks_after_a_test():
    row = ROWS["gait_ras"]
    assert (row.dose.sets_count, row.dose.work_s) == (2, 300)
    assert Need.BEAT_RESPONSE_TEST in row.needs


@pytest.mark.parametrize(
    "name", ["gait_interval", "gait_stride", "gait_amplitude", "gait_ras", "walk_activity"]
)
def test_parkinsons_is_trained_while_the_medicine_works(name: str):
    assert "parkinson" in ROWS[name].conditions
    assert "45 to 90 minutes after the dose" in (ROWS[name].note or "")


@pytest.mark.parametrize("name", ["walk_activity", "bal_tai_chi"])
def test_activities_outside_the_four_home_items_say_so(name: str):
    assert "outside the four home items" in (ROWS[name].note or "")


@pytest.mark.parametrize(
    ("condition", "name"),
    [
        ("parkinson", "dev_rolling_walker"),
        ("knee_oa", "dev_cane_3pt"),
        ("vestibular", "dev_rolling_walker"),
        ("fall_risk", "dev_rolling_walker"),
        ("low_back", "gait_overground"),
        ("chronic_pain", "gait_endurance"),
        ("stroke", "dev_afo"),
        ("amputation_leg", "gait_prosthetic"),
        ("multiple_sclerosis", "gait_short_bouts"),
        ("spinal_cord_injury_incomplete", "gait_bws"),
    ],
)
def test_people_who_had_none_have_one(condition: str, name: str):
    assert condition in ROWS[name].conditions


def test_no_pick_up_walker_for_parkinsons():
    assert "parkinson" in (ROWS["dev_walker"].not_for or {})
    assert "parkinson" not in ROWS["dev_walker"].conditions


def test_a_cane_is_held_opposite_the_weak_or_painful_leg():
    for name in ("dev_cane_3pt", "dev_cane_2pt", "dev_quad_cane"):
        assert "opposite the weak" in _words(ROWS[name])


@by_exercise
def test_doses_are_proposed_and_drills_without_a_source_say_so(row: Exercise):
    assert row.dose_confidence is Confidence.MEMORY
    if row.evidence.sources == ("convention",):
        assert row.evidence.confidence is Confidence.MEMORY
    assert row.evidence.note


@by_exercise
def test_words_are_plain_and_carry_no_trade_name(row: Exercise):
    assert not re.search(r"\b(otago|lsvt|pwr|epley|borg|think big|vor)\b", _words(row))
    sentences = re.split(r"(?<=[.!?])\s", " ".join([row.purpose, *row.steps, row.safety]))
    assert max(len(each.split()) for each in sentences) <= 24


def _left(condition: Condition) -> list[Exercise]:
    """List what is left in the clinic after the usual order and precautions of a condition."""
    family = set(lineage(condition.id))
    order = condition.usual_weight_bearing
    return [
        row
        for row in ROWS.values()
        if family & set(row.conditions)
        and not family & set(row.not_for or {})
        and row.leg_load.stricter.rank <= order.rank
        and (not row.leg_load.only_for or order in row.leg_load.only_for)
        and all(
            row.blocked_if[code].allows(Supervision.THERAPIST_HARNESS)
            for code in condition.usual_precautions
            if code in row.blocked_if
        )
    ]


@pytest.mark.parametrize("condition", conditions().values(), ids=lambda condition: condition.id)
def test_every_condition_keeps_two_kinds_of_upright_training(condition: Condition):
    left = _left(condition)
    assert len({row.category for row in left}) >= 2
    assert len(left) >= 5


@by_exercise
def test_seated_gaze_work_is_not_counted_as_balance(row: Exercise):
    if row.id.startswith("vest_") and row.position is Position.SITTING:
        assert row.counts_as == ("gaze",)


@by_exercise
def test_what_is_done_in_the_clinic_only_is_not_daily(row: Exercise):
    if row.settings == (Setting.CLINIC,):
        assert row.dose.frequency.per is Per.WEEK
        assert row.dose.frequency.max_count <= 5
