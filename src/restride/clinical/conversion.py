"""Tables that turn the sum of the answers into a score of even steps."""

from dataclasses import dataclass
from functools import cache

from restride.clinical.content import read_content
from restride.clinical.evidence import Evidence


@dataclass(frozen=True, slots=True, kw_only=True)
class Conversion:
    """The table of one instrument."""

    #: Of the instrument.
    id: str
    #: For the sums 0, 1, 2 and so on.
    interval_points: tuple[float, ...]
    evidence: Evidence

    def of(self, raw_points: float) -> float:
        """Tell the interval score of a sum that is in range."""
        return self.interval_points[int(raw_points)]


@cache
def conversions() -> dict[str, Conversion]:
    """Read every table; once a process."""
    return {
        row.id: row for row in read_content(Conversion, room="clinical", name="conversions").rows
    }
