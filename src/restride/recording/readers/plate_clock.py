"""The clock of a plate: even, as what is measured on standing needs it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from restride.arrays import BoolArray, FloatArray
from restride.errors import MissingChannel
from restride.recording.clock import Clock
from restride.recording.clock_settling import settle_clock
from restride.recording.quality import QualityFinding
from restride.recording.readers.channels import Channels, told_time_scale_s
from restride.recording.readers.limits import refuse_too_large
from restride.recording.readers.options import ReadOptions
from restride.recording.readers.plate_channels import (
    PlateChannels,
    plate_finding,
    without_impossible,
)
from restride.recording.resampling import between_samples
from restride.terms import Severity

#: Samples farther apart than this many usual steps have a gap between them. House choice: a radio
#: link loses a packet or two; three steps at 60 Hz are 50 ms of sway.
_GAP_STEPS: Final = 3.5
#: Rates and times may differ by this much before it is said. House choice.
_RATE_AGREES_RATIO: Final = 0.02
#: Later than any calendar, in nanoseconds: no time. House choice.
_LATEST: Final = 1e20
#: Beyond so many even samples for each that was measured, the times are damaged. House choice.
_MOST_FILLED_RATIO: Final = 20.0


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class PlateTimes:
    """What a file says about when its samples were taken."""

    #: (n_samples,); None where there is only a rate.
    times_raw: FloatArray | None = None
    #: Seconds in one unit of the times; None where the file does not say.
    time_scale_s: float | None = None
    sampling_rate_hz: float | None = None


def on_even_clock(
    channels: Sequence[PlateChannels],
    *,
    times: PlateTimes,
    name: str,
    options: ReadOptions,
) -> tuple[list[PlateChannels], Clock, tuple[QualityFinding, ...]]:
    """Settle the clock of a file, and bring its plates to an even one.

    Raises
    ------
    MissingChannel
        Where neither times nor a rate are known.
    DamagedFile
        Where the times are none.
    """
    cleaned = [without_impossible(each) for each in channels]
    plates = [each for each, _ in cleaned]
    impossible = tuple(told for _, found in cleaned for told in found)
    samples_count = plates[0].samples_count if plates else 0
    stated_hz = options.sampling_rate_hz or times.sampling_rate_hz
    if times.times_raw is None:
        if stated_hz is None:
            raise MissingChannel(
                f"A sampling rate is needed, and {name} has neither times nor a rate. Give it with "
                "--rate-hz, or as rate_hz in the sidecar file."
            )
        clock = Clock(sampling_rate_hz=stated_hz, samples_count=samples_count)
        return plates, clock, impossible
    if not samples_count:
        return plates, Clock(sampling_rate_hz=stated_hz or 1.0, samples_count=0), ()
    times_s = _in_seconds(times)
    settled = settle_clock(times_s, sensor=name, nominal_rate_hz=stated_hz)
    findings = [*impossible, *settled.findings]
    if settled.kept is not None:
        kept = settled.kept
        plates = [each.changed(lambda values: values[kept]) for each in plates]
    clock = settled.clock
    if clock.stamps_s is not None:
        plates, clock, told = _evened(plates, clock.stamps_s, name=name)
        findings.append(told)
    findings.extend(_of_rate(clock.sampling_rate_hz, options, times, name=name))
    return plates, clock, tuple(findings)


def _in_seconds(times: PlateTimes) -> FloatArray:
    times_raw = np.asarray(times.times_raw, dtype=float)
    times_raw = np.where(np.abs(times_raw) < _LATEST, times_raw, np.nan)
    told = Channels(
        name="", acceleration_raw=np.empty((0, 3)), times_raw=times_raw, time_scale_s=None
    )
    scale_s = told_time_scale_s(told) if times.time_scale_s is None else times.time_scale_s
    with np.errstate(over="ignore", invalid="ignore"):
        return np.asarray(times_raw * scale_s)


def _of_rate(
    rate_hz: float, options: ReadOptions, times: PlateTimes, *, name: str
) -> tuple[QualityFinding, ...]:
    stated_hz = options.sampling_rate_hz
    if stated_hz is not None and abs(rate_hz / stated_hz - 1) > _RATE_AGREES_RATIO:
        found = (
            f"The rate was given as {stated_hz:g} Hz; the times in the file say {rate_hz:.5g} Hz."
        )
        done = "The times in the file were used."
        severity = Severity.WARNING
    elif stated_hz is None and times.sampling_rate_hz is None:
        found = "The file names no sampling rate."
        done = f"It was told from the times of the samples: {rate_hz:.5g} Hz."
        severity = Severity.NOTE
    else:
        return ()
    return (plate_finding("rate-inferred", name, severity=severity, found=found, done=done),)


def _evened(
    channels: list[PlateChannels], stamps_s: FloatArray, *, name: str
) -> tuple[list[PlateChannels], Clock, QualityFinding]:
    """Read every plate at even times; what lies in a gap stays missing."""
    steps_s = np.diff(stamps_s)
    is_gap = steps_s > _GAP_STEPS * float(np.median(steps_s))
    usual_s = float(steps_s[~is_gap].mean()) if not is_gap.all() else float(np.median(steps_s))
    rate_hz = _round_rate(1 / usual_s)
    wanted_count = float(stamps_s[-1] - stamps_s[0]) * rate_hz + 1 + 1e-6
    if wanted_count > _MOST_FILLED_RATIO * len(stamps_s):
        refuse_too_large(int(wanted_count * 64), what=f"The even clock of {name}")
    times_s = np.arange(int(wanted_count)) / rate_hz
    positions = np.interp(times_s, stamps_s, np.arange(len(stamps_s)))
    in_gap = is_gap[np.minimum(positions.astype(np.intp), len(steps_s) - 1)]
    # A sample that falls on a measured one is measured, even at the edge of a gap.
    in_gap &= np.abs(positions - np.round(positions)) > 1e-9

    def _at_even_times(values: FloatArray) -> FloatArray:
        return _read(values, positions, stamps_s=stamps_s, is_missing=in_gap)

    evened = [each.changed(_at_even_times) for each in channels]
    jitter_s = float(np.std(steps_s[~is_gap])) if not is_gap.all() else 0.0
    gaps_count = int(np.count_nonzero(is_gap))
    missing_s = float((steps_s[is_gap] - usual_s).sum())
    gaps = f" {gaps_count} gaps, together {missing_s:.3g} s, stay empty." if gaps_count else ""
    told = plate_finding(
        "clock-jitter",
        name,
        severity=Severity.WARNING if gaps_count else Severity.NOTE,
        found=f"The time between samples varies by {jitter_s * 1000:.2g} ms around "
        f"{usual_s * 1000:.4g} ms.",
        done=f"The signal was brought to an even clock of {rate_hz:g} Hz.{gaps}",
    )
    return evened, Clock(sampling_rate_hz=rate_hz, samples_count=len(times_s)), told


def _round_rate(rate_hz: float) -> float:
    """Take the whole number of samples a second where the measured rate is near one."""
    whole_hz = round(rate_hz)
    near = whole_hz > 0 and abs(rate_hz / whole_hz - 1) < _RATE_AGREES_RATIO / 4
    return float(whole_hz) if near else round(rate_hz, 3) or rate_hz


def _read(
    values: FloatArray, positions: FloatArray, *, stamps_s: FloatArray, is_missing: BoolArray
) -> FloatArray:
    columns = values.reshape(len(values), -1)
    finite = np.isfinite(columns)
    filled = np.where(finite, columns, 0.0)
    read = between_samples(filled, positions, times_s=stamps_s)
    first = np.minimum(positions.astype(np.intp), max(len(columns) - 2, 0))
    around = finite[first] & finite[np.minimum(first + 1, len(columns) - 1)]
    for beside in (first - 1, first + 2):
        around &= finite[np.clip(beside, 0, len(columns) - 1)]
    read[is_missing] = np.nan
    read[~around] = np.nan
    return read.reshape((len(positions), *values.shape[1:]))
