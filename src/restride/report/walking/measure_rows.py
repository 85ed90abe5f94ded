"""Which measure stands where on the page: each one once, the ones that matter first.

A measure that nobody has thought of here still appears, among the others.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Final

from restride.measure import Measure
from restride.report.dots import dots_drawing
from restride.report.measure_row import MeasureRow, absent_of, notes_of, rows_of

#: Large at the top, speed first.
HEADLINE_KEYS: Final = ("walking_speed_mps", "cadence_spm", "stride_length_m")
#: The table of left and right, in this order.
PAIR_KEYS: Final = (
    "step_length_m",
    "stride_length_m",
    "step_duration_s",
    "stance_share",
    "swing_share",
    "double_support_share",
    "contact_angle_deg",
    "single_support_share",
)
#: Rows that page one has room for.
_MOST_PAIRS: Final = 7
#: Said in the sentence below the headline.
AMOUNT_KEYS: Final = ("walking_s", "distance_m", "bouts_count", "strides_count", "turns_count")


@dataclass(frozen=True, slots=True, kw_only=True)
class VariabilityRow:
    """How far the strides are from alike: as it is, and against the mean."""

    title: str
    deviation: Measure | None = None
    relative: Measure | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasureTables:
    """The measures of a recording, sorted by where they are read."""

    headline: tuple[MeasureRow, ...]
    pairs: tuple[MeasureRow, ...]
    variabilities: tuple[VariabilityRow, ...]
    #: The others: those of a side, and those of the whole body in two parts, so that two columns
    #: of about one length can be made.
    sided: tuple[MeasureRow, ...]
    whole_first: tuple[MeasureRow, ...]
    whole_rest: tuple[MeasureRow, ...]
    #: The reason, and the titles of what it keeps from being measured.
    absent: dict[str, list[str]]
    amounts: dict[str, Measure]
    #: What must be known about the main measures, each note once.
    notes: tuple[str, ...]


def measure_tables(measures: Sequence[Measure]) -> MeasureTables:
    """Sort measures into the tables of the page, and draw the rows that have a drawing."""
    rows = rows_of(measures)
    headline = [rows[key] for key in HEADLINE_KEYS if key in rows]
    pairs = [row for key in PAIR_KEYS if (row := rows.get(key)) and row.has_value][:_MOST_PAIRS]
    variable = [row for key, row in rows.items() if "_sd_" in key or "_cv_" in key]
    beside = _asymmetries_beside(pairs, rows)
    placed = {row.definition.key for row in (*pairs, *variable, *beside.values())}
    others = [row for key, row in rows.items() if key not in placed | {*AMOUNT_KEYS}]
    given, absent = _given_and_absent(others)
    given = [replace(row, is_secondary=f"{row.stem}_share" in rows) for row in given]
    sided = tuple(row for row in given if row.is_sided)
    whole = tuple(row for row in given if not row.is_sided)
    half = sum(not row.is_secondary for row in given) // 2
    half += sum(row.is_secondary for row in whole)
    return MeasureTables(
        headline=tuple(_headline(row) for row in headline),
        pairs=tuple(_drawn_pair(row, beside.get(row.stem)) for row in pairs),
        variabilities=_variabilities(variable),
        sided=sided,
        whole_first=whole[:half],
        whole_rest=whole[half:],
        absent=absent,
        amounts={key: row.both for key in AMOUNT_KEYS if (row := rows.get(key)) and row.both},
        notes=notes_of((*headline, *pairs)),
    )


def _asymmetries_beside(
    pairs: Iterable[MeasureRow], rows: dict[str, MeasureRow]
) -> dict[str, MeasureRow]:
    keys = {pair.stem: f"{pair.stem}_asymmetry_ratio" for pair in pairs}
    return {stem: rows[key] for stem, key in keys.items() if key in rows}


def _headline(row: MeasureRow) -> MeasureRow:
    shown = [row.both] if row.both is not None else list(row.measures)
    dots = dots_drawing(shown, name=f"headline-{row.definition.key}", width_in=2.2)
    return replace(row, both=shown[0], dots=dots)


def _drawn_pair(row: MeasureRow, asymmetry: MeasureRow | None) -> MeasureRow:
    sided = [measure for measure in (row.left, row.right) if measure is not None]
    return replace(
        row,
        asymmetry=None if asymmetry is None else asymmetry.both,
        dots=dots_drawing(sided or row.measures, name=f"dots-{row.definition.key}"),
    )


def _given_and_absent(
    rows: Iterable[MeasureRow],
) -> tuple[list[MeasureRow], dict[str, list[str]]]:
    """Leave out what the headline shows, and gather what could not be measured by its reason."""
    others = [row for row in rows if row.definition.key not in HEADLINE_KEYS or row.is_sided]
    given = [row for row in others if row.has_value]
    missing = [row for row in others if row.definition.key not in HEADLINE_KEYS]
    return given, absent_of(missing)


def _variabilities(rows: Iterable[MeasureRow]) -> tuple[VariabilityRow, ...]:
    found: dict[str, VariabilityRow] = {}
    for row in rows:
        is_relative = "_cv_" in row.definition.key
        stem = row.definition.key.split("_cv_" if is_relative else "_sd_")[0]
        title = stem.replace("_", " ").capitalize()
        before = found.get(stem, VariabilityRow(title=title))
        measure = row.measures[0]
        found[stem] = (
            replace(before, relative=measure) if is_relative else replace(before, deviation=measure)
        )
    return tuple(found.values())
