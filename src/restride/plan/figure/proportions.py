"""Lengths of the parts of the body, over the height of the body.

Source: Drillis and Contini, as printed by Winter 2009 [winter2009].
Differs in: width between the hip joints, thickness of the parts, and points of foot and head:
House choice, docs/decisions/0130-our-own-figures.md.
"""

from typing import Final

#: Over body height. [winter2009]
HIP_HEIGHT_SHARE: Final = 0.530
SHOULDER_HEIGHT_SHARE: Final = 0.818
THIGH_SHARE: Final = 0.245
SHANK_SHARE: Final = 0.246
ANKLE_HEIGHT_SHARE: Final = 0.039
UPPER_ARM_SHARE: Final = 0.186
FOREARM_SHARE: Final = 0.146
SHOULDER_OUT_SHARE: Final = 0.129
#: From the wrist to what the hand holds: half of the hand. [winter2009]
PALM_SHARE: Final = 0.05
FOOT_LENGTH_SHARE: Final = 0.152

#: From here on House choice: docs/decisions/0130-our-own-figures.md.
HIP_OUT_SHARE: Final = 0.05
#: From the hips to where the lower back bends, and from there to the shoulders.
LUMBAR_SHARE: Final = 0.09
THORAX_SHARE: Final = SHOULDER_HEIGHT_SHARE - HIP_HEIGHT_SHARE - LUMBAR_SHARE
NECK_SHARE: Final = 0.06
HEAD_CENTRE_SHARE: Final = 0.057
HEAD_HALF_HEIGHT_SHARE: Final = 1.0 - SHOULDER_HEIGHT_SHARE - NECK_SHARE - HEAD_CENTRE_SHARE
#: Ahead of the ankle.
HEEL_AHEAD_SHARE: Final = -0.040
BALL_AHEAD_SHARE: Final = 0.068
TOE_AHEAD_SHARE: Final = FOOT_LENGTH_SHARE + HEEL_AHEAD_SHARE
#: How far flesh lies around a point: what rests on the floor is that far above it.
AROUND_SHARE: Final[dict[str, float]] = {
    "hip": 0.062,
    "knee": 0.042,
    "ankle": 0.030,
    "heel": 0.0,
    "ball": 0.0,
    "toe": 0.0,
    "shoulder": 0.045,
    "elbow": 0.028,
    "wrist": 0.022,
    "hand": 0.022,
    "waist": 0.058,
    "chest": 0.066,
    "head": HEAD_HALF_HEIGHT_SHARE,
}
