"""How far a number of standing differs from trial to trial of the same person, and what follows.

The figures stand in ``knowledge/repeatability.csv``: the standard deviation, within a person, of
the natural logarithm of a number over three trials of 60 s in a row. On a logarithmic scale the
spread is the same for small and for large sway. See docs/decisions/0061-repeatability.md.

Source: computed from the published values of all trials of [santos2016]; the smallest detectable
change as [weir2005].
"""

import csv
import math
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Final

from restride.balance.conditions import StandingCondition
from restride.measure import Interval, NotComputed, Uncertainty
from restride.terms import Eyes, Stance, Surface

#: Standard normal quantile of a 95 % interval.
_NORMAL_QUANTILE: Final = 1.96
#: A trial may be so much shorter or longer than those of the table. House choice:
#: docs/decisions/0061.
_DURATION_SHARE: Final = 0.1

NOTHING_MEASURED: Final = NotComputed(reason="there is no value")


@dataclass(frozen=True, slots=True, kw_only=True)
class Repeatability:
    """How far one number differs between trials of the same person under one condition."""

    key: str
    surface: Surface
    eyes: Eyes
    #: Of the natural logarithm.
    sd_log_ratio: float
    people_count: int
    trials_count: int
    duration_s: float
    source: str
    confidence: str

    @property
    def words(self) -> str:
        """Where the figure is from, for people."""
        return (
            f"spread from trial to trial of {self.people_count} people standing for "
            f"{self.duration_s:g} s on a {self.surface} surface with eyes {self.eyes} "
            f"[{self.source}], on a logarithmic scale"
        )


@cache
def repeatabilities() -> tuple[Repeatability, ...]:
    """Read the table; once a process."""
    table = files("restride.balance") / "knowledge" / "repeatability.csv"
    with table.open(encoding="utf-8") as lines:
        return tuple(
            Repeatability(
                key=row["key"],
                surface=Surface(row["surface"]),
                eyes=Eyes(row["eyes"]),
                sd_log_ratio=float(row["sd_log_ratio"]),
                people_count=int(row["people_count"]),
                trials_count=int(row["trials_count"]),
                duration_s=float(row["duration_s"]),
                source=row["source"],
                confidence=row["confidence"],
            )
            for row in csv.DictReader(lines)
        )


def find_repeatability(
    key: str, *, condition: StandingCondition, duration_s: float
) -> Repeatability | NotComputed:
    """Find the figure for a measure and condition, or say why none applies.

    Where nobody says whether the eyes were open, the larger of the two figures is taken.
    """
    rows = [row for row in repeatabilities() if row.key == key]
    if not rows:
        return NotComputed(reason="no spread from trial to trial of this measure is known to us")
    if condition.stance not in (None, Stance.COMFORTABLE):
        return NotComputed(
            reason=f"the spread from trial to trial in {condition.stance} stance is not known to us"
        )
    if condition.surface is None:
        return NotComputed(
            reason="the spread from trial to trial depends on the surface, and that is not given"
        )
    # How long a trial must last follows from the table; all its rows have one duration.
    wanted_s = rows[0].duration_s
    if abs(duration_s - wanted_s) > _DURATION_SHARE * wanted_s:
        return NotComputed(
            reason=f"the spread from trial to trial is known for {wanted_s:g} s of standing, and "
            f"these are {duration_s:.1f} s"
        )
    fitting = (
        row
        for row in rows
        if row.surface is condition.surface and condition.eyes in (None, row.eyes)
    )
    return max(fitting, key=lambda row: row.sd_log_ratio)


def trial_uncertainty(
    key: str,
    value: float,
    *,
    condition: StandingCondition,
    duration_s: float,
    trials_count: int = 1,
) -> Uncertainty:
    """Give the 95 % interval of a number, or of its mean over several trials."""
    found = find_repeatability(key, condition=condition, duration_s=duration_s)
    if isinstance(found, NotComputed):
        return found
    factor = math.exp(_NORMAL_QUANTILE * found.sd_log_ratio / math.sqrt(trials_count))
    of = "" if trials_count == 1 else f"; mean of {trials_count} trials"
    return Interval(low=value / factor, high=value * factor, basis=f"{found.words}{of}")


def smallest_change_ratio(found: Repeatability, *, trials_count: int = 1) -> float:
    """Tell the smallest ratio of two numbers, each the mean of so many trials, that is a change.

    1.49 says: a rise by 49 %, or a fall to 1 / 1.49, is more than chance does in 95 of 100 people
    who have not changed.
    """
    return math.exp(_NORMAL_QUANTILE * math.sqrt(2 / trials_count) * found.sd_log_ratio)
