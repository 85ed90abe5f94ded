"""The page of posture: the body as lines, against level and plumb."""

from dataclasses import dataclass
from typing import Final

from markupsafe import Markup

from restride.analysis.tasks.posture import PostureAnalysis
from restride.measure import Measure
from restride.movement.view import View
from restride.recording.recording import Recording
from restride.report import drawing
from restride.report.frame import Frame
from restride.report.measure_row import MeasureRow, absent_of, rows_of
from restride.report.posture.figure import FigureLook, Label, figure_drawing, middle_of
from restride.report.posture.planes import Seen, planes_of
from restride.report.tasks.frame import task_frame
from restride.report.tasks.tables import TaskTables
from restride.report.tasks.words import found_from
from restride.report.wording import SYMBOL_OF_SIDE, shown_number
from restride.terms import Side

#: Words for a positive and for a negative angle of the part, by its key.
_SIGN_WORDS: Final[dict[str, tuple[str, str, str]]] = {
    "head_forward_deg": ("Head", "forward", "back"),
    "trunk_lean_forward_deg": ("Trunk", "forward", "back"),
    "trunk_lean_right_deg": ("Trunk", "to the right", "to the left"),
    "shoulder_drop_right_deg": ("Shoulders", "right lower", "left lower"),
    "pelvis_drop_right_deg": ("Pelvis", "right lower", "left lower"),
    "standing_knee_flexion_deg": ("Knee", "bent", "over-straight"),
    "knee_alignment_deg": ("Knee", "inwards", "outwards"),
}
#: At the height of which part the words stand, in which view.
_PLACE: Final[dict[View, dict[str, str]]] = {
    View.SIDE: {
        "head_forward_deg": "ear",
        "trunk_lean_forward_deg": "trunk",
        "standing_knee_flexion_deg": "knee",
    },
    View.FRONT: {
        "shoulder_drop_right_deg": "shoulder",
        "trunk_lean_right_deg": "trunk",
        "pelvis_drop_right_deg": "hip",
        "knee_alignment_deg": "knee",
    },
}
_VIEW_IN_WORDS: Final = {View.SIDE: "From the side", View.FRONT: "From the front"}
_LIMITS: Final = (
    "one stance on one day; no diagnosis, no score, no ideal: a line off level or plumb is no "
    "finding by itself. Landmarks are points on a picture or on the skin, not bones. Compare only "
    "recordings from the same side and distance."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class PostureView:
    """One drawing of the body."""

    heading: str
    words: str
    drawing: Markup


@dataclass(frozen=True, slots=True, kw_only=True)
class PosturePage:
    """Everything the template lays out."""

    frame: Frame
    views: tuple[PostureView, ...]
    first: tuple[MeasureRow, ...]
    rest: tuple[MeasureRow, ...]
    absent: dict[str, list[str]]
    stood: str
    view_words: str
    scale_words: str


def posture_page(analysis: PostureAnalysis, recording: Recording) -> PosturePage:
    """Choose and word everything that the page shows of a posture."""
    posture = analysis.posture
    seen = planes_of(posture.points, view=posture.view)
    rows = rows_of(analysis.measures)
    given = tuple(row for row in rows.values() if row.has_value)
    tables = TaskTables(headline=(), main=given, first=(), rest=(), absent={}, notes=())
    with drawing.house_look():
        views = tuple(_view(each, analysis, is_alone=len(seen) == 1) for each in seen)
    return PosturePage(
        frame=task_frame(
            analysis,
            recording,
            heading="Posture report",
            nobody="Nobody stood",
            tables=tables,
            found_from=found_from(analysis.source),
            limits=_LIMITS,
        ),
        views=views,
        first=given[: (len(given) + 1) // 2] if len(seen) > 1 else given,
        rest=given[(len(given) + 1) // 2 :] if len(seen) > 1 else (),
        absent=absent_of(rows.values()),
        stood=f"Middle values of {posture.end_s - posture.start_s:.1f} s of standing still, from "
        f"{posture.start_s:.1f} s on.",
        view_words="points in space" if posture.view is View.SPACE else posture.view_words,
        scale_words=posture.scale_words,
    )


def _view(seen: Seen, analysis: PostureAnalysis, *, is_alone: bool) -> PostureView:
    labels = _labels(seen, analysis.measures)
    said = "; ".join(label.words.replace("\n", ", ") for label in labels)
    ankle = middle_of(seen.points, "ankle")
    is_front = seen.view is View.FRONT
    levels = [
        float(middle[1])
        for part in ("shoulder", "hip")
        if is_front and (middle := middle_of(seen.points, part)) is not None
    ]
    heading = _VIEW_IN_WORDS.get(seen.view, "The body")
    return PostureView(
        heading=heading,
        words=seen.words,
        drawing=figure_drawing(
            [(seen.points, FigureLook())],
            labels=labels,
            plumb=None if ankle is None else float(ankle[0]),
            levels=levels,
            has_sides=True,
            names_sides=is_front,
            width_in=3.6,
            height_in=4.6 if is_alone else 4.3,
            name=f"figure-{seen.view}",
            title=f"Posture, {heading.lower()}",
            description=said or "No angle was measured in this view.",
        ),
    )


def _labels(seen: Seen, measures: tuple[Measure, ...]) -> list[Label]:
    places = _PLACE.get(seen.view, {})
    labels = []
    for key, part in places.items():
        here = [m for m in measures if m.definition.key == key and m.value is not None]
        height = _height(seen, part)
        if here and height is not None:
            labels.append(Label(height=height, words=_words(here)))
    return labels


def _height(seen: Seen, part: str) -> float | None:
    if part == "trunk":
        ends = [middle_of(seen.points, each) for each in ("shoulder", "hip")]
        known = [float(end[1]) for end in ends if end is not None]
        return sum(known) / len(known) if known else None
    middle = middle_of(seen.points, part)
    return None if middle is None else float(middle[1])


def _words(measures: list[Measure]) -> str:
    name, above, below = _SIGN_WORDS[measures[0].definition.key]
    lines = [angle_in_words(each, above=above, below=below) for each in measures]
    return "\n".join((name, *lines)) if len(lines) > 1 else f"{name}: {lines[0]}"


def angle_in_words(measure: Measure, *, above: str, below: str) -> str:
    """Say an angle without a sign: which way, and how far."""
    value = measure.value or 0.0
    shown = shown_number(abs(value), definition=measure.definition)
    side = "" if measure.side is None else f"{SYMBOL_OF_SIDE[Side(measure.side)]} "
    if float(shown) == 0:
        return f"{side}0°"
    return f"{side}{shown}° {above if value > 0 else below}"
