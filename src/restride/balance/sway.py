"""The twelve numbers of a sway path that people read first, for one recording or thousands.

Source: [santos2016] for area, velocity and mean frequency, whose published values these are, and
[prieto1996] for the distances and the area rate. Differs in: many recordings at once, a handful at
a time so that they stay in the cache, and one pass over each.
"""

from dataclasses import dataclass, fields
from typing import Final

import numpy as np

from restride.arrays import FloatArray
from restride.balance.settings import SwaySettings
from restride.errors import SignalTooShort
from restride.signal.ellipse import prediction_scale
from restride.signal.spectrum import power_of_pieces, trapezoid_weights

#: Samples of both directions taken in one go. House choice: they stay in the cache of a processor.
_AT_ONCE_COUNT: Final = 65_536
#: Four pieces of the spectrum need as many samples at the very least.
_FEWEST_SAMPLES_COUNT: Final = 16


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class CoreSway:
    """The twelve, each (n_recordings,); NaN where a recording has missing samples or no sway.

    The names are keys of ``BALANCE_MEASURES``.
    """

    sway_area_mm2: FloatArray
    mean_velocity_mmps: FloatArray
    mean_velocity_anteroposterior_mmps: FloatArray
    mean_velocity_mediolateral_mmps: FloatArray
    mean_frequency_hz: FloatArray
    path_length_mm: FloatArray
    mean_distance_mm: FloatArray
    rms_distance_anteroposterior_mm: FloatArray
    rms_distance_mediolateral_mm: FloatArray
    range_anteroposterior_mm: FloatArray
    range_mediolateral_mm: FloatArray
    sway_area_rate_mm2ps: FloatArray


def core_measures(
    paths_mm: FloatArray, *, sampling_rate_hz: float, settings: SwaySettings | None = None
) -> CoreSway:
    """Measure sway paths of one length.

    Parameters
    ----------
    paths_mm : (n_recordings, n_samples, 2)
        Forward and right. One recording is (1, n_samples, 2).

    Raises
    ------
    SignalTooShort
        With fewer than 16 samples.
    """
    settings = settings or SwaySettings()
    recordings_count, samples_count = paths_mm.shape[:2]
    if samples_count < _FEWEST_SAMPLES_COUNT:
        raise SignalTooShort(
            duration_s=samples_count / sampling_rate_hz,
            needed_s=_FEWEST_SAMPLES_COUNT / sampling_rate_hz,
            analysis="Sway",
        )
    rows = np.empty((len(fields(CoreSway)), recordings_count))
    step = max(1, _AT_ONCE_COUNT // (2 * samples_count))
    with np.errstate(invalid="ignore", divide="ignore"):
        for start in range(0, recordings_count, step):
            some = np.ascontiguousarray(np.moveaxis(paths_mm[start : start + step], 2, 0), float)
            rows[:, start : start + step] = _measured(some, sampling_rate_hz, settings)
    return CoreSway(**dict(zip((each.name for each in fields(CoreSway)), rows, strict=True)))


def _measured(paths: FloatArray, sampling_rate_hz: float, settings: SwaySettings) -> FloatArray:
    """Measure paths (2, n_recordings, n_samples), which are freed of their means in place."""
    count = paths.shape[-1]
    duration_s = count / sampling_rate_hz
    ranges = paths.max(axis=-1) - paths.min(axis=-1)
    paths -= paths.mean(axis=-1, keepdims=True)
    squares = np.einsum("dkn,dkn->dk", paths, paths)
    products = np.einsum("kn,kn->k", paths[0], paths[1])
    length, lengths, swept = _steps(paths)
    area = np.sqrt(np.maximum(squares[0] * squares[1] - products**2, 0.0)) / (count - 1)
    distances = np.einsum("dkn,dkn->kn", paths, paths)
    np.sqrt(distances, out=distances)
    scale = prediction_scale(settings.coverage_share, samples_count=count)
    rms = np.sqrt(squares / count)
    return np.array(
        (
            np.pi * area * scale,
            length / duration_s,
            *(lengths / duration_s),
            _mean_frequency(paths, sampling_rate_hz, settings.pieces.piece_share),
            length,
            distances.mean(axis=-1),
            *rms,
            *ranges,
            swept / (2 * duration_s),
        )
    )


def _steps(paths: FloatArray) -> tuple[FloatArray, FloatArray, FloatArray]:
    """Sum the steps of the path, those of each direction, and twice the area they sweep."""
    early = paths[..., :-1]
    steps = paths[..., 1:] - early
    swept = steps[0] * early[1]
    swept -= steps[1] * early[0]
    np.abs(swept, out=swept)
    lengths = np.einsum("dkn,dkn->kn", steps, steps)
    np.sqrt(lengths, out=lengths)
    np.abs(steps, out=steps)
    return lengths.sum(axis=-1), steps.sum(axis=-1), swept.sum(axis=-1)


def _mean_frequency(paths: FloatArray, sampling_rate_hz: float, piece_share: float) -> FloatArray:
    """Average the mean frequencies of both directions, each counting as much as its power."""
    piece_samples = int(paths.shape[-1] * piece_share)
    powers = power_of_pieces(paths, piece_samples=piece_samples)
    weights = trapezoid_weights(piece_samples)
    frequencies_hz = np.fft.rfftfreq(piece_samples, 1 / sampling_rate_hz)
    # Each direction's own mean by the trapezoid rule; what it counts, by the plain sum.
    folded = weights.copy()
    folded[[0, -1]] *= 2
    columns = np.column_stack((weights, weights * frequencies_hz, folded))
    total, moment, power = np.moveaxis(powers @ columns, -1, 0)
    return np.asarray((moment / total * power).sum(axis=0) / power.sum(axis=0))
