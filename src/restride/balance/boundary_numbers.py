"""How near to the outline of the feet the sway comes, in time.

Source: [slobounov1997], [riccio1993]. Differs in: samples outside the outline are not measured, and
more than a few of them refuse the outline; see docs/decisions/0063-time-to-boundary.md.
"""

from typing import Final

import numpy as np

from restride.arrays import FloatArray
from restride.balance.numbers import SwayNumbers
from restride.signal.boundary import times_to_boundary

#: More samples outside than this, and the outline is not that of these feet. House choice:
#: docs/decisions/0063.
_MOST_OUTSIDE_SHARE: Final = 0.01


def boundary_numbers(
    path_mm: FloatArray, *, outline_mm: FloatArray, sampling_rate_hz: float
) -> SwayNumbers:
    """Measure the time to boundary of a path (n_samples, 2) without a gap."""
    numbers: dict[str, float | None] = {}
    why_absent: str | None = None
    for name, keeps_acceleration in (("", True), ("linear_", False)):
        times_s = times_to_boundary(
            path_mm,
            outline=outline_mm,
            sampling_rate_hz=sampling_rate_hz,
            keeps_acceleration=keeps_acceleration,
        )
        mean_s, least_s, why_absent = _mean_and_least(times_s)
        numbers[f"mean_{name}time_to_boundary_s"] = mean_s
        numbers[f"least_{name}time_to_boundary_s"] = least_s
    return SwayNumbers(numbers=numbers, why_absent=why_absent)


def _mean_and_least(times_s: FloatArray) -> tuple[float | None, float | None, str | None]:
    outside_share = float(np.mean(np.isnan(times_s)))
    if outside_share > _MOST_OUTSIDE_SHARE:
        why = (
            f"{outside_share:.0%} of the samples lie outside the outline of the feet, and up to "
            f"{_MOST_OUTSIDE_SHARE:.0%} may: check its unit and that its axes are those of the "
            "plate."
        )
        return None, None, why
    crossing_s = times_s[np.isfinite(times_s)]
    if not len(crossing_s):
        return None, None, "At no sample would the path reach the outline of the feet."
    return float(crossing_s.mean()), float(crossing_s.min()), None
