"""A person's own way of moving the trunk: the shape of each channel over one stride.

Each channel is a few bumps placed on the stride, repeated for the other side, turned into
harmonics. Time runs from the left initial contact (0) over the right one (0.5) to the next (1).

Source: the shapes follow what is published for the lower trunk: forward acceleration rises to a
peak at initial contact and turns into braking right after it [zijlstra2003]; the vertical shows
a peak after initial contact and one at the other foot's final contact, the sideways pushes away
from the foot that has landed [kavanagh2008]; the pelvis drops on the side that unloads and is
turned forward on the side that lands [perry2010]. The size of the bumps and their spread
between people: docs/decisions/0020.
"""

from dataclasses import dataclass
from typing import Final, TypeAlias

import numpy as np
import numpy.typing as npt

from restride.simulate.walker import WalkerSettings

ComplexArray: TypeAlias = npt.NDArray[np.complexfloating]

#: Harmonics of the stride kept; beyond it lies less than measuring noise.
HARMONICS_COUNT: Final = 20
_STRIDE_POINTS: Final = 256
#: The walk that the sizes below belong to.
_USUAL_SPEED_MPS: Final = 1.25
_USUAL_CADENCE_SPM: Final = 110.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Bump:
    """One bump of a channel: how high, where on the stride, how wide (standard deviation)."""

    #: In the channel's own unit.
    size_ratio: float
    centre_s: float = 0.0
    #: Added to the centre, as a share of the stride.
    centre_share: float = 0.0
    width_share: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Channel:
    """Average shape of one channel, and how the other half of the stride repeats it."""

    bumps: tuple[Bump, ...]
    #: 1 where both steps look alike, -1 where the second mirrors the first.
    other_step: int
    #: Free variation between people, in the unit of the sizes.
    ripple_ratio: float


def _bump(size: float, after_s: float, share: float, width_share: float) -> Bump:
    return Bump(size_ratio=size, centre_s=after_s, centre_share=share, width_share=width_share)


#: Accelerations in m/s2 along forward, left and up; a share is counted in strides, and
#: ``final`` stands for the other foot's final contact.
_FORWARD: Final = Channel(
    bumps=(
        _bump(2.0, -0.004, 0.0, 0.020),
        _bump(-3.6, 0.082, 0.0, 0.032),
        _bump(0.9, 0.0, 0.36, 0.10),
    ),
    other_step=1,
    ripple_ratio=0.25,
)
_LEFTWARD: Final = Channel(
    bumps=(
        _bump(-2.9, 0.042, 0.0, 0.018),
        _bump(1.4, 0.105, 0.0, 0.020),
        _bump(-0.9, 0.0, 0.24, 0.070),
    ),
    other_step=-1,
    ripple_ratio=0.25,
)
_UPWARD: Final = Channel(
    bumps=(
        _bump(5.6, 0.040, 0.0, 0.022),
        _bump(-2.2, 0.095, 0.0, 0.016),
        _bump(3.6, 0.150, 0.0, 0.020),
        _bump(-2.4, 0.0, 0.27, 0.075),
    ),
    other_step=1,
    ripple_ratio=0.3,
)
#: Rates in deg/s about forward, left and up.
_ROLL: Final = Channel(
    bumps=(
        _bump(48.0, 0.070, 0.0, 0.035),
        _bump(-20.0, 0.0, 0.22, 0.060),
        _bump(14.0, 0.0, 0.41, 0.060),
    ),
    other_step=-1,
    ripple_ratio=3.0,
)
_PITCH: Final = Channel(
    bumps=(
        _bump(-22.0, 0.045, 0.0, 0.020),
        _bump(18.0, 0.170, 0.0, 0.030),
        _bump(8.0, 0.0, 0.40, 0.060),
    ),
    other_step=1,
    ripple_ratio=6.0,
)
_YAW: Final = Channel(
    bumps=(_bump(32.0, 0.0, 0.34, 0.11), _bump(-14.0, 0.080, 0.0, 0.025)),
    other_step=-1,
    ripple_ratio=4.0,
)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class GaitStyle:
    """Displacements of the lower trunk over a stride, as complex harmonics, for unit intensity."""

    #: (3, n_harmonics), forward, left, up.
    way_m: ComplexArray
    #: (3, n_harmonics), roll, pitch, yaw.
    angle_rad: ComplexArray


def drawn_style(walker: WalkerSettings, *, random: np.random.Generator) -> GaitStyle:
    """Draw the way this walker moves the trunk."""
    stride_s = 2 * walker.step_s
    angular_hz = np.arange(1, HARMONICS_COUNT + 1) * (2 * np.pi / stride_s)
    accelerations = np.array(
        [_harmonics(channel, walker, random=random) for channel in (_FORWARD, _LEFTWARD, _UPWARD)]
    )
    rates = np.array(
        [_harmonics(channel, walker, random=random) for channel in (_ROLL, _PITCH, _YAW)]
    )
    intensity = walker.speed_mps * walker.cadence_spm / (_USUAL_SPEED_MPS * _USUAL_CADENCE_SPM)
    way_m = -accelerations / angular_hz**2 * intensity
    way_m[2] *= _rise_m(walker) / _range_m(way_m[2]) * random.uniform(0.9, 1.1)
    angle_rad = np.pi / 180 * rates / (1j * angular_hz) * intensity**0.6
    return GaitStyle(way_m=way_m, angle_rad=angle_rad)


def _rise_m(walker: WalkerSettings) -> float:
    """Rise and fall of the trunk over a step, that of an inverted pendulum [zijlstra2003]."""
    leg_m = walker.back_height_m
    half_step_m = min(walker.step_m / 1.25 / 2, 0.9 * leg_m)
    return float(leg_m - np.sqrt(leg_m**2 - half_step_m**2))


def _range_m(way_m: ComplexArray) -> float:
    points = np.arange(_STRIDE_POINTS)[:, None] / _STRIDE_POINTS
    orders = np.arange(1, HARMONICS_COUNT + 1)
    # What both steps have in common; the rest is a limp.
    is_even = orders % 2 == 0
    curve = (is_even * way_m * np.exp(2j * np.pi * points * orders)).sum(axis=1).real
    return float(np.ptp(curve))


def _harmonics(
    channel: Channel, walker: WalkerSettings, *, random: np.random.Generator
) -> ComplexArray:
    spread = walker.style_spread_ratio
    stride_s = 2 * walker.step_s
    points = np.arange(_STRIDE_POINTS) / _STRIDE_POINTS
    shape = np.zeros(_STRIDE_POINTS)
    # Slow walkers land later in time, not in phase: half of the delay follows the step.
    stretch = np.sqrt(walker.step_s * _USUAL_CADENCE_SPM / 60.0)
    for bump in channel.bumps:
        size = bump.size_ratio * np.exp(0.25 * spread * random.standard_normal())
        width = bump.width_share * np.exp(0.18 * spread * random.standard_normal())
        centre = bump.centre_share + bump.centre_s * stretch / stride_s
        centre += 0.25 * bump.width_share * spread * random.standard_normal()
        for second in (0, 1):
            mirrored = channel.other_step**second
            uneven = 1 + 0.10 * spread * random.standard_normal()
            away = (points - centre - second / 2 + 0.5) % 1.0 - 0.5
            shape += mirrored * uneven * size * np.exp(-0.5 * (away / width) ** 2)
    coefficients = 2 * np.fft.rfft(shape)[1 : HARMONICS_COUNT + 1] / _STRIDE_POINTS
    return coefficients + _ripple(channel, spread_ratio=spread, random=random)


def _ripple(channel: Channel, *, spread_ratio: float, random: np.random.Generator) -> ComplexArray:
    order = np.arange(1, HARMONICS_COUNT + 1)
    # Harmonics that keep the symmetry of the steps vary freely, the others hardly.
    is_own = order % 2 == (0 if channel.other_step == 1 else 1)
    size = np.where(is_own, 1.0, 0.25) * np.exp(-(((order - 5) / 4.0) ** 2)) * (order > 2)
    real, imaginary = random.standard_normal((2, HARMONICS_COUNT))
    ripple: ComplexArray = channel.ripple_ratio * spread_ratio * size * (real + 1j * imaginary)
    return ripple
