"""A measure as a dot on its band of uncertainty, left above right."""

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import fmean
from typing import TYPE_CHECKING, Final

from markupsafe import Markup

from restride.measure import Interval, Measure
from restride.report import drawing
from restride.report.wording import listed, shown_interval, shown_number, shown_unit, shown_value
from restride.terms import Side

if TYPE_CHECKING:
    from matplotlib.axes import Axes

#: Half the scale against the middle of the values shown. Every row starts with the same one, so
#: that a difference of 10 % looks alike in all rows; wide intervals ask for a wider scale.
_SCALE_SHARES: Final = (0.2, 0.4, 0.8, 1.6, 3.2)
#: Inches of a lane, and of the numbers below the lanes.
_LANE_IN: Final = 0.12
_FOOT_IN: Final = 0.135


@dataclass(frozen=True, slots=True, kw_only=True)
class Scale:
    """The stretch of numbers that a row spans, in the unit of its measure."""

    low: float
    high: float

    @property
    def middle(self) -> float:
        """The middle of the scale."""
        return (self.low + self.high) / 2


def scale_for(measures: Sequence[Measure]) -> Scale | None:
    """Choose the scale of a row; None where no measure has a value."""
    values = [measure.value for measure in measures if measure.value is not None]
    if not values:
        return None
    middle, definition = fmean(values), measures[0].definition
    reach = max(abs(end - middle) for measure in measures for end in _ends(measure))
    least = 5 * 10.0**-definition.decimals
    sizes = [max(abs(middle) * share, least) for share in _SCALE_SHARES]
    half = next((size for size in sizes if reach <= 0.95 * size), reach / 0.95)
    is_never_below = min(end for measure in measures for end in _ends(measure)) >= 0
    low = middle - half
    return Scale(low=max(low, 0.0) if is_never_below else low, high=middle + half)


def _ends(measure: Measure) -> list[float]:
    if measure.value is None:
        return []
    if isinstance(measure.uncertainty, Interval):
        return [measure.value, measure.uncertainty.low, measure.uncertainty.high]
    return [measure.value]


def dots_drawing(measures: Sequence[Measure], *, name: str, width_in: float = 2.7) -> Markup:
    """Draw the measures of one row on one scale; nothing where none has a value."""
    scale = scale_for(measures)
    if scale is None:
        return Markup()
    lanes = max(len(measures), 1)
    height_in = _LANE_IN * lanes + _FOOT_IN
    figure = drawing.new_figure(width_in=width_in, height_in=height_in)
    axes = figure.add_axes((0.09, _FOOT_IN / height_in, 0.82, 1 - _FOOT_IN / height_in))
    axes.set_xlim(scale.low, scale.high)
    axes.set_ylim(-lanes + 0.4, 0.6)
    axes.spines["left"].set_visible(False)
    ticks = (scale.low, scale.middle, scale.high)
    definition = measures[0].definition
    axes.set_xticks(ticks, [shown_number(tick, definition=definition) for tick in ticks])
    axes.tick_params(length=0, pad=2, labelsize=7, labelcolor=drawing.FAINT)
    axes.set_yticks([])
    axes.axvline(scale.middle, color=drawing.GRID, linewidth=0.6)
    for lane, measure in enumerate(measures):
        _draw_lane(axes, measure, height=-lane)
    return drawing.inline_svg(
        figure, name=name, title=definition.title, description=described(measures)
    )


def _draw_lane(axes: "Axes", measure: Measure, *, height: float) -> None:
    if measure.value is None:
        return
    colour = drawing.COLOUR_OF_SIDE[measure.side]
    if isinstance(measure.uncertainty, Interval):
        low, high = measure.uncertainty.low, measure.uncertainty.high
        axes.barh(height, high - low, left=low, height=0.62, color=colour, alpha=0.25)
        axes.vlines((low, high), height - 0.31, height + 0.31, color=colour, linewidth=0.9)
    marker = drawing.MARKER_OF_SIDE[measure.side]
    axes.plot(measure.value, height, marker, color=colour, markersize=5.5, clip_on=False)


def described(measures: Sequence[Measure]) -> str:
    """Say in words what a row shows."""
    parts = []
    for measure in measures:
        who = f"{measure.side}: " if isinstance(measure.side, Side) else ""
        interval = shown_interval(measure)
        sure = f", 95 % interval {interval}" if interval else ", interval not computed"
        unit = shown_unit(measure.definition)
        parts.append(
            f"{who}{shown_value(measure)} {unit}{sure if measure.value is not None else ''}"
        )
    return listed(parts)
