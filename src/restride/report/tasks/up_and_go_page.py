"""The page of a timed up and go: how long, its phases, its turns, and the signal."""

from dataclasses import dataclass
from typing import Final

from markupsafe import Markup

from restride.analysis.tasks.timed_up_and_go import UpAndGoAnalysis
from restride.recording.events import Turn
from restride.recording.movements import Phase, UpAndGo
from restride.recording.recording import Recording
from restride.report import drawing
from restride.report.frame import Frame
from restride.report.tasks.frame import task_frame
from restride.report.tasks.lanes import Lane, Mark, Shade, lanes_drawing
from restride.report.tasks.phase_bar import PHASE_IN_WORDS, phase_strip, phases_in_words
from restride.report.tasks.tables import TaskTables, task_tables
from restride.report.tasks.trunk_lanes import back_sensor, trunk_lanes
from restride.report.tasks.words import found_from
from restride.terms import PhaseKind

_HEADLINE_KEYS: Final = (
    "up_and_go_s",
    "up_and_go_cadence_spm",
    "up_and_go_far_turn_peak_speed_dps",
)
#: What the table of phases says; a measure of these with an interval stands below it too.
_IN_THE_TABLE: Final = frozenset(
    {
        *(f"up_and_go_{kind.replace('-', '_')}_s" for kind in PhaseKind),
        *(f"up_and_go_{which}_turn_angle_deg" for which in ("far", "near")),
        *(f"up_and_go_{which}_turn_peak_speed_dps" for which in ("far", "near")),
        *(f"up_and_go_{which}_turn_steps_count" for which in ("far", "near")),
        "up_and_go_steps_count",
        "up_and_go_overlap_s",
        "up_and_go_rise_velocity_mps",
        "up_and_go_sit_velocity_mps",
        "up_and_go_rise_lean_deg",
    }
)
#: Before the first movement and after the last.
_SPARE_S: Final = 1.0
_NO_GYROSCOPE: Final = "Turning is not drawn: the sensor has no gyroscope."


@dataclass(frozen=True, slots=True, kw_only=True)
class PhaseRow:
    """A phase as the table tells it."""

    number: int
    name: str
    phase: Phase
    #: Steps that end within it; one that ends in two phases counts in the first.
    steps_count: int
    #: The turn in it; None where it has none.
    turn: Turn | None = None
    #: What was fastest in it, in words.
    peak: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class UpAndGoPage:
    """Everything the template lays out."""

    frame: Frame
    none_found_reason: str | None
    tables: TaskTables
    total_s: float | None
    steps_count: int
    overlap_s: float
    rows: tuple[PhaseRow, ...]
    course: Markup
    course_in_words: str


def up_and_go_page(analysis: UpAndGoAnalysis, recording: Recording) -> UpAndGoPage:
    """Choose and word everything that the page shows of a timed up and go."""
    found = analysis.up_and_go
    with drawing.house_look():
        tables = task_tables(
            analysis.measures,
            headline_keys=_HEADLINE_KEYS,
            main_keys=(),
            told_keys=_IN_THE_TABLE,
        )
        course, words = _course(found, recording)
    frame = task_frame(
        analysis,
        recording,
        heading="Timed up and go report",
        nobody="Nobody stood up or walked",
        tables=tables,
        found_from=found_from(analysis.source),
    )
    return UpAndGoPage(
        frame=frame,
        none_found_reason=analysis.none_found_reason,
        tables=tables,
        total_s=None if found is None else found.duration_s,
        steps_count=0 if found is None else len(found.initial_contacts),
        overlap_s=0.0 if found is None else found.overlap_s,
        rows=() if found is None else phase_rows(found),
        course=course,
        course_in_words=words,
    )


def phase_rows(found: UpAndGo) -> tuple[PhaseRow, ...]:
    """Tell each phase with its steps, its turn and what was fastest in it."""
    turns = {PhaseKind.TURN: found.turns[0], PhaseKind.TURN_TO_SIT: found.turns[1]}
    peaks = {
        PhaseKind.RISE: _upward(found.peak_rise_velocity_mps, found.rise_lean_deg),
        PhaseKind.SIT: _downward(found.peak_sit_velocity_mps),
        **{
            kind: f"{turn.peak_angular_velocity_dps:.0f} °/s turning"
            for kind, turn in turns.items()
        },
    }
    return tuple(
        PhaseRow(
            number=number,
            name=PHASE_IN_WORDS[phase.kind],
            phase=phase,
            steps_count=steps_count,
            turn=turns.get(phase.kind),
            peak=peaks.get(phase.kind, ""),
        )
        for number, (phase, steps_count) in enumerate(
            zip(found.phases, _steps_counts(found), strict=True), start=1
        )
    )


def _steps_counts(found: UpAndGo) -> list[int]:
    firsts = [
        next(
            (at for at, each in enumerate(found.phases) if each.start_s <= time_s < each.end_s),
            None,
        )
        for time_s in (contact.time_s for contact in found.initial_contacts)
    ]
    return [firsts.count(at) for at in range(len(found.phases))]


def _upward(velocity_mps: float | None, lean_deg: float | None) -> str:
    fast = "" if velocity_mps is None else f"{velocity_mps:.2f} m/s upwards"
    far = "" if lean_deg is None else f"{lean_deg:.0f}° lean"
    return ", ".join(filter(None, (fast, far)))


def _downward(velocity_mps: float | None) -> str:
    return "" if velocity_mps is None else f"{velocity_mps:.2f} m/s downwards"


def _course(found: UpAndGo | None, recording: Recording) -> tuple[Markup, str]:
    """Draw the phases and the signal on one axis of time; the signal alone where none is found."""
    sensor = back_sensor(recording)
    span_s = _span_s(found, recording)
    rise = None if found is None else found.phase(PhaseKind.RISE)
    rise_s = None if rise is None else (rise.start_s, rise.end_s)
    lanes = () if sensor is None else trunk_lanes(sensor, span_s=span_s, rise_s=rise_s)
    if found is None and not lanes:
        return Markup(), "The recording holds no signal that could be drawn."
    is_without_turning = sensor is not None and sensor.angular_velocity_dps is None
    words = _NO_GYROSCOPE if is_without_turning else ""
    if not lanes:
        words = "The signal is not drawn: it is not at hand."
    drawn = lanes_drawing(
        lanes,
        span_s=span_s,
        strip=None if found is None else phase_strip(found),
        shades=() if found is None else _shades(found),
        marks=() if found is None else _marks(found, lanes),
        name="course",
        title="Phases and signal over time",
        description="The signal; nothing found in it." if found is None else phases_in_words(found),
    )
    return drawn, words


def _span_s(found: UpAndGo | None, recording: Recording) -> tuple[float, float]:
    clocks = [track.clock for track in recording.tracks]
    first_s = min((clock.first_s for clock in clocks), default=0.0)
    last_s = max((clock.end_s for clock in clocks), default=0.0)
    if found is None:
        return first_s, last_s
    if not clocks:
        return found.start_s - _SPARE_S, found.end_s + _SPARE_S
    return max(first_s, found.start_s - _SPARE_S), min(last_s, found.end_s + _SPARE_S)


def _shades(found: UpAndGo) -> tuple[Shade, ...]:
    """Shade walking, and hatch turning, as the bars above do."""
    hatches = {PhaseKind.TURN: "////", PhaseKind.TURN_TO_SIT: "////"}
    plain = (PhaseKind.WALK_OUT, PhaseKind.WALK_BACK)
    return tuple(
        Shade(start_s=phase.start_s, end_s=phase.end_s, hatch=hatches.get(phase.kind))
        for phase in found.phases
        if phase.kind in (*hatches, *plain)
    )


def _marks(found: UpAndGo, lanes: tuple[Lane, ...]) -> tuple[Mark, ...]:
    """Set the steps on the lane of the vertical acceleration."""
    if len(lanes) < 2:
        return ()
    return tuple(
        Mark(time_s=contact.time_s, lane=1, side=contact.side) for contact in found.initial_contacts
    )
