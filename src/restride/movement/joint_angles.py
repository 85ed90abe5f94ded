"""Angles of joints from landmarks: in space, or in a picture from the side or from the front.

Zero is upright standing with arms hanging; signs are those of ``Joint``. In a picture only the
angles of the plane that is seen are given; the others are refused with the reason. A mirrored
picture, or a person who faces the other way, gives the same angles: forward is where the person
faces, and right where the person's own right side is.

Source: House choice: docs/decisions/0078. Points of the body are joint centres as estimators or
markers place them, not the segments of a laboratory's model.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np

from restride.arrays import FloatArray
from restride.movement.body_track import BodyTrack, follow_body
from restride.movement.plane_angles import BodyPlanes, between_lines, body_planes, lean_of, signed
from restride.movement.settings import SeenSettings
from restride.movement.view import Seen, View, view_of
from restride.recording.clock import Clock
from restride.recording.joint_angles import Joint, JointAngles
from restride.recording.landmarks import Landmark, Landmarks
from restride.terms import Side


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class BodyAngles:
    """All angles that can be told, and why the others cannot."""

    angles: JointAngles
    seen: Seen
    #: Why an angle is not given: the wrong view, or points that are missing.
    refused: dict[Joint, str]

    def of(self, joint: Joint) -> FloatArray | None:
        """Follow one joint, (n_samples,); None where it cannot be told."""
        return self.angles.of(joint)


#: Angles of the plane that is seen from the side.
SIDE_JOINTS: Final = frozenset(
    joint
    for joint in Joint
    if joint.endswith(("hip-flexion", "knee-flexion", "dorsiflexion", "shoulder-flexion"))
) | {Joint.TRUNK_LEAN_FORWARD, Joint.LEFT_ELBOW_FLEXION, Joint.RIGHT_ELBOW_FLEXION}
#: Angles of the plane that is seen from the front or from behind.
FRONT_JOINTS: Final = frozenset(
    joint for joint in Joint if joint.endswith(("abduction", "adduction", "knee-projection"))
) | {Joint.TRUNK_LEAN_RIGHT, Joint.PELVIS_DROP_RIGHT}


def angles_of_landmarks(
    landmarks: Landmarks, *, settings: SeenSettings | None = None
) -> BodyAngles:
    """Measure every joint's angle that the landmarks can tell, on an even clock."""
    return angles_of_body(follow_body(landmarks, settings=settings or SeenSettings()))


def angles_of_body(track: BodyTrack) -> BodyAngles:
    """Measure every joint's angle that the track can tell."""
    seen = view_of(track)
    planes = body_planes(track, seen)
    columns: dict[Joint, FloatArray] = {}
    refused: dict[Joint, str] = {}
    for joint in Joint:
        reason = _not_in_view(joint, seen)
        column = None if reason else _angle(joint, track, planes)
        if column is not None and np.isfinite(column).any():
            columns[joint] = column
        else:
            refused[joint] = reason or "the points it needs are not among those that were seen"
    clock = Clock(
        sampling_rate_hz=track.clock.sampling_rate_hz,
        samples_count=track.clock.samples_count,
        start_s=track.clock.start_s,
    )
    angles_deg = (
        np.stack(list(columns.values()), axis=1) if columns else np.empty((clock.samples_count, 0))
    )
    return BodyAngles(
        angles=JointAngles(
            name="from landmarks", clock=clock, joints=tuple(columns), angles_deg=angles_deg
        ),
        seen=seen,
        refused=refused,
    )


def _not_in_view(joint: Joint, seen: Seen) -> str | None:
    """Say why an angle cannot be told from here; None where it can."""
    if joint.endswith("rotation") or joint is Joint.PELVIS_TILT_FORWARD:
        return "points of joints alone do not tell it"
    if seen.view is View.SPACE:
        return None
    wanted = View.SIDE if joint in SIDE_JOINTS else View.FRONT
    if seen.view is not wanted:
        return f"it needs a {wanted} view, and {seen.words}"
    if seen.view is View.SIDE and seen.facing_factor is None:
        return "nothing tells which way the person faces"
    return None


def _angle(joint: Joint, track: BodyTrack, planes: BodyPlanes) -> FloatArray | None:
    if joint is Joint.TRUNK_LEAN_FORWARD:
        return lean_of(_trunk(track), along=planes.forward)
    if joint is Joint.TRUNK_LEAN_RIGHT:
        return lean_of(_trunk(track), along=planes.right)
    if joint is Joint.PELVIS_DROP_RIGHT:
        return pelvis_drop_right(track, planes)
    side = Side.LEFT if joint.startswith("left") else Side.RIGHT
    what = joint.partition("-")[2]
    if what in _IN_NO_PLANE:
        return _IN_NO_PLANE[what](track, side=side)
    return _OF_SIDE[what](track, planes, side=side)


def _trunk(track: BodyTrack) -> FloatArray:
    return track.middle("shoulder") - track.middle("hip")


def _line(track: BodyTrack, upper: str, lower: str, side: Side) -> FloatArray:
    return track.of(Landmark(f"{side}-{lower}")) - track.of(Landmark(f"{side}-{upper}"))


def pelvis_drop_right(track: BodyTrack, planes: BodyPlanes) -> FloatArray:
    """Measure how much lower the right hip is than the left, as the angle of the line of hips.

    Positive with the right side lower, in degrees, (n_samples,).
    """
    left, right = track.pair("hip")
    line = right - left
    return np.asarray(
        np.degrees(np.arctan2(-line[:, -1], np.abs((line * planes.right).sum(axis=1))))
    )


def knee_flexion(track: BodyTrack, planes: BodyPlanes, *, side: Side) -> FloatArray:
    """Measure the angle between thigh and shank; bent is positive, overstretched negative.

    In space the whole angle between the two lines, so that a knee that points outwards is not
    shortened; in a picture the angle in the picture.
    """
    thigh, shank = _line(track, "hip", "knee", side), _line(track, "knee", "ankle", side)
    return signed(between_lines(thigh, shank), by=_turn(thigh, shank, planes))


def hip_flexion(track: BodyTrack, planes: BodyPlanes, *, side: Side) -> FloatArray:
    """Measure the angle between trunk and thigh in the side plane; thigh forward is positive.

    Against the line from hips to shoulders, not against the pelvis: a bent back counts as well.
    """
    return _in_side_plane(_line(track, "hip", "knee", side), planes) - _in_side_plane(
        -_trunk(track), planes
    )


def ankle_dorsiflexion(track: BodyTrack, *, side: Side) -> FloatArray:
    """Measure 90 degrees less the angle between shank and foot; toes up is positive."""
    foot = _line(track, "heel", "toe", side)
    if not np.isfinite(foot).any():
        foot = _line(track, "ankle", "toe", side)
    return 90.0 - between_lines(foot, -_line(track, "knee", "ankle", side))


def shoulder_flexion(track: BodyTrack, planes: BodyPlanes, *, side: Side) -> FloatArray:
    """Measure the angle of the upper arm against the trunk in the side plane; forward positive."""
    arm = _in_side_plane(_line(track, "shoulder", "elbow", side), planes)
    raised = arm - _in_side_plane(-_trunk(track), planes)
    # An arm straight up is 180 degrees, not -180: arms go up in front.
    return np.where(raised < -90.0, raised + 360.0, raised)


def shoulder_abduction(track: BodyTrack, planes: BodyPlanes, *, side: Side) -> FloatArray:
    """Measure the angle of the upper arm against the trunk in the front plane; away is positive."""
    arm = _in_front_plane(_line(track, "shoulder", "elbow", side), planes, side)
    raised = arm - _in_front_plane(-_trunk(track), planes, side)
    return np.where(raised < -90.0, raised + 360.0, raised)


def elbow_flexion(track: BodyTrack, *, side: Side) -> FloatArray:
    """Measure the angle between upper arm and forearm; bent is positive."""
    return between_lines(
        _line(track, "shoulder", "elbow", side), _line(track, "elbow", "wrist", side)
    )


def hip_adduction(track: BodyTrack, planes: BodyPlanes, *, side: Side) -> FloatArray:
    """Measure the thigh against the pelvis in the front plane; towards the other leg is positive.

    Against a line at right angles to the line of hips.
    """
    left, right = track.pair("hip")
    line = right - left
    level = np.degrees(np.arctan2(line[:, -1], (line * planes.right).sum(axis=1)))
    outwards = _in_front_plane(_line(track, "hip", "knee", side), planes, side)
    return np.asarray(-(outwards - level if side is Side.RIGHT else outwards + level))


def frontal_knee_projection(track: BodyTrack, planes: BodyPlanes, *, side: Side) -> FloatArray:
    """Measure how far the knee leaves the line from hip to ankle in the front plane.

    180 degrees less the angle at the knee; inwards (valgus) is positive, outwards negative.
    """
    thigh = _in_front_plane(_line(track, "hip", "knee", side), planes, side)
    shank = _in_front_plane(_line(track, "knee", "ankle", side), planes, side)
    return np.asarray(shank - thigh)


def _in_side_plane(lines: FloatArray, planes: BodyPlanes) -> FloatArray:
    """Tell how far a line that hangs down is swung forward, in degrees."""
    ahead = (lines * planes.forward).sum(axis=1)
    return np.asarray(np.degrees(np.arctan2(ahead, -lines[:, -1])))


def _in_front_plane(lines: FloatArray, planes: BodyPlanes, side: Side) -> FloatArray:
    """Tell how far a line that hangs down is swung away from the body's middle, in degrees."""
    outwards = (lines * planes.right).sum(axis=1) * (1 if side is Side.RIGHT else -1)
    return np.asarray(np.degrees(np.arctan2(outwards, -lines[:, -1])))


def _turn(thigh: FloatArray, shank: FloatArray, planes: BodyPlanes) -> FloatArray:
    """Tell whether the shank lies behind the line of the thigh: positive where it does."""
    ahead_thigh, ahead_shank = ((each * planes.forward).sum(axis=1) for each in (thigh, shank))
    return np.asarray(-(ahead_shank * -thigh[:, -1] - ahead_thigh * -shank[:, -1]))


_OF_SIDE: Final = {
    "knee-flexion": knee_flexion,
    "hip-flexion": hip_flexion,
    "hip-adduction": hip_adduction,
    "shoulder-flexion": shoulder_flexion,
    "shoulder-abduction": shoulder_abduction,
    "frontal-knee-projection": frontal_knee_projection,
}
_IN_NO_PLANE: Final = {
    "ankle-dorsiflexion": ankle_dorsiflexion,
    "elbow-flexion": elbow_flexion,
}
