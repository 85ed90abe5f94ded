"""Reports: which kinds there are, what is signed of one, and its text as it is first drafted."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from enum import StrEnum
from typing import Any, Final

from restride.clinical.instrument import find_instrument
from restride.clinical.interpretation.scores import find_score, value_shown, with_unit
from restride.plan.library import exercises


class ReportKind(StrEnum):
    """What a report is for."""

    ASSESSMENT = "assessment"
    PROGRESS = "progress"
    DISCHARGE = "discharge"
    #: What a person takes home.
    HANDOUT = "handout"


#: What each kind rests on, in the order in which it is told.
SECTIONS: Final[Mapping[ReportKind, tuple[str, ...]]] = {
    ReportKind.ASSESSMENT: ("results", "findings", "goals"),
    ReportKind.PROGRESS: ("trends", "adherence", "falls", "goals", "plan"),
    ReportKind.DISCHARGE: ("goals", "trends", "discharge", "adherence", "plan"),
    ReportKind.HANDOUT: ("plan", "education"),
}


def draft_text(snapshot: Mapping[str, Any]) -> str:
    """Write the first text of a report from what it rests on; a therapist edits it."""
    kind = ReportKind(snapshot["kind"])
    parts = []
    for section in SECTIONS[kind]:
        title, lines = _TOLD[section]
        told = list(lines(snapshot[section]))
        if section == "plan":
            title = _PLAN_TITLES[kind]
        parts.append("\n".join([title, *(f"- {each}" for each in told or ["nothing known"])]))
    return "\n\n".join(parts)


def _results(rows: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    for row in rows:
        result = row["result"]
        name = find_instrument(result["instrument"]).name
        if result["state"] != "done":
            yield f"{name} ({result['tested_on']}): {result['state'].replace('_', ' ')}"
            continue
        shown = "; ".join(_score(result["instrument"], each) for each in result["scores"])
        yield f"{name} ({result['tested_on']}): {shown or 'no score'}"


def _score(instrument_id: str, score: Mapping[str, Any]) -> str:
    definition = find_score(instrument_id, score["score"])
    side = "" if score["side"] is None else f", {score['side']}"
    if score["value"] is None:
        return f"{definition.title}{side}: no value"
    value = with_unit(value_shown(score["value"], definition), definition.unit)
    return f"{definition.title}{side} {value}"


def _findings(rows: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    return (str(row["sentence"]) for row in rows)


def _goals(rows: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    return (f"{row['sentence']}: {row['status'].replace('_', ' ')}" for row in rows)


def _trends(rows: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    for row in rows:
        change = row["change"]
        words = "tested once so far" if change is None else " ".join(change["words"])
        yield f"{row['title']}: {words}"


def _adherence(told: Mapping[str, Any]) -> Iterator[str]:
    yield f"in the last 7 days {told['week_words']}"
    yield f"in the last 28 days {told['month_words']}"


def _falls(told: Mapping[str, Any]) -> Iterator[str]:
    yield f"{told['falls_count']} falls and {told['near_falls_count']} near falls in this episode"


def _discharge(told: Mapping[str, Any]) -> Iterator[str]:
    if told["reason"] is not None:
        yield f"reason: {told['reason'].replace('_', ' ')}"
    if told["outcome"] is not None:
        yield str(told["outcome"])


def _plan(told: Mapping[str, Any] | None) -> Iterator[str]:
    for row in () if told is None else told["rows"]:
        known = exercises().get(row["exercise"])
        side = "" if row["side"] is None else f", {row['side']}"
        yield f"{row['exercise'] if known is None else known.name}{side}: {row['dose_words']}"


def _education(rows: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    return (str(row["title"]) for row in rows)


_TOLD: Final[Mapping[str, tuple[str, Callable[[Any], Iterator[str]]]]] = {
    "results": ("Tests", _results),
    "findings": ("Findings", _findings),
    "goals": ("Goals", _goals),
    "trends": ("What changed", _trends),
    "adherence": ("Training at home", _adherence),
    "falls": ("Falls", _falls),
    "discharge": ("Discharge", _discharge),
    "plan": ("Programme", _plan),
    "education": ("To read", _education),
}
_PLAN_TITLES: Final = {
    ReportKind.ASSESSMENT: "Programme",
    ReportKind.PROGRESS: "Programme at home",
    ReportKind.DISCHARGE: "Programme to go on with",
    ReportKind.HANDOUT: "Your exercises",
}
