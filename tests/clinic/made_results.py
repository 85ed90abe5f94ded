"""Tests and goals of a person, kept without the screens of a therapist."""

from datetime import UTC, date, datetime

from restride.clinical.care import Assistance
from restride.clinical.circumstances import Aid, Circumstances
from restride.clinical.instrument import find_instrument
from restride.clinical.result import Result, ResultState, ScoreValue
from restride.plan.goals.goal_events import GoalEvent, GoalEventKind
from restride.plan.goals.goal_measure import measure_named
from restride.plan.goals.goals import Goal
from restride.records.documents import written
from restride.records.models import (
    Assessment,
    Episode,
    GoalEventRecord,
    GoalRecord,
    TestResult,
)
from restride.visit.states import AssessmentState, TestState

USUAL = Circumstances(aid=Aid.NONE, assistance=Assistance.INDEPENDENT)


def keep_result(
    episode: Episode,
    *,
    day: date,
    value: float,
    instrument: str = "tug",
    score: str = "time_s",
    circumstances: Circumstances = USUAL,
) -> TestResult:
    """Keep one test of one day."""
    own = {
        "clinic_id": episode.clinic_id,
        "patient_id": episode.patient_id,
    }
    moment = datetime(day.year, day.month, day.day, 10, tzinfo=UTC)
    assessment = Assessment.objects.create(
        **own,
        episode=episode,
        battery="quick",
        battery_version="1",
        state=AssessmentState.COMPLETED,
        started_at=moment,
        ended_at=moment,
    )
    result = Result(
        instrument=instrument,
        version=find_instrument(instrument).version,
        tested_on=day,
        state=ResultState.DONE,
        circumstances=circumstances,
        scores=(ScoreValue(score=score, value=value),),
    )
    return TestResult.objects.create(
        **own,
        assessment=assessment,
        instrument=instrument,
        content_version=result.version,
        state=TestState.VALID,
        tested_on=day,
        scored=written(result),
    )


def keep_goal(
    episode: Episode,
    *,
    day: date,
    measure: str = "tug.time_s",
    baseline: float = 16.0,
    target: float = 11.0,
    due: date | None = None,
) -> GoalRecord:
    """Keep a goal that was agreed on a day."""
    created = GoalEvent(kind=GoalEventKind.CREATED, on=day, who="Therapist", target=target, due=due)
    active = GoalEvent(kind=GoalEventKind.ACTIVATED, on=day, who="Therapist")
    goal = Goal(
        words="Cross the street in time",
        measure=measure_named(measure),
        baseline=baseline,
        baseline_on=day,
        events=(created, active),
    )
    own = {"clinic_id": episode.clinic_id, "patient_id": episode.patient_id}
    content = {name: each for name, each in written(goal).items() if name != "events"}
    row = GoalRecord.objects.create(**own, episode=episode, goal_id="goal-1", goal=content)
    for number, event in enumerate(goal.events, start=1):
        GoalEventRecord.objects.create(**own, goal=row, number=number, event=written(event))
    return row
