"""Whether a phase may be left: each criterion met, not met, unknown or too old, never guessed."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from restride.clinical.findings.comparing import is_beyond
from restride.clinical.interpretation.scores import find_score, value_shown, with_unit
from restride.clinical.patient import Patient
from restride.clinical.result import Result, ResultState
from restride.plan.phases.phases import CarePhase, Criterion, CriterionKind, CriterionSide
from restride.terms import Side


class CriterionState(StrEnum):
    """What is known of a criterion."""

    MET = "met"
    NOT_MET = "not met"
    UNKNOWN = "unknown"
    TOO_OLD = "too old"


@dataclass(frozen=True, slots=True, kw_only=True)
class PhaseAnswer:
    """What a person reported or a therapist checked."""

    #: Id of the criterion.
    criterion: str
    holds: bool
    answered_on: date
    who: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CriterionStatus:
    """A criterion and what is known of it."""

    criterion: Criterion
    state: CriterionState
    #: Why: the value, the day, or what is missing.
    words: str
    on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PhaseStatus:
    """A phase and what is known of everything that must be so before it is left."""

    phase: CarePhase
    criteria: tuple[CriterionStatus, ...]

    @property
    def may_be_left(self) -> bool:
        """Whether every required criterion is met; a therapist decides."""
        return bool(self.criteria) and not self.open

    @property
    def open(self) -> tuple[CriterionStatus, ...]:
        """List the required criteria that are not met, unknown or too old."""
        return tuple(
            each
            for each in self.criteria
            if each.criterion.required and each.state is not CriterionState.MET
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Seen:
    """A criterion looked at: whether it holds, and from when that is."""

    holds: bool
    on: date
    words: str


def phase_status(
    phase: CarePhase,
    *,
    results: Sequence[Result],
    reports: Sequence[PhaseAnswer],
    checks: Sequence[PhaseAnswer],
    patient: Patient,
    day: date,
    condition: str | None = None,
) -> PhaseStatus:
    """Tell what is known of each criterion of a phase on a day; what is later does not count.

    Parameters
    ----------
    reports, checks
        What the person said and what the therapist checked, by the id of the criterion.
    condition
        The condition that the phase is of: its side and its first day count. The first of the
        person's where it is not given.
    """
    look = _Look(
        results=tuple(
            sorted((e for e in results if e.tested_on <= day), key=lambda each: each.tested_on)
        ),
        reports=tuple(each for each in reports if each.answered_on <= day),
        checks=tuple(each for each in checks if each.answered_on <= day),
        patient=patient,
        day=day,
        condition=condition or next(iter(patient.condition_ids), None),
    )
    return PhaseStatus(phase=phase, criteria=tuple(look.status(each) for each in phase.exit))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Look:
    results: tuple[Result, ...]
    reports: tuple[PhaseAnswer, ...]
    checks: tuple[PhaseAnswer, ...]
    patient: Patient
    day: date
    condition: str | None

    def status(self, criterion: Criterion) -> CriterionStatus:
        if criterion.kind is CriterionKind.TIME:
            return self._time(criterion)
        if criterion.kind is CriterionKind.MEASURE:
            return self._measure(criterion)
        answers = self.reports
        missing = "not asked yet"
        if criterion.kind is CriterionKind.THERAPIST_CHECK:
            answers, missing = self.checks, "not checked yet"
        return self._dated(criterion, _answered(criterion, answers), missing=missing)

    def _time(self, criterion: Criterion) -> CriterionStatus:
        days = None
        if self.condition is not None:
            days = self.patient.days_since(self.condition, day=self.day)
        if days is None:
            return _unknown(criterion, "the first day of the condition is not known")
        met = days >= (criterion.at_least_days or 0)
        return CriterionStatus(
            criterion=criterion,
            state=CriterionState.MET if met else CriterionState.NOT_MET,
            words=f"{days} of {criterion.at_least_days} days",
            on=self.day,
        )

    def _measure(self, criterion: Criterion) -> CriterionStatus:
        sides = self._sides(criterion)
        if not sides:
            return _unknown(criterion, "the affected side is not known")
        seen = [_newest(criterion, self.results, side=side) for side in sides]
        known = [each for each in seen if each is not None]
        if len(known) < len(seen):
            return self._dated(
                criterion,
                next((each for each in known if not each.holds), None),
                missing="not tested yet" if not known else "one side is not tested yet",
            )
        # Of two sides the one that fails, else the one whose evidence is older.
        return self._dated(criterion, min(known, key=lambda each: (each.holds, each.on)))

    def _sides(self, criterion: Criterion) -> tuple[Side | None, ...]:
        if criterion.side is None:
            return (None,)
        if criterion.side is CriterionSide.BOTH:
            return tuple(Side)
        own = [each for each in self.patient.diagnoses if each.condition == self.condition]
        return tuple(dict.fromkeys(each.side for each in own if each.side is not None))

    def _dated(
        self, criterion: Criterion, seen: _Seen | None, *, missing: str = "not known"
    ) -> CriterionStatus:
        """Tell the state of something that was seen; what is too old tells nothing."""
        if seen is None:
            return _unknown(criterion, missing)
        age_days = (self.day - seen.on).days
        if criterion.max_age_days is not None and age_days > criterion.max_age_days:
            return CriterionStatus(
                criterion=criterion,
                state=CriterionState.TOO_OLD,
                words=f"{seen.words}, {age_days} days ago: at most {criterion.max_age_days} count",
                on=seen.on,
            )
        return CriterionStatus(
            criterion=criterion,
            state=CriterionState.MET if seen.holds else CriterionState.NOT_MET,
            words=f"{seen.words} on {seen.on.isoformat()}",
            on=seen.on,
        )


def _unknown(criterion: Criterion, words: str) -> CriterionStatus:
    return CriterionStatus(criterion=criterion, state=CriterionState.UNKNOWN, words=words)


def _answered(criterion: Criterion, answers: Iterable[PhaseAnswer]) -> _Seen | None:
    """Take the newest answer; of two on one day the one that does not hold."""
    own = [each for each in answers if each.criterion == criterion.id]
    if not own:
        return None
    newest = max(own, key=lambda each: (each.answered_on, not each.holds))
    said = "yes" if newest.holds else "no"
    return _Seen(holds=newest.holds, on=newest.answered_on, words=said)


def _newest(criterion: Criterion, results: Sequence[Result], *, side: Side | None) -> _Seen | None:
    """Take the newest test that tells something; a person who could not do it has not met it."""
    for result in reversed(results):
        if result.instrument != criterion.instrument or not result.state.is_known:
            continue
        if result.state is not ResultState.DONE:
            return _Seen(holds=False, on=result.tested_on, words=result.state.value)
        seen = _value(criterion, result, side=side)
        if seen is not None:
            return seen
    return None


def _value(criterion: Criterion, result: Result, *, side: Side | None) -> _Seen | None:
    assert criterion.score is not None and criterion.operator is not None  # noqa: S101, PT018
    assert criterion.value is not None and criterion.instrument is not None  # noqa: S101, PT018
    value = result.value(criterion.score, item=criterion.item, side=side)
    if value is None:
        return None
    score = find_score(criterion.instrument, criterion.score)
    shown = value_shown(value, score)
    return _Seen(
        holds=is_beyond(float(shown), criterion.operator, limit=criterion.value),
        on=result.tested_on,
        words=with_unit(shown, score.unit),
    )
