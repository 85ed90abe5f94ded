"""Values as they are shown: what is judged is what a reader sees."""

from collections.abc import Sequence
from decimal import ROUND_HALF_EVEN, Decimal


def exact(value: float) -> Decimal:
    """Read a number as it is written: 0.3, not the nearest binary fraction."""
    return Decimal(repr(float(value)))


def rounded(value: float | Decimal, decimals: int) -> Decimal:
    """Round to the digits that are shown; a half goes to the even digit."""
    number = value if isinstance(value, Decimal) else exact(value)
    result = number.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_EVEN)
    return abs(result) if result == 0 else result


def mean_of(values: Sequence[float]) -> float:
    """Average numbers as they are written: the mean of 12.1 and 12.2 is 12.15, and not less."""
    return float(sum(map(exact, values), Decimal(0)) / len(values))


def mean_shown(values: Sequence[float], decimals: int) -> Decimal:
    """Average values as shown; the mean of several is shown with one digit more."""
    shown = [rounded(value, decimals) for value in values]
    if len(shown) == 1:
        return shown[0]
    return rounded(sum(shown, Decimal(0)) / len(shown), decimals + 1)
