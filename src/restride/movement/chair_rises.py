"""Rises from a chair, told from how high the hips are and how the trunk moves.

Hips go from under 25 % to over 80 % of the person's own way between sitting and standing. A rise
begins where the trunk begins to move, which is before the hips leave the seat, and ends where
95 % of the way up is reached.

Source: House choice: docs/decisions/0076.
"""

from dataclasses import dataclass, replace

import numpy as np

from restride.arrays import FloatArray
from restride.movement.even_signals import EvenClock, slope_pieces
from restride.movement.excursions import Excursion, find_excursions, own_range
from restride.movement.rests import last_still
from restride.movement.settings import ChairSettings
from restride.recording.movements import ChairRise
from restride.signal.tracks import stretches
from restride.terms import EventSource


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class RisingBody:
    """What tells a rise, on one even clock."""

    clock: EvenClock
    #: (n_samples,), higher in standing, in any unit: height of the hips, or knees that stretch.
    height: FloatArray
    #: The hips rise at least so far, in the unit of the height.
    least_rise: float
    #: (n_samples,), how fast the trunk moves, in any direction and any unit; NaN where unknown.
    trunk_speed: FloatArray
    #: (n_samples,), forward lean of the trunk; None where it cannot be seen.
    trunk_lean_deg: FloatArray | None
    #: Metres for one unit of the height; None where nobody knows.
    metres_factor: float | None
    source: EventSource


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundRises:
    """Every rise, or the reason why there is none."""

    #: In words: "height of the hips".
    seen_on: str
    rises: tuple[ChairRise, ...]
    #: Stretches in which the signal was not known for long, inside the recording.
    unseen_s: tuple[tuple[float, float], ...] = ()
    #: Longer gaps than usual that were bridged, since this person's rise does not fit in.
    bridged_s: tuple[tuple[float, float], ...] = ()
    #: Beginnings of a rise that fell back before standing.
    attempts_count: int = 0
    #: Set where there is none.
    none_found_reason: str | None = None


def rises_of(body: RisingBody, *, seen_on: str, settings: ChairSettings) -> FoundRises:
    """Find every rise, with its times, speeds and lean."""
    known = np.isfinite(body.height)
    unseen_s = tuple(
        (body.clock.time_s(first), body.clock.time_s(last))
        for first, last in stretches(~known)
        if first > 0 and last < len(known)
    )
    levels = own_range(body.height, smallest=body.least_rise)
    if levels is None:
        reason = f"Nobody rises: the {seen_on} never changes by as much as rising from a chair."
        return FoundRises(seen_on=seen_on, rises=(), unseen_s=unseen_s, none_found_reason=reason)
    share = (body.height - levels.low) / levels.size_ratio
    ways = find_excursions(share, near=settings.down_share, far=settings.up_share)
    speed_mps = _speed(body, settings)
    rises = [
        _rise(way, share=share, body=body, speed_mps=speed_mps, settings=settings) for way in ways
    ]
    attempts = find_excursions(share, near=settings.down_share, far=0.5)
    no_whole = None if rises else f"The {seen_on} changes, but no rise from sitting is whole."
    return FoundRises(
        seen_on=seen_on,
        rises=tuple(_one_after_the_other(rises)),
        unseen_s=unseen_s,
        attempts_count=len(attempts) - len(ways),
        none_found_reason=no_whole,
    )


def _speed(body: RisingBody, settings: ChairSettings) -> FloatArray | None:
    if body.metres_factor is None:
        return None
    slope = slope_pieces(
        body.height, bell_s=settings.seen.bell_s, sampling_rate_hz=body.clock.sampling_rate_hz
    )
    return slope * body.metres_factor


def _one_after_the_other(rises: list[ChairRise]) -> list[ChairRise]:
    """Leave no sitting down that lasts into the next rise."""
    ended = []
    for rise, following in zip(rises, [*rises[1:], None], strict=True):
        sits_late = (
            following is not None
            and rise.sit_end_s is not None
            and rise.sit_end_s > following.start_s
        )
        ended.append(
            replace(rise, sit_end_s=following.start_s) if following and sits_late else rise
        )
    return ended


def _rise(
    way: Excursion,
    *,
    share: FloatArray,
    body: RisingBody,
    speed_mps: FloatArray | None,
    settings: ChairSettings,
) -> ChairRise:
    clock = body.clock
    end, goes_down = _standing(way, body.trunk_speed, settings)
    start = _start(way, share, body.trunk_speed, clock, settings)
    sit_start = sit_end = None
    if way.returns is not None:
        sit_start = goes_down
        sit_end = _seated(way, share, body.trunk_speed, clock, settings)
    return ChairRise(
        start_s=clock.time_s(start),
        end_s=clock.time_s(end),
        sit_start_s=None if sit_start is None else clock.time_s(sit_start),
        sit_end_s=None if sit_end is None else clock.time_s(sit_end),
        peak_rise_velocity_mps=_peak(speed_mps, start, end),
        peak_sit_velocity_mps=_peak(None if speed_mps is None else -speed_mps, sit_start, sit_end),
        trunk_lean_deg=_lean(body.trunk_lean_deg, start, end),
        source=body.source,
        confidence=1.0,
    )


def _standing(way: Excursion, trunk_speed: FloatArray, settings: ChairSettings) -> tuple[int, int]:
    """Find where the trunk first halts after rising, and where it last does before going down.

    One place, the slowest, where it never halts.
    """
    up = trunk_speed[way.leaves : way.departs + 1]
    latest = len(up) - 1 - (way.arrives - way.leaves)
    backwards = last_still(up[::-1], latest, moving_share=settings.moving_share)
    down_to = len(trunk_speed) if way.returns is None else way.returns + 1
    down = trunk_speed[way.arrives : down_to]
    goes_down = last_still(down, way.departs - way.arrives, moving_share=settings.moving_share)
    end = way.departs - backwards
    return min(end, way.arrives + goes_down), way.arrives + goes_down


def _start(
    way: Excursion,
    share: FloatArray,
    trunk_speed: FloatArray,
    clock: EvenClock,
    settings: ChairSettings,
) -> int:
    """Go back from the hips leaving the seat to where the trunk was last at rest."""
    earliest = max(0, way.leaves - round(settings.longest_lean_s * clock.sampling_rate_hz))
    before = share[earliest : way.leaves + 1]
    high = np.flatnonzero(~(before <= settings.down_share))
    earliest += int(high[-1]) + 1 if len(high) else 0
    return earliest + last_still(
        trunk_speed[earliest : way.arrives + 1],
        way.leaves - earliest,
        moving_share=settings.moving_share,
    )


def _seated(
    way: Excursion,
    share: FloatArray,
    trunk_speed: FloatArray,
    clock: EvenClock,
    settings: ChairSettings,
) -> int:
    """Go on from the hips reaching the seat to where the trunk is first at rest."""
    returns = way.departs if way.returns is None else way.returns
    latest = min(len(share), returns + round(settings.longest_lean_s * clock.sampling_rate_hz))
    after = np.flatnonzero(~(share[returns:latest] <= settings.down_share))
    latest = returns + int(after[0]) if len(after) else latest
    backwards = trunk_speed[way.departs : latest][::-1]
    still = last_still(backwards, latest - 1 - returns, moving_share=settings.moving_share)
    return latest - 1 - still


def _peak(speed_mps: FloatArray | None, first: int | None, last: int | None) -> float | None:
    if speed_mps is None or first is None or last is None:
        return None
    part = speed_mps[first : last + 1]
    part = part[np.isfinite(part)]
    return float(part.max()) if len(part) else None


def _lean(lean_deg: FloatArray | None, first: int, last: int) -> float | None:
    """Tell the largest forward lean against where the rise begins."""
    if lean_deg is None:
        return None
    part = lean_deg[first : last + 1]
    if not np.isfinite(part).any() or not np.isfinite(part[0]):
        return None
    return float(np.nanmax(part) - part[0])
