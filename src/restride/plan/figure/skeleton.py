"""From a pose to the points of the body: angles downwards from the pelvis, feet and hands by reach.

A foot or hand with a place is reached for with two links; then its joint angles are read off, so
that every solved pose can say all its angles.
"""

from dataclasses import dataclass, replace
from math import asin, atan2, cos, degrees, radians, sqrt
from typing import Final

from restride.plan.figure.pose import SIDES, Pose, Rest, View
from restride.plan.figure.proportions import (
    ANKLE_HEIGHT_SHARE,
    AROUND_SHARE,
    BALL_AHEAD_SHARE,
    FOREARM_SHARE,
    HEAD_CENTRE_SHARE,
    HEEL_AHEAD_SHARE,
    HIP_OUT_SHARE,
    LUMBAR_SHARE,
    NECK_SHARE,
    PALM_SHARE,
    SHANK_SHARE,
    SHOULDER_OUT_SHARE,
    THIGH_SHARE,
    THORAX_SHARE,
    TOE_AHEAD_SHARE,
    UPPER_ARM_SHARE,
)
from restride.plan.figure.vectors import (
    WORLD,
    Frame,
    Vector,
    away,
    bend_towards,
    minus,
    pitched,
    plus,
    rolled,
    seen_from,
    size,
    times,
    turned_about,
    yawed,
)

#: A standing leg is never quite straight; so the knee knows which way to bend. House choice:
#: docs/decisions/0130-our-own-figures.md.
_LEAST_KNEE_DEG: Final = 3.0
#: A hand nearer than this to the shoulder is on the chest, with the elbow down and not behind.
#: House choice: docs/decisions/0130-our-own-figures.md.
_NEAR_REACH_SHARE: Final = 0.26
_LEG: Final = (THIGH_SHARE, SHANK_SHARE)
_ARM: Final = (UPPER_ARM_SHARE, FOREARM_SHARE + PALM_SHARE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Skeleton:
    """The body in space: x ahead, y to the left, z above the floor, over the body height."""

    points: dict[str, Vector]
    #: Which way pelvis, thorax, head and both feet point.
    frames: dict[str, Frame]
    #: The pose with all its angles and the height of the hips.
    pose: Pose


def outward(side: str) -> int:
    """Tell which way is outwards for a side: 1 to the left, -1 to the right."""
    return 1 if side == "left" else -1


def skeleton_of(pose: Pose) -> Skeleton:
    """Solve a pose: the height of the hips first, then feet and hands."""
    upper, frames = _upper_body(pose)
    angles = dict(pose.angles_deg)
    raised = _hips_height(pose, upper)
    shift = (pose.hips[0], pose.hips[1], raised)
    points = {name: plus(point, shift) for name, point in upper.items()}
    for side in SIDES:
        if side in pose.feet:
            _plant(pose, side, points=points, frames=frames)
        if side in pose.hands:
            _reach(pose, side, points=points, frames=frames)
        angles |= _angles_of(side, points, frames)
    solved = replace(pose, angles_deg=pose.angles_deg | angles, hips=shift)
    return Skeleton(points=points, frames=frames, pose=solved)


def pose_points(pose: Pose, view: View) -> dict[str, tuple[float, float]]:
    """Place every point of a pose in a view: to the right and up, over the body height.

    From the side the body looks to the right; from the front its right is on the left.
    """
    across = 0 if view is View.SIDE else 1
    points = skeleton_of(pose).points
    return {name: (point[across], point[2]) for name, point in points.items()}


def _upper_body(pose: Pose) -> tuple[dict[str, Vector], dict[str, Frame]]:
    """Lay out all by angles, with the middle between the hips at the origin."""
    pelvis = _turned(WORLD, pose, "pelvis", "tilt", "list")
    thorax = _turned(pelvis, pose, "trunk", "flexion", "bend")
    neck = _turned(thorax, pose, "neck", "flexion", "bend")
    head = pitched(neck, pose.angle_deg("head_flexion"))
    waist = away((0.0, 0.0, 0.0), pelvis, offset=(0.0, 0.0, LUMBAR_SHARE))
    chest = away(waist, thorax, offset=(0.0, 0.0, THORAX_SHARE * 0.72))
    collar = away(waist, thorax, offset=(0.0, 0.0, THORAX_SHARE))
    skull = away(collar, neck, offset=(0.0, 0.0, NECK_SHARE))
    points = {
        "pelvis": (0.0, 0.0, 0.0),
        "waist": waist,
        "chest": chest,
        "neck": collar,
        "skull": skull,
        "head": away(skull, head, offset=(0.0, 0.0, HEAD_CENTRE_SHARE)),
    }
    frames = {"pelvis": pelvis, "thorax": thorax, "head": head}
    for side in SIDES:
        _hang_leg(pose, side, points=points, frames=frames)
        _hang_arm(pose, side, points=points, frames=frames)
    return points, frames


def _turned(frame: Frame, pose: Pose, part: str, forwards: str, sideways: str) -> Frame:
    turned = yawed(frame, pose.angle_deg(f"{part}_turn"))
    return rolled(
        pitched(turned, pose.angle_deg(f"{part}_{forwards}")),
        pose.angle_deg(f"{part}_{sideways}"),
    )


def _hang_leg(
    pose: Pose, side: str, *, points: dict[str, Vector], frames: dict[str, Frame]
) -> None:
    out = outward(side)
    hip = away(points["pelvis"], frames["pelvis"], offset=(0.0, out * HIP_OUT_SHARE, 0.0))
    thigh = pitched(frames["pelvis"], -pose.angle_deg(f"{side}_hip_flexion"))
    thigh = rolled(thigh, out * pose.angle_deg(f"{side}_hip_abduction"))
    thigh = yawed(thigh, out * pose.angle_deg(f"{side}_hip_rotation"))
    shank = pitched(thigh, pose.angle_deg(f"{side}_knee_flexion"))
    foot = pitched(shank, -pose.angle_deg(f"{side}_ankle_dorsiflexion"))
    foot = yawed(foot, out * pose.angle_deg(f"{side}_ankle_eversion"))
    knee = away(hip, thigh, offset=(0.0, 0.0, -THIGH_SHARE))
    points[f"{side}_hip"], points[f"{side}_knee"] = hip, knee
    ankle = away(knee, shank, offset=(0.0, 0.0, -SHANK_SHARE))
    _put_foot(side, ankle, foot, points=points, frames=frames)


def _put_foot(
    side: str,
    ankle: Vector,
    foot: Frame,
    *,
    points: dict[str, Vector],
    frames: dict[str, Frame],
    toes_bent_deg: float = 0.0,
) -> None:
    frames[f"{side}_foot"] = foot
    ball = away(ankle, foot, offset=(BALL_AHEAD_SHARE, 0.0, -ANKLE_HEIGHT_SHARE))
    toes = (TOE_AHEAD_SHARE - BALL_AHEAD_SHARE, 0.0, 0.0)
    points[f"{side}_ankle"] = ankle
    points[f"{side}_heel"] = away(ankle, foot, offset=(HEEL_AHEAD_SHARE, 0.0, -ANKLE_HEIGHT_SHARE))
    points[f"{side}_ball"] = ball
    points[f"{side}_toe"] = away(ball, pitched(foot, -toes_bent_deg), offset=toes)


def _hang_arm(
    pose: Pose, side: str, *, points: dict[str, Vector], frames: dict[str, Frame]
) -> None:
    out = outward(side)
    shoulder = away(points["neck"], frames["thorax"], offset=(0.0, out * SHOULDER_OUT_SHARE, 0.0))
    upper = pitched(frames["thorax"], -pose.angle_deg(f"{side}_shoulder_flexion"))
    upper = rolled(upper, out * pose.angle_deg(f"{side}_shoulder_abduction"))
    upper = yawed(upper, out * pose.angle_deg(f"{side}_shoulder_rotation"))
    lower = pitched(upper, -pose.angle_deg(f"{side}_elbow_flexion"))
    elbow = away(shoulder, upper, offset=(0.0, 0.0, -UPPER_ARM_SHARE))
    points[f"{side}_shoulder"], points[f"{side}_elbow"] = shoulder, elbow
    points[f"{side}_wrist"] = away(elbow, lower, offset=(0.0, 0.0, -FOREARM_SHARE))
    points[f"{side}_hand"] = away(elbow, lower, offset=(0.0, 0.0, -FOREARM_SHARE - PALM_SHARE))


def _hips_height(pose: Pose, upper: dict[str, Vector]) -> float:
    """Find how high the middle between the hips is, so that the body rests on what carries it."""
    if len(pose.hips) > 2:
        return pose.hips[2]
    if pose.rest is Rest.SEAT:
        return pose.seat_share + AROUND_SHARE["hip"]
    if pose.rest is Rest.FEET and pose.feet:
        return min(_height_over_foot(pose, side, upper) for side in pose.feet)
    return pose.ground_share - lowest(upper, without=_placed(pose))


def _placed(pose: Pose) -> set[str]:
    """Name the points that go to a place of their own."""
    leg, arm = ("knee", "ankle", "heel", "ball", "toe"), ("elbow", "wrist", "hand")
    names = {f"{side}_{part}" for side in pose.feet for part in leg}
    return names | {f"{side}_{part}" for side in pose.hands for part in arm}


def lowest(points: dict[str, Vector], *, without: set[str] | None = None) -> float:
    """Find how low the body reaches, flesh included."""
    left_out = without or set()
    return min(
        point[2] - AROUND_SHARE.get(name.rsplit("_", 1)[-1], 0.0)
        for name, point in points.items()
        if name not in left_out
    )


def _height_over_foot(pose: Pose, side: str, upper: dict[str, Vector]) -> float:
    ankle, _ = _sole(pose, side)
    hip = upper[f"{side}_hip"]
    bend = max(pose.angle_deg(f"{side}_knee_flexion"), _LEAST_KNEE_DEG)
    thigh, shank = _LEG
    reach2 = thigh**2 + shank**2 + 2 * thigh * shank * cos(radians(bend))
    ahead = pose.hips[0] + hip[0] - ankle[0]
    aside = pose.hips[1] + hip[1] - ankle[1]
    return ankle[2] + sqrt(max(reach2 - ahead**2 - aside**2, 0.0)) - hip[2]


def _sole(pose: Pose, side: str) -> tuple[Vector, Frame]:
    """Find the ankle over a planted sole: rolled over the ball, or over the heel."""
    ahead, out, up, raised_deg, out_deg = pose.feet[side]
    flat = yawed(WORLD, outward(side) * out_deg + pose.angle_deg("pelvis_turn"))
    foot = pitched(flat, raised_deg)
    pivot = BALL_AHEAD_SHARE if raised_deg > 0 else HEEL_AHEAD_SHARE
    under = (ahead, outward(side) * out, up + pose.ground_share)
    touching = away(under, flat, offset=(pivot, 0.0, 0.0))
    return away(touching, foot, offset=(-pivot, 0.0, ANKLE_HEIGHT_SHARE)), foot


def _plant(pose: Pose, side: str, *, points: dict[str, Vector], frames: dict[str, Frame]) -> None:
    ankle, foot = _sole(pose, side)
    hip = points[f"{side}_hip"]
    pole = _knee_pole(pose, side, frames=frames, leg=minus(ankle, hip))
    knee, ankle = bend_towards(hip, ankle, links=_LEG, pole=pole)
    points[f"{side}_knee"] = knee
    raised_deg = max(pose.feet[side][3], 0.0)
    _put_foot(side, ankle, foot, points=points, frames=frames, toes_bent_deg=raised_deg)


def _knee_pole(pose: Pose, side: str, *, frames: dict[str, Frame], leg: Vector) -> Vector:
    """Tell which way a knee bends: where the pelvis looks, or up where it lies on its back."""
    pelvis = frames["pelvis"]
    forward = yawed(pelvis, outward(side) * min(pose.feet[side][4], 30.0)).forward
    length = size(leg)
    turn_deg = outward(side) * pose.angle_deg(f"{side}_hip_rotation")
    if not turn_deg or length < 1e-6:
        return forward
    return turned_about(forward, times(leg, -1 / length), angle_deg=turn_deg)


def _reach(pose: Pose, side: str, *, points: dict[str, Vector], frames: dict[str, Frame]) -> None:
    ahead, out, up = pose.hands[side]
    target = (ahead, outward(side) * out, up)
    shoulder = points[f"{side}_shoulder"]
    way = minus(target, shoulder)
    elbow_side = (-1.0, 0.5, -0.35) if size(way) > _NEAR_REACH_SHARE else (0.1, 0.8, -1.0)
    x, y, z = elbow_side
    pole = away((0.0, 0.0, 0.0), frames["thorax"], offset=(x, outward(side) * y, z))
    turn_deg = outward(side) * pose.angle_deg(f"{side}_elbow_out")
    if turn_deg and size(way) > 1e-6:
        pole = turned_about(pole, times(way, 1 / size(way)), angle_deg=turn_deg)
    elbow, hand = bend_towards(shoulder, target, links=_ARM, pole=pole)
    if elbow[2] < AROUND_SHARE["elbow"]:
        beside = (0.0, float(outward(side)), 0.2)
        elbow, hand = bend_towards(shoulder, target, links=_ARM, pole=beside)
    points[f"{side}_elbow"], points[f"{side}_hand"] = elbow, hand
    share = FOREARM_SHARE / (FOREARM_SHARE + PALM_SHARE)
    points[f"{side}_wrist"] = plus(elbow, times(minus(hand, elbow), share))


def _angles_of(side: str, points: dict[str, Vector], frames: dict[str, Frame]) -> dict[str, float]:
    """Read the joint angles of a side off its points."""
    at = {part: points[f"{side}_{part}"] for part in ("hip", "knee", "ankle", "shoulder", "elbow")}
    hip = _limb_angles(
        frames["pelvis"], minus(at["knee"], at["hip"]), minus(at["ankle"], at["knee"]), side, -1
    )
    shoulder = _limb_angles(
        frames["thorax"],
        minus(at["elbow"], at["shoulder"]),
        minus(points[f"{side}_wrist"], at["elbow"]),
        side,
        1,
    )
    leg = zip(("hip_flexion", "hip_abduction", "hip_rotation", "knee_flexion"), hip, strict=True)
    arm = zip(
        ("shoulder_flexion", "shoulder_abduction", "shoulder_rotation", "elbow_flexion"),
        shoulder,
        strict=True,
    )
    angles = {f"{side}_{name}": value for name, value in (*leg, *arm)}
    angles[f"{side}_ankle_dorsiflexion"] = _dorsiflexion_deg(side, angles, frames)
    return angles


def _limb_angles(
    base: Frame, upper: Vector, lower: Vector, side: str, bends: int
) -> tuple[float, float, float, float]:
    """Read flexion, abduction, rotation and bend; ``bends`` is 1 forwards, -1 backwards."""
    out = outward(side)
    x, y, z = seen_from(base, times(upper, 1 / size(upper)))
    abduction = degrees(asin(max(-1.0, min(1.0, out * y))))
    flexion = degrees(atan2(x, -z)) if abs(x) + abs(z) > 1e-9 else 0.0
    frame = rolled(pitched(base, -flexion), out * abduction)
    x, y, z = seen_from(frame, times(lower, 1 / size(lower)))
    sideways = sqrt(x * x + y * y)
    rotation = degrees(atan2(out * bends * y, bends * x)) if sideways > 1e-6 else 0.0
    return flexion, abduction, rotation, degrees(atan2(sideways, -z))


def _dorsiflexion_deg(side: str, angles: dict[str, float], frames: dict[str, Frame]) -> float:
    """Read how far the foot is pulled up, from the shank that the angles give."""
    out = outward(side)
    thigh = pitched(frames["pelvis"], -angles[f"{side}_hip_flexion"])
    thigh = yawed(
        rolled(thigh, out * angles[f"{side}_hip_abduction"]), out * angles[f"{side}_hip_rotation"]
    )
    shank = pitched(thigh, angles[f"{side}_knee_flexion"])
    x, _, z = seen_from(shank, frames[f"{side}_foot"].forward)
    return degrees(atan2(z, x))
