"""Which recommendations hold for a person on a day, and what they say of an exercise.

See docs/decisions/0125-which-recommendation-holds.md.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import lru_cache
from typing import Protocol

from restride.clinical.aims import Aim, Category, Outcome
from restride.clinical.conditions import ConditionKind, conditions, lineage
from restride.clinical.guideline import (
    Advice,
    Guideline,
    RuleKind,
    guidelines_by_age,
    guidelines_by_condition,
)
from restride.clinical.patient import Diagnosis, Patient


class Standing(StrEnum):
    """Whether a recommendation holds on a day."""

    HOLDS = "holds"
    #: The days since onset are not known: shown with its "if", not decided.
    PHASE_UNKNOWN = "phase_unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class Recommendation:
    """A recommendation that is for this person."""

    guideline: Guideline
    #: The person's condition that it is about; None where the age alone is.
    condition: str | None
    days_since: int | None
    standing: Standing
    #: "Stroke, 200 days ago" or "Stroke: if 6 months or more after the stroke".
    why: str

    @property
    def decides(self) -> bool:
        """Whether a plan may rest on it: not on memory alone, nor on an unknown phase."""
        return self.standing is Standing.HOLDS and self.guideline.evidence.confidence.decides


@dataclass(frozen=True, slots=True, kw_only=True)
class Advised:
    """What a recommendation says of one exercise."""

    recommendation: Recommendation
    #: Those of the asked outcomes that it is about; empty where it names none.
    outcomes: tuple[Outcome, ...]

    @property
    def advice(self) -> Advice:
        """Which way it points."""
        return self.recommendation.guideline.advice

    @property
    def decides(self) -> bool:
        """Whether a plan may rest on it."""
        return self.recommendation.decides


class Trained(Protocol):
    """What must be known of an exercise."""

    @property
    def id(self) -> str:
        """Its name in the library."""

    @property
    def aims(self) -> tuple[Aim, ...]:
        """What it is for, the main aim first."""

    @property
    def category(self) -> Category:
        """Its part of the programme."""


def recommendations(
    patient: Patient, *, day: date, outcomes: Iterable[Outcome] | None = None
) -> tuple[Recommendation, ...]:
    """List the recommendations that hold for a person on a day, the strongest first.

    Parameters
    ----------
    patient
        Whose conditions, their days of onset, and age.
    day
        The day asked about.
    outcomes
        Only recommendations about one of these, and those that name no outcome; None for all.
    """
    every = _standing(patient.diagnoses, patient.person.age_years, day)
    if outcomes is None:
        return every
    wanted = frozenset(outcomes)
    return tuple(each for each in every if _is_about(each.guideline, wanted))


def _is_about(rule: Guideline, wanted: frozenset[Outcome]) -> bool:
    return not rule.outcomes or not wanted.isdisjoint(rule.outcomes)


def advice_on(
    exercise: Trained, patient: Patient, *, outcomes: Iterable[Outcome], day: date
) -> tuple[Advised, ...]:
    """List what the recommendations for a person say of an exercise, the strongest first.

    A rule speaks of an exercise by its id, its category or its main aim, and a rule against only
    for the outcomes that it is about. Rules that only a therapist's eye can tell apart carry
    ``only_if`` and ``unless``, which are to be shown.
    """
    wanted = tuple(outcomes)
    return tuple(
        Advised(
            recommendation=each,
            outcomes=tuple(one for one in wanted if one in each.guideline.outcomes),
        )
        for each in recommendations(patient, day=day, outcomes=wanted)
        if each.guideline.kind is RuleKind.TRAINING and speaks_of(each.guideline, exercise)
    )


def speaks_of(rule: Guideline, exercise: Trained) -> bool:
    """Whether a recommendation is about an exercise."""
    selects = rule.selects
    if exercise.id in selects.without:
        return False
    named = exercise.id in selects.exercises or exercise.category in selects.categories
    return named or exercise.aims[0] in selects.aims


@lru_cache(maxsize=256)
def _standing(
    diagnoses: tuple[Diagnosis, ...], age_years: float | None, day: date
) -> tuple[Recommendation, ...]:
    found = [
        _recommended(rule, diagnosis, day=day)
        for diagnosis in diagnoses
        for up in lineage(diagnosis.condition)
        for rule in guidelines_by_condition().get(up, ())
        if not set(lineage(diagnosis.condition)).intersection(rule.except_conditions)
    ]
    found += [_by_age(rule, age_years) for rule in guidelines_by_age()]
    best: dict[str, Recommendation] = {}
    for each in sorted((each for each in found if each is not None), key=_order):
        best.setdefault(each.guideline.id, each)
    return tuple(best.values())


def _order(each: Recommendation) -> tuple[bool, bool, int, str, str]:
    """Put what decides first, then what is read, then what is strong."""
    return (
        not each.decides,
        not each.guideline.evidence.confidence.decides,
        each.guideline.grade.rank,
        each.guideline.id,
        each.condition or "~",
    )


def _by_age(rule: Guideline, age_years: float | None) -> Recommendation | None:
    from_years = rule.also_from_age_years
    if age_years is None or from_years is None or age_years < from_years:
        return None
    return Recommendation(
        guideline=rule,
        condition=None,
        days_since=None,
        standing=Standing.HOLDS,
        why=f"{age_years:g} years old, and it holds for everybody from {from_years:g} on",
    )


def _recommended(rule: Guideline, diagnosis: Diagnosis, *, day: date) -> Recommendation | None:
    days = None if diagnosis.since is None else (day - diagnosis.since).days
    standing = _phase_standing(rule, diagnosis.condition, days=days)
    if standing is None:
        return None
    name = conditions()[diagnosis.condition].name
    ago = "" if days is None else f", {_ago(days)}"
    unknown = standing is Standing.PHASE_UNKNOWN
    phase = f": if {phase_words(rule, diagnosis.condition)}" if unknown else ago
    return Recommendation(
        guideline=rule,
        condition=diagnosis.condition,
        days_since=days,
        standing=standing,
        why=name + phase + _asides(rule),
    )


def _ago(days: int) -> str:
    """Say when it began; years where days tell a reader nothing."""
    if days < 0:
        return f"in {-days} days"
    years = days // 365
    return f"{years} years ago" if years >= 2 else f"{days} days ago"


def _asides(rule: Guideline) -> str:
    """Say what only an eye on the person can tell: "; if ...", "; unless ..."."""
    words = {"if": rule.only_if, "unless": rule.unless}
    return "".join(f"; {word} {said}" for word, said in words.items() if said)


def _phase_standing(rule: Guideline, condition_id: str, *, days: int | None) -> Standing | None:
    """Tell whether the phase has come; None where it has not, or is over."""
    if set(lineage(condition_id)).intersection(rule.settled_by):
        return Standing.HOLDS
    from_days, to_days = rule.from_days, rule.to_days
    if days is None:
        # A condition without a day has begun: only a later or a past phase is in doubt.
        begun = (from_days is None or from_days <= 0) and to_days is None
        return Standing.HOLDS if begun else Standing.PHASE_UNKNOWN
    early = from_days is not None and days < from_days
    late = to_days is not None and days >= to_days
    return None if early or late else Standing.HOLDS


def phase_words(rule: Guideline, condition_id: str) -> str:
    """Say when a recommendation holds: "6 months or more after the stroke"."""
    row = conditions()[condition_id]
    lower = row.name[0].lower() + row.name[1:]
    sudden = row.kind in {ConditionKind.SURGERY, ConditionKind.INJURY} or row.id == "stroke"
    event = f"the {lower}" if sudden else f"the onset of {lower}"
    if rule.to_days is not None and rule.to_days <= 0:
        return f"before {event}"
    least = span_words(rule.from_days) if rule.from_days else None
    most = span_words(rule.to_days) if rule.to_days is not None else None
    if least and most:
        return f"from {least} to {most} after {event}"
    if most:
        return f"less than {most} after {event}"
    return f"{least} or more after {event}" if least else f"after {event}"


#: Days of a span, and its word. House choice: docs/decisions/0125-which-recommendation-holds.md
_SPANS = ((365, "year"), (30, "month"), (7, "week"), (1, "day"))


def span_words(days: int) -> str:
    """Say a span in its largest whole unit: 180 is "6 months", 14 is "2 weeks"."""
    length, word = next(each for each in _SPANS if days % each[0] == 0)
    count = days // length
    return f"{count} {word}{'' if count == 1 else 's'}"
