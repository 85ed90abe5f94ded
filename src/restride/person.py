"""Who is measured: only what a measurement needs to know."""

from dataclasses import dataclass

from restride.errors import OptionError
from restride.terms import Sex, WalkingAid

#: The tallest and the shortest walkers that a length in metres can mean. House choice: a height of
#: 175 is centimetres, and must be refused rather than walked with.
_HEIGHT_RANGE_M = (0.5, 2.6)
_SENSOR_HEIGHT_RANGE_M = (0.2, 1.6)
_AGE_RANGE_YEARS = (0.0, 125.0)
_BODY_MASS_RANGE_KG = (2.0, 500.0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Who is measured. What is not known is None, never a guess."""

    height_m: float | None = None
    #: Height of the lower-back sensor above the ground while standing.
    sensor_height_m: float | None = None
    body_mass_kg: float | None = None
    age_years: float | None = None
    sex: Sex | None = None
    walking_aid: WalkingAid | None = None

    def __post_init__(self) -> None:
        _refuse_outside("height_m", self.height_m, limits=_HEIGHT_RANGE_M, unit="m, such as 1.75")
        _refuse_outside(
            "sensor_height_m",
            self.sensor_height_m,
            limits=_SENSOR_HEIGHT_RANGE_M,
            unit="m, such as 0.97",
        )
        _refuse_outside("body_mass_kg", self.body_mass_kg, limits=_BODY_MASS_RANGE_KG, unit="kg")
        _refuse_outside("age_years", self.age_years, limits=_AGE_RANGE_YEARS, unit="years")
        _refuse_sensor_above_head(self.sensor_height_m, self.height_m)


def _refuse_sensor_above_head(sensor_height_m: float | None, height_m: float | None) -> None:
    if sensor_height_m is not None and height_m is not None and sensor_height_m >= height_m:
        raise OptionError(
            f"sensor_height_m must be less than height_m, and is {sensor_height_m:g} m of "
            f"{height_m:g} m. Give the height of the lower-back sensor above the ground."
        )


def _refuse_outside(
    name: str, value: float | None, *, limits: tuple[float, float], unit: str
) -> None:
    low, high = limits
    if value is not None and not low <= value <= high:
        raise OptionError(
            f"{name} must lie between {low:g} and {high:g}, and is {value:g}. Give it in {unit}."
        )
