"""Power spectra: sines whose power is known, sums that must agree, and scipy as the oracle."""

import numpy as np
import pytest

from restride.signal.spectrum import (
    first_reaching,
    integral_below,
    spectrum_of_pieces,
    spectrum_of_tapers,
    trapezoid_weights,
)

RATE_HZ = 50.0


def noise(count, *, seed=1):
    return np.cumsum(np.random.default_rng(seed).normal(size=(3, count)), axis=-1)


@pytest.mark.parametrize("count", [600, 601, 997])
@pytest.mark.parametrize("piece", [299, 300])
def test_averaged_pieces_are_those_of_scipy(count, piece):
    from scipy.signal import welch

    signal = noise(count)
    expected = welch(signal, RATE_HZ, "hann", piece, piece // 2, detrend="constant")

    found = spectrum_of_pieces(signal, sampling_rate_hz=RATE_HZ, piece_samples=piece)

    assert found.frequencies_hz == pytest.approx(expected[0])
    assert found.values == pytest.approx(expected[1], rel=1e-9, abs=1e-12)


def test_a_sine_has_half_its_squared_height_as_power_at_its_frequency():
    times_s = np.arange(3000) / RATE_HZ
    sine = 3.0 * np.sin(2 * np.pi * 2.0 * times_s)

    for spectrum in (
        spectrum_of_pieces(sine, sampling_rate_hz=RATE_HZ, piece_samples=1500),
        spectrum_of_tapers(sine, sampling_rate_hz=RATE_HZ, tapers_count=8),
    ):
        total = integral_below(spectrum)
        assert total[-1] == pytest.approx(4.5, rel=0.01)
        half_hz = first_reaching(total, share=0.5, frequencies_hz=spectrum.frequencies_hz)
        assert half_hz == pytest.approx(2.0, abs=0.05)


@pytest.mark.parametrize("count", [500, 501])
def test_the_power_of_tapers_sums_to_the_tapered_variance(count):
    signal = noise(count)
    freed = signal - signal.mean(axis=-1, keepdims=True)
    places = np.pi * np.arange(1, count + 1) / (count + 1)
    # Parseval: each taper's power is the sum of its squares.
    expected = sum(
        (freed**2 * (2 / (count + 1) * np.sin(order * places) ** 2)).sum(axis=-1)
        for order in range(1, 9)
    )

    found = spectrum_of_tapers(signal, sampling_rate_hz=RATE_HZ, tapers_count=8)

    assert found.values.sum(axis=-1) * RATE_HZ / count == pytest.approx(expected / 8)


@pytest.mark.parametrize("piece", [10, 11])
def test_the_weights_are_those_of_the_trapezoid_rule(piece):
    signal = noise(40)
    spectrum = spectrum_of_pieces(signal, sampling_rate_hz=1.0, piece_samples=piece)
    unfolded = spectrum.values.copy()
    unfolded[..., 1 : (piece + 1) // 2] /= 2

    assert unfolded @ trapezoid_weights(piece) / piece == pytest.approx(
        np.trapezoid(spectrum.values, spectrum.frequencies_hz)
    )


def test_a_part_of_a_spectrum_includes_both_its_ends():
    spectrum = spectrum_of_tapers(noise(100), sampling_rate_hz=RATE_HZ, tapers_count=2)

    assert spectrum.between(1.0, 5.0).frequencies_hz == pytest.approx(np.arange(1.0, 5.1, 0.5))


def test_a_share_that_is_reached_exactly_counts():
    cumulated = np.array([1.0, 2.0, 3.0, 4.0])

    assert first_reaching(cumulated, share=0.5, frequencies_hz=np.arange(4.0)) == 1.0
    assert first_reaching(cumulated, share=1.0, frequencies_hz=np.arange(4.0)) == 3.0
