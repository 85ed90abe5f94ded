"""The page of a joint's range: how far it goes each way, on each side, and trial by trial."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np
from markupsafe import Markup

from restride.analysis.tasks.range_of_motion import RangeAnalysis
from restride.movement.joint_angles import angles_of_landmarks
from restride.movement.range_of_motion import JointRange, word_of
from restride.recording.joint_angles import JointAngles
from restride.recording.recording import Recording
from restride.report import drawing
from restride.report.frame import Frame
from restride.report.tasks.frame import task_frame
from restride.report.tasks.lanes import Lane, Shade, drawn_step, lanes_drawing
from restride.report.tasks.tables import TaskTables, task_tables
from restride.report.tasks.words import found_from
from restride.terms import Side

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_WIDTH_IN: Final = 7.3
_LANE_IN: Final = 0.42
_LIMITS: Final = (
    "one recording on one day; no diagnosis, no score, no comparison with a reference. An active "
    "range told from landmarks or markers is no goniometer's. Compare only the same joint, "
    "position, view and instruction."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class RangePage:
    """Everything the template lays out."""

    frame: Frame
    joint: str
    none_found_reason: str | None
    tables: TaskTables
    bars: Markup
    course: Markup


def range_page(analysis: RangeAnalysis, recording: Recording) -> RangePage:
    """Choose and word everything that the page shows of a joint's range."""
    ranges = sorted(analysis.ranges, key=lambda each: str(each.side or ""))
    joint = word_of(ranges[0].joint).replace("-", " ") if ranges else ""
    with drawing.house_look():
        tables = task_tables(analysis.measures, headline_keys=())
        bars = _bars(ranges, joint)
        course = _course(ranges, recording)
    return RangePage(
        frame=task_frame(
            analysis,
            recording,
            heading="Range of motion report",
            nobody="Nobody moved",
            tables=tables,
            found_from=found_from(analysis.source),
            limits=_LIMITS,
        ),
        joint=joint.capitalize(),
        none_found_reason=None
        if analysis.ranges
        else analysis.none_found_reason or "No joint was found to move.",
        tables=tables,
        bars=bars,
        course=course,
    )


def _bars(ranges: Sequence[JointRange], joint: str) -> Markup:
    """Draw each side from its smallest to its largest angle, with the turning point of trials."""
    if not ranges:
        return Markup()
    ends = [end for each in ranges for end in (each.smallest_deg, each.largest_deg, 0.0)]
    height_in = _LANE_IN * len(ranges) + 0.3
    figure = drawing.new_figure(width_in=_WIDTH_IN, height_in=height_in)
    axes = figure.add_axes((0.125, 0.27 / height_in, 0.825, 1 - 0.3 / height_in))
    spare = 0.08 * (max(ends) - min(ends) or 1.0)
    axes.set_xlim(min(ends) - spare, max(ends) + spare)
    axes.set_ylim(-len(ranges) + 0.4, 0.6)
    axes.set_yticks([])
    axes.spines["left"].set_visible(False)
    axes.axvline(0, color=drawing.FAINT, linewidth=0.7)
    axes.xaxis.set_major_formatter(lambda angle, _: f"{angle:.0f}°".replace("-", "\u2212"))
    for lane, each in enumerate(ranges):
        _draw_range(axes, each, height=-lane)
    return drawing.inline_svg(
        figure,
        name="ranges",
        title=f"Range of {joint}",
        description="; ".join(_said(each) for each in ranges),
    )


def _draw_range(axes: "Axes", each: JointRange, *, height: float) -> None:
    colour = drawing.COLOUR_OF_SIDE[each.side]
    axes.barh(
        height,
        each.range_deg,
        left=each.smallest_deg,
        height=0.5,
        color=colour,
        alpha=0.28,
        edgecolor=colour,
    )
    ends = ((each.smallest_deg, "right", -5), (each.largest_deg, "left", 5))
    for value, align, offset in ends:
        axes.annotate(
            f"{value:.0f}°".replace("-", "\u2212"),
            (value, height),
            (offset, 0),
            textcoords="offset points",
            ha=align,
            va="center",
            fontsize=9,
            fontweight="bold",
            color=colour,
        )
    name = "" if each.side is None else each.side.capitalize()
    axes.text(
        -0.012,
        height,
        name,
        transform=axes.get_yaxis_transform(),
        ha="right",
        va="center",
        fontsize=8,
        color=colour,
    )


def _said(each: JointRange) -> str:
    side = f"{each.side}: " if isinstance(each.side, Side) else ""
    return f"{side}{each.smallest_deg:.0f} to {each.largest_deg:.0f} degrees"


def _course(ranges: Sequence[JointRange], recording: Recording) -> Markup:
    """Draw the angle over time, one lane a side, with each trial shaded."""
    angles = _angles(recording)
    if angles is None or not ranges:
        return Markup()
    step = drawn_step(len(angles.angles_deg), sampling_rate_hz=angles.clock.sampling_rate_hz)
    times_s = np.asarray(angles.clock.times_s[::step], dtype=float)
    lanes = [
        Lane(
            name="The angle" if each.side is None else each.side.capitalize(),
            unit="°",
            times_s=times_s,
            values=np.asarray(column[::step], dtype=float),
            least_range=20.0,
            has_zero_line=True,
        )
        for each in ranges
        if (column := angles.of(each.joint)) is not None
    ]
    if not lanes or len(times_s) < 2:
        return Markup()
    trials = [trial for each in ranges for trial in each.trials]
    return lanes_drawing(
        lanes,
        span_s=(float(times_s[0]), float(times_s[-1])),
        shades=[Shade(start_s=trial.start_s, end_s=trial.end_s) for trial in trials],
        name="course",
        title="The angle over time",
        description=f"{len(trials)} trials, out and back, shaded.",
    )


def _angles(recording: Recording) -> JointAngles | None:
    if recording.joint_angles:
        return recording.joint_angles[0]
    return angles_of_landmarks(recording.landmarks[0]).angles if recording.landmarks else None
