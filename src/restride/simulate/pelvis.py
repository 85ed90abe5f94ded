"""The way of the pelvis: along the footsteps, with the swings of each stride on top of it."""

from typing import Final

import numpy as np

from restride.arrays import FloatArray
from restride.simulate.activities import add_activities
from restride.simulate.body import GRID_RATE_HZ, BodyPath
from restride.simulate.footsteps import Schedule
from restride.simulate.shapes import smooth_rise, smoothed
from restride.simulate.strides import add_strides
from restride.simulate.style import GaitStyle
from restride.simulate.walker import WalkerSettings

#: Slow sway of standing people: a few millimetres. [prieto1996]
_SWAY_M: Final = 0.003
_SWAY_RAD: Final = 0.004


def pelvis_path(
    walker: WalkerSettings, plan: Schedule, *, style: GaitStyle, random: np.random.Generator
) -> BodyPath:
    """Move the pelvis through all that is planned."""
    samples_count = round(plan.duration_s * GRID_RATE_HZ) + 1
    times_s = np.arange(samples_count) / GRID_RATE_HZ
    position_m = _way(walker, plan, times_s=times_s)
    angles_rad = np.zeros((samples_count, 3))
    angles_rad[:, 1] = np.deg2rad(walker.trunk_lean_deg) * 0.4
    angles_rad[:, 2] = plan.heading_rad(times_s)
    _add_sway(position_m, angles_rad, times_s=times_s, random=random)
    for run in plan.runs:
        add_strides(
            walker,
            run,
            position_m=position_m,
            angles_rad=angles_rad,
            times_s=times_s,
            style=style,
            random=random,
        )
    add_activities(
        plan, position_m=position_m, angles_rad=angles_rad, times_s=times_s, random=random
    )
    return BodyPath(start_s=0.0, position_m=position_m, angles_rad=angles_rad)


def _way(walker: WalkerSettings, plan: Schedule, *, times_s: FloatArray) -> FloatArray:
    knots_s: list[FloatArray] = [np.array([0.0])]
    knots_m: list[FloatArray] = [np.zeros((1, 3))]
    for run in plan.runs:
        start_m = knots_m[-1][-1:]
        # At a landing the trunk is over the middle between both feet.
        middles_m = (run.body_m + np.vstack([start_m, run.body_m[:-1]])) / 2
        leaves_s = run.lifts_s[0] + 0.1 * walker.step_s
        comes_s = run.landings_s[-1] + 0.25 * walker.step_s
        knots_s += [np.array([leaves_s]), run.landings_s, np.array([comes_s])]
        knots_m += [start_m, middles_m, run.body_m[-1:]]
    joined_s, joined_m = np.concatenate(knots_s), np.concatenate(knots_m)
    way_m = np.column_stack([np.interp(times_s, joined_s, joined_m[:, k]) for k in range(3)])
    width_samples = 2 * round(0.2 * walker.step_s * GRID_RATE_HZ) + 1
    way_m = smoothed(way_m, width_samples=width_samples)
    way_m[:, 2] += walker.back_height_m
    return way_m


def _add_sway(
    position_m: FloatArray,
    angles_rad: FloatArray,
    *,
    times_s: FloatArray,
    random: np.random.Generator,
) -> None:
    for frequency_hz in random.uniform(0.08, 0.6, size=3):
        phases = random.uniform(0, 2 * np.pi, size=4)
        angle = 2 * np.pi * frequency_hz * times_s
        # Starts from rest: a path must not begin with a jump in speed.
        swing = smooth_rise(times_s, start_s=-1e-9, end_s=2.0) / (1 + 2 * frequency_hz)
        position_m[:, 0] += _SWAY_M * swing * np.sin(angle + phases[0])
        position_m[:, 1] += _SWAY_M * swing * np.sin(angle + phases[1])
        angles_rad[:, 0] += _SWAY_RAD * swing * np.sin(angle + phases[2])
        angles_rad[:, 1] += _SWAY_RAD * swing * np.sin(angle + phases[3])
