"""How tall the person is in the picture, and whether the picture can be measured at all.

Source: heights of the joints over body height, Winter 2009 after Drillis and Contini [winter2009].
"""

from collections.abc import Iterator
from typing import Final

import numpy as np

from restride.arrays import BoolArray, FloatArray
from restride.errors import SignalNotUsable, ViewNotUsable
from restride.gait.landmarks.frames import ANKLES, HEELS, TOES, Frames
from restride.gait.landmarks.settings import SeeingSettings
from restride.recording.landmarks import Landmark, Landmarks
from restride.signal.smoothing import bell_smoothed
from restride.terms import Side

#: Height over body height of what is seen above, the highest first. [winter2009]
_HEIGHT_RATIOS: Final[tuple[tuple[tuple[Landmark, ...], float], ...]] = (
    (
        (Landmark.LEFT_EYE, Landmark.RIGHT_EYE, Landmark.LEFT_EAR, Landmark.RIGHT_EAR),
        0.936,
    ),
    ((Landmark.LEFT_SHOULDER, Landmark.RIGHT_SHOULDER), 0.818),
    ((Landmark.NECK,), 0.818),
    ((Landmark.LEFT_HIP, Landmark.RIGHT_HIP), 0.530),
    ((Landmark.PELVIS,), 0.530),
)
#: The ankles over body height. [winter2009]
_ANKLE_RATIO: Final = 0.039
#: Somebody who walks is lower than somebody who stands, by bent knees and open legs. House choice:
#: 2.5 cm.
_LOWERED_RATIO: Final = 0.015
#: Coordinates that span less than this are no picture elements: the picture's size is 1, or the
#: body's. House choice.
_SMALLEST_PICTURE_PX: Final = 20.0
#: A leg opens at least so far over the height of the body where somebody walks past. House choice.
_LEAST_OPENING_RATIO: Final = 0.2
#: Length of the foot over body height. [winter1992]
_FOOT_RATIO: Final = 0.152
#: So many of a hundred frames show a foot shorter than it is, turned or lifted. House choice.
_FLAT_PERCENT: Final = 75.0
#: How far the ankles are apart where legs are widest open, over body height. House choice: a step.
_OPENING_RATIO: Final = 0.4
_OPEN_PERCENT: Final = 95.0
#: Somebody who comes nearer by so much grows. House choice.
_LARGEST_GROWTH_RATIO: Final = 1.5
#: Bell under which the width of shoulders and hips is looked at. House choice.
_WIDTH_S: Final = 0.2
_PICTURE_AXES_COUNT: Final = 2


def body_height(frames: Frames, landmarks: Landmarks) -> float:
    """Tell the person's height in the unit of the landmarks, from joints seen above the ankles.

    The typical one over all frames: who bends or steps is lower, nobody is taller.

    Raises
    ------
    SignalNotUsable
        The person lies or stands on the head, or nothing tells the size of the body.
    """
    heights = _heights(frames)
    known = heights[np.isfinite(heights)]
    if not len(known):
        return _height_by_feet(frames, landmarks)
    height = float(np.median(known))
    if height <= 0:
        raise SignalNotUsable(
            f"The body must stand above its ankles, and in '{landmarks.name}' it is "
            f"{abs(height):.4g} below them. Turn the picture, or the vertical axis of the file."
        )
    return height


def sees_body(frames: Frames) -> bool:
    """Tell whether anything above the ankles tells how tall the body is."""
    return bool(np.isfinite(_heights(frames)).any())


def _height_by_feet(frames: Frames, landmarks: Landmarks) -> float:
    """Guess the height from the length of the feet, or else from that of the steps."""
    feet = [np.linalg.norm(frames.of(TOES[side]) - frames.of(HEELS[side]), axis=1) for side in Side]
    lengths = np.concatenate(feet)
    lengths = lengths[np.isfinite(lengths)]
    if len(lengths) > len(frames.times_s) // 2:
        return float(np.percentile(lengths, _FLAT_PERCENT)) / _FOOT_RATIO
    left, right = (frames.of(point) for point in ANKLES.values())
    apart = np.linalg.norm((left - right)[:, :-1], axis=1)
    height = float(np.percentile(apart[np.isfinite(apart)], _OPEN_PERCENT)) / _OPENING_RATIO
    if height <= 0:
        raise SignalNotUsable(
            "Walking from landmarks needs the hips, the shoulders or the head above the ankles, or "
            f"feet that move apart, and none of the {len(apart)} frames of '{landmarks.name}' "
            "shows them. Film the whole person."
        )
    return height


def _heights(frames: Frames) -> FloatArray:
    # The lower ankle is the one that is stood on.
    left, right = (frames.of(point)[:, -1] for point in ANKLES.values())
    ankles = np.fmin(left, right)
    for points, ratio in _HEIGHT_RATIOS:
        if any(frames.sees(point) for point in points):
            top = frames.middle(points)[:, -1]
            return np.asarray((top - ankles) / (ratio - _LOWERED_RATIO - _ANKLE_RATIO))
    return np.full(len(ankles), np.nan)


def is_whole(frames: Frames, *, seen_height: float, settings: SeeingSettings) -> BoolArray:
    """Tell in which frames the body looks like one and stays where it was, (n_frames,).

    What an estimator draws of somebody who has left the picture has other proportions, or is
    suddenly somebody else.
    """
    heights = _heights(frames) / seen_height
    with np.errstate(invalid="ignore"):
        whole = ~(np.abs(heights - 1.0) > settings.largest_height_change_ratio)
    return np.asarray(whole & ~_jumped(frames, seen_height, settings))


def _jumped(frames: Frames, seen_height: float, settings: SeeingSettings) -> BoolArray:
    """Tell before which frames the middle of the body moves faster than anybody walks."""
    middle = frames.middle_of_body()
    known = np.flatnonzero(np.isfinite(middle[:, 0]))
    jumped = np.zeros(len(middle), dtype=np.bool_)
    way = np.linalg.norm(np.diff(middle[known], axis=0), axis=1) / seen_height
    passed_s = np.diff(frames.times_s[known])
    is_far = way > settings.least_jump_ratio + settings.quickest_hz * passed_s
    jumped[known[1:][is_far]] = True
    return jumped


def is_scaled(landmarks: Landmarks, seen_height: float) -> bool:
    """Tell whether a picture's coordinates are parts of a whole, not picture elements."""
    return landmarks.is_flat and seen_height < _SMALLEST_PICTURE_PX


def refuse_view(
    frames: Frames, landmarks: Landmarks, *, seen_height: float, settings: SeeingSettings
) -> None:
    """Refuse a picture that shows the person too small, or not from the side.

    Feet alone do not tell either.

    Raises
    ------
    ViewNotUsable
    """
    if not landmarks.is_flat or not sees_body(frames):
        return
    _refuse_small(landmarks, seen_height, settings)
    _refuse_wide(frames, landmarks, seen_height, settings)
    _refuse_growing(frames, landmarks, seen_height)


def _refuse_small(landmarks: Landmarks, seen_height: float, settings: SeeingSettings) -> None:
    if is_scaled(landmarks, seen_height):
        return
    if seen_height < settings.smallest_body_px:
        raise ViewNotUsable(
            f"The person must be at least {settings.smallest_body_px:g} px tall in the picture, "
            f"and is {seen_height:.0f} px tall in '{landmarks.name}'. Film from nearer, or with "
            "more picture elements."
        )
    if landmarks.picture_size_px is None:
        return
    share = seen_height / min(landmarks.picture_size_px)
    if share < settings.smallest_picture_share:
        raise ViewNotUsable(
            f"The person must be at least {settings.smallest_picture_share:.0%} as tall as the "
            f"shorter edge of the picture, and is {share:.1%} in '{landmarks.name}'. Film from "
            "nearer."
        )


def _refuse_wide(
    frames: Frames, landmarks: Landmarks, seen_height: float, settings: SeeingSettings
) -> None:
    for name, apart, widest in _widths(frames, settings):
        width = float(np.median(apart)) / seen_height
        if width > widest:
            raise ViewNotUsable(
                f"The person must be seen from the side, and in '{landmarks.name}' the {name} are "
                f"{width:.1%} of the body's height apart, more than {widest:.1%}: that is a view "
                "from the front, from behind or from a corner. Film at a right angle to the way."
            )


def is_sideways(frames: Frames, *, seen_height: float, settings: SeeingSettings) -> BoolArray:
    """Tell in which frames the person is not seen to turn to or from the camera, (n_frames,)."""
    sideways = np.ones(len(frames.times_s), dtype=np.bool_)
    if frames.positions.shape[2] == _PICTURE_AXES_COUNT:
        for _, apart, widest in _widths(frames, settings):
            sideways &= apart <= widest * seen_height
    return sideways


def _widths(frames: Frames, settings: SeeingSettings) -> Iterator[tuple[str, FloatArray, float]]:
    """List what shows the direction of the view: its name, its width and the widest allowed."""
    for name, left, right, widest in (
        (
            "shoulders",
            Landmark.LEFT_SHOULDER,
            Landmark.RIGHT_SHOULDER,
            settings.widest_shoulders_ratio,
        ),
        ("hips", Landmark.LEFT_HIP, Landmark.RIGHT_HIP, settings.widest_hips_ratio),
    ):
        if frames.sees(left, right) and np.isfinite(_apart(frames, left, right)).any():
            yield name, _width(frames, left, right), widest


def _width(frames: Frames, left: Landmark, right: Landmark) -> FloatArray:
    """Tell how far two points are apart to the side, without what they jump, (n_frames,)."""
    apart = _apart(frames, left, right)
    known = np.isfinite(apart)
    whole = np.interp(frames.times_s, frames.times_s[known], apart[known])
    return np.abs(bell_smoothed(whole, width_s=_WIDTH_S, sampling_rate_hz=1 / frames.frame_s))


def _apart(frames: Frames, left: Landmark, right: Landmark) -> FloatArray:
    return np.asarray(frames.of(left)[:, 0] - frames.of(right)[:, 0])


def _refuse_growing(frames: Frames, landmarks: Landmarks, seen_height: float) -> None:
    """Refuse somebody who comes nearer or goes away, where the legs hardly open sideways."""
    heights = _heights(frames)
    heights = heights[np.isfinite(heights)]
    small, large = np.percentile(heights, [5.0, 95.0])
    left, right = (frames.of(point)[:, 0] for point in ANKLES.values())
    low, high = np.nanpercentile(left - right, [5.0, 95.0])
    opening = float(high - low) / seen_height
    if large > _LARGEST_GROWTH_RATIO * small and opening < _LEAST_OPENING_RATIO:
        raise ViewNotUsable(
            "The person must be seen from the side at an even distance, and in "
            f"'{landmarks.name}' grows from {small:.0f} to {large:.0f} px while the feet go only "
            f"{opening:.0%} of the body's height apart: that is a view from the front or from "
            "behind. Film at a right angle to the way."
        )
