"""Ways out and back of a signal, told by hysteresis on the person's own range.

A signal must come over the far threshold, and go back under the near one, before the next way out
counts: a hesitation near the turning point, or a tremble at one threshold, counts nothing twice.

Source: House choice: docs/decisions/0075.
"""

from dataclasses import dataclass
from itertools import pairwise
from typing import Final

import numpy as np

from restride.arrays import FloatArray
from restride.signal.tracks import stretches

#: Swings under this part of the largest are not what sets the person's own range. House choice:
#: docs/decisions/0075.
_LARGE_SWING_SHARE: Final = 0.5


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnRange:
    """Between which levels a person moves again and again, in the unit of the signal."""

    #: Median of the low and of the high turning points.
    low: float
    high: float
    #: The turning points of the smallest regular swings.
    highest_low: float
    lowest_high: float

    @property
    def size_ratio(self) -> float:
        """From the low level to the high one, in the unit of the signal."""
        return self.high - self.low


@dataclass(frozen=True, slots=True, kw_only=True)
class Excursion:
    """One way from low to high and, mostly, back; places are samples of the even clock."""

    #: Last sample at or under the near threshold.
    leaves: int
    #: First sample at or over the far threshold.
    arrives: int
    #: Highest sample.
    turns: int
    #: Last sample at or over the far threshold before the way back.
    departs: int
    #: First sample at or under the near threshold again; None where the signal ends or breaks.
    returns: int | None


def own_range(
    signal: FloatArray, *, smallest: float, regular_share: float = _LARGE_SWING_SHARE
) -> OwnRange | None:
    """Find the levels between which a signal swings; None where it never swings so far.

    Parameters
    ----------
    regular_share
        Swings of at least this part of the usual one are regular.
    """
    swings = [
        (low, high)
        for first, last in stretches(np.isfinite(signal))
        for low, high in _swings(signal[first:last], smallest=smallest)
    ]
    if not swings:
        return None
    lows, highs = np.array(swings).T
    sizes = highs - lows
    usual = float(np.median(sizes[sizes >= _LARGE_SWING_SHARE * sizes.max()]))
    is_regular = sizes >= regular_share * usual
    return OwnRange(
        low=float(np.median(lows[is_regular])),
        high=float(np.median(highs[is_regular])),
        highest_low=float(lows[is_regular].max()),
        lowest_high=float(highs[is_regular].min()),
    )


def _swings(signal: FloatArray, *, smallest: float) -> list[tuple[float, float]]:
    """Give low and high of every swing of at least ``smallest`` between two turning points."""
    values = signal[turning_places(signal, smallest=smallest)].tolist()
    return [(min(one, other), max(one, other)) for one, other in pairwise(values)]


def turning_places(signal: FloatArray, *, smallest: float) -> list[int]:
    """Follow a signal from turning point to turning point, each at least a swing from the last.

    Empty where it never swings so far; the first and the last extreme are turning points too.
    """
    places: list[int] = []
    values = signal.tolist()
    low = high = 0
    heading = 0
    for place, value in enumerate(values):
        low = place if value < values[low] else low
        high = place if value > values[high] else high
        if heading >= 0 and values[high] - value >= smallest:
            places.append(high)
            heading, low, high = -1, place, place
        elif heading <= 0 and value - values[low] >= smallest:
            places.append(low)
            heading, low, high = 1, place, place
    if heading:
        places.append(high if heading > 0 else low)
    return places


def find_excursions(signal: FloatArray, *, near: float, far: float) -> tuple[Excursion, ...]:
    """Find every way from at or under ``near`` to at or over ``far``.

    Parameters
    ----------
    signal : (n_samples,)
        NaN where it is not known: no way is followed across.
    """
    found = []
    for first, last in stretches(np.isfinite(signal)):
        found.extend(_excursions_of_piece(signal[first:last], first, near, far))
    return tuple(found)


def _excursions_of_piece(
    piece: FloatArray, offset: int, near: float, far: float
) -> list[Excursion]:
    level = np.where(piece >= far, 1, np.where(piece <= near, -1, 0))
    places = np.flatnonzero(level)
    steps = np.flatnonzero(np.diff(level[places]))
    ends = np.concatenate((places[steps], places[-1:]))
    starts = np.concatenate((places[:1], places[steps + 1]))
    found = []
    for index in range(1, len(starts)):
        if level[starts[index]] != 1:
            continue
        arrives, departs = int(starts[index]), int(ends[index])
        is_back = index + 1 < len(starts)
        found.append(
            Excursion(
                leaves=offset + int(ends[index - 1]),
                arrives=offset + arrives,
                turns=offset + arrives + int(np.argmax(piece[arrives : departs + 1])),
                departs=offset + departs,
                returns=offset + int(starts[index + 1]) if is_back else None,
            )
        )
    return found
