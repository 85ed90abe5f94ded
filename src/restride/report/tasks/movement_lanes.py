"""The signal that rises or repetitions were told from, whatever recorded it, as lanes."""

from typing import Final

import numpy as np

from restride.arrays import FloatArray
from restride.movement.body_track import follow_body, scale_of
from restride.movement.plate_force import load_of
from restride.movement.rep_signals import RepSignal, signals_of_angles, signals_of_body
from restride.movement.settings import RepetitionSettings
from restride.recording.recording import Recording
from restride.report.tasks.lanes import Lane, drawn_step
from restride.report.tasks.trunk_lanes import back_sensor, trunk_lanes
from restride.terms import EventSource, LengthUnit, Side

#: Of a height in metres or picture elements; of an angle.
_LEAST_RANGE: Final = {"m": 0.1, "px": 20.0, "°": 20.0}


def movement_lanes(
    recording: Recording,
    *,
    source: EventSource,
    counted_on: str,
    span_s: tuple[float, float],
    first_s: tuple[float, float] | None,
) -> tuple[Lane, ...]:
    """Draw the signal that was looked at, and the weight on the plates where there are any.

    Parameters
    ----------
    counted_on
        The signal in words: "height of the hips".
    first_s
        The first rise, in which the trunk leans forward.
    """
    if source is EventSource.LOWER_BACK:
        sensor = back_sensor(recording)
        lanes = (
            ()
            if sensor is None
            else trunk_lanes(sensor, span_s=span_s, rise_s=first_s, has_turning=False)
        )
    else:
        lanes = _of_signals(recording, source=source, counted_on=counted_on)
    return (*lanes, *_force_lanes(recording))


def _of_signals(recording: Recording, *, source: EventSource, counted_on: str) -> tuple[Lane, ...]:
    signals, unit = _signals(recording, source=source)
    if not signals:
        return ()
    chosen = [each for each in signals if each.counted_on == counted_on]
    chosen = chosen or [each for each in signals if _is_part(each, counted_on)] or [signals[0]]
    return tuple(_lane(each, unit="°" if each.is_angle else unit) for each in chosen[:2])


def _is_part(signal: RepSignal, counted_on: str) -> bool:
    name, words = signal.counted_on.split(), counted_on.split()
    return bool(name) and name[0] == words[0] and name[-1].rstrip("s") == words[-1].rstrip("s")


def _signals(recording: Recording, *, source: EventSource) -> tuple[tuple[RepSignal, ...], str]:
    settings = RepetitionSettings()
    if recording.landmarks and source in (EventSource.LANDMARKS, EventSource.MARKERS):
        landmarks = recording.landmarks[0]
        track = follow_body(landmarks, settings=settings.seen)
        scale = scale_of(track, height_m=recording.person.height_m)
        unit = "m" if landmarks.unit is LengthUnit.METRES else "px"
        return signals_of_body(track, scale=scale, settings=settings), unit
    if recording.joint_angles and source is EventSource.JOINT_ANGLES:
        return signals_of_angles(recording.joint_angles[0], settings=settings), "m"
    return (), ""


def _lane(signal: RepSignal, *, unit: str) -> Lane:
    step = drawn_step(len(signal.values), sampling_rate_hz=signal.clock.sampling_rate_hz)
    words = signal.counted_on[0].upper() + signal.counted_on[1:]
    return Lane(
        name=_on_two_lines(words),
        unit=unit,
        times_s=np.asarray(signal.clock.times_s[::step]),
        values=np.asarray(signal.values[::step]),
        least_range=_LEAST_RANGE[unit],
    )


def _on_two_lines(words: str) -> str:
    """Break a name where its halves are of about one length."""
    blanks = [at for at, sign in enumerate(words) if sign == " "]
    if not blanks or len(words) < 14:
        return words
    middle = min(blanks, key=lambda at: abs(at - len(words) / 2))
    return words[:middle] + "\n" + words[middle + 1 :]


def _force_lanes(recording: Recording) -> tuple[Lane, ...]:
    """Draw the vertical force under each foot, or under both where nobody says whose it is."""
    load = load_of(recording.plates)
    if load is None:
        return ()
    step = drawn_step(len(load.total_n), sampling_rate_hz=load.clock.sampling_rate_hz)

    def thinned(values: FloatArray) -> FloatArray:
        return np.asarray(values[::step], dtype=float)

    left, right = load.by_side_n.get(Side.LEFT), load.by_side_n.get(Side.RIGHT)
    has_sides = left is not None and right is not None
    return (
        Lane(
            name="Force under\nleft: line,\nright: broken"
            if has_sides
            else "Force under\nthe feet",
            unit="N",
            times_s=thinned(load.clock.times_s),
            values=thinned(left if left is not None and has_sides else load.total_n),
            others=thinned(right) if right is not None and has_sides else None,
            least_range=100.0,
        ),
    )
