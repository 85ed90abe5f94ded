"""Smooth shapes that motion is put together from; each has three continuous derivatives."""

import numpy as np

from restride.arrays import FloatArray


def smooth_step(share: FloatArray) -> FloatArray:
    """Rise from 0 at 0 to 1 at 1, flat on both sides."""
    u = np.minimum(np.maximum(share, 0.0), 1.0)
    square = u * u
    rise: FloatArray = square * square * (35.0 + u * (-84.0 + u * (70.0 - 20.0 * u)))
    return rise


def smooth_rise(times_s: FloatArray, *, start_s: float, end_s: float) -> FloatArray:
    """Rise from 0 to 1 between two times."""
    return smooth_step((times_s - start_s) / (end_s - start_s))


def steady_rise(
    share: FloatArray, *, ramp_share: float, last_ramp_share: float | None = None
) -> FloatArray:
    """Rise from 0 to 1 at a speed that ramps up, stays and ramps down.

    Parameters
    ----------
    ramp_share, last_ramp_share
        The part of the whole that each ramp takes, above 0 and together at most 1; the last one
        like the first when not given.
    """
    u = np.clip(share, 0.0, 1.0)
    first = ramp_share / 2
    last = first if last_ramp_share is None else last_ramp_share / 2
    begun = rounded_ramp(u - first, rounding_share=first)
    ended = rounded_ramp(u - 1.0 + last, rounding_share=last)
    rise: FloatArray = (begun - ended) / (1.0 - first - last)
    return rise


def rounded_ramp(share: FloatArray, *, rounding_share: float) -> FloatArray:
    """Zero below 0 and the share above it, the corner rounded by so much on both sides."""
    u = np.minimum(np.maximum((share + rounding_share) / (2 * rounding_share), 0.0), 1.0)
    square = u * u
    ramp: FloatArray = 2 * rounding_share * square * square * (2.5 + u * (u - 3.0))
    ramp += np.maximum(share - rounding_share, 0.0)
    return ramp


def bell(share: FloatArray, *, peak_share: float = 0.5) -> FloatArray:
    """Rise from 0 at 0 to 1 and return to 0 at 1."""
    up = smooth_step(share / peak_share)
    down: FloatArray = smooth_step((share - peak_share) / (1.0 - peak_share))
    return up - down


def damped_ring(
    since_s: FloatArray, *, frequency_hz: float, decay_s: float, rise_s: float = 0.012
) -> FloatArray:
    """Swing out and die away after time 0; about 1 high at the first crest."""
    after_s = np.maximum(since_s, 0.0)
    ring: FloatArray = (
        smooth_step(after_s / rise_s)
        * np.exp(-after_s / decay_s)
        * np.sin(2 * np.pi * frequency_hz * after_s)
    )
    return ring


def smoothed(values: FloatArray, *, width_samples: int, passes_count: int = 4) -> FloatArray:
    """Average over a moving window, several times over; ends are continued as they are.

    Four passes turn a broken line into a curve with four continuous derivatives, which stays
    exactly still where the line is still.

    Parameters
    ----------
    values : (n_samples, n_channels)
    width_samples
        Odd length of one window.
    """
    half = width_samples // 2
    for _ in range(passes_count):
        padded = np.pad(values, ((half + 1, half), (0, 0)), mode="edge")
        base = padded[0]
        sums = np.cumsum(padded - base, axis=0)
        values = (sums[2 * half + 1 :] - sums[: -2 * half - 1]) / (2 * half + 1) + base
    return values
