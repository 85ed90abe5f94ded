"""An assessment at a glance: each value with its reference, last time, and the verdict on it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from restride.clinical.change import Change, judge_change
from restride.clinical.instrument import find_instrument
from restride.clinical.interpretation import Interpretation, interpret
from restride.clinical.patient import Patient
from restride.clinical.result import Result, ResultState, ScoreValue
from restride.clinical.safety.measured import with_measured
from restride.records.acting import reading
from restride.records.actors import Actor
from restride.records.by_the_rules import by_the_rules
from restride.records.cases import episode_of, known_of
from restride.records.documents import opened
from restride.records.models import Assessment, TestResult
from restride.records.plan_situations import today_of
from restride.records.scopes import the_row
from restride.records.tests_known import last_results
from restride.visit.states import TestState


@dataclass(frozen=True, slots=True, kw_only=True)
class SummaryLine:
    """One score, or a test without one."""

    result_id: UUID
    instrument: str
    name: str
    state: ResultState
    reason: str | None
    #: None where the test has no value.
    score: ScoreValue | None
    #: What the value means for this person.
    meaning: Interpretation | None
    #: When the test was done last; None where it was not.
    last_on: date | None
    #: Against last time; None where there was none, or nothing to compare.
    change: Change | None


def summarise_assessment(actor: Actor, assessment_id: UUID) -> tuple[SummaryLine, ...]:
    """Tell what came of an assessment; never a diagnosis, never a single number.

    Raises
    ------
    NotThere
        There is none for the actor.
    """
    with reading(actor, "assessment.read") as act, by_the_rules():
        assessment = the_row(actor, Assessment, assessment_id)
        episode = episode_of(actor, assessment.episode_id)
        known = known_of(actor, episode, day=today_of(episode))
        patient = with_measured(known.patient, known.results)
        rows = TestResult.objects.filter(
            assessment=assessment, corrected_by__isnull=True, scored__isnull=False
        ).exclude(state=TestState.DISCARDED)
        tests = [(each, opened(Result, each.scored)) for each in rows.order_by("number", "pk")]
        named = [each.instrument for each, _ in tests]
        before = {
            name: opened(Result, each.scored)
            for name, each in last_results(
                actor, patient_id=assessment.patient_id, named=named, besides=assessment
            ).items()
        }
        act.about(assessment)
        return tuple(
            line
            for row, result in tests
            for line in _lines(row, result, patient=patient, before=before)
        )


def _lines(
    row: TestResult, result: Result, *, patient: Patient, before: Mapping[str, Result]
) -> Iterator[SummaryLine]:
    last = before.get(result.instrument)
    if last is not None and last.tested_on > result.tested_on:
        last = None
    for score in result.scores or (None,):
        yield SummaryLine(
            result_id=row.pk,
            instrument=result.instrument,
            name=find_instrument(result.instrument).name,
            state=result.state,
            reason=row.reason,
            score=score,
            meaning=_meaning(score, result, patient),
            last_on=None if last is None else last.tested_on,
            change=_change(score, result, last=last, patient=patient),
        )


def _meaning(score: ScoreValue | None, result: Result, patient: Patient) -> Interpretation | None:
    if score is None or score.value is None:
        return None
    return interpret(
        score.value,
        instrument_id=result.instrument,
        score_id=score.score,
        item=score.item,
        patient=patient,
        circumstances=result.circumstances,
        day=result.tested_on,
    )


def _change(
    score: ScoreValue | None, result: Result, *, last: Result | None, patient: Patient
) -> Change | None:
    if score is None or last is None or not (last.state.is_known and result.state.is_known):
        return None
    return judge_change(
        instrument_id=result.instrument,
        score_id=score.score,
        baselines=(last,),
        now=(result,),
        patient=patient,
        day=result.tested_on,
        side=score.side,
        item=score.item,
    )
