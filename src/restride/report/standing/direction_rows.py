"""Measures of sway side by side: of both directions together, forward and back, to the sides."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from typing import Final

from restride.measure import Measure, MeasureDefinition

#: The part of a key that tells the direction, and the words of the title that it stands for.
_DIRECTIONS: Final = {
    "anteroposterior": ", forward and back",
    "mediolateral": ", to the sides",
    "planar": ", in the plane",
}
#: What people read first, keys without direction, in this order.
MAIN_KEYS: Final = (
    "mean_velocity_mmps",
    "sway_area_mm2",
    "rms_distance_mm",
    "range_mm",
    "mean_distance_mm",
    "path_length_mm",
    "mean_frequency_hz",
    "sway_area_rate_mm2ps",
    "back_sway_rms_mps2",
    "back_sway_jerk_m2ps5",
    "back_sway_path_mps2",
    "back_sway_velocity_mps",
    "back_sway_ellipse_area_m2ps4",
    "back_sway_edge_frequency_hz",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class DirectionRow:
    """One line of a table: what was measured of each direction."""

    key: str
    title: str
    definition: MeasureDefinition
    together: Measure | None = None
    forward: Measure | None = None
    sideways: Measure | None = None

    @property
    def measures(self) -> tuple[Measure, ...]:
        """Those that are there."""
        each = (self.together, self.forward, self.sideways)
        return tuple(measure for measure in each if measure is not None)

    @property
    def has_value(self) -> bool:
        """Whether anything was measured."""
        return any(measure.value is not None for measure in self.measures)


def direction_rows(measures: Sequence[Measure]) -> dict[str, DirectionRow]:
    """Gather what was measured of one kind in one row, in the order of the measures."""
    rows: dict[str, DirectionRow] = {}
    for measure in measures:
        if measure.side is not None:
            continue
        row = measure.definition
        if measure.value is None:
            continue
        direction = next((each for each in _DIRECTIONS if f"_{each}_" in row.key), None)
        key = row.key if direction is None else row.key.replace(f"_{direction}_", "_")
        title = row.title if direction is None else row.title.replace(_DIRECTIONS[direction], "")
        before = rows.get(key, DirectionRow(key=key, title=title, definition=row))
        match direction:
            case "anteroposterior":
                rows[key] = replace(before, forward=measure)
            case "mediolateral":
                rows[key] = replace(before, sideways=measure)
            case _:
                rows[key] = replace(before, together=measure, definition=row, title=title)
    return rows


def split_rows(
    rows: dict[str, DirectionRow], *, left_out_keys: Collection[str] = ()
) -> tuple[tuple[DirectionRow, ...], tuple[DirectionRow, ...]]:
    """Tell the rows that people read first from the others; those without a value are in none."""
    shown = {
        key: row for key, row in rows.items() if row.has_value and key not in set(left_out_keys)
    }
    main = tuple(shown[key] for key in MAIN_KEYS if key in shown)
    return main, tuple(row for key, row in shown.items() if key not in MAIN_KEYS)
