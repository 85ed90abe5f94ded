"""The second page: when the person walked, and the signal it was told from."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from markupsafe import Markup

from restride.analysis.analysis import BoutAnalysis, WalkAnalysis
from restride.recording.events import Turn
from restride.recording.recording import Recording, Sensor
from restride.report.doubts import Doubts
from restride.report.walking.signal_drawing import signal_drawing
from restride.report.walking.stretches import Stretches, shown_stretches
from restride.report.walking.timeline_drawing import timeline_drawing
from restride.report.walking.traces import (
    FootTrack,
    drawn_feet,
    drawn_sensors,
    has_pitch_rate,
    missing_stretches,
)
from restride.report.wording import counted, listed
from restride.terms import EventSource

#: Bouts and turns that are told one by one.
MOST_BOUTS: Final = 3
MOST_TURNS: Final = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordingPart:
    """What the page shows of the recording itself."""

    whole_s: float
    row_s: float
    #: Without a gyroscope turns are not looked for: none found would say something else.
    are_turns_known: bool
    #: Said where they are not.
    why_no_turns: str
    bouts: tuple[BoutAnalysis, ...]
    bouts_in_words: str
    turns: tuple[Turn, ...]
    turns_in_words: str
    timeline: Markup
    signal: Markup
    signal_in_words: str


def recording_part(
    analysis: WalkAnalysis, recording: Recording, *, start_s: float, end_s: float, doubts: Doubts
) -> RecordingPart:
    """Draw and word the recording."""
    walk, whole_s = analysis.walk, end_s - start_s
    origin = analysis.origins.strides
    sensors: Sequence[Sensor | FootTrack] = drawn_sensors(recording, found_from=origin)
    if origin in (EventSource.LANDMARKS, EventSource.MARKERS):
        sensors = drawn_feet(recording)
    stretches = shown_stretches(walk, start_s=start_s, end_s=end_s, sensors_count=len(sensors))
    return RecordingPart(
        whole_s=whole_s,
        row_s=stretches.row_s,
        are_turns_known=are_turns_known(analysis),
        why_no_turns=why_no_turns(analysis),
        bouts=_longest(analysis.bouts),
        bouts_in_words=_bouts_in_words(analysis.bouts),
        turns=_largest(analysis.turns),
        turns_in_words=_turns_in_words(analysis.turns),
        timeline=timeline_drawing(
            walk,
            missing=missing_stretches([each for each in sensors if isinstance(each, Sensor)]),
            stretches=() if stretches.is_whole else stretches.rows,
            start_s=start_s,
            end_s=end_s,
            are_turns_known=are_turns_known(analysis),
        ),
        signal=signal_drawing(
            sensors,
            walk,
            stretches=stretches.rows,
            whole_s=whole_s,
            lines_below_count=doubts.lines_count,
        ),
        signal_in_words=_signal_in_words(sensors, stretches, has_walking=bool(walk.bouts)),
    )


def are_turns_known(analysis: WalkAnalysis) -> bool:
    """Tell whether turns could be looked for."""
    return any(sensor.has_gyroscope for sensor in analysis.recording.sensors)


def why_no_turns(analysis: WalkAnalysis) -> str:
    """Say why turns were not looked for."""
    if analysis.origins.turns in (EventSource.LANDMARKS, EventSource.MARKERS):
        return "not looked for, from landmarks"
    return "not looked for, without a gyroscope"


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
    sensors: Sequence[Sensor | FootTrack], stretches: Stretches, *, has_walking: bool
) -> str:
    if not sensors:
        return "The recording was read piece by piece, so that its signal is not drawn."
    what = "Vertical acceleration without gravity"
    if all(isinstance(each, FootTrack) for each in sensors):
        what = "Height of the ankle (left above right)"
    elif all(isinstance(each, Sensor) and has_pitch_rate(each) for each in sensors):
        what = "Pitch rate of the foot (left above right)"
    if stretches.is_whole:
        contacts = ", with every contact found" if has_walking else ""
        return f"{what}. The whole recording is shown{contacts}."
    if not has_walking:
        return f"{what}. Too long to show whole: rows at even distances."
    chosen = listed([f"{stretch.letter} {stretch.what}" for stretch in stretches.rows])
    return f"{what}. Too long to show whole; chosen by rule: {chosen}."
