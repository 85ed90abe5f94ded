"""What is said about progress on the wire."""

from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

from restride.clinical.change import Change, Verdict
from restride.clinical.result import ResultState
from restride.plan.adherence.adherence import Adherence, AdherenceState
from restride.plan.adherence.home_session import DoseUnit
from restride.plan.exercise import Axis
from restride.plan.goals.goal_events import GoalStatus
from restride.plan.progression.progression import Move, Takes
from restride.records.queries.adherence import DoneOfDue
from restride.records.queries.progress import ExerciseProgress, Trend
from restride.records.queries.since_last_visit import SinceLastVisit
from restride.visit.attention import AttentionKind, NextStep
from restride.visit.severity import Severity
from restride.web.api.bodies import Answer


class DueDayAnswer(Answer):
    """What a day asks for at home, and what was done on it."""

    day: date
    plan_number: int | None
    due_count: int | None
    per_week_count: int | None
    is_excused: bool
    prescriptions: list[str]
    done_count: int


class DoseAnswer(Answer):
    """How much of the sets' targets was done, in one unit."""

    unit: DoseUnit
    done: float
    target: float
    unrecorded_count: int
    words: str


class AdherenceAnswer(Answer):
    """Sessions and dose of one window: always n of m, never a bare percentage."""

    first_day: date
    last_day: date
    state: AdherenceState
    done_count: int | None
    due_count: int
    extra_count: int | None
    excused_days_count: int
    synced_on: date | None
    dose: list[DoseAnswer]
    words: str


class DoneOfDueAnswer(Answer):
    """The last week and the last four."""

    day: date
    week: AdherenceAnswer
    month: AdherenceAnswer


class PointAnswer(Answer):
    """One test of a measure."""

    tested_on: date
    state: ResultState
    value: float | None
    differing: list[str]


class ChangeAnswer(Answer):
    """A change with its verdict, and what it rests on."""

    verdict: Verdict | None
    before: float | None
    now: float | None
    change: float | None
    before_count: int
    after_count: int
    mdc: float | None
    mdc_words: str | None
    mcid: float | None
    mcid_words: str | None
    is_mcid_reached: bool
    differing: list[str]
    less_help: str | None
    sources: list[str]
    words: list[str]
    advice: str | None


class TrendAnswer(Answer):
    """How the measure of a goal went."""

    goal_id: UUID
    sentence: str
    status: GoalStatus
    measure: str
    title: str
    unit: str
    points: list[PointAnswer]
    baseline_on: list[date]
    baseline_low: float | None
    baseline_high: float | None
    important_value: float | None
    target: float | None
    due: date | None
    change: ChangeAnswer | None


class RecordAnswer(Answer):
    """One exercise in one session; null is not asked or not counted."""

    day: date
    sets_count: int | None
    last_set_count: int | None
    hold_s: float | None
    work_s: float | None
    pain_before_points: float | None
    pain_during_points: float | None
    pain_after_points: float | None
    effort_points: float | None
    near_falls_count: int | None


class ProposalAnswer(Answer):
    """Go on, hold or step back, by which rule and why."""

    exercise: str
    move: Move
    takes: Takes
    axis: Axis | None
    step_words: str | None
    to_exercise: str | None
    rule: str
    reason: str
    missing: list[str]
    alert: bool
    sources: list[str]


class ExerciseProgressAnswer(Answer):
    """A row of the plan with its last sessions and what is proposed."""

    prescription: str
    exercise: str
    records: list[RecordAnswer]
    proposal: ProposalAnswer


class SinceLastVisitAnswer(Answer):
    """What happened since the last visit."""

    visited_at: datetime | None
    sessions_count: int
    pain_most_points: int | None
    pain_most_before_points: int | None
    falls_count: int
    near_falls_count: int
    messages_count: int
    unread_count: int
    reasons: dict[str, int]
    adherence: DoneOfDueAnswer


class AttentionLineAnswer(Answer):
    """One thing that needs attention, and the one thing to do about it."""

    kind: AttentionKind
    severity: Severity
    step: NextStep
    patient_id: UUID
    episode_id: UUID | None
    source_id: UUID | None
    rule: str | None
    since: date | None
    due_at: datetime | None
    words: str | None


class AttentionAnswer(Answer):
    """What needs attention today; "n more" wait behind it."""

    lines: list[AttentionLineAnswer]
    held_back_count: int
    more_words: str | None


def trend_answer(trend: Trend) -> dict[str, object]:
    """Write a trend as it goes over the wire."""
    return {
        "goal_id": trend.goal_id,
        "sentence": trend.sentence,
        "status": trend.status,
        "measure": trend.measure.key,
        "title": trend.measure.words,
        "unit": trend.unit,
        "points": list(trend.points),
        "baseline_on": list(trend.baseline_on),
        "baseline_low": trend.baseline_low,
        "baseline_high": trend.baseline_high,
        "important_value": trend.important_value,
        "target": trend.target,
        "due": trend.due,
        "change": None if trend.change is None else _change(trend.change),
    }


def _change(change: Change) -> dict[str, object]:
    mdc, mcid = change.detectable, change.important
    sources = dict.fromkeys(
        source for each in (mdc, mcid) if each is not None for source in each.sources
    )
    return {
        "verdict": change.verdict,
        "before": change.before,
        "now": change.now,
        "change": change.change,
        "before_count": change.before_count,
        "after_count": change.after_count,
        "mdc": None if mdc is None else mdc.value,
        "mdc_words": None if mdc is None else mdc.words,
        "mcid": None if mcid is None else mcid.value,
        "mcid_words": None if mcid is None else mcid.words,
        "is_mcid_reached": change.important_reached,
        "differing": list(change.differing),
        "less_help": change.less_help,
        "sources": list(sources),
        "words": list(change.words),
        "advice": change.advice,
    }


def exercise_answer(progress: ExerciseProgress) -> dict[str, object]:
    """Write a row's progress as it goes over the wire."""
    proposal = progress.proposal
    return {
        "prescription": progress.prescription.key,
        "exercise": progress.prescription.exercise,
        "records": list(progress.records),
        "proposal": {
            "exercise": proposal.exercise,
            "move": proposal.move,
            "takes": proposal.takes,
            "axis": proposal.axis,
            "step_words": None if proposal.step is None else proposal.step.words,
            "to_exercise": proposal.to_exercise,
            "rule": proposal.rule,
            "reason": proposal.reason,
            "missing": list(proposal.missing),
            "alert": proposal.alert,
            "sources": list(proposal.evidence.sources),
        },
    }


def done_answer(told: DoneOfDue) -> dict[str, object]:
    """Write adherence as it goes over the wire."""
    return {"day": told.day, "week": _window(told.week), "month": _window(told.month)}


def since_answer(since: SinceLastVisit) -> dict[str, object]:
    """Write the strip as it goes over the wire."""
    names = [each for each in SinceLastVisitAnswer.model_fields if each != "adherence"]
    return {
        **{name: getattr(since, name) for name in names},
        "adherence": done_answer(since.adherence),
    }


def _window(window: Adherence) -> dict[str, object]:
    names: Sequence[str] = list(AdherenceAnswer.model_fields)
    return {name: getattr(window, name) for name in names}
