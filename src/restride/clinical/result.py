"""What came of a test: values, or why there are none; and the conditions it was under."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from restride.clinical.circumstances import Circumstances
from restride.terms import Side


class ResultState(StrEnum):
    """What happened; four ways of having no value, which are not the same."""

    DONE = "done"
    #: Tried and could not: a score, not a gap.
    UNABLE = "unable"
    #: Not tried or stopped because it was not safe.
    UNSAFE = "unsafe"
    DECLINED = "declined"
    NOT_DONE = "not_done"

    @property
    def is_known(self) -> bool:
        """Whether it tells something about what the person can do."""
        return self in (ResultState.DONE, ResultState.UNABLE, ResultState.UNSAFE)


@dataclass(frozen=True, slots=True, kw_only=True)
class ScoreValue:
    """One score of one test."""

    score: str
    #: None where it cannot be given; ``note`` then says why.
    value: float | None
    #: Of body charts.
    item: str | None = None
    side: Side | None = None
    #: Entered as a whole, computed from items or trials, or measured from a recording.
    origin: str = "entered"
    note: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """One test of one person on one day."""

    instrument: str
    version: str
    tested_on: date
    state: ResultState
    circumstances: Circumstances
    scores: tuple[ScoreValue, ...] = ()
    #: What was entered, by item id; "left:knee_extension" where a side belongs to it.
    items: Mapping[str, float] = field(default_factory=dict)
    trials: tuple[float, ...] = ()
    #: What the person named, by item.
    words: Mapping[str, str] = field(default_factory=dict)
    reason: str | None = None
    rater: str | None = None
    #: How the score was made, and what was missing.
    notes: tuple[str, ...] = ()

    def value(
        self, score: str, *, item: str | None = None, side: Side | None = None
    ) -> float | None:
        """Tell a score; None where there is none."""
        for each in self.scores:
            if each.score == score and each.item == item and each.side is side:
                return each.value
        return None
