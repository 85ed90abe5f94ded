"""What patients answer, each against an example worked by hand."""

from datetime import date
from itertools import pairwise

import pytest

from restride.clinical.conversion import conversions
from restride.clinical.instrument import find_instrument
from restride.clinical.licence_pack import LicencePack
from restride.clinical.scoring.entry import Entry
from restride.clinical.scoring.score import score

DAY = date(2026, 5, 4)


def pack_of(instrument_id):
    return LicencePack(
        instrument=instrument_id,
        licence="L-1",
        holder="A clinic",
        expires_on=date(2027, 1, 1),
        language="en",
        wordings={item.id: "words" for item in find_instrument(instrument_id).items},
    )


def result_of(instrument_id, *, licensed=False, **entered):
    return score(
        Entry(instrument=instrument_id, tested_on=DAY, **entered),
        find_instrument(instrument_id),
        pack=pack_of(instrument_id) if licensed else None,
    )


def values_of(result):
    return {each.score: each.value for each in result.scores}


def numbered(*values):
    return {f"item_{number}": value for number, value in enumerate(values, start=1)}


def test_balance_confidence_is_the_mean_of_sixteen():
    # (8 x 50 + 8 x 80) / 16 = 65
    result = result_of("abc", licensed=True, items=numbered(*[50] * 8, *[80] * 8))

    assert values_of(result) == {"total_percent": 65}
    assert not result.notes


def test_twelve_answers_of_balance_confidence_are_enough():
    # (6 x 40 + 6 x 70) / 12 = 55
    result = result_of("abc", licensed=True, items=numbered(*[40] * 6, *[70] * 6))

    assert values_of(result) == {"total_percent": 55}
    assert result.notes == ("total_percent: mean of 12 of 16 items.",)


def test_eleven_answers_of_balance_confidence_are_not():
    result = result_of("abc", licensed=True, items=numbered(*[40] * 11))

    assert values_of(result) == {"total_percent": None}
    assert result.notes == ("total_percent: 5 of 16 items missing: no score.",)


def test_concern_about_falling_has_a_long_and_a_short_form():
    # 2, 4, 6, 7, 9, 15, 16 make the short form: 7 x 3 = 21; the other nine 1 each: 30
    short = {2, 4, 6, 7, 9, 15, 16}
    items = {f"item_{number}": 3 if number in short else 1 for number in range(1, 17)}

    assert values_of(result_of("fesi", licensed=True, items=items)) == {
        "total_points": 30,
        "short_points": 21,
    }


def test_the_short_form_alone_asks_for_no_long_total():
    items = {f"item_{number}": 2 for number in (2, 4, 6, 7, 9, 15, 16)}
    result = result_of("fesi", licensed=True, items=items)

    assert values_of(result) == {"short_points": 14}
    assert not result.notes


def test_a_missing_item_of_the_long_form_leaves_the_short_one():
    items = {f"item_{number}": 2 for number in range(2, 17)}

    assert values_of(result_of("fesi", licensed=True, items=items)) == {
        "total_points": None,
        "short_points": 14,
    }


def test_the_own_confidence_question_is_the_mean_of_six():
    # (8 + 4 + 5 + 2 + 3 + 2) / 6 = 4
    items = {"at_home": 8, "uneven_ground": 4, "reaching_up": 5, "own_1": 2, "own_2": 3, "own_3": 2}
    result = result_of("balance_confidence_own", items=items, words={"own_1": "the bus"})

    assert values_of(result) == {"average_points": 4}
    assert result.words == {"own_1": "the bus"}


def test_three_own_activities_are_averaged():
    # (2 + 5 + 4) / 3 = 3.667
    result = result_of(
        "psfs",
        items={"activity_1": 2, "activity_2": 5, "activity_3": 4},
        words={"activity_1": "carry the shopping upstairs"},
    )

    assert result.value("average_points") == pytest.approx(11 / 3)
    assert result.words["activity_1"] == "carry the shopping upstairs"


def test_two_of_three_own_activities_make_no_score():
    result = result_of("psfs", items={"activity_1": 2, "activity_2": 5})

    assert values_of(result) == {"average_points": None}
    assert result.notes == ("average_points: 1 of 3 items missing: no score.",)


def test_the_three_pains_stand_alone():
    result = result_of("nprs", items={"worst": 7, "now": 0})

    assert values_of(result) == {"now_points": 0, "worst_points": 7}


def test_the_dizziness_subscales_make_the_total():
    # physical (7 items) 7 x 2 = 14; emotional (9) 0; functional (9) 9 x 4 = 36
    emotional, physical = {2, 9, 10, 15, 18, 20, 21, 22, 23}, {1, 4, 8, 11, 13, 17, 25}
    items = {
        f"item_{number}": 0 if number in emotional else 2 if number in physical else 4
        for number in range(1, 26)
    }

    assert values_of(result_of("dhi", licensed=True, items=items)) == {
        "total_points": 50,
        "functional_points": 36,
        "emotional_points": 0,
        "physical_points": 14,
    }


def test_entered_dizziness_subscales_make_a_total_that_was_left_out():
    scores = {"functional_points": 12, "emotional_points": 8, "physical_points": 14}
    result = result_of("dhi", scores=scores)

    assert result.value("total_points") == 34
    assert result.scores[0].note == "sum of the subscales"


def test_an_entered_dizziness_total_alone_is_taken():
    assert values_of(result_of("dhi", scores={"total_points": 46})) == {"total_points": 46}


def test_a_total_that_fits_its_subscales_is_taken():
    scores = {
        "total_points": 34,
        "functional_points": 12,
        "emotional_points": 8,
        "physical_points": 14,
    }

    assert values_of(result_of("dhi", scores=scores)) == scores


@pytest.mark.parametrize(
    ("instrument_id", "answers", "raw", "interval"),
    [
        pytest.param("koosjr", [0] * 7, 0, 100, id="best knee"),
        pytest.param("koosjr", [2] * 7, 14, 52.465, id="knee half way"),
        pytest.param("koosjr", [4] * 7, 28, 0, id="worst knee"),
        pytest.param("hoosjr", [0] * 6, 0, 100, id="best hip"),
        pytest.param("hoosjr", [2, 2, 2, 2, 2, 1], 11, 55.985, id="hip"),
        pytest.param("hoosjr", [4] * 6, 24, 0, id="worst hip"),
    ],
)
def test_a_sum_of_a_joint_becomes_an_interval_score(instrument_id, answers, raw, interval):
    by_items = result_of(instrument_id, licensed=True, items=numbered(*answers))
    by_sum = result_of(instrument_id, scores={"raw_points": raw})

    assert values_of(by_items) == {"interval_points": interval, "raw_points": raw}
    assert values_of(by_sum) == values_of(by_items)
    assert "from memory" in by_sum.notes[-1]


def test_an_entered_interval_score_is_taken_as_it_is():
    assert values_of(result_of("koosjr", scores={"interval_points": 63.8})) == {
        "interval_points": 63.8
    }


def test_a_missing_answer_of_a_joint_makes_no_interval_score():
    result = result_of("hoosjr", licensed=True, items=numbered(0, 0, 0, 0, 0))

    assert values_of(result) == {"interval_points": None, "raw_points": None}


@pytest.mark.parametrize("instrument_id", ["koosjr", "hoosjr"])
def test_a_conversion_table_has_a_row_for_every_sum_and_only_falls(instrument_id):
    table = conversions()[instrument_id].interval_points
    raw = next(row for row in find_instrument(instrument_id).scores if row.id == "raw_points")

    assert len(table) == raw.maximum + 1
    assert table[0] == 100
    assert table[-1] == 0
    assert all(after < before for before, after in pairwise(table))


def test_the_leg_function_scale_adds_twenty_items():
    # 10 x 3 + 10 x 2 = 50
    result = result_of("lefs", licensed=True, items=numbered(*[3] * 10, *[2] * 10))

    assert values_of(result) == {"total_points": 50}


def foot_items(*, daily, sport):
    return {
        **{f"daily_{number}": 3 for number in range(1, daily + 1)},
        **{f"sport_{number}": 1 for number in range(1, sport + 1)},
    }


def test_foot_and_ankle_are_percent_of_what_could_be_reached():
    # 21 x 3 of 84 = 75 %; 8 x 1 of 32 = 25 %
    result = result_of("faam", licensed=True, items=foot_items(daily=21, sport=8))

    assert values_of(result) == {"daily_percent": 75, "sport_percent": 25}


def test_an_item_that_does_not_apply_is_left_out_of_both_sums():
    # 19 x 3 of 76 = 75 %; 7 x 1 of 28 = 25 %
    result = result_of("faam", licensed=True, items=foot_items(daily=19, sport=7))

    assert values_of(result) == {"daily_percent": 75, "sport_percent": 25}
    assert result.notes == (
        "daily_percent: of 19 of 21 items.",
        "sport_percent: of 7 of 8 items.",
    )


def test_too_few_foot_and_ankle_items_make_no_score():
    result = result_of("faam", licensed=True, items=foot_items(daily=18, sport=6))

    assert values_of(result) == {"daily_percent": None, "sport_percent": None}
    assert result.notes[0] == "daily_percent: 3 of 21 items missing: no score."


def test_a_part_of_foot_and_ankle_that_was_not_asked_says_nothing():
    result = result_of("faam", licensed=True, items=foot_items(daily=21, sport=0))

    assert values_of(result) == {"daily_percent": 75}


def test_effort_is_taken_as_it_was_said():
    assert values_of(result_of("rpe", scores={"effort_points": 5.5})) == {"effort_points": 5.5}


def screen_items(*yes):
    return {item.id: int(item.id in yes) for item in find_instrument("stay_independent").items}


def test_the_screen_counts_two_points_for_a_fall_and_for_an_aid():
    # fall 2 + aid 2 + unsteady 1 + hurries 1 = 6; key questions: fall and unsteady
    items = screen_items("fallen_last_year", "aid_advised", "unsteady_walking", "hurries_to_toilet")

    assert values_of(result_of("stay_independent", items=items)) == {
        "total_points": 6,
        "key_yes_count": 2,
    }


def test_the_three_key_questions_count_by_themselves():
    items = {"fallen_last_year": 0, "unsteady_walking": 1, "worried_about_falling": 1}

    assert values_of(result_of("stay_independent", items=items)) == {
        "total_points": None,
        "key_yes_count": 2,
    }


def test_all_yes_is_the_most_the_screen_can_give():
    items = dict.fromkeys(screen_items(), 1)

    assert values_of(result_of("stay_independent", items=items)) == {
        "total_points": 14,
        "key_yes_count": 3,
    }
