"""The swings of the trunk within each stride, on top of the way along the footsteps."""

from typing import Final

import numpy as np

from restride.arrays import FloatArray
from restride.simulate.body import GRID_RATE_HZ
from restride.simulate.footsteps import Run
from restride.simulate.shapes import damped_ring, smooth_rise, smoothed
from restride.simulate.style import HARMONICS_COUNT, ComplexArray, GaitStyle
from restride.simulate.walker import WalkerSettings
from restride.terms import Side

#: The trunk quivers after each landing, a little later and much less than the foot.
_LANDING_DELAY_S: Final = 0.006
_LANDING_ACCELERATION_MPS2: Final = (0.8, 0.9, 1.0)
_LANDING_RATE_DPS: Final = (8.0, 16.0, 14.0)
_TREMOR_HZ: Final = 5.0
#: Harmonics up to this one vary less from step to step than those above it. House choice.
_SLOW_HARMONICS_COUNT: Final = 3
_SLOW_VARIATION_SHARE: Final = 0.6
#: Samples worked on at a time, so that they stay in the processor's cache.
_BLOCK_SAMPLES: Final = 1024


def add_strides(
    walker: WalkerSettings,
    run: Run,
    *,
    position_m: FloatArray,
    angles_rad: FloatArray,
    times_s: FloatArray,
    style: GaitStyle,
    random: np.random.Generator,
) -> None:
    """Add the swings of the trunk during one run to the path of the pelvis, in place."""
    first, last = np.searchsorted(times_s, [run.start_s, run.end_s])
    within_s = times_s[first:last]
    strength = _strength(walker, run, times_s=within_s)
    wave = np.exp(1j * _phase_rad(walker, run, times_s=within_s))
    heading_rad = angles_rad[first:last, 2].copy()
    lean_rad = np.deg2rad(walker.trunk_lean_deg) * 0.6
    varied = _varied(walker, run, times_s=within_s, random=random)
    swung = _swung(np.vstack([style.way_m, style.angle_rad]), wave, varied=varied)
    swung *= strength[:, None]
    quivers = _landings(walker, run, times_s=within_s, random=random)
    swung += quivers
    local_m = swung[:, :3]
    if walker.tremor_mps2:
        local_m = local_m + _tremor(walker, within_s, random=random) * strength[:, None]
    position_m[first:last] += _to_world(local_m, heading_rad)
    angles_rad[first:last] += swung[:, 3:]
    angles_rad[first:last, 1] += lean_rad * np.minimum(strength, 1.0)


def _strength(walker: WalkerSettings, run: Run, *, times_s: FloatArray) -> FloatArray:
    """How strongly the trunk swings: with the length of the steps, from and to rest."""
    reach = 0.35 + 0.65 * np.clip(run.lengths_m / max(walker.step_m, 0.05), 0.0, 1.6)
    knots_s = np.r_[run.lifts_s[0] - 0.2, run.landings_s - 0.3 * walker.step_s]
    values: FloatArray = np.interp(times_s, np.r_[knots_s, run.end_s], np.r_[0.3, reach, 0.3])
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
    return _quintic(np.maximum(times_s, knots_s[0]), knots_s=knots_s, values=knots_rad)


def _quintic(times_s: FloatArray, *, knots_s: FloatArray, values: FloatArray) -> FloatArray:
    """Join knots by a curve with two continuous derivatives, straight at each knot."""
    steps, rises = np.diff(knots_s), np.diff(values)
    slopes = rises / steps
    at_knots = np.r_[
        slopes[0], 2 * slopes[1:] * slopes[:-1] / (slopes[1:] + slopes[:-1]), slopes[-1]
    ]
    index = np.clip(np.searchsorted(knots_s, times_s, side="right") - 1, 0, len(steps) - 1)
    u = np.clip((times_s - knots_s[index]) / steps[index], 0.0, 1.0)
    start, end = at_knots[index] * steps[index], at_knots[index + 1] * steps[index]
    rise = rises[index]
    a, b, c = (
        10 * rise - 6 * start - 4 * end,
        8 * start + 7 * end - 15 * rise,
        6 * rise - 3 * (start + end),
    )
    curve: FloatArray = values[index] + u * (start + u * u * (a + u * (b + u * c)))
    return curve


def _varied(
    walker: WalkerSettings, run: Run, *, times_s: FloatArray, random: np.random.Generator
) -> ComplexArray:
    """Draw how size and timing of slow and quick harmonics differ from step to step."""
    spread = walker.trunk_variation_ratio * np.array([_SLOW_VARIATION_SHARE, 1.0] * 2)
    knots = spread * np.clip(random.standard_normal((len(run.landings_s), 4)), -2.5, 2.5)
    between = [np.interp(times_s, run.landings_s, column) for column in knots.T]
    width_samples = 2 * round(0.1 * walker.step_s * GRID_RATE_HZ) + 1
    smooth = smoothed(np.column_stack(between), width_samples=width_samples, passes_count=3)
    return 1.0 + smooth[:, :2] + 1j * smooth[:, 2:]


def _swung(harmonics: ComplexArray, wave: ComplexArray, *, varied: ComplexArray) -> FloatArray:
    """Add up the harmonics of every channel, (n_samples, n_channels)."""
    total = np.empty((len(wave), len(harmonics)))
    slow, quick = np.split(harmonics.T, [_SLOW_HARMONICS_COUNT])
    for first in range(0, len(wave), _BLOCK_SAMPLES):
        block = slice(first, first + _BLOCK_SAMPLES)
        powers = np.cumprod(np.tile(wave[block], (HARMONICS_COUNT, 1)), axis=0)
        of_slow = np.einsum("hn,hc->nc", powers[:_SLOW_HARMONICS_COUNT], slow)
        of_quick = np.einsum("hn,hc->nc", powers[_SLOW_HARMONICS_COUNT:], quick)
        both = of_slow * varied[block, :1] + of_quick * varied[block, 1:]
        total[block] = both.real
    return total


def _landings(
    walker: WalkerSettings, run: Run, *, times_s: FloatArray, random: np.random.Generator
) -> FloatArray:
    """Quiver after each landing: along and about forward, left and up, (n_samples, 6)."""
    quivers = np.zeros((len(times_s), 6))
    sizes = np.r_[_LANDING_ACCELERATION_MPS2, np.deg2rad(_LANDING_RATE_DPS)]
    sizes *= walker.impact_ratio * min(1.5, walker.speed_mps / 1.25)
    for landing_s, side in zip(run.landings_s, run.sides, strict=True):
        first, last = np.searchsorted(times_s, [landing_s, landing_s + 0.3])
        angular = 2 * np.pi * random.uniform(9.0, 16.0)
        drawn = sizes * np.exp(0.3 * random.standard_normal(6)) * random.choice([1, 1, -1], 6)
        drawn[2] = abs(drawn[2])
        drawn[[1, 3, 5]] *= -1 if side is Side.LEFT else 1
        ring = damped_ring(
            times_s[first:last] - landing_s - _LANDING_DELAY_S,
            frequency_hz=angular / (2 * np.pi),
            decay_s=0.04,
            rise_s=0.03,
        )
        quivers[first:last, :3] -= ring[:, None] * drawn[:3] / angular**2
        quivers[first:last, 3:] += ring[:, None] * drawn[3:] / angular
    return quivers


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
