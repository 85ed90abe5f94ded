"""Which column is what, from its name, such as ``acc_x_mps2`` or ``left_foot_gyr_y``."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from restride.errors import MissingChannel
from restride.recording.readers.notes import Axes, Notes, SensorNotes
from restride.terms import Placement

_UNIT_WORDS: Final = {
    "mps2": "mps2",
    "m_s2": "mps2",
    "m_s_2": "mps2",
    "m_per_s2": "mps2",
    "ms2": "mps2",
    "g": "g",
    "mg": "mg",
    "dps": "dps",
    "deg_s": "dps",
    "deg_per_s": "dps",
    "degps": "dps",
    "radps": "radps",
    "rad_s": "radps",
    "rad_per_s": "radps",
}
_KINDS: Final = {
    "a": "acc",
    "acc": "acc",
    "accel": "acc",
    "acceleration": "acc",
    "accelerometer": "acc",
    "g": "gyr",
    "w": "gyr",
    "gyr": "gyr",
    "gyro": "gyr",
    "gyroscope": "gyr",
    "angular_velocity": "gyr",
    "angularvelocity": "gyr",
    "rotation_rate": "gyr",
    "rotationrate": "gyr",
}
_CHANNEL: Final = re.compile(
    rf"(?:(?P<sensor>.+?)_)??(?P<kind>{'|'.join(sorted(_KINDS, key=len, reverse=True))})"
    rf"_?(?P<axis>[xyz])(?:_(?P<unit>{'|'.join(sorted(_UNIT_WORDS, key=len, reverse=True))}))?"
)
_TIME: Final = re.compile(
    r"(?:time|times|t|timestamp|timestamps|unixtime|unix_time|epoch|elapsed|elapsed_time|seconds|datetime)"
    r"(?:_(?P<unit>s|sec|seconds|ms|us|ns))?"
)
_COUNTER: Final = frozenset(
    ("sample", "samples", "index", "packetcounter", "packet_counter", "counter", "frame", "n", "")
)
TIME_SCALES_S: Final = {"s": 1.0, "sec": 1.0, "seconds": 1.0, "ms": 1e-3, "us": 1e-6, "ns": 1e-9}
_PLACEMENT_WORDS: Final = {
    "lower_back": Placement.LOWER_BACK,
    "lowerback": Placement.LOWER_BACK,
    "back": Placement.LOWER_BACK,
    "lumbar": Placement.LOWER_BACK,
    "pelvis": Placement.LOWER_BACK,
    "sacrum": Placement.LOWER_BACK,
    "left_foot": Placement.LEFT_FOOT,
    "leftfoot": Placement.LEFT_FOOT,
    "foot_left": Placement.LEFT_FOOT,
    "right_foot": Placement.RIGHT_FOOT,
    "rightfoot": Placement.RIGHT_FOOT,
    "foot_right": Placement.RIGHT_FOOT,
}

Triple = tuple[int, int, int]
#: By the sensor's name: where each channel stands, and its unit.
_Found = dict[str, dict[tuple[str, str], tuple[int, str | None]]]


@dataclass(frozen=True, slots=True, kw_only=True)
class SensorColumns:
    """Where one sensor's channels stand in a table."""

    name: str
    placement: Placement
    acceleration: Triple
    acceleration_unit: str | None
    angular_velocity: Triple | None
    angular_velocity_unit: str | None
    axes: Axes | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TableColumns:
    """Where everything stands in a table."""

    sensors: tuple[SensorColumns, ...]
    time: int | None = None
    #: Seconds that one unit of the time column is; None where its name does not say.
    time_scale_s: float | None = None
    counter: int | None = None


def placement_of(name: str) -> Placement:
    """Tell the place on the body from a sensor's name; unknown where it names none."""
    return _PLACEMENT_WORDS.get(_plain(name), Placement.UNKNOWN)


def _plain(name: str) -> str:
    """Lower case, everything between words an underscore: ``Acc X [m/s²]`` is ``acc_x_m_s2``."""
    lowered = name.strip().lower().replace("²", "2").replace("^", "").replace("°", "deg")
    return re.sub(r"[^a-z0-9]+", "_", lowered).strip("_")


def name_columns(names: Sequence[str], *, notes: Notes, file_name: str) -> TableColumns:
    """Find the channels among the names of columns, or by a mapping where one was given.

    Raises
    ------
    MissingChannel
        Where no complete acceleration is there: the message lists the names found.
    """
    plain = [_plain(name) for name in names]
    if notes.sensors:
        return _by_mapping(names, notes, file_name)
    found: _Found = {}
    for position, name in enumerate(plain):
        channel = _CHANNEL.fullmatch(name)
        if channel is None:
            continue
        unit = _UNIT_WORDS.get(channel["unit"] or "")
        key = (_KINDS[channel["kind"]], channel["axis"])
        found.setdefault(channel["sensor"] or "", {}).setdefault(key, (position, unit))
    found = _paired(found)
    sensors = tuple(
        _sensor(name, channels)
        for name, channels in found.items()
        if all(("acc", axis) in channels for axis in "xyz")
    )
    if not sensors:
        raise MissingChannel(
            f"Columns acc_x, acc_y and acc_z are needed (with or without a unit, such as "
            f"acc_x_mps2 or acc_x_g), and {file_name} has the columns {_listed(names)}. "
            "Rename them, or name them in a mapping file with --mapping."
        )
    time, scale_s = _time_column(plain)
    counter = next((at for at, name in enumerate(plain) if name in _COUNTER), None)
    return TableColumns(sensors=sensors, time=time, time_scale_s=scale_s, counter=counter)


def _paired(found: _Found) -> _Found:
    """Join a single acceleration and a single gyroscope that names hold apart.

    Such as ``linear_acceleration_x`` and ``angular_velocity_x``.
    """
    kinds = {name: {kind for kind, _ in channels} for name, channels in found.items()}
    if sorted(kinds.values(), key=sorted) != [{"acc"}, {"gyr"}]:
        return found
    (force,) = (name for name, of_name in kinds.items() if of_name == {"acc"})
    (turning,) = kinds.keys() - {force}
    name = force if turning == "" else turning if force == "" else ""
    return {name: found[force] | found[turning]}


def looks_like_columns(names: Sequence[str]) -> bool:
    """Tell whether the names hold an acceleration."""
    kinds = [_CHANNEL.fullmatch(_plain(name)) for name in names]
    return any(each is not None and _KINDS[each["kind"]] == "acc" for each in kinds)


def _sensor(name: str, channels: Mapping[tuple[str, str], tuple[int, str | None]]) -> SensorColumns:
    acceleration = [channels["acc", axis] for axis in "xyz"]
    has_gyroscope = all(("gyr", axis) in channels for axis in "xyz")
    gyroscope = [channels["gyr", axis] for axis in "xyz"] if has_gyroscope else None
    return SensorColumns(
        name=name or "sensor",
        placement=placement_of(name),
        acceleration=_triple(acceleration),
        acceleration_unit=acceleration[0][1],
        angular_velocity=None if gyroscope is None else _triple(gyroscope),
        angular_velocity_unit=None if gyroscope is None else gyroscope[0][1],
    )


def _triple(found: Sequence[tuple[int, str | None]]) -> Triple:
    return (found[0][0], found[1][0], found[2][0])


def _time_column(plain: Sequence[str]) -> tuple[int | None, float | None]:
    for position, name in enumerate(plain):
        time = _TIME.fullmatch(name)
        if time is not None:
            unit = "s" if name == "seconds" else time["unit"]
            return position, None if unit is None else TIME_SCALES_S[unit]
    return None, None


def _by_mapping(names: Sequence[str], notes: Notes, file_name: str) -> TableColumns:
    time: int | None = None
    sensors = []
    for sensor in notes.sensors:
        places = {
            key: _place(names, column, key, file_name) for key, column in sensor.columns.items()
        }
        time = places.get("time", time)
        sensors.append(_mapped_sensor(sensor, places, file_name))
    return TableColumns(sensors=tuple(sensors), time=time)


def _mapped_sensor(sensor: SensorNotes, places: Mapping[str, int], file_name: str) -> SensorColumns:
    missing = [f"acc_{axis}" for axis in "xyz" if f"acc_{axis}" not in places]
    if missing:
        raise MissingChannel(
            f"A mapping must name the columns acc_x, acc_y and acc_z, and the one for {file_name} "
            f"leaves out {', '.join(missing)} of {sensor.name}. Add them under 'columns'."
        )
    has_gyroscope = all(f"gyr_{axis}" in places for axis in "xyz")
    gyroscope = (places["gyr_x"], places["gyr_y"], places["gyr_z"]) if has_gyroscope else None
    return SensorColumns(
        name=sensor.name,
        placement=sensor.placement,
        acceleration=(places["acc_x"], places["acc_y"], places["acc_z"]),
        acceleration_unit=None,
        angular_velocity=gyroscope,
        angular_velocity_unit=None,
        axes=sensor.axes,
    )


def _place(names: Sequence[str], column: str, key: str, file_name: str) -> int:
    if column in names:
        return list(names).index(column)
    raise MissingChannel(
        f"The mapping says that {key} is the column {column!r}, and {file_name} has the columns "
        f"{_listed(names)}. Correct the mapping."
    )


def _listed(names: Sequence[str]) -> str:
    shown = ", ".join(repr(name[:40]) for name in names[:15])
    return shown + (f" and {len(names) - 15} more" if len(names) > 15 else "")
