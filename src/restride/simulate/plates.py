"""What plates under the feet recorded while the feet stayed where they are.

The force is body mass times gravity and the acceleration of the centre of mass, less what a seat
takes; it acts where the moments about the centre of mass balance, as for a body whose mass is in
one place. Source: the inverted pendulum of standing [winter1995].
"""

from dataclasses import dataclass
from typing import Final

import numpy as np

from restride.arrays import FloatArray
from restride.recording.clock import Clock
from restride.recording.plates import Plate
from restride.simulate.body import GRID_RATE_HZ, BodyPath
from restride.simulate.limits import refuse_outside
from restride.simulate.shapes import smooth_step
from restride.terms import Side
from restride.units import STANDARD_GRAVITY_MPS2

_LIMITS: Final[dict[str, tuple[float, float]]] = {
    "sampling_rate_hz": (5.0, 2000.0),
    "force_noise_n": (0.0, 200.0),
    "centre_noise_mm": (0.0, 50.0),
    "centre_step_mm": (0.0, 50.0),
}
#: The centre of pressure stays within this reach of the ankle: a little inside of heel and toes.
_REACH_BACK_M: Final = 0.05
_REACH_AHEAD_M: Final = 0.14


@dataclass(frozen=True, slots=True, kw_only=True)
class PlateSettings:
    """A plate, and what is wrong with it."""

    sampling_rate_hz: float = 100.0
    #: White noise of each sample. House choice: that of a laboratory plate after its own filter.
    force_noise_n: float = 0.3
    centre_noise_mm: float = 0.03
    #: Smallest step the centre of pressure is given in; 0 for as fine as numbers are.
    centre_step_mm: float = 0.0
    #: (start, end) of stretches in which nobody stands on the plate.
    unloaded_s: tuple[tuple[float, float], ...] = ()

    def __post_init__(self) -> None:
        refuse_outside(self, _LIMITS)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class PlateLoad:
    """What truly acts on one plate, on an even grid."""

    #: (n_samples, 2), forward and to the left, in the world.
    centre_m: FloatArray
    #: (n_samples,) and (n_samples, 3), of the ground on the person: forward, left, up.
    force_n: FloatArray


def ground_force_n(mass: BodyPath, *, body_mass_kg: float) -> FloatArray:
    """Tell the force that carries and moves a body, (n_samples, 3)."""
    gravity = np.array([0.0, 0.0, STANDARD_GRAVITY_MPS2])
    force_n: FloatArray = body_mass_kg * (mass.acceleration_mps2() + gravity)
    return force_n


def foot_loads(
    mass: BodyPath,
    *,
    body_mass_kg: float,
    ankles_m: dict[Side, FloatArray],
    feet_share: FloatArray,
    left_share: FloatArray,
) -> dict[Side, PlateLoad]:
    """Share the force out between both feet, after the seat has taken its part.

    Parameters
    ----------
    ankles_m : each (3,)
        Where the ankles are, in the world.
    feet_share, left_share : (n_samples,)
        The feet's part of the whole force, and the left foot's part of that.
    """
    force_n = ground_force_n(mass, body_mass_kg=body_mass_kg)
    balance_m = mass.position_m[:, 0] - mass.position_m[:, 2] * force_n[:, 0] / force_n[:, 2]
    # While the seat carries the body, the feet rest on their middle.
    carried = smooth_step((feet_share - 0.2) / 0.75)
    loads = {}
    for side, share in ((Side.LEFT, left_share), (Side.RIGHT, 1.0 - left_share)):
        ankle_m = ankles_m[side]
        ahead_m = _within_foot(balance_m - ankle_m[0])
        resting_m = (_REACH_AHEAD_M - _REACH_BACK_M) / 2
        forward_m = ankle_m[0] + resting_m + carried * (ahead_m - resting_m)
        centre_m = np.column_stack([forward_m, np.full(len(forward_m), ankle_m[1])])
        loads[side] = PlateLoad(centre_m=centre_m, force_n=force_n * (feet_share * share)[:, None])
    return loads


def _within_foot(ahead_m: FloatArray) -> FloatArray:
    """Keep the centre of pressure under the foot, without a corner."""
    middle_m = (_REACH_AHEAD_M - _REACH_BACK_M) / 2
    half_m = (_REACH_AHEAD_M + _REACH_BACK_M) / 2
    within_m: FloatArray = middle_m + half_m * np.tanh((ahead_m - middle_m) / half_m)
    return within_m


def recorded_plate(
    load: PlateLoad,
    settings: PlateSettings,
    *,
    name: str,
    side: Side | None,
    random: np.random.Generator,
) -> Plate:
    """Record a load as a plate would, forward and to the right in millimetres."""
    grid_s = np.arange(len(load.force_n)) / GRID_RATE_HZ
    count = int(grid_s[-1] * settings.sampling_rate_hz + 1e-9)
    times_s = np.arange(count) / settings.sampling_rate_hz

    def at(values: FloatArray) -> FloatArray:
        return np.interp(times_s, grid_s, values)

    centre_mm = 1000.0 * np.column_stack([at(load.centre_m[:, 0]), -at(load.centre_m[:, 1])])
    centre_mm += settings.centre_noise_mm * random.standard_normal(centre_mm.shape)
    if settings.centre_step_mm:
        centre_mm = settings.centre_step_mm * np.round(centre_mm / settings.centre_step_mm)
    vertical_n = at(load.force_n[:, 2]) + settings.force_noise_n * random.standard_normal(count)
    horizontal_n = np.column_stack([at(load.force_n[:, 0]), -at(load.force_n[:, 1])])
    for start_s, end_s in settings.unloaded_s:
        off = (times_s >= start_s) & (times_s < end_s)
        centre_mm[off] = np.nan
        vertical_n[off] = settings.force_noise_n * random.standard_normal(int(off.sum()))
        horizontal_n[off] = 0.0
    return Plate(
        name=name,
        clock=Clock(sampling_rate_hz=settings.sampling_rate_hz, samples_count=count),
        centre_of_pressure_mm=centre_mm,
        vertical_force_n=vertical_n,
        horizontal_force_n=horizontal_n,
        side=side,
    )
