"""A protocol on a terminal of 80 columns: the matrix of conditions, and their ratios."""

from typing import Final

from rich.console import Console, Group, RenderableType
from rich.table import Table
from rich.text import Text

from restride.analysis.protocol_analysis import ConditionSummary, ProtocolAnalysis, ProtocolKind
from restride.balance.conditions import StandingCondition
from restride.balance.measure_definitions import BALANCE_MEASURES
from restride.cli.findings import findings_in_words
from restride.cli.measures_table import plain_table
from restride.measure import Interval, Measure
from restride.report.wording import shown_number, shown_unit, shown_value
from restride.terms import Eyes, Surface

#: What stands in each cell of the matrix, where it was measured.
_SHOWN: Final = ("mean_velocity_mmps", "sway_area_mm2", "back_sway_rms_mps2")


def show_protocol(analysis: ProtocolAnalysis, *, console: Console | None = None) -> None:
    """Print the conditions side by side, then their ratios and what is doubtful."""
    console = console or Console(highlight=False)
    for part in _parts(analysis):
        console.print(part)
        console.print()


def _parts(analysis: ProtocolAnalysis) -> list[RenderableType]:
    parts: list[RenderableType] = [_headline(analysis)]
    is_matrix = analysis.kind is ProtocolKind.MCTSIB and not _has_repeated(analysis)
    parts.append(_matrix(analysis) if is_matrix else _list(analysis))
    if analysis.measures:
        parts.append(_ratios(analysis))
    if analysis.comparisons:
        parts.append(_comparisons(analysis))
    if analysis.quality:
        parts.append(findings_in_words(analysis.quality))
    return parts


def _headline(analysis: ProtocolAnalysis) -> Text:
    text = Text(analysis.name, style="bold")
    trials_count = sum(len(each.trials) for each in analysis.conditions)
    conditions_count = len(analysis.conditions)
    simulated = ", simulated: nobody stood" if analysis.is_simulated else ""
    text.append(
        f"\nProtocol: {analysis.kind}, {conditions_count} conditions, {trials_count} trials"
        f"{simulated}",
        style="not bold",
    )
    return text


def _has_repeated(analysis: ProtocolAnalysis) -> bool:
    pairs = [(each.condition.eyes, each.condition.surface) for each in analysis.conditions]
    return len(set(pairs)) < len(pairs)


def _matrix(analysis: ProtocolAnalysis) -> Table:
    table = plain_table("Conditions, means of the trials")
    table.add_column("", no_wrap=True)
    for surface in Surface:
        table.add_column(surface.capitalize(), no_wrap=True)
    of_pair = {(each.condition.eyes, each.condition.surface): each for each in analysis.conditions}
    for eyes in Eyes:
        cells = [_cell(of_pair.get((eyes, surface))) for surface in Surface]
        table.add_row(f"Eyes {eyes}", *cells)
    return table


def _list(analysis: ProtocolAnalysis) -> Table:
    table = plain_table("Conditions, means of the trials")
    table.add_column("", no_wrap=False)
    table.add_column("", no_wrap=True)
    for each in analysis.conditions:
        table.add_row(condition_in_words(each.condition), _cell(each))
    return table


def condition_in_words(condition: StandingCondition) -> str:
    """Say under which conditions somebody stood."""
    parts = [
        None if condition.eyes is None else f"eyes {condition.eyes}",
        None if condition.surface is None else f"on {condition.surface}",
        None if condition.stance is None else condition.stance.replace("-", " "),
        None if condition.side is None else f"{condition.side}",
    ]
    words = ", ".join(part for part in parts if part is not None)
    return words.capitalize() or "Not stated"


def _cell(summary: ConditionSummary | None) -> Text:
    if summary is None:
        return Text("—")
    of_key = {measure.definition.key: measure for measure in summary.measures}
    text = Text(_held(summary), style="bold")
    for key in _SHOWN:
        measure = of_key.get(key)
        if measure is not None and measure.value is not None:
            unit = shown_unit(measure.definition)
            text.append(f"\n{shown_value(measure)} {unit}{_spread(measure)}", style="not bold")
    return text


def _held(summary: ConditionSummary) -> str:
    times = ", ".join("—" if t.held_s is None else f"{t.held_s:.1f}" for t in summary.trials)
    wanted_s = summary.trials[0].wanted_s if summary.trials else None
    asked = "" if wanted_s is None else f" of {wanted_s:g}"
    return f"held {times}{asked} s"


def _spread(measure: Measure) -> str:
    sure, value = measure.uncertainty, measure.value
    if not isinstance(sure, Interval) or value is None:
        return ""
    low, high = (shown_number(end, definition=measure.definition) for end in (sure.low, sure.high))
    return f" ({low}–{high})"


def _ratios(analysis: ProtocolAnalysis) -> RenderableType:
    table = plain_table("Ratios, with 95 % intervals")
    table.add_column("", no_wrap=False)
    table.add_column("", no_wrap=True)
    for measure in analysis.measures:
        shown = "—" if measure.value is None else f"{shown_value(measure)}{_spread(measure)}"
        table.add_row(measure.definition.title, Text(shown, style="bold"))
    notes = dict.fromkeys(measure.note for measure in analysis.measures if measure.note)
    return Group(table, Text("\n".join(notes), style="dim")) if notes else table


def _comparisons(analysis: ProtocolAnalysis) -> RenderableType:
    table = plain_table("Beside people measured the same way")
    for heading in ("", "Value", "5th", "50th", "95th percentile"):
        table.add_column(heading, no_wrap=bool(heading), justify="right" if heading else "left")
    groups: dict[str, None] = {}
    for each in analysis.comparisons:
        if each.none_reason is not None or each.value is None:
            groups[each.none_reason or "no value"] = None
            continue
        groups[each.group or ""] = None
        definition = BALANCE_MEASURES[each.measure_key]
        place = f"eyes {each.condition.eyes} on {each.condition.surface}"
        unit = shown_unit(definition)
        numbers = (each.value, each.low, each.middle, each.high)
        shown = ("—" if n is None else shown_number(n, definition=definition) for n in numbers)
        table.add_row(f"{definition.title}, {unit}, {place}", *shown)
    words = Text("\n".join(group for group in groups if group), style="dim")
    return Group(table, words) if table.row_count else words
