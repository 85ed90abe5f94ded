"""The measures of a timed up and go: the whole, its phases, its turns and its steps."""

from collections.abc import Iterator
from typing import Final

import numpy as np

from restride.measure import Better, Measure, MeasureDefinition, NotComputed
from restride.recording.events import Turn
from restride.recording.movements import UpAndGo
from restride.terms import PhaseKind

_SOURCE: Final = "salarian2010"
_NO_ERROR: Final = NotComputed(
    reason="the error against people is not known to us; against the virtual person 99 of 100 "
    "edges of a phase are found within 0.2 s"
)
_COUNTED: Final = NotComputed(reason="it is counted, not estimated")


def _row(
    key: str,
    title: str,
    definition: str,
    *,
    decimals: int = 2,
    better: Better = Better.LOWER,
    source: str = _SOURCE,
) -> MeasureDefinition:
    return MeasureDefinition(
        key=key,
        title=title,
        definition=definition,
        decimals=decimals,
        better=better,
        source=source,
    )


_PHASE_ROWS: Final = {
    PhaseKind.RISE: _row(
        "up_and_go_rise_s",
        "Rising",
        "From the trunk beginning to lean forward to hips and trunk having stopped rising.",
    ),
    PhaseKind.WALK_OUT: _row(
        "up_and_go_walk_out_s", "Walking out", "From upright to the start of the far turn."
    ),
    PhaseKind.TURN: _row(
        "up_and_go_turn_s",
        "Turning at the far end",
        "Between the edges of the trunk's rotation about the vertical.",
    ),
    PhaseKind.WALK_BACK: _row(
        "up_and_go_walk_back_s", "Walking back", "From the end of the far turn to the near turn."
    ),
    PhaseKind.TURN_TO_SIT: _row(
        "up_and_go_turn_to_sit_s",
        "Turning to sit",
        "Between the edges of the rotation before the chair; it may run on while sitting down.",
    ),
    PhaseKind.SIT: _row(
        "up_and_go_sit_s",
        "Sitting down",
        "From the trunk beginning to bend or to sink to the trunk resting again.",
    ),
}

_DURATION: Final = _row(
    "up_and_go_s",
    "Timed up and go",
    "From the trunk beginning to lean forward to the trunk resting again, as the sensor shows it; "
    "a stopwatch from the word 'go' also counts the time to react.",
    source="podsiadlo1991",
)
_OVERLAP: Final = _row(
    "up_and_go_overlap_s",
    "Turning while sitting down",
    "How long the near turn and sitting down run together.",
    better=Better.NEITHER,
)
_STEPS: Final = _row(
    "up_and_go_steps_count",
    "Steps",
    "Initial contacts from the middle of rising to the middle of sitting down.",
    decimals=0,
)
_CADENCE: Final = _row(
    "up_and_go_cadence_spm",
    "Cadence on the way",
    "Steps a minute while walking out and back, from the steps wholly inside the two ways.",
    decimals=0,
    better=Better.NEITHER,
)
_RISE_VELOCITY: Final = _row(
    "up_and_go_rise_velocity_mps",
    "Peak speed of rising",
    "Highest upward speed of the lower back while rising.",
    better=Better.HIGHER,
)
_SIT_VELOCITY: Final = _row(
    "up_and_go_sit_velocity_mps",
    "Peak speed of sitting down",
    "Highest downward speed of the lower back; high means dropping onto the chair.",
    better=Better.NEITHER,
)
_LEAN: Final = _row(
    "up_and_go_rise_lean_deg",
    "Forward lean while rising",
    "Largest forward lean of the lower back while rising, against sitting.",
    decimals=0,
    better=Better.NEITHER,
)


def _turn_rows(word: str, which: str) -> dict[str, MeasureDefinition]:
    return {
        "angle": _row(
            f"up_and_go_{word}_turn_angle_deg",
            f"Angle of the {which} turn",
            "Change of direction about the vertical, positive to the left.",
            decimals=0,
            better=Better.NEITHER,
        ),
        "peak": _row(
            f"up_and_go_{word}_turn_peak_speed_dps",
            f"Peak speed of the {which} turn",
            "Highest speed of the trunk's rotation about the vertical.",
            decimals=0,
            better=Better.HIGHER,
        ),
        "steps": _row(
            f"up_and_go_{word}_turn_steps_count",
            f"Steps in the {which} turn",
            "Initial contacts between the edges of the turn.",
            decimals=0,
        ),
    }


_FAR_TURN: Final = _turn_rows("far", "far")
_NEAR_TURN: Final = _turn_rows("near", "near")

#: In the order in which they are shown.
UP_AND_GO_MEASURES: Final[dict[str, MeasureDefinition]] = {
    row.key: row
    for row in (
        _DURATION,
        *_PHASE_ROWS.values(),
        _OVERLAP,
        _STEPS,
        _CADENCE,
        _RISE_VELOCITY,
        _SIT_VELOCITY,
        _LEAN,
        *_FAR_TURN.values(),
        *_NEAR_TURN.values(),
    )
}


def up_and_go_measures(found: UpAndGo) -> tuple[Measure, ...]:
    """Measure one timed up and go."""
    return tuple(_measures(found))


def _measures(found: UpAndGo) -> Iterator[Measure]:
    yield _measure(_DURATION, found.duration_s)
    for kind, row in _PHASE_ROWS.items():
        yield _measure(row, found.phase(kind).duration_s)
    yield _measure(_OVERLAP, found.overlap_s)
    yield _measure(_STEPS, float(len(found.initial_contacts)))
    yield _cadence(found)
    yield _measure(_RISE_VELOCITY, found.peak_rise_velocity_mps)
    yield _measure(_SIT_VELOCITY, found.peak_sit_velocity_mps)
    yield _measure(_LEAN, found.rise_lean_deg)
    for rows, turn in zip((_FAR_TURN, _NEAR_TURN), found.turns, strict=True):
        yield from _turn(rows, turn)


def _turn(rows: dict[str, MeasureDefinition], turn: Turn) -> Iterator[Measure]:
    yield _measure(rows["angle"], turn.angle_deg)
    yield _measure(rows["peak"], turn.peak_angular_velocity_dps)
    yield _measure(rows["steps"], None if turn.steps_count is None else float(turn.steps_count))


def _cadence(found: UpAndGo) -> Measure:
    steps_s: list[float] = []
    for kind in (PhaseKind.WALK_OUT, PhaseKind.WALK_BACK):
        way = found.phase(kind)
        inside_s = [
            each.time_s
            for each in found.initial_contacts
            if way.start_s <= each.time_s <= way.end_s
        ]
        steps_s.extend(np.diff(inside_s).tolist())
    if not steps_s:
        return _measure(_CADENCE, None, note="No step lies wholly inside one of the two ways.")
    return _measure(_CADENCE, 60.0 / float(np.mean(steps_s)), repeats_count=len(steps_s))


def _measure(
    row: MeasureDefinition, value: float | None, *, repeats_count: int = 1, note: str | None = None
) -> Measure:
    if value is None and note is None:
        note = "The signal cannot tell."
    return Measure(
        definition=row,
        value=value,
        repeats_count=repeats_count,
        uncertainty=_COUNTED if row.key.endswith("_count") else _NO_ERROR,
        note=note,
    )
