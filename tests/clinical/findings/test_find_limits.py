"""What limits a person: each kind of rule by hand, at its limit and just beside it."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from restride.clinical.aims import Aim
from restride.clinical.care import WeightBearing
from restride.clinical.circumstances import Circumstances
from restride.clinical.finding import Observed
from restride.clinical.findings import find_limits
from restride.clinical.patient import Diagnosis, Patient, WeightBearingOrder
from restride.clinical.result import Result, ResultState, ScoreValue
from restride.person import Person
from restride.terms import Sex, Side

DAY = date(2026, 5, 4)
LEFT, RIGHT = Side.LEFT, Side.RIGHT


def patient(*conditions, age=72, **more):
    return Patient(
        person=Person(age_years=age, sex=Sex.FEMALE, height_m=1.65, body_mass_kg=70),
        diagnoses=tuple(Diagnosis(condition=each) for each in conditions or ("older_adult",)),
        **more,
    )


def result(instrument, *, day=DAY, state=ResultState.DONE, helpers=None, **scores):
    return Result(
        instrument=instrument,
        version="1",
        tested_on=day,
        state=state,
        circumstances=Circumstances(helpers_count=helpers),
        scores=tuple(ScoreValue(score=key, value=value) for key, value in scores.items()),
    )


def chart(instrument, score, values):
    """Make a chart from values by item and side."""
    return Result(
        instrument=instrument,
        version="1",
        tested_on=DAY,
        state=ResultState.DONE,
        circumstances=Circumstances(),
        scores=tuple(
            ScoreValue(score=score, value=value, item=item, side=side)
            for (item, side), value in values.items()
        ),
    )


def measured(key, value, *, side=None, unit=""):
    return Observed(
        instrument="recording",
        score=key,
        value=value,
        unit=unit,
        shown=f"{value:g} {unit}".strip(),
        side=side,
    )


def found(*results, who=None, measures=(), day=DAY):
    """Find the limits and tell them by rule and side."""
    findings = find_limits(
        patient=who or patient(),
        results=results,
        measures={f"{each.side}:{each.score}": each for each in measures},
        day=day,
    )
    return {each.id if each.side is None else f"{each.side}:{each.id}": each for each in findings}


def test_nothing_known_says_what_is_missing_and_nothing_else():
    names = found().keys()

    assert {"missing_strength", "missing_range", "missing_posture", "missing_balance"} <= names
    assert all(name.startswith("missing_") for name in names)


def test_not_tested_is_not_five():
    assert (
        found()["missing_strength"].sentence == "Strength not tested: this does not mean grade 5."
    )
    partly = found(chart("mmt", "grade", {("hip_flexion", LEFT): 5}))
    assert "missing_strength" not in partly
    assert "left:missing_knee_extension" in partly


@pytest.mark.parametrize(
    ("speed", "is_slow"), [(0.39, True), (0.40, True), (0.79, True), (0.80, False), (1.3, False)]
)
def test_walking_is_slow_by_the_cut_offs_of_the_person(speed, is_slow):
    findings = found(result("gait_speed_10m", comfortable_mps=speed), who=patient("stroke", age=50))

    assert ("slow_walking" in findings) is is_slow


@pytest.mark.parametrize(("speed", "decides"), [(0.69, True), (0.70, False), (0.95, False)])
def test_a_limit_from_memory_is_shown_and_decides_nothing(speed, decides):
    walk = result("gait_speed_10m", comfortable_mps=speed)

    assert found(walk)["slow_walking"].decides is decides


def test_a_slow_walk_carries_its_evidence():
    finding = found(result("gait_speed_10m", comfortable_mps=0.35), who=patient("stroke", age=50))[
        "slow_walking"
    ]

    assert finding.sentence.startswith("Walks slowly at a comfortable pace, 0.35 m/s")
    assert finding.observed[0].score == "comfortable_mps"
    assert finding.evidence.sources == ("core_deck",)
    assert finding.version == "1.0.0"
    assert finding.decides
    assert "gait_speed_10m.comfortable_mps cut off" in finding.rule
    assert "no recording of walking" in finding.missing[0]


@pytest.mark.parametrize(
    ("grade", "name"),
    [
        (0, "weak_knee_extension"),
        (3, "weak_knee_extension"),
        (4, "reduced_knee_extension"),
        (5, None),
    ],
)
def test_strength_is_told_by_grade_and_side(grade, name):
    findings = found(chart("mmt", "grade", {("knee_extension", LEFT): grade}))

    told = [each for each in findings if "knee_extension" in each and "missing" not in each]
    assert told == ([] if name is None else [f"left:{name}"])
    assert all(findings[each].decides and findings[each].side is LEFT for each in told)


@pytest.mark.parametrize(("left", "is_told"), [(89, True), (90, False), (91, False), (0, True)])
def test_a_weaker_side_is_told_above_a_tenth(left, is_told):
    force = {("knee_extension", LEFT): left, ("knee_extension", RIGHT): 100}

    findings = found(chart("hhd", "force_n", force))

    assert ("left:uneven_knee_extension" in findings) is is_told
    assert "right:uneven_knee_extension" not in findings


def test_one_side_alone_gives_no_difference():
    findings = found(chart("hhd", "force_n", {("knee_extension", LEFT): 50}))

    assert "left:uneven_knee_extension" not in findings


def test_what_only_memory_says_is_to_be_confirmed():
    force = {("knee_extension", LEFT): 50, ("knee_extension", RIGHT): 100}

    finding = found(chart("hhd", "force_n", force))["left:uneven_knee_extension"]

    assert not finding.decides
    assert finding.sentence.endswith("(from memory, to be confirmed).")


MCTSIB = ("firm_eyes_open_s", "firm_eyes_closed_s", "foam_eyes_open_s", "foam_eyes_closed_s")


@pytest.mark.parametrize(
    ("held", "told"),
    [
        ((30, 30, 30, 30), set()),
        ((30, 12, 30, 30), {"relies_on_vision"}),
        ((30, 30, 12, 30), {"relies_on_the_floor"}),
        ((30, 30, 30, 12), {"relies_on_vision_on_foam"}),
        ((30, 30, 30, 29.9), {"relies_on_vision_on_foam"}),
        ((30, 12, 12, 5), {"relies_on_vision", "relies_on_the_floor"}),
        ((20, 12, 12, 5), {"base_stand_not_held"}),
    ],
)
def test_the_senses_that_are_relied_on(held, told):
    findings = found(result("mctsib", **dict(zip(MCTSIB, held, strict=True))))

    assert {each for each in findings if each.startswith(("relies", "base"))} == told


def test_ratios_of_sway_need_valid_stands():
    ratio = measured("romberg_velocity_on_firm_ratio", 1.8)
    name = "sway_romberg_velocity_on_firm"

    assert name in found(
        result("mctsib", firm_eyes_open_s=30, firm_eyes_closed_s=30), measures=[ratio]
    )
    assert name not in found(
        result("mctsib", firm_eyes_open_s=30, firm_eyes_closed_s=20), measures=[ratio]
    )
    assert name not in found(measures=[ratio])


@pytest.mark.parametrize(
    ("grade", "angle", "is_told"), [(4, 14.9, True), (4, 15, False), (5, 5, False)]
)
def test_weak_foot_lifters_and_a_low_foot_are_one_finding(grade, angle, is_told):
    findings = found(
        chart("mmt", "grade", {("ankle_dorsiflexion", LEFT): grade}),
        measures=[measured("contact_angle_deg", angle, side=LEFT)],
    )

    assert ("left:foot_clearance" in findings) is is_told


@pytest.mark.parametrize(("drop", "is_told"), [(6, False), (6.4, False), (7, True)])
def test_weak_abductors_and_a_dropping_pelvis_are_one_finding(drop, is_told):
    findings = found(
        chart("mmt", "grade", {("hip_abduction", LEFT): 4, ("hip_abduction", RIGHT): 4}),
        measures=[
            measured("pelvis_drop_right_largest_deg", drop),
            measured("pelvis_drop_right_smallest_deg", -1),
        ],
    )

    assert ("left:pelvis_drops_with_weak_abductors" in findings) is is_told
    assert "right:pelvis_drops_with_weak_abductors" not in findings


@pytest.mark.parametrize(
    ("bend", "name"),
    [
        (59, "knee_bends_too_little_to_walk"),
        (60, "knee_bends_too_little_for_stairs"),
        (83, "knee_bends_too_little_to_rise"),
        (93, "knee_bends_too_little_to_go_down"),
        (100, None),
    ],
)
def test_a_knee_is_held_against_what_daily_life_needs(bend, name):
    findings = found(chart("rom", "angle_deg", {("knee_flexion", RIGHT): bend}))

    assert [each for each in findings if "knee_bends" in each] == (
        [f"right:{name}"] if name else []
    )


@pytest.mark.parametrize(("right_swing_s", "is_told"), [(0.40, False), (0.36, True)])
def test_swing_over_stance_is_compared_between_the_legs(right_swing_s, is_told):
    measures = [
        measured("swing_s", 0.40, side=LEFT),
        measured("swing_s", right_swing_s, side=RIGHT),
        measured("stance_s", 0.60, side=LEFT),
        measured("stance_s", 0.60, side=RIGHT),
    ]

    findings = found(who=patient("stroke"), measures=measures)

    assert ("stroke_temporal_symmetry" in findings) is is_told
    if is_told:
        assert "by a ratio of 1.11" in findings["stroke_temporal_symmetry"].sentence
        assert findings["stroke_temporal_symmetry"].decides


def test_a_signature_is_only_told_of_its_people():
    short = [measured("step_length_m", 0.40, unit="m")]

    assert "parkinson_short_steps" in found(who=patient("parkinson"), measures=short)
    assert "parkinson_short_steps" not in found(who=patient("knee_oa"), measures=short)


def test_one_foot_sensor_gives_no_symmetry():
    findings = found(
        measures=[
            measured("walking_speed_mps", 1.0),
            measured("contact_angle_deg", 20, side=RIGHT),
        ]
    )

    assert findings["left:missing_foot_sensor"].sentence == (
        "No left foot sensor: symmetry not computed."
    )
    assert "right:missing_foot_sensor" not in findings


@pytest.mark.parametrize(("level", "is_told"), [(2, True), (3, False)])
def test_body_weight_support_is_shown_up_to_category_two(level, is_told):
    assert ("body_weight_support_may_help" in found(result("fac", level=level))) is is_told


@pytest.mark.parametrize(
    ("speed", "helpers", "is_told"), [(0.19, 1, True), (0.2, 1, False), (0.9, 2, True)]
)
def test_body_weight_support_is_shown_for_slow_walkers_and_two_helpers(speed, helpers, is_told):
    walk = result("gait_speed_10m", helpers=helpers, comfortable_mps=speed)

    assert ("body_weight_support_may_help" in found(walk)) is is_told


def test_a_partial_order_allows_unloading():
    order = WeightBearingOrder(side=LEFT, grade=WeightBearing.PARTIAL)

    assert "unloading_fits_the_order" in found(
        who=patient("fracture", weight_bearing_orders=(order,))
    )


def test_less_sure_than_able_and_the_reverse():
    able, unable = result("bbs", total_points=55), result("bbs", total_points=30)
    unsure, sure = result("abc", total_percent=40), result("abc", total_percent=95)

    assert "less_sure_than_able" in found(able, unsure)
    assert "more_sure_than_able" in found(unable, sure)
    assert not {"less_sure_than_able", "more_sure_than_able"} & found(able, sure).keys()
    assert not {"less_sure_than_able", "more_sure_than_able"} & found(unable, unsure).keys()


def test_tests_that_do_not_fit_are_told():
    quick, slow = result("tug", time_s=9.0), result("gait_speed_10m", comfortable_mps=0.5)
    unable = result("sls", state=ResultState.UNABLE)

    assert "contradiction_quick_up_and_go_slow_walk" in found(quick, slow)
    assert "contradiction_no_one_leg_stand_good_scale" in found(
        unable, result("bbs", total_points=55)
    )


@pytest.mark.parametrize("state", list(ResultState))
def test_only_a_tried_test_is_not_possible(state):
    findings = found(result("tug", state=state))

    assert ("not_able_tug" in findings) is (state in (ResultState.UNABLE, ResultState.UNSAFE))


@pytest.mark.parametrize(("item", "felt"), [("great_toe", 0), ("heel", 0), ("heel", 1)])
def test_feeling_that_is_lost_is_told_by_place(item, felt):
    findings = found(chart("sensation", "felt_count", {(item, LEFT): felt}))

    assert ("left:touch_not_felt" in findings) is (felt == 0)
    if not felt:
        assert findings["left:touch_not_felt"].sentence.endswith(f"foot: {item.replace('_', ' ')}.")


def test_a_positive_position_test_asks_for_repositioning():
    positive = Result(
        instrument="dix_hallpike",
        version="1",
        tested_on=DAY,
        state=ResultState.DONE,
        circumstances=Circumstances(),
        scores=(ScoreValue(score="positive_count", value=1, side=RIGHT),),
    )

    finding = found(positive, who=patient("vestibular"))["right:positional_dix_hallpike"]

    assert finding.aims == (Aim.CANALITH_REPOSITIONING,)


@pytest.mark.parametrize(("drop", "is_told"), [(19, False), (20, True), (21, True)])
def test_pressure_that_drops_on_standing_is_told(drop, is_told):
    standing = result("orthostatic_bp", systolic_drop_mmhg=drop, diastolic_drop_mmhg=0)

    assert ("drop_on_standing" in found(standing)) is is_told


def test_the_latest_result_counts_and_none_after_the_day():
    weak = result("fac", day=DAY - timedelta(days=9), level=1)
    strong = result("fac", day=DAY, level=5)
    later = result("fac", day=DAY + timedelta(days=1), level=1)

    assert "walks_only_with_help" not in found(weak, strong, later)
    assert "walks_only_with_help" not in found(strong, weak)


def test_the_gravest_come_first_and_the_same_again():
    results = (
        result("fac", level=2),
        result("abc", total_percent=40),
        result("nprs", now_points=3),
    )

    once, again = (list(found(*results).values()) for _ in range(2))

    assert list(once) == sorted(once, key=lambda each: each.weight.rank)
    assert once == again


@given(
    grade=st.integers(0, 5),
    speed=st.floats(0, 2.5),
    held=st.lists(st.floats(0, 30), min_size=4, max_size=4),
)
def test_whatever_is_measured_findings_hold_what_they_must(grade, speed, held):
    findings = found(
        chart("mmt", "grade", {("knee_extension", LEFT): grade}),
        result("gait_speed_10m", comfortable_mps=speed),
        result("mctsib", **dict(zip(MCTSIB, held, strict=True))),
    )

    for finding in findings.values():
        assert "{" not in finding.sentence
        assert finding.evidence.sources
        assert finding.decides or finding.sentence.count("to be confirmed") == 1
