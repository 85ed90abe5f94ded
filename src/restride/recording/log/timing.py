"""When each sample of a sensor was taken, by its device's clock, and how clocks stand together.

No calendar time has a part in it: the device counts its own seconds, the receiver counts seconds
that only go forwards, and what is set by hand or by a network moves neither.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from restride.arrays import FloatArray
from restride.recording.log.runs import Run
from restride.recording.log.stream import StreamSensor
from restride.recording.quality import QualityFinding
from restride.terms import Severity

#: Between two blocks that follow each other samples may stand this much nearer or further than the
#: stated rate says. House choice: docs/decisions/0160-recording-log.md, as are the next two.
_SPACING_RATIO: Final = (0.5, 1.5)
#: The quickest block of so long a stretch tells how a device's clock stands to the receiver's.
_COMPARED_S: Final = 10.0
#: Clocks that part by more than this are told: a tenth of a stride.
_DRIFT_TOLD_S: Final = 0.1


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class TimedSamples:
    """The samples of one sensor in order, each once."""

    #: (n_samples,), by the device's clock; perhaps uneven, doubled or backwards.
    times_s: FloatArray
    #: (n_samples, n_channels), as they were sent.
    values_raw: FloatArray
    findings: tuple[QualityFinding, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ClockOffset:
    """What a device's time must be moved by to be one of the receiver's clock."""

    offset_s: float
    #: By how much more at the end of the recording than at its start; 0 where it is too short.
    drift_s: float


def timed_samples(runs: Sequence[Run], *, sensor: StreamSensor) -> TimedSamples:
    """Give every sample of a sensor, of whose blocks at least one run was made, its time."""
    period_s = 1 / sensor.sampling_rate_hz
    return TimedSamples(
        times_s=np.concatenate([_times_s(run, period_s) for run in runs]),
        values_raw=np.concatenate([block.values for run in runs for block in run.blocks]),
        findings=(*_of_doubled(runs, sensor), *_of_runs(runs, sensor)),
    )


def _times_s(run: Run, period_s: float) -> FloatArray:
    """Spread the samples of each block to the next one; evenly at the stated rate before a loss."""
    starts_s = np.array([each.device_time_s for each in run.blocks])
    counts = np.array([len(each.values) for each in run.blocks])
    firsts = np.array([each.first_sample for each in run.blocks])
    spacings_s = np.full(len(counts), period_s)
    low, high = _SPACING_RATIO
    to_next_s = np.diff(starts_s) / counts[:-1]
    goes_on = (firsts[1:] == firsts[:-1] + counts[:-1]) & (to_next_s > low * period_s)
    goes_on &= to_next_s < high * period_s
    spacings_s[:-1][goes_on] = to_next_s[goes_on]
    in_block = np.arange(counts.sum()) - np.repeat(np.cumsum(counts) - counts, counts)
    times_s: FloatArray = np.repeat(starts_s + run.moved_s, counts)
    times_s += in_block * np.repeat(spacings_s, counts)
    return times_s


def _of_doubled(runs: Sequence[Run], sensor: StreamSensor) -> tuple[QualityFinding, ...]:
    doubled_count = sum(run.doubled_count for run in runs)
    if not doubled_count:
        return ()
    found = f"{doubled_count} samples came twice, the same both times."
    done = "The later ones were left out."
    return (_finding("clock-duplicates", Severity.NOTE, sensor.name, found, done),)


def _of_runs(runs: Sequence[Run], sensor: StreamSensor) -> tuple[QualityFinding, ...]:
    if len(runs) < 2:
        return ()
    moved = ", ".join(f"{run.moved_s:+.4g} s" for run in runs[1:6])
    found = (
        f"The clock or the count of the device was set anew {len(runs) - 1} times while it was "
        "recorded."
    )
    done = (
        "Each part was placed behind the one before, by its count or by when it arrived, which "
        f"moved its times by {moved}."
    )
    return (_finding("clock-set-anew", Severity.WARNING, sensor.name, found, done),)


def clock_offset(runs: Sequence[Run], *, sensor: StreamSensor) -> ClockOffset:
    """Tell how a device's clock stands to the receiver's, from the blocks that came quickest.

    A block can come late and never early: the least delay is nearest to none.
    """
    placed = [(block, run.moved_s) for run in runs for block in run.blocks]
    period_s = 1 / sensor.sampling_rate_hz
    ends_s = np.array(
        [block.device_time_s + by_s + len(block.values) * period_s for block, by_s in placed]
    )
    delays_s = np.array([block.arrival_s for block, _ in placed]) - ends_s
    is_early = ends_s <= ends_s.min() + _COMPARED_S
    is_late = ends_s >= ends_s.max() - _COMPARED_S
    offset_s = float(delays_s[is_early].min())
    is_long = float(np.ptp(ends_s)) > 2 * _COMPARED_S
    drift_s = float(delays_s[is_late].min()) - offset_s if is_long else 0.0
    return ClockOffset(offset_s=offset_s, drift_s=drift_s)


def drift_finding(offset: ClockOffset, sensor: StreamSensor) -> tuple[QualityFinding, ...]:
    """Say where a device's clock runs at another speed than the receiver's."""
    if abs(offset.drift_s) <= _DRIFT_TOLD_S:
        return ()
    slower = "slow" if offset.drift_s > 0 else "fast"
    found = (
        f"Against the receiver's clock, that of the device ran {abs(offset.drift_s):.2g} s "
        f"{slower} over the recording."
    )
    done = "Nothing: its own times were used. Beside other devices it is off by as much at the end."
    return (_finding("clock-drift", Severity.WARNING, sensor.name, found, done),)


def _finding(code: str, severity: Severity, sensor: str, found: str, done: str) -> QualityFinding:
    return QualityFinding(
        code=code,
        severity=severity,
        sensor=sensor,
        start_s=None,
        end_s=None,
        found=found,
        done=done,
    )
