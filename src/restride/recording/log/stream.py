"""What a stream says of itself before its first sample: sensors, channels, rates, clocks.

The payload of a log's first frame, and what a device sends first. It names nobody: who is measured
belongs to the record. JSON, every key checked:

``{"version": 1, "sensors": [{"name": "back", "placement": "lower-back", "clock": "hub",
"sampling_rate_hz": 100.0, "channels": [{"name": "acc_x", "unit": "g"}, ...]}]}``
"""

import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Final, NoReturn

from restride.errors import ContentError, StreamRefused
from restride.rows import read_row
from restride.terms import Placement, Side, Task

STREAM_VERSION: Final = 1
MOST_SENSORS: Final = 32
MOST_HEADER_BYTES: Final = 65_536
#: Rates that sensors, plates and boards have. House choice: docs/decisions/0160-recording-log.md.
RATES_HZ: Final = (1.0, 20_000.0)
_NAME: Final = re.compile(r"[a-z0-9](?:[a-z0-9_-]{0,38}[a-z0-9])?")


class ChannelName(StrEnum):
    """One number of a sample."""

    ACC_X = "acc_x"
    ACC_Y = "acc_y"
    ACC_Z = "acc_z"
    GYR_X = "gyr_x"
    GYR_Y = "gyr_y"
    GYR_Z = "gyr_z"
    #: Of a plate, as it stands to the person.
    COP_FORWARD = "cop_forward"
    COP_RIGHT = "cop_right"
    FORCE_UP = "force_up"
    FORCE_FORWARD = "force_forward"
    FORCE_RIGHT = "force_right"


#: Channels that make sense only together, with the units they may have.
ACCELERATION: Final = (ChannelName.ACC_X, ChannelName.ACC_Y, ChannelName.ACC_Z)
ANGULAR_VELOCITY: Final = (ChannelName.GYR_X, ChannelName.GYR_Y, ChannelName.GYR_Z)
CENTRE_OF_PRESSURE: Final = (ChannelName.COP_FORWARD, ChannelName.COP_RIGHT)
VERTICAL_FORCE: Final = (ChannelName.FORCE_UP,)
HORIZONTAL_FORCE: Final = (ChannelName.FORCE_FORWARD, ChannelName.FORCE_RIGHT)
_UNITS: Final[dict[tuple[ChannelName, ...], tuple[str, ...]]] = {
    ACCELERATION: ("mps2", "g", "mg"),
    ANGULAR_VELOCITY: ("dps", "radps"),
    CENTRE_OF_PRESSURE: ("mm",),
    VERTICAL_FORCE: ("n",),
    HORIZONTAL_FORCE: ("n",),
}
_OF_SENSOR: Final = frozenset((*ACCELERATION, *ANGULAR_VELOCITY))
_OPPOSITE: Final = {"up": "down", "left": "right", "forward": "backward"}
_LINE_OF: Final = {each: line for line, other in _OPPOSITE.items() for each in (line, other)}
_SIDE_OF: Final = {Placement.LEFT_FOOT: Side.LEFT, Placement.RIGHT_FOOT: Side.RIGHT}


@dataclass(frozen=True, slots=True, kw_only=True)
class StreamChannel:
    """One channel, in the unit it is sent in."""

    name: ChannelName
    unit: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StreamSensor:
    """One sensor or plate of a stream."""

    #: Small letters, figures, - and _.
    name: str
    sampling_rate_hz: float
    channels: tuple[StreamChannel, ...]
    placement: Placement = Placement.UNKNOWN
    #: Whose foot stands on a plate; of a sensor only what its place says anyway.
    side: Side | None = None
    #: Which clock its times are of: sensors whose clocks bear one name share one.
    clock: str = "device"
    #: Where x, y, z point on the body; None where nobody says.
    axes: tuple[str, str, str] | None = None
    acceleration_range_mps2: float | None = None
    angular_velocity_range_dps: float | None = None

    def __post_init__(self) -> None:
        _refuse_name(self.name, "name")
        _refuse_name(self.clock, "clock")
        low_hz, high_hz = RATES_HZ
        if not low_hz <= self.sampling_rate_hz <= high_hz:
            raise StreamRefused(
                f"The rate of {self.name} must lie between {low_hz:g} and {high_hz:g} Hz, and is "
                f"{self.sampling_rate_hz:g}. Correct sampling_rate_hz."
            )
        _refuse_channels(self)
        _refuse_side(self)
        _refuse_axes(self)

    @property
    def is_plate(self) -> bool:
        """Whether it stands on the ground and is stood upon."""
        return self.has(CENTRE_OF_PRESSURE)

    def has(self, names: tuple[ChannelName, ...]) -> bool:
        """Tell whether it has these channels."""
        return any(each.name in names for each in self.channels)

    def columns_of(self, names: tuple[ChannelName, ...]) -> list[int]:
        """Tell where these channels stand in a sample."""
        order = [each.name for each in self.channels]
        return [order.index(name) for name in names]

    def unit_of(self, names: tuple[ChannelName, ...]) -> str:
        """Tell the unit of these channels."""
        return next(each.unit for each in self.channels if each.name in names)


@dataclass(frozen=True, slots=True, kw_only=True)
class StreamHeader:
    """Everything that a stream sends, in the order of its stream numbers."""

    version: int
    sensors: tuple[StreamSensor, ...]
    #: Nobody moved: a player or the virtual person sends.
    is_simulated: bool = False
    #: What the person was asked to do; None where nobody says.
    task: Task | None = None

    def __post_init__(self) -> None:
        if self.version != STREAM_VERSION:
            raise StreamRefused(
                f"A stream of version {STREAM_VERSION} is needed, and this one has "
                f"{self.version}. Bring sender and receiver to one version of Restride."
            )
        if not 1 <= len(self.sensors) <= MOST_SENSORS:
            raise StreamRefused(
                f"A stream has 1 to {MOST_SENSORS} sensors, and this one has "
                f"{len(self.sensors)}. Leave out those that are not needed."
            )
        _refuse_twice([each.name for each in self.sensors], "sensors of one name")
        places = [each.placement for each in self.sensors]
        known = [place for place in places if place is not Placement.UNKNOWN]
        _refuse_twice(known, "sensors at one place")


def header_payload(header: StreamHeader) -> bytes:
    """Write a header as the payload of a frame."""
    return json.dumps(asdict(header), separators=(",", ":")).encode()


def header_of_payload(payload: bytes) -> StreamHeader:
    """Read a header, refusing everything that is not as it must be.

    Raises
    ------
    StreamRefused
        With the place and what must stand there.
    """
    content = json_of_payload(payload, what="header", most_bytes=MOST_HEADER_BYTES)
    try:
        return read_row(StreamHeader, content, where="header")
    except ContentError as error:
        raise StreamRefused(str(error)) from None


def json_of_payload(payload: bytes, *, what: str, most_bytes: int) -> object:
    """Read JSON in which nothing stands twice and every number is one."""
    if len(payload) > most_bytes:
        raise StreamRefused(
            f"The {what} of a stream has at most {most_bytes:,} bytes, and this one has "
            f"{len(payload):,}. Shorten it."
        )
    try:
        content: object = json.loads(
            payload.decode(), object_pairs_hook=_without_doubles, parse_constant=_refuse_constant
        )
    except (ValueError, RecursionError) as error:
        raise StreamRefused(
            f"The {what} of a stream must be JSON, and this one is not: {str(error)[:120]}. "
            "Correct it."
        ) from None
    return content


def _without_doubles(pairs: Iterable[tuple[str, object]]) -> dict[str, object]:
    content: dict[str, object] = {}
    for key, value in pairs:
        if key in content:
            raise ValueError(f"the key {key[:40]!r} stands twice")
        content[key] = value
    return content


def _refuse_constant(name: str) -> NoReturn:
    raise ValueError(f"{name} is no number of JSON")


def is_plain_name(name: str) -> bool:
    """Tell whether a name has 1 to 40 small letters, figures, - and _, none of these at its end."""
    return _NAME.fullmatch(name) is not None


def _refuse_name(name: str, key: str) -> None:
    if not is_plain_name(name):
        raise StreamRefused(
            f"The {key} of a sensor has 1 to 40 small letters, figures, - and _, and one is "
            f"{name[:80]!r}. Rename it."
        )


def _refuse_twice(names: Sequence[str], what: str) -> None:
    twice = next((name for name in names if names.count(name) > 1), None)
    if twice is not None:
        raise StreamRefused(f"A stream cannot have two {what}, and {twice} stands twice. Name one.")


def _refuse_channels(sensor: StreamSensor) -> None:
    names = [each.name for each in sensor.channels]
    _refuse_twice(names, f"channels of one name in {sensor.name}")
    for group, units in _UNITS.items():
        of_group = [each for each in sensor.channels if each.name in group]
        if of_group and (len(of_group) < len(group) or len({each.unit for each in of_group}) > 1):
            raise StreamRefused(
                f"The channels {', '.join(group)} go together, in one unit, and {sensor.name} has "
                f"{', '.join(f'{each.name} in {each.unit}' for each in of_group)}. Send them all."
            )
        if of_group and of_group[0].unit not in units:
            raise StreamRefused(
                f"The unit of {group[0]} must be {' or '.join(units)}, and in {sensor.name} it is "
                f"{of_group[0].unit[:40]!r}. Convert it before it is sent."
            )
    is_worn = set(names) <= _OF_SENSOR and sensor.has(ACCELERATION)
    is_plate = not set(names) & _OF_SENSOR and sensor.has(CENTRE_OF_PRESSURE)
    if not is_worn and not is_plate:
        raise StreamRefused(
            "A sensor has acc_x, acc_y and acc_z, with or without gyr_x, gyr_y and gyr_z; a plate "
            "has cop_forward and cop_right, with or without forces. "
            f"{sensor.name} has {', '.join(names) or 'no channel'}. Send it as one of these."
        )


def _refuse_side(sensor: StreamSensor) -> None:
    if sensor.is_plate and sensor.placement is not Placement.UNKNOWN:
        raise StreamRefused(
            f"A plate is worn nowhere, and {sensor.name} has the place {sensor.placement}. "
            "Leave it out, and say with side whose foot stands on it."
        )
    if not sensor.is_plate and sensor.side not in (None, _SIDE_OF.get(sensor.placement)):
        raise StreamRefused(
            f"The side of a sensor is that of its place, and {sensor.name} is at "
            f"{sensor.placement} and {sensor.side}. Correct one of them, or leave out the side."
        )


def _refuse_axes(sensor: StreamSensor) -> None:
    lines = sorted(_LINE_OF.get(each, "") for each in sensor.axes or ())
    if lines and (lines != sorted(_OPPOSITE) or sensor.is_plate):
        raise StreamRefused(
            f"The axes of a sensor point up or down, left or right, forward or backward, and those "
            f"of {sensor.name} point {', '.join(sensor.axes or ())[:80]}. Correct them."
        )
    for name in ("acceleration_range_mps2", "angular_velocity_range_dps"):
        end = getattr(sensor, name)
        if end is not None and not end > 0:
            raise StreamRefused(
                f"The {name} of {sensor.name} must be above 0, and is {end:g}. Correct it."
            )
