"""What the page of a walk says, before it is laid out."""

from dataclasses import dataclass
from typing import Final

from restride.analysis.analysis import WalkAnalysis
from restride.recording.recording import Recording
from restride.report import drawing
from restride.report.doubts import doubts_of
from restride.report.frame import Frame, facts_of, simulated_banner
from restride.report.meanings import meanings_of
from restride.report.method import bases_of, sources_of, without_interval
from restride.report.walking.measure_rows import AMOUNT_KEYS, MeasureTables, measure_tables
from restride.report.walking.method import KINDS, MAIN_KINDS, method_of
from restride.report.walking.recording_part import (
    RecordingPart,
    are_turns_known,
    recording_part,
    why_no_turns,
)
from restride.report.wording import counted, shown_duration

_LIMITS: Final = (
    "one recording on one day; no diagnosis, no score, no comparison with a reference. "
    "Compare only recordings made with the same sensors, walking aid, shoes and instruction."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class WalkPage:
    """Everything the template lays out."""

    frame: Frame
    walked: str
    no_walking_reason: str | None
    tables: MeasureTables
    recording: RecordingPart


def walk_page(analysis: WalkAnalysis, recording: Recording) -> WalkPage:
    """Choose and word everything that the page shows of a walk."""
    summary = analysis.recording
    start_s = min((sensor.start_s for sensor in summary.sensors), default=0.0)
    end_s = max((sensor.end_s for sensor in summary.sensors), default=start_s + summary.duration_s)
    doubts = doubts_of(
        analysis.quality, whole_s=end_s - start_s, has_one_sensor=len(summary.sensors) == 1
    )
    with drawing.house_look():
        tables = measure_tables(analysis.measures)
        part = recording_part(analysis, recording, start_s=start_s, end_s=end_s, doubts=doubts)
    is_simulated = summary.is_simulated or recording.is_simulated
    meanings = meanings_of(
        analysis.measures,
        main_stems={row.stem for row in (*tables.headline, *tables.pairs)},
        left_out_keys=AMOUNT_KEYS,
        kinds=KINDS,
        main_kinds=MAIN_KINDS,
    )
    frame = Frame(
        heading="Walking report",
        title=summary.name,
        banner=simulated_banner(nobody="Nobody walked") if is_simulated else None,
        facts=facts_of(summary, person=analysis.person),
        doubts=doubts,
        meanings=meanings,
        bases=bases_of([row.both for row in tables.headline if row.both is not None]),
        without_interval=without_interval(analysis.measures, left_out_keys=AMOUNT_KEYS),
        sources=sources_of(meanings),
        method=method_of(analysis),
        limits=_LIMITS,
        has_second_page=analysis.no_walking_reason is None,
    )
    return WalkPage(
        frame=frame,
        walked=_walked(analysis, tables),
        no_walking_reason=analysis.no_walking_reason,
        tables=tables,
        recording=part,
    )


def _walked(analysis: WalkAnalysis, tables: MeasureTables) -> str:
    """Say how much walking everything below rests on."""
    bouts = [each.bout for each in analysis.bouts]
    walked_s = sum(bout.duration_s for bout in bouts)
    steps_count = sum(max(0, len(bout.initial_contacts) - 1) for bout in bouts)
    strides_count = sum(len(bout.strides) for bout in bouts)
    far = tables.amounts.get("distance_m")
    how_far = f" over {_shown_way(far.value)}" if far is not None and far.value is not None else ""
    bouts_count = counted(len(bouts), singular="bout")
    return (
        f"{shown_duration(walked_s)} of walking{how_far} in {bouts_count}: "
        f"{counted(steps_count, singular='step')}, {counted(strides_count, singular='stride')}, "
        + (
            counted(len(analysis.turns), singular="turn")
            if are_turns_known(analysis)
            else f"turns {why_no_turns(analysis)}"
        )
    )


def _shown_way(way_m: float) -> str:
    return f"{way_m:.1f} m" if way_m < 1000 else f"{way_m / 1000:.2f} km"
