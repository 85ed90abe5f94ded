"""Stride-to-stride variability: each side of each bout about its own mean, outliers left out.

Source: within-person standard deviation over steps, Galna et al. 2013 [galna2013]; outliers by the
median absolute deviation, Hampel 1974 [hampel1974].
Differs in: bouts are pooled by their own means, so that walking one bout faster than another is no
variability.
"""

from typing import Final

import numpy as np

from restride.arrays import FloatArray, SampleArray
from restride.gait.uncertainty import Spread, spread_of

#: Strides further from the middle than this many robust standard deviations are left out of a
#: variability. [hampel1974]
_OUTLIER_RATIO: Final = 3.0
#: Nothing closer to the middle than this part of it is left out: times come in whole samples, and
#: most strides of an even walk then last equally long. House choice.
_NEVER_OUTLIER_SHARE: Final = 0.05
#: The median absolute deviation of a normal distribution times this is its standard deviation.
_DEVIATION_PER_MEDIAN_RATIO: Final = 1.4826
#: Fewer degrees of freedom say nothing about a spread. House choice.
_FEWEST_FREEDOM_COUNT: Final = 2


def own_spread(values: FloatArray, *, group_indices: SampleArray) -> tuple[float, Spread] | None:
    """Pool the spread of each group about its own mean; None where too few values are left.

    Parameters
    ----------
    values : (n_strides,)
        In order of groups and time; missing ones are NaN.
    group_indices : (n_strides,)
        One number for each side of each bout.

    Returns
    -------
    tuple[float, Spread] | None
        The mean of what was kept, and the spread about zero.
    """
    known = np.isfinite(values)
    values, group_indices = values[known], group_indices[known]
    if not len(values):
        return None
    off = np.round(np.abs(values - _group_medians(values, group_indices)), 9)
    middle = float(np.median(values))
    limit = _OUTLIER_RATIO * _DEVIATION_PER_MEDIAN_RATIO * float(np.median(off))
    inside = off <= round(max(limit, _NEVER_OUTLIER_SHARE * middle), 9)
    values, group_indices = values[inside], group_indices[inside]
    _, places, counts = np.unique(group_indices, return_inverse=True, return_counts=True)
    means = np.bincount(places, values) / counts
    is_several = counts[places] > 1
    deviations = (values - means[places])[is_several]
    freedom = len(deviations) - int(np.sum(counts > 1))
    spread = spread_of(deviations, group_indices=group_indices[is_several])
    if spread is None or freedom < _FEWEST_FREEDOM_COUNT:
        return None
    lost_count = len(deviations) - freedom - 1
    return float(values[is_several].mean()), Spread(
        mean=0.0,
        standard_deviation=float(np.sqrt(np.square(deviations).sum() / freedom)),
        repeats_count=len(deviations),
        effective_count=max(2.0, spread.effective_count - lost_count),
    )


def _group_medians(values: FloatArray, group_indices: SampleArray) -> FloatArray:
    """Tell each value the median of its group."""
    order = np.lexsort((values, group_indices))
    _, firsts, places, counts = np.unique(
        group_indices[order], return_index=True, return_inverse=True, return_counts=True
    )
    ordered = values[order]
    middles = (ordered[firsts + (counts - 1) // 2] + ordered[firsts + counts // 2]) / 2
    medians = np.empty(len(values))
    medians[order] = middles[places]
    return medians
