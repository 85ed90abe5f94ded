"""The conditions of a protocol as cells of pictures, all of one size and one scale."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from markupsafe import Markup

from restride.analysis.protocol_analysis import (
    ConditionSummary,
    ProtocolAnalysis,
    ProtocolKind,
    ProtocolTrial,
)
from restride.balance.conditions import StandingCondition
from restride.measure import Measure
from restride.report.standing.path_drawing import PathScale, Square, paths_drawing, scale_of
from restride.report.standing.words import are_directions_known, condition_names, is_near_floor
from restride.report.wording import counted
from restride.terms import Eyes, Surface

#: In each cell: what is read first of a condition.
CELL_KEYS: Final = (
    "mean_velocity_mmps",
    "sway_area_mm2",
    "rms_distance_anteroposterior_mm",
    "rms_distance_mediolateral_mm",
    "back_sway_rms_mps2",
    "back_sway_path_rate_mps3",
)
#: The cells of the clinical test, row by row: eyes by surface.
_MCTSIB: Final = tuple((eyes, surface) for eyes in Eyes for surface in Surface)
#: Inches of a cell.
_CELL_IN: Final = 3.45
_GAP_IN: Final = 0.08
_LARGEST_SQUARE_IN: Final = 1.75
#: More trials of a condition are counted, not drawn.
_MOST_SQUARES: Final = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """One condition: its pictures, and what is read first."""

    title: str
    drawing: Markup
    measures: tuple[Measure, ...]
    #: What happened in the trials, where that is more than the pictures say.
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Matrix:
    """All conditions; the clinical test has two rows of two."""

    cells: tuple[Cell, ...]
    scale: PathScale
    #: Whether forward and right are the person's own in every path.
    has_directions: bool


def matrix_of(protocol: ProtocolAnalysis) -> Matrix:
    """Draw every condition at one scale."""
    conditions = _ordered(protocol)
    paths = [
        trial.analysis.sway
        for condition in conditions
        for trial in condition.trials
        if trial.analysis is not None
    ]
    scale = scale_of(paths)
    most = max((len(each.trials) for each in conditions), default=1)
    places = min(max(most, 1), _MOST_SQUARES)
    square_in = min(_LARGEST_SQUARE_IN, (_CELL_IN - (places - 1) * _GAP_IN) / places)
    names = condition_names([each.condition for each in conditions])
    cells = tuple(
        _cell(condition, name, number=at, scale=scale, square_in=square_in)
        for at, (condition, name) in enumerate(zip(conditions, names, strict=True), start=1)
    )
    return Matrix(
        cells=cells,
        scale=scale,
        has_directions=are_directions_known(
            finding
            for condition in conditions
            for trial in condition.trials
            if trial.analysis is not None
            for finding in trial.analysis.quality
        ),
    )


def _ordered(protocol: ProtocolAnalysis) -> Sequence[ConditionSummary]:
    """Lay the clinical test out as eyes by surface; a condition without a trial is still there."""
    if protocol.kind is not ProtocolKind.MCTSIB:
        return protocol.conditions
    found = {(each.condition.eyes, each.condition.surface): each for each in protocol.conditions}
    others = [each for key, each in found.items() if key not in _MCTSIB]
    stances = {each.condition.stance for each in protocol.conditions}
    stance = next(iter(stances)) if len(stances) == 1 else None
    cells = [
        found.get((eyes, surface))
        or ConditionSummary(
            condition=StandingCondition(eyes=eyes, surface=surface, stance=stance),
            trials=(),
            measures=(),
        )
        for eyes, surface in _MCTSIB
    ]
    return (*cells, *others)


def _cell(
    summary: ConditionSummary,
    title: str,
    *,
    number: int,
    scale: PathScale,
    square_in: float,
) -> Cell:
    squares = [_square(trial) for trial in summary.trials[:_MOST_SQUARES]]
    if not squares:
        squares = [Square(label="", sway=None, absent="not done")]
    left_out = len(summary.trials) - len(squares)
    more = f"{counted(left_out, singular='more trial')}, not drawn" if left_out > 0 else ""
    notes = [
        f"! {measure.note}"
        for measure in summary.measures
        if measure.note and measure.value is not None and not is_near_floor(measure)
    ]
    reasons = [
        f"Trial {trial.repeat_count}: {trial.not_measured_reason}"
        for trial in summary.trials
        if trial.not_measured_reason
    ]
    by_key = {each.definition.key: each for each in summary.measures if each.side is None}
    return Cell(
        title=title,
        drawing=paths_drawing(
            squares,
            scale=scale,
            square_in=square_in,
            name=f"paths-{number}",
            title=f"Sway paths, {title.lower()}",
            least_width_in=_CELL_IN,
        ),
        measures=tuple(by_key[key] for key in CELL_KEYS if key in by_key),
        notes=tuple(note for note in (*dict.fromkeys((*reasons, *notes)), more) if note),
    )


def _square(trial: ProtocolTrial) -> Square:
    absent = "" if trial.analysis else "not measured" if trial.held_s is not None else "not done"
    return Square(
        label=f"Trial {trial.repeat_count}",
        sway=None if trial.analysis is None else trial.analysis.sway,
        absent=absent,
        held_s=trial.held_s,
        wanted_s=trial.wanted_s,
    )
