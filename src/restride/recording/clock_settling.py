"""From the times a file gives to a clock that never runs backwards, saying what was done.

An even clock is taken where the times keep to it within a fifth of a sample; otherwise every
sample keeps its own time.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np

from restride.arrays import BoolArray, FloatArray, SampleArray
from restride.errors import DamagedFile
from restride.recording.clock import Clock
from restride.recording.quality import QualityFinding
from restride.terms import Severity

#: Times may be off an even clock by this part of a sample: what rounding in files does.
#: House choice.
_EVEN_WITHIN_SAMPLES: Final = 0.2
#: Looked at in one go: stays in the processor's own memory.
_BLOCK_SAMPLES: Final = 32_768
#: Later than any calendar, in seconds since 1970: no time. House choice.
LATEST_S: Final = 1e13
#: Beyond these the times of a file mean nothing for walking. House choice.
_RATES_HZ: Final = (0.1, 100_000.0)
#: More samples than this with a time not after the one before: the clock was set anew, and what
#: follows is no stray. House choice.
_STRAY_SHARE: Final = 0.05
#: Times out of order by less than this are one stream whose stamps jump about. House choice: what
#: radio links delay a packet by.
_JUMBLED_WITHIN_S: Final = 0.25
#: More equal times than this: the file writes times too coarsely. House choice.
_COARSE_SHARE: Final = 0.2


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class SettledClock:
    """A usable clock, which samples keep their place on it, and what was done to get it."""

    clock: Clock
    #: (n_samples,) of the file; None where all are kept.
    kept: BoolArray | None
    findings: tuple[QualityFinding, ...]


def settle_clock(
    times_s: FloatArray, *, sensor: str, nominal_rate_hz: float | None = None
) -> SettledClock:
    """Make a clock from times as a file writes them, its first sample at 0 s.

    Parameters
    ----------
    times_s : (n_samples,)
        In any state: missing, backwards, doubled, uneven.
    sensor
        Its name, for the findings.
    nominal_rate_hz
        Taken where the times keep to it.

    Raises
    ------
    DamagedFile
        Where no two times differ, or their rate is none that a sensor has.
    """
    findings: list[QualityFinding] = []
    times_s, kept = _without_missing(times_s, sensor, findings)
    times_s, kept = _forwards(times_s, kept, sensor, findings)
    times_s, kept = _apart(times_s, kept, sensor, findings)
    if len(times_s) < 2 or not times_s[-1] > times_s[0]:
        raise DamagedFile(
            f"Times that go forwards are needed, and the {len(kept)} samples of {sensor} have "
            f"{min(len(times_s), 1)} usable time. Check the time column, or leave it out and give "
            "the sampling rate."
        )
    clock = _even_or_stamped(times_s, nominal_rate_hz)
    if not _RATES_HZ[0] <= clock.sampling_rate_hz <= _RATES_HZ[1]:
        raise DamagedFile(
            f"Times of {_RATES_HZ[0]:g} to {_RATES_HZ[1]:g} samples a second are needed, and those "
            f"of {sensor} make {clock.sampling_rate_hz:.4g}. Check the time column and its unit."
        )
    return SettledClock(clock=clock, kept=None if kept.all() else kept, findings=tuple(findings))


def _without_missing(
    times_s: FloatArray, sensor: str, findings: list[QualityFinding]
) -> tuple[FloatArray, BoolArray]:
    times_s = np.asarray(times_s, dtype=float)
    if len(times_s) and times_s.min() > -LATEST_S and times_s.max() < LATEST_S:
        return times_s - times_s[:1], np.ones(len(times_s), dtype=bool)
    kept = np.abs(times_s) < LATEST_S
    missing_count = int(len(kept) - np.count_nonzero(kept))
    if missing_count:
        findings.append(
            _finding(
                "missing-values",
                sensor,
                f"{missing_count} of {len(kept)} samples have no time.",
                "These samples were left out.",
            )
        )
    times_s = times_s[kept]
    # From here on times count from the first: what a double cannot tell apart is one time.
    return times_s - times_s[:1], kept


def _forwards(
    times_s: FloatArray, kept: BoolArray, sensor: str, findings: list[QualityFinding]
) -> tuple[FloatArray, BoolArray]:
    if len(times_s) < 2 or not np.any(times_s[1:] < times_s[:-1]):
        return times_s, kept
    latest_s = np.maximum.accumulate(times_s)
    late = times_s < latest_s
    late_count = int(np.count_nonzero(late))
    steps_s = np.diff(times_s)
    backwards = np.flatnonzero(steps_s < 0)
    found = (
        f"Time runs backwards {len(backwards)} times, by up to {-steps_s.min():.3g} s, first after "
        f"sample {backwards[0] + 1}."
    )
    if late_count <= _STRAY_SHARE * len(times_s):
        done = f"The {late_count} samples out of order were left out."
        kept = kept.copy()
        kept[np.flatnonzero(kept)[late]] = False
        times_s = times_s[~late]
    elif (latest_s - times_s).max() < _JUMBLED_WITHIN_S:
        done = "The samples were taken in the order of the file, none earlier than the one before."
        times_s = latest_s
    else:
        _refuse_jumbled(found, len(backwards), len(times_s), sensor)
        done = "The clock was taken as set anew: each part follows on the one before."
        times_s = _set_anew(times_s, steps_s)
    findings.append(_finding("clock-backwards", sensor, found, done))
    return times_s, kept


def _refuse_jumbled(found: str, backwards_count: int, samples_count: int, sensor: str) -> None:
    """Refuse times that run backwards too often for a clock that was set anew."""
    if backwards_count > _STRAY_SHARE * samples_count:
        raise DamagedFile(
            f"Times that go forwards are needed in the {samples_count} samples of {sensor}. "
            f"{found} Sort the rows by time, or leave the column out and give the sampling rate."
        )


def _set_anew(times_s: FloatArray, steps_s: FloatArray) -> FloatArray:
    forwards_s = steps_s[steps_s > 0]
    usual_s = float(np.median(forwards_s)) if len(forwards_s) else 0.0
    forwards_only_s = np.where(steps_s < 0, usual_s, steps_s)
    anew_s: FloatArray = times_s[0] + np.concatenate([[0.0], np.cumsum(forwards_only_s)])
    return anew_s


def _apart(
    times_s: FloatArray, kept: BoolArray, sensor: str, findings: list[QualityFinding]
) -> tuple[FloatArray, BoolArray]:
    if len(times_s) < 2:
        return times_s, kept
    is_new = np.concatenate([[True], times_s[1:] > times_s[:-1]])
    doubled_count = int(len(is_new) - np.count_nonzero(is_new))
    if not doubled_count:
        return times_s, kept
    found = f"{doubled_count} of {len(times_s)} samples bear the time of the one before."
    if doubled_count > _COARSE_SHARE * len(times_s):
        done = "The times are written too coarsely: the samples were spread evenly between them."
        first = np.flatnonzero(is_new)
        times_s = _spread(times_s[first], first, len(times_s))
    else:
        done = "The later ones were left out."
        kept = kept.copy()
        kept[np.flatnonzero(kept)[~is_new]] = False
        times_s = times_s[is_new]
    findings.append(_finding("clock-duplicates", sensor, found, done))
    return times_s, kept


def _spread(new_times_s: FloatArray, first: SampleArray, samples_count: int) -> FloatArray:
    """Place samples evenly from each new time to the next; the last run at the same pace."""
    if len(first) < 2:
        return np.repeat(new_times_s, samples_count)
    pace_s = (new_times_s[-1] - new_times_s[0]) / (first[-1] - first[0])
    end_s = new_times_s[-1] + pace_s * (samples_count - first[-1])
    spread_s: FloatArray = np.interp(
        np.arange(samples_count),
        np.append(first, samples_count),
        np.append(new_times_s, end_s),
    )
    return spread_s


def _even_or_stamped(times_s: FloatArray, nominal_rate_hz: float | None) -> Clock:
    """Take an even clock where the times keep to one; ``times_s`` starts at 0."""
    samples_count = len(times_s)
    mean_rate_hz = (samples_count - 1) / float(times_s[-1])
    for rate_hz in (nominal_rate_hz, round(mean_rate_hz), round(mean_rate_hz, 1), mean_rate_hz):
        if not rate_hz or abs(times_s[-1] * rate_hz - samples_count + 1) > _EVEN_WITHIN_SAMPLES:
            continue
        if _is_even(times_s, rate_hz):
            return Clock(sampling_rate_hz=float(rate_hz), samples_count=samples_count)
    return Clock(
        sampling_rate_hz=1 / float(np.median(np.diff(times_s))),
        samples_count=samples_count,
        stamps_s=times_s,
    )


def _is_even(times_s: FloatArray, rate_hz: float) -> bool:
    """Tell whether times keep to an even clock; block by block, up to the first that does not."""
    for start in range(0, len(times_s), _BLOCK_SAMPLES):
        part_s = times_s[start : start + _BLOCK_SAMPLES]
        off = part_s * rate_hz - np.arange(start, start + len(part_s))
        if np.abs(off).max() > _EVEN_WITHIN_SAMPLES:
            return False
    return True


def _finding(code: str, sensor: str, found: str, done: str) -> QualityFinding:
    return QualityFinding(
        code=code,
        severity=Severity.WARNING,
        sensor=sensor,
        start_s=None,
        end_s=None,
        found=found,
        done=done,
    )
