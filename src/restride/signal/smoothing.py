"""Bells and their slopes over even signals: smoothing that neither lags nor loads a library."""

import numpy as np

from restride.arrays import FloatArray
from restride.signal.thinning import smoothed

#: A bell is cut off where less than 0.01 % of it is left.
_REACH_WIDTHS = 4.0
#: Parts a bell is wide when it is drawn over averages of parts: finer changes less than 0.3 %.
_PARTS_IN_WIDTH = 4


def bell_smoothed(values: FloatArray, *, width_s: float, sampling_rate_hz: float) -> FloatArray:
    """Smooth under a bell of a standard deviation, (n_samples,), the ends held."""
    return _convolved(values, _bell(width_s * sampling_rate_hz))


def bell_slope(values: FloatArray, *, width_s: float, sampling_rate_hz: float) -> FloatArray:
    """Tell the slope a second of the smoothed signal, (n_samples,)."""
    bell = _bell(width_s * sampling_rate_hz)
    radius = len(bell) // 2
    offsets = np.arange(-radius, radius + 1)
    weights = -offsets * bell
    # Scaled so that a straight line gives exactly its slope, however narrow the bell.
    weights /= -np.sum(weights * offsets)
    return _convolved(values, weights) * sampling_rate_hz


def bell_curvature(values: FloatArray, *, width_s: float, sampling_rate_hz: float) -> FloatArray:
    """Tell the curvature a second squared of the smoothed signal, (n_samples,)."""
    width_samples = width_s * sampling_rate_hz
    bell = _bell(width_samples)
    radius = len(bell) // 2
    offsets = np.arange(-radius, radius + 1)
    weights = (offsets**2 / max(width_samples, 1e-9) ** 2 - 1) * bell
    # A constant has no curvature, and a parabola exactly its own.
    weights -= weights.mean()
    weights /= np.sum(weights * offsets**2) / 2
    return _convolved(values, weights) * sampling_rate_hz**2


def without_drift(values: FloatArray, *, width_s: float, sampling_rate_hz: float) -> FloatArray:
    """Take the slow course away: what is left varies faster than the bell is wide."""
    width_samples = width_s * sampling_rate_hz
    factor = max(1, min(int(width_samples / _PARTS_IN_WIDTH), len(values) // 4))
    slow = smoothed(averaged_parts(values, factor), width_samples / factor)
    return np.asarray(values - between_parts(slow, factor=factor, count=len(values)))


def averaged_parts(values: FloatArray, factor: int) -> FloatArray:
    """Average parts of ``factor`` samples along the last axis; the last part may be shorter."""
    if factor == 1:
        return values
    count = values.shape[-1]
    whole = count // factor * factor
    # Slice by slice: a sum along a short last axis takes four times as long.
    means = values[..., 0:whole:factor].astype(float)
    for shift in range(1, factor):
        means += values[..., shift:whole:factor]
    means /= factor
    if whole == count:
        return np.asarray(means)
    rest = values[..., whole:].mean(axis=-1)[..., None]
    return np.concatenate((means, rest), axis=-1)


def between_parts(parts: FloatArray, *, factor: int, count: int) -> FloatArray:
    """Draw straight lines between the middles of parts, along the last axis, to every sample."""
    if factor == 1 or parts.shape[-1] == 1:
        return np.repeat(parts, factor, axis=-1)[..., :count]
    # From the middle of each part to the middle of the next; the ends go on straight.
    first = 2 * parts[..., :1] - parts[..., 1:2]
    last = 2 * parts[..., -1:] - parts[..., -2:-1]
    padded = np.concatenate((first, parts, last), axis=-1)
    rise = np.diff(padded, axis=-1)
    shares = (np.arange(factor) + (0.5 if factor % 2 == 0 else 0.0)) / factor
    shares = shares.astype(parts.dtype)
    lines = padded[..., :-1, None] + rise[..., None] * shares
    start = factor - factor // 2 if factor % 2 == 0 else factor - (factor - 1) // 2
    return np.asarray(lines.reshape(*parts.shape[:-1], -1)[..., start : start + count])


def summed(values: FloatArray, *, sampling_rate_hz: float) -> FloatArray:
    """Integrate over time by the trapezoid rule, from zero at the first sample."""
    total = np.empty(len(values))
    total[0] = 0.0
    np.cumsum((values[1:] + values[:-1]) / 2, out=total[1:])
    return total / sampling_rate_hz


def sampled(values: FloatArray, at_samples: FloatArray) -> FloatArray:
    """Take the sample nearest to each place, kept inside the signal, (n_places,)."""
    return np.asarray(values[np.clip(np.rint(at_samples).astype(np.intp), 0, len(values) - 1)])


def window_means(
    values: FloatArray, starts_samples: FloatArray, *, length_samples: float
) -> FloatArray:
    """Average a signal over windows that begin anywhere, kept inside the signal.

    Parameters
    ----------
    values : (n_samples,)
    starts_samples : (n_windows,)

    Returns
    -------
    (n_windows,)
    """
    length = max(1, round(length_samples))
    first = np.clip(np.rint(starts_samples).astype(np.intp), 0, max(0, len(values) - 1))
    last = np.clip(np.rint(starts_samples).astype(np.intp) + length, first + 1, len(values))
    if len(first) * length > len(values):
        total = np.concatenate(([0.0], np.cumsum(values, dtype=float)))
        return np.asarray((total[last] - total[first]) / (last - first))
    # A few short windows are read for themselves, rather than the whole signal summed.
    places = first[:, None] + np.arange(length)
    seen = np.where(places < last[:, None], values[np.minimum(places, len(values) - 1)], 0.0)
    return np.asarray(seen.sum(axis=1, dtype=float) / (last - first))


def _bell(width_samples: float) -> FloatArray:
    radius = max(1, int(np.ceil(_REACH_WIDTHS * width_samples)))
    offsets = np.arange(-radius, radius + 1)
    bell = np.exp(-0.5 * (offsets / max(width_samples, 1e-9)) ** 2)
    return np.asarray(bell / bell.sum())


def _convolved(values: FloatArray, weights: FloatArray) -> FloatArray:
    radius = len(weights) // 2
    # Double precision: of the two, the faster here.
    held = np.empty(len(values) + 2 * radius)
    held[:radius], held[radius:-radius], held[-radius:] = values[0], values, values[-1]
    return np.convolve(held, weights, mode="valid")
