"""Sway over time: forward and to the right, on one scale and one axis of time."""

from typing import Final

import numpy as np
from markupsafe import Markup

from restride.arrays import FloatArray
from restride.balance.sway_path import SwayPath
from restride.report.standing.path_drawing import drawn_every, thinned_path
from restride.report.tasks.lanes import Lane, lane_limits, lanes_drawing

_LEAST_RANGE: Final = {"mm": 10.0, "mps2": 0.1}
_SHOWN_UNIT: Final = {"mm": "mm", "mps2": "m/s²"}


def series_drawing(sway: SwayPath, *, has_directions: bool = True) -> Markup:
    """Draw both directions one above the other; nothing where there is no path."""
    if len(sway.times_s) < 2:
        return Markup()
    points = thinned_path(sway)
    times_s = np.asarray(sway.times_s[:: drawn_every(sway)], dtype=float)
    names = ("Forward +", "Right +") if has_directions else ("First axis", "Second axis")
    lanes = _lanes(times_s, points, names, unit=sway.unit, least_range=_LEAST_RANGE[sway.unit])
    widest = max(high - low for low, high in map(lane_limits, lanes))
    lanes = _lanes(times_s, points, names, unit=sway.unit, least_range=widest)
    return lanes_drawing(
        lanes,
        span_s=(float(times_s[0]), float(times_s[-1])),
        name="series",
        title="Sway over time",
        description=f"{names[0]} above {names[1]} over {times_s[-1] - times_s[0]:.0f} s, both at "
        f"one scale of {widest:.3g} {_SHOWN_UNIT[sway.unit]}.",
    )


def _lanes(
    times_s: FloatArray,
    points: FloatArray,
    names: tuple[str, str],
    *,
    unit: str,
    least_range: float,
) -> tuple[Lane, Lane]:
    forward, right = (
        Lane(
            name=name,
            unit=_SHOWN_UNIT[unit],
            times_s=times_s,
            values=values,
            least_range=least_range,
            has_zero_line=True,
        )
        for name, values in zip(names, points.T, strict=True)
    )
    return forward, right
