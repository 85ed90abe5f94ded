"""What the stabilogram diffusion plot says about sway, in two fixed regions of lags.

Source: [collins1993]. Differs in: the regions are fixed (0 to 1 s, 2.5 to 10 s) where the authors
looked for the bend in each plot by eye; see docs/decisions/0062-patterns-of-sway.md.
"""

from typing import Final

import numpy as np

from restride.arrays import FloatArray
from restride.balance.definition_rows import DIRECTIONS_AND_PLANE
from restride.balance.numbers import SwayNumbers
from restride.balance.settings import DiffusionSettings
from restride.signal.diffusion import mean_squared_displacements

#: A displacement below this part of the largest is nothing but rounding.
_NOTHING_SHARE: Final = 1e-12
#: A line through fewer lags is none.
_LEAST_LAGS_COUNT: Final = 2
_NAMES: Final = (
    "short_diffusion_{}_mm2ps",
    "long_diffusion_{}_mm2ps",
    "short_scaling_{}_ratio",
    "long_scaling_{}_ratio",
    "critical_time_{}_s",
    "critical_displacement_{}_mm2",
)


def diffusion_numbers(
    path_mm: FloatArray, *, sampling_rate_hz: float, settings: DiffusionSettings
) -> SwayNumbers:
    """Measure the diffusion of a path (n_samples, 2) without a gap."""
    keys = [[each.format(direction) for each in _NAMES] for direction in DIRECTIONS_AND_PLANE]
    needed_s = settings.least_lags_ratio * settings.long_end_s
    duration_s = len(path_mm) / sampling_rate_hz
    if duration_s < needed_s:
        return SwayNumbers(
            numbers={key: None for row in keys for key in row},
            why_absent=f"Lags of {settings.long_end_s:g} s need {needed_s:g} s of standing, and "
            f"there are {duration_s:.1f} s.",
        )
    lags_count = round(settings.short_end_s * sampling_rate_hz)
    if lags_count < _LEAST_LAGS_COUNT:
        return SwayNumbers(
            numbers={key: None for row in keys for key in row},
            why_absent=f"Lags up to {settings.short_end_s:g} s need at least {_LEAST_LAGS_COUNT} "
            f"samples in them, and {sampling_rate_hz:g} samples a second give {lags_count}.",
        )
    curves_mm2 = mean_squared_displacements(
        np.ascontiguousarray(path_mm.T),
        longest_samples=round(settings.long_end_s * sampling_rate_hz),
    )
    numbers: dict[str, float | None] = {}
    for row, curve_mm2 in zip(keys, (*curves_mm2, curves_mm2.sum(axis=0)), strict=True):
        found = _two_regions(curve_mm2, sampling_rate_hz, settings)
        numbers.update(zip(row, found, strict=True))
    return SwayNumbers(
        numbers=numbers,
        why_absent="The lines of short and long term meet before 0 s or below 0 mm², or the path "
        "comes back to exactly where it was.",
    )


def _two_regions(
    curve_mm2: FloatArray, sampling_rate_hz: float, settings: DiffusionSettings
) -> tuple[float | None, ...]:
    short = np.arange(1, round(settings.short_end_s * sampling_rate_hz) + 1)
    long = np.arange(round(settings.long_start_s * sampling_rate_hz), len(curve_mm2))
    parts = [(lags / sampling_rate_hz, curve_mm2[lags]) for lags in (short, long)]
    (slope, start), (late_slope, late_start) = (_line(*part) for part in parts)
    bend = slope - late_slope
    time_s = (late_start - start) / bend if bend != 0 else 0.0
    displacement_mm2 = slope * time_s + start
    return (
        slope / 2,
        late_slope / 2,
        *(_scaling(*part) for part in parts),
        # Lines that meet before the beginning, or below zero, name no change of control.
        time_s if time_s > 0 else None,
        displacement_mm2 if time_s > 0 and displacement_mm2 > 0 else None,
    )


def _scaling(times_s: FloatArray, displacements_mm2: FloatArray) -> float | None:
    """Halve the slope of the logarithms; None where the path comes back to where it was."""
    if displacements_mm2.min() <= _NOTHING_SHARE * displacements_mm2.max():
        return None
    return _line(np.log(times_s), np.log(displacements_mm2))[0] / 2


def _line(x: FloatArray, y: FloatArray) -> tuple[float, float]:
    """Fit a straight line by least squares: slope, and value at zero."""
    apart = x - x.mean()
    slope = float(apart @ (y - y.mean()) / (apart @ apart))
    return slope, float(y.mean() - slope * x.mean())
