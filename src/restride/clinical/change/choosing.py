"""Which published change fits a person: the nearest group, then the protocol, then the larger.

A group of the person's own band of first values is nearer than the whole group.
See docs/decisions/0108-the-nearest-people.md.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import TypeVar

from restride.clinical.interpretation.fitting import Circle, fit, protocol_misfit
from restride.clinical.interpretation.schemas import McidRow, MdcRow

_Row = TypeVar("_Row", MdcRow, McidRow)


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """For whom, and for which test, a published change is looked for."""

    circle: Circle
    item: str | None = None
    protocol: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A published change that fits, with what it comes to here."""

    row: MdcRow | McidRow
    value: Decimal
    distance_count: int
    doubts: tuple[str, ...]

    @property
    def decides(self) -> bool:
        """Whether a verdict may rest on it."""
        return self.row.evidence.confidence.decides


def candidates(
    rows: Iterable[_Row], wanted: Wanted, *, amount: Callable[[_Row], Decimal | None]
) -> tuple[Candidate, ...]:
    """List the changes that fit, the one that is used first.

    Those from memory stand behind all others. ``amount`` tells what a row comes to, or None where
    it cannot be told.
    """
    found = []
    for row in rows:
        value = amount(row)
        if value is None or row.item not in (None, wanted.item):
            continue
        if protocol_misfit(row.protocol, wanted.protocol) is not None:
            continue
        fits = fit(row.population, wanted.circle, score_key=f"{row.instrument}.{row.score}")
        if fits.is_there:
            rank = (
                not row.evidence.confidence.decides,
                fits.distance_count,
                not _is_banded(row),
                len(fits.doubts),
                row.protocol is None or wanted.protocol is None,
                -value,
                row.id,
            )
            candidate = Candidate(
                row=row, value=value, distance_count=fits.distance_count, doubts=fits.doubts
            )
            found.append((rank, candidate))
    return tuple(candidate for _, candidate in sorted(found, key=lambda each: each[0]))


def _is_banded(row: MdcRow | McidRow) -> bool:
    people = row.population
    return people.baseline_low is not None or people.baseline_high is not None
