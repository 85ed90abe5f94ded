"""How well found events agree with reference events: matching, counts and errors.

Source: the scoring of contacts and walking bouts in [romijnders2023] and [kluge2021].
Differs in: matches are made nearest first, each event used once; no offset between the two
systems is removed before an error is taken; overlap of intervals is computed from their ends,
without a grid of samples.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import reduce

import numpy as np

from restride.arrays import BoolArray, FloatArray, SampleArray

#: Two events an exact tolerance apart still match, whatever the last binary digit says.
_SLACK_S = 1e-9


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Matches:
    """Which found event belongs to which reference event, in the order of the reference."""

    #: (n_matches,), positions among the found events.
    found_samples: SampleArray
    #: (n_matches,), positions among the reference events.
    reference_samples: SampleArray
    #: (n_matches,), found minus reference: positive is late.
    off_s: FloatArray


@dataclass(frozen=True, slots=True, kw_only=True)
class EventScore:
    """Counts of found, reference and matched events, and how far off each match is."""

    found_count: int
    reference_count: int
    off_s: tuple[float, ...]
    #: Of the matches in which both events have a side: how many, and how many agree.
    sided_count: int = 0
    same_side_count: int = 0

    @property
    def matched_count(self) -> int:
        """How many found events have their reference event."""
        return len(self.off_s)

    @property
    def precision_share(self) -> float:
        """Part of the found events that are true; 1 where nothing was to be found or was."""
        return _share(self.matched_count, self.found_count, empty=not self.reference_count)

    @property
    def recall_share(self) -> float:
        """Part of the reference events that were found; 1 where nothing was to be found or was."""
        return _share(self.matched_count, self.reference_count, empty=not self.found_count)

    @property
    def f1_share(self) -> float:
        """Harmonic mean of precision and recall."""
        return _share(2 * self.matched_count, self.found_count + self.reference_count, empty=True)

    @property
    def mae_s(self) -> float | None:
        """Mean absolute error in time; None without a match."""
        return float(np.mean(np.abs(self.off_s))) if self.off_s else None

    @property
    def bias_s(self) -> float | None:
        """Mean error in time, positive is late; None without a match."""
        return float(np.mean(self.off_s)) if self.off_s else None

    @property
    def side_share(self) -> float | None:
        """Part of the sided matches on the right side; None without one."""
        return self.same_side_count / self.sided_count if self.sided_count else None

    def __add__(self, other: "EventScore") -> "EventScore":
        """Pool two scores: every event counts the same."""
        return EventScore(
            found_count=self.found_count + other.found_count,
            reference_count=self.reference_count + other.reference_count,
            off_s=self.off_s + other.off_s,
            sided_count=self.sided_count + other.sided_count,
            same_side_count=self.same_side_count + other.same_side_count,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class OverlapScore:
    """How two sets of stretches of time overlap."""

    found_s: float
    reference_s: float
    shared_s: float

    @property
    def f1_share(self) -> float:
        """Sample-wise F1: twice the shared time over the sum of both times."""
        both_s = self.found_s + self.reference_s
        return 2 * self.shared_s / both_s if both_s else 1.0

    def __add__(self, other: "OverlapScore") -> "OverlapScore":
        """Pool two scores: every second counts the same."""
        return OverlapScore(
            found_s=self.found_s + other.found_s,
            reference_s=self.reference_s + other.reference_s,
            shared_s=self.shared_s + other.shared_s,
        )


NO_EVENTS = EventScore(found_count=0, reference_count=0, off_s=())
NO_TIME = OverlapScore(found_s=0.0, reference_s=0.0, shared_s=0.0)


def match_events(found_s: FloatArray, reference_s: FloatArray, *, tolerance_s: float) -> Matches:
    """Match events one to one, nearest pair first, none further apart than the tolerance.

    Nearest first, because the assignment with the most pairs would shift a whole row of steps by
    one to win a single match where the tolerance is close to the step time.
    """
    off_s = np.asarray(found_s)[:, None] - np.asarray(reference_s)[None, :]
    near_found, near_reference = np.nonzero(np.abs(off_s) <= tolerance_s + _SLACK_S)
    order = np.argsort(np.abs(off_s[near_found, near_reference]), kind="stable")
    partner_of: dict[int, int] = {}
    used: set[int] = set()
    for found, reference in zip(near_found[order], near_reference[order], strict=True):
        if reference not in partner_of and found not in used:
            partner_of[int(reference)] = int(found)
            used.add(int(found))
    reference_samples = np.array(sorted(partner_of), dtype=np.intp)
    found_samples = np.array([partner_of[each] for each in sorted(partner_of)], dtype=np.intp)
    return Matches(
        found_samples=found_samples,
        reference_samples=reference_samples,
        off_s=off_s[found_samples, reference_samples],
    )


def score_events(found_s: FloatArray, reference_s: FloatArray, *, tolerance_s: float) -> EventScore:
    """Count matches and take their errors in time."""
    matches = match_events(found_s, reference_s, tolerance_s=tolerance_s)
    return EventScore(
        found_count=len(found_s),
        reference_count=len(reference_s),
        off_s=tuple(matches.off_s.tolist()),
    )


def is_inside(times_s: FloatArray, stretches_s: FloatArray, *, margin_s: float) -> BoolArray:
    """Tell which times lie inside any stretch, widened by the margin on both sides.

    Parameters
    ----------
    stretches_s : (n_stretches, 2)
        Start and end of each stretch.
    """
    times_s, stretches_s = np.asarray(times_s), np.reshape(stretches_s, (-1, 2))
    after = times_s[:, None] >= stretches_s[None, :, 0] - margin_s - _SLACK_S
    before = times_s[:, None] <= stretches_s[None, :, 1] + margin_s + _SLACK_S
    return np.asarray((after & before).any(axis=1))


def join_stretches(stretches_s: FloatArray) -> FloatArray:
    """Join stretches that overlap or touch, in order of time: (n_stretches, 2)."""
    joined: list[list[float]] = []
    for start_s, end_s in sorted(np.reshape(stretches_s, (-1, 2)).tolist()):
        if joined and start_s <= joined[-1][1]:
            joined[-1][1] = max(joined[-1][1], end_s)
        else:
            joined.append([start_s, end_s])
    return np.reshape(np.array(joined, dtype=float), (-1, 2))


def score_overlap(found_s: FloatArray, reference_s: FloatArray) -> OverlapScore:
    """Compare two sets of stretches by the time they share.

    Parameters
    ----------
    found_s, reference_s : (n_stretches, 2)
        Start and end of each stretch; stretches that overlap are joined first.
    """
    found_s, reference_s = join_stretches(found_s), join_stretches(reference_s)
    return OverlapScore(
        found_s=float(np.diff(found_s).sum()),
        reference_s=float(np.diff(reference_s).sum()),
        shared_s=float(_shared_s(found_s, reference_s).sum()),
    )


def match_stretches(
    found_s: FloatArray, reference_s: FloatArray, *, overlap_share: float
) -> tuple[tuple[int, int], ...]:
    """Pair stretches one to one that share enough of both, most shared first.

    Parameters
    ----------
    found_s, reference_s : (n_stretches, 2)
        Start and end of each stretch.
    overlap_share : float
        Least shared time over the longer of the two stretches.

    Returns
    -------
    tuple of (found, reference)
        Positions in the two arrays, in the order of the reference.
    """
    found_s, reference_s = np.reshape(found_s, (-1, 2)), np.reshape(reference_s, (-1, 2))
    longer_s = np.maximum(np.diff(found_s), np.diff(reference_s).T)
    share = _shared_s(found_s, reference_s) / np.where(longer_s > 0, longer_s, np.inf)
    pairs: list[tuple[int, int]] = []
    for position in np.argsort(-share, axis=None, kind="stable"):
        found, reference = (int(each) for each in np.unravel_index(position, share.shape))
        is_free = all(found != a and reference != b for a, b in pairs)
        if share[found, reference] >= overlap_share - _SLACK_S and is_free:
            pairs.append((found, reference))
    return tuple(sorted(pairs, key=lambda pair: pair[1]))


def pool_events(scores: Sequence[EventScore]) -> EventScore:
    """Pool the scores of several recordings: every event counts the same."""
    return reduce(EventScore.__add__, scores, NO_EVENTS)


def pool_overlaps(scores: Sequence[OverlapScore]) -> OverlapScore:
    """Pool the overlaps of several recordings: every second counts the same."""
    return reduce(OverlapScore.__add__, scores, NO_TIME)


def _shared_s(found_s: FloatArray, reference_s: FloatArray) -> FloatArray:
    start_s = np.maximum(found_s[:, None, 0], reference_s[None, :, 0])
    end_s = np.minimum(found_s[:, None, 1], reference_s[None, :, 1])
    return np.asarray(np.maximum(end_s - start_s, 0.0))


def _share(part_count: int, whole_count: int, *, empty: bool) -> float:
    """Divide; of nothing, all is right where nothing else was there either."""
    if whole_count:
        return part_count / whole_count
    return 1.0 if empty else 0.0
