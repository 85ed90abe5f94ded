"""Rises from a chair, told from landmarks or from angles of joints."""

from collections.abc import Callable
from dataclasses import replace
from typing import Final

import numpy as np

from restride.arrays import FloatArray
from restride.movement.body_track import BodyTrack, follow_body, scale_of
from restride.movement.chair_rises import FoundRises, RisingBody, rises_of
from restride.movement.even_signals import joined_sides, point_speed, slope_pieces
from restride.movement.gap_bridges import longest_bridge_s
from restride.movement.joint_angles import angles_of_body
from restride.movement.rep_signals import above_ground, angles_on_clock, column_of
from restride.movement.settings import ChairSettings
from restride.recording.joint_angles import Joint, JointAngles
from restride.recording.landmarks import Landmarks
from restride.terms import EventSource

#: Shoulders at the end of a trunk of half a metre move as far by this lean as by one metre of
#: height. House choice: only where the trunk is slow is asked, not how fast it is.
_TRUNK_DEG_PER_M: Final = 115.0


def rises_of_landmarks(
    landmarks: Landmarks, *, height_m: float | None = None, settings: ChairSettings | None = None
) -> FoundRises:
    """Find the rises from how high the hips are above the ankles.

    Parameters
    ----------
    height_m
        Of the person: gives speeds in m/s where the landmarks lie in a picture.
    """
    settings = settings or ChairSettings()
    first = _seen_rises(landmarks, height_m, settings)
    cycles_s = [each.sit_end_s - each.start_s for each in first.rises if each.sit_end_s is not None]
    longest_s = longest_bridge_s(cycles_s, settings.seen)
    if not first.unseen_s or longest_s <= settings.seen.longest_gap_s:
        return first
    wide = replace(settings, seen=replace(settings.seen, longest_gap_s=longest_s))
    found = _seen_rises(landmarks, height_m, wide)
    bridged = tuple(each for each in first.unseen_s if each not in found.unseen_s)
    return replace(found, bridged_s=bridged)


def _seen_rises(
    landmarks: Landmarks, height_m: float | None, settings: ChairSettings
) -> FoundRises:
    track = follow_body(landmarks, settings=settings.seen)
    scale = scale_of(track, height_m=height_m)
    if scale.length is None:
        return FoundRises(
            seen_on="height of the hips",
            rises=(),
            none_found_reason="Rises need shoulders, hips, knees and ankles, and they are never "
            "seen together. Film the whole person.",
        )
    body = RisingBody(
        clock=track.clock,
        height=above_ground(track.height("hip"), track.height("ankle"), clock=track.clock),
        least_rise=settings.least_rise_share * scale.length,
        trunk_speed=_trunk_speed(track, settings),
        trunk_lean_deg=angles_of_body(track).of(Joint.TRUNK_LEAN_FORWARD),
        metres_factor=scale.metres_factor,
        source=EventSource.MARKERS if not track.is_flat else EventSource.LANDMARKS,
    )
    found = rises_of(body, seen_on="height of the hips", settings=settings)
    parts = ("hip", "shoulder")
    rises = tuple(
        replace(each, confidence=track.seen_between(each.start_s, each.end_s, parts=parts))
        for each in found.rises
    )
    return replace(found, rises=rises)


def _trunk_speed(track: BodyTrack, settings: ChairSettings) -> FloatArray:
    """Tell how fast the shoulders move, in any direction; hips where shoulders are not seen."""
    shoulders = track.middle("shoulder")
    seen = np.isfinite(shoulders).any()
    return point_speed(
        shoulders if seen else track.middle("hip"),
        bell_s=settings.edge_bell_s,
        sampling_rate_hz=track.clock.sampling_rate_hz,
    )


def rises_of_angles(angles: JointAngles, *, settings: ChairSettings | None = None) -> FoundRises:
    """Find the rises from the height of the pelvis, or where it is missing from the knees."""
    settings = settings or ChairSettings()
    clock, course = angles_on_clock(angles, settings=settings.seen)
    if angles.pelvis_height_m is not None:
        seen_on, height = "height of the pelvis", course(angles.pelvis_height_m)
        least, factor = settings.least_rise_m, 1.0
    else:
        seen_on, height = "flexion of the knees", -_knees(angles, course)
        least, factor = settings.least_knee_deg, None
    lean = _lean(angles, course)
    bell = {"bell_s": settings.seen.bell_s, "sampling_rate_hz": clock.sampling_rate_hz}
    lifting = slope_pieces(height, **bell) * (1.0 if factor is None else _TRUNK_DEG_PER_M)
    leaning = np.zeros(len(lifting)) if lean is None else slope_pieces(lean, **bell)
    body = RisingBody(
        clock=clock,
        height=height,
        least_rise=least,
        trunk_speed=np.hypot(lifting, leaning),
        trunk_lean_deg=lean,
        metres_factor=factor,
        source=EventSource.JOINT_ANGLES,
    )
    return rises_of(body, seen_on=seen_on, settings=settings)


def _knees(angles: JointAngles, course: Callable[[FloatArray], FloatArray]) -> FloatArray:
    left, right = (
        course(column_of(angles, joint))
        for joint in (Joint.LEFT_KNEE_FLEXION, Joint.RIGHT_KNEE_FLEXION)
    )
    return joined_sides(left, right)


def _lean(angles: JointAngles, course: Callable[[FloatArray], FloatArray]) -> FloatArray | None:
    """Follow the forward lean of the trunk, or of the pelvis in its place."""
    for joint in (Joint.TRUNK_LEAN_FORWARD, Joint.PELVIS_TILT_FORWARD):
        column = angles.of(joint)
        if column is not None:
            return course(column)
    return None
