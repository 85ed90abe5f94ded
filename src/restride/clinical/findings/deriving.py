"""Values that rules look at and that follow from measures of a recording."""

from collections.abc import Iterator, Sequence

from restride.clinical.finding import Observed
from restride.clinical.interpretation.rounding import rounded
from restride.clinical.interpretation.scores import with_unit
from restride.terms import Side

_RECORDING = "recording"


def derived_measures(measures: Sequence[Observed]) -> tuple[Observed, ...]:
    """Add what follows from measures: the temporal symmetry ratio, the drop of the pelvis by leg.

    Source: patterson2008; swing over stance of one leg over that of the other, the larger above.
    """
    values = {(each.score, each.side): each.value for each in measures if each.value is not None}
    return (*_temporal_symmetry(values), *_pelvis_drops(values))


_Values = dict[tuple[str, Side | None], float]


def _temporal_symmetry(values: _Values) -> Iterator[Observed]:
    needed = [values.get((key, side)) for key in ("swing_s", "stance_s") for side in Side]
    if any(each is None or each <= 0 for each in needed):
        return
    left_swing_s, right_swing_s, left_stance_s, right_stance_s = (each or 1.0 for each in needed)
    ratio = (left_swing_s / left_stance_s) / (right_swing_s / right_stance_s)
    yield _observed("temporal_symmetry_ratio", max(ratio, 1.0 / ratio), unit="", decimals=2)


def _pelvis_drops(values: _Values) -> Iterator[Observed]:
    """While one leg carries, the other side of the pelvis drops: right side down is positive."""
    largest_deg = values.get(("pelvis_drop_right_largest_deg", None))
    smallest_deg = values.get(("pelvis_drop_right_smallest_deg", None))
    drops = (
        (Side.LEFT, largest_deg),
        (Side.RIGHT, None if smallest_deg is None else -smallest_deg),
    )
    for side, drop_deg in drops:
        if drop_deg is not None:
            yield _observed(
                "standing_leg_pelvis_drop_deg", drop_deg, unit="°", decimals=0, side=side
            )


def _observed(
    key: str, value: float, *, unit: str, decimals: int, side: Side | None = None
) -> Observed:
    number = rounded(value, decimals)
    return Observed(
        instrument=_RECORDING,
        score=key,
        value=float(number),
        unit=unit,
        shown=with_unit(number, unit),
        side=side,
    )
