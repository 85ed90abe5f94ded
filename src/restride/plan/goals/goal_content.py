"""What goals rest on as data: how fast a measure usually changes, and what gets better with it."""

import math
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import Final

from restride.clinical.aims import Outcome
from restride.clinical.content import read_content
from restride.clinical.evidence import Evidence
from restride.errors import ContentError
from restride.plan.goals.goal_measure import GoalMeasure

#: Tests are repeated after so many weeks. House choice: docs/decisions/0137-goals.md
RETEST_WEEKS: Final = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class ExpectedRate:
    """How far a measure is expected to move in so many weeks of training."""

    id: str
    instrument: str
    score: str
    #: In the unit of the score.
    step: float
    weeks_count: int
    evidence: Evidence

    def __post_init__(self) -> None:
        if self.step <= 0 or self.weeks_count <= 0:
            raise ContentError(
                "An expected rate needs a step and weeks above 0, and has "
                f"{self.step:g} in {self.weeks_count} weeks. Correct it."
            )

    def weeks_for(self, change: float) -> int:
        """Tell the whole weeks that a change takes.

        Parameters
        ----------
        change
            In the unit of the score.
        """
        return max(1, math.ceil(round(change / self.step * self.weeks_count, 9)))


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasureOutcomes:
    """What gets better for the person when a measure does; the first is what it is mostly of."""

    id: str
    instrument: str
    score: str
    outcomes: tuple[Outcome, ...]
    evidence: Evidence

    def __post_init__(self) -> None:
        if not self.outcomes:
            raise ContentError("A measure of goals needs an outcome, and has none. Add one.")


@cache
def expected_rates() -> dict[str, ExpectedRate]:
    """Read the rates by "instrument.score"; once a process."""
    rows = read_content(ExpectedRate, room="plan", name="expected_rates").rows
    return {f"{row.instrument}.{row.score}": row for row in rows}


@cache
def measure_outcomes() -> dict[str, MeasureOutcomes]:
    """Read what measures are of, by "instrument.score"; once a process."""
    rows = read_content(MeasureOutcomes, room="plan", name="goal_outcomes").rows
    return {f"{row.instrument}.{row.score}": row for row in rows}


def due_for(measure: GoalMeasure, change: float | None, *, day: date) -> tuple[date, str]:
    """Tell by when a change may be expected, and why then.

    Parameters
    ----------
    change
        In the unit of the score; None where there is no target.
    """
    rate = expected_rates().get(measure.key)
    if rate is None or change is None:
        words = (
            "no expected rate known"
            if rate is None
            else "no change to date it by, without a target"
        )
        return _in_weeks(day, RETEST_WEEKS), f"{words}: the day is that of the next re-test"
    weeks_count = rate.weeks_for(change)
    sure = (
        rate.evidence.confidence.words
        if rate.evidence.confidence.decides
        else "design default, to be confirmed"
    )
    unit = measure.definition.unit
    return _in_weeks(day, weeks_count), (
        f"{weeks_count} weeks at {rate.step:g} {unit} in {rate.weeks_count} weeks ({sure})"
    )


def _in_weeks(day: date, weeks_count: int) -> date:
    return day + timedelta(weeks=weeks_count)


def next_retest(day: date) -> date:
    """Tell the day of the next re-test."""
    return _in_weeks(day, RETEST_WEEKS)
