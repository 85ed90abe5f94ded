"""How far a signal strays within a time: the mean squared displacement over every lag.

Source: [collins1993] for reading sway as a walk of chance. Differs in: all lags come from one
Fourier transform (Wiener and Khinchin) instead of one pass a lag; the sums are the same.
"""

import numpy as np

from restride.arrays import FloatArray


def mean_squared_displacements(signal: FloatArray, *, longest_samples: int) -> FloatArray:
    """Average the squared change of a signal over lags of 0 to ``longest_samples``.

    Parameters
    ----------
    signal : (..., n_samples)
        Longer than the longest lag.

    Returns
    -------
    (..., longest_samples + 1)
        Every pair of samples that is that far apart counts once.
    """
    count = signal.shape[-1]
    # Freed of its mean, so that the two large sums below differ by as little as can be.
    freed = signal - signal.mean(axis=-1, keepdims=True)
    products = _lagged_products(freed, longest_samples)
    squares = freed**2
    total = np.zeros((*squares.shape[:-1], count + 1))
    np.cumsum(squares, axis=-1, out=total[..., 1:])
    lags = np.arange(longest_samples + 1)
    # The squares of all early partners, and of all late ones.
    both = total[..., count - lags] + total[..., -1:] - total[..., lags]
    displacements = (both - 2 * products) / (count - lags)
    displacements[..., 0] = 0.0
    return np.asarray(np.maximum(displacements, 0.0))


def _lagged_products(freed: FloatArray, longest_samples: int) -> FloatArray:
    """Sum the products of each sample and the one a lag later."""
    size = _quick_size(freed.shape[-1] + longest_samples)
    transformed = np.fft.rfft(freed, size)
    power = transformed.real**2 + transformed.imag**2
    return np.asarray(np.fft.irfft(power, size)[..., : longest_samples + 1])


def _quick_size(least: int) -> int:
    """Find the smallest 2^a 3^b 5^c not below: Fourier transforms of such sizes are fast."""
    best = 1 << (least - 1).bit_length()
    fives = 1
    while fives < best:
        threes = fives
        while threes < best:
            quotient = -(-least // threes)
            size = threes << (quotient - 1).bit_length()
            best = min(best, size)
            threes *= 3
        fives *= 5
    return best
