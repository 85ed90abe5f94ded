"""Rows of the measures of the sway path itself: distances, lengths, velocities and areas."""

from typing import Final

from restride.balance.definition_rows import RowStyle, row, rows_by_direction
from restride.measure import Better

_SANTOS_AREA: Final = RowStyle(source="santos2016", decimals=0, better=Better.LOWER)
_SANTOS_VELOCITY: Final = RowStyle(source="santos2016", decimals=1, better=Better.LOWER)
_PRIETO: Final = RowStyle(source="prieto1996", decimals=1)
_PRIETO_WHOLE: Final = RowStyle(source="prieto1996", decimals=0)
_PRIETO_FINE: Final = RowStyle(source="prieto1996", decimals=2)
_SCHUBERT: Final = RowStyle(source="schubert2014", decimals=0)

_AS_RECORDED: Final = "No filter and no detrending beyond those of the file."

#: What people read first, in that order.
CORE_ROWS: Final = (
    row(
        "sway_area_mm2",
        "Sway area, 95 % prediction ellipse",
        definition="Area of the ellipse into which the next point of the centre of pressure falls "
        "with 95 % probability: pi times the square root of the determinant of the covariance "
        f"(over n - 1) times 2 (n - 1)(n + 1) / (n (n - 2)) times F(0.95; 2, n - 2). "
        f"{_AS_RECORDED}",
        style=_SANTOS_AREA,
    ),
    row(
        "mean_velocity_mmps",
        "Mean velocity",
        definition="Length of the whole path of the centre of pressure in the plane, over n "
        f"samples at the sampling rate. {_AS_RECORDED}",
        style=_SANTOS_VELOCITY,
    ),
    *rows_by_direction(
        "mean_velocity_{}_mmps",
        "Mean velocity",
        definition="Sum of all steps {}, without their sign, over n samples at the sampling rate. "
        f"{_AS_RECORDED}",
        style=_SANTOS_VELOCITY,
    ),
    row(
        "mean_frequency_hz",
        "Mean frequency",
        definition="Mean frequency of the power spectrum (pieces of half the recording "
        "overlapping by half, each freed of its mean, Hann bell; integrals by the trapezoid rule "
        "from zero to half the sampling rate) of each direction; both averaged, each counting as "
        f"much as the sum of its power. {_AS_RECORDED}",
        style=RowStyle(source="santos2016", decimals=2),
    ),
    row(
        "path_length_mm",
        "Path length",
        definition="Length of the whole path of the centre of pressure in the plane. It grows "
        f"with the duration. {_AS_RECORDED}",
        style=_PRIETO_WHOLE,
    ),
    row(
        "mean_distance_mm",
        "Mean distance from the middle",
        definition="Distance of the centre of pressure from its mean, averaged over all samples. "
        f"{_AS_RECORDED}",
        style=_PRIETO,
    ),
    *rows_by_direction(
        "rms_distance_{}_mm",
        "Spread (root mean square)",
        definition="Root of the mean squared distance from the mean, {}, over n. " + _AS_RECORDED,
        style=_PRIETO,
    ),
    *rows_by_direction(
        "range_{}_mm",
        "Range",
        definition="Largest less smallest position, {}. One outlier decides it. " + _AS_RECORDED,
        style=_PRIETO,
    ),
    row(
        "sway_area_rate_mm2ps",
        "Sway area rate",
        definition="Area swept a second: triangles between the mean and two samples that follow "
        f"each other, summed without sign, over n samples at the sampling rate. {_AS_RECORDED}",
        style=_PRIETO,
    ),
)

#: More of the path, after Prieto.
PATH_ROWS: Final = (
    *rows_by_direction(
        "mean_distance_{}_mm",
        "Mean distance from the middle",
        definition="Distance from the mean, {}, without sign, averaged over all samples.",
        style=_PRIETO,
    ),
    row(
        "rms_distance_mm",
        "Spread (root mean square)",
        definition="Root of the mean squared distance of the centre of pressure from its mean.",
        style=_PRIETO,
    ),
    *rows_by_direction(
        "path_length_{}_mm",
        "Path length",
        definition="Sum of all steps {}, without their sign. It grows with the duration.",
        style=_PRIETO_WHOLE,
    ),
    row(
        "range_mm",
        "Range",
        definition="Largest distance between any two points of the path.",
        style=_PRIETO,
    ),
    row(
        "rotational_frequency_hz",
        "Rotational frequency",
        definition="Turns a second of a point that goes at the mean velocity around a circle with "
        "the mean distance as radius. Prieto calls it mean frequency.",
        style=_PRIETO_FINE,
    ),
    *rows_by_direction(
        "rotational_frequency_{}_hz",
        "Rotational frequency",
        definition="Frequency of a sine with the mean velocity and the mean distance {}: velocity "
        "over 4 times the square root of 2 times distance. Prieto calls it mean frequency.",
        style=_PRIETO_FINE,
    ),
    row(
        "ellipse_angle_deg",
        "Direction of the sway",
        definition="Angle of the longer axis of the ellipse, from forward towards the right, "
        "between -90 and 90 degrees.",
        style=RowStyle(source="schubert2014", decimals=0),
    ),
)

_FRACTAL: Final = (
    "logarithm of n over the logarithm of n times {} over the path length. n counts samples, so it "
    "depends on duration and sampling rate."
)

#: Other areas of the same path, and what Prieto derives from them: for comparison with programs
#: that call one of these "sway area".
AREA_ROWS: Final = (
    row(
        "hull_area_mm2",
        "Area, convex hull",
        definition="Area of the smallest convex shape around all points. One outlier decides it.",
        style=_PRIETO_WHOLE,
    ),
    row(
        "circle_area_mm2",
        "Area, 95 % confidence circle",
        definition="Area of the circle with the mean distance plus 1.645 standard deviations "
        "(over n) of the distance as radius.",
        style=_PRIETO_WHOLE,
    ),
    row(
        "prieto_ellipse_area_mm2",
        "Area, 95 % ellipse after Prieto, F = 3",
        definition="2 pi times 3 times the square root of the determinant of the covariance "
        "(over n): F is taken as 3 for every length.",
        style=_PRIETO_WHOLE,
    ),
    row(
        "prieto_exact_ellipse_area_mm2",
        "Area, 95 % ellipse after Prieto, exact F",
        definition="2 pi times F(0.95; 2, n - 2) times the square root of the determinant of the "
        "covariance (over n).",
        style=_PRIETO_WHOLE,
    ),
    row(
        "normal_ellipse_area_mm2",
        "Area, 95 % ellipse of the normal distribution",
        definition="pi times the 95 % quantile of chi-squared with 2 degrees of freedom (5.991) "
        "times the square root of the determinant of the covariance (over n - 1).",
        style=_SCHUBERT,
    ),
    row(
        "axes_ellipse_area_mm2",
        "Area, ellipse of 1.96 standard deviations",
        definition="pi times 1.96 squared times the square root of the determinant of the "
        "covariance (over n - 1): 1.96 standard deviations along each axis. It holds 85 % of the "
        "points, not 95 %.",
        style=_SCHUBERT,
    ),
    row(
        "mean_ellipse_area_mm2",
        "Area, 95 % confidence ellipse of the mean",
        definition="Where the mean of the path would lie with 95 % probability, were its samples "
        "independent: pi times the square root of the determinant of the covariance (over n - 1) "
        "times 2 (n - 1) / (n (n - 2)) times F(0.95; 2, n - 2). No measure of how much a person "
        "sways; it shrinks with the sampling rate.",
        style=RowStyle(source="schubert2014", decimals=3),
    ),
    row(
        "fractal_dimension_ratio",
        "Fractal dimension, by range",
        definition=f"How much the path fills the plane: {_FRACTAL.format('the range')}",
        style=_PRIETO_FINE,
    ),
    row(
        "fractal_dimension_circle_ratio",
        "Fractal dimension, by circle",
        definition="How much the path fills the plane: "
        + _FRACTAL.format("the diameter of the 95 % confidence circle"),
        style=_PRIETO_FINE,
    ),
    row(
        "fractal_dimension_ellipse_ratio",
        "Fractal dimension, by ellipse",
        definition="How much the path fills the plane: "
        + _FRACTAL.format("the diameter of a circle of the area of Prieto's ellipse with F = 3"),
        style=_PRIETO_FINE,
    ),
)
