"""What an entry must be before it is scored."""

from datetime import date
from math import inf, nan

import pytest

from restride.clinical.circumstances import Circumstances, Floor, Footwear
from restride.clinical.instrument import find_instrument
from restride.clinical.result import ResultState
from restride.clinical.scoring.entry import Entry, key_of, split_key
from restride.clinical.scoring.score import score
from restride.errors import ContentError
from restride.rows import read_row
from restride.terms import Side

ON_THE_FLOOR = Circumstances(footwear=Footwear.BAREFOOT, floor=Floor.FIRM, protocol="as usual")


def refused(instrument, words, *, circumstances=ON_THE_FLOOR, **entered):
    entry = Entry(
        instrument=instrument,
        tested_on=date(2026, 3, 1),
        circumstances=circumstances,
        **entered,
    )
    with pytest.raises(ContentError, match=words):
        score(entry, find_instrument(instrument))


def test_circumstances_that_are_missing_are_named():
    refused(
        "tug",
        "circumstances need aid, assistance, footwear, and aid, assistance are not there",
        trials=(12.0,),
    )


def test_one_missing_circumstance_is_named():
    refused(
        "sls",
        "circumstances need footwear, floor, and floor is not there",
        circumstances=Circumstances(footwear=Footwear.SHOES),
        items={"left:eyes_open_s": 3},
    )


def test_unable_needs_circumstances_too():
    refused(
        "frt",
        "circumstances need footwear, protocol",
        circumstances=Circumstances(),
        state=ResultState.UNABLE,
        reason="fell back",
    )


def test_an_entry_of_another_instrument():
    entry = Entry(instrument="tug", tested_on=date(2026, 3, 1), trials=(12.0,))

    with pytest.raises(ContentError, match="The entry is of 'tug', and the instrument given is '6"):
        score(entry, find_instrument("6mwt"))


def test_done_with_nothing_entered():
    refused("frt", "needs items, trials or scores, and there is nothing.*unable, unsafe, declined")


def test_done_with_nothing_but_gaps():
    refused("sls", "there is nothing", items={"left:eyes_open_s": None})


@pytest.mark.parametrize("state", [each for each in ResultState if each is not ResultState.DONE])
def test_every_other_state_needs_a_reason(state):
    refused("frt", f"the state {state} needs a reason, and there is none", state=state)


@pytest.mark.parametrize("state", [each for each in ResultState if each is not ResultState.DONE])
def test_every_other_state_takes_no_values(state):
    refused(
        "frt",
        f"the state is {state}, and values are entered too",
        state=state,
        reason="pain",
        trials=(20.0, 21.0),
    )


def test_an_unknown_item_is_named_with_those_there_are():
    refused("sls", "left:eyes_open_s / right:eyes_open_s.*'eyes'", items={"eyes": 3})


def test_an_item_of_a_test_without_items():
    refused("frt", "none: enter trials or scores; and one is 'reach_cm'", items={"reach_cm": 3})


def test_a_side_is_needed():
    refused("sls", "eyes_open_s needs a side, and 'eyes_open_s' has none", items={"eyes_open_s": 3})


def test_a_side_too_much():
    refused(
        "mctsib",
        "firm_eyes_open_s has no sides, and 'left:firm_eyes_open_s' has one",
        items={"left:firm_eyes_open_s": 3},
    )


def test_a_side_that_is_none():
    refused("sls", "'both:eyes_open_s'", items={"both:eyes_open_s": 3})


@pytest.mark.parametrize("value", [-0.1, 45.1])
def test_an_item_out_of_range_names_range_and_unit(value):
    refused(
        "sls",
        f"sls, items, left:eyes_open_s: 0 to 45 s is needed, and there is {value:g}",
        items={"left:eyes_open_s": value},
    )


@pytest.mark.parametrize("value", [0, 45])
def test_the_ends_of_a_range_are_inside(value):
    entry = Entry(
        instrument="sls",
        tested_on=date(2026, 3, 1),
        circumstances=ON_THE_FLOOR,
        items={"left:eyes_open_s": value},
    )

    best = score(entry, find_instrument("sls")).value("eyes_open_best_s", side=Side.LEFT)

    assert best == value


@pytest.mark.parametrize("value", [nan, inf, -inf])
def test_no_number_is_no_value(value):
    refused("sls", "a number is needed, and there is", items={"left:eyes_open_s": value})
    refused("frt", "a number is needed, and there is", trials=(20.0, value))


def test_a_fraction_of_a_grade():
    refused("mmt", "a whole number is needed, and there is 3.5", items={"left:hip_flexion": 3.5})


def test_a_value_between_those_allowed():
    refused("sensation", "one of 0, 1 is needed, and there is 0.5", items={"left:heel": 0.5})


def test_a_fraction_of_a_stand():
    told = read_row(
        Circumstances, {"assistance": "independent", "protocol": "43 cm"}, where="case.yaml"
    )
    refused("30scst", "a whole number is needed", circumstances=told, trials=(10.5,))


def test_a_trial_out_of_range():
    refused("frt", "frt, trials: 0 to 80 cm is needed, and there is 120", trials=(20.0, 120.0))


def test_a_score_out_of_range_at_one_end_only():
    told = read_row(Circumstances, {"aid": "none", "measured_with": "sensor"}, where="case.yaml")
    refused(
        "steps_fog",
        "steps_fog, scores, freeze_index_ratio: at least 0",
        circumstances=told,
        scores={"freeze_index_ratio": -1},
    )


def test_more_trials_than_the_test_has():
    refused("frt", "1 to 3 trials are needed, and there are 4", trials=(1.0, 2.0, 3.0, 4.0))


def test_a_name_without_trials():
    refused("sls", "1 to 3 trials are needed, and there are 0", trials={"left:eyes_open_s": ()})


def test_trials_without_names_of_a_test_with_several_parts():
    refused("sls", "several parts or sides.*left:eyes_open_s", trials=(3.0,))


def test_named_trials_of_a_test_without_parts():
    refused("frt", "one is 'reach_cm'", trials={"reach_cm": (20.0,)})


def test_trials_and_an_item_of_one_name():
    refused(
        "sls",
        "trials and an item of left:eyes_open_s are both given",
        trials={"left:eyes_open_s": (3.0,)},
        items={"left:eyes_open_s": 4},
    )


def test_finished_scores_beside_trials():
    refused(
        "frt",
        "finished scores and items or trials are both given",
        trials=(20.0, 21.0),
        scores={"reach_cm": 20.5},
    )


def test_an_unknown_score():
    refused("frt", "must be one of reach_cm, and one is 'reach'", scores={"reach": 20})


def test_a_painful_item_that_is_none():
    refused(
        "mmt",
        "mmt, painful: a key must be one of",
        items={"left:hip_flexion": 4},
        painful=("left:elbow",),
    )


@pytest.mark.parametrize("side", [None, Side.LEFT, Side.RIGHT])
def test_a_key_is_taken_apart_as_it_was_made(side):
    assert split_key(key_of("knee_extension", side)) == ("knee_extension", side)


def test_an_entry_reads_from_what_a_person_writes():
    entry = read_row(
        Entry,
        {
            "instrument": "sls",
            "tested_on": "2026-03-01",
            "circumstances": {"footwear": "barefoot", "floor": "firm"},
            "items": {"right:eyes_open_s": None},
            "trials": {"left:eyes_open_s": [3, 4.5]},
        },
        where="case.yaml",
    )

    assert entry.named_trials == {"left:eyes_open_s": (3.0, 4.5)}
    assert entry.plain_trials == ()
    assert entry.answered() == {}
    assert score(entry, find_instrument("sls")).value("eyes_open_mean_s", side=Side.LEFT) == 3.75
