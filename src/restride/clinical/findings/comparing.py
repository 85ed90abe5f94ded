"""One comparison held against what is known: yes, no, or not known."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from restride.clinical.evidence import Evidence
from restride.clinical.finding import Observed
from restride.clinical.findings.observing import Known, not_able
from restride.clinical.findings.rule import Comparison, How, Which
from restride.clinical.interpretation import CutOffReading, Interpretation, Position
from restride.clinical.interpretation.rounding import exact
from restride.clinical.interpretation.schemas import Crossing, Operator
from restride.clinical.precautions import Presence
from restride.clinical.result import Result
from restride.terms import Side


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """What a comparison came to."""

    #: None where it is not known.
    holds: bool | None
    seen: tuple[Observed, ...] = ()
    #: Whether a study decides; None where the rule's own evidence does.
    decides: bool | None = None
    #: Of the cut-off or reference that holds.
    words: str = ""
    evidence: Evidence | None = None


_UNKNOWN: Final = Look(holds=None)


def look(comparison: Comparison, known: Known, *, side: Side | None) -> Look:
    """Hold a comparison against what is known.

    Parameters
    ----------
    side
        The side that the rule is tried for.
    """
    found = _LOOKS[comparison.how](comparison, known, side)
    if found.holds is None and comparison.unknown_holds:
        return Look(holds=True)
    return found


def is_beyond(value: float, operator: Operator, *, limit: float) -> bool:
    """Whether a value as shown lies beyond a limit, without the faults of binary fractions."""
    number, end = exact(value), exact(limit)
    return {
        Operator.BELOW: number < end,
        Operator.AT_MOST: number <= end,
        Operator.ABOVE: number > end,
        Operator.AT_LEAST: number >= end,
    }[operator]


def _side_of(comparison: Comparison, side: Side | None) -> Side | None:
    if comparison.side is Which.NONE or side is None:
        return None
    return side.other if comparison.side is Which.OTHER else side


def _seen(
    comparison: Comparison, known: Known, side: Side | None
) -> tuple[Result | None, Observed] | None:
    if comparison.measure is not None:
        found = known.measured(comparison.measure, side)
        return None if found is None else (None, found)
    if comparison.instrument is None or comparison.score is None:
        return None
    return known.scored(comparison.instrument, comparison.score, item=comparison.item, side=side)


def _beyond(comparison: Comparison, value: float) -> bool:
    if comparison.operator is None or comparison.value is None:
        return False
    return is_beyond(value, comparison.operator, limit=comparison.value)


def _number(comparison: Comparison, known: Known, side: Side | None) -> Look:
    found = _seen(comparison, known, _side_of(comparison, side))
    if found is None or found[1].value is None:
        return _UNKNOWN
    value = abs(found[1].value) if comparison.how is How.SIZE else found[1].value
    return Look(holds=_beyond(comparison, value), seen=(found[1],))


def _sides(comparison: Comparison, known: Known, side: Side | None) -> Look:
    own_side = side or Side.LEFT
    own, other = (_seen(comparison, known, each) for each in (own_side, own_side.other))
    if own is None or other is None or own[1].value is None or other[1].value is None:
        return _UNKNOWN
    apart = exact(other[1].value) - exact(own[1].value)
    seen = (own[1], other[1])
    if comparison.how is How.SIDES_APART:
        size = apart if side is not None else abs(apart)
        return Look(holds=_beyond(comparison, float(size)), seen=seen)
    if other[1].value <= 0:
        return _UNKNOWN
    short_percent = float(100 * apart / exact(other[1].value))
    return Look(holds=_beyond(comparison, short_percent), seen=seen)


def _meaning(
    comparison: Comparison, known: Known, side: Side | None
) -> tuple[Observed, Interpretation] | None:
    found = _seen(comparison, known, _side_of(comparison, side))
    if found is None or found[0] is None:
        return None
    meaning = known.interpreted(found[0], found[1])
    return None if meaning is None else (found[1], meaning)


def _fitting(
    comparison: Comparison, known: Known, side: Side | None
) -> tuple[Observed, tuple[CutOffReading, ...]] | None:
    """Find the cut-offs of people like this one that tell concern from none."""
    found = _meaning(comparison, known, side)
    if found is None:
        return None
    fitting = [
        each
        for each in found[1].cut_offs
        if comparison.cut_off in (None, each.cut_off.id)
        if each.cut_off.id not in comparison.except_cut_offs
        if each.band is not None or each.cut_off.crossing is Crossing.CONCERN
    ]
    return (found[0], _nearest(fitting)) if fitting else None


def _nearest(readings: list[CutOffReading]) -> tuple[CutOffReading, ...]:
    """Keep the cut-offs of the nearest people, what was read first.

    A cut-off from memory stays where it is about people as near, and never takes the place of one
    that was read.
    """
    decisive = [each for each in readings if each.decides] or readings
    nearest_count = min(each.distance_count for each in decisive)
    near = [each for each in readings if each.distance_count <= nearest_count]
    return tuple(sorted(near, key=lambda each: not each.decides))


def _cut_off(comparison: Comparison, known: Known, side: Side | None) -> Look:
    found = _fitting(comparison, known, side)
    if found is None:
        return _UNKNOWN
    crossed = [each for each in found[1] if each.concern]
    return _from_study(crossed[0] if crossed else None, seen=found[0])


def _no_cut_off(comparison: Comparison, known: Known, side: Side | None) -> Look:
    found = _fitting(comparison, known, side)
    if found is None:
        return _UNKNOWN
    first = found[1][0]
    is_crossed = any(each.concern for each in found[1] if each.decides is first.decides)
    return _from_study(None if is_crossed else first, seen=found[0])


def _from_study(reading: CutOffReading | None, *, seen: Observed) -> Look:
    if reading is None:
        return Look(holds=False, seen=(seen,))
    return Look(
        holds=True,
        seen=(seen,),
        decides=reading.decides,
        words=reading.words,
        evidence=reading.cut_off.evidence,
    )


def _worse_than_reference(comparison: Comparison, known: Known, side: Side | None) -> Look:
    found = _meaning(comparison, known, side)
    if found is None:
        return _UNKNOWN
    seen, meaning = found
    placed = [each for each in meaning.references if each.position is not None]
    if not placed:
        return _UNKNOWN
    nearest = placed[0]
    return Look(
        holds=nearest.position in (Position.WORSE, Position.OUTSIDE),
        seen=(seen,),
        decides=nearest.decides,
        words=nearest.words,
        evidence=nearest.reference.evidence,
    )


def _not_able(comparison: Comparison, known: Known, _side: Side | None) -> Look:
    return Look(holds=not_able(known.latest(comparison.instrument or "")))


def _known(comparison: Comparison, known: Known, side: Side | None) -> Look:
    if comparison.instrument is not None and comparison.score is None:
        return Look(holds=known.latest(comparison.instrument) is not None)
    found = _seen(comparison, known, _side_of(comparison, side))
    return Look(holds=found is not None, seen=() if found is None else (found[1],))


def _missing(comparison: Comparison, known: Known, side: Side | None) -> Look:
    return Look(holds=not _known(comparison, known, side).holds)


def _precaution(comparison: Comparison, known: Known, _side: Side | None) -> Look:
    presence = known.patient.answer(comparison.precaution or "", day=known.day).presence
    return Look(holds={Presence.PRESENT: True, Presence.ABSENT: False}.get(presence))


def _assistance(comparison: Comparison, known: Known, _side: Side | None) -> Look:
    own, least = known.patient.assistance, comparison.assistance
    if own is None or least is None:
        return _UNKNOWN
    return Look(holds=own.rank >= least.rank)


def _helpers(comparison: Comparison, known: Known, _side: Side | None) -> Look:
    result = known.latest(comparison.instrument or "")
    if result is None or result.circumstances.helpers_count is None:
        return _UNKNOWN
    return Look(holds=_beyond(comparison, float(result.circumstances.helpers_count)))


def _order(comparison: Comparison, known: Known, _side: Side | None) -> Look:
    orders = [each.grade for each in known.patient.weight_bearing_orders]
    strictest = min(orders, key=lambda grade: grade.rank, default=None)
    return Look(holds=strictest is not None and strictest is comparison.order)


_LOOKS: Final[dict[How, Callable[[Comparison, Known, Side | None], Look]]] = {
    How.NUMBER: _number,
    How.SIZE: _number,
    How.SIDES_APART: _sides,
    How.SIDE_SHORT_PERCENT: _sides,
    How.CUT_OFF: _cut_off,
    How.NO_CUT_OFF: _no_cut_off,
    How.WORSE_THAN_REFERENCE: _worse_than_reference,
    How.NOT_ABLE: _not_able,
    How.KNOWN: _known,
    How.MISSING: _missing,
    How.PRECAUTION: _precaution,
    How.ASSISTANCE: _assistance,
    How.HELPERS: _helpers,
    How.ORDER: _order,
}
