"""One side of the body beside the other, in per cent."""

from collections.abc import Mapping
from dataclasses import dataclass

from restride.measure import Better
from restride.terms import Side


@dataclass(frozen=True, slots=True, kw_only=True)
class Symmetry:
    """How one side does for the other; None where it cannot be told, and why."""

    # In per cent.
    value: float | None
    words: str


def symmetry_percent(
    sides: Mapping[Side, float], *, involved_side: Side | None, better: Better
) -> Symmetry:
    """Hold the treated side against the other; where none is treated, the worse against the better.

    100 is alike, and under 100 is worse, for distances and for times.
    House choice: docs/decisions/0101-scoring-of-measured-tests.md.
    """
    if len(sides) < 2:
        return Symmetry(value=None, words="one side only: no symmetry")
    left, right = sides[Side.LEFT], sides[Side.RIGHT]
    if involved_side is None:
        first, second = min(left, right), max(left, right)
        words = "worse side of the better"
    else:
        first, second = sides[involved_side], sides[involved_side.other]
        words = f"{involved_side} of {involved_side.other}"
        if better is Better.LOWER:
            first, second = second, first
    if second == 0:
        return Symmetry(value=None, words="the side to compare with is 0: no symmetry")
    return Symmetry(value=100.0 * (first / second), words=words)
