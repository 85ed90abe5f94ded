"""From the swings of the feet to strides and steps."""

from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from restride.arrays import BoolArray, SampleArray
from restride.gait.bouts import SIDE_CODES, SideCodes
from restride.gait.feet.settings import SwingSettings
from restride.gait.feet.swings import Swings
from restride.recording.events import Contact, Step, Stride
from restride.terms import ContactKind, EventSource, Side, Terrain


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class SidedSwings:
    """The steps of all feet seen, by their initial contacts in order."""

    swings: Swings
    side_codes: SideCodes

    def side(self, index: int) -> Side:
        """Tell which foot swings."""
        return Side.LEFT if self.side_codes[index] == SIDE_CODES[Side.LEFT] else Side.RIGHT


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class StridePairs:
    """Strides as pairs of swings of one foot: the one whose landing begins it, and its own."""

    before_indices: SampleArray
    own_indices: SampleArray


@dataclass(frozen=True, slots=True, kw_only=True)
class StrideBorders:
    """A stride from the push-off that ends one stance to the push-off that ends the next."""

    side: Side
    start_s: float
    end_s: float


def steps_among(swings: Swings, *, settings: SwingSettings) -> Swings:
    """Keep the moves that carry the foot: shuffles and lifts on the spot are no steps."""
    in_order = swings.initial_contact_s > swings.final_contact_s
    goes = swings.peak_speed_mps >= settings.slowest_peak_mps
    goes &= swings.length_m >= settings.shortest_step_m
    pivots = swings.peak_speed_mps >= settings.slowest_pivot_mps
    pivots &= np.abs(swings.turn_deg) >= settings.smallest_pivot_deg
    return swings.chosen(in_order & (goes | pivots))


def pair_strides(steps: SidedSwings) -> StridePairs:
    """Pair each swing with the one before of the same foot, in order of the strides' starts."""
    before, own = [], []
    for code in np.unique(steps.side_codes):
        of_side = np.flatnonzero(steps.side_codes == code)
        before.append(of_side[:-1])
        own.append(of_side[1:])
    if not before:
        return StridePairs(before_indices=np.zeros(0, np.intp), own_indices=np.zeros(0, np.intp))
    all_before, all_own = np.concatenate(before), np.concatenate(own)
    order = np.argsort(steps.swings.initial_contact_s[all_before], kind="stable")
    return StridePairs(before_indices=all_before[order], own_indices=all_own[order])


def make_stride(steps: SidedSwings, *, before: int, own: int, settings: SwingSettings) -> Stride:
    """Fill one stride from its two swings and from the other foot's swing between."""
    swings = steps.swings
    start_s, end_s = float(swings.initial_contact_s[before]), float(swings.initial_contact_s[own])
    final_s = float(swings.final_contact_s[own])
    other = _other_swing(steps, before, own)
    rise_m = float(swings.height_change_m[own])
    outwards = 1.0 if steps.side(own) is Side.LEFT else -1.0
    return Stride(
        side=steps.side(own),
        start_s=start_s,
        final_contact_s=final_s,
        end_s=end_s,
        length_m=float(swings.length_m[own]),
        double_support_s=None if other is None else _double_support(other, start_s, final_s),
        single_support_s=None if other is None else other[1] - other[0],
        turn_deg=float(swings.turn_deg[own]),
        terrain=_terrain(rise_m, settings),
        clearance_m=float(swings.clearance_m[own]),
        circumduction_m=outwards * float(swings.bow_left_m[own]),
        contact_angle_deg=float(swings.contact_angle_deg[own]),
        lift_angle_deg=float(swings.lift_angle_deg[own]),
        height_change_m=rise_m,
    )


def _other_swing(steps: SidedSwings, before: int, own: int) -> tuple[float, float] | None:
    """Find the other foot's one swing inside a stance; None where there is none, or several."""
    between = np.arange(before + 1, own)
    between = between[steps.side_codes[between] != steps.side_codes[own]]
    if len(between) != 1:
        return None
    index = int(between[0])
    return float(steps.swings.final_contact_s[index]), float(steps.swings.initial_contact_s[index])


def _double_support(other: tuple[float, float], start_s: float, final_s: float) -> float:
    """Add both stretches on two feet; below zero it would be a flight, and counts as none."""
    return max(other[0] - start_s, 0.0) + max(final_s - other[1], 0.0)


def _terrain(rise_m: float, settings: SwingSettings) -> Terrain:
    if abs(rise_m) < settings.stairs_m:
        return Terrain.LEVEL
    return Terrain.STAIRS_UP if rise_m > 0 else Terrain.STAIRS_DOWN


def make_contacts(steps: SidedSwings, indices: SampleArray) -> tuple[list[Contact], list[Contact]]:
    """Write the initial and the final contacts of some swings, each in order of time."""
    initial = [
        Contact(
            time_s=float(steps.swings.initial_contact_s[index]),
            kind=ContactKind.INITIAL,
            side=steps.side(int(index)),
            source=EventSource.FOOT,
            confidence=float(steps.swings.initial_confidence_ratio[index]),
        )
        for index in indices
    ]
    final = [
        Contact(
            time_s=float(steps.swings.final_contact_s[index]),
            kind=ContactKind.FINAL,
            side=steps.side(int(index)),
            source=EventSource.FOOT,
            confidence=float(steps.swings.final_confidence_ratio[index]),
        )
        for index in indices
    ]
    return initial, sorted(final, key=lambda contact: contact.time_s)


def make_steps(contacts: list[Contact], *, longest_s: float) -> tuple[Step, ...]:
    """Join initial contacts of different feet to steps."""
    return tuple(
        Step(side=there.side, start_s=here.time_s, end_s=there.time_s)
        for here, there in pairwise(contacts)
        if here.side is not there.side and there.time_s - here.time_s <= longest_s
    )


def stride_borders(
    steps: SidedSwings, *, is_walking: BoolArray, longest_s: float
) -> tuple[StrideBorders, ...]:
    """Cut the walk of each foot from push-off to push-off.

    The sense in which strides are labelled by hand: the fastest toes-down turning is a peak that an
    eye finds at once. A swing without a clear push-off borders no stride.
    """
    borders = []
    for side in Side:
        indices = np.flatnonzero((steps.side_codes == SIDE_CODES[side]) & is_walking)
        peaks_s = steps.swings.push_off_s[indices]
        for start_s, end_s in pairwise(peaks_s):
            if end_s - start_s <= longest_s:
                borders.append(StrideBorders(side=side, start_s=float(start_s), end_s=float(end_s)))
    return tuple(borders)
