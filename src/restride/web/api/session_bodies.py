"""What is said about a session on the wire."""

from datetime import date, datetime
from typing import Annotated, Final, Literal
from uuid import UUID

from pydantic import AwareDatetime, Field

from restride.clinical.care import Assistance
from restride.plan.adherence.home_session import DoseUnit, ExcuseReason
from restride.plan.library import StopDegree
from restride.plan.stop_hits import StopHit
from restride.records.actions.excuses import ExcusedDays
from restride.records.actions.sessions import KeptSession, SentSession
from restride.records.models import ActivityRecord, TrainingSession
from restride.terms import Side
from restride.visit.states import TrainingState
from restride.visit.training import (
    Activity,
    Answers,
    Completion,
    Counted,
    FallAnswer,
    PerformedSet,
    Place,
    Session,
    Source,
    WhyNot,
)
from restride.web.api.bodies import Answer, Body, Line, Name, Text

_MOST_ACTIVITIES_COUNT: Final = 40
_MOST_SETS_COUNT: Final = 30

#: An answer on the scale from 0 to 10.
Points = Annotated[int, Field(ge=0, le=10)]
_Amount = Annotated[float, Field(ge=0, le=100_000)]
_Count = Annotated[int, Field(ge=0, le=10_000)]


class AnswersBody(Body):
    """What was asked before or after a session; null is not answered."""

    pain_points: Points | None = None
    dizziness_points: Points | None = None
    effort_points: Points | None = None
    was_unsteady: bool | None = None
    fall: FallAnswer | None = None
    pain_next_morning_points: Points | None = None


class CountedBody(Body):
    """What was counted or measured; null is not counted."""

    tries_count: _Count | None = None
    corrected_wobbles_count: _Count | None = None
    steps_or_grabs_count: _Count | None = None
    near_falls_count: _Count | None = None
    faults_after_cue_count: _Count | None = None
    pain_sharp_or_new: bool | None = None
    metrics: Annotated[
        dict[Name, Annotated[float, Field(ge=-1e6, le=1e6)]], Field(max_length=40)
    ] = Field(default_factory=dict)


class SetBody(Body):
    """One set."""

    unit: DoseUnit
    target: Annotated[float, Field(gt=0, le=100_000)]
    actual: _Amount | None = None
    duration_s: Annotated[float, Field(ge=0, le=43_200)] | None = None
    load: Annotated[float, Field(ge=0, le=1_000)] | None = None
    side: Side | None = None


class ActivityBody(Body):
    """One exercise of a session."""

    exercise: Name
    #: Row of the plan; null together with ``is_outside_plan``.
    prescription: Name | None = None
    is_outside_plan: bool = False
    sets: Annotated[list[SetBody], Field(max_length=_MOST_SETS_COUNT)] = Field(default_factory=list)
    completion: Completion
    reason: WhyNot | None = None
    note: Text | None = None
    pain_before_points: Points | None = None
    pain_during_points: Points | None = None
    pain_after_points: Points | None = None
    effort_points: Points | None = None
    was_unsteady: bool | None = None
    assistance: Assistance | None = None
    counted: CountedBody = CountedBody()


class SessionBody(Body):
    """A session."""

    client_uuid: UUID
    place: Place
    state: TrainingState
    started_at: AwareDatetime
    ended_at: AwareDatetime | None = None
    time_zone: Name
    plan_id: UUID | None = None
    visit_id: UUID | None = None
    before: AnswersBody | None = None
    after: AnswersBody | None = None
    activities: Annotated[list[ActivityBody], Field(max_length=_MOST_ACTIVITIES_COUNT)] = Field(
        default_factory=list
    )
    source: Source = Source.PERSON

    def session(self) -> Session:
        """Give it to the record.

        Raises
        ------
        ContentError
            Answers that cannot be.
        """
        return Session(
            client_uuid=self.client_uuid,
            place=self.place,
            state=self.state,
            started_at=self.started_at,
            ended_at=self.ended_at,
            time_zone=self.time_zone,
            plan_id=self.plan_id,
            visit_id=self.visit_id,
            before=None if self.before is None else Answers(**self.before.dict()),
            after=None if self.after is None else Answers(**self.after.dict()),
            activities=tuple(_activity(each) for each in self.activities),
            source=self.source,
        )


def _activity(body: ActivityBody) -> Activity:
    plain = body.dict(exclude={"sets", "counted"})
    return Activity(
        **plain,
        sets=tuple(PerformedSet(**each.dict()) for each in body.sets),
        counted=Counted(**body.counted.dict()),
    )


class BatchBody(Body):
    """Sessions that a device sends together."""

    sessions: Annotated[list[SessionBody], Field(min_length=1, max_length=50)]
    #: That the device has nothing more to send.
    is_everything: bool = False


class HitAnswer(Answer):
    """A stop rule that was reached."""

    rule: str
    words: str
    degree: StopDegree
    action: str


class ActivityAnswer(Answer):
    """One exercise of a session, as it is kept."""

    id: UUID
    number: int
    prescription: str
    exercise: str
    content_version: str
    sets: list[SetBody]
    completion: Completion
    reason: str
    note: str | None
    pain_before_points: int | None = Field(alias="pain_before")
    pain_during_points: int | None = Field(alias="pain_during")
    pain_after_points: int | None = Field(alias="pain_after")
    effort_points: int | None = Field(alias="effort")
    was_unsteady: bool | None
    assistance: str
    counted: CountedBody | None = Field(alias="feedback")


class SessionAnswer(Answer):
    """A session, as it is kept."""

    id: UUID
    version: int
    client_uuid: UUID
    patient_id: UUID
    plan_id: UUID | None
    visit_id: UUID | None
    place: Place
    state: TrainingState
    time_zone: str
    started_at: datetime
    ended_at: datetime | None
    before: AnswersBody | None
    after: AnswersBody | None
    source: Source
    activities: list[ActivityAnswer]

    @staticmethod
    def resolve_activities(row: TrainingSession) -> list[ActivityRecord]:
        """List them in their order, from what was fetched with the session."""
        return sorted(row.activities.all(), key=lambda each: each.number)


class KeptAnswer(Answer):
    """A session, and what of it should have ended an exercise."""

    session: SessionAnswer
    stop_hits: list[HitAnswer]

    @staticmethod
    def of(kept: KeptSession) -> dict[str, object]:
        """Make it of what was kept."""
        return {"session": kept.row, "stop_hits": [_hit(each) for each in kept.hits]}


class SentAnswer(Answer):
    """What became of one session of several: kept, known from before, or refused and why."""

    client_uuid: UUID
    outcome: Literal["kept", "known", "refused"]
    session_id: UUID | None
    stop_hits: list[HitAnswer]
    code: str | None
    detail: str | None

    @staticmethod
    def of(sent: SentSession) -> dict[str, object]:
        """Make it of what became of the session."""
        kept = sent.kept
        outcome = "refused" if kept is None else "kept" if kept.is_new else "known"
        refusal = sent.refusal
        return {
            "client_uuid": sent.client_uuid,
            "outcome": outcome,
            "session_id": None if kept is None else kept.row.pk,
            "stop_hits": [] if kept is None else [_hit(each) for each in kept.hits],
            "code": None if refusal is None else getattr(refusal, "code", "not-usable"),
            "detail": None if refusal is None else str(refusal),
        }


class BatchAnswer(Answer):
    """What became of each session, in the order in which they were sent."""

    sessions: list[SentAnswer]


class ExcuseBody(Body):
    """Days on which nothing is expected."""

    first_day: date
    last_day: date
    reason: ExcuseReason
    note: Line | None = None

    def days(self) -> ExcusedDays:
        """Give them to the record."""
        return ExcusedDays(
            first_day=self.first_day, last_day=self.last_day, reason=self.reason, note=self.note
        )


class ExcuseAnswer(Answer):
    """Days on which nothing was expected."""

    id: UUID
    version: int
    patient_id: UUID
    first_day: date
    last_day: date
    reason: ExcuseReason
    note: str | None
    ended_at: datetime | None


def _hit(hit: StopHit) -> dict[str, object]:
    rule = hit.rule
    return {"rule": rule.id, "words": rule.words, "degree": rule.degree, "action": rule.action}
