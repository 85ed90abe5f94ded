"""How evenly a person stands on both legs, from a plate under each foot.

Source: shares as Genthon et al. 2008, doi:10.1161/STROKEAHA.107.498758 [genthon2008], the
asymmetry as Robinson et al. 1987 [robinson1987].
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import numpy as np

from restride.arrays import FloatArray
from restride.balance.net_pressure import UNLOADED_BELOW_N
from restride.measure import Better, Measure, MeasureDefinition, NotComputed
from restride.terms import Side


@dataclass(frozen=True, slots=True, kw_only=True)
class WeightBearingSettings:
    """When both plates are stood on. All are house choices: docs/decisions/0081."""

    #: A plate with less of the weight bears no leg: the person stands on the other one.
    least_share: float = 0.05
    #: In so much of the time both must be stood on.
    least_time_share: float = 0.9


def _row(key: str, title: str, definition: str, *, decimals: int, source: str) -> MeasureDefinition:
    return MeasureDefinition(
        key=key,
        title=title,
        definition=definition,
        decimals=decimals,
        better=Better.NEITHER,
        source=source,
    )


SHARE: Final = _row(
    "weight_bearing_share",
    "Weight on the leg",
    "Mean over the trial of this plate's vertical force over that of both.",
    decimals=3,
    source="genthon2008",
)
SHARE_DEVIATION: Final = _row(
    "weight_bearing_sd_share",
    "Weight on the leg, variability",
    "Standard deviation over the trial of this plate's vertical force over that of both: how much "
    "weight goes to and fro between the legs.",
    decimals=4,
    source="genthon2008",
)
ASYMMETRY: Final = _row(
    "weight_bearing_asymmetry_ratio",
    "Asymmetry of weight bearing",
    "Weight on the left minus weight on the right, over the mean of the two: 0 is symmetric, 0.1 "
    "means that the left bears a tenth more.",
    decimals=3,
    source="robinson1987",
)
WEIGHT_BEARING: Final = (SHARE, SHARE_DEVIATION, ASYMMETRY)

_ONE_TRIAL: Final = NotComputed(
    reason="one trial has no spread; repeat it to see how far it varies"
)
_NO_VALUE: Final = NotComputed(reason="there is no value")


def weight_bearing(
    left_n: FloatArray, right_n: FloatArray, *, settings: WeightBearingSettings | None = None
) -> tuple[Measure, ...]:
    """Measure how the weight is shared between two plates.

    Parameters
    ----------
    left_n, right_n : (n_samples,)
        Vertical force under the left and the right foot, positive.

    Returns
    -------
    tuple[Measure, ...]
        Without values, and with the reason, where not both plates are stood on.
    """
    settings = settings or WeightBearingSettings()
    total_n = left_n + right_n
    loaded = np.nan_to_num(total_n) >= UNLOADED_BELOW_N
    shares = left_n[loaded] / total_n[loaded]
    why_not = _why_not(shares, settings)
    if why_not is not None:
        return tuple(_absent(why_not))
    return tuple(_measured(shares))


def _measured(shares: FloatArray) -> Iterator[Measure]:
    mean, deviation = float(shares.mean()), float(shares.std(ddof=1))
    for side, share in ((Side.LEFT, mean), (Side.RIGHT, 1 - mean)):
        yield _measure(SHARE, share, side)
        yield _measure(SHARE_DEVIATION, deviation, side)
    # Left minus right over the mean of the two, where both together are one.
    yield _measure(ASYMMETRY, 2 * (2 * mean - 1), None)


def _measure(definition: MeasureDefinition, value: float, side: Side | None) -> Measure:
    return Measure(
        definition=definition, value=value, side=side, repeats_count=1, uncertainty=_ONE_TRIAL
    )


def _absent(reason: str) -> Iterator[Measure]:
    for definition in (SHARE, SHARE_DEVIATION):
        for side in Side:
            yield Measure(
                definition=definition, value=None, side=side, uncertainty=_NO_VALUE, note=reason
            )
    yield Measure(definition=ASYMMETRY, value=None, uncertainty=_NO_VALUE, note=reason)


def _why_not(shares: FloatArray, settings: WeightBearingSettings) -> str | None:
    if len(shares) < 2:
        return "Nobody stands on the plates."
    for side, of_side in ((Side.LEFT, shares), (Side.RIGHT, 1 - shares)):
        borne_share = float(np.mean(of_side >= settings.least_share))
        if borne_share < settings.least_time_share:
            return (
                f"A foot on each plate is needed, and the {side} plate bears at least "
                f"{settings.least_share:.0%} of the weight in only {borne_share:.0%} of the time "
                f"(on average {float(of_side.mean()):.1%} of it): both feet stand on the "
                f"{side.other} plate, or one leg is lifted."
            )
    return None
