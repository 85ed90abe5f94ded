"""Which column of a table is which axis of which point, or what its rows say of one point each."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from restride.recording.readers.column_names import TIME_SCALES_S
from restride.recording.readers.landmark_arrays import RawUnit
from restride.recording.readers.landmark_names import LAYOUTS, columns_of, landmark_named

_SCORES: Final = (
    "visibility_score",
    "visibility",
    "likelihood",
    "confidence",
    "presence",
    "score",
    "prob",
    "conf",
    "vis",
    "v",
    "c",
    "s",
    "p",
)
_AXES: Final = f"x|y|z|{'|'.join(_SCORES)}"
_UNIT: Final = r"(?:_(?P<unit>px|pixels?|norm|normali[sz]ed|m|cm|mm))?"
_POINT_FIRST: Final = re.compile(rf"(?P<point>.+?)_?(?P<axis>{_AXES}){_UNIT}")
_AXIS_FIRST: Final = re.compile(rf"(?P<axis>{_AXES})_?(?P<point>\d+|[a-z].*?){_UNIT}")
_NUMBERED: Final = re.compile(r"(?:landmarks?|key_?points?|kp|points?|joint|lm|p|marker)?_?(\d+)")
_TIME: Final = re.compile(
    r"(?:video_)?(?:time|times|timestamp|timestamps|t|seconds)(?:_(?:in_)?(?P<unit>s|sec|seconds|ms|us|ns))?"
)
_MILLISECONDS: Final = re.compile(r"(?:time_?stamp|time)?_?(?:ms|msec|milliseconds)")
_FRAMES: Final = frozenset(("image", "image_id", "framenumber")) | {
    f"frame{ending}" for ending in ("", "s", "_number", "_no", "_id", "_idx", "_index", "_num")
}
_POINT_WORDS: Final = ("landmark", "keypoint", "joint", "bodypart", "body_part", "point")
#: The column of the point: a name goes before a number.
_POINT_COLUMNS: Final = (
    *(f"{word}_name" for word in _POINT_WORDS),
    *_POINT_WORDS,
    "name",
    *(f"{word}_{kind}" for kind in ("id", "index", "idx") for word in _POINT_WORDS),
    "index",
    "id",
)
_PERSON_COLUMNS: Final = frozenset(("individual", "personid", "track_id")) | {
    f"{word}{ending}"
    for word in ("person", "subject", "pose")
    for ending in ("", "_id", "_index", "_idx")
}
_UNITS: Final[dict[str, RawUnit]] = {"m": "m", "cm": "cm", "mm": "mm"}
#: Fewer points, each with x and y, are no table of landmarks. House choice.
_LEAST_POINTS: Final = 4
_LAYOUT_SIZES: Final = frozenset(len(names) for names in LAYOUTS.values())
_ALL_NAMES: Final = frozenset(name for names in LAYOUTS.values() for name in names)


@dataclass(frozen=True, slots=True, kw_only=True)
class WideColumns:
    """Tables with a row a frame."""

    #: Names of the points; None where only their numbers are known.
    names: tuple[str, ...] | None
    #: x, y and where it is there z of each point.
    positions: tuple[tuple[int, ...], ...]
    #: The confidence of each point; empty where there is none.
    scores: tuple[int, ...] = ()
    unit: RawUnit | None = None
    time: int | None = None
    time_scale_s: float | None = None
    frame: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LongColumns:
    """Tables with a row a point."""

    point: int
    positions: tuple[int, ...]
    score: int | None = None
    person: int | None = None
    unit: RawUnit | None = None
    time: int | None = None
    time_scale_s: float | None = None
    frame: int | None = None


def plain_name(cell: str) -> str:
    """Lower case, everything between words an underscore."""
    return re.sub(r"[^a-z0-9]+", "_", cell.strip().lower()).strip("_")


def columns_in(cells: Sequence[str]) -> WideColumns | LongColumns | None:
    """Understand a row of names; None where it names no landmarks."""
    plain = [plain_name(cell) for cell in cells]
    return _wide(plain) or _long(plain)


def _wide(plain: Sequence[str]) -> WideColumns | None:
    found: dict[str, dict[str, int]] = {}
    unit: RawUnit | None = None
    for column, cell in enumerate(plain):
        point = _point_and_axis(cell)
        if point is not None and point[1] not in found.get(point[0], {}):
            found.setdefault(point[0], {})[point[1]] = column
            unit = unit or point[2]
    whole = {point: axes for point, axes in found.items() if {"x", "y"} <= axes.keys()}
    names = _in_order(whole)
    if names is None:
        return None
    axes = "xyz" if all("z" in whole[name] for name in names) else "xy"
    has_scores = all("score" in whole[name] for name in names)
    return WideColumns(
        names=None if names[0].isdigit() else tuple(names),
        positions=tuple(tuple(whole[name][axis] for axis in axes) for name in names),
        scores=tuple(whole[name]["score"] for name in names) if has_scores else (),
        unit=unit,
        time=_time(plain)[0],
        time_scale_s=_time(plain)[1],
        frame=_frame(plain),
    )


def _in_order(whole: dict[str, dict[str, int]]) -> list[str] | None:
    """Take points by name, else all numbers from the first on; None where they are no body."""
    named = [name for name in whole if not name.isdigit()]
    if len(columns_of(named)) >= _LEAST_POINTS:
        return named
    numbers = sorted(int(name) for name in whole if name.isdigit())
    is_all = numbers == list(range(numbers[0], numbers[0] + len(numbers))) if numbers else False
    if not is_all or numbers[0] > 1 or len(numbers) not in _LAYOUT_SIZES:
        return None
    return [str(number) for number in numbers]


def _point_and_axis(cell: str) -> tuple[str, str, RawUnit | None] | None:
    for pattern in (_POINT_FIRST, _AXIS_FIRST):
        named = pattern.fullmatch(cell)
        if named is None:
            continue
        point = _known_point(named["point"])
        if point is not None:
            axis = named["axis"] if named["axis"] in "xyz" else "score"
            unit = named["unit"] or ""
            return point, axis, _UNITS.get(unit, _flat_unit(unit))
    return None


def _flat_unit(unit: str) -> RawUnit | None:
    if unit.startswith("p"):
        return "px"
    return "picture-share" if unit.startswith("norm") else None


def _known_point(name: str) -> str | None:
    number = _NUMBERED.fullmatch(name)
    if number is not None:
        return str(int(number[1])) if len(number[1]) < 5 else None
    is_known = name in _ALL_NAMES or landmark_named(name) is not None
    return name if is_known and name != "-" else None


def _long(plain: Sequence[str]) -> LongColumns | None:
    at = {name: column for column, name in reversed(list(enumerate(plain)))}
    axes = [_axis_column(at, axis) for axis in "xyz"]
    point = next((at[name] for name in _POINT_COLUMNS if name in at), None)
    time, scale_s = _time(plain)
    if point is None or axes[0] is None or axes[1] is None:
        return None
    if _frame(plain) is None and time is None:
        return None
    unit = next((_flat_or_space(name) for name in plain if re.fullmatch(r"x_\w+", name)), None)
    return LongColumns(
        point=point,
        positions=tuple(axis for axis in axes if axis is not None),
        score=next((at[name] for name in _SCORES if name in at), None),
        person=next((at[name] for name in at if name in _PERSON_COLUMNS), None),
        unit=unit,
        time=time,
        time_scale_s=scale_s,
        frame=_frame(plain),
    )


def _axis_column(at: dict[str, int], axis: str) -> int | None:
    named = rf"(?:pos(?:ition)?_)?{axis}(?:_(?:px|pixels?|norm|normali[sz]ed|m|cm|mm|coord))?"
    return next((column for name, column in at.items() if re.fullmatch(named, name)), None)


def _flat_or_space(name: str) -> RawUnit | None:
    unit = name.rpartition("_")[2]
    return _UNITS.get(unit, _flat_unit(unit))


def _time(plain: Sequence[str]) -> tuple[int | None, float | None]:
    """Find the column of the time, and what its unit is in seconds where its name says so."""
    for column, name in enumerate(plain):
        if name and _MILLISECONDS.fullmatch(name):
            return column, 1e-3
        named = _TIME.fullmatch(name)
        if named is not None:
            return column, TIME_SCALES_S.get(named["unit"] or "")
    return None, None


def _frame(plain: Sequence[str]) -> int | None:
    return next((column for column, name in enumerate(plain) if name in _FRAMES), None)
