"""What is usual around each of a row of events, within the run that the event belongs to.

A run ends where nothing happens for a while: what comes after a rest tells nothing of what was
before it, and a stretch that is missing elsewhere changes nothing here.
"""

from dataclasses import dataclass

import numpy as np

from restride.arrays import FloatArray, SampleArray


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Neighbours:
    """For each event the row of events around it, (n_events,) each."""

    #: Position of the first of them.
    first: SampleArray
    found_count: SampleArray


def neighbours_of(times_s: FloatArray, *, count: int, longest_break_s: float) -> Neighbours:
    """List up to ``count`` neighbours of each event, itself among them, in the middle if possible.

    Parameters
    ----------
    times_s : (n_events,)
        In order.
    longest_break_s
        A longer rest ends a run.
    """
    places = np.arange(len(times_s))
    begins = np.flatnonzero(np.diff(times_s, prepend=-np.inf) > longest_break_s)
    run = np.searchsorted(begins, places, side="right") - 1
    start = begins[run] if len(begins) else places
    end = np.append(begins[1:], len(times_s))[run] if len(begins) else places
    first = np.clip(places - count // 2, start, np.maximum(start, end - count))
    return Neighbours(first=first, found_count=np.minimum(first + count, end) - first)


def ranked(values: FloatArray, around: Neighbours, *, rank_share: float = 0.5) -> FloatArray:
    """Rank the neighbours' values and take one: half is the median, one the highest.

    Returns
    -------
    (n_events,)
    """
    if not len(values):
        return values
    size = around.found_count
    offsets = np.arange(int(size.max()))
    is_inside = offsets < size[:, None]
    rows = np.where(
        is_inside, values[np.minimum(around.first[:, None] + offsets, len(values) - 1)], np.inf
    )
    rows.sort(axis=1)
    place = np.rint(rank_share * (size - 1)).astype(np.intp)
    return np.asarray(rows[np.arange(len(values)), place])


def totals(values: FloatArray, around: Neighbours) -> FloatArray:
    """Add the neighbours' values, (n_events,)."""
    running = np.concatenate(([0.0], np.cumsum(values, dtype=float)))
    return np.asarray(running[around.first + around.found_count] - running[around.first])
