"""The words for a change, and everything a reader needs to follow them."""

from dataclasses import dataclass
from enum import StrEnum

from restride.clinical.change.detectable import DetectableChange
from restride.clinical.change.important import ImportantChange
from restride.terms import Side


class Verdict(StrEnum):
    """What a change is, in the only words used for it."""

    REAL_IMPROVEMENT = "real improvement"
    LIKELY_MEANINGFUL = "likely meaningful"
    WITHIN_ERROR = "within measurement error"
    REAL_WORSENING = "real worsening"
    NOT_COMPARABLE = "not comparable"
    NO_MDC_KNOWN = "no MDC known"


class Ordinal(StrEnum):
    """A change that is no number: whether the test could be done at all."""

    GAINED = "from unable to able"
    LOST = "from able to unable"
    STILL_UNABLE = "unable, as before"


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A change between tests, with its verdict."""

    instrument_id: str
    score_id: str
    item: str | None = None
    side: Side | None = None
    #: None only where a real change is neither better nor worse; ``words`` then says so.
    verdict: Verdict | None
    #: Mean before, mean now and their difference, as shown; None where there is no number.
    before: float | None = None
    now: float | None = None
    change: float | None = None
    unit: str
    before_count: int
    after_count: int
    detectable: DetectableChange | None = None
    important: ImportantChange | None = None
    #: The improvement is at least the important change; told without an MDC too.
    important_reached: bool = False
    substantial_reached: bool = False
    #: Known from memory only: shown, and deciding nothing.
    detectable_from_memory: DetectableChange | None = None
    important_from_memory: ImportantChange | None = None
    #: What three or more repeats of this person tell; shown beside a published figure.
    own_repeats: DetectableChange | None = None
    #: Names of the conditions that differ.
    differing: tuple[str, ...] = ()
    #: Less help for the same or a better value: progress, and no verdict.
    less_help: str | None = None
    ordinal: Ordinal | None = None
    #: Sentences for the reader, the verdict first.
    words: tuple[str, ...]
    #: What would make the next judgement surer.
    advice: str | None = None
