"""Join strides to walking bouts by the written rules of Mobilise-D.

Source: Kluge et al. 2021, doi:10.1371/journal.pone.0256541 [kluge2021].
Differs in: the reason each bout ended is told; a stretch without signal always ends a bout.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from restride.arrays import BoolArray, FloatArray, SampleArray
from restride.errors import OptionError
from restride.terms import EndReason, Side

#: Sides as arrays hold them: one small number a stride.
SideCodes = npt.NDArray[np.int8]
UNKNOWN_SIDE: Final = -1
SIDE_CODES: Final[dict[Side | None, int]] = {Side.LEFT: 0, Side.RIGHT: 1, None: UNKNOWN_SIDE}


@dataclass(frozen=True, slots=True, kw_only=True)
class BoutRules:
    """What counts as a stride, and what strides count as a bout."""

    #: Shorter cycles are no strides. [kluge2021]
    shortest_stride_s: float = 0.2
    #: Longer cycles are rests. [kluge2021]
    longest_stride_s: float = 3.0
    #: A foot that moves less does not walk; asked only where the length is known. [kluge2021]
    shortest_stride_m: float = 0.15
    #: Two strides of each foot in a row. [kluge2021]
    fewest_strides_count: int = 4
    #: Two strides are three initial contacts; asked only where the sides are known. [kluge2021]
    fewest_strides_per_side_count: int = 2
    #: A longer rest between two strides ends the bout. [kluge2021]
    longest_break_s: float = 3.0


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class JoinedBout:
    """The strides of one bout, and why it ended."""

    #: Positions in the arrays that were given, in order, without strides that broke a rule.
    stride_indices: SampleArray
    start_s: float
    end_s: float
    end_reason: EndReason


def side_codes(sides: "tuple[Side | None, ...] | list[Side | None]") -> SideCodes:
    """Write sides as an array."""
    return np.array([SIDE_CODES[side] for side in sides], dtype=np.int8)


def join_into_bouts(
    start_s: FloatArray,
    end_s: FloatArray,
    *,
    length_m: FloatArray | None = None,
    sides: SideCodes | None = None,
    gaps_s: FloatArray | None = None,
    recording_end_s: float,
    is_one_foot: bool = False,
    rules: BoutRules | None = None,
) -> tuple[JoinedBout, ...]:
    """Join strides to bouts.

    Strides that break a stride rule are left out; where more than the longest break then lies
    between two strides, or a stretch without signal, one bout ends and another may begin.

    Parameters
    ----------
    start_s, end_s : (n_strides,)
        Initial contacts that bound each stride, sorted by start, both sides mixed.
    length_m : (n_strides,)
        NaN where unknown.
    sides : (n_strides,)
        ``SIDE_CODES``; None where no side is known.
    gaps_s : (n_gaps, 2)
        Start and end of stretches without usable signal, sorted. A stride across one is left out.
    recording_end_s
        A bout that ends within a longest break of it ended with the recording.
    is_one_foot
        Only one foot wore a sensor: half the strides are seen, and half are asked for.

    Returns
    -------
    tuple[JoinedBout, ...]
        In order of time; empty where no stretch keeps the rules.

    Raises
    ------
    OptionError
        Where the strides are not sorted.
    """
    rules = rules or BoutRules()
    if np.any(np.diff(start_s) < 0):
        raise OptionError(
            "Strides must be sorted by their start to be joined, and "
            f"{int(np.sum(np.diff(start_s) < 0))} start before the one ahead. Sort them first."
        )
    gaps = np.zeros((0, 2)) if gaps_s is None else np.asarray(gaps_s, dtype=float).reshape(-1, 2)
    keeps = _keeps_stride_rules(start_s, end_s, length_m, rules)
    keeps &= _gaps_begun(gaps, end_s) == _gaps_over(gaps, start_s)
    kept = np.flatnonzero(keeps)
    if not len(kept):
        return ()
    firsts, lasts = _runs(start_s[kept], end_s[kept], gaps, rules)
    enough = _has_enough(
        firsts, lasts, None if sides is None else sides[kept], rules, is_one_foot=is_one_foot
    )
    ends_s = np.maximum.accumulate(end_s[kept])[lasts - 1][enough]
    broken = ~keeps & (end_s - start_s <= rules.longest_break_s)
    reasons = _end_reasons(
        ends_s,
        start_s[broken],
        gaps,
        recording_end_s=recording_end_s,
        longest_break_s=rules.longest_break_s,
    )
    return tuple(
        JoinedBout(
            stride_indices=kept[first:last],
            start_s=float(start_s[kept[first]]),
            end_s=float(bout_end_s),
            end_reason=reason,
        )
        for first, last, bout_end_s, reason in zip(
            firsts[enough], lasts[enough], ends_s, reasons, strict=True
        )
    )


def _keeps_stride_rules(
    start_s: FloatArray, end_s: FloatArray, length_m: FloatArray | None, rules: BoutRules
) -> BoolArray:
    duration_s = np.round(end_s - start_s, 9)
    keeps = (duration_s >= rules.shortest_stride_s) & (duration_s <= rules.longest_stride_s)
    if length_m is not None:
        keeps &= ~(length_m < rules.shortest_stride_m)
    return keeps


def _gaps_begun(gaps_s: FloatArray, time_s: FloatArray) -> SampleArray:
    return np.searchsorted(gaps_s[:, 0], time_s, side="left")


def _gaps_over(gaps_s: FloatArray, time_s: FloatArray) -> SampleArray:
    return np.searchsorted(gaps_s[:, 1], time_s, side="right")


def _runs(
    start_s: FloatArray, end_s: FloatArray, gaps_s: FloatArray, rules: BoutRules
) -> tuple[SampleArray, SampleArray]:
    """Find the stretches of strides without a break: first and one past the last of each."""
    reached_s = np.maximum.accumulate(end_s)
    is_break = np.round(start_s[1:] - reached_s[:-1], 9) > rules.longest_break_s
    gap_count = _gaps_over(gaps_s, start_s)
    is_break |= gap_count[1:] != gap_count[:-1]
    breaks = np.flatnonzero(is_break) + 1
    return np.concatenate(([0], breaks)), np.concatenate((breaks, [len(start_s)]))


def _has_enough(
    firsts: SampleArray,
    lasts: SampleArray,
    sides: SideCodes | None,
    rules: BoutRules,
    *,
    is_one_foot: bool,
) -> BoolArray:
    count = lasts - firsts
    if is_one_foot:
        return count >= rules.fewest_strides_per_side_count
    enough = count >= rules.fewest_strides_count
    if sides is None:
        return enough
    knows_all = np.add.reduceat(sides == UNKNOWN_SIDE, firsts, dtype=np.intp) == 0
    for code in (SIDE_CODES[Side.LEFT], SIDE_CODES[Side.RIGHT]):
        of_side = np.add.reduceat(sides == code, firsts, dtype=np.intp)
        enough &= ~knows_all | (of_side >= rules.fewest_strides_per_side_count)
    return enough


def _end_reasons(
    ends_s: FloatArray,
    broken_start_s: FloatArray,
    gaps_s: FloatArray,
    *,
    recording_end_s: float,
    longest_break_s: float,
) -> list[EndReason]:
    """Tell what came first within a longest break after each end."""
    limits_s = np.round(ends_s + longest_break_s, 9)
    gap_near = np.searchsorted(gaps_s[:, 0], limits_s, side="right") > _gaps_begun(gaps_s, ends_s)
    irregular = np.searchsorted(broken_start_s, limits_s, side="right") > np.searchsorted(
        broken_start_s, ends_s - 1e-9
    )
    reasons = []
    for limit_s, is_gap, is_irregular in zip(limits_s, gap_near, irregular, strict=True):
        if is_gap:
            reasons.append(EndReason.GAP)
        elif limit_s >= recording_end_s:
            reasons.append(EndReason.RECORDING_ENDS)
        else:
            reasons.append(EndReason.STRIDES_IRREGULAR if is_irregular else EndReason.PAUSE)
    return reasons
