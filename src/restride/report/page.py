"""What the page says, before it is laid out."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from markupsafe import Markup

from restride.analysis.analysis import Analysis, BoutAnalysis
from restride.person import Person
from restride.recording.events import Turn
from restride.recording.recording import Recording, Sensor
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
from restride.report.signal_drawing import signal_drawing
from restride.report.stretches import Stretch, is_shown_whole, row_length_s, shown_stretches
from restride.report.timeline_drawing import timeline_drawing
from restride.report.traces import drawn_sensors, has_pitch_rate, missing_stretches
from restride.report.wording import (
    AID_IN_WORDS,
    counted,
    listed,
    shown_duration,
    shown_start,
    shown_value,
)

#: Bouts and turns that are told one by one.
MOST_BOUTS: Final = 4
MOST_TURNS: Final = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """Everything the template lays out."""

    title: str
    is_simulated: bool
    facts: tuple[Fact, ...]
    walked: str
    no_walking_reason: str | None
    tables: MeasureTables
    bouts: tuple[BoutAnalysis, ...]
    bouts_in_words: str
    turns: tuple[Turn, ...]
    turns_in_words: str
    timeline: Markup
    signal: Markup
    signal_in_words: str
    stretches: tuple[Stretch, ...]
    doubts: Doubts
    meanings: tuple[Meaning, ...]
    bases: tuple[Fact, ...]
    without_interval: tuple[Fact, ...]
    sources: tuple[Fact, ...]
    method: tuple[Fact, ...]
    whole_s: float
    row_s: float


def page_of(analysis: Analysis, recording: Recording) -> Page:
    """Choose and word everything that the page shows of an analysis."""
    walk = analysis.walk
    summary = analysis.recording
    start_s = min((sensor.start_s for sensor in summary.sensors), default=0.0)
    end_s = max((sensor.end_s for sensor in summary.sensors), default=start_s + summary.duration_s)
    whole_s = end_s - start_s
    row_s = row_length_s(start_s=start_s, end_s=end_s)
    stretches = shown_stretches(walk, start_s=start_s, end_s=end_s)
    is_whole = is_shown_whole(start_s=start_s, end_s=end_s)
    sensors = drawn_sensors(recording, found_from=analysis.origins.strides)
    with drawing.house_look():
        tables = measure_tables(analysis.measures)
        timeline = timeline_drawing(
            walk,
            missing=missing_stretches(sensors),
            stretches=() if is_whole else stretches,
            start_s=start_s,
            end_s=end_s,
        )
        signal = signal_drawing(sensors, walk, stretches=stretches, whole_s=whole_s)
    meanings = meanings_of(analysis.measures, tables=tables)
    return Page(
        title=summary.name,
        is_simulated=summary.is_simulated or recording.is_simulated,
        facts=_facts(analysis),
        walked=_walked(analysis, tables),
        no_walking_reason=analysis.no_walking_reason,
        tables=tables,
        bouts=_longest(analysis.bouts),
        bouts_in_words=_bouts_in_words(analysis.bouts),
        turns=_largest(analysis.turns),
        turns_in_words=_turns_in_words(analysis.turns),
        timeline=timeline,
        signal=signal,
        signal_in_words=_signal_in_words(
            sensors, stretches, is_whole=is_whole, has_walking=bool(walk.bouts)
        ),
        stretches=stretches,
        doubts=doubts_of(
            analysis.quality, whole_s=whole_s, has_one_sensor=len(summary.sensors) == 1
        ),
        meanings=meanings,
        bases=bases_of(tables),
        without_interval=without_interval(analysis.measures),
        sources=sources_of(meanings),
        method=method_of(analysis),
        whole_s=whole_s,
        row_s=row_s,
    )


def _facts(analysis: Analysis) -> tuple[Fact, ...]:
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


def _walked(analysis: Analysis, tables: MeasureTables) -> str:
    """Say how much walking everything below rests on."""
    bouts = [each.bout for each in analysis.bouts]
    walked_s = sum(bout.duration_s for bout in bouts)
    steps_count = sum(max(0, len(bout.initial_contacts) - 1) for bout in bouts)
    strides_count = sum(len(bout.strides) for bout in bouts)
    far = tables.amounts.get("distance_m")
    how_far = f" over {shown_value(far)} m" if far is not None and far.value is not None else ""
    return (
        f"{shown_duration(walked_s)} of walking{how_far} in {counted(len(bouts), singular='bout')}: "
        f"{counted(steps_count, singular='step')}, {counted(strides_count, singular='stride')}, "
        f"{counted(len(analysis.turns), singular='turn')}"
    )


def _longest(bouts: tuple[BoutAnalysis, ...]) -> tuple[BoutAnalysis, ...]:
    longest = sorted(bouts, key=lambda each: -each.bout.duration_s)[:MOST_BOUTS]
    return tuple(sorted(longest, key=lambda each: each.bout.start_s))


def _largest(turns: tuple[Turn, ...]) -> tuple[Turn, ...]:
    largest = sorted(turns, key=lambda turn: -abs(turn.angle_deg))[:MOST_TURNS]
    return tuple(sorted(largest, key=lambda turn: turn.start_s))


def _bouts_in_words(bouts: tuple[BoutAnalysis, ...]) -> str:
    longest = f", the {MOST_BOUTS} longest" if len(bouts) > MOST_BOUTS else ""
    return counted(len(bouts), singular="bout") + longest


def _turns_in_words(turns: tuple[Turn, ...]) -> str:
    left_count = sum(turn.angle_deg > 0 for turn in turns)
    right_count = len(turns) - left_count
    largest = f", the {MOST_TURNS} largest" if len(turns) > MOST_TURNS else ""
    sides = f" ({left_count} left, {right_count} right)" if len(turns) > 1 else ""
    return counted(len(turns), singular="turn") + sides + largest


def _signal_in_words(
    sensors: Sequence[Sensor], stretches: Sequence[Stretch], *, is_whole: bool, has_walking: bool
) -> str:
    if not sensors:
        return "The recording was read piece by piece, so that its signal is not drawn."
    is_foot = all(has_pitch_rate(sensor) for sensor in sensors)
    what = (
        "Pitch rate of the foot (left above right)"
        if is_foot
        else "Vertical acceleration without gravity"
    )
    if is_whole:
        contacts = ", with every contact found" if has_walking else ""
        return f"{what}. The whole recording is shown{contacts}."
    chosen = listed([f"{stretch.letter} {stretch.what}" for stretch in stretches])
    return f"{what}. Too long to show whole; chosen by rule: {chosen}."
