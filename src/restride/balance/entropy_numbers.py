"""How regular sway is: sample entropy of each direction, at the recording's rate and thinned.

Source: [richman2000]. Differs in: thinned to one rate besides, because the number changes with the
rate of the recording; see docs/decisions/0062-patterns-of-sway.md.
"""

import numpy as np

from restride.arrays import FloatArray
from restride.balance.definition_rows import DIRECTIONS
from restride.balance.numbers import SwayNumbers
from restride.balance.settings import EntropySettings
from restride.signal.entropy import Matches, count_matches

#: A rate that is off a whole multiple by less than this has one. House choice: clocks of plates
#: are that good.
_EVEN_SHARE = 0.001


def sway_matches(signal: FloatArray, *, settings: EntropySettings | None = None) -> Matches:
    """Count the matches of one direction of sway (n_samples,), tolerance from its own spread."""
    settings = settings or EntropySettings()
    return count_matches(
        signal,
        pattern_count=settings.pattern_count,
        tolerance=settings.tolerance_share * float(signal.std()),
    )


def entropy_numbers(
    path_mm: FloatArray, *, sampling_rate_hz: float, settings: EntropySettings
) -> SwayNumbers:
    """Measure the sample entropy of a path (n_samples, 2) without a gap."""
    numbers: dict[str, float | None] = {}
    factor = _thinning(sampling_rate_hz, settings.thinned_hz)
    for direction, signal in zip(DIRECTIONS, np.ascontiguousarray(path_mm.T), strict=True):
        thinned = signal[:0] if factor is None else signal[::factor]
        numbers[f"sample_entropy_{direction}_ratio"] = _entropy(signal, settings)
        numbers[f"thinned_sample_entropy_{direction}_ratio"] = _entropy(thinned, settings)
    return SwayNumbers(
        numbers=numbers, why_absent=_why_absent(len(path_mm), factor, sampling_rate_hz, settings)
    )


def _entropy(signal: FloatArray, settings: EntropySettings) -> float | None:
    if not 0 < len(signal) <= settings.most_count:
        return None
    return sway_matches(signal, settings=settings).sample_entropy


def _thinning(sampling_rate_hz: float, thinned_hz: float) -> int | None:
    """Tell every how many samples one is taken; None where no whole number fits."""
    factor = round(sampling_rate_hz / thinned_hz)
    if factor < 1 or abs(factor * thinned_hz / sampling_rate_hz - 1) > _EVEN_SHARE:
        return None
    return factor


def _why_absent(
    samples_count: int, factor: int | None, sampling_rate_hz: float, settings: EntropySettings
) -> str:
    if samples_count > settings.most_count:
        return (
            f"Sample entropy compares up to {settings.most_count} samples, and there are "
            f"{samples_count}. Cut the recording, or bring it to a lower rate."
        )
    if factor is None:
        return (
            f"{sampling_rate_hz:g} Hz is no whole multiple of {settings.thinned_hz:g} Hz: "
            "bring the recording to such a rate first."
        )
    return "No two patterns are alike: the recording is too short or too irregular."
