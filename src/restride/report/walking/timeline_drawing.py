"""The whole recording on one line: bouts, turns, missing signal, and what is shown large."""

import itertools
from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

import numpy as np
from markupsafe import Markup

from restride.arrays import FloatArray
from restride.recording.events import Turn, Walk, WalkingBout
from restride.report import drawing
from restride.report.walking.stretches import Stretch
from restride.report.wording import ABSENT, counted, shown_duration, shown_time
from restride.terms import Side

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_WIDTH_IN: Final = 7.3
_HEIGHT_IN: Final = 0.95
#: A bout is drawn at least this part of the line wide.
_FINEST_PARTS_COUNT: Final = 700
#: Up to here each bout and each turn is drawn; of longer recordings what each part holds.
_LONGEST_DRAWN_EXACTLY_S: Final = 7200.0
_MOST_PARTS_COUNT: Final = 100
_PART_LENGTHS_S: Final = (60, 120, 300, 600, 900, 1800, 3600, 7200, 10800, 21600, 43200)
_WALK_COLOUR: Final = "#4a5568"
#: More turns than this are drawn without their angles.
_MOST_LABELLED_TURNS: Final = 8
#: Room that an angle needs beside its bar, on a phone too.
_LABEL_WIDTH_SHARE: Final = 0.13
_WALK_HEIGHT, _TURN_HEIGHT, _LETTER_HEIGHT = 2.55, 1.25, 3.35


def timeline_drawing(
    walk: Walk,
    *,
    missing: Sequence[tuple[float, float]],
    stretches: Sequence[Stretch],
    start_s: float,
    end_s: float,
    are_turns_known: bool = True,
) -> Markup:
    """Draw when the person walked and turned, and where the signal is missing."""
    figure = drawing.new_figure(width_in=_WIDTH_IN, height_in=_HEIGHT_IN)
    axes = figure.add_axes((0.1, 0.22, 0.87, 0.78))
    axes.set_xlim(start_s, end_s)
    axes.set_ylim(0, 3.8)
    axes.tick_params(axis="y", length=0)
    axes.spines["left"].set_visible(False)
    _draw_missing(axes, missing)
    axes.axhline(_TURN_HEIGHT, color=drawing.FAINT, linewidth=0.6, zorder=2)
    part_s = part_length_s(end_s - start_s)
    turns = "Turns" if are_turns_known else f"Turns {ABSENT}"
    if part_s is None:
        axes.set_yticks((_WALK_HEIGHT, _TURN_HEIGHT), ("Walking", turns))
        _draw_bouts(axes, walk.bouts, least_s=(end_s - start_s) / _FINEST_PARTS_COUNT)
        _draw_turns(axes, walk.turns)
    else:
        per = f"per {part_s / 60:.0f} min"
        axes.set_yticks((_WALK_HEIGHT, _TURN_HEIGHT), (f"Walking\n{per}", f"{turns}\n{per}"))
        _draw_parts(axes, walk, edges_s=np.arange(start_s, end_s + part_s, part_s))
    _draw_letters(axes, stretches)
    _label_time(axes, start_s=start_s, end_s=end_s)
    return drawing.inline_svg(
        figure,
        name="timeline",
        title="Time line of bouts and turns",
        description=_described(walk, whole_s=end_s - start_s, are_turns_known=are_turns_known),
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


def part_length_s(whole_s: float) -> float | None:
    """Tell the length of the parts a long recording is summed up in; None for a short one."""
    if whole_s <= _LONGEST_DRAWN_EXACTLY_S:
        return None
    wanted_s = whole_s / _MOST_PARTS_COUNT
    return next((float(length) for length in _PART_LENGTHS_S if length >= wanted_s), 86400.0)


def walked_shares(walk: Walk, *, edges_s: FloatArray) -> FloatArray:
    """Tell for each part of a recording what share of it is walked."""
    starts_s = np.array([bout.start_s for bout in walk.bouts])
    ends_s = np.array([bout.end_s for bout in walk.bouts])
    walked_s = [
        float(np.clip(np.minimum(ends_s, last) - np.maximum(starts_s, first), 0, None).sum())
        for first, last in itertools.pairwise(edges_s)
    ]
    return np.array(walked_s) / np.diff(edges_s)


def _draw_parts(axes: "Axes", walk: Walk, *, edges_s: FloatArray) -> None:
    """Draw the walked share of each part, and how many turns to each side it holds."""
    lengths_s = np.diff(edges_s)
    foot = _WALK_HEIGHT - 0.4
    shares = walked_shares(walk, edges_s=edges_s)
    axes.bar(edges_s[:-1], 0.9 * shares, lengths_s, bottom=foot, align="edge", color=_WALK_COLOUR)
    axes.axhline(foot, color=drawing.FAINT, linewidth=0.6)
    counts = {
        side: np.histogram(
            [turn.start_s for turn in walk.turns if _side_of(turn) is side], bins=edges_s
        )[0]
        for side in Side
    }
    most = max(1, *(int(count.max()) for count in counts.values()))
    for side, sign in ((Side.LEFT, 1), (Side.RIGHT, -1)):
        heights = sign * 0.55 * counts[side] / most
        colour = drawing.COLOUR_OF_SIDE[side]
        axes.bar(edges_s[:-1], heights, lengths_s, bottom=_TURN_HEIGHT, align="edge", color=colour)


def _draw_bouts(axes: "Axes", bouts: Sequence[WalkingBout], *, least_s: float) -> None:
    """Draw each bout as a bar, wide enough to be seen."""
    bars = [(bout.start_s, max(bout.duration_s, least_s)) for bout in bouts]
    axes.broken_barh(bars, (_WALK_HEIGHT - 0.31, 0.62), color=_WALK_COLOUR, linewidth=0, zorder=3)


def _side_of(turn: Turn) -> Side:
    return Side.LEFT if turn.angle_deg > 0 else Side.RIGHT


def _draw_turns(axes: "Axes", turns: Sequence[Turn]) -> None:
    """Draw a turn to the left as a bar upwards, to the right as a bar downwards."""
    for side in Side:
        here = [turn for turn in turns if _side_of(turn) is side]
        middles_s = [(turn.start_s + turn.end_s) / 2 for turn in here]
        tips = [_TURN_HEIGHT + max(-1.0, min(1.0, turn.angle_deg / 180)) * 0.55 for turn in here]
        colour, marker = drawing.COLOUR_OF_SIDE[side], drawing.MARKER_OF_SIDE[side]
        axes.vlines(middles_s, _TURN_HEIGHT, tips, color=colour, linewidth=1.6)
        if len(turns) <= _MOST_LABELLED_TURNS:
            axes.plot(middles_s, tips, marker, color=colour, markersize=4.5)
            _label_turns(axes, here, at=list(zip(middles_s, tips, strict=True)))


def _label_turns(axes: "Axes", turns: Sequence[Turn], *, at: Sequence[tuple[float, float]]) -> None:
    """Write the angles of the turns to one side, where one has room beside the last."""
    start_s, end_s = axes.get_xlim()
    last_s = -np.inf
    for turn, (middle_s, tip) in zip(turns, at, strict=True):
        if middle_s - last_s < _LABEL_WIDTH_SHARE * (end_s - start_s):
            continue
        last_s = middle_s
        is_at_end = end_s - middle_s < _LABEL_WIDTH_SHARE * (end_s - start_s)
        axes.annotate(
            f"{abs(turn.angle_deg):.0f}° {_side_of(turn)}",
            (middle_s, tip),
            (-5 if is_at_end else 5, 0),
            textcoords="offset points",
            ha="right" if is_at_end else "left",
            va="center",
            fontsize=7.5,
            color=drawing.COLOUR_OF_SIDE[_side_of(turn)],
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


def _described(walk: Walk, *, whole_s: float, are_turns_known: bool) -> str:
    bouts = [
        f"{shown_time(bout.start_s, whole_s=whole_s)} to {shown_time(bout.end_s, whole_s=whole_s)}"
        for bout in walk.bouts[:12]
    ]
    more = f" and {len(walk.bouts) - 12} more" if len(walk.bouts) > 12 else ""
    where = f": {'; '.join(bouts)}{more}" if bouts else ""
    return (
        f"{shown_duration(whole_s)} recorded. "
        f"{counted(len(walk.bouts), singular='walking bout')}{where}. "
        + (counted(len(walk.turns), singular="turn") if are_turns_known else "Turns not looked for")
        + "."
    )
