"""Words of the pages for what the record says in codes."""

from typing import Final

from restride.clinical.change.verdict import Change, Verdict
from restride.visit.attention import AttentionKind, NextStep
from restride.visit.due import Due, DueKind, RetestReason
from restride.visit.severity import Severity

KIND_WORDS: Final = {
    AttentionKind.ALERT: "Alert",
    AttentionKind.STOPPED: "Nothing was done at home for a week",
    AttentionKind.PHASE_STUCK: "Longer in a phase than usual",
    AttentionKind.MESSAGE: "A message waits",
    AttentionKind.UNSIGNED_REPORT: "A report waits for its signature",
    AttentionKind.UNSIGNED_NOTE: "A note waits for its signature",
    AttentionKind.RETEST: "To be tested again",
    AttentionKind.PROGRESS_REPORT: "Progress report due",
    AttentionKind.PLAN_OF_CARE_EXPIRES: "Plan of care expires",
    AttentionKind.PLAN_ENDS: "The programme ends",
}
STEP_WORDS: Final = {
    NextStep.CALL: "call",
    NextStep.ADJUST: "adjust the programme",
    NextStep.ANSWER: "answer",
    NextStep.SIGN: "sign",
    NextStep.TEST: "test",
    NextStep.WRITE_REPORT: "write the report",
    NextStep.RENEW: "renew",
    NextStep.LOOK: "look",
}
SEVERITY_WORDS: Final = {
    Severity.URGENT: "urgent",
    Severity.SOON: "soon",
    Severity.NOTICE: "notice",
}
_DUE_WORDS: Final = {
    DueKind.NEW: "first visit",
    DueKind.RETEST: "test again",
    DueKind.UNSIGNED_NOTE: "a note to sign",
    DueKind.PROGRESS_REPORT: "progress report",
    DueKind.PLAN_OF_CARE_EXPIRES: "plan of care expires",
    DueKind.PLAN_ENDS: "programme ends",
}
_WHY_WORDS: Final = {
    RetestReason.FALL: "after a fall",
    RetestReason.DAYS: "the days are over",
    RetestReason.VISITS: "the visits are over",
    RetestReason.NEVER_ASSESSED: "never tested",
}
#: By verdict: the class of its mark, which also carries a sign, not colour alone.
_MARKS: Final = {
    Verdict.REAL_IMPROVEMENT: ("better", "▲"),
    Verdict.LIKELY_MEANINGFUL: ("better", "▲"),
    Verdict.REAL_WORSENING: ("worse", "▼"),
    Verdict.WITHIN_ERROR: ("same", "≈"),
}


def due_words(due: Due) -> str:
    """Write what is due: "progress report (24 Nov)"."""
    more = [] if due.on is None else [due.on.strftime("%-d %b")]
    if due.reason is not None:
        more.append(_WHY_WORDS[due.reason])
    return _DUE_WORDS[due.kind] + (f" ({', '.join(more)})" if more else "")


def mark_of(change: Change | None) -> tuple[str, str]:
    """Give the class and the sign of a verdict."""
    if change is None or change.verdict is None:
        return "none", "·"
    return _MARKS.get(change.verdict, ("none", "·"))


def verdict_words(change: Change | None) -> str:
    """Write a verdict; one value has none."""
    if change is None:
        return "one value, no change to judge"
    return " ".join(change.words[:2]) if change.words else "no verdict"


def plain(code: str) -> str:
    """Write a code as words."""
    return code.replace("_", " ")
