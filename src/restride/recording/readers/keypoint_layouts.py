"""Which layout a list of points without names has: by its length, and by where a body is tall."""

from collections.abc import Sequence
from typing import Final

import numpy as np

from restride.arrays import FloatArray
from restride.errors import MissingChannel
from restride.recording.landmarks import Landmark
from restride.recording.quality import QualityFinding
from restride.recording.readers.landmark_arrays import noticed
from restride.recording.readers.landmark_names import LAYOUTS, columns_of, layouts_of

#: From the head down; in a body most neighbours keep this order.
_ORDER: Final = (
    (Landmark.NOSE, Landmark.LEFT_EYE, Landmark.LEFT_SHOULDER),
    (Landmark.LEFT_HIP,),
    (Landmark.LEFT_KNEE,),
    (Landmark.LEFT_ANKLE,),
)


def laid_out(
    positions: FloatArray, stated: str | None, *, name: str, findings: list[QualityFinding]
) -> tuple[str, ...]:
    """Name the points of a list by its layout.

    Parameters
    ----------
    positions : (n_frames, n_points, 2 or 3)
    stated
        A key of ``LAYOUTS``; None to tell it from the number of points.

    Raises
    ------
    MissingChannel
        Where no layout has so many points.
    """
    points_count = positions.shape[1]
    if stated is not None:
        if len(LAYOUTS[stated]) != points_count:
            raise MissingChannel(
                f"The layout {stated} has {len(LAYOUTS[stated])} points, and {name} has "
                f"{points_count} in a frame. Give the layout that fits, one of "
                f"{', '.join(layouts_of(points_count)) or 'none that is known'}."
            )
        return LAYOUTS[stated]
    candidates = layouts_of(points_count)
    if not candidates:
        known = ", ".join(f"{layout} ({len(names)})" for layout, names in LAYOUTS.items())
        raise MissingChannel(
            f"A layout that is known is needed, and {name} has {points_count} points in a frame. "
            f"Known are {known}. Name the points in a table instead."
        )
    best = max(candidates, key=lambda layout: _order_share(positions, LAYOUTS[layout]))
    if len(candidates) > 1:
        others = ", ".join(each for each in candidates if each != best)
        findings.append(
            noticed(
                "layout-inferred",
                name,
                found=f"{points_count} points are those of {best} or of {others}.",
                done=f"{best} was taken, in which head, hip, knee and ankle lie in this order. "
                "Give --keypoint-layout if it is another one.",
            )
        )
    return LAYOUTS[best]


def _order_share(positions: FloatArray, names: Sequence[str]) -> float:
    """Tell in which part of the frames the body lies in order along one axis."""
    columns = columns_of(names)
    chain = [next((columns[each] for each in step if each in columns), None) for step in _ORDER]
    if None in chain:
        return 0.0
    course = positions[:, [place for place in chain if place is not None]]
    steps = np.diff(course, axis=1)
    in_order = (steps > 0).all(axis=1) | (steps < 0).all(axis=1)
    return float(in_order.mean(axis=0).max())
