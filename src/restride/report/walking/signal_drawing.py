"""The signal in rows, with every contact found in it."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Final

import numpy as np
from markupsafe import Markup

from restride.recording.events import Contact, Walk
from restride.recording.recording import Sensor
from restride.report import drawing
from restride.report.walking.stretches import Stretch
from restride.report.walking.traces import FootTrack, Trace, traces_of
from restride.report.wording import counted, listed, shown_time
from restride.terms import ContactKind, Side

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_WIDTH_IN: Final = 7.3
#: The rows share what the findings leave free on the page; a lane is as high as this at most, and
#: at least.
_ROOM_IN: Final = 3.85
_LANE_IN: Final = (0.6, 0.28)
_LINE_IN: Final = 0.16
_ROW_FOOT_IN: Final = 0.21
_TOP_IN: Final = 0.05
#: A range smaller than this, in the unit of the trace, is drawn as part of it.
_LEAST_RANGE: Final = {"m/s²": 4.0, "°/s": 100.0, "m": 0.05, "px": 10.0}
#: Above and below the signal, in shares of its height: rails for initial and for final contacts.
_RAIL: Final = 0.16
#: Between the foot of a lane and the lowest point of its signal.
_BOTTOM: Final = _RAIL + 0.02


def signal_drawing(
    sensors: Sequence[Sensor | FootTrack],
    walk: Walk,
    *,
    stretches: Sequence[Stretch],
    whole_s: float,
    lines_below_count: int = 0,
) -> Markup:
    """Draw each stretch as a row; with two feet, the left above the right.

    Parameters
    ----------
    lines_below_count
        Lines of text that the page must have room for beside the drawing.
    """
    if not sensors:
        return Markup()
    columns = [traces_of(sensor, stretches) for sensor in sensors]
    free_in = _ROOM_IN - _TOP_IN - _LINE_IN * lines_below_count
    highest_in, lowest_in = _LANE_IN
    lane_in = (free_in / len(stretches) - _ROW_FOOT_IN) / len(columns)
    row_in = min(highest_in, max(lowest_in, lane_in)) * len(columns) + _ROW_FOOT_IN
    height_in = row_in * len(stretches) + _TOP_IN
    figure = drawing.new_figure(width_in=_WIDTH_IN, height_in=height_in)
    limits = limits_of(columns)
    for row, stretch in enumerate(stretches):
        bottom_in = height_in - _TOP_IN - (row + 1) * row_in + _ROW_FOOT_IN
        box = (0.035, bottom_in / height_in, 0.91, (row_in - _ROW_FOOT_IN) / height_in)
        axes = figure.add_axes(box)
        lanes = [column[row] for column in columns]
        _draw_row(axes, lanes, walk=walk, stretch=stretch, limits=limits)
        _label_row(axes, stretch, whole_s=whole_s)
        if row == 0:
            _label_heights(axes, limits=limits, unit=columns[0][0].unit)
    return drawing.inline_svg(
        figure,
        name="signal",
        title="Signal with the contacts found",
        description=_described(columns, walk, stretches, whole_s=whole_s),
    )


def limits_of(columns: Sequence[Sequence[Trace]]) -> list[tuple[float, float]]:
    """Choose the range each lane spans, in all rows alike; single spikes may leave it.

    Never less than the unit's least range, so that the noise of a resting sensor looks like rest.
    """
    limits = []
    for column in columns:
        values = np.concatenate([trace.values for trace in column])
        known = values[np.isfinite(values)]
        low, high = np.quantile(known, (0.002, 0.998)) if len(known) else (0.0, 0.0)
        spare = max(0.0, _LEAST_RANGE[column[0].unit] - (high - low)) / 2
        limits.append((float(low - spare), float(high + spare)))
    return limits


def _draw_row(
    axes: "Axes",
    lanes: Sequence[Trace],
    *,
    walk: Walk,
    stretch: Stretch,
    limits: Sequence[tuple[float, float]],
) -> None:
    axes.set_xlim(stretch.start_s, stretch.end_s)
    axes.set_ylim(0, len(lanes))
    axes.set_yticks([])
    axes.spines["left"].set_visible(False)
    for bout in walk.bouts:
        _shade(axes, bout.start_s, bout.end_s, stretch=stretch, face=drawing.PALE, hatch=None)
    for turn in walk.turns:
        _shade(axes, turn.start_s, turn.end_s, stretch=stretch, face="none", hatch="////")
    for lane, (trace, (low, high)) in enumerate(
        zip(reversed(lanes), reversed(limits), strict=True)
    ):
        share = np.clip((trace.values - low) / (high - low), 0, 1)
        heights = lane + _BOTTOM + share * (1 - 2 * _BOTTOM)
        axes.plot(trace.times_s, heights, color=drawing.INK, linewidth=0.7, zorder=3)
        shown = [each for each in _contacts(walk, stretch) if trace.side in (None, each.side)]
        _draw_contacts(axes, shown, lane=lane)


def _shade(
    axes: "Axes", start_s: float, end_s: float, *, stretch: Stretch, face: str, hatch: str | None
) -> None:
    first_s, last_s = max(start_s, stretch.start_s), min(end_s, stretch.end_s)
    if last_s > first_s:
        edge = "#9aa3ae" if hatch else "none"
        axes.axvspan(
            first_s, last_s, facecolor=face, edgecolor=edge, hatch=hatch, linewidth=0, zorder=1
        )


def _contacts(walk: Walk, stretch: Stretch) -> list[Contact]:
    return [
        contact
        for bout in walk.bouts
        if bout.start_s - 5 <= stretch.end_s and bout.end_s + 5 >= stretch.start_s
        for contact in (*bout.initial_contacts, *bout.final_contacts)
        if stretch.start_s <= contact.time_s < stretch.end_s
    ]


def _draw_contacts(axes: "Axes", contacts: Iterable[Contact], *, lane: int) -> None:
    """Set initial contacts on the upper rail, filled, and final contacts on the lower, hollow."""
    for side in (Side.LEFT, Side.RIGHT, None):
        colour, marker = drawing.COLOUR_OF_SIDE[side], drawing.MARKER_OF_SIDE[side]
        for kind in ContactKind:
            times_s = [each.time_s for each in contacts if (each.side, each.kind) == (side, kind)]
            if not times_s:
                continue
            is_initial = kind is ContactKind.INITIAL
            rail = lane + (1 - _RAIL / 2 if is_initial else _RAIL / 2)
            foot, top = (lane + _RAIL, rail) if is_initial else (rail, lane + 0.4)
            line = "-" if side is Side.LEFT else (0, (4, 2))
            axes.vlines(times_s, foot, top, color=colour, linewidth=0.7, linestyle=line, zorder=2)
            axes.plot(
                times_s,
                [rail] * len(times_s),
                marker,
                markersize=5.5 if is_initial else 4.5,
                markerfacecolor=colour if is_initial else "white",
                markeredgecolor=colour,
                markeredgewidth=0.9,
                zorder=4,
                clip_on=False,
            )


def _label_row(axes: "Axes", stretch: Stretch, *, whole_s: float) -> None:
    ticks_s = np.arange(np.ceil(stretch.start_s), stretch.end_s + 1e-9)
    shown_s = [tick for tick in ticks_s if round(tick - ticks_s[0]) % 2 == 0]
    axes.set_xticks(shown_s, [_tick(tick, whole_s=whole_s) for tick in shown_s])
    axes.set_xticks(ticks_s, minor=True)
    axes.tick_params(pad=1.5)
    axes.annotate(
        stretch.letter,
        (0, 0.5),
        (-5, 0),
        xycoords="axes fraction",
        textcoords="offset points",
        ha="right",
        va="center",
        fontsize=11,
        fontweight="bold",
    )


def _label_heights(axes: "Axes", *, limits: Sequence[tuple[float, float]], unit: str) -> None:
    """Write what the lowest and the highest point of each lane are, once for all rows."""
    for lane, ends in enumerate(reversed(limits)):
        for value, height in zip(ends, (_BOTTOM, 1 - _BOTTOM), strict=True):
            text = f"{value:.0f}".replace("-", "\u2212")
            axes.text(
                1.006,
                (lane + height) / len(limits),
                text + ("\n" + unit if (lane, value) == (len(limits) - 1, ends[1]) else ""),
                transform=axes.transAxes,
                va="center",
                fontsize=6.5,
                color=drawing.FAINT,
            )


def _tick(time_s: float, *, whole_s: float) -> str:
    return f"{time_s:.0f} s" if whole_s <= 120 else shown_time(time_s, whole_s=whole_s)


def _described(
    columns: Sequence[Sequence[Trace]],
    walk: Walk,
    stretches: Sequence[Stretch],
    *,
    whole_s: float,
) -> str:
    what = columns[0][0].what
    rows = [
        f"{stretch.letter} from {shown_time(stretch.start_s, whole_s=whole_s)}: "
        + counted(len(_contacts(walk, stretch)), singular="contact")
        for stretch in stretches
    ]
    return f"{what.capitalize()} in rows. {listed(rows)}."
