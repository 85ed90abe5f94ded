"""Options that several commands share, and what they become."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from restride.errors import OptionError
from restride.person import Person
from restride.terms import Placement, Sex, WalkingAid

if TYPE_CHECKING:
    from restride.recording.readers.options import ReadOptions

_WORN = [place.value for place in Placement if place is not Placement.UNKNOWN]

#: What each word of ``--units`` is a unit of.
_QUANTITY_OF_UNIT: Final = {
    "mps2": "acceleration_unit",
    "g": "acceleration_unit",
    "dps": "angular_velocity_unit",
    "radps": "angular_velocity_unit",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadingRequest:
    """What was said about the files on the command line."""

    files: tuple[Path, ...]
    placements: tuple[Placement, ...]
    format_name: str | None
    mapping: Path | None
    units: dict[str, Any]
    rate_hz: float | None
    trial: str | None
    picture_size_px: tuple[float, float] | None = None
    keypoint_layout: str | None = None
    length_unit: Any = None
    plate_axes: Any = None

    def options(self, *, person: Person | None = None) -> "ReadOptions":
        """Bring it into the words of the readers."""
        from restride.recording.readers.options import ReadOptions

        return ReadOptions(
            placements=self.placements,
            acceleration_unit=self.units.get("acceleration_unit"),
            angular_velocity_unit=self.units.get("angular_velocity_unit"),
            sampling_rate_hz=self.rate_hz,
            mapping=self.mapping,
            person=person,
            trial=self.trial,
            picture_size_px=self.picture_size_px,
            keypoint_layout=self.keypoint_layout,
            length_unit=self.length_unit,
            plate_axes=self.plate_axes,
        )


_Command = Callable[..., Any]

_READING = (
    click.argument(
        "files",
        nargs=-1,
        type=click.Path(path_type=Path, readable=False),
        metavar="FILE...",
    ),
    click.option(
        "--placement",
        "placements",
        multiple=True,
        type=click.Choice(_WORN),
        help="Where a sensor is worn; once for every file, or for every sensor of one file.",
    ),
    click.option(
        "--format", "format_name", metavar="NAME", help="Format, if it is not recognised."
    ),
    click.option(
        "--mapping",
        type=click.Path(path_type=Path, readable=False),
        metavar="FILE",
        help="JSON or YAML file that names the columns.",
    ),
    click.option(
        "--units",
        metavar="UNITS",
        help="Units of the file: mps2 or g, dps or radps, such as g,dps.",
    ),
    click.option("--rate-hz", type=float, metavar="HZ", help="Samples a second."),
    click.option("--trial", metavar="NAME", help="Only this trial of a file with several."),
    click.option(
        "--picture-size-px",
        "picture_size",
        metavar="WIDTHxHEIGHT",
        help="Size of the video that landmarks were found in, such as 1920x1080.",
    ),
    click.option(
        "--keypoint-layout",
        metavar="NAME",
        help="Which list of points a file without names has, such as coco-17.",
    ),
    click.option(
        "--length-unit",
        type=click.Choice(["m", "cm", "mm", "in"]),
        help="Unit of the centre of pressure in the file.",
    ),
    click.option(
        "--plate-axes",
        metavar="X,Y",
        help="Where x and y of a force plate point on the person, such as right,forward.",
    ),
)

_PERSON = (
    click.option("--height-m", type=float, metavar="M", help="Height of the person."),
    click.option(
        "--sensor-height-m",
        type=float,
        metavar="M",
        help="Height of the lower-back sensor above the ground, standing.",
    ),
    click.option("--age-years", type=float, metavar="YEARS"),
    click.option("--sex", type=click.Choice([sex.value for sex in Sex])),
    click.option("--walking-aid", type=click.Choice([aid.value for aid in WalkingAid])),
)


def reading_options(command: _Command) -> _Command:
    """Give a command the files and what is said about them, as one ``request``."""

    @wraps(command)
    def with_request(
        *,
        files: tuple[Path, ...],
        placements: tuple[str, ...],
        format_name: str | None,
        mapping: Path | None,
        units: str | None,
        rate_hz: float | None,
        trial: str | None,
        picture_size: str | None,
        keypoint_layout: str | None,
        length_unit: str | None,
        plate_axes: str | None,
        **others: Any,
    ) -> Any:
        if not files and others.get("protocol_path") is None:
            raise OptionError("At least one FILE is needed, and none was named. Name a recording.")
        request = ReadingRequest(
            files=files,
            placements=tuple(Placement(place) for place in placements),
            format_name=format_name,
            mapping=mapping,
            units=units_from(units),
            rate_hz=rate_hz,
            trial=trial,
            picture_size_px=picture_size_from(picture_size),
            keypoint_layout=keypoint_layout,
            length_unit=length_unit,
            plate_axes=None if plate_axes is None else tuple(plate_axes.split(",")),
        )
        return command(request=request, **others)

    return _with(with_request, _READING)


def person_options(command: _Command) -> _Command:
    """Give a command what is said about the ``person``."""

    @wraps(command)
    def with_person(
        *,
        height_m: float | None,
        sensor_height_m: float | None,
        age_years: float | None,
        sex: str | None,
        walking_aid: str | None,
        **others: Any,
    ) -> Any:
        person = Person(
            height_m=height_m,
            sensor_height_m=sensor_height_m,
            age_years=age_years,
            sex=Sex(sex) if sex else None,
            walking_aid=WalkingAid(walking_aid) if walking_aid else None,
        )
        return command(person=person, **others)

    return _with(with_person, _PERSON)


def _with(command: _Command, options: Sequence[Callable[[_Command], _Command]]) -> _Command:
    for option in reversed(options):
        command = option(command)
    return command


def picture_size_from(text: str | None) -> tuple[float, float] | None:
    """Read the width and height of a picture, such as 1920x1080."""
    if text is None:
        return None
    sides = re.fullmatch(r"\s*(\d{1,6})\s*[x*,]\s*(\d{1,6})\s*", text, re.IGNORECASE)
    if sides is None:
        raise OptionError(
            "--picture-size-px takes the width and the height of the video in picture elements, "
            f"such as 1920x1080, and is {text!r}. Give both, with an x between them."
        )
    return float(sides[1]), float(sides[2])


def units_from(text: str | None) -> dict[str, Any]:
    """Sort the words of ``--units`` by what they are units of."""
    units: dict[str, Any] = {}
    for word in () if text is None else text.replace(" ", "").split(","):
        quantity = _QUANTITY_OF_UNIT.get(word)
        if quantity is None or quantity in units:
            raise OptionError(
                "--units takes one unit of acceleration (mps2 or g) and one of angular velocity "
                f"(dps or radps), such as g,dps, and is {text!r}. Give one of each, or one alone."
            )
        units[quantity] = word
    return units
