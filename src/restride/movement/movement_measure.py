"""A measure of movement with what is known of its error, and means and trends over repeats."""

from collections.abc import Sequence
from typing import Final

import numpy as np

from restride.arrays import FloatArray
from restride.measure import Interval, Measure, NotComputed, Uncertainty
from restride.movement.measure_definitions import MOVEMENT_MEASURES
from restride.terms import Side

COUNTED: Final = NotComputed(reason="it is counted, not estimated")
NOTHING_MEASURED: Final = NotComputed(reason="there is no value")
NO_KNOWN_ERROR: Final = NotComputed(
    reason="no published error of this measure from this source is known to us, and the spread of "
    "the repeats alone would look surer than it is"
)
#: Fewer points make a line that says nothing. House choice.
_FEWEST_FOR_TREND_COUNT: Final = 4


def measured(
    key: str,
    value: float | None,
    *,
    repeats_count: int = 1,
    side: Side | None = None,
    note: str | None = None,
    uncertainty: Uncertainty = NO_KNOWN_ERROR,
) -> Measure:
    """Make a measure by its key."""
    return Measure(
        definition=MOVEMENT_MEASURES[key],
        value=value,
        side=side,
        repeats_count=0 if value is None else repeats_count,
        uncertainty=NOTHING_MEASURED if value is None else uncertainty,
        note=note,
    )


def counted(key: str, count: int) -> Measure:
    """Make a measure of something that was counted."""
    return measured(key, float(count), repeats_count=count, uncertainty=COUNTED)


def mean_of(key: str, values: Sequence[float | None], *, side: Side | None = None) -> Measure:
    """Average what is known of some repeats."""
    known = np.array([value for value in values if value is not None])
    if not len(known):
        return measured(key, None, side=side, note="Not one of the repeats gives it.")
    return measured(key, float(known.mean()), repeats_count=len(known), side=side)


def trend_of(key: str, values: Sequence[float | None], *, repeats: str) -> Measure:
    """Tell the last of some repeats over the first, both on the straight line through all.

    Its interval follows from how far the repeats lie off the line.
    """
    known = np.array([value for value in values if value is not None])
    if len(known) < _FEWEST_FOR_TREND_COUNT:
        return measured(
            key,
            None,
            note=f"A trend needs {_FEWEST_FOR_TREND_COUNT} {repeats}, and there are {len(known)}.",
        )
    order = np.arange(len(known), dtype=float)
    slope, first = np.polyfit(order, known, 1)
    last = first + slope * order[-1]
    if first <= 0:
        return measured(key, None, note="The line through the repeats begins at nothing.")
    return measured(
        key,
        float(last / first),
        repeats_count=len(known),
        uncertainty=_trend_interval(known, order, first=float(first), last=float(last)),
    )


def _trend_interval(
    known: FloatArray, order: FloatArray, *, first: float, last: float
) -> Uncertainty:
    """Give the 95 % interval of the ratio of both ends of a line, to first order."""
    from scipy.special import stdtrit

    freedom = len(known) - 2
    line = first + (last - first) * order / order[-1]
    deviation = float(np.sqrt(np.square(known - line).sum() / freedom))
    middle = order.mean()
    squares = float(np.square(order - middle).sum())
    # Both ends of the line share its errors: the ratio follows from height and slope of the line.
    of_first = -last / first**2
    of_last = 1.0 / first
    by_height = (of_first + of_last) ** 2 / len(known)
    reach = order[-1] - middle
    by_slope = (of_last - of_first) ** 2 * reach**2 / squares
    half = float(stdtrit(freedom, 0.975)) * deviation * float(np.sqrt(by_height + by_slope))
    ratio = last / first
    return Interval(
        low=max(0.0, ratio - half),
        high=ratio + half,
        basis=f"spread of {len(known)} repeats about the line; errors of finding their ends are "
        "in that spread",
    )
