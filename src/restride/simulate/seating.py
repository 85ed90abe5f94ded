"""The whole body on a chair: hips and pelvis carried along, with what a seat does to a sensor."""

from dataclasses import dataclass, replace
from typing import Final

import numpy as np

from restride.arrays import FloatArray
from restride.simulate.body import GRID_RATE_HZ, BodyPath
from restride.simulate.chair import (
    ChairMove,
    ChairPath,
    SeatedPose,
    SitMove,
    chair_path,
    moving_edges,
    seat_shock,
)
from restride.simulate.shapes import bell, damped_ring
from restride.simulate.whole_body import WholeBody, hips_below_m

#: Largest sideways way, roll and yaw of the pelvis within a rise or a sit. House choice.
_ASIDE_M: Final = 0.025
_ASIDE_ROLL_RAD: Final = np.deg2rad(5.0)
_ASIDE_YAW_RAD: Final = np.deg2rad(4.0)
#: Fidgeting on the seat: largest pitch, roll and yaw, and how long one takes.
_FIDGET_RAD: Final = np.deg2rad((3.0, 2.5, 6.0))
_FIDGET_S: Final = (0.6, 1.6)
#: The clothes rub on the chair as the trunk leaves it and comes back, for at most so many times.
_RUBS_COUNT: Final = 8
_RUB_MPS2: Final = (0.2, 1.4)
_RUB_HZ: Final = (12.0, 24.0)
#: No movement of a person is quite even: how often, how strongly and how fast it shakes.
_SHAKES_HZ: Final = 14.0
_SHAKE_MPS2: Final = (0.03, 0.35)
_SHAKE_HZ: Final = (3.0, 13.0)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Seating:
    """A body that sat, rose or sat down, and what is true of it."""

    body: WholeBody
    path: ChairPath
    moves: tuple[ChairMove, ...]
    #: Start and end of each move.
    edges_s: tuple[tuple[float, float], ...]


def seated(
    body: WholeBody,
    moves: tuple[ChairMove, ...],
    *,
    poses: tuple[SeatedPose, ...],
    hardness_mps2: float,
    fidgets_count: int,
    random: np.random.Generator,
) -> Seating:
    """Let a body that stands or walks sit, rise and sit down on a chair behind the world's origin.

    Parameters
    ----------
    hardness_mps2
        About the size of the shock that the seat gives.
    fidgets_count
        Small movements on the seat before the first rise.
    """
    pelvis = body.pelvis
    times_s = pelvis.times_s
    path = chair_path(moves, poses=poses, times_s=times_s)
    position_m, angles_rad = pelvis.position_m.copy(), pelvis.angles_rad.copy()
    # The pelvis' origin lies above the hips, and swings about them.
    above_m = hips_below_m(body)
    position_m[:, 0] += path.forward_m + above_m * np.sin(path.pelvis_rad)
    position_m[:, 2] += path.up_m + above_m * (np.cos(path.pelvis_rad) - 1.0)
    angles_rad[:, 1] += path.pelvis_rad
    trunk_rad = body.trunk_rad + path.trunk_rad
    for move in moves:
        _lean_aside(move, position_m, angles_rad, times_s=times_s, random=random)
        shock_m, shock_rad = _shock(move, hardness_mps2, times_s=times_s, random=random)
        position_m += shock_m + _shaken(move, times_s=times_s, random=random)
        angles_rad[:, 1] += shock_rad
    fidgeted = _fidgets(moves[0], fidgets_count, times_s=times_s, random=random)
    angles_rad += fidgeted
    moved = replace(
        body,
        pelvis=replace(pelvis, position_m=position_m, angles_rad=angles_rad),
        trunk_rad=trunk_rad + fidgeted[:, 1],
    )
    return Seating(body=moved, path=path, moves=moves, edges_s=_edges(path, moves, times_s=times_s))


def _edges(
    path: ChairPath, moves: tuple[ChairMove, ...], *, times_s: FloatArray
) -> tuple[tuple[float, float], ...]:
    starts_s = [each.start_s for each in moves]
    ends_s = [each.end_s for each in moves]
    from_s = [0.0, *ends_s[:-1]]
    to_s = [*starts_s[1:], float(times_s[-1])]
    return tuple(
        moving_edges(path, move, times_s=times_s, from_s=first_s, to_s=last_s)
        for move, first_s, last_s in zip(moves, from_s, to_s, strict=True)
    )


def _lean_aside(
    move: ChairMove,
    position_m: FloatArray,
    angles_rad: FloatArray,
    *,
    times_s: FloatArray,
    random: np.random.Generator,
) -> None:
    share = (times_s - move.start_s) / move.duration_s
    aside = bell(share, peak_share=float(random.uniform(0.3, 0.6)))
    sizes = random.uniform(-1.0, 1.0, size=3)
    position_m[:, 1] += _ASIDE_M * sizes[0] * aside
    angles_rad[:, 0] += _ASIDE_ROLL_RAD * sizes[1] * aside
    angles_rad[:, 2] += _ASIDE_YAW_RAD * sizes[2] * aside


def _shock(
    move: ChairMove,
    hardness_mps2: float,
    *,
    times_s: FloatArray,
    random: np.random.Generator,
) -> tuple[FloatArray, FloatArray]:
    """Let the seat stop the body, where this move comes down on it."""
    if isinstance(move, SitMove):
        contact_s = move.contact_s
    elif move.reached_share < 1.0:
        contact_s = move.start_s + 0.7 * move.duration_s
    else:
        return np.zeros((len(times_s), 3)), np.zeros(len(times_s))
    varied = hardness_mps2 * float(np.exp(0.3 * random.standard_normal()))
    return seat_shock(contact_s, hardness_mps2=varied, times_s=times_s, random=random)


def _shaken(move: ChairMove, *, times_s: FloatArray, random: np.random.Generator) -> FloatArray:
    """Rub on the back of the chair, and shake a little all the way, (n_samples, 3)."""
    if isinstance(move, SitMove):
        rubs_s = (move.contact_s, move.end_s)
    else:
        rubs_s = (move.start_s, move.start_s + 0.35 * move.duration_s)
    shakes_count = int(_SHAKES_HZ * move.duration_s)
    rubs_count = int(random.integers(0, _RUBS_COUNT))
    shaken = _Shakes(
        between_s=(move.start_s, move.end_s),
        size_mps2=float(random.uniform(*_SHAKE_MPS2)),
        range_hz=_SHAKE_HZ,
    )
    rubbed = _Shakes(
        between_s=rubs_s, size_mps2=float(random.uniform(*_RUB_MPS2)), range_hz=_RUB_HZ
    )
    way_m = np.zeros((len(times_s), 3))
    for kind, count in ((shaken, shakes_count), (rubbed, rubs_count)):
        for _ in range(count):
            _add_shake(way_m, kind, times_s=times_s, random=random)
    return way_m


@dataclass(frozen=True, slots=True, kw_only=True)
class _Shakes:
    between_s: tuple[float, float]
    size_mps2: float
    range_hz: tuple[float, float]


def _add_shake(
    way_m: FloatArray, shakes: _Shakes, *, times_s: FloatArray, random: np.random.Generator
) -> None:
    start_s = float(random.uniform(*shakes.between_s))
    frequency_hz = float(random.uniform(*shakes.range_hz))
    size_mps2 = shakes.size_mps2 * random.standard_normal(3)
    decay_s = 0.6 / frequency_hz
    first, last = np.searchsorted(times_s, [start_s, start_s + 12 * decay_s])
    ring = damped_ring(
        times_s[first:last] - start_s,
        frequency_hz=frequency_hz,
        decay_s=decay_s,
        rise_s=0.6 / frequency_hz,
    )
    way_m[first:last] += ring[:, None] * size_mps2 / (2 * np.pi * frequency_hz) ** 2


def _fidgets(
    first: ChairMove, count: int, *, times_s: FloatArray, random: np.random.Generator
) -> FloatArray:
    turned_rad = np.zeros((len(times_s), 3))
    for _ in range(count):
        duration_s = float(random.uniform(*_FIDGET_S))
        latest_s = first.start_s - duration_s - 0.3
        if latest_s <= 0.1:
            continue
        start_s = float(random.uniform(0.1, latest_s))
        way = bell((times_s - start_s) / duration_s, peak_share=float(random.uniform(0.3, 0.7)))
        pitch, roll, yaw = _FIDGET_RAD * random.uniform(-1.0, 1.0, size=3)
        turned_rad += way[:, None] * np.array([roll, pitch, yaw])
    return turned_rad


def velocity_up_mps(path: BodyPath, *, start_s: float, end_s: float) -> FloatArray:
    """Tell how fast a point goes up between two times."""
    velocity_mps: FloatArray = np.gradient(path.position_m[:, 2]) * GRID_RATE_HZ
    first, last = np.searchsorted(path.times_s, [start_s, end_s])
    return velocity_mps[first : last + 1]


def lean_deg(path: BodyPath, *, start_s: float, end_s: float) -> float:
    """Tell the largest forward lean between two times, against the first of them."""
    first, last = np.searchsorted(path.times_s, [start_s, end_s])
    pitch_deg = np.rad2deg(path.angles_rad[first : last + 1, 1])
    return float(pitch_deg.max() - pitch_deg[0])
