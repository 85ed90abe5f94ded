"""The picture of an exercise as SVG text: start and end, or moving."""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from typing import Final

from restride.errors import OptionError
from restride.plan.figure import palette
from restride.plan.figure.arrows import arrow_shapes
from restride.plan.figure.content import Figure, MarkKind, MarkRow, find_figure
from restride.plan.figure.drawing import Box, Camera, Shape, Spot, box_of
from restride.plan.figure.marks import mark_shapes, text_of
from restride.plan.figure.pose import View
from restride.plan.figure.scene import Scene
from restride.plan.figure.skeleton import Skeleton
from restride.terms import Side

#: In units of the drawing; House choice: docs/decisions/0130-our-own-figures.md.
_MARGIN: Final = 5.0
_BETWEEN: Final = 8.0
_LABEL: Final = 10.0
_LEAST_WIDTH: Final = 72.0
_LEAST_WIDTH_ALONE: Final = 130.0
_ROUND_S: Final = 4.0
_SMALLEST_PX: Final = 40
_STYLE: Final = (
    "<style>.restride-still{display:none}"
    "@media print,(prefers-reduced-motion:reduce){.restride-still{display:inline}"
    ".restride-moving{display:none}}</style>"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Panel:
    shapes: list[Shape]
    words: list[tuple[Spot, str]]
    label: str
    has_floor: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class _Layout:
    room: Box
    is_stacked: bool
    panels_count: int

    @property
    def width(self) -> float:
        return self.room[2] - self.room[0]

    @property
    def height(self) -> float:
        return self.room[3] - self.room[1]

    @property
    def whole(self) -> Spot:
        more = self.panels_count - 1
        if self.is_stacked:
            return self.width, self.height * self.panels_count + _BETWEEN * more * 0.4
        return self.width * self.panels_count + _BETWEEN * more, self.height

    def shift(self, number: int) -> Spot:
        if self.is_stacked:
            return -self.room[0], -self.room[1] + number * (self.height + _BETWEEN * 0.4)
        return -self.room[0] + number * (self.width + _BETWEEN), -self.room[1]


def figure_svg(
    exercise_id: str, *, width_px: int = 480, moving: bool = False, side: Side | None = None
) -> str:
    """Draw an exercise.

    Parameters
    ----------
    exercise_id
        Of the library.
    width_px
        Width of the picture; its height follows.
    moving
        One figure that moves, instead of start and end; who asks for less motion, and a printer,
        get start and end.
    side
        The side that is trained. The picture is drawn for the right side, and mirrored for the
        left one.

    Raises
    ------
    ContentError
        The exercise has no picture.
    OptionError
        The width is too small to see anything.
    """
    if width_px < _SMALLEST_PX:
        raise OptionError(
            f"A picture must be at least {_SMALLEST_PX} px wide to be seen, and {width_px} px was "
            "asked for. Ask for more."
        )
    figure = find_figure(exercise_id)
    camera = Camera(view=figure.view, is_mirrored=side is Side.LEFT)
    scene = Scene(figure, camera)
    panels = _panels(scene)
    layout = _layout(panels)
    still = "".join(
        _panel_text(each, layout.shift(n), label_y=layout.room[3] - _MARGIN + 1.5)
        for n, each in enumerate(panels)
    )
    still += _step_between(layout)
    if moving and not figure.holds:
        body = (
            f'{_STYLE}<g class="restride-still">{still}</g>'
            f'<g class="restride-moving">{_moving_text(scene, layout)}</g>'
        )
    else:
        body = still
    return _svg(figure, body, layout=layout, width_px=width_px, side=side)


def _panels(scene: Scene) -> list[_Panel]:
    frames = scene.there
    if scene.figure.holds:
        return [_panel(scene, frames[:1], label="")]
    return [_panel(scene, frames[:1], label="start"), _panel(scene, frames, label="end")]


def _panel(scene: Scene, frames: Sequence[Skeleton], *, label: str) -> _Panel:
    figure, camera = scene.figure, scene.camera
    marks = [each for each in figure.marks if each.only in (None, label or "start")]
    shapes = _in_order(scene.shapes(frames[-1], has_eyes_closed=_are_shut(marks)))
    for arrow in figure.arrows:
        if figure.holds or arrow.at_start is (label == "start"):
            shapes += arrow_shapes(arrow, camera=camera, frames=frames)
    words: list[tuple[Spot, str]] = []
    for mark in marks:
        shapes += mark_shapes(mark, camera=camera, skeleton=frames[-1])
        words += text_of(mark, camera=camera, skeleton=frames[-1])
    return _Panel(shapes=shapes, words=words, label=label, has_floor=scene.has_floor)


def _are_shut(marks: Sequence[MarkRow]) -> bool:
    return any(each.kind is MarkKind.EYES_CLOSED for each in marks)


def _in_order(shapes: list[Shape]) -> list[Shape]:
    return sorted(shapes, key=lambda shape: shape.nearness)


def _layout(panels: list[_Panel]) -> _Layout:
    """Give all panels the same room, side by side or, where they are wide, one under the other."""
    left, top, right, bottom = box_of([shape for panel in panels for shape in panel.shapes])
    top, bottom = top - _MARGIN, max(bottom, 0.0) + _MARGIN + 1.0
    bottom += _LABEL if len(panels) > 1 else 0.0
    least = _LEAST_WIDTH if len(panels) > 1 else _LEAST_WIDTH_ALONE
    more = max((least - (right - left) - 2 * _MARGIN) / 2, 0.0) + _MARGIN
    room = (left - more, top, right + more, bottom)
    wide = (room[2] - room[0]) > 1.25 * (room[3] - room[1])
    return _Layout(room=room, is_stacked=wide, panels_count=len(panels))


def _panel_text(panel: _Panel, shift: Spot, *, label_y: float) -> str:
    parts = [_path(shape) for shape in panel.shapes]
    parts += [_text(spot, word, size=6.5) for spot, word in panel.words]
    left = min(shape.box[0] for shape in panel.shapes)
    right = max(shape.box[2] for shape in panel.shapes)
    if panel.label:
        parts.append(_text(((left + right) / 2, label_y), panel.label, size=8.0))
    return (
        f'<g transform="translate({shift[0]:.1f} {shift[1]:.1f})">'
        f"{_floor(left, right, is_seen=panel.has_floor)}{''.join(parts)}</g>"
    )


def _floor(left: float, right: float, *, is_seen: bool) -> str:
    if not is_seen:
        return ""
    return (
        f'<path d="M{left - 3:.1f} 0.3H{right + 3:.1f}" stroke="{palette.FLOOR}" '
        'stroke-width="0.9" fill="none" stroke-linecap="round"/>'
    )


def _step_between(layout: _Layout) -> str:
    if layout.panels_count < 2 or layout.is_stacked:
        return ""
    x, y = layout.width + _BETWEEN / 2, layout.height * 0.5
    return (
        f'<path d="M{x - 2:.1f} {y - 5:.1f}l4 5l-4 5" fill="none" stroke="{palette.FLOOR}" '
        'stroke-width="1.6" stroke-linecap="round" stroke-linejoin="round"/>'
    )


def _moving_text(scene: Scene, layout: _Layout) -> str:
    frames, times_share = scene.round()
    marks = [each for each in scene.figure.marks if each.only is None]
    shut = _are_shut(scene.figure.marks)
    drawn = {id(frame): scene.shapes(frame, has_eyes_closed=shut) for frame in scene.solved}
    rows = list(zip(*(drawn[id(frame)] for frame in frames), strict=True))
    order = sorted(range(len(rows)), key=lambda n: sum(each.nearness for each in rows[n]))
    key_times = ";".join(f"{each:.3f}".rstrip("0").rstrip(".") for each in times_share)
    parts = [_moving_path(rows[number], key_times) for number in order]
    middle = scene.there[len(scene.there) // 2]
    for mark in marks:
        parts += map(_path, mark_shapes(mark, camera=scene.camera, skeleton=middle))
        words = text_of(mark, camera=scene.camera, skeleton=middle)
        parts += [_text(spot, word, size=6.5) for spot, word in words]
    width, height = layout.whole
    x = (width - layout.width) / 2 - layout.room[0]
    y = (height - layout.height) / 2 - layout.room[1]
    floor = _floor(layout.room[0] + _MARGIN, layout.room[2] - _MARGIN, is_seen=scene.has_floor)
    return f'<g transform="translate({x:.1f} {y:.1f})">{floor}{"".join(parts)}</g>'


def _moving_path(row: Sequence[Shape], key_times: str) -> str:
    values = [shape.path_data for shape in row]
    if values.count(values[0]) == len(values):
        return _path(row[0])
    return _path(
        row[0],
        inside=(
            f'<animate attributeName="d" dur="{_ROUND_S:g}s" repeatCount="indefinite" '
            f'keyTimes="{key_times}" values="{";".join(values)}"/>'
        ),
    )


def _path(shape: Shape, *, inside: str = "") -> str:
    paint = f'fill="{shape.fill}"'
    if shape.has_rim:
        paint += f' stroke="{palette.RIM}" stroke-width="1.3" paint-order="stroke"'
    elif shape.stroke_width > 0:
        paint += f' stroke="{shape.stroke}" stroke-width="{shape.stroke_width:.1f}"'
        paint += ' stroke-linecap="round" stroke-linejoin="round"'
    if shape.dashes:
        paint += f' stroke-dasharray="{shape.dashes}"'
    end = f">{inside}</path>" if inside else "/>"
    return f'<path d="{shape.path_data}" {paint}{end}'


def _text(spot: Spot, words: str, *, size: float) -> str:
    return (
        f'<text x="{spot[0]:.1f}" y="{spot[1]:.1f}" font-family="sans-serif" '
        f'font-size="{size:g}" text-anchor="middle" fill="{palette.TEXT}">{escape(words)}</text>'
    )


def _svg(figure: Figure, body: str, *, layout: _Layout, width_px: int, side: Side | None) -> str:
    width, height = layout.whole
    name = f"figure-{figure.id}" + (f"-{side.value}" if side else "")
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width_px}" '
        f'height="{width_px * height / width:.0f}" viewBox="0 0 {width:.1f} {height:.1f}" '
        f'role="img" aria-labelledby="{name}-title {name}-desc">'
        f'<title id="{name}-title">{escape(figure.shows)}</title>'
        f'<desc id="{name}-desc">{escape(_described(figure, side))}</desc>{body}</svg>'
    )


def _described(figure: Figure, side: Side | None) -> str:
    seen = "from the side" if figure.view is View.SIDE else "from the front"
    held = "One position that is held." if figure.holds else "Start and end position."
    trained = f" The {side.value} side is trained." if side else ""
    return f"Drawing of a person seen {seen}. {held}{trained}"
