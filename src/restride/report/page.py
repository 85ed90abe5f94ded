"""What the page says, before it is laid out."""

from dataclasses import dataclass
from typing import Final

from restride.analysis.analysis import WalkAnalysis
from restride.person import Person
from restride.recording.recording import Recording
from restride.report import drawing
from restride.report.doubts import Doubts, doubts_of
from restride.report.meanings import Meaning, meanings_of
from restride.report.measure_rows import MeasureTables, measure_tables
from restride.report.method import (
    Fact,
    bases_of,
    method_of,
    sensors_in_words,
    sources_of,
    without_interval,
)
from restride.report.recording_part import RecordingPart, are_turns_known, recording_part
from restride.report.wording import (
    AID_IN_WORDS,
    counted,
    listed,
    shown_duration,
    shown_start,
)

_NO_TURNS: Final = "turns not looked for, without a gyroscope"


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """Everything the template lays out."""

    title: str
    is_simulated: bool
    facts: tuple[Fact, ...]
    walked: str
    no_walking_reason: str | None
    tables: MeasureTables
    recording: RecordingPart
    doubts: Doubts
    meanings: tuple[Meaning, ...]
    bases: tuple[Fact, ...]
    without_interval: tuple[Fact, ...]
    sources: tuple[Fact, ...]
    method: tuple[Fact, ...]


def page_of(analysis: WalkAnalysis, recording: Recording) -> Page:
    """Choose and word everything that the page shows of an analysis."""
    summary = analysis.recording
    start_s = min((sensor.start_s for sensor in summary.sensors), default=0.0)
    end_s = max((sensor.end_s for sensor in summary.sensors), default=start_s + summary.duration_s)
    doubts = doubts_of(
        analysis.quality, whole_s=end_s - start_s, has_one_sensor=len(summary.sensors) == 1
    )
    with drawing.house_look():
        tables = measure_tables(analysis.measures)
        part = recording_part(analysis, recording, start_s=start_s, end_s=end_s, doubts=doubts)
    meanings = meanings_of(analysis.measures, tables=tables)
    return Page(
        title=summary.name,
        is_simulated=summary.is_simulated or recording.is_simulated,
        facts=_facts(analysis),
        walked=_walked(analysis, tables),
        no_walking_reason=analysis.no_walking_reason,
        tables=tables,
        recording=part,
        doubts=doubts,
        meanings=meanings,
        bases=bases_of(tables),
        without_interval=without_interval(analysis.measures),
        sources=sources_of(meanings),
        method=method_of(analysis),
    )


def _facts(analysis: WalkAnalysis) -> tuple[Fact, ...]:
    recording = analysis.recording
    started = shown_start(recording.started_at) or "date not stated in the file"
    files = [file.name for file in recording.files]
    return (
        Fact(name="Person", text=_person(analysis.person)),
        Fact(name="Recorded", text=f"{started}; {shown_duration(recording.duration_s)} long"),
        Fact(name="Sensors", text=sensors_in_words(recording)),
        Fact(name="Recording", text=recording.name + (f" ({listed(files)})" if files else "")),
    )


def _person(person: Person) -> str:
    parts = [
        None if person.age_years is None else f"{person.age_years:.0f} years",
        person.sex,
        None if person.height_m is None else f"{person.height_m:.2f} m tall",
        None if person.walking_aid is None else AID_IN_WORDS[person.walking_aid],
    ]
    known = [str(part) for part in parts if part is not None]
    names = ("age", "sex", "height", "walking aid")
    missing = [name for name, part in zip(names, parts, strict=True) if part is None]
    said = f"{listed(missing)} not stated" if missing else ""
    return "; ".join(text for text in (", ".join(known), said) if text)


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
            else _NO_TURNS
        )
    )


def _shown_way(way_m: float) -> str:
    return f"{way_m:.1f} m" if way_m < 1000 else f"{way_m / 1000:.2f} km"
