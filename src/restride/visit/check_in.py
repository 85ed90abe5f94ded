"""The four questions of the week; what was not answered is None."""

from dataclasses import dataclass
from enum import StrEnum

from restride.visit.training import FallAnswer, refuse_off_scale


class Fitting(StrEnum):
    """How the home programme fits."""

    TOO_EASY = "too_easy"
    RIGHT = "right"
    TOO_HARD = "too_hard"


@dataclass(frozen=True, slots=True, kw_only=True)
class WeeklyAnswers:
    """What a person answers once a week; scales run from 0 to 10.

    House choice: docs/decisions/0170-sessions-and-progress.md
    """

    pain_points: int | None = None
    #: How sure of their balance they felt.
    confidence_points: int | None = None
    fall: FallAnswer | None = None
    programme: Fitting | None = None

    def __post_init__(self) -> None:
        refuse_off_scale("pain_points", self.pain_points)
        refuse_off_scale("confidence_points", self.confidence_points)
