"""What is refused of a scale or questionnaire, by name, and what always holds of its scores."""

from datetime import date

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

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
from restride.clinical.scoring.entry import Entry
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
#: Instruments whose items make the scores.
BY_ITEMS = [
    "abc", "bbs", "balance_confidence_own", "dgi", "dhi", "faam",
    "fac", "fesi", "fga", "fma_le", "hoosjr", "koosjr",
    "lefs", "mas", "mdsupdrs_gait", "minibest", "nprs", "poma",
    "psfs", "rmi", "stay_independent", "wisci2",
]  # fmt: skip


def result_of(instrument_id, **entered):
    instrument = find_instrument(instrument_id)
    tier = instrument.licence.tier
    pack = LicencePack(
        instrument=instrument_id,
        licence="L-1",
        holder="A clinic",
        expires_on=DAY,
        language="en",
        wordings={item.id: "words" for item in instrument.items},
    )
    entry = Entry(instrument=instrument_id, tested_on=DAY, circumstances=EVERYTHING, **entered)
    return score(entry, instrument, pack=None if tier.holds_items else pack)


def keys_of(item):
    return [f"{side}:{item.id}" for side in Side] if item.sided else [item.id]


@pytest.mark.parametrize(
    ("instrument_id", "items", "words"),
    [
        pytest.param("bbs", {"item_15": 2}, "bbs, items: .*'item_15'", id="one item too many"),
        pytest.param("bbs", {"item_1": 5}, "bbs, items, item_1: 0 to 4", id="above the range"),
        pytest.param(
            "bbs", {"item_1": -1}, "item_1: 0 to 4 is needed, and there is -1", id="below"
        ),
        pytest.param("fga", {"item_2": 1.5}, "item_2: a whole number.*1.5", id="a fraction"),
        pytest.param("fma_le", {"item_1": 1}, "item_1: one of 0, 2.*there is 1", id="a reflex"),
        pytest.param("dhi", {"item_3": 3}, "item_3: one of 0, 2, 4.*there is 3", id="dizziness"),
        pytest.param("mas", {"left:knee_flexors": 1.2}, "one of 0, 1, 1.5, 2, 3, 4", id="tone"),
        pytest.param("mas", {"knee_flexors": 1}, "knee_flexors needs a side", id="tone, no side"),
        pytest.param("minibest", {"item_3": 1}, "item_3 needs a side", id="one leg, no side"),
        pytest.param("bbs", {"left:item_1": 1}, "item_1 has no sides", id="a side too many"),
        pytest.param("rmi", {"item_1": 2}, "item_1: 0 to 1", id="yes or no"),
        pytest.param("wisci2", {"level": 21}, "level: 0 to 20", id="a level too high"),
        pytest.param("abc", {"item_1": 101}, "item_1: 0 to 100", id="percent"),
        pytest.param("nfogq", {"item_1": 1}, "nfogq, items: .*enter trials or scores", id="none"),
    ],
)
def test_an_item_that_does_not_fit_is_refused(instrument_id, items, words):
    with pytest.raises(ContentError, match=words):
        result_of(instrument_id, items=items)


@pytest.mark.parametrize(
    ("instrument_id", "scores", "words"),
    [
        pytest.param("bbs", {"total_points": 57}, "total_points: 0 to 56", id="above"),
        pytest.param("fesi", {"total_points": 15}, "total_points: 16 to 64", id="below"),
        pytest.param("fesi", {"short_points": 29}, "short_points: 7 to 28", id="short form"),
        pytest.param("bbs", {"points": 40}, "a name must be one of total_points", id="name"),
        pytest.param("bbs", {"total_points": 45.5}, "a whole number.*45.5", id="a fraction"),
        pytest.param("dhi", {"total_points": 45}, "a multiple of 2 .*45", id="an odd sum"),
        pytest.param("dhi", {"physical_points": 29}, "physical_points: 0 to 28", id="a subscale"),
        pytest.param("fac", {"level": 2.5}, "level: a whole number.*2.5", id="half a level"),
        pytest.param("mas", {"grade": 2}, "grade belongs to each item", id="no muscle named"),
        pytest.param("faam", {"sport_percent": 101}, "sport_percent: 0 to 100", id="percent"),
        pytest.param(
            "stay_independent", {"key_yes_count": 4}, "key_yes_count: 0 to 3", id="key questions"
        ),
    ],
)
def test_a_finished_score_that_does_not_fit_is_refused(instrument_id, scores, words):
    with pytest.raises(ContentError, match=words):
        result_of(instrument_id, scores=scores)


@pytest.mark.parametrize(
    ("scores", "words"),
    [
        pytest.param(
            {
                "total_points": 36,
                "functional_points": 12,
                "emotional_points": 8,
                "physical_points": 14,
            },
            "make a total of 34, and total_points is 36",
            id="all three",
        ),
        pytest.param(
            {"total_points": 10, "functional_points": 12},
            "make a total of 12 to 76, and total_points is 10",
            id="one above the total",
        ),
        pytest.param(
            {"total_points": 78, "functional_points": 12},
            "make a total of 12 to 76, and total_points is 78",
            id="the others cannot give the rest",
        ),
    ],
)
def test_subscales_that_do_not_add_up_are_refused(scores, words):
    with pytest.raises(ContentError, match=words):
        result_of("dhi", scores=scores)


@pytest.mark.parametrize("total", [12, 76])
def test_a_total_that_the_missing_subscales_can_reach_is_taken(total):
    result = result_of("dhi", scores={"total_points": total, "functional_points": 12})

    assert result.value("total_points") == total


def test_a_sum_and_an_interval_score_that_disagree_are_refused():
    with pytest.raises(ContentError, match=r"a sum of 14 makes 52.5 by the table, and .* is 60"):
        result_of("koosjr", scores={"raw_points": 14, "interval_points": 60})


def test_a_sum_and_an_interval_score_that_agree_as_shown_are_taken():
    result = result_of("koosjr", scores={"raw_points": 14, "interval_points": 52.5})

    assert result.value("interval_points") == 52.465


def test_words_for_an_item_that_is_not_there_are_refused():
    with pytest.raises(ContentError, match="psfs, words: .*'activity_4'"):
        result_of("psfs", items={"activity_1": 3}, words={"activity_4": "run"})


@pytest.mark.parametrize("instrument_id", ["bbs", "fga", "minibest"])
def test_a_balance_scale_without_its_circumstances_is_refused(instrument_id):
    entry = Entry(instrument=instrument_id, tested_on=DAY, scores={"total_points": 20})

    with pytest.raises(ContentError, match=f"{instrument_id}: circumstances need aid, assistance"):
        score(entry, find_instrument(instrument_id))


@st.composite
def answered(draw):
    instrument = find_instrument(draw(st.sampled_from(BY_ITEMS)))
    items = {
        key: draw(
            st.sampled_from(item.values)
            if item.values
            else st.integers(int(item.minimum), int(item.maximum))
        )
        for item in instrument.items
        for key in keys_of(item)
    }
    missing = draw(st.sets(st.sampled_from(sorted(items)), max_size=3))
    kept = {key: value for key, value in items.items() if key not in missing} or items
    return instrument, kept, items


@settings(max_examples=120, deadline=None)
@given(answered())
def test_every_score_lies_in_its_range_or_is_none(case):
    instrument, kept, _ = case
    result = result_of(instrument.id, items=kept)
    ranges = {each.id: (each.minimum, each.maximum) for each in instrument.scores}

    for each in result.scores:
        low, high = ranges[each.score]
        assert each.value is None or low <= each.value <= high


@settings(max_examples=80, deadline=None)
@given(answered())
def test_a_missing_item_never_lowers_a_total(case):
    instrument, kept, items = case
    assume(not instrument.scoring.missing_allowed_count)
    assume(instrument.id != "faam")
    fewer, whole = result_of(instrument.id, items=kept), result_of(instrument.id, items=items)

    for each in fewer.scores:
        if each.value is not None:
            assert each.value == whole.value(each.score, item=each.item, side=each.side)


@pytest.mark.parametrize("instrument_id", BY_ITEMS)
@pytest.mark.parametrize("end", ["minimum", "maximum"])
def test_the_ends_of_the_items_are_the_ends_of_the_scores(instrument_id, end):
    instrument = find_instrument(instrument_id)
    items = {key: getattr(item, end) for item in instrument.items for key in keys_of(item)}
    result = result_of(instrument_id, items=items)
    flipped = "minimum" if end == "maximum" else "maximum"

    for each in instrument.scores:
        values = [made.value for made in result.scores if made.score == each.id]
        # More points of answers are a lower interval score.
        wanted = getattr(each, flipped if each.id == "interval_points" else end)
        assert values
        assert set(values) == {wanted}
