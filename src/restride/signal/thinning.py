"""Fewer samples for slow questions: averages over short even parts, and smooth bells over them."""

from typing import Final

import numpy as np

from restride.arrays import FloatArray

#: Three boxes in a row come within 3 % of a bell.
_BOXES_COUNT: Final = 3


def thinning_factor(sampling_rate_hz: float, wanted_rate_hz: float) -> int:
    """Tell how many samples make a part, for parts at the wanted rate or a little faster."""
    return max(1, int(sampling_rate_hz / wanted_rate_hz + 1e-9))


def even_parts(values: FloatArray, factor: int) -> FloatArray:
    """Average over parts of ``factor`` samples along the first axis; the last part may be shorter.

    A part with a missing sample is the average of the others, and missing where all are.
    """
    if factor == 1:
        return np.asarray(values, dtype=float)
    whole = len(values) // factor * factor
    parts = values[:whole].reshape(-1, factor, *values.shape[1:])
    means = np.einsum("ij...->i...", parts, dtype=float) / factor
    if whole < len(values):
        rest = _means_of_seen(np.asarray(values[whole:], dtype=float)[None])
        means = np.concatenate((means, rest))
    columns = tuple(range(1, values.ndim))
    torn = np.flatnonzero(~np.isfinite(means[: len(parts)]).all(axis=columns))
    if len(torn):
        means[torn] = _means_of_seen(parts[torn])
    return np.asarray(means)


def _means_of_seen(parts: FloatArray) -> FloatArray:
    """Average each part over the samples that are there on all columns; NaN without one."""
    columns = tuple(range(2, parts.ndim))
    seen = np.isfinite(parts).all(axis=columns, keepdims=True)
    with np.errstate(invalid="ignore"):
        return np.asarray(np.where(seen, parts, 0.0).sum(axis=1) / seen.sum(axis=1))


def spread(values: FloatArray, factor: int, *, count: int) -> FloatArray:
    """Draw straight lines between the middles of parts, (n_parts, n_columns), to every sample."""
    if factor == 1 or len(values) == 1:
        return np.repeat(values, factor, axis=0)[:count]
    ahead = np.concatenate((2 * values[:1] - values[1:2], values, 2 * values[-1:] - values[-2:-1]))
    rise = np.diff(ahead, axis=0)
    full = np.empty((len(values), factor, values.shape[1]))
    for place in range(factor):
        share = (place - (factor - 1) / 2) / factor
        first = slice(0, -1) if share < 0 else slice(1, None)
        np.multiply(rise[first], share % 1.0, out=full[:, place])
        full[:, place] += ahead[:-2] if share < 0 else values
    return full.reshape(-1, values.shape[1])[:count]


def smoothed(values: FloatArray, width_samples: float) -> FloatArray:
    """Average along the first axis under a bell of a standard deviation, without lag.

    Missing samples (NaN) carry no weight; near the ends only the part of the bell inside counts.
    NaN stays where the whole bell sees nothing.
    """
    radii = _box_radii(width_samples)
    if not any(radii):
        return np.asarray(values, dtype=float)
    if np.isfinite(values.sum()):
        return _whole_smoothed(np.asarray(values, dtype=float), radii)
    is_seen = np.isfinite(values).all(axis=tuple(range(1, values.ndim)))
    weights = is_seen.astype(float)
    shape = (-1, *(1,) * (values.ndim - 1))
    sums = np.where(is_seen.reshape(shape), values, 0.0)
    for radius in radii:
        sums, weights = _box_sums(sums, radius), _box_sums(weights, radius)
    # Sums of sums leave rounding crumbs where nothing was seen.
    weights[weights < 0.5] = np.nan
    return np.asarray(sums / weights.reshape(shape))


def _whole_smoothed(values: FloatArray, radii: tuple[int, ...]) -> FloatArray:
    """Smooth where nothing is missing: only near the ends does the weight differ."""
    reach = sum(radii)
    # At most so long that neither end of it sees the other.
    edge: FloatArray = np.ones(min(len(values), 2 * reach + 1))
    for radius in radii:
        values, edge = _box_sums(values, radius), _box_sums(edge, radius)
    edge = edge.reshape(-1, *(1,) * (values.ndim - 1))
    if len(values) <= 2 * reach:
        return np.asarray(values / edge)
    values[:reach] /= edge[:reach]
    values[reach : len(values) - reach] /= edge[reach]
    values[len(values) - reach :] /= edge[reach + 1 :]
    return values


def _box_radii(width_samples: float) -> tuple[int, ...]:
    """Share the variance of the bell among the boxes, the last ones wider where that fits."""
    wanted = 12 * width_samples**2
    smaller = int((np.sqrt(wanted / _BOXES_COUNT + 1) - 1) / 2)
    gain = (2 * smaller + 3) ** 2 - (2 * smaller + 1) ** 2
    missing = wanted - _BOXES_COUNT * ((2 * smaller + 1) ** 2 - 1)
    wider_count = min(_BOXES_COUNT, round(missing / gain))
    return (smaller,) * (_BOXES_COUNT - wider_count) + (smaller + 1,) * wider_count


def _box_sums(values: FloatArray, radius: int) -> FloatArray:
    """Add up to ``radius`` neighbours on either side to each value."""
    count = len(values)
    total = np.empty((count + 2 * radius + 1, *values.shape[1:]))
    total[: radius + 1] = 0.0
    inner = total[radius + 1 : radius + 1 + count]
    np.cumsum(values, axis=0, out=inner)
    total[radius + 1 + count :] = inner[-1:]
    return np.asarray(total[2 * radius + 1 :] - total[:count])
