"""A worked case on a terminal of 80 columns: gate, findings, goals, plan, what is open."""

from collections import Counter
from collections.abc import Iterator

from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.text import Text

from restride.cli.measures_table import plain_table
from restride.clinical.care import Setting
from restride.clinical.change import Change
from restride.clinical.evidence import Confidence
from restride.clinical.finding import Finding
from restride.clinical.safety.gate import Gate, GateLevel
from restride.plan.cases.worked_case import WorkedCase
from restride.plan.library import find_exercise
from restride.plan.plan import Plan, Prescription
from restride.plan.proposing.reasons import dose_words
from restride.plan.wording import dose_line
from restride.report.case.summary import score_name
from restride.report.case.words import (
    GATE_SIGN,
    RULE_WORDS,
    VERDICT_SIGN,
    WEIGHT_SIGN,
    long_date,
    signed_text,
)
from restride.report.wording import counted

_STYLE_OF = {GateLevel.STOP: "bold red", GateLevel.ASK: "yellow", GateLevel.CARE: "bold"}


def show_case(worked: WorkedCase, *, console: Console | None = None) -> None:
    """Print what a therapist reads first; all else is in the JSON and the report."""
    console = console or Console(highlight=False)
    for part in _parts(worked):
        console.print(part)
        console.print()


def _parts(worked: WorkedCase) -> Iterator[RenderableType]:
    yield _headline(worked)
    yield _gate(worked.gate)
    yield _listed("Findings", (_finding(each) for each in worked.findings))
    if worked.goals:
        yield _listed("Goals", (Text(signed_text(each.sentence)) for each in worked.goals))
    if worked.changes:
        yield _listed("Changes", (_change(each) for each in worked.changes))
    yield _plan(worked.plan)
    if worked.plan.open_questions:
        yield _questions(worked.plan)
    yield _listed("Left out", _left_out(worked.plan))
    if worked.plan.missing:
        yield _listed("Missing", (Text(each) for each in worked.plan.missing))


def _headline(worked: WorkedCase) -> Text:
    text = Text(worked.case.title, style="bold")
    invented = ", invented: nobody was tested" if worked.case.invented else ""
    text.append(f"\n{long_date(worked.case.day)}{invented}", style="not bold")
    text.append("\nA proposal, to be read, edited and signed by a therapist.", style="not bold dim")
    return text


def _listed(title: str, lines: Iterator[Text]) -> Group:
    rows = [Padding(line, (0, 0, 0, 2)) for line in lines]
    nothing = [Padding(Text("none", style="dim"), (0, 0, 0, 2))]
    return Group(Text(title, style="bold"), *(rows or nothing))


def _gate(gate: Gate) -> Group:
    lines = (_gate_line(each.level, f"{each.words}. {each.action}") for each in gate.lines)
    title = "Before any training" + (": CLOSED, nothing is trained" if gate.is_closed else "")
    return _listed(title, lines)


def _gate_line(level: GateLevel, words: str) -> Text:
    text = Text(f"{GATE_SIGN[level]}: ", style=_STYLE_OF[level])
    text.append(words, style="not bold default")
    return text


def _finding(finding: Finding) -> Text:
    text = Text(f"{WEIGHT_SIGN[finding.weight]}: ", style="bold")
    text.append(signed_text(finding.sentence), style="not bold")
    if not finding.decides:
        text.append(" Shown only.", style="not bold dim")
    return text


def _change(change: Change) -> Text:
    sign = "" if change.verdict is None else f"{VERDICT_SIGN[change.verdict]} "
    name = score_name(change.instrument_id, change.score_id, side=change.side, item=change.item)
    text = Text(f"{sign}{name}: ", style="bold")
    text.append(" ".join(change.words[:2]), style="not bold")
    return text


def _plan(plan: Plan) -> RenderableType:
    table = plain_table("Plan")
    table.add_column("Where", no_wrap=True)
    table.add_column("Exercise")
    table.add_column("Dose")
    table.add_column("Beside the person")
    for row in plan.prescriptions:
        table.add_row(row.setting, _name(row), _dose(row), row.supervision.words)
    table.caption, table.caption_justify = f"○ {dose_words(Confidence.MEMORY)}", "left"
    nothing = Text("  No exercise could be proposed; see what is missing.", style="dim")
    return table if plan.prescriptions else Group(Text("Plan", style="bold"), nothing)


def _name(row: Prescription) -> Text:
    side = "" if row.side is None else f", {row.side}"
    return Text(f"{find_exercise(row.exercise).name}{side}", style="bold")


def _dose(row: Prescription) -> Text:
    text = Text(dose_line(row.dose, at_visits=row.setting is Setting.CLINIC))
    if not row.dose_confidence.decides:
        text.append(" ○", style="bold")
    return text


def _questions(plan: Plan) -> RenderableType:
    table = plain_table("Open questions: each counts as present until it is answered")
    for heading in ("Question", "Answered by"):
        table.add_column(heading)
    table.add_column("Keeps out", justify="right", no_wrap=True)
    for each in plan.open_questions:
        hidden = counted(each.hides_count, singular="exercise")
        table.add_row(Text(each.question), each.answered_by, hidden)
    return table


def _left_out(plan: Plan) -> Iterator[Text]:
    counts = Counter(each.rule for each in plan.left_out)
    for rule, count in sorted(counts.items(), key=lambda each: list(RULE_WORDS).index(each[0])):
        yield Text(f"{RULE_WORDS[rule]}: {counted(count, singular='exercise')}")
