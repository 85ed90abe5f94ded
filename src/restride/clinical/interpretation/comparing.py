"""A value beside one reference and beside one cut-off."""

import math
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from restride.clinical.instrument import Score
from restride.clinical.interpretation.fitting import Fit
from restride.clinical.interpretation.prediction import predicted
from restride.clinical.interpretation.rounding import exact, rounded
from restride.clinical.interpretation.schemas import Band, Crossing, CutOff, Operator, Reference
from restride.clinical.interpretation.scores import with_unit
from restride.measure import Better
from restride.person import Person

#: Quartiles of a normal distribution lie this many standard deviations apart; exact mathematics.
QUARTILES_APART_SD_COUNT = 1.3489795


class Position(StrEnum):
    """Where a value lies beside a limit or a range."""

    WORSE = "worse"
    WITHIN = "within"
    BETTER = "better"
    #: Outside a range of a score that has no better direction.
    OUTSIDE = "outside"


_BESIDE = {
    Position.WORSE: "worse than",
    Position.WITHIN: "within",
    Position.BETTER: "better than",
    Position.OUTSIDE: "outside",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferenceReading:
    """A value beside what people like this person reach."""

    reference: Reference
    #: Steps between the person and the group; 100 is people in general.
    distance_count: int
    #: Mean or prediction; two where the prediction asks for activity, which is not known.
    expected: tuple[float, ...]
    #: Standard deviations above the mean; only where the source gives a spread that is near normal.
    z: float | None
    #: Of 100 reference people, so many have a lower value.
    percentile: int | None
    #: z and percentile are from rounded quartiles.
    is_approximate: bool
    position: Position | None
    words: str
    #: Whether it may decide anything: not from memory.
    decides: bool
    doubts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class CutOffReading:
    """A value beside a cut-off."""

    cut_off: CutOff
    distance_count: int
    #: None for bands.
    crossed: bool | None
    band: Band | None
    #: Beyond a cut-off, or in a band, that means concern.
    concern: bool
    words: str
    #: Whether it may decide anything: not from memory.
    decides: bool
    doubts: tuple[str, ...] = ()


def beside_reference(
    row: Reference, value: Decimal, *, score: Score, person: Person, fit: Fit
) -> ReferenceReading:
    """Compare a value as shown with one reference."""
    z, is_approximate = _z(row, value)
    expected, limit = _expected_and_limit(row, person, decimals=score.decimals)
    percentile = (
        None if z is None else min(99, max(1, round(50 * (1 + math.erf(z / math.sqrt(2))))))
    )
    position = _position(row, value, limit=limit, better=score.better)
    parts = [
        *_expected_words(row, expected, unit=score.unit),
        *_limit_words(row, position, limit=limit, unit=score.unit),
        *_spread_words(z, percentile, is_approximate=is_approximate),
    ]
    return ReferenceReading(
        reference=row,
        distance_count=fit.distance_count,
        expected=expected,
        z=z,
        percentile=percentile,
        is_approximate=is_approximate,
        position=position,
        words=f"{row.population.words}: {'; '.join(parts)} ({row.evidence.confidence.words}).",
        decides=row.evidence.confidence.decides,
        doubts=fit.doubts,
    )


def _z(row: Reference, value: Decimal) -> tuple[float | None, bool]:
    if not row.near_normal:
        return None, False
    if row.mean is not None and row.sd is not None:
        return round((float(value) - row.mean) / row.sd, 2), False
    if row.quartile_low is None or row.quartile_high is None:
        return None, False
    middle = (row.quartile_low + row.quartile_high) / 2
    sd = (row.quartile_high - row.quartile_low) / QUARTILES_APART_SD_COUNT
    return round((float(value) - middle) / sd, 1), True


def _expected_and_limit(
    row: Reference, person: Person, *, decimals: int
) -> tuple[tuple[float, ...], float | None]:
    if not row.prediction:
        return (() if row.mean is None else (row.mean,)), row.limit
    values = tuple(float(rounded(each, decimals)) for each in predicted(row.prediction, person))
    return ((), min(values)) if row.predicts_limit else (values, row.limit)


def _position(
    row: Reference, value: Decimal, *, limit: float | None, better: Better
) -> Position | None:
    if limit is not None:
        return _beside_limit(limit, value, better=better)
    if row.quartile_low is not None and row.quartile_high is not None:
        return _beside_range(row.quartile_low, row.quartile_high, value, better=better)
    if row.low is not None and row.high is not None:
        return _beside_range(row.low, row.high, value, better=better)
    return None


def _beside_limit(limit: float, value: Decimal, *, better: Better) -> Position | None:
    if better is Better.NEITHER:
        return None
    beyond = value < exact(limit) if better is Better.HIGHER else value > exact(limit)
    return Position.WORSE if beyond else Position.WITHIN


def _beside_range(low: float, high: float, value: Decimal, *, better: Better) -> Position:
    if exact(low) <= value <= exact(high):
        return Position.WITHIN
    if better is Better.NEITHER:
        return Position.OUTSIDE
    is_better = (value > exact(high)) == (better is Better.HIGHER)
    return Position.BETTER if is_better else Position.WORSE


def _expected_words(row: Reference, expected: tuple[float, ...], *, unit: str) -> list[str]:
    if len(expected) > 1:
        low, high = sorted(expected)
        return [f"predicted {low:g} to {with_unit(high, unit)}, by whether physically active"]
    what = "predicted" if row.prediction else "mean"
    return [f"{what} {with_unit(each, unit)}" for each in expected]


def _limit_words(
    row: Reference, position: Position | None, *, limit: float | None, unit: str
) -> list[str]:
    if limit is not None:
        where = "beyond" if position is Position.WORSE else "within"
        return [f"{where} {with_unit(limit, unit)}, {row.limit_words}"]
    if position is None:
        return []
    low, high, what = (
        (row.low, row.high, row.range_words or "the range")
        if row.quartile_low is None
        else (row.quartile_low, row.quartile_high, "the middle half")
    )
    return [f"{_BESIDE[position]} {what}, {low:g} to {with_unit(high or 0.0, unit)}"]


def _spread_words(z: float | None, percentile: int | None, *, is_approximate: bool) -> list[str]:
    if z is None:
        return []
    about = "about " if is_approximate else ""
    return [f"z {about}{z:+g}, percentile {about}{percentile}"]


def beside_cut_off(row: CutOff, value: Decimal, *, fit: Fit) -> CutOffReading:
    """Compare a value as shown with one cut-off."""
    band = _band(row, value)
    crossed = _crossed(row, value)
    beyond = band.concern if band else bool(crossed) and row.crossing is Crossing.CONCERN
    return CutOffReading(
        cut_off=row,
        distance_count=fit.distance_count,
        crossed=crossed,
        band=band,
        concern=beyond,
        words=_cut_off_words(row, crossed=crossed, band=band),
        decides=row.evidence.confidence.decides,
        doubts=fit.doubts,
    )


def _crossed(row: CutOff, value: Decimal) -> bool | None:
    if row.value is None:
        return None
    limit = exact(row.value)
    return {
        Operator.BELOW: value < limit,
        Operator.AT_MOST: value <= limit,
        Operator.ABOVE: value > limit,
        Operator.AT_LEAST: value >= limit,
    }[row.operator]


def _band(row: CutOff, value: Decimal) -> Band | None:
    for band in row.bands:
        low, high = exact(band.low), None if band.high is None else exact(band.high)
        above = value > low or (value == low and (not row.upper_included or band is row.bands[0]))
        if above and (high is None or value < high or (row.upper_included and value == high)):
            return band
    return None


def _cut_off_words(row: CutOff, *, crossed: bool | None, band: Band | None) -> str:
    who = f"{row.population.words}; {row.evidence.confidence.words}"
    if row.operator is Operator.BANDS:
        return f"{row.meaning}: {band.words if band else 'in no band'} ({who})."
    limit = f"{row.operator.value} {with_unit(row.value or 0.0, row.unit)}"
    return f"{'Crossed' if crossed else 'Not crossed'}: {limit}, {row.meaning} ({who})."
