"""What was done at home, as a device sends it, and when nothing was expected."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from zoneinfo import ZoneInfo

from restride.clinical.care import Setting
from restride.errors import ContentError


class SessionState(StrEnum):
    """How far a session went."""

    STARTED = "started"
    PAUSED = "paused"
    COMPLETED = "completed"
    ABANDONED = "abandoned"


class DoseUnit(StrEnum):
    """What a set is counted in."""

    REPETITIONS = "repetitions"
    SECONDS = "seconds"
    METRES = "metres"


@dataclass(frozen=True, slots=True, kw_only=True)
class SetRecord:
    """One set: what was asked and what was done."""

    unit: DoseUnit
    #: In ``unit``.
    target: float
    #: In ``unit``; None where it was not recorded, which is not 0.
    actual: float | None

    def __post_init__(self) -> None:
        if self.target <= 0 or (self.actual is not None and self.actual < 0):
            raise ContentError(
                "A set needs a target above 0 and an actual amount of 0 or more, and has "
                f"{self.target:g} and {self.actual}. Correct it; not recorded is no number."
            )


@dataclass(frozen=True, slots=True, kw_only=True)
class HomeSession:
    """A session that was begun."""

    #: Given by the device: the same session sent twice is one session.
    id: str
    started_at: datetime
    state: SessionState
    place: Setting = Setting.HOME
    sets: tuple[SetRecord, ...] = ()

    def __post_init__(self) -> None:
        if self.started_at.tzinfo is None:
            raise ContentError(
                f"The start of session {self.id} needs a time zone, and {self.started_at} has "
                "none. Send it in UTC."
            )

    def day_in(self, zone: ZoneInfo) -> date:
        """Tell the person's own day on which it was begun."""
        return self.started_at.astimezone(zone).date()


class ExcuseReason(StrEnum):
    """Why nothing was expected."""

    ILL = "ill"
    HOLIDAY = "holiday"
    THERAPIST_PAUSE = "therapist_pause"


@dataclass(frozen=True, slots=True, kw_only=True)
class Excuse:
    """Days on which nothing was due, the first and the last included."""

    first_day: date
    last_day: date
    reason: ExcuseReason

    def __post_init__(self) -> None:
        if self.last_day < self.first_day:
            raise ContentError(
                f"An excuse must end on or after its first day ({self.first_day}), and ends on "
                f"{self.last_day}. Correct one of them."
            )


def is_excused(day: date, excuses: Iterable[Excuse]) -> bool:
    """Whether nothing was due on a day."""
    return any(each.first_day <= day <= each.last_day for each in excuses)
