"""Every exercise of strength, posture and sport, one by one: a broken row is found by its name."""

import itertools
import re

import pytest

from restride.clinical.aims import Aim, Category
from restride.clinical.care import Setting, WeightBearing
from restride.clinical.content import read_content
from restride.clinical.evidence import Confidence
from restride.errors import ContentError
from restride.plan.dose import LoadKind
from restride.plan.exercise import Exercise, Position, Release, TargetBasis
from restride.plan.library import exercises, find_exercise

FILES = ("strength", "posture_core", "sport")
ROWS = [
    row
    for name in FILES
    for row in read_content(Exercise, room="plan", name=f"exercises/{name}").rows
]
#: What the words of the makers would cost.
TRADEMARKS = re.compile(
    r"\b(BESTest|Otago|Borg|LSVT|PWR|Nordic|Thera-?Band|BOSU|Swiss ball)\b", re.IGNORECASE
)
ON_THE_FEET = (Position.STANDING, Position.SINGLE_LEG, Position.WALKING, Position.JUMPING)
each_exercise = pytest.mark.parametrize("row", ROWS, ids=lambda row: row.id)


def text_of(row: Exercise) -> str:
    parts = [row.name, row.purpose, row.safety, row.position_words, *row.steps, row.note or ""]
    parts += [word for each in row.faults for word in (each.fault, each.detect, each.cue)]
    return " ".join(parts)


@each_exercise
def test_it_can_be_done_from_its_steps(row):
    assert 2 <= len(row.steps) <= 6
    assert all(step[0].isupper() and step[-1] in ".:!" for step in row.steps)
    assert all(len(step.split()) <= 30 for step in row.steps)


@each_exercise
def test_it_bears_no_trademark(row):
    assert TRADEMARKS.search(text_of(row)) is None


@each_exercise
def test_it_shows_a_fault_and_a_cue_that_says_what_to_do(row):
    assert row.faults
    for fault in row.faults:
        assert fault.cue[-1] in ".!"
        assert fault.cue != fault.fault


@each_exercise
def test_its_figures_are_design_defaults(row):
    assert row.dose_confidence is Confidence.MEMORY
    assert all(target.confidence is Confidence.MEMORY for target in row.targets)
    if row.evidence.confidence is Confidence.VERIFIED:
        assert "programme-level" in (row.evidence.note or "")


@each_exercise
def test_its_feedback_is_one_of_its_targets(row):
    assert row.feedback in {target.metric for target in row.targets}


@each_exercise
def test_knees_past_the_toes_are_a_fault_only_while_the_kneecap_hurts(row):
    for fault in row.faults:
        if fault.metric == "knee_over_toe_cm":
            assert fault.only_if == "kneecap_pain_flare"
    assert "knee_over_toe_cm" not in {target.metric for target in row.targets}


@each_exercise
def test_standing_needs_leave_to_stand(row):
    if row.position in (Position.SINGLE_LEG, Position.JUMPING):
        assert row.leg_load.stricter is WeightBearing.FULL
    elif row.position in ON_THE_FEET:
        assert row.leg_load.stricter.rank >= WeightBearing.AS_TOLERATED.rank


@each_exercise
def test_no_standing_on_a_wound_or_a_fracture_that_is_not_cleared(row):
    if row.position in ON_THE_FEET:
        assert row.blocked_if["foot_wound_open"] is Release.NEVER
        assert row.blocked_if["fracture_not_cleared"] is Release.NEVER
        assert "cannot_stand_with_one_hand" in row.blocked_if


@each_exercise
def test_a_band_pulls_on_no_fracture_that_is_not_cleared(row):
    pulls_a_leg = "resistance_band" in row.equipment and row.id != "post_scap"
    if pulls_a_leg:
        assert row.blocked_if["fracture_not_cleared"] is Release.NEVER


@each_exercise
def test_jumps_are_blocked_for_what_a_blow_can_break(row):
    if row.position is Position.JUMPING:
        for code in ("bone_risk_high", "knee_hot_or_swollen", "achilles_repair_recent"):
            assert row.blocked_if[code] is Release.NEVER
        assert "joint_replacement" in (row.not_for or {})
        assert {"acl", "fracture"} <= {each.condition for each in row.allowed_from}


@each_exercise
def test_what_the_person_did_is_what_own_targets_count_from(row):
    for target in row.targets:
        assert (target.basis is TargetBasis.PERCENT_OF_OWN) is (target.own is not None)


@pytest.mark.parametrize(
    "aim",
    [
        Aim.HIP_FLEXOR_STRENGTH,
        Aim.HIP_EXTENSOR_STRENGTH,
        Aim.HIP_ABDUCTOR_STRENGTH,
        Aim.KNEE_EXTENSOR_STRENGTH,
        Aim.KNEE_FLEXOR_STRENGTH,
        Aim.DORSIFLEXOR_STRENGTH,
        Aim.CALF_STRENGTH,
        Aim.EVERTOR_STRENGTH,
        Aim.TRUNK_STRENGTH,
        Aim.POWER,
        Aim.HIP_RANGE,
        Aim.KNEE_RANGE,
        Aim.ANKLE_RANGE,
        Aim.PELVIC_CONTROL,
        Aim.CORE_CONTROL,
        Aim.BREATHING,
        Aim.UPRIGHT_POSTURE,
        Aim.LANDING_CONTROL,
        Aim.AGILITY,
        Aim.RUNNING,
    ],
)
def test_every_muscle_group_and_skill_has_an_exercise_mostly_for_it_or_with_it(aim):
    assert [row.id for row in ROWS if aim in row.aims]


@pytest.mark.parametrize(
    "exercise_id",
    [
        "str_slr",
        "str_seated_knee_ext",
        "str_mini_squat",
        "gait_heel_toe",
        "str_band_hip_abd",
        "core_tilt_sit",
        "core_tilt_stand",
        "core_brace",
        "core_breath",
        "core_breath_move",
    ],
)
def test_the_exercises_that_were_asked_for_by_name_are_there(exercise_id):
    row = find_exercise(exercise_id)

    assert Setting.HOME in row.settings
    assert row.faults
    assert row.ladder.harder or row.ladder.easier


def test_eight_exercises_of_two_categories_ask_nothing_of_a_leg():
    free = [row for row in ROWS if row.leg_load.stricter is WeightBearing.NON]

    assert len(free) >= 8
    assert {row.category for row in free} == {Category.STRENGTH, Category.POSTURE_CORE}


def test_the_straight_leg_raise_starts_without_a_weight():
    load = exercises()["str_slr"].dose.load

    assert load is not None
    assert (load.kind, load.start) == (LoadKind.ANKLE_WEIGHT, 0.0)


def test_a_single_leg_heel_raise_comes_after_the_one_on_two_legs():
    assert "str_heel_raise2" in exercises()["str_heel_raise1"].ladder.easier


def test_neck_work_is_not_for_dizziness_of_the_inner_ear():
    assert "vestibular" in (exercises()["post_chin"].not_for or {})


def test_the_way_back_to_sport_leads_from_a_squat_to_the_own_sport():
    way = ["str_mini_squat", "spt_double_hop", "spt_land_stick", "spt_single_hop"]
    way += ["spt_lateral_bound", "spt_shuttle_cut", "spt_sport_drill"]
    for low, high in itertools.pairwise(way):
        assert high in exercises()[low].ladder.harder


def test_an_exercise_that_is_not_there_is_refused():
    with pytest.raises(ContentError, match="'str_leg_press' is none of them"):
        find_exercise("str_leg_press")
