"""Rising from a chair and sitting down, from one sensor on the lower back."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final

from restride.errors import SignalNotUsable, SignalTooShort
from restride.movement.transition_settings import TransitionSettings
from restride.movement.transitions import Transition, find_transitions
from restride.movement.trunk_course import TrunkCourse, TrunkCourseSettings, trunk_course
from restride.recording.movements import ChairRise
from restride.recording.pieces import regular_pieces
from restride.recording.recording import Sensor
from restride.terms import EventSource

#: The trunk moves below 10 Hz, and a hundred samples a second time its edges well. House choice.
_INNER_RATE_HZ: Final = 100.0
#: The quickest rise, with a little rest before and after. House choice.
_SHORTEST_SIGNAL_S: Final = 3.0


@dataclass(frozen=True, slots=True, kw_only=True)
class BackRiseSettings:
    """How rises are found from the back."""

    course: TrunkCourseSettings = field(default_factory=TrunkCourseSettings)
    transitions: TransitionSettings = field(default_factory=TransitionSettings)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class TrunkStretch:
    """A stretch without a gap: how the trunk moved, and what it rose and sat down."""

    #: Of its first sample, in the recording.
    start_s: float
    course: TrunkCourse
    #: Times from the first sample of the stretch.
    transitions: tuple[Transition, ...]


def find_back_rises(
    sensor: Sensor, *, settings: BackRiseSettings | None = None
) -> tuple[ChairRise, ...]:
    """Find every rise from a chair, each with the sitting down that follows it.

    Parameters
    ----------
    sensor
        Worn anyhow on the lower back; gaps allowed. Without a gyroscope the speeds are not given.

    Returns
    -------
    tuple[ChairRise, ...]
        In order of time; empty where nobody rises.

    Raises
    ------
    SignalTooShort
        Where no stretch without a gap lasts 3 s.
    SignalNotUsable
        Where not one sample holds a number on every axis.
    """
    has_gyroscope = sensor.angular_velocity_dps is not None
    found: list[ChairRise] = []
    for stretch in trunk_stretches(sensor, settings=settings):
        found.extend(_rises(stretch, has_gyroscope=has_gyroscope))
    return tuple(found)


def trunk_stretches(
    sensor: Sensor, *, settings: BackRiseSettings | None = None
) -> tuple[TrunkStretch, ...]:
    """Look at every stretch without a gap that is long enough.

    Raises
    ------
    SignalTooShort, SignalNotUsable
        As ``find_back_rises``.
    """
    settings = settings or BackRiseSettings()
    pieces = regular_pieces(sensor, sampling_rate_hz=_INNER_RATE_HZ)
    if not pieces:
        raise SignalNotUsable(
            "Looking for rising needs samples with a number on every axis, and none of "
            f"{sensor.clock.samples_count} has one. Check which columns were read with "
            "`restride info`."
        )
    longest_s = max(piece.duration_s for piece in pieces)
    if longest_s < _SHORTEST_SIGNAL_S:
        raise SignalTooShort(
            duration_s=longest_s, needed_s=_SHORTEST_SIGNAL_S, analysis="Looking for rising"
        )
    stretches = []
    for piece in pieces:
        if piece.duration_s < _SHORTEST_SIGNAL_S:
            continue
        course = trunk_course(
            piece.acceleration_mps2,
            piece.angular_velocity_dps,
            sampling_rate_hz=piece.sampling_rate_hz,
            settings=settings.course,
        )
        transitions = find_transitions(course, settings=settings.transitions)
        stretches.append(
            TrunkStretch(start_s=piece.start_s, course=course, transitions=transitions)
        )
    return tuple(stretches)


def _rises(stretch: TrunkStretch, *, has_gyroscope: bool) -> Iterable[ChairRise]:
    changes = stretch.transitions
    for place, change in enumerate(changes):
        if not change.is_rise:
            continue
        after = changes[place + 1] if place + 1 < len(changes) else None
        sits = after if after is not None and not after.is_rise else None
        start_s = stretch.start_s
        yield ChairRise(
            start_s=start_s + change.start_s,
            end_s=start_s + change.end_s,
            sit_start_s=None if sits is None else start_s + sits.start_s,
            sit_end_s=None if sits is None else start_s + sits.end_s,
            peak_rise_velocity_mps=change.peak_velocity_mps if has_gyroscope else None,
            peak_sit_velocity_mps=(
                sits.peak_velocity_mps if has_gyroscope and sits is not None else None
            ),
            trunk_lean_deg=change.lean_deg,
            source=EventSource.LOWER_BACK,
            confidence=change.confidence,
        )
