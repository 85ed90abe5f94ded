"""What each measure of sway with a sensor on the back means."""

from typing import Final

from restride.measure import Better, MeasureDefinition

_HOUSE: Final = "mancini2012"


def _row(
    key: str,
    title: str,
    definition: str,
    *,
    decimals: int,
    better: Better = Better.LOWER,
    source: str = _HOUSE,
) -> MeasureDefinition:
    return MeasureDefinition(
        key=key,
        title=title,
        definition=definition,
        decimals=decimals,
        better=better,
        source=source,
    )


_LEVEL: Final = "Of the level acceleration (up being the mean acceleration of the trial; low-pass "
_LEVEL_PART: Final = _LEVEL + "3.5 Hz, mean taken off): "

JERK: Final = _row(
    "back_sway_jerk_m2ps5",
    "Sway jerk, back",
    _LEVEL_PART + "half of the squared rate of change, both directions added, summed over the "
    "trial. It grows with the length of the trial.",
    decimals=4,
)
NORMALISED_JERK: Final = _row(
    "back_sway_normalised_jerk_ratio",
    "Sway jerk, back, normalised",
    _LEVEL_PART + "jerk times the length of the trial, over the squared root mean square: how "
    "jerky for its size. It grows with the square of the length of the trial.",
    decimals=0,
    better=Better.NEITHER,
)
ROOT_MEAN_SQUARE: Final = _row(
    "back_sway_rms_mps2",
    "Sway size, back",
    _LEVEL_PART + "root mean square distance from its mean.",
    decimals=4,
)
DISTANCE: Final = _row(
    "back_sway_distance_mps2",
    "Mean distance, back",
    _LEVEL_PART + "mean distance from its mean.",
    decimals=4,
)
PATH: Final = _row(
    "back_sway_path_mps2",
    "Sway path, back",
    _LEVEL_PART + "length of the way it goes. It grows with the length of the trial.",
    decimals=2,
)
PATH_RATE: Final = _row(
    "back_sway_path_rate_mps3",
    "Sway path a second, back",
    _LEVEL_PART + "length of the way it goes, over the time.",
    decimals=4,
)
VELOCITY: Final = _row(
    "back_sway_velocity_mps",
    "Mean velocity, back",
    _LEVEL_PART + "mean size of its first integral over time; a straight line is taken off the "
    "integral, which has no fixed start.",
    decimals=4,
)
AREA: Final = _row(
    "back_sway_ellipse_area_m2ps4",
    "Ellipse area, back",
    _LEVEL_PART + "area of the 95 % prediction ellipse, as for the centre of pressure.",
    decimals=5,
    source="schubert2014",
)
AREA_RATE: Final = _row(
    "back_sway_area_rate_m2ps5",
    "Area a second, back",
    _LEVEL_PART + "area of the triangles between its mean and each two neighbours on its way, "
    "over the time.",
    decimals=5,
)
LOOP_FREQUENCY: Final = _row(
    "back_sway_loop_frequency_hz",
    "Mean frequency, back",
    _LEVEL_PART + "path over the time, over the way around a circle of the mean distance.",
    decimals=2,
    better=Better.NEITHER,
)
CENTROIDAL_FREQUENCY: Final = _row(
    "back_sway_centroidal_frequency_hz",
    "Centroidal frequency, back",
    _LEVEL_PART + "root of the second over the zeroth moment of its power, 0.15 to 3.5 Hz, both "
    "directions added.",
    decimals=2,
    better=Better.NEITHER,
)
MEDIAN_FREQUENCY: Final = _row(
    "back_sway_median_frequency_hz",
    "Median frequency, back",
    _LEVEL_PART + "frequency with half of its power below it, 0.15 to 3.5 Hz.",
    decimals=2,
    better=Better.NEITHER,
)
EDGE_FREQUENCY: Final = _row(
    "back_sway_edge_frequency_hz",
    "95 % frequency, back",
    _LEVEL_PART + "frequency with 95 % of its power below it, 0.15 to 3.5 Hz.",
    decimals=2,
    better=Better.NEITHER,
)
DISPERSION: Final = _row(
    "back_sway_frequency_dispersion_ratio",
    "Frequency dispersion, back",
    _LEVEL_PART + "how spread its power is, 0 for a pure sine to 1, 0.15 to 3.5 Hz.",
    decimals=2,
    better=Better.NEITHER,
)

#: The same in every orientation of the sensor.
WITHOUT_DIRECTION: Final = (
    JERK,
    NORMALISED_JERK,
    ROOT_MEAN_SQUARE,
    DISTANCE,
    PATH,
    PATH_RATE,
    VELOCITY,
    AREA,
    AREA_RATE,
    LOOP_FREQUENCY,
    CENTROIDAL_FREQUENCY,
    MEDIAN_FREQUENCY,
    EDGE_FREQUENCY,
    DISPERSION,
)

_WORDS: Final = (("anteroposterior", "forward and back"), ("mediolateral", "from side to side"))


def _along(axis: str, words: str) -> tuple[MeasureDefinition, ...]:
    return (
        _row(
            f"back_sway_rms_{axis}_mps2",
            f"Sway size, back, {axis}",
            _LEVEL_PART + f"root mean square {words}.",
            decimals=4,
        ),
        _row(
            f"back_sway_range_{axis}_mps2",
            f"Range, back, {axis}",
            _LEVEL_PART + f"largest minus smallest, {words}.",
            decimals=4,
        ),
        _row(
            f"back_sway_path_{axis}_mps2",
            f"Sway path, back, {axis}",
            _LEVEL_PART + f"length of the way it goes, {words} alone.",
            decimals=2,
        ),
        _row(
            f"back_sway_jerk_{axis}_m2ps5",
            f"Sway jerk, back, {axis}",
            _LEVEL_PART + f"half of the squared rate of change {words}, summed over the trial.",
            decimals=4,
        ),
    )


#: Forward and back, then from side to side: size, range, path, jerk each.
WITH_DIRECTION: Final = tuple(_along(axis, words) for axis, words in _WORDS)

BACK_SWAY_MEASURES: Final[dict[str, MeasureDefinition]] = {
    row.key: row for row in (*WITHOUT_DIRECTION, *WITH_DIRECTION[0], *WITH_DIRECTION[1])
}
