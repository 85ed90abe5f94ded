"""The whole recording on one line: bouts, turns, missing signal, and what is shown large."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from markupsafe import Markup

from restride.recording.events import Turn, Walk, WalkingBout
from restride.report import drawing
from restride.report.stretches import Stretch
from restride.report.wording import counted, shown_duration, shown_time
from restride.terms import Side

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_WIDTH_IN: Final = 7.3
_HEIGHT_IN: Final = 0.95
#: Parts of the line that can be told apart in print.
_FINEST_PARTS_COUNT: Final = 700
#: More turns than this are drawn without their angles.
_MOST_LABELLED_TURNS: Final = 8
_WALK_HEIGHT, _TURN_HEIGHT, _LETTER_HEIGHT = 2.55, 1.25, 3.35


def timeline_drawing(
    walk: Walk,
    *,
    missing: Sequence[tuple[float, float]],
    stretches: Sequence[Stretch],
    start_s: float,
    end_s: float,
) -> Markup:
    """Draw when the person walked and turned, and where the signal is missing."""
    figure = drawing.new_figure(width_in=_WIDTH_IN, height_in=_HEIGHT_IN)
    axes = figure.add_axes((0.1, 0.22, 0.87, 0.78))
    axes.set_xlim(start_s, end_s)
    axes.set_ylim(0, 3.8)
    axes.set_yticks((_WALK_HEIGHT, _TURN_HEIGHT), ("Walking", "Turns"))
    axes.tick_params(axis="y", length=0)
    axes.spines["left"].set_visible(False)
    _draw_missing(axes, missing)
    least_s = (end_s - start_s) / _FINEST_PARTS_COUNT
    bars = seen_apart(walk.bouts, least_s=least_s)
    axes.broken_barh(
        [(first_s, last_s - first_s) for first_s, last_s in bars],
        (_WALK_HEIGHT - 0.31, 0.62),
        color="#4a5568",
        linewidth=0,
        zorder=3,
    )
    _draw_turns(axes, tallest_apart(walk.turns, least_s=least_s))
    _draw_letters(axes, stretches)
    _label_time(axes, start_s=start_s, end_s=end_s)
    return drawing.inline_svg(
        figure,
        name="timeline",
        title="Time line of bouts and turns",
        description=_described(walk, whole_s=end_s - start_s),
    )


def _draw_missing(axes: "Axes", missing: Sequence[tuple[float, float]]) -> None:
    for start_s, end_s in missing:
        axes.axvspan(
            start_s,
            end_s,
            ymax=0.8,
            facecolor="white",
            edgecolor=drawing.FAINT,
            hatch="xxxx",
            linewidth=0.4,
            zorder=2,
        )


def seen_apart(bouts: Sequence[WalkingBout], *, least_s: float) -> tuple[tuple[float, float], ...]:
    """Give each bout at least the least width, and draw those that then touch as one."""
    bars: list[tuple[float, float]] = []
    for bout in bouts:
        end_s = max(bout.end_s, bout.start_s + least_s)
        if bars and bout.start_s <= bars[-1][1]:
            bars[-1] = (bars[-1][0], max(bars[-1][1], end_s))
        else:
            bars.append((bout.start_s, end_s))
    return tuple(bars)


def tallest_apart(turns: Sequence[Turn], *, least_s: float) -> tuple[Turn, ...]:
    """Keep the largest turn to each side where several would be drawn on one spot."""
    kept: dict[tuple[Side, int], Turn] = {}
    for turn in turns:
        spot = (_side_of(turn), int(turn.start_s / least_s))
        if spot not in kept or abs(turn.angle_deg) > abs(kept[spot].angle_deg):
            kept[spot] = turn
    return tuple(sorted(kept.values(), key=lambda turn: turn.start_s))


def _side_of(turn: Turn) -> Side:
    return Side.LEFT if turn.angle_deg > 0 else Side.RIGHT


def _draw_turns(axes: "Axes", turns: Sequence[Turn]) -> None:
    """Draw a turn to the left as a bar upwards, to the right as a bar downwards."""
    axes.axhline(_TURN_HEIGHT, color=drawing.FAINT, linewidth=0.6, zorder=2)
    for side in Side:
        here = [turn for turn in turns if _side_of(turn) is side]
        middles_s = [(turn.start_s + turn.end_s) / 2 for turn in here]
        tips = [_TURN_HEIGHT + max(-1.0, min(1.0, turn.angle_deg / 180)) * 0.55 for turn in here]
        colour, marker = drawing.COLOUR_OF_SIDE[side], drawing.MARKER_OF_SIDE[side]
        axes.vlines(middles_s, _TURN_HEIGHT, tips, color=colour, linewidth=1.6)
        if len(turns) > _MOST_LABELLED_TURNS:
            continue
        axes.plot(middles_s, tips, marker, color=colour, markersize=4.5)
        for turn, middle_s, tip in zip(here, middles_s, tips, strict=True):
            axes.annotate(
                f"{abs(turn.angle_deg):.0f}° {side}",
                (middle_s, tip),
                (5, 0),
                textcoords="offset points",
                va="center",
                fontsize=7.5,
                color=colour,
                bbox={"facecolor": "white", "edgecolor": "none", "pad": 0.6, "alpha": 0.85},
            )


def _draw_letters(axes: "Axes", stretches: Sequence[Stretch]) -> None:
    for stretch in stretches:
        axes.hlines(
            _LETTER_HEIGHT - 0.25, stretch.start_s, stretch.end_s, color=drawing.INK, linewidth=1.2
        )
        axes.annotate(
            stretch.letter,
            ((stretch.start_s + stretch.end_s) / 2, _LETTER_HEIGHT),
            ha="center",
            va="center",
            fontsize=8,
            fontweight="bold",
        )


def _label_time(axes: "Axes", *, start_s: float, end_s: float) -> None:
    from matplotlib.ticker import FuncFormatter, MaxNLocator, MultipleLocator

    whole_s = end_s - start_s
    if whole_s <= 120:
        axes.xaxis.set_major_locator(MaxNLocator(nbins=8, steps=[1, 2, 5, 10], integer=True))
        shown = FuncFormatter(lambda time_s, _: f"{time_s:.0f} s")
    else:
        steps_s = (30, 60, 120, 300, 600, 1800, 3600, 7200, 10800, 21600, 43200, 86400)
        step_s = next((step for step in steps_s if whole_s / step <= 9), steps_s[-1])
        axes.xaxis.set_major_locator(MultipleLocator(step_s))
        shown = FuncFormatter(lambda time_s, _: _clock(time_s, whole_s=whole_s))
    axes.xaxis.set_major_formatter(shown)
    axes.tick_params(axis="x", pad=2)


def _clock(time_s: float, *, whole_s: float) -> str:
    seconds = round(time_s)
    if whole_s <= 3600:
        return f"{seconds // 60}:{seconds % 60:02d} min"
    return f"{seconds // 3600}:{seconds % 3600 // 60:02d} h"


def _described(walk: Walk, *, whole_s: float) -> str:
    bouts = [
        f"{shown_time(bout.start_s, whole_s=whole_s)} to {shown_time(bout.end_s, whole_s=whole_s)}"
        for bout in walk.bouts[:12]
    ]
    more = f" and {len(walk.bouts) - 12} more" if len(walk.bouts) > 12 else ""
    where = f": {'; '.join(bouts)}{more}" if bouts else ""
    return (
        f"{shown_duration(whole_s)} recorded. "
        f"{counted(len(walk.bouts), singular='walking bout')}{where}. "
        f"{counted(len(walk.turns), singular='turn')}."
    )
