"""What was found in a task that is no walk, on a terminal of 80 columns."""

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, Any, Final

from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from restride.analysis.analysis import Analysis, RecordingSummary
from restride.cli.findings import findings_in_words
from restride.cli.measures_table import all_measures_table, plain_table
from restride.recording.events import Turn
from restride.recording.movements import UpAndGo
from restride.report.standing.words import condition_in_words
from restride.report.wording import (
    ABSENT,
    PLACEMENT_IN_WORDS,
    counted,
    shown_duration,
    shown_value,
)
from restride.terms import PhaseKind, Task

if TYPE_CHECKING:
    from restride.analysis.tasks.limits_of_stability import LimitsAnalysis
    from restride.analysis.tasks.quiet_standing import StandingAnalysis
    from restride.analysis.tasks.repetitions import RepetitionsAnalysis
    from restride.analysis.tasks.sit_to_stand import ChairAnalysis
    from restride.analysis.tasks.timed_up_and_go import UpAndGoAnalysis

#: More rises or repetitions are counted and left to the JSON and the report.
_MOST_ROWS: Final = 12


def task_parts(analysis: Analysis) -> list[RenderableType]:
    """Lay out the analysis of a task: what it was, what was found, measured, and is doubtful."""
    parts: list[RenderableType] = [_headline(analysis), *_found(analysis)]
    if analysis.measures:
        parts.append(all_measures_table(analysis.measures))
    if analysis.quality:
        parts.append(findings_in_words(analysis.quality))
    return parts


def _headline(analysis: Analysis) -> Text:
    text = Text(analysis.recording.name, style="bold")
    text.append(f"\n{sensors_in_words(analysis.recording, nobody='moved')}", style="not bold dim")
    text.append(f"\nTask: {analysis.task.replace('-', ' ')}", style="not bold")
    reason = getattr(analysis, "none_found_reason", None)
    if reason:
        text.append(f"\n{reason}", style="bold")
    return text


def sensors_in_words(recording: RecordingSummary, *, nobody: str = "walked") -> str:
    """Say what was recorded, how fast and for how long, and what nobody did."""
    places = ", ".join(
        f"{PLACEMENT_IN_WORDS[sensor.placement]} ({sensor.sampling_rate_hz:.4g} Hz)"
        for sensor in recording.sensors
    )
    others = ", ".join(
        f"{track.kind.replace('-', ' ')} ({track.sampling_rate_hz:.4g} Hz)"
        for track in recording.tracks
    )
    places = ", ".join(filter(None, (places, others)))
    simulated = f", simulated: nobody {nobody}" if recording.is_simulated else ""
    return f"{places}, {shown_duration(recording.duration_s)}{simulated}"


def _standing(analysis: "StandingAnalysis") -> Iterable[RenderableType]:
    condition = condition_in_words(analysis.condition)
    wanted = "" if analysis.wanted_s is None else f" of {analysis.wanted_s:.0f} s"
    said = "Condition not stated" if condition == "Not stated" else condition
    return (Text(f"{said}; held {analysis.held_s:.1f} s{wanted}"),)


def _up_and_go(analysis: "UpAndGoAnalysis") -> Iterable[RenderableType]:
    found = analysis.up_and_go
    if found is None:
        return ()
    table = _table("Phases", ("", "Starts, s", "Lasts, s", "Turn"))
    turns = {PhaseKind.TURN: found.turns[0], PhaseKind.TURN_TO_SIT: found.turns[1]}
    for phase in found.phases:
        turn = turns.get(phase.kind)
        table.add_row(
            phase.kind.replace("-", " "),
            f"{phase.start_s:.1f}",
            f"{phase.duration_s:.2f}",
            "" if turn is None else _turn(turn),
        )
    return (table, *_overlap(found))


def _turn(turn: Turn) -> str:
    return f"{abs(turn.angle_deg):.0f}° {turn.direction}"


def _overlap(found: UpAndGo) -> Iterable[RenderableType]:
    if found.overlap_s <= 0:
        return ()
    return (Text(f"Turning to sit and sitting down run together for {found.overlap_s:.2f} s."),)


def _rises(analysis: "ChairAnalysis") -> Iterable[RenderableType]:
    headings = ("Rise", "Starts, s", "Rising, s", "Sitting down, s", "Fastest up, m/s")
    rows = [
        (
            str(number),
            f"{rise.start_s:.1f}",
            f"{rise.rise_s:.2f}",
            _number(rise.sit_s, decimals=2),
            _number(rise.peak_rise_velocity_mps, decimals=2),
        )
        for number, rise in enumerate(analysis.rises, start=1)
    ]
    return _rows(f"Rises, told from the {analysis.seen_on}", headings, rows, what="rise")


def _repetitions(analysis: "RepetitionsAnalysis") -> Iterable[RenderableType]:
    is_angle = any(each.range_deg is not None for each in analysis.repetitions)
    headings = (
        "Repetition",
        "Starts, s",
        "Lasts, s",
        "Held, s",
        f"Range, {'°' if is_angle else 'm'}",
    )
    rows = [
        (
            str(number) if each.side is None else f"{number} {each.side}",
            f"{each.start_s:.1f}",
            f"{each.duration_s:.2f}",
            f"{each.hold_s:.2f}",
            _number(each.range_deg, decimals=0) if is_angle else _number(each.range_m, decimals=2),
        )
        for number, each in enumerate(analysis.repetitions, start=1)
    ]
    return _rows(f"Counted on the {analysis.counted_on}", headings, rows, what="repetition")


def _leans(analysis: "LimitsAnalysis") -> Iterable[RenderableType]:
    keys = ("maximum_excursion_share", "directional_control_share", "reaction_time_s")
    headings = ("Lean", "Target, mm", "Furthest, %", "Straight, %", "Reaction, s")
    rows = []
    for lean in analysis.leans:
        by_key = {measure.definition.key: measure for measure in lean.measures}
        values = [shown_value(by_key[key]) if key in by_key else ABSENT for key in keys]
        rows.append((lean.direction.replace("-", " "), f"{lean.target_mm:.0f}", *values))
    return _rows("Leans", headings, rows, what="lean")


#: What a task adds to its measures; where it is not named here, the measures say it all.
_FOUND: Final[dict[Task, Callable[[Any], Iterable[RenderableType]]]] = {
    Task.QUIET_STANDING: _standing,
    Task.TIMED_UP_AND_GO: _up_and_go,
    Task.SIT_TO_STAND: _rises,
    Task.REPETITIONS: _repetitions,
    Task.LIMITS_OF_STABILITY: _leans,
}


def _found(analysis: Analysis) -> Iterable[RenderableType]:
    show = _FOUND.get(analysis.task)
    return () if show is None else show(analysis)


def _number(value: float | None, *, decimals: int) -> str:
    return ABSENT if value is None else f"{value:.{decimals}f}"


def _rows(
    title: str, headings: Sequence[str], rows: Sequence[tuple[str, ...]], *, what: str
) -> Iterable[RenderableType]:
    if not rows:
        return ()
    table = _table(title, headings)
    for row in rows[:_MOST_ROWS]:
        table.add_row(*row)
    rest_count = len(rows) - _MOST_ROWS
    if rest_count <= 0:
        return (table,)
    more = counted(rest_count, singular=f"more {what}")
    return (table, Text(f"{more} with --json or --report", style="dim"))


def _table(title: str, headings: Sequence[str]) -> Table:
    table = plain_table(title)
    for heading in headings[:1]:
        table.add_column(heading, no_wrap=True)
    for heading in headings[1:]:
        table.add_column(heading, justify="right", no_wrap=True)
    return table
