"""Joint centres and points of the whole body, from pelvis, trunk and soles.

Source: lengths and masses of the parts of the body over height and mass [winter1992].
Differs in: hip width, head and arms are House choices; the toes bend so that they stay on the
ground; where a leg is too short for hip and ankle, the knee lies on the line between both.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np

from restride.arrays import FloatArray
from restride.recording.landmarks import Landmark
from restride.simulate.body import GRID_RATE_HZ, BodyPath, to_world
from restride.simulate.feet import BALL_SHARE, FOOT_LENGTH_SHARE, HEEL_SHARE
from restride.simulate.shapes import smoothed
from restride.simulate.whole_body import WholeBody, hips_below_m
from restride.terms import Side

#: Over body height. [winter1992]
THIGH_SHARE: Final = 0.245
SHANK_SHARE: Final = 0.246
ANKLE_HEIGHT_SHARE: Final = 0.039
_TRUNK_SHARE: Final = 0.288
_SHOULDER_SHARE: Final = 0.129
_UPPER_ARM_SHARE: Final = 0.186
_FOREARM_SHARE: Final = 0.146
#: Between the hip joints, half of it; ears and nose above and before the shoulders. House choice.
_HALF_HIPS_SHARE: Final = 0.05
_EAR_UP_SHARE: Final = 0.115
_NOSE_AHEAD_SHARE: Final = 0.065
_TOE_SHARE: Final = 0.70
#: The heel's point lies a little above the sole, and the toe's too.
_ABOVE_SOLE_M: Final = 0.02
#: A standing leg is never quite straight.
_STRAIGHT_SHARE: Final = 0.998
_LOWERED_AT_MOST_M: Final = 0.12
#: In walking the hips are so long behind the middle between the feet. House choice: knees then land
#: nearly straight, as people's do.
_FOLLOWS_S: Final = 0.03
#: Masses over body mass, and where in the part the middle of its mass lies. [winter1992]
_MASSES_SHARE: Final = {"foot": 0.0145, "shank": 0.0465, "thigh": 0.100, "rest": 0.678}
_SHANK_CENTRE: Final = 0.433
_THIGH_CENTRE: Final = 0.433
_REST_CENTRE: Final = 0.626

_POINTS: Final = {
    Side.LEFT: {
        "hip": Landmark.LEFT_HIP,
        "knee": Landmark.LEFT_KNEE,
        "ankle": Landmark.LEFT_ANKLE,
        "heel": Landmark.LEFT_HEEL,
        "toe": Landmark.LEFT_TOE,
        "shoulder": Landmark.LEFT_SHOULDER,
        "elbow": Landmark.LEFT_ELBOW,
        "wrist": Landmark.LEFT_WRIST,
        "ear": Landmark.LEFT_EAR,
    },
    Side.RIGHT: {
        "hip": Landmark.RIGHT_HIP,
        "knee": Landmark.RIGHT_KNEE,
        "ankle": Landmark.RIGHT_ANKLE,
        "heel": Landmark.RIGHT_HEEL,
        "toe": Landmark.RIGHT_TOE,
        "shoulder": Landmark.RIGHT_SHOULDER,
        "elbow": Landmark.RIGHT_ELBOW,
        "wrist": Landmark.RIGHT_WRIST,
        "ear": Landmark.RIGHT_EAR,
    },
}


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Skeleton:
    """Points of the body in the world, on the grid of its paths."""

    times_s: FloatArray
    #: Each (n_samples, 3).
    points: dict[Landmark, FloatArray]

    def of(self, side: Side, part: str) -> FloatArray:
        """Follow a point of one side, such as its knee."""
        return self.points[_POINTS[side][part]]


def skeleton_of(body: WholeBody) -> Skeleton:
    """Build all points of the body."""
    height_m = body.height_m
    points: dict[Landmark, FloatArray] = {}
    for side in Side:
        _add_foot(points, body.soles[side], side=side, height_m=height_m)
    behind_m = _behind_m(body)
    hips: dict[Side, FloatArray] = {side: _hip(body, side) - behind_m for side in Side}
    lowered_m = _lowered_m(points, hips, height_m=height_m)
    for side, hip_m in hips.items():
        hip_m[:, 2] -= lowered_m
        points[_POINTS[side]["hip"]] = hip_m
        points[_POINTS[side]["knee"]] = _knee(
            hip_m,
            points[_POINTS[side]["ankle"]],
            forward=_forward(body.pelvis, body.soles[side]),
            height_m=height_m,
        )
    points[Landmark.PELVIS] = (hips[Side.LEFT] + hips[Side.RIGHT]) / 2
    _add_upper_body(points, body)
    return Skeleton(times_s=body.pelvis.times_s, points=points)


def centre_of_mass(skeleton: Skeleton) -> BodyPath:
    """Follow the middle of the body's mass: feet, shanks, thighs, and all above."""
    total_m = np.zeros((len(skeleton.times_s), 3))
    middle_m = skeleton.points[Landmark.PELVIS]
    total_m += _MASSES_SHARE["rest"] * _between(
        middle_m, skeleton.points[Landmark.NECK], _REST_CENTRE
    )
    for side in Side:
        hip_m, knee_m, ankle_m = (skeleton.of(side, part) for part in ("hip", "knee", "ankle"))
        heel_m, toe_m = skeleton.of(side, "heel"), skeleton.of(side, "toe")
        total_m += _MASSES_SHARE["thigh"] * _between(hip_m, knee_m, _THIGH_CENTRE)
        total_m += _MASSES_SHARE["shank"] * _between(knee_m, ankle_m, _SHANK_CENTRE)
        total_m += _MASSES_SHARE["foot"] * _between(heel_m, toe_m, 0.5)
    # A knee that comes straight does so at once; mass is not that quick.
    position_m = smoothed(total_m, width_samples=21)
    return BodyPath(
        start_s=float(skeleton.times_s[0]),
        position_m=position_m,
        angles_rad=np.zeros_like(position_m),
    )


def _between(start_m: FloatArray, end_m: FloatArray, share: float) -> FloatArray:
    return start_m + share * (end_m - start_m)


def _add_foot(
    points: dict[Landmark, FloatArray], sole: BodyPath, *, side: Side, height_m: float
) -> None:
    foot_m = FOOT_LENGTH_SHARE * height_m
    names = _POINTS[side]
    ankle_m = np.array([0.0, 0.0, ANKLE_HEIGHT_SHARE * height_m])
    points[names["ankle"]] = sole.point(ankle_m).position_m
    points[names["heel"]] = sole.point(
        np.array([HEEL_SHARE * foot_m, 0.0, _ABOVE_SOLE_M])
    ).position_m
    ball_m = sole.point(np.array([BALL_SHARE * foot_m, 0.0, _ABOVE_SOLE_M])).position_m
    toe_m = sole.point(np.array([_TOE_SHARE * foot_m, 0.0, _ABOVE_SOLE_M])).position_m
    below_m = np.maximum(ball_m[:, 2] - toe_m[:, 2], 0.0)
    toe_m[:, 2] += 0.8 * below_m
    points[names["toe"]] = toe_m


def _hip(body: WholeBody, side: Side) -> FloatArray:
    above_m = hips_below_m(body)
    outwards_m = _HALF_HIPS_SHARE * body.height_m * (1 if side is Side.LEFT else -1)
    return body.pelvis.point(np.array([0.0, outwards_m, -above_m])).position_m


def _behind_m(body: WholeBody) -> FloatArray:
    """Tell how far the hips follow behind the middle of the feet, level, (n_samples, 3)."""
    feet_m = body.soles[Side.LEFT].position_m + body.soles[Side.RIGHT].position_m
    level_m = feet_m / 2 * np.array([1.0, 1.0, 0.0])
    velocity_mps = np.gradient(smoothed(level_m, width_samples=201), axis=0) * GRID_RATE_HZ
    behind_m: FloatArray = _FOLLOWS_S * velocity_mps
    return behind_m


def _lowered_m(
    points: dict[Landmark, FloatArray], hips: dict[Side, FloatArray], *, height_m: float
) -> float:
    """Tell how far the hips must come down so that the legs reach the ground."""
    reach_m = _STRAIGHT_SHARE * (THIGH_SHARE + SHANK_SHARE) * height_m
    needed_m = []
    for side, hip_m in hips.items():
        away_m = hip_m - points[_POINTS[side]["ankle"]]
        level_m2 = np.minimum(away_m[:, 0] ** 2 + away_m[:, 1] ** 2, 0.9 * reach_m**2)
        needed_m.append(away_m[:, 2] - np.sqrt(reach_m**2 - level_m2))
    needed = float(np.percentile(np.concatenate(needed_m), 97))
    return float(np.clip(needed, 0.0, _LOWERED_AT_MOST_M))


def _forward(pelvis: BodyPath, sole: BodyPath) -> FloatArray:
    """Tell which way the knee points: between pelvis and foot."""
    heading_rad = (pelvis.angles_rad[:, 2] + sole.angles_rad[:, 2]) / 2
    return np.column_stack([np.cos(heading_rad), np.sin(heading_rad), np.zeros_like(heading_rad)])


def _knee(
    hip_m: FloatArray, ankle_m: FloatArray, *, forward: FloatArray, height_m: float
) -> FloatArray:
    thigh_m, shank_m = THIGH_SHARE * height_m, SHANK_SHARE * height_m
    line_m = ankle_m - hip_m
    length_m = np.linalg.norm(line_m, axis=1)
    along = line_m / length_m[:, None]
    reached_m = np.minimum(length_m, _STRAIGHT_SHARE * (thigh_m + shank_m))
    share_m = (thigh_m**2 - shank_m**2 + reached_m**2) / (2 * reached_m)
    out_m = np.sqrt(np.maximum(thigh_m**2 - share_m**2, 0.0))
    aside = forward - np.sum(forward * along, axis=1)[:, None] * along
    aside /= np.linalg.norm(aside, axis=1)[:, None]
    stretched = (share_m * length_m / reached_m)[:, None]
    knee_m: FloatArray = hip_m + stretched * along + out_m[:, None] * aside
    return knee_m


def _add_upper_body(points: dict[Landmark, FloatArray], body: WholeBody) -> None:
    height_m, pelvis = body.height_m, body.pelvis
    # The shoulders turn against the pelvis, and roll less.
    turned = smoothed(pelvis.angles_rad[:, 2:], width_samples=241)[:, 0]
    angles_rad = np.column_stack(
        [
            -0.3 * pelvis.angles_rad[:, 0],
            body.trunk_rad,
            turned - 0.8 * (pelvis.angles_rad[:, 2] - turned),
        ]
    )
    middle_m = points[Landmark.PELVIS]
    neck_m = middle_m + _offset(angles_rad, 0.0, 0.0, _TRUNK_SHARE * height_m)
    points[Landmark.NECK] = neck_m
    points[Landmark.C7] = neck_m + _offset(angles_rad, -0.02 * height_m, 0.0, 0.012 * height_m)
    head_rad = angles_rad * np.array([0.3, 0.35, 1.0])
    up_m = _EAR_UP_SHARE * height_m
    points[Landmark.NOSE] = neck_m + _offset(
        head_rad, (_NOSE_AHEAD_SHARE + 0.01) * height_m, 0.0, up_m - 0.01
    )
    for side in Side:
        out = 1.0 if side is Side.LEFT else -1.0
        names = _POINTS[side]
        points[names["ear"]] = neck_m + _offset(head_rad, 0.01 * height_m, 0.075 * out, up_m)
        shoulder_m = neck_m + _offset(angles_rad, 0.0, out * _SHOULDER_SHARE * height_m, 0.0)
        points[names["shoulder"]] = shoulder_m
        _add_arm(points, body, side=side, shoulder_m=shoulder_m, yaw_rad=angles_rad[:, 2])


def _add_arm(
    points: dict[Landmark, FloatArray],
    body: WholeBody,
    *,
    side: Side,
    shoulder_m: FloatArray,
    yaw_rad: FloatArray,
) -> None:
    """Let an arm hang and swing with the leg of the other side."""
    names = _POINTS[side]
    other = _POINTS[side.other]
    ahead_m = points[other["ankle"]] - points[other["hip"]]
    leg_m = (THIGH_SHARE + SHANK_SHARE) * body.height_m
    forward_m = ahead_m[:, 0] * np.cos(yaw_rad) + ahead_m[:, 1] * np.sin(yaw_rad)
    swing = 0.9 * np.clip(forward_m / leg_m, -0.6, 0.6)
    swing_rad = smoothed(swing[:, None], width_samples=41)[:, 0]
    zero = np.zeros_like(swing_rad)
    upper = np.column_stack([zero, -swing_rad, yaw_rad])
    lower = np.column_stack([zero, -swing_rad - 0.35 - 0.4 * np.maximum(swing_rad, 0.0), yaw_rad])
    elbow_m = shoulder_m + _offset(upper, 0.0, 0.0, -_UPPER_ARM_SHARE * body.height_m)
    points[names["elbow"]] = elbow_m
    points[names["wrist"]] = elbow_m + _offset(lower, 0.0, 0.0, -_FOREARM_SHARE * body.height_m)


def _offset(angles_rad: FloatArray, forward_m: float, left_m: float, up_m: float) -> FloatArray:
    vectors = np.tile([forward_m, left_m, up_m], (len(angles_rad), 1))
    return to_world(vectors, angles_rad)
