"""How often a signal repeats itself: matches of short patterns, and the sample entropy.

Source: [richman2000]. Differs in: the patterns are sorted by their first sample, and each is held
only against those whose first sample is near; memory stays small however long the signal.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np

from restride.arrays import FloatArray, SampleArray

#: Patterns held against their neighbours in one go. House choice: fits the nearest cache.
_ROWS_COUNT: Final = 32
#: At most so many neighbours in one go, so that a signal of one value needs no more memory.
_COLUMNS_COUNT: Final = 4096


@dataclass(frozen=True, slots=True, kw_only=True)
class Matches:
    """Pairs of patterns of a signal that agree, each pair counted once."""

    #: Pairs that agree in all samples of the pattern.
    short_count: int
    #: Of those, pairs that agree in the next sample too.
    long_count: int

    @property
    def sample_entropy(self) -> float | None:
        """Minus the logarithm of the share that goes on agreeing; None where none does."""
        if self.long_count == 0:
            return None
        return float(np.log(self.short_count) - np.log(self.long_count))


def count_matches(signal: FloatArray, *, pattern_count: int, tolerance: float) -> Matches:
    """Count the pairs of patterns whose samples all differ by no more than a tolerance.

    Parameters
    ----------
    signal : (n_samples,)
    pattern_count
        Samples of a pattern, 1 or more; both counts rest on the same n - pattern_count patterns.
    tolerance
        In the unit of the signal; a difference of exactly that agrees.
    """
    patterns_count = len(signal) - pattern_count
    if patterns_count < 2:
        return Matches(short_count=0, long_count=0)
    order = np.argsort(signal[:patterns_count], kind="stable")
    shifts = range(pattern_count + 1)
    columns = np.array([signal[shift : shift + patterns_count][order] for shift in shifts])
    ends = _ends(columns[0], tolerance)
    counts = np.zeros(2, dtype=np.int64)
    for start in range(0, patterns_count - 1, _ROWS_COUNT):
        stop = min(start + _ROWS_COUNT, patterns_count)
        last = int(ends[stop - 1])
        for left in range(start + 1, last, _COLUMNS_COUNT):
            rows, partners = slice(start, stop), slice(left, min(left + _COLUMNS_COUNT, last))
            counts += _agreeing(columns, rows, partners, tolerance)
    return Matches(short_count=int(counts[0]), long_count=int(counts[1]))


def _ends(sorted_values: FloatArray, tolerance: float) -> SampleArray:
    """Find where the neighbours of each value end, or a little later for the sake of rounding."""
    reach = tolerance + 8 * np.finfo(float).eps * float(np.abs(sorted_values[[0, -1]]).max())
    return np.searchsorted(sorted_values, sorted_values + reach, side="right")


def _agreeing(
    columns: FloatArray, rows: slice, partners: slice, tolerance: float
) -> tuple[int, int]:
    """Count pairs of a row and a later partner that agree, without and with the last sample."""
    first = columns[0]
    agrees = first[partners] - first[rows, None] <= tolerance
    # Of the first partners some are the row itself, or stand before it.
    overlap = min(partners.stop, rows.stop) - partners.start
    if overlap > 0:
        places = np.arange(rows.start, rows.stop)[:, None]
        agrees[:, :overlap] &= np.arange(partners.start, partners.start + overlap) > places
    short_count = 0
    for column in columns[1:]:
        short_count = int(np.count_nonzero(agrees))
        apart = column[partners] - column[rows, None]
        np.abs(apart, out=apart)
        agrees &= apart <= tolerance
    return short_count, int(np.count_nonzero(agrees))
