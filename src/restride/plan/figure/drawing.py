"""Shapes of a drawing: paths of SVG with their colour, their depth, and the room they take.

A hundred units of the drawing are one body height. Every shape is a path whose commands do not
depend on the pose, so that it can be made to move by its numbers.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import asin, atan2, cos, hypot, sin
from typing import Final

from restride.plan.figure.pose import View
from restride.plan.figure.vectors import Vector

#: Units of the drawing for one body height.
SCALE: Final = 100.0

#: From the side, what is further away is drawn a little further ahead, so that the far limbs are
#: seen. House choice: docs/decisions/0130-our-own-figures.md.
_ASLANT: Final = 0.22

#: A place in the drawing: to the right, downwards.
Spot = tuple[float, float]
#: Left, top, right, bottom.
Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """A path with its paint."""

    path_data: str
    box: Box
    #: What is nearer to the eye is drawn later.
    nearness: float = 0.0
    fill: str = "none"
    stroke: str = "none"
    stroke_width: float = 0.0
    #: A light rim, drawn under the fill, that parts it from what lies behind.
    has_rim: bool = False
    dashes: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Camera:
    """From where the body is seen; mirrored for the other side."""

    view: View
    is_mirrored: bool = False

    def spot(self, point: Vector) -> Spot:
        """Place a point of space in the drawing."""
        across = point[0] + _ASLANT * point[1] if self.view is View.SIDE else point[1]
        return (-across if self.is_mirrored else across) * SCALE, -point[2] * SCALE

    def nearness(self, point: Vector) -> float:
        """Tell how near a point is to the eye: the right side, or the front."""
        return -point[1] if self.view is View.SIDE else point[0]


def circle_path(centre: Spot, radius: float) -> str:
    """Draw a circle."""
    return ellipse_path(centre, (radius, radius), turn_deg=0.0)


def ellipse_path(centre: Spot, radii: Spot, *, turn_deg: float) -> str:
    """Draw an ellipse whose second radius stands up, turned clockwise."""
    rx, ry = radii
    turn = turn_deg * 0.017453292519943295
    dx, dy = rx * cos(turn), rx * sin(turn)
    x, y = centre
    arc = f"A{rx:.1f} {ry:.1f} {turn_deg:.0f} 1 1 "
    return (
        f"M{x - dx:.1f} {y - dy:.1f}{arc}{x + dx:.1f} {y + dy:.1f}{arc}{x - dx:.1f} {y - dy:.1f}Z"
    )


def capsule_path(first: tuple[Spot, float], second: tuple[Spot, float]) -> str:
    """Draw what lies around two circles of different size: a part of a limb."""
    ((x1, y1), r1), ((x2, y2), r2) = first, second
    far = hypot(x2 - x1, y2 - y1)
    lean = asin(max(-0.99, min(0.99, (r1 - r2) / far))) if far > 1e-6 else 0.0
    along = atan2(y2 - y1, x2 - x1)
    left, right = along - 1.5707963 + lean, along + 1.5707963 - lean
    cl, sl, cr, sr = cos(left), sin(left), cos(right), sin(right)
    return (
        f"M{x1 + r1 * cr:.1f} {y1 + r1 * sr:.1f}"
        f"A{r1:.1f} {r1:.1f} 0 {int(r1 >= r2)} 1 {x1 + r1 * cl:.1f} {y1 + r1 * sl:.1f}"
        f"L{x2 + r2 * cl:.1f} {y2 + r2 * sl:.1f}"
        f"A{r2:.1f} {r2:.1f} 0 {int(r2 > r1)} 1 {x2 + r2 * cr:.1f} {y2 + r2 * sr:.1f}Z"
    )


def line_path(spots: Iterable[Spot], *, closed: bool = False) -> str:
    """Join spots by straight lines."""
    return "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in spots) + ("Z" if closed else "")


def box_around(spots: Iterable[Spot], *, margin: float = 0.0) -> Box:
    """Find the room that spots take."""
    xs, ys = zip(*spots, strict=True)
    return min(xs) - margin, min(ys) - margin, max(xs) + margin, max(ys) + margin


def box_of(shapes: Sequence[Shape]) -> Box:
    """Find the room that shapes take together."""
    lefts, tops, rights, bottoms = zip(*(shape.box for shape in shapes), strict=True)
    return min(lefts), min(tops), max(rights), max(bottoms)


def limb(
    knots: Sequence[tuple[Spot, float]], *, fill: str, nearness: float, has_rim: bool = True
) -> Shape:
    """Draw a chain of circles as one rounded part of the body; radii in units of the drawing."""
    return Shape(
        path_data="".join(capsule_path(a, b) for a, b in pairwise(knots)),
        box=box_around([spot for spot, _ in knots], margin=max(radius for _, radius in knots)),
        fill=fill,
        nearness=nearness,
        has_rim=has_rim,
    )


def line(
    spots: Sequence[Spot], *, stroke: str, stroke_width: float, nearness: float, dashes: str = ""
) -> Shape:
    """Draw a line with round ends."""
    return Shape(
        path_data=line_path(spots),
        box=box_around(spots, margin=stroke_width / 2),
        stroke=stroke,
        stroke_width=stroke_width,
        nearness=nearness,
        dashes=dashes,
    )


def area(
    spots: Sequence[Spot],
    *,
    fill: str,
    nearness: float,
    stroke: str = "none",
    stroke_width: float = 0.0,
) -> Shape:
    """Draw a filled shape with straight sides."""
    return Shape(
        path_data=line_path(spots, closed=True),
        box=box_around(spots),
        fill=fill,
        stroke=stroke,
        stroke_width=stroke_width,
        nearness=nearness,
    )


def disc(
    centre: Spot,
    radius: float,
    *,
    fill: str,
    nearness: float,
    stroke: str = "none",
    stroke_width: float = 0.0,
    has_rim: bool = False,
) -> Shape:
    """Draw a filled circle."""
    return Shape(
        path_data=circle_path(centre, radius),
        box=box_around([centre], margin=radius),
        fill=fill,
        stroke=stroke,
        stroke_width=stroke_width,
        nearness=nearness,
        has_rim=has_rim,
    )
