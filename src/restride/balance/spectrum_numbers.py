"""Power and frequencies of sway, from averaged pieces and from averaged tapers.

Source: [santos2016] for the pieces, [prieto1996] for the tapers and what is read from them.
"""

import numpy as np

from restride.arrays import FloatArray
from restride.balance.definition_rows import DIRECTIONS
from restride.balance.numbers import SwayNumbers
from restride.balance.settings import PieceSettings, TaperSettings
from restride.balance.spectrum_definitions import TAPERS_ROWS
from restride.signal.spectrum import (
    Spectrum,
    first_reaching,
    integral_below,
    spectrum_of_pieces,
    spectrum_of_tapers,
)


def pieces_numbers(
    path_mm: FloatArray, *, sampling_rate_hz: float, settings: PieceSettings
) -> SwayNumbers:
    """Measure the spectrum of averaged pieces of a path (n_samples, 2) without a gap."""
    signal = np.ascontiguousarray(path_mm.T) - path_mm.mean(axis=0)[:, None]
    spectrum = spectrum_of_pieces(
        signal,
        sampling_rate_hz=sampling_rate_hz,
        piece_samples=int(len(path_mm) * settings.piece_share),
    )
    total = integral_below(spectrum)
    frequencies_hz = spectrum.frequencies_hz
    moments = integral_below(
        Spectrum(frequencies_hz=frequencies_hz, values=spectrum.values * frequencies_hz)
    )
    numbers: dict[str, float | None] = {}
    for index, direction in enumerate(DIRECTIONS):
        numbers[f"power_{direction}_mm2"] = float(total[index, -1])
        numbers[f"mean_frequency_{direction}_hz"] = float(moments[index, -1] / total[index, -1])
        for percent in (50, 80, 95):
            numbers[f"frequency_{percent}_{direction}_hz"] = first_reaching(
                total[index], share=percent / 100, frequencies_hz=frequencies_hz
            )
        highest = int(np.argmax(spectrum.values[index]))
        numbers[f"frequency_of_most_power_{direction}_hz"] = float(frequencies_hz[highest])
    return SwayNumbers(numbers=numbers)


def tapers_numbers(
    path_mm: FloatArray, *, sampling_rate_hz: float, settings: TaperSettings
) -> SwayNumbers:
    """Measure the spectrum of averaged tapers of a path (n_samples, 2) without a gap."""
    if sampling_rate_hz < 2 * settings.highest_hz:
        return SwayNumbers(
            numbers={row.key: None for row in TAPERS_ROWS},
            why_absent=f"Power up to {settings.highest_hz:g} Hz needs at least "
            f"{2 * settings.highest_hz:g} samples a second, and there are {sampling_rate_hz:g}.",
        )
    spectrum = spectrum_of_tapers(
        np.ascontiguousarray(path_mm.T),
        sampling_rate_hz=sampling_rate_hz,
        tapers_count=settings.tapers_count,
    ).between(settings.lowest_hz, settings.highest_hz)
    frequencies_hz, step_hz = spectrum.frequencies_hz, sampling_rate_hz / len(path_mm)
    numbers: dict[str, float | None] = {}
    for direction, values in zip(DIRECTIONS, spectrum.values, strict=True):
        power, first, second = (float(np.sum(values * frequencies_hz**k)) for k in range(3))
        cumulated = np.cumsum(values)
        numbers[f"tapered_power_{direction}_mm2"] = power * step_hz
        for percent in (50, 95):
            numbers[f"tapered_frequency_{percent}_{direction}_hz"] = first_reaching(
                cumulated, share=percent / 100, frequencies_hz=frequencies_hz
            )
        numbers[f"centroidal_frequency_{direction}_hz"] = float(np.sqrt(second / power))
        numbers[f"frequency_dispersion_{direction}_ratio"] = float(
            np.sqrt(max(0.0, 1 - first**2 / (power * second)))
        )
        numbers[f"tapered_mean_frequency_{direction}_hz"] = first / power
    return SwayNumbers(numbers=numbers)
