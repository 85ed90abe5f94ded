"""Rises and repetitions as bars on the axis of time, and how they change one after the other."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from markupsafe import Markup

from restride.recording.movements import ChairRise, Repetition
from restride.report import drawing
from restride.report.tasks.lanes import Strip
from restride.terms import Side

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_STRIP_IN: Final = 0.52
_DARK: Final = "#4a5568"
_LIGHT: Final = "#c3cbd6"
#: More bars than this bear no number each; every fifth does.
_MOST_NUMBERED: Final = 24
#: More columns than this bear no value each.
_MOST_VALUES: Final = 12


def rise_strip(rises: Sequence[ChairRise]) -> Strip:
    """Draw rising dark, standing as a line, and sitting down hatched."""

    def draw(axes: "Axes") -> None:
        axes.set_ylim(0, 2.1)
        for number, rise in enumerate(rises, start=1):
            _bar(axes, rise.start_s, rise.end_s, face=_DARK)
            if rise.sit_start_s is not None and rise.sit_end_s is not None:
                axes.hlines(0.65, rise.end_s, rise.sit_start_s, color=_DARK, linewidth=1.6)
                _bar(axes, rise.sit_start_s, rise.sit_end_s, face="white", hatch="////")
            _number(axes, number, at_s=(rise.start_s + rise.end_s) / 2, count=len(rises))

    return Strip(height_in=_STRIP_IN, draw=draw)


def repetition_strip(repetitions: Sequence[Repetition]) -> Strip:
    """Draw each repetition from rest to rest, its hold dark, the two sides in two rows."""
    sides = [side for side in (Side.LEFT, None, Side.RIGHT) if _has(repetitions, side)]
    rows = max(len(sides), 1)

    def draw(axes: "Axes") -> None:
        axes.set_ylim(0, 1.3 * rows + 0.8)
        for row, side in enumerate(reversed(sides)):
            here = [each for each in repetitions if each.side is side]
            for number, each in enumerate(here, start=1):
                foot = 0.25 + 1.3 * row
                _bar(axes, each.start_s, each.end_s, face=_LIGHT, foot=foot)
                _hold(axes, each, foot=foot)
                _number(axes, number, at_s=each.turning_point_s, count=len(here), foot=foot)
            if side is not None:
                _name_side(axes, side, foot=0.25 + 1.3 * row)

    return Strip(height_in=_STRIP_IN * (0.4 + 0.6 * rows), draw=draw)


def _has(repetitions: Sequence[Repetition], side: Side | None) -> bool:
    return any(each.side is side for each in repetitions)


def _hold(axes: "Axes", each: Repetition, *, foot: float) -> None:
    first_s = max(each.start_s, each.turning_point_s - each.hold_s / 2)
    last_s = min(each.end_s, first_s + each.hold_s)
    axes.broken_barh([(first_s, last_s - first_s)], (foot, 0.8), facecolor=_DARK, zorder=3)
    axes.vlines(each.turning_point_s, foot, foot + 0.8, color=drawing.INK, linewidth=1.0, zorder=4)


def _bar(
    axes: "Axes",
    start_s: float,
    end_s: float,
    *,
    face: str,
    hatch: str | None = None,
    foot: float = 0.25,
) -> None:
    axes.broken_barh(
        [(start_s, end_s - start_s)],
        (foot, 0.8),
        facecolor=face,
        edgecolor=drawing.INK,
        hatch=hatch,
        linewidth=0.6,
        zorder=2,
    )


def _number(axes: "Axes", number: int, *, at_s: float, count: int, foot: float = 0.25) -> None:
    if count <= _MOST_NUMBERED or number % 5 == 0:
        axes.text(
            at_s, foot + 0.88, str(number), ha="center", va="bottom", fontsize=8, fontweight="bold"
        )


def _name_side(axes: "Axes", side: Side, *, foot: float) -> None:
    axes.text(
        -0.012,
        foot + 0.4,
        side.capitalize(),
        transform=axes.get_yaxis_transform(),
        ha="right",
        va="center",
        fontsize=8,
        color=drawing.COLOUR_OF_SIDE[side],
    )


def columns_drawing(
    values: Sequence[float | None], *, name: str, title: str, unit: str, decimals: int
) -> Markup:
    """Draw one column a repetition, from zero, so that a change shows; nothing without a value."""
    known = [value for value in values if value is not None]
    if len(known) < 2:
        return Markup()
    figure = drawing.new_figure(width_in=2.35, height_in=1.15)
    axes = figure.add_axes((0.03, 0.16, 0.94, 0.64))
    axes.spines["left"].set_visible(False)
    axes.set_yticks([])
    axes.set_xlim(0.4, len(values) + 0.6)
    axes.set_ylim(min(0.0, *known) * 1.15, max(*known, 1e-9) * 1.15)
    numbers = list(range(1, len(values) + 1))
    step = 1 if len(values) <= _MOST_VALUES else 5
    axes.set_xticks([number for number in numbers if number % step == 0 or step == 1])
    axes.tick_params(length=0, pad=1.5, labelsize=7)
    for number, value in zip(numbers, values, strict=True):
        if value is None:
            axes.text(number, 0, "–", ha="center", va="bottom", fontsize=8)
            continue
        axes.bar(number, value, width=0.62, color=_LIGHT, edgecolor=_DARK, linewidth=0.6)
        if len(values) <= _MOST_VALUES:
            shown = f"{value:.{decimals}f}"
            axes.text(number, value, shown, ha="center", va="bottom", fontsize=6.5)
    axes.set_title(f"{title}, {unit}" if unit else title, fontsize=8, loc="left", pad=3)
    said = ", ".join("none" if each is None else f"{each:.{decimals}f}" for each in values)
    return drawing.inline_svg(
        figure, name=name, title=title, description=f"In order, {unit}: {said}."
    )
