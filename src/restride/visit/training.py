"""A training session as it is told: when and where, the answers around it, each set as it was done.

What was not asked or not answered is None, never zero.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final
from uuid import UUID

from restride.clinical.care import Assistance
from restride.errors import ContentError
from restride.plan.adherence.home_session import DoseUnit, SetRecord
from restride.plan.library import metrics
from restride.terms import Side
from restride.visit.states import TrainingState

#: Nobody trains for longer in one go. House choice: docs/decisions/0170-sessions-and-progress.md
LONGEST_SESSION: Final = timedelta(hours=12)
#: Clocks of telephones run ahead by so much at most. House choice: the same.
_CLOCK_TOLERANCE: Final = timedelta(minutes=5)
#: A device that kept a session for longer is not believed. House choice: the same.
_OLDEST: Final = timedelta(days=366)
_OVER: Final = (TrainingState.COMPLETED, TrainingState.ABANDONED)


class Place(StrEnum):
    """Where somebody trained."""

    CLINIC = "clinic"
    HOME = "home"
    #: At home, with a therapist who looks on from afar.
    REMOTE = "remote"
    CLASS = "class"


class Completion(StrEnum):
    """How much of an exercise was done."""

    DONE = "done"
    PARTIAL = "partial"
    SKIPPED = "skipped"
    #: Broken off on the way.
    STOPPED = "stopped"


class WhyNot(StrEnum):
    """Why an exercise was not done as it was asked for."""

    PAIN = "pain"
    TIRED = "tired"
    UNSTEADY = "unsteady"
    DIZZY = "dizzy"
    NO_TIME = "no_time"
    NOT_UNDERSTOOD = "not_understood"
    NO_EQUIPMENT = "no_equipment"
    THERAPIST = "therapist"
    OTHER = "other"


class FallAnswer(StrEnum):
    """Whether somebody fell during a session."""

    NO = "no"
    NEARLY = "nearly"
    FELL = "fell"


class Source(StrEnum):
    """Who or what told of a session."""

    PERSON = "person"
    #: A program counted along: a telephone, a sensor.
    DEVICE = "device"
    #: Copied from a diary on paper.
    PAPER = "paper"
    SIMULATED = "simulated"


@dataclass(frozen=True, slots=True, kw_only=True)
class Answers:
    """What was asked before or after a session; scales run from 0 to 10."""

    pain_points: int | None = None
    dizziness_points: int | None = None
    effort_points: int | None = None
    was_unsteady: bool | None = None
    fall: FallAnswer | None = None
    #: Asked before a session, about the morning after the one before.
    pain_next_morning_points: int | None = None

    def __post_init__(self) -> None:
        for name in (
            "pain_points",
            "dizziness_points",
            "effort_points",
            "pain_next_morning_points",
        ):
            refuse_off_scale(name, getattr(self, name))


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """What was counted or measured while an exercise was done."""

    tries_count: int | None = None
    #: Wobbles that the person corrected without a step or a hand.
    corrected_wobbles_count: int | None = None
    steps_or_grabs_count: int | None = None
    near_falls_count: int | None = None
    #: Faults that stayed after the cue.
    faults_after_cue_count: int | None = None
    #: Sharp pain, or pain in a new place.
    pain_sharp_or_new: bool | None = None
    #: Means of the session, by metric.
    metrics: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class PerformedSet:
    """One set: what was asked, what was done, how long it took, and against what load."""

    unit: DoseUnit
    #: In ``unit``.
    target: float
    #: In ``unit``; None where it was not recorded, which is not 0.
    actual: float | None = None
    duration_s: float | None = None
    #: In the unit of the prescription's load.
    load: float | None = None
    side: Side | None = None

    def __post_init__(self) -> None:
        self.counted()

    def counted(self) -> SetRecord:
        """Give it as adherence counts it."""
        return SetRecord(unit=self.unit, target=self.target, actual=self.actual)


@dataclass(frozen=True, slots=True, kw_only=True)
class Activity:
    """One exercise of a session."""

    exercise: str
    #: Row of the plan, "home:str_mini_squat:left"; None where it is outside the plan.
    prescription: str | None = None
    is_outside_plan: bool = False
    sets: tuple[PerformedSet, ...] = ()
    completion: Completion
    reason: WhyNot | None = None
    note: str | None = None
    pain_before_points: int | None = None
    pain_during_points: int | None = None
    pain_after_points: int | None = None
    effort_points: int | None = None
    was_unsteady: bool | None = None
    assistance: Assistance | None = None
    counted: Counted = field(default_factory=Counted)

    def __post_init__(self) -> None:
        for name in (
            "pain_before_points",
            "pain_during_points",
            "pain_after_points",
            "effort_points",
        ):
            refuse_off_scale(name, getattr(self, name))

    def refuse_senseless(self) -> None:
        """Refuse what does not fit together.

        Raises
        ------
        ContentError
            Neither of the plan nor outside of it, a reason too many or too few, no sets, sets
            of what was skipped, or a metric that is none.
        """
        if self.is_outside_plan is (self.prescription is not None):
            raise ContentError(
                f"{self.exercise} needs either the prescription that it is trained by, or "
                "is_outside_plan, and has "
                + ("both. Remove one." if self.is_outside_plan else "neither. Give one.")
            )
        is_done = self.completion is Completion.DONE
        if is_done is (self.reason is not None):
            raise ContentError(
                f"{self.exercise} is {self.completion}, and "
                + ("needs no reason. Remove it." if is_done else "needs a reason. Give one.")
            )
        if not self.sets and self.completion in (Completion.DONE, Completion.PARTIAL):
            raise ContentError(
                f"{self.exercise} is {self.completion} and needs at least one set, and has none. "
                "Add the sets, or call it skipped."
            )
        unknown = next((each for each in self.counted.metrics if each not in metrics()), None)
        if unknown is not None:
            raise ContentError(
                f"The metrics of {self.exercise} must be of those that exercises have, and one "
                "is none of them. List them with `restride knowledge show metric --all`."
            )
        if self.completion is Completion.SKIPPED and any(each.actual for each in self.sets):
            raise ContentError(
                f"{self.exercise} is skipped, and a set of it was done. Call it partial."
            )


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    """One session, as a device or a therapist tells it."""

    #: Made on the device: a session that is sent twice is kept once.
    client_uuid: UUID
    place: Place
    state: TrainingState
    started_at: datetime
    ended_at: datetime | None = None
    time_zone: str
    plan_id: UUID | None = None
    visit_id: UUID | None = None
    before: Answers | None = None
    after: Answers | None = None
    activities: tuple[Activity, ...] = ()
    source: Source = Source.PERSON

    def refuse_senseless(self, *, now: datetime) -> None:
        """Refuse what cannot have happened.

        Raises
        ------
        ContentError
            A time that is to come, too old or out of order; a finished session without an end, a
            running one with one; a completed session in which nothing was done; an exercise that
            does not fit together.
        """
        if not now - _OLDEST <= self.started_at <= now + _CLOCK_TOLERANCE:
            raise ContentError(
                f"A session must have begun within the last {_OLDEST.days} days, and began on "
                f"{self.started_at.date()}. Set the clock of the device, or correct the day."
            )
        for each in self.activities:
            each.refuse_senseless()
        is_over = self.state in _OVER
        if is_over is (self.ended_at is None):
            raise ContentError(
                f"A session that is {self.state} has "
                + ("an end, and this one has none. Add it." if is_over else "no end. Remove it.")
            )
        if self.ended_at is not None:
            self._refuse_end(self.ended_at, now=now)
        if self.state is TrainingState.COMPLETED and not self.activities:
            raise ContentError(
                "A completed session needs at least one exercise, and has none. Add what was "
                "done, or call it abandoned."
            )

    def _refuse_end(self, ended_at: datetime, *, now: datetime) -> None:
        if (
            not self.started_at
            <= ended_at
            <= min(self.started_at + LONGEST_SESSION, now + _CLOCK_TOLERANCE)
        ):
            raise ContentError(
                f"A session must end after it began ({self.started_at}), not in the future, and "
                f"within {LONGEST_SESSION.total_seconds() / 3600:g} hours, and ends at {ended_at}. "
                "Correct it."
            )


def refuse_off_scale(name: str, points: int | None) -> None:
    """Refuse an answer that is not on the scale from 0 to 10.

    Raises
    ------
    ContentError
        It lies outside.
    """
    if points is not None and not 0 <= points <= 10:
        raise ContentError(f"{name} must lie between 0 and 10, and is {points}. Ask again.")
