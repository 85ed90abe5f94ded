"""The false turning that a gyroscope shows at rest, from where the foot stands.

Only a foot that stands for a second shows it: in a walking stance the foot already rolls.
"""

import numpy as np

from restride.arrays import BoolArray, FloatArray

#: The signal is judged in stretches of this length. House choice.
_STRETCH_S = 0.25
#: Turning that spreads less than this inside a stretch is that of a standing foot. House choice.
_STEADY_DPS = 1.5
#: So many samples of a stretch are enough to tell. House choice.
_LOOKED_AT_COUNT = 12
#: So many steady stretches in a row are standing: one second. House choice.
_ROW_COUNT = 4


def standing_bias_dps(angular_velocity_dps: FloatArray, *, sampling_rate_hz: float) -> FloatArray:
    """Find the mean turning while the foot stands, (3,); zero where it never stands so long."""
    length = max(2, round(_STRETCH_S * sampling_rate_hz))
    count = len(angular_velocity_dps) // length
    stretches = angular_velocity_dps[: count * length].reshape(count, length, 3)
    some = stretches[:, :: max(1, length // _LOOKED_AT_COUNT)]
    is_steady = (some.std(axis=1) < _STEADY_DPS).all(axis=1)
    is_standing = _in_long_rows(is_steady)
    if not is_standing.any():
        return np.zeros(3)
    return np.asarray(np.median(stretches[is_standing].mean(axis=1, dtype=float), axis=0))


def _in_long_rows(is_steady: BoolArray) -> BoolArray:
    edges = np.diff(np.concatenate(([0], is_steady.astype(np.int8), [0])))
    firsts, ends = np.flatnonzero(edges == 1), np.flatnonzero(edges == -1)
    kept = np.zeros(len(is_steady), dtype=bool)
    for first, end in zip(firsts, ends, strict=True):
        kept[first:end] = end - first >= _ROW_COUNT
    return kept
