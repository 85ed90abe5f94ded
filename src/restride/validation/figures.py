"""What is compared: a definition of each figure, its value, and whether it is reached."""

from dataclasses import dataclass
from functools import cache
from importlib import resources

import yaml


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureDefinition:
    """One line of the table: what it is, what must be reached, what the peers reach."""

    key: str
    group: str
    title: str
    #: As shown; empty for a share or a count.
    unit: str
    decimals: int
    #: The figure to reach, where there is one: at least ``low``, or at most ``high`` from zero.
    low: float | None
    high: float | None
    #: In words: figures of other programs, with their circumstances.
    peers: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasuredFigure:
    """A figure as measured on the recordings at hand, in the unit of its definition."""

    key: str
    #: None where it could not be measured; ``note`` then says why.
    value: float | None
    #: The same figure of one reference system against the other, by the same code.
    ceiling: float | None = None
    #: What stands behind the value: how many, from where.
    note: str = ""


@cache
def figure_definitions() -> tuple[FigureDefinition, ...]:
    """Read every figure, in the order of the table."""
    source = resources.files("restride.validation").joinpath("knowledge", "figures.yaml")
    rows = yaml.safe_load(source.read_text(encoding="utf-8"))
    return tuple(
        FigureDefinition(
            key=row["key"],
            group=row["group"],
            title=row["title"],
            unit=row["unit"],
            decimals=row["decimals"],
            low=row.get("at_least"),
            high=row.get("at_most"),
            peers=row["peers"],
        )
        for row in rows
    )


def is_reached(definition: FigureDefinition, figure: MeasuredFigure) -> bool | None:
    """Judge a figure as it is shown; None where nothing must be reached or nothing was measured."""
    if figure.value is None or (definition.low is None and definition.high is None):
        return None
    shown = round(figure.value, definition.decimals)
    is_high_enough = definition.low is None or shown >= definition.low
    return is_high_enough and (definition.high is None or abs(shown) <= definition.high)


def shown(definition: FigureDefinition, value: float | None) -> str:
    """Write a value with its decimals and unit; a dash where there is none."""
    if value is None:
        return "-"
    return f"{value:.{definition.decimals}f} {definition.unit}".rstrip()


def must(definition: FigureDefinition) -> str:
    """Write what must be reached; a dash where nothing must."""
    if definition.low is not None:
        return f">= {definition.low:g} {definition.unit}".rstrip()
    if definition.high is not None:
        return f"<= {definition.high:g} {definition.unit}".rstrip()
    return "-"
