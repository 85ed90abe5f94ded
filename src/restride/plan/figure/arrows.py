"""Arrows: which way a limb, the body or the head goes."""

from collections.abc import Sequence
from itertools import pairwise
from math import atan2, cos, radians, sin
from typing import Final

from restride.plan.figure import palette
from restride.plan.figure.content import ArrowKind, ArrowRow
from restride.plan.figure.drawing import (
    SCALE,
    Camera,
    Shape,
    Spot,
    area,
    box_around,
    line_path,
)
from restride.plan.figure.furniture import BEFORE
from restride.plan.figure.skeleton import Skeleton
from restride.plan.figure.vectors import Vector, distance, plus

#: In units of the drawing.
_WIDTH: Final = 1.9
_HEAD: Final = 4.6
_SHORTEST: Final = 9.0
#: An arrow begins and ends this far from where the point was and is.
_GAP: Final = 3.5


def arrow_shapes(arrow: ArrowRow, *, camera: Camera, frames: Sequence[Skeleton]) -> list[Shape]:
    """Draw an arrow beside the last of the frames."""
    spots = _SPOTS[arrow.kind](arrow, camera, frames)
    if len(spots) < 2:
        return []
    return _drawn(spots, both_ways=arrow.both_ways)


def _moved(arrow: ArrowRow, camera: Camera, frames: Sequence[Skeleton]) -> list[Spot]:
    """Follow a point on its way; a short way is drawn longer, so that it can be seen."""
    shift = _offset(arrow.tail)
    places = [plus(frame.points[arrow.point or "pelvis"], shift) for frame in frames]
    spots = [camera.spot(each) for each in places]
    length = sum(distance(a, b) for a, b in pairwise(spots))
    if length < 0.3:
        return []
    if length < _SHORTEST + 2 * _GAP:
        factor = (_SHORTEST + 2 * _GAP) / length
        x, y = spots[-1]
        spots = [(x + (a - x) * factor, y + (b - y) * factor) for a, b in spots]
    spots = _rounded(_rounded(spots))
    return _trimmed(_trimmed(spots[::-1], _GAP)[::-1], _GAP * 0.5)


def _rounded(spots: list[Spot]) -> list[Spot]:
    """Cut the corners of a line once (Chaikin); its ends stay."""
    cut = [
        (x0 + (x1 - x0) * share, y0 + (y1 - y0) * share)
        for (x0, y0), (x1, y1) in pairwise(spots)
        for share in (0.25, 0.75)
    ]
    return [spots[0], *cut[1:-1], spots[-1]]


def _trimmed(spots: list[Spot], gap: float) -> list[Spot]:
    """Cut a length off the beginning of a line."""
    left = gap
    for number in range(len(spots) - 1):
        far = distance(spots[number], spots[number + 1])
        if far > left:
            (x0, y0), (x1, y1) = spots[number], spots[number + 1]
            share = left / far
            return [(x0 + (x1 - x0) * share, y0 + (y1 - y0) * share), *spots[number + 1 :]]
        left -= far
    return spots[-2:]


def _straight(arrow: ArrowRow, camera: Camera, frames: Sequence[Skeleton]) -> list[Spot]:
    origin = frames[-1].points[arrow.point] if arrow.point else (0.0, 0.0, 0.0)
    return [camera.spot(plus(origin, _offset(each))) for each in (arrow.tail, arrow.tip)]


def _around(arrow: ArrowRow, camera: Camera, frames: Sequence[Skeleton]) -> list[Spot]:
    x, y = _middle(arrow, camera, frames)
    radius = arrow.radius_share * SCALE
    turn = -1 if camera.is_mirrored else 1
    steps = [arrow.from_deg + (arrow.to_deg - arrow.from_deg) * n / 12 for n in range(13)]
    return [
        (x + turn * radius * sin(radians(each)), y - radius * cos(radians(each))) for each in steps
    ]


def _turned(arrow: ArrowRow, camera: Camera, frames: Sequence[Skeleton]) -> list[Spot]:
    x, y = _middle(arrow, camera, frames)
    radius = arrow.radius_share * SCALE
    turn = -1 if camera.is_mirrored else 1
    steps = [arrow.from_deg + (arrow.to_deg - arrow.from_deg) * n / 16 for n in range(17)]
    return [
        (x + turn * radius * sin(radians(each)), y + 0.34 * radius * cos(radians(each)))
        for each in steps
    ]


def _middle(arrow: ArrowRow, camera: Camera, frames: Sequence[Skeleton]) -> Spot:
    origin = frames[-1].points[arrow.point] if arrow.point else (0.0, 0.0, 0.0)
    return camera.spot(plus(origin, _offset(arrow.tail)))


def _offset(place: tuple[float, ...]) -> Vector:
    x, y, z = (*place, 0.0, 0.0, 0.0)[:3]
    return x, y, z


_SPOTS: Final = {
    ArrowKind.MOVE: _moved,
    ArrowKind.LINE: _straight,
    ArrowKind.AROUND: _around,
    ArrowKind.TURN: _turned,
}


def _drawn(spots: list[Spot], *, both_ways: bool) -> list[Shape]:
    ends = [_head(spots)]
    shaft = _trimmed(spots[::-1], _HEAD * 0.7)[::-1]
    if both_ways:
        ends.append(_head(spots[::-1]))
        shaft = _trimmed(shaft, _HEAD * 0.7)
    box = box_around(spots, margin=_HEAD * 0.6)
    lines = [
        Shape(
            path_data=line_path(shaft),
            box=box,
            stroke=stroke,
            stroke_width=width,
            nearness=BEFORE + 1,
        )
        for stroke, width in ((palette.RIM, _WIDTH + 1.6), (palette.ARROW, _WIDTH))
    ]
    return [lines[0], *ends, lines[1]]


def _head(spots: list[Spot]) -> Shape:
    (x, y) = spots[-1]
    back = _trimmed(spots[::-1], _HEAD)[0]
    angle = atan2(y - back[1], x - back[0])
    sides = [
        (x - _HEAD * cos(angle + turn), y - _HEAD * sin(angle + turn)) for turn in (0.52, -0.52)
    ]
    return area(
        [(x, y), *sides],
        fill=palette.ARROW,
        nearness=BEFORE + 1,
        stroke=palette.RIM,
        stroke_width=0.0,
    )
