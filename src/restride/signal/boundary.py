"""When a path, going on as it goes, would leave a convex shape.

Source: [slobounov1997] for the path that keeps its acceleration, [riccio1993] for the one that
keeps its velocity. Differs in: all samples and all edges at once; the shape is the convex hull of
what is given, so that the first edge line reached is the way out; a sample outside has no time.
"""

import numpy as np

from restride.arrays import FloatArray
from restride.signal.hull import convex_hull, polygon_area


def times_to_boundary(
    path: FloatArray,
    *,
    outline: FloatArray,
    sampling_rate_hz: float,
    keeps_acceleration: bool,
) -> FloatArray:
    """Tell when a path would leave a shape, from each of its samples, (n_samples,).

    Parameters
    ----------
    path : (n_samples, 2)
        Velocity and acceleration are slopes between the neighbours of a sample.
    outline : (n_corners, 2)
        In the axes of the path.

    Returns
    -------
    (n_samples,)
        Seconds. NaN where the sample lies outside already; infinite where it would stay inside.
    """
    corners = convex_hull(outline)
    if polygon_area(corners) == 0:
        return np.full(len(path), np.nan)
    velocity = np.gradient(path, 1 / sampling_rate_hz, axis=0)
    edges = np.roll(corners, -1, axis=0) - corners
    # Counter-clockwise corners: outwards is to the right of each edge.
    normals = np.column_stack((edges[:, 1], -edges[:, 0]))
    apart = path @ normals.T - np.sum(corners * normals, axis=1)
    towards = velocity @ normals.T
    if keeps_acceleration:
        acceleration = np.gradient(velocity, 1 / sampling_rate_hz, axis=0)
        times_s = _first_crossing(acceleration @ normals.T / 2, towards, apart)
    else:
        with np.errstate(divide="ignore"):
            times_s = np.where(towards > 0, -apart / np.where(towards > 0, towards, 1.0), np.inf)
    is_outside = (apart > 0).any(axis=1)
    return np.asarray(np.where(is_outside, np.nan, times_s.min(axis=1)))


def _first_crossing(half: FloatArray, towards: FloatArray, apart: FloatArray) -> FloatArray:
    """Find the first t >= 0 with half t² + towards t + apart = 0 from inside, where apart <= 0."""
    inner = towards**2 - 4 * half * apart
    root = np.sqrt(np.maximum(inner, 0.0))
    # Written so that nothing large is taken from something of its size: -2c / (b + root) is the
    # first crossing whether the path is pushed outwards or pulled back.
    below = towards + root
    crosses = (inner >= 0) & (below > 0)
    return np.asarray(np.where(crosses, -2 * apart / np.where(crosses, below, 1.0), np.inf))
