"""The detectable change that a clinic's or a person's own repeats give.

See docs/decisions/0109-when-no-error-is-published.md.
"""

import math

from restride.clinical.change.case import Case
from restride.clinical.change.detectable import Z95, Basis, DetectableChange
from restride.clinical.change.reliability import person_sem, t95
from restride.clinical.evidence import Confidence
from restride.clinical.interpretation.rounding import rounded
from restride.clinical.interpretation.scores import with_unit


def from_clinic(case: Case) -> DetectableChange | None:
    """Tell what the clinic's own people say; None where they are too few."""
    known = case.clinic_sem
    if known is None or not known.is_believed:
        return None
    people = f"{known.people_count} people of this clinic, tested twice"
    return _own_change(case, sem=known.sem, factor=float(Z95), basis=Basis.CLINIC, people=people)


def from_person(case: Case) -> DetectableChange | None:
    """Tell what the person's own tests before say; None where they are too few."""
    values = [float(each) for each in case.before.values]
    sem = person_sem(values, decimals=case.wish.score.decimals)
    if sem is None:
        return None
    people = f"{len(values)} tests of this person before"
    factor = t95(len(values))
    return _own_change(case, sem=sem, factor=factor, basis=Basis.PERSON, people=people)


def _own_change(
    case: Case, *, sem: float, factor: float, basis: Basis, people: str
) -> DetectableChange:
    before_count, after_count = len(case.before.values), len(case.after.values)
    apart = factor * sem * math.sqrt(1 / before_count + 1 / after_count)
    value = rounded(apart, case.wish.score.decimals + 1)
    unit = case.wish.score.unit
    return DetectableChange(
        instrument_id=case.wish.instrument_id,
        score_id=case.wish.score.id,
        value=float(value),
        unit=unit,
        sem=sem,
        before_count=before_count,
        after_count=after_count,
        basis=basis,
        row=None,
        population=people,
        sources=(),
        confidence=Confidence.COMPUTED,
        words=f"{with_unit(float(value), unit)} ({people})",
    )
