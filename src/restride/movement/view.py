"""From which side a picture shows the person, and which way the person faces in it.

Told from how wide the shoulders look beside the trunk: as wide as they are from the front and from
behind, and hardly wide at all from the side.

Source: House choice: docs/decisions/0078.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

import numpy as np

from restride.arrays import FloatArray
from restride.movement.body_track import BodyTrack
from restride.recording.landmarks import Landmark


class View(StrEnum):
    """From where the person is seen."""

    SIDE = "side"
    FRONT = "front"
    #: Between the two: angles of neither plane can be told.
    OBLIQUE = "oblique"
    #: Landmarks in space are seen from everywhere.
    SPACE = "space"
    #: Shoulders or hips were never seen together.
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """From where the person is seen, and which way is forward or right in the picture."""

    view: View
    #: Median width of the shoulders over the length of the trunk; None where not seen.
    width_ratio: float | None
    #: In a side view: 1 where the person faces to the right in the picture, -1 to the left.
    facing_factor: int | None = None
    #: In a front view: 1 where the person's right is to the right in the picture.
    right_factor: int | None = None

    @property
    def words(self) -> str:
        """Say from where, with the number that told it."""
        if self.width_ratio is None:
            return "shoulders and hips are never seen together"
        article = "an" if self.view is View.OBLIQUE else "a"
        return (
            f"shoulders look {self.width_ratio:.2f} of the trunk wide, {article} {self.view} view"
        )


#: Shoulders narrower than this beside the trunk: turned at most 20 to 25 degrees from the side.
#: House choice: docs/decisions/0078.
_SIDE_RATIO: Final = 0.25
#: Wider than this: turned at most 35 to 50 degrees from the front, by how wide the
#: person is. House choice:
#: docs/decisions/0078.
_FRONT_RATIO: Final = 0.48
#: Hips are this much narrower than shoulders, as estimators place them. [winter2009]
_HIPS_FACTOR: Final = 0.259 / 0.191


def view_of(track: BodyTrack) -> Seen:
    """Tell from where the person is seen, over the whole track."""
    if not track.is_flat:
        return Seen(view=View.SPACE, width_ratio=None)
    across = _across(track)
    length = np.linalg.norm(track.middle("shoulder") - track.middle("hip"), axis=1)
    tall = float(np.percentile(length[np.isfinite(length)], 90)) if _any(length) else 0.0
    if not _any(across) or tall <= 0:
        return Seen(view=View.UNKNOWN, width_ratio=None)
    ratio = float(np.nanmedian(np.abs(across))) / tall
    if ratio <= _SIDE_RATIO:
        return Seen(view=View.SIDE, width_ratio=ratio, facing_factor=_facing(track))
    if ratio >= _FRONT_RATIO:
        right = 1 if float(np.nanmedian(across)) > 0 else -1
        return Seen(view=View.FRONT, width_ratio=ratio, right_factor=right)
    return Seen(view=View.OBLIQUE, width_ratio=ratio)


def _any(values: FloatArray) -> bool:
    return bool(np.isfinite(values).any())


def _across(track: BodyTrack) -> FloatArray:
    """Measure from the left to the right shoulder along the picture, or hips in their place."""
    left, right = track.pair("shoulder")
    across = right[:, 0] - left[:, 0]
    if _any(across):
        return np.asarray(across)
    left, right = track.pair("hip")
    return np.asarray((right[:, 0] - left[:, 0]) * _HIPS_FACTOR)


def _facing(track: BodyTrack) -> int | None:
    """Tell which way the feet, the face or else the knees point; None where nothing tells."""
    for ahead in _pointers(track):
        known = ahead[np.isfinite(ahead)]
        if len(known) and abs(float(np.median(known))) > 0:
            return 1 if float(np.median(known)) > 0 else -1
    return None


def _pointers(track: BodyTrack) -> tuple[FloatArray, ...]:
    ears = np.stack([track.of(Landmark.LEFT_EAR)[:, 0], track.of(Landmark.RIGHT_EAR)[:, 0]])
    ear = np.where(np.isfinite(ears[0]), ears[0], ears[1])
    knee = track.middle("knee")[:, 0]
    return (
        track.middle("toe")[:, 0] - track.middle("heel")[:, 0],
        track.middle("toe")[:, 0] - track.middle("ankle")[:, 0],
        track.of(Landmark.NOSE)[:, 0] - ear,
        track.of(Landmark.NOSE)[:, 0] - track.middle("shoulder")[:, 0],
        knee - (track.middle("hip")[:, 0] + track.middle("ankle")[:, 0]) / 2,
    )
