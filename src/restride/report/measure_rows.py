"""Which measure stands where on the page: each one once, the ones that matter first.

A measure that nobody has thought of here still appears, among the others.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from markupsafe import Markup

from restride.measure import Measure, MeasureDefinition
from restride.report.dots import dots_drawing
from restride.terms import Side

#: Large at the top, speed first.
HEADLINE_KEYS: Final = ("walking_speed_mps", "cadence_spm", "stride_length_m")
#: What leads the table of left and right; the beginning of a key is enough.
_FIRST_PAIRS: Final = (
    "step_length",
    "stride_length",
    "step_duration",
    "stance",
    "swing",
    "single_support",
    "double_support",
    "clearance",
    "contact_angle",
    "stride_duration",
)
#: Rows that page one has room for.
_MOST_PAIRS: Final = 7


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasureRow:
    """One line of a table: a measure of the left, of the right, or of both together."""

    definition: MeasureDefinition
    left: Measure | None = None
    right: Measure | None = None
    both: Measure | None = None
    asymmetry: Measure | None = None
    dots: Markup = Markup()

    @property
    def measures(self) -> tuple[Measure, ...]:
        """Those that are there."""
        each = (self.left, self.right, self.both)
        return tuple(measure for measure in each if measure is not None)


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasureTables:
    """The measures of a recording, sorted by where they are read."""

    headline: tuple[MeasureRow, ...]
    pairs: tuple[MeasureRow, ...]
    asymmetries: tuple[MeasureRow, ...]
    variabilities: tuple[MeasureRow, ...]
    others: tuple[MeasureRow, ...]


def measure_tables(measures: Sequence[Measure]) -> MeasureTables:
    """Sort measures into the tables of the page, and draw the rows that have a drawing."""
    rows = _rows(measures)
    headline = [_headline(rows[key]) for key in HEADLINE_KEYS if key in rows]
    pairs = sorted((row for row in rows.values() if _is_pair(row)), key=_rank)[:_MOST_PAIRS]
    asymmetries = [row for key, row in rows.items() if "asymmetry" in key]
    variabilities = [row for key, row in rows.items() if _is_variability(key)]
    of_pair = {_stem(row.definition.key): row for row in reversed(pairs)}
    beside = {
        of_pair[stem].definition.key: row.both
        for row in asymmetries
        if (stem := row.definition.key.split("_asymmetry")[0]) in of_pair
    }
    placed = {row.definition.key for row in (*pairs, *asymmetries, *variabilities)}
    return MeasureTables(
        headline=tuple(headline),
        pairs=tuple(_drawn_pair(row, beside.get(row.definition.key)) for row in pairs),
        asymmetries=tuple(row for row in asymmetries if row.both not in beside.values()),
        variabilities=tuple(variabilities),
        others=tuple(
            row for key, row in rows.items() if key not in placed and key not in HEADLINE_KEYS
        ),
    )


def _rows(measures: Iterable[Measure]) -> dict[str, MeasureRow]:
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


def _headline(row: MeasureRow) -> MeasureRow:
    shown = [row.both] if row.both is not None else list(row.measures)
    dots = dots_drawing(shown, name=f"headline-{row.definition.key}", width_in=2.2)
    return MeasureRow(definition=row.definition, both=shown[0], dots=dots)


def _drawn_pair(row: MeasureRow, asymmetry: Measure | None) -> MeasureRow:
    shown = [measure for measure in (row.left, row.right) if measure is not None]
    return MeasureRow(
        definition=row.definition,
        left=row.left,
        right=row.right,
        asymmetry=asymmetry,
        dots=dots_drawing(shown, name=f"dots-{row.definition.key}"),
    )


def _is_pair(row: MeasureRow) -> bool:
    key = row.definition.key
    is_sided = row.left is not None or row.right is not None
    return is_sided and "asymmetry" not in key and not _is_variability(key)


def _is_variability(key: str) -> bool:
    return "variability" in key


def _stem(key: str) -> str:
    return key.rsplit("_", 1)[0]


def _rank(row: MeasureRow) -> int:
    key = row.definition.key
    return next(
        (rank for rank, start in enumerate(_FIRST_PAIRS) if key.startswith(start)),
        len(_FIRST_PAIRS),
    )
