"""Batteries: their order, their minutes, and the way through their branches."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from restride.clinical.batteries import (
    Branch,
    Stage,
    Turn,
    batteries,
    battery_tests,
    find_battery,
    minutes_of,
)
from restride.clinical.battery_walk import next_step
from restride.clinical.circumstances import Circumstances
from restride.clinical.conditions import conditions
from restride.clinical.evidence import cited_sources
from restride.clinical.instrument import find_instrument, instruments
from restride.clinical.precautions import precautions
from restride.clinical.result import Result, ResultState, ScoreValue
from restride.errors import ContentError
from restride.terms import Side

BATTERIES = list(batteries().values())
TESTS = list(battery_tests().values())
FIXED = [row for row in BATTERIES if not row.only_tied]
BRANCHES = [
    pytest.param(row, branch, id=f"{row.id}-{number}")
    for row in BATTERIES
    for number, branch in enumerate(row.branches, start=1)
]


def named(row):
    return row.id


def result_of(instrument_id, *, state=ResultState.DONE, side=None, **scores):
    return Result(
        instrument=instrument_id,
        version="1.0.0",
        tested_on=date(2026, 5, 4),
        state=state,
        circumstances=Circumstances(),
        scores=tuple(
            ScoreValue(score=name, value=value, side=side) for name, value in scores.items()
        ),
    )


def asked(battery, *results):
    following = next_step(battery, results)
    return following.test.id if following.test else None


@pytest.mark.parametrize("row", TESTS, ids=named)
def test_a_test_of_a_battery_is_an_instrument_with_known_precautions(row):
    assert row.id in instruments()
    assert set(row.blocked_by) <= precautions().keys()
    assert set(row.evidence.sources) <= cited_sources().keys()
    assert row.minutes[0] <= row.minutes[1]


def test_every_instrument_has_its_place_but_effort():
    assert instruments().keys() - battery_tests().keys() == {"rpe"}


@pytest.mark.parametrize("row", BATTERIES, ids=named)
@pytest.mark.parametrize("visit", [1, 2])
def test_a_battery_never_goes_back_to_an_earlier_stage(row, visit):
    ranks = [battery_tests()[step.test].stage.rank for step in row.steps if step.visit == visit]

    assert ranks == sorted(ranks)


@pytest.mark.parametrize("row", BATTERIES, ids=named)
def test_a_battery_asks_each_test_once_and_visits_in_order(row):
    names = [step.test for step in row.steps]
    visits = [step.visit for step in row.steps]

    assert len(set(names)) == len(names)
    assert visits == sorted(visits)
    assert set(visits) == set(range(1, row.visits_count + 1))


def test_the_stages_run_from_questions_to_what_provokes():
    order = [
        Stage.QUESTIONS, Stage.LYING_OR_SITTING, Stage.STANDING_STILL, Stage.RISING_OR_REACHING,
        Stage.WALKING, Stage.DEMANDING, Stage.JUMPING, Stage.ENDURANCE, Stage.PROVOKING,
    ]  # fmt: skip

    assert [stage.rank for stage in order] == list(range(9))


@pytest.mark.parametrize("row", FIXED, ids=named)
def test_the_steps_of_a_battery_take_its_minutes(row):
    least, most = minutes_of(row)

    assert row.minutes[0] <= least <= most <= row.minutes[1]


@pytest.mark.parametrize(
    ("battery_id", "minutes"),
    [
        ("quick_screen", (8, 10)),
        ("first_visit_screen", (5, 7)),
        ("core_gait_balance", (20, 24)),
        ("neuro_core_set", (45, 60)),
        ("retest", (10, 12)),
    ],
)
def test_a_battery_promises_its_minutes(battery_id, minutes):
    assert find_battery(battery_id).minutes == minutes


def test_the_minutes_of_the_quick_screen_add_up():
    # set-up 1 + stages 2 to 3 + chair 2 + rest 1 + up and go 2 to 3
    assert minutes_of(find_battery("quick_screen")) == (8, 10)


@pytest.mark.parametrize("row", BATTERIES, ids=named)
def test_a_battery_says_when_to_stop_and_whom_its_steps_are_for(row):
    occasions = [step.only_for for step in row.steps if step.only_for is not None]

    assert row.stop_when
    assert {code for each in occasions for code in each.precautions} <= precautions().keys()
    assert {name for each in occasions for name in each.conditions} <= conditions().keys()
    assert set(row.evidence.sources) <= cited_sources().keys()


@pytest.mark.parametrize(("row", "branch"), BRANCHES)
def test_a_branch_stands_on_what_its_tests_can_give(row, branch):
    names = [step.test for step in row.steps]
    bounds = [each for each in (branch.at_or_below, branch.at_or_above) if each is not None]

    assert set(branch.after) <= set(names)
    assert bool(branch.states) != bool(branch.score)
    assert len(bounds) == (1 if branch.score else 0)
    assert branch.score is None or all(
        branch.score in {score.id for score in find_instrument(each).scores}
        for each in branch.after
    )


@pytest.mark.parametrize(("row", "branch"), BRANCHES)
def test_a_branch_leads_forward(row, branch):
    names = [step.test for step in row.steps]
    first = min(names.index(each) for each in branch.after)

    assert set(branch.tests) <= set(names[first + 1 :])
    assert len(branch.tests) == 1 or branch.turn is not Turn.GO_TO
    assert bool(branch.tests) == (branch.turn is not Turn.END)


@pytest.mark.parametrize("row", BATTERIES, ids=named)
def test_a_battery_walked_to_the_end_asks_every_step_or_says_why_not(row):
    results = []
    while (following := next_step(row, tuple(results))).test is not None:
        results.append(result_of(following.test.id))

    assert [each.instrument for each in results] == [step.test for step in row.steps]
    assert following.ended is None


def test_a_battery_begins_with_its_first_step_and_no_rest():
    following = next_step(find_battery("quick_screen"), ())

    assert following.test.id == "4stage"
    assert following.rest is None


def test_a_step_says_which_visit_it_belongs_to():
    battery = find_battery("neuro_core_set")
    first = [result_of(step.test) for step in battery.steps if step.visit == 1]

    assert next_step(battery, ()).visit == 1
    assert next_step(battery, tuple(first)).visit == 2


def test_no_rest_is_asked_for_between_two_visits():
    battery = find_battery("neuro_core_set")
    steps = tuple(replace(step, visit=2 if step.test == "bbs" else 1) for step in battery.steps)
    done = tuple(result_of(name) for name in ("abc", "nfogq", "fma_le", "5xsts"))

    assert next_step(battery, done).rest.startswith("Sit for 1 min")
    assert next_step(replace(battery, steps=steps), done).rest is None


def test_a_rest_is_asked_for_after_what_tires():
    battery = find_battery("quick_screen")
    following = next_step(battery, (result_of("4stage"), result_of("30scst", stands_count=12)))

    assert following.test.id == "tug"
    assert following.rest.startswith("Sit for 1 min; ask about breath")


def test_an_unsafe_first_step_ends_the_quick_screen():
    following = next_step(
        find_battery("quick_screen"), (result_of("4stage", state=ResultState.UNSAFE),)
    )

    assert following.test is None
    assert "low-level battery" in following.ended
    assert [each.test for each in following.skipped] == ["30scst", "tug"]


@pytest.mark.parametrize(("stages", "following"), [(0, None), (1, "30scst"), (4, "30scst")])
def test_feet_together_must_be_held_to_go_on(stages, following):
    battery = find_battery("quick_screen")

    assert asked(battery, result_of("4stage", stages_count=stages)) == following


def test_who_cannot_rise_without_arms_goes_on_to_the_up_and_go():
    battery = find_battery("quick_screen")
    done = (result_of("4stage", stages_count=3), result_of("30scst", state=ResultState.UNABLE))

    assert asked(battery, *done) == "tug"


@pytest.mark.parametrize("state", [ResultState.DECLINED, ResultState.NOT_DONE])
def test_a_test_that_was_declined_or_left_is_not_asked_again(state):
    battery = find_battery("quick_screen")

    assert asked(battery, result_of("4stage", state=state)) == "30scst"


def core_results(*, rise_s=20.0, tug_s=12.0, speed_mps=1.0):
    return (
        result_of("nprs", now_points=2),
        result_of("orthostatic_bp", state=ResultState.NOT_DONE),
        result_of("mctsib", total_s=100.0),
        result_of("5xsts", time_s=rise_s),
        result_of("bbs", state=ResultState.NOT_DONE),
        result_of("tug", time_s=tug_s),
        result_of("tug_dt", state=ResultState.NOT_DONE),
        result_of("gait_speed_10m", comfortable_mps=speed_mps),
    )


@pytest.mark.parametrize(
    ("rise_s", "following"),
    [
        pytest.param(14.9, "tug", id="below"),
        pytest.param(15.0, "tug", id="at"),
        pytest.param(15.04, "tug", id="at, as shown"),
        pytest.param(15.1, "bbs", id="above"),
    ],
)
def test_the_berg_scale_is_left_out_where_rising_is_quick(rise_s, following):
    assert asked(find_battery("core_gait_balance"), *core_results(rise_s=rise_s)[:4]) == following


@pytest.mark.parametrize(("tug_s", "following"), [(29.9, "tug_dt"), (30.0, "gait_speed_10m")])
def test_a_slow_up_and_go_leaves_the_second_task_out(tug_s, following):
    assert asked(find_battery("core_gait_balance"), *core_results(tug_s=tug_s)[:6]) == following


@pytest.mark.parametrize(
    ("speed_mps", "following"), [(0.39, "2mwt"), (0.4, "2mwt"), (0.41, "fga"), (1.2, "fga")]
)
def test_slow_walking_leaves_demanding_walking_out(speed_mps, following):
    results = core_results(speed_mps=speed_mps)

    assert asked(find_battery("core_gait_balance"), *results) == following


def test_one_positive_side_leaves_the_other_canals_for_later():
    battery = find_battery("vestibular_add_on")
    done = (result_of("dhi"), result_of("dynamic_visual_acuity"))
    negative = result_of("dix_hallpike", side=Side.LEFT, positive_count=0)
    positive = result_of("dix_hallpike", side=Side.LEFT, positive_count=1)

    assert asked(battery, *done, negative) == "supine_roll"
    assert asked(battery, *done, positive) is None


@pytest.mark.parametrize(("level", "following"), [(1, None), (2, "gait_speed_10m")])
def test_who_is_held_firmly_walks_no_timed_distance(level, following):
    battery = find_battery("low_level")
    done = (
        result_of("nprs"),
        result_of("orthostatic_bp"),
        result_of("bbs", total_points=18),
        result_of("fac", level=level),
    )

    assert asked(battery, *done) == following


@pytest.mark.parametrize(("pain", "following"), [(3, "lefs"), (4, None)])
def test_pain_at_rest_ends_the_return_to_sport(pain, following):
    assert asked(find_battery("athlete_return"), result_of("nprs", now_points=pain)) == following


def test_the_last_of_two_results_counts():
    battery = find_battery("athlete_return")
    results = (result_of("nprs", now_points=6), result_of("nprs", now_points=1))

    assert asked(battery, *results) == "lefs"


def test_a_test_that_was_done_all_the_same_is_not_called_skipped():
    battery = find_battery("core_gait_balance")
    following = next_step(battery, core_results(rise_s=10))

    assert "bbs" not in {each.test for each in following.skipped}


def test_going_to_a_step_leaves_out_what_lies_between():
    battery = find_battery("quick_screen")
    branch = Branch(
        after=("4stage",),
        states=(ResultState.UNABLE,),
        turn=Turn.GO_TO,
        tests=("tug",),
        why="No chair here.",
    )
    following = next_step(
        replace(battery, branches=(branch,)), (result_of("4stage", state=ResultState.UNABLE),)
    )

    assert following.test.id == "tug"
    assert [(each.test, each.why) for each in following.skipped] == [("30scst", "No chair here.")]


@settings(max_examples=60, deadline=None)
@given(
    row=st.sampled_from(FIXED),
    states=st.lists(st.sampled_from(list(ResultState)), min_size=20, max_size=20),
)
def test_whatever_happens_a_battery_ends_and_never_asks_twice(row, states):
    results = []
    for state in states:
        following = next_step(row, tuple(results))
        if following.test is None:
            break
        assert following.test.id not in {each.instrument for each in results}
        results.append(result_of(following.test.id, state=state))

    assert next_step(row, tuple(results)).test is None


def test_an_unknown_battery_is_refused():
    with pytest.raises(ContentError, match="A battery must be one of quick_screen.*'long'"):
        find_battery("long")
