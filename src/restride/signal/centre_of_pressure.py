"""The centre of pressure, from what a plate or board weighs.

Source: equilibrium of moments about the plate's sensors [winter1995]; directions as stabilometry
draws them [scoppa2013].
Differs in: sensors may lie anywhere below the surface, and stretches without load are no point.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from restride.arrays import BoolArray, FloatArray

_MM_PER_M: Final = 1000.0
#: The cosine of the angle between the sides of a plate may be off by this. House choice: 3 degrees.
_SQUARE_WITHIN: Final = 0.05


@dataclass(frozen=True, slots=True, kw_only=True)
class LoadSettings:
    """From which load on somebody stands on a plate."""

    #: House choice: docs/decisions/0065-when-a-plate-is-loaded.md
    least_load_n: float = 20.0
    #: Of the weight that usually stands there. House choice: the same page.
    least_load_share: float = 0.05


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class PlateFrame:
    """Where a plate lies, and where its sensors are."""

    #: (3,), of the middle of the top surface, in the laboratory.
    centre_mm: FloatArray
    #: (3, 3), rows: the plate's own x, y and z in the laboratory. z points up or down.
    axes_ratio: FloatArray
    #: (3,), of the sensors' common origin, in the plate's own axes from the middle of the top
    #: surface. Its third number is negative where z points up.
    sensor_origin_mm: FloatArray


def frame_of_corners(
    corners_mm: FloatArray, *, sensor_depth_mm: float = 0.0, vertical_axis: int = 2
) -> PlateFrame:
    """Tell the frame of a plate from its corners.

    Parameters
    ----------
    corners_mm : (4, 3)
        In the order in which x and y of the plate are (+, +), (-, +), (-, -), (+, -).
    sensor_depth_mm
        How far the sensors lie below the surface. Files write it with either sign: only its size
        counts, because no sensor lies above the surface.
    vertical_axis
        Which axis of the laboratory points up.

    Raises
    ------
    ValueError
        Where the corners span no rectangle.
    """
    corners_mm = np.asarray(corners_mm, dtype=float)
    along_x = corners_mm[[0, 3]].mean(axis=0) - corners_mm[[1, 2]].mean(axis=0)
    along_y = corners_mm[[0, 1]].mean(axis=0) - corners_mm[[2, 3]].mean(axis=0)
    lengths_mm = np.array([np.linalg.norm(along_x), np.linalg.norm(along_y)])
    if not (np.isfinite(lengths_mm).all() and lengths_mm.min() > 0):
        raise ValueError("the corners lie on one point or line")
    along_x, along_y = along_x / lengths_mm[0], along_y / lengths_mm[1]
    if abs(float(along_x @ along_y)) > _SQUARE_WITHIN:
        raise ValueError("the corners are no rectangle")
    along_z = np.cross(along_x, along_y)
    below = -1.0 if along_z[vertical_axis] > 0 else 1.0
    return PlateFrame(
        centre_mm=corners_mm.mean(axis=0),
        axes_ratio=np.array([along_x, along_y, along_z]),
        sensor_origin_mm=np.array([0.0, 0.0, below * abs(sensor_depth_mm)]),
    )


def centre_of_pressure(
    force_n: FloatArray, moment_nm: FloatArray, *, sensor_origin_mm: FloatArray | None = None
) -> FloatArray:
    """Find where the force meets the top surface, (n_samples, 2) in mm, in the plate's own x and y.

    Whether the file holds the force on the plate or of the plate, and whether z points up or down,
    changes nothing: both signs turn together.

    Parameters
    ----------
    force_n, moment_nm : (n_samples, 3)
        In the plate's own axes; moments about the sensors' origin.
    sensor_origin_mm : (3,)
        From the middle of the top surface, in the plate's own axes; None where the moments are
        about that middle already.

    Returns
    -------
    FloatArray
        NaN where there is no vertical force, and where a number is missing.
    """
    origin_mm = np.zeros(3) if sensor_origin_mm is None else np.asarray(sensor_origin_mm)
    along_mm, across_mm, level_mm = (float(each) for each in origin_mm)
    vertical_n = np.where(force_n[:, 2] == 0, np.nan, force_n[:, 2])
    with np.errstate(over="ignore", invalid="ignore"):
        x_mm = along_mm - (moment_nm[:, 1] * _MM_PER_M + level_mm * force_n[:, 0]) / vertical_n
        y_mm = across_mm + (moment_nm[:, 0] * _MM_PER_M - level_mm * force_n[:, 1]) / vertical_n
    return np.column_stack([x_mm, y_mm])


def is_loaded(
    vertical_force_n: FloatArray,
    *,
    settings: LoadSettings | None = None,
    body_weight_n: float | None = None,
) -> BoolArray:
    """Tell in which samples somebody stands on a plate, (n_samples,).

    Parameters
    ----------
    body_weight_n
        Where it is known; else the middle load while there is any.
    """
    settings = settings or LoadSettings()
    carried = vertical_force_n >= settings.least_load_n
    if body_weight_n is None:
        body_weight_n = float(np.median(vertical_force_n[carried])) if carried.any() else 0.0
    least_n = max(settings.least_load_n, settings.least_load_share * body_weight_n)
    return np.asarray(vertical_force_n >= least_n)


def net_centre_of_pressure(
    centres_mm: Sequence[FloatArray], vertical_forces_n: Sequence[FloatArray]
) -> FloatArray:
    """Weigh several plates' centres of pressure by their load, (n_samples, 2).

    A plate without load, or whose centre is missing there, counts nothing; NaN where none is left.

    Parameters
    ----------
    centres_mm : each (n_samples, 2)
        In common axes, on one clock.
    vertical_forces_n : each (n_samples,)
    """
    centres = np.stack([np.asarray(each, dtype=float) for each in centres_mm])
    loads = np.stack([np.asarray(each, dtype=float) for each in vertical_forces_n])
    counts = np.isfinite(centres).all(axis=2) & (loads > 0)
    weights_n = np.where(counts, loads, 0.0)
    total_n = weights_n.sum(axis=0)
    weighed = (weights_n[:, :, None] * np.where(counts[:, :, None], centres, 0.0)).sum(axis=0)
    return np.asarray(weighed / np.where(total_n > 0, total_n, np.nan)[:, None])


def centre_of_corner_loads(
    corner_loads_n: FloatArray, *, length_mm: float, width_mm: float
) -> FloatArray:
    """Find the centre of pressure of a board on four feet, (n_samples, 2), forward and right.

    Parameters
    ----------
    corner_loads_n : (n_samples, 4)
        Front left, front right, back left, back right, as the person stands on it. Any unit of
        load gives the same.
    length_mm, width_mm
        Between the feet of the board, front to back and left to right.

    Returns
    -------
    FloatArray
        NaN where there is no load.
    """
    loads = np.asarray(corner_loads_n, dtype=float)
    total = loads.sum(axis=1)
    total = np.where(total == 0, np.nan, total)
    with np.errstate(over="ignore", invalid="ignore"):
        forward = (loads[:, 0] + loads[:, 1] - loads[:, 2] - loads[:, 3]) / total * (length_mm / 2)
        right = (loads[:, 1] + loads[:, 3] - loads[:, 0] - loads[:, 2]) / total * (width_mm / 2)
    return np.column_stack([forward, right])
