"""Walks from foot sensors against markers on the shoes and strides marked by hand.

The rules: a stride is segmented rightly where both its borders, the push-offs of its foot, lie
within 40 ms of a marked stride's; lengths and contacts are compared on strides whose initial
contacts at both ends lie within 250 ms of the reference's.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

import numpy as np

from restride.arrays import FloatArray
from restride.recording.events import Stride, Walk
from restride.terms import Side
from restride.validation.references.feet import FeetReference, ReferenceStride
from restride.validation.scoring import EventScore, pool_events

#: The figures to reach.
BORDER_TOLERANCE_S: Final = 0.04
CONTACT_TOLERANCE_S: Final = 0.25
#: Two final contacts further apart have a pause between them, and no stride. The stride rules of a
#: walking bout [kluge2021].
LONGEST_STRIDE_S: Final = 3.0
#: A stride whose foot turns further is judged apart: the heel marker and the sensor then walk ways
#: of different length. House choice.
STRAIGHT_DEG: Final = 20.0


@dataclass(frozen=True, slots=True, kw_only=True)
class StrideErrors:
    """Found minus reference of one matched stride."""

    side: Side
    is_straight: bool
    length_m: float | None
    initial_contact_s: float
    final_contact_s: float | None


def score_segmentation(
    borders_s: Mapping[Side, FloatArray], reference: FeetReference
) -> EventScore:
    """Count strides both of whose borders agree, over both feet.

    Parameters
    ----------
    borders_s : by foot, (n_strides, 2)
        Start and end of each stride that was found.
    """
    return pool_events([score_borders(borders_s[side], reference.borders_s[side]) for side in Side])


def score_marker_segmentation(reference: FeetReference) -> EventScore:
    """Compare the markers' final contacts with the strides marked by hand: the ceiling."""
    scores = []
    for side in Side:
        times_s = sorted(each.final_contact_s for each in reference.strides if each.side is side)
        strides = [(a, b) for a, b in pairwise(times_s) if b - a <= LONGEST_STRIDE_S]
        found_s = np.reshape(strides, (-1, 2)).astype(float)
        scores.append(score_borders(found_s, reference.borders_s[side]))
    return pool_events(scores)


def final_contact_borders_s(walk: Walk) -> dict[Side, FloatArray]:
    """Cut each foot's walking at its final contacts: (n_strides, 2) by foot."""
    return {side: _final_contact_strides_s(walk, side) for side in Side}


def _final_contact_strides_s(walk: Walk, side: Side) -> FloatArray:
    strides: list[tuple[float, float]] = []
    for bout in walk.bouts:
        times_s = sorted(each.time_s for each in bout.final_contacts if each.side is side)
        strides += [(a, b) for a, b in pairwise(times_s) if b - a <= LONGEST_STRIDE_S]
    return np.reshape(strides, (-1, 2)).astype(float)


def stride_errors(walk: Walk, reference: FeetReference) -> tuple[StrideErrors, ...]:
    """Compare each reference stride with the stride found in its place, where there is one."""
    strides = [stride for bout in walk.bouts for stride in bout.strides]
    pairs = ((_stride_at(theirs, strides), theirs) for theirs in reference.strides)
    return tuple(_errors(ours, theirs) for ours, theirs in pairs if ours is not None)


def score_borders(found_s: FloatArray, reference_s: FloatArray) -> EventScore:
    """Match strides both of whose borders agree, the nearest pair first.

    Parameters
    ----------
    found_s, reference_s : (n_strides, 2)
        Start and end of each stride.
    """
    off_s = np.abs(found_s[:, None, :] - reference_s[None, :, :]).max(axis=2, initial=0.0)
    pairs: list[tuple[int, int]] = []
    for position in np.argsort(off_s, axis=None, kind="stable"):
        found, theirs = (int(each) for each in np.unravel_index(position, off_s.shape))
        is_free = all(found != a and theirs != b for a, b in pairs)
        if is_free and off_s[found, theirs] <= BORDER_TOLERANCE_S + 1e-9:
            pairs.append((found, theirs))
    return EventScore(
        found_count=len(found_s),
        reference_count=len(reference_s),
        off_s=tuple(float(found_s[a, 0] - reference_s[b, 0]) for a, b in sorted(pairs)),
    )


def _stride_at(theirs: ReferenceStride, strides: Sequence[Stride]) -> Stride | None:
    near = [
        stride
        for stride in strides
        if stride.side is theirs.side and _distance_s(stride, theirs) <= CONTACT_TOLERANCE_S
    ]
    return min(near, key=lambda stride: _distance_s(stride, theirs), default=None)


def _distance_s(stride: Stride, theirs: ReferenceStride) -> float:
    return max(abs(stride.start_s - theirs.start_s), abs(stride.end_s - theirs.end_s))


def _errors(ours: Stride, theirs: ReferenceStride) -> StrideErrors:
    final_s = ours.final_contact_s
    return StrideErrors(
        side=theirs.side,
        is_straight=abs(theirs.turn_deg) <= STRAIGHT_DEG,
        length_m=None if ours.length_m is None else ours.length_m - theirs.length_m,
        initial_contact_s=ours.end_s - theirs.end_s,
        final_contact_s=None if final_s is None else final_s - theirs.final_contact_s,
    )
