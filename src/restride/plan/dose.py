"""How much of an exercise: typed, so that a machine can run it and a therapist can read it."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

#: A repetition without a named tempo. House choice: docs/decisions/0110-doses.md
_REPETITION_S: Final = 4.0


class Per(StrEnum):
    """What a frequency counts in."""

    WEEK = "week"
    DAY = "day"


@dataclass(frozen=True, slots=True, kw_only=True)
class Frequency:
    """How often: from ``min_count`` to ``max_count`` times a week or a day."""

    per: Per
    min_count: int
    max_count: int

    @property
    def per_week_count(self) -> int:
        """The least number of times in a week."""
        return self.min_count * (7 if self.per is Per.DAY else 1)


class LoadKind(StrEnum):
    """What resists."""

    BODY = "body"
    ANKLE_WEIGHT = "ankle_weight"
    HELD_WEIGHT = "held_weight"
    #: Colours differ between makers: ordinal only.
    BAND = "band"
    PERCENT_1RM = "percent_1rm"
    #: The weight that can be moved so many times.
    REPETITION_MAXIMUM = "repetition_maximum"
    EFFORT = "effort"
    BODY_WEIGHT_SUPPORT = "body_weight_support"


@dataclass(frozen=True, slots=True, kw_only=True)
class Load:
    """How heavy, and by how much it grows."""

    kind: LoadKind
    #: "kg", "level", "%", "repetitions", "0-10".
    unit: str
    #: In ``unit``.
    start: float
    step: float | None = None
    #: Never above, in ``unit``.
    ceiling: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Dose:
    """One exercise on one day, and how often."""

    sets_count: int
    #: Of each side where the exercise is done one side at a time.
    repetitions_count: int | None = None
    hold_start_s: float | None = None
    hold_goal_s: float | None = None
    #: Length of a block of work, where time is what counts.
    work_s: float | None = None
    rest_s: float
    lower_s: float | None = None
    raise_s: float | None = None
    warm_up_s: float = 0.0
    cool_down_s: float = 0.0
    frequency: Frequency
    load: Load | None = None
    #: What all sessions of a day add up to, where a guideline says so.
    daily_total_min: float | None = None

    def session_min(self, *, sides_count: int = 1) -> float:
        """Tell how long one session takes, rests between sets, warm-up and cool-down included."""
        tempo_s = (self.lower_s or 0.0) + (self.raise_s or 0.0)
        each_s = (tempo_s or _REPETITION_S) + (
            (self.hold_start_s or 0.0) if self.repetitions_count else 0.0
        )
        if self.work_s is not None:
            set_s = self.work_s
        elif self.repetitions_count is not None:
            set_s = self.repetitions_count * each_s
        else:
            set_s = self.hold_start_s or 0.0
        work_s = self.sets_count * set_s * sides_count
        rest_s = max(self.sets_count - 1, 0) * self.rest_s
        return (work_s + rest_s + self.warm_up_s + self.cool_down_s) / 60.0
