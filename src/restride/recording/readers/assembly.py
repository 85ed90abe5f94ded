"""From the numbers of a file to a sensor in SI units on a usable clock.

Every reader fills ``Channels`` as its format has them; here, in one place, units are converted,
told from the data where nobody names them, and the clock is settled.
"""

from dataclasses import dataclass, replace
from typing import Final

import numpy as np

from restride.arrays import FloatArray
from restride.errors import DamagedFile, MissingChannel, SignalNotUsable
from restride.recording.clocks import SettledClock, settle_clock
from restride.recording.quality import QualityFinding
from restride.recording.readers.options import ReadOptions
from restride.recording.recording import Clock, Sensor
from restride.recording.units_fit import (
    ACCELERATION_SCALES_MPS2,
    ANGULAR_VELOCITY_SCALES_DPS,
    acceleration_unit_of,
    gyroscope_unit_of,
    middle_length,
)
from restride.terms import Placement, Severity

_UNIT_WORDS: Final = {
    "mps2": "m/s²",
    "g": "g",
    "mg": "mg",
    "dps": "°/s",
    "radps": "rad/s",
}
#: Rates and time stamps may differ by this much before it is said. House choice.
_RATE_AGREES_RATIO: Final = 0.02
#: A file whose times give fewer samples a second than this is not written in seconds.
_SLOWEST_RATE_HZ: Final = 5.0
_FASTEST_RATE_HZ: Final = 20_000.0


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Channels:
    """One sensor as its file has it."""

    name: str
    placement: Placement = Placement.UNKNOWN
    #: (n_samples, 3), in ``acceleration_unit``.
    acceleration_raw: FloatArray
    acceleration_unit: str | None = None
    angular_velocity_raw: FloatArray | None = None
    angular_velocity_unit: str | None = None
    #: (n_samples,) seconds on any clock; None where the file has only a rate.
    times_s: FloatArray | None = None
    #: Whether the format says that times are seconds.
    is_time_in_seconds: bool = True
    sampling_rate_hz: float | None = None
    stated_axes: tuple[str, str, str] | None = None
    acceleration_range_mps2: float | None = None
    angular_velocity_range_dps: float | None = None


def assemble(
    channels: Channels, *, options: ReadOptions
) -> tuple[Sensor, tuple[QualityFinding, ...]]:
    """Bring one sensor to SI units and a usable clock, saying what was not in the file.

    Raises
    ------
    MissingChannel
        Where no rate is known, or the unit of acceleration can not be told.
    DamagedFile
        Where the file has no sample.
    """
    if not len(channels.acceleration_raw):
        raise DamagedFile(
            f"Samples are needed, and {channels.name} has a header and no sample. "
            "Export the recording again."
        )
    settled = _settled(channels, options)
    if settled.kept is not None:
        channels = _rows_of(channels, settled)
    acceleration_mps2, of_acceleration = _in_mps2(channels, options)
    angular_velocity_dps, of_gyroscope = _in_dps(
        channels, options, acceleration_mps2, settled.clock.sampling_rate_hz
    )
    sensor = Sensor(
        name=channels.name,
        placement=channels.placement,
        clock=settled.clock,
        acceleration_mps2=acceleration_mps2,
        angular_velocity_dps=angular_velocity_dps,
        stated_axes=channels.stated_axes,
        acceleration_range_mps2=channels.acceleration_range_mps2,
        angular_velocity_range_dps=channels.angular_velocity_range_dps,
    )
    return sensor, (*settled.findings, *of_acceleration, *of_gyroscope)


def _rows_of(channels: Channels, settled: SettledClock) -> Channels:
    gyroscope = channels.angular_velocity_raw
    return replace(
        channels,
        acceleration_raw=channels.acceleration_raw[settled.kept],
        angular_velocity_raw=None if gyroscope is None else gyroscope[settled.kept],
        times_s=None,
    )


def _settled(channels: Channels, options: ReadOptions) -> SettledClock:
    stated_hz = options.sampling_rate_hz or channels.sampling_rate_hz
    if channels.times_s is None:
        if stated_hz is None:
            raise MissingChannel(
                f"A sampling rate is needed, and {channels.name} has neither times nor a rate. "
                "Give it with --rate-hz, or as rate_hz in the mapping or the sidecar file."
            )
        clock = Clock(sampling_rate_hz=stated_hz, samples_count=len(channels.acceleration_raw))
        return SettledClock(clock=clock, kept=None, findings=())
    times_s, of_unit = _in_seconds(channels)
    settled = settle_clock(times_s, sensor=channels.name, nominal_rate_hz=stated_hz)
    of_rate = _rate_findings(settled.clock, channels, options)
    return replace(settled, findings=(*of_unit, *settled.findings, *of_rate))


def _in_seconds(channels: Channels) -> tuple[FloatArray, tuple[QualityFinding, ...]]:
    """Tell milli-, micro- and nanoseconds by the rate they would mean."""
    times_s = np.asarray(channels.times_s, dtype=float)
    if channels.is_time_in_seconds or len(times_s) < 2:
        return times_s, ()
    steps_s = np.diff(times_s)
    steps_s = steps_s[np.isfinite(steps_s) & (steps_s > 0)]
    usual_s = float(np.median(steps_s)) if len(steps_s) else 0.01
    for scale_s, unit in ((1.0, "s"), (1e-3, "ms"), (1e-6, "µs"), (1e-9, "ns")):
        if _SLOWEST_RATE_HZ <= 1 / (usual_s * scale_s) <= _FASTEST_RATE_HZ:
            break
    else:
        return times_s, ()
    if unit == "s":
        return times_s, ()
    found = f"The times rise by {usual_s:g} from sample to sample and name no unit."
    finding = _finding("units-inferred", channels.name, found, f"They were read as {unit}.")
    return times_s * scale_s, (finding,)


def _rate_findings(
    clock: Clock, channels: Channels, options: ReadOptions
) -> tuple[QualityFinding, ...]:
    rate_hz, stated_hz = clock.sampling_rate_hz, options.sampling_rate_hz
    if stated_hz is not None and abs(rate_hz / stated_hz - 1) > _RATE_AGREES_RATIO:
        found = f"The rate was given as {stated_hz:g} Hz, and the times in the file say {rate_hz:.5g} Hz."
        done = "The times in the file were used."
        return (_finding("rate-inferred", channels.name, found, done, Severity.WARNING),)
    if stated_hz is None and channels.sampling_rate_hz is None:
        found = "The file names no sampling rate."
        done = f"It was told from the times of the samples: {rate_hz:.5g} Hz."
        return (_finding("rate-inferred", channels.name, found, done),)
    return ()


def _in_mps2(
    channels: Channels, options: ReadOptions
) -> tuple[FloatArray, tuple[QualityFinding, ...]]:
    raw = channels.acceleration_raw
    stated = options.acceleration_unit or channels.acceleration_unit
    length = middle_length(raw)
    fitting = acceleration_unit_of(length)
    if stated is None and fitting is None:
        raise _no_unit(channels.name, length)
    unit = stated if fitting is None or stated == fitting else fitting
    return _scaled(raw, ACCELERATION_SCALES_MPS2[str(unit)]), _unit_findings(
        channels.name,
        quantity="acceleration",
        stated=stated,
        used=str(unit),
        evidence=f"its middle length is {length:.3g}, where gravity alone gives "
        f"{9.80665 / ACCELERATION_SCALES_MPS2[str(fitting)] if fitting else float('nan'):.4g}",
    )


def _no_unit(name: str, length: float) -> SignalNotUsable | MissingChannel:
    if not np.isfinite(length) or length == 0:
        what = "only zeros" if length == 0 else "no number at all"
        return SignalNotUsable(
            f"A moving sensor's acceleration is needed, and {name} holds {what}. "
            "Check the export or the sensor, and record again."
        )
    return MissingChannel(
        f"The unit of acceleration is needed: {name} has a middle length of {length:.3g}, and "
        "gravity would be 9.81 in m/s² and 1 in g. Name the unit with --units, and check that "
        "gravity was not taken out and that the columns are the acceleration."
    )


def _in_dps(
    channels: Channels, options: ReadOptions, acceleration_mps2: FloatArray, rate_hz: float
) -> tuple[FloatArray | None, tuple[QualityFinding, ...]]:
    raw = channels.angular_velocity_raw
    if raw is None:
        return None, ()
    stated = options.angular_velocity_unit or channels.angular_velocity_unit
    fitting = gyroscope_unit_of(acceleration_mps2, raw, sampling_rate_hz=rate_hz)
    unit = fitting or stated or "dps"
    if stated is not None and not _is_sure(fitting, acceleration_mps2):
        unit = stated
    evidence = (
        f"taken as {_UNIT_WORDS[unit]}, gravity keeps its direction while the sensor turns"
        if fitting
        else "too little turns to tell"
    )
    return _scaled(raw, ANGULAR_VELOCITY_SCALES_DPS[unit]), _unit_findings(
        channels.name, quantity="angular velocity", stated=stated, used=unit, evidence=evidence
    )


def _is_sure(fitting: str | None, acceleration_mps2: FloatArray) -> bool:
    """Tell whether to go against a stated unit.

    Degrees are told from what they do to gravity; small numbers may be radians or calm, and count
    as radians only where the sensor is shaken.
    """
    if fitting != "radps":
        return fitting is not None
    part = acceleration_mps2[:: max(1, len(acceleration_mps2) // 20_000)]
    lengths = np.linalg.norm(part[np.isfinite(part).all(axis=1)], axis=1)
    return len(lengths) > 0 and float(np.std(lengths)) > _SHAKEN_MPS2


#: Spread of the acceleration's length in a walk: 1 to 3 at the back, 3 to 10 at the feet; at rest
#: below 0.2. House choice.
_SHAKEN_MPS2: Final = 0.7


def _scaled(raw: FloatArray, scale: float) -> FloatArray:
    floating = raw if raw.dtype in (np.float32, np.float64) else raw.astype(float)
    if scale == 1.0:
        return floating
    return floating * floating.dtype.type(scale)


def _unit_findings(
    name: str, *, quantity: str, stated: str | None, used: str, evidence: str
) -> tuple[QualityFinding, ...]:
    if stated == used:
        return ()
    done = f"It was read as {_UNIT_WORDS[used]}."
    if stated is None:
        found = f"No unit of {quantity} is named; {evidence}."
        return (_finding("units-inferred", name, found, done),)
    found = f"The unit of {quantity} is said to be {_UNIT_WORDS[stated]}; but {evidence}."
    return (_finding("units-contradict", name, found, done, Severity.WARNING),)


def _finding(
    code: str, sensor: str, found: str, done: str, severity: Severity = Severity.NOTE
) -> QualityFinding:
    return QualityFinding(
        code=code,
        severity=severity,
        sensor=sensor,
        start_s=None,
        end_s=None,
        found=found,
        done=done,
    )
