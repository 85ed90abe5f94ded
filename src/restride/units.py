"""Units: the last word of every physical name, how it is shown, and its UCUM code.

SI inside; degrees for joint angles and degrees per second for gyroscopes, because that is what
clinicians read. A conversion happens once, in the reader.
"""

from dataclasses import dataclass
from typing import Final

#: Standard gravity, exact by definition. [bipm2019]
STANDARD_GRAVITY_MPS2: Final = 9.80665


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """A unit as names end in it, as people read it, and as other systems know it."""

    suffix: str
    shown: str
    ucum: str
    meaning: str


def _unit(suffix: str, shown: str, ucum: str, meaning: str) -> Unit:
    return Unit(suffix=suffix, shown=shown, ucum=ucum, meaning=meaning)


UNITS: Final[tuple[Unit, ...]] = (
    _unit("s", "s", "s", "seconds"),
    _unit("samples", "samples", "{samples}", "samples from the start of the array"),
    _unit("hz", "Hz", "Hz", "times a second"),
    _unit("m", "m", "m", "metres"),
    _unit("mm", "mm", "mm", "millimetres"),
    _unit("cm", "cm", "cm", "centimetres, as clinicians measure reach and height"),
    _unit("mps", "m/s", "m/s", "metres a second"),
    _unit("mps2", "m/s²", "m/s2", "metres a second squared"),
    _unit("mps3", "m/s³", "m/s3", "metres a second cubed"),
    _unit("mmps", "mm/s", "mm/s", "millimetres a second"),
    _unit("mm2", "mm²", "mm2", "square millimetres"),
    _unit("mm2ps", "mm²/s", "mm2/s", "square millimetres a second"),
    _unit("m2ps4", "m²/s⁴", "m2/s4", "square metres a second to the fourth"),
    _unit("m2ps5", "m²/s⁵", "m2/s5", "square metres a second to the fifth"),
    _unit("deg", "°", "deg", "degrees"),
    _unit("dps", "°/s", "deg/s", "degrees a second"),
    _unit("rad", "rad", "rad", "radians"),
    _unit("radps", "rad/s", "rad/s", "radians a second"),
    _unit("g", "g", "[g]", "multiples of standard gravity"),
    _unit("spm", "steps/min", "{steps}/min", "steps a minute"),
    _unit("bpm", "beats/min", "{beats}/min", "beats a minute"),
    _unit(
        "mmpspm", "mm/(steps/min)", "mm/({steps}/min)", "millimetres of step for a step a minute"
    ),
    _unit("n", "N", "N", "newtons"),
    _unit("nm", "N m", "N.m", "newton metres"),
    _unit("nmpkg", "N m/kg", "N.m/kg", "newton metres a kilogram"),
    _unit("wpkg", "W/kg", "W/kg", "watts a kilogram"),
    _unit("w", "W", "W", "watts"),
    _unit("kg", "kg", "kg", "kilograms"),
    _unit("years", "years", "a", "years"),
    _unit("min", "min", "min", "minutes"),
    _unit("days", "days", "d", "days"),
    _unit("weeks", "weeks", "wk", "weeks"),
    _unit("in", "in", "[in_i]", "inches; the size of a picture only"),
    _unit("px", "px", "{pixels}", "picture elements"),
    _unit("count", "", "{count}", "how many"),
    _unit("share", "%", "1", "a part of a whole, 0 to 1; per cent on the screen only"),
    _unit("percent", "%", "%", "parts of a hundred, as orders and guidelines are written"),
    _unit("points", "points", "{score}", "points of a scale"),
    _unit("mmhg", "mmHg", "mm[Hg]", "millimetres of mercury"),
    _unit("mgpdl", "mg/dL", "mg/dL", "milligrams a decilitre, as blood sugar is written"),
    _unit("ratio", "", "1", "a quotient of like quantities"),
    _unit("bytes", "bytes", "By", "bytes"),
)

UNIT_OF_SUFFIX: Final[dict[str, Unit]] = {unit.suffix: unit for unit in UNITS}


def unit_of(name: str) -> Unit:
    """Tell the unit that a name ends in; ``KeyError`` where it ends in none."""
    return UNIT_OF_SUFFIX[name.rsplit("_", 1)[-1]]
