"""The main measures of a walk, left beside right, in 80 columns."""

from collections.abc import Iterable, Sequence
from typing import Final

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from restride.measure import Interval, Measure, MeasureDefinition
from restride.report.wording import shown_number, shown_unit, shown_value
from restride.terms import Side

#: What a person at a terminal looks for first; all others are in the JSON and the report.
_MAIN: Final = (
    "walking_speed_mps",
    "cadence_spm",
    "stride_length_m",
    "step_length_m",
    "stride_duration_s",
    "step_duration_s",
    "stance_share",
    "double_support_share",
    "walk_ratio_mmpspm",
    "clearance_m",
    "contact_angle_deg",
    "harmonic_ratio_vertical",
    "stride_duration_cv_share",
    "stride_length_cv_share",
    "step_duration_asymmetry_ratio",
    "step_length_asymmetry_ratio",
    "turn_duration_s",
    "turn_peak_speed_dps",
)
#: Ends that lie this evenly about the value are shown as one number, of the interval's width.
_EVEN_SHARE: Final = 0.05

#: Said by the per cent sign already.
_LEFT_OUT: Final = (", relative", ", part of the stride")

#: More measures of a task are left to the JSON and the report.
_MOST_ROWS: Final = 20

_Sides = dict[Side | None, Measure]


def measures_table(measures: Iterable[Measure]) -> RenderableType:
    """Show the main measures of a walk, each with its 95 % interval."""
    by_key = _by_key(measures)
    return _table(by_key, keys=[key for key in _MAIN if key in by_key])


def all_measures_table(measures: Iterable[Measure]) -> RenderableType:
    """Show the first measures of a task, each with its 95 % interval."""
    by_key = _by_key(measures)
    with_value = [key for key, sides in by_key.items() if _has_value(sides)]
    return _table(by_key, keys=with_value[:_MOST_ROWS])


def _by_key(measures: Iterable[Measure]) -> dict[str, _Sides]:
    by_key: dict[str, _Sides] = {}
    for measure in measures:
        by_key.setdefault(measure.definition.key, {})[measure.side] = measure
    return by_key


def _table(by_key: dict[str, _Sides], *, keys: Sequence[str]) -> RenderableType:
    table = plain_table("Measures, with 95 % intervals")
    table.add_column("", no_wrap=True)
    for heading in ("Both", "Left", "Right"):
        table.add_column(heading, no_wrap=True)
    shown = [by_key[key] for key in keys if _has_value(by_key[key])]
    for sides in shown:
        definition = next(iter(sides.values())).definition
        cells = (_cell(sides.get(side)) for side in (None, Side.LEFT, Side.RIGHT))
        table.add_row(_title(definition), *cells)
    rest_count = sum(map(_has_value, by_key.values())) - len(shown)
    rest = Text(f"{rest_count} more with --json or --report", style="dim")
    return Group(table, rest) if rest_count > 0 else table


def plain_table(title: str) -> Table:
    """Begin a table without lines, that reads well in any terminal and in a log."""
    return Table(
        title=title,
        title_justify="left",
        title_style="bold",
        header_style="dim",
        box=None,
        pad_edge=False,
        padding=(0, 2, 0, 0),
    )


def _has_value(sides: _Sides) -> bool:
    return any(measure.value is not None for measure in sides.values())


def _title(definition: MeasureDefinition) -> str:
    name, unit = definition.title, shown_unit(definition)
    for suffix in _LEFT_OUT:
        name = name.removesuffix(suffix)
    return f"{name}, {unit}" if unit else name


def _cell(measure: Measure | None) -> Text:
    if measure is None:
        return Text("")
    text = Text(shown_value(measure), style="bold")
    if measure.value is not None and isinstance(measure.uncertainty, Interval):
        text.append(" " + _interval(measure.value, measure), style="not bold dim")
    return text


def _interval(value: float, measure: Measure) -> str:
    sure, definition = measure.uncertainty, measure.definition
    if not isinstance(sure, Interval):
        return ""
    half_width = (sure.high - sure.low) / 2
    if abs(sure.high - value - half_width) <= _EVEN_SHARE * half_width:
        return f"±{shown_number(half_width, definition=definition)}"
    ends = (shown_number(end, definition=definition) for end in (sure.low, sure.high))
    return f"({'–'.join(ends)})"
