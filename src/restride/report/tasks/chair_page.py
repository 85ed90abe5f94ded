"""The page of rising from a chair: how many, how fast, and whether it changes."""

from typing import Final

from markupsafe import Markup

from restride.analysis.tasks.sit_to_stand import ChairAnalysis
from restride.recording.movements import ChairRise
from restride.recording.recording import Recording
from restride.report import drawing
from restride.report.tasks.frame import task_frame
from restride.report.tasks.lanes import Shade
from restride.report.tasks.movement_lanes import movement_lanes
from restride.report.tasks.movement_page import (
    MovementPage,
    course_drawing,
    line_table,
    said_of,
    shown_number,
    span_of,
)
from restride.report.tasks.repeat_bars import columns_drawing, rise_strip
from restride.report.tasks.tables import task_tables
from restride.report.tasks.words import found_from

_HEADLINE_KEYS: Final = (
    "rises_count",
    "five_rises_s",
    "rises_in_30_s_count",
    "rise_duration_s",
    "peak_rise_velocity_mps",
)
_HEADINGS: Final = (
    "Rise",
    "Starts",
    "Rising",
    "Standing",
    "Sitting down",
    "Fastest up",
    "Fastest down",
    "Lean",
)


def chair_page(analysis: ChairAnalysis, recording: Recording) -> MovementPage:
    """Choose and word everything that the page shows of rises from a chair."""
    rises = analysis.rises
    given = {each.definition.key for each in analysis.measures if each.value is not None}
    headline = [key for key in _HEADLINE_KEYS if key in given][:3]
    with drawing.house_look():
        tables = task_tables(analysis.measures, headline_keys=headline)
        course = _course(analysis, recording)
        changes = _changes(rises)
    return MovementPage(
        frame=task_frame(
            analysis,
            recording,
            heading="Sit-to-stand report",
            nobody="Nobody rose",
            tables=tables,
            found_from=found_from(analysis.source, seen_on=analysis.seen_on),
        ),
        nothing_heading="No rise from a chair found",
        none_found_reason=None if rises else analysis.none_found_reason or "No rise was found.",
        tables=tables,
        course_heading="Each rise, and the signal it was told from" if rises else "The signal",
        course=course,
        course_in_words="Dark: rising. Line: standing. Hatched: sitting down. Grey: off the chair."
        if rises
        else "",
        changes_heading="From one rise to the next",
        changes=changes,
        table=line_table(
            _HEADINGS, [_line(number, each) for number, each in enumerate(rises, start=1)]
        ),
    )


def _line(number: int, rise: ChairRise) -> tuple[str, tuple[str, ...]]:
    standing_s = None if rise.sit_start_s is None else rise.sit_start_s - rise.end_s
    return str(number), (
        shown_number(rise.start_s, unit="s", decimals=1),
        shown_number(rise.rise_s, unit="s", decimals=2),
        shown_number(standing_s, unit="s", decimals=2),
        shown_number(rise.sit_s, unit="s", decimals=2) or "not recorded",
        shown_number(rise.peak_rise_velocity_mps, unit="m/s", decimals=2),
        shown_number(rise.peak_sit_velocity_mps, unit="m/s", decimals=2),
        shown_number(rise.trunk_lean_deg, unit="°", decimals=0),
    )


def _changes(rises: tuple[ChairRise, ...]) -> tuple[Markup, ...]:
    drawn = (
        columns_drawing(
            [rise.rise_s for rise in rises], name="rising", title="Rising", unit="s", decimals=2
        ),
        columns_drawing(
            [rise.peak_rise_velocity_mps for rise in rises],
            name="upwards",
            title="Fastest upwards",
            unit="m/s",
            decimals=2,
        ),
        columns_drawing(
            [rise.sit_s for rise in rises],
            name="sitting",
            title="Sitting down",
            unit="s",
            decimals=2,
        ),
    )
    return tuple(each for each in drawn if each)


def _course(analysis: ChairAnalysis, recording: Recording) -> Markup:
    rises = analysis.rises
    ends_s = [(rise.start_s, rise.sit_end_s or rise.end_s) for rise in rises]
    span_s = span_of(recording, ends_s)
    lanes = movement_lanes(
        recording,
        source=analysis.source,
        counted_on=analysis.seen_on,
        span_s=span_s,
        first_s=(rises[0].start_s, rises[0].end_s) if rises else None,
    )
    return course_drawing(
        lanes,
        span_s=span_s,
        strip=rise_strip(rises) if rises else None,
        shades=[Shade(start_s=start, end_s=end) for start, end in ends_s],
        said=said_of(ends_s, singular="rise"),
    )
