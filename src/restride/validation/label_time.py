"""How long the labels of a walk keep the time of its recording.

Labels were made on the sensor's own count of samples; where samples were lost on the radio and the
file no longer says so, signal and labels part. Each swing of a foot should look like that foot's
first swings at the labelled instant: the shift that makes it so is how far they have parted. Only
the foot's angular speed and the labels are looked at, nothing that Restride finds.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from restride.arrays import FloatArray
from restride.recording.events import Contact
from restride.recording.recording import Recording, Sensor
from restride.terms import Placement, Side
from restride.validation.references.uturn_walks import UturnReference

_FOOT_OF: Final = {Side.LEFT: Placement.LEFT_FOOT, Side.RIGHT: Placement.RIGHT_FOOT}


@dataclass(frozen=True, slots=True, kw_only=True)
class LabelTimeSettings:
    """When labels and signal have parted. House choices: docs/validation.md."""

    #: What a swing looks like: from so long before the labelled contact to so long after it.
    before_s: float = 0.6
    after_s: float = 0.3
    #: Swings at the start of the walk that show how a swing looks.
    pattern_count: int = 5
    #: Shifts that are tried: less than half a stride, more than any labelling error.
    widest_s: float = 0.4
    #: Labels of a swing further off than this have parted from the signal.
    parted_s: float = 0.1
    #: Of so many swings in a row, of both feet, more than half must have parted: single swings
    #: in the turn look unlike the others.
    window_count: int = 5


def labels_hold_until(
    recording: Recording, reference: UturnReference, *, settings: LabelTimeSettings | None = None
) -> float | None:
    """Tell when labels and signal part, in seconds; None where they agree to the end."""
    settings = settings or LabelTimeSettings()
    (bout,) = reference.walk.bouts
    shifts = [
        shift
        for side, placement in _FOOT_OF.items()
        if (sensor := recording.sensor_at(placement)) is not None
        for shift in swing_shifts(
            sensor,
            [each for each in bout.initial_contacts if each.side is side],
            settings=settings,
        )
    ]
    inside = sorted(shift for shift in shifts if shift[0] <= bout.end_s)
    has_parted = np.array([abs(off_s) > settings.parted_s for _, off_s in inside])
    for first in range(len(inside) - settings.window_count + 1):
        window = has_parted[first : first + settings.window_count]
        if window[0] and window.sum() > settings.window_count / 2:
            return float(inside[first][0] - settings.before_s)
    return None


def swing_shifts(
    sensor: Sensor, contacts: Sequence[Contact], *, settings: LabelTimeSettings
) -> list[tuple[float, float]]:
    """Give each swing's time and the shift at which it looks like the foot's first swings.

    A swing that lies beyond the end of the recording has parted as far as can be.
    """
    if sensor.angular_velocity_dps is None or len(contacts) < settings.pattern_count:
        return []
    speed_dps = np.linalg.norm(sensor.angular_velocity_dps, axis=1)
    rate_hz = sensor.clock.sampling_rate_hz
    times_s = [contact.time_s for contact in contacts]
    cuts = [_cut(speed_dps, each, rate_hz, settings) for each in times_s[: settings.pattern_count]]
    whole = [cut for cut in cuts if cut is not None]
    if not whole:
        return []
    pattern_dps = np.mean(whole, axis=0)
    return [
        (time_s, _best_shift_s(speed_dps, time_s, pattern_dps, rate_hz, settings))
        for time_s in times_s
    ]


def _best_shift_s(
    speed_dps: FloatArray,
    time_s: float,
    pattern_dps: FloatArray,
    rate_hz: float,
    settings: LabelTimeSettings,
) -> float:
    """Find the shift at which a swing is most like the pattern; the widest where there is none."""
    most = round(settings.widest_s * rate_hz)
    start = round((time_s - settings.before_s) * rate_hz) - most
    stretch_dps = speed_dps[max(start, 0) : start + 2 * most + len(pattern_dps)]
    if start < 0 or len(stretch_dps) < 2 * most + len(pattern_dps):
        return settings.widest_s
    cuts_dps = np.lib.stride_tricks.sliding_window_view(stretch_dps, len(pattern_dps))
    cuts_dps = cuts_dps - cuts_dps.mean(axis=1, keepdims=True)
    spread_dps = np.maximum(np.linalg.norm(cuts_dps, axis=1), 1e-9)
    likeness = cuts_dps @ (pattern_dps - pattern_dps.mean()) / spread_dps
    return float((np.argmax(likeness) - most) / rate_hz)


def _cut(
    speed_dps: FloatArray, time_s: float, rate_hz: float, settings: LabelTimeSettings
) -> FloatArray | None:
    start = round((time_s - settings.before_s) * rate_hz)
    end = start + round((settings.before_s + settings.after_s) * rate_hz)
    return speed_dps[start:end] if start >= 0 and end <= len(speed_dps) else None
