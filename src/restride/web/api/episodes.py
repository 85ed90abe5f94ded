"""Episodes: opened, held, ended, taken up again; what is known in them; plans of care."""

from datetime import date
from typing import Annotated, Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from ninja import Router, Status
from pydantic import Field

from restride.clinical.patient import Diagnosis
from restride.records.actions.episodes import (
    Referral,
    cancel_episode,
    discharge_episode,
    edit_episode,
    hold_episode,
    open_episode,
    reopen_episode,
    resume_episode,
    start_episode,
)
from restride.records.actions.facts import set_facts
from restride.records.actions.plans_of_care import (
    CareDates,
    edit_plan_of_care,
    end_plan_of_care,
    start_plan_of_care,
)
from restride.records.models import Episode, PlanOfCare
from restride.records.queries.episodes import (
    list_episodes,
    list_plans_of_care,
    read_due,
    read_episode,
)
from restride.visit.care_words import DischargeReason, EpisodeStep
from restride.visit.due import Due
from restride.visit.states import EpisodeState
from restride.web.api.asking import actor_in, tell_version, version_in
from restride.web.api.bodies import Answer, Body, Line, PageAnswer, PageCount, Text
from restride.web.api.care_bodies import ConditionBody, Day, DueAnswer, FactsBody

router = Router(tags=["episodes"])


class ReferralBody(Body):
    """What an episode is about, and who sent the person."""

    conditions: Annotated[list[ConditionBody], Field(min_length=1, max_length=20)]
    problem: Line | None = None
    referrer: Line | None = None
    started_on: Day | None = None

    def referral(self) -> Referral:
        """Give it to the record."""
        return Referral(
            conditions=tuple(Diagnosis(**each.dict()) for each in self.conditions),
            problem=self.problem,
            referrer=self.referrer,
            started_on=self.started_on,
        )


class EpisodeOpenBody(ReferralBody):
    """An episode to open."""

    is_planned: bool = False


class EpisodeReasonBody(Body):
    """Why something is done."""

    why: Text


class EpisodeDischargeBody(Body):
    """Why an episode ends, and what came of it."""

    reason: DischargeReason
    outcome: Text | None = None


class CareDatesBody(Body):
    """When a plan of care began, was certified, ends, and is reported on next."""

    started_on: Day
    certified_on: Day | None = None
    expires_on: Day | None = None
    progress_report_due_on: Day | None = None

    def dates(self) -> CareDates:
        """Give them to the record."""
        return CareDates(**self.dict())


class EpisodeStepAnswer(Answer):
    """Something that became of an episode."""

    step: EpisodeStep
    on: date
    why: str | None = None
    reason: DischargeReason | None = None


class EpisodeAnswer(Answer):
    """An episode."""

    id: UUID
    patient_id: UUID
    version: int
    state: EpisodeState
    conditions: list[ConditionBody]
    problem: str | None
    referrer: str | None
    started_on: date | None
    ended_on: date | None
    discharge_reason: DischargeReason | None
    outcome: str | None
    history: list[EpisodeStepAnswer]


class EpisodeFactsAnswer(EpisodeAnswer):
    """An episode, and what is known in it."""

    facts: FactsBody


class PlanOfCareAnswer(Answer):
    """The dates of a plan of care."""

    id: UUID
    episode_id: UUID
    version: int
    started_on: date
    certified_on: date | None
    expires_on: date | None
    progress_report_due_on: date | None
    is_over: bool

    @staticmethod
    def resolve_is_over(row: PlanOfCare) -> bool:
        """Whether nothing of it is due any more."""
        return row.ended_at is not None


@router.post(
    "/patients/{patient_id}/episodes",
    response={201: EpisodeFactsAnswer},
    operation_id="episode_open",
)
def open_one(
    request: HttpRequest, patient_id: UUID, body: EpisodeOpenBody, response: HttpResponse
) -> Status[Episode]:
    """Open an episode."""
    episode = open_episode(
        actor_in(request), patient_id, body.referral(), is_planned=body.is_planned
    )
    tell_version(response, episode)
    return Status(201, episode)


@router.get(
    "/patients/{patient_id}/episodes",
    response=PageAnswer[EpisodeAnswer],
    operation_id="episode_read_list",
)
def list_all(
    request: HttpRequest, patient_id: UUID, after: UUID | None = None, most_count: PageCount = 50
) -> dict[str, Any]:
    """List the episodes of a patient, the newest first."""
    page = list_episodes(actor_in(request), patient_id, after=after, most_count=most_count)
    return {"items": page.rows, "next_after": page.next_after}


@router.get("/episodes/{episode_id}", response=EpisodeFactsAnswer, operation_id="episode_read")
def read(request: HttpRequest, episode_id: UUID, response: HttpResponse) -> Episode:
    """Read an episode with what is known in it."""
    episode = read_episode(actor_in(request), episode_id)
    tell_version(response, episode)
    return episode


@router.get("/episodes/{episode_id}/care-due", response=list[DueAnswer], operation_id="episode_due")
def due(request: HttpRequest, episode_id: UUID) -> list[Due]:
    """Tell what is due in an episode today."""
    return list(read_due(actor_in(request), episode_id))


@router.put("/episodes/{episode_id}", response=EpisodeFactsAnswer, operation_id="episode_edit")
def edit(
    request: HttpRequest, episode_id: UUID, body: ReferralBody, response: HttpResponse
) -> Episode:
    """Change what an episode is about."""
    episode = edit_episode(
        actor_in(request), episode_id, body.referral(), version=version_in(request)
    )
    tell_version(response, episode)
    return episode


@router.patch(
    "/episodes/{episode_id}/facts",
    response=EpisodeFactsAnswer,
    operation_id="episode_edit_facts",
)
def edit_facts(
    request: HttpRequest, episode_id: UUID, body: FactsBody, response: HttpResponse
) -> Episode:
    """Set some parts of what is known, each as a whole; what is not sent stays."""
    episode = set_facts(actor_in(request), episode_id, body.parts(), version=version_in(request))
    tell_version(response, episode)
    return episode


@router.post(
    "/episodes/{episode_id}/start", response=EpisodeAnswer, operation_id="episode_edit_start"
)
def start(request: HttpRequest, episode_id: UUID) -> Episode:
    """Begin a planned episode today."""
    return start_episode(actor_in(request), episode_id)


@router.post(
    "/episodes/{episode_id}/hold", response=EpisodeAnswer, operation_id="episode_edit_hold"
)
def hold(request: HttpRequest, episode_id: UUID, body: EpisodeReasonBody) -> Episode:
    """Hold an episode for a while."""
    return hold_episode(actor_in(request), episode_id, why=body.why)


@router.post(
    "/episodes/{episode_id}/resume", response=EpisodeAnswer, operation_id="episode_edit_resume"
)
def resume(request: HttpRequest, episode_id: UUID) -> Episode:
    """Go on after a hold."""
    return resume_episode(actor_in(request), episode_id)


@router.post(
    "/episodes/{episode_id}/cancel", response=EpisodeAnswer, operation_id="episode_edit_cancel"
)
def cancel(request: HttpRequest, episode_id: UUID, body: EpisodeReasonBody) -> Episode:
    """Take back an episode in which nothing happened."""
    return cancel_episode(actor_in(request), episode_id, why=body.why)


@router.post(
    "/episodes/{episode_id}/discharge", response=EpisodeAnswer, operation_id="episode_discharge"
)
def discharge(
    request: HttpRequest, episode_id: UUID, body: EpisodeDischargeBody, response: HttpResponse
) -> Episode:
    """End an episode."""
    episode = discharge_episode(
        actor_in(request),
        episode_id,
        reason=body.reason,
        outcome=body.outcome,
        version=version_in(request),
    )
    tell_version(response, episode)
    return episode


@router.post("/episodes/{episode_id}/reopen", response=EpisodeAnswer, operation_id="episode_reopen")
def reopen(request: HttpRequest, episode_id: UUID, body: EpisodeReasonBody) -> Episode:
    """Take an episode up again, with its history."""
    return reopen_episode(actor_in(request), episode_id, why=body.why)


@router.post(
    "/episodes/{episode_id}/plans-of-care",
    response={201: PlanOfCareAnswer},
    operation_id="plan_of_care_edit_start",
)
def start_plan(
    request: HttpRequest, episode_id: UUID, body: CareDatesBody, response: HttpResponse
) -> Status[PlanOfCare]:
    """Start a plan of care; the one before ends."""
    plan = start_plan_of_care(actor_in(request), episode_id, body.dates())
    tell_version(response, plan)
    return Status(201, plan)


@router.get(
    "/episodes/{episode_id}/plans-of-care",
    response=list[PlanOfCareAnswer],
    operation_id="plan_of_care_read",
)
def list_plans(request: HttpRequest, episode_id: UUID) -> list[PlanOfCare]:
    """List the plans of care of an episode, the newest first."""
    return list(list_plans_of_care(actor_in(request), episode_id))


@router.put("/plans-of-care/{plan_id}", response=PlanOfCareAnswer, operation_id="plan_of_care_edit")
def edit_plan(
    request: HttpRequest, plan_id: UUID, body: CareDatesBody, response: HttpResponse
) -> PlanOfCare:
    """Change the dates of a plan of care."""
    plan = edit_plan_of_care(actor_in(request), plan_id, body.dates(), version=version_in(request))
    tell_version(response, plan)
    return plan


@router.post(
    "/plans-of-care/{plan_id}/end",
    response=PlanOfCareAnswer,
    operation_id="plan_of_care_edit_end",
)
def end_plan(request: HttpRequest, plan_id: UUID) -> PlanOfCare:
    """End a plan of care."""
    return end_plan_of_care(actor_in(request), plan_id)
