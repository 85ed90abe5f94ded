"""What plans and their edits are on the wire."""

from datetime import date, datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from pydantic import Field

from restride.clinical.care import Setting
from restride.plan.adherence.schedule import Schedule, Weekday
from restride.plan.difference import PlanDifference
from restride.plan.dose import Per
from restride.plan.dose_edits import DoseEdit
from restride.plan.editing import PlanEdit, RowAddition, RowRemoval, SideEdit, VisitsEdit
from restride.plan.plan import Plan
from restride.plan.screened_plan import BlockedRow
from restride.records.actions.plans import PlanDecisions
from restride.records.queries.plans import OpenedPlan
from restride.terms import Side
from restride.visit.states import PlanState
from restride.web.api.bodies import Answer, Body, Line, Name, Text
from restride.web.api.care_bodies import Day

_Count = Annotated[int, Field(ge=1, le=200)]
_TimeS = Annotated[float, Field(ge=0, le=7200)]
_Reasons = Annotated[dict[Name, Line], Field(max_length=100)]


class DoseEditBody(Body):
    """Another dose of a row; what is null stays."""

    kind: Literal["dose"]
    key: Name
    sets_count: _Count | None = None
    repetitions_count: _Count | None = None
    hold_start_s: _TimeS | None = None
    hold_goal_s: _TimeS | None = None
    work_s: _TimeS | None = None
    rest_s: _TimeS | None = None
    load: Annotated[float, Field(ge=0, le=500)] | None = None
    per: Per | None = None
    min_count: Annotated[int, Field(ge=1, le=12)] | None = None
    max_count: Annotated[int, Field(ge=1, le=12)] | None = None

    def edit(self) -> PlanEdit:
        """Give it to the plan."""
        return DoseEdit(**self.dict(exclude={"kind"}))


class SideEditBody(Body):
    """Another side of a row; null is both."""

    kind: Literal["side"]
    key: Name
    side: Side | None

    def edit(self) -> PlanEdit:
        """Give it to the plan."""
        return SideEdit(key=self.key, side=self.side)


class RowRemovalBody(Body):
    """A row that is taken out, and why."""

    kind: Literal["remove"]
    key: Name
    why: Line

    def edit(self) -> PlanEdit:
        """Give it to the plan."""
        return RowRemoval(key=self.key, why=self.why)


class RowAdditionBody(Body):
    """An exercise of the library that is put in."""

    kind: Literal["add"]
    exercise: Name
    setting: Setting
    side: Side | None = None

    def edit(self) -> PlanEdit:
        """Give it to the plan."""
        return RowAddition(exercise=self.exercise, setting=self.setting, side=self.side)


class VisitsEditBody(Body):
    """Another number of visits to the clinic in a week."""

    kind: Literal["visits"]
    visits_count: Annotated[int, Field(ge=0, le=7)]

    def edit(self) -> PlanEdit:
        """Give it to the plan."""
        return VisitsEdit(visits_count=self.visits_count)


PlanEditBody = Annotated[
    DoseEditBody | SideEditBody | RowRemovalBody | RowAdditionBody | VisitsEditBody,
    Field(discriminator="kind"),
]


class PlanEditsBody(Body):
    """Edits, made one after the other; all of them or none."""

    edits: Annotated[list[PlanEditBody], Field(max_length=100)] = Field(default_factory=list)
    #: Exercises allowed before the content does, and why.
    allowed_early: _Reasons = Field(default_factory=dict)


class PlanDraftBody(Body):
    """What a therapist decides before a plan is drafted."""

    allowed_early: _Reasons = Field(default_factory=dict)
    without: _Reasons = Field(default_factory=dict)

    def decisions(self) -> PlanDecisions:
        """Give them to the record."""
        return PlanDecisions(allowed_early=self.allowed_early, without=self.without)


class ScheduleBody(Body):
    """When home sessions are due: one of a count a week, named days and a count a day."""

    per_week_count: Annotated[int, Field(ge=1, le=7)] | None = None
    min_gap_days: Annotated[int, Field(ge=1, le=7)] = 1
    weekdays: Annotated[list[Weekday], Field(max_length=7)] = Field(default_factory=list)
    daily_count: Annotated[int, Field(ge=1, le=12)] | None = None

    def schedule(self) -> Schedule:
        """Give it to the record."""
        return Schedule(
            per_week_count=self.per_week_count,
            min_gap_days=self.min_gap_days,
            weekdays=frozenset(self.weekdays),
            daily_count=self.daily_count,
        )


class PlanScheduleBody(Body):
    """A schedule; null is as often as the plan's rows say."""

    schedule: ScheduleBody | None


class PlanPublishBody(Body):
    """From which day a plan holds."""

    effective_from: Day
    why: Text | None = None


class PlanReasonBody(Body):
    """Why something is done."""

    why: Text


class PlanStopBody(PlanReasonBody):
    """From which day nothing of a plan holds."""

    from_day: Day
    is_completed: bool = False


class TemplateSaveBody(Body):
    """Under which name rows are kept."""

    name: Name
    code: Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]{0,59}$")]


class TemplateApplyBody(Body):
    """A template whose rows are put in."""

    template_id: UUID


class ScheduleAnswer(Answer):
    """When home sessions are due."""

    per_week_count: int | None
    min_gap_days: int
    weekdays: list[Weekday]
    daily_count: int | None


class BlockAnswer(Answer):
    """One thing that keeps an exercise out."""

    rule: str
    code: str
    words: str


class BlockedRowAnswer(Answer):
    """A row that may not be done as things stand, and what to do."""

    key: str
    exercise: str
    words: str
    blocks: list[BlockAnswer]


class PlanVersionAnswer(Answer):
    """One version of a plan, without its rows."""

    id: UUID
    patient_id: UUID
    episode_id: UUID
    version: int
    number: int
    state: PlanState
    effective_from: date | None
    effective_to: date | None
    why: str | None
    published_at: datetime | None
    published_by_id: UUID | None
    based_on_id: UUID | None


class PlanAnswer(PlanVersionAnswer):
    """One version of a plan with everything in it."""

    plan: Plan
    #: As the therapist set it; null is as often as the plan's rows say.
    schedule: ScheduleAnswer | None
    allowed_early: dict[str, str]
    without: dict[str, str]
    blocked: list[BlockedRowAnswer]


class PublishedPlanAnswer(PlanAnswer):
    """A version that now holds or will."""

    #: What changed when it was screened anew, in words.
    changed_since_draft: list[str]


class AppliedTemplateAnswer(PlanAnswer):
    """A draft with the rows of a template."""

    #: What this person may not do, in words.
    left_out: list[str]


class RowChangeAnswer(Answer):
    """One row that differs."""

    kind: str
    exercise: str
    details: list[str]
    words: str


class PlanDifferenceAnswer(Answer):
    """What differs between two versions."""

    rows: list[RowChangeAnswer]
    whole: list[str]
    words: str


class TemplateAnswer(Answer):
    """Rows of a plan that the clinic keeps."""

    id: UUID
    code: str
    number: int
    state: str
    content: dict[str, Any]


def plan_answer(found: OpenedPlan) -> dict[str, Any]:
    """Put a version together with what it holds."""
    row, schedule = found.row, found.schedule
    return {
        **{name: getattr(row, name) for name in PlanVersionAnswer.model_fields},
        "plan": found.plan,
        "schedule": None if schedule is None else _schedule(schedule),
        "allowed_early": row.decisions.get("allowed_early", {}),
        "without": row.decisions.get("without", {}),
        "blocked": [_blocked(each) for each in found.blocked],
    }


def _schedule(schedule: Schedule) -> dict[str, Any]:
    return {
        "per_week_count": schedule.per_week_count,
        "min_gap_days": schedule.min_gap_days,
        "weekdays": sorted(schedule.weekdays),
        "daily_count": schedule.daily_count,
    }


def _blocked(row: BlockedRow) -> dict[str, Any]:
    return {
        "key": row.key,
        "exercise": row.exercise,
        "words": row.words,
        "blocks": list(row.blocks),
    }


def difference_answer(found: PlanDifference) -> dict[str, Any]:
    """Tell what differs in words."""
    rows = [
        {
            "kind": each.kind,
            "exercise": each.exercise,
            "details": list(each.details),
            "words": each.words,
        }
        for each in found.rows
    ]
    return {"rows": rows, "whole": list(found.whole), "words": found.words}
