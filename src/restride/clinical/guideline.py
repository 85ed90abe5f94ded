"""What practice guidelines recommend, for whom, when, and for which outcome."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from restride.clinical.aims import Aim, Category, Outcome
from restride.clinical.content import read_content
from restride.clinical.evidence import Evidence
from restride.errors import ContentError


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


class Grade(StrEnum):
    """How strong a recommendation is, where guidelines of many alphabets are put in one order."""

    #: "strong", "level A", "I,A", "high-certainty".
    STRONG = "strong"
    #: "moderate", "level B", "moderate-certainty".
    MODERATE = "moderate"
    #: "weak", "level C".
    WEAK = "weak"
    #: No guideline's grade: a trial, a review or a meta-analysis says so.
    STUDY = "study"
    #: Best practice, consensus, experts, a programme that was tried.
    PRACTICE = "practice"
    #: A guideline says so, and its grade was not read.
    UNREAD = "unread"

    @property
    def rank(self) -> int:
        """Lower is stronger."""
        return list(Grade).index(self)


class Counted(StrEnum):
    """What minutes of a week are counted as: the words of ``Exercise.counts_as``."""

    BALANCE = "balance"
    STRENGTH = "strength"
    STEPPING = "stepping"
    #: What raises pulse and breath.
    AEROBIC = "aerobic"
    #: Gaze drills of people with a vestibular loss.
    GAZE = "gaze"


@dataclass(frozen=True, slots=True, kw_only=True)
class Selector:
    """Which exercises a recommendation speaks of: those that any of the lists names.

    An aim is the main one of an exercise, its first.
    """

    exercises: tuple[str, ...] = ()
    aims: tuple[Aim, ...] = ()
    categories: tuple[Category, ...] = ()
    #: But not these.
    without: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class GuidelineDose:
    """The dose that a guideline names; None where it names none."""

    per_week_min: float | None = None
    per_week_max: float | None = None
    per_day_min: float | None = None
    per_day_max: float | None = None
    minutes_min: float | None = None
    minutes_max: float | None = None
    minutes_per_day_min: float | None = None
    minutes_per_day_max: float | None = None
    minutes_per_week_min: float | None = None
    weeks_min: float | None = None
    weeks_max: float | None = None
    sessions_min_count: int | None = None
    sessions_max_count: int | None = None
    sets_min_count: int | None = None
    sets_max_count: int | None = None
    repetitions_min_count: int | None = None
    repetitions_max_count: int | None = None
    heart_rate_reserve_low_percent: float | None = None
    heart_rate_reserve_high_percent: float | None = None
    heart_rate_maximum_low_percent: float | None = None
    heart_rate_maximum_high_percent: float | None = None
    one_repetition_low_percent: float | None = None
    one_repetition_high_percent: float | None = None
    #: On the scale of 0 to 10.
    effort_low_points: float | None = None
    effort_high_points: float | None = None
    intensity: str | None = None
    #: Which minutes or days of a week count towards it; empty where it is no weekly target.
    counts_as: tuple[Counted, ...] = ()
    words: str
    evidence: Evidence

    def __post_init__(self) -> None:
        for low, high in _PAIRS:
            least, most = getattr(self, low), getattr(self, high)
            if least is not None and most is not None and least > most:
                raise ContentError(
                    f"{low} must not be above {high}, and {low} is {least:g} and {high} is "
                    f"{most:g}. Swap or correct them."
                )

    @property
    def weekly_minutes_min(self) -> float | None:
        """The least minutes a week, where the dose tells them."""
        if self.minutes_per_week_min is not None:
            return self.minutes_per_week_min
        if self.minutes_per_day_min is not None:
            return self.minutes_per_day_min * 7
        if self.minutes_min is not None and self.per_week_min is not None:
            return self.minutes_min * self.per_week_min
        return None


_PAIRS = (
    ("per_week_min", "per_week_max"),
    ("per_day_min", "per_day_max"),
    ("minutes_min", "minutes_max"),
    ("minutes_per_day_min", "minutes_per_day_max"),
    ("weeks_min", "weeks_max"),
    ("sessions_min_count", "sessions_max_count"),
    ("sets_min_count", "sets_max_count"),
    ("repetitions_min_count", "repetitions_max_count"),
    ("heart_rate_reserve_low_percent", "heart_rate_reserve_high_percent"),
    ("heart_rate_maximum_low_percent", "heart_rate_maximum_high_percent"),
    ("one_repetition_low_percent", "one_repetition_high_percent"),
    ("effort_low_points", "effort_high_points"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Guideline:
    """One recommendation, in our own words."""

    id: str
    #: Condition ids.
    conditions: tuple[str, ...]
    #: Cases of these conditions that it is not about.
    except_conditions: tuple[str, ...] = ()
    #: Holds from this age for everybody, whatever the condition.
    also_from_age_years: float | None = None
    kind: RuleKind
    advice: Advice
    #: The guideline's own word for how strong it is.
    strength: str
    grade: Grade
    intervention: str
    #: What it makes better; "not recommended" holds only for these.
    outcomes: tuple[Outcome, ...] = ()
    #: It is about harm: "not recommended" holds whatever the outcome.
    harm: bool = False
    selects: Selector = Selector()
    #: Instruments that it wants measured.
    measures: tuple[str, ...] = ()
    phase_words: str
    #: From this day after onset, injury or surgery, up to and without the last.
    from_days: int | None = None
    to_days: int | None = None
    #: Conditions whose very name says that the time has come: chronic back pain.
    settled_by: tuple[str, ...] = ()
    #: What must be true that the days do not tell.
    only_if: str | None = None
    #: Where "not recommended" ends.
    unless: str | None = None
    doses: tuple[GuidelineDose, ...] = ()
    progression: str | None = None
    precautions: tuple[str, ...] = ()
    note: str | None = None
    evidence: Evidence

    def __post_init__(self) -> None:
        against = self.advice is Advice.SHOULD_NOT
        if against and bool(self.outcomes) == self.harm:
            raise ContentError(
                "'should_not' must name the outcomes that it is about, or say 'harm: true', "
                f"and there are {len(self.outcomes)} outcomes and harm is {self.harm}. Give one."
            )
        if self.from_days is not None and self.to_days is not None:
            _refuse_empty_phase(self.from_days, self.to_days)


def _refuse_empty_phase(from_days: int, to_days: int) -> None:
    if from_days >= to_days:
        raise ContentError(
            f"from_days must be below to_days, and they are {from_days} and {to_days}. Correct "
            "the phase."
        )


@cache
def guidelines() -> dict[str, Guideline]:
    """Read every recommendation; once a process."""
    return {row.id: row for row in read_content(Guideline, room="clinical", name="guidelines").rows}


@cache
def guidelines_by_condition() -> Mapping[str, tuple[Guideline, ...]]:
    """List the recommendations that name a condition, for each condition that one names."""
    found: dict[str, list[Guideline]] = {}
    for row in guidelines().values():
        for condition in row.conditions:
            found.setdefault(condition, []).append(row)
    return {condition: tuple(rows) for condition, rows in found.items()}


@cache
def guidelines_by_age() -> tuple[Guideline, ...]:
    """List the recommendations that hold for everybody from some age on."""
    return tuple(row for row in guidelines().values() if row.also_from_age_years is not None)
