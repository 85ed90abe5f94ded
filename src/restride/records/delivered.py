"""What was done in an episode, as the rules of adherence and progression take it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import timedelta
from typing import Any
from zoneinfo import ZoneInfo

from restride.clinical.care import Assistance, Setting
from restride.plan.adherence.home_session import (
    DoseUnit,
    Excuse,
    ExcuseReason,
    HomeSession,
    SessionState,
    SetRecord,
)
from restride.plan.progression.progress_state import SessionRecord
from restride.records.actors import Actor
from restride.records.documents import opened
from restride.records.models import (
    ActivityRecord,
    Episode,
    TrainingSession,
)
from restride.records.models import Excuse as ExcuseRow
from restride.records.scopes import owned
from restride.visit.training import Answers, Counted, FallAnswer, Place

_ONE_DAY = timedelta(days=1)


def sessions_of(actor: Actor, episode: Episode) -> list[TrainingSession]:
    """List the sessions of an episode with their exercises: by its plan, or by none."""
    rows = owned(actor, TrainingSession).filter(patient_id=episode.patient_id)
    return [
        each
        for each in rows.select_related("plan")
        .prefetch_related("activities")
        .defer("plan__plan")
        .order_by("started_at", "pk")
        if each.plan is None or each.plan.episode_id == episode.pk
    ]


def home_sessions(rows: Iterable[TrainingSession]) -> tuple[HomeSession, ...]:
    """Give what was done at home, alone, as adherence counts it."""
    return tuple(
        HomeSession(
            id=str(row.client_uuid),
            started_at=row.started_at,
            state=SessionState(row.state),
            place=Setting.HOME,
            sets=tuple(each for activity in row.activities.all() for each in _sets(activity)),
        )
        for row in rows
        if row.place == Place.HOME
    )


def _sets(activity: ActivityRecord) -> Iterator[SetRecord]:
    for each in activity.sets:
        yield SetRecord(unit=DoseUnit(each["unit"]), target=each["target"], actual=each["actual"])


def days_off(rows: Iterable[ExcuseRow], *, zone: ZoneInfo) -> tuple[Excuse, ...]:
    """Give the excused days; an excuse that was ended counts up to the day before."""
    found = []
    for row in rows:
        last_day = row.last_day
        if row.ended_at is not None:
            last_day = min(last_day, row.ended_at.astimezone(zone).date() - _ONE_DAY)
        if last_day >= row.first_day:
            excuse = Excuse(
                first_day=row.first_day, last_day=last_day, reason=ExcuseReason(row.reason)
            )
            found.append(excuse)
    return tuple(found)


def excuses_of(actor: Actor, episode: Episode, *, zone: ZoneInfo) -> tuple[Excuse, ...]:
    """Give the excused days of the patient of an episode."""
    rows = owned(actor, ExcuseRow).filter(patient_id=episode.patient_id)
    return days_off(rows.order_by("first_day", "pk"), zone=zone)


def records_by_row(
    rows: Sequence[TrainingSession], *, zone: ZoneInfo
) -> Mapping[str, tuple[SessionRecord, ...]]:
    """Give what was done of each row of the plan, the oldest first; skipped ones are no session.

    What was asked of the session as a whole counts for each of its exercises where the exercise
    itself was not asked about.
    """
    found: dict[str, list[SessionRecord]] = {}
    for number, row in enumerate(rows):
        following = rows[number + 1] if number + 1 < len(rows) else None
        for activity in row.activities.all():
            if activity.prescription and activity.completion != "skipped":
                record = _record(activity, row, following=following, zone=zone)
                found.setdefault(activity.prescription, []).append(record)
    return {key: tuple(each) for key, each in found.items()}


def answers_in(content: object) -> Answers:
    """Read the answers before or after a session; nothing asked gives no answers."""
    return Answers() if content is None else opened(Answers, content)


def _record(
    activity: ActivityRecord,
    row: TrainingSession,
    *,
    following: TrainingSession | None,
    zone: ZoneInfo,
) -> SessionRecord:
    before, after = answers_in(row.before), answers_in(row.after)
    counted = opened(Counted, activity.feedback or {})
    morning = None
    if following is not None:
        morning = answers_in(following.before).pain_next_morning_points
    return SessionRecord(
        exercise=activity.exercise,
        day=row.started_at.astimezone(zone).date(),
        **_amounts(activity),
        metrics=counted.metrics,
        tries_count=counted.tries_count,
        corrected_wobbles_count=counted.corrected_wobbles_count,
        steps_or_grabs_count=counted.steps_or_grabs_count,
        near_falls_count=_near_falls(counted, after),
        pain_before_points=_first(activity.pain_before, before.pain_points),
        pain_during_points=_first(activity.pain_during, None),
        pain_after_points=_first(activity.pain_after, after.pain_points),
        pain_next_morning_points=_first(morning, None),
        pain_sharp_or_new=counted.pain_sharp_or_new,
        effort_points=_first(activity.effort, after.effort_points),
        dizziness_rise_points=_rise(before, after),
        faults_after_cue_count=counted.faults_after_cue_count,
        assistance=Assistance(activity.assistance) if activity.assistance else None,
    )


def _amounts(activity: ActivityRecord) -> dict[str, Any]:
    """Count the sets that were done, and how much the last of them was, in its own unit."""
    done = [each for each in activity.sets if each["actual"]]
    if not done:
        return {}
    last = done[-1]
    amounts: dict[str, Any] = {"sets_count": len(done)}
    if last["unit"] == DoseUnit.REPETITIONS:
        amounts["last_set_count"] = int(last["actual"])
    elif last["unit"] == DoseUnit.SECONDS:
        # Whether it was held or worked, the dose of the row says.
        amounts["hold_s"] = amounts["work_s"] = float(last["actual"])
    return amounts


def _near_falls(counted: Counted, after: Answers) -> int | None:
    if counted.near_falls_count is not None or after.fall is None:
        return counted.near_falls_count
    return 0 if after.fall is FallAnswer.NO else 1


def _rise(before: Answers, after: Answers) -> float | None:
    if before.dizziness_points is None or after.dizziness_points is None:
        return None
    return float(max(0, after.dizziness_points - before.dizziness_points))


def _first(own: int | None, asked: int | None) -> float | None:
    value = asked if own is None else own
    return None if value is None else float(value)
