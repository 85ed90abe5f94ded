"""The way of a foot: flat and still in stance, rolling over heel and toes around it, then swung.

Source: heel, ankle and forefoot rocker and the pitch of the foot over the stride [perry2010];
height of the toes in swing [winter1992]. The foot is a rigid sole that pivots about the heel
while toes are up and about the ball while toes are down.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np

from restride.arrays import FloatArray, SampleArray
from restride.simulate.body import GRID_RATE_HZ, BodyPath
from restride.simulate.footsteps import Schedule, beside
from restride.simulate.shapes import (
    bell,
    damped_ring,
    rounded_ramp,
    smooth_rise,
    smooth_step,
    steady_rise,
)
from restride.simulate.walker import WalkerSettings
from restride.terms import Side, Terrain

#: Foot length over body height. [winter1992]
FOOT_LENGTH_SHARE: Final = 0.152
#: Heel and ball of the foot from the point under the ankle, in foot lengths. House choice.
HEEL_SHARE: Final = -0.25
BALL_SHARE: Final = 0.48
#: Landing: how fast the sole still comes down and ahead, and over which time it is stopped.
_LANDING_DOWN_MPS: Final = 0.34
_LANDING_AHEAD_MPS: Final = -0.08
_STOP_S: Final = 0.012
#: The heel pad and the shoe give way first: the shock is at its height this long after contact.
#: [whittle1999]
_STOP_DELAY_S: Final = 0.012
_RING_DELAY_S: Final = 0.006
#: Ringing after landing: forward, left, up in m/s2; roll, pitch, yaw in deg/s.
_RING_MPS2: Final = (17.0, 8.0, 15.0)
_RING_DECAY_S: Final = 0.025
_RING_DPS: Final = (130.0, 60.0, 110.0)
#: The first share of a stride in which the toes come down, and when the heel starts to rise,
#: counted back from the final contact. [perry2010]
_TOES_DOWN_SHARE: Final = 0.12
_TOES_FALL_SHARE: Final = 0.05
_HEEL_RISE_SHARE: Final = 0.22
_PUSH_SHARE: Final = 0.115
_AFTER_LIFT_SHARE: Final = 0.05


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Swing:
    """A foot on its way from one place to the next."""

    side: Side
    lift_s: float
    landing_s: float
    #: The landing before, or long ago for a first step.
    before_s: float
    from_m: FloatArray
    to_m: FloatArray
    from_heading_rad: float
    to_heading_rad: float
    terrain: Terrain
    #: Drawn for this swing.
    contact_rad: float
    lift_rad: float
    clearance_m: float
    circumduction_m: float
    hardness_ratio: float
    #: How early the toes fall before this landing, over the walker's usual.
    timing_ratio: float

    @property
    def duration_s(self) -> float:
        """Time in the air."""
        return self.landing_s - self.lift_s

    @property
    def stride_s(self) -> float:
        """Time from landing to landing, for a first step about what it would be."""
        return min(self.landing_s - self.before_s, 2.9 * self.duration_s)


@dataclass(frozen=True, slots=True, kw_only=True)
class FootStyle:
    """How this walker's foot turns in the air and rings on landing."""

    yaw_rad: float
    roll_rad: float
    #: How early the toes fall before landing and come down after it, and how short the push-off
    #: is, over the usual.
    fall_ratio: float
    down_ratio: float
    push_ratio: float
    #: Parts of the swing in which the foot gains and loses its speed.
    gain_share: float
    loss_share: float
    ring_hz: float
    ring_m: FloatArray
    ring_rad: FloatArray

    @classmethod
    def drawn(cls, walker: WalkerSettings, *, random: np.random.Generator) -> "FootStyle":
        """Draw one."""
        spread = walker.style_spread_ratio
        drawn = np.clip(spread * random.standard_normal(6), -2.0, 2.0)
        timing = np.clip(spread * random.standard_normal(3), -2.0, 2.0)
        ring_hz = float(22 + 4 * drawn[4])
        angular = 2 * np.pi * ring_hz
        sizes = np.exp(0.35 * np.clip(spread * random.standard_normal(6), -2.0, 2.0))
        return cls(
            fall_ratio=float(1 + 0.25 * timing[0]),
            down_ratio=float(1 + 0.20 * timing[1]),
            push_ratio=float(1 + 0.15 * timing[2]),
            yaw_rad=np.deg2rad(7.0) * (1 + 0.4 * drawn[0]),
            roll_rad=np.deg2rad(-5.0) * (1 + 0.4 * drawn[1]),
            gain_share=float(0.45 + 0.03 * drawn[2]),
            loss_share=float(0.44 + 0.025 * drawn[3]),
            ring_hz=ring_hz,
            ring_m=np.array(_RING_MPS2) * sizes[:3] / angular**2,
            ring_rad=np.deg2rad(_RING_DPS) * sizes[3:] / angular,
        )


def swings_of(
    walker: WalkerSettings, plan: Schedule, *, side: Side, random: np.random.Generator
) -> list[Swing]:
    """List the swings of one foot, in order of time."""
    place_m = beside(walker, (side,), headings_rad=np.zeros(1))[0]
    heading_rad, before_s = 0.0, -10.0
    swings = []
    for run in plan.runs:
        for index, landing_side in enumerate(run.sides):
            if landing_side is not side:
                continue
            swing = Swing(
                side=side,
                lift_s=float(run.lifts_s[index]),
                landing_s=float(run.landings_s[index]),
                before_s=before_s,
                from_m=place_m,
                to_m=run.places_m[index],
                from_heading_rad=heading_rad,
                to_heading_rad=float(run.headings_rad[index]),
                terrain=run.terrains[index],
                **_drawn_shape(walker, run.terrains[index], random=random),
            )
            swings.append(swing)
            place_m, heading_rad, before_s = swing.to_m, swing.to_heading_rad, swing.landing_s
    return swings


def _drawn_shape(
    walker: WalkerSettings, terrain: Terrain, *, random: np.random.Generator
) -> dict[str, float]:
    varied = 1 + 0.06 * np.clip(random.standard_normal(5), -2.5, 2.5)
    contact_deg, lift_deg = walker.contact_angle_deg, walker.lift_angle_deg
    if terrain is Terrain.STAIRS_UP:
        contact_deg, lift_deg = 0.0, 0.6 * lift_deg
    elif terrain is Terrain.STAIRS_DOWN:
        # Stairs are walked down onto the forefoot. [perry2010]
        contact_deg, lift_deg = -15.0, 0.6 * lift_deg
    return {
        "timing_ratio": 1.0 + 3 * (float(varied[4]) - 1.0),
        "contact_rad": float(np.deg2rad(contact_deg * varied[0])),
        "lift_rad": float(np.deg2rad(lift_deg * varied[1])),
        "clearance_m": walker.clearance_m * float(varied[2]),
        "circumduction_m": walker.circumduction_m * float(varied[3]),
        "hardness_ratio": walker.impact_ratio * float(np.exp(0.3 * random.standard_normal())),
    }


def foot_path(
    walker: WalkerSettings,
    swings: list[Swing],
    *,
    side: Side,
    duration_s: float,
    random: np.random.Generator,
) -> BodyPath:
    """Move the sole, its origin under the ankle, through all swings."""
    style = FootStyle.drawn(walker, random=random)
    samples_count = round(duration_s * GRID_RATE_HZ) + 1
    times_s = np.arange(samples_count) / GRID_RATE_HZ
    starts = np.searchsorted(times_s, [each.lift_s - 0.3 * each.stride_s for each in swings])
    ends = np.searchsorted(times_s, [each.landing_s + 0.4 for each in swings])
    position_m, angles_rad = _resting(walker, swings, side=side, starts=starts, times_s=times_s)
    for swing, start, end in zip(swings, starts, ends, strict=True):
        window = slice(int(start), int(end))
        swung = _Moved(
            times_s=times_s[window], position_m=position_m[window], angles_rad=angles_rad[window]
        )
        _swing_base(walker, swing, style, moved=swung)
        _roll_over(walker, swing, style, moved=swung)
        _ring(walker, swing, style, moved=swung, random=random)
    return BodyPath(start_s=0.0, position_m=position_m, angles_rad=angles_rad)


def _resting(
    walker: WalkerSettings,
    swings: list[Swing],
    *,
    side: Side,
    starts: SampleArray,
    times_s: FloatArray,
) -> tuple[FloatArray, FloatArray]:
    """Stand where the last swing led to."""
    first_m = beside(walker, (side,), headings_rad=np.zeros(1))
    places_m = np.vstack([first_m, *(each.to_m[None] for each in swings)])
    headings_rad = np.array([0.0, *(each.to_heading_rad for each in swings)])
    last_swing = np.searchsorted(starts, np.arange(len(times_s)), side="right")
    angles_rad = np.zeros((len(times_s), 3))
    angles_rad[:, 2] = headings_rad[last_swing]
    return places_m[last_swing], angles_rad


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Moved:
    """A stretch of the path, written in place."""

    times_s: FloatArray
    position_m: FloatArray
    angles_rad: FloatArray


def _swing_base(walker: WalkerSettings, swing: Swing, style: FootStyle, *, moved: _Moved) -> None:
    times_s, position_m, angles_rad = moved.times_s, moved.position_m, moved.angles_rad
    # The ball gives way to the tip of the toes a little before the foot is off the ground.
    leaves_s = swing.lift_s - 0.09 * swing.stride_s
    comes_s = swing.landing_s + 0.055 * swing.stride_s
    share = (times_s - leaves_s) / (comes_s - leaves_s)
    way = steady_rise(share, ramp_share=style.gain_share, last_ramp_share=style.loss_share)
    ahead_m = swing.to_m - swing.from_m
    outwards = 1.0 if swing.side is Side.LEFT else -1.0
    turn_rad = swing.to_heading_rad - swing.from_heading_rad
    heading_rad = swing.from_heading_rad + smooth_step(share) * turn_rad
    position_m[:, :2] = swing.from_m[:2] + way[:, None] * ahead_m[:2]
    aside_m = outwards * swing.circumduction_m * bell(share)
    position_m[:, 0] -= aside_m * np.sin(heading_rad)
    position_m[:, 1] += aside_m * np.cos(heading_rad)
    position_m[:, 2] = _height(swing, (times_s - swing.lift_s) / swing.duration_s)
    _land(walker, swing, moved=moved, heading_rad=heading_rad)
    turned = bell(
        (times_s - swing.lift_s + 0.06 * swing.stride_s) / (1.15 * swing.duration_s),
        peak_share=0.33,
    )
    angles_rad[:, 0] = outwards * style.roll_rad * turned
    angles_rad[:, 1] = 0.0
    angles_rad[:, 2] = heading_rad + outwards * style.yaw_rad * turned


def _height(swing: Swing, share: FloatArray) -> FloatArray:
    """Height of the base over the swing: up early, low past the standing leg, up again."""
    rise_m = float(swing.to_m[2] - swing.from_m[2])
    # Up the stairs the foot rises first, down the stairs it sinks last.
    climbed = smooth_step(share / 0.6) if rise_m > 0 else smooth_step((share - 0.4) / 0.6)
    lifted_m = swing.clearance_m + 0.35 * abs(rise_m)
    hump = bell((share + 0.12) / 1.0, peak_share=0.42)
    height_m: FloatArray = swing.from_m[2] + rise_m * climbed + lifted_m * hump
    return height_m


def _land(walker: WalkerSettings, swing: Swing, *, moved: _Moved, heading_rad: FloatArray) -> None:
    """Come down with some speed left and be stopped by the ground."""
    share = (swing.landing_s + _STOP_DELAY_S - moved.times_s) / swing.duration_s
    until_s = swing.duration_s * rounded_ramp(share, rounding_share=_STOP_S / swing.duration_s)
    window = smooth_step((0.55 - share) / 0.53)
    pace = min(1.6, walker.speed_mps / 1.25) * swing.hardness_ratio
    left_m = until_s * window * pace
    moved.position_m[:, 2] += _LANDING_DOWN_MPS * left_m
    moved.position_m[:, 0] -= _LANDING_AHEAD_MPS * left_m * np.cos(heading_rad)
    moved.position_m[:, 1] -= _LANDING_AHEAD_MPS * left_m * np.sin(heading_rad)


def _toes_up(
    swing: Swing, style: FootStyle, *, times_s: FloatArray
) -> tuple[FloatArray, FloatArray]:
    """Tell the pitch of the foot around one swing: over the ball, and over the heel.

    Toes up is positive; the foot's pitch is the sum of both, each (n_samples,).
    """
    stride_s, lift_s, landing_s = swing.stride_s, swing.lift_s, swing.landing_s
    stance_s = lift_s - swing.before_s
    rise_s = max(min(_HEEL_RISE_SHARE * stride_s, 0.55 * stance_s), 0.05)
    push_s = min(style.push_ratio * _PUSH_SHARE * stride_s, 0.8 * rise_s)
    done_s = min(_AFTER_LIFT_SHARE * stride_s, 0.3 * swing.duration_s)

    def pushed(at_s: FloatArray) -> FloatArray:
        slow = smooth_rise(at_s, start_s=lift_s - rise_s, end_s=lift_s + done_s)
        quick = smooth_rise(at_s, start_s=lift_s - push_s, end_s=lift_s + done_s)
        return 0.4 * slow + 0.6 * quick

    fall_ratio = style.fall_ratio * swing.timing_ratio
    fall_s = min(fall_ratio * _TOES_FALL_SHARE * stride_s, 0.2 * swing.duration_s)
    down_s = style.down_ratio * _TOES_DOWN_SHARE * stride_s

    def fallen(at_s: FloatArray) -> FloatArray:
        return smooth_rise(at_s, start_s=landing_s - fall_s, end_s=landing_s + down_s)

    lowest_rad = swing.lift_rad / float(pushed(np.array([lift_s]))[0])
    highest_rad = swing.contact_rad / (1.0 - float(fallen(np.array([landing_s]))[0]))
    share = (times_s - lift_s) / swing.duration_s
    swung = 0.5 * smooth_step((share - 0.04) / 0.66) + 0.5 * smooth_step((share - 0.32) / 0.63)
    return lowest_rad * (pushed(times_s) - swung), highest_rad * (swung - fallen(times_s))


def _ring(
    walker: WalkerSettings,
    swing: Swing,
    style: FootStyle,
    *,
    moved: _Moved,
    random: np.random.Generator,
) -> None:
    ring = damped_ring(
        moved.times_s - swing.landing_s - _RING_DELAY_S,
        frequency_hz=style.ring_hz,
        decay_s=_RING_DECAY_S,
        rise_s=0.02,
    ) * (swing.hardness_ratio * min(1.6, walker.speed_mps / 1.25))
    mirror = 1.0 if swing.side is Side.LEFT else -1.0
    ways_m = style.ring_m * random.uniform(0.4, 1.6, size=3) * np.array([1.0, mirror, 1.0])
    cos, sin = np.cos(swing.to_heading_rad), np.sin(swing.to_heading_rad)
    moved.position_m[:, 0] += ring * (cos * ways_m[0] - sin * ways_m[1])
    moved.position_m[:, 1] += ring * (sin * ways_m[0] + cos * ways_m[1])
    moved.position_m[:, 2] += ring * ways_m[2]
    turns_rad = style.ring_rad * random.uniform(-0.6, 1.6, size=3)
    moved.angles_rad[:] += ring[:, None] * turns_rad * np.array([mirror, 1.0, mirror])


def _roll_over(walker: WalkerSettings, swing: Swing, style: FootStyle, *, moved: _Moved) -> None:
    """Pivot the sole about the ball while it lifts and about the heel while it lands."""
    foot_m = FOOT_LENGTH_SHARE * walker.height_m
    over_ball_rad, over_heel_rad = _toes_up(swing, style, times_s=moved.times_s)
    lands_on = HEEL_SHARE if swing.contact_rad >= 0 else BALL_SHARE
    cos, sin = np.cos(moved.angles_rad[:, 2]), np.sin(moved.angles_rad[:, 2])
    for angle_rad, pivot_m in (
        (over_ball_rad, foot_m * BALL_SHARE),
        (over_heel_rad, foot_m * lands_on),
    ):
        ahead_m = pivot_m * (1 - np.cos(angle_rad))
        moved.position_m[:, 0] += ahead_m * cos
        moved.position_m[:, 1] += ahead_m * sin
        moved.position_m[:, 2] -= pivot_m * np.sin(angle_rad)
    moved.angles_rad[:, 1] -= over_ball_rad + over_heel_rad
