"""Plans: drafted, edited, published, compared; held, gone on with, stopped; templates of them."""

from typing import Annotated, Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router, Status

from restride.records.actions.plan_templates import (
    apply_template,
    retire_template,
    save_template,
)
from restride.records.actions.plans import (
    discard_draft,
    draft_next,
    draft_plan,
    edit_plan,
    set_schedule,
)
from restride.records.actions.publishing import (
    hold_plan,
    publish_plan,
    resume_plan,
    stop_plan,
    withdraw_plan,
)
from restride.records.actors import Actor
from restride.records.models import ClinicContent, PlanRecord
from restride.records.queries.plan_templates import list_templates
from restride.records.queries.plans import (
    compare_plans,
    list_plans,
    read_plan,
    read_plan_in_force,
)
from restride.web.api.asking import actor_in, tell_version, version_in
from restride.web.api.bodies import PageAnswer, PageCount
from restride.web.api.care_bodies import Day
from restride.web.api.plan_bodies import (
    AppliedTemplateAnswer,
    PlanAnswer,
    PlanDifferenceAnswer,
    PlanDraftBody,
    PlanEditsBody,
    PlanPublishBody,
    PlanReasonBody,
    PlanScheduleBody,
    PlanStopBody,
    PlanVersionAnswer,
    PublishedPlanAnswer,
    TemplateAnswer,
    TemplateApplyBody,
    TemplateSaveBody,
    difference_answer,
    plan_answer,
)

router = Router(tags=["plans"])


def _told(actor: Actor, row: PlanRecord, response: HttpResponse) -> dict[str, Any]:
    """Answer with a version as it now is."""
    tell_version(response, row)
    return plan_answer(read_plan(actor, row.pk))


@router.post("/episodes/{episode_id}/plans", response={201: PlanAnswer}, operation_id="plan_draft")
def draft(
    request: HttpRequest, episode_id: UUID, body: PlanDraftBody, response: HttpResponse
) -> Status[dict[str, Any]]:
    """Draft a plan from what was accepted; a draft that stands is drafted anew."""
    actor = actor_in(request)
    row = draft_plan(actor, episode_id, decisions=body.decisions())
    return Status(201, _told(actor, row, response))


@router.get(
    "/episodes/{episode_id}/plans",
    response=list[PlanVersionAnswer],
    operation_id="plan_read_list",
)
def list_all(request: HttpRequest, episode_id: UUID) -> list[PlanRecord]:
    """List the versions of an episode, the newest first."""
    return list_plans(actor_in(request), episode_id)


@router.get(
    "/episodes/{episode_id}/plan-in-force",
    response=PlanAnswer,
    operation_id="plan_read_in_force",
)
def in_force(
    request: HttpRequest, episode_id: UUID, response: HttpResponse, day: Day | None = None
) -> dict[str, Any]:
    """Read the version that holds on a day, today where none is named."""
    found = read_plan_in_force(actor_in(request), episode_id, day=day)
    tell_version(response, found.row)
    return plan_answer(found)


@router.get("/plans/{plan_id}", response=PlanAnswer, operation_id="plan_read")
def read(request: HttpRequest, plan_id: UUID, response: HttpResponse) -> dict[str, Any]:
    """Read one version; of a draft also what keeps it from being published."""
    found = read_plan(actor_in(request), plan_id)
    tell_version(response, found.row)
    return plan_answer(found)


@router.get(
    "/plans/{plan_id}/difference",
    response=PlanDifferenceAnswer,
    operation_id="plan_read_difference",
)
def compare(
    request: HttpRequest, plan_id: UUID, before: Annotated[UUID, Query()]
) -> dict[str, Any]:
    """Tell what differs from another version of the same person."""
    return difference_answer(compare_plans(actor_in(request), plan_id, before_id=before))


@router.post("/plans/{plan_id}/next", response={201: PlanAnswer}, operation_id="plan_draft_next")
def following(
    request: HttpRequest, plan_id: UUID, response: HttpResponse
) -> Status[dict[str, Any]]:
    """Draft the next version from a published one."""
    actor = actor_in(request)
    return Status(201, _told(actor, draft_next(actor, plan_id), response))


@router.patch("/plans/{plan_id}", response=PlanAnswer, operation_id="plan_edit")
def edit(
    request: HttpRequest, plan_id: UUID, body: PlanEditsBody, response: HttpResponse
) -> dict[str, Any]:
    """Edit rows; everything is screened anew."""
    actor = actor_in(request)
    row = edit_plan(
        actor,
        plan_id,
        tuple(each.edit() for each in body.edits),
        allowed_early=body.allowed_early,
        version=version_in(request),
    )
    return _told(actor, row, response)


@router.put("/plans/{plan_id}/schedule", response=PlanAnswer, operation_id="plan_edit_schedule")
def schedule(
    request: HttpRequest, plan_id: UUID, body: PlanScheduleBody, response: HttpResponse
) -> dict[str, Any]:
    """Set when home sessions are due."""
    actor = actor_in(request)
    told = None if body.schedule is None else body.schedule.schedule()
    row = set_schedule(actor, plan_id, told, version=version_in(request))
    return _told(actor, row, response)


@router.post("/plans/{plan_id}/discard", response=PlanAnswer, operation_id="plan_edit_discard")
def discard(request: HttpRequest, plan_id: UUID, response: HttpResponse) -> dict[str, Any]:
    """Give a draft up."""
    actor = actor_in(request)
    return _told(actor, discard_draft(actor, plan_id, version=version_in(request)), response)


@router.post("/plans/{plan_id}/publish", response=PublishedPlanAnswer, operation_id="plan_publish")
def publish(
    request: HttpRequest, plan_id: UUID, body: PlanPublishBody, response: HttpResponse
) -> dict[str, Any]:
    """Let a draft hold from a day on."""
    actor = actor_in(request)
    done = publish_plan(
        actor,
        plan_id,
        effective_from=body.effective_from,
        why=body.why,
        version=version_in(request),
    )
    told = _told(actor, done.row, response)
    return {**told, "changed_since_draft": list(done.changed_since_draft)}


@router.post("/plans/{plan_id}/hold", response=PlanAnswer, operation_id="plan_stop_hold")
def hold(
    request: HttpRequest, plan_id: UUID, body: PlanReasonBody, response: HttpResponse
) -> dict[str, Any]:
    """Hold a plan from today on."""
    actor = actor_in(request)
    row = hold_plan(actor, plan_id, why=body.why, version=version_in(request))
    return _told(actor, row, response)


@router.post("/plans/{plan_id}/resume", response=PlanAnswer, operation_id="plan_publish_resume")
def resume(request: HttpRequest, plan_id: UUID, response: HttpResponse) -> dict[str, Any]:
    """Go on with a plan that was held."""
    actor = actor_in(request)
    return _told(actor, resume_plan(actor, plan_id, version=version_in(request)), response)


@router.post("/plans/{plan_id}/stop", response=PlanAnswer, operation_id="plan_stop")
def stop(
    request: HttpRequest, plan_id: UUID, body: PlanStopBody, response: HttpResponse
) -> dict[str, Any]:
    """End a plan from a day on."""
    actor = actor_in(request)
    row = stop_plan(
        actor,
        plan_id,
        from_day=body.from_day,
        why=body.why,
        is_completed=body.is_completed,
        version=version_in(request),
    )
    return _told(actor, row, response)


@router.post("/plans/{plan_id}/withdraw", response=PlanAnswer, operation_id="plan_stop_withdraw")
def withdraw(
    request: HttpRequest, plan_id: UUID, body: PlanReasonBody, response: HttpResponse
) -> dict[str, Any]:
    """Take a published version back before its day."""
    actor = actor_in(request)
    row = withdraw_plan(actor, plan_id, why=body.why, version=version_in(request))
    return _told(actor, row, response)


@router.post(
    "/plans/{plan_id}/templates",
    response={201: TemplateAnswer},
    operation_id="content_edit_template",
)
def keep_template(
    request: HttpRequest, plan_id: UUID, body: TemplateSaveBody
) -> Status[ClinicContent]:
    """Keep the rows of a plan as a template."""
    return Status(201, save_template(actor_in(request), plan_id, name=body.name, code=body.code))


@router.get(
    "/plan-templates",
    response=PageAnswer[TemplateAnswer],
    operation_id="content_edit_template_list",
)
def templates(
    request: HttpRequest, after: UUID | None = None, most_count: PageCount = 50
) -> dict[str, Any]:
    """List the templates of the clinic that are in use, the newest first."""
    page = list_templates(actor_in(request), after=after, most_count=most_count)
    return {"items": page.rows, "next_after": page.next_after}


@router.post(
    "/plan-templates/{template_id}/retire",
    response=TemplateAnswer,
    operation_id="content_edit_template_retire",
)
def retire(request: HttpRequest, template_id: UUID) -> ClinicContent:
    """Use a template no longer."""
    return retire_template(actor_in(request), template_id)


@router.post(
    "/plans/{plan_id}/apply-template",
    response=AppliedTemplateAnswer,
    operation_id="plan_edit_template",
)
def use_template(
    request: HttpRequest, plan_id: UUID, body: TemplateApplyBody, response: HttpResponse
) -> dict[str, Any]:
    """Put the rows of a template into a draft, each screened for the person."""
    actor = actor_in(request)
    done = apply_template(actor, plan_id, template_id=body.template_id, version=version_in(request))
    return {**_told(actor, done.row, response), "left_out": list(done.left_out)}
