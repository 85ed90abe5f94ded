"""Phases of care: what is allowed, what is avoided, and what must be so before the next one.

See docs/decisions/0139-versions-and-phases.md.
"""

from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from restride.clinical.conditions import conditions, lineage
from restride.clinical.content import read_content
from restride.clinical.evidence import Evidence
from restride.clinical.interpretation.schemas import Operator
from restride.clinical.patient import Patient
from restride.errors import ContentError


class CriterionKind(StrEnum):
    """Who or what can tell that a criterion is met."""

    MEASURE = "measure"
    PATIENT_REPORT = "patient_report"
    THERAPIST_CHECK = "therapist_check"
    #: Days since onset, injury or surgery.
    TIME = "time"


class CriterionSide(StrEnum):
    """Of which side a measure counts."""

    AFFECTED = "affected"
    BOTH = "both"


@dataclass(frozen=True, slots=True, kw_only=True)
class Criterion:
    """One thing that must be so before a phase is left."""

    id: str
    kind: CriterionKind
    words: str
    instrument: str | None = None
    score: str | None = None
    item: str | None = None
    #: None where the score has no side.
    side: CriterionSide | None = None
    operator: Operator | None = None
    #: In the unit of the score.
    value: float | None = None
    #: Of time.
    at_least_days: int | None = None
    #: Evidence that is older counts no more; that old still counts.
    max_age_days: int | None = None
    required: bool = True
    evidence: Evidence

    def __post_init__(self) -> None:
        measured = (self.instrument, self.score, self.operator, self.value)
        is_measure = self.kind is CriterionKind.MEASURE
        if any((part is not None) is not is_measure for part in measured):
            raise ContentError(
                "A criterion has instrument, score, operator and value where its kind is measure, "
                f"and nowhere else, and {self.id} is of kind {self.kind}. Correct it."
            )
        is_time = self.kind is CriterionKind.TIME
        if (self.at_least_days is not None) is not is_time:
            raise ContentError(
                "A criterion has at_least_days where its kind is time, and nowhere else, and "
                f"{self.id} is of kind {self.kind}. Correct it."
            )
        if (self.max_age_days is None) is not is_time:
            raise ContentError(
                "A criterion has max_age_days unless its kind is time, and "
                f"{self.id} is of kind {self.kind}. Correct it."
            )


@dataclass(frozen=True, slots=True, kw_only=True)
class CarePhase:
    """A stretch of care with its own rules."""

    id: str
    title: str
    allowed: tuple[str, ...]
    avoided: tuple[str, ...]
    #: Weeks that are usually needed; without a most, the phase has no end of its own.
    weeks_min_count: int
    weeks_max_count: int | None = None
    #: What must be so before the next; empty where there is none.
    exit: tuple[Criterion, ...]
    evidence: Evidence

    def __post_init__(self) -> None:
        most = self.weeks_max_count
        if self.weeks_min_count < 0 or (most is not None and most < self.weeks_min_count):
            raise ContentError(
                f"The weeks of a phase are from 0 up and in order, and {self.id} has "
                f"{self.weeks_min_count} to {most}. Correct them."
            )


@dataclass(frozen=True, slots=True, kw_only=True)
class PhaseTemplate:
    """The phases of a group of conditions, the first one first."""

    id: str
    title: str
    conditions: tuple[str, ...]
    #: Whether the weeks run from onset, injury or surgery; else from when a phase was entered.
    counted_from_first_day: bool = False
    phases: tuple[CarePhase, ...]
    evidence: Evidence

    def __post_init__(self) -> None:
        if not self.phases:
            raise ContentError(f"A template needs phases, and {self.id} has none. Add one.")
        endless = [each.id for each in self.phases[:-1] if each.weeks_max_count is None]
        if endless or any(not _is_left_by(each) for each in self.phases[:-1]):
            raise ContentError(
                "Every phase but the last needs weeks_max_count and a required criterion, and one "
                f"of {self.id} lacks them. Add them."
            )


def _is_left_by(phase: CarePhase) -> bool:
    return any(each.required for each in phase.exit)


@cache
def phase_templates() -> dict[str, PhaseTemplate]:
    """Read every template; once a process."""
    rows = read_content(PhaseTemplate, room="plan", name="phase_templates").rows
    return {row.id: row for row in rows}


@dataclass(frozen=True, slots=True, kw_only=True)
class ChosenTemplate:
    """A template and the condition of the person that it is for."""

    template: PhaseTemplate
    condition: str


def templates_for(patient: Patient) -> tuple[ChosenTemplate, ...]:
    """Choose the template of each condition of a person: that of the nearest kind, each once."""
    found: dict[str, ChosenTemplate] = {}
    for own in patient.condition_ids:
        for up in lineage(own):
            named = [each for each in phase_templates().values() if up in each.conditions]
            if named:
                found.setdefault(named[0].id, ChosenTemplate(template=named[0], condition=own))
                break
    return tuple(found.values())


def conditions_without_phases(patient: Patient) -> tuple[str, ...]:
    """Name the conditions of a person for which no phases are known."""
    known = {up for each in phase_templates().values() for up in each.conditions}
    return tuple(
        conditions()[own].name for own in patient.condition_ids if known.isdisjoint(lineage(own))
    )
