"""The page of a protocol: every condition side by side, what they say together, comparison."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from restride.analysis.protocol_analysis import ProtocolAnalysis, ProtocolKind
from restride.measure import Measure, MeasureDefinition
from restride.recording.recording import Recording
from restride.report import drawing
from restride.report.doubts import doubts_of
from restride.report.frame import Frame, person_in_words, simulated_banner
from restride.report.meanings import meanings_of
from restride.report.measure_row import MeasureRow, absent_of, rows_of
from restride.report.method import Fact, bases_of, sensors_in_words, sources_of, without_interval
from restride.report.standing.comparison_drawing import (
    Comparisons,
    comparisons_of,
    measures_by_condition,
)
from restride.report.standing.matrix import CELL_KEYS, Matrix, matrix_of
from restride.report.standing.words import FOUND_FROM, is_near_floor, shared_stance
from restride.report.tasks.frame import DIRECTION_ENDINGS
from restride.report.wording import counted, listed, shown_start

KIND_IN_WORDS: Final = {
    ProtocolKind.MCTSIB: "sensory interaction on balance (mCTSIB: eyes by surface)",
    ProtocolKind.QUIET_STANDING: "quiet standing under several conditions",
}
#: Beside the cells, print has room for these; the others stand on the screen.
_PRINTED_KEYS: Final = frozenset(
    {
        "mean_velocity_anteroposterior_mmps",
        "mean_velocity_mediolateral_mmps",
        "range_anteroposterior_mm",
        "range_mediolateral_mm",
        "mean_frequency_hz",
        "path_length_mm",
        "mean_time_held_s",
        "best_time_held_s",
        "weight_bearing_asymmetry_ratio",
        "back_sway_jerk_m2ps5",
        "back_sway_edge_frequency_hz",
    }
)
_LIMITS: Final = (
    "one protocol on one day; no diagnosis, no score. Compare only with trials of the same "
    "duration, device, filter, stance and instruction."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ConditionRow:
    """One measure, a cell a condition."""

    definition: MeasureDefinition
    cells: tuple[Measure | None, ...]
    is_secondary: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ProtocolPage:
    """Everything the template lays out."""

    frame: Frame
    is_mctsib: bool
    matrix: Matrix
    #: Across conditions, those that have a value.
    ratios: tuple[MeasureRow, ...]
    #: The reason, and the ratios that it keeps from being given.
    absent: dict[str, list[str]]
    comparisons: Comparisons
    condition_names: tuple[str, ...]
    rows: tuple[ConditionRow, ...]
    has_near_floor: bool


def protocol_page(protocol: ProtocolAnalysis, recordings: Mapping[str, Recording]) -> ProtocolPage:
    """Choose and word everything that the page shows of a protocol."""
    names, rows = measures_by_condition(protocol, left_out_keys=CELL_KEYS)
    ratios = rows_of(protocol.measures)
    with drawing.house_look():
        matrix = matrix_of(protocol)
        comparisons = comparisons_of(protocol)
    means = [measure for each in protocol.conditions for measure in each.measures]
    return ProtocolPage(
        frame=_frame(protocol, recordings, means=means),
        is_mctsib=protocol.kind is ProtocolKind.MCTSIB,
        matrix=matrix,
        ratios=tuple(row for row in ratios.values() if row.has_value),
        absent=absent_of(ratios.values()),
        comparisons=comparisons,
        condition_names=names,
        rows=tuple(
            ConditionRow(definition=row, cells=cells, is_secondary=row.key not in _PRINTED_KEYS)
            for row, cells in rows
        ),
        has_near_floor=any(map(is_near_floor, means)),
    )


def _frame(
    protocol: ProtocolAnalysis, recordings: Mapping[str, Recording], *, means: list[Measure]
) -> Frame:
    measures = [*means, *protocol.measures]
    main = {key.rsplit("_", 1)[0] for key in CELL_KEYS}
    meanings = meanings_of(
        measures,
        main_stems=main,
        endings=DIRECTION_ENDINGS,
        kinds={"romberg_": "Romberg ratio", "surface_": "Surface ratio"},
        main_kinds=("Romberg ratio", "Surface ratio"),
    )
    is_simulated = protocol.is_simulated or any(each.is_simulated for each in recordings.values())
    trials = [trial for each in protocol.conditions for trial in each.trials]
    whole_s = max((trial.held_s or 0.0 for trial in trials), default=0.0)
    return Frame(
        heading="Balance report",
        title=protocol.name,
        banner=simulated_banner(nobody="Nobody stood") if is_simulated else None,
        facts=_facts(protocol),
        doubts=doubts_of(protocol.quality, whole_s=whole_s),
        meanings=meanings,
        bases=bases_of(_read_first(measures)),
        without_interval=without_interval(measures),
        sources=sources_of(meanings),
        method=_method(protocol),
        limits=_LIMITS,
        has_second_page=True,
    )


def _read_first(measures: list[Measure]) -> list[Measure]:
    """Take what is read first: its intervals are told what they rest on."""
    first = [each for each in measures if each.definition.key in CELL_KEYS[:2]]
    ratios = [each for each in measures if each.definition.key.endswith("_ratio")][-2:]
    return [*first, *ratios]


def _facts(protocol: ProtocolAnalysis) -> tuple[Fact, ...]:
    trials = [trial for each in protocol.conditions for trial in each.trials]
    analyses = [trial.analysis for trial in trials if trial.analysis is not None]
    starts = [each.recording.started_at for each in analyses if each.recording.started_at]
    devices = dict.fromkeys(sensors_in_words(each.recording) for each in analyses)
    counts = [
        counted(len(trials), singular="trial"),
        f"{len(analyses)} measured",
        counted(len(protocol.conditions), singular="condition"),
    ]
    stance = shared_stance([each.condition for each in protocol.conditions])
    if stance:
        counts.append(stance)
    return (
        Fact(name="Person", text=person_in_words(protocol.person)),
        Fact(
            name="Recorded",
            text=shown_start(min(starts)) or "" if starts else "date not stated in the files",
        ),
        Fact(name="Protocol", text=f"{protocol.name}: {KIND_IN_WORDS[protocol.kind]}"),
        Fact(name="Trials", text=", ".join(counts)),
        Fact(name="Sensors", text=listed(list(devices)) or "none"),
    )


def _method(protocol: ProtocolAnalysis) -> tuple[Fact, ...]:
    trials = [trial for each in protocol.conditions for trial in each.trials]
    analyses = [trial.analysis for trial in trials if trial.analysis is not None]
    origins = dict.fromkeys(FOUND_FROM.get(each.source, str(each.source)) for each in analyses)
    floors = dict.fromkeys(
        "none measured" if each.noise_floor is None else each.noise_floor.basis for each in analyses
    )
    return (
        Fact(
            name="Algorithm",
            text=f"Restride {protocol.restride_version}; from {listed(list(origins)) or 'nothing'}",
        ),
        Fact(name="Noise floor of the device", text="; ".join(floors) or "none measured"),
        Fact(name="Files", text=", ".join(Path(trial.file).name for trial in trials)),
    )
