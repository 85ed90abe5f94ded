"""The score that is read, and a value checked against its scale."""

from decimal import Decimal
from functools import cache
from typing import Final

from restride.clinical.instrument import Score, find_instrument
from restride.clinical.interpretation.rounding import rounded
from restride.errors import ContentError


@cache
def find_score(instrument_id: str, score_id: str) -> Score:
    """Find a score of an instrument.

    Raises
    ------
    ContentError
        No such instrument, or it gives no such score.
    """
    scores = {each.id: each for each in find_instrument(instrument_id).scores}
    if score_id not in scores:
        raise ContentError(
            f"A score of {instrument_id} must be one of {', '.join(scores)}, and {score_id!r} is "
            "none of them. Use one of these."
        )
    return scores[score_id]


def value_shown(value: float, score: Score) -> Decimal:
    """Round a value to what is shown.

    Raises
    ------
    ContentError
        The value lies outside the scale.
    """
    low, high = score.minimum, score.maximum
    if (low is not None and value < low) or (high is not None and value > high):
        raise ContentError(
            f"{score.title} must lie between {'any' if low is None else f'{low:g}'} and "
            f"{'any' if high is None else f'{high:g}'} {score.unit}, and is {value:g}. Correct it."
        )
    return rounded(value, score.decimals)


#: Words that say what the scale is and add nothing behind a value.
_UNSAID: Final = frozenset({"level", "grade", "answers", "ratio"})


def with_unit(value: Decimal | float, unit: str) -> str:
    """Write a value with its unit."""
    number = f"{value}" if isinstance(value, Decimal) else f"{value:g}"
    if unit in _UNSAID:
        return number
    return f"{number}{unit}" if unit in ("%", "°") else f"{number} {unit}".rstrip()
