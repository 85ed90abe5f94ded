"""What follows from the tests: findings decided on, goals agreed, a plan published and changed."""

from datetime import date, timedelta
from typing import Final
from uuid import UUID

from restride.plan.adherence.schedule import Schedule
from restride.plan.cases.case import CaseGoal
from restride.plan.dose_edits import DoseEdit
from restride.plan.goals.goal_events import GoalEventKind, GoalStatus
from restride.plan.plan import Plan
from restride.records import clock
from restride.records.actions.findings import Decision, decide_finding, propose_findings
from restride.records.actions.goals import GoalChange, change_goal, set_goal
from restride.records.actions.plans import draft_next, draft_plan, edit_plan, set_schedule
from restride.records.actions.publishing import publish_plan
from restride.records.documents import opened
from restride.records.models import Episode, GoalRecord, PlanRecord
from restride.records.queries.goals import list_goals
from restride.web.demo.arrivals import Arrived

_FINDINGS_COUNT: Final = 6
_REJECTED: Final = "Does not fit what is seen today (simulated)"
#: As often as the invented people mean to train.
_SCHEDULE: Final = Schedule(per_week_count=4)


def decide(arrived: Arrived, episode: Episode, *, assessment_id: UUID) -> None:
    """Let the rules propose findings; most are accepted, one is worded anew, one rejected."""
    therapist = arrived.crew.therapist
    proposed = propose_findings(therapist, episode.pk, assessment_id=assessment_id)
    for number, row in enumerate(proposed[:_FINDINGS_COUNT]):
        sentence, reason, decision = None, None, Decision.ACCEPT
        if number == 1:
            decision, sentence = Decision.EDIT, "As tested today; talked over (simulated)"
        elif number == 2:
            decision, reason = Decision.REJECT, _REJECTED
        decide_finding(
            therapist, row.pk, decision, sentence=sentence, reason=reason, version=row.version
        )


def agree_goal(arrived: Arrived, episode: Episode) -> GoalRecord:
    """Set the person's goal in their words, and begin it."""
    therapist, person = arrived.crew.therapist, arrived.person
    due = clock.today(therapist.time_zone) + timedelta(weeks=12)
    wish = CaseGoal(words=person.goal_words, measure=person.goal_measure, due=due)
    row = set_goal(therapist, episode.pk, wish)
    change = GoalChange(kind=GoalEventKind.ACTIVATED)
    return change_goal(therapist, row.pk, change, version=row.version)


def close_goal(arrived: Arrived, episode: Episode, *, status: GoalStatus, why: str) -> None:
    """Close the goals that are open at the end."""
    therapist = arrived.crew.therapist
    for each in list_goals(therapist, episode.pk)[0]:
        change = GoalChange(kind=GoalEventKind.CLOSED, status=status, why=why)
        change_goal(therapist, each.row.pk, change, version=each.row.version)


def publish_first(arrived: Arrived, episode: Episode, *, from_day: date) -> PlanRecord:
    """Draft the plan from what was accepted, and publish it."""
    therapist = arrived.crew.therapist
    row = draft_plan(therapist, episode.pk)
    row = set_schedule(therapist, row.pk, _SCHEDULE, version=row.version)
    return publish_plan(therapist, row.pk, effective_from=from_day, version=row.version).row


def publish_next(arrived: Arrived, plan: PlanRecord, *, from_day: date, why: str) -> PlanRecord:
    """Change the plan by hand: more of the first exercise that counts sets."""
    therapist = arrived.crew.therapist
    row = draft_next(therapist, plan.pk)
    edit = _one_set_more(opened(Plan, row.plan))
    if edit is not None:
        row = edit_plan(therapist, row.pk, [edit], version=row.version)
    published = publish_plan(
        therapist, row.pk, effective_from=from_day, why=why, version=row.version
    )
    return published.row


def _one_set_more(plan: Plan) -> DoseEdit | None:
    for each in plan.prescriptions:
        if each.dose.repetitions_count is not None and each.dose.sets_count < 4:
            return DoseEdit(key=each.key, sets_count=each.dose.sets_count + 1)
    return None
