"""Signals above one another on a common axis of time, with a strip of bars above them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np
from markupsafe import Markup

from restride.arrays import FloatArray
from restride.report import drawing
from restride.signal.thinning import thinning_factor
from restride.terms import Side

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_WIDTH_IN: Final = 7.3
#: More points a second, or more of them in all, could not be seen at the width of a page.
_DRAWN_RATE_HZ: Final = 50.0
_MOST_POINTS: Final = 4000
_LANE_IN: Final = 0.72
_GAP_IN: Final = 0.1
_FOOT_IN: Final = 0.24
#: Left and width of everything, in shares of the width: names of lanes stand to the left.
_BOX: Final = (0.125, 0.825)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Lane:
    """One signal over time. Missing samples are NaN."""

    name: str
    unit: str
    times_s: FloatArray
    # Bears the unit of its own field.
    values: FloatArray
    #: A smaller range is drawn as part of this one, so that rest looks like rest.
    least_range: float
    #: A second signal in the same lane, dashed: the other side.
    others: FloatArray | None = None
    has_zero_line: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Shade:
    """A stretch of time that is shaded through all lanes."""

    start_s: float
    end_s: float
    hatch: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A moment in one lane."""

    time_s: float
    lane: int
    side: Side | None = None
    is_filled: bool = True
    #: On the upper rail of the lane, or on the lower.
    is_above: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Strip:
    """The bars above the lanes."""

    height_in: float
    draw: "Callable[[Axes], None]"


def drawn_step(samples_count: int, *, sampling_rate_hz: float) -> int:
    """Tell every how-manieth sample is worth drawing."""
    step = thinning_factor(sampling_rate_hz, _DRAWN_RATE_HZ)
    return max(step, -(-samples_count // _MOST_POINTS))


def lanes_drawing(
    lanes: Sequence[Lane],
    *,
    span_s: tuple[float, float],
    strip: Strip | None = None,
    shades: Sequence[Shade] = (),
    marks: Sequence[Mark] = (),
    name: str,
    title: str,
    description: str,
) -> Markup:
    """Draw a strip of bars and the lanes below it, all on one axis of time."""
    strip_in = strip.height_in if strip else 0.0
    height_in = strip_in + len(lanes) * (_LANE_IN + _GAP_IN) + _FOOT_IN
    figure = drawing.new_figure(width_in=_WIDTH_IN, height_in=height_in)
    left, width = _BOX

    def add_axes(bottom_in: float, size_in: float) -> "Axes":
        axes = figure.add_axes((left, bottom_in / height_in, width, size_in / height_in))
        axes.set_xlim(*span_s)
        axes.spines["left"].set_visible(False)
        return axes

    if strip is not None:
        axes = add_axes(height_in - strip_in, strip_in)
        axes.set_axis_off()
        strip.draw(axes)
    for at, lane in enumerate(lanes):
        bottom_in = height_in - strip_in - (at + 1) * (_LANE_IN + _GAP_IN)
        axes = add_axes(bottom_in, _LANE_IN)
        _shade(axes, shades)
        _draw_lane(axes, lane, marks=[mark for mark in marks if mark.lane == at])
        axes.spines["bottom"].set_visible(at == len(lanes) - 1)
        _label_time(axes, is_last=at == len(lanes) - 1)
    return drawing.inline_svg(figure, name=name, title=title, description=description)


def _shade(axes: "Axes", shades: Sequence[Shade]) -> None:
    for shade in shades:
        axes.axvspan(
            shade.start_s,
            shade.end_s,
            facecolor="none" if shade.hatch else drawing.PALE,
            edgecolor="#9aa3ae" if shade.hatch else "none",
            hatch=shade.hatch,
            linewidth=0,
            zorder=1,
        )


def _draw_lane(axes: "Axes", lane: Lane, *, marks: Sequence[Mark]) -> None:
    low, high = lane_limits(lane)
    reach = (high - low) * (0.22 if marks else 0.06)
    axes.set_ylim(low - reach, high + reach)
    axes.set_yticks([])
    if lane.has_zero_line and low < 0 < high:
        axes.axhline(0, color=drawing.FAINT, linewidth=0.5, zorder=2)
    if lane.others is not None:
        right = drawing.COLOUR_OF_SIDE[Side.RIGHT]
        axes.plot(lane.times_s, lane.others, "--", color=right, linewidth=0.9, zorder=3)
    colour = drawing.INK if lane.others is None else drawing.COLOUR_OF_SIDE[Side.LEFT]
    axes.plot(lane.times_s, np.clip(lane.values, low, high), color=colour, linewidth=0.8, zorder=3)
    _draw_marks(axes, marks, rails=(low - reach / 2, high + reach / 2))
    _label_lane(axes, lane, low=low, high=high)


def lane_limits(lane: Lane) -> tuple[float, float]:
    """Choose the range a lane spans; single spikes may leave it."""
    values = lane.values if lane.others is None else np.concatenate((lane.values, lane.others))
    known = values[np.isfinite(values)]
    low, high = np.quantile(known, (0.001, 0.999)) if len(known) else (0.0, 0.0)
    spare = max(0.0, lane.least_range - (high - low)) / 2
    return float(low - spare), float(high + spare)


def _draw_marks(axes: "Axes", marks: Sequence[Mark], *, rails: tuple[float, float]) -> None:
    for mark in marks:
        colour = drawing.COLOUR_OF_SIDE[mark.side]
        axes.plot(
            mark.time_s,
            rails[1] if mark.is_above else rails[0],
            drawing.MARKER_OF_SIDE[mark.side],
            markersize=4.5,
            markerfacecolor=colour if mark.is_filled else "white",
            markeredgecolor=colour,
            markeredgewidth=0.8,
            zorder=4,
            clip_on=False,
        )


def _label_lane(axes: "Axes", lane: Lane, *, low: float, high: float) -> None:
    axes.text(-0.012, 0.5, lane.name, transform=axes.transAxes, ha="right", va="center", fontsize=8)
    decimals = 0 if high - low >= 8 else 1 if high - low >= 0.8 else 2
    for value, words in ((low, ""), (high, f"\n{lane.unit}")):
        shown = f"{value:.{decimals}f}".replace("-", "\u2212")
        if float(f"{value:.{decimals}f}") == 0:
            shown = shown.removeprefix("\u2212")
        axes.text(
            1.006,
            value,
            shown + words,
            transform=axes.get_yaxis_transform(),
            va="center",
            fontsize=6.5,
            color=drawing.FAINT,
        )


def _label_time(axes: "Axes", *, is_last: bool) -> None:
    from matplotlib.ticker import FuncFormatter, MaxNLocator

    axes.xaxis.set_major_locator(MaxNLocator(nbins=9, steps=[1, 2, 5, 10], integer=True))
    axes.xaxis.set_major_formatter(FuncFormatter(lambda time_s, _: f"{time_s:.0f} s"))
    axes.tick_params(axis="x", pad=2, length=2.5 if is_last else 0, labelbottom=is_last)
