"""Cut points, notes and refusals of the measured tests."""

import pytest

from restride.clinical.care import Assistance
from restride.clinical.circumstances import Aid, Circumstances, Footwear
from restride.clinical.instrument import find_instrument
from restride.clinical.result import ResultState
from restride.errors import ContentError

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
def test_the_battery_cuts_exactly_where_its_tables_do(scored, item, part, value, points):
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
def test_stances_of_the_battery(scored, times_s, points):
    names = ("feet_together_s", "semi_tandem_s", "tandem_s")
    items = dict(zip(names, times_s, strict=False))

    assert scored("sppb", items=items).value("balance_points") == points


def test_the_battery_has_no_total_where_a_part_is_missing(scored):
    result = scored("sppb", items={"feet_together_s": 3, "chair_unable": 1})

    assert result.value("total_points") is None
    assert result.scores[0].note == "no total: walk_points not tested"


@pytest.mark.parametrize("protocol", ["4 m course", "4-metre walk, chair 43 cm", "4.0 m", "4m"])
def test_the_battery_takes_a_course_of_four_metres(scored, protocol):
    told = Circumstances(
        aid=Aid.NONE,
        assistance=Assistance.INDEPENDENT,
        footwear=Footwear.SHOES,
        protocol=protocol,
    )

    assert scored("sppb", circumstances=told, items={"walk_4m_s": 4}).value("walk_points") == 4


def test_a_third_of_a_hop_pair_has_no_symmetry(scored):
    result = scored("hop_battery", items={"left:single_cm": 100})

    assert result.value("symmetry_percent") is None
    assert result.scores[-1].note == "no hop was done on both legs"


def test_symmetry_without_a_treated_side_is_the_worse_of_the_better(scored):
    result = scored("hop_battery", items={"left:single_cm": 150, "right:single_cm": 120})

    assert result.value("symmetry_percent") == pytest.approx(80)


def test_symmetry_with_a_side_of_zero_is_not_computed(scored):
    result = scored("hhd", items={"left:hip_flexion": 0, "right:hip_flexion": 0})

    assert result.value("symmetry_percent", item="hip_flexion") is None


def test_a_painful_group_says_so(scored):
    result = scored("mmt", items={"left:hip_flexion": 4}, painful=("left:hip_flexion",))

    assert result.scores[0].note == "painful"


def test_what_was_not_tested_is_told_and_never_full(scored):
    result = scored("sensation", items={"left:heel": 1})

    assert len(result.scores) == 1
    assert result.notes[0].startswith("Not tested: left:great_toe, right:great_toe, left:first")
    assert result.notes[0].endswith("right:fifth_metatarsal, right:heel.")


def test_a_mean_of_fewer_trials_says_so(scored):
    assert scored("gait_speed_10m", items={"comfortable_mps": 1}).scores[0].note == (
        "From 1 of 2 trials."
    )


def test_a_fast_pace_slower_than_the_comfortable_one_is_told(scored):
    result = scored("gait_speed_10m", items={"comfortable_mps": 1.2, "fast_mps": 1.1})

    assert "slower than the comfortable" in result.notes[0]


def test_a_single_standing_pressure_is_told_with_symptoms(scored):
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


def test_right_answers_on_the_way_are_told_a_second(scored):
    result = scored("tug_dt", items={"cognitive_s": 16, "correct_answers_count": 8})

    assert result.notes == ("8 right answers, 0.50 a second.",)
    assert scored("tug_dt", items={"manual_s": 16, "correct_answers_count": 8}).notes == ()


def test_what_is_noted_beside_a_distance_is_kept_and_scores_nothing(scored):
    noted = {"pulse_after_bpm": 118, "effort_after": 4}
    result = scored("6mwt", trials=(402.0,), items=noted)

    assert result.value("distance_m") == 402
    assert len(result.scores) == 1
    assert result.items == noted
    assert scored("6mwt", items={"distance_m": 402, **noted}).value("distance_m") == 402


def test_more_lines_with_a_moving_head_are_told(scored):
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
def test_unable_scores_what_the_instrument_says(scored, instrument, main, value):
    result = scored(instrument, state=ResultState.UNABLE, reason="legs gave way")

    assert result.state is ResultState.UNABLE
    assert [each.score for each in result.scores] == [main]
    assert result.value(main) == value
    assert result.notes == (find_instrument(instrument).scoring.unable_words,)


@pytest.mark.parametrize("state", [ResultState.UNSAFE, ResultState.DECLINED, ResultState.NOT_DONE])
def test_other_states_have_no_score_and_need_no_circumstances(scored, state):
    result = scored("tug", circumstances=Circumstances(), state=state, reason="too tired")

    assert result.scores == ()
    assert (result.state, result.reason) == (state, "too tired")


def test_a_result_keeps_what_was_entered(scored):
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
    ("6mwt", {"items": {"effort_after": 4}}, "at least one of distance_m is needed"),
    (
        "6mwt",
        {"trials": (400.0,), "items": {"distance_m": 402}},
        "trials without names and distance_m are both given",
    ),
    ("steps_fog", {"trials": (50.0,)}, "none; enter finished scores"),
    ("rom", {"trials": (50.0,)}, "Write trials by name: left:hip_flexion"),
    ("trunk_endurance", {"trials": (50.0,)}, "Write trials by name: plank_s"),
    ("heel_rise", {"trials": (5,)}, "Write trials by name: left:repetitions_count"),
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
def test_a_method_refuses_what_it_cannot_score(scored, instrument, entered, words):
    with pytest.raises(ContentError, match=words):
        scored(instrument, **entered)


@pytest.mark.parametrize("protocol", ["3 m course", "3-metre", "2.44 m", "chair 43 cm", "4 min"])
def test_the_battery_refuses_another_course(scored, protocol):
    told = Circumstances(
        aid=Aid.NONE,
        assistance=Assistance.INDEPENDENT,
        footwear=Footwear.SHOES,
        protocol=protocol,
    )

    with pytest.raises(ContentError, match=f"a walk of 4 m is needed.*{protocol}"):
        scored("sppb", circumstances=told, items={"walk_4m_s": 4})
