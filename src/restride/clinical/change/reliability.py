"""How much a test scatters here: in the clinic's own people, and in one person's own repeats."""

import math
import statistics
from collections.abc import Sequence
from dataclasses import dataclass

from restride.errors import ContentError

#: People tested twice before a clinic's own error is believed. House choice: docs/decisions/0109.
CLINIC_PEOPLE_COUNT = 30
#: Repeats of one person before their own scatter is used. House choice: docs/decisions/0109.
PERSON_REPEATS_COUNT = 3

#: Two-sided 95 % quantiles of Student's t by degrees of freedom; exact mathematics.
_T95 = {
    2: 4.303,
    3: 3.182,
    4: 2.776,
    5: 2.571,
    6: 2.447,
    7: 2.365,
    8: 2.306,
    9: 2.262,
    10: 2.228,
    15: 2.131,
    20: 2.086,
    30: 2.042,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ClinicSem:
    """The standard error of measurement of a test in a clinic's own people."""

    #: In the unit of the score.
    sem: float
    people_count: int

    def __post_init__(self) -> None:
        if not self.sem > 0 or self.people_count < 1:
            raise ContentError(
                "A clinic's own error must be above 0 and of at least one person, and is "
                f"{self.sem:g} of {self.people_count}. Give what repeated tests gave."
            )

    @property
    def is_believed(self) -> bool:
        """Whether it is of enough people."""
        return self.people_count >= CLINIC_PEOPLE_COUNT


def clinic_sem_of(pairs: Sequence[tuple[float, float]]) -> ClinicSem | None:
    """Compute a clinic's own error from people tested twice on one visit; None for fewer than two.

    The standard deviation of the differences, divided by the square root of two; a shift between
    the first and the second test (practice) is not error and drops out.
    """
    if len(pairs) < 2:
        return None
    scatter = statistics.stdev(second - first for first, second in pairs) / math.sqrt(2)
    return ClinicSem(sem=scatter, people_count=len(pairs)) if scatter > 0 else None


def person_sem(values: Sequence[float], *, decimals: int) -> float | None:
    """Compute a person's own error from repeats under one set of conditions; None for fewer than 3.

    Never less than what rounding alone hides: three equal values do not make a test exact.
    """
    if len(values) < PERSON_REPEATS_COUNT:
        return None
    hidden = 10.0**-decimals / math.sqrt(12)
    return max(statistics.stdev(values), hidden)


def t95(repeats_count: int) -> float:
    """Tell how many standard errors hold 95 %, for an error known from so few repeats."""
    free_count = repeats_count - 1
    return _T95[max(each for each in _T95 if each <= free_count)]
