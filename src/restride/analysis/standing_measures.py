"""The numbers of a stretch of standing: of the centre of pressure, the back and the two legs."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np

from restride.analysis.standing import Stood, finding
from restride.analysis.standing_settings import StandingSettings
from restride.arrays import BoolArray, FloatArray
from restride.balance.back_sway import LevelAcceleration, back_sway_measures, level_acceleration
from restride.balance.measures import sway_measures
from restride.balance.net_pressure import NetPressure, read_evenly
from restride.balance.sway_path import SwayEllipse, SwayPath
from restride.balance.weight_bearing import weight_bearing
from restride.errors import AnalysisError, SignalTooShort
from restride.measure import Measure
from restride.recording.clock import Clock
from restride.recording.quality import QualityFinding
from restride.recording.recording import Sensor
from restride.signal.ellipse import angle_of, half_axes_of, prediction_scale, spread_of_path
from restride.terms import Severity, Side

#: Less than this is no measure of sway: as for the centre of pressure. House choice:
#: docs/decisions/0064.
LEAST_MEASURED_S = 10.0
_COVERAGE_SHARE = 0.95


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class StandingNumbers:
    """What was measured of a stretch of standing, and the path it was measured from."""

    measures: tuple[Measure, ...]
    sway: SwayPath
    sampling_rate_hz: float
    findings: tuple[QualityFinding, ...] = ()


def measure_stood(
    stood: Stood, settings: StandingSettings, *, lifted: Side | None = None
) -> StandingNumbers:
    """Measure everything that the devices at hand give.

    Parameters
    ----------
    lifted
        The side whose plate nobody stood on, where one was recorded.

    Raises
    ------
    SignalTooShort
        The position was kept too shortly to be measured.
    """
    measured_s = stood.end_s - stood.start_s
    if measured_s < LEAST_MEASURED_S * (1 - 1e-9):
        raise SignalTooShort(
            duration_s=measured_s,
            needed_s=LEAST_MEASURED_S,
            analysis=f"Quiet standing (held for {stood.held_s:.1f} s)",
        )
    of_back = None if stood.sensor is None else _of_back(stood.sensor, stood)
    if stood.pressure is None and of_back is not None:
        return of_back
    if stood.pressure is None:
        raise SignalTooShort(duration_s=0.0, needed_s=LEAST_MEASURED_S, analysis="Quiet standing")
    of_plate = _of_plate(stood.pressure, stood, settings, lifted)
    if of_back is None:
        return of_plate
    return replace(
        of_plate,
        measures=(*of_plate.measures, *of_back.measures),
        findings=(*of_plate.findings, *of_back.findings),
    )


def _of_plate(
    pressure: NetPressure, stood: Stood, settings: StandingSettings, lifted: Side | None
) -> StandingNumbers:
    first, last = (pressure.clock.samples_at(each) for each in (stood.start_s, stood.end_s))
    path_mm = pressure.centre_of_pressure_mm[first:last]
    rate_hz = pressure.clock.sampling_rate_hz
    outline = settings.foot_outline_mm
    measures = sway_measures(
        path_mm,
        sampling_rate_hz=rate_hz,
        condition=settings.condition,
        outline_mm=None if outline is None else np.array(outline),
    )
    bearing = tuple(_bearing(pressure, first, last, lifted))
    return StandingNumbers(
        measures=(*bearing, *measures),
        sway=sway_of(path_mm, times_s=pressure.clock.times_s[first:last], unit="mm"),
        sampling_rate_hz=rate_hz,
    )


def _bearing(
    pressure: NetPressure, first: int, last: int, lifted: Side | None
) -> Iterator[Measure]:
    forces_n = {side: np.nan_to_num(f[first:last]) for side, f in pressure.force_by_side_n.items()}
    if lifted is not None:
        forces_n[lifted] = np.zeros(last - first)
    if set(forces_n) == set(Side):
        yield from weight_bearing(forces_n[Side.LEFT], forces_n[Side.RIGHT])


def _of_back(sensor: Sensor, stood: Stood) -> StandingNumbers:
    clock, acceleration = _even_part(sensor, stood)
    level = level_acceleration(
        acceleration, sampling_rate_hz=clock.sampling_rate_hz, stated_axes=sensor.stated_axes
    )
    return StandingNumbers(
        measures=back_sway_measures(level),
        sway=sway_of(level.level_mps2, times_s=clock.times_s, unit="mps2"),
        sampling_rate_hz=clock.sampling_rate_hz,
        findings=tuple(_directions(level, sensor)),
    )


def _even_part(sensor: Sensor, stood: Stood) -> tuple[Clock, FloatArray]:
    """Cut the longest part without a gap out of what was held, on an even clock."""
    part = sensor.between(stood.start_s, stood.end_s)
    clock, acceleration = part.clock, part.acceleration_mps2
    if clock.stamps_s is not None:
        even = Clock(
            sampling_rate_hz=clock.sampling_rate_hz,
            samples_count=round(clock.duration_s * clock.sampling_rate_hz),
            start_s=clock.first_s,
        )
        acceleration, clock = read_evenly(acceleration, own=clock, clock=even), even
    first, last = _longest_run(np.asarray(np.isfinite(acceleration).all(axis=1)))
    return clock.between(first, last), np.asarray(acceleration[first:last], dtype=float)


def _longest_run(seen: BoolArray) -> tuple[int, int]:
    edges = np.flatnonzero(np.diff(seen.astype(np.int8), prepend=0, append=0))
    if not len(edges):
        return 0, 0
    longest = int(np.argmax(edges[1::2] - edges[::2]))
    return int(edges[2 * longest]), int(edges[2 * longest + 1])


def _directions(level: LevelAcceleration, sensor: Sensor) -> Iterator[QualityFinding]:
    if level.has_directions:
        return
    how = "are not stated" if sensor.stated_axes is None else "do not fit gravity as stated"
    yield finding(
        "sway-directions-unknown",
        Severity.NOTE,
        found=f"The axes of {sensor.name} on the body {how}.",
        done="Only measures without a direction are given; the path is drawn in the sensor's own "
        "axes.",
    )


def sway_of(path: FloatArray, *, times_s: FloatArray, unit: str) -> SwayPath:
    """Lay a path about its mean, with its 95 % prediction ellipse."""
    seen = np.isfinite(path).all(axis=1)
    if not seen.any():
        raise AnalysisError(
            f"A sway path needs a place, and none of {len(path)} samples has one. Check the plate."
        )
    about = path - path[seen].mean(axis=0)
    return SwayPath(times_s=times_s, path=about, unit=unit, ellipse=_ellipse(about[seen]))


def _ellipse(path: FloatArray) -> SwayEllipse | None:
    if len(path) < 3:
        return None
    spread = spread_of_path(path)
    scale = prediction_scale(_COVERAGE_SHARE, samples_count=len(path))
    longer, shorter = half_axes_of(spread, scale_ratio=scale)
    if not shorter > 0:
        return None
    return SwayEllipse(
        centre=(float(path[:, 0].mean()), float(path[:, 1].mean())),
        half_axes=(longer, shorter),
        angle_deg=angle_of(spread),
    )
