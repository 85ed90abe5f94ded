"""The course of points over time: short gaps filled, shaking taken out, other rates.

For signals of 15 to 200 samples a second with NaN where nothing was seen, such as landmarks from
pictures and markers. Samples run along the first axis; every column is treated for itself.
"""

import numpy as np

from restride.arrays import BoolArray, FloatArray

#: Forwards and backwards halves the power twice: the cut of one pass lies higher by this factor,
#: so that both together keep 71 % of the stated frequency. Exact for the second order:
#: (sqrt(2) - 1) ** 0.25.
_CUT_FACTOR = (2**0.5 - 1) ** 0.25
#: Periods of the cut-off frequency by which the ends go on, turned about the end, while the filter
#: runs in: less than a thousandth of a step is left after two.
_RUN_IN_PERIODS = 2.0


def filled(values: FloatArray, *, longest_gap_samples: int) -> tuple[FloatArray, BoolArray]:
    """Draw straight lines over short gaps between two seen samples.

    Parameters
    ----------
    values : (n_samples, ...)
        NaN where nothing was seen.
    longest_gap_samples
        Gaps with more missing samples stay; so do gaps at the start and at the end.

    Returns
    -------
    (n_samples, ...), (n_samples, ...)
        The values, and where they were filled.
    """
    columns = _as_columns(values)
    is_filled = np.zeros(columns.shape, dtype=bool)
    for column, is_new in zip(columns.T, is_filled.T, strict=True):
        for start, end in stretches(~np.isfinite(column)):
            if start > 0 and end < len(column) and end - start <= longest_gap_samples:
                before, after = column[start - 1], column[end]
                parts = np.arange(1, end - start + 1) / (end - start + 1)
                column[start:end] = before + parts * (after - before)
                is_new[start:end] = True
    return columns.reshape(values.shape), is_filled.reshape(values.shape)


def low_passed(values: FloatArray, *, sampling_rate_hz: float, cutoff_hz: float) -> FloatArray:
    """Take out what is faster than a frequency, without delay: Butterworth, forwards and back.

    Second order each way; 71 % of the amplitude is left at ``cutoff_hz``. Every stretch between
    two gaps is smoothed for itself, and gaps stay gaps.

    Parameters
    ----------
    values : (n_samples, ...)
        NaN where nothing was seen.
    cutoff_hz
        Where half the sampling rate is no higher than this, nothing is faster, and the values come
        back as they are.

    Returns
    -------
    (n_samples, ...)
    """
    columns = _as_columns(values)
    if 2 * cutoff_hz >= sampling_rate_hz:
        return columns.reshape(values.shape)
    feed, back = _second_order(cutoff_hz / sampling_rate_hz)
    run_in = int(np.ceil(_RUN_IN_PERIODS * sampling_rate_hz / cutoff_hz))
    for column in columns.T:
        for start, end in stretches(np.isfinite(column)):
            column[start:end] = _both_ways(column[start:end], feed, back, run_in)
    return columns.reshape(values.shape)


def resampled(
    values: FloatArray, *, times_s: FloatArray, new_times_s: FloatArray, longest_gap_s: float
) -> FloatArray:
    """Read values at other times, on straight lines between the samples.

    Smooth before the rate is lowered: see ``low_passed``.

    Parameters
    ----------
    values : (n_samples, ...)
        NaN where nothing was seen.
    times_s : (n_samples,)
        Rising.
    new_times_s : (n_new,)
    longest_gap_s
        Between samples seen farther apart the result is NaN.

    Returns
    -------
    (n_new, ...)
        NaN before the first and after the last seen sample.
    """
    columns = _as_columns(values)
    new = np.full((len(new_times_s), columns.shape[1]), np.nan)
    for column, target in zip(columns.T, new.T, strict=True):
        is_seen = np.isfinite(column)
        if np.any(is_seen):
            seen_s = times_s[is_seen]
            read = np.interp(new_times_s, seen_s, column[is_seen], left=np.nan, right=np.nan)
            after = np.clip(np.searchsorted(seen_s, new_times_s), 1, max(1, len(seen_s) - 1))
            if len(seen_s) > 1:
                is_far = seen_s[after] - seen_s[after - 1] > longest_gap_s
                is_on = seen_s[after] == new_times_s
                is_on |= seen_s[after - 1] == new_times_s
                read[is_far & ~is_on] = np.nan
            target[:] = read
    return new.reshape(len(new_times_s), *values.shape[1:])


def stretches(is_in: BoolArray) -> list[tuple[int, int]]:
    """List the runs of true, half-open, in order."""
    edges = np.flatnonzero(np.diff(np.concatenate(([False], is_in, [False]))))
    return [(int(start), int(end)) for start, end in edges.reshape(-1, 2)]


def _second_order(cutoff_share: float) -> tuple[FloatArray, FloatArray]:
    """Set the filter of one pass up; ``cutoff_share`` of the sampling rate."""
    from scipy.signal import butter

    # The cut is moved where the filter is designed: in the warped frequency.
    warped = np.tan(np.pi * cutoff_share) / _CUT_FACTOR
    feed, back = butter(2, 2 * np.arctan(warped) / np.pi)
    return np.asarray(feed), np.asarray(back)


def _both_ways(
    stretch: FloatArray, feed: FloatArray, back: FloatArray, run_in_samples: int
) -> FloatArray:
    from scipy.signal import filtfilt

    if len(stretch) < 2:
        return stretch
    run_in = min(run_in_samples, len(stretch) - 1)
    return np.asarray(filtfilt(feed, back, stretch, padlen=run_in))


def _as_columns(values: FloatArray) -> FloatArray:
    """Copy to (n_samples, n_columns)."""
    return np.array(values, dtype=float).reshape(len(values), int(np.prod(values.shape[1:])))
