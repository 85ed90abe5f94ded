"""How large the person is in the picture: too small a person cannot be measured.

Decision: docs/decisions/0070-how-large-a-person-must-be.md
"""

from typing import Final

import numpy as np

from restride.arrays import FloatArray
from restride.errors import SignalNotUsable
from restride.recording.landmarks import Landmark, Landmarks

#: A person must fill more of the shorter edge of the picture than this: of its height, where it is
#: wide; a picture held upright has more above and below. House choice:
#: docs/decisions/0070-how-large-a-person-must-be.md
LEAST_HEIGHT_SHARE: Final = 0.4
#: And be taller than this, where nobody says how large the picture is. House choice: the same page.
LEAST_HEIGHT_PX: Final = 200.0
#: The landmarks of a body end at the eyes and at the ankles or toes. House choice: the nose stands
#: at 93 % of the height.
_LANDMARKS_SHARE: Final = 0.93
#: Standing is taller than sitting and squatting: the height that one frame in four reaches.
_TALL_PERCENTILE: Final = 75.0
#: Fewer seen points show no height.
_LEAST_SEEN: Final = 5


def person_height_px(landmarks: Landmarks) -> float | None:
    """Tell how tall the person is in the picture; None in space, or where nobody is seen."""
    if not landmarks.is_flat:
        return None
    body = [place for place, point in enumerate(landmarks.points) if not _is_arm(point)]
    up = landmarks.positions[:, body, 1]
    seen = up[np.isfinite(up).sum(axis=1) >= _LEAST_SEEN]
    if not len(seen):
        return None
    heights_px: FloatArray = np.nanmax(seen, axis=1) - np.nanmin(seen, axis=1)
    return float(np.percentile(heights_px, _TALL_PERCENTILE)) / _LANDMARKS_SHARE


def _is_arm(point: Landmark) -> bool:
    """Tell the points that are raised above the head."""
    return point.rpartition("-")[2] in ("elbow", "wrist", "finger")


def person_height_share(landmarks: Landmarks) -> float | None:
    """Tell how tall the person is against the shorter edge of the picture.

    Returns
    -------
    float
        None in space, where nobody is seen, or where the size of the picture is not known.
    """
    height_px = person_height_px(landmarks)
    if height_px is None or landmarks.picture_size_px is None:
        return None
    return height_px / min(landmarks.picture_size_px)


def too_small(landmarks: Landmarks) -> str | None:
    """Say in words how small the person is; None where large enough, or in space."""
    height_px = person_height_px(landmarks)
    share = person_height_share(landmarks)
    if height_px is None:
        return None
    if share is not None and share < LEAST_HEIGHT_SHARE:
        return f"{height_px:.0f} picture elements tall, {share:.1%} of the picture's shorter edge"
    if share is None and height_px < LEAST_HEIGHT_PX:
        return f"{height_px:.0f} picture elements tall in a picture of unknown size"
    return None


def refuse_small_person(landmarks: Landmarks, *, analysis: str) -> None:
    """Refuse to measure a person who is too small in the picture.

    Parameters
    ----------
    analysis
        What was to be measured, as the subject of a sentence.

    Raises
    ------
    SignalNotUsable
    """
    how_small = too_small(landmarks)
    if how_small is not None:
        raise SignalNotUsable(
            f"{analysis} needs a person at least {LEAST_HEIGHT_SHARE:.0%} as tall as the "
            f"picture's shorter edge, and the one in {landmarks.name} is {how_small}. Move the "
            "camera nearer, or give the right --picture-size-px."
        )
