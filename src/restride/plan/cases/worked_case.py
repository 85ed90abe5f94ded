"""A case worked through: results, gate, meanings, changes, findings, falls, plan and education."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from restride.clinical.change import Change, judge_change
from restride.clinical.falls.graph import falls_graphs
from restride.clinical.falls.walking import Path as FallsPath
from restride.clinical.falls.walking import walk
from restride.clinical.finding import Finding, Observed
from restride.clinical.findings import find_limits, observed_measures
from restride.clinical.interpretation import Interpretation, interpret
from restride.clinical.licence_pack import LicencePack
from restride.clinical.patient import Patient
from restride.clinical.result import Result, ScoreValue
from restride.clinical.safety.gate import Gate, safety_gate
from restride.clinical.safety.measured import with_measured
from restride.plan.cases.case import Case
from restride.plan.cases.case_file import patient_of, recorded_in, results_in
from restride.plan.cases.held_back import closed_programmes, held_back
from restride.plan.education import SelectedTopic, select_education
from restride.plan.goals.goal_proposals import outcomes_of, propose_goals
from restride.plan.goals.goals import Goal
from restride.plan.phases.phase_now import PhaseNow, phases_now
from restride.plan.plan import Plan
from restride.plan.programmes.programmes import Programmes, propose_programmes
from restride.plan.proposing.own_values import own_values
from restride.plan.proposing.proposal import propose_plan
from restride.plan.proposing.proposal_settings import ProposalSettings


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadScore:
    """One score with what it means for this person."""

    result: Result
    score: ScoreValue
    meaning: Interpretation | None


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkedCase:
    """Everything that follows from a case."""

    case: Case
    patient: Patient
    gate: Gate
    #: Typed in and from recordings, the oldest first.
    results: tuple[Result, ...]
    measures: Mapping[str, Observed]
    #: Of the newest result of each test.
    scores: tuple[ReadScore, ...]
    changes: tuple[Change, ...]
    findings: tuple[Finding, ...]
    #: The person's own first, then those of the weakest measures.
    goals: tuple[Goal, ...]
    #: Of each condition that phases are known for.
    phases: tuple[PhaseNow, ...]
    falls: tuple[FallsPath, ...]
    plan: Plan
    programmes: Programmes
    education: tuple[SelectedTopic, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AlreadyKnown:
    """What a clinic's record knows of a person, as it was scored and decided at the time."""

    patient: Patient
    results: tuple[Result, ...] = ()
    measures: Mapping[str, Observed] = field(default_factory=dict)
    #: Those that a therapist accepted; None lets the rules find them.
    findings: tuple[Finding, ...] | None = None


def work_through(case: Case, *, folder: Path, pack: LicencePack | None = None) -> WorkedCase:
    """Work a case through; the same case gives the same result.

    Parameters
    ----------
    folder
        From which the paths of recordings count.
    pack
        The clinic's licence pack.

    Raises
    ------
    ContentError
        Something in the case is not as it must be.
    """
    recorded, measured = recorded_in(case, folder=folder)
    known = AlreadyKnown(
        patient=patient_of(case),
        results=(*results_in(case, pack=pack), *recorded),
        measures=observed_measures(measured),
    )
    return work_through_known(case, known)


def work_through_known(case: Case, known: AlreadyKnown) -> WorkedCase:
    """Work a case through whose person, results, measures and findings are known already.

    The results and recordings that stand in the case itself are not looked at again.

    Raises
    ------
    ContentError
        Something in the case is not as it must be.
    """
    results, measures = _by_day(known.results), known.measures
    patient = with_measured(known.patient, results)
    findings = known.findings
    if findings is None:
        findings = find_limits(patient=patient, results=results, measures=measures, day=case.day)
    goals = _goals(case, patient=patient, results=results, findings=findings)
    own = own_values(results, measures)
    programmes = _programmes(case, patient=patient, results=results, findings=findings, own=own)
    plan = _plan(
        case,
        patient=patient,
        results=results,
        findings=findings,
        goals=goals,
        own=own,
        programmes=programmes,
    )
    gate = safety_gate(patient, case.vitals, day=case.day, activities=case.ordered_activities)
    return WorkedCase(
        case=case,
        patient=patient,
        gate=gate,
        results=results,
        measures=measures,
        scores=tuple(_read(_newest(results), patient=patient, case=case)),
        changes=tuple(_changes(results, patient=patient, case=case)),
        findings=findings,
        goals=goals,
        phases=_phases(case, patient=patient, results=results),
        falls=tuple(_falls(case, patient=patient, results=results)),
        plan=held_back(plan, gate),
        programmes=closed_programmes(programmes, gate),
        education=select_education(patient, findings, day=case.day),
    )


def _programmes(
    case: Case,
    *,
    patient: Patient,
    results: Sequence[Result],
    findings: Sequence[Finding],
    own: Mapping[str, float],
) -> Programmes:
    return propose_programmes(
        patient,
        day=case.day,
        results=results,
        findings=findings,
        own=own,
        wrist_height_m=case.wrist_height_m,
    )


def _by_day(results: Sequence[Result]) -> tuple[Result, ...]:
    return tuple(sorted(results, key=lambda each: each.tested_on))


def _goals(
    case: Case, *, patient: Patient, results: Sequence[Result], findings: Sequence[Finding]
) -> tuple[Goal, ...]:
    return propose_goals(
        case.goals, results=results, findings=findings, patient=patient, day=case.day
    )


def _plan(
    case: Case,
    *,
    patient: Patient,
    results: Sequence[Result],
    findings: Sequence[Finding],
    goals: Sequence[Goal],
    own: Mapping[str, float],
    programmes: Programmes,
) -> Plan:
    """Propose a plan; only the person's own goals weigh: the others come from findings."""
    return propose_plan(
        patient,
        day=case.day,
        findings=findings,
        results=results,
        goal_outcomes=outcomes_of(each for each in goals if each.words is not None),
        own=own,
        devices=frozenset(case.therapist.devices) or programmes.devices.equipment,
        settings=_settings(case),
    )


def _phases(case: Case, *, patient: Patient, results: Sequence[Result]) -> tuple[PhaseNow, ...]:
    known = case.phases
    return phases_now(
        patient,
        results=results,
        day=case.day,
        reports=known.reports,
        checks=known.checks,
        entered=known.entered,
    )


def _falls(case: Case, *, patient: Patient, results: Sequence[Result]) -> Iterator[FallsPath]:
    for graph in falls_graphs().values():
        ids = [each.id for each in graph.questions if each.id in case.falls_answers]
        answers = {each: case.falls_answers[each] for each in ids}
        yield walk(graph, answers, results=results, patient=patient, day=case.day)


def _settings(case: Case) -> ProposalSettings:
    therapist = case.therapist
    return ProposalSettings(
        home_exercises_count=therapist.home_exercises_count,
        clinic_exercises_count=therapist.clinic_exercises_count,
        clinic_visits_count=therapist.clinic_visits_count,
        allowed_early=therapist.allowed_early,
        start_levels=therapist.start_levels,
        without=therapist.without,
    )


def _newest(results: Sequence[Result]) -> tuple[Result, ...]:
    return tuple({each.instrument: each for each in results}.values())


def _read(results: Sequence[Result], *, patient: Patient, case: Case) -> Iterator[ReadScore]:
    for result in results:
        for score in result.scores:
            meaning = None
            if score.value is not None:
                meaning = interpret(
                    score.value,
                    instrument_id=result.instrument,
                    score_id=score.score,
                    item=score.item,
                    patient=patient,
                    circumstances=result.circumstances,
                    day=case.day,
                )
            yield ReadScore(result=result, score=score, meaning=meaning)


def _changes(results: Sequence[Result], *, patient: Patient, case: Case) -> Iterator[Change]:
    """Judge every score of a test that was done on several days: the last against the first."""
    by_test: dict[str, list[Result]] = {}
    for each in results:
        by_test.setdefault(each.instrument, []).append(each)
    for instrument_id, tests in by_test.items():
        first, last = tests[0].tested_on, tests[-1].tested_on
        now = [each for each in tests if each.tested_on == last]
        if first == last:
            continue
        before = [each for each in tests if each.tested_on == first]
        for score in _parts(now):
            yield judge_change(
                instrument_id=instrument_id,
                score_id=score.score,
                baselines=before,
                now=now,
                patient=patient,
                day=case.day,
                side=score.side,
                item=score.item,
            )


def _parts(now: Sequence[Result]) -> list[ScoreValue]:
    found: dict[tuple[object, ...], ScoreValue] = {}
    for result in now:
        for each in result.scores:
            found.setdefault((each.score, each.item, each.side), each)
    return list(found.values())
