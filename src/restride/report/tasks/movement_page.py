"""What the pages of rises and of repetitions share: the course over time, and the changes."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from markupsafe import Markup

from restride.recording.recording import Recording
from restride.report.frame import Frame
from restride.report.tasks.lanes import Lane, Mark, Shade, Strip, lanes_drawing
from restride.report.tasks.tables import TaskTables
from restride.report.wording import counted

#: Before the first movement and after the last.
_SPARE_S: Final = 1.5
#: Lines of the table that print has room for.
MOST_PRINTED_ROWS: Final = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One rise or repetition, its cells in words."""

    number: str
    cells: tuple[str, ...]
    is_secondary: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class LineTable:
    """A table of rises or repetitions, without the columns that hold nothing."""

    headings: tuple[str, ...]
    lines: tuple[Line, ...]

    @property
    def unprinted_count(self) -> int:
        """Lines that stand on the screen only."""
        return sum(line.is_secondary for line in self.lines)


@dataclass(frozen=True, slots=True, kw_only=True)
class MovementPage:
    """Everything the template lays out."""

    frame: Frame
    #: What is shown where nothing was found.
    nothing_heading: str
    none_found_reason: str | None
    tables: TaskTables
    course_heading: str
    course: Markup
    course_in_words: str
    changes_heading: str
    changes: tuple[Markup, ...]
    table: LineTable


def span_of(recording: Recording, ends_s: Sequence[tuple[float, float]]) -> tuple[float, float]:
    """Choose what is drawn: from before the first movement to after the last."""
    clocks = [track.clock for track in recording.tracks]
    first_s = min((clock.first_s for clock in clocks), default=0.0)
    last_s = max((clock.end_s for clock in clocks), default=1.0)
    if not ends_s:
        return first_s, last_s
    start_s, end_s = ends_s[0][0] - _SPARE_S, max(end for _, end in ends_s) + _SPARE_S
    return (max(first_s, start_s), min(last_s, end_s)) if clocks else (start_s, end_s)


def course_drawing(
    lanes: Sequence[Lane],
    *,
    span_s: tuple[float, float],
    strip: Strip | None,
    shades: Sequence[Shade],
    marks: Sequence[Mark] = (),
    said: str,
) -> Markup:
    """Draw bars and signal on one axis of time; nothing where neither is there."""
    if not lanes and strip is None:
        return Markup()
    return lanes_drawing(
        lanes,
        span_s=span_s,
        strip=strip,
        shades=shades,
        marks=marks,
        name="course",
        title="What was found, and the signal over time",
        description=said,
    )


def line_table(headings: Sequence[str], rows: Sequence[tuple[str, tuple[str, ...]]]) -> LineTable:
    """Make the table; lines without room are left out in print."""
    kept = [at for at in range(len(headings) - 1) if any(cells[at] for _, cells in rows)]
    lines = tuple(
        Line(
            number=number,
            cells=tuple(cells[at] for at in kept),
            is_secondary=row >= MOST_PRINTED_ROWS,
        )
        for row, (number, cells) in enumerate(rows)
    )
    return LineTable(headings=(headings[0], *(headings[at + 1] for at in kept)), lines=lines)


def shown_number(value: float | None, *, unit: str, decimals: int) -> str:
    """Show a number of one repetition, or nothing where it was not measured."""
    if value is None:
        return ""
    return f"{value:.{decimals}f}".replace("-", "\u2212") + (f"\u202f{unit}" if unit else "")


def said_of(ends_s: Sequence[tuple[float, float]], *, singular: str) -> str:
    """Say in words when each was."""
    each = "; ".join(f"{start:.1f} to {end:.1f} s" for start, end in ends_s[:12])
    more = f" and {len(ends_s) - 12} more" if len(ends_s) > 12 else ""
    return f"{counted(len(ends_s), singular=singular)}" + (f": {each}{more}." if each else ".")
