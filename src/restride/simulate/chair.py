"""Rising from a chair and sitting down on it: hips, pelvis and trunk against standing upright.

A rise leans the trunk forward, takes the hips off the seat and straightens up; sitting down
reverses it and is stopped by the seat. Source: the order of the phases of a rise and their
rough timing [schenkman1990]. Sizes and the spread of shapes: docs/decisions/0021.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np

from restride.arrays import FloatArray
from restride.simulate.body import GRID_RATE_HZ
from restride.simulate.shapes import damped_ring, rounded_ramp, smooth_step, steady_rise
from restride.simulate.whole_body import HIP_HEIGHT_SHARE

#: A rise or a sit begins and ends where the movement passes one of these rates. House choice:
#: docs/decisions/0021.
MOVING_DPS: Final = 5.0
MOVING_MPS: Final = 0.05
#: No seat stops a person harder. House choice.
_HARDEST_STOP_MPS2: Final = 35.0
#: The pelvis takes this part of the trunk's lean.
_PELVIS_SHARE: Final = 0.75
#: The seat yields, and flesh lies between it and the hips. House choice.
_HIP_ABOVE_SEAT_M: Final = 0.09
#: Thigh over body height: so far the hips go back. [winter1992]
_THIGH_SHARE: Final = 0.245
#: The shank leans forward meanwhile, and takes this part of it. House choice.
_BACK_SHARE: Final = 0.85


@dataclass(frozen=True, slots=True, kw_only=True)
class SeatedPose:
    """How a person sits, against how the same person stands."""

    #: How far the hips are behind and below where they are in standing.
    back_m: float
    drop_m: float
    #: Pitch of the pelvis against standing; negative where it is rolled backwards.
    slump_rad: float
    #: Pitch of the trunk against standing.
    trunk_rad: float


@dataclass(frozen=True, slots=True, kw_only=True)
class RiseMove:
    """One rise, or a failed attempt at one."""

    start_s: float
    duration_s: float
    #: Largest lean of the trunk, against standing.
    lean_rad: float
    #: When the lean is largest, when the hips leave the seat, and when they begin to move
    #: forward, in parts of the duration.
    lean_peak_share: float = 0.42
    seat_off_share: float = 0.36
    forward_share: float = 0.22
    #: The parts of leaning forward and of straightening up in which the speed still grows.
    lean_ramp_share: float = 0.45
    straighten_ramp_share: float = 0.4
    #: When the pelvis begins to roll forward on the seat.
    roll_share: float = 0.0
    #: How much the movement slows in its middle, and how much its speed lies late.
    hesitation_ratio: float = 0.0
    lateness_ratio: float = 0.0
    #: The part of the way up that is reached; below 1 the person falls back onto the seat.
    reached_share: float = 1.0

    @property
    def end_s(self) -> float:
        """When the shape ends; the truth has its own edges."""
        return self.start_s + self.duration_s

    @property
    def seat_off_s(self) -> float:
        """When the hips leave the seat."""
        return self.start_s + self.seat_off_share * self.duration_s


@dataclass(frozen=True, slots=True, kw_only=True)
class SitMove:
    """One way down to the seat, and back to rest."""

    start_s: float
    duration_s: float
    lean_rad: float
    lean_peak_share: float = 0.45
    lean_ramp_share: float = 0.45
    straighten_ramp_share: float = 0.4
    #: When the seat is reached, in parts of the duration.
    contact_share: float = 0.65
    #: The part of a full, softly ending way that is done at contact: the less, the harder.
    softness_share: float = 0.85
    #: The seat stops the hips over twice as long.
    stop_s: float = 0.045
    hesitation_ratio: float = 0.0
    lateness_ratio: float = 0.0

    @property
    def end_s(self) -> float:
        """When the shape ends; the truth has its own edges."""
        return self.start_s + self.duration_s

    @property
    def contact_s(self) -> float:
        """When the hips reach the seat."""
        return self.start_s + self.contact_share * self.duration_s


ChairMove = RiseMove | SitMove


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class ChairPath:
    """The way between seat and standing, on the grid; zero everywhere is standing upright."""

    #: (n_samples,), forward and up of the hips.
    forward_m: FloatArray
    up_m: FloatArray
    #: (n_samples,), pitch, forward positive.
    pelvis_rad: FloatArray
    trunk_rad: FloatArray


def pose_on(
    height_m: float, *, seat_height_m: float, slump_deg: float, trunk_rest_deg: float
) -> SeatedPose:
    """Tell how a person of a height sits on a seat of a height."""
    return SeatedPose(
        back_m=_BACK_SHARE * _THIGH_SHARE * height_m,
        drop_m=max(0.1, HIP_HEIGHT_SHARE * height_m - seat_height_m - _HIP_ABOVE_SEAT_M),
        slump_rad=float(np.deg2rad(slump_deg)),
        trunk_rad=float(np.deg2rad(trunk_rest_deg)),
    )


def drawn_rise(
    *,
    start_s: float,
    duration_s: float,
    lean_deg: float,
    hesitation_ratio: float,
    random: np.random.Generator,
) -> RiseMove:
    """Draw the shape of one rise."""
    peak = float(random.uniform(0.34, 0.52))
    return RiseMove(
        start_s=start_s,
        duration_s=duration_s,
        lean_rad=float(np.deg2rad(lean_deg)),
        lean_peak_share=peak,
        seat_off_share=peak - float(random.uniform(0.02, 0.12)),
        forward_share=float(random.uniform(0.12, 0.26)),
        lean_ramp_share=float(random.uniform(0.38, 0.64)),
        straighten_ramp_share=float(random.uniform(0.25, 0.5)),
        roll_share=float(random.uniform(0.0, 0.2)),
        hesitation_ratio=hesitation_ratio,
        lateness_ratio=float(random.uniform(-0.15, 0.25)),
    )


def drawn_sit(
    *,
    start_s: float,
    duration_s: float,
    lean_deg: float,
    softness_share: float,
    random: np.random.Generator,
) -> SitMove:
    """Draw the shape of one way down."""
    contact = float(random.uniform(0.58, 0.74))
    return SitMove(
        start_s=start_s,
        duration_s=duration_s,
        lean_rad=float(np.deg2rad(lean_deg)),
        lean_peak_share=contact - float(random.uniform(0.04, 0.22)),
        lean_ramp_share=float(random.uniform(0.38, 0.6)),
        straighten_ramp_share=float(random.uniform(0.25, 0.6)),
        contact_share=contact,
        softness_share=softness_share,
        stop_s=float(random.uniform(0.025, 0.07)),
        hesitation_ratio=float(random.uniform(-0.1, 0.2)),
        lateness_ratio=float(random.uniform(-0.2, 0.2)),
    )


def chair_path(
    moves: tuple[ChairMove, ...], *, poses: tuple[SeatedPose, ...], times_s: FloatArray
) -> ChairPath:
    """Follow all moves from sitting; each pose is that of one stay on the seat, in order."""
    zero = np.zeros_like(times_s)
    path = ChairPath(
        forward_m=zero - poses[0].back_m,
        up_m=zero - poses[0].drop_m,
        pelvis_rad=zero + poses[0].slump_rad,
        trunk_rad=zero + poses[0].trunk_rad,
    )
    stay = 0
    for move in moves:
        if isinstance(move, SitMove):
            stay += 1
            _add_sit(path, move, poses[stay], times_s=times_s)
        elif move.reached_share < 1.0:
            _add_attempt(path, move, poses[stay], times_s=times_s)
        else:
            _add_rise(path, move, poses[stay], times_s=times_s)
    return path


def moving_edges(
    path: ChairPath, move: ChairMove, *, times_s: FloatArray, from_s: float, to_s: float
) -> tuple[float, float]:
    """Tell when a move truly begins and ends: where pelvis or trunk are fast enough."""
    span = slice(
        int(np.searchsorted(times_s, max(from_s, move.start_s - 0.05))),
        int(np.searchsorted(times_s, min(to_s, move.end_s + 0.05))),
    )
    turning_dps = np.rad2deg(np.abs(np.gradient(path.trunk_rad[span]))) * GRID_RATE_HZ
    tipping_dps = np.rad2deg(np.abs(np.gradient(path.pelvis_rad[span]))) * GRID_RATE_HZ
    going_mps = np.abs(np.gradient(path.up_m[span])) * GRID_RATE_HZ
    is_fast = (np.maximum(turning_dps, tipping_dps) > MOVING_DPS) | (going_mps > MOVING_MPS)
    fast = np.flatnonzero(is_fast) + span.start
    return float(times_s[fast[0]]), float(times_s[fast[-1]])


def _share(move: ChairMove, times_s: FloatArray) -> FloatArray:
    """Run through a move from 0 to 1, slower in the middle where the person hesitates."""
    u = (times_s - move.start_s) / move.duration_s
    inside = np.clip(u, 0.0, 1.0)
    wave = 2 * np.pi * inside
    warped = u + move.hesitation_ratio * np.sin(wave) / (2 * np.pi)
    late: FloatArray = warped - move.lateness_ratio * (1 - np.cos(wave)) / (2 * np.pi)
    return late


def _leaned(move: ChairMove, share: FloatArray) -> FloatArray:
    peak = move.lean_peak_share
    first, second = move.lean_ramp_share, move.straighten_ramp_share
    forward = steady_rise(share / peak, ramp_share=first, last_ramp_share=1.0 - first)
    back = steady_rise((share - peak) / (1 - peak), ramp_share=second, last_ramp_share=1.0 - second)
    leaned: FloatArray = forward - back
    return leaned


def _add_rise(path: ChairPath, move: RiseMove, pose: SeatedPose, *, times_s: FloatArray) -> None:
    share = _share(move, times_s)
    leaned = _leaned(move, share)
    roll = move.roll_share
    rolled = smooth_step((share - roll) / (move.lean_peak_share + 0.15 - roll))
    off, ahead = move.seat_off_share, move.forward_share
    path.forward_m[:] += pose.back_m * smooth_step((share - ahead) / (0.85 - ahead))
    risen = steady_rise((share - off) / (0.97 - off), ramp_share=0.4, last_ramp_share=0.6)
    path.up_m[:] += pose.drop_m * risen
    path.pelvis_rad[:] += _PELVIS_SHARE * move.lean_rad * leaned - pose.slump_rad * rolled
    path.trunk_rad[:] += move.lean_rad * leaned - pose.trunk_rad * rolled


def _add_attempt(path: ChairPath, move: RiseMove, pose: SeatedPose, *, times_s: FloatArray) -> None:
    share = _share(move, times_s)
    leaned = _leaned(move, share)
    lifted = smooth_step((share - 0.38) / 0.2) - smooth_step((share - 0.56) / 0.16)
    path.forward_m[:] += 0.4 * move.reached_share * pose.back_m * lifted
    path.up_m[:] += move.reached_share * pose.drop_m * lifted
    path.pelvis_rad[:] += (_PELVIS_SHARE * move.lean_rad - 0.5 * pose.slump_rad) * leaned
    path.trunk_rad[:] += (move.lean_rad - 0.5 * pose.trunk_rad) * leaned


def _add_sit(path: ChairPath, move: SitMove, pose: SeatedPose, *, times_s: FloatArray) -> None:
    share = _share(move, times_s)
    leaned = _leaned(move, share)
    rolled = smooth_step((share - 0.3) / 0.7)
    path.up_m[:] -= pose.drop_m * _lowered(move, share, drop_m=pose.drop_m)
    path.forward_m[:] -= pose.back_m * smooth_step((share - 0.04) / (move.contact_share + 0.05))
    path.pelvis_rad[:] += _PELVIS_SHARE * move.lean_rad * leaned + pose.slump_rad * rolled
    path.trunk_rad[:] += move.lean_rad * leaned + pose.trunk_rad * rolled


def _lowered(move: SitMove, share: FloatArray, *, drop_m: float) -> FloatArray:
    """Go down, and be stopped by the seat with some speed left."""
    begin, full = 0.08, move.contact_share - 0.08
    level = move.softness_share
    # Where a full way would have to end so that this part of it is done at contact.
    inverse = np.interp(level, smooth_step(np.linspace(0, 1, 1001)), np.linspace(0, 1, 1001))
    way = smooth_step((share - begin) / (full / inverse)) / level
    near = 1e-3
    pace = float(smooth_step(np.array([inverse + near]))[0] - smooth_step(np.array([inverse]))[0])
    rate = pace / near / level / (full / inverse) / move.duration_s
    # The corner's sharpest bend is 15/16 of the rate squared over the rounding.
    gentlest = 0.9375 * rate**2 * drop_m / _HARDEST_STOP_MPS2
    rounding = min(max(rate * move.stop_s, gentlest, 0.02), 0.45)
    left = rounded_ramp(1.0 - way, rounding_share=rounding)
    lowered: FloatArray = 1.0 - left / rounded_ramp(np.ones(1), rounding_share=rounding)[0]
    return lowered


def seat_shock(
    contact_s: float, *, hardness_mps2: float, times_s: FloatArray, random: np.random.Generator
) -> tuple[FloatArray, FloatArray]:
    """Let the pelvis quiver after the seat is reached: way (n_samples, 3) and pitch."""
    frequency_hz = float(random.uniform(7.0, 14.0))
    ring = damped_ring(times_s - contact_s, frequency_hz=frequency_hz, decay_s=0.06, rise_s=0.04)
    angular = 2 * np.pi * frequency_hz
    ways_m = hardness_mps2 / angular**2 * random.uniform(0.2, 1.0, size=3) * (0.5, 0.3, 1.0)
    pitch_rad = np.deg2rad(float(random.uniform(5.0, 25.0))) * hardness_mps2 / 6.0 / angular
    return ring[:, None] * ways_m, ring * pitch_rad
