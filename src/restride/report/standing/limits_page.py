"""The page of the limits of stability: how far, how fast and how straight a person leans."""

from dataclasses import dataclass
from typing import Final

from markupsafe import Markup

from restride.analysis.tasks.limits_of_stability import LimitsAnalysis
from restride.balance.limits import Lean
from restride.measure import Measure, MeasureDefinition
from restride.recording.recording import Recording
from restride.report import drawing
from restride.report.frame import Frame
from restride.report.standing.limits_drawing import limits_drawing
from restride.report.tasks.frame import task_frame
from restride.report.tasks.tables import TaskTables, task_tables

_HEADLINE_KEYS: Final = (
    "maximum_excursion_share",
    "directional_control_share",
    "movement_velocity_mmps",
)
_LIMITS: Final = (
    "one test on one day; no diagnosis, no score, no comparison with a reference. Compare only "
    "tests with the same targets, foot placement and instruction."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class LeanRow:
    """One lean as the table tells it."""

    direction: str
    target_mm: float
    cells: tuple[Measure | None, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class LimitsPage:
    """Everything the template lays out."""

    frame: Frame
    tables: TaskTables
    picture: Markup
    definitions: tuple[MeasureDefinition, ...]
    rows: tuple[LeanRow, ...]
    #: Leans in which nobody moved, or that miss a measure, with the reason.
    absent: tuple[str, ...]


def limits_page(analysis: LimitsAnalysis, recording: Recording) -> LimitsPage:
    """Choose and word everything that the page shows of a test of the limits of stability."""
    with drawing.house_look():
        tables = task_tables(analysis.measures, headline_keys=_HEADLINE_KEYS)
        picture = limits_drawing(analysis.leans)
    definitions = {
        measure.definition.key: measure.definition
        for lean in analysis.leans
        for measure in lean.measures
    }
    return LimitsPage(
        frame=task_frame(
            analysis,
            recording,
            heading="Limits of stability report",
            nobody="Nobody leaned",
            tables=tables,
            found_from="the centre of pressure on a plate",
            limits=_LIMITS,
        ),
        tables=tables,
        picture=picture,
        definitions=tuple(definitions.values()),
        rows=tuple(_row(lean, tuple(definitions)) for lean in analysis.leans),
        absent=_absent(analysis.leans),
    )


def _row(lean: Lean, keys: tuple[str, ...]) -> LeanRow:
    by_key = {measure.definition.key: measure for measure in lean.measures}
    return LeanRow(
        direction=lean.direction.replace("-", " ").capitalize(),
        target_mm=lean.target_mm,
        cells=tuple(by_key.get(key) for key in keys),
    )


def _absent(leans: tuple[Lean, ...]) -> tuple[str, ...]:
    said = {
        f"{lean.direction.replace('-', ' ').capitalize()}: {measure.note}"
        for lean in leans
        for measure in lean.measures
        if measure.value is None and measure.note
    }
    return tuple(sorted(said))
