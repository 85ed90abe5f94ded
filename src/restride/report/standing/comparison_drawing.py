"""A measure beside people who were measured the same way: where it lies in their spread."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from markupsafe import Markup

from restride.analysis.protocol_analysis import Comparison, ProtocolAnalysis
from restride.balance.conditions import StandingCondition
from restride.measure import Measure, MeasureDefinition
from restride.report import drawing
from restride.report.standing.words import condition_in_words, condition_names
from restride.report.wording import shown_number, shown_unit

_WIDTH_IN: Final = 2.3
_HEIGHT_IN: Final = 0.27
#: Free on both sides of everything drawn, in shares of its width.
_SPARE_SHARE: Final = 0.08


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """One line of the comparison."""

    condition: str
    title: str
    value: str
    unit: str
    band: str
    middle: str
    #: Who they are, and who measured them.
    group: str
    drawing: Markup


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparisons:
    """What can be compared, and why the rest cannot."""

    rows: tuple[Compared, ...]
    #: The reason, and what it keeps from being compared.
    reasons: dict[str, list[str]]

    @property
    def group(self) -> str:
        """Name the group where all comparisons are with one; empty where they are not."""
        groups = {row.group for row in self.rows}
        return next(iter(groups)) if len(groups) == 1 else ""


def comparisons_of(protocol: ProtocolAnalysis) -> Comparisons:
    """Word and draw every comparison; what has none is gathered by its reason."""
    definitions = {
        measure.definition.key: measure.definition
        for condition in protocol.conditions
        for measure in condition.measures
    }
    conditions = [each.condition for each in protocol.conditions]
    names = dict(zip(conditions, condition_names(conditions), strict=True))
    rows: list[Compared] = []
    reasons: dict[str, list[str]] = {}
    for number, each in enumerate(protocol.comparisons, start=1):
        definition = definitions.get(each.measure_key)
        is_comparable = None not in (each.low, each.middle, each.high, each.value)
        if definition is not None and is_comparable:
            rows.append(_row(each, definition, names=names, number=number))
            continue
        name = definition.title.lower() if definition else each.measure_key
        reason = (each.none_reason or "no comparable norm").rstrip(".")
        named = reasons.setdefault(reason, [])
        said = f"{name} ({_named(each.condition, names).lower()})"
        named.extend([said] if said not in named else [])
    return Comparisons(rows=tuple(rows), reasons=reasons)


def _named(condition: StandingCondition, names: Mapping[StandingCondition, str]) -> str:
    return names.get(condition) or condition_in_words(condition)


def _row(
    each: Comparison,
    definition: MeasureDefinition,
    *,
    names: Mapping[StandingCondition, str],
    number: int,
) -> Compared:
    shown = [
        shown_number(value, definition=definition)
        for value in (each.value, each.low, each.middle, each.high)
        if value is not None
    ]
    value, low, middle, high = shown
    return Compared(
        condition=_named(each.condition, names),
        title=definition.title.split(",")[0],
        value=value,
        unit=shown_unit(definition),
        band=f"{low} to {high}",
        middle=middle,
        group=(each.group or f"{each.people_count} people")
        + (f" [{each.source}]" if each.source else ""),
        drawing=_band(each, definition, name=f"norm-{number}"),
    )


def _band(each: Comparison, definition: MeasureDefinition, *, name: str) -> Markup:
    """Draw the group from its 5th to its 95th percentile, its middle, and the person as a dot."""
    low, middle, high, value = (
        float(number or 0) for number in (each.low, each.middle, each.high, each.value)
    )
    first, last = min(low, value), max(high, value)
    spare = (last - first or 1.0) * _SPARE_SHARE
    figure = drawing.new_figure(width_in=_WIDTH_IN, height_in=_HEIGHT_IN)
    axes = figure.add_axes((0, 0, 1, 1))
    axes.set_axis_off()
    axes.set_xlim(first - spare, last + spare)
    axes.set_ylim(0, 1)
    axes.barh(0.5, high - low, left=low, height=0.56, color="#c3cbd6", edgecolor=drawing.FAINT)
    axes.vlines(middle, 0.22, 0.78, color=drawing.INK, linewidth=1.4)
    axes.plot(value, 0.5, "o", color=drawing.INK, markersize=6, markeredgecolor="white")
    where = "below" if value < low else "above" if value > high else "inside"
    return drawing.inline_svg(
        figure,
        name=name,
        title=definition.title,
        description=f"{shown_number(value, definition=definition)} {shown_unit(definition)}, "
        f"{where} the band from {shown_number(low, definition=definition)} to "
        f"{shown_number(high, definition=definition)}",
    )


def measures_by_condition(
    protocol: ProtocolAnalysis, *, left_out_keys: Sequence[str]
) -> tuple[tuple[str, ...], tuple[tuple[MeasureDefinition, tuple[Measure | None, ...]], ...]]:
    """Set each measure of a condition beside the same one of the others."""
    names = condition_names([each.condition for each in protocol.conditions])
    columns = [
        {m.definition.key: m for m in each.measures if m.side is None}
        for each in protocol.conditions
    ]
    keys = dict.fromkeys(key for column in columns for key in column)
    rows = []
    for key in keys:
        cells = tuple(column.get(key) for column in columns)
        shown = [cell for cell in cells if cell is not None]
        if key not in left_out_keys and any(cell.value is not None for cell in shown):
            rows.append((shown[0].definition, cells))
    return names, tuple(rows)
