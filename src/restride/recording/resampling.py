"""Signals brought to an even clock: between the samples by a cubic, downwards without aliasing.

Source: the cubic through four neighbours with the slopes of Catmull and Rom 1974.
[catmull1974]
"""

from typing import Final

import numpy as np

from restride.arrays import FloatArray, SampleArray

#: Samples interpolated at once: bounds the memory of a long recording.
_BLOCK_SAMPLES: Final = 500_000
#: The filter before going down in rate passes up to this part of the new rate, and stops at half.
#: House choice: 40 Hz of 100 Hz, twice what walking needs.
_PASSED_SHARE: Final = 0.4
#: Half width of that filter, in samples of the new rate. House choice.
_HALF_WIDTH_SAMPLES: Final = 8


def between_samples(
    signal: FloatArray, positions_samples: FloatArray, *, times_s: FloatArray | None = None
) -> FloatArray:
    """Read a signal at fractional positions, (n_positions, n_axes), by a cubic.

    Parameters
    ----------
    signal : (n_samples, n_axes)
        At least one sample, finite.
    positions_samples : (n_positions,)
        Within the signal; outside, its ends are held.
    times_s : (n_samples,)
        When the samples were taken, where they are not evenly spaced: slopes are those in time.
    """
    read = np.empty((len(positions_samples), signal.shape[1]), dtype=signal.dtype)
    for start in range(0, len(positions_samples), _BLOCK_SAMPLES):
        part = slice(start, start + _BLOCK_SAMPLES)
        read[part] = _cubic(signal, positions_samples[part], times_s)
    return read


def _cubic(signal: FloatArray, positions: FloatArray, times_s: FloatArray | None) -> FloatArray:
    last = len(signal) - 1
    positions = np.clip(positions, 0, last)
    first = np.minimum(positions.astype(np.intp), max(last - 1, 0))
    second = np.minimum(first + 1, last)
    before, after = np.maximum(first - 1, 0), np.minimum(second + 1, last)
    part = (positions - first).astype(signal.dtype)[:, None]
    rise = signal[second] - signal[first]
    weight_in, weight_out = _weights(before, first, second, after, times_s=times_s)
    slope_in = (signal[second] - signal[before]) * weight_in.astype(signal.dtype)
    slope_out = (signal[after] - signal[first]) * weight_out.astype(signal.dtype)
    bend = slope_in + slope_out - 2 * rise
    cubic: FloatArray = signal[first] + part * (
        slope_in + part * (rise - slope_in - bend + part * bend)
    )
    return cubic


def _weights(
    before: SampleArray,
    first: SampleArray,
    second: SampleArray,
    after: SampleArray,
    *,
    times_s: FloatArray | None,
) -> tuple[FloatArray, FloatArray]:
    """Tell how much of the change over two spaces falls into the middle one, at either end."""
    if times_s is None:
        half = np.full((1, 1), 0.5)
        return half, half
    space_s = times_s[second] - times_s[first]
    over_in_s, over_out_s = times_s[second] - times_s[before], times_s[after] - times_s[first]
    return (
        (space_s / np.where(over_in_s > 0, over_in_s, 1.0))[:, None],
        (space_s / np.where(over_out_s > 0, over_out_s, 1.0))[:, None],
    )


def at_rate(signal: FloatArray, *, from_hz: float, to_hz: float) -> FloatArray:
    """Bring an even signal to another even rate, its first sample staying the first.

    Parameters
    ----------
    signal : (n_samples, n_axes)
        Finite.
    """
    samples_count = int((len(signal) - 1) * to_hz / from_hz + 1e-9) + 1
    if to_hz < from_hz:
        signal = _low_passed(signal, to_hz / from_hz)
    return between_samples(signal, np.arange(samples_count) * (from_hz / to_hz))


def _low_passed(signal: FloatArray, rate_share: float) -> FloatArray:
    """Take out what the lower rate cannot hold, by a windowed sinc that delays nothing."""
    half_samples = int(np.ceil(_HALF_WIDTH_SAMPLES / rate_share))
    half_samples = min(half_samples, max(1, (len(signal) - 1) // 2))
    at = np.arange(-half_samples, half_samples + 1)
    cutoff_share = rate_share * (_PASSED_SHARE + 0.5) / 2
    weights = np.sinc(2 * cutoff_share * at) * np.hamming(len(at))
    weights = (weights / weights.sum()).astype(signal.dtype)
    passed = np.empty_like(signal)
    for axis in range(signal.shape[1]):
        padded = np.pad(signal[:, axis], half_samples, mode="edge")
        passed[:, axis] = np.convolve(padded, weights, mode="valid")
    return passed
