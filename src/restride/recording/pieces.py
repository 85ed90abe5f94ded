"""A sensor's signal as the analysis wants it: stretches without a gap, on an even clock.

A gap splits; nothing is invented across it. Only gaps shorter than a contact's own rise are
bridged. Nothing is copied where the signal already is as wanted.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

import numpy as np

from restride.arrays import BoolArray, FloatArray, SampleArray
from restride.recording.recording import Sensor
from restride.recording.resampling import at_rate, between_samples

#: Rates this close count as the same: 5 samples in 1000. House choice.
SAME_RATE_RATIO: Final = 0.005
#: As in ``clock_settling``: how far samples may stand off an even clock, in samples.
_EVEN_WITHIN_SAMPLES: Final = 0.2
#: Going down in rate by more than this is filtered. House choice: what 10 % fold back is noise.
_FILTERED_BELOW_RATIO: Final = 0.9
#: Longest gap that is bridged: a tenth of a second holds no step. House choice.
LONGEST_BRIDGED_GAP_S: Final = 0.1


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Piece:
    """A stretch of one sensor's signal, finite throughout."""

    #: Seconds from the start of the recording to the first sample.
    start_s: float
    #: The asked rate, or the sensor's own where it is as good as that.
    sampling_rate_hz: float
    #: (n_samples, 3)
    acceleration_mps2: FloatArray
    #: (n_samples, 3); None where there is no gyroscope.
    angular_velocity_dps: FloatArray | None
    #: How much of it was interpolated over short gaps.
    bridged_s: float = 0.0

    @property
    def samples_count(self) -> int:
        """How many samples it has."""
        return len(self.acceleration_mps2)

    @property
    def duration_s(self) -> float:
        """From the first sample to one sample after the last."""
        return self.samples_count / self.sampling_rate_hz

    @property
    def end_s(self) -> float:
        """Time one sample after the last."""
        return self.start_s + self.duration_s


def regular_pieces(
    sensor: Sensor,
    *,
    sampling_rate_hz: float,
    longest_bridged_gap_s: float = LONGEST_BRIDGED_GAP_S,
) -> tuple[Piece, ...]:
    """Cut a sensor's signal at its gaps and bring each stretch to an even clock.

    Parameters
    ----------
    sampling_rate_hz
        The rate wanted. Going down, what it cannot hold is filtered out first.
    longest_bridged_gap_s
        Missing stretches up to this are interpolated; longer ones split.

    Returns
    -------
    tuple of Piece
        In order of time; empty where no sample is usable.
    """
    usable = usable_samples(sensor)
    return tuple(
        piece
        for samples in _stretches(sensor, usable, longest_bridged_gap_s)
        if (piece := _piece(sensor, samples, sampling_rate_hz)) is not None
    )


def usable_samples(sensor: Sensor) -> BoolArray | None:
    """Tell which samples are finite in every axis; None where all are."""
    signals = [sensor.acceleration_mps2, sensor.angular_velocity_dps]
    usable: BoolArray | None = None
    for signal in signals:
        if signal is None or _is_finite(signal):
            continue
        finite: BoolArray = np.asarray(np.isfinite(signal).all(axis=1))
        usable = finite if usable is None else usable & finite
    return usable


def _is_finite(signal: FloatArray) -> bool:
    """One pass without a copy: a sum is finite where every number is."""
    with np.errstate(over="ignore", invalid="ignore"):
        return bool(np.isfinite(signal.sum(dtype=float)))


@dataclass(frozen=True, slots=True)
class _Stretch:
    """Samples of the file that belong together; ``kept_samples`` where some are missing."""

    first: int
    end: int
    kept_samples: SampleArray | None


def _stretches(
    sensor: Sensor, usable: BoolArray | None, longest_bridged_gap_s: float
) -> Iterator[_Stretch]:
    clock = sensor.clock
    if usable is None and clock.stamps_s is None:
        if clock.samples_count:
            yield _Stretch(0, clock.samples_count, None)
        return
    kept = np.arange(clock.samples_count) if usable is None else np.flatnonzero(usable)
    if not len(kept):
        return
    longest_s = longest_bridged_gap_s + 1 / clock.sampling_rate_hz
    if clock.stamps_s is None:
        is_gap = np.diff(kept) > longest_s * clock.sampling_rate_hz + 1e-6
    else:
        is_gap = np.diff(clock.stamps_s[kept]) > longest_s * (1 + 1e-9)
    cuts = np.concatenate([[0], np.flatnonzero(is_gap) + 1, [len(kept)]])
    for start, end in pairwise(cuts):
        part = kept[start:end]
        is_whole = part[-1] - part[0] + 1 == len(part)
        yield _Stretch(int(part[0]), int(part[-1]) + 1, None if is_whole else part)


def _piece(sensor: Sensor, stretch: _Stretch, wanted_hz: float) -> Piece | None:
    clock = sensor.clock
    acceleration = _samples_of(sensor.acceleration_mps2, stretch)
    gyroscope = sensor.angular_velocity_dps
    turning = None if gyroscope is None else _samples_of(gyroscope, stretch)
    own = _own_clock(sensor, stretch, wanted_hz)
    if own.uneven is not None:
        acceleration = own.uneven.read(acceleration)
        turning = None if turning is None else own.uneven.read(turning)
    rate_hz = own.rate_hz
    if abs(rate_hz / wanted_hz - 1) > SAME_RATE_RATIO + 1e-9:
        acceleration = at_rate(acceleration, from_hz=rate_hz, to_hz=wanted_hz)
        turning = None if turning is None else at_rate(turning, from_hz=rate_hz, to_hz=wanted_hz)
        rate_hz = wanted_hz
    missing_count = (
        0
        if stretch.kept_samples is None
        else stretch.end - stretch.first - len(stretch.kept_samples)
    )
    return Piece(
        start_s=own.start_s,
        sampling_rate_hz=rate_hz,
        acceleration_mps2=acceleration,
        angular_velocity_dps=turning,
        bridged_s=missing_count / clock.sampling_rate_hz,
    )


def _samples_of(signal: FloatArray, stretch: _Stretch) -> FloatArray:
    if stretch.kept_samples is None:
        return signal[stretch.first : stretch.end]
    return signal[stretch.kept_samples]


@dataclass(frozen=True, slots=True)
class _OwnClock:
    """The even clock nearest to a stretch's own, and how to get there where it is another."""

    start_s: float
    rate_hz: float
    uneven: "_Uneven | None"


@dataclass(frozen=True, slots=True)
class _Uneven:
    """Times of the samples that are there, and those at which the signal is wanted."""

    times_s: FloatArray
    wanted_s: FloatArray

    def read(self, signal: FloatArray) -> FloatArray:
        positions = np.interp(self.wanted_s, self.times_s, np.arange(len(self.times_s)))
        return between_samples(signal, positions, times_s=self.times_s)


def _own_clock(sensor: Sensor, stretch: _Stretch, wanted_hz: float) -> _OwnClock:
    clock = sensor.clock
    if clock.stamps_s is None:
        start_s = clock.start_s + stretch.first / clock.sampling_rate_hz
        uneven = None
        if stretch.kept_samples is not None:
            wanted = np.arange(stretch.first, stretch.end, dtype=float)
            uneven = _Uneven(stretch.kept_samples.astype(float), wanted)
        return _OwnClock(start_s, clock.sampling_rate_hz, uneven)
    kept = (
        slice(stretch.first, stretch.end) if stretch.kept_samples is None else stretch.kept_samples
    )
    times_s = clock.stamps_s[kept]
    start_s, lasts_s = float(times_s[0]), float(times_s[-1] - times_s[0])
    count = len(times_s)
    if count < 2 or lasts_s <= 0:
        return _OwnClock(start_s, clock.sampling_rate_hz, None)
    rate_hz = (count - 1) / lasts_s
    if stretch.kept_samples is None:
        off = (times_s - start_s) * rate_hz - np.arange(count)
        if np.abs(off).max() <= _EVEN_WITHIN_SAMPLES:
            return _OwnClock(start_s, rate_hz, None)
    # Samples are read between the given ones anyway: at once at the rate that is wanted, where
    # that is not so much lower that something must be filtered out first.
    rate_hz = wanted_hz if wanted_hz > _FILTERED_BELOW_RATIO * rate_hz else rate_hz
    wanted_s = start_s + np.arange(int(lasts_s * rate_hz + 1e-9) + 1) / rate_hz
    return _OwnClock(start_s, rate_hz, _Uneven(times_s, wanted_s))
