"""How sure a measure is: from its repeats, and from how far such methods are known to be off.

Source: effective number of repeats of an autocorrelated series, Bayley and Hammersley 1946
[bayley1946]; combination of both parts in quadrature, JCGM 100:2008 [gum2008].
Differs in: only the correlation of neighbours counts, and only where it is positive; quantiles come
from series (Fisher and Cornish; Wilson and Hilferty 1931 [wilson1931]), so that no statistics
library is loaded.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np

from restride.arrays import FloatArray, SampleArray

#: 97.5 % of a normal distribution lie below this many standard deviations.
NORMAL_QUANTILE: Final = 1.959963984540054
#: The same for Student's distribution with 1 to 9 degrees of freedom, where the series is poor.
_SMALL_T: Final = np.array([12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262])
#: Fewer repeats say nothing about how neighbours hang together. House choice.
_FEWEST_FOR_CORRELATION_COUNT: Final = 6
#: A few strides cannot prove a closer tie than this: nine then count as one. House choice.
_MOST_CORRELATION_RATIO: Final = 0.8
#: Fewer strides give a spread that says nothing: the 95 % interval then spans more than tenfold.
FEWEST_FOR_SPREAD_COUNT: Final = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Spread:
    """What a series of repeats says about its mean, and about itself."""

    # Mean and standard deviation bear the unit of the measure.
    mean: float
    standard_deviation: float
    repeats_count: int
    #: Independent repeats that would say as much; at most ``repeats_count``.
    effective_count: float

    @property
    def half_width(self) -> float:
        """Half of the 95 % interval of the mean, from the repeats alone; NaN for a single one."""
        if self.repeats_count < 2:
            return float("nan")
        quantile = float(t_quantile(np.array([self.repeats_count - 1.0]))[0])
        return quantile * self.standard_deviation / float(np.sqrt(self.effective_count))

    @property
    def deviation_limits(self) -> tuple[float, float]:
        """The 95 % interval of the standard deviation itself, from the chi-square distribution."""
        freedom = max(self.effective_count - 1.0, 2.0)
        low, high = (chi_square_quantile(freedom, z) for z in (NORMAL_QUANTILE, -NORMAL_QUANTILE))
        return (
            self.standard_deviation * float(np.sqrt(freedom / low)),
            self.standard_deviation * float(np.sqrt(freedom / high)),
        )


def spread_of(values: FloatArray, *, group_indices: SampleArray | None = None) -> Spread | None:
    """Sum up a series without missing values, in order of groups and time; None without any.

    Parameters
    ----------
    values : (n_repeats,)
        In the unit of the measure.
    group_indices : (n_repeats,)
        Neighbours count as such only inside a group, such as one side of one bout, whose rows lie
        together; the standard deviation is that about the one common mean.
    """
    count = len(values)
    if count == 0:
        return None
    mean = float(values.mean())
    deviations = values - mean
    squares = float(np.square(deviations).sum())
    deviation = float(np.sqrt(squares / (count - 1))) if count > 1 else float("nan")
    correlation = 0.0
    if count >= _FEWEST_FOR_CORRELATION_COUNT and squares > 0:
        products = deviations[1:] * deviations[:-1]
        if group_indices is not None:
            products = products[group_indices[1:] == group_indices[:-1]]
        if len(products):
            seen = products.mean() / (squares / count)
            # Taking the mean out makes a short series look less alike than it is [kendall1954].
            unbiased = seen + (1 + 3 * seen) / count
            correlation = float(np.clip(unbiased, 0.0, _MOST_CORRELATION_RATIO))
    effective = count * (1 - correlation) / (1 + correlation)
    return Spread(
        mean=mean, standard_deviation=deviation, repeats_count=count, effective_count=effective
    )


def t_quantile(freedom_ratio: FloatArray) -> FloatArray:
    """Tell what 97.5 % of Student's distribution lie below, by degrees of freedom."""
    freedom = np.maximum(freedom_ratio, 1.0)
    z = NORMAL_QUANTILE
    series = (
        z
        + (z**3 + z) / (4 * freedom)
        + (5 * z**5 + 16 * z**3 + 3 * z) / (96 * freedom**2)
        + (3 * z**7 + 19 * z**5 + 17 * z**3 - 15 * z) / (384 * freedom**3)
    )
    small = np.interp(freedom, np.arange(1.0, 10.0), _SMALL_T)
    return np.where(freedom < len(_SMALL_T), small, series)


def chi_square_quantile(freedom_ratio: float, normal_quantile_ratio: float) -> float:
    """Tell the chi-square value at the same place as a normal quantile; good from 3 degrees on."""
    part = 2 / (9 * freedom_ratio)
    cube_root = 1 - part + normal_quantile_ratio * float(np.sqrt(part))
    return freedom_ratio * max(cube_root, 1e-3) ** 3


def asymmetry_of(left: Spread, right: Spread) -> tuple[float, float]:
    """Tell left minus right over their mean, and half of its 95 % interval.

    The interval follows the spread of both means through the formula to first order.
    """
    total = left.mean + right.mean
    value = 2 * (left.mean - right.mean) / total
    left_share, right_share = (
        spread.standard_deviation / np.sqrt(spread.effective_count) for spread in (left, right)
    )
    error = 4 / total**2 * np.hypot(right.mean * left_share, left.mean * right_share)
    freedom = min(left.repeats_count, right.repeats_count) - 1
    return value, float(t_quantile(np.array([freedom]))[0] * abs(error))
