"""A line of a table: one measure, of the left, of the right, or of both together."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from markupsafe import Markup

from restride.measure import Measure, MeasureDefinition
from restride.terms import Side


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasureRow:
    """One line of a table: a measure of the left, of the right, or of both together."""

    definition: MeasureDefinition
    left: Measure | None = None
    right: Measure | None = None
    both: Measure | None = None
    asymmetry: Measure | None = None
    #: Empty where the row has no drawing.
    dots: Markup = field(default_factory=Markup)
    #: Follows from another row, or has no room: shown on the screen, left out in print.
    is_secondary: bool = False

    @property
    def measures(self) -> tuple[Measure, ...]:
        """Those that are there."""
        each = (self.left, self.right, self.both)
        return tuple(measure for measure in each if measure is not None)

    @property
    def has_value(self) -> bool:
        """Whether anything was measured."""
        return any(measure.value is not None for measure in self.measures)

    @property
    def is_sided(self) -> bool:
        """Whether a side has a measure of its own."""
        return self.left is not None or self.right is not None

    @property
    def stem(self) -> str:
        """The key without its unit."""
        return self.definition.key.rsplit("_", 1)[0]


def rows_of(measures: Iterable[Measure]) -> dict[str, MeasureRow]:
    """Gather the measures of one key in one row, in the order of the measures."""
    found: dict[str, dict[Side | None, Measure]] = {}
    for measure in measures:
        found.setdefault(measure.definition.key, {})[measure.side] = measure
    return {
        key: MeasureRow(
            definition=next(iter(of_side.values())).definition,
            left=of_side.get(Side.LEFT),
            right=of_side.get(Side.RIGHT),
            both=of_side.get(None),
        )
        for key, of_side in found.items()
    }


def notes_of(rows: Iterable[MeasureRow]) -> tuple[str, ...]:
    """Gather what must be known about the values of these rows, each note once."""
    notes = [
        measure.note
        for row in rows
        for measure in row.measures
        if measure.value is not None and measure.note
    ]
    return tuple(dict.fromkeys(notes))


def absent_of(rows: Iterable[MeasureRow]) -> dict[str, list[str]]:
    """Gather the titles of what could not be measured by its reason."""
    absent: dict[str, list[str]] = {}
    for row in rows:
        if not row.has_value:
            reason = next((m.note for m in row.measures if m.note), "not measured")
            titles = absent.setdefault(reason.rstrip("."), [])
            titles.extend([row.definition.title] if row.definition.title not in titles else [])
    return absent
