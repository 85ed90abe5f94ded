"""The convex hull of points in the plane: its corners, its area, and how far it reaches.

Source: [andrew1979] for the chain, [akl1978] for leaving out early what lies deep inside.
"""

from typing import Final

import numpy as np

from restride.arrays import FloatArray

#: Directions whose farthest points span the polygon that points must lie outside of to be kept.
#: House choice: more leave out more points and cost more; the result is the same.
_DIRECTIONS_COUNT: Final = 16
#: Fewer points than this are taken as they are.
_FEW_COUNT: Final = 64


def convex_hull(points: FloatArray) -> FloatArray:
    """Find the corners of the convex hull of (n_points, 2), counter-clockwise: (n_corners, 2)."""
    kept = np.unique(_outer(points), axis=0)
    if len(kept) < 3:
        return kept
    rows = [(float(x), float(y)) for x, y in kept]
    lower, upper = _chain(rows), _chain(rows[::-1])
    return np.array(lower[:-1] + upper[:-1])


def polygon_area(corners: FloatArray) -> float:
    """Tell the area inside a polygon (n_corners, 2), whichever way round."""
    if len(corners) < 3:
        return 0.0
    x, y = (corners - corners.mean(axis=0)).T
    return float(abs(np.sum(x * np.roll(y, -1) - y * np.roll(x, -1))) / 2)


def diameter(corners: FloatArray) -> float:
    """Tell the largest distance between any two of the corners of a hull."""
    apart = corners[:, None] - corners[None]
    return float(np.sqrt(np.max(np.sum(apart**2, axis=-1))))


def _outer(points: FloatArray) -> FloatArray:
    """Leave out the points deep inside: they are no corners."""
    if len(points) < _FEW_COUNT:
        return points
    angles = np.arange(_DIRECTIONS_COUNT) * (2 * np.pi / _DIRECTIONS_COUNT)
    directions = np.column_stack((np.cos(angles), np.sin(angles)))
    farthest = points[np.argmax(points @ directions.T, axis=0)]
    middle = farthest.mean(axis=0)
    edges = np.roll(farthest, -1, axis=0) - farthest
    # One point may be the farthest in several directions, and then there is no edge between.
    farthest, edges = farthest[edges.any(axis=1)], edges[edges.any(axis=1)]
    if len(edges) < 3:
        return points
    normals = np.column_stack((edges[:, 1], -edges[:, 0]))
    # A little inside of every edge, so that no rounding throws a corner away.
    limits = np.sum(normals * (farthest - middle), axis=1) * (1 - 1e-9)
    is_outside = ((points - middle) @ normals.T >= limits).any(axis=1)
    return np.asarray(points[is_outside])


def _chain(rows: list[tuple[float, float]]) -> list[tuple[float, float]]:
    """Walk along sorted points, keeping only turns to the left."""
    kept: list[tuple[float, float]] = []
    for x, y in rows:
        while len(kept) > 1:
            (x_0, y_0), (x_1, y_1) = kept[-2], kept[-1]
            if (x_1 - x_0) * (y - y_0) - (y_1 - y_0) * (x - x_0) > 0:
                break
            kept.pop()
        kept.append((x, y))
    return kept
