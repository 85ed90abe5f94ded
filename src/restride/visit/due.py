"""What is due with a person on a day: computed from dates and counts each time, never stored."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

#: So long before its day something becomes a line of the day list.
#: House choices: docs/decisions/0168-course-of-care.md
_EXPIRY_SEEN: Final = timedelta(days=14)
_REPORT_SEEN: Final = timedelta(days=7)
_END_SEEN: Final = timedelta(days=7)


class DueKind(StrEnum):
    """What is to be done."""

    #: Never seen in this episode.
    NEW = "new"
    RETEST = "retest"
    UNSIGNED_NOTE = "unsigned_note"
    PROGRESS_REPORT = "progress_report"
    PLAN_OF_CARE_EXPIRES = "plan_of_care_expires"
    PLAN_ENDS = "plan_ends"


class RetestReason(StrEnum):
    """Why a re-test is proposed."""

    FALL = "fall"
    DAYS = "days"
    VISITS = "visits"
    #: Seen, and never assessed.
    NEVER_ASSESSED = "never_assessed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """Something that is due with a person."""

    kind: DueKind
    #: The day itself; None where it is due since it happened.
    on: date | None = None
    reason: RetestReason | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RetestRule:
    """After how long a clinic proposes to test again."""

    every_days: int
    every_visits_count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Course:
    """What happened in an episode, as far as something follows from it."""

    #: Of the last assessment that was completed.
    assessed_on: date | None
    visits_count: int
    #: Since that assessment.
    visits_since_count: int
    has_fallen_since: bool
    unsigned_notes_count: int
    expires_on: date | None = None
    progress_report_due_on: date | None = None
    #: The last day of the plan in force, where one is set.
    plan_ends_on: date | None = None


def due_on(day: date, course: Course, *, rule: RetestRule) -> tuple[Due, ...]:
    """List what is due in an episode on a day."""
    return tuple(_due(day, course, rule))


def _due(day: date, course: Course, rule: RetestRule) -> Iterator[Due]:
    if course.visits_count == 0:
        yield Due(kind=DueKind.NEW)
    retest = retest_due(day, course, rule=rule)
    if retest is not None:
        yield retest
    if course.unsigned_notes_count > 0:
        yield Due(kind=DueKind.UNSIGNED_NOTE)
    for kind, on, seen in (
        (DueKind.PROGRESS_REPORT, course.progress_report_due_on, _REPORT_SEEN),
        (DueKind.PLAN_OF_CARE_EXPIRES, course.expires_on, _EXPIRY_SEEN),
        (DueKind.PLAN_ENDS, course.plan_ends_on, _END_SEEN),
    ):
        if on is not None and day >= on - seen:
            yield Due(kind=kind, on=on)


def retest_due(day: date, course: Course, *, rule: RetestRule) -> Due | None:
    """Tell whether to test again: after a fall, so many days or visits; None where not yet."""
    if course.assessed_on is None:
        if course.visits_count == 0:
            return None
        return Due(kind=DueKind.RETEST, reason=RetestReason.NEVER_ASSESSED)
    if course.has_fallen_since:
        return Due(kind=DueKind.RETEST, reason=RetestReason.FALL)
    on = course.assessed_on + timedelta(days=rule.every_days)
    if day >= on:
        return Due(kind=DueKind.RETEST, on=on, reason=RetestReason.DAYS)
    if course.visits_since_count >= rule.every_visits_count:
        return Due(kind=DueKind.RETEST, reason=RetestReason.VISITS)
    return None
