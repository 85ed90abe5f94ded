"""What the domain makes is kept as JSON, and comes back without loss."""

import json
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from restride.clinical.circumstances import Aid, Circumstances, Floor
from restride.clinical.finding import Finding
from restride.clinical.result import Result
from restride.clinical.scoring.entry import Entry
from restride.plan.adherence.schedule import Schedule, Weekday
from restride.plan.cases.case_file import read_case
from restride.plan.cases.worked_case import work_through
from restride.plan.goals.goal_events import GoalEvent, GoalEventKind, GoalStatus
from restride.plan.goals.goals import Goal
from restride.plan.plan import Plan
from restride.records.documents import Unreadable, opened, written

CASES = sorted(Path("examples/cases").glob("*.yaml"))


def _again(kind, row):
    return opened(kind, json.loads(json.dumps(written(row), allow_nan=False)))


@pytest.mark.parametrize("path", CASES, ids=lambda each: each.stem)
def test_everything_that_follows_from_a_case_comes_back_the_same(path):
    case = read_case(path)
    worked = work_through(case, folder=path.parent)

    assert _again(Plan, worked.plan) == worked.plan
    for kind, rows in (
        (Finding, worked.findings),
        (Result, worked.results),
        (Goal, worked.goals),
        (Entry, case.results),
    ):
        assert tuple(_again(kind, each) for each in rows) == tuple(rows)
    assert worked.goals or worked.plan.open_questions


numbers = st.floats(min_value=-1e6, max_value=1e6, allow_nan=False)
words = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Z"]), min_size=1)
entries = st.builds(
    Entry,
    instrument=st.just("tug"),
    tested_on=st.dates(),
    circumstances=st.builds(
        Circumstances,
        aid=st.none() | st.sampled_from(Aid),
        floor=st.none() | st.sampled_from(Floor),
        protocol=st.none() | words,
    ),
    items=st.dictionaries(words, st.none() | numbers, max_size=4),
    trials=st.lists(numbers, max_size=3).map(tuple)
    | st.dictionaries(words, st.lists(numbers, min_size=1).map(tuple), min_size=1, max_size=2),
    words=st.dictionaries(words, words, max_size=2),
    reason=st.none() | words,
)


@given(entry=entries)
def test_every_entry_comes_back_the_same(entry):
    assert _again(Entry, entry) == entry


@given(
    event=st.builds(
        GoalEvent,
        kind=st.just(GoalEventKind.CLOSED),
        on=st.dates(),
        who=words,
        why=st.none() | words,
        status=st.sampled_from([each for each in GoalStatus if each.is_closed]),
    )
)
def test_every_event_of_a_goal_comes_back_the_same(event):
    assert _again(GoalEvent, event) == event


@given(days=st.frozensets(st.sampled_from(Weekday), min_size=1))
def test_every_schedule_of_named_days_comes_back_the_same(days):
    assert _again(Schedule, Schedule(weekdays=days)) == Schedule(weekdays=days)


def test_what_another_version_wrote_is_not_guessed_and_not_repeated():
    content = {"instrument": "tug", "tested_on": str(date(2026, 5, 4)), "secret": "Anna"}

    with pytest.raises(Unreadable, match="written by another version") as refused:
        opened(Entry, content)

    assert "Anna" not in str(refused.value)
