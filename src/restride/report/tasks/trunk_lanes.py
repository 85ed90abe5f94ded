"""The signal of a sensor on the back as lanes: lean, vertical acceleration, turning."""

from typing import Final

import numpy as np

from restride.arrays import BoolArray, FloatArray
from restride.movement.trunk_course import trunk_course
from restride.recording.recording import Recording, Sensor
from restride.report.tasks.lanes import Lane, drawn_step
from restride.signal.thinning import even_parts
from restride.signal.trunk import upright
from restride.terms import Placement

_LEAST_SAMPLES_COUNT: Final = 50


def back_sensor(recording: Recording) -> Sensor | None:
    """Find the sensor on the back, or the only one there is."""
    worn = recording.sensor_at(Placement.LOWER_BACK)
    return worn or (recording.sensors[0] if recording.sensors else None)


def trunk_lanes(
    sensor: Sensor,
    *,
    span_s: tuple[float, float],
    rise_s: tuple[float, float] | None = None,
    has_turning: bool = True,
) -> tuple[Lane, ...]:
    """Draw how the trunk leans, goes up and down, and turns.

    Parameters
    ----------
    rise_s
        A rise, in which the trunk leans forward: it tells which way that is.
    """
    piece = sensor.between(*span_s)
    if piece.clock.samples_count < _LEAST_SAMPLES_COUNT:
        return ()
    rate_hz = piece.clock.sampling_rate_hz
    acceleration, is_known = _without_gaps(piece.acceleration_mps2)
    turning = piece.angular_velocity_dps
    known_turning = None if turning is None else _without_gaps(turning)[0]
    course = trunk_course(acceleration, known_turning, sampling_rate_hz=rate_hz)
    signals = upright(acceleration, known_turning, sampling_rate_hz=rate_hz)
    times_s = piece.clock.times_s
    lean_deg = _forward_positive(course.lean_deg, times_s, rise_s=rise_s)
    signals_of = [
        ("Trunk lean\nforward +", "°", lean_deg, 20.0),
        ("Vertical\nacceleration", "m/s²", signals.vertical_mps2, 4.0),
    ]
    if course.yaw_dps is not None and has_turning:
        signals_of.append(("Turning\nleft +", "°/s", course.yaw_dps, 60.0))
    factor = drawn_step(len(times_s), sampling_rate_hz=rate_hz)
    thinned_s = even_parts(np.asarray(times_s, dtype=float), factor)
    return tuple(
        Lane(
            name=name,
            unit=unit,
            times_s=thinned_s,
            values=even_parts(np.where(is_known, values, np.nan), factor),
            least_range=least_range,
            has_zero_line=True,
        )
        for name, unit, values, least_range in signals_of
    )


def _without_gaps(vectors: FloatArray) -> tuple[FloatArray, BoolArray]:
    """Bridge missing samples by straight lines for the eye, and tell where they were."""
    is_known: BoolArray = np.asarray(np.isfinite(vectors).all(axis=1))
    if is_known.all() or is_known.sum() < 2:
        return np.nan_to_num(np.asarray(vectors, dtype=float)), is_known
    at = np.arange(len(vectors))
    columns = [np.interp(at, at[is_known], column[is_known]) for column in vectors.T]
    return np.column_stack(columns), is_known


def _forward_positive(
    lean_deg: FloatArray, times_s: FloatArray, *, rise_s: tuple[float, float] | None
) -> FloatArray:
    """Count the lean from where rising begins, forward positive."""
    if rise_s is None:
        return lean_deg
    inside = (times_s >= rise_s[0]) & (times_s <= rise_s[1])
    if not inside.any():
        return lean_deg
    course = lean_deg - lean_deg[inside][0]
    seen = course[inside]
    return np.asarray(course if seen.max() >= -seen.min() else -course)
