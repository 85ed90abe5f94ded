"""From the numbers of a file to a sensor in SI units on a usable clock.

Every reader fills ``Channels`` as its format has them; here, in one place, units are converted,
told from the data where nobody names them, and the clock is settled.
"""

from dataclasses import replace
from typing import Final

import numpy as np

from restride.errors import DamagedFile, MissingChannel
from restride.recording.clock import Clock
from restride.recording.clock_settling import SettledClock, settle_clock
from restride.recording.quality import QualityFinding
from restride.recording.readers.channels import Channels, told_time_scale_s
from restride.recording.readers.options import ReadOptions
from restride.recording.readers.told_units import ToldUnits, in_dps, in_mps2, tell_units
from restride.recording.recording import Sensor
from restride.terms import Severity

#: Rates and times may differ by this much before it is said. House choice.
_RATE_AGREES_RATIO: Final = 0.02
_TIME_WORDS: Final = {1e-3: "milliseconds", 1e-6: "microseconds", 1e-9: "nanoseconds"}


def assemble(
    channels: Channels, *, options: ReadOptions, units: ToldUnits | None = None
) -> tuple[Sensor, tuple[QualityFinding, ...]]:
    """Bring one sensor to SI units and a usable clock, saying what was not in the file.

    Parameters
    ----------
    units
        Units settled before, for a part of a longer recording.

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
    channels = _kept(channels, settled)
    findings = settled.findings
    if units is None:
        rate_hz = settled.clock.sampling_rate_hz
        units = tell_units(channels, options=options, sampling_rate_hz=rate_hz)
        findings = (*findings, *units.findings)
    turning = channels.angular_velocity_raw
    sensor = Sensor(
        name=channels.name,
        placement=channels.placement,
        clock=settled.clock,
        acceleration_mps2=in_mps2(channels.acceleration_raw, units.acceleration),
        angular_velocity_dps=None if turning is None else in_dps(turning, units.angular_velocity),
        stated_axes=channels.stated_axes,
        acceleration_range_mps2=channels.acceleration_range_mps2,
        angular_velocity_range_dps=channels.angular_velocity_range_dps,
    )
    return sensor, findings


def _kept(channels: Channels, settled: SettledClock) -> Channels:
    if settled.kept is None:
        return channels
    gyroscope = channels.angular_velocity_raw
    return replace(
        channels,
        acceleration_raw=channels.acceleration_raw[settled.kept],
        angular_velocity_raw=None if gyroscope is None else gyroscope[settled.kept],
        times_raw=None,
    )


def _settled(channels: Channels, options: ReadOptions) -> SettledClock:
    stated_hz = options.sampling_rate_hz or channels.sampling_rate_hz
    if channels.times_raw is None:
        if stated_hz is None:
            raise MissingChannel(
                f"A sampling rate is needed, and {channels.name} has neither times nor a rate. "
                "Give it with --rate-hz, or as rate_hz in the mapping or the sidecar file."
            )
        clock = Clock(sampling_rate_hz=stated_hz, samples_count=len(channels.acceleration_raw))
        return SettledClock(clock=clock, kept=None, findings=())
    scale_s = told_time_scale_s(channels)
    times_s = np.asarray(channels.times_raw, dtype=float)
    if scale_s != 1.0:
        with np.errstate(over="ignore", invalid="ignore"):
            times_s = times_s * scale_s
    settled = settle_clock(times_s, sensor=channels.name, nominal_rate_hz=stated_hz)
    findings = (
        *_of_time_unit(channels, scale_s),
        *settled.findings,
        *_of_rate(settled.clock, channels, options),
    )
    return replace(settled, findings=findings)


def _of_time_unit(channels: Channels, scale_s: float) -> tuple[QualityFinding, ...]:
    if channels.time_scale_s is not None or scale_s == 1.0:
        return ()
    found = "The times name no unit, and in seconds there would be under 5 samples a second."
    done = f"They were read as {_TIME_WORDS[scale_s]}."
    return (_finding("units-inferred", channels.name, found, done, Severity.NOTE),)


def _of_rate(clock: Clock, channels: Channels, options: ReadOptions) -> tuple[QualityFinding, ...]:
    rate_hz, stated_hz = clock.sampling_rate_hz, options.sampling_rate_hz
    if stated_hz is not None and abs(rate_hz / stated_hz - 1) > _RATE_AGREES_RATIO:
        found = (
            f"The rate was given as {stated_hz:g} Hz; the times in the file say {rate_hz:.5g} Hz."
        )
        done = "The times in the file were used."
        return (_finding("rate-inferred", channels.name, found, done, Severity.WARNING),)
    if stated_hz is None and channels.sampling_rate_hz is None:
        found = "The file names no sampling rate."
        done = f"It was told from the times of the samples: {rate_hz:.5g} Hz."
        return (_finding("rate-inferred", channels.name, found, done, Severity.NOTE),)
    return ()


def _finding(code: str, sensor: str, found: str, done: str, severity: Severity) -> QualityFinding:
    return QualityFinding(
        code=code,
        severity=severity,
        sensor=sensor,
        start_s=None,
        end_s=None,
        found=found,
        done=done,
    )
