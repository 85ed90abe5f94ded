"""Distances, lengths and areas of a sway path beside the twelve that are read first.

Source: [prieto1996]; [schubert2014] for the ellipses. Differs in: the largest distance is looked
for among the corners of the hull only.
"""

import numpy as np

from restride.arrays import FloatArray
from restride.balance.numbers import SwayNumbers
from restride.balance.settings import SwaySettings
from restride.signal.ellipse import (
    angle_of,
    f_quantile,
    mean_scale,
    normal_scale,
    spread_area,
    spread_of_path,
)
from restride.signal.hull import convex_hull, diameter, polygon_area


def path_numbers(
    path_mm: FloatArray, *, sampling_rate_hz: float, settings: SwaySettings
) -> SwayNumbers:
    """Measure a path (n_samples, 2), forward and right, without a gap."""
    hull_mm = convex_hull(path_mm)
    range_mm = diameter(hull_mm)
    return SwayNumbers(
        numbers={
            **_distances(path_mm, sampling_rate_hz),
            "range_mm": range_mm,
            "hull_area_mm2": polygon_area(hull_mm),
            **_ellipses(path_mm, settings),
            **_circle_and_fractals(path_mm, range_mm, settings),
        },
        why_absent="The path is too straight to fill any part of the plane.",
    )


def _distances(path_mm: FloatArray, sampling_rate_hz: float) -> dict[str, float | None]:
    middle_mm = path_mm - path_mm.mean(axis=0)
    steps_mm = np.diff(path_mm, axis=0)
    duration_s = len(path_mm) / sampling_rate_hz
    forward_mm, sideways_mm = np.abs(middle_mm).mean(axis=0)
    forward_path_mm, sideways_path_mm = np.abs(steps_mm).sum(axis=0)
    distance_mm = float(np.hypot(*middle_mm.T).mean())
    path_length_mm = float(np.hypot(*steps_mm.T).sum())
    around, along = 2 * np.pi * duration_s, 4 * np.sqrt(2) * duration_s
    return {
        "mean_distance_anteroposterior_mm": float(forward_mm),
        "mean_distance_mediolateral_mm": float(sideways_mm),
        "rms_distance_mm": float(np.sqrt(np.sum(middle_mm**2) / len(path_mm))),
        "path_length_anteroposterior_mm": float(forward_path_mm),
        "path_length_mediolateral_mm": float(sideways_path_mm),
        "rotational_frequency_hz": path_length_mm / (around * distance_mm),
        "rotational_frequency_anteroposterior_hz": float(forward_path_mm / (along * forward_mm)),
        "rotational_frequency_mediolateral_hz": float(sideways_path_mm / (along * sideways_mm)),
    }


def _ellipses(path_mm: FloatArray, settings: SwaySettings) -> dict[str, float | None]:
    spread, count = spread_of_path(path_mm), len(path_mm)
    area_mm2, coverage = np.pi * spread_area(spread), settings.coverage_share
    over_n_mm2 = area_mm2 * (count - 1) / count
    return {
        "ellipse_angle_deg": angle_of(spread),
        "prieto_ellipse_area_mm2": over_n_mm2 * 2 * settings.prieto_f_ratio,
        "prieto_exact_ellipse_area_mm2": over_n_mm2
        * 2
        * f_quantile(coverage, below_count=count - 2),
        "normal_ellipse_area_mm2": area_mm2 * normal_scale(coverage),
        "axes_ellipse_area_mm2": area_mm2 * settings.axes_ratio**2,
        "mean_ellipse_area_mm2": area_mm2 * mean_scale(coverage, samples_count=count),
    }


def _circle_and_fractals(
    path_mm: FloatArray, range_mm: float, settings: SwaySettings
) -> dict[str, float | None]:
    count = len(path_mm)
    distances_mm = np.hypot(*(path_mm - path_mm.mean(axis=0)).T)
    radius_mm = float(distances_mm.mean() + settings.prieto_z_ratio * distances_mm.std())
    area_mm2 = spread_area(spread_of_path(path_mm)) * (count - 1) / count
    # The diameter of a circle with the area of the ellipse, but for the root of pi.
    across_mm = float(np.sqrt(8 * settings.prieto_f_ratio * area_mm2))
    path_length_mm = float(np.hypot(*np.diff(path_mm, axis=0).T).sum())

    def dimension(extent_mm: float) -> float | None:
        if extent_mm <= 0:
            return None
        below = np.log(count * extent_mm / path_length_mm)
        return float(np.log(count) / below) if below > 0 else None

    return {
        "circle_area_mm2": np.pi * radius_mm**2,
        "fractal_dimension_ratio": dimension(range_mm),
        "fractal_dimension_circle_ratio": dimension(2 * radius_mm),
        "fractal_dimension_ellipse_ratio": dimension(across_mm),
    }
