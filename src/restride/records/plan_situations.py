"""For whom a plan is drafted, edited and published: what is known now, and what was decided."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from restride.clinical.finding import Finding
from restride.clinical.safety.measured import with_measured
from restride.plan.cases.case import Case
from restride.plan.goals.goal_proposals import outcomes_of
from restride.plan.proposing.own_values import own_values
from restride.plan.proposing.proposal_settings import ProposalSettings
from restride.plan.screened_plan import PlanSituation
from restride.records import clock
from restride.records.actors import Actor
from restride.records.cases import case_of, known_of, open_goals
from restride.records.documents import opened
from restride.records.models import Episode, FindingRecord, PlanRecord
from restride.records.queries.facts import facts_of
from restride.records.scopes import owned
from restride.visit.states import FindingState


def accepted_findings(actor: Actor, episode: Episode) -> tuple[Finding, ...]:
    """Give what the therapist accepted, in the therapist's own words, the gravest first."""
    rows = owned(actor, FindingRecord).filter(
        episode=episode,
        state__in=(FindingState.ACCEPTED, FindingState.EDITED),
        withdrawn_at__isnull=True,
    )
    found = [as_decided(each) for each in rows.order_by("made_at", "pk")]
    return tuple(sorted(found, key=lambda each: each.weight.rank))


def as_decided(row: FindingRecord) -> Finding:
    """Read a finding with the sentence that the therapist gave it."""
    finding = opened(Finding, row.proposed)
    return finding if row.sentence is None else replace(finding, sentence=row.sentence)


def decided_case(actor: Actor, episode: Episode, *, decisions: Mapping[str, object]) -> Case:
    """Join the case as of today, with what was decided on a plan above what is usual."""
    case = case_of(actor, episode, day=today_of(episode))
    early = {**case.therapist.allowed_early, **_reasons(decisions, "allowed_early")}
    without = dict.fromkeys((*case.therapist.without, *_reasons(decisions, "without")))
    therapist = replace(case.therapist, allowed_early=early, without=tuple(without))
    return replace(case, therapist=therapist)


def _reasons(decisions: Mapping[str, object], name: str) -> dict[str, str]:
    """Give exercises with the reasons that were kept for them."""
    kept = decisions.get(name)
    return dict(kept) if isinstance(kept, Mapping) else {}


def situation_of(actor: Actor, episode: Episode, row: PlanRecord) -> PlanSituation:
    """Gather what a plan is edited with today."""
    today = today_of(episode)
    findings = accepted_findings(actor, episode)
    known = known_of(actor, episode, day=today, findings=findings)
    therapist = facts_of(episode).therapist
    early = {**therapist.allowed_early, **_reasons(row.decisions, "allowed_early")}
    return PlanSituation(
        patient=with_measured(known.patient, known.results),
        day=today,
        findings=findings,
        results=known.results,
        goal_outcomes=outcomes_of(open_goals(actor, episode)),
        own=own_values(known.results, known.measures),
        settings=ProposalSettings(
            home_exercises_count=therapist.home_exercises_count,
            clinic_exercises_count=therapist.clinic_exercises_count,
            clinic_visits_count=therapist.clinic_visits_count,
            start_levels=therapist.start_levels,
            allowed_early=early,
        ),
    )


def today_of(episode: Episode) -> date:
    """Tell the day at the clinic: its answers, tests and plans are dated by it."""
    return clock.today(episode.clinic.time_zone)
