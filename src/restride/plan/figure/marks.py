"""Signs beside the figure: eyes closed, a second task, a beat, a clock, breathing, squares."""

from collections.abc import Callable
from math import cos, hypot, pi, sin
from typing import Final

from restride.plan.figure import palette
from restride.plan.figure.content import MarkKind, MarkRow
from restride.plan.figure.drawing import Camera, Shape, Spot, area, disc, line
from restride.plan.figure.furniture import BEFORE
from restride.plan.figure.skeleton import Skeleton
from restride.plan.figure.vectors import away

_NEAR: Final = BEFORE + 2


def mark_shapes(mark: MarkRow, *, camera: Camera, skeleton: Skeleton) -> list[Shape]:
    """Draw a sign; those about the head stand over it, the others beside it."""
    head = camera.spot(skeleton.points["head"])
    if mark.kind in _ALONG:
        return _ALONG[mark.kind](head, _looks(camera, skeleton))
    return _DRAWN[mark.kind](head, _faces(camera, skeleton))


def text_of(mark: MarkRow, *, camera: Camera, skeleton: Skeleton) -> list[tuple[Spot, str]]:
    """Tell which word stands where."""
    if mark.kind is not MarkKind.BUBBLE:
        return []
    x, y = _bubble_centre(camera.spot(skeleton.points["head"]), _faces(camera, skeleton))
    return [((x, y + 2.2), mark.text)]


def _faces(camera: Camera, skeleton: Skeleton) -> int:
    """Tell whether the face looks to the right of the drawing, or to the left."""
    return -1 if _looks(camera, skeleton)[0] < -0.01 else 1


def _looks(camera: Camera, skeleton: Skeleton) -> Spot:
    """Tell where the face looks in the drawing, as a direction of length one."""
    head = camera.spot(skeleton.points["head"])
    nose = camera.spot(
        away(skeleton.points["head"], skeleton.frames["head"], offset=(1.0, 0.0, 0.0))
    )
    x, y = nose[0] - head[0], nose[1] - head[1]
    length = hypot(x, y)
    return (x / length, y / length) if length > 1.0 else (1.0, 0.0)


def _bubble_centre(head: Spot, faces: int) -> Spot:
    return head[0] - faces * 24.0, head[1] - 11.0


def _strokes(
    lines: list[list[Spot]], *, width: float = 1.1, colour: str = palette.TEXT
) -> list[Shape]:
    return [line(each, stroke=colour, stroke_width=width, nearness=_NEAR) for each in lines]


def _eyes_closed(head: Spot, faces: int) -> list[Shape]:
    x, y = head[0] + faces * 18.0, head[1] - 9.0
    lid = [(x + 4.6 * cos(a), y + 2.6 * sin(a)) for a in (k * pi / 8 for k in range(9))]
    lashes = [
        [(x + dx, y + dy), (x + dx * 1.35, y + dy + 2.4)]
        for dx, dy in ((-3.3, 1.8), (0.0, 2.6), (3.3, 1.8))
    ]
    return _strokes([lid, *lashes])


def _bubble(head: Spot, faces: int) -> list[Shape]:
    x, y = _bubble_centre(head, faces)
    corners = [
        (
            x + 16.5 * (abs(cos(a)) ** 0.6) * (1 if cos(a) >= 0 else -1),
            y + 5.6 * (abs(sin(a)) ** 0.6) * (1 if sin(a) >= 0 else -1),
        )
        for a in (k * pi / 14 for k in range(28))
    ]
    return [
        area(corners, fill="#ffffff", stroke=palette.TEXT, stroke_width=0.8, nearness=_NEAR),
        disc(
            (x + faces * 13.5, y + 6.6),
            1.3,
            fill="#ffffff",
            stroke=palette.TEXT,
            stroke_width=0.7,
            nearness=_NEAR,
        ),
        disc(
            (x + faces * 15.8, y + 9.0),
            0.8,
            fill="#ffffff",
            stroke=palette.TEXT,
            stroke_width=0.7,
            nearness=_NEAR,
        ),
    ]


def _corner(head: Spot, faces: int) -> Spot:
    return head[0] - faces * 20.0, head[1] - 2.0


def _beat(head: Spot, faces: int) -> list[Shape]:
    x, y = _corner(head, faces)
    body = [(x - 4.6, y + 6.0), (x - 2.0, y - 6.0), (x + 2.0, y - 6.0), (x + 4.6, y + 6.0)]
    note_x = x + faces * 9.5
    return [
        area(body, fill=palette.WOOD, stroke=palette.WOOD_EDGE, stroke_width=0.9, nearness=_NEAR),
        *_strokes([[(x, y + 4.0), (x + 4.0, y - 7.0)]], width=1.0),
        *_strokes([[(note_x, y + 2.0), (note_x, y - 5.0), (note_x + 3.0, y - 3.6)]], width=1.1),
        disc((note_x - 1.2, y + 2.4), 1.7, fill=palette.TEXT, nearness=_NEAR),
    ]


def _clock(head: Spot, faces: int) -> list[Shape]:
    x, y = _corner(head, faces)
    return [
        disc((x, y), 6.2, fill="#ffffff", stroke=palette.TEXT, stroke_width=1.0, nearness=_NEAR),
        *_strokes([[(x, y - 4.2), (x, y), (x + 3.0, y + 1.6)]]),
        *_strokes([[(x - 1.6, y - 8.0), (x + 1.6, y - 8.0)]], width=1.4),
    ]


def _heart(head: Spot, faces: int) -> list[Shape]:
    x, y = _corner(head, faces)
    outline = [
        (
            x + 0.36 * 16 * sin(t) ** 3,
            y - 0.36 * (13 * cos(t) - 5 * cos(2 * t) - 2 * cos(3 * t) - cos(4 * t)),
        )
        for t in (k * pi / 12 for k in range(24))
    ]
    pulse = [
        (x - 4.5, y),
        (x - 1.6, y),
        (x - 0.4, y - 3.0),
        (x + 1.0, y + 2.6),
        (x + 1.8, y),
        (x + 4.5, y),
    ]
    return [
        area(outline, fill=palette.ARROW, nearness=_NEAR),
        *_strokes([pulse], width=0.9, colour="#ffffff"),
    ]


def _breath(head: Spot, looks: Spot, *, out: bool) -> list[Shape]:
    """Draw two small arrows before the mouth, away from it or towards it."""
    (dx, dy), shapes = looks, list[Shape]()
    for aside in (-2.4, 2.4):
        near = (head[0] + dx * 9.5 - dy * aside, head[1] + dy * 9.5 + dx * aside + 1.5)
        far = (near[0] + dx * 9.0 - dy * aside * 0.6, near[1] + dy * 9.0 + dx * aside * 0.6)
        tip, way = (far, 1) if out else (near, -1)
        barbs = [
            (tip[0] - way * dx * 2.4 - dy * spread, tip[1] - way * dy * 2.4 + dx * spread)
            for spread in (-1.7, 1.7)
        ]
        lines = [[near, far], [barbs[0], tip, barbs[1]]]
        shapes += _strokes(lines, width=1.1, colour=palette.ARROW)
    return shapes


def _breath_in(head: Spot, looks: Spot) -> list[Shape]:
    return _breath(head, looks, out=False)


def _breath_out(head: Spot, looks: Spot) -> list[Shape]:
    return _breath(head, looks, out=True)


def _squares(head: Spot, faces: int) -> list[Shape]:
    """Draw four squares from above, and the way around them."""
    x, y = head[0] - faces * 30.0, head[1] + 2.0
    r = 10.0
    cells = [
        [(x - r, y - r), (x + r, y - r), (x + r, y + r), (x - r, y + r), (x - r, y - r)],
        [(x, y - r), (x, y + r)],
        [(x - r, y), (x + r, y)],
    ]
    way = [(x - 5.0, y + 5.0), (x - 5.0, y - 5.0), (x + 5.0, y - 5.0), (x + 5.0, y + 4.0)]
    tip = [(x + 3.0, y + 2.0), (x + 5.0, y + 5.0), (x + 7.0, y + 2.0)]
    return [*_strokes(cells, width=1.0), *_strokes([way, tip], width=1.4, colour=palette.ARROW)]


def _clock_face(head: Spot, faces: int) -> list[Shape]:
    """Draw a clock on the floor from above, with the ways of the foot."""
    x, y = head[0] - faces * 30.0, head[1] + 3.0
    spokes = [(0.0, -1.0), (1.0, 0.0), (0.0, 1.0)]
    shapes = [
        disc((x, y), 9.0, fill="#ffffff", stroke=palette.TEXT, stroke_width=0.9, nearness=_NEAR)
    ]
    for dx, dy in spokes:
        end = (x + 8.0 * dx * faces, y + 8.0 * dy)
        shapes += _strokes([[(x, y), end]], width=1.2, colour=palette.ARROW)
        shapes.append(disc(end, 1.5, fill=palette.ARROW, nearness=_NEAR))
    return [*shapes, disc((x, y), 1.9, fill=palette.TEXT, nearness=_NEAR)]


def _light(head: Spot, faces: int) -> list[Shape]:
    x, y = head[0] + faces * 24.0, head[1] - 4.0
    rays = [
        [(x + 5.4 * cos(a), y + 5.4 * sin(a)), (x + 8.2 * cos(a), y + 8.2 * sin(a))]
        for a in (k * pi / 4 for k in range(8))
    ]
    return [
        disc((x, y), 3.8, fill=palette.BALL, stroke=palette.TEXT, stroke_width=0.8, nearness=_NEAR),
        *_strokes(rays, width=1.1),
    ]


def _note(head: Spot, faces: int) -> list[Shape]:
    """Draw waves of sound from the mouth: talking."""
    x, y = head[0] + faces * 9.0, head[1] + 3.0
    waves = [
        [(x + faces * r * cos(a), y + r * sin(a)) for a in (k * pi / 10 for k in range(-3, 4))]
        for r in (2.0, 4.4, 6.8)
    ]
    return _strokes(waves, width=1.0)


def _gaze(head: Spot, looks: Spot) -> list[Shape]:
    """Draw where the eyes look: ahead of the body, whichever way the head turns."""
    way = -1 if looks[0] < 0 else 1
    dots = [(head[0] + way * (8.0 + 3.2 * k), head[1] - 0.8) for k in range(5)]
    return [disc(each, 0.7, fill=palette.TEXT, nearness=_NEAR) for each in dots]


def _dizzy(head: Spot, faces: int) -> list[Shape]:
    x, y = head[0] - faces * 14.0, head[1] - 9.0
    spiral = [
        (x + (0.5 + 0.23 * k) * cos(k * 0.5), y + (0.5 + 0.23 * k) * sin(k * 0.5))
        for k in range(24)
    ]
    return _strokes([spiral], width=1.0)


_DRAWN: Final[dict[MarkKind, Callable[[Spot, int], list[Shape]]]] = {
    MarkKind.EYES_CLOSED: _eyes_closed,
    MarkKind.BUBBLE: _bubble,
    MarkKind.BEAT: _beat,
    MarkKind.CLOCK: _clock,
    MarkKind.HEART: _heart,
    MarkKind.SQUARES: _squares,
    MarkKind.CLOCK_FACE: _clock_face,
    MarkKind.LIGHT: _light,
    MarkKind.NOTE: _note,
    MarkKind.DIZZY: _dizzy,
}
#: Signs that go where the face looks.
_ALONG: Final[dict[MarkKind, Callable[[Spot, Spot], list[Shape]]]] = {
    MarkKind.BREATH_IN: _breath_in,
    MarkKind.BREATH_OUT: _breath_out,
    MarkKind.GAZE: _gaze,
}
