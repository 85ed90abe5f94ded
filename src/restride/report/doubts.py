"""Quality findings as a reader meets them: alike ones once, the serious ones first."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from math import ceil
from typing import Final

from restride.recording.quality import QUALITY_CODES, QualityFinding
from restride.report.wording import counted, shown_time
from restride.terms import Severity

_ORDER: Final = (Severity.SERIOUS, Severity.WARNING, Severity.NOTE)
#: What print has room for; the rest is in the JSON.
MOST_LINES_COUNT: Final = 9
#: Signs in a line of the printed page.
_SIGNS_A_LINE_COUNT: Final = 105
#: Signs of a finding's words on the page; a longer one ends in an ellipsis there.
_MOST_SIGNS_COUNT: Final = 190
_MOST_AT_THE_TOP_COUNT: Final = 2
_MOST_SIGNS_AT_THE_TOP_COUNT: Final = 170
#: The banner and the first words of the page say them.
_SAID_ELSEWHERE: Final = frozenset({"simulated", "no-walking-found"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Doubt:
    """One kind of finding, however often it was found."""

    severity: Severity
    meaning: str
    found: str
    done: str
    #: Where and how often; None for a single finding that holds throughout.
    where: str | None

    @property
    def found_in_short(self) -> str:
        """What was found, short enough for the top of the page."""
        return _cut(self.found, most_signs_count=_MOST_SIGNS_AT_THE_TOP_COUNT)

    @property
    def lines_count(self) -> int:
        """Lines of the printed page that it takes."""
        signs_count = len(self.found) + len(self.done) + len(self.where or "") + 4
        return ceil(signs_count / _SIGNS_A_LINE_COUNT)


@dataclass(frozen=True, slots=True, kw_only=True)
class Doubts:
    """What is shown, and how many kinds had no room."""

    #: The serious ones first.
    all: tuple[Doubt, ...]
    shown_count: int

    @property
    def shown(self) -> tuple[Doubt, ...]:
        """Those that the list has room for."""
        return self.all[: self.shown_count]

    @property
    def left_out_count(self) -> int:
        """How many kinds it has no room for."""
        return len(self.all) - len(self.shown)

    @property
    def lines_count(self) -> int:
        """Lines of the printed page that they take."""
        return sum(doubt.lines_count for doubt in self.shown)

    @property
    def serious(self) -> tuple[Doubt, ...]:
        """Those to read first."""
        return tuple(doubt for doubt in self.all if doubt.severity is Severity.SERIOUS)

    @property
    def at_the_top(self) -> tuple[Doubt, ...]:
        """Those of them that the top has room for."""
        return self.serious[:_MOST_AT_THE_TOP_COUNT]

    @property
    def left_out_serious_count(self) -> int:
        """How many serious ones the list has no room for."""
        return len(self.serious) - sum(doubt in self.shown for doubt in self.serious)


def doubts_of(
    findings: Sequence[QualityFinding], *, whole_s: float, has_one_sensor: bool = False
) -> Doubts:
    """Gather findings of one kind and one severity, the serious ones first."""
    kinds: dict[tuple[Severity, str], list[QualityFinding]] = {}
    for finding in findings:
        if finding.code not in _SAID_ELSEWHERE:
            kinds.setdefault((finding.severity, finding.code), []).append(finding)
    ordered = sorted(kinds.items(), key=lambda kind: _ORDER.index(kind[0][0]))
    doubts = [
        _doubt(alike, whole_s=whole_s, names_sensor=not has_one_sensor) for _, alike in ordered
    ]
    lines = accumulate(doubt.lines_count for doubt in doubts)
    shown_count = max(1, sum(count <= MOST_LINES_COUNT for count in lines))
    return Doubts(all=tuple(doubts), shown_count=shown_count)


def _doubt(alike: Sequence[QualityFinding], *, whole_s: float, names_sensor: bool) -> Doubt:
    first = alike[0]
    return Doubt(
        severity=first.severity,
        meaning=QUALITY_CODES.get(first.code, first.code),
        found=_cut(first.found),
        done=_cut(first.done),
        where=_where(alike, whole_s=whole_s, names_sensor=names_sensor),
    )


def _where(alike: Sequence[QualityFinding], *, whole_s: float, names_sensor: bool) -> str | None:
    sensors = sorted({finding.sensor for finding in alike if finding.sensor is not None})
    starts_s = [finding.start_s for finding in alike if finding.start_s is not None]
    parts = []
    if len(alike) > 1:
        parts.append(f"{counted(len(alike), singular='time')}, the first of them told here")
    if sensors and names_sensor:
        parts.append("sensor " + ", ".join(sensors[:3]) + (" …" if len(sensors) > 3 else ""))
    if starts_s:
        first = shown_time(min(starts_s), whole_s=whole_s)
        ends_s = [each.end_s if each.end_s is not None else each.start_s for each in alike]
        last_s = max(end for end in ends_s if end is not None)
        parts.append(f"{first} to {shown_time(last_s, whole_s=whole_s)}")
    return "; ".join(parts) or None


def _cut(words: str, *, most_signs_count: int = _MOST_SIGNS_COUNT) -> str:
    if len(words) <= most_signs_count:
        return words
    return words[:most_signs_count].rsplit(" ", 1)[0] + " …"
