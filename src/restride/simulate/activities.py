"""What people do between walks without taking a step."""

from typing import Final

import numpy as np

from restride.arrays import FloatArray
from restride.simulate.footsteps import Schedule
from restride.simulate.plan import Activity, ActivityKind
from restride.simulate.shapes import bell, smooth_rise

#: How far the pelvis moves when sitting down, and how far the trunk leans on the way.
_SIT_DOWN_M: Final = 0.38
_SIT_BACK_M: Final = 0.32
_SIT_LEAN_RAD: Final = np.deg2rad(32.0)
_SIT_MOVE_S: Final = 1.7
_REACH_LEAN_RAD: Final = np.deg2rad(28.0)
_SHIFT_M: Final = 0.06


def add_activities(
    plan: Schedule,
    *,
    position_m: FloatArray,
    angles_rad: FloatArray,
    times_s: FloatArray,
    random: np.random.Generator,
) -> None:
    """Add the movement of each activity to the pelvis, in place."""
    for start_s, activity in plan.activities:
        first, last = np.searchsorted(times_s, [start_s, start_s + activity.duration_s])
        within_s = times_s[first:last] - start_s
        heading_rad = float(angles_rad[first, 2])
        local_m, turned_rad = _MOVES[activity.kind](within_s, activity, random)
        cos, sin = np.cos(heading_rad), np.sin(heading_rad)
        position_m[first:last, 0] += cos * local_m[:, 0] - sin * local_m[:, 1]
        position_m[first:last, 1] += sin * local_m[:, 0] + cos * local_m[:, 1]
        position_m[first:last, 2] += local_m[:, 2]
        angles_rad[first:last] += turned_rad


def _sit(
    times_s: FloatArray, activity: Activity, random: np.random.Generator
) -> tuple[FloatArray, FloatArray]:
    move_s = _SIT_MOVE_S * random.uniform(0.8, 1.2)
    end_s = activity.duration_s
    down = smooth_rise(times_s, start_s=0.1, end_s=0.1 + move_s)
    up = smooth_rise(times_s, start_s=end_s - move_s - 0.1, end_s=end_s - 0.1)
    lean = bell((times_s - 0.1) / move_s) + bell((times_s - end_s + move_s + 0.1) / move_s)
    local_m, turned_rad = np.zeros((len(times_s), 3)), np.zeros((len(times_s), 3))
    local_m[:, 0] = -_SIT_BACK_M * (down - up)
    local_m[:, 2] = -_SIT_DOWN_M * (down - up)
    turned_rad[:, 1] = _SIT_LEAN_RAD * lean - np.deg2rad(8.0) * (down - up)
    return local_m, turned_rad


def _shift_weight(
    times_s: FloatArray, activity: Activity, random: np.random.Generator
) -> tuple[FloatArray, FloatArray]:
    local_m, turned_rad = np.zeros((len(times_s), 3)), np.zeros((len(times_s), 3))
    shift_s = 1.6 * random.uniform(0.8, 1.3)
    count = int(activity.duration_s / shift_s)
    for index in range(count):
        way = bell(times_s / shift_s - index) * (1 if index % 2 else -1)
        local_m[:, 1] += _SHIFT_M * random.uniform(0.6, 1.3) * way
        turned_rad[:, 0] += np.deg2rad(3.0) * way
    return local_m, turned_rad


def _reach(
    times_s: FloatArray, activity: Activity, random: np.random.Generator
) -> tuple[FloatArray, FloatArray]:
    local_m, turned_rad = np.zeros((len(times_s), 3)), np.zeros((len(times_s), 3))
    reach_s = 3.0 * random.uniform(0.8, 1.2)
    for index in range(int(activity.duration_s / reach_s)):
        way = bell(times_s / reach_s - index)
        aside = random.uniform(-0.5, 0.5)
        turned_rad[:, 1] += _REACH_LEAN_RAD * random.uniform(0.5, 1.2) * way
        turned_rad[:, 2] += aside * way
        local_m[:, 0] -= 0.06 * way
        local_m[:, 2] -= 0.02 * way
    return local_m, turned_rad


_MOVES: Final = {
    ActivityKind.SIT: _sit,
    ActivityKind.SHIFT_WEIGHT: _shift_weight,
    ActivityKind.REACH: _reach,
}
