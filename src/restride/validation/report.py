"""The result of a validation as data, as a table on the terminal and as Markdown."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Final

from restride.validation.figures import (
    FigureDefinition,
    MeasuredFigure,
    figure_definitions,
    is_reached,
    must,
    shown,
)

if TYPE_CHECKING:
    from rich.table import Table

_COLUMNS: Final = ("what", "ours", "must", "peers", "reference to reference", "reached", "from")
#: Kept whole; everything else is folded where the terminal is narrow.
_NEVER_WRAPPED: Final = ("ours", "must", "reached")
_START: Final = "<!-- {name}: start, written by the command -->"
_END: Final = "<!-- {name}: end -->"


@dataclass(frozen=True, slots=True, kw_only=True)
class ValidationRow:
    """One figure with its definition and its verdict."""

    definition: FigureDefinition
    figure: MeasuredFigure

    @property
    def is_reached(self) -> bool | None:
        """None where nothing must be reached, or nothing could be measured."""
        return is_reached(self.definition, self.figure)

    @property
    def cells(self) -> tuple[str, ...]:
        """The row as it is shown."""
        definition, figure = self.definition, self.figure
        verdict = {True: "yes", False: "no", None: "-"}[self.is_reached]
        return (
            definition.title,
            shown(definition, figure.value),
            must(definition),
            definition.peers,
            shown(definition, figure.ceiling),
            verdict,
            figure.note,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class ValidationReport:
    """Our figures against references, in the order of the table."""

    directory: Path
    rows: tuple[ValidationRow, ...]
    #: Recordings that could not be compared, each with the reason.
    left_out: tuple[str, ...] = ()
    #: The day, ISO 8601; None where it does not matter.
    measured_on: str | None = None

    @property
    def reached_count(self) -> int:
        """How many figures that must be reached are."""
        return sum(row.is_reached is True for row in self.rows)

    @property
    def missed_count(self) -> int:
        """How many figures that must be reached are not."""
        return sum(row.is_reached is False for row in self.rows)

    @property
    def unmeasured_count(self) -> int:
        """How many figures that must be reached could not be measured."""
        return sum(row.figure.value is None and must(row.definition) != "-" for row in self.rows)

    @property
    def summary(self) -> str:
        """The whole in one sentence."""
        return (
            f"{self.reached_count} figures reached, {self.missed_count} not reached, "
            f"{self.unmeasured_count} not measured."
        )

    def groups(self) -> Iterator[tuple[str, tuple[ValidationRow, ...]]]:
        """Yield the rows that stand together, under their heading."""
        for group, rows in groupby(self.rows, key=lambda row: row.definition.group):
            yield group, tuple(rows)

    def to_table(self) -> "Table":
        """Draw one table for a wide terminal."""
        from rich import box
        from rich.table import Table
        from rich.text import Text

        title = f"Ours against the references in {self.directory}"
        table = Table(title=title, caption=self.summary, box=box.SIMPLE_HEAD, pad_edge=False)
        for column in _COLUMNS:
            table.add_column(column, no_wrap=column in _NEVER_WRAPPED)
        colours = {True: "green", False: "red", None: ""}
        for group, rows in self.groups():
            are_missing = _are_missing(rows)
            rest = _missing_cells(rows) if are_missing else ()
            table.add_row(Text(group, style="bold"), *rest)
            for row in () if are_missing else rows:
                cells = (Text(cell) for cell in row.cells)
                table.add_row(*cells, style=colours[row.is_reached])
            table.add_section()
        return table

    def to_markdown(self) -> str:
        """Write one table for a document, with its day, and what was left out below it."""
        lines = [] if self.measured_on is None else [f"Measured on {self.measured_on}.", ""]
        lines += [_line(_COLUMNS), _line(("---",) * len(_COLUMNS))]
        for group, rows in self.groups():
            are_missing = _are_missing(rows)
            rest = _missing_cells(rows) if are_missing else ("",) * (len(_COLUMNS) - 1)
            lines.append(_line((f"**{group}**", *rest)))
            lines += [] if are_missing else [_line(row.cells) for row in rows]
        lines += ["", self.summary]
        lines += ["", *(f"- left out: {each}" for each in self.left_out)] if self.left_out else []
        return "\n".join(lines) + "\n"


def make_rows(figures: tuple[MeasuredFigure, ...], *, missing: str) -> tuple[ValidationRow, ...]:
    """Put measured figures into the order of the table; what is absent is said to be missing."""
    figure_of = {figure.key: figure for figure in figures}
    return tuple(
        ValidationRow(
            definition=each,
            figure=figure_of.get(each.key, MeasuredFigure(key=each.key, value=None, note=missing)),
        )
        for each in figure_definitions()
    )


def write_section(path: Path, text: str, *, name: str) -> None:
    """Put text between the marks of a section in a Markdown file; a new file or section is begun.

    What stands outside the marks is left as it is.
    """
    start, end = _START.format(name=name), _END.format(name=name)
    old = path.read_text(encoding="utf-8") if path.exists() else ""
    section = f"{start}\n{text.strip()}\n{end}"
    if start in old and end in old:
        before, rest = old.split(start, maxsplit=1)
        after = rest.split(end, maxsplit=1)[1]
        new = before + section + after
    else:
        new = f"{old.rstrip()}\n\n{section}\n".lstrip()
    path.write_text(new, encoding="utf-8")


def _are_missing(rows: tuple[ValidationRow, ...]) -> bool:
    return all(row.figure.value is None for row in rows)


def _missing_cells(rows: tuple[ValidationRow, ...]) -> tuple[str, ...]:
    """One line for a group of which nothing is there, with the reason in its last cell."""
    return (*("-",) * (len(_COLUMNS) - 2), rows[0].figure.note)


def _line(cells: tuple[str, ...]) -> str:
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"
