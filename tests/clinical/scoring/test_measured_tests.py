"""Every measured test scored, beside an example worked by hand from its rules."""

from datetime import date

import pytest

from restride.clinical.care import Assistance
from restride.clinical.circumstances import Aid, Circumstances, Floor, Footwear, Vision
from restride.clinical.instrument import find_instrument
from restride.clinical.result import ResultState
from restride.clinical.scoring.entry import Entry
from restride.clinical.scoring.score import score
from restride.errors import ContentError
from restride.terms import Side

L, R = Side.LEFT, Side.RIGHT
TOLD = Circumstances(
    aid=Aid.NONE,
    assistance=Assistance.INDEPENDENT,
    footwear=Footwear.SHOES,
    floor=Floor.FIRM,
    protocol="4 m course, chair 43 cm",
    vision=Vision.NO_CORRECTION,
    measured_with="stopwatch",
)


def scored(instrument, *, circumstances=TOLD, **entered):
    entry = Entry(
        instrument=instrument,
        tested_on=date(2026, 3, 1),
        circumstances=circumstances,
        **entered,
    )
    return score(entry, find_instrument(instrument))


def values(result):
    """Scores by id, then by item and side where there are any."""
    return {
        tuple(part for part in (each.score, each.item, each.side) if part is not None): each.value
        for each in result.scores
    }


#: Instrument, what is entered, and every score by hand.
BY_HAND = [
    ("tug", {"trials": (12.0, 13.0)}, {("time_s",): 12.5}),
    ("tug", {"trials": (12.0,)}, {("time_s",): 12.0}),
    ("tug", {"scores": {"time_s": 14.2}}, {("time_s",): 14.2}),
    (
        "tug_dt",
        # (15 - 12) / 12 = 25 %; (10.8 - 12) / 12 = -10 %
        {"trials": {"single_s": (11.0, 13.0), "cognitive_s": (15.0,), "manual_s": (10.8,)}},
        {
            ("cognitive_s",): 15.0,
            ("cognitive_cost_percent",): 25.0,
            ("manual_s",): 10.8,
            ("manual_cost_percent",): -10.0,
        },
    ),
    (
        "tug_dt",
        {"items": {"manual_s": 14.5}},
        {("manual_s",): 14.5, ("manual_cost_percent",): None},
    ),
    (
        "gait_speed_10m",
        # 6 / 6 = 1.0 and 6 / 5 = 1.2: 1.1, not 12 / 11
        {
            "items": {"timed_distance_m": 6},
            "trials": {"comfortable_s": (6.0, 5.0), "fast_s": (4.0, 4.0)},
        },
        {("comfortable_mps",): 1.1, ("fast_mps",): 1.5},
    ),
    (
        "gait_speed_10m",
        {"trials": {"comfortable_mps": (0.8, 0.9)}},
        {("comfortable_mps",): 0.85},
    ),
    ("6mwt", {"trials": (402.0, 420.0)}, {("distance_m",): 420.0}),
    ("2mwt", {"trials": (151.5,)}, {("distance_m",): 151.5}),
    ("5xsts", {"trials": (14.1, 13.2)}, {("time_s",): 13.2}),
    ("30scst", {"trials": (11,)}, {("stands_count",): 11}),
    ("30scst", {"trials": (0,)}, {("stands_count",): 0}),
    (
        "4stage",
        {"items": {"feet_together_s": 10, "semi_tandem_s": 10, "tandem_s": 9.9}},
        {
            ("feet_together_s",): 10,
            ("semi_tandem_s",): 10,
            ("tandem_s",): 9.9,
            ("one_leg_s",): None,
            ("stages_count",): 2,
        },
    ),
    (
        "sls",
        {
            "trials": {
                "left:eyes_open_s": (3.0, 12.0, 9.0),
                "right:eyes_open_s": (45.0, 45.0, 45.0),
                "left:eyes_closed_s": (2.0, 1.0, 3.0),
            }
        },
        {
            ("eyes_open_best_s", L): 12.0,
            ("eyes_open_mean_s", L): 8.0,
            ("eyes_open_best_s", R): 45.0,
            ("eyes_open_mean_s", R): 45.0,
            ("eyes_closed_best_s", L): 3.0,
            ("eyes_closed_mean_s", L): 2.0,
        },
    ),
    ("frt", {"trials": (20.0, 26.0, 29.0)}, {("reach_cm",): 27.5}),
    ("frt", {"trials": (26.0, 29.0)}, {("reach_cm",): 27.5}),
    (
        "mctsib",
        {
            "items": {"firm_eyes_open_s": 30, "firm_eyes_closed_s": 30},
            "trials": {"foam_eyes_open_s": (12.0, 30.0), "foam_eyes_closed_s": (0.0, 4.5, 3.0)},
        },
        {
            ("firm_eyes_open_s",): 30,
            ("firm_eyes_closed_s",): 30,
            ("foam_eyes_open_s",): 30.0,
            ("foam_eyes_closed_s",): 4.5,
            ("total_s",): 94.5,
        },
    ),
    (
        "mctsib",
        {"items": {"firm_eyes_open_s": 30, "foam_eyes_closed_s": None}},
        {("firm_eyes_open_s",): 30, ("total_s",): None},
    ),
    (
        "sppb",
        {
            "items": {
                "feet_together_s": 10,
                "semi_tandem_s": 10,
                "tandem_s": 6.5,
                "chair_5_s": 15.0,
            },
            "trials": {"walk_4m_s": (5.9, 5.4)},
        },
        {
            ("total_points",): 8,
            ("balance_points",): 3,
            ("walk_points",): 3,
            ("chair_points",): 2,
        },
    ),
    (
        "mmt",
        {"items": {"left:hip_abduction": 3, "right:hip_abduction": 5, "left:hip_flexion": None}},
        {("grade", "hip_abduction", L): 3, ("grade", "hip_abduction", R): 5},
    ),
    (
        "hhd",
        {
            "items": {"body_mass_kg": 80},
            "trials": {
                "left:knee_extension": (240.0, 300.0, 280.0),
                "right:knee_extension": (400.0, 390.0, 380.0),
            },
        },
        {
            ("force_n", "knee_extension", L): 300.0,
            ("force_npkg", "knee_extension", L): 3.75,
            ("force_n", "knee_extension", R): 400.0,
            ("force_npkg", "knee_extension", R): 5.0,
            ("symmetry_percent", "knee_extension"): 75.0,
        },
    ),
    (
        "rom",
        {"items": {"left:knee_extension": -10, "right:knee_flexion": 131.5}},
        {("angle_deg", "knee_flexion", R): 131.5, ("angle_deg", "knee_extension", L): -10},
    ),
    (
        "posture",
        {"items": {"head": 2, "feet": 0, "occiput_to_wall_cm": 6.5}},
        {
            ("region_points", "head"): 2,
            ("region_points", "feet"): 0,
            ("occiput_to_wall_cm",): 6.5,
        },
    ),
    (
        "steps_fog",
        {"scores": {"frozen_percent": 12.5, "freeze_index_ratio": None}},
        {("frozen_percent",): 12.5, ("freeze_index_ratio",): None},
    ),
    (
        "orthostatic_bp",
        {
            "items": {
                "supine_systolic_mmhg": 142,
                "supine_diastolic_mmhg": 80,
                "standing_1_min_systolic_mmhg": 120,
                "standing_1_min_diastolic_mmhg": 72,
                "standing_3_min_systolic_mmhg": 118,
                "standing_3_min_diastolic_mmhg": 76,
            }
        },
        {("systolic_drop_mmhg",): 24, ("diastolic_drop_mmhg",): 8},
    ),
    (
        "heel_rise",
        {"items": {"left:repetitions_count": 8, "right:repetitions_count": 25}},
        {("repetitions_count", L): 8, ("repetitions_count", R): 25},
    ),
    (
        "hop_battery",
        {
            "involved_side": L,
            # 120 / 150 = 80 %; 2.0 / 2.5 = 80 % turned over; 540 / 500 = 108 %
            "trials": {
                "left:single_cm": (118.0, 122.0),
                "right:single_cm": (150.0, 150.0),
                "left:triple_cm": (540.0, 540.0),
                "right:triple_cm": (500.0, 500.0),
                "left:timed_6m_s": (2.5, 2.5),
                "right:timed_6m_s": (2.0, 2.0),
            },
        },
        {
            ("single_cm", L): 120.0,
            ("single_cm", R): 150.0,
            ("triple_cm", L): 540.0,
            ("triple_cm", R): 500.0,
            ("timed_6m_s", L): 2.5,
            ("timed_6m_s", R): 2.0,
            ("symmetry_percent", "single_cm"): 80.0,
            ("symmetry_percent", "triple_cm"): 108.0,
            ("symmetry_percent", "timed_6m_s"): 80.0,
            ("symmetry_percent",): 80.0,
        },
    ),
    (
        "y_balance",
        {
            "items": {
                "left:leg_length_cm": 90,
                "left:posteromedial_cm": 100,
                "left:posterolateral_cm": 101,
                "right:anterior_cm": 66,
            },
            "trials": {"left:anterior_cm": (60.0, 69.0, 68.0)},
        },
        {
            ("anterior_cm", L): 69.0,
            ("anterior_cm", R): 66,
            ("posteromedial_cm", L): 100,
            ("posterolateral_cm", L): 101,
            ("composite_percent", L): 100.0,
            ("composite_percent", R): None,
            ("anterior_difference_cm",): 3.0,
        },
    ),
    (
        "trunk_endurance",
        {"items": {"plank_s": 62, "left:side_plank_s": 31, "extensor_s": 240}},
        {("plank_s",): 62, ("side_plank_s", L): 31, ("extensor_s",): 240},
    ),
    (
        "dix_hallpike",
        {"items": {"left:positive_count": 0, "right:positive_count": 1, "right:duration_s": 20}},
        {("positive_count", L): 0, ("positive_count", R): 1},
    ),
    (
        "supine_roll",
        {"items": {"left:positive_count": 1, "left:towards_floor": 1}},
        {("positive_count", L): 1},
    ),
    (
        "dynamic_visual_acuity",
        {"items": {"still_line_count": 10, "moving_line_count": 7}},
        {("lines_lost_count",): 3},
    ),
    (
        "sensation",
        {"items": {"left:great_toe": 0, "right:great_toe": 1, "right:heel": None}},
        {("felt_count", "great_toe", L): 0, ("felt_count", "great_toe", R): 1},
    ),
]


@pytest.mark.parametrize(
    ("instrument", "entered", "expected"),
    BY_HAND,
    ids=[f"{row[0]}-{number}" for number, row in enumerate(BY_HAND)],
)
def test_a_test_scores_as_by_hand(instrument, entered, expected):
    assert values(scored(instrument, **entered)) == pytest.approx(expected)


#: Stances, walk and chair times beside their points, at and beside every cut.
SPPB_POINTS = [
    ("walk_4m_s", "walk_points", 4.81, 4),
    ("walk_4m_s", "walk_points", 4.82, 3),
    ("walk_4m_s", "walk_points", 6.20, 3),
    ("walk_4m_s", "walk_points", 6.21, 2),
    ("walk_4m_s", "walk_points", 8.70, 2),
    ("walk_4m_s", "walk_points", 8.71, 1),
    ("walk_4m_s", "walk_points", 300, 1),
    ("walk_unable", "walk_points", 1, 0),
    ("chair_5_s", "chair_points", 11.19, 4),
    ("chair_5_s", "chair_points", 11.20, 3),
    ("chair_5_s", "chair_points", 13.69, 3),
    ("chair_5_s", "chair_points", 13.70, 2),
    ("chair_5_s", "chair_points", 16.69, 2),
    ("chair_5_s", "chair_points", 16.70, 1),
    ("chair_5_s", "chair_points", 60, 1),
    ("chair_5_s", "chair_points", 60.01, 0),
    ("chair_unable", "chair_points", 1, 0),
]


@pytest.mark.parametrize(("item", "part", "value", "points"), SPPB_POINTS)
def test_the_battery_cuts_exactly_where_its_tables_do(item, part, value, points):
    assert scored("sppb", items={item: value}).value(part) == points


@pytest.mark.parametrize(
    ("times_s", "points"),
    [
        ((9.99,), 0),
        ((10, 9.99), 1),
        ((10, 10, 2.99), 2),
        ((10, 10, 3), 3),
        ((10, 10, 9.99), 3),
        ((10, 10, 10), 4),
        ((10,), None),
        ((10, 10), None),
    ],
)
def test_stances_of_the_battery(times_s, points):
    names = ("feet_together_s", "semi_tandem_s", "tandem_s")
    items = dict(zip(names, times_s, strict=False))

    assert scored("sppb", items=items).value("balance_points") == points


def test_the_battery_has_no_total_where_a_part_is_missing():
    result = scored("sppb", items={"feet_together_s": 3, "chair_unable": 1})

    assert result.value("total_points") is None
    assert result.scores[0].note == "no total: walk_points not tested"


@pytest.mark.parametrize("protocol", ["4 m course", "4-metre walk, chair 43 cm", "4.0 m", "4m"])
def test_the_battery_takes_a_course_of_four_metres(protocol):
    told = Circumstances(
        aid=Aid.NONE,
        assistance=Assistance.INDEPENDENT,
        footwear=Footwear.SHOES,
        protocol=protocol,
    )

    assert scored("sppb", circumstances=told, items={"walk_4m_s": 4}).value("walk_points") == 4


def test_a_third_of_a_hop_pair_has_no_symmetry():
    result = scored("hop_battery", items={"left:single_cm": 100})

    assert result.value("symmetry_percent") is None
    assert result.scores[-1].note == "no hop was done on both legs"


def test_symmetry_without_a_treated_side_is_the_worse_of_the_better():
    result = scored("hop_battery", items={"left:single_cm": 150, "right:single_cm": 120})

    assert result.value("symmetry_percent") == pytest.approx(80)


def test_symmetry_with_a_side_of_zero_is_not_computed():
    result = scored("hhd", items={"left:hip_flexion": 0, "right:hip_flexion": 0})

    assert result.value("symmetry_percent", item="hip_flexion") is None


def test_a_painful_group_says_so():
    result = scored("mmt", items={"left:hip_flexion": 4}, painful=("left:hip_flexion",))

    assert result.scores[0].note == "painful"


def test_what_was_not_tested_is_told_and_never_full():
    result = scored("sensation", items={"left:heel": 1})

    assert len(result.scores) == 1
    assert result.notes[0].startswith("Not tested: left:great_toe, right:great_toe, left:first")
    assert result.notes[0].endswith("right:fifth_metatarsal, right:heel.")


def test_a_mean_of_fewer_trials_says_so():
    assert scored("gait_speed_10m", items={"comfortable_mps": 1}).scores[0].note == (
        "From 1 of 2 trials."
    )


def test_a_fast_pace_slower_than_the_comfortable_one_is_told():
    result = scored("gait_speed_10m", items={"comfortable_mps": 1.2, "fast_mps": 1.1})

    assert "slower than the comfortable" in result.notes[0]


def test_a_single_standing_pressure_is_told_with_symptoms():
    items = {
        "supine_systolic_mmhg": 140,
        "supine_diastolic_mmhg": 80,
        "standing_1_min_systolic_mmhg": 112,
        "standing_1_min_diastolic_mmhg": 82,
        "symptoms": 1,
    }
    result = scored("orthostatic_bp", items=items)

    assert result.value("diastolic_drop_mmhg") == -2
    assert result.notes == (
        "Systolic: one standing reading only.",
        "Diastolic: one standing reading only.",
        "Dizzy or faint on standing.",
    )


def test_more_lines_with_a_moving_head_are_told():
    result = scored("dynamic_visual_acuity", items={"still_line_count": 5, "moving_line_count": 6})

    assert result.value("lines_lost_count") == -1
    assert result.notes == ("More was read with the head moving: test again.",)


@pytest.mark.parametrize(
    ("instrument", "main", "value"),
    [
        ("5xsts", "time_s", None),
        ("tug", "time_s", None),
        ("hop_battery", "symmetry_percent", None),
        ("30scst", "stands_count", 0),
        ("gait_speed_10m", "comfortable_mps", 0),
        ("4stage", "stages_count", 0),
        ("mctsib", "total_s", 0),
        ("sppb", "total_points", 0),
        ("frt", "reach_cm", 0),
    ],
)
def test_unable_scores_what_the_instrument_says(instrument, main, value):
    result = scored(instrument, state=ResultState.UNABLE, reason="legs gave way")

    assert result.state is ResultState.UNABLE
    assert [each.score for each in result.scores] == [main]
    assert result.value(main) == value
    assert result.notes == (find_instrument(instrument).scoring.unable_words,)


@pytest.mark.parametrize("state", [ResultState.UNSAFE, ResultState.DECLINED, ResultState.NOT_DONE])
def test_other_states_have_no_score_and_need_no_circumstances(state):
    result = scored("tug", circumstances=Circumstances(), state=state, reason="too tired")

    assert result.scores == ()
    assert (result.state, result.reason) == (state, "too tired")


def test_a_result_keeps_what_was_entered():
    result = scored("hop_battery", trials={"left:single_cm": (100.0, 110.0)}, rater="AB")

    assert result.trials == (100.0, 110.0)
    assert (result.instrument, result.version, result.rater) == ("hop_battery", "1.0.0", "AB")


#: Entries that a method refuses, and what the message says.
REFUSED = [
    ("frt", {"trials": (20.0,)}, "mean of the last two trials needs at least 2"),
    (
        "gait_speed_10m",
        {"items": {"comfortable_s": 6}},
        "comfortable_s needs timed_distance_m",
    ),
    (
        "gait_speed_10m",
        {"items": {"timed_distance_m": 6, "fast_s": 4, "fast_mps": 1.5}},
        "fast_s and fast_mps are both given",
    ),
    (
        "gait_speed_10m",
        {"items": {"timed_distance_m": 10, "fast_s": 1}},
        "must give at most 4 m/s, and give 10.00 m/s",
    ),
    ("gait_speed_10m", {"items": {"timed_distance_m": 10}}, "at least one pace is needed"),
    ("tug_dt", {"items": {"single_s": 10}}, "cognitive_s or manual_s is needed"),
    (
        "4stage",
        {"items": {"feet_together_s": 9.9, "semi_tandem_s": 10}},
        "semi_tandem_s needs feet_together_s held for 10 s, and it was held for 9.9 s",
    ),
    (
        "4stage",
        {"items": {"feet_together_s": 10, "tandem_s": 4}},
        "tandem_s needs semi_tandem_s held for 10 s, and it was not tried",
    ),
    ("4stage", {"items": {"feet_together_s": 10}}, "semi_tandem_s is needed after"),
    (
        "sppb",
        {"items": {"walk_unable": 1, "walk_4m_s": 5}},
        "walk_unable is 1, and walk_4m_s has a time",
    ),
    ("hop_battery", {"items": {"left:single_cm": None}}, "items, trials or scores"),
    ("y_balance", {"items": {"left:leg_length_cm": 90}}, "at least one of anterior_cm"),
    ("supine_roll", {"items": {"left:stronger": 1}}, "at least one of positive_count"),
    ("hhd", {"items": {"body_mass_kg": 70}}, "force of at least one group is needed"),
    ("orthostatic_bp", {"items": {"supine_systolic_mmhg": 140}}, "a standing systolic value"),
    (
        "orthostatic_bp",
        {"items": {"standing_1_min_systolic_mmhg": 140}},
        "supine_systolic_mmhg is needed",
    ),
    (
        "orthostatic_bp",
        {"items": {"supine_systolic_mmhg": 120, "supine_diastolic_mmhg": 120}},
        "supine_diastolic_mmhg must be under the systolic value of 120, and is 120",
    ),
    ("dynamic_visual_acuity", {"items": {"still_line_count": 9}}, "moving_line_count is needed"),
    ("dynamic_visual_acuity", {"items": {"moving_line_count": 9}}, "still_line_count is needed"),
]


@pytest.mark.parametrize(
    ("instrument", "entered", "words"),
    REFUSED,
    ids=[f"{row[0]}-{number}" for number, row in enumerate(REFUSED)],
)
def test_a_method_refuses_what_it_cannot_score(instrument, entered, words):
    with pytest.raises(ContentError, match=words):
        scored(instrument, **entered)


@pytest.mark.parametrize("protocol", ["3 m course", "3-metre", "2.44 m", "chair 43 cm", "4 min"])
def test_the_battery_refuses_another_course(protocol):
    told = Circumstances(
        aid=Aid.NONE,
        assistance=Assistance.INDEPENDENT,
        footwear=Footwear.SHOES,
        protocol=protocol,
    )

    with pytest.raises(ContentError, match=f"a walk of 4 m is needed.*{protocol}"):
        scored("sppb", circumstances=told, items={"walk_4m_s": 4})
