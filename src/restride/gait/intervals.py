"""From spread and method error to the interval beside a measure, or why there is none."""

import math
from functools import cache
from typing import Final

from restride.gait.uncertainty import (
    FEWEST_FOR_SPREAD_COUNT,
    NORMAL_QUANTILE,
    Spread,
)
from restride.gait.validation_errors import MeasuringContext, method_error
from restride.measure import Interval, NotComputed, Uncertainty

#: Keys of these units or with these words may lie below zero.
_MAY_BE_NEGATIVE: Final = ("angle_deg", "turn_deg", "circumduction_m", "asymmetry_ratio")

COUNTED: Final = NotComputed(reason="it is counted, not estimated")
NOTHING_MEASURED: Final = NotComputed(reason="there is no value")


@cache
def no_published_error(context: MeasuringContext) -> NotComputed:
    """Say why the spread of the strides alone is not shown."""
    return NotComputed(
        reason="no published error of this measure from this place "
        f"({context.source}) is known to us, and the spread of the repeats alone would look surer "
        "than it is"
    )


def mean_uncertainty(
    key: str, spread: Spread, *, repeats: str, context: MeasuringContext
) -> Uncertainty:
    """Give the 95 % interval of a mean."""
    method = method_error(key, spread.mean, context=context)
    if method is None:
        return no_published_error(context)
    of_method = NORMAL_QUANTILE * method.standard_deviation
    if spread.repeats_count < 2 and of_method == 0:
        return NotComputed(reason=f"one of the {repeats} has no spread; two are needed")
    of_repeats = spread.half_width if spread.repeats_count > 1 else 0.0
    counted = f"{spread.repeats_count} {repeats}"
    if spread.effective_count < 0.9 * spread.repeats_count:
        counted += f", alike neighbours make them {spread.effective_count:.0f}"
    return interval(
        key,
        spread.mean,
        half_width=math.hypot(of_repeats, of_method),
        basis=f"spread of {counted}; {method.words}",
    )


def distance_uncertainty(
    distance_m: float, *, stride_length_m: float, context: MeasuringContext
) -> Uncertainty:
    """Give the 95 % interval of a distance: every stride may be off the same way."""
    method = method_error("stride_length_m", stride_length_m, context=context)
    if method is None or method.standard_deviation == 0:
        return NotComputed(reason="no published error of stride length applies")
    off_share = NORMAL_QUANTILE * method.standard_deviation / stride_length_m
    return interval(
        "distance_m",
        distance_m,
        half_width=distance_m * off_share,
        basis=f"{method.words}, taken to be the same way in every stride",
    )


def deviation_uncertainty(spread: Spread, *, factor: float = 1.0) -> Uncertainty:
    """Give the 95 % interval of a standard deviation, or of a multiple of it."""
    if spread.repeats_count < FEWEST_FOR_SPREAD_COUNT:
        return NotComputed(
            reason=f"{spread.repeats_count} repeats are too few to say how sure a spread is; "
            f"{FEWEST_FOR_SPREAD_COUNT} are needed"
        )
    low, high = (limit * factor for limit in spread.deviation_limits)
    return Interval(
        low=low,
        high=high,
        basis=f"chi-square distribution for {spread.repeats_count} repeats; errors in finding the "
        "contacts raise the value itself and are not in the interval",
    )


def interval(key: str, value: float, *, half_width: float, basis: str) -> Interval:
    """Lay an interval around a value, within what the measure can be."""
    low, high = value - half_width, value + half_width
    if not key.endswith(_MAY_BE_NEGATIVE):
        low = max(low, 0.0)
    if key.endswith("_share"):
        high = min(high, 1.0)
    return Interval(low=low, high=high, basis=basis)
