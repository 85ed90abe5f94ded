"""What a mapping or a sidecar says about force plates.

``plates`` is a list, one object for each plate of the file, in its order; every key optional:

``name``, ``side``      side is left or right
``axes``                where x and y point on the person, such as ["right", "forward"]
``length_unit``         m, cm, mm or in
``moment_unit``         Nm, Ncm or Nmm
``force_unit``          N, kN or kg
``corners_mm``          four corners [x, y, z] of the top surface, in the order in which the plate's
                        own x and y are (+, +), (-, +), (-, -), (+, -)
``sensor_depth_mm``     how far the sensors lie below the top surface, with either sign
``columns``             mapping only: {"cop_x": "A", "fz": "B", ...}
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final, Literal

import numpy as np

from restride.arrays import FloatArray
from restride.errors import OptionError
from restride.terms import Side

LengthName = Literal["m", "cm", "mm", "in"]
Direction = Literal["forward", "backward", "left", "right"]
PlateAxes = tuple[Direction, Direction]

LENGTH_SCALES_MM: Final[dict[str, float]] = {"m": 1000.0, "cm": 10.0, "mm": 1.0, "in": 25.4}
#: Newtons in a kilogram's weight are those of standard gravity [bipm2019].
FORCE_SCALES_N: Final[dict[str, float]] = {"N": 1.0, "kN": 1000.0, "kg": 9.80665}
MOMENT_SCALES_NM: Final[dict[str, float]] = {"Nm": 1.0, "Ncm": 0.01, "Nmm": 0.001}
#: No plate is thicker. House choice.
_DEEPEST_MM: Final = 500.0
#: Farther from the origin of a laboratory no plate lies: 100 m. House choice.
_FARTHEST_MM: Final = 1e5
_ALONG: Final = ("forward", "backward")
_ACROSS: Final = ("left", "right")
_KEYS: Final = frozenset(
    [
        "name",
        "side",
        "axes",
        "length_unit",
        "moment_unit",
        "force_unit",
        "corners_mm",
        "sensor_depth_mm",
        "columns",
    ]
)


@dataclass(frozen=True, slots=True, kw_only=True)
class PlateNotes:
    """What is said about one plate beside its file."""

    name: str | None = None
    side: Side | None = None
    axes: PlateAxes | None = None
    length_unit: LengthName | None = None
    moment_unit: str | None = None
    force_unit: str | None = None
    #: Four corners of x, y and z.
    corners_mm: tuple[tuple[float, float, float], ...] | None = None
    sensor_depth_mm: float | None = None
    columns: Mapping[str, str] = field(default_factory=dict)


def plate_axes_of(stated: object, *, where: str) -> PlateAxes:
    """Check where x and y of a plate are said to point.

    Raises
    ------
    OptionError
        Where they are not one of forward and backward and one of left and right.
    """
    words = [str(each) for each in stated] if isinstance(stated, list | tuple) else []
    if len(words) != 2 or not _is_one_of_each(words):
        raise OptionError(
            f"{where} must say where x and y point on the person, one of them forward or backward "
            f"and one left or right, such as right,forward, and is {stated!r:.80}. Correct it."
        )
    return (words[0], words[1])  # type: ignore[return-value]


def _is_one_of_each(words: list[str]) -> bool:
    return sorted((word in _ALONG) - (word in _ACROSS) for word in words) == [-1, 1]


def parse_plates(content: Mapping[str, Any], *, where: str) -> tuple[PlateNotes, ...]:
    """Read the key ``plates`` of a mapping or sidecar.

    Raises
    ------
    OptionError
        Where a part of it makes no sense: the message shows it.
    """
    stated = content.get("plates", [])
    if not isinstance(stated, list) or not all(isinstance(each, dict) for each in stated):
        raise OptionError(
            f"'plates' in {where} must be a list of objects, one for each plate, and is "
            f"{stated!r:.80}. Correct it."
        )
    return tuple(_one_plate(each, where) for each in stated)


def _one_plate(stated: dict[str, Any], where: str) -> PlateNotes:
    unknown = sorted(str(key) for key in stated.keys() - _KEYS)
    if unknown:
        raise OptionError(
            f"A plate in {where} has the unknown keys {', '.join(unknown)[:200]}. Known are "
            f"{', '.join(sorted(_KEYS))}."
        )
    axes, side = stated.get("axes"), stated.get("side")
    columns = stated.get("columns") or {}
    if not isinstance(columns, dict):
        raise OptionError(f"'columns' in {where} must be an object, and is {columns!r:.80}.")
    return PlateNotes(
        name=None if stated.get("name") is None else str(stated["name"]),
        side=None if side is None else _side(side, where),
        axes=None if axes is None else plate_axes_of(axes, where=f"'axes' in {where}"),
        length_unit=_known(stated, "length_unit", LENGTH_SCALES_MM, where=where),
        moment_unit=_known(stated, "moment_unit", MOMENT_SCALES_NM, where=where),
        force_unit=_known(stated, "force_unit", FORCE_SCALES_N, where=where),
        corners_mm=_corners(stated.get("corners_mm"), where),
        sensor_depth_mm=_depth(stated.get("sensor_depth_mm"), where),
        columns={str(key): str(value) for key, value in columns.items()},
    )


def _side(stated: object, where: str) -> Side:
    if stated not in [side.value for side in Side]:
        raise OptionError(
            f"'side' in {where} must be left or right, and is {stated!r:.80}. Correct it."
        )
    return Side(str(stated))


def _known(stated: dict[str, Any], key: str, known: Mapping[str, float], *, where: str) -> Any:
    value = stated.get(key)
    if value is not None and (not isinstance(value, str) or value not in known):
        raise OptionError(
            f"'{key}' in {where} must be one of {', '.join(known)}, and is {value!r:.80}. "
            "Correct it."
        )
    return value


def _depth(stated: object, where: str) -> float | None:
    if stated is None:
        return None
    is_number = isinstance(stated, int | float) and not isinstance(stated, bool)
    if not is_number or not abs(float(str(stated))) < _DEEPEST_MM:
        raise OptionError(
            f"'sensor_depth_mm' in {where} must be a number of millimetres below "
            f"{_DEEPEST_MM:g}, and is {stated!r:.80}. Correct it."
        )
    return float(str(stated))


def _corners(stated: object, where: str) -> tuple[tuple[float, float, float], ...] | None:
    if stated is None:
        return None
    corners_mm = _numbers(stated)
    if corners_mm is None or corners_mm.shape != (4, 3):
        raise OptionError(
            f"'corners_mm' in {where} must be four corners of three numbers, and is "
            f"{stated!r:.80}. Correct it."
        )
    return tuple((float(x), float(y), float(z)) for x, y, z in corners_mm)


def _numbers(stated: object) -> FloatArray | None:
    try:
        numbers: FloatArray = np.asarray(stated, dtype=float)
    except (TypeError, ValueError):
        return None
    return numbers if bool((np.abs(numbers) < _FARTHEST_MM).all()) else None
