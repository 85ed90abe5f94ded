"""The page of a repeated movement: how many, how far, how long, and whether it changes."""

from collections.abc import Sequence
from typing import Final

from markupsafe import Markup

from restride.analysis.tasks.repetitions import RepetitionsAnalysis
from restride.recording.movements import Repetition
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
from restride.report.tasks.repeat_bars import columns_drawing, repetition_strip
from restride.report.tasks.tables import task_tables
from restride.report.tasks.words import found_from
from restride.report.wording import SYMBOL_OF_SIDE

_HEADLINE_KEYS: Final = (
    "repetitions_count",
    "repetition_duration_s",
    "repetition_range_deg",
    "repetition_range_m",
)
_HEADINGS: Final = ("Repetition", "Starts", "Turning point", "Lasts", "Held", "Range")


def repetitions_page(analysis: RepetitionsAnalysis, recording: Recording) -> MovementPage:
    """Choose and word everything that the page shows of repetitions."""
    found = analysis.repetitions
    with drawing.house_look():
        tables = task_tables(analysis.measures, headline_keys=_HEADLINE_KEYS)
        course = _course(analysis, recording)
        changes = _changes(found)
    counted_on = analysis.counted_on
    return MovementPage(
        frame=task_frame(
            analysis,
            recording,
            heading="Repetitions report",
            nobody="Nobody moved",
            tables=tables,
            found_from=found_from(analysis.source, seen_on=counted_on),
        ),
        nothing_heading="No repetition found",
        none_found_reason=None
        if found
        else analysis.none_found_reason or "No repetition was found.",
        tables=tables,
        course_heading=f"Each repetition, counted on the {counted_on}" if found else "The signal",
        course=course,
        course_in_words="Bar: from rest to rest. Line: turning point. Dark: held near it."
        if found
        else "",
        changes_heading="From one repetition to the next",
        changes=changes,
        table=line_table(_HEADINGS, _lines(found)),
    )


def _lines(found: Sequence[Repetition]) -> list[tuple[str, tuple[str, ...]]]:
    lines = []
    numbers: dict[object, int] = {}
    for each in found:
        numbers[each.side] = numbers.get(each.side, 0) + 1
        symbol = "" if each.side is None else f" {SYMBOL_OF_SIDE[each.side]} {each.side}"
        lines.append((f"{numbers[each.side]}{symbol}", _cells(each)))
    return lines


def _cells(each: Repetition) -> tuple[str, ...]:
    far = shown_number(each.range_deg, unit="°", decimals=0)
    return (
        shown_number(each.start_s, unit="s", decimals=1),
        shown_number(each.turning_point_s, unit="s", decimals=1),
        shown_number(each.duration_s, unit="s", decimals=2),
        shown_number(each.hold_s, unit="s", decimals=2),
        far or shown_number(each.range_m, unit="m", decimals=2),
    )


def _changes(found: Sequence[Repetition]) -> tuple[Markup, ...]:
    is_angle = any(each.range_deg is not None for each in found)
    ranges = [each.range_deg if is_angle else each.range_m for each in found]
    drawn = (
        columns_drawing(
            [each.duration_s for each in found],
            name="lasting",
            title="A repetition lasts",
            unit="s",
            decimals=1,
        ),
        columns_drawing(
            ranges,
            name="ranges",
            title="Range",
            unit="°" if is_angle else "m",
            decimals=0 if is_angle else 2,
        ),
        columns_drawing(
            [each.hold_s for each in found], name="holds", title="Held", unit="s", decimals=1
        ),
    )
    return tuple(each for each in drawn if each)


def _course(analysis: RepetitionsAnalysis, recording: Recording) -> Markup:
    found = analysis.repetitions
    ends_s = [(each.start_s, each.end_s) for each in found]
    span_s = span_of(recording, ends_s)
    lanes = movement_lanes(
        recording,
        source=analysis.source,
        counted_on=analysis.counted_on,
        span_s=span_s,
        first_s=None,
    )
    return course_drawing(
        lanes,
        span_s=span_s,
        strip=repetition_strip(found) if found else None,
        shades=[Shade(start_s=start, end_s=end) for start, end in ends_s],
        said=said_of(ends_s, singular="repetition"),
    )
