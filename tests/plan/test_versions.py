"""Versions of a plan: past days keep theirs, one holds on each day, and none is edited later."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from restride.clinical.care import Setting
from restride.errors import OptionError
from restride.plan.adherence.schedule import Schedule, home_schedule
from restride.plan.dose import Frequency, Per
from restride.plan.proposing.proposal import propose_plan
from restride.plan.versions import PlanHistory, changed, edited, first_version, stopped

MONDAY = date(2026, 5, 4)
WHO = "M. Kaya"


def _after(days: int) -> date:
    return MONDAY + timedelta(days=days)


@pytest.fixture(scope="module")
def plan(patient_with, day):
    return propose_plan(patient_with("older_adult"), day=day)


@pytest.fixture
def shorter(plan):
    return replace(plan, prescriptions=plan.prescriptions[1:])


@pytest.fixture
def history(plan, shorter):
    """Version 1 from Monday, version 2 from the next Thursday."""
    begun = first_version(plan, effective_from=MONDAY, today=MONDAY, who=WHO)
    return changed(begun, shorter, effective_from=_after(10), today=_after(3), who=WHO, why="pain")


@pytest.mark.parametrize(
    ("days", "number"),
    [
        pytest.param(-1, None, id="the day before"),
        pytest.param(0, 1, id="the first day"),
        pytest.param(9, 1, id="the last day of version 1"),
        pytest.param(10, 2, id="the first day of version 2"),
        pytest.param(400, 2, id="long after"),
    ],
)
def test_one_version_is_in_force_on_a_day(history, days, number):
    version = history.in_force_on(_after(days))

    assert (None if version is None else version.number) == number


def test_a_change_leaves_past_days_as_they_were(history, plan, shorter):
    later = changed(history, plan, effective_from=_after(20), today=_after(20), who=WHO)

    assert later.in_force_on(_after(5)).plan == plan
    assert later.in_force_on(_after(15)).plan == shorter
    assert later.versions[:2] == history.versions


def test_versions_end_the_day_before_the_next(history):
    first, second = history.versions

    assert history.last_day_of(first) == _after(9)
    assert history.last_day_of(second) is None


def test_a_stopped_plan_holds_no_more_and_changes_no_more(history, plan):
    ended = stopped(history, from_day=_after(30), today=_after(25))

    assert ended.in_force_on(_after(29)).number == 2
    assert ended.in_force_on(_after(30)) is None
    assert ended.last_day_of(ended.versions[1]) == _after(29)
    for change in (
        lambda: changed(ended, plan, effective_from=_after(40), today=_after(26), who=WHO),
        lambda: edited(ended, plan, number=2, today=_after(2), who=WHO),
        lambda: stopped(ended, from_day=_after(50), today=_after(26)),
    ):
        with pytest.raises(OptionError, match="stopped no longer changes"):
            change()


def test_a_plan_is_stopped_after_its_last_version_began(history):
    with pytest.raises(OptionError, match="stopped after its last version began"):
        stopped(history, from_day=_after(10), today=_after(5))


def test_a_change_from_a_past_day_is_refused(history, plan):
    with pytest.raises(OptionError, match="past days keep the version they had"):
        changed(history, plan, effective_from=_after(19), today=_after(20), who=WHO)
    with pytest.raises(OptionError, match="past days keep the version they had"):
        first_version(plan, effective_from=_after(-1), today=MONDAY, who=WHO)
    with pytest.raises(OptionError, match="past days keep the version they had"):
        stopped(history, from_day=_after(19), today=_after(20))


@pytest.mark.parametrize("days", [9, 10])
def test_two_versions_never_hold_on_one_day(history, plan, days):
    with pytest.raises(OptionError, match="Version 3 must hold from a day after"):
        changed(history, plan, effective_from=_after(days), today=_after(4), who=WHO)


def test_a_version_is_edited_before_its_day_and_never_from_then_on(history, plan):
    before = edited(history, plan, number=2, today=_after(9), who="A. Roth")

    assert (before.versions[1].plan, before.versions[1].who) == (plan, "A. Roth")
    assert before.versions[1].effective_from == _after(10)
    for today in (10, 11):
        with pytest.raises(OptionError, match="edited before its day, and version 2 holds since"):
            edited(history, plan, number=2, today=_after(today), who=WHO)


def test_a_version_that_is_not_there_is_refused(history, plan):
    with pytest.raises(OptionError, match="must be one of 1 to 2, and 3 is none"):
        edited(history, plan, number=3, today=MONDAY, who=WHO)


def test_versions_are_numbered_in_order(history):
    for versions in ((), history.versions[1:], history.versions[::-1]):
        with pytest.raises(OptionError, match="numbered 1, 2, 3"):
            PlanHistory(versions=versions)


def test_the_days_of_a_row_follow_from_the_versions(history, plan, shorter):
    gone, kept = plan.prescriptions[0], plan.prescriptions[1]
    harder = replace(kept, level=kept.level + 1)
    third = replace(shorter, prescriptions=(harder, *shorter.prescriptions[1:]))
    later = changed(history, third, effective_from=_after(20), today=_after(15), who=WHO)
    periods = later.periods()

    (of_gone,) = [each for each in periods if each.prescription.key == gone.key]
    assert (of_gone.effective_from, of_gone.effective_to) == (MONDAY, _after(9))
    assert of_gone.replaced_by is None

    before, after = [each for each in periods if each.prescription.key == kept.key]
    assert (before.effective_from, before.effective_to) == (MONDAY, _after(19))
    assert before.replaced_by == 3
    assert (after.prescription, after.effective_from) == (harder, _after(20))
    assert (after.effective_to, after.replaced_by) == (None, None)


def test_a_row_that_comes_back_has_two_stretches(history, plan):
    later = changed(history, plan, effective_from=_after(20), today=_after(15), who=WHO)
    key = plan.prescriptions[0].key
    stretches = [each for each in later.periods() if each.prescription.key == key]

    assert [(each.effective_from, each.effective_to) for each in stretches] == [
        (MONDAY, _after(9)),
        (_after(20), None),
    ]


def test_the_home_schedule_is_that_of_the_version_in_force(history, plan):
    named = Schedule(per_week_count=2)
    later = changed(
        history, plan, effective_from=_after(20), today=_after(15), who=WHO, schedule=named
    )

    assert later.home_schedule_on(_after(-1)) is None
    assert later.home_schedule_on(_after(0)) == home_schedule(plan)
    assert later.home_schedule_on(_after(20)) == named


def _with_frequencies(plan, *frequencies):
    rows = [row for row in plan.prescriptions if row.setting is Setting.HOME]
    return replace(
        plan,
        prescriptions=tuple(
            replace(row, dose=replace(row.dose, frequency=frequency))
            for row, frequency in zip(rows, frequencies, strict=False)
        ),
    )


@pytest.mark.parametrize(
    ("frequencies", "schedule"),
    [
        pytest.param([(Per.WEEK, 3), (Per.WEEK, 5)], Schedule(per_week_count=5), id="the most"),
        pytest.param([(Per.WEEK, 3), (Per.DAY, 1)], Schedule(daily_count=1), id="daily"),
        pytest.param([(Per.DAY, 1), (Per.DAY, 2)], Schedule(daily_count=2), id="twice a day"),
        pytest.param([(Per.WEEK, 9)], Schedule(per_week_count=7), id="no more than every day"),
    ],
)
def test_home_sessions_are_as_often_as_the_most_frequent_exercise(plan, frequencies, schedule):
    asked = [Frequency(per=per, min_count=least, max_count=9) for per, least in frequencies]

    assert home_schedule(_with_frequencies(plan, *asked)) == schedule


def test_a_plan_without_home_exercises_has_no_home_schedule(plan):
    bare = replace(plan, prescriptions=())
    history = first_version(
        bare, effective_from=MONDAY, today=MONDAY, who=WHO, schedule=Schedule(daily_count=1)
    )

    assert home_schedule(bare) is None
    assert history.home_schedule_on(MONDAY) is None


@given(gaps=st.lists(st.integers(1, 20), max_size=6), days=st.integers(0, 150))
def test_every_day_from_the_first_has_one_version_and_it_is_the_newest_begun(plan, gaps, days):
    history = first_version(plan, effective_from=MONDAY, today=MONDAY, who=WHO)
    start = MONDAY
    for gap in gaps:
        start += timedelta(days=gap)
        history = changed(history, plan, effective_from=start, today=MONDAY, who=WHO)
    day = _after(days)
    holding = [
        each
        for each in history.versions
        if each.effective_from <= day <= (history.last_day_of(each) or date.max)
    ]

    assert holding == [history.in_force_on(day)]
