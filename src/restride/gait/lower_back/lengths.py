"""Step lengths from the rise and fall of the trunk over each step.

Source: the inverted pendulum of Zijlstra and Hof 2003 [zijlstra2003]: a leg of length l that passes
over the foot lifts the trunk by h, and the step is 2 sqrt(2 l h - h^2) times a factor.
Differs in: steps of a turning walker are shortened, because their rise comes from turning too; the
factor is our own (docs/decisions/0011-step-length.md).
"""

from dataclasses import dataclass
from typing import Final

import numpy as np

from restride.arrays import FloatArray
from restride.gait.lower_back.dips import VerticalCourse
from restride.person import Person
from restride.signal.columns import along_axis
from restride.signal.smoothing import summed, window_means, without_drift
from restride.signal.trunk import TrunkSignals

#: Points a step is drawn at. House choice.
_POINTS_COUNT: Final = 32
#: About a stride. House choice.
_TURNING_WINDOW_S: Final = 1.2


@dataclass(frozen=True, slots=True, kw_only=True)
class LengthSettings:
    """How step lengths follow from the trunk: docs/decisions/0011-step-length.md."""

    #: Step over pendulum, where the sensor's height was measured.
    factor_ratio: float = 1.16
    #: The same where it is taken from the person's height.
    factor_by_height_ratio: float = 1.20
    #: Height of the lower-back sensor over the person's height.
    sensor_height_ratio: float = 0.6
    #: Taken where neither is known; a length is off by half the share that this is off.
    usual_sensor_height_m: float = 1.0
    #: A step turned at this speed is shortened by a factor of e.
    turning_dps: float = 100.0
    drift_width_s: float = 0.5
    longest_step_s: float = 1.6


def effective_height_m(person: Person, settings: LengthSettings) -> tuple[float, float]:
    """Tell the height of the pendulum and the factor that belongs to how it is known."""
    if person.sensor_height_m is not None:
        return person.sensor_height_m, settings.factor_ratio
    if person.height_m is not None:
        return settings.sensor_height_ratio * person.height_m, settings.factor_by_height_ratio
    return settings.usual_sensor_height_m, settings.factor_by_height_ratio


def step_lengths(
    trunk: TrunkSignals,
    course: VerticalCourse,
    *,
    contacts_s: FloatArray,
    person: Person,
    settings: LengthSettings | None = None,
) -> FloatArray:
    """Measure how far each step goes.

    Parameters
    ----------
    contacts_s : (n_contacts,)
        Initial contacts in order.

    Returns
    -------
    (n_contacts - 1,)
        Metres from each contact to the next; NaN where no step joins them.
    """
    settings = settings or LengthSettings()
    if len(contacts_s) < 2:
        return np.zeros(0)
    rate_hz = trunk.sampling_rate_hz
    height_m, factor_ratio = effective_height_m(person, settings)
    rise_m = _rises(course, contacts_s, settings)
    pendulum_m = 2 * np.sqrt(np.maximum(2 * height_m * rise_m - rise_m**2, 0.0))
    step_s = np.diff(contacts_s)
    lengths_m = factor_ratio * pendulum_m
    if trunk.yaw_dps is not None:
        turning_dps = np.abs(_mean_turning(trunk.yaw_dps, contacts_s, rate_hz))
        lengths_m = lengths_m * np.exp(-((turning_dps / settings.turning_dps) ** 2))
    return np.where(step_s <= settings.longest_step_s, lengths_m, np.nan)


def _rises(course: VerticalCourse, contacts_s: FloatArray, settings: LengthSettings) -> FloatArray:
    """Tell how far the trunk rises and falls between contacts: the wave of one step's length.

    What else moves the trunk, as bending or a second hump of the step, is no part of the wave.
    """
    rate_hz = course.sampling_rate_hz
    height = without_drift(
        summed(course.speed_mps, sampling_rate_hz=rate_hz),
        width_s=settings.drift_width_s,
        sampling_rate_hz=rate_hz,
    )
    shares = np.arange(_POINTS_COUNT) / _POINTS_COUNT
    samples = np.arange(len(height))
    at = (contacts_s - course.first_s) * rate_hz
    drawn = np.interp(at[:-1, None] + shares * np.diff(at)[:, None], samples, height)
    # The line from contact to contact is the way up or down that stays, not the wave.
    ends = np.interp(at, samples, height)
    drawn -= ends[:-1, None] + shares * np.diff(ends)[:, None]
    angle = 2 * np.pi * shares
    wave = np.hypot(along_axis(drawn, np.cos(angle)), along_axis(drawn, np.sin(angle)))
    return np.asarray(4 * wave / _POINTS_COUNT)


def _mean_turning(yaw_dps: FloatArray, contacts_s: FloatArray, rate_hz: float) -> FloatArray:
    """Tell the turning speed around each step, over about a stride so that its sway cancels."""
    middle = (contacts_s[:-1] + contacts_s[1:]) / 2
    start = (middle - _TURNING_WINDOW_S / 2) * rate_hz
    return window_means(yaw_dps, start, length_samples=_TURNING_WINDOW_S * rate_hz)
