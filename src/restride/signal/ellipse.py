"""Ellipses around a path in the plane: which one, how large, how turned.

An ellipse of 95 % means different things. Here each bears its own name, and its scale:

- the **prediction** ellipse: the next point falls into it with 95 % probability;
- the ellipse of the **normal** distribution: as if mean and spread were known, not estimated;
- the ellipse of the **mean**: where the mean of many such points would lie.

Source: [schubert2014], [prieto1996]. Differs in: the quantile of the F distribution with two
degrees of freedom above is written out, and needs no table and no library.
"""

import numpy as np

from restride.arrays import FloatArray


def f_quantile(coverage_share: float, *, below_count: int) -> float:
    """Tell the quantile of the F distribution with 2 and ``below_count`` degrees of freedom."""
    exponent = np.log1p(-coverage_share) * -2.0 / below_count
    return float(below_count / 2 * np.expm1(exponent))


def prediction_scale(coverage_share: float, *, samples_count: int) -> float:
    """Tell by how much the spread is stretched to the prediction ellipse, squared."""
    count = samples_count
    quantile = f_quantile(coverage_share, below_count=count - 2)
    return quantile * 2 * (count - 1) * (count + 1) / (count * (count - 2))


def mean_scale(coverage_share: float, *, samples_count: int) -> float:
    """Tell by how much the spread is stretched to the ellipse of the mean, squared."""
    count = samples_count
    quantile = f_quantile(coverage_share, below_count=count - 2)
    return quantile * 2 * (count - 1) / (count * (count - 2))


def normal_scale(coverage_share: float) -> float:
    """Tell by how much the spread is stretched to the ellipse of known spread, squared."""
    return float(-2 * np.log1p(-coverage_share))


def spread_of_path(path: FloatArray) -> FloatArray:
    """Tell the covariance of the two columns of a path (n_samples, 2), over n - 1: (2, 2)."""
    middle = path - path.mean(axis=0)
    return np.asarray(middle.T @ middle / (len(path) - 1))


def spread_area(spread: FloatArray) -> float:
    """Tell the square root of the determinant of a (2, 2) spread, 0 where it has no area."""
    determinant = spread[0, 0] * spread[1, 1] - spread[0, 1] ** 2
    return float(np.sqrt(max(determinant, 0.0)))


def half_axes_of(spread: FloatArray, *, scale_ratio: float) -> tuple[float, float]:
    """Tell half the longer and half the shorter axis of the ellipse of a (2, 2) spread."""
    mean = (spread[0, 0] + spread[1, 1]) / 2
    reach = float(np.hypot((spread[0, 0] - spread[1, 1]) / 2, spread[0, 1]))
    longer = np.sqrt((mean + reach) * scale_ratio)
    shorter = np.sqrt(max(mean - reach, 0.0) * scale_ratio)
    return float(longer), float(shorter)


def angle_of(spread: FloatArray) -> float:
    """Tell the angle of the longer axis from the first column towards the second, degrees."""
    return float(np.degrees(0.5 * np.arctan2(2 * spread[0, 1], spread[0, 0] - spread[1, 1])))
