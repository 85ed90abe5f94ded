"""The noise floor of a device, measured as the trial was: same clock, same filter, same length."""

from dataclasses import replace

import numpy as np

from restride.analysis.places import with_assumed_place
from restride.analysis.standing import Stood, finding
from restride.analysis.standing_measures import LEAST_MEASURED_S
from restride.arrays import FloatArray
from restride.balance.back_sway import back_sway_measures, level_acceleration
from restride.balance.measures import sway_measures
from restride.balance.net_pressure import NetPressure, net_pressure
from restride.balance.noise_floor import NoiseFloor, unloaded_path_mm
from restride.errors import MissingChannel, OptionError, SignalNotUsable, SignalTooShort
from restride.measure import Measure
from restride.recording.checks.plate_values import check_plate_values
from restride.recording.quality import QualityFinding
from restride.recording.recording import Recording, Sensor
from restride.terms import Placement, Severity

#: Nothing dead sways: an ellipse, or a force, that varies by more was somebody. House choice:
#: docs/decisions/0082-the-noise-floor.md
_DEADEST_RMS_MM = 3.0
_BACK_KEY = "back_sway_path_rate_mps3"
_PLATE_KEY = "mean_velocity_mmps"


def floor_of(
    recording: Recording, *, stood: Stood
) -> tuple[NoiseFloor, tuple[QualityFinding, ...]]:
    """Measure a recording of the device with nobody on it as the trial was measured.

    Raises
    ------
    MissingChannel
        It is of another device.
    SignalTooShort
        Under 10 s.
    SignalNotUsable
        Somebody stands on it, or nothing trembles at all.
    """
    _refuse_short(recording)
    if stood.pressure is None:
        return _of_sensor(recording), ()
    if not recording.plates:
        raise MissingChannel(
            f"The noise floor of a plate needs a recording of the plate, and {recording.name} "
            "holds 0 plates. Record the same device empty or with a dead weight."
        )
    findings: list[QualityFinding] = []
    pressure = net_pressure(
        tuple(check_plate_values(plate, findings) for plate in recording.plates)
    )
    path_mm, basis = _path(pressure, stood.pressure)
    _refuse_alive(path_mm, recording)
    rate_hz = pressure.clock.sampling_rate_hz
    floor = NoiseFloor(
        name=recording.name,
        basis=basis,
        values=_values(sway_measures(path_mm, sampling_rate_hz=rate_hz)),
        path_key=_PLATE_KEY,
    )
    doubts = [replace(each, found=f"Noise floor: {each.found}") for each in findings]
    return floor, (*doubts, *_other_rate(rate_hz, stood.pressure.clock.sampling_rate_hz))


def _refuse_short(recording: Recording) -> None:
    if recording.duration_s < LEAST_MEASURED_S:
        raise SignalTooShort(
            duration_s=recording.duration_s,
            needed_s=LEAST_MEASURED_S,
            analysis=f"The noise floor from {recording.name}",
        )


def _path(pressure: NetPressure, of_person: NetPressure) -> tuple[FloatArray, str]:
    """Find how the place trembles: of a dead weight, or of the force on an empty plate."""
    force_n = pressure.vertical_force_n
    if np.isfinite(pressure.centre_of_pressure_mm).all(axis=1).mean() > 0.5:
        known_n = np.array([]) if force_n is None else force_n[np.isfinite(force_n)]
        weight = f" of {np.median(known_n):.0f} N" if len(known_n) else ""
        return pressure.centre_of_pressure_mm, f"a dead weight{weight}"
    person_n = of_person.vertical_force_n
    if force_n is None or person_n is None:
        raise MissingChannel(
            "An empty plate tells its noise floor by its vertical force, and the force of "
            f"{'the empty plate' if force_n is None else 'the trial'} is not there. Record a dead "
            "weight of 20 kg or more instead."
        )
    seen_n = force_n[np.isfinite(force_n)]
    weight_n = float(np.median(person_n[of_person.loaded]))
    path_mm = unloaded_path_mm(seen_n, weight_n=weight_n)
    return path_mm, f"an empty plate, whose force varies by {seen_n.std():.2g} N"


def _refuse_alive(path_mm: FloatArray, recording: Recording) -> None:
    spread_mm = float(np.sqrt(np.nanvar(path_mm, axis=0).sum()))
    if spread_mm > _DEADEST_RMS_MM:
        raise SignalNotUsable(
            f"A noise floor is recorded with nobody on the device, and {recording.name} moves by "
            f"{spread_mm:.1f} mm (root mean square; at most {_DEADEST_RMS_MM:g} mm). Record a dead "
            "weight that stands still."
        )


def _of_sensor(recording: Recording) -> NoiseFloor:
    placed = with_assumed_place(recording)
    sensor = placed.sensor_at(Placement.LOWER_BACK)
    if sensor is None:
        raise MissingChannel(
            "The noise floor of a sensor needs a recording of the sensor lying still, and "
            f"{recording.name} holds none at the lower back. Name it with --placement lower-back."
        )
    level = level_acceleration(_whole(sensor), sampling_rate_hz=sensor.clock.sampling_rate_hz)
    return NoiseFloor(
        name=recording.name,
        basis="the sensor lying still",
        values=_values(back_sway_measures(level)),
        path_key=_BACK_KEY,
    )


def _whole(sensor: Sensor) -> FloatArray:
    acceleration = sensor.acceleration_mps2
    seen = np.asarray(np.isfinite(acceleration).all(axis=1))
    if not seen.all():
        raise OptionError(
            f"A noise floor needs every sample, and {int(np.sum(~seen))} of {len(seen)} in "
            f"{sensor.name} are missing. Record it again."
        )
    return np.asarray(acceleration, dtype=float)


def _values(measures: tuple[Measure, ...]) -> dict[str, float]:
    return {
        measure.definition.key: measure.value for measure in measures if measure.value is not None
    }


def _other_rate(rate_hz: float, of_trial_hz: float) -> tuple[QualityFinding, ...]:
    if abs(rate_hz - of_trial_hz) <= 0.01 * of_trial_hz:
        return ()
    return (
        finding(
            "noise-floor-doubtful",
            Severity.WARNING,
            found=f"The noise floor was recorded at {rate_hz:g} Hz, and the trial at "
            f"{of_trial_hz:g} Hz: the faster, the longer the path of noise.",
            done="The floor is shown as recorded.",
        ),
    )
