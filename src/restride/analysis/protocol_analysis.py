"""Several trials of standing under several conditions, and what they say together."""

from dataclasses import dataclass
from enum import StrEnum

from restride.analysis.tasks.quiet_standing import StandingAnalysis
from restride.balance.conditions import StandingCondition
from restride.measure import Measure
from restride.person import Person
from restride.recording.quality import QualityFinding


class ProtocolKind(StrEnum):
    """A named set of conditions."""

    #: Modified clinical test of sensory interaction on balance: eyes by surface.
    MCTSIB = "mctsib"
    #: Any other conditions of quiet standing.
    QUIET_STANDING = "quiet-standing"
    #: Leans towards targets.
    LIMITS_OF_STABILITY = "limits-of-stability"


@dataclass(frozen=True, slots=True, kw_only=True)
class ProtocolTrial:
    """One trial: analysed, or not, with the reason."""

    file: str
    condition: StandingCondition
    #: Counted from one within its condition.
    repeat_count: int
    #: A level not held is a time, not a gap; None where the trial was not done.
    held_s: float | None
    wanted_s: float | None
    #: None where too little was held to measure, or nothing was recorded.
    analysis: StandingAnalysis | None
    not_measured_reason: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ConditionSummary:
    """All trials of one condition together."""

    condition: StandingCondition
    trials: tuple[ProtocolTrial, ...]
    #: Means over the trials that were measured, with their spread.
    measures: tuple[Measure, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """A measure beside people measured the same way, or the reason why there are none."""

    condition: StandingCondition
    measure_key: str
    value: float | None
    #: 5th, 50th and 95th percentile of the group, in the unit of the measure.
    low: float | None = None
    middle: float | None = None
    high: float | None = None
    people_count: int = 0
    #: Who they are: "40 to 59 years, 21 people".
    group: str | None = None
    source: str | None = None
    #: "no comparable norm: ..." where there is none.
    none_reason: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ProtocolAnalysis:
    """A whole protocol."""

    restride_version: str
    kind: ProtocolKind
    name: str
    person: Person
    is_simulated: bool
    conditions: tuple[ConditionSummary, ...]
    #: Across conditions: Romberg and surface ratios.
    measures: tuple[Measure, ...]
    comparisons: tuple[Comparison, ...]
    quality: tuple[QualityFinding, ...]
