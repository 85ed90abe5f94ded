"""What a score means for this person, beside every reference and cut-off that fits."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TypeVar

from restride.clinical.circumstances import Circumstances
from restride.clinical.instrument import Limit, Score, find_instrument
from restride.clinical.interpretation.comparing import (
    CutOffReading,
    Position,
    ReferenceReading,
    beside_cut_off,
    beside_reference,
)
from restride.clinical.interpretation.fitting import Circle, Fit, fit, protocol_misfit
from restride.clinical.interpretation.prediction import unknown_of
from restride.clinical.interpretation.rows import cut_offs, references, remarks_on
from restride.clinical.interpretation.schemas import CutOff, Reference, Remark
from restride.clinical.interpretation.scores import find_score, value_shown, with_unit
from restride.clinical.patient import Patient
from restride.measure import Better

__all__ = ["CutOffReading", "Interpretation", "Position", "ReferenceReading", "interpret"]

_Row = TypeVar("_Row", Reference, CutOff)


@dataclass(frozen=True, slots=True, kw_only=True)
class Interpretation:
    """What a score means for this person; nothing in it is a diagnosis."""

    instrument_id: str
    score_id: str
    item: str | None
    #: As shown; None where there is none.
    value: float | None
    shown: str
    #: The nearest group first; those from memory are shown and decide nothing.
    references: tuple[ReferenceReading, ...]
    cut_offs: tuple[CutOffReading, ...]
    ceilings: tuple[Limit, ...]
    floors: tuple[Limit, ...]
    #: Published facts about the test that cannot be applied to a value.
    remarks: tuple[Remark, ...]
    #: What cannot be said, and why.
    missing: tuple[str, ...]

    @property
    def concerns(self) -> tuple[CutOffReading, ...]:
        """The cut-offs that are crossed, mean concern, and may decide something."""
        return tuple(each for each in self.cut_offs if each.concern and each.decides)


def interpret(
    result_value: float | None,
    *,
    instrument_id: str,
    score_id: str,
    patient: Patient,
    circumstances: Circumstances,
    day: date,
    item: str | None = None,
) -> Interpretation:
    """Tell what a score means for this person.

    Parameters
    ----------
    result_value
        The score; None where there is none.
    circumstances
        The conditions of the test; the protocol decides which rows hold.
    day
        Of the test: the time since onset decides which groups fit.
    item
        Of body charts: "knee_extension".

    Raises
    ------
    ContentError
        No such instrument or score, or a value outside its scale.
    """
    score = find_score(instrument_id, score_id)
    if result_value is None:
        return _nothing(score, instrument_id=instrument_id, item=item)
    value = value_shown(result_value, score)
    circle = Circle(patient=patient, day=day, firsts={f"{instrument_id}.{score_id}": value})
    key = (instrument_id, score_id)
    rows = _Rows(circle=circle, item=item, protocol=circumstances.protocol)
    found_references, why = _references(rows, key, value=value, score=score)
    instrument = find_instrument(instrument_id)
    return Interpretation(
        instrument_id=instrument_id,
        score_id=score_id,
        item=item,
        value=float(value),
        shown=with_unit(value, score.unit),
        references=found_references,
        cut_offs=_cut_offs(rows, key, value=value),
        ceilings=_reached(instrument.ceilings, value, score=score, is_better_end=True),
        floors=_reached(instrument.floors, value, score=score, is_better_end=False),
        remarks=remarks_on(instrument_id),
        missing=why,
    )


def _nothing(score: Score, *, instrument_id: str, item: str | None) -> Interpretation:
    return Interpretation(
        instrument_id=instrument_id,
        score_id=score.id,
        item=item,
        value=None,
        shown="—",
        references=(),
        cut_offs=(),
        ceilings=(),
        floors=(),
        remarks=remarks_on(instrument_id),
        missing=(f"No value of {score.title}: nothing to compare.",),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Rows:
    """Which rows are looked for."""

    circle: Circle
    item: str | None
    protocol: str | None

    def fitting(self, rows: tuple[_Row, ...]) -> Iterator[tuple[_Row, Fit]]:
        """Yield the rows of the item with how they fit."""
        for row in rows:
            if row.item in (None, self.item):
                why_not = protocol_misfit(row.protocol, self.protocol)
                found = fit(row.population, self.circle, score_key=f"{row.instrument}.{row.score}")
                yield row, found if why_not is None else Fit(why_not=why_not)


def _references(
    rows: _Rows, key: tuple[str, str], *, value: Decimal, score: Score
) -> tuple[tuple[ReferenceReading, ...], tuple[str, ...]]:
    person = rows.circle.patient.person
    readings, reasons = [], []
    for row, found in rows.fitting(references().get(key, ())):
        unknown = unknown_of(row.prediction, person)
        if not found.is_there:
            reasons.append(found.why_not or "")
        elif unknown:
            reasons.append(f"{' and '.join(unknown)} not known ({row.population.words})")
        else:
            readings.append(beside_reference(row, value, score=score, person=person, fit=found))
    readings.sort(key=_reference_order)
    return tuple(readings), _missing(score, readings=bool(readings), reasons=reasons)


def _reference_order(reading: ReferenceReading) -> tuple[int, bool, float, str]:
    people = reading.reference.population
    ages = (people.age_max_years or 125.0) - (people.age_min_years or 0.0)
    return reading.distance_count, not reading.decides, ages, reading.reference.id


def _missing(score: Score, *, readings: bool, reasons: list[str]) -> tuple[str, ...]:
    unknown = [each for each in dict.fromkeys(reasons) if "not known" in each]
    told = [f"Not compared: {each}." for each in unknown]
    if readings:
        return tuple(told)
    if told:
        return (f"No reference can be used for {score.title}.", *told)
    why = "" if not reasons else ": published groups are other people"
    return (f"No reference known for {score.title}{why}.",)


def _cut_offs(rows: _Rows, key: tuple[str, str], *, value: Decimal) -> tuple[CutOffReading, ...]:
    readings = [
        beside_cut_off(row, value, fit=found)
        for row, found in rows.fitting(cut_offs().get(key, ()))
        if found.is_there
    ]
    readings.sort(key=lambda each: (each.distance_count, not each.decides, each.cut_off.id))
    return tuple(readings)


def _reached(
    limits: tuple[Limit, ...], value: Decimal, *, score: Score, is_better_end: bool
) -> tuple[Limit, ...]:
    if score.better is Better.NEITHER:
        return ()
    upwards = (score.better is Better.HIGHER) == is_better_end
    return tuple(
        limit
        for limit in limits
        if limit.score == score.id
        and (float(value) >= limit.value if upwards else float(value) <= limit.value)
    )
