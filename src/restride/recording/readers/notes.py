"""What stands beside a file: a mapping that names its columns, or a sidecar ``NAME.json``.

Both have the same keys, all of them optional:

``placement``   lower-back, left-foot or right-foot; for several sensors a list in their order
``units``       {"acceleration": "mps2" or "g", "angular_velocity": "dps" or "radps"}
``rate_hz``     samples a second
``axes``        where x, y, z point on the body, such as ["up", "right", "forward"]
``person``      {"height_m", "sensor_height_m", "body_mass_kg", "age_years", "sex", "walking_aid"}
``started_at``  ISO 8601
``is_simulated``  true where nobody walked
``task``        what the person was asked to do, such as timed-up-and-go
``columns``     mapping only: {"time": "t", "acc_x": "AX", ..., "gyr_z": "GZ"}
``sensors``     mapping only: a list of {"name", "placement", "axes", "columns"} for several sensors
``plates``      what is said about force plates, see plate_notes
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Final

from restride.errors import FileNotUsable, OptionError
from restride.person import Person
from restride.recording.quality import QualityFinding
from restride.recording.readers.limits import read_head
from restride.recording.readers.options import (
    ACCELERATION_UNITS,
    ANGULAR_VELOCITY_UNITS,
    AccelerationUnit,
    AngularVelocityUnit,
    ReadOptions,
)
from restride.recording.readers.plate_notes import PlateNotes, parse_plates
from restride.terms import Placement, Severity, Sex, Task, WalkingAid

_KEYS: Final = frozenset(
    [
        "placement",
        "units",
        "rate_hz",
        "axes",
        "person",
        "started_at",
        "is_simulated",
        "task",
        "columns",
        "sensors",
        "plates",
    ]
)
_PERSON_NUMBERS: Final = ("height_m", "sensor_height_m", "body_mass_kg", "age_years")
_DIRECTIONS: Final = ("up", "down", "left", "right", "forward", "backward")
#: No mapping is longer; a longer file beside a recording is something else.
_LONGEST_BYTES: Final = 1_000_000

Axes = tuple[str, str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class SensorNotes:
    """One sensor's columns in a mapping."""

    name: str
    placement: Placement = Placement.UNKNOWN
    axes: Axes | None = None
    columns: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Notes:
    """What a mapping or a sidecar says."""

    placements: tuple[Placement, ...] = ()
    acceleration_unit: AccelerationUnit | None = None
    angular_velocity_unit: AngularVelocityUnit | None = None
    rate_hz: float | None = None
    axes: Axes | None = None
    person: Person = field(default_factory=Person)
    started_at: str | None = None
    is_simulated: bool = False
    task: Task | None = None
    sensors: tuple[SensorNotes, ...] = ()
    plates: tuple[PlateNotes, ...] = ()
    #: What was left out of it.
    findings: tuple[QualityFinding, ...] = ()


def read_notes(path: Path, options: ReadOptions) -> Notes:
    """Read the mapping that was given, else the sidecar beside the file, else nothing."""
    if options.mapping is not None:
        return _read_mapping(options.mapping)
    sidecar = path.with_suffix(".json")
    if sidecar == path or not sidecar.is_file() or sidecar.stat().st_size > _LONGEST_BYTES:
        return Notes()
    try:
        content = json.loads(sidecar.read_text(encoding="utf-8-sig"))
    except (OSError, ValueError, RecursionError) as error:
        found = f"{sidecar.name}, beside the recording, is no JSON: {str(error)[:100]}."
        return Notes(findings=(_left_out(found, Severity.WARNING),))
    keys = content.keys() if isinstance(content, dict) else set()
    if "schema_version" in keys:
        # An analysis of the recording, written beside it, is no sidecar.
        return Notes()
    unknown = sorted(keys - _KEYS)
    notes = _parse(content, sidecar) if _KEYS & keys else Notes()
    if keys and not unknown:
        return notes
    what = f"the unknown keys {', '.join(unknown)[:200]}" if unknown else "no key that is known"
    found = f"{sidecar.name}, beside the recording, has {what}."
    return replace(notes, findings=(_left_out(found, Severity.NOTE),))


def _left_out(found: str, severity: Severity) -> QualityFinding:
    return QualityFinding(
        code="sidecar-left-out",
        severity=severity,
        sensor=None,
        start_s=None,
        end_s=None,
        found=found,
        done="That was not used.",
    )


def with_notes(options: ReadOptions, notes: Notes) -> ReadOptions:
    """Fill what was not said with what stands beside the file."""
    return replace(
        options,
        placements=options.placements or notes.placements,
        acceleration_unit=options.acceleration_unit or notes.acceleration_unit,
        angular_velocity_unit=options.angular_velocity_unit or notes.angular_velocity_unit,
        sampling_rate_hz=options.sampling_rate_hz or notes.rate_hz,
        person=filled(options.person or Person(), notes.person),
        plates=options.plates or notes.plates,
    )


def filled(first: Person, second: Person) -> Person:
    """Take each thing known of a person from the first, else from the second."""
    known = {
        name: getattr(first, name) if getattr(first, name) is not None else getattr(second, name)
        for name in (*_PERSON_NUMBERS, "sex", "walking_aid")
    }
    return Person(**known)


def _read_mapping(path: Path) -> Notes:
    read_head(path, head_bytes=1)
    if path.stat().st_size > _LONGEST_BYTES:
        raise FileNotUsable(
            f"A mapping is a short JSON or YAML file, and {path} has {path.stat().st_size:,} "
            "bytes. Check which file was named as the mapping."
        )
    try:
        text = path.read_text(encoding="utf-8-sig")
        content = json.loads(text) if path.suffix.lower() == ".json" else _from_yaml(text)
    except (ValueError, RecursionError) as error:
        raise OptionError(
            f"A mapping must be JSON or YAML, and {path} is not: {str(error)[:200]}. Correct it."
        ) from None
    if not isinstance(content, dict):
        raise OptionError(
            f"A mapping must be an object with keys such as 'columns', and {path} holds "
            f"{type(content).__name__}. See the keys in the documentation of readers."
        )
    unknown = sorted(str(key) for key in content.keys() - _KEYS)
    if unknown:
        raise OptionError(
            f"The mapping {path} has the unknown keys {', '.join(unknown)}. "
            f"Known are {', '.join(sorted(_KEYS))}."
        )
    return _parse(content, path)


def _from_yaml(text: str) -> Any:
    import yaml

    try:
        return yaml.safe_load(text)
    except yaml.YAMLError as error:
        raise ValueError(str(error)) from None


def _parse(content: dict[str, Any], path: Path) -> Notes:
    units = _object(content, "units", path)
    placement = content.get("placement", [])
    placements = placement if isinstance(placement, list) else [placement]
    return Notes(
        placements=tuple(_one_of(Placement, each, "placement", path) for each in placements),
        acceleration_unit=_unit(units, "acceleration", ACCELERATION_UNITS, path),
        angular_velocity_unit=_unit(units, "angular_velocity", ANGULAR_VELOCITY_UNITS, path),
        rate_hz=_number(content, "rate_hz", path),
        axes=_axes(content, path),
        person=_person(_object(content, "person", path), path),
        started_at=None if content.get("started_at") is None else str(content["started_at"]),
        is_simulated=content.get("is_simulated") is True,
        task=_task(content, path),
        sensors=_sensors(content, path),
        plates=parse_plates(content, where=path.name),
    )


def _sensors(content: dict[str, Any], path: Path) -> tuple[SensorNotes, ...]:
    if "columns" in content:
        columns = _texts(_object(content, "columns", path))
        return (SensorNotes(name="sensor", columns=columns),)
    stated = content.get("sensors", [])
    if not isinstance(stated, list) or not all(isinstance(each, dict) for each in stated):
        raise OptionError(
            f"'sensors' in {path} must be a list of objects with name, placement and columns. "
            "Correct it."
        )
    return tuple(
        SensorNotes(
            name=str(each.get("name", f"sensor {number}")),
            placement=_one_of(Placement, each.get("placement", "unknown"), "placement", path),
            axes=_axes(each, path),
            columns=_texts(_object(each, "columns", path)),
        )
        for number, each in enumerate(stated, start=1)
    )


def _texts(stated: dict[str, Any]) -> dict[str, str]:
    return {str(key): str(value) for key, value in stated.items()}


def _task(content: dict[str, Any], path: Path) -> Task | None:
    stated = content.get("task")
    return None if stated is None else _one_of(Task, stated, "task", path)


def _object(content: dict[str, Any], key: str, path: Path) -> dict[str, Any]:
    stated = content.get(key)
    if stated is None:
        return {}
    if not isinstance(stated, dict):
        raise OptionError(
            f"'{key}' in {path} must be an object, and is {stated!r:.80}. Correct it."
        )
    return stated


def _unit(units: dict[str, Any], key: str, known: tuple[str, ...], path: Path) -> Any:
    stated = units.get(key)
    if stated is not None and stated not in known:
        raise OptionError(
            f"The unit of {key} in {path} must be {' or '.join(known)}, and is {stated!r:.80}. "
            "Correct it."
        )
    return stated


def _number(content: dict[str, Any], key: str, path: Path) -> float | None:
    stated = content.get(key)
    if stated is None:
        return None
    if isinstance(stated, bool) or not isinstance(stated, int | float) or not stated > 0:
        raise OptionError(
            f"'{key}' in {path} must be a positive number, and is {stated!r:.80}. Correct it."
        )
    return float(stated)


def _axes(content: dict[str, Any], path: Path) -> Axes | None:
    stated = content.get("axes")
    if stated is None:
        return None
    if not (
        isinstance(stated, list)
        and len(stated) == 3
        and all(each in _DIRECTIONS for each in stated)
    ):
        raise OptionError(
            f"'axes' in {path} must name where x, y and z point, each one of "
            f"{', '.join(_DIRECTIONS)}, and is {stated!r:.80}. Correct it."
        )
    return (stated[0], stated[1], stated[2])


def _person(stated: dict[str, Any], path: Path) -> Person:
    known = (*_PERSON_NUMBERS, "sex", "walking_aid")
    unknown = sorted(str(key) for key in stated.keys() - set(known))
    if unknown:
        raise OptionError(
            f"'person' in {path} has the unknown keys {', '.join(unknown)}. "
            f"Known are {', '.join(known)}."
        )
    numbers = {name: _number(stated, name, path) for name in _PERSON_NUMBERS}
    sex, aid = stated.get("sex"), stated.get("walking_aid")
    return Person(
        **numbers,
        sex=None if sex is None else _one_of(Sex, sex, "sex", path),
        walking_aid=None if aid is None else _one_of(WalkingAid, aid, "walking_aid", path),
    )


def _one_of(kind: Any, stated: Any, key: str, path: Path) -> Any:
    known = [member.value for member in kind]
    if stated not in known:
        raise OptionError(
            f"'{key}' in {path} must be one of {', '.join(known)}, and is {stated!r:.80}. "
            "Correct it."
        )
    return kind(stated)
