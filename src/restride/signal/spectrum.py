"""Power spectra of signals that sway: averaged pieces, and averaged tapers.

Source: [welch1967] for pieces under a bell, [riedel1995] for sine tapers. Differs in: many signals
at once, along the last axis, and the bell is kept from call to call.
"""

from dataclasses import dataclass
from functools import lru_cache
from typing import Final

import numpy as np

from restride.arrays import FloatArray

#: A frequency that is off an edge by less than this is on it: a rate told from time stamps is.
_EDGE_SHARE: Final = 1e-6


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Spectrum:
    """One-sided power densities over frequency, even steps from zero."""

    #: (n_frequencies,)
    frequencies_hz: FloatArray
    #: (..., n_frequencies), squared unit of the signal a hertz.
    values: FloatArray

    def between(self, lowest_hz: float, highest_hz: float) -> "Spectrum":
        """Keep the frequencies from the lowest to the highest, both included."""
        lowest_hz, highest_hz = lowest_hz * (1 - _EDGE_SHARE), highest_hz * (1 + _EDGE_SHARE)
        inside = (self.frequencies_hz >= lowest_hz) & (self.frequencies_hz <= highest_hz)
        return Spectrum(frequencies_hz=self.frequencies_hz[inside], values=self.values[..., inside])


def spectrum_of_pieces(
    signal: FloatArray, *, sampling_rate_hz: float, piece_samples: int
) -> Spectrum:
    """Average the power of pieces that overlap by half, each freed of its mean, under a Hann bell.

    Parameters
    ----------
    signal : (..., n_samples)
    """
    powers = power_of_pieces(signal, piece_samples=piece_samples)
    powers *= 1 / (sampling_rate_hz * float(np.sum(_hann(piece_samples) ** 2)))
    _fold(powers, piece_samples)
    return Spectrum(
        frequencies_hz=np.fft.rfftfreq(piece_samples, 1 / sampling_rate_hz), values=powers
    )


def power_of_pieces(signal: FloatArray, *, piece_samples: int) -> FloatArray:
    """Average the squared transforms of half-overlapping pieces, unscaled: (..., n_frequencies)."""
    step = piece_samples - piece_samples // 2
    pieces = np.lib.stride_tricks.sliding_window_view(signal, piece_samples, axis=-1)[
        ..., ::step, :
    ]
    freed = pieces - pieces.mean(axis=-1, keepdims=True)
    freed *= _hann(piece_samples)
    transformed = np.fft.rfft(freed)
    powers = transformed.real**2
    powers += transformed.imag**2
    return np.asarray(powers.mean(axis=-2))


def spectrum_of_tapers(
    signal: FloatArray, *, sampling_rate_hz: float, tapers_count: int
) -> Spectrum:
    """Average the power of a signal under sine tapers, all of it freed of its mean.

    Parameters
    ----------
    signal : (..., n_samples)
    """
    count = signal.shape[-1]
    freed = signal - signal.mean(axis=-1, keepdims=True)
    powers = np.zeros((*signal.shape[:-1], count // 2 + 1))
    for taper in _sine_tapers(count, tapers_count):
        transformed = np.fft.rfft(freed * taper)
        powers += transformed.real**2 + transformed.imag**2
    powers *= 1 / (tapers_count * sampling_rate_hz)
    _fold(powers, count)
    return Spectrum(frequencies_hz=np.fft.rfftfreq(count, 1 / sampling_rate_hz), values=powers)


def trapezoid_weights(piece_samples: int) -> FloatArray:
    """Tell what each unscaled power counts in the integral over a one-sided spectrum."""
    weights = np.ones((1, piece_samples // 2 + 1))
    _fold(weights, piece_samples)
    weights[0, 0] /= 2
    weights[0, -1] /= 2
    return np.asarray(weights[0])


def integral_below(spectrum: Spectrum) -> FloatArray:
    """Integrate by the trapezoid rule up to each frequency, (..., n_frequencies)."""
    values, steps_hz = spectrum.values, np.diff(spectrum.frequencies_hz)
    total = np.zeros(values.shape)
    np.cumsum((values[..., 1:] + values[..., :-1]) / 2 * steps_hz, axis=-1, out=total[..., 1:])
    return total


def first_reaching(values: FloatArray, *, share: float, frequencies_hz: FloatArray) -> float:
    """Find the first frequency where a rising sum (n_frequencies,) reaches a share of its end."""
    index = int(np.searchsorted(values, share * values[-1]))
    return float(frequencies_hz[min(index, len(frequencies_hz) - 1)])


def _fold(powers: FloatArray, samples_count: int) -> None:
    """Count each frequency twice but zero, and the highest of an even number, in place."""
    powers[..., 1 : (samples_count + 1) // 2] *= 2


@lru_cache(maxsize=8)
def _hann(samples_count: int) -> FloatArray:
    bell = np.asarray(0.5 - 0.5 * np.cos(2 * np.pi * np.arange(samples_count) / samples_count))
    bell.setflags(write=False)
    return bell


@lru_cache(maxsize=2)
def _sine_tapers(samples_count: int, tapers_count: int) -> FloatArray:
    angles = np.pi * np.arange(1, samples_count + 1) / (samples_count + 1)
    order = np.arange(1, tapers_count + 1)[:, None]
    tapers = np.asarray(np.sqrt(2 / (samples_count + 1)) * np.sin(order * angles))
    tapers.setflags(write=False)
    return tapers
