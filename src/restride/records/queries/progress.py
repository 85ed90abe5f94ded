"""Whether it helps: how the measures of the goals changed, and what to change in the exercises."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from restride.clinical.change import Change, judge_change
from restride.clinical.circumstances import differing
from restride.clinical.patient import Patient
from restride.clinical.result import Result, ResultState
from restride.plan.adherence.adherence import time_zone
from restride.plan.goals.goal_events import GoalStatus
from restride.plan.goals.goal_measure import GoalMeasure
from restride.plan.goals.goals import Goal
from restride.plan.library import find_exercise
from restride.plan.plan import Prescription
from restride.plan.progression.progress_state import SessionRecord, TherapistLimits
from restride.plan.progression.progression import ProgressionProposal, propose_progression
from restride.records import clock
from restride.records.acting import reading
from restride.records.actors import Actor
from restride.records.by_the_rules import by_the_rules
from restride.records.cases import episode_of, known_of, opened_goal
from restride.records.delivered import records_by_row, sessions_of
from restride.records.models import Episode, GoalRecord
from restride.records.plan_situations import today_of
from restride.records.queries.facts import facts_of, person_of
from restride.records.queries.plans import plan_history
from restride.records.scopes import owned


@dataclass(frozen=True, slots=True, kw_only=True)
class TrendPoint:
    """One test of a measure."""

    tested_on: date
    state: ResultState
    #: In the unit of the measure; None where there is no number.
    value: float | None
    #: Names of the conditions in which it differs from the first test.
    differing: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Trend:
    """How the measure of a goal went, and what its change is called."""

    goal_id: UUID
    sentence: str
    status: GoalStatus
    measure: GoalMeasure
    unit: str
    points: tuple[TrendPoint, ...]
    #: The days whose tests are the baseline.
    baseline_on: tuple[date, ...]
    #: Ends of the band of measurement error around the baseline; None where no error is known.
    baseline_low: float | None
    baseline_high: float | None
    #: What the baseline would have to become to matter; None where that is not known.
    important_value: float | None
    target: float | None
    due: date | None
    #: None before there are tests of two days.
    change: Change | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ExerciseProgress:
    """A row of the plan with its last sessions and what is proposed."""

    prescription: Prescription
    #: The newest last; at most ten.
    records: tuple[SessionRecord, ...]
    proposal: ProgressionProposal


def read_trends(actor: Actor, episode_id: UUID, *, baselines_count: int = 1) -> tuple[Trend, ...]:
    """Tell how the measure of each goal changed from the first tests to the last.

    Parameters
    ----------
    baselines_count
        Days of tests that the baseline is the mean of: from two on it is surer.

    Raises
    ------
    NotThere
        There is no such episode for the actor.
    """
    with reading(actor, "progress.read") as act:
        episode = episode_of(actor, episode_id)
        trends = trends_of(actor, episode, baselines_count=baselines_count)
        act.about(episode)
    return trends


def trends_of(actor: Actor, episode: Episode, *, baselines_count: int = 1) -> tuple[Trend, ...]:
    """Tell it as a part of another question: no line of its own."""
    day = today_of(episode)
    known = known_of(actor, episode, day=day)
    rows = owned(actor, GoalRecord).filter(episode=episode).prefetch_related("events")
    trends = (
        _trend(
            row.pk,
            opened_goal(row),
            results=known.results,
            patient=known.patient,
            day=day,
            baselines_count=baselines_count,
        )
        for row in rows.order_by("made_at", "pk")
    )
    return tuple(each for each in trends if each is not None)


def propose_progressions(actor: Actor, episode_id: UUID) -> tuple[ExerciseProgress, ...]:
    """Propose for each row of the plan in force to go on, hold or step back, and why.

    Raises
    ------
    NotThere
        There is no such episode for the actor.
    """
    with reading(actor, "progression.propose") as act:
        episode = episode_of(actor, episode_id)
        with by_the_rules():
            found = tuple(_progress(actor, episode))
        act.about(episode)
    return found


def _progress(actor: Actor, episode: Episode) -> Iterator[ExerciseProgress]:
    history = plan_history(actor, episode)
    zone = time_zone(episode.patient.time_zone)
    day = max(today_of(episode), _own_day(episode))
    version = None if history is None else history.in_force_on(day)
    if history is None or version is None:
        return
    patient = person_of(episode, day=day)
    limits = TherapistLimits(allowed_early=facts_of(episode).therapist.allowed_early)
    done = records_by_row(sessions_of(actor, episode), zone=zone)
    since = {
        each.prescription.key: each.effective_from
        for each in history.periods()
        if each.effective_from <= day and (each.effective_to is None or day <= each.effective_to)
    }
    for row in version.plan.prescriptions:
        # A row that was changed begins anew: what was done before was another dose.
        began = since[row.key]
        records = tuple(each for each in done.get(row.key, ()) if began <= each.day <= day)
        proposal = propose_progression(
            find_exercise(row.exercise),
            row,
            records=[_for_dose(each, row) for each in records],
            limits=limits,
            patient=patient,
            day=day,
        )
        yield ExerciseProgress(prescription=row, records=records[-10:], proposal=proposal)


def _own_day(episode: Episode) -> date:
    """Tell the day where the person lives: a session of their today is not of tomorrow."""
    return clock.today(episode.patient.time_zone)


def _for_dose(record: SessionRecord, row: Prescription) -> SessionRecord:
    """Let seconds be of work or of a hold, as the dose of the row says."""
    if row.dose.work_s is not None:
        return replace(record, hold_s=None)
    return replace(record, work_s=None)


def _trend(
    goal_id: UUID,
    goal: Goal,
    *,
    results: Sequence[Result],
    patient: Patient,
    day: date,
    baselines_count: int,
) -> Trend | None:
    measure = goal.measure
    if measure is None or goal.status is GoalStatus.CANCELLED:
        return None
    own = [each for each in results if each.instrument == measure.instrument]
    days = sorted({each.tested_on for each in own})
    # The last day is never its own baseline.
    before = tuple(days[: max(1, min(baselines_count, len(days) - 1))])
    change = None
    if len(days) > len(before):
        change = judge_change(
            instrument_id=measure.instrument,
            score_id=measure.score,
            baselines=[each for each in own if each.tested_on in before],
            now=[each for each in own if each.tested_on == days[-1]],
            patient=patient,
            day=day,
            side=measure.side,
            item=measure.item,
        )
    low, high = _band(change)
    return Trend(
        goal_id=goal_id,
        sentence=goal.sentence,
        status=goal.status,
        measure=measure,
        unit=measure.definition.unit,
        points=tuple(_point(each, own[0], measure=measure) for each in own),
        baseline_on=before,
        baseline_low=low,
        baseline_high=high,
        important_value=_important(change, measure),
        target=goal.target,
        due=goal.due,
        change=change,
    )


def _point(result: Result, first: Result, *, measure: GoalMeasure) -> TrendPoint:
    return TrendPoint(
        tested_on=result.tested_on,
        state=result.state,
        value=result.value(measure.score, item=measure.item, side=measure.side),
        differing=differing(first.circumstances, result.circumstances),
    )


def _band(change: Change | None) -> tuple[float | None, float | None]:
    if change is None or change.before is None or change.detectable is None:
        return None, None
    return change.before - change.detectable.value, change.before + change.detectable.value


def _important(change: Change | None, measure: GoalMeasure) -> float | None:
    if change is None or change.before is None or change.important is None:
        return None
    return change.before + measure.sign * change.important.value
