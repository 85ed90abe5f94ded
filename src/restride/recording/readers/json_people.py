"""Files of JSON with people in frames: read within limits, alone, in a folder, or packed."""

import json
import re
import zipfile
import zlib
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

import numpy as np

from restride.arrays import FloatArray
from restride.errors import DamagedFile
from restride.recording.readers.limits import refuse_too_large
from restride.recording.readers.whole_text import read_whole_text, text_of

#: Files of one frame each, by the end of their names: ``walk_000000000012_keypoints.json``.
_OF_ONE_FRAME: Final = re.compile(r"(?P<stem>.*?)_?(?P<frame>\d+)(?P<end>_keypoints\.json)")
#: Bytes of memory that a byte of packed JSON takes once it is parsed.
_MEMORY_RATIO: Final = 20
#: Frames of one recording; five hours at 60 frames a second. House choice.
_MOST_FRAMES: Final = 1_000_000
#: Numbers a point may have beside each other, and points a person.
_MOST_POINTS: Final = 600
_BROKEN: Final = (
    zipfile.BadZipFile,
    zlib.error,
    ValueError,
    EOFError,
    KeyError,
    NotImplementedError,
    RuntimeError,
    OSError,
)


def parsed(text: str, *, name: str) -> Any:
    """Parse JSON, or say where it breaks."""
    try:
        return json.loads(text)
    except (ValueError, RecursionError) as error:
        raise DamagedFile(
            f"JSON is needed, and {name} breaks off or is damaged: {str(error)[:120]}. "
            "Export the keypoints again."
        ) from None


def frame_files(path: Path) -> list[Path]:
    """List all frames that lie beside a file of one frame, in their order; else the file alone."""
    named = _OF_ONE_FRAME.fullmatch(path.name)
    if named is None:
        return [path]
    found = []
    for each in path.parent.iterdir():
        other = _OF_ONE_FRAME.fullmatch(each.name)
        if other is not None and other["stem"] == named["stem"]:
            found.append((int(other["frame"]), each))
    return [each for _, each in sorted(found)[:_MOST_FRAMES]]


def frame_number(name: str) -> int | None:
    """Read the number of the frame off the name of a file; None where it has none."""
    named = _OF_ONE_FRAME.fullmatch(name)
    return None if named is None or len(named["frame"]) > 15 else int(named["frame"])


def name_without_frame(name: str) -> str:
    """Name a recording by what the names of its frames share; empty for other files."""
    named = _OF_ONE_FRAME.fullmatch(name)
    return "" if named is None else named["stem"]


def first_frame_in(path: Path) -> Path:
    """Take the first frame in a folder of frames; other paths stay what they are."""
    try:
        inside = list(path.iterdir()) if path.is_dir() else []
    except (OSError, ValueError):
        # What cannot be opened is said where it is read.
        return path
    return min((each for each in inside if _OF_ONE_FRAME.fullmatch(each.name)), default=path)


def contents_of(path: Path) -> Iterator[tuple[str, Any]]:
    """Read the JSON of a file, of every frame beside it, or of every frame packed in it."""
    if zipfile.is_zipfile(path):
        yield from _packed(path)
        return
    files = frame_files(path)
    size_bytes = sum(each.stat().st_size for each in files)
    refuse_too_large(size_bytes * _MEMORY_RATIO, what=f"The frames beside {path.name}")
    for each in files:
        yield each.name, parsed(read_whole_text(each), name=each.name)


def _packed(path: Path) -> Iterator[tuple[str, Any]]:
    try:
        with zipfile.ZipFile(path) as archive:
            entries = [each for each in archive.infolist() if each.filename.endswith(".json")]
            entries = sorted(entries, key=lambda each: each.filename)[:_MOST_FRAMES]
            size_bytes = sum(each.file_size for each in entries)
            refuse_too_large(size_bytes * _MEMORY_RATIO, what=f"The archive {path.name}")
            for entry in entries:
                with archive.open(entry) as file:
                    content = file.read(entry.file_size + 1)
                name = entry.filename.rpartition("/")[2]
                yield name, parsed(text_of(content), name=name)
    except _BROKEN as error:
        raise DamagedFile(
            f"An archive (.zip) of JSON files is needed, and {path.name} is damaged: "
            f"{str(error)[:120] or type(error).__name__}. Pack or copy it again."
        ) from None


def points_from(flat: object, *, width: int, name: str) -> FloatArray:
    """Read a list of numbers as points, (n_points, width).

    Raises
    ------
    DamagedFile
        Where it is no such list.
    """
    values = _numbers(flat, name)
    if values.ndim == 1 and len(values) % width == 0:
        values = values.reshape(-1, width)
    if values.ndim != 2 or values.shape[1] != width or len(values) > _MOST_POINTS:
        raise DamagedFile(
            f"Points of {width} numbers each are needed, and {name} has a person with "
            f"{values.shape} of them. Export the keypoints again."
        )
    return values


def _numbers(flat: object, name: str) -> FloatArray:
    try:
        with np.errstate(over="ignore", invalid="ignore"):
            return np.array(flat, dtype=float)
    except (TypeError, ValueError, OverflowError):
        raise DamagedFile(
            f"Lists of numbers are needed, and {name} has {str(flat)[:60]!r}. "
            "Export the keypoints again."
        ) from None


def equally_many(people: Sequence[Sequence[FloatArray]], *, name: str) -> list[FloatArray]:
    """Stack the people of every frame, (n_people, n_points, 3 or 4); all with the same points."""
    shapes = {each.shape for frame in people for each in frame}
    if len(shapes) > 1:
        raise DamagedFile(
            f"The same points are needed for everybody, and {name} has people with "
            f"{', '.join(str(shape[0]) for shape in sorted(shapes)[:4])} points. Export the "
            "keypoints of one model."
        )
    shape = shapes.pop() if shapes else (0, 3)
    return [np.array(frame) if frame else np.empty((0, *shape)) for frame in people]


def as_mapping(content: object) -> Mapping[str, Any]:
    """Take an object of JSON; an empty one where it is something else."""
    return content if isinstance(content, dict) else {}


def as_list(content: object) -> list[Any]:
    """Take a list of JSON; an empty one where it is something else."""
    return content if isinstance(content, list) else []
