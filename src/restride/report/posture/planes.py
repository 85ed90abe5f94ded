"""The points of a stance as they are drawn: as in the picture, or from the front and the side."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from restride.arrays import FloatArray
from restride.movement.view import View
from restride.recording.landmarks import Landmark
from restride.terms import Side


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Seen:
    """A body in the plane of the page."""

    view: View
    points: Mapping[Landmark, FloatArray]
    #: What the reader must know of the view.
    words: str


def planes_of(points: Mapping[Landmark, tuple[float, ...]], *, view: View) -> tuple[Seen, ...]:
    """Lay the points on the page: a picture stays as it is, space gives front and side."""
    placed = {point: np.array(where, dtype=float) for point, where in points.items()}
    if view is not View.SPACE:
        words = "as in the picture"
        return (Seen(view=view, points=placed, words=words),)
    right = _rightwards(placed)
    if right is None:
        return ()
    forward = np.cross([0.0, 0.0, 1.0], right)
    return (
        Seen(
            view=View.FRONT,
            points={p: np.array([-where @ right, where[2]]) for p, where in placed.items()},
            words="the person's right is on the left",
        ),
        Seen(
            view=View.SIDE,
            points={p: np.array([where @ forward, where[2]]) for p, where in placed.items()},
            words="facing to the right",
        ),
    )


def _rightwards(points: Mapping[Landmark, FloatArray]) -> FloatArray | None:
    """Find the level direction from the left to the right shoulder and hip."""
    lines = [
        points[Landmark(f"{Side.RIGHT}-{part}")] - points[Landmark(f"{Side.LEFT}-{part}")]
        for part in ("shoulder", "hip")
        if all(Landmark(f"{side}-{part}") in points for side in Side)
    ]
    if not lines:
        return None
    level = np.sum(lines, axis=0) * np.array([1.0, 1.0, 0.0])
    length = float(np.linalg.norm(level))
    return level / length if length > 0 else None
