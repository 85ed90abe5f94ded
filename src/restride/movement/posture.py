"""How the body is aligned in a quiet stance: head, shoulders, trunk, pelvis and knees.

Each value is the median over the longest stretch of standing still. From the side come head, trunk
and knee bending; from the front shoulders, pelvis and knees sideways; landmarks in space give all.

Source: House choice: docs/decisions/0079.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from restride.arrays import FloatArray
from restride.errors import SignalNotUsable
from restride.measure import Measure
from restride.movement.body_track import BodyScale, BodyTrack, follow_body, scale_of
from restride.movement.even_signals import joined_sides
from restride.movement.joint_angles import BodyAngles, angles_of_body
from restride.movement.movement_measure import measured
from restride.movement.plane_angles import BodyPlanes, body_planes, lean_of
from restride.movement.settings import StanceSettings
from restride.movement.still_stance import quiet_stance
from restride.movement.view import View
from restride.recording.joint_angles import Joint
from restride.recording.landmarks import Landmark, Landmarks
from restride.terms import Side


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Posture:
    """A quiet stance and what it measures."""

    start_s: float
    end_s: float
    view: View
    #: How the view was told, in words.
    view_words: str
    #: What a unit of the landmarks is in metres, in words.
    scale_words: str
    #: Where each point stands in the stance, in the unit of the landmarks; up last.
    points: dict[Landmark, tuple[float, ...]]
    measures: tuple[Measure, ...]


def posture_of(
    landmarks: Landmarks, *, height_m: float | None = None, settings: StanceSettings | None = None
) -> Posture:
    """Measure the alignment of the body while it stands still.

    Raises
    ------
    SignalNotUsable
        Where the person never stands still, or is seen neither from the side nor from the front.
    """
    settings = settings or StanceSettings()
    track = follow_body(landmarks, settings=settings.seen)
    stretch = quiet_stance(track, settings=settings)
    still = track.between(stretch.first, stretch.last)
    angles = angles_of_body(still)
    if angles.seen.view in (View.OBLIQUE, View.UNKNOWN):
        raise SignalNotUsable(
            "Posture needs a picture from the side or from the front, and "
            f"{angles.seen.words}. Turn the person or the camera, and record again."
        )
    scale = scale_of(track, height_m=height_m)
    return Posture(
        start_s=track.clock.time_s(stretch.first),
        end_s=track.clock.time_s(stretch.last),
        view=angles.seen.view,
        view_words=angles.seen.words,
        scale_words=scale.words,
        points=_points(still),
        measures=tuple(_measures(still, angles, scale)),
    )


def _points(still: BodyTrack) -> dict[Landmark, tuple[float, ...]]:
    middles = {point: _medians(still.of(point)) for point in still.points}
    return {point: middle for point, middle in middles.items() if middle is not None}


def _medians(course: FloatArray) -> tuple[float, ...] | None:
    known = course[np.isfinite(course).all(axis=1)]
    return tuple(float(each) for each in np.median(known, axis=0)) if len(known) else None


def _measures(still: BodyTrack, angles: BodyAngles, scale: BodyScale) -> Iterator[Measure]:
    planes = body_planes(still, angles.seen)
    sideways = angles.seen.view is not View.FRONT
    if sideways:
        yield from _head(still, planes, scale)
        yield _angle("trunk_lean_forward_deg", angles.of(Joint.TRUNK_LEAN_FORWARD))
        for side in Side:
            knee = angles.of(Joint(f"{side}-knee-flexion"))
            yield _angle("standing_knee_flexion_deg", knee, side=side)
    if angles.seen.view is not View.SIDE:
        yield from _level("shoulder", still, planes, scale)
        yield _angle("trunk_lean_right_deg", angles.of(Joint.TRUNK_LEAN_RIGHT))
        yield from _level("pelvis", still, planes, scale)
        for side in Side:
            knee = angles.of(Joint(f"{side}-frontal-knee-projection"))
            yield _angle("knee_alignment_deg", knee, side=side)


def _head(still: BodyTrack, planes: BodyPlanes, scale: BodyScale) -> Iterator[Measure]:
    left, right = still.of(Landmark.LEFT_EAR), still.of(Landmark.RIGHT_EAR)
    ear = np.stack(
        [joined_sides(left[:, axis], right[:, axis]) for axis in range(left.shape[1])], axis=1
    )
    line = ear - still.middle("shoulder")
    yield _angle("head_forward_deg", lean_of(line, along=planes.forward))
    ahead = (line * planes.forward).sum(axis=1)
    yield _length("head_forward_m", ahead, scale)


def _level(part: str, still: BodyTrack, planes: BodyPlanes, scale: BodyScale) -> Iterator[Measure]:
    left, right = still.pair("hip" if part == "pelvis" else part)
    line = right - left
    across = np.abs((line * planes.right).sum(axis=1))
    drop = np.degrees(np.arctan2(-line[:, -1], across))
    yield _angle(f"{part}_drop_right_deg", drop)
    yield _length(f"{part}_drop_right_m", -line[:, -1], scale)


def _angle(key: str, course_deg: FloatArray | None, *, side: Side | None = None) -> Measure:
    known = np.empty(0) if course_deg is None else course_deg[np.isfinite(course_deg)]
    if not len(known):
        return measured(key, None, side=side, note="The points it needs were not seen.")
    return measured(key, float(np.median(known)), side=side)


def _length(key: str, course: FloatArray, scale: BodyScale) -> Measure:
    known = course[np.isfinite(course)]
    if not len(known):
        return measured(key, None, note="The points it needs were not seen.")
    if scale.metres_factor is None:
        return measured(key, None, note=f"{scale.words[0].upper()}{scale.words[1:]}.")
    return measured(key, float(np.median(known)) * scale.metres_factor)
