"""What practice guidelines recommend, for whom, when, and for which outcome."""

from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from restride.clinical.aims import Aim, Category, Outcome
from restride.clinical.content import read_content
from restride.clinical.evidence import Evidence


class Advice(StrEnum):
    """Which way a recommendation points."""

    SHOULD = "should"
    MAY = "may"
    SHOULD_NOT = "should_not"


class RuleKind(StrEnum):
    """What a recommendation is about."""

    TRAINING = "training"
    MEASURING = "measuring"
    #: What is done beside exercise: cold packs, bracing, how care is organised.
    CARE = "care"


@dataclass(frozen=True, slots=True, kw_only=True)
class Selector:
    """Which exercises a recommendation speaks of: those that any of the lists names."""

    exercises: tuple[str, ...] = ()
    aims: tuple[Aim, ...] = ()
    categories: tuple[Category, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class GuidelineDose:
    """The dose that a guideline names; None where it names none."""

    per_week_min: float | None = None
    per_week_max: float | None = None
    per_day_min: float | None = None
    minutes_min: float | None = None
    minutes_max: float | None = None
    minutes_per_day_min: float | None = None
    minutes_per_week_min: float | None = None
    weeks_min: float | None = None
    weeks_max: float | None = None
    intensity: str | None = None
    words: str
    evidence: Evidence


@dataclass(frozen=True, slots=True, kw_only=True)
class Guideline:
    """One recommendation, in our own words."""

    id: str
    #: Condition ids.
    conditions: tuple[str, ...]
    kind: RuleKind
    advice: Advice
    #: The guideline's own word for how strong it is.
    strength: str
    intervention: str
    #: "Not recommended" holds only for these.
    outcomes: tuple[Outcome, ...] = ()
    selects: Selector = Selector()
    phase_words: str
    from_days: int | None = None
    to_days: int | None = None
    doses: tuple[GuidelineDose, ...] = ()
    progression: str | None = None
    precautions: tuple[str, ...] = ()
    note: str | None = None
    evidence: Evidence


@cache
def guidelines() -> dict[str, Guideline]:
    """Read every recommendation; once a process."""
    return {row.id: row for row in read_content(Guideline, room="clinical", name="guidelines").rows}
