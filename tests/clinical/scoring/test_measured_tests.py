"""Every measured test scored, beside an example worked by hand from its rules."""

import pytest

from restride.terms import Side

L, R = Side.LEFT, Side.RIGHT


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
def test_a_test_scores_as_by_hand(scored, instrument, entered, expected):
    assert values(scored(instrument, **entered)) == pytest.approx(expected)
