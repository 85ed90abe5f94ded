"""How the rows of balance measures are written: once for a measure, or once for each direction."""

from dataclasses import dataclass
from typing import Final

from restride.measure import Better, MeasureDefinition

#: In the order of the columns of a path, as keys and as words.
DIRECTIONS: Final = {
    "anteroposterior": "forward and back",
    "mediolateral": "to the sides",
}
#: The same, and the plane of both.
DIRECTIONS_AND_PLANE: Final = {**DIRECTIONS, "planar": "in the plane"}


@dataclass(frozen=True, slots=True, kw_only=True)
class RowStyle:
    """What the rows of a group share."""

    source: str
    decimals: int
    better: Better = Better.NEITHER


def row(key: str, title: str, *, definition: str, style: RowStyle) -> MeasureDefinition:
    """Write the row of one measure."""
    return MeasureDefinition(
        key=key,
        title=title,
        definition=definition,
        decimals=style.decimals,
        better=style.better,
        source=style.source,
    )


def rows_by_direction(
    pattern: str,
    title: str,
    *,
    definition: str,
    style: RowStyle,
    directions: dict[str, str] | None = None,
) -> tuple[MeasureDefinition, ...]:
    """Write a row for each direction: ``{}`` in the key, its words after title and definition."""
    return tuple(
        row(
            pattern.format(key),
            f"{title}, {words}",
            definition=definition.format(words),
            style=style,
        )
        for key, words in (directions or DIRECTIONS).items()
    )
