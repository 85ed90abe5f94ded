"""The page of one trial of standing: the path, its course over time, and the measures."""

from dataclasses import dataclass, replace
from typing import Final

from markupsafe import Markup

from restride.analysis.tasks.quiet_standing import StandingAnalysis
from restride.measure import Measure
from restride.recording.recording import Recording
from restride.report import drawing
from restride.report.frame import Frame
from restride.report.measure_row import MeasureRow, rows_of
from restride.report.method import Fact
from restride.report.standing.direction_rows import DirectionRow, direction_rows, split_rows
from restride.report.standing.path_drawing import (
    PathScale,
    Square,
    held_in_words,
    paths_drawing,
    scale_of,
)
from restride.report.standing.series import series_drawing
from restride.report.standing.words import (
    FOUND_FROM,
    are_directions_known,
    condition_in_words,
    is_near_floor,
)
from restride.report.tasks.frame import task_frame
from restride.report.tasks.tables import TaskTables, task_tables

_HEADLINE_KEYS: Final = (
    "mean_velocity_mmps",
    "sway_area_mm2",
    "back_sway_rms_mps2",
    "back_sway_jerk_m2ps5",
)
_MOST_IN_HEADLINE: Final = 2
_LOAD_ASYMMETRY_KEY: Final = "weight_bearing_asymmetry_ratio"
_LIMITS: Final = (
    "one trial on one day; no diagnosis, no score, no comparison with a reference. One trial "
    "varies far more than the mean of three. Compare only trials of the same duration, device, "
    "filter, stance and instruction."
)
_SIZE_IN: Final = 3.1


@dataclass(frozen=True, slots=True, kw_only=True)
class TrialPage:
    """Everything the template lays out."""

    frame: Frame
    condition: str
    held: str
    is_held: bool
    tables: TaskTables
    main: tuple[DirectionRow, ...]
    first: tuple[DirectionRow, ...]
    rest: tuple[DirectionRow, ...]
    #: Measures of a leg.
    sided: tuple[MeasureRow, ...]
    load_asymmetry: Measure | None
    path: Markup
    scale: PathScale
    has_directions: bool
    series: Markup
    has_near_floor: bool
    #: What must be known about the values, each note once.
    notes: tuple[str, ...]
    absent: dict[str, list[str]]


def trial_page(analysis: StandingAnalysis, recording: Recording) -> TrialPage:
    """Choose and word everything that the page shows of a trial."""
    scale = scale_of([analysis.sway])
    has_directions = are_directions_known(analysis.quality)
    held_keys = [each.definition.key for each in analysis.measures if each.value is not None]
    headline = [key for key in _HEADLINE_KEYS if key in held_keys][:_MOST_IN_HEADLINE]
    rows = direction_rows(analysis.measures)
    for key in headline:
        rows[key] = replace(rows[key], together=None)
    asymmetry = rows.get(_LOAD_ASYMMETRY_KEY)
    is_beside_load = asymmetry is not None and asymmetry.has_value
    main, others = split_rows(rows, left_out_keys=(_LOAD_ASYMMETRY_KEY,))
    with drawing.house_look():
        tables = task_tables(analysis.measures, headline_keys=headline)
        path = _path(analysis, scale=scale)
        series = series_drawing(analysis.sway, has_directions=has_directions)
    half = (len(others) + 1) // 2
    return TrialPage(
        frame=_frame(analysis, recording, tables=tables, main=main),
        condition=condition_in_words(analysis.condition),
        held=held_in_words(analysis.held_s, wanted_s=analysis.wanted_s),
        is_held=analysis.wanted_s is None or analysis.held_s >= analysis.wanted_s,
        tables=tables,
        main=main,
        first=others[:half],
        rest=others[half:],
        sided=tuple(row for row in rows_of(analysis.measures).values() if row.is_sided),
        load_asymmetry=asymmetry.together if asymmetry and is_beside_load else None,
        path=path,
        scale=scale,
        has_directions=has_directions,
        series=series,
        has_near_floor=any(map(is_near_floor, analysis.measures)),
        notes=_notes(analysis.measures),
        absent=tables.absent,
    )


def _path(analysis: StandingAnalysis, *, scale: PathScale) -> Markup:
    square = Square(
        label="", sway=analysis.sway, held_s=analysis.held_s, wanted_s=analysis.wanted_s
    )
    return paths_drawing(
        [square],
        scale=scale,
        square_in=_SIZE_IN,
        name="path",
        title="Sway path",
        has_directions=are_directions_known(analysis.quality),
    )


def _notes(measures: tuple[Measure, ...]) -> tuple[str, ...]:
    """Gather the notes; how near a floor is stands in the findings."""
    noted = [each.note for each in measures if each.note and each.value is not None]
    plain = [
        each.note
        for each in measures
        if each.note and each.value is not None and not is_near_floor(each)
    ]
    return tuple(dict.fromkeys(plain)) if noted else ()


def _frame(
    analysis: StandingAnalysis,
    recording: Recording,
    *,
    tables: TaskTables,
    main: tuple[DirectionRow, ...],
) -> Frame:
    stems = {m.definition.key for row in main for m in row.measures}
    shown = replace(
        tables,
        main=tuple(row for key, row in rows_of(analysis.measures).items() if key in stems),
    )
    frame = task_frame(
        analysis,
        recording,
        heading="Standing report",
        nobody="Nobody stood",
        tables=shown,
        found_from=FOUND_FROM.get(analysis.source, str(analysis.source)),
        limits=_LIMITS,
        has_second_page=True,
    )
    condition = Fact(name="Condition", text=condition_in_words(analysis.condition).lower())
    floor = analysis.noise_floor
    said = "none measured" if floor is None else f"{floor.name}: {floor.basis}"
    return replace(
        frame,
        facts=(*frame.facts, condition),
        method=(*frame.method, Fact(name="Noise floor of the device", text=said)),
    )
