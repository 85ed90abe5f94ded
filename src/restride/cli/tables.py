"""An analysis on a terminal of 80 columns."""

from typing import TYPE_CHECKING, Final

from rich.console import Console, RenderableType
from rich.table import Table
from rich.text import Text

from restride.analysis.analysis import Analysis, WalkAnalysis
from restride.cli.findings import findings_in_words
from restride.cli.measures_table import measures_table, plain_table
from restride.cli.task_tables import sensors_in_words, task_parts
from restride.measure import Measure
from restride.report.wording import (
    END_IN_WORDS,
    counted,
    shown_duration,
    shown_time,
    shown_value,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

#: More bouts or turns are counted and left to the JSON and the report.
_MOST_ROWS: Final = 12


def show_analysis(analysis: Analysis, *, console: Console | None = None) -> None:
    """Print what a person at a terminal wants to know first."""
    console = console or Console(highlight=False)
    for part in _parts(analysis) if isinstance(analysis, WalkAnalysis) else task_parts(analysis):
        console.print(part)
        console.print()


def _parts(analysis: WalkAnalysis) -> "list[RenderableType]":
    parts: list[RenderableType] = [_headline(analysis)]
    if analysis.bouts:
        parts.extend([measures_table(analysis.measures), _bouts_table(analysis)])
    if analysis.turns:
        parts.append(_turns_table(analysis))
    if analysis.quality:
        parts.append(findings_in_words(analysis.quality))
    return parts


def _headline(analysis: WalkAnalysis) -> Text:
    text = Text(analysis.recording.name, style="bold")
    text.append(f"\n{sensors_in_words(analysis.recording)}", style="not bold dim")
    if not analysis.bouts:
        text.append(f"\nNo walking found. {analysis.no_walking_reason or ''}".rstrip(), "bold")
        return text
    walked_s = sum(each.bout.duration_s for each in analysis.bouts)
    strides_count = sum(len(each.bout.strides) for each in analysis.bouts)
    bouts = counted(len(analysis.bouts), singular="walking bout")
    strides = counted(strides_count, singular="stride")
    text.append(f"\n{bouts}, {shown_duration(walked_s)} of walking, {strides}", style="not bold")
    return text


def _bouts_table(analysis: WalkAnalysis) -> Table:
    whole_s = analysis.recording.duration_s
    table = plain_table("Walking bouts")
    for heading in ("Start", "Lasts", "Strides", "Speed, m/s", "Cadence, steps/min"):
        table.add_column(heading, justify="right", no_wrap=True)
    table.add_column("Ends because", no_wrap=True)
    for each in analysis.bouts[:_MOST_ROWS]:
        of_key = {measure.definition.key: measure for measure in each.measures}
        table.add_row(
            shown_time(each.bout.start_s, whole_s=whole_s),
            shown_duration(each.bout.duration_s),
            str(len(each.bout.strides)),
            _shown(of_key, "walking_speed_mps"),
            _shown(of_key, "cadence_spm"),
            END_IN_WORDS[each.bout.end_reason],
        )
    _say_rest(table, analysis.bouts, what="walking bout")
    return table


def _shown(of_key: dict[str, Measure], key: str) -> str:
    measure = of_key.get(key)
    return "—" if measure is None else shown_value(measure)


def _turns_table(analysis: WalkAnalysis) -> Table:
    whole_s = analysis.recording.duration_s
    table = plain_table("Turns")
    for heading in ("Start", "Lasts", "Angle", "Peak", "Steps"):
        table.add_column(heading, justify="right", no_wrap=True)
    for turn in analysis.turns[:_MOST_ROWS]:
        table.add_row(
            shown_time(turn.start_s, whole_s=whole_s),
            shown_duration(turn.duration_s),
            f"{abs(turn.angle_deg):.0f}° {turn.direction}",
            f"{turn.peak_angular_velocity_dps:.0f} °/s",
            "—" if turn.steps_count is None else str(turn.steps_count),
        )
    _say_rest(table, analysis.turns, what="turn")
    return table


def _say_rest(table: Table, rows: "Sequence[object]", *, what: str) -> None:
    rest_count = len(rows) - _MOST_ROWS
    if rest_count > 0:
        table.caption = f"and {counted(rest_count, singular=what)} more: see --json"
        table.caption_justify = "left"
