"""Which point of the body a name or a place in a list means, in the words of many programs.

Layouts are lists without names, as pose estimators write them; names are those of pose estimators
and of marker sets (OpenSim, OpenCap, Plug-in Gait). Points that ``Landmark`` has no word for are
passed over.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from restride.recording.landmarks import Landmark

#: Parts of the body that have two sides, as programs name them, the best name of each first.
_PARTS: Final[dict[str, tuple[str, ...]]] = {
    "eye": ("eye",),
    "ear": ("ear",),
    "shoulder": ("shoulder", "sjc", "sho", "acromion", "acromium", "acr"),
    "elbow": ("elbow", "ejc", "elb", "elbowlat", "latelbow", "elbowlateral"),
    "wrist": ("wrist", "wjc", "wristradius", "wra", "wristrad", "radius", "wrb"),
    "finger": ("middlefingertip", "middlefinger4", "fingertip", "middlefinger"),
    "hip": ("hip", "hjc", "hjcreg", "hipjointcentre", "hipjointcenter", "fep"),
    "front-pelvis": ("asis", "asi", "frontpelvis"),
    "back-pelvis": ("psis", "psi", "backpelvis"),
    "knee": ("knee", "kjc", "kne", "kneelat", "latknee", "kneelateral", "feo"),
    "ankle": ("ankle", "ajc", "ank", "anklelat", "latankle", "anklelateral", "tio"),
    "heel": ("heel", "calc", "hee", "calcaneus"),
    "toe": ("bigtoe", "toe", "footindex", "toetip", "foottip", "toebase"),
}
#: Markers at the inner side of a joint: with the one at the outer side they show its middle.
_INNER_PARTS: Final[dict[str, tuple[str, ...]]] = {
    "elbow": ("elbowmed", "medelbow", "elbowmedial", "melbow"),
    "wrist": ("wristulna", "ulna"),
    "knee": ("mknee", "kneemed", "medknee", "kneemedial", "knm"),
    "ankle": ("mankle", "anklemed", "medankle", "anklemedial", "anm"),
}
#: Names of points that are the middle of a joint already.
_MIDDLES: Final = frozenset(("sjc", "ejc", "wjc", "hjc", "hjcreg", "kjc", "ajc", "feo", "tio"))
_CENTRES: Final[dict[str, Landmark]] = {
    "nose": Landmark.NOSE,
    "neck": Landmark.NECK,
    "c7": Landmark.C7,
    "pelvis": Landmark.PELVIS,
    "midhip": Landmark.PELVIS,
    "hip": Landmark.PELVIS,
    "hips": Landmark.PELVIS,
    "chip": Landmark.PELVIS,
    "root": Landmark.PELVIS,
    "hipcenter": Landmark.PELVIS,
    "hipcentre": Landmark.PELVIS,
}
_SIDES: Final = {"left": "left", "right": "right", "l": "left", "r": "right"}
#: What marker programs hang on to a name, and what carries no point.
_ENDINGS: Final = re.compile(r"[ _.-]*study$", re.IGNORECASE)
_INNER_OF: Final = {word: part for part, words in _INNER_PARTS.items() for word in words}
_RANK_OF: Final = {
    word: (part, rank) for part, words in _PARTS.items() for rank, word in enumerate(words)
}


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedPoint:
    """The landmark that a name means; of two names of one landmark the lower rank is the better."""

    landmark: Landmark
    rank_count: int = 0


def landmark_named(name: str) -> NamedPoint | None:
    """Tell which landmark a name means, such as ``RKnee``, ``L.ASIS`` or ``left_foot_index``."""
    plain, word = _plain(name)
    if word in _CENTRES:
        return NamedPoint(landmark=_CENTRES[word])
    for side, rest in _sided(plain, word):
        if rest in _RANK_OF:
            part, rank = _RANK_OF[rest]
            return NamedPoint(landmark=Landmark(f"{side}-{part}"), rank_count=rank)
    return None


def _plain(name: str) -> tuple[str, str]:
    """Take off what programs hang on to a name; then leave letters and digits alone."""
    plain = _ENDINGS.sub("", name.rpartition(":")[2].strip())
    return plain, re.sub(r"[^a-z0-9]+", "", plain.lower())


def _sided(plain: str, word: str) -> Iterator[tuple[str, str]]:
    """Yield each side that a name may bear, and what is left of the name without it."""
    for sign, side in _SIDES.items():
        for rest in (word.removeprefix(sign), word.removesuffix(sign)):
            if rest != word and _is_apart(plain, sign):
                yield side, rest


def inner_columns_of(names: Sequence[str]) -> dict[Landmark, int]:
    """Find the column of the marker at the inner side of each joint that has one.

    Joints whose own point is the middle of the joint already are left out.
    """
    inner: dict[Landmark, int] = {}
    for column, name in enumerate(names):
        for side, rest in _sided(*_plain(name)):
            if rest in _INNER_OF:
                inner.setdefault(Landmark(f"{side}-{_INNER_OF[rest]}"), column)
    outer = columns_of(names)
    return {
        landmark: column
        for landmark, column in inner.items()
        if landmark in outer and not _is_middle(names[outer[landmark]])
    }


def _is_middle(name: str) -> bool:
    return any(rest in _MIDDLES for _, rest in _sided(*_plain(name)))


def _is_apart(plain: str, sign: str) -> bool:
    """Tell whether a sign is a side: a letter behind a word only with something between them."""
    if len(sign) > 1 or plain[:1].lower() == sign:
        return True
    return re.search(rf"[ _.\-]{sign}$", plain, re.IGNORECASE) is not None


def columns_of(names: Sequence[str]) -> dict[Landmark, int]:
    """Find the column of each landmark that is named; the better name where one has two."""
    found: dict[Landmark, tuple[int, int]] = {}
    for column, name in enumerate(names):
        point = landmark_named(name)
        if point is not None and point.rank_count < found.get(point.landmark, (999, 0))[0]:
            found[point.landmark] = (point.rank_count, column)
    return {landmark: column for landmark, (_, column) in found.items()}


_COCO: Final = (
    "nose left_eye right_eye left_ear right_ear left_shoulder right_shoulder left_elbow "
    "right_elbow left_wrist right_wrist left_hip right_hip left_knee right_knee left_ankle "
    "right_ankle"
)
_OPENPOSE: Final = (
    "nose neck right_shoulder right_elbow right_wrist left_shoulder left_elbow left_wrist "
)
_WHOLE_BODY_FEET: Final = (
    " left_big_toe left_small_toe left_heel right_big_toe right_small_toe right_heel"
)
#: Points of a face, or of a hand, that ``Landmark`` has no word for.
_NO_POINT: Final = " -"

#: The points of each layout in their order, ``-`` where one has no name here.
_ORDERS: Final = {
    "coco-17": _COCO,
    "coco-18": _OPENPOSE + "right_hip right_knee right_ankle left_hip left_knee left_ankle "
    "right_eye left_eye right_ear left_ear",
    "body-25": _OPENPOSE + "pelvis right_hip right_knee right_ankle left_hip left_knee left_ankle "
    "right_eye left_eye right_ear left_ear left_big_toe left_small_toe left_heel right_big_toe "
    "right_small_toe right_heel",
    "halpe-26": _COCO + " head neck pelvis left_big_toe right_big_toe left_small_toe "
    "right_small_toe left_heel right_heel",
    "mediapipe-33": "nose left_eye_inner left_eye left_eye_outer right_eye_inner right_eye "
    "right_eye_outer left_ear right_ear mouth_left mouth_right left_shoulder right_shoulder "
    "left_elbow right_elbow left_wrist right_wrist left_pinky right_pinky left_index right_index "
    "left_thumb right_thumb left_hip right_hip left_knee right_knee left_ankle right_ankle "
    "left_heel right_heel left_foot_index right_foot_index",
    "human36m-17": "pelvis right_hip right_knee right_ankle left_hip left_knee left_ankle spine "
    "thorax - head left_shoulder left_elbow left_wrist right_shoulder right_elbow right_wrist",
    "coco-wholebody-133": _COCO
    + _WHOLE_BODY_FEET
    + 80 * _NO_POINT
    + " left_middle_fingertip"
    + 20 * _NO_POINT
    + " right_middle_fingertip"
    + 8 * _NO_POINT,
}

#: Lists of points without names, by the name that ``--keypoint-layout`` takes.
LAYOUTS: Final[dict[str, tuple[str, ...]]] = {
    name: tuple(order.split()) for name, order in _ORDERS.items()
}


def layouts_of(points_count: int) -> tuple[str, ...]:
    """Name the layouts with so many points, the usual one first."""
    return tuple(name for name, points in LAYOUTS.items() if len(points) == points_count)
