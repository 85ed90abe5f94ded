"""The centre of pressure that a file writes, held against the one that its forces make."""

from typing import Final

import numpy as np

from restride.arrays import FloatArray
from restride.recording.quality import QualityFinding
from restride.recording.readers.plate_channels import PlateChannels, plate_finding
from restride.terms import Severity

#: Columns that follow the forces as closely as this are made from them. House choice.
_SAME_CORRELATION: Final = 0.95
#: Slopes that differ from 1 by more are another unit, or another formula. House choice.
_SLOPE_SHARE: Final = 0.1
#: What is left beside the forces, below which nothing is said: rounding and filters. House choice.
_LEFT_MM: Final = 0.5
#: Sensors lie 10 to 100 mm below a plate. House choice.
_DEPTHS_MM: Final = (5.0, 200.0)
#: So much of what is left must follow the horizontal force to be a depth. House choice.
_DEPTH_CORRELATION: Final = 0.9
#: At fewer samples nothing is compared. House choice.
_FEWEST_SAMPLES: Final = 20
_CODE: Final = "centre-contradicts-forces"


def compare_with_forces(
    channels: PlateChannels, *, written_mm: FloatArray, from_forces_mm: FloatArray
) -> tuple[QualityFinding, ...]:
    """Say where the written centre of pressure is not the one that the forces make.

    Parameters
    ----------
    written_mm, from_forces_mm : (n_samples, 2)
        In the axes of the file; NaN where the plate is unloaded.
    """
    both = np.isfinite(written_mm).all(axis=1) & np.isfinite(from_forces_mm).all(axis=1)
    if np.count_nonzero(both) < _FEWEST_SAMPLES:
        return ()
    written_mm, from_forces_mm = written_mm[both], from_forces_mm[both]
    if _are_swapped(written_mm, from_forces_mm):
        found = "The written centre of pressure has x and y the other way round than the forces."
        return (_said(channels.name, found),)
    told = [
        _of_axis(axis, written_mm[:, place], from_forces_mm[:, place])
        for place, axis in enumerate("xy")
    ]
    found = " ".join(each for each in told if each)
    return (_said(channels.name, found),) if found else ()


def depth_beside(
    channels: PlateChannels, *, written_mm: FloatArray, from_forces_mm: FloatArray
) -> float | None:
    """Tell the depth of the sensors that would join the written centre with the forces.

    Returns
    -------
    float or None
        In mm, negative where z points up; None where the rest does not follow the horizontal force.
    """
    horizontal, vertical = channels.horizontal_raw, channels.vertical_raw
    if horizontal is None or vertical is None:
        return None
    with np.errstate(over="ignore", invalid="ignore", divide="ignore"):
        lean = -horizontal / vertical[:, None]
    left_mm = written_mm - from_forces_mm
    both = np.isfinite(lean).all(axis=1) & np.isfinite(left_mm).all(axis=1)
    if np.count_nonzero(both) < _FEWEST_SAMPLES:
        return None
    leaning, rest_mm = _centred(lean[both]).ravel(), _centred(left_mm[both]).ravel()
    if abs(_correlation(leaning, rest_mm)) < _DEPTH_CORRELATION:
        return None
    depth_mm = float(leaning @ rest_mm / (leaning @ leaning))
    low_mm, high_mm = _DEPTHS_MM
    return depth_mm if low_mm <= abs(depth_mm) <= high_mm else None


def _are_swapped(written_mm: FloatArray, from_forces_mm: FloatArray) -> bool:
    straight = [abs(_correlation(written_mm[:, at], from_forces_mm[:, at])) for at in (0, 1)]
    crossed = [abs(_correlation(written_mm[:, at], from_forces_mm[:, 1 - at])) for at in (0, 1)]
    return min(crossed) > _SAME_CORRELATION and max(straight) < _SAME_CORRELATION


def _of_axis(axis: str, written_mm: FloatArray, from_forces_mm: FloatArray) -> str:
    """Say in words what is wrong along one axis; empty where nothing is."""
    written_mm, from_forces_mm = _centred(written_mm), _centred(from_forces_mm)
    size_mm2 = float(from_forces_mm @ from_forces_mm)
    left_mm = float(np.std(written_mm - from_forces_mm))
    if left_mm < _LEFT_MM or size_mm2 == 0:
        return ""
    follows = _correlation(written_mm, from_forces_mm)
    slope = float(written_mm @ from_forces_mm) / size_mm2
    if abs(follows) < _SAME_CORRELATION:
        return f"Along {axis} it differs from what the forces make by {left_mm:.2g} mm."
    if abs(slope + 1) < _SLOPE_SHARE:
        return f"Along {axis} it has the opposite sign of what the forces make."
    if abs(slope - 1) > _SLOPE_SHARE:
        return f"Along {axis} it is {slope:.3g} times what the forces make: the unit is another."
    return ""


def _centred(values: FloatArray) -> FloatArray:
    return np.asarray(values - values.mean(axis=0))


def _correlation(first: FloatArray, second: FloatArray) -> float:
    first, second = _centred(first), _centred(second)
    with np.errstate(over="ignore", invalid="ignore"):
        size = float(np.sqrt((first @ first) * (second @ second)))
        return float(first @ second) / size if 0 < size < np.inf else 0.0


def _said(name: str, found: str) -> QualityFinding:
    return plate_finding(
        _CODE,
        name,
        severity=Severity.SERIOUS,
        found=found,
        done="Nothing: the written centre of pressure was used. Check the export, its units and "
        "its axes.",
    )
