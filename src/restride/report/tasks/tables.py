"""Which measure of a task stands where on its page: each one once, the ones that matter first.

A measure that nobody has thought of here still appears, among the others.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from typing import Final

from restride.measure import Interval, Measure
from restride.report.dots import dots_drawing
from restride.report.measure_row import MeasureRow, absent_of, notes_of, rows_of

#: So many others are explained in print too.
_FEW_COUNT: Final = 16
_MOST_IN_HEADLINE: Final = 3
#: Lines of the other measures that print has room for, in two columns.
_MOST_PRINTED_COUNT: Final = 44


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskTables:
    """The measures of a task, sorted by where they are read."""

    headline: tuple[MeasureRow, ...]
    main: tuple[MeasureRow, ...]
    #: The others, in two columns of about one length.
    first: tuple[MeasureRow, ...]
    rest: tuple[MeasureRow, ...]
    #: The reason, and the titles of what it keeps from being measured.
    absent: dict[str, list[str]]
    #: What must be known about the values shown, each note once.
    notes: tuple[str, ...]

    @property
    def unprinted_count(self) -> int:
        """Lines that stand on the screen only."""
        return sum(row.is_secondary for row in (*self.first, *self.rest))

    @property
    def main_stems(self) -> frozenset[str]:
        """Keys without their units of what matters first: all, where they are few."""
        others = (*self.first, *self.rest)
        few = others if len(others) <= _FEW_COUNT else ()
        return frozenset(row.stem for row in (*self.headline, *self.main, *few))


def task_tables(
    measures: Sequence[Measure],
    *,
    headline_keys: Sequence[str],
    main_keys: Sequence[str] = (),
    told_keys: Collection[str] = (),
) -> TaskTables:
    """Sort the measures of a task, and draw those of the headline that have an interval.

    Parameters
    ----------
    told_keys
        What another table of the page says: left out here, unless it has an interval to show.
    """
    rows = {
        key: row
        for key, row in rows_of(measures).items()
        if key not in told_keys or key in headline_keys or _has_interval(row) or not row.has_value
    }
    large = [row for key in headline_keys if (row := rows.get(key)) and row.both is not None]
    large = large[:_MOST_IN_HEADLINE]
    placed = {row.definition.key for row in large if not row.is_sided}
    main = [
        row for key in main_keys if (row := rows.get(key)) and row.has_value and key not in placed
    ]
    placed |= {row.definition.key for row in main}
    others = [row for key, row in rows.items() if key not in placed and row.has_value]
    others = [replace(row, is_secondary=at >= _MOST_PRINTED_COUNT) for at, row in enumerate(others)]
    half = (min(len(others), _MOST_PRINTED_COUNT) + 1) // 2
    first = [*others[:half], *others[_MOST_PRINTED_COUNT:][::2]]
    rest = [*others[half:_MOST_PRINTED_COUNT], *others[_MOST_PRINTED_COUNT:][1::2]]
    return TaskTables(
        headline=tuple(_headline(row) for row in large),
        main=tuple(main),
        first=tuple(first),
        rest=tuple(rest),
        absent=absent_of(row for key, row in rows.items() if key not in placed),
        notes=notes_of((*large, *main, *others)),
    )


def _headline(row: MeasureRow) -> MeasureRow:
    measure = row.both
    if measure is None or not isinstance(measure.uncertainty, Interval):
        return row
    dots = dots_drawing([measure], name=f"headline-{row.definition.key}", width_in=2.2)
    return replace(row, dots=dots)


def _has_interval(row: MeasureRow) -> bool:
    return any(isinstance(measure.uncertainty, Interval) for measure in row.measures)
