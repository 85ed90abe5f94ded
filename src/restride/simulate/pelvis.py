"""The way of the pelvis: along the footsteps, with the swings of each stride on top of it."""

from typing import Final

import numpy as np

from restride.arrays import FloatArray
from restride.simulate.activities import add_activities
from restride.simulate.body import GRID_RATE_HZ, BodyPath
from restride.simulate.footsteps import Run, Schedule
from restride.simulate.shapes import damped_ring, smooth_rise, smoothed
from restride.simulate.style import GaitStyle
from restride.simulate.walker import WalkerSettings
from restride.terms import Side

#: The trunk quivers after each landing, a little later and much less than the foot.
_LANDING_DELAY_S: Final = 0.006
_LANDING_ACCELERATION_MPS2: Final = (0.5, 0.5, 1.0)
#: Slow sway of standing people: a few millimetres. [prieto1996]
_SWAY_M: Final = 0.003
_SWAY_RAD: Final = 0.004
_TREMOR_HZ: Final = 5.0


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
        _add_strides(
            walker, run, position_m, angles_rad, times_s=times_s, style=style, random=random
        )
    add_activities(plan, position_m, angles_rad, times_s=times_s, random=random)
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


def _add_strides(
    walker: WalkerSettings,
    run: Run,
    position_m: FloatArray,
    angles_rad: FloatArray,
    *,
    times_s: FloatArray,
    style: GaitStyle,
    random: np.random.Generator,
) -> None:
    first, last = np.searchsorted(times_s, [run.start_s, run.end_s])
    within_s = times_s[first:last]
    strength = _strength(walker, run, times_s=within_s)
    wave = np.exp(1j * _phase_rad(walker, run, times_s=within_s))
    heading_rad = angles_rad[first:last, 2].copy()
    lean_rad = np.deg2rad(walker.trunk_lean_deg) * 0.6
    local_m = _swung(style.way_m, wave) * strength[:, None]
    local_m += _landings(walker, run, times_s=within_s, random=random)
    if walker.tremor_mps2:
        local_m += _tremor(walker, within_s, random=random) * strength[:, None]
    position_m[first:last] += _to_world(local_m, heading_rad)
    angles_rad[first:last] += _swung(style.angle_rad, wave) * strength[:, None]
    angles_rad[first:last, 1] += lean_rad * np.minimum(strength, 1.0)


def _strength(walker: WalkerSettings, run: Run, *, times_s: FloatArray) -> FloatArray:
    """How strongly the trunk swings: with the length of the steps, from and to rest."""
    reach = 0.35 + 0.65 * np.clip(run.lengths_m / max(walker.step_m, 0.05), 0.0, 1.6)
    knots_s = np.r_[run.lifts_s[0] - 0.2, run.landings_s - 0.3 * walker.step_s]
    values = np.interp(times_s, np.r_[knots_s, run.end_s], np.r_[0.3, reach, 0.3])
    width_samples = 2 * round(0.15 * walker.step_s * GRID_RATE_HZ) + 1
    values = smoothed(values[:, None], width_samples=width_samples)[:, 0]
    comes = smooth_rise(times_s, start_s=run.start_s, end_s=run.landings_s[0])
    goes = smooth_rise(times_s, start_s=run.landings_s[-1] - 0.1, end_s=run.end_s)
    strength: FloatArray = values * comes * (1.0 - goes)
    return strength


def _phase_rad(walker: WalkerSettings, run: Run, *, times_s: FloatArray) -> FloatArray:
    """Run through half a turn a step, through a whole number of turns at left landings."""
    before_s = run.landings_s[0] - walker.step_s * np.array([2.0, 1.0])
    after_s = run.landings_s[-1] + walker.step_s * np.array([1.0, 2.0, 3.0])
    knots_s = np.r_[before_s, run.landings_s, after_s]
    first_half = 0 if run.sides[0] is Side.LEFT else 1
    knots_rad = np.pi * (np.arange(len(knots_s)) - 2 + first_half)
    return quintic(np.maximum(times_s, knots_s[0]), knots=knots_s, values=knots_rad)


def quintic(times_s: FloatArray, *, knots: FloatArray, values: FloatArray) -> FloatArray:
    """Join knots by a curve with two continuous derivatives, straight at each knot."""
    steps, rises = np.diff(knots), np.diff(values)
    slopes = rises / steps
    at_knots = np.r_[
        slopes[0], 2 * slopes[1:] * slopes[:-1] / (slopes[1:] + slopes[:-1]), slopes[-1]
    ]
    index = np.clip(np.searchsorted(knots, times_s, side="right") - 1, 0, len(steps) - 1)
    u = np.clip((times_s - knots[index]) / steps[index], 0.0, 1.0)
    start, end = at_knots[index] * steps[index], at_knots[index + 1] * steps[index]
    rise = rises[index]
    a, b, c = (
        10 * rise - 6 * start - 4 * end,
        8 * start + 7 * end - 15 * rise,
        6 * rise - 3 * (start + end),
    )
    curve: FloatArray = values[index] + u * (start + u**2 * (a + u * (b + u * c)))
    return curve


def _swung(harmonics: FloatArray, wave: FloatArray) -> FloatArray:
    power = np.ones_like(wave)
    total = np.zeros((len(wave), len(harmonics)))
    for order in range(harmonics.shape[1]):
        power = power * wave
        for row in range(len(harmonics)):
            coefficient = harmonics[row, order]
            total[:, row] += coefficient.real * power.real - coefficient.imag * power.imag
    return total


def _landings(
    walker: WalkerSettings, run: Run, *, times_s: FloatArray, random: np.random.Generator
) -> FloatArray:
    quiver_m = np.zeros((len(times_s), 3))
    size_mps2 = np.array(_LANDING_ACCELERATION_MPS2) * walker.impact_ratio
    size_mps2 = size_mps2 * min(1.5, walker.speed_mps / 1.25)
    for landing_s, side in zip(run.landings_s, run.sides, strict=True):
        first, last = np.searchsorted(times_s, [landing_s, landing_s + 0.3])
        frequency_hz = random.uniform(9.0, 16.0)
        drawn = size_mps2 * np.exp(0.3 * random.standard_normal(3)) * random.choice([1, 1, -1], 3)
        drawn[2] = abs(drawn[2])
        drawn[1] *= -1 if side is Side.LEFT else 1
        ring = damped_ring(
            times_s[first:last] - landing_s - _LANDING_DELAY_S,
            frequency_hz=frequency_hz,
            decay_s=0.04,
            rise_s=0.03,
        )
        quiver_m[first:last] -= ring[:, None] * drawn / (2 * np.pi * frequency_hz) ** 2
    return quiver_m


def _tremor(
    walker: WalkerSettings, times_s: FloatArray, *, random: np.random.Generator
) -> FloatArray:
    angular = 2 * np.pi * _TREMOR_HZ * random.uniform(0.9, 1.1)
    sizes_m = walker.tremor_mps2 / angular**2 * random.uniform(0.3, 1.0, size=3)
    phases = random.uniform(0, 2 * np.pi, size=3)
    return sizes_m * np.sin(angular * times_s[:, None] + phases)


def _to_world(local_m: FloatArray, heading_rad: FloatArray) -> FloatArray:
    cos, sin = np.cos(heading_rad), np.sin(heading_rad)
    return np.column_stack(
        [
            cos * local_m[:, 0] - sin * local_m[:, 1],
            sin * local_m[:, 0] + cos * local_m[:, 1],
            local_m[:, 2],
        ]
    )
