"""How long the labels of a walk keep the time of its recording.

Labels were made on the sensors' own count of samples; where samples were lost on the radio and the
file no longer says so, signal and labels part. Around each labelled contact the signal should look
as it did around the first ones: the shift that makes it so is how far they have parted. Only the
size of the raw signal and the labels are looked at, nothing that Restride finds.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Final

import numpy as np

from restride.arrays import FloatArray
from restride.recording.events import Contact
from restride.recording.recording import Recording, Sensor
from restride.terms import Placement, Side
from restride.validation.references.uturn_walks import UturnReference


@dataclass(frozen=True, slots=True, kw_only=True)
class LabelTimeSettings:
    """When labels and signal have parted. House choices: docs/validation.md."""

    #: What is looked at: from so long before the labelled contact to so long after it.
    before_s: float
    after_s: float
    #: Shifts that are tried: less than half of what repeats.
    widest_s: float
    #: The contacts that show how the signal looks around a contact; those before them start the
    #: walk and look otherwise.
    pattern: slice
    #: A label further off than this has parted from the signal.
    parted_s: float = 0.1
    #: So have labels that are off one way by this, all of one sensor and in a row: a few samples
    #: were lost. Twice the error of a contact that must be reached; labels that hold stay below it.
    steadily_parted_s: float = 0.03
    #: Of so many contacts in a row more than half must have parted: some in the turn look unlike
    #: the others.
    window_count: int = 7
    #: The signal is averaged over so long, so that single spikes do not decide.
    smooth_s: float = 0.05


_ROUNDING_S: Final = 1e-9

#: A foot swings once a stride; the back rises and falls once a step.
FOOT: Final = LabelTimeSettings(before_s=0.6, after_s=0.3, widest_s=0.4, pattern=slice(0, 5))
BACK: Final = LabelTimeSettings(before_s=0.3, after_s=0.3, widest_s=0.25, pattern=slice(3, 11))


def feet_labels_hold_until(recording: Recording, reference: UturnReference) -> float | None:
    """Tell when the labels and the foot sensors part; None where they agree to the end."""
    by_foot = []
    for side, placement in (
        (Side.LEFT, Placement.LEFT_FOOT),
        (Side.RIGHT, Placement.RIGHT_FOOT),
    ):
        sensor = recording.sensor_at(placement)
        contacts = [each for each in _contacts(reference) if each.side is side]
        if sensor is not None and sensor.angular_velocity_dps is not None:
            size_dps = np.linalg.norm(sensor.angular_velocity_dps, axis=1)
            by_foot.append(_shifts(sensor, contacts, size=size_dps, settings=FOOT))
    return _parting_s(by_foot, FOOT)


def back_labels_hold_until(recording: Recording, reference: UturnReference) -> float | None:
    """Tell when the labels and the lower-back sensor part; None where they agree to the end."""
    sensor = recording.sensor_at(Placement.LOWER_BACK)
    if sensor is None:
        return None
    size_mps2 = np.linalg.norm(sensor.acceleration_mps2, axis=1)
    return _parting_s([_shifts(sensor, _contacts(reference), size=size_mps2, settings=BACK)], BACK)


def _contacts(reference: UturnReference) -> list[Contact]:
    (bout,) = reference.walk.bouts
    return [each for each in bout.initial_contacts if each.time_s <= bout.end_s]


def _parting_s(
    by_sensor: Sequence[Sequence[tuple[float, float]]], settings: LabelTimeSettings
) -> float | None:
    """Find the earliest contact from which labels and signal part, far or steadily."""
    together = sorted(chain.from_iterable(by_sensor))
    told_s = [_first_s(together, settings.parted_s, settings)]
    told_s += [
        _first_s(each, settings.steadily_parted_s, settings, one_way=True) for each in by_sensor
    ]
    return min((each - settings.before_s for each in told_s if each is not None), default=None)


def _first_s(
    shifts: Sequence[tuple[float, float]],
    limit_s: float,
    settings: LabelTimeSettings,
    *,
    one_way: bool = False,
) -> float | None:
    """Find the first contact off by more than a limit, as are most of the next."""
    ways = np.array([shift_s for _, shift_s in shifts])
    # Shifts are whole samples: one of just the limit must not depend on rounding.
    signs = np.where(np.abs(ways) > limit_s + _ROUNDING_S, np.sign(ways), 0.0)
    for first in range(len(shifts) - settings.window_count + 1):
        window = signs[first : first + settings.window_count]
        alike = window == window[0] if one_way else window != 0
        if window[0] and alike.sum() > settings.window_count / 2:
            return shifts[first][0]
    return None


def _shifts(
    sensor: Sensor, contacts: Sequence[Contact], *, size: FloatArray, settings: LabelTimeSettings
) -> list[tuple[float, float]]:
    """Give each contact's time and the shift at which it looks like the first ones."""
    rate_hz = sensor.clock.sampling_rate_hz
    width = max(1, round(settings.smooth_s * rate_hz))
    size = np.convolve(size, np.full(width, 1 / width), mode="same")
    times_s = [contact.time_s for contact in contacts]
    cuts = [_cut(size, time_s, rate_hz, settings) for time_s in times_s[settings.pattern]]
    whole = [cut for cut in cuts if cut is not None]
    if not whole:
        return []
    pattern = np.mean(whole, axis=0)
    return [(each, _best_shift_s(size, each, pattern, rate_hz, settings)) for each in times_s]


def _best_shift_s(
    size: FloatArray,
    time_s: float,
    pattern: FloatArray,
    rate_hz: float,
    settings: LabelTimeSettings,
) -> float:
    """Find the shift at which the signal is most like the pattern; the widest at its ends."""
    most = round(settings.widest_s * rate_hz)
    start = round((time_s - settings.before_s) * rate_hz) - most
    stretch = size[max(start, 0) : start + 2 * most + len(pattern)]
    if start < 0 or len(stretch) < 2 * most + len(pattern):
        return settings.widest_s
    cuts = np.lib.stride_tricks.sliding_window_view(stretch, len(pattern))
    cuts = cuts - cuts.mean(axis=1, keepdims=True)
    likeness = cuts @ (pattern - pattern.mean()) / np.maximum(np.linalg.norm(cuts, axis=1), 1e-9)
    return float((np.argmax(likeness) - most) / rate_hz)


def _cut(
    size: FloatArray, time_s: float, rate_hz: float, settings: LabelTimeSettings
) -> FloatArray | None:
    start = round((time_s - settings.before_s) * rate_hz)
    end = start + round((settings.before_s + settings.after_s) * rate_hz)
    return size[start:end] if start >= 0 and end <= len(size) else None
