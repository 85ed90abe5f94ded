"""Page one: who it is, what the gate says, what was found, what is wanted, what has changed."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from restride.clinical.change import Change
from restride.clinical.change.verdict import Verdict
from restride.clinical.conditions import find_condition
from restride.clinical.finding import Finding, FindingWeight
from restride.clinical.instrument import find_instrument
from restride.clinical.interpretation.scores import find_score
from restride.clinical.safety.gate import Gate, GateKind, GateLevel, GateLine
from restride.plan.cases.case import Case
from restride.plan.goals.goal_measure import shown
from restride.plan.goals.goals import Goal
from restride.report.case.citing import Citations, Cited
from restride.report.case.words import (
    GATE_SIGN,
    GRADE_WORDS,
    VERDICT_SIGN,
    WEIGHT_SIGN,
    first_letter_up,
    long_date,
    plain_word,
    signed_text,
    since_words,
    without_confidence,
)
from restride.report.frame import person_in_words
from restride.report.method import Fact
from restride.report.wording import counted
from restride.terms import Side

#: More is not read on a first page. House choice: docs/decisions/0143-the-pages-of-a-case.md
_FIRST_FINDINGS_COUNT = 6
#: More changes are told after the results. House choice: docs/decisions/0143
FIRST_CHANGES_COUNT = 6
#: More questions than these are told by their name alone. House choice: docs/decisions/0143
_WHOLE_QUESTIONS_COUNT = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class GateRow:
    """A line of the gate."""

    sign: str
    words: str
    action: str
    #: Who can answer, where it is a question.
    answered_by: str | None
    cited: Cited


@dataclass(frozen=True, slots=True, kw_only=True)
class GateBox:
    """The gate, its verdict first."""

    verdict: str
    is_closed: bool
    rows: tuple[GateRow, ...]
    #: Questions beside those, in short, where there are many.
    asked_too: tuple[GateRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingRow:
    """A finding with what it rests on."""

    sign: str
    sentence: str
    rule: str
    missing: tuple[str, ...]
    decides: bool
    cited: Cited


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeRow:
    """A change with its verdict."""

    name: str
    numbers: str
    sign: str
    verdict: str
    #: Every further sentence.
    words: tuple[str, ...]
    #: Of the sources of both figures.
    numbers_cited: tuple[int, ...]


def facts_of(case: Case) -> tuple[Fact, ...]:
    """Say who it is, with what, and since when."""
    pairs = (
        ("Person", _person(case)),
        ("Referred with", "; ".join(_conditions(case))),
        ("Orders", "; ".join(_orders(case))),
        ("Walks", ", ".join(_walks(case))),
        ("At home", _home(case)),
        ("Day", long_date(case.day)),
    )
    return tuple(Fact(name=name, text=text) for name, text in pairs if text)


def _person(case: Case) -> str:
    mass_kg = case.person.body_mass_kg
    return person_in_words(case.person).removesuffix("; walking aid not stated") + (
        "" if mass_kg is None else f", {mass_kg:g} kg"
    )


def _conditions(case: Case) -> Iterator[str]:
    for each in case.conditions:
        row = find_condition(each.condition)
        side = "" if each.side is None else f", {each.side}"
        since = "" if each.since is None else f", {_since(each.since, case.day)}"
        yield f"{row.name}{side}{since}"


def _since(since: date, day: date) -> str:
    return f"since {long_date(since)} ({since_words((day - since).days)})"


def _orders(case: Case) -> Iterator[str]:
    for each in case.weight_bearing:
        most = "" if each.at_most_percent is None else f", at most {each.at_most_percent:g} %"
        yield f"{each.side} leg may carry {GRADE_WORDS[each.grade]}{most}"


def _walks(case: Case) -> Iterator[str]:
    if case.aid is not None:
        yield "no aid" if case.aid == "none" else f"with {plain_word(case.aid)}"
    if case.assistance is not None:
        yield f"help: {plain_word(case.assistance)}"
    if case.beta_blocker:
        yield "takes a beta blocker"


def _home(case: Case) -> str:
    things = ", ".join(plain_word(each) for each in case.home.equipment)
    return f"{case.home.supervision.words}" + (f"; {things}" if things else "")


def gate_box(gate: Gate, citations: Citations) -> GateBox:
    """Put the verdict above the lines, the gravest first."""
    is_long = len(gate.asks) > _WHOLE_QUESTIONS_COUNT
    short = [each for each in gate.lines if is_long and _may_be_short(each)]
    return GateBox(
        verdict=_verdict(gate),
        is_closed=gate.is_closed,
        rows=tuple(_gate_row(each, citations) for each in gate.lines if each not in short),
        asked_too=tuple(_gate_row(each, citations) for each in short),
    )


def _may_be_short(line: GateLine) -> bool:
    """Whether its name is enough: not of a red flag, a vital sign or an order."""
    return line.level is GateLevel.ASK and line.kind is GateKind.PRECAUTION


def _gate_row(line: GateLine, citations: Citations) -> GateRow:
    return GateRow(
        sign=GATE_SIGN[line.level],
        words=line.words,
        action=line.action,
        answered_by=line.answered_by if line.level is GateLevel.ASK else None,
        cited=citations.of(line.evidence),
    )


def _verdict(gate: Gate) -> str:
    if gate.is_closed:
        return "■ Closed: nothing is trained until this is settled."
    if gate.asks:
        asked = counted(len(gate.asks), singular="question")
        return f"? Open with care: {asked} unanswered; each counts as present until it is answered."
    return "✓ Open: nothing stops training on this day."


@dataclass(frozen=True, slots=True, kw_only=True)
class GoalRow:
    """A goal: the person's words, and the measure that shows it."""

    #: None where it was proposed from a test.
    said: str | None
    #: "Time (Timed Up and Go): from 22.1 s to 18.0 s by 1 June 2026".
    measure: str
    #: Why this target, and what is not known.
    words: tuple[str, ...]
    numbers_cited: tuple[int, ...]


def goals_of(goals: Sequence[Goal], citations: Citations) -> tuple[GoalRow, ...]:
    """Word every goal, the person's own first."""
    return tuple(
        GoalRow(
            said=each.words,
            measure=_goal_line(each),
            words=tuple(
                first_letter_up(without_confidence(words)) + "."
                for words in (*each.reasons, *each.notes)
            ),
            numbers_cited=citations.numbers_of(() if each.least is None else each.least.sources),
        )
        for each in goals
    )


def _goal_line(goal: Goal) -> str:
    by = "" if goal.due is None else f" by {long_date(goal.due)}"
    if goal.measure is None:
        return f"talk about it again{by}" if by else ""
    measure = goal.measure
    name = score_name(measure.instrument, measure.score, side=measure.side, item=measure.item)
    first = "not tested yet" if goal.baseline is None else shown(measure, goal.baseline)
    if goal.target is None:
        return f"{name}: {first} now{by}"
    return f"{name}: from {first} to {shown(measure, goal.target)}{by}"


def findings_of(
    findings: Sequence[Finding], citations: Citations
) -> tuple[tuple[FindingRow, ...], tuple[FindingRow, ...]]:
    """Part the gravest findings from the others; every stop is among the first."""
    ranked = sorted(findings, key=lambda each: each.weight.rank)
    stops_count = sum(each.weight is FindingWeight.STOP for each in ranked)
    first_count = max(_FIRST_FINDINGS_COUNT, stops_count)
    rows = [_finding(each, citations) for each in ranked]
    return tuple(rows[:first_count]), tuple(rows[first_count:])


def _finding(finding: Finding, citations: Citations) -> FindingRow:
    return FindingRow(
        sign=WEIGHT_SIGN[finding.weight],
        sentence=without_confidence(finding.sentence) + ".",
        rule=plain_word(finding.rule),
        missing=finding.missing,
        decides=finding.decides,
        cited=citations.of(finding.evidence),
    )


def changes_of(changes: Sequence[Change], citations: Citations) -> tuple[ChangeRow, ...]:
    """Word every change, those that a verdict was found for first."""
    ranked = sorted(changes, key=_verdict_rank)
    return tuple(_change(each, citations) for each in ranked)


def _verdict_rank(change: Change) -> int:
    return -1 if change.verdict is None else _VERDICT_ORDER.index(change.verdict)


#: What must be acted on first; what could not be judged last.
_VERDICT_ORDER = (
    Verdict.REAL_WORSENING,
    Verdict.REAL_IMPROVEMENT,
    Verdict.LIKELY_MEANINGFUL,
    Verdict.WITHIN_ERROR,
    Verdict.NO_MDC_KNOWN,
    Verdict.NOT_COMPARABLE,
)


def _change(change: Change, citations: Citations) -> ChangeRow:
    has_numbers = change.before is not None and change.now is not None
    figures = [each for each in (change.detectable, change.important) if each is not None]
    return ChangeRow(
        name=score_name(change.instrument_id, change.score_id, side=change.side, item=change.item),
        numbers=change.words[1].removesuffix(".") if has_numbers else "",
        sign="" if change.verdict is None else VERDICT_SIGN[change.verdict],
        verdict=change.words[0].removesuffix("."),
        words=tuple(signed_text(each) for each in change.words[2 if has_numbers else 1 :]),
        numbers_cited=citations.numbers_of(*(each.sources for each in figures)),
    )


def score_name(
    instrument_id: str, score_id: str, *, side: Side | None = None, item: str | None = None
) -> str:
    """Name a score with its test: "Fast walking speed (10-metre walk test), left"."""
    instrument = find_instrument(instrument_id)
    title = find_score(instrument_id, score_id).title
    if item is not None:
        labels = {each.id: each.label for each in instrument.items}
        title = first_letter_up(labels.get(item, plain_word(item)))
    name = title if title == instrument.name else f"{title} ({instrument.name})"
    return name if side is None else f"{name}, {side}"
