"""Templates: rows of a plan that a clinic keeps, and puts into the drafts of others."""

from dataclasses import dataclass
from typing import Final
from uuid import UUID

from restride.clinical.care import Setting
from restride.plan.dose import Dose
from restride.plan.editing import RowAddition, edited_plan
from restride.plan.plan import Plan, Prescription
from restride.plan.screened_plan import ExerciseBlocked, PlanSituation
from restride.records.acting import acting
from restride.records.actors import Actor
from restride.records.by_the_rules import by_the_rules
from restride.records.cases import episode_of
from restride.records.documents import opened, written
from restride.records.editing import saved
from restride.records.locking import hold
from restride.records.models import Clinic, ClinicContent, PlanRecord
from restride.records.plan_situations import situation_of
from restride.records.refusals import Conflict, NotAllowed, NotThere
from restride.records.scopes import the_row
from restride.visit.moves import moved
from restride.visit.states import ContentState, PlanState

#: Of ``ClinicContent.kind``.
TEMPLATE: Final = "template"


@dataclass(frozen=True, slots=True, kw_only=True)
class TemplateRow:
    """A row as every person would get it: nothing of the one it was made for."""

    exercise: str
    setting: Setting
    dose: Dose


@dataclass(frozen=True, slots=True, kw_only=True)
class Template:
    """Rows that belong together."""

    name: str
    rows: tuple[TemplateRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Applied:
    """A draft with the rows of a template, and those that were left out, with why."""

    row: PlanRecord
    left_out: tuple[str, ...]


def save_template(actor: Actor, plan_id: UUID, *, name: str, code: str) -> ClinicContent:
    """Keep the rows of a plan as a template of the clinic; saved again, it gets the next number.

    Raises
    ------
    NotThere
        There is no such plan for the actor.
    Conflict
        It has no rows.
    """
    with acting(actor, "content.edit") as act:
        plan = opened(Plan, the_row(actor, PlanRecord, plan_id).plan)
        if not plan.prescriptions:
            raise Conflict("A template needs at least one row, and the plan has none. Add one.")
        if actor.user_id is None:
            raise NotAllowed("A template has an author, and a program is none. Ask a therapist.")
        template = Template(name=name, rows=tuple(_common(each) for each in plan.prescriptions))
        hold(Clinic.objects.get(pk=actor.clinic_id))
        known = ClinicContent.objects.filter(clinic_id=actor.clinic_id, kind=TEMPLATE, code=code)
        row = ClinicContent.objects.create(
            clinic_id=actor.clinic_id,
            kind=TEMPLATE,
            code=code,
            number=known.count() + 1,
            content=written(template),
            author_id=actor.user_id,
        )
        act.about(row, code=code, number=row.number)
    return row


def _common(row: Prescription) -> TemplateRow:
    return TemplateRow(exercise=row.exercise, setting=row.setting, dose=row.dose)


def apply_template(actor: Actor, plan_id: UUID, *, template_id: UUID, version: int) -> Applied:
    """Put the rows of a template into a draft, each screened for the person.

    Raises
    ------
    NotThere, Stale
        There is no such plan or template for the actor; somebody else edited the plan first.
    Conflict
        The plan is no draft, or the template is retired.
    """
    with acting(actor, "plan.edit") as act:
        row = the_row(actor, PlanRecord, plan_id)
        if row.state != PlanState.DRAFT:
            raise Conflict(f"A template is put into a draft, and this is {row.state}. Draft anew.")
        template = _template(actor, template_id)
        situation = situation_of(actor, episode_of(actor, row.episode_id), row)
        plan = opened(Plan, row.plan)
        left_out: list[str] = []
        for each in template.rows:
            plan = _with(plan, each, situation=situation, left_out=left_out)
        row.plan = written(plan)
        saved(row, version=version)
        act.about(row, template=str(template_id), left_out=left_out)
    return Applied(row=row, left_out=tuple(left_out))


def _template(actor: Actor, template_id: UUID) -> Template:
    rows = ClinicContent.objects.filter(clinic_id=actor.clinic_id, kind=TEMPLATE)
    row = rows.filter(pk=template_id).first()
    if row is None:
        raise NotThere("template")
    if row.state == ContentState.RETIRED:
        raise Conflict("The template is retired and no longer used. Choose another.")
    return opened(Template, row.content)


def _with(
    plan: Plan, wanted: TemplateRow, *, situation: PlanSituation, left_out: list[str]
) -> Plan:
    """Add a row with the template's dose; one that is in already stays as it is."""
    if any(
        (each.exercise, each.setting) == (wanted.exercise, wanted.setting)
        for each in plan.prescriptions
    ):
        return plan
    addition = RowAddition(exercise=wanted.exercise, setting=wanted.setting, dose=wanted.dose)
    with by_the_rules():
        try:
            return edited_plan(plan, (addition,), situation=situation)
        except ExerciseBlocked as blocked:
            left_out.append(str(blocked))
            return plan


def retire_template(actor: Actor, template_id: UUID) -> ClinicContent:
    """Use a template no longer; plans that were made with it stay as they are.

    Raises
    ------
    NotThere
        The clinic has no such template.
    ImpossibleMove
        It is retired already.
    """
    with acting(actor, "content.edit") as act:
        row = ClinicContent.objects.filter(
            clinic_id=actor.clinic_id, kind=TEMPLATE, pk=template_id
        ).first()
        if row is None:
            raise NotThere("template")
        hold(row)
        row.state = moved(row.state, ContentState.RETIRED, thing="template")
        row.save(update_fields=["state"])
        act.about(row, code=row.code)
    return row
