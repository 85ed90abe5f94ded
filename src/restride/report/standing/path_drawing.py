"""Sway paths as pictures: seen from above, forward up, all at one scale."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import floor, log10
from typing import TYPE_CHECKING, Final

import numpy as np
from markupsafe import Markup

from restride.arrays import FloatArray
from restride.balance.sway_path import SwayEllipse, SwayPath
from restride.report import drawing

if TYPE_CHECKING:
    from matplotlib.axes import Axes

#: Points a second that are drawn: sway is slower than 5 Hz.
_DRAWN_RATE_HZ: Final = 25.0
#: And in all.
_MOST_POINTS: Final = 8000
#: Free around the furthest point, in shares of the half width.
_SPARE_SHARE: Final = 0.06
#: The scale bar is about this part of a picture's width.
_BAR_SHARE: Final = 0.3
#: Smaller sway is drawn as part of this, so that the noise of a device looks like stillness:
#: half widths.
_LEAST_HALF: Final = {"mm": 10.0, "mps2": 0.05}
_SHOWN_UNIT: Final = {"mm": "mm", "mps2": "m/s²"}
_PATH_COLOUR: Final = "#33373d"
_ELLIPSE_COLOUR: Final = "#0b5394"
_HEAD_IN, _FOOT_IN = 0.17, 0.24
#: So that the lines around the outer squares are not cut.
_EDGE_IN: Final = 0.02


@dataclass(frozen=True, slots=True, kw_only=True)
class PathScale:
    """What every picture of a page spans, from the middle to each edge."""

    # In the unit of the paths.
    half_width: float
    unit: str

    @property
    def bar(self) -> float:
        """Length of the scale bar: 1, 2 or 5 times a power of ten."""
        wanted = 2 * self.half_width * _BAR_SHARE
        power = 10.0 ** floor(log10(wanted))
        return float(max(step for step in (1, 2, 5) if step * power <= wanted) * power)

    @property
    def bar_in_words(self) -> str:
        """The length of the scale bar with its unit."""
        return f"{self.bar:g} {_SHOWN_UNIT[self.unit]}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Square:
    """One picture in a row of them: a path, or the reason why there is none."""

    label: str
    sway: SwayPath | None
    #: Said in the empty square.
    absent: str = ""
    held_s: float | None = None
    wanted_s: float | None = None


def scale_of(paths: Sequence[SwayPath]) -> PathScale:
    """Choose one scale that every path and ellipse fits in."""
    unit = paths[0].unit if paths else "mm"
    furthest = max((_furthest(path) for path in paths), default=0.0)
    half = max(furthest * (1 + _SPARE_SHARE), _LEAST_HALF.get(unit, 0.0))
    return PathScale(half_width=half, unit=unit)


def _furthest(sway: SwayPath) -> float:
    points = sway.path[np.isfinite(sway.path).all(axis=1)]
    far = float(np.abs(points).max()) if len(points) else 0.0
    if sway.ellipse is None:
        return far
    return max(far, float(np.abs(ellipse_outline(sway.ellipse)).max()))


def ellipse_outline(ellipse: SwayEllipse) -> FloatArray:
    """Follow the ellipse around, (n_points, 2): forward, right."""
    turn = np.linspace(0, 2 * np.pi, 73)
    long, short = ellipse.half_axes
    angle = np.radians(ellipse.angle_deg)
    along, across = long * np.cos(turn), short * np.sin(turn)
    forward = ellipse.centre[0] + along * np.cos(angle) - across * np.sin(angle)
    right = ellipse.centre[1] + along * np.sin(angle) + across * np.cos(angle)
    return np.column_stack((forward, right))


def paths_drawing(
    squares: Sequence[Square],
    *,
    scale: PathScale,
    square_in: float,
    name: str,
    title: str,
    has_directions: bool = True,
    least_width_in: float = 0.0,
) -> Markup:
    """Draw the paths side by side, each in a square of the same size and the same scale.

    Parameters
    ----------
    has_directions
        Whether forward and right are the person's own.
    least_width_in
        Of the row, so that rows of one page have one width, and are enlarged alike.
    """
    gap_in = 0.08
    row_in = len(squares) * (square_in + gap_in) - gap_in + _EDGE_IN
    width_in = max(row_in, least_width_in)
    height_in = _HEAD_IN + square_in + _FOOT_IN
    figure = drawing.new_figure(width_in=width_in, height_in=height_in)
    for at, square in enumerate(squares):
        left_in = at * (square_in + gap_in) + _EDGE_IN / 2
        box = (
            left_in / width_in,
            _FOOT_IN / height_in,
            square_in / width_in,
            square_in / height_in,
        )
        axes = figure.add_axes(box)
        _draw_square(axes, square, scale=scale)
        foot = figure.add_axes((box[0], 0, box[2], _FOOT_IN / height_in))
        foot.set_axis_off()
        _draw_held(foot, square)
    words = "; ".join(_said(square) for square in squares)
    seen = "Seen from above, forward up" if has_directions else "Two level axes of the sensor"
    return drawing.inline_svg(
        figure,
        name=name,
        title=title,
        description=f"{seen}, {2 * scale.half_width:.3g} "
        f"{_SHOWN_UNIT[scale.unit]} across. {words}.",
    )


def _draw_square(axes: "Axes", square: Square, *, scale: PathScale) -> None:
    half = scale.half_width
    axes.set_xlim(-half, half)
    axes.set_ylim(-half, half)
    axes.set_xticks([])
    axes.set_yticks([])
    for spine in axes.spines.values():
        spine.set(visible=True, color=drawing.GRID)
    if square.label:
        axes.set_title(square.label, fontsize=8, pad=2.5, loc="left")
    if square.sway is None:
        axes.text(0, 0, square.absent, ha="center", va="center", fontsize=8, wrap=True)
        return
    axes.axhline(0, color=drawing.GRID, linewidth=0.6, zorder=1)
    axes.axvline(0, color=drawing.GRID, linewidth=0.6, zorder=1)
    points = thinned_path(square.sway)
    axes.plot(points[:, 1], points[:, 0], color=_PATH_COLOUR, linewidth=0.55, zorder=2)
    if square.sway.ellipse is not None:
        outline = ellipse_outline(square.sway.ellipse)
        axes.plot(outline[:, 1], outline[:, 0], color=_ELLIPSE_COLOUR, linewidth=1.1, dashes=(4, 2))
    _draw_bar(axes, scale)


def drawn_every(sway: SwayPath) -> int:
    """Tell every how-manieth point is drawn."""
    rate_hz = 1 / float(np.median(np.diff(sway.times_s))) if len(sway.times_s) > 1 else 1.0
    return max(1, round(rate_hz / _DRAWN_RATE_HZ), -(-len(sway.times_s) // _MOST_POINTS))


def thinned_path(sway: SwayPath) -> FloatArray:
    """Keep as many points a second as can be seen, each where it was."""
    return np.asarray(sway.path[:: drawn_every(sway)], dtype=float)


def _draw_bar(axes: "Axes", scale: PathScale) -> None:
    half = scale.half_width
    left, foot = -0.93 * half, -0.9 * half
    axes.plot((left, left + scale.bar), (foot, foot), color=drawing.INK, linewidth=2.2, zorder=4)
    axes.text(
        left,
        foot + 0.05 * half,
        scale.bar_in_words,
        va="bottom",
        fontsize=7,
        zorder=4,
        bbox={"facecolor": "white", "edgecolor": "none", "pad": 0.4, "alpha": 0.8},
    )


def _draw_held(axes: "Axes", square: Square) -> None:
    """Draw the time held as a part of the time wanted."""
    axes.set_xlim(0, 1)
    axes.set_ylim(0, 1)
    if square.held_s is None:
        return
    words = held_in_words(square.held_s, wanted_s=square.wanted_s)
    if square.wanted_s:
        share = min(1.0, square.held_s / square.wanted_s)
        axes.barh(0.86, 1.0, height=0.16, left=0, color="white", edgecolor=drawing.FAINT, lw=0.6)
        axes.barh(0.86, share, height=0.16, left=0, color="#4a5568")
    axes.text(0, 0.62, words, ha="left", va="top", fontsize=7.5)


def held_in_words(held_s: float, *, wanted_s: float | None) -> str:
    """Say how long a position was kept, and whether that was all that was asked for."""
    if wanted_s is None:
        return f"held {held_s:.0f} s"
    if round(held_s, 1) >= round(wanted_s, 1):
        return f"held {wanted_s:.0f} s"
    return f"{held_s:.1f} of {wanted_s:.0f} s held"


def _said(square: Square) -> str:
    held = "" if square.held_s is None else held_in_words(square.held_s, wanted_s=square.wanted_s)
    label = square.label or "The trial"
    if square.sway is None:
        return ", ".join(filter(None, (f"{label}: {square.absent or 'not measured'}", held)))
    points = square.sway.path[np.isfinite(square.sway.path).all(axis=1)]
    if not len(points):
        return f"{label}: nothing measured"
    forward, right = np.ptp(points, axis=0)
    unit = _SHOWN_UNIT[square.sway.unit]
    ranges = f"{forward:.3g} {unit} high, {right:.3g} {unit} wide"
    return ", ".join(filter(None, (f"{label}: {ranges}", held)))
