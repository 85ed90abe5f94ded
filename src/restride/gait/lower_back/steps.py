"""Everything between contacts: steps, strides and their parts, as columns.

A stride runs from a contact to the next of the same foot, with one contact of the other foot
between; where a contact was missed there is no stride. Stance, swing and support follow from the
final contacts.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np

from restride.arrays import FloatArray, SampleArray
from restride.gait.bouts import UNKNOWN_SIDE
from restride.gait.lower_back.likeness import Likeness
from restride.gait.lower_back.sides import SideCodes
from restride.signal.trunk import TrunkSignals

#: Points a stride is drawn at for its harmonics: three to a wave of the twentieth.
_POINTS_COUNT: Final = 64
#: Harmonics of the stride that count. [menz2003]
_HARMONICS_COUNT: Final = 20


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Steps:
    """What was found in one even stretch, times from its first sample; contacts in order."""

    #: (n_contacts,)
    contacts_s: FloatArray
    confidence: FloatArray
    sides: SideCodes
    side_confidence: FloatArray
    #: (n_contacts,), when the other foot lifts after each contact; NaN where unknown.
    other_lift_s: FloatArray
    #: (n_contacts - 1,), metres from each contact to the next; NaN where no step joins them.
    step_length_m: FloatArray
    likeness: Likeness


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Strides:
    """Strides as columns, in order of their start, (n_strides,) each; NaN where unknown."""

    #: The contacts that bound them and the one between, as positions in ``Steps``.
    first: SampleArray
    side: SideCodes
    start_s: FloatArray
    end_s: FloatArray
    final_contact_s: FloatArray
    length_m: FloatArray
    double_support_s: FloatArray
    single_support_s: FloatArray
    turn_deg: FloatArray
    #: (n_strides, 3): forward, left, vertical.
    harmonic_ratio: FloatArray
    #: (n_strides, 3): roll, pitch, yaw; NaN without a gyroscope.
    trunk_range_deg: FloatArray


def join_strides(trunk: TrunkSignals, steps: Steps, *, longest_step_s: float) -> Strides:
    """Pair contacts of the same foot to strides."""
    contacts_s, sides = steps.contacts_s, steps.sides
    count = len(contacts_s)
    first = np.arange(max(0, count - 2))
    step_s = np.diff(contacts_s)
    is_stride = (step_s[:-1] <= longest_step_s) & (step_s[1:] <= longest_step_s)
    is_known = sides != UNKNOWN_SIDE
    alternates = (sides[:-2] == sides[2:]) & (sides[:-2] != sides[1:-1])
    is_stride &= alternates | ~(is_known[:-2] & is_known[1:-1] & is_known[2:])
    first = first[is_stride]
    start_s, middle_s, end_s = (contacts_s[first + shift] for shift in range(3))
    own_lift_s, other_lift_s = steps.other_lift_s[first + 1], steps.other_lift_s[first]
    drawing = _drawing(
        start_s,
        end_s,
        sampling_rate_hz=trunk.sampling_rate_hz,
        samples_count=len(trunk.vertical_mps2),
    )
    return Strides(
        first=first,
        side=sides[first],
        start_s=start_s,
        end_s=end_s,
        final_contact_s=own_lift_s,
        length_m=steps.step_length_m[first] + steps.step_length_m[first + 1],
        double_support_s=(other_lift_s - start_s) + (own_lift_s - middle_s),
        single_support_s=middle_s - other_lift_s,
        turn_deg=_turned_deg(trunk, start_s, end_s),
        harmonic_ratio=_harmonic_ratios(trunk, drawing),
        trunk_range_deg=_trunk_ranges_deg(trunk, drawing, end_s - start_s),
    )


def _turned_deg(trunk: TrunkSignals, start_s: FloatArray, end_s: FloatArray) -> FloatArray:
    if trunk.yaw_dps is None:
        return np.full(len(start_s), np.nan)
    heading = np.concatenate(([0.0], np.cumsum(trunk.yaw_dps))) / trunk.sampling_rate_hz
    places = np.arange(len(heading))
    rate_hz = trunk.sampling_rate_hz
    at_end, at_start = (np.interp(at_s * rate_hz, places, heading) for at_s in (end_s, start_s))
    return np.asarray(at_end - at_start)


@dataclass(frozen=True, slots=True, eq=False)
class _Drawing:
    """Where even points of each stride lie between samples, (n_strides, n_points)."""

    below: SampleArray
    part: FloatArray

    def of(self, values: FloatArray) -> FloatArray:
        """Draw a signal at the points."""
        lower = values[self.below]
        return np.asarray(lower + (values[self.below + 1] - lower) * self.part)


def _drawing(
    start_s: FloatArray, end_s: FloatArray, *, sampling_rate_hz: float, samples_count: int
) -> _Drawing:
    shares = np.arange(_POINTS_COUNT) / _POINTS_COUNT
    places = (start_s[:, None] + shares * (end_s - start_s)[:, None]) * sampling_rate_hz
    below = np.clip(places.astype(np.intp), 0, max(0, samples_count - 2))
    return _Drawing(below, places - below)


def _harmonic_ratios(trunk: TrunkSignals, drawing: _Drawing) -> FloatArray:
    """Compare the harmonics that a stride of two like steps has with those it has not.

    Source: [menz2003]. Forward and vertical movement repeat with the step, so even harmonics go on
    top; sideways movement repeats with the stride, so odd ones do.
    """
    ratios = np.full((len(drawing.below), 3), np.nan)
    for column, values in enumerate((trunk.forward_mps2, trunk.left_mps2, trunk.vertical_mps2)):
        size = np.abs(np.fft.rfft(drawing.of(values), axis=1))
        odd = size[:, 1 : _HARMONICS_COUNT + 1 : 2].sum(axis=1)
        even = size[:, 2 : _HARMONICS_COUNT + 1 : 2].sum(axis=1)
        above, below = (odd, even) if column == 1 else (even, odd)
        ratios[:, column] = np.where(below > 0, above / np.where(below > 0, below, 1.0), np.nan)
    return ratios


def _trunk_ranges_deg(trunk: TrunkSignals, drawing: _Drawing, duration_s: FloatArray) -> FloatArray:
    """Tell how far the trunk turns to and fro in a stride about each axis, its mean turn off."""
    ranges = np.full((len(duration_s), 3), np.nan)
    for column, speed_dps in enumerate((trunk.roll_dps, trunk.pitch_dps, trunk.yaw_dps)):
        if speed_dps is None:
            continue
        drawn = drawing.of(speed_dps)
        drawn -= drawn.mean(axis=1, keepdims=True)
        angle = np.cumsum(drawn, axis=1) * (duration_s / _POINTS_COUNT)[:, None]
        ranges[:, column] = angle.max(axis=1) - angle.min(axis=1)
    return ranges
