"""How much of balance, strength and stepping a week should hold, and which guideline says so."""

from dataclasses import dataclass
from datetime import date

from restride.clinical.evidence import Evidence
from restride.clinical.guideline import Advice, Counted, GuidelineDose, RuleKind
from restride.clinical.patient import Patient
from restride.clinical.recommendation import Recommendation, recommendations


@dataclass(frozen=True, slots=True, kw_only=True)
class WeeklyTarget:
    """A dose that the minutes and days of a week are counted against."""

    guideline: str
    #: The guideline's own word for how strong it is.
    strength: str
    #: An exercise counts once, when it counts as any of these.
    counts_as: tuple[Counted, ...]
    minutes_per_week_min: float | None
    per_week_min: float | None
    per_week_max: float | None
    #: The dose as the guideline has it.
    words: str
    #: Who it is for, and why it holds for this person.
    population: str
    evidence: Evidence
    #: False where it is shown only: the figure is from memory, or the phase is not known.
    decides: bool


def weekly_targets(patient: Patient, *, day: date) -> tuple[WeeklyTarget, ...]:
    """List the weekly doses that guidelines name for a person, what decides first."""
    found = [
        _target(each, dose)
        for each in recommendations(patient, day=day)
        if each.guideline.kind is RuleKind.TRAINING
        and each.guideline.advice is not Advice.SHOULD_NOT
        for dose in each.guideline.doses
        if dose.counts_as
    ]
    return tuple(sorted(found, key=_order))


def _target(each: Recommendation, dose: GuidelineDose) -> WeeklyTarget:
    return WeeklyTarget(
        guideline=each.guideline.id,
        strength=each.guideline.strength,
        counts_as=dose.counts_as,
        minutes_per_week_min=dose.weekly_minutes_min,
        per_week_min=dose.per_week_min,
        per_week_max=dose.per_week_max,
        words=dose.words,
        population=each.why,
        evidence=dose.evidence,
        decides=each.decides and dose.evidence.confidence.decides,
    )


def _order(target: WeeklyTarget) -> tuple[bool, int, float, str]:
    """Put what decides first, then by what is counted, the larger before the smaller."""
    return (
        not target.decides,
        list(Counted).index(target.counts_as[0]),
        -(target.minutes_per_week_min or 0.0),
        target.guideline,
    )
