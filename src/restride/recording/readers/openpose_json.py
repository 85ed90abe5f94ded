"""Keypoints as OpenPose writes them: a file a frame, the frames in one file, or packed as .zip.

Naming any file of ``NAME_000000000000_keypoints.json`` reads all that lie beside it; other programs
write the same (RTMPose by way of Pose2Sim, AlphaPose). Lists of annotations with ``image_id`` and
``keypoints``, as COCO and AlphaPose write them, are read too.
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
    frame_number,
    name_without_frame,
    points_from,
)
from restride.recording.readers.landmark_people import RawPeople, recording_from_people
from restride.recording.readers.options import ReadOptions
from restride.recording.readers.reader import Reader
from restride.recording.readers.text_tables import decoded_head
from restride.recording.recording import Recording

_NAME: Final = "openpose-json"
#: Keys of the points of one person, flat as x, y, confidence.
_POINT_KEYS: Final = ("pose_keypoints_2d", "pose_keypoints", "keypoints")
#: Keys of a list of frames in one file.
_FRAME_KEYS: Final = ("frames", "results", "data")


def _recognises(head: bytes, _path: Path) -> float:
    if head.startswith(b"PK\x03\x04"):
        name_bytes = int.from_bytes(head[26:28], "little")
        return 0.9 if head[30 : 30 + name_bytes].endswith(b".json") else 0.0
    text = decoded_head(head)
    if text is None or not text.lstrip().startswith(("{", "[")):
        return 0.0
    if re.search(r'"(people|pose_keypoints(_2d)?)"\s*:', text):
        return 0.95
    return 0.9 if '"image_id"' in text and '"keypoints"' in text else 0.0


def _read(path: Path, options: ReadOptions) -> tuple[Recording, ...]:
    people: list[list[FloatArray]] = []
    numbers: list[int] = []
    for name, content in contents_of(path):
        frames = _frames_in(content, name)
        number = frame_number(name)
        numbers.extend([number] if number is not None and len(frames) == 1 else range(len(frames)))
        people.extend([_points_of(each, name) for each in frame] for frame in frames)
    everybody = RawPeople(
        names=None,
        people_raw=equally_many(people, name=path.name),
        frame_indices=np.array(numbers, dtype=np.intp)
        if len(set(numbers)) == len(numbers)
        else None,
    )
    recording = recording_from_people(
        everybody,
        path=path,
        format_name=_NAME,
        options=options,
        name=name_without_frame(path.name),
    )
    return (recording,)


def _frames_in(content: Any, name: str) -> list[list[Mapping[str, Any]]]:
    """List the people of every frame of a file."""
    if isinstance(content, dict) and "people" in content:
        return [[as_mapping(each) for each in as_list(content["people"])]]
    listed = _listed(content)
    if listed and all("image_id" in as_mapping(each) for each in listed):
        return _by_picture(listed)
    if not listed or not all("people" in as_mapping(each) for each in listed):
        raise DamagedFile(
            f"Frames with 'people', each with 'pose_keypoints_2d', are needed, and {name} holds "
            f"{str(content)[:80]}. Export the keypoints again."
        )
    return [[as_mapping(person) for person in as_list(frame["people"])] for frame in listed]


def _listed(content: Any) -> list[Any]:
    """Find the list of frames: the file itself, one of its keys, or an object of frames by name."""
    if isinstance(content, list):
        return content
    inside = as_mapping(content)
    for key in _FRAME_KEYS:
        if isinstance(inside.get(key), list):
            return as_list(inside[key])
    return list(inside.values())


def _by_picture(listed: list[Mapping[str, Any]]) -> list[list[Mapping[str, Any]]]:
    """Gather annotations by their picture, in the order of the numbers in its name."""
    frames: dict[str, list[Mapping[str, Any]]] = {}
    for each in listed:
        frames.setdefault(str(each["image_id"]), []).append(each)
    return [frames[name] for name in sorted(frames, key=_natural)]


def _natural(name: str) -> tuple[int, str]:
    digits = re.findall(r"\d{1,15}", name)
    return (int(digits[-1]) if digits else 0, name)


def _points_of(person: Mapping[str, Any], name: str) -> FloatArray:
    flat = next((person[key] for key in _POINT_KEYS if person.get(key)), None)
    if flat is None:
        raise DamagedFile(
            f"Everybody needs 'pose_keypoints_2d', and {name} has a person with "
            f"{', '.join(map(str, person)) or 'nothing'}. Export the keypoints again."
        )
    return points_from(flat, width=3, name=name)


OPENPOSE_JSON: Final = Reader(
    name=_NAME,
    title="keypoints of OpenPose",
    suffixes=frozenset((".json", ".zip")),
    recognises=_recognises,
    read=_read,
)
