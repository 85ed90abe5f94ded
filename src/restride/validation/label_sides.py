"""Whether left and right of one walk are swapped against the person's other walks.

A sensor that was put on the other foot gives its labels to that foot as well. Left and right foot
of a person look different to a sensor, and so do left and right steps to one on the back: where the
raw signals around the labelled contacts of the left look like those of the right in most of the
person's other walks, and the other way round, the sides are swapped. Which of two ways is the true
one cannot be told, only which is the rarer. Nothing that Restride finds is looked at.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from restride.arrays import FloatArray
from restride.recording.recording import Recording, Sensor
from restride.terms import Placement, Side
from restride.validation.references.uturn_walks import UturnReference


@dataclass(frozen=True, slots=True, kw_only=True)
class LabelSideSettings:
    """When the sides of a walk are swapped. House choices: docs/validation.md."""

    #: What is looked at: from so long before the labelled contact to so long after it, a stride.
    before_s: float = 0.6
    after_s: float = 0.5
    #: Time between two looks; coarser than any sensor's samples need not be.
    every_s: float = 0.01
    #: Least number of contacts of a side that are averaged.
    contacts_count: int = 3
    #: The other side must be more alike by this part of a correlation: less says nothing.
    clear_share: float = 0.1
    #: Of two walks nobody can tell which is the rarer.
    walks_count: int = 3


#: As they are used for the table.
LABEL_SIDES: Final = LabelSideSettings()

#: The axes of a pattern: acceleration, then angular velocity.
_QUANTITIES: Final = (slice(0, 3), slice(3, 6))

#: How the six axes look around the contacts of the left, and around those of the right.
Pair = tuple[FloatArray, FloatArray]


@dataclass(frozen=True, slots=True, kw_only=True)
class SidePatterns:
    """How the raw signals of a walk look around its labelled contacts; None where not known."""

    #: Each foot around its own contacts.
    feet: Pair | None
    #: The back around the contacts of each side.
    back: Pair | None


def side_patterns(
    recording: Recording,
    reference: UturnReference,
    *,
    until_s: float | None = None,
    settings: LabelSideSettings = LABEL_SIDES,
) -> SidePatterns:
    """Average the signals around the labelled contacts before the turn.

    Parameters
    ----------
    until_s : float
        Where labels and signal part, if they do.
    """
    end_s = min(reference.turn_start_s, np.inf if until_s is None else until_s) - settings.after_s
    (bout,) = reference.walk.bouts
    times_s = {
        side: np.array([c.time_s for c in bout.initial_contacts if c.side is side]) for side in Side
    }

    def pair(left: Placement, right: Placement) -> Pair | None:
        patterns = [
            _pattern(recording.sensor_at(place), of_side_s[of_side_s < end_s], settings)
            for place, of_side_s in ((left, times_s[Side.LEFT]), (right, times_s[Side.RIGHT]))
        ]
        first, second = patterns
        return None if first is None or second is None else (first, second)

    return SidePatterns(
        feet=pair(Placement.LEFT_FOOT, Placement.RIGHT_FOOT),
        back=pair(Placement.LOWER_BACK, Placement.LOWER_BACK),
    )


def are_swapped(
    walks: Sequence[SidePatterns], *, settings: LabelSideSettings = LABEL_SIDES
) -> tuple[bool | None, ...]:
    """Tell of each walk of one person whether its sides are swapped against most of the others.

    Returns
    -------
    tuple of bool or None
        None for all where nothing can be told: too few walks that can be compared, or as many one
        way as the other. Without foot sensors a walk cannot be compared.
    """
    usable = [k for k, walk in enumerate(walks) if walk.feet is not None]
    swapped = {k for k in usable if _is_rarer(walks, k, usable, settings)}
    if len(usable) < settings.walks_count or 2 * len(swapped) >= len(usable):
        return (None,) * len(walks)
    return tuple(k in swapped if k in usable else None for k in range(len(walks)))


def _is_rarer(
    walks: Sequence[SidePatterns], which: int, usable: Sequence[int], settings: LabelSideSettings
) -> bool:
    others = [k for k in usable if k != which]
    crossed_count = sum(_is_crossed(walks[which], walks[k], settings) for k in others)
    return 2 * crossed_count > len(others)


def _is_crossed(walk: SidePatterns, other: SidePatterns, settings: LabelSideSettings) -> bool:
    """Tell whether one walk is clearly more like the other side of the other, in every place.

    Acceleration and angular velocity must both be: a sensor that sits the other way round can make
    one of them look mirrored, but never both.
    """
    pairs = [(walk.feet, other.feet), (walk.back, other.back)]
    clear = [
        _crossed_more(ours, theirs, axes) >= settings.clear_share
        for ours, theirs in pairs
        if ours is not None and theirs is not None
        for axes in _QUANTITIES
    ]
    return bool(clear) and all(clear)


def _crossed_more(ours: Pair, theirs: Pair, axes: slice) -> float:
    left, right = ours[0][:, axes], ours[1][:, axes]
    other_left, other_right = theirs[0][:, axes], theirs[1][:, axes]
    same = _likeness(left, other_left) + _likeness(right, other_right)
    crossed = _likeness(left, other_right) + _likeness(right, other_left)
    return (crossed - same) / 2


def _likeness(pattern: FloatArray, other: FloatArray) -> float:
    """Correlate axis by axis, and take the mean; an axis that never changes is like nothing."""
    pattern, other = pattern - pattern.mean(axis=0), other - other.mean(axis=0)
    sizes = np.linalg.norm(pattern, axis=0) * np.linalg.norm(other, axis=0)
    return float(np.mean(np.sum(pattern * other, axis=0) / np.maximum(sizes, 1e-12)))


def _pattern(
    sensor: Sensor | None, times_s: FloatArray, settings: LabelSideSettings
) -> FloatArray | None:
    if sensor is None or sensor.angular_velocity_dps is None:
        return None
    signal = np.column_stack([sensor.acceleration_mps2, sensor.angular_velocity_dps])
    looks_s = np.arange(-settings.before_s, settings.after_s, settings.every_s)
    samples = np.round((times_s[:, None] + looks_s) * sensor.clock.sampling_rate_hz).astype(int)
    is_inside = (samples >= 0).all(axis=1) & (samples < len(signal)).all(axis=1)
    cuts = signal[samples[is_inside]]
    cuts = cuts[np.isfinite(cuts).all(axis=(1, 2))]
    return cuts.mean(axis=0) if len(cuts) >= settings.contacts_count else None
