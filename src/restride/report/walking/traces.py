"""The one signal of each sensor that shows a contact best, cut to what is drawn."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from restride.arrays import FloatArray
from restride.recording.landmarks import Landmark
from restride.recording.recording import Recording, Sensor
from restride.report.walking.stretches import Stretch
from restride.signal.thinning import even_parts, thinning_factor
from restride.terms import EventSource, LengthUnit, Placement, Side

#: More could not be seen at the width of a page: 500 points in 7 inches.
_DRAWN_RATE_HZ: Final = 50.0
#: Shorter gaps are told in words only. House choice.
_SHORTEST_SHOWN_GAP_S: Final = 0.5


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Trace:
    """What is drawn of one sensor in one stretch. Missing samples are NaN."""

    side: Side | None
    what: str
    unit: str
    times_s: FloatArray
    # Bears the unit of its own field.
    values: FloatArray


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class FootTrack:
    """How high the ankle of one side is, where there is no sensor but landmarks."""

    side: Side
    unit: str
    times_s: FloatArray
    # Bears the unit of its own field.
    values: FloatArray


def drawn_feet(recording: Recording) -> tuple[FootTrack, ...]:
    """Follow the ankles, left first; none where they were not seen."""
    landmarks = recording.landmarks[0] if recording.landmarks else None
    if landmarks is None or not landmarks.clock.samples_count:
        return ()
    unit = "m" if landmarks.unit is LengthUnit.METRES else "px"
    tracks = (
        FootTrack(
            side=side,
            unit=unit,
            times_s=np.asarray(landmarks.clock.times_s, dtype=float),
            values=np.asarray(landmarks.of(Landmark(f"{side}-ankle"))[:, -1], dtype=float),
        )
        for side in Side
    )
    return tuple(track for track in tracks if np.isfinite(track.values).any())


def drawn_sensors(recording: Recording, *, found_from: EventSource) -> tuple[Sensor, ...]:
    """Choose the sensors that the contacts were found from; none where no sample was kept."""
    feet = (Placement.LEFT_FOOT, Placement.RIGHT_FOOT)
    places = feet if found_from is EventSource.FOOT else (Placement.LOWER_BACK,)
    worn = [sensor for place in places if (sensor := recording.sensor_at(place)) is not None]
    return tuple(sensor for sensor in worn or recording.sensors[:1] if sensor.clock.samples_count)


def has_pitch_rate(sensor: Sensor) -> bool:
    """Tell whether the pitch rate of a foot can be drawn."""
    return sensor.placement.is_foot and sensor.angular_velocity_dps is not None


def missing_stretches(sensors: Sequence[Sensor]) -> tuple[tuple[float, float], ...]:
    """Find where a sensor gives nothing for long enough to be seen on the time line."""
    found: list[tuple[float, float]] = []
    for sensor in sensors:
        is_known = np.isfinite(sensor.acceleration_mps2).all(axis=1)
        if sensor.clock.stamps_s is None and is_known.all():
            continue
        known_s = sensor.clock.times_s[is_known]
        wide = np.flatnonzero(np.diff(known_s) > _SHORTEST_SHOWN_GAP_S)
        found += [(float(known_s[at]), float(known_s[at + 1])) for at in wide]
    return tuple(found)


def traces_of(sensor: Sensor | FootTrack, stretches: Sequence[Stretch]) -> tuple[Trace, ...]:
    """Cut and turn the signal of one sensor or ankle, one trace a stretch."""
    if isinstance(sensor, FootTrack):
        return tuple(_cut(sensor, stretch) for stretch in stretches)
    pieces = [sensor.between(stretch.start_s, stretch.end_s) for stretch in stretches]
    if has_pitch_rate(sensor):
        signals = _along_main_axis([piece.angular_velocity_dps for piece in pieces])
        what, unit = "foot pitch rate", "°/s"
    else:
        signals = [_upward(piece.acceleration_mps2) for piece in pieces]
        what, unit = "vertical acceleration", "m/s²"
    return tuple(
        Trace(
            side=sensor.placement.side,
            what=what,
            unit=unit,
            times_s=(times_s := _thinned(piece.clock.times_s, sensor)),
            values=_broken_at_gaps(_thinned(signal, sensor), times_s),
        )
        for piece, signal in zip(pieces, signals, strict=True)
    )


def _cut(track: FootTrack, stretch: Stretch) -> Trace:
    here = (track.times_s >= stretch.start_s) & (track.times_s < stretch.end_s)
    return Trace(
        side=track.side,
        what="height of the ankle",
        unit=track.unit,
        times_s=track.times_s[here],
        values=_broken_at_gaps(track.values[here], track.times_s[here]),
    )


def _thinned(values: FloatArray, sensor: Sensor) -> FloatArray:
    factor = thinning_factor(sensor.clock.sampling_rate_hz, _DRAWN_RATE_HZ)
    return even_parts(np.asarray(values, dtype=float), factor)


def _broken_at_gaps(values: FloatArray, times_s: FloatArray) -> FloatArray:
    """Leave a hole after a gap, so that no line is drawn across it."""
    values[1:][np.diff(times_s) > _SHORTEST_SHOWN_GAP_S / 2] = np.nan
    return values


def _upward(acceleration_mps2: FloatArray) -> FloatArray:
    """Take the part along the mean acceleration, which points up, and leave gravity out."""
    known = acceleration_mps2[np.isfinite(acceleration_mps2).all(axis=1)]
    mean_mps2 = known.mean(axis=0, dtype=float) if len(known) else np.array([0.0, 0.0, 1.0])
    size_mps2 = float(np.linalg.norm(mean_mps2))
    if size_mps2 == 0:
        return np.zeros(len(acceleration_mps2))
    vertical_mps2: FloatArray = acceleration_mps2 @ (mean_mps2 / size_mps2) - size_mps2
    return vertical_mps2


def _along_main_axis(pieces: Sequence[FloatArray | None]) -> list[FloatArray]:
    """Take the part about the axis the foot turns most about; the swing forward is positive."""
    turning = [piece for piece in pieces if piece is not None]
    known = np.concatenate([piece[np.isfinite(piece).all(axis=1)] for piece in turning])
    axis = np.linalg.eigh(known.T.astype(float) @ known)[1][:, -1]
    sign = 1.0 if np.sum((known @ axis) ** 3) >= 0 else -1.0
    return [piece @ (axis * sign) for piece in turning]
