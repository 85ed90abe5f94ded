"""What needs somebody's attention: each line says how grave it is and the one thing to do."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Final
from uuid import UUID

from restride.visit.due import DueKind
from restride.visit.severity import Severity

#: Nothing done at home for so long is asked about. House choice:
#: docs/decisions/0170-sessions-and-progress.md
STOPPED_DAYS: Final = 7


class AttentionKind(StrEnum):
    """What it is about."""

    ALERT = "alert"
    #: Nothing was done at home for a week.
    STOPPED = "stopped"
    PHASE_STUCK = "phase_stuck"
    MESSAGE = "message"
    UNSIGNED_REPORT = "unsigned_report"
    UNSIGNED_NOTE = "unsigned_note"
    RETEST = "retest"
    PROGRESS_REPORT = "progress_report"
    PLAN_OF_CARE_EXPIRES = "plan_of_care_expires"
    PLAN_ENDS = "plan_ends"


class NextStep(StrEnum):
    """The one thing to do about it."""

    CALL = "call"
    ADJUST = "adjust"
    ANSWER = "answer"
    SIGN = "sign"
    TEST = "test"
    WRITE_REPORT = "write_report"
    RENEW = "renew"
    LOOK = "look"


@dataclass(frozen=True, slots=True, kw_only=True)
class AttentionLine:
    """One thing that needs attention."""

    kind: AttentionKind
    severity: Severity
    step: NextStep
    patient_id: UUID
    episode_id: UUID | None = None
    #: The row it is about: an alert, a message, a report.
    source_id: UUID | None = None
    #: Of an alert: which rule raised it.
    rule: str | None = None
    #: Since when, or until when.
    since: date | None = None
    due_at: datetime | None = None
    words: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AttentionList:
    """What is shown of it in a day, and how much waits behind."""

    lines: tuple[AttentionLine, ...]
    held_back_count: int

    @property
    def more_words(self) -> str | None:
        """Say how many more there are; None where all are shown."""
        return f"{self.held_back_count} more" if self.held_back_count else None


#: By what is due: how it is listed. Somebody never seen is on the day list, not here.
OF_DUE: Final = {
    DueKind.RETEST: (AttentionKind.RETEST, NextStep.TEST),
    DueKind.UNSIGNED_NOTE: (AttentionKind.UNSIGNED_NOTE, NextStep.SIGN),
    DueKind.PROGRESS_REPORT: (AttentionKind.PROGRESS_REPORT, NextStep.WRITE_REPORT),
    DueKind.PLAN_OF_CARE_EXPIRES: (AttentionKind.PLAN_OF_CARE_EXPIRES, NextStep.RENEW),
    DueKind.PLAN_ENDS: (AttentionKind.PLAN_ENDS, NextStep.ADJUST),
}
_KINDS: Final = list(AttentionKind)


def step_for_alert(rule: str) -> NextStep:
    """Tell what to do about an alert: a fall is called about, pain and dizziness change a plan."""
    if "fall" in rule:
        return NextStep.CALL
    return NextStep.ADJUST if rule.startswith("stop_") else NextStep.LOOK


def within_bound(lines: Iterable[AttentionLine], *, most_count: int) -> AttentionList:
    """Order lines, the gravest first, and hold back what nobody could look at in a day.

    Urgent ones are never held back.
    """
    ordered = sorted(lines, key=_order)
    urgent_count = sum(each.severity is Severity.URGENT for each in ordered)
    shown = ordered[: max(most_count, urgent_count)]
    return AttentionList(lines=tuple(shown), held_back_count=len(ordered) - len(shown))


def _order(line: AttentionLine) -> tuple[object, ...]:
    due = float("inf") if line.due_at is None else line.due_at.timestamp()
    since = date.max if line.since is None else line.since
    return (line.severity, _KINDS.index(line.kind), due, since, str(line.patient_id))


def has_stopped(
    day: date, *, plan_since: date, last_done_on: date | None, last_excused_on: date | None
) -> bool:
    """Whether nothing was done at home for a week in which something was due."""
    known = [each for each in (plan_since, last_done_on, last_excused_on) if each is not None]
    return (day - max(known)).days >= STOPPED_DAYS
