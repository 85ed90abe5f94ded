"""A plan proposed from findings, goals, conditions, precautions, equipment and place.

The same inputs give the same plan. See docs/decisions/0142-how-a-plan-is-chosen.md.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from restride.clinical.aims import Aim, Outcome
from restride.clinical.care import Setting
from restride.clinical.content import content_versions
from restride.clinical.finding import Finding
from restride.clinical.patient import Patient
from restride.clinical.recommendation import Recommendation, recommendations
from restride.clinical.result import Result
from restride.clinical.safety.orders import refuse_contradictions
from restride.plan.exercise import Exercise
from restride.plan.library import exercise_versions, exercises, find_exercise
from restride.plan.plan import LeftOut, OpenQuestion, Plan, Prescription
from restride.plan.proposing.candidates import (
    Candidate,
    condition_points,
    fits_devices,
    made_for,
    needs_served,
    start_of,
    things_of,
)
from restride.plan.proposing.left_out import beside, left_out, missing, open_questions
from restride.plan.proposing.needs import Need, needs_of
from restride.plan.proposing.proposal_settings import ProposalSettings
from restride.plan.proposing.reasons import reasons_of
from restride.plan.proposing.selection import select
from restride.plan.proposing.start_levels import Domain, StartLevel, start_levels
from restride.plan.proposing.support import NO_SUPPORT, Support, support_of_all
from restride.plan.proposing.targets import resolve_targets
from restride.plan.proposing.weekly_load import weekly_load
from restride.plan.screening import Block, Restrictions, restrictions, screen
from restride.plan.stop_rules import stop_sets_for
from restride.terms import Side

_PLACES = (Setting.CLINIC, Setting.HOME)


def propose_plan(
    patient: Patient,
    *,
    day: date,
    findings: Sequence[Finding] = (),
    results: Sequence[Result] = (),
    goal_outcomes: Iterable[Outcome] = (),
    own: Mapping[str, float] | None = None,
    devices: frozenset[str] = frozenset(),
    settings: ProposalSettings | None = None,
) -> Plan:
    """Propose a plan.

    Parameters
    ----------
    day
        The day from which it would hold.
    findings, results
        What was found, and the tests that starting levels follow from.
    goal_outcomes
        What the person wants to be better.
    own
        The person's own values by metric id or "instrument.score", for targets.
    devices
        Walking aids that were chosen, beside the one in use, as words of the equipment.

    Returns
    -------
    Plan
        With everything that was left out and why, and every question that was not answered.

    Raises
    ------
    ContentError
        Orders or answers contradict each other, or are of a day to come.
    """
    settings = settings or ProposalSettings()
    view = _view(
        patient,
        day=day,
        findings=findings,
        results=results,
        goal_outcomes=goal_outcomes,
        devices=devices,
        settings=settings,
    )
    every = tuple(view.candidates())
    open_to = [each for each in every if view.is_open(each)]
    chosen = select(
        [each for each in open_to if not each.exercise.activity],
        weights={aim: need.weight for aim, need in view.needs.items()},
        settings=settings,
    )
    offered = tuple(each for each in open_to if each.exercise.activity and each.is_at_home)
    return _plan(
        view,
        findings=tuple(findings),
        prescriptions=_prescriptions(chosen, patient=patient, day=day, own=own or {}),
        activities=_prescriptions(offered, patient=patient, day=day, own=own or {}),
        left_out=left_out(every, (*chosen, *offered)),
        open_questions=open_questions(every, patient),
        missing=missing(findings=findings, chosen=chosen, levels=view.levels, patient=patient),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class OneExercise:
    """An exercise as a plan of a person would hold it, and what keeps it out."""

    row: Prescription
    blocks: tuple[Block, ...]
    #: Why a guideline advises against it for this person; None where none does.
    harm: str | None


def propose_one(
    exercise: Exercise,
    patient: Patient,
    *,
    setting: Setting,
    day: date,
    findings: Sequence[Finding] = (),
    results: Sequence[Result] = (),
    goal_outcomes: Iterable[Outcome] = (),
    own: Mapping[str, float] | None = None,
    settings: ProposalSettings | None = None,
) -> OneExercise:
    """Write the row of one exercise that a therapist asks for, whatever else would be chosen.

    Raises
    ------
    ContentError
        Orders or answers contradict each other, or are of a day to come.
    """
    settings = settings or ProposalSettings()
    view = _view(
        patient,
        day=day,
        findings=findings,
        results=results,
        goal_outcomes=goal_outcomes,
        devices=frozenset(),
        settings=settings,
    )
    under = restrictions(
        patient, day=day, setting=setting, allowed_early=dict(settings.allowed_early)
    )
    support = support_of_all(view.advice).get(exercise.id, NO_SUPPORT)
    found = view.candidate(exercise, under=under, support=support)
    harm = support.harm
    return OneExercise(
        row=_prescriptions((found,), patient=patient, day=day, own=own or {})[0],
        blocks=found.screened.blocks,
        harm=None if harm is None else f"{harm.guideline.intervention}: {harm.why}",
    )


def _view(
    patient: Patient,
    *,
    day: date,
    findings: Sequence[Finding],
    results: Sequence[Result],
    goal_outcomes: Iterable[Outcome],
    devices: frozenset[str],
    settings: ProposalSettings,
) -> "_View":
    refuse_contradictions(patient, day=day)
    return _View(
        patient=patient,
        day=day,
        needs=needs_of(findings, goal_outcomes=goal_outcomes, aid=patient.aid),
        levels=start_levels(results, set_by_therapist=settings.start_levels),
        advice=recommendations(patient, day=day),
        devices=devices | things_of(patient),
        settings=settings,
    )


def _plan(
    view: "_View",
    *,
    findings: tuple[Finding, ...],
    prescriptions: tuple[Prescription, ...],
    activities: tuple[Prescription, ...],
    left_out: tuple[LeftOut, ...],
    open_questions: tuple[OpenQuestion, ...],
    missing: tuple[str, ...],
) -> Plan:
    """Put a plan together with what is counted on it."""
    visits_count = view.settings.clinic_visits_count
    return Plan(
        made_on=view.day,
        content_versions=content_versions(),
        findings=findings,
        prescriptions=prescriptions,
        activities=activities,
        left_out=left_out,
        open_questions=open_questions,
        missing=missing,
        start_levels=tuple(view.levels.values()),
        weekly=weekly_load(
            prescriptions,
            activities=activities,
            patient=view.patient,
            day=view.day,
            visits_count=visits_count,
        ),
        visits_count=visits_count,
        beside=beside(view.advice),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _View:
    """All that an exercise is looked at with."""

    patient: Patient
    day: date
    needs: Mapping[Aim, Need]
    levels: Mapping[Domain, StartLevel]
    advice: Sequence[Recommendation]
    devices: frozenset[str]
    settings: ProposalSettings

    def candidates(self) -> Iterator[Candidate]:
        """Yield every exercise that anything speaks for, in every place of the person's care."""
        supported = support_of_all(self.advice)
        places = [
            restrictions(
                self.patient,
                day=self.day,
                setting=setting,
                allowed_early=dict(self.settings.allowed_early),
            )
            for setting in _PLACES
            if setting in self.patient.settings
        ]
        for exercise in exercises().values():
            support = supported.get(exercise.id, NO_SUPPORT)
            points = condition_points(exercise, self.patient)
            served = needs_served(exercise, needs=self.needs, support=support)
            if not (served or points) or not fits_devices(exercise, self.devices):
                continue
            for under in places:
                yield self.candidate(exercise, under=under, support=support)

    def candidate(self, exercise: Exercise, *, under: Restrictions, support: Support) -> Candidate:
        """Look at one exercise in one place."""
        return Candidate(
            exercise=exercise,
            setting=under.setting,
            screened=screen(exercise, under=under),
            support=support,
            start=start_of(exercise, self.levels),
            needs=needs_served(exercise, needs=self.needs, support=support),
            made_for=made_for(exercise, self.patient),
            for_condition_points=condition_points(exercise, self.patient),
        )

    def is_open(self, each: Candidate) -> bool:
        """Whether a candidate may be chosen."""
        return (
            each.screened.allowed
            and not each.too_hard
            and each.support.harm is None
            and each.exercise.id not in self.settings.without
        )


def _prescriptions(
    chosen: Sequence[Candidate], *, patient: Patient, day: date, own: Mapping[str, float]
) -> tuple[Prescription, ...]:
    """Write the rows, the clinic's first, by category and name."""
    stop_sets = {
        name: stop_sets_for(name, patient, day=day)
        for name in {each.exercise.stop_set for each in chosen}
    }
    rows = (
        _prescribe(each, patient=patient, own=own, stop_sets=stop_sets[each.exercise.stop_set])
        for each in chosen
    )
    return tuple(
        sorted(rows, key=lambda row: (row.setting != Setting.CLINIC, row.category, row.exercise))
    )


def _prescribe(
    each: Candidate, *, patient: Patient, own: Mapping[str, float], stop_sets: tuple[str, ...]
) -> Prescription:
    exercise = each.exercise
    return Prescription(
        exercise=exercise.id,
        content_version=exercise_versions()[exercise.id],
        category=exercise.category,
        setting=each.setting,
        supervision=each.screened.supervision,
        side=_side(exercise, patient=patient, candidate=each),
        level=exercise.level,
        dose=exercise.dose,
        dose_confidence=exercise.dose_confidence,
        targets=resolve_targets(exercise, patient=patient, own=own),
        feedback=exercise.feedback,
        limits=each.screened.limits,
        needs=exercise.needs,
        stop_sets=stop_sets,
        easier=_for_this_person(exercise.ladder.easier, patient),
        harder=_for_this_person(exercise.ladder.harder, patient),
        reasons=reasons_of(each),
    )


def _for_this_person(rungs: tuple[str, ...], patient: Patient) -> tuple[str, ...]:
    """Leave out rungs that are only for other conditions, or wrong for this person's."""
    own = patient.all_condition_ids
    rows = (find_exercise(each) for each in rungs)
    return tuple(
        row.id
        for row in rows
        if (not row.only_for or own.intersection(row.only_for))
        and own.isdisjoint(row.not_for or {})
    )


def _side(exercise: Exercise, *, patient: Patient, candidate: Candidate) -> Side | None:
    """Tell the side that trains: that of the finding, else of the condition, else both."""
    if not exercise.one_sided:
        return None
    sides = {finding.side for need in candidate.needs for finding in need.findings} - {None}
    sides = sides or {each.side for each in patient.diagnoses} - {None}
    return next(iter(sides)) if len(sides) == 1 else None
