"""What a person says about a file that the file itself does not."""

from dataclasses import dataclass
from pathlib import Path
from typing import Final, Literal

from restride.errors import OptionError
from restride.person import Person
from restride.recording.readers.landmark_names import LAYOUTS
from restride.recording.readers.plate_notes import (
    LENGTH_SCALES_MM,
    LengthName,
    PlateAxes,
    PlateNotes,
    plate_axes_of,
)
from restride.terms import Placement

AccelerationUnit = Literal["mps2", "g"]
AngularVelocityUnit = Literal["dps", "radps"]

ACCELERATION_UNITS: Final[tuple[AccelerationUnit, ...]] = ("mps2", "g")
ANGULAR_VELOCITY_UNITS: Final[tuple[AngularVelocityUnit, ...]] = ("dps", "radps")

#: Rates that any inertial sensor for walking is run at, with room on both sides. House choice.
_RATE_RANGE_HZ: Final = (1.0, 10_000.0)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadOptions:
    """What is said about a file when it is read; it goes before what the file says."""

    #: Where the sensors were worn, in the order of the sensors in the file.
    placements: tuple[Placement, ...] = ()
    acceleration_unit: AccelerationUnit | None = None
    angular_velocity_unit: AngularVelocityUnit | None = None
    sampling_rate_hz: float | None = None
    #: Width and height of the video that points were found in.
    picture_size_px: tuple[float, float] | None = None
    #: Which list of points a file without names has, such as ``coco-17``.
    keypoint_layout: str | None = None
    #: A JSON or YAML file naming columns, units, rate, places and axes.
    mapping: Path | None = None
    person: Person | None = None
    #: Read only this trial of a file with several.
    trial: str | None = None
    #: Of the positions of the centre of pressure.
    length_unit: LengthName | None = None
    #: Where x and y of a plate point on the person, such as ("right", "forward").
    plate_axes: PlateAxes | None = None
    #: What a mapping or sidecar says about each plate, in the order of the file.
    plates: tuple[PlateNotes, ...] = ()

    def __post_init__(self) -> None:
        low, high = _RATE_RANGE_HZ
        rate_hz = self.sampling_rate_hz
        if rate_hz is not None and not low <= rate_hz <= high:
            raise OptionError(
                f"The sampling rate must lie between {low:g} and {high:g} Hz, and is {rate_hz:g}. "
                "Give it in samples a second, such as 100."
            )
        if self.acceleration_unit not in (None, *ACCELERATION_UNITS):
            raise OptionError(_unknown_unit("acceleration", self.acceleration_unit, "mps2 or g"))
        if self.angular_velocity_unit not in (None, *ANGULAR_VELOCITY_UNITS):
            raise OptionError(
                _unknown_unit("angular velocity", self.angular_velocity_unit, "dps or radps")
            )
        if self.length_unit not in (None, *LENGTH_SCALES_MM):
            raise OptionError(_unknown_unit("length", self.length_unit, "m, cm, mm or in"))
        if self.plate_axes is not None:
            plate_axes_of(self.plate_axes, where="plate_axes")
        _refuse_unknown_keypoints(self.keypoint_layout, self.picture_size_px)


def _refuse_unknown_keypoints(
    layout: str | None, picture_size_px: tuple[float, float] | None
) -> None:
    if layout not in (None, *LAYOUTS):
        raise OptionError(
            f"The keypoint layout must be one of {', '.join(LAYOUTS)}, and is {layout!r}. "
            "Give one of these."
        )
    if picture_size_px is not None and not all(1 < size < 1e5 for size in picture_size_px):
        raise OptionError(
            "The picture size must be its width and height in picture elements, and is "
            f"{'x'.join(f'{size:g}' for size in picture_size_px)}. Give it such as 1920x1080."
        )


def _unknown_unit(quantity: str, unit: object, known: str) -> str:
    return f"The unit of {quantity} must be {known}, and is {unit!r}. Give one of these."
