"""The newest score of a test, and the person's programme rows that could not be proposed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from restride.clinical.result import Result


@dataclass(frozen=True, slots=True, kw_only=True)
class LastScore:
    """A score with the test it came from."""

    value: float
    result: Result

    def age_days(self, day: date) -> int:
        """How old it is."""
        return (day - self.result.tested_on).days


@dataclass(frozen=True, slots=True, kw_only=True)
class NotProposed:
    """Something that was asked for and is not proposed."""

    what: str
    why: str
    #: What to measure, ask or settle, so that it can be.
    do: str


def last_score(results: Sequence[Result], *, test: str, score: str, day: date) -> LastScore | None:
    """Find the newest score up to a day; None where there is none."""
    found = [
        LastScore(value=value, result=each)
        for each in results
        if each.instrument == test
        and each.tested_on <= day
        and (value := each.value(score)) is not None
    ]
    return max(found, key=lambda each: each.result.tested_on, default=None)
