"""Scales that a therapist scores, each against an example worked by hand."""

from datetime import date

import pytest

from restride.clinical.care import Assistance
from restride.clinical.circumstances import (
    Aid,
    Circumstances,
    Footwear,
    MedicationState,
    Orthosis,
    Stimulation,
)
from restride.clinical.instrument import find_instrument
from restride.clinical.licence_pack import LicencePack
from restride.clinical.result import ResultState
from restride.clinical.scoring.entry import Entry
from restride.clinical.scoring.mas import stored_grade, written_grade
from restride.clinical.scoring.score import score
from restride.errors import ContentError
from restride.terms import Side

DAY = date(2026, 5, 4)
EVERYTHING = Circumstances(
    aid=Aid.NONE,
    assistance=Assistance.INDEPENDENT,
    footwear=Footwear.SHOES,
    orthosis=Orthosis.NONE,
    medication=MedicationState.ON,
    stimulation=Stimulation.NOT_APPLICABLE,
)
WITH_CANE = Circumstances(
    aid=Aid.SINGLE_CANE, assistance=Assistance.INDEPENDENT, footwear=Footwear.SHOES
)


def result_of(instrument_id, *, circumstances=EVERYTHING, pack=None, **entered):
    instrument = find_instrument(instrument_id)
    entry = Entry(instrument=instrument_id, tested_on=DAY, circumstances=circumstances, **entered)
    return score(entry, instrument, pack=pack)


def values_of(result):
    return {each.score: each.value for each in result.scores}


def numbered(*values):
    return {f"item_{number}": value for number, value in enumerate(values, start=1)}


def test_the_berg_scale_adds_fourteen_items():
    # 4 + 4 + 4 + 3 + 3 + 3 + 2 + 3 + 4 + 2 + 2 + 1 + 1 + 0 = 36
    result = result_of("bbs", items=numbered(4, 4, 4, 3, 3, 3, 2, 3, 4, 2, 2, 1, 1, 0))

    assert values_of(result) == {"total_points": 36}
    assert not result.notes


def test_the_berg_scale_with_an_aid_says_so():
    result = result_of("bbs", circumstances=WITH_CANE, items=numbered(*[2] * 14))

    assert result.value("total_points") == 28
    assert result.notes == ("Scored with an aid; the scale is meant without.",)


def test_two_missing_items_make_no_total_and_no_zero():
    result = result_of("bbs", items={**numbered(*[4] * 12), "item_13": None})

    assert result.value("total_points") is None
    assert result.notes == ("total_points: 2 of 14 items missing: no score.",)


def test_the_gait_assessment_adds_ten_items():
    # 3 + 3 + 2 + 2 + 3 + 2 + 1 + 1 + 2 + 3 = 22
    result = result_of("fga", items=numbered(3, 3, 2, 2, 3, 2, 1, 1, 2, 3))

    assert values_of(result) == {"total_points": 22}


def test_with_an_aid_an_item_of_the_gait_assessment_may_be_two():
    result = result_of("fga", circumstances=WITH_CANE, items=numbered(*[2] * 6, 0, 0, 0, 2))

    assert result.value("total_points") == 14
    assert not result.notes


def test_with_an_aid_an_item_of_the_gait_assessment_may_not_be_three():
    with pytest.raises(
        ContentError, match="fga, items, item_4: with an aid at most 2.*single_cane"
    ):
        result_of("fga", circumstances=WITH_CANE, items=numbered(2, 2, 2, 3, 2, 2, 0, 0, 0, 2))


def test_with_an_aid_doubtful_items_of_the_gait_assessment_are_named():
    result = result_of("fga", circumstances=WITH_CANE, items=numbered(*[2] * 6, 0, 1, 2, 2))

    assert result.value("total_points") == 17
    assert "item_8, item_9: one summary scores" in result.notes[0]


def test_with_an_aid_a_total_of_the_gait_assessment_may_be_twenty_and_no_more():
    result = result_of("fga", circumstances=WITH_CANE, scores={"total_points": 20})

    assert result.value("total_points") == 20
    with pytest.raises(ContentError, match="with an aid at most 20 points.*21, with single_cane"):
        result_of("fga", circumstances=WITH_CANE, scores={"total_points": 21})


def test_without_an_aid_a_total_of_the_gait_assessment_may_be_thirty():
    result = result_of("fga", scores={"total_points": 30})

    assert result.value("total_points") == 30


def test_an_entered_berg_total_with_an_aid_says_so():
    result = result_of("bbs", circumstances=WITH_CANE, scores={"total_points": 40})

    assert result.notes == ("Scored with an aid; the scale is meant without.",)


def test_the_gait_index_adds_eight_items():
    # 3 + 2 + 2 + 2 + 3 + 1 + 2 + 1 = 16
    result = result_of("dgi", items=numbered(3, 2, 2, 2, 3, 1, 2, 1))

    assert values_of(result) == {"total_points": 16}


def minibest_items(**changed):
    items = {
        **{f"item_{number}": 2 for number in (1, 2, 4, 5, 7, 8, 9, 10, 11, 12, 13, 14)},
        "left:item_3": 2,
        "right:item_3": 1,
        "left:item_6": 0,
        "right:item_6": 2,
    }
    return {**items, **changed}


def test_of_two_sides_the_worse_counts_in_the_balance_test():
    # anticipatory 2 + 2 + min(2, 1) = 5; reactive 2 + 2 + min(0, 2) = 4; sensory 6; walking 10
    result = result_of("minibest", items=minibest_items())

    assert values_of(result) == {
        "total_points": 25,
        "anticipatory_points": 5,
        "reactive_points": 4,
        "sensory_points": 6,
        "dynamic_gait_points": 10,
    }


def test_one_missing_side_leaves_the_other_subscales():
    result = result_of("minibest", items=minibest_items(**{"right:item_6": None}))

    assert result.value("total_points") is None
    assert result.value("reactive_points") is None
    assert result.value("anticipatory_points") == 5
    assert "reactive_points: 1 of 3 items missing: no score." in result.notes


def test_the_tinetti_scale_adds_both_feet():
    # balance 1 + 2 + 2 + 2 + 1 + 1 + 1 + 1 + 2 = 13; gait 1 + (2 + 1) + 1 + 1 + 2 + 1 + 0 = 9
    balance = numbered(1, 2, 2, 2, 1, 1, 1, 1, 2)
    gait = {"item_10": 1, "left:item_11": 2, "right:item_11": 1, "item_12": 1, "item_13": 1}
    rest = {"item_14": 2, "item_15": 1, "item_16": 0}
    result = result_of("poma", items={**balance, **gait, **rest})

    assert values_of(result) == {"total_points": 22, "balance_points": 13, "gait_points": 9}


def test_the_best_tinetti_score_is_twenty_eight():
    instrument = find_instrument("poma")
    items = {
        key: item.maximum
        for item in instrument.items
        for key in ([f"{side}:{item.id}" for side in Side] if item.sided else [item.id])
    }

    assert values_of(result_of("poma", items=items)) == {
        "total_points": 28,
        "balance_points": 16,
        "gait_points": 12,
    }


def test_the_leg_after_stroke_adds_seventeen_items():
    # reflexes 2 + 2; 7 items of 1 and 2 of 2 lying and sitting; 2 x 0 standing; 0; 2 + 1 + 1
    items = numbered(2, 2, 1, 1, 1, 1, 1, 1, 1, 2, 2, 0, 0, 0, 2, 1, 1)

    assert values_of(result_of("fma_le", items=items)) == {"total_points": 19}


def test_the_rivermead_index_counts_what_is_possible():
    items = numbered(1, 1, 1, 1, 1, 1, 1, 0, 1, 0, 1, 0, 0, 0, 0)

    assert values_of(result_of("rmi", items=items)) == {"total_points": 9}


@pytest.mark.parametrize(("instrument_id", "level"), [("fac", 3), ("wisci2", 13)])
def test_a_level_is_a_score_by_itself(instrument_id, level):
    assert values_of(result_of(instrument_id, items={"level": level})) == {"level": level}
    assert values_of(result_of(instrument_id, scores={"level": level})) == {"level": level}


@pytest.mark.parametrize("instrument_id", ["fac", "wisci2"])
def test_who_could_not_walk_has_level_zero(instrument_id):
    result = result_of(instrument_id, state=ResultState.UNABLE, reason="legs gave way")

    assert values_of(result) == {"level": 0}


@pytest.mark.parametrize("state", [ResultState.UNSAFE, ResultState.DECLINED, ResultState.NOT_DONE])
def test_who_did_not_try_has_no_level(state):
    assert values_of(result_of("fac", state=state, reason="tired")) == {}


def test_a_grade_of_tone_stands_for_its_muscle_and_side():
    result = result_of("mas", items={"left:knee_extensors": 1.5, "right:ankle_plantarflexors": 3})

    assert result.value("grade", item="knee_extensors", side=Side.LEFT) == 1.5
    assert result.value("grade", item="ankle_plantarflexors", side=Side.RIGHT) == 3
    assert len(result.scores) == 2


@pytest.mark.parametrize(
    ("written", "stored"), [("0", 0), ("1", 1), ("1+", 1.5), ("2", 2), ("3", 3), ("4", 4)]
)
def test_a_written_grade_of_tone_is_stored_and_written_again(written, stored):
    assert stored_grade(f" {written} ") == stored
    assert written_grade(stored) == written


def test_no_grade_of_tone_is_refused():
    with pytest.raises(ContentError, match=r"one of 0, 1, 1\+, 2, 3, 4, and there is '2\+'"):
        stored_grade("2+")
    with pytest.raises(ContentError, match=r"one of 0, 1, 1.5, 2, 3, 4, and there is 2.5"):
        written_grade(2.5)


def test_the_freezing_questionnaire_is_a_total():
    assert values_of(result_of("nfogq", scores={"total_points": 17})) == {"total_points": 17}


def test_gait_items_of_the_parkinson_scale_stand_alone_under_a_licence():
    instrument = find_instrument("mdsupdrs_gait")
    pack = LicencePack(
        instrument="mdsupdrs_gait",
        licence="L-1",
        holder="A clinic",
        expires_on=date(2027, 1, 1),
        language="en",
        wordings={item.id: "words of the clinic" for item in instrument.items},
    )
    result = result_of("mdsupdrs_gait", pack=pack, items={"item_3_10": 2, "item_3_12": 1})

    assert result.value("item_points", item="item_3_10") == 2
    assert result.value("item_points", item="item_3_12") == 1
    assert len(result.scores) == 2
