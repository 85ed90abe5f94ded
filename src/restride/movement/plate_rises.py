"""Rises from a chair, and squats, told from the weight on plates under the feet.

Rising: the weight comes onto the feet. The body is thrown up (more than its weight), slows down
(less), and stands: a rise ends where the weight is back after that dip. Where the chair itself
stands on the plates, the weight never leaves them and no rise can be told.

Squatting: the weight stays on the feet, and twice integrated its deviation from the person's weight
is how far the body's centre goes down and up.

Source: House choice: docs/decisions/0077.
"""

from collections.abc import Sequence
from typing import Final

import numpy as np

from restride.arrays import FloatArray
from restride.movement.chair_rises import FoundRises
from restride.movement.even_signals import smoothed_pieces
from restride.movement.excursions import (
    Excursion,
    find_excursions,
    own_range,
    turning_places,
)
from restride.movement.plate_force import LOADED_SHARE, PlateLoad, load_of
from restride.movement.rep_signals import RepSignal
from restride.movement.settings import ChairSettings, RepetitionSettings
from restride.recording.movements import ChairRise
from restride.recording.plates import Plate
from restride.signal.smoothing import summed, without_drift
from restride.signal.tracks import stretches
from restride.terms import EventSource
from restride.units import STANDARD_GRAVITY_MPS2

#: Standing on the plates, feet make the force tremble: this bell takes it out and leaves the rise.
#: House choice: docs/decisions/0077.
_BELL_S: Final = 0.06
#: The same for the times of a rise.
_FINE_BELL_S: Final = 0.02
#: Within this part of the weight a force is the weight. House choice: docs/decisions/0077.
_SAME_WEIGHT_SHARE: Final = 0.05
#: Throwing the body up and slowing it down takes no longer. House choice.
_LONGEST_LIFT_S: Final = 1.5
#: A load shorter than this part of the usual one is an attempt. House choice:
#: docs/decisions/0077.
_ATTEMPT_SHARE: Final = 0.5
#: Fewer rises have no usual one. House choice.
_FEWEST_FOR_USUAL_COUNT: Final = 3
#: The slow course of speed and height is what small errors of the weight add up to: this bell takes
#: it out. House choice: docs/decisions/0077.
_DRIFT_BELL_S: Final = 5.0
#: The body's centre goes down by at least this in a squat that counts. House choice.
_LEAST_SQUAT_M: Final = 0.04

_SEEN_ON: Final = "weight on the feet"


def rises_of_plates(
    plates: Sequence[Plate], *, settings: ChairSettings | None = None
) -> FoundRises:
    """Find the rises from the weight that comes onto the feet."""
    settings = settings or ChairSettings()
    load = load_of(plates)
    if load is None:
        return FoundRises(
            seen_on=_SEEN_ON, rises=(), none_found_reason="Nobody stands on the plates."
        )
    weight_n = standing_weight(load)
    rate_hz = load.clock.sampling_rate_hz
    share = smoothed_pieces(load.total_n, bell_s=_BELL_S, sampling_rate_hz=rate_hz) / weight_n
    ways = [
        way
        for way in find_excursions(
            share, near=settings.plate_down_share, far=settings.plate_up_share
        )
        if (way.departs - way.arrives) / rate_hz >= settings.shortest_stand_s
    ]
    ways = _without_attempts(ways)
    fine = smoothed_pieces(load.total_n, bell_s=_FINE_BELL_S, sampling_rate_hz=rate_hz) / weight_n
    ends = [0, *(way.departs if way.returns is None else way.returns for way in ways)]
    rises = tuple(
        _rise(way, share, fine, load, after=after) for way, after in zip(ways, ends, strict=False)
    )
    return FoundRises(
        seen_on=_SEEN_ON,
        rises=rises,
        unseen_s=tuple(
            (load.clock.time_s(first), load.clock.time_s(last))
            for first, last in stretches(~np.isfinite(load.total_n))
        ),
        none_found_reason=None if rises else _no_rise_words(share, settings),
    )


def _without_attempts(ways: list[Excursion]) -> list[Excursion]:
    """Leave out loads that are much shorter than the usual one: the person fell back."""
    if len(ways) < _FEWEST_FOR_USUAL_COUNT:
        return ways
    usual = float(np.median([way.departs - way.arrives for way in ways]))
    return [way for way in ways if way.departs - way.arrives >= _ATTEMPT_SHARE * usual]


def standing_weight(load: PlateLoad) -> float:
    """Tell the person's weight in newtons: the median force while the weight is on the feet."""
    return float(np.median(load.total_n[load.is_loaded > 0]))


def _no_rise_words(share: FloatArray, settings: ChairSettings) -> str:
    lowest = float(np.nanmin(share))
    if lowest > settings.plate_down_share:
        return (
            f"The weight never leaves the plates: at least {lowest:.0%} of it stays on them, and "
            f"sitting leaves at most {settings.plate_down_share:.0%}. Put the chair beside the "
            "plates, not on them."
        )
    return "The weight never comes onto the feet from sitting within the recording."


def _rise(
    way: Excursion, share: FloatArray, fine: FloatArray, load: PlateLoad, *, after: int
) -> ChairRise:
    clock = load.clock
    end = _upright(way, fine, clock.sampling_rate_hz)
    start = _first_change(fine, after, way.arrives)
    sit_start = sit_end = None
    if way.returns is not None:
        sit_start = _goes_down(share, end, way.departs)
        sit_end = way.returns
    return ChairRise(
        start_s=clock.time_s(start),
        end_s=clock.time_s(end),
        sit_start_s=None if sit_start is None else clock.time_s(sit_start),
        sit_end_s=None if sit_end is None else clock.time_s(sit_end),
        peak_rise_velocity_mps=None,
        peak_sit_velocity_mps=None,
        trunk_lean_deg=None,
        source=EventSource.PLATE,
        confidence=1.0,
    )


def _upright(way: Excursion, fine: FloatArray, rate_hz: float) -> int:
    """Find where the weight is back after the body was thrown up and slowed down.

    Only the first half of standing is looked at: the brake of sitting down looks alike.
    """
    half = (way.departs - way.arrives) // 2
    latest = way.arrives + max(1, min(half, round(_LONGEST_LIFT_S * rate_hz)))
    thrown = way.arrives + int(np.argmax(fine[way.arrives : latest]))
    below = np.flatnonzero(fine[thrown:latest] < 1 - _SAME_WEIGHT_SHARE)
    if not len(below):
        return thrown
    slowed = thrown + int(below[0])
    back = np.flatnonzero(fine[slowed : way.departs] >= 1 - _SAME_WEIGHT_SHARE)
    return slowed + int(back[0]) if len(back) else slowed


def _first_change(fine: FloatArray, after: int, arrives: int) -> int:
    """Go back from the weight coming on to where the force last stood at its seated level."""
    seated = fine[after : arrives + 1]
    level = float(np.median(seated[seated <= LOADED_SHARE])) if len(seated) else 0.0
    at_rest = np.flatnonzero(np.abs(seated - level) <= _SAME_WEIGHT_SHARE)
    return after + int(at_rest[-1]) if len(at_rest) else after


def _goes_down(share: FloatArray, end: int, departs: int) -> int:
    """Find where the weight begins to fall under the person's, before the last brake."""
    standing = share[end : departs + 1]
    half = len(standing) // 2
    if not half:
        return departs
    brake = half + int(np.argmax(standing[half:]))
    lowest = int(np.argmin(standing[: brake + 1]))
    whole = np.flatnonzero(standing[: lowest + 1] >= 1 - _SAME_WEIGHT_SHARE)
    return end + (int(whole[-1]) if len(whole) else int(np.argmax(standing[: lowest + 1])))


def squat_signal(load: PlateLoad, *, settings: RepetitionSettings) -> RepSignal | None:
    """Follow the height of the body's centre; None where the weight leaves the plates."""
    weight_n = float(np.mean(load.total_n))
    rate_hz = load.clock.sampling_rate_hz
    share = smoothed_pieces(load.total_n, bell_s=_BELL_S, sampling_rate_hz=rate_hz) / weight_n
    if not np.isfinite(weight_n) or np.min(share) < settings.least_load_share:
        return None
    acceleration = (load.total_n / weight_n - 1.0) * STANDARD_GRAVITY_MPS2
    drift = {"width_s": _DRIFT_BELL_S, "sampling_rate_hz": rate_hz}
    speed = without_drift(summed(acceleration, sampling_rate_hz=rate_hz), **drift)
    height = without_drift(summed(speed, sampling_rate_hz=rate_hz), **drift)
    return RepSignal(
        counted_on="height of the body's centre, from the weight on the plates",
        values=_below_standing(height),
        clock=load.clock,
        smallest=_LEAST_SQUAT_M,
        moves=np.abs(speed),
        regular_share=settings.regular_hips_share,
        hold_share=settings.hold_hips_share,
        rests_high=True,
        metres_factor=1.0,
    )


def _below_standing(height: FloatArray) -> FloatArray:
    """Take every stand as the same height: what lies between two stands is drift.

    A stand is a high turning point of a swing that is at least half of the usual one.
    """
    levels = own_range(height, smallest=_LEAST_SQUAT_M)
    if levels is None:
        return height
    places = turning_places(height, smallest=levels.size_ratio / 2)
    highs = [
        place
        for place, neighbour in zip(places, [*places[1:], places[-2]], strict=True)
        if height[place] > height[neighbour]
    ]
    return np.asarray(height - np.interp(np.arange(len(height)), highs, height[highs]))
