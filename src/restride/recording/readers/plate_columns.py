"""Which column of a table of plates is what, from its name, such as ``COPx[cm]`` or ``fz_left``."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from restride.errors import MissingChannel
from restride.recording.readers.plate_notes import PlateNotes
from restride.recording.readers.plate_tables import NamedColumn, named_columns
from restride.terms import Side

_CENTRE_WORDS: Final = (
    "cop",
    "cofp",
    "centre_of_pressure",
    "center_of_pressure",
    "centerofpressure",
    "centreofpressure",
)
_AXES: Final = {
    "x": "x",
    "y": "y",
    "z": "z",
    "ap": "ap",
    "ml": "ml",
    "anteroposterior": "ap",
    "mediolateral": "ml",
    "forward": "ap",
    "right": "ml",
}
_KINDS: Final = {
    **dict.fromkeys(_CENTRE_WORDS, "cop"),
    # Ax and Ay, Cx and Cy: a centre of pressure beside forces, an acceleration or nothing alone.
    **dict.fromkeys(("c", "a"), "short"),
    **dict.fromkeys(("f", "force", "grf"), "f"),
    **dict.fromkeys(("m", "moment", "torque"), "m"),
}
_CHANNEL: Final = re.compile(
    rf"(?:(?P<before>.+?)_)?(?P<kind>{'|'.join(sorted(_KINDS, key=len, reverse=True))})"
    rf"(?P<number>\d?)_?(?P<axis>{'|'.join(sorted(_AXES, key=len, reverse=True))})"
    r"_?(?P<after>.*)"
)
_VERTICAL: Final = re.compile(
    r"(?:(?P<before>left|right|l|r|total)_)?"
    r"(?:vertical_force|force_vertical|force|weight|load|fv|grf)"
    r"(?:_(?P<after>left|right|l|r))?"
)
_TIME: Final = re.compile(r"(?:.*_)?(?:time|times|timestamp)|t|timestamps|seconds|unixtime")
_SIDES: Final = {"left": Side.LEFT, "l": Side.LEFT, "right": Side.RIGHT, "r": Side.RIGHT}
#: Words before or after a channel that name no plate.
_NO_PLATE: Final = frozenset(
    ("", "net", "total", "plate", "fp", "forceplate", "platform", "force", "moment", "cop", "grf")
)
_TIME_SCALES_S: Final = {"s": 1.0, "ms": 1e-3, "us": 1e-6}


@dataclass(frozen=True, slots=True, kw_only=True)
class PlateColumns:
    """Where one plate's channels stand: ``cop_x``, ``cop_ap``, ``fz``, ``mx`` and their like."""

    name: str
    side: Side | None = None
    channels: Mapping[str, NamedColumn] = field(default_factory=dict)

    @property
    def has_centre(self) -> bool:
        """Whether both axes of the centre of pressure are written."""
        return bool(self.centre_words)

    @property
    def centre_words(self) -> tuple[str, str] | None:
        """The two columns of the centre of pressure: x and y, or forward and right."""
        for pair in (("cop_ap", "cop_ml"), ("cop_x", "cop_y")):
            if all(word in self.channels for word in pair):
                return pair
        return None

    @property
    def has_load(self) -> bool:
        """Whether it is known how much of the weight is on which foot."""
        return self.side is not None and "fz" in self.channels

    @property
    def has_forces(self) -> bool:
        """Whether the centre of pressure can be made from forces."""
        return all(word in self.channels for word in ("fz", "mx", "my"))


@dataclass(frozen=True, slots=True, kw_only=True)
class PlateTableColumns:
    """What the columns of a table of plates are."""

    plates: tuple[PlateColumns, ...]
    time: NamedColumn | None

    @property
    def time_scale_s(self) -> float | None:
        """How many seconds one unit of the times is; None where the name does not say."""
        return None if self.time is None else _TIME_SCALES_S.get(self.time.unit or "")

    @property
    def needed(self) -> tuple[int, ...]:
        """The columns to read."""
        own = [each.column for plate in self.plates for each in plate.channels.values()]
        return tuple(sorted({*own, *(() if self.time is None else (self.time.column,))}))


def plate_columns(
    names: Sequence[str], *, notes: Sequence[PlateNotes], file_name: str
) -> PlateTableColumns:
    """Find the plates of a table by the names of its columns, or by a mapping.

    Raises
    ------
    MissingChannel
        Where no plate has a centre of pressure or what makes one: the message lists the columns.
    """
    named = named_columns(names)
    time = next((each for each in named if _TIME.fullmatch(each.word)), None)
    if any(each.columns for each in notes):
        return _mapped(names, named, notes, file_name=file_name)
    plates = _found(named)
    if not plates:
        raise MissingChannel(
            "Columns of a centre of pressure are needed, such as cop_ap_mm and cop_ml_mm or COPx "
            "and COPy, or Fz, Mx and My of a plate, and "
            f"{file_name} has the columns {_listed(names)}. Rename them, or name them under "
            "'plates' in a mapping file with --mapping."
        )
    return PlateTableColumns(plates=plates, time=time)


def looks_like_plates(names: Sequence[str]) -> bool:
    """Tell whether the names hold a plate."""
    return bool(_found(named_columns(names)))


def _found(named: Sequence[NamedColumn]) -> tuple[PlateColumns, ...]:
    by_plate: dict[str, dict[str, NamedColumn]] = {}
    for each in named:
        told = _channel_of(each.word)
        if told is not None:
            plate, channel = told
            by_plate.setdefault(plate, {}).setdefault(channel, each)
    if not by_plate:
        by_plate = _bare(named)
    plates = [
        PlateColumns(name=_plate_name(word), side=_side_of(word), channels=_settled(channels))
        for word, channels in by_plate.items()
    ]
    found = [each for each in plates if each.has_centre or each.has_forces or each.has_load]
    if len(found) > 1 and found[0].name == "plate":
        found[0] = replace(found[0], name="plate 1")
    return tuple(found)


def _settled(channels: Mapping[str, NamedColumn]) -> dict[str, NamedColumn]:
    """Take columns with a short name for a centre of pressure where there are forces beside."""
    short = {key: each for key, each in channels.items() if key.startswith("short_")}
    settled = {key: each for key, each in channels.items() if key not in short}
    if "fz" in settled and not any(key.startswith("cop_") for key in settled):
        settled.update({key.replace("short_", "cop_"): each for key, each in short.items()})
    return settled


def _channel_of(word: str) -> tuple[str, str] | None:
    """Tell the plate and the channel, such as ("left", "cop_x")."""
    vertical = _VERTICAL.fullmatch(word)
    if vertical is not None:
        return _label_of([vertical["before"], vertical["after"]]), "fz"
    if word in ("ap", "ml"):
        return "", f"cop_{word}"
    channel = _CHANNEL.fullmatch(word)
    if channel is None:
        return None
    kind, axis = _KINDS[channel["kind"]], _AXES[channel["axis"]]
    if kind not in ("cop", "short") and axis in ("ap", "ml"):
        return None
    plate = _label_of([channel["before"], channel["number"], channel["after"]])
    return plate, f"{kind}_{axis}" if kind in ("cop", "short") else f"{kind}{axis}"


def _label_of(labels: Sequence[str | None]) -> str:
    """Name a plate by what stands around a channel: "" for the only or first one."""
    parts = [part for label in labels for part in (label or "").split("_")]
    parts = [re.sub(r"^(?:fp|plate|forceplate|platform)(?=\d)", "", part) for part in parts]
    kept = [part for part in parts if part not in _NO_PLATE]
    return "" if kept == ["1"] else "_".join(kept)


def _bare(named: Sequence[NamedColumn]) -> dict[str, dict[str, NamedColumn]]:
    """Take a table of x and y, with or without times, for a centre of pressure."""
    others = [each for each in named if not _TIME.fullmatch(each.word)]
    if [each.word for each in others] == ["x", "y"]:
        return {"": {"cop_x": others[0], "cop_y": others[1]}}
    return {}


def _side_of(word: str) -> Side | None:
    return next((_SIDES[part] for part in word.split("_") if part in _SIDES), None)


def _plate_name(word: str) -> str:
    side = _side_of(word)
    if side is not None:
        return str(side)
    number = re.search(r"\d+", word)
    return f"plate {number[0]}" if number else word or "plate"


def _mapped(
    names: Sequence[str],
    named: Sequence[NamedColumn],
    notes: Sequence[PlateNotes],
    *,
    file_name: str,
) -> PlateTableColumns:
    time: NamedColumn | None = None
    plates = []
    for number, each in enumerate(notes, start=1):
        channels = {
            key: named[_place(names, column, key, file_name=file_name)]
            for key, column in each.columns.items()
        }
        time = channels.pop("time", time)
        plate = PlateColumns(name=each.name or f"plate {number}", side=each.side, channels=channels)
        if not (plate.has_centre or plate.has_forces or plate.has_load):
            raise MissingChannel(
                f"A mapping must name cop_x and cop_y, or cop_ap and cop_ml, or fz, mx and my, and "
                f"the one for {file_name} names {', '.join(channels) or 'none'} of {plate.name}. "
                "Add them under 'columns'."
            )
        plates.append(plate)
    time = time or next((each for each in named if _TIME.fullmatch(each.word)), None)
    return PlateTableColumns(plates=tuple(plates), time=time)


def _place(names: Sequence[str], column: str, key: str, *, file_name: str) -> int:
    if column in names:
        return list(names).index(column)
    raise MissingChannel(
        f"The mapping says that {key} is the column {column!r}, and {file_name} has the columns "
        f"{_listed(names)}. Correct the mapping."
    )


def _listed(names: Sequence[str]) -> str:
    shown = ", ".join(repr(name[:40]) for name in names[:15])
    return shown + (f" and {len(names) - 15} more" if len(names) > 15 else "")
