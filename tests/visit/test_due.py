"""What is due follows from dates and counts, on the very day and not before."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from restride.visit.due import Course, Due, DueKind, RetestReason, RetestRule, due_on, retest_due
from restride.visit.working_days import working_days_after

DAY = date(2026, 5, 4)
RULE = RetestRule(every_days=28, every_visits_count=10)
QUIET = Course(
    assessed_on=DAY - timedelta(days=1),
    visits_count=3,
    visits_since_count=1,
    has_fallen_since=False,
    unsigned_notes_count=0,
)


def test_nothing_is_due_in_a_quiet_course():
    assert due_on(DAY, QUIET, rule=RULE) == ()


def test_somebody_who_was_never_seen_is_new_and_not_to_be_tested_again():
    course = replace(QUIET, assessed_on=None, visits_count=0, visits_since_count=0)

    assert due_on(DAY, course, rule=RULE) == (Due(kind=DueKind.NEW),)


@pytest.mark.parametrize(
    ("course", "due"),
    [
        (replace(QUIET, assessed_on=None), Due(kind=DueKind.RETEST, reason="never_assessed")),
        (replace(QUIET, has_fallen_since=True), Due(kind=DueKind.RETEST, reason="fall")),
        (
            replace(QUIET, assessed_on=DAY - timedelta(days=28)),
            Due(kind=DueKind.RETEST, on=DAY, reason=RetestReason.DAYS),
        ),
        (replace(QUIET, assessed_on=DAY - timedelta(days=27)), None),
        (replace(QUIET, visits_since_count=10), Due(kind=DueKind.RETEST, reason="visits")),
        (replace(QUIET, visits_since_count=9), None),
    ],
)
def test_a_retest_is_proposed_after_a_fall_so_many_days_or_visits(course, due):
    assert retest_due(DAY, course, rule=RULE) == due


@pytest.mark.parametrize(
    ("field", "kind", "seen_days"),
    [
        ("expires_on", DueKind.PLAN_OF_CARE_EXPIRES, 14),
        ("progress_report_due_on", DueKind.PROGRESS_REPORT, 7),
        ("plan_ends_on", DueKind.PLAN_ENDS, 7),
    ],
)
def test_a_date_becomes_a_line_some_days_before_and_stays_one_after(field, kind, seen_days):
    on = DAY + timedelta(days=seen_days)
    course = replace(QUIET, **{field: on})

    assert due_on(DAY, course, rule=RULE) == (Due(kind=kind, on=on),)
    assert due_on(DAY - timedelta(days=1), course, rule=RULE) == ()
    assert due_on(on + timedelta(days=3), course, rule=RULE) == (Due(kind=kind, on=on),)


def test_a_note_that_waits_is_due():
    course = replace(QUIET, unsigned_notes_count=1)

    assert due_on(DAY, course, rule=RULE) == (Due(kind=DueKind.UNSIGNED_NOTE),)


@pytest.mark.parametrize(
    ("moment", "days_count", "due"),
    [
        # Monday 10:00 in Berlin to Tuesday 10:00.
        (datetime(2026, 5, 4, 8, tzinfo=UTC), 1, datetime(2026, 5, 5, 8, tzinfo=UTC)),
        # Friday to Monday, and Sunday to Monday.
        (datetime(2026, 5, 8, 8, tzinfo=UTC), 1, datetime(2026, 5, 11, 8, tzinfo=UTC)),
        (datetime(2026, 5, 10, 8, tzinfo=UTC), 1, datetime(2026, 5, 11, 8, tzinfo=UTC)),
        # Friday before the clocks change: the same hour on the wall is another in UTC.
        (datetime(2026, 3, 27, 9, tzinfo=UTC), 1, datetime(2026, 3, 30, 8, tzinfo=UTC)),
        # Friday 23:30 in UTC is Saturday there.
        (datetime(2026, 5, 8, 23, 30, tzinfo=UTC), 2, datetime(2026, 5, 11, 23, 30, tzinfo=UTC)),
    ],
)
def test_a_working_day_ends_at_the_same_hour_on_the_wall(moment, days_count, due):
    assert working_days_after(moment, days_count=days_count, zone_name="Europe/Berlin") == due
