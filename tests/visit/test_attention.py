"""What needs attention is ordered by how grave it is, bounded, and never loses what is urgent."""

from datetime import date, timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from restride.visit.attention import (
    OF_DUE,
    AttentionKind,
    AttentionLine,
    NextStep,
    has_stopped,
    step_for_alert,
    within_bound,
)
from restride.visit.due import DueKind
from restride.visit.severity import Severity

DAY = date(2026, 5, 20)


def line(severity=Severity.SOON, kind=AttentionKind.ALERT, number=0):
    return AttentionLine(
        kind=kind, severity=severity, step=NextStep.LOOK, patient_id=UUID(int=number)
    )


@given(
    severities=st.lists(st.sampled_from(list(Severity)), max_size=30),
    most_count=st.integers(min_value=0, max_value=20),
)
def test_nothing_urgent_is_held_back_and_the_counts_add_up(severities, most_count):
    lines = [line(each, number=number) for number, each in enumerate(severities)]

    found = within_bound(lines, most_count=most_count)

    urgent_count = severities.count(Severity.URGENT)
    shown = [each.severity for each in found.lines]
    assert shown == sorted(severities)[: len(shown)]
    assert shown.count(Severity.URGENT) == urgent_count
    assert len(shown) <= max(most_count, urgent_count)
    assert len(shown) + found.held_back_count == len(lines)
    assert (found.more_words is None) is (found.held_back_count == 0)


def test_the_order_does_not_depend_on_the_order_of_finding():
    lines = [line(number=number) for number in range(5)]

    assert within_bound(lines, most_count=9) == within_bound(lines[::-1], most_count=9)


@pytest.mark.parametrize(
    ("since", "done", "excused", "has"),
    [
        (7, None, None, True),
        (6, None, None, False),
        (30, 7, None, True),
        (30, 6, None, False),
        (30, 20, 7, True),
        (30, 20, 6, False),
        (30, None, -3, False),
        (3, 20, None, False),
    ],
)
def test_a_week_is_seven_days_from_the_last_thing_that_happened(since, done, excused, has):
    def back(days_count):
        return None if days_count is None else DAY - timedelta(days=days_count)

    found = has_stopped(
        DAY, plan_since=back(since), last_done_on=back(done), last_excused_on=back(excused)
    )

    assert found is has


@pytest.mark.parametrize(
    ("rule", "step"),
    [
        ("fall_reported", NextStep.CALL),
        ("session_fall", NextStep.CALL),
        ("stop_near_fall", NextStep.CALL),
        ("stop_pain_rise", NextStep.ADJUST),
        ("break_glass", NextStep.LOOK),
    ],
)
def test_an_alert_has_one_thing_to_do(rule, step):
    assert step_for_alert(rule) is step


def test_everything_that_is_due_is_a_line_but_those_never_seen():
    assert set(DueKind) - set(OF_DUE) == {DueKind.NEW}
