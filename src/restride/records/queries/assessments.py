"""Assessments: which are proposed, which there are, and one with what came of its tests."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from restride.clinical.batteries import Battery, Step, batteries
from restride.clinical.battery_proposal import (
    BatteryAnswers,
    Proposal,
    candidate_of,
    propose_battery,
)
from restride.clinical.battery_walk import NextStep, next_step
from restride.clinical.circumstances import Circumstances
from restride.clinical.result import Result
from restride.records.acting import reading
from restride.records.actors import Actor
from restride.records.by_the_rules import by_the_rules
from restride.records.cases import episode_of
from restride.records.documents import opened
from restride.records.models import Assessment, TestResult, Trial
from restride.records.pages import Page, page_of
from restride.records.plan_situations import today_of
from restride.records.queries.facts import person_of
from restride.records.scopes import owned, the_row
from restride.records.tests_known import (
    Mismatch,
    last_results,
    mismatches,
    usual_circumstances,
)
from restride.visit.states import TestState


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenedTest:
    """A test of an assessment, as it was scored."""

    row: TestResult
    result: Result | None
    trials: tuple[Trial, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenedAssessment:
    """An assessment with its tests in their order, and what comes next."""

    row: Assessment
    circumstances: Circumstances
    tests: tuple[OpenedTest, ...]
    #: None where the battery is not known to this version of the content any more.
    following: NextStep | None
    #: What is otherwise than when a test was done last.
    mismatches: tuple[Mismatch, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposed:
    """Batteries for a person, and the conditions they would start with."""

    proposal: Proposal
    circumstances: Circumstances


def propose_batteries(actor: Actor, episode_id: UUID, answers: BatteryAnswers) -> Proposed:
    """Propose batteries from three answers, for a person as of today.

    Raises
    ------
    NotThere
        There is no such episode for the actor.
    """
    with reading(actor, "assessment.start") as act, by_the_rules():
        episode = episode_of(actor, episode_id)
        today = today_of(episode)
        candidate = candidate_of(person_of(episode, day=today), answers, day=today)
        act.about(episode)
        return Proposed(
            proposal=propose_battery(candidate),
            circumstances=usual_circumstances(actor, episode),
        )


def list_assessments(
    actor: Actor, episode_id: UUID, *, after: UUID | None = None, most_count: int = 50
) -> Page[Assessment]:
    """List the assessments of an episode, the newest first.

    Raises
    ------
    NotThere
        There is no such episode for the actor.
    """
    with reading(actor, "assessment.read") as act:
        episode = episode_of(actor, episode_id)
        rows = owned(actor, Assessment).filter(episode=episode)
        act.about(episode)
        return page_of(rows, after=after, most_count=most_count)


def read_assessment(actor: Actor, assessment_id: UUID) -> OpenedAssessment:
    """Read one assessment; results that were corrected are left out, and found by theirs.

    Raises
    ------
    NotThere
        There is none for the actor.
    """
    with reading(actor, "assessment.read") as act:
        row = the_row(actor, Assessment, assessment_id)
        tests = _tests(row)
        circumstances = opened(Circumstances, row.circumstances)
        waiting = [each.row.instrument for each in tests if each.row.state == TestState.PLANNED]
        before = last_results(actor, patient_id=row.patient_id, named=waiting, besides=row)
        act.about(row)
    return OpenedAssessment(
        row=row,
        circumstances=circumstances,
        tests=tests,
        following=_following(row, tests),
        mismatches=mismatches(circumstances, list(before.values())),
    )


def read_result(actor: Actor, result_id: UUID) -> OpenedTest:
    """Read one result, corrected or not.

    Raises
    ------
    NotThere
        There is none for the actor.
    """
    with reading(actor, "assessment.read") as act:
        row = the_row(actor, TestResult, result_id)
        act.about(row)
        trials = Trial.objects.filter(test_result=row).order_by("number")
        return _opened(row, trials=tuple(trials))


def _tests(row: Assessment) -> tuple[OpenedTest, ...]:
    rows = TestResult.objects.filter(assessment=row, corrected_by__isnull=True)
    trials: dict[UUID, list[Trial]] = {}
    for each in Trial.objects.filter(test_result__assessment=row).order_by("number"):
        trials.setdefault(each.test_result_id, []).append(each)
    return tuple(
        _opened(each, trials=trials.get(each.pk, ())) for each in rows.order_by("number", "pk")
    )


def _opened(row: TestResult, *, trials: Sequence[Trial]) -> OpenedTest:
    result = None if row.scored is None else opened(Result, row.scored)
    return OpenedTest(row=row, result=result, trials=tuple(trials))


def _following(row: Assessment, tests: Sequence[OpenedTest]) -> NextStep | None:
    """Walk the battery as it was cut, as far as results reach."""
    battery = batteries().get(row.battery)
    if battery is None:
        return None
    results = tuple(each.result for each in tests if each.result is not None)
    return next_step(_as_cut(battery, tests), results)


def _as_cut(battery: Battery, tests: Sequence[OpenedTest]) -> Battery:
    """Keep the steps that were planned; what was entered besides stands outside the battery."""
    planned = {each.row.instrument for each in tests if each.row.state != TestState.DISCARDED}
    steps: tuple[Step, ...] = tuple(step for step in battery.steps if step.test in planned)
    return replace(battery, steps=steps)
