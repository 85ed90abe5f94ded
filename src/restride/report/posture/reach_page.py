"""The page of a functional reach: how far, with the body at rest and where it is furthest."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

import numpy as np
from markupsafe import Markup

from restride.analysis.tasks.functional_reach import ReachAnalysis
from restride.arrays import FloatArray
from restride.measure import Measure
from restride.movement.body_track import BodyTrack, follow_body
from restride.movement.reach import Reach
from restride.movement.settings import SeenSettings
from restride.movement.view import View
from restride.recording.landmarks import Landmark
from restride.recording.recording import Recording
from restride.report import drawing
from restride.report.frame import Frame
from restride.report.posture.figure import Arrow, FigureLook, Points, figure_drawing
from restride.report.posture.planes import planes_of
from restride.report.tasks.frame import task_frame
from restride.report.tasks.tables import TaskTables, task_tables
from restride.report.tasks.words import found_from
from restride.report.wording import shown_time, shown_unit, shown_value

_LIMITS: Final = (
    "one reach on one day; no diagnosis, no score, no comparison with a reference. Compare only "
    "reaches of the same arm, foot placement, view and instruction."
)
_AT_REST: Final = FigureLook(colour="#9aa3ae", line_width_px=1.6)
_FURTHEST: Final = FigureLook(colour="#1d2126", line_width_px=2.4)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReachPage:
    """Everything the template lays out."""

    frame: Frame
    none_found_reason: str | None
    tables: TaskTables
    side: str
    picture: Markup
    when: str


def reach_page(analysis: ReachAnalysis, recording: Recording) -> ReachPage:
    """Choose and word everything that the page shows of a reach."""
    reach = analysis.reach
    # The page is of one arm, which its heading names.
    measures = [replace(measure, side=None) for measure in analysis.measures]
    with drawing.house_look():
        tables = task_tables(measures, headline_keys=("reach_m",))
        picture = _picture(reach, recording, reach_words=_reach_words(measures))
    return ReachPage(
        frame=task_frame(
            analysis,
            recording,
            heading="Functional reach report",
            nobody="Nobody reached",
            tables=tables,
            found_from=found_from(analysis.source),
            limits=_LIMITS,
        ),
        none_found_reason=reach.none_found_reason,
        tables=tables,
        side="" if reach.side is None else str(reach.side),
        picture=picture,
        when=_when(reach, whole_s=analysis.recording.duration_s),
    )


def _when(reach: Reach, *, whole_s: float) -> str:
    if reach.start_s is None or reach.furthest_s is None:
        return ""
    return (
        f"Grey: hand raised, at {shown_time(reach.start_s, whole_s=whole_s)}. Dark: furthest, at "
        f"{shown_time(reach.furthest_s, whole_s=whole_s)}."
    )


def _reach_words(measures: Sequence[Measure]) -> str:
    reach = next((each for each in measures if each.definition.key == "reach_m"), None)
    if reach is None or reach.value is None:
        return ""
    return f"{shown_value(reach)} {shown_unit(reach.definition)}"


def _picture(reach: Reach, recording: Recording, *, reach_words: str) -> Markup:
    """Draw the body at rest and at its furthest, one over the other."""
    if reach.start_s is None or reach.furthest_s is None or not recording.landmarks:
        return Markup()
    track = follow_body(recording.landmarks[0], settings=SeenSettings())
    at_rest, furthest = (_seen_at(track, at_s) for at_s in (reach.start_s, reach.furthest_s))
    if not at_rest or not furthest:
        return Markup()
    return figure_drawing(
        [(at_rest, _AT_REST), (furthest, _FURTHEST)],
        arrow=_arrow(at_rest, furthest, reach, words=reach_words),
        has_sides=False,
        width_in=4.2,
        height_in=4.0,
        name="reach",
        title="The body at rest and at its furthest",
        description=_when(reach, whole_s=recording.duration_s),
    )


def _arrow(at_rest: Points, furthest: Points, reach: Reach, *, words: str) -> Arrow | None:
    """Point from the hand at rest to the hand at its furthest."""
    for part in ("finger", "wrist"):
        hand = Landmark(f"{reach.side}-{part}")
        if words and hand in at_rest and hand in furthest:
            start, end = at_rest[hand], furthest[hand]
            height = float(max(start[1], end[1]))
            return Arrow(tail=float(start[0]), tip=float(end[0]), height=height, words=words)
    return None


def _seen_at(track: BodyTrack, at_s: float) -> Mapping[Landmark, FloatArray]:
    sample = round((at_s - track.clock.start_s) * track.clock.sampling_rate_hz)
    sample = min(max(sample, 0), track.clock.samples_count - 1)
    points = {
        point: tuple(float(each) for each in track.of(point)[sample])
        for point in track.points
        if np.isfinite(track.of(point)[sample]).all()
    }
    view = View.SIDE if track.is_flat else View.SPACE
    seen = [each for each in planes_of(points, view=view) if each.view is View.SIDE]
    return seen[0].points if seen else {}
