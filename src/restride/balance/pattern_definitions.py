"""Rows of the measures of how sway goes on: diffusion, entropy, and the time to the boundary."""

from typing import Final

from restride.balance.definition_rows import (
    DIRECTIONS_AND_PLANE,
    RowStyle,
    row,
    rows_by_direction,
)
from restride.measure import Better

_DIFFUSION: Final = RowStyle(source="collins1993", decimals=2)
_ENTROPY: Final = RowStyle(source="richman2000", decimals=3)
_PLOT: Final = (
    "Stabilogram diffusion plot {}: mean squared displacement of all pairs of samples a lag apart."
)

#: The two regions of the stabilogram diffusion plot.
DIFFUSION_ROWS: Final = (
    *rows_by_direction(
        "short_diffusion_{}_mm2ps",
        "Diffusion, short term",
        definition=f"Half the slope of the straight line over lags up to 1 s. {_PLOT}",
        style=_DIFFUSION,
        directions=DIRECTIONS_AND_PLANE,
    ),
    *rows_by_direction(
        "long_diffusion_{}_mm2ps",
        "Diffusion, long term",
        definition=f"Half the slope of the straight line over lags of 2.5 to 10 s. {_PLOT}",
        style=_DIFFUSION,
        directions=DIRECTIONS_AND_PLANE,
    ),
    *rows_by_direction(
        "short_scaling_{}_ratio",
        "Scaling exponent, short term",
        definition="Half the slope of the straight line over lags up to 1 s, of the logarithms of "
        "both. Above 0.5 a movement tends to go on; below, to turn back. " + _PLOT,
        style=_DIFFUSION,
        directions=DIRECTIONS_AND_PLANE,
    ),
    *rows_by_direction(
        "long_scaling_{}_ratio",
        "Scaling exponent, long term",
        definition="Half the slope of the straight line over lags of 2.5 to 10 s, of the "
        "logarithms of both. Above 0.5 a movement tends to go on; below, to turn back. " + _PLOT,
        style=_DIFFUSION,
        directions=DIRECTIONS_AND_PLANE,
    ),
    *rows_by_direction(
        "critical_time_{}_s",
        "Critical time",
        definition="Lag at which the straight lines of short and long term meet. " + _PLOT,
        style=_DIFFUSION,
        directions=DIRECTIONS_AND_PLANE,
    ),
    *rows_by_direction(
        "critical_displacement_{}_mm2",
        "Critical displacement",
        definition="Mean squared displacement at which the straight lines of short and long term "
        "meet. " + _PLOT,
        style=_DIFFUSION,
        directions=DIRECTIONS_AND_PLANE,
    ),
)

_PATTERNS: Final = (
    "Minus the logarithm of the share of patterns of 2 samples alike that are alike in the next "
    "sample too; alike within 0.2 standard deviations (over n). Lower means more regular."
)

#: How regular the sway is.
ENTROPY_ROWS: Final = (
    *rows_by_direction(
        "sample_entropy_{}_ratio",
        "Sample entropy",
        definition=f"{_PATTERNS} Of the sway {{}}, every sample: only recordings of the same rate, "
        "filter and duration compare.",
        style=_ENTROPY,
    ),
    *rows_by_direction(
        "thinned_sample_entropy_{}_ratio",
        "Sample entropy at 25 Hz",
        definition=f"{_PATTERNS} Of the sway {{}}, every so many samples, from the first, that "
        "25 a second are left.",
        style=_ENTROPY,
    ),
)

_BOUNDARY: Final = RowStyle(source="slobounov1997", decimals=2, better=Better.NEITHER)
_QUADRATIC: Final = (
    "Time until the centre of pressure would cross the outline of the feet (its convex hull), if "
    "velocity and acceleration stayed as they are at that sample"
)
_LINEAR: Final = (
    "Time until the centre of pressure would cross the outline of the feet (its convex hull), if "
    "the velocity stayed as it is at that sample"
)

#: How near the outline of the feet the sway comes, in time.
BOUNDARY_ROWS: Final = (
    row(
        "mean_time_to_boundary_s",
        "Time to boundary, mean",
        definition=f"{_QUADRATIC}; averaged over all samples.",
        style=_BOUNDARY,
    ),
    row(
        "least_time_to_boundary_s",
        "Time to boundary, least",
        definition=f"{_QUADRATIC}; the least of all samples.",
        style=_BOUNDARY,
    ),
    row(
        "mean_linear_time_to_boundary_s",
        "Time to boundary at constant velocity, mean",
        definition=f"{_LINEAR}; averaged over all samples. A few still moments decide it.",
        style=RowStyle(source="riccio1993", decimals=1),
    ),
    row(
        "least_linear_time_to_boundary_s",
        "Time to boundary at constant velocity, least",
        definition=f"{_LINEAR}; the least of all samples.",
        style=RowStyle(source="riccio1993", decimals=2),
    ),
)
