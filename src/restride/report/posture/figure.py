"""A figure of lines: the points of a body, and what they say against level and plumb."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np
from markupsafe import Markup

from restride.arrays import FloatArray
from restride.recording.landmarks import Landmark
from restride.report import drawing
from restride.terms import Side

if TYPE_CHECKING:
    from matplotlib.axes import Axes

#: Where each point is drawn: across the picture, and up.
Points = Mapping[Landmark, FloatArray]

_SIDED: Final = (
    ("shoulder", "elbow"),
    ("elbow", "wrist"),
    ("wrist", "finger"),
    ("hip", "knee"),
    ("knee", "ankle"),
    ("ankle", "heel"),
    ("ankle", "toe"),
    ("heel", "toe"),
)
_ACROSS: Final = ("shoulder", "hip")
#: Parts in which the figure stands for the whole body, least heights of the picture.
_SPARE_SHARE: Final = 0.07


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """Words beside the figure, at the height of a part of the body."""

    #: In the unit of the points.
    height: float
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrow:
    """How far something went across the picture. In the unit of the points."""

    tail: float
    tip: float
    height: float
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureLook:
    """How one body is drawn."""

    #: None: each side in its own colour.
    colour: str | None = None
    line_width_px: float = 2.0


def middle_of(points: Points, part: str) -> FloatArray | None:
    """Find the middle of a part; where one side was not seen, the other stands in for it."""
    pair = [points.get(Landmark(f"{side}-{part}")) for side in Side]
    known = [each for each in pair if each is not None]
    return np.mean(known, axis=0) if known else None


def draw_body(axes: "Axes", points: Points, *, look: FigureLook, has_sides: bool) -> None:
    """Draw the lines of one body."""
    for side in Side:
        colour = look.colour or drawing.COLOUR_OF_SIDE[side if has_sides else None]
        dashes = "-" if side is Side.LEFT or not has_sides else (0, (5, 1.2))
        for upper, lower in _SIDED:
            ends = [points.get(Landmark(f"{side}-{part}")) for part in (upper, lower)]
            _line(axes, ends, colour=colour, width=look.line_width_px, style=dashes)
    colour = look.colour or drawing.INK
    for part in _ACROSS:
        ends = [points.get(Landmark(f"{side}-{part}")) for side in Side]
        _line(axes, ends, colour=colour, width=look.line_width_px + 0.6)
    trunk = [middle_of(points, part) for part in _ACROSS]
    _line(axes, trunk, colour=colour, width=look.line_width_px + 0.6)
    _draw_head(axes, points, colour=colour, width=look.line_width_px)


def _draw_head(axes: "Axes", points: Points, *, colour: str, width: float) -> None:
    ear, shoulder = middle_of(points, "ear"), middle_of(points, "shoulder")
    head = ear if ear is not None else points.get(Landmark.NOSE)
    if head is None or shoulder is None:
        return
    _line(axes, [shoulder, head], colour=colour, width=width)
    axes.plot(*head, "o", color="white", markeredgecolor=colour, markersize=9, zorder=4)


def _line(
    axes: "Axes",
    ends: Sequence[FloatArray | None],
    *,
    colour: str,
    width: float,
    style: object = "-",
) -> None:
    known = [end for end in ends if end is not None]
    if len(known) == 2:
        across, up = np.array(known).T
        axes.plot(across, up, color=colour, linewidth=width, linestyle=style, zorder=3)


def figure_drawing(
    bodies: Sequence[tuple[Points, FigureLook]],
    *,
    labels: Sequence[Label] = (),
    plumb: float | None = None,
    levels: Sequence[float] = (),
    arrow: Arrow | None = None,
    has_sides: bool,
    names_sides: bool = False,
    width_in: float,
    height_in: float,
    name: str,
    title: str,
    description: str,
) -> Markup:
    """Draw one body or several on one ground, with plumb, level lines and words beside them.

    Parameters
    ----------
    plumb
        Where the plumb line stands across the picture; None for none.
    levels
        Heights of level lines.
    """
    figure = drawing.new_figure(width_in=width_in, height_in=height_in)
    axes = figure.add_axes((0, 0, 1, 1))
    axes.set_axis_off()
    every = np.array([point for points, _ in bodies for point in points.values()])
    (left, foot), (right, top) = every.min(axis=0), every.max(axis=0)
    tall = max(top - foot, 1e-9)
    half = tall * (1 + 2 * _SPARE_SHARE) * width_in / height_in / 2
    # Words stand to the right of the body: it is moved to the left by as much as they need.
    middle = (left + right) / 2 + (half * 0.42 if labels else 0.0)
    axes.set_xlim(middle - half, middle + half)
    axes.set_ylim(foot - _SPARE_SHARE * tall, top + _SPARE_SHARE * tall)
    axes.axhline(foot, color=drawing.FAINT, linewidth=0.8, zorder=1)
    if plumb is not None:
        axes.plot((plumb, plumb), (foot, top), color=drawing.FAINT, linewidth=0.9, dashes=(5, 3))
    for level in levels:
        axes.plot(
            (left - 0.06 * tall, right + 0.06 * tall), (level, level), ":", color=drawing.FAINT
        )
    for points, look in bodies:
        draw_body(axes, points, look=look, has_sides=has_sides)
        if names_sides:
            _name_sides(axes, points, above=0.02 * tall)
    if arrow is not None:
        _draw_arrow(axes, arrow, above=0.05 * tall)
    _write_labels(axes, labels, from_across=right + 0.04 * tall, tall=tall)
    return drawing.inline_svg(figure, name=name, title=title, description=description)


def _draw_arrow(axes: "Axes", arrow: Arrow, *, above: float) -> None:
    height = arrow.height + above
    axes.vlines(
        (arrow.tail, arrow.tip),
        arrow.height,
        height + above / 3,
        color=drawing.FAINT,
        linewidth=0.8,
    )
    axes.annotate(
        "",
        (arrow.tip, height),
        (arrow.tail, height),
        arrowprops={"arrowstyle": "-|>", "color": drawing.INK, "shrinkA": 0, "shrinkB": 0},
    )
    axes.text(
        (arrow.tail + arrow.tip) / 2,
        height + above / 4,
        arrow.words,
        ha="center",
        va="bottom",
        fontsize=9,
        fontweight="bold",
    )


def _name_sides(axes: "Axes", points: Points, *, above: float) -> None:
    for side in Side:
        shoulder = points.get(Landmark(f"{side}-shoulder"))
        if shoulder is not None:
            axes.text(
                shoulder[0],
                shoulder[1] + above,
                str(side),
                ha="center",
                va="bottom",
                fontsize=8,
                color=drawing.COLOUR_OF_SIDE[side],
            )


def _write_labels(
    axes: "Axes", labels: Sequence[Label], *, from_across: float, tall: float
) -> None:
    """Write words beside the body, moved apart where they would overlap."""
    last = float("inf")
    for label in sorted(labels, key=lambda each: -each.height):
        lines_count = label.words.count("\n") + 1
        height = min(label.height, last - 0.035 * tall * (lines_count + 0.6))
        last = height - 0.018 * tall * (lines_count - 1)
        axes.annotate(
            label.words,
            (from_across, label.height),
            (from_across + 0.09 * tall, height),
            va="center",
            fontsize=8,
            linespacing=1.1,
            arrowprops={"arrowstyle": "-", "color": drawing.GRID, "linewidth": 0.8},
        )
