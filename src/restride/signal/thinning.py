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
        means = np.concatenate((means, values[whole:].mean(axis=0, dtype=float)[None]))
    for index in np.flatnonzero(~np.isfinite(means).reshape(len(means), -1).all(axis=1)):
        part = values[index * factor : (index + 1) * factor]
        here = part[np.isfinite(part).reshape(len(part), -1).all(axis=1)]
        if len(here):
            means[index] = here.mean(axis=0, dtype=float)
    return np.asarray(means)


def spread(values: FloatArray, factor: int, *, count: int) -> FloatArray:
    """Draw straight lines between the middles of parts, (n_parts, n_columns), to every sample."""
    if factor == 1 or len(values) == 1:
        return np.repeat(values, factor, axis=0)[:count]
    middle = (factor - 1) / 2
    ahead = np.concatenate((2 * values[:1] - values[1:2], values, 2 * values[-1:] - values[-2:-1]))
    share = (np.arange(factor) + factor - middle) / factor
    is_later = share >= 1
    share = (share - is_later)[None, :, None]
    first = np.where(is_later[None, :, None], ahead[1:-1, None, :], ahead[:-2, None, :])
    second = np.where(is_later[None, :, None], ahead[2:, None, :], ahead[1:-1, None, :])
    return (first + (second - first) * share).reshape(-1, values.shape[1])[:count]


def smoothed(values: FloatArray, width_samples: float) -> FloatArray:
    """Average along the first axis under a bell of a standard deviation, without lag.

    Missing samples (NaN) carry no weight; near the ends only the part of the bell inside counts.
    NaN stays where the whole bell sees nothing.
    """
    radii = _box_radii(width_samples)
    if not any(radii):
        return np.asarray(values, dtype=float)
    is_seen = np.isfinite(values).reshape(len(values), -1).all(axis=1)
    weights = is_seen.astype(float)
    shape = (-1, *(1,) * (values.ndim - 1))
    sums = np.where(is_seen.reshape(shape), values, 0.0)
    for radius in radii:
        sums, weights = _box_sums(sums, radius), _box_sums(weights, radius)
    # Sums of sums leave rounding crumbs where nothing was seen.
    weights[weights < 0.5] = np.nan
    return np.asarray(sums / weights.reshape(shape))


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
