"""Precautions that a test has shown: they are present, whatever was answered.

See docs/decisions/0150-measured-precautions.md.
"""

import operator
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Final

from restride.clinical.content import read_content
from restride.clinical.evidence import Evidence
from restride.clinical.patient import Patient
from restride.clinical.precautions import PrecautionAnswer, Presence
from restride.clinical.result import Result

_HOLDS: Final[dict[str, Callable[[float, float], bool]]] = {
    "<=": operator.le,
    ">=": operator.ge,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasuredPrecaution:
    """From which result a precaution follows."""

    id: str
    precaution: str
    instrument: str
    score: str
    operator: str
    #: In the unit of the score.
    value: float
    words: str
    evidence: Evidence


@cache
def measured_precautions() -> tuple[MeasuredPrecaution, ...]:
    """Read the rules; once a process."""
    return read_content(MeasuredPrecaution, room="clinical", name="measured_precautions").rows


def with_measured(patient: Patient, results: Sequence[Result]) -> Patient:
    """Give the person the precautions that the newest results show.

    An answer that says otherwise is replaced; its note says what was measured. A bound that was
    answered is kept.
    """
    shown = {each.code: each for each in _shown(results)}
    if not shown:
        return patient
    kept = tuple(
        each
        for each in patient.precaution_answers
        if each.code not in shown or each.presence is Presence.PRESENT
    )
    present = {each.code for each in kept if each.presence is Presence.PRESENT}
    added = tuple(each for code, each in shown.items() if code not in present)
    return replace(patient, precaution_answers=(*kept, *added))


def _shown(results: Sequence[Result]) -> Iterator[PrecautionAnswer]:
    newest = {each.instrument: each for each in sorted(results, key=lambda each: each.tested_on)}
    for rule in measured_precautions():
        result = newest.get(rule.instrument)
        values = [] if result is None else _values(result, rule.score)
        if result is not None and any(_HOLDS[rule.operator](each, rule.value) for each in values):
            yield PrecautionAnswer(
                code=rule.precaution,
                presence=Presence.PRESENT,
                answered_on=result.tested_on,
                note=f"measured: {rule.words}",
            )


def _values(result: Result, score: str) -> list[float]:
    return [each.value for each in result.scores if each.score == score and each.value is not None]
