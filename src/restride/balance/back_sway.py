"""Sway from a sensor worn anyhow on the lower back.

The level part of the acceleration shows the sway: mostly gravity, seen tilted. Up is one direction
for the whole trial, its mean: a direction that followed gravity would take the sway out.

Source: Mancini et al. 2012, doi:10.1186/1743-0003-9-59 [mancini2012]; up as Moe-Nilssen 1998
[moenilssen1998].
Differs in: power by eight sine tapers [riedel1995], both directions added, so that no axis need be
known; the ellipse is the 95 % prediction ellipse [schubert2014]; the normalised jerk is a number
without unit, see docs/decisions/0081.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import numpy as np

from restride.arrays import FloatArray
from restride.balance.back_definitions import (
    AREA,
    AREA_RATE,
    CENTROIDAL_FREQUENCY,
    DISPERSION,
    DISTANCE,
    EDGE_FREQUENCY,
    JERK,
    LOOP_FREQUENCY,
    MEDIAN_FREQUENCY,
    NORMALISED_JERK,
    PATH,
    PATH_RATE,
    ROOT_MEAN_SQUARE,
    VELOCITY,
    WITH_DIRECTION,
)
from restride.balance.back_settings import BackSwaySettings
from restride.errors import SignalNotUsable, SignalTooShort
from restride.measure import Measure, MeasureDefinition, NotComputed
from restride.signal.ellipse import prediction_scale, spread_area, spread_of_path
from restride.signal.spectrum import spectrum_of_tapers

#: Words for the axes of the body, each with the word for its other end.
_OPPOSITE: Final = {"up": "down", "forward": "backward", "right": "left"}
#: The stated up may lean from gravity by 45 degrees; further, and the sensor was worn otherwise.
#: House choice: docs/decisions/0081.
_LEAST_UPRIGHT_RATIO: Final = 0.7

_ONE_TRIAL = NotComputed(reason="one trial has no spread; repeat it to see how far it varies")
_NO_VALUE = NotComputed(reason="there is no value")


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class LevelAcceleration:
    """The level part of the acceleration while standing, about its mean."""

    sampling_rate_hz: float
    #: (n_samples, 2): forward and right where ``has_directions``, else two level axes that stay
    #: with the sensor.
    level_mps2: FloatArray
    has_directions: bool


def level_acceleration(
    acceleration_mps2: FloatArray,
    *,
    sampling_rate_hz: float,
    stated_axes: tuple[str, str, str] | None = None,
    settings: BackSwaySettings | None = None,
) -> LevelAcceleration:
    """Take gravity's direction out of the acceleration, and smooth what is left.

    Parameters
    ----------
    acceleration_mps2 : (n_samples, 3)
        Specific force in the sensor's own axes, finite.
    stated_axes
        Which way x, y, z point on the body; None where nobody says.

    Raises
    ------
    SignalTooShort
        Under ``settings.least_s``.
    SignalNotUsable
        Where there is no gravity in the acceleration.
    """
    settings = settings or BackSwaySettings()
    duration_s = len(acceleration_mps2) / sampling_rate_hz
    if duration_s < settings.least_s:
        raise SignalTooShort(
            duration_s=duration_s, needed_s=settings.least_s, analysis="Sway with a sensor"
        )
    level, has_directions = _level_axes(acceleration_mps2.mean(axis=0), stated_axes)
    seen = acceleration_mps2 @ level.T
    smooth = _low_passed(seen, sampling_rate_hz=sampling_rate_hz, settings=settings)
    return LevelAcceleration(
        sampling_rate_hz=sampling_rate_hz,
        level_mps2=smooth - smooth.mean(axis=0),
        has_directions=has_directions,
    )


def _level_axes(
    mean_mps2: FloatArray, stated_axes: tuple[str, str, str] | None
) -> tuple[FloatArray, bool]:
    """Lay two level unit vectors, (2, 3): forward and right where the axes are stated."""
    size_mps2 = float(np.linalg.norm(mean_mps2))
    if not size_mps2 > 1.0:
        raise SignalNotUsable(
            "Sway with a sensor needs gravity in the acceleration, and its mean is "
            f"{size_mps2:.2f} m/s2. Give acceleration with gravity left in."
        )
    up = mean_mps2 / size_mps2
    forward = _stated_forward(stated_axes, up)
    has_directions = forward is not None
    if forward is None:
        forward = np.eye(3)[int(np.argmin(np.abs(up)))]
    forward = forward - up * (forward @ up)
    forward /= np.linalg.norm(forward)
    return np.stack((forward, np.cross(forward, up))), has_directions


def _stated_forward(stated_axes: tuple[str, str, str] | None, up: FloatArray) -> FloatArray | None:
    """Find forward in the sensor's axes, (3,); None where it is not said, or gravity denies it."""
    if stated_axes is None:
        return None
    said = {word: _stated(stated_axes, word, other) for word, other in _OPPOSITE.items()}
    if said["up"] @ up < _LEAST_UPRIGHT_RATIO:
        return None
    forward = said["forward"]
    return forward if forward.any() else np.cross(said["up"], said["right"])


def _stated(stated_axes: tuple[str, str, str], word: str, opposite: str) -> FloatArray:
    return np.array([float(axis == word) - float(axis == opposite) for axis in stated_axes])


def _low_passed(
    level_mps2: FloatArray, *, sampling_rate_hz: float, settings: BackSwaySettings
) -> FloatArray:
    from scipy.signal import butter, sosfiltfilt

    if settings.cutoff_hz >= sampling_rate_hz / 2:
        return level_mps2
    sections = butter(
        settings.filter_order_count, settings.cutoff_hz, fs=sampling_rate_hz, output="sos"
    )
    return np.asarray(sosfiltfilt(sections, level_mps2, axis=0))


def back_sway_measures(
    level: LevelAcceleration, *, settings: BackSwaySettings | None = None
) -> tuple[Measure, ...]:
    """Measure the sway of the back.

    Returns
    -------
    tuple[Measure, ...]
        Those along forward and sideways without values, and with the reason, where the directions
        are not known.
    """
    settings = settings or BackSwaySettings()
    values = {**_times(level), **_amounts(level, settings), **_frequencies(level, settings)}
    measured = [_measure(definition, value) for definition, value in values.items()]
    return (*measured, *_along_axes(level))


def _measure(definition: MeasureDefinition, value: float | None) -> Measure:
    if value is None:
        return Measure(
            definition=definition, value=None, uncertainty=_NO_VALUE, note="Nothing moved."
        )
    return Measure(definition=definition, value=value, repeats_count=1, uncertainty=_ONE_TRIAL)


def _times(level: LevelAcceleration) -> dict[MeasureDefinition, float | None]:
    """Measure what goes on from sample to sample."""
    signal, rate_hz = level.level_mps2, level.sampling_rate_hz
    duration_s = len(signal) / rate_hz
    jerk = float(np.square(np.diff(signal, axis=0) * rate_hz).sum() / rate_hz / 2)
    square = float(np.square(signal).sum(axis=1).mean())
    path = float(np.hypot(*np.diff(signal, axis=0).T).sum())
    return {
        JERK: jerk,
        NORMALISED_JERK: jerk * duration_s / square if square else None,
        PATH: path,
        PATH_RATE: path / duration_s,
        VELOCITY: float(np.hypot(*_integrated(signal, rate_hz).T).mean()),
    }


def _integrated(signal: FloatArray, rate_hz: float) -> FloatArray:
    """Integrate, and take a straight line off."""
    velocity = np.cumsum((signal[1:] + signal[:-1]) / 2, axis=0) / rate_hz
    at = np.arange(len(velocity)) - (len(velocity) - 1) / 2
    slope = (at @ velocity) / (at @ at)
    return np.asarray(velocity - velocity.mean(axis=0) - at[:, None] * slope)


def _amounts(
    level: LevelAcceleration, settings: BackSwaySettings
) -> dict[MeasureDefinition, float | None]:
    signal = level.level_mps2
    duration_s = len(signal) / level.sampling_rate_hz
    distances = np.hypot(*signal.T)
    path = float(np.hypot(*np.diff(signal, axis=0).T).sum())
    mean_distance = float(distances.mean())
    scale = prediction_scale(settings.ellipse_share, samples_count=len(signal))
    triangles = signal[:-1, 0] * signal[1:, 1] - signal[1:, 0] * signal[:-1, 1]
    return {
        ROOT_MEAN_SQUARE: float(np.sqrt(np.square(distances).mean())),
        DISTANCE: mean_distance,
        AREA: float(np.pi * scale * spread_area(spread_of_path(signal))),
        AREA_RATE: float(np.abs(triangles).sum() / 2 / duration_s),
        LOOP_FREQUENCY: path / (2 * np.pi * mean_distance * duration_s) if mean_distance else None,
    }


def _frequencies(
    level: LevelAcceleration, settings: BackSwaySettings
) -> dict[MeasureDefinition, float | None]:
    spectrum = spectrum_of_tapers(
        level.level_mps2.T,
        sampling_rate_hz=level.sampling_rate_hz,
        tapers_count=settings.tapers_count,
    ).between(settings.lowest_hz, settings.highest_hz)
    at_hz, power = spectrum.frequencies_hz, spectrum.values.sum(axis=0)
    total = float(power.sum())
    if not total > 0:
        names = (CENTROIDAL_FREQUENCY, MEDIAN_FREQUENCY, EDGE_FREQUENCY, DISPERSION)
        return dict.fromkeys(names)
    below = np.cumsum(power) / total
    first, second = float(at_hz @ power), float(np.square(at_hz) @ power)
    return {
        CENTROIDAL_FREQUENCY: float(np.sqrt(second / total)),
        MEDIAN_FREQUENCY: float(at_hz[np.searchsorted(below, 0.5)]),
        EDGE_FREQUENCY: float(at_hz[np.searchsorted(below, 0.95)]),
        DISPERSION: float(np.sqrt(max(0.0, 1 - first**2 / (total * second)))),
    }


def _along_axes(level: LevelAcceleration) -> Iterator[Measure]:
    for column, definitions in enumerate(WITH_DIRECTION):
        if not level.has_directions:
            yield from (_without_direction(definition) for definition in definitions)
            continue
        signal = level.level_mps2[:, column]
        steps = np.diff(signal)
        values = (
            float(np.sqrt(np.square(signal).mean())),
            float(np.ptp(signal)),
            float(np.abs(steps).sum()),
            float(np.square(steps).sum() * level.sampling_rate_hz / 2),
        )
        yield from map(_measure, definitions, values)


def _without_direction(definition: MeasureDefinition) -> Measure:
    return Measure(
        definition=definition,
        value=None,
        uncertainty=_NO_VALUE,
        note="Which way the sensor's axes point on the body is not known. State them in a "
        "mapping, such as axes: [up, right, forward].",
    )
