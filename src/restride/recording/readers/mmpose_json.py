"""Keypoints as MMPose writes them: ``meta_info`` with the names, ``instance_info`` with the frames.

The bare list of frames, or of the people of one picture, which its demos write, is read too.
"""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

import numpy as np

from restride.arrays import FloatArray
from restride.errors import DamagedFile
from restride.recording.readers.json_people import (
    as_list,
    as_mapping,
    contents_of,
    equally_many,
    points_from,
)
from restride.recording.readers.landmark_people import (
    RawPeople,
    named_or_none,
    recording_from_people,
)
from restride.recording.readers.options import ReadOptions
from restride.recording.readers.reader import Reader
from restride.recording.readers.text_tables import decoded_head
from restride.recording.recording import Recording

_NAME: Final = "mmpose-json"


def _recognises(head: bytes, _path: Path) -> float:
    text = decoded_head(head)
    if text is None or not text.lstrip().startswith(("{", "[")):
        return 0.0
    if re.search(r'"(meta_info|instance_info|instances)"\s*:', text):
        return 0.96
    return 0.9 if '"keypoint_scores"' in text and '"keypoints"' in text else 0.0


def _read(path: Path, options: ReadOptions) -> tuple[Recording, ...]:
    (name, content), *_ = contents_of(path)
    whole = as_mapping(content)
    frames = as_list(whole.get("instance_info", content))
    if not frames or not all(isinstance(each, dict) for each in frames):
        raise DamagedFile(
            f"'instance_info' with a list of frames is needed, and {path.name} holds "
            f"{str(content)[:80]}. Export the predictions again."
        )
    if "keypoints" in frames[0]:
        frames = [{"instances": frames}]
    people = [
        [_points_of(as_mapping(each), name) for each in as_list(frame.get("instances"))]
        for frame in frames
    ]
    everybody = RawPeople(
        names=_names(as_mapping(whole.get("meta_info"))),
        people_raw=equally_many(people, name=path.name),
        frame_indices=_numbers(frames),
    )
    return (recording_from_people(everybody, path=path, format_name=_NAME, options=options),)


def _numbers(frames: list[Any]) -> Any:
    """Read the numbers of the frames; None where they are not all there and different."""
    numbers = [frame.get("frame_id") for frame in frames]
    is_usable = all(isinstance(each, int) and 0 <= each < 10**12 for each in numbers)
    if not is_usable or len(set(numbers)) < len(numbers):
        return None
    return np.array(numbers, dtype=np.intp)


def _names(meta: Mapping[str, Any]) -> tuple[str, ...] | None:
    """Read the names of the points in their order; None where the file has none."""
    named = as_mapping(meta.get("keypoint_id2name"))
    try:
        names = [str(name) for _, name in sorted((int(at), name) for at, name in named.items())]
    except ValueError:
        return None
    return named_or_none(names) if names else None


def _points_of(person: Mapping[str, Any], name: str) -> FloatArray:
    """Read one person, (n_points, 3 or 4), the last the confidence."""
    listed = as_list(person.get("keypoints"))
    if len(listed) == 1 and listed and isinstance(listed[0], list) and _is_nested(listed[0]):
        listed = listed[0]
    width = len(listed[0]) if listed and isinstance(listed[0], list) else 2
    points = points_from(listed, width=width if width in (2, 3) else 2, name=name)
    scores = as_list(person.get("keypoint_scores"))
    if len(scores) != len(points):
        return np.column_stack((points, np.ones(len(points))))
    return np.column_stack((points, points_from(scores, width=1, name=name)))


def _is_nested(listed: list[Any]) -> bool:
    return bool(listed) and isinstance(listed[0], list)


MMPOSE_JSON: Final = Reader(
    name=_NAME,
    title="keypoints of MMPose",
    suffixes=frozenset((".json",)),
    recognises=_recognises,
    read=_read,
)
