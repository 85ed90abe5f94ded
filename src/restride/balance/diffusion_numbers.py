"""What the stabilogram diffusion plot says about sway, in two fixed regions of lags.

Source: [collins1993]. Differs in: the regions are fixed (0 to 1 s, 2.5 to 10 s) where the authors
looked for the bend in each plot by eye; see docs/decisions/0062-patterns-of-sway.md.
"""

import numpy as np

from restride.arrays import FloatArray
from restride.balance.definition_rows import DIRECTIONS_AND_PLANE
from restride.balance.numbers import SwayNumbers
from restride.balance.settings import DiffusionSettings
from restride.signal.diffusion import mean_squared_displacements

_NAMES = (
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
    curves_mm2 = mean_squared_displacements(
        np.ascontiguousarray(path_mm.T),
        longest_samples=int(settings.long_end_s * sampling_rate_hz),
    )
    numbers: dict[str, float | None] = {}
    for row, curve_mm2 in zip(keys, (*curves_mm2, curves_mm2.sum(axis=0)), strict=True):
        found = _two_regions(curve_mm2, sampling_rate_hz, settings)
        numbers.update(zip(row, found, strict=True))
    return SwayNumbers(
        numbers=numbers, why_absent="The lines of short and long term do not meet after 0 s."
    )


def _two_regions(
    curve_mm2: FloatArray, sampling_rate_hz: float, settings: DiffusionSettings
) -> tuple[float | None, ...]:
    short = np.arange(1, int(settings.short_end_s * sampling_rate_hz) + 1)
    long = np.arange(int(settings.long_start_s * sampling_rate_hz), len(curve_mm2))
    lines, scalings = [], []
    for lags in (short, long):
        times_s, displacements_mm2 = lags / sampling_rate_hz, curve_mm2[lags]
        lines.append(_line(times_s, displacements_mm2))
        scalings.append(_line(np.log(times_s), np.log(displacements_mm2))[0] / 2)
    (slope, start), (late_slope, late_start) = lines
    bend = slope - late_slope
    time_s = (late_start - start) / bend if bend != 0 else -1.0
    # Lines that meet before the beginning say nothing about a change of control.
    meets = time_s > 0
    return (
        slope / 2,
        late_slope / 2,
        *scalings,
        time_s if meets else None,
        slope * time_s + start if meets else None,
    )


def _line(x: FloatArray, y: FloatArray) -> tuple[float, float]:
    """Fit a straight line by least squares: slope, and value at zero."""
    apart = x - x.mean()
    slope = float(apart @ (y - y.mean()) / (apart @ apart))
    return slope, float(y.mean() - slope * x.mean())
