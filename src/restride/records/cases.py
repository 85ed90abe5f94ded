"""What a clinic's record knows of a person in an episode, joined as the rules and plans take it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from uuid import UUID

from restride.analysis.measure_definitions import MEASURES
from restride.clinical.finding import Finding, Observed
from restride.clinical.findings import observed_measures
from restride.clinical.precautions import PrecautionAnswer, Presence
from restride.clinical.result import Result
from restride.clinical.safety.vitals import Vitals
from restride.clinical.scoring.entry import Entry
from restride.measure import Measure, NotComputed
from restride.plan.cases.case import (
    Case,
    CaseCondition,
    CaseGoal,
    CasePhases,
    CasePrecaution,
    SafetyScreen,
)
from restride.plan.cases.worked_case import AlreadyKnown, WorkedCase, work_through_known
from restride.plan.goals.goals import Goal
from restride.plan.phases.phase_now import PhaseEntered
from restride.plan.phases.phase_status import PhaseAnswer
from restride.records.actors import Actor
from restride.records.documents import opened
from restride.records.models import (
    AnalysisRun,
    Episode,
    GoalRecord,
    Observation,
    PhaseRecord,
    SafetyCheck,
    TestResult,
)
from restride.records.queries.facts import answers_of, diagnoses_of, facts_of, person_of
from restride.records.refusals import NotThere
from restride.records.scopes import owned
from restride.terms import Side
from restride.visit.states import ObservationState, RunState, TestState

#: Kinds of a ``PhaseRecord``.
ENTERED, REPORTED, CHECKED = "entered", "reported", "checked"


def case_of(actor: Actor, episode: Episode, *, day: date) -> Case:
    """Join what is known of a person on a day into a case.

    Targets of goals are left out: they stand, with their first values, in the goals' own rows.
    """
    facts = facts_of(episode)
    person = person_of(episode, day=day)
    return Case(
        title=episode.problem or "episode",
        day=day,
        person=person.person,
        wrist_height_m=facts.wrist_height_m,
        conditions=tuple(
            CaseCondition(condition=each.condition, side=each.side, since=each.since)
            for each in diagnoses_of(episode)
        ),
        weight_bearing=facts.weight_bearing,
        ordered_activities=facts.ordered_activities,
        safety_screen=_screen(answers_of(episode), day=day),
        vitals=newest_vitals(episode),
        assistance=facts.assistance,
        aid=facts.aid,
        home=facts.home,
        clinic_equipment=person.clinic_equipment,
        settings=facts.settings,
        beta_blocker=facts.beta_blocker,
        resting_heart_rate_bpm=facts.resting_heart_rate_bpm,
        circumstances=facts.circumstances,
        results=_entries(actor, episode, day=day),
        falls_answers=facts.falls_answers,
        goals=tuple(_wish(each) for each in open_goals(actor, episode)),
        therapist=facts.therapist,
        phases=phases_of(actor, episode),
    )


def known_of(
    actor: Actor,
    episode: Episode,
    *,
    day: date,
    findings: tuple[Finding, ...] | None = None,
) -> AlreadyKnown:
    """Give person, results and measures as they were scored at the time: nothing is scored anew.

    Parameters
    ----------
    findings
        Those that a therapist accepted; None lets the rules find them.
    """
    results = (*_scored(actor, episode, day=day), *_recorded(actor, episode, day=day))
    return AlreadyKnown(
        patient=person_of(episode, day=day),
        results=tuple(sorted(results, key=lambda each: each.tested_on)),
        measures=_measures(actor, episode),
        findings=findings,
    )


def worked(
    actor: Actor,
    episode: Episode,
    *,
    day: date,
    findings: tuple[Finding, ...] | None = None,
    case: Case | None = None,
) -> WorkedCase:
    """Work through what is known of a person on a day."""
    joined = case or case_of(actor, episode, day=day)
    known = known_of(actor, episode, day=day, findings=findings)
    patient = replace(known.patient, wishes=tuple(each.words for each in joined.goals))
    return work_through_known(joined, replace(known, patient=patient))


def _screen(answers: Sequence[PrecautionAnswer], *, day: date) -> SafetyScreen | None:
    """Write the answers as they hold on the day: one that expired is not answered."""
    if not answers:
        return None
    held = [each.held_on(day) for each in answers]
    return SafetyScreen(
        completed_on=day,
        present=tuple(
            CasePrecaution(code=each.code, bound=each.bound, note=each.note)
            for each in held
            if each.presence is Presence.PRESENT
        ),
        absent=tuple(each.code for each in held if each.presence is Presence.ABSENT),
        not_answered=tuple(each.code for each in held if each.presence is Presence.UNANSWERED),
    )


def newest_vitals(episode: Episode) -> Vitals | None:
    """Give the vital signs that were taken last; None where none were."""
    checks = SafetyCheck.objects.filter(episode=episode, vitals__isnull=False)
    newest = checks.order_by("-made_at", "-pk").first()
    return None if newest is None or not newest.vitals else opened(Vitals, newest.vitals)


def _tests(actor: Actor, episode: Episode, *, day: date) -> list[TestResult]:
    """List the results that nothing stands in the place of, in the order of their days."""
    rows = owned(actor, TestResult).filter(
        assessment__episode=episode, corrected_by__isnull=True, tested_on__lte=day
    )
    return [
        each
        for each in rows.order_by("tested_on", "made_at", "pk")
        if each.scored is not None and each.state != TestState.DISCARDED
    ]


def _entries(actor: Actor, episode: Episode, *, day: date) -> tuple[Entry, ...]:
    rows = _tests(actor, episode, day=day)
    return tuple(opened(Entry, each.entry) for each in rows if each.entry is not None)


def _scored(actor: Actor, episode: Episode, *, day: date) -> Iterator[Result]:
    for each in _tests(actor, episode, day=day):
        yield opened(Result, each.scored)


def _recorded(actor: Actor, episode: Episode, *, day: date) -> Iterator[Result]:
    """Yield the tests that analyses found, but those that were taken into an assessment."""
    taken = set(
        owned(actor, TestResult)
        .filter(assessment__episode=episode, run__isnull=False)
        .values_list("run_id", "instrument")
    )
    for run in runs_of(actor, episode):
        for result in results_of_run(run):
            if (run.pk, result.instrument) not in taken and result.tested_on <= day:
                yield result


def runs_of(actor: Actor, episode: Episode) -> "Sequence[AnalysisRun]":
    """List the analyses that hold, of the recordings of an episode, the oldest first."""
    rows = owned(actor, AnalysisRun).filter(recording__episode=episode, state=RunState.OK)
    return tuple(rows.order_by("made_at", "pk"))


def results_of_run(run: AnalysisRun) -> tuple[Result, ...]:
    """Give the tests that an analysis found in its recording."""
    document = run.document or {}
    return tuple(opened(Result, each) for each in document.get("results", ()))


def _measures(actor: Actor, episode: Episode) -> Mapping[str, Observed]:
    """Take the newest value of each measure of a recording, of each side."""
    rows = owned(actor, Observation).filter(
        episode=episode, run__isnull=False, value__isnull=False, code__in=MEASURES
    )
    held = rows.exclude(state=ObservationState.CORRECTED).order_by("observed_at", "made_at", "pk")
    newest: dict[tuple[str, str], Observation] = {(each.code, each.side): each for each in held}
    return observed_measures(
        Measure(
            definition=MEASURES[each.code],
            value=each.value,
            side=Side(each.side) if each.side else None,
            repeats_count=each.repeats_count or 0,
            uncertainty=NotComputed(reason="kept with the observation"),
        )
        for each in newest.values()
    )


def opened_goal(row: GoalRecord) -> Goal:
    """Read a goal with its events."""
    events = [each.event for each in sorted(row.events.all(), key=lambda each: each.number)]
    return opened(Goal, {**row.goal, "events": events})


def open_goals(actor: Actor, episode: Episode) -> tuple[Goal, ...]:
    """List the goals that are not closed, the oldest first."""
    rows = owned(actor, GoalRecord).filter(episode=episode).prefetch_related("events")
    goals = (opened_goal(each) for each in rows.order_by("made_at", "pk"))
    return tuple(each for each in goals if not each.status.is_closed)


def _wish(goal: Goal) -> CaseGoal:
    measure = goal.measure
    key = None
    if measure is not None:
        key = measure.key if measure.item is None else f"{measure.key}.{measure.item}"
    return CaseGoal(
        words=goal.words or goal.sentence,
        measure=key,
        side=None if measure is None else measure.side,
        outcomes=goal.outcomes,
    )


def phases_of(actor: Actor, episode: Episode) -> CasePhases:
    """Give what was decided on, reported and checked about phases."""
    rows = list(
        owned(actor, PhaseRecord)
        .filter(episode=episode)
        .select_related("made_by")
        .order_by("happened_on", "made_at", "pk")
    )
    return CasePhases(
        entered=tuple(
            PhaseEntered(phase=each.phase, since=each.happened_on, who=_who(each))
            for each in rows
            if each.kind == ENTERED
        ),
        reports=_answers_of(rows, REPORTED),
        checks=_answers_of(rows, CHECKED),
    )


def _answers_of(rows: Sequence[PhaseRecord], kind: str) -> tuple[PhaseAnswer, ...]:
    """Give the answers of a kind; of several on one day the last word counts."""
    last = {(each.criterion, each.happened_on): each for each in rows if each.kind == kind}
    return tuple(_answer(each) for each in last.values())


def _answer(row: PhaseRecord) -> PhaseAnswer:
    return PhaseAnswer(
        criterion=row.criterion,
        holds=bool(row.is_met),
        answered_on=row.happened_on,
        who=_who(row),
    )


def _who(row: PhaseRecord) -> str | None:
    return None if row.made_by is None else row.made_by.name or None


def episode_of(actor: Actor, episode_id: UUID) -> Episode:
    """Find an episode with its patient and clinic.

    Raises
    ------
    NotThere
        There is none that the actor may see.
    """
    rows = owned(actor, Episode).select_related("patient", "clinic")
    found = rows.filter(pk=episode_id).first()
    if found is None:
        raise NotThere("episode")
    return found
