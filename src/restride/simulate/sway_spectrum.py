"""A sway drawn from a spectrum: a power law with a corner, and its pendulum.

The centre of pressure of standing people has a spectrum that falls slowly up to a corner below
1 Hz and steeply beyond it. Slopes and corner: docs/decisions/0022.
The centre of mass follows as an inverted pendulum is driven [winter1995]: its acceleration is
gravity over the pendulum's length, times how far it lies from the centre of pressure.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np

from restride.arrays import FloatArray
from restride.simulate.body import GRID_RATE_HZ
from restride.units import STANDARD_GRAVITY_MPS2

#: Nothing above this frequency: a body and shoes do not follow. House choice.
_HIGHEST_HZ: Final = 15.0
#: Sway is drawn for longer than it is needed, so that its end does not join its start.
_DRAWN_LONGER: Final = 1.6
_SHORTEST_DRAWN_S: Final = 40.0


@dataclass(frozen=True, slots=True, kw_only=True)
class SwaySpectrum:
    """How strongly a sway moves at each frequency."""

    #: Standard deviation of the whole.
    size_m: float
    corner_hz: float = 0.55
    #: Power falls with the frequency to these powers below and beyond the corner.
    slow_slope: float = 0.8
    steep_slope: float = 3.8


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class PendulumSway:
    """One direction of standing, on the grid of the body, each (n_samples,)."""

    pressure_m: FloatArray
    mass_m: FloatArray


def pendulum_sway(
    spectrum: SwaySpectrum, *, samples_count: int, length_m: float, random: np.random.Generator
) -> PendulumSway:
    """Draw the way of the centre of pressure, and let the centre of mass follow it exactly.

    Parameters
    ----------
    length_m
        Of the pendulum: height of the centre of mass above the ankles.
    """
    amplitudes, frequencies_hz, drawn_count = _drawn(spectrum, samples_count, random=random)
    follows = 1.0 / (1.0 + (2 * np.pi * frequencies_hz) ** 2 * length_m / STANDARD_GRAVITY_MPS2)
    pressure_m = np.fft.irfft(amplitudes, drawn_count)[:samples_count]
    mass_m = np.fft.irfft(amplitudes * follows, drawn_count)[:samples_count]
    # The size is that of the stretch which is used.
    gain = spectrum.size_m / max(float(np.std(pressure_m)), 1e-12)
    middle_m = float(np.mean(pressure_m))
    return PendulumSway(
        pressure_m=gain * (pressure_m - middle_m), mass_m=gain * (mass_m - middle_m)
    )


def plain_sway(
    spectrum: SwaySpectrum, *, samples_count: int, random: np.random.Generator
) -> FloatArray:
    """Draw a sway of a spectrum that drives nothing, (n_samples,)."""
    amplitudes, _, drawn_count = _drawn(spectrum, samples_count, random=random)
    sway = np.fft.irfft(amplitudes, drawn_count)[:samples_count]
    drawn: FloatArray = spectrum.size_m * (sway - np.mean(sway)) / max(float(np.std(sway)), 1e-12)
    return drawn


def _drawn(
    spectrum: SwaySpectrum, samples_count: int, *, random: np.random.Generator
) -> tuple[FloatArray, FloatArray, int]:
    drawn_count = int(max(_DRAWN_LONGER * samples_count, _SHORTEST_DRAWN_S * GRID_RATE_HZ))
    frequencies_hz = np.fft.rfftfreq(drawn_count, 1 / GRID_RATE_HZ)
    kept = int(np.searchsorted(frequencies_hz, _HIGHEST_HZ))
    power = np.zeros(len(frequencies_hz))
    relative = frequencies_hz[1:kept] / spectrum.corner_hz
    power[1:kept] = relative**-spectrum.slow_slope / (
        1.0 + relative ** (spectrum.steep_slope - spectrum.slow_slope)
    )
    real, imaginary = random.standard_normal((2, len(power)))
    return np.sqrt(power) * (real + 1j * imaginary), frequencies_hz, drawn_count
